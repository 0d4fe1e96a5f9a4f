"""The structure tree by itself: marks, artifacts, and the way back from a mark to its element."""

from __future__ import annotations

import re
from io import BytesIO

import page as validator
import pypdfium2

from tracker.papers.fonts import REGULAR, register_fonts
from tracker.papers.pdf.flowables import Tagged, stamp
from tracker.papers.pdf.tagging import Element, TaggedCanvas
from tracker.papers.styles import style


def drawn(*, finish: bool) -> tuple[bytes, Element]:
    """Two pages with one paragraph that runs over both, beside something nobody claims."""
    register_fonts()
    root = Element("Document")
    paragraph = root.add("P")
    sheet = BytesIO()
    canvas = TaggedCanvas(sheet, root=root, title="Łódź & <so on>", invariant=1, initialFontName=REGULAR)
    for number in (1, 2):
        canvas.drawString(40, 800, "furniture")
        with canvas.mark(paragraph):
            canvas.drawString(40, 700, f"part {number}")
        if number == 1 or finish:
            canvas.showPage()
    canvas.save()
    return sheet.getvalue(), paragraph


def test_an_element_over_two_pages_stays_one() -> None:
    paper, paragraph = drawn(finish=True)
    assert paragraph.marks == [(0, 0), (1, 0)]
    assert paper.count(b"/StructElem/S/P/P ") == 1
    assert validator.validate_pdf_bytes(paper).failures == []


def test_a_last_page_that_was_not_shown_is_saved_with_its_tags() -> None:
    paper, _ = drawn(finish=False)
    assert len(pypdfium2.PdfDocument(paper)) == 2
    assert validator.validate_pdf_bytes(paper).failures == []


def test_the_title_is_kept_in_both_places_whatever_its_letters() -> None:
    paper, _ = drawn(finish=True)
    assert pypdfium2.PdfDocument(paper).get_metadata_value("Title") == "Łódź & <so on>"
    assert "Łódź &amp; &lt;so on&gt;".encode() in paper


def test_a_paragraph_nobody_claimed_is_an_artifact() -> None:
    register_fonts()
    root = Element("Document")
    sheet = BytesIO()
    canvas = TaggedCanvas(sheet, root=root, title="A title", invariant=1, initialFontName=REGULAR)
    unclaimed, claimed = Tagged("unclaimed", style("body")), Tagged("claimed", style("body"), root.add("P"))
    for place, paragraph in enumerate((unclaimed, claimed, claimed)):
        paragraph.wrapOn(canvas, 400, 100)
        paragraph.drawOn(canvas, 40, 700 - 30 * place)
    canvas.save()
    assert root.children[0].marks == [(0, 0)]
    assert validator.validate_pdf_bytes(sheet.getvalue()).failures == []


def test_what_stands_at_the_head_and_foot_of_pages_is_told_apart_from_the_rest() -> None:
    register_fonts()
    sheet = BytesIO()
    canvas = TaggedCanvas(sheet, root=Element("Document"), title="A", pageCompression=0, initialFontName=REGULAR)
    canvas.drawString(40, 500, "a rule")
    with canvas.running("Header"):
        canvas.drawString(40, 800, "head")
    with canvas.running("Footer"):
        canvas.drawString(40, 20, "foot")
    canvas.save()
    assert re.findall(r"/Artifact (.*?) ?(?:BMC|BDC)", sheet.getvalue().decode("latin-1")) == [
        "", "<</Type /Pagination /Subtype /Header>>", "<</Type /Pagination /Subtype /Footer>>",
    ]  # fmt: skip


def test_an_empty_document_has_no_marks() -> None:
    sheet = BytesIO()
    register_fonts()
    canvas = TaggedCanvas(sheet, root=Element("Document"), title="Nothing", initialFontName=REGULAR)
    canvas.showPage()
    canvas.save()
    assert b"/Artifact" not in sheet.getvalue()


def test_an_elements_marks_are_numbers_on_its_page_and_name_any_other() -> None:
    paper, _ = drawn(finish=True)
    assert (
        len(re.findall(rb"/StructElem/S/P/P \d+ 0 R/Pg \d+ 0 R/K\[0 <</Type/MCR/Pg \d+ 0 R/MCID 0>>\]>>", paper)) == 1
    )


def test_a_shape_stands_once_in_the_file_however_often_it_is_drawn() -> None:
    register_fonts()
    sheet = BytesIO()
    root = Element("Document")
    canvas = TaggedCanvas(sheet, root=root, title="Shapes", invariant=1, initialFontName=REGULAR, pageCompression=0)
    for place in range(4):
        paragraph = Tagged("late", style("state"), root.add("P"), stamp("triangle", "#aa0000"))
        paragraph.wrapOn(canvas, 200, 100)
        paragraph.drawOn(canvas, 40, 700 - 30 * place)
    canvas.save()
    assert sheet.getvalue().count(b"/Subtype /Form") == 1
    assert validator.validate_pdf_bytes(sheet.getvalue()).failures == []


def test_lines_are_broken_once_for_a_width_and_again_for_another() -> None:
    register_fonts()
    paragraph = Tagged("many words that are to be broken over lines " * 3, style("body"))
    paragraph.wrap(200, 800)
    lines = paragraph.blPara
    assert paragraph.wrap(200, 100) == (200, 15 * len(lines.lines))
    assert paragraph.blPara is lines
    paragraph.wrap(300, 800)
    assert paragraph.blPara is not lines
    assert paragraph.split(300, 1) == []
    assert paragraph.wrap(300, 800)[1] == 15 * len(paragraph.blPara.lines)
