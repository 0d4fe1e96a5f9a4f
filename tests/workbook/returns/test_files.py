"""Returned files: saved by other programs, renamed, damaged, meant to do harm, or no workbook of ours."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest
from openpyxl.packaging.custom import DateTimeProperty, StringProperty
from openpyxl.worksheet.filters import (
    CustomFilter,
    CustomFilters,
    DateGroupItem,
    FilterColumn,
    Filters,
    SortCondition,
    SortState,
)
from openpyxl.worksheet.table import Table, TableStyleInfo

from support.returns import Book, Office, put

EDIT = put(("A1", "Title", "Another title"))
TAKEN = {"A1.title": "Another title"}


def _filtered(*columns: FilterColumn) -> Callable[[Book], None]:
    def hand(book: Book) -> None:
        EDIT(book)
        book.actions.tables["Actions"].autoFilter.filterColumn.extend(columns)

    return hand


def _sorted(book: Book) -> None:
    EDIT(book)
    condition = SortCondition(ref="F2:F13", sortBy="cellColor")
    book.actions.tables["Actions"].sortState = SortState(ref="A2:Z13", sortCondition=[condition])


def _labelled(book: Book) -> None:
    EDIT(book)
    book.book.custom_doc_props.append(StringProperty(name="MSIP_Label_1_Enabled", value="true"))
    book.book.custom_doc_props.append(DateTimeProperty(name="MSIP_Label_1_SetDate", value=datetime(2026, 11, 2)))


def _as_table(book: Book) -> None:
    EDIT(book)
    ws = book.actions
    del ws.tables["Actions"]
    table = Table(displayName="Ours", ref=f"A1:{ws.cell(13, ws.max_column).coordinate}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
    ws.add_table(table)


def _protected(book: Book) -> None:
    EDIT(book)
    book.book.security.lockStructure = True


def _hidden_sheet_gone(book: Book) -> None:
    EDIT(book)
    del book.book["_tracker"]


def _properties_gone(book: Book) -> None:
    EDIT(book)
    for name in list(book.book.custom_doc_props.names):
        del book.book.custom_doc_props[name]


def _disagreeing(book: Book) -> None:
    EDIT(book)
    book.book["_tracker"]["B5"].value = "0" * 64


HANDS: dict[str, Callable[[Book], None]] = {
    "text filter": _filtered(
        FilterColumn(colId=5, customFilters=CustomFilters(customFilter=[CustomFilter("notEqual", "Ann Lee")]))
    ),
    "contains": _filtered(FilterColumn(colId=5, customFilters=CustomFilters(customFilter=[CustomFilter(val="*Lee*")]))),
    "ticks": _filtered(FilterColumn(colId=5, filters=Filters(filter=["Ann Lee", "Bob Day"]))),
    "date group": _filtered(
        FilterColumn(colId=7, filters=Filters(dateGroupItem=[DateGroupItem(year=2027, dateTimeGrouping="year")]))
    ),
    "sorted by colour": _sorted,
    "label properties": _labelled,
    "a table": _as_table,
    "structure protected": _protected,
    "hidden sheet gone": _hidden_sheet_gone,
    "properties gone": _properties_gone,
    "properties win": _disagreeing,
}


@pytest.mark.parametrize("hand", HANDS.values(), ids=HANDS)
def test_what_programs_leave_in_a_file_does_no_harm(place: Office, hand: Callable[[Book], None]) -> None:
    outcome = place.bring(hand)
    assert (outcome.refusal, outcome.taken, outcome.said) == ("", TAKEN, [])


VT = ' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'
VARIANTS = ("<vt:lpstr>ansi</vt:lpstr>", "<vt:clsid>{D5CDD505-2E9C-101B-9397-08002B2CF9AE}</vt:clsid>",
            "<vt:filetime>2026-11-02T10:00:00Z</vt:filetime>")  # fmt: skip


@pytest.mark.parametrize("value", VARIANTS)
def test_custom_properties_of_other_sorts_do_no_harm(place: Office, value: str) -> None:
    path = place.fill(place.send(), EDIT)
    one = f'<property fmtid="{{D5CDD505-2E9C-101B-9397-08002B2CF9AE}}" pid="90" name="Theirs"{VT}>{value}</property>'
    _rewrite(path, "docProps/custom.xml", lambda xml: xml.replace("</Properties>", f"{one}</Properties>"))
    assert place.home(path).taken == TAKEN


def _rewrite(path: Path, part: str, how: Callable[[str], str]) -> None:
    """Changes one part of the package."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    parts[part] = how(parts[part].decode()).encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)


