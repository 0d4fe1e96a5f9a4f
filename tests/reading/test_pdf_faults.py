"""What is said of a PDF that cannot be read, and that pages which can be read are."""

from __future__ import annotations

import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.errors import UserError
from tracker.reading.files.pdf import MAX_PAGES, open_pdf
from tracker.reading.reader import open_document, read_file


def fault(path: Path, data: bytes) -> UserError:
    path.write_bytes(data)
    with pytest.raises(UserError) as raised:
        read_file(path)
    assert raised.value.hint
    return raised.value


def pages_pdf(count: int) -> bytes:
    """A PDF by hand whose page tree holds the one page `count` times."""
    kids = "3 0 R " * count
    parts = [
        "1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj",
        f"2 0 obj << /Type /Pages /Kids [{kids}] /Count {count} >> endobj",
        "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >> endobj",
    ]
    text, places = "%PDF-1.4\n", []
    for part in parts:
        places.append(len(text))
        text += part + "\n"
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    return (
        f"{text}xref\n0 4\n0000000000 65535 f \n{table}trailer << /Size 4 /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF"
    ).encode()


def test_an_empty_file_and_a_missing_one(tmp_path: Path) -> None:
    assert "empty" in str(fault(tmp_path / "a.pdf", b""))
    assert "empty" in str(fault(tmp_path / "b.pdf", b" \n\n"))
    with pytest.raises(UserError, match=r"gone\.pdf cannot be read"):
        read_file(tmp_path / "gone.pdf")
    with pytest.raises(UserError, match="cannot be read"):
        read_file(tmp_path)


@pytest.mark.parametrize("share", [0.2, 0.6, 0.97])
def test_a_pdf_cut_short_is_not_read_in_part(tmp_path: Path, samples: Path, share: float) -> None:
    data = (samples / "manchester-jtai-2023-11-30.pdf").read_bytes()
    assert "cut short" in str(fault(tmp_path / "a.pdf", data[: int(len(data) * share)]))


def test_a_damaged_pdf(tmp_path: Path) -> None:
    assert "damaged" in str(fault(tmp_path / "a.pdf", b"%PDF-1.7\n" + b"\x00\xff" * 900 + b"%%EOF"))


def test_a_pdf_behind_a_password(tmp_path: Path) -> None:
    from reportlab.lib.pdfencrypt import StandardEncryption
    from reportlab.pdfgen.canvas import Canvas

    path = tmp_path / "locked.pdf"
    canvas = Canvas(str(path), encrypt=StandardEncryption("secret", ownerPassword="owner"))
    canvas.drawString(72, 700, "Recommendations")
    canvas.save()
    assert "password" in str(fault(path, path.read_bytes()))


def test_a_pdf_without_pages_and_one_with_too_many(tmp_path: Path) -> None:
    assert "no pages" in str(fault(tmp_path / "a.pdf", pages_pdf(0)))
    assert "1,501 pages" in str(fault(tmp_path / "b.pdf", pages_pdf(MAX_PAGES + 1)))


def test_a_thousand_pages_are_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert len(open_pdf(pages_pdf(1000), "long.pdf").pages) == 1000


def test_a_web_page_saved_with_a_pdfs_name_is_called_what_it_is(tmp_path: Path) -> None:
    told = fault(tmp_path / "report.pdf", b"<!DOCTYPE html><html><body><h1>Sign in</h1></body></html>")
    assert "web page, not a PDF" in told.message
    assert ".html" in told.hint


def test_a_text_with_a_pdfs_name(tmp_path: Path) -> None:
    assert "not a PDF" in str(fault(tmp_path / "report.pdf", b"just words"))


def test_a_scan_without_tesseract_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, sheet: Callable[..., Any]
) -> None:
    monkeypatch.setenv("PATH", "")
    told = fault(tmp_path / "scan.pdf", pages_pdf(2))
    assert "pictures of pages" in told.message
    assert "Tesseract" in told.hint


def test_the_content_decides_not_the_ending(tmp_path: Path, samples: Path) -> None:
    path = tmp_path / "letter.dat"
    path.write_bytes((samples / "manchester-jtai-2023-11-30.pdf").read_bytes())
    assert open_document(path).format == "pdf"
    assert len(read_file(path).recommendations) == 6


def test_a_file_that_opens_is_closed_again(tmp_path: Path, samples: Path) -> None:
    path = tmp_path / "letter.pdf"
    path.write_bytes((samples / "manchester-ilacs-2025-11-11.pdf").read_bytes())
    read_file(path)
    path.unlink()
    assert not path.exists()


def test_bytes_changed_at_random_end_in_a_reading_or_a_user_error(tmp_path: Path, samples: Path) -> None:
    data = (samples / "manchester-jtai-2023-11-30.pdf").read_bytes()
    chance = random.Random(20)
    read = refused = 0
    for _ in range(25):
        changed = bytearray(data)
        for _ in range(chance.choice((1, 20, 400))):
            changed[chance.randrange(len(changed))] = chance.randrange(256)
        path = tmp_path / "changed.pdf"
        path.write_bytes(changed)
        try:
            read_file(path)
            read += 1
        except UserError:
            refused += 1
    assert read + refused == 25
    assert read > 0
