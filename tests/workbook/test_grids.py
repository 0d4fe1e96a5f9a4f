"""Any workbook and any list of values as a plain grid."""

import io
import re
import zipfile
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.chart import BarChart
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.colors import Color

from tracker.domain.foreign.grid import Grid, GridCell
from tracker.errors import UserError
from tracker.foreign_file import foreign_file
from tracker.workbook import grids, lists
from tracker.workbook.grids import read_grids
from tracker.workbook.lists import read_list
from tracker.workbook.strict import as_transitional


def a_book(folder: Path, fill: Any, name: str = "theirs.xlsx") -> Path:
    """A workbook whose one sheet this function fills."""
    book = Workbook()
    fill(book.active)
    path = folder / name
    book.save(path)
    return path


def only(path: Path) -> Grid:
    (grid,) = read_grids(path).grids
    return grid


def test_values_are_as_shown_and_as_kept(tmp_path: Path) -> None:
    def fill(ws: Any) -> None:
        ws.append(
            [
                "Words",
                3,
                0.85,
                datetime(2024, 3, 31),
                datetime(2024, 3, 1),
                True,
                False,
                time(9, 30),
                2.5,
                date(2024, 5, 1),
            ]
        )
        ws["C1"].number_format, ws["D1"].number_format, ws["E1"].number_format = "0%", "dd/mm/yyyy", "mmm-yy"

    cells = only(a_book(tmp_path, fill)).cells
    assert [cells[1, n].text for n in range(1, 11)] == [
        "Words",
        "3",
        "85%",
        "31 Mar 2024",
        "Mar 2024",
        "Yes",
        "No",
        "09:30:00",
        "2.5",
        "1 May 2024",
    ]
    assert (cells[1, 4].value, cells[1, 3].value, cells[1, 8].value) == (date(2024, 3, 31), 0.85, "09:30:00")


def test_grounds_comments_merges_and_what_is_hidden(tmp_path: Path) -> None:
    def fill(ws: Any) -> None:
        for at, colour in enumerate(
            (
                Color(rgb="FFFF0000"),
                Color(indexed=11),
                Color(theme=4),
                Color(theme=4, tint=0.5),
                Color(theme=4, tint=-0.5),
                Color(rgb="FFFFFFFF"),
                Color(indexed=200),
                Color(theme=99),
            ),
            1,
        ):
            ws.cell(1, at, "x").fill = PatternFill("solid", fgColor=colour)
        ws["A2"].comment = Comment("Ann:\nAsk Tom", "Ann")
        ws["B2"], ws["B2"].comment = "y", Comment("Plain", "Somebody")
        ws["A3"].fill = PatternFill("solid", fgColor="00B050")
        ws["A4"].fill = PatternFill("lightUp", fgColor="00B050")
        ws["A4"] = "z"
        ws["A5"] = ""
        ws["A5"].font = Font(bold=True)
        ws.merge_cells("A6:C7")
        ws["A6"] = "wide"
        ws.row_dimensions[2].hidden = True
        ws.column_dimensions["B"].hidden = True
        ws.column_dimensions["C"].width = 30
        ws["A9"].fill = PatternFill("solid", fgColor="00B050")
        ws.cell(8, 1, "end")

    grid = only(a_book(tmp_path, fill))
    fills = [grid.cells[1, n].fill for n in range(1, 9)]
    assert fills[:2] == ["FF0000", "00FF00"]
    assert fills[2] == "4F81BD"
    assert fills[3] > fills[2] > fills[4]
    assert fills[5:] == ["", "", ""]
    assert (grid.cells[2, 1].comment, grid.cells[2, 2].comment) == ("Ask Tom", "Plain")
    assert (grid.cells[3, 1].fill, grid.cells[4, 1].fill, (5, 1) in grid.cells) == ("00B050", "", False)
    assert (grid.seen(7, 3).text, grid.width_of(6, 1), grid.hidden_rows, grid.hidden_columns) == (
        "wide",
        3,
        frozenset({2}),
        frozenset({2}),
    )


