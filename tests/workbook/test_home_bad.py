"""Files that are no workbook of ours: one sentence, a hint, and nothing else happens."""

from __future__ import annotations

import contextlib
import os
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from tracker.errors import UserError
from tracker.workbook import files
from tracker.workbook.home import read_workbook


def refused(path: Path) -> str:
    with pytest.raises(UserError) as caught:
        read_workbook(path)
    assert caught.value.hint
    assert "Traceback" not in caught.value.message
    return caught.value.message


def packed(path: Path, **parts: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name.replace("__", "/") + ".xml", data)
    return path


def test_no_file_a_folder_and_an_empty_file(tmp_path: Path) -> None:
    assert "there is no file" in refused(tmp_path / "none.xlsx")
    assert "is a folder" in refused(tmp_path)
    (tmp_path / "empty.xlsx").write_bytes(b"")
    assert "is empty" in refused(tmp_path / "empty.xlsx")


def test_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.xlsx"
    path.write_bytes(b"PK")

    def refuse(self: Path, *args: Any) -> Any:
        raise PermissionError(13, "no")

    monkeypatch.setattr(Path, "open", refuse)
    assert "cannot be read" in refused(path)


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600, "protected by a password, or is an old .xls"),
        (b"Ref,Title\nA1,Something\n", "not an Excel workbook"),
        (b"PK\x03\x04 nothing more", "is damaged"),
    ],
)
def test_files_of_other_kinds(tmp_path: Path, data: bytes, said: str) -> None:
    (tmp_path / "a.xlsx").write_bytes(data)
    assert said in refused(tmp_path / "a.xlsx")


def test_an_open_document_sheet_is_named_for_what_it_is_not(tmp_path: Path) -> None:
    assert "not an Excel workbook" in refused(packed(tmp_path / "a.xlsx", content=b"<x/>"))


def test_a_workbook_of_ones_own_is_pointed_to_import(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    book.active.append(["Action", "Lead", "By when"])
    book.save(tmp_path / "own.xlsx")
    with pytest.raises(UserError, match="not a workbook that this program sent out") as caught:
        read_workbook(tmp_path / "own.xlsx")
    assert "tracker export" in caught.value.hint


def test_the_progress_workbook_does_not_come_home(desktop: Any) -> None:
    from tracker.workbook.papers.progress import write_progress

    path = write_progress(desktop.store.snapshot(), desktop.folder / "p.xlsx", as_at=desktop.clock.today())
    assert "not a workbook that this program sent out" in refused(path)


def test_a_workbook_of_a_newer_program(desktop: Any) -> None:
    path = desktop.work(desktop.export(), lambda book: setattr(book.custom_doc_props["TrackerSchema"], "value", "2"))
    assert "newer version" in refused(path)


@pytest.mark.parametrize("size", [0.2, 0.5, 0.9, 0.999])
def test_a_truncated_workbook(desktop: Any, size: float) -> None:
    path = desktop.export()
    data = path.read_bytes()
    path.write_bytes(data[: int(len(data) * size)])
    assert "is damaged" in refused(path)


def test_a_workbook_with_a_broken_part(desktop: Any) -> None:
    path = desktop.export()
    with zipfile.ZipFile(path) as package:
        parts = {info.filename: package.read(info) for info in package.infolist()}
    for name in ("xl/workbook.xml", "xl/worksheets/sheet3.xml", "xl/styles.xml", "[Content_Types].xml"):
        with zipfile.ZipFile(path, "w") as package:
            for part, data in parts.items():
                package.writestr(part, data[: len(data) // 2] if part == name else data)
        assert "is damaged" in refused(path)


def test_flipped_bytes_never_end_in_anything_but_a_sentence(desktop: Any) -> None:
    path = desktop.export()
    whole = path.read_bytes()
    for at in range(10, len(whole), max(1, len(whole) // 60)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 0xFF]) + whole[at + 1 :])
        with contextlib.suppress(UserError):
            read_workbook(path)


def test_a_workbook_that_would_fill_the_memory(tmp_path: Path) -> None:
    path = packed(tmp_path / "bomb.xlsx", xl__workbook=b"<x/>", xl__sharedStrings=b"0" * (30 * 1024 * 1024))
    assert "packed so tightly" in refused(path)


def test_caps_on_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = packed(tmp_path / "a.xlsx", xl__workbook=b"<x/>", other=os.urandom(4000))
    monkeypatch.setattr(files, "MAX_PART", 3000)
    assert "unpack to far more" in refused(path)
    monkeypatch.setattr(files, "MAX_ENTRIES", 1)
    assert "thousands of parts" in refused(path)
    monkeypatch.setattr(files, "MAX_FILE", 10)
    assert "over 100 MB" in refused(path)


def test_a_zip_with_a_password(tmp_path: Path) -> None:
    path = packed(tmp_path / "a.xlsx", xl__workbook=b"<x/>")
    data = bytearray(path.read_bytes())
    at = data.rfind(b"PK\x01\x02")
    data[at + 8] |= 1
    path.write_bytes(bytes(data))
    assert "protected by a password" in refused(path)


@pytest.mark.parametrize("code", ["utf-8", "utf-16"])
def test_entities_are_refused_before_any_reader_sees_them(tmp_path: Path, code: str) -> None:
    bomb = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><x>&b;</x>'.encode(code)
    assert "declares XML entities" in refused(packed(tmp_path / "a.xlsx", xl__workbook=b"<x/>", xl__styles=bomb))
    late = (
        b"<x>" + os.urandom(files.CHUNK // 2).hex().encode()[: files.CHUNK - 6] + b"<!DOCTYPE x [<!ENTITY a 'b'>]></x>"
    )
    assert "declares XML entities" in refused(packed(tmp_path / "a.xlsx", xl__workbook=b"<x/>", xl__styles=late))


def test_another_plan_a_newer_copy_and_a_copy_that_went_its_own_way(desktop: Any) -> None:
    def set_property(name: str, value: str) -> Path:
        path = desktop.export()
        return desktop.work(path, lambda book: setattr(book.custom_doc_props[name], "value", value))

    for name, value, said in (
        ("TrackerPlan", "0174876e-8001-7000-8000-00000000ffff", "belongs to another plan"),
        ("TrackerChange", "99", "went out at change 99, but this copy ends at 2"),
        ("TrackerHead", "f" * 64, "another copy of this plan"),
    ):
        with pytest.raises(UserError, match=said) as caught:
            desktop.plan(set_property(name, value))
        assert caught.value.hint
