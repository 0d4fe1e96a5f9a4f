"""Plans as other people lay them out: grids from rows of words, and one layout written as every kind of file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import Any

from tracker.domain.foreign.draft import Draft
from tracker.domain.foreign.grid import Grid, GridCell, GridFile, Place
from tracker.domain.foreign.understand import understand

TODAY = date(2026, 11, 30)
Value = str | date | None


def a_cell(value: Any) -> GridCell:
    """A cell that shows a value."""
    if isinstance(value, GridCell):
        return value
    text = value.strftime("%-d %b %Y") if isinstance(value, date) else str(value)
    return GridCell(text, value)


def a_grid(
    rows: Sequence[Sequence[Any]], name: str = "Plan", *, wide: Mapping[int, int] | None = None, **more: Any
) -> Grid:
    """A grid of these rows from the top; `wide` merges the first cell of a row over so many columns."""
    cells = {(r, c): a_cell(v) for r, row in enumerate(rows, 1) for c, v in enumerate(row, 1) if v not in (None, "")}
    merged: dict[Place, Place] = dict(more.pop("merged", {}))
    for row, width in (wide or {}).items():
        merged.update({(row, column): (row, 1) for column in range(2, width + 1)})
    return Grid(name, cells, merged, **more)


def a_file(*grids: Grid, name: str = "theirs.xlsx", unread: tuple[str, ...] = ()) -> GridFile:
    """A file of grids."""
    return GridFile(name, grids, unread, sha256="0" * 64)


def read(*rows: Sequence[Any], **more: Any) -> Draft:
    """What a sheet of these rows would become."""
    wide, grid = more.pop("wide", None), more.pop("grid", {})
    return understand(a_file(a_grid(rows, wide=wide, **grid)), TODAY, **more)


def mapped(draft: Draft) -> dict[str, str]:
    """Which heading of the first sheet is taken for which field."""
    return dict(draft.sheets[0].mapping)


@dataclass(frozen=True)
class Layout:
    """A plan as somebody laid it out: headings, rows, grounds of cells by row and column, rows over the whole width."""

    name: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]
    fills: Mapping[Place, str] = field(default_factory=dict)
    sections: Mapping[int, str] = field(default_factory=dict)
    """Words over the whole width, before the row of this number (from 0)."""
    title: str = "Improvement plan"

    def write(self, folder: Path, ending: str) -> Path:
        """The plan as a file of this kind."""
        path = folder / f"{self.name}.{ending}"
        _WRITERS[ending](self, path)
        return path

    def lines(self) -> list[tuple[int | None, tuple[Value, ...]]]:
        """All rows below the headings, sections among them (their number None)."""
        found: list[tuple[int | None, tuple[Value, ...]]] = []
        for number, row in enumerate(self.rows):
            if number in self.sections:
                found.append((None, (self.sections[number],)))
            found.append((number, row))
        return found


def shown(value: Value) -> str:
    """A value as documents print it."""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else value or ""


def _xlsx(layout: Layout, path: Path) -> None:
    from openpyxl import Workbook
    from openpyxl.styles import PatternFill

    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Action plan"
    sheet["A1"] = layout.title
    for column, heading in enumerate(layout.headings, 1):
        sheet.cell(3, column, heading)
    for at, (number, row) in enumerate(layout.lines(), 4):
        for column, value in enumerate(row, 1):
            cell = sheet.cell(at, column)
            if isinstance(value, date):
                cell.value, cell.number_format = datetime(value.year, value.month, value.day), "dd/mm/yyyy"
            elif value:
                cell.value = value
                cell.data_type = "s"
            if number is not None and (number, column) in layout.fills:
                cell.fill = PatternFill("solid", fgColor=layout.fills[number, column])
        if number is None:
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(layout.headings))
    book.save(path)


def _docx(layout: Layout, path: Path) -> None:
    from docx import Document
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    document = Document()
    document.add_heading(layout.title)
    table = document.add_table(rows=1, cols=len(layout.headings))
    table.style = "Table Grid"
    for cell, heading in zip(table.rows[0].cells, layout.headings, strict=True):
        cell.text = heading
    for number, row in layout.lines():
        cells = table.add_row().cells
        if number is None:
            cells[0].merge(cells[-1]).text = shown(row[0])
            continue
        for column, value in enumerate(row):
            cells[column].text = shown(value)
            if (number, column + 1) in layout.fills:
                ground = OxmlElement("w:shd")
                ground.set(qn("w:val"), "clear")
                ground.set(qn("w:fill"), layout.fills[number, column + 1])
                cells[column]._tc.get_or_add_tcPr().append(ground)
    document.save(str(path))


def _pdf(layout: Layout, path: Path) -> None:
    from reportlab.lib.colors import HexColor, black
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

    style = getSampleStyleSheet()["BodyText"]
    style.fontSize, style.leading = 7, 8.5

    def paragraph(value: Value) -> Paragraph:
        words = shown(value).replace("&", "&amp;").replace("<", "&lt;").replace("\n", "<br/>")
        return Paragraph(words, style)

    width = len(layout.headings)
    data: list[list[Any]] = [[paragraph(one) for one in layout.headings]]
    looks: list[Any] = [("GRID", (0, 0), (-1, -1), 0.5, black), ("VALIGN", (0, 0), (-1, -1), "TOP")]
    for number, row in layout.lines():
        at = len(data)
        data.append([paragraph(one) for one in row] + [""] * (width - len(row)))
        if number is None:
            looks.append(("SPAN", (0, at), (-1, at)))
        looks += [
            ("BACKGROUND", (c - 1, at), (c - 1, at), HexColor(f"#{fill}"))
            for (r, c), fill in layout.fills.items()
            if r == number
        ]
    table = Table(data, colWidths=[1050 / width] * width, style=TableStyle(looks), repeatRows=1)
    page = SimpleDocTemplate(str(path), pagesize=landscape(A3), invariant=1)
    page.build([Paragraph(layout.title, getSampleStyleSheet()["Title"]), table])


def _html(layout: Layout, path: Path) -> None:
    from html import escape

    parts = [f"<html><body><h1>{layout.title}</h1><table><tr>", *(f"<th>{escape(one)}</th>" for one in layout.headings)]
    for number, row in layout.lines():
        parts.append("</tr><tr>")
        if number is None:
            parts.append(f"<td colspan={len(layout.headings)}>{escape(shown(row[0]))}</td>")
            continue
        for column, value in enumerate(row, 1):
            fill = layout.fills.get((number, column))
            ground = f" style='background-color: #{fill}'" if fill else ""
            parts.append(f"<td{ground}>{escape(shown(value)).replace(chr(10), '<br>')}</td>")
    path.write_text("".join([*parts, "</tr></table></body></html>"]), encoding="utf-8")


def _csv(layout: Layout, path: Path) -> None:
    import csv

    with path.open("w", newline="", encoding="cp1252") as handle:
        writer = csv.writer(handle, delimiter=";")
        writer.writerow(layout.headings)
        writer.writerows([[shown(one) for one in row] for _, row in layout.lines()])


_WRITERS = {"xlsx": _xlsx, "docx": _docx, "pdf": _pdf, "html": _html, "csv": _csv}

BY_PARAGRAPH = Layout(
    "by-paragraph",
    (
        "No.",
        "Ofsted Para No",
        "Ofsted Area for Improvement",
        "Lead",
        "Action",
        "By When",
        "Progress",
        "R-A-G",
        "Monitoring and Evaluation",
    ),
    (
        (
            "1",
            "17, 57",
            "Ensure that assessments analyse risk and lead to timely decisions.",
            "Ann Poole (Head of Service)",
            "Introduce an assessment framework.",
            date(2024, 3, 31),
            "12/02/24: Framework drafted.\n05/03/24: Agreed by senior leaders.",
            "Green",
            "Monthly audit",
        ),
        (
            "",
            "",
            "",
            "Tom Reed",
            "Train all social workers in risk analysis.",
            "end of May 2024",
            "Training booked",
            "A",
            "Training records",
        ),
        (
            "2",
            "61",
            "Improve the timeliness of return home interviews.",
            "Police / Ann Poole",
            "1. Commission a provider\n2. Agree a protocol",
            "Ongoing",
            "",
            "",
            "Monthly figures",
        ),
        (
            "3",
            "",
            "Strengthen management oversight of all plans.",
            "TBC",
            "Launch the supervision policy",
            "Q2 2024/25",
            "=Done well",
            "Blue",
            "Dip sample",
        ),
    ),
    fills={(2, 8): "FF0000"},
    sections={0: "Theme 1: Front door"},
)
"""A flat table after Herefordshire's."""