def test_struck_out_words_are_told_from_the_others(tmp_path: Path) -> None:
    def fill(ws: Any) -> None:
        ws["A1"] = CellRichText(TextBlock(InlineFont(strike=True), "31/03/2024"), " 30/06/2024")
        ws["A2"] = "Gone"
        ws["A2"].font = Font(strike=True)

    cells = only(a_book(tmp_path, fill)).cells
    assert (cells[1, 1].text, cells[1, 1].struck) == ("30/06/2024", "31/03/2024")
    assert (cells[2, 1].text, cells[2, 1].struck) == ("", "Gone")


def with_results(path: Path, results: dict[str, str]) -> None:
    """Puts results beside the formulas of a workbook, as a program that reckons keeps them."""
    made = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(made, "w") as out:
        for info in package.infolist():
            part = package.read(info)
            for place, value in results.items():
                part = part.replace(f'<c r="{place}"><f>'.encode(), f'<c r="{place}" t="str"><f>'.encode())
                part = part.replace(f"<f>{place}</f><v />".encode(), f"<f>{place}</f><v>{value}</v>".encode())
            out.writestr(info.filename, part)
    path.write_bytes(made.getvalue())


def test_formulas_count_by_the_result_that_was_kept(tmp_path: Path) -> None:
    def fill(ws: Any) -> None:
        ws["A1"], ws["AB2"], ws["A3"] = "=A9", "=A10", "#REF!"
        ws["A3"].data_type = "e"

    path = a_book(tmp_path, fill)
    with_results(path, {"A9": "kept"})
    grid = only(path)
    assert grid.cells[2, 28] == GridCell(formula=True)
    assert (grid.cells[3, 1].text, grid.cells[3, 1].fault) == ("", "#REF!")
    assert grid.cells[1, 1].formula


def test_pictures_and_charts_are_named(tmp_path: Path) -> None:
    book = Workbook()
    assert book.active is not None
    book.active.title = "Plan"
    book.active.add_chart(BarChart(), "A1")
    book.create_chartsheet("Figures").add_chart(BarChart())
    book.create_sheet("Old").sheet_state = "hidden"
    path = tmp_path / "theirs.xlsx"
    book.save(path)
    file = read_grids(path)
    assert [(one.name, one.is_hidden) for one in file.grids] == [("Plan", False), ("Old", True)]
    assert any("Figures" in one for one in file.unread)


def test_strict_open_xml_is_read(tmp_path: Path) -> None:
    path = a_book(tmp_path, lambda ws: ws.append(["Action", "Lead"]))
    usual = path.read_bytes()
    assert as_transitional(usual) is usual
    made = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(made, "w") as out:
        for info in package.infolist():
            part = package.read(info)
            part = part.replace(
                b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
                b"http://purl.oclc.org/ooxml/spreadsheetml/main",
            )
            part = part.replace(
                b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
                b"http://purl.oclc.org/ooxml/officeDocument/relationships",
            )
            out.writestr(info.filename, part.replace(b"<workbook ", b'<workbook conformance="strict" '))
        out.writestr("docProps/thumbnail.jpeg", b"picture")
    path.write_bytes(made.getvalue())
    assert only(path).texts(1) == ("Action", "Lead")


def test_too_much_is_told_or_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(grids, "MOST_ROWS", 2)
    monkeypatch.setattr(lists, "MOST_ROWS", 2)
    path = a_book(tmp_path, lambda ws: [ws.append(["a"]) for _ in range(4)])
    file = read_grids(path)
    assert (file.grids[0].last_row, "more than 2 rows" in file.unread[0]) == (2, True)
    values = tmp_path / "theirs.csv"
    values.write_text("a,b\n" * 4)
    assert "more than 2 rows" in read_list(values).unread[0]
    monkeypatch.setattr(grids, "MOST_CELLS", 2)
    with pytest.raises(UserError, match="two million"):
        read_grids(path)
    monkeypatch.setattr(lists, "MAX_BYTES", 2)
    with pytest.raises(UserError, match="50 MB"):
        read_list(values)


