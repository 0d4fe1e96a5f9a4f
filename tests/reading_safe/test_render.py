"""Page images, the words under a marked rectangle, and scanned pages."""

from __future__ import annotations

import gc
import sys
import threading
from pathlib import Path

import pytest

from tracker.errors import UserError
from tracker.reading.files import ocr
from tracker.reading.files.render import page_count, page_words, render_page, words_in


@pytest.fixture(scope="module")
def letter(samples: Path) -> bytes:
    return (samples / "manchester-jtai-2023-11-30.pdf").read_bytes()


@pytest.fixture(scope="module")
def scan(letter: bytes) -> bytes:
    """A PDF of one picture: the letter's second page."""
    import io

    from reportlab.lib.utils import ImageReader
    from reportlab.pdfgen.canvas import Canvas

    image = render_page(letter, 2, 2.0)
    red, green, blue = image.data[2::4], image.data[1::4], image.data[0::4]
    pixels = bytearray(3 * len(red))
    pixels[0::3], pixels[1::3], pixels[2::3] = red, green, blue
    picture = io.BytesIO(b"P6 %d %d 255\n" % (image.stride // 4, image.height) + bytes(pixels))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=(image.page_width, image.page_height), invariant=1)
    canvas.drawImage(ImageReader(picture), 0, 0, image.page_width, image.page_height)
    canvas.save()
    return buffer.getvalue()


def test_a_page_is_drawn_white_with_black_words(letter: bytes) -> None:
    image = render_page(letter, 2, 1.0)
    assert (round(image.page_width), round(image.page_height)) == (595, 842)
    assert abs(image.width - 595) <= 1
    assert len(image.data) == image.stride * image.height
    corner = image.data[:4]
    assert corner == b"\xff\xff\xff\xff"
    assert min(image.data[1::4]) < 100


def test_the_scale_is_pixels_a_point(letter: bytes) -> None:
    small, large = render_page(letter, 1, 1.0), render_page(letter, 1, 2.0)
    assert abs(large.width - 2 * small.width) <= 2


def test_words_stand_where_they_are_drawn(letter: bytes) -> None:
    image = render_page(letter, 2, 2.0)
    word = next(word for word in page_words(letter, 2) if word.text == "Headline")
    rows = range(int(word.box.y0 * 2), int(word.box.y1 * 2))
    inside = [
        image.data[y * image.stride + x * 4 + 1]
        for y in rows
        for x in range(int(word.box.x0 * 2), int(word.box.x1 * 2))
    ]
    assert min(inside) < 100
    assert word.box.page == 2


def test_marking_a_passage_gives_its_words_and_a_box_a_line(letter: bytes) -> None:
    words = page_words(letter, 2)
    first = next(index for index, word in enumerate(words) if word.text == "Effective")
    box = words[first].box
    text, boxes = words_in(letter, 2, (520, box.y1 + 18, 60, box.y0 - 2))
    assert text.startswith("Effective and mature partnership arrangements")
    assert len(boxes) == 2
    assert boxes[0].y1 < boxes[1].y1
    assert all(60 <= line.x0 < line.x1 <= 520 for line in boxes)


def test_an_empty_rectangle_holds_no_words(letter: bytes) -> None:
    assert words_in(letter, 2, (0, 0, 5, 5)) == ("", ())


@pytest.mark.parametrize("number", [0, 99])
def test_a_page_that_is_not_there_is_said_so(letter: bytes, number: int) -> None:
    with pytest.raises(UserError, match=f"no page {number}"):
        render_page(letter, number, 1.0)


def test_a_picture_too_large_for_memory_is_refused(letter: bytes) -> None:
    with pytest.raises(UserError, match="too large"):
        render_page(letter, 1, 100.0)


def test_what_is_no_pdf_is_refused() -> None:
    with pytest.raises(UserError, match="cannot be opened"):
        page_count(b"not a pdf")


def test_pages_are_drawn_from_several_threads_at_once(letter: bytes) -> None:
    images: list[bytes] = []

    def draw() -> None:
        for _ in range(5):
            images.append(render_page(letter, 3, 0.5).data)

    threads = [threading.Thread(target=draw) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    gc.collect()
    assert len(images) == 20
    assert len(set(images)) == 1


def test_a_scan_has_words_through_tesseract(scan: bytes) -> None:
    assert page_words(scan, 1) == ()
    if ocr.available() is None:
        pytest.skip("tesseract is not installed")
    document = ocr.ocr_document(scan, "scan.pdf")
    text = " ".join(line.text for line in document.lines)
    assert "Effective and mature partnership arrangements" in text
    assert "What needs to improve?" in text
    assert sum(line.bullet == "•" for line in document.lines) == 5
    assert all(line.box is not None and 0 <= line.box.x0 < line.box.x1 <= 600 for line in document.lines)


def stand_in(folder: Path, script: str) -> None:
    """A program named tesseract that does as the script says."""
    program = folder / "tesseract"
    program.write_text(f"#!/bin/sh\n/bin/cat > /dev/null\n{script}\n")
    program.chmod(0o755)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the program")
def test_what_tesseract_tells_becomes_lines(scan: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    rows = [
        ("5", "1", "1", "1", "1", "1", "200", "400", "20", "20", "12", "em"),
        ("5", "1", "1", "1", "1", "2", "250", "400", "80", "25", "96", "Plans"),
        ("5", "1", "1", "1", "1", "3", "340", "400", "60", "25", "95", "drift"),
        ("5", "1", "1", "1", "1", "4", "420", "400", "9", "25", "8", "~~"),
        ("4", "1", "1", "1", "2", "0", "200", "440", "60", "25", "-1", ""),
        ("5", "1", "1", "1", "2", "1", "200", "440", "60", "25", "91", "12."),
        ("5", "1", "1", "1", "2", "2", "280", "440", "60", "25", "91", "Visits."),
        ("5", "1", "1", "1", "3", "1", "200", "480", "20", "20", "80", "e"),
    ]
    table = tmp_path / "table"
    table.write_text("\n".join(["\t".join(["head"] * 12), *("\t".join(row) for row in rows)]) + "\n")
    stand_in(tmp_path, f"/bin/cat {table}")
    monkeypatch.setenv("PATH", str(tmp_path))
    lines = ocr.ocr_document(scan, "scan.pdf").lines
    assert [(line.bullet, line.text) for line in lines] == [("•", "Plans drift"), ("12.", "Visits.")]
    assert lines[0].box is not None
    assert (lines[0].box.x0, lines[0].indent) == (72.0, 90.0)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the program")
@pytest.mark.parametrize(("script", "says"), [("exit 1", "could not be read by Tesseract"), ("echo head", "No words")])
def test_a_tesseract_that_fails_is_told_of(
    scan: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, script: str, says: str
) -> None:
    stand_in(tmp_path, script)
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UserError, match=says) as caught:
        ocr.ocr_document(scan, "scan.pdf")
    assert caught.value.hint


def test_pages_without_words_or_pictures_are_not_sent_to_tesseract() -> None:
    import io

    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer, invariant=1)
    canvas.rect(100, 100, 300, 300)
    canvas.save()
    if ocr.available() is None:
        pytest.skip("tesseract is not installed")
    with pytest.raises(UserError, match="not scans"):
        ocr.ocr_document(buffer.getvalue(), "drawn.pdf")


def test_without_tesseract_a_scan_says_what_to_do(scan: bytes, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(UserError, match="pictures of pages") as caught:
        ocr.ocr_document(scan, "scan.pdf")
    assert "Tesseract" in caught.value.hint