@pytest.mark.parametrize("name", ["return.xls", "return.zip", "return", "GMP return – Nov (2) FINAL.xlsx"])
def test_a_workbook_under_another_name_is_read(place: Office, name: str) -> None:
    path = place.fill(place.send(), EDIT)
    renamed = path.with_name(name)
    path.rename(renamed)
    assert place.home(renamed).taken == TAKEN


def _both_gone(book: Book) -> None:
    _properties_gone(book)
    del book.book["_tracker"]


def _head_altered(book: Book) -> None:
    _properties_gone(book)
    book.book["_tracker"]["B5"].value = "0" * 64


@pytest.mark.parametrize(("hand", "said"), [(_both_gone, "tracker export"), (_head_altered, "another copy")])
def test_a_workbook_that_does_not_say_where_it_is_from_is_refused(
    place: Office, hand: Callable[[Book], None], said: str
) -> None:
    outcome = place.bring(hand)
    assert (outcome.status, said in outcome.refusal) == (1, True)


def test_a_password_is_told(place: Office) -> None:
    path = place.folder / "locked.xlsx"
    path.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"\0" * 600)
    assert "password" in place.home(path).refusal


def test_the_workbook_for_reading_is_refused(place: Office) -> None:
    from tracker.workbook.papers.progress import write_progress

    path = place.folder / "progress.xlsx"
    write_progress(place.store.snapshot(), path, as_at=date(2026, 11, 30))
    assert place.home(path).status == 1


def test_a_csv_is_refused_with_a_hint_that_leads_somewhere(place: Office) -> None:
    book = openpyxl.load_workbook(place.send())
    path = place.folder / "return.csv"
    rows = [",".join(f'"{cell.value or ""}"' for cell in row) for row in book["Actions"].iter_rows()]
    path.write_text("\n".join(rows), encoding="utf-8")
    outcome = place.home(path)
    assert outcome.status == 1
    assert "one sheet" in outcome.refusal
    assert "copy" in outcome.refusal


@pytest.mark.parametrize(("part", "compression", "why"), [
    ("xl/worksheets/sheet9.xml", zipfile.ZIP_DEFLATED, "not opened"),
    ("docProps/more.xml", zipfile.ZIP_STORED, "100 MB"),
    ("docProps/more.xml", zipfile.ZIP_BZIP2, "not opened"),
    ("spaces.bin", zipfile.ZIP_DEFLATED, "not opened"),
    ("spaces.bin", zipfile.ZIP_LZMA, "not opened"),
])  # fmt: skip
def test_a_part_that_fills_the_memory_is_refused(place: Office, part: str, compression: int, why: str) -> None:
    path = place.send()
    with zipfile.ZipFile(path, "a", compression) as package, package.open(part, "w", force_zip64=True) as opened:
        for _ in range(101):
            opened.write(b" " * 1024 * 1024)
    outcome = place.home(path)
    assert outcome.status == 1
    assert why in outcome.refusal


def test_a_part_that_lies_about_its_size_is_refused(place: Office) -> None:
    path = place.send()
    with zipfile.ZipFile(path, "a", zipfile.ZIP_DEFLATED) as package:
        package.writestr("xl/worksheets/sheet9.xml", b" " * 150 * 1024 * 1024)
    raw = path.read_bytes()
    size = (150 * 1024 * 1024).to_bytes(4, "little")
    path.write_bytes(raw.replace(size, (900).to_bytes(4, "little")))
    assert place.home(path).status == 1


def test_entities_are_refused(place: Office) -> None:
    path = place.send()
    doctype = '<!DOCTYPE x [<!ENTITY a "b">]>'
    _rewrite(path, "xl/workbook.xml", lambda xml: xml.replace("<workbook", f"{doctype}<workbook", 1))
    assert "entities" in place.home(path).refusal


def test_libreoffice_saves_it_again_without_an_edit(place: Office, office: Callable[..., Path]) -> None:
    home = office(place.send(), place.folder / "office")
    outcome = place.home(home)
    assert (outcome.taken, outcome.said) == ({}, [])


def test_an_edit_comes_through_ods_and_back_and_through_xls_and_back(
    place: Office, office: Callable[..., Path], tmp_path: Path
) -> None:
    for ending in ("ods", "xls"):
        path = place.fill(place.send(f"{ending}.xlsx"), put(("A1", "Title", f"Through {ending}")))
        between = office(path, tmp_path / ending, ending)
        refused = place.home(between)
        assert (refused.status, "save it as an Excel workbook (.xlsx)" in refused.refusal) == (1, True)
        outcome = place.home(office(between, tmp_path / f"{ending} back"))
        assert list(outcome.taken) == ["A1.title"], outcome.said


def test_a_csv_by_libreoffice_is_refused_likewise(place: Office, office: Callable[..., Path], tmp_path: Path) -> None:
    assert "one sheet" in place.home(office(place.send(), tmp_path / "csv", "csv")).refusal
