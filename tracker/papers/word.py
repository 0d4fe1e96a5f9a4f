"""The papers as Word documents: the same sections with real headings, lists and tables, ready to be edited."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import UTC, datetime, time
from html import unescape
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tracker.domain.actions.status import SHAPES
from tracker.domain.board.board import BoardData
from tracker.domain.dates.dates import show
from tracker.papers import word_parts as parts
from tracker.papers.charts import LIGHT, Chart, Palette, as_pdf, status_colour
from tracker.papers.contents import contents_of, public_only, write
from tracker.papers.logos import size_of
from tracker.papers.paper import Cell, Row, markup
from tracker.papers.styles import ACCENT, QUIET
from tracker.saving import write_whole
from tracker.services.steps import Step, unwatched

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FONT = "Arial"
PAGE_WIDTH_CM, PAGE_HEIGHT_CM, MARGIN_CM = 21.0, 29.7, 1.8
SIZES = {"Normal": 11, "Heading 1": 24, "Heading 2": 16, "Heading 3": 12, "Heading 4": 11}
SHADE = "EEF2F6"
POINTS_A_CM = 72 / 2.54
LONG = 1200
"""A row of so many characters may be broken over two pages."""


Drawn = Callable[[bytes], bytes]
"""What makes a picture (PNG) of a page (PDF)."""


def write_board_docx(
    data: BoardData, path: Path, drawn: Drawn, *, paper: str = "board", public: bool = False, appendices: bool = True,
    step: Step = unwatched,
) -> None:  # fmt: skip
    """Writes a paper as a Word document, whole or not at all.

    Raises UserError for a paper that is not known, for a public paper of data that is not, and where the file cannot
    be written.
    """
    made = board_docx(data, drawn, paper=paper, public=public, appendices=appendices, step=step)
    write_whole(Path(path), made, what="paper")


def board_docx(
    data: BoardData, drawn: Drawn, *, paper: str = "board", public: bool = False, appendices: bool = True,
    step: Step = unwatched,
) -> bytes:  # fmt: skip
    """A paper as the bytes of a Word document."""
    lead = contents_of(paper).lead
    public_only(data, public)
    story = WordStory(data, lead, drawn)
    write(story, data, paper, appendices=appendices, step=step)
    story.finish()
    sheet = BytesIO()
    story.document.save(sheet)
    return sheet.getvalue()


class WordStory:
    """A Word document in the making."""

    def __init__(self, data: BoardData, lead: str, drawn: Drawn) -> None:
        from docx import Document
        from docx.shared import Length

        self.palette: Palette = LIGHT
        self.document: WordDocument = Document()
        self._drawn = drawn
        self._listed: list[tuple[str, str]] = []
        self._contents: Any = None
        self._new_page = False
        _set_up(self.document, data, lead)
        self._width = Length(self.document.sections[0].page_width or 0).cm - 2 * MARGIN_CM
        if data.title.logo:
            width, _ = size_of(data.title.logo)
            parts.picture(self.document.add_paragraph(), data.title.logo, width / POINTS_A_CM, "")

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        """A heading in Word's own style."""
        paragraph = self.document.add_paragraph(style=f"Heading {level}")
        self._add(paragraph, markup(text))
        paragraph.paragraph_format.page_break_before = self._new_page or None
        self._new_page = False
        if level == 2 and bookmark and self._contents is not None:
            name = f"section{len(self._listed) + 1}"
            self._listed.append((text, name))
            parts.bookmark(paragraph, len(self._listed), name)

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        """A paragraph; with `keep` it stays with what follows."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = keep
        if name == "quote":
            paragraph.paragraph_format.left_indent = parts.points(14)
        self._add(paragraph, words, quiet=name in ("quiet", "lead"))

    def items(self, lines: Sequence[str]) -> None:
        """A bulleted list."""
        for line in lines:
            self._add(self.document.add_paragraph(style="List Bullet"), line)

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> None:
        """A table whose heading row is repeated on every page."""
        table = self.document.add_table(rows=0, cols=len(widths))
        table.autofit = False
        parts.light_rules(table)
        above = self._head(table, heads) if heads else None
        for row in rows:
            made = self._row(table, row, len(widths))
            if row.joined and above is not None:
                _keep_with_next(above)
            if row.joined or row.continued:
                parts.without_rule(made, "top")
                parts.without_rule(above, "bottom")
            above = made
        parts.set_widths(table, [self._width * width / sum(widths) for width in widths])
        self.document.add_paragraph().paragraph_format.line_spacing = parts.points(8)

    def picture(self, chart: Chart) -> None:
        """A chart as a picture; what it shows stands in its alternative text."""
        paragraph = self.document.add_paragraph()
        parts.picture(paragraph, self._drawn(as_pdf(chart.drawing)), self._width, chart.alt)

    def contents(self) -> None:
        """The list of the headings of the second level that follow, each with its page."""
        self.heading(2, "Contents", bookmark=False)
        self._contents = self.document.add_paragraph()

    def finish(self) -> None:
        """Fills in what is known only at the end."""
        for words, name in self._listed:
            parts.contents_line(self._contents.insert_paragraph_before(), words, name, self._width)

    def page_break(self) -> None:
        """What follows begins a new page."""
        self._new_page = self.document.element.body[-2] is not self._contents._p if self._contents is not None else True

    def _head(self, table: Any, heads: Sequence[str]) -> Any:
        row = table.add_row()
        for cell, words in zip(row.cells, heads, strict=True):
            self._add(cell.paragraphs[0], f"<b>{markup(words)}</b>")
            cell.paragraphs[0].paragraph_format.space_after = parts.points(0)
            cell._tc.get_or_add_tcPr().append(parts.tag("w:shd", val="clear", color="auto", fill=SHADE))
        row._tr.get_or_add_trPr().append(parts.tag("w:tblHeader", val="true"))
        _keep_with_next(row)
        return row

    def _row(self, table: Any, row: Row, columns: int) -> Any:
        entry = table.add_row()
        if sum(len(words) for cell in row.cells for words in cell.paragraphs) < LONG:
            entry._tr.get_or_add_trPr().append(parts.tag("w:cantSplit", val="true"))
        places = entry.cells
        if len(row.cells) == 1 and columns > 1:
            places[0].merge(places[-1])
        for target, cell in zip(places, row.cells, strict=False):
            for number, words in enumerate(cell.paragraphs):
                paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
                paragraph.paragraph_format.space_after = parts.points(0)
                if cell.status is not None and number == 0:
                    self._shape(paragraph, cell)
                self._add(paragraph, f"<b>{words}</b>" if cell.header else words)
        return entry

    def _shape(self, paragraph: Any, cell: Cell) -> None:
        """The shape of a state in its colour, before its word."""
        assert cell.status is not None
        run = paragraph.add_run(f"{SHAPES[cell.status.shape]} ")
        run.font.color.rgb = _colour(status_colour(cell.status, cell.colour, self.palette))

    def _add(self, paragraph: Any, words: str, *, quiet: bool = False) -> None:
        """Adds markup as runs: bold, struck through, line ends."""
        bold = struck = False
        for part in re.split(r"(<[^>]*>)", words):
            if part in ("<b>", "</b>"):
                bold = part == "<b>"
            elif part in ("<strike>", "</strike>"):
                struck = part == "<strike>"
            elif part == "<br/>":
                paragraph.add_run().add_break()
            elif part:
                run = paragraph.add_run(unescape(part))
                run.bold, run.font.strike = bold or None, struck or None
                if quiet:
                    run.font.color.rgb = _colour(QUIET)


def _colour(written: str) -> Any:
    from docx.shared import RGBColor

    return RGBColor.from_string(written[1:].upper())


def _keep_with_next(row: Any) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _set_up(document: WordDocument, data: BoardData, lead: str) -> None:
    """Page, fonts, language, properties, head and foot."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt

    section = document.sections[0]
    section.page_width, section.page_height = Cm(PAGE_WIDTH_CM), Cm(PAGE_HEIGHT_CM)
    section.left_margin = section.right_margin = Cm(MARGIN_CM)
    for name, size in SIZES.items():
        style: Any = document.styles[name]
        style.font.name, style.font.size = FONT, Pt(size)
        fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
        for slot in list(fonts.attrib):
            if slot.endswith("Theme"):
                del fonts.attrib[slot]
        for slot in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(f"{{{fonts.nsmap['w']}}}{slot}", FONT)
        if name != "Normal":
            style.font.color.rgb = _colour(ACCENT)
    normal: Any = document.styles["Normal"]
    for spoken in document.styles.element.iter(parts.tag("w:lang").tag):
        spoken.set(spoken.nsmap["w"].join("{}") + "val", "en-GB")
    normal.element.get_or_add_rPr().append(parts.tag("w:lang", val="en-GB"))
    normal.paragraph_format.space_after = Pt(4)
    if lead == "Plan on a page":
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = section.page_height, section.page_width
    _name(document, data, lead)
    _furniture(section, data)


def _name(document: WordDocument, data: BoardData, lead: str) -> None:
    about, moment = document.core_properties, datetime.combine(data.title.as_at, time(), UTC)
    about.title = f"{data.title.plan}: {lead.lower()} as at {show(data.title.as_at)}"[:255]
    about.author, about.last_modified_by, about.comments = data.title.area[:255], "", ""
    about.language, about.created, about.modified = "en-GB", moment, moment


def _furniture(section: Any, data: BoardData) -> None:
    head = section.header.paragraphs[0]
    head.text = " · ".join(part for part in (data.title.plan[:100], data.title.marking) if part)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{data.title.day} · {data.title.seal} · page ")
    parts.field(foot, "PAGE")
    foot.add_run(" of ")
    parts.field(foot, "NUMPAGES")
    for one in (head, foot):
        one.style.font.size = parts.points(9)
