"""Tagged building blocks of a page: paragraphs, headings with bookmarks, list items, tables, drawings."""

from __future__ import annotations

from collections.abc import Callable
from copy import copy
from functools import cache
from typing import Any

from reportlab.graphics import renderPDF
from reportlab.graphics.shapes import Drawing
from reportlab.lib.colors import HexColor
from reportlab.lib.styles import ParagraphStyle
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.platypus import Flowable, PageBreak, Paragraph
from typing_extensions import override

from tracker.papers.pdf.rtl import begins_right, facing, runs_right_to_left, seen, spoken
from tracker.papers.pdf.tagging import Element
from tracker.papers.shapes import shape
from tracker.papers.styles import RULE, TEXT_HEIGHT

SHAPE_SIZE = 11.0

Ornament = Callable[[Any, "Tagged"], None]


class Tagged(Paragraph):  # type: ignore[misc]
    """A paragraph that is one element. Drawn a second time (a repeated header row) it is an artifact.

    `ornament` draws something beside the text that says nothing the text does not say: a bullet, a status shape.
    """

    blPara: Any  # noqa: N815 - the name that the library gives it

    def __init__(
        self,
        text: str | None,
        style: ParagraphStyle | None = None,
        element: Element | None = None,
        ornament: Ornament | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(text, style, **kwargs)
        self.element = element
        self.ornament = ornament
        self.bookmark: tuple[str, str, int] | None = None
        self.leads_to: str | None = None
        """The key of the bookmark that a click on it opens."""
        self.right: bool | None = None
        """Whether it runs from right to left, where that is known."""
        self._drawn = False
        self._broken_for = 0.0
        """The width for which its lines are broken."""

    @override
    def wrap(self, availWidth: float, availHeight: float) -> tuple[float, float]:
        if availWidth != self._broken_for or not hasattr(self, "blPara"):  # a split that fails takes the lines away
            super().wrap(availWidth, availHeight)
            self._broken_for = availWidth
        return float(self.width), float(self.height)

    @override
    def split(self, availWidth: float, availHeight: float) -> list[Tagged]:
        parts: list[Tagged] = super().split(availWidth, availHeight)
        for number, part in enumerate(parts):
            part.element, part.right = self.element, self._runs_right()
            if number == 0:
                part.ornament, part.bookmark, part.leads_to = self.ornament, self.bookmark, self.leads_to
        return parts

    @override
    def draw(self) -> None:
        if self.ornament is not None:
            self.ornament(self.canv, self)
        lines = self.blPara
        spoken = self._in_the_order_seen()
        try:
            self._draw(spoken)
        finally:
            self.blPara = lines

    def _in_the_order_seen(self) -> str:
        """Puts lines with letters that run to the left into the order that is drawn; what is to be read, or ""."""
        words = [_line_words(line) for line in self.blPara.lines]
        if not any(map(runs_right_to_left, words)):
            return ""
        self.blPara = copy(self.blPara)
        pairs = zip(self.blPara.lines, words, strict=True)
        self.blPara.lines = [_seen(line, text, right=self._runs_right()) for line, text in pairs]
        said = " ".join(spoken(text).strip() for text in words)
        return said if max(said) <= "\uffff" else ""  # PDFium drops what lies beyond from words that are given to it

    def _runs_right(self) -> bool:
        if self.right is None:
            self.right = begins_right("".join(map(_line_words, self.blPara.lines)))
        return self.right

    def _draw(self, spoken: str) -> None:
        if self.element is None or self._drawn:
            super().draw()
            return
        self._drawn = True
        if self.bookmark is not None:
            key, title, level = self.bookmark
            x, y = self.canv.absolutePosition(0, self.height)
            self.canv.bookmarkPage(key, fit="XYZ", left=x, top=y + self.getSpaceBefore(), zoom=0)
            self.canv.addOutlineEntry(title, key, level)
            self.canv.pages_of_headings[key] = self.canv.getPageNumber()
        with self.canv.mark(self.element, spoken):
            super().draw()
        if self.leads_to is not None:
            self.canv.link(self.element, self.leads_to, self.getPlainText(), self.width, self.height)


def _line_words(line: Any) -> str:
    """The characters of a set line: of a plain one its words, else its fragments."""
    return " ".join(line[1]) if isinstance(line, tuple) else "".join(one.text for one in line.words)


def _seen(line: Any, text: str, *, right: bool) -> Any:
    """The line with its characters from left to right, each in the font it had."""
    order = seen(text, right=right)
    if isinstance(line, tuple):
        return (line[0], "".join(facing(text, place, right=right) for place in order).split(" "))
    owners = [one for one in line.words for _ in one.text]
    made = copy(line)
    made.words = []
    for place in order:
        char, owner = facing(text, place, right=right), owners[place]
        if made.words and made.words[-1].owner is owner:
            made.words[-1].text += char
        else:
            fragment = owner.clone(text=char)
            fragment.owner = owner
            made.words.append(fragment)
    return made


class Picture(Flowable):  # type: ignore[misc]
    """A drawing that is one Figure; its alternative text stands in the element."""

    def __init__(self, drawing: Drawing, element: Element) -> None:
        super().__init__()
        self.drawing = drawing
        self.element = element

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return float(self.drawing.width), float(self.drawing.height)

    @override
    def draw(self) -> None:
        x, y = self.canv.absolutePosition(0, 0)
        self.element.box = (x, y, x + self.drawing.width, y + self.drawing.height)
        with self.canv.mark(self.element):
            renderPDF.draw(self.drawing, self.canv, 0, 0)


class BreakWhereFull(Flowable):  # type: ignore[misc]
    """A page break that leaves no page less than half full: there, what follows goes on where it is.

    `page` is how high the text of a page is.
    """

    def __init__(self, page: float = TEXT_HEIGHT) -> None:
        super().__init__()
        self._page = page

    @override
    def wrap(self, aW: float, aH: float) -> tuple[float, float]:
        return (0.0, aH + 1) if 0 < aH < self._page / 2 else (0.0, 0.0)

    @override
    def split(self, aW: float, aH: float) -> list[Flowable]:
        return [PageBreak()]

    @override
    def draw(self) -> None:
        """Nothing."""


def dot(canvas: Any, paragraph: Tagged) -> None:
    """Draws a list item's bullet beside its first line."""
    style = paragraph.style
    canvas.saveState()
    canvas.setFillColor(style.textColor)
    canvas.circle(style.leftIndent - 8, paragraph.height - style.leading * 0.6, 1.9, stroke=0, fill=1)
    canvas.restoreState()


@cache
def stamp(kind: str, colour: str) -> Ornament:
    """What draws a status shape before a paragraph's first line; the file holds it once, however often it is drawn."""
    name = f"{kind}-{colour}".replace(" ", "-").replace("#", "")

    def draw(canvas: Any, paragraph: Tagged) -> None:
        if not canvas.hasForm(name):
            drawing = Drawing(SHAPE_SIZE, SHAPE_SIZE)
            drawing.add(shape(kind, 0, 0, SHAPE_SIZE, colour))
            canvas.beginForm(name, -SHAPE_SIZE, -SHAPE_SIZE, 2 * SHAPE_SIZE, 2 * SHAPE_SIZE)
            renderPDF.draw(drawing, canvas, 0, 0)
            canvas.endForm()
        canvas.saveState()
        canvas.translate(0, paragraph.height - SHAPE_SIZE - 3)
        canvas.doForm(name)
        canvas.restoreState()

    return draw


def page_number_of(key: str, width: float) -> Ornament:
    """What draws, at the end of a contents line, the page of the heading with this key, once that is known."""

    def draw(canvas: Any, paragraph: Tagged) -> None:
        style = paragraph.style
        base = paragraph.height - style.leading * 0.75
        canvas.saveState()
        canvas.setStrokeColor(HexColor(RULE))
        canvas.setDash(1, 3)
        canvas.line(stringWidth(paragraph.getPlainText(), style.fontName, style.fontSize) + 6, base, width - 24, base)
        canvas.translate(width, base)
        canvas.doForm(key)
        canvas.restoreState()

    return draw
