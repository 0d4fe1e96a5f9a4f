"""Files made to do harm are refused before they are unpacked."""

from __future__ import annotations

import tracemalloc
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.errors import UserError
from tracker.reading.files import guard
from tracker.reading.files.formats import open_any

Pack = Callable[[dict[str, str | bytes]], bytes]
Maker = Callable[[str], bytes]


def test_a_zip_bomb_is_refused_without_unpacking_it(pack: Pack) -> None:
    bomb = pack({"word/document.xml": b"0" * (40 * 1024 * 1024)})
    tracemalloc.start()
    with pytest.raises(UserError, match="packed so tightly"):
        open_any(bomb, "bomb.docx")
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 5 * 1024 * 1024


def test_one_part_over_fifty_megabytes_is_refused(pack: Pack) -> None:
    with pytest.raises(UserError, match="50 MB"):
        open_any(pack({"word/document.xml": b"0" * (51 * 1024 * 1024)}), "big.docx")


def test_too_many_parts_are_refused(pack: Pack) -> None:
    parts: dict[str, str | bytes] = {f"word/{number}.xml": "" for number in range(guard.MAX_ENTRIES + 1)}
    with pytest.raises(UserError, match="parts"):
        open_any(pack(parts), "many.docx")


def test_many_parts_that_add_up_are_refused(pack: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(guard, "MAX_TOTAL", 1000)
    with pytest.raises(UserError, match="200 MB"):
        open_any(pack({"word/document.xml": b"a" * 600, "word/b.xml": b"b" * 600}), "sum.docx")


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_xml_entities_are_refused_in_any_encoding(pack: Pack, code: str) -> None:
    attack = f'<?xml version="1.0" encoding="{code}"?><!DOCTYPE d [<!ENTITY a "aaaa">]><d>&a;</d>'
    with pytest.raises(UserError, match="entities"):
        open_any(pack({"word/document.xml": attack.encode(code)}), "bomb.docx")
    with pytest.raises(UserError, match="entities"):
        open_any(pack({"content.xml": attack.encode(code)}), "bomb.odt")


def test_an_outer_file_is_never_read_through_a_web_page(tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("never to be seen")
    page = f'<!DOCTYPE d [<!ENTITY x SYSTEM "{secret.as_uri()}">]><html><body><p>Seen &x; end</p></body></html>'
    text = " ".join(line.text for line in open_any(page.encode(), "page.html").lines)
    assert "Seen" in text
    assert "never" not in text


def test_a_password_on_the_archive_is_named(pack: Pack) -> None:
    data = bytearray(pack({"word/document.xml": "<a/>"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(UserError, match="password"):
        open_any(bytes(data), "locked.docx")


def test_a_damaged_part_is_named(word: Maker) -> None:
    data = bytearray(word("<w:p><w:r><w:t>Some words that are long enough to pack.</w:t></w:r></w:p>"))
    start = data.index(b"word/document.xml") + len("word/document.xml")
    data[start + 10 : start + 30] = b"\xff" * 20
    with pytest.raises(UserError, match="damaged"):
        open_any(bytes(data), "letter.docx")


def test_workbooks_slides_and_plain_archives_are_told_apart(pack: Pack) -> None:
    for part, says in (("xl/workbook.xml", "workbook"), ("ppt/presentation.xml", "slides"), ("notes.txt", "archive")):
        with pytest.raises(UserError, match=says):
            open_any(pack({part: "x"}), "file.docx")


def test_deeply_nested_parts_do_not_break_the_reader(pack: Pack) -> None:
    deep = "<text:p xmlns:text='t'>" + "<text:span>" * 5000 + "x" + "</text:span>" * 5000 + "</text:p>"
    with pytest.raises(UserError):
        open_any(pack({"content.xml": deep}), "deep.odt")
    with pytest.raises(UserError, match="nested"):
        open_any(b"{\\rtf1 " + b"{" * 3000 + b"x" + b"}" * 3000 + b"}", "deep.rtf")
    page = b"<html><body>" + b"<div>" * 20000 + b"words" + b"</div>" * 20000
    with pytest.raises(UserError, match="no text"):
        open_any(page, "deep.html")


@pytest.mark.parametrize("name", ["long.txt", "long.html", "long.rtf"])
def test_files_with_more_lines_than_any_report_are_refused(name: str) -> None:
    texts = {
        "long.txt": b"Words\n" * 200_000,
        "long.html": b"<html><p>Words" + b"<p>Words" * 70_000,
        "long.rtf": b"{\\rtf1 " + b"Words\\par " * 70_000 + b"}",
    }
    with pytest.raises(UserError, match="too long"):
        open_any(texts[name], name)


def test_the_guard_lets_an_ordinary_archive_through(pack: Pack) -> None:
    with guard.open_package(pack({"a.xml": "<a/>"}), "a.docx") as package:
        assert isinstance(package, zipfile.ZipFile)
        assert guard.read_part(package, "missing.xml", "a.docx") is None
