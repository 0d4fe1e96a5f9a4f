"""Any words at any length: no paper fails, nothing is clipped, and each word stands in the text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

import pypdfium2
import pypdfium2.raw as pdfium
import pytest

from support.on_paper.every_field import FILLERS, SCRIPTS, filled, marker
from tracker.domain.board.board import board_data
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.board_pdf import board_pdf
from tracker.papers.contents import MINUTES, PAPERS
from tracker.papers.fonts import plain
from tracker.papers.word import board_docx
from tracker.reporting import png_of


def boxes(data: bytes) -> Iterator[tuple[float, ...]]:
    """How far each run of text stands from the four edges of its page."""
    for page in pypdfium2.PdfDocument(data):
        width, height = page.get_size()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1):
            left, bottom, right, top = item.get_bounds()
            yield left, bottom, width - right, height - top


def letters(data: bytes) -> str:
    """All text of a PDF without any space."""
    pages = (page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data))
    return re.sub(r"[\s\ufffe\x02-]", "", "".join(pages))


@pytest.mark.parametrize("paper", PAPERS)
@pytest.mark.parametrize("filler", FILLERS)
def test_every_field_at_any_length_is_set_inside_the_margins(
    few: Snapshot, today: date, filler: str, paper: str
) -> None:
    plan = filled(few, FILLERS[filler])
    data = board_data(plan, today, history={})
    made = board_pdf(data, paper=paper)
    assert [box for box in boxes(made) if min(box) < 10] == []
    words = letters(made)
    shown = plan.recommendations if paper not in ("exceptions", MINUTES) else ()
    assert [one.ref for one in shown if marker(one, "text") not in words] == []
    assert board_docx(data, png_of, paper=paper)


def test_other_scripts_stand_in_the_text_as_they_were_typed(few: Snapshot, today: date) -> None:
    words = letters(board_pdf(board_data(filled(few, FILLERS["six scripts"]), today), paper="statement"))
    for word in SCRIPTS.split():
        assert plain(word) in words or plain(word)[::-1] in words, word
