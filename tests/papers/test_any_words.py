"""Any words at any length, in every paper and format: nothing fails, nothing is clipped or stands over another, and
each word stands in the text as often as the paper says it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from support.on_paper.every_field import FILLERS, filled
from support.on_paper.layer import Run, is_whole, overlapping
from support.on_paper.recorder import recorded
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.board_pdf import made_pdf
from tracker.papers.charts import LIGHT
from tracker.papers.contents import PAPERS, write
from tracker.papers.web.page import board_html
from tracker.papers.word import board_docx
from tracker.workbook.papers.paper_sheets import PaperSheets

ANYTHING = st.text(
    st.sampled_from("abc déß ΩПж .,:()<>&\"'\n\n–“”\t") | st.characters(exclude_categories=["Cs"]), max_size=300
)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("filler", FILLERS)
def test_every_field_at_any_length_stands_once_and_inside_the_margins(
    few: Snapshot, today: date, filler: str, paper: str
) -> None:
    data = board_data(filled(few, FILLERS[filler]), today, history={})
    is_whole(made_pdf(data, paper), recorded(data, paper))


@settings(max_examples=12)
@given(paper=st.sampled_from(sorted(PAPERS)), texts=st.lists(ANYTHING, min_size=1, max_size=6))
def test_whatever_is_typed_stands_once_and_inside_the_margins(
    few: Snapshot, today: date, paper: str, texts: list[str]
) -> None:
    data = board_data(filled(few, lambda mark: texts[sum(map(ord, mark)) % len(texts)]), today, history={})
    is_whole(made_pdf(data, paper), recorded(data, paper))


def in_word(data: BoardData, paper: str, _folder: Path) -> Iterable[str]:
    sheet = BytesIO()
    Image.new("RGB", (2, 1)).save(sheet, "PNG")
    body = docx.Document(BytesIO(board_docx(data, lambda _pdf: sheet.getvalue(), paper=paper))).element.body
    return [text.text or "" for text in body.iter(qn("w:t"))]


def on_the_web(data: BoardData, paper: str, _folder: Path) -> Iterable[str]:
    page = board_html(data, paper=paper).partition("<body>")[2].partition("<footer>")[0]
    beside = r'<caption>.*?</caption>|<figure>.*?</figure>|<p class="marking">.*?</p>|<nav.*?</nav>|<[^>]*>'
    return re.sub(beside, " ", page, flags=re.DOTALL).split()


def in_a_workbook(data: BoardData, paper: str, folder: Path) -> Iterator[str]:
    sheets = PaperSheets(data, LIGHT)
    made: Any = sheets
    made.picture = lambda _chart: None
    write(made, data, paper)
    sheets.save(folder / "a.xlsx")
    for ws in openpyxl.load_workbook(folder / "a.xlsx").worksheets:
        yield from (str(value) for row in ws.iter_rows(values_only=True) for value in row if value is not None)


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("made", [in_word, on_the_web, in_a_workbook])
@pytest.mark.parametrize("filler", ["one-letter lines", "six scripts"])
def test_every_field_stands_as_often_in_the_other_formats(
    few: Snapshot, today: date, tmp_path: Path, filler: str, made: Callable[..., Iterable[str]], paper: str
) -> None:
    data = board_data(filled(few, FILLERS[filler]), today, history={})
    told = [words for role, words, *_ in recorded(data, paper).told if role not in ("Figure", "Link")]
    assert marked(made(data, paper, tmp_path)) == marked(told)


def marked(words: Iterable[str]) -> Counter[str]:
    """How often each field's own word stands there."""
    return Counter(re.findall(r"q[a-z]+q", "\n".join(words)))


def test_runs_that_stand_over_one_another_are_found() -> None:
    one = Run(0, 0, "P", "a", (10, 10, 20, 20))
    other = Run(0, 1, "P", "b", (19, 15, 30, 25))
    assert overlapping([one, other]) == [(other, one)]
    assert overlapping([one, Run(1, 1, "P", "b", other.box), Run(0, 2, "P", "c", (20, 10, 30, 20))]) == []
