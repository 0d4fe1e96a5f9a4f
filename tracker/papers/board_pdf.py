"""The papers as tagged PDF: the board paper, and shorter ones made of the same sections."""

from __future__ import annotations

import gc
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from io import BytesIO
from pathlib import Path
from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import landscape
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate
from typing_extensions import override

from tracker.domain.board.board import BoardData
from tracker.domain.dates.dates import show
from tracker.domain.text.words import how_many
from tracker.papers.charts import LIGHT, Palette, fitted
from tracker.papers.contents import contents_of, public_only, write
from tracker.papers.fonts import BOLD, REGULAR, font_for, plain, register_fonts
from tracker.papers.logos import size_of
from tracker.papers.pdf.story import Story
from tracker.papers.pdf.tagging import Element, TaggedCanvas
from tracker.papers.styles import BODY_SIZE, BOTTOM, INK, MARGIN, PAGE, QUIET, RULE, TOP
from tracker.saving import write_whole
from tracker.services.steps import Step, leg, unwatched

FURNITURE_SIZE = 9.0
TOTAL = "TotalPages"
MOST_SHOWN = 12
HEAD, FOOT = 34.0, BOTTOM - 26
"""Where the lines at the head and foot of a page stand, from its upper and its lower edge."""
GAP = 12.0
"""What is left free between two lines of words beside one another."""
LOGO_TOP = 8.0
"""How far a logo stands from the upper edge of the first page."""
ACROSS = ("plan-on-a-page",)
"""The papers whose page lies on its side."""


def write_board_pdf(
    data: BoardData, path: Path, *, paper: str = "board", public: bool = False, palette: Palette = LIGHT,
    appendices: bool = True, step: Step = unwatched,
) -> tuple[str, ...]:  # fmt: skip
    """Writes a paper as tagged PDF, whole or not at all; the same data gives the same bytes.

    `step` is told how far it is. What comes back says which characters no font of this machine can draw. Raises
    UserError for a paper that is not known, for a public paper of data that is not, and where the file cannot be
    written.
    """
    made = made_pdf(data, paper, public=public, palette=palette, appendices=appendices, step=step)
    write_whole(Path(path), made.pdf, what="paper")
    if not made.undrawn:
        return ()
    shown = "".join(sorted(made.undrawn)[:MOST_SHOWN])
    said = f"no font of this machine draws {how_many(len(made.undrawn), 'character')} ({shown})"
    return (f"{said}: a box stands for each, and the text behind the page is right",)


@dataclass(frozen=True)
class Made:
    """A paper's bytes, the characters for which only boxes are drawn, and the structure over what is drawn."""

    pdf: bytes
    undrawn: frozenset[str]
    root: Element


def board_pdf(
    data: BoardData, *, paper: str = "board", public: bool = False, palette: Palette = LIGHT, appendices: bool = True
) -> bytes:
    """A paper as the bytes of a tagged PDF."""
    return made_pdf(data, paper, public=public, palette=palette, appendices=appendices).pdf


def made_pdf(
    data: BoardData, paper: str = "board", *, public: bool = False, palette: Palette = LIGHT, appendices: bool = True,
    step: Step = unwatched,
) -> Made:  # fmt: skip
    """A paper as a tagged PDF, with what is known of it."""
    lead = contents_of(paper).lead
    public_only(data, public)
    register_fonts()
    page = landscape(PAGE) if paper in ACROSS else PAGE
    with _without_collecting():
        story = Story(data.title.plan, page[0] - 2 * MARGIN, page[1] - TOP - BOTTOM, palette)
        write(story, data, paper, appendices=appendices, step=leg(step, 0, 2))
        return Made(_render(story, data, lead, page, leg(step, 1, 2)), frozenset(story.undrawn), story.root)


@contextmanager
def _without_collecting() -> Iterator[None]:
    """Garbage is not looked for: a paper's hundreds of thousands of parts stay until it is whole, and going through
    them again and again would take a third of the time of a long one, and more the longer it is.
    """
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


