"""The papers as Word documents: the same sections with real headings, lists and tables, ready to be edited."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import UTC, datetime, time
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import unescape

from tracker.domain.board.board import BoardData
from tracker.domain.dates.dates import show
from tracker.papers.charts import LIGHT, Chart, Palette
from tracker.papers.contents import contents_of, public_only, write
from tracker.papers.paper import Cell, Row, markup
from tracker.papers.styles import ACCENT, QUIET
from tracker.saving import write_whole

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

FONT = "Arial"
PAGE_WIDTH_CM, PAGE_HEIGHT_CM, MARGIN_CM = 21.0, 29.7, 1.8
SIZES = {"Normal": 11, "Heading 1": 24, "Heading 2": 16, "Heading 3": 12}
SHADE = "EEF2F6"
LONG = 1200
"""A row of so many characters may be broken over two pages."""


def write_board_docx(
    data: BoardData, path: Path, *, paper: str = "board", public: bool = False, appendices: bool = True
) -> None:
    """Writes a paper as a Word document, whole or not at all.

    Raises UserError for a paper that is not known, for a public paper of data that is not, and where the file cannot
    be written.
    """
    write_whole(Path(path), board_docx(data, paper=paper, public=public, appendices=appendices), what="paper")


def board_docx(data: BoardData, *, paper: str = "board", public: bool = False, appendices: bool = True) -> bytes:
    """A paper as the bytes of a Word document."""
    lead = contents_of(paper).lead
    public_only(data, public)
    story = WordStory(data, lead)
    write(story, data, paper, appendices=appendices)
    sheet = BytesIO()
    story.document.save(sheet)
    return sheet.getvalue()


class WordStory:
    """A Word document in the making."""

    def __init__(self, data: BoardData, lead: str) -> None:
        from docx import Document

        self.palette: Palette = LIGHT
        self.document: WordDocument = Document()
        _set_up(self.document, data, lead)

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        """A heading in Word's own style."""
        self._add(self.document.add_paragraph(style=f"Heading {level}"), markup(text))

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        """A paragraph; with `keep` it stays with what follows."""
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = keep
        if name == "quote":
            paragraph.paragraph_format.left_indent = _points(14)
        self._add(paragraph, words, quiet=name in ("quiet", "lead"))

    def items(self, lines: Sequence[str]) -> None:
        """A bulleted list."""
        for line in lines:
            self._add(self.document.add_paragraph(style="List Bullet"), line)

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Row]) -> None:
        """A table whose heading row is repeated on every page."""
        table = self.document.add_table(rows=0, cols=len(widths), style="Table Grid")
        table.autofit = False
        if heads:
            self._head(table, heads)
        for row in rows:
            if row.joined and table.rows:
                _keep_with_next(table.rows[-1])
            self._row(table, row)
        from docx.shared import Length

        section = self.document.sections[0]
        room = Length(section.page_width or 0).cm - 2 * MARGIN_CM
        _set_widths(table, [room * width / sum(widths) for width in widths])
        self.document.add_paragraph()

    def picture(self, chart: Chart) -> None:
        """The chart's numbers as a table, which everyone can read: each part, its total and what it is made of."""
        if len(chart.heads) == 2:
            rows = [Row((_cell(row[0], header=True), _cell(row[1]))) for row in chart.rows]
            self.table(chart.heads, (3, 2), rows)
            return
        labels = [label.lower() for label in chart.heads[1:-1]]
        rows = []
        for part, *counts, total in chart.rows:
            said = ", ".join(f"{label} {count}" for label, count in zip(labels, counts, strict=True) if count != "0")
            rows.append(Row((_cell(part, header=True), _cell(total), _cell(said or "none"))))
        self.table((chart.heads[0], "Actions", "Of these"), (4, 2, 9), rows)

    def contents(self) -> None:
        """Nothing: Word numbers its pages itself, and lists the headings in its navigation pane."""

    def page_break(self) -> None:
        """What follows begins a new page."""
        from docx.enum.text import WD_BREAK

        self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)

    def _head(self, table: Any, heads: Sequence[str]) -> None:
        row = table.add_row()
        for place, words in enumerate(heads):
            self._add(row.cells[place].paragraphs[0], f"<b>{markup(words)}</b>")
            row.cells[place]._tc.get_or_add_tcPr().append(_tag("w:shd", val="clear", color="auto", fill=SHADE))
        row._tr.get_or_add_trPr().append(_tag("w:tblHeader", val="true"))
        _keep_with_next(row)

    def _row(self, table: Any, row: Row) -> None:
        entry = table.add_row()
        if sum(len(words) for cell in row.cells for words in cell.paragraphs) < LONG:
            entry._tr.get_or_add_trPr().append(_tag("w:cantSplit", val="true"))
        if len(row.cells) == 1:
            entry.cells[0].merge(entry.cells[-1])
        for place, cell in enumerate(row.cells):
            for number, words in enumerate(cell.paragraphs):
                target = entry.cells[place]
                paragraph = target.paragraphs[0] if number == 0 else target.add_paragraph()
                self._add(paragraph, f"<b>{words}</b>" if cell.header else words)

    def _add(self, paragraph: Any, words: str, *, quiet: bool = False) -> None:
        """Adds markup as runs: bold, struck through, line ends."""
        from docx.shared import RGBColor

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
                    run.font.color.rgb = RGBColor.from_string(QUIET[1:].upper())


def _cell(words: str, *, header: bool = False) -> Cell:
    return Cell((markup(words),), header=header)


def _keep_with_next(row: Any) -> None:
    for cell in row.cells:
        for paragraph in cell.paragraphs:
            paragraph.paragraph_format.keep_with_next = True


def _points(count: float) -> Any:
    from docx.shared import Pt

    return Pt(count)


def _tag(name: str, **attributes: str) -> Any:
    """A WordprocessingML element with attributes of its own namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def _set_widths(table: Any, widths: Sequence[float]) -> None:
    from docx.shared import Cm

    for place, width in enumerate(widths):
        table.columns[place].width = Cm(width)
        for row in table.rows:
            if len(row._tr.tc_lst) == len(widths):
                row.cells[place].width = Cm(width)


def _set_up(document: WordDocument, data: BoardData, lead: str) -> None:
    """Page, fonts, language, properties, head and foot."""
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm, Pt, RGBColor

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
            style.font.color.rgb = RGBColor.from_string(ACCENT[1:].upper())
    normal: Any = document.styles["Normal"]
    normal.element.get_or_add_rPr().append(_tag("w:lang", val="en-GB"))
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
    marking = "Public version" if data.title.public else data.title.marking
    head = section.header.paragraphs[0]
    head.text = " · ".join(part for part in (data.title.plan[:100], marking) if part)
    foot = section.footer.paragraphs[0]
    foot.add_run(f"{data.title.day} · {data.title.seal} · page ")
    _field(foot, "PAGE")
    foot.add_run(" of ")
    _field(foot, "NUMPAGES")
    for run in (*head.runs, *foot.runs):
        run.font.size = _points(9)


def _field(paragraph: Any, code: str) -> None:
    """A number that Word works out."""
    field = _tag("w:fldSimple", instr=code)
    run = _tag("w:r")
    text = _tag("w:t")
    text.text = "1"
    run.append(text)
    field.append(run)
    paragraph._p.append(field)