def test_what_breaks_the_rules_of_workbooks_is_damaged(tmp_path: Path) -> None:
    path = a_book(tmp_path, lambda ws: ws.append(["=1"]))
    for name, new in (("xl/worksheets/sheet1.xml", b"<worksheet"), ("xl/workbook.xml", b"<oops/>")):
        made = io.BytesIO()
        with zipfile.ZipFile(path) as package, zipfile.ZipFile(made, "w") as out:
            for info in package.infolist():
                out.writestr(info.filename, new if info.filename == name else package.read(info))
        bad = tmp_path / "bad.xlsx"
        bad.write_bytes(made.getvalue())
        with pytest.raises(UserError, match="damaged"):
            read_grids(bad)
    whole = path.read_bytes()
    bad.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(UserError):
        read_grids(bad)


def test_a_workbook_without_a_theme_has_no_colours_of_one(tmp_path: Path) -> None:
    fill = PatternFill("solid", fgColor=Color(theme=4))
    path = a_book(tmp_path, lambda ws: setattr(ws.cell(1, 1, "x"), "fill", fill))
    made = io.BytesIO()
    with zipfile.ZipFile(path) as package, zipfile.ZipFile(made, "w") as out:
        for info in package.infolist():
            if "theme" not in info.filename:
                out.writestr(info.filename, re.sub(rb"<Override [^>]*theme1.xml[^>]*>", b"", package.read(info)))
    path.write_bytes(made.getvalue())
    assert only(path).cells[1, 1].fill == ""


@pytest.mark.parametrize(
    ("data", "rows"),
    [
        ("Action,Lead\nWrite it,Zoë\n".encode(), [("Action", "Lead"), ("Write it", "Zoë")]),
        ("\ufeffAction;Lead\nWrite it;Zoë\n".encode(), [("Action", "Lead"), ("Write it", "Zoë")]),
        ("Action\tLead\nWrite, then send\tZoë\n".encode("utf-16"), [("Action", "Lead"), ("Write, then send", "Zoë")]),
        ("Action|Lead\nWrite it|Zoë’s team\n".encode("cp1252"), [("Action", "Lead"), ("Write it", "Zoë’s team")]),
        (
            "Action,Lead and others here now\nWrite it,Zoe and Tom\n".encode("utf-16-le"),
            [("Action", "Lead and others here now"), ("Write it", "Zoe and Tom")],
        ),
        (
            "Action,Lead and others here now\nWrite it,Zoe and Tom\n".encode("utf-16-be"),
            [("Action", "Lead and others here now"), ("Write it", "Zoe and Tom")],
        ),
        (b"sep=;\nAction;Lead\n", [("Action", "Lead")]),
        (b'Action,Lead\n"Write\nit",Tom\n', [("Action", "Lead"), ("Write\nit", "Tom")]),
        (b"Action\n", [("Action",)]),
        (b"", []),
    ],
)
def test_a_list_of_values_is_read_whatever_wrote_it(tmp_path: Path, data: bytes, rows: list[tuple[str, ...]]) -> None:
    path = tmp_path / "theirs.csv"
    path.write_bytes(data)
    (grid,) = read_list(path).grids
    assert [grid.texts(row) for row in range(1, grid.last_row + 1)] == rows


def test_what_is_no_list_of_values_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "theirs.csv"
    path.write_bytes(b"\x01\x00\x02\x03\x00" * 20)
    with pytest.raises(UserError, match="no list of values"):
        read_list(path)
    with pytest.raises(UserError, match="cannot be read"):
        read_list(tmp_path / "missing.csv")
    path.write_bytes(b'a,"' + b"x" * 40_000)
    assert read_list(path).grids[0].last_row == 1


def test_which_kind_of_file_it_is_shows_in_what_it_holds(tmp_path: Path) -> None:
    path = a_book(tmp_path, lambda ws: ws.append(["Action"]))
    named = tmp_path / "plan.bin"
    named.write_bytes(path.read_bytes())
    assert foreign_file(named).grids[0].texts(1) == ("Action",)
    old = tmp_path / "plan.xls"
    old.write_bytes(bytes.fromhex("d0cf11e0a1b11ae1") + b"0" * 600)
    with pytest.raises(UserError, match="old"):
        foreign_file(old)
    with pytest.raises(UserError, match="no file"):
        foreign_file(tmp_path / "missing.xlsx")
    torn = tmp_path / "torn.docx"
    torn.write_bytes(b"PK\x03\x04" + b"0" * 60)
    with pytest.raises(UserError):
        foreign_file(torn)
