"""Parts of a Word document that its library has no call for: fields, links, rules of tables, words for pictures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from tracker.papers.styles import RULE


def tag(element_name: str, /, **attributes: str) -> Any:
    """A WordprocessingML element with attributes of its own namespace."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(element_name)
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), value)
    return element


def points(count: float) -> Any:
    """A length in points."""
    from docx.shared import Pt

    return Pt(count)


def field(paragraph: Any, code: str) -> None:
    """A number that Word works out."""
    found = tag("w:fldSimple", instr=code, dirty="true")
    run = tag("w:r")
    text = tag("w:t")
    text.text = "1"
    run.append(text)
    found.append(run)
    paragraph._p.append(found)


def bookmark(paragraph: Any, number: int, name: str) -> None:
    """Gives a paragraph a name that links lead to."""
    start = tag("w:bookmarkStart", id=str(number), name=name)
    paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
    paragraph._p.append(tag("w:bookmarkEnd", id=str(number)))


def contents_line(paragraph: Any, words: str, name: str, width_cm: float) -> None:
    """A line of a list of contents: it leads to a bookmark, and ends in the page where that stands."""
    from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm

    paragraph.paragraph_format.tab_stops.add_tab_stop(Cm(width_cm), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    paragraph.paragraph_format.space_after = points(2)
    link = tag("w:hyperlink", anchor=name, history="1")
    run = paragraph.add_run(words)
    link.append(run._r)
    paragraph._p.append(link)
    paragraph.add_run("\t")
    field(paragraph, f"PAGEREF {name} \\h")


def light_rules(table: Any) -> None:
    """Thin lines between rows and none between columns; the first column is known to head its row."""
    kind = table._tbl.tblPr
    for known in kind.findall(tag("w:tblStyle").tag):
        kind.remove(known)
    borders = tag("w:tblBorders")
    for edge in ("top", "bottom", "insideH"):
        borders.append(tag(f"w:{edge}", val="single", sz="4", space="0", color=RULE[1:].upper()))
    kind.append(borders)
    margins = tag("w:tblCellMar")
    for edge, width in (("top", "40"), ("left", "80"), ("bottom", "40"), ("right", "80")):
        margins.append(tag(f"w:{edge}", w=width, type="dxa"))
    kind.append(margins)
    for look in kind.findall(tag("w:tblLook").tag):
        kind.remove(look)
    kind.append(tag("w:tblLook", val="0480", firstRow="1", firstColumn="1", noVBand="1", lastRow="0", lastColumn="0"))


def without_rule(row: Any, edge: str) -> None:
    """Takes the line at an edge of a row away: what stands on both sides of it is one."""
    for cell in row._tr.tc_lst if row is not None else ():
        kind = cell.get_or_add_tcPr()
        borders = kind.find(tag("w:tcBorders").tag)
        if borders is None:
            borders = tag("w:tcBorders")
            kind.append(borders)
        borders.append(tag(f"w:{edge}", val="nil"))


def set_widths(table: Any, widths: Sequence[float]) -> None:
    """The widths of a table's columns, in centimetres."""
    from docx.shared import Cm

    for place, width in enumerate(widths):
        table.columns[place].width = Cm(width)
    for row in table._tbl.tr_lst:
        cells = row.tc_lst
        if len(cells) == len(widths):
            for cell, width in zip(cells, widths, strict=True):
                cell.width = Cm(width)


def picture(paragraph: Any, data: bytes, width_cm: float, alt: str) -> None:
    """A picture with words for whoever does not see it; without any it is mere decoration."""
    from io import BytesIO

    from docx.shared import Cm

    shown = paragraph.add_run().add_picture(BytesIO(data), width=Cm(width_cm))
    shown._inline.docPr.set("descr", alt)