def _render(story: Story, data: BoardData, lead: str, page: tuple[float, float], step: Step) -> bytes:
    sheet = BytesIO()
    title = f"{plain(story.title)}: {lead.lower()} as at {show(data.title.as_at)}"
    document = BaseDocTemplate(
        sheet, pagesize=page, invariant=1, pageCompression=1, initialFontName=REGULAR, title=title,
        author=plain(data.title.area), subject=lead, creator="Improvement Tracker", lang="en-GB", displayDocTitle=1,
    )  # fmt: skip
    frame = Frame(MARGIN, BOTTOM, story.width, story.height, 0, 0, 0, 0)
    document.addPageTemplates(PageTemplate("page", [frame], onPage=partial(_furniture, data=data, lead=lead)))
    parts = story.finish()
    document.setProgressCallBack(partial(_set, step=step, parts=len(parts)))
    document.build(parts, canvasmaker=partial(_NumberedCanvas, root=story.root, title=title, listed=story.listed))
    return sheet.getvalue()


def _set(what: str, done: int, *, step: Step, parts: int) -> None:
    """Tells how many parts stand on pages; those that were cut at the foot of a page count once."""
    if what == "PROGRESS":
        step(max(0, min(done, parts)), parts)


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
    """Draws the head and foot of a page."""
    canvas.saveState()
    with canvas.running("Header"):
        _head(canvas, document, data, lead)
    with canvas.running("Footer"):
        _foot(canvas, document, data)
    canvas.restoreState()


def _head(canvas: Any, document: Any, data: BoardData, lead: str) -> None:
    """The marking, and beside it the title, or on the first page the logo."""
    title, (width, height) = data.title, document.pagesize
    room = width - 2 * MARGIN
    taken = _words(canvas, width - MARGIN, height - HEAD, title.marking, room / 3, bold=True, end=True)
    if document.page > 1:
        _words(canvas, MARGIN, height - HEAD, f"{title.plan}: {lead.lower()}", room - taken - GAP)
    elif title.logo:
        across, down = size_of(title.logo)
        canvas.drawImage(ImageReader(BytesIO(title.logo)), MARGIN, height - LOGO_TOP - down, across, down, mask="auto")


def _foot(canvas: Any, document: Any, data: BoardData) -> None:
    """The day and state of the data, page x of y, and the marking."""
    title, right = data.title, document.pagesize[0] - MARGIN
    canvas.setStrokeColor(HexColor(RULE))
    canvas.setLineWidth(0.5)
    canvas.line(MARGIN, FOOT + 14, right, FOOT + 14)
    _words(canvas, document.pagesize[0] / 2, FOOT - 12, title.marking, right - MARGIN, bold=True, middle=True)
    page = f"Page {document.page} of "
    start = right - stringWidth(page + "00", REGULAR, FURNITURE_SIZE)
    _words(canvas, MARGIN, FOOT, f"{title.day} · {title.seal}", start - MARGIN - GAP)
    _words(canvas, start, FOOT, page, right - start)
    canvas.saveState()
    canvas.translate(start + stringWidth(page, REGULAR, FURNITURE_SIZE), FOOT)
    canvas.doForm(TOTAL)
    canvas.restoreState()


def _words(
    canvas: Any, x: float, y: float, words: str, room: float, *, bold: bool = False, end: bool = False,
    middle: bool = False,
) -> float:  # fmt: skip
    """Draws one line of page furniture, cut to its room; how wide it is."""
    face = BOLD if bold else REGULAR
    text = fitted(words, room, FURNITURE_SIZE, face)
    font = font_for(text, face)
    canvas.setFillColor(HexColor(INK if bold else QUIET))
    canvas.setFont(font, FURNITURE_SIZE)
    draw = canvas.drawRightString if end else canvas.drawCentredString if middle else canvas.drawString
    draw(x, y, text)
    return float(stringWidth(text, font, FURNITURE_SIZE))
