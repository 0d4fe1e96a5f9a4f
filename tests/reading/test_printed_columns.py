"""A document set in columns is read column by column: a list, an item and a sentence run on from one to the next."""

from __future__ import annotations

import io

import pytest
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

from tracker.reading.files.pdf import open_pdf
from tracker.reading.reader import read_document

PLAIN = ParagraphStyle("plain", fontName="Helvetica", fontSize=10, leading=13, spaceAfter=6)
HEAD = ParagraphStyle("head", fontName="Helvetica-Bold", fontSize=13, leading=17, spaceBefore=8, spaceAfter=6)
ITEM = ParagraphStyle("item", parent=PLAIN, leftIndent=14, bulletIndent=0)
FILLER = "Social workers know the children they work with and visit them often enough to see how they are. " * 3
ITEMS = [
    f"The {what}, so that all children in the area are seen, heard and helped at the time when it matters to them."
    for what in (
        "quality of plans", "timeliness of visits", "oversight of private fostering", "recording of decisions",
        "use of advocates", "sufficiency of homes", "supervision of social workers", "work with fathers",
        "audit of practice", "attendance of partners", "response to neglect", "voice of children",
    )
]  # fmt: skip


def pages(columns: int, fillers: int) -> bytes:
    """A report of columns of one width: a heading, some paragraphs, then the list under its own heading."""
    buffer = io.BytesIO()
    width, height = A4
    each = (width - 100) / columns
    frames = [Frame(50 + place * each, 60, each - 10, height - 120) for place in range(columns)]
    made = BaseDocTemplate(buffer, pagesize=A4)
    made.addPageTemplates(PageTemplate(frames=frames))
    story = [Paragraph("Inspection of Anyshire local authority children’s services", HEAD)]
    story += [Paragraph(FILLER, PLAIN) for _ in range(fillers)]
    story += [Paragraph("What needs to improve", HEAD)]
    story += [Paragraph(item, ITEM, bulletText="•") for item in ITEMS]
    story += [Paragraph("The experiences and progress of children in care", HEAD), Paragraph(FILLER, PLAIN)]
    made.build(story)
    return buffer.getvalue()


@pytest.mark.parametrize("columns", [1, 2, 3])
@pytest.mark.parametrize("fillers", [2, 3, 4, 5, 6])
def test_a_list_runs_on_in_the_next_column(columns: int, fillers: int) -> None:
    reading = read_document(open_pdf(pages(columns, fillers), "columns.pdf"))
    assert [item.text for item in reading.recommendations] == ITEMS


def test_words_stand_in_line_with_those_of_the_first_column() -> None:
    document = open_pdf(pages(2, 4), "columns.pdf")
    moved = {round(line.indent) for line in document.lines if line.moved and not line.bullet}
    assert moved <= {round(line.indent) for line in document.lines if not line.moved}
    assert any(line.moved for line in document.lines)
