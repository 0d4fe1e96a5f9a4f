"""Every format tells the whole paper, part by part and in its order: what a section says is what stands in each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from lxml import html
from PIL import Image

from support.on_paper.layer import is_whole, letters_of
from support.on_paper.recorder import Part, Recorder, recorded
from tracker.domain.actions.status import SHAPES
from tracker.domain.board.board import BoardData
from tracker.domain.dates.dates import show
from tracker.papers.board_pdf import made_pdf
from tracker.papers.charts import LIGHT
from tracker.papers.contents import PAPERS, contents_of, write
from tracker.papers.web.page import board_html
from tracker.papers.word import board_docx
from tracker.workbook.papers.paper_sheets import PaperSheets

Told = Iterable[tuple[str, str]]
SCOPES = {"col": "column", "row": "row", None: "cell"}
ROLES = {"li": "LBody", "figcaption": "Figure", "p": "P"}


@pytest.fixture(scope="module")
def told(mid_life_data: BoardData) -> Callable[[str], Recorder]:
    """What the sections of each paper say of a plan in mid-life."""
    known: dict[str, Recorder] = {}
    return lambda paper: known.setdefault(paper, recorded(mid_life_data, paper))


def spoken(parts: Told) -> list[tuple[str, str]]:
    """The parts with their letters alone, without those that say nothing."""
    return [(role, letters_of(words)) for role, words in parts if words.strip()]


@pytest.mark.parametrize("paper", PAPERS)
def test_a_pdf_tells_it_all(mid_life_data: BoardData, told: Callable[[str], Recorder], paper: str) -> None:
    is_whole(made_pdf(mid_life_data, paper), told(paper))


def a_picture(_page: bytes) -> bytes:
    sheet = BytesIO()
    Image.new("RGB", (2, 1)).save(sheet, "PNG")
    return sheet.getvalue()


def in_word(document: Any) -> Iterator[tuple[str, str]]:
    """Each paragraph with its role; a picture by its alternative text."""
    styles = {one.style_id: one.name for one in document.styles}
    for paragraph in document.element.body.iter(qn("w:p")):
        row = next(paragraph.iterancestors(qn("w:tr")), None)
        style = styles.get(next(iter(paragraph.xpath("./w:pPr/w:pStyle/@w:val")), ""), "")
        said = "".join(paragraph.xpath(".//w:t[not(ancestor::w:fldSimple)]/text()"))
        if row is not None:
            yield ("column" if row.xpath("./w:trPr/w:tblHeader") else "cell"), said
        elif pictures := paragraph.xpath(".//wp:docPr/@descr"):
            yield "Figure", pictures[0]
        elif paragraph.xpath(".//w:hyperlink"):
            yield "Link", said
        else:
            yield f"H{style[-1]}" if style.startswith("Heading ") else "LBody" if style == "List Bullet" else "P", said


def for_word(part: Part) -> tuple[str, str]:
    shape = f"{SHAPES[part.shape]} " if part.shape else ""
    role = "cell" if part.place == "row" else part.place or part.role
    return role, part.chart.alt if part.chart else f"{shape}{part.words}"


@pytest.mark.parametrize("paper", PAPERS)
def test_a_word_document_tells_it_all(mid_life_data: BoardData, told: Callable[[str], Recorder], paper: str) -> None:
    document = docx.Document(BytesIO(board_docx(mid_life_data, a_picture, paper=paper)))
    assert spoken(in_word(document)) == spoken(map(for_word, told(paper).told))


def on_the_web(page: Any) -> Iterator[tuple[str, str]]:
    """Each part of a web page with its role; a chart by its words, its numbers and the list of contents left out."""
    for one in page.xpath("//*[self::header or self::main]//*"):
        within = one.xpath("ancestor::*[self::td or self::th][1]")
        if one.xpath("ancestor::div[@class='numbers']") or one.get("class") == "marking":
            continue
        if one.tag in ("td", "th") and not one.xpath("./p"):
            yield SCOPES[one.get("scope")], one.text_content()
        elif one.tag == "p" and within:
            yield SCOPES[within[0].get("scope")], one.text_content()
        elif one.tag in ("h1", "h2", "h3", "h4", "li", "p", "figcaption"):
            yield ROLES.get(one.tag, one.tag.upper()), one.text_content()


def for_the_web(part: Part) -> tuple[str, str]:
    return part.place or part.role, part.chart.alt if part.chart else part.words


@pytest.mark.parametrize("paper", PAPERS)
def test_a_web_page_tells_it_all(mid_life_data: BoardData, told: Callable[[str], Recorder], paper: str) -> None:
    page = html.document_fromstring(board_html(mid_life_data, paper=paper))
    added = ("H2", letters_of(contents_of(paper).lead))
    expected = [for_the_web(part) for part in told(paper).told if part.role != "Link" and part.words != "Contents"]
    assert [part for part in spoken(on_the_web(page)) if part != added] == spoken(expected)


def for_a_workbook(part: Part) -> str:
    if part.chart is None:
        return part.words
    return "".join((part.chart.title, *part.chart.heads, *(word for row in part.chart.rows for word in row)))


@pytest.mark.parametrize("paper", PAPERS)
def test_a_workbook_tells_it_all(
    mid_life_data: BoardData, told: Callable[[str], Recorder], tmp_path: Path, paper: str
) -> None:
    sheets = PaperSheets(mid_life_data, LIGHT)
    write(sheets, mid_life_data, paper)
    sheets.save(tmp_path / "a.xlsx")
    book = openpyxl.load_workbook(tmp_path / "a.xlsx")
    rows = (row for ws in book for row in ws.iter_rows(values_only=True))
    found = [_read(value) for row in rows for value in row if value is not None]
    expected = [for_a_workbook(part) for part in told(paper).told if part.role != "Link" and part.words != "Contents"]
    assert letters_of("".join(found)) == letters_of("".join(expected))


def _read(value: object) -> str:
    day = getattr(value, "date", None)
    return show(day()) if day else str(value)
