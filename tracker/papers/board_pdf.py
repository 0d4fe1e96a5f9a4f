"""The papers as tagged PDF: the board paper, and shorter ones made of the same sections."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from typing_extensions import override

from tracker.domain.board.board import BoardData
from tracker.domain.dates.dates import show
from tracker.papers import front
from tracker.papers.charts import LIGHT, Palette, fitted
from tracker.papers.contents import public_only, sections_of
from tracker.papers.fonts import BOLD, REGULAR, font_for, plain, register_fonts
from tracker.papers.story import Story
from tracker.papers.styles import BODY_SIZE, BOTTOM, INK, MARGIN, PAGE, QUIET, RULE, TEXT_HEIGHT, TEXT_WIDTH
from tracker.papers.tagging import Element, TaggedCanvas
from tracker.saving import write_whole

FURNITURE_SIZE = 9.0
TOTAL = "TotalPages"


def write_board_pdf(
    data: BoardData, path: Path, *, paper: str = "board", public: bool = False, palette: Palette = LIGHT
) -> None:
    """Writes a paper as tagged PDF, whole or not at all; the same data gives the same bytes.

    Raises UserError for a paper that is not known, for a public paper of data that is not, and where the file cannot
    be written.
    """
    write_whole(Path(path), board_pdf(data, paper=paper, public=public, palette=palette), what="paper")


def board_pdf(data: BoardData, *, paper: str = "board", public: bool = False, palette: Palette = LIGHT) -> bytes:
    """A paper as the bytes of a tagged PDF."""
    lead, parts = sections_of(paper)
    public_only(data, public)
    register_fonts()
    story = Story(data.title.plan, palette)
    front.title_page(story, data, lead)
    for section in parts:
        section(story, data)
    return _render(story, data, lead)


def _render(story: Story, data: BoardData, lead: str) -> bytes:
    sheet = BytesIO()
    title = f"{plain(story.title)}: {lead.lower()} as at {show(data.title.as_at)}"
    document = BaseDocTemplate(
        sheet, pagesize=PAGE, invariant=1, pageCompression=1, initialFontName=REGULAR, title=title,
        author=plain(data.title.area), subject=lead, creator="Improvement Tracker", lang="en-GB", displayDocTitle=1,
    )  # fmt: skip
    frame = Frame(MARGIN, BOTTOM, TEXT_WIDTH, TEXT_HEIGHT, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=partial(_furniture, data=data, lead=lead)))
    document.build(
        story.finish(), canvasmaker=partial(_NumberedCanvas, root=story.root, title=title, listed=story.listed)
    )
    return sheet.getvalue()


class _NumberedCanvas(TaggedCanvas):
    """A tagged canvas that knows at the end on which page each heading stands and how many pages there are."""

    def __init__(self, *args: Any, listed: Mapping[str, Element], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._listed = listed

    @override
    def save(self) -> None:
        pages = self.getPageNumber() - (0 if self._code else 1)
        self._number(TOTAL, pages, FURNITURE_SIZE, QUIET)
        for key, line in self._listed.items():
            page = self.pages_of_headings[key]
            line.actual = f"{line.actual}, page {page}"
            self._number(key, page, BODY_SIZE, INK, end=True)
        super().save()

    def _number(self, name: str, number: int, size: float, colour: str, *, end: bool = False) -> None:
        """Fills in a number that was drawn before it was known; with `end` it ends where it was drawn."""
        self.beginForm(name, -60, -10, 60, 20)
        self.setFont(REGULAR, size)
        self.setFillColor(HexColor(colour))
        (self.drawRightString if end else self.drawString)(0, 0, str(number))
        self.endForm()


def _furniture(canvas: Any, document: Any, *, data: BoardData, lead: str) -> None:
    """Draws the head and foot of a page: title and marking, the day and state of the data, page x of y."""
    title, top, foot = data.title, PAGE[1] - 34, BOTTOM - 26
    right = PAGE[0] - MARGIN
    canvas.saveState()
    canvas.setStrokeColor(HexColor(RULE))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, foot + 14, right, foot + 14)
    if document.page > 1:
        _words(canvas, MARGIN, top, f"{title.plan}: {lead.lower()}", 330)
    marking = "Public version" if title.public else title.marking
    if marking:
        _words(canvas, right, top, marking, 170, bold=True, end=True)
        _words(canvas, PAGE[0] / 2, foot - 12, marking, 300, bold=True, middle=True)
    _words(canvas, MARGIN, foot, f"{title.day} · {title.seal}", 380)
    page = f"Page {document.page} of "
    start = right - stringWidth(page + "00", REGULAR, FURNITURE_SIZE)
    _words(canvas, start, foot, page, 100)
    canvas.saveState()
    canvas.translate(start + stringWidth(page, REGULAR, FURNITURE_SIZE), foot)
    canvas.doForm(TOTAL)
    canvas.restoreState()
    canvas.restoreState()


def _words(
    canvas: Any, x: float, y: float, words: str, room: float, *, bold: bool = False, end: bool = False,
    middle: bool = False,
) -> None:  # fmt: skip
    """Draws one line of page furniture, cut to its room."""
    text = fitted(words, room, FURNITURE_SIZE)
    canvas.setFillColor(HexColor(INK if bold else QUIET))
    canvas.setFont(font_for(text, BOLD if bold else REGULAR), FURNITURE_SIZE)
    draw = canvas.drawRightString if end else canvas.drawCentredString if middle else canvas.drawString
    draw(x, y, text)
