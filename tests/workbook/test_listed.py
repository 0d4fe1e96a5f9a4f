"""A list written as it stands: for Excel with days as days, for any program as lines."""

from __future__ import annotations

import csv
from datetime import date, datetime
from pathlib import Path

import openpyxl
import pytest

from tracker.domain.lists.listed_table import ListedTable
from tracker.errors import UserError
from tracker.workbook.listed import write_list

TABLE = ListedTable(
    "Actions: R1/R2", ("Under", "Ref", "Action", "Due", "Agreed", "Moved"),
    (
        (None, "R1", "=1+1 is no formula", "1 of 4 done", None, None),
        ("R1", "A1", "Agree\none template", date(2024, 6, 28), date(2024, 1, 5), 2),
    ),
    frozenset({0}), "The plan",
)  # fmt: skip


def test_a_sheet_has_days_numbers_and_words(tmp_path: Path) -> None:
    write_list(TABLE, tmp_path / "list.xlsx")
    book = openpyxl.load_workbook(tmp_path / "list.xlsx")
    ws = book.active
    assert ws is not None
    assert ws.title == "Actions  R1 R2"
    assert [[cell.value for cell in row] for row in ws.iter_rows()] == [
        list(TABLE.headings),
        [None, "R1", "=1+1 is no formula", "1 of 4 done", None, None],
        ["R1", "A1", "Agree\none template", datetime(2024, 6, 28), datetime(2024, 1, 5), 2],
    ]
    assert ws["D3"].number_format == "dd mmm yyyy"
    assert (ws["C2"].data_type, ws.auto_filter.ref, ws.freeze_panes) == ("s", "A1:F3", "A2")
    assert (book.properties.title, book.properties.language) == ("The plan: Actions: R1/R2", "en-GB")


def test_lines_are_read_by_any_program(tmp_path: Path) -> None:
    write_list(TABLE, tmp_path / "list.csv")
    data = (tmp_path / "list.csv").read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert list(csv.reader(data.decode("utf-8-sig").splitlines(keepends=True))) == [
        list(TABLE.headings), ["", "R1", "'=1+1 is no formula", "1 of 4 done", "", ""],
        ["R1", "A1", "Agree\none template", "2024-06-28", "2024-01-05", "2"],
    ]  # fmt: skip


def test_an_empty_list_is_its_headings(tmp_path: Path) -> None:
    write_list(ListedTable("", ("Ref",), ()), tmp_path / "list.xlsx")
    ws = openpyxl.load_workbook(tmp_path / "list.xlsx").active
    assert ws is not None
    assert (ws.title, ws["A1"].value, ws.max_row) == ("List", "Ref", 1)


def test_what_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(UserError, match=r"'\.doc'"):
        write_list(TABLE, tmp_path / "list.doc")
    with pytest.raises(UserError, match="there is no folder"):
        write_list(TABLE, tmp_path / "nowhere" / "list.csv")
    plan = tmp_path / "a.csv"
    plan.write_bytes(b"SQLite format 3\x00" + b"\0" * 100)
    with pytest.raises(UserError, match="is a plan"):
        write_list(TABLE, plan)
