"""What somebody has read and approved: papers as their sections write them, charts, pages, in plain text files.

Where words or places are changed on purpose, `APPROVE=1 python3 run.py test tests/papers/test_approved.py` writes the
files anew; what the change came to is their difference, to be read before it is kept.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium

from support.on_paper.drawn import parts_of
from support.on_paper.pdf_pages import marks_of
from tracker.papers.charts import LIGHT, Chart, Palette
from tracker.papers.paper import Cell, Row

FOLDER = Path(__file__).parents[2] / "papers" / "approved"


def approve(name: str, lines: Iterable[str]) -> None:
    """Holds lines against those that were approved under this name."""
    file, text = FOLDER / f"{name}.txt", "".join(f"{line.rstrip()}\n" for line in lines)
    if os.environ.get("APPROVE"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


@dataclass
class Script:
    """A paper that writes down everything that it is asked for, a line each."""

    palette: Palette = field(default_factory=lambda: LIGHT)
    lines: list[str] = field(default_factory=list)

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        self.lines += ["", f"{'#' * level} {text}{'' if bookmark else ' (not listed)'}"]

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        self.lines.append(f"{name}{'+' if keep else ''}: {words}")

    def items(self, lines: Sequence[str]) -> None:
        self.lines += [f"- {line}" for line in lines]

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> None:
        self.lines.append(f"= {' | '.join(heads)} = {' '.join(f'{width:g}' for width in widths)}")
        self.lines += [self._row(row) for row in rows]

    def _row(self, row: Row) -> str:
        sign = "&" if row.joined else "~" if row.continued else "|"
        return f"{sign} {' | '.join(map(self._cell, row.cells))}"

    def _cell(self, cell: Cell) -> str:
        status = f"[{cell.status.shape} {cell.colour or ''}] " if cell.status else ""
        look = "*" if cell.header else "" if cell.style == "cell" else f"{cell.style}: "
        return f"{look}{status}{' / '.join(cell.paragraphs)}"

    def picture(self, chart: Chart) -> None:
        self.lines.append(f"picture {chart.title}: {chart.alt}")

    def contents(self) -> None:
        self.lines.append("(contents)")

    def page_break(self) -> None:
        self.lines.append("(new page)")


def of_chart(chart: Chart) -> Iterator[str]:
    """Each part of a chart, with its place in points, its colours and its words; then what may be pressed."""
    yield f"{chart.title}: {chart.drawing.width:g} by {chart.drawing.height:.1f}"
    yield f"{chart.heads} {chart.rows}"
    yield from map(_part, parts_of(chart.drawing))
    for one in chart.regions:
        yield f"opens {one.key} at {one.x0:.1f} {one.y0:.1f} {one.x1:.1f} {one.y1:.1f}: {one.label}"


def _part(drawn: Any) -> str:
    one = drawn.what
    colours = [f"{name} {_colour(one, name)}" for name in ("fill", "stroke") if _colour(one, name)]
    stroke = f"{one.strokeWidth:g} {getattr(one, 'strokeDashArray', None) or ''}" if hasattr(one, "strokeWidth") else ""
    font = f"{one.fontName} {one.fontSize:g} “{one.text}”" if drawn.text else ""
    place = f"{drawn.left:.1f} {drawn.bottom:.1f} {drawn.right:.1f} {drawn.top:.1f}"
    return " ".join(f"{type(one).__name__.lower()} {place} {' '.join(colours)} {stroke} {font}".split())


def _colour(one: Any, name: str) -> str:
    value = getattr(one, f"{name}Color", None)
    return value.hexval()[2:] if value is not None else ""


def of_pages(data: bytes, most: int = 99) -> Iterator[str]:
    """Each thing that is drawn on the pages of a PDF: its role, place, colour and words."""
    for number, page in enumerate(list(pypdfium2.PdfDocument(data))[:most], start=1):
        yield f"page {number}: {' by '.join(f'{size:g}' for size in page.get_size())}"
        texts = page.get_textpage()
        for item in page.get_objects(max_depth=2, textpage=texts):
            place = " ".join(f"{edge:.1f}" for edge in item.get_bounds())
            said = _drawn_words(item) if item.type == pdfium.FPDF_PAGEOBJ_TEXT else ""
            yield f"{' '.join(marks_of(item))} {item.type} {place} {_ink(item)} {said}"


def _drawn_words(item: Any) -> str:
    return f"{item.get_font_size():g} {item.extract()!r}"


def _ink(item: Any) -> str:
    """The colour that fills it; of a line the one it is drawn in and how thick it is."""
    parts = [pdfium.c_uint() for _ in range(4)]
    drawn = item.type == pdfium.FPDF_PAGEOBJ_PATH and item.get_bounds()[3] - item.get_bounds()[1] < 3
    (pdfium.FPDFPageObj_GetStrokeColor if drawn else pdfium.FPDFPageObj_GetFillColor)(item, *parts)
    return "".join(f"{part.value:02x}" for part in parts[:3])
