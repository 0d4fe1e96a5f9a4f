"""The board paper as a Word document: the same words and figures, real headings and tables."""

from __future__ import annotations

from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from docx.table import _Cell

from tracker.domain.actions.status import SHAPES
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.papers.charts import all_charts, as_pdf
from tracker.papers.word import board_docx, write_board_docx
from tracker.reporting import png_of


def opened(data: BoardData, **options: Any) -> Any:
    return docx.Document(BytesIO(board_docx(data, png_of, **options)))


def rows_of(document: Any) -> list[tuple[str, ...]]:
    found = []
    for table in document.tables:
        for row in table.rows:
            found.append(tuple(_Cell(cell, table).text.replace("\n", " ") for cell in row._tr.tc_lst))
    return found


@pytest.fixture(scope="module")
def document(mid_life_data: BoardData) -> Any:
    return opened(mid_life_data)


def test_headings_are_words_own(document: Any) -> None:
    headings = [(p.style.name, p.text) for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings[0] == ("Heading 1", "Response to the joint inspection")
    assert ("Heading 2", "Exceptions") in headings
    assert any(name == "Heading 3" and text.startswith("R1 · Overdue") for name, text in headings)


def test_the_figures_are_the_figures_of_the_data(document: Any, mid_life_data: BoardData) -> None:
    rows = rows_of(document)
    for figure in mid_life_data.figures:
        assert (figure.label, str(figure.count), figure.meaning) in rows
    bullets = [p.text for p in document.paragraphs if p.style.name == "List Bullet"]
    assert set(mid_life_data.headlines) | set(mid_life_data.asks) <= set(bullets)


def test_charts_are_pictures_with_what_they_say_in_words(document: Any, mid_life_data: BoardData) -> None:
    said = [shape._inline.docPr.get("descr") for shape in document.inline_shapes]
    assert all(said)
    assert {chart.alt for chart in all_charts(mid_life_data)} <= set(said)
    part = mid_life_data.by_agency[0]
    counts = ", ".join(f"{figure.label} {figure.count}" for figure in part.figures if figure.count)
    assert any(f"{part.label}: {counts}." in words for words in said)


def test_a_chart_is_drawn_and_not_blank(mid_life_data: BoardData) -> None:
    from PIL import Image

    chart = all_charts(mid_life_data)[0]
    picture = Image.open(BytesIO(png_of(as_pdf(chart.drawing))))
    assert abs(picture.width / picture.height - chart.drawing.width / chart.drawing.height) < 0.02
    assert len(picture.getcolors(1 << 24) or ()) > 10


def test_states_have_their_shape_before_their_word(document: Any, mid_life_data: BoardData) -> None:
    texts = {cell for row in rows_of(document) for cell in row}
    assert all(one.status.shape in SHAPES for one in (*mid_life_data.key, *mid_life_data.subjects))
    for row in mid_life_data.key:
        assert f"{SHAPES[row.status.shape]} {row.status.word}" in texts


def test_the_contents_lead_to_each_section(document: Any) -> None:
    links = document.element.body.xpath(".//w:hyperlink")
    words = ["".join(text.text for text in link.iter(qn("w:t"))) for link in links]
    anchors = [link.get(qn("w:anchor")) for link in links]
    names = {
        mark.get(qn("w:name")): "".join(text.text for text in mark.getparent().iter(qn("w:t")))
        for mark in document.element.body.xpath(".//w:bookmarkStart")
    }
    assert words[0] == "Headlines"
    assert words[-1] == "Appendix F: Sources"
    assert [names[anchor] for anchor in anchors] == words
    codes = document.element.body.xpath(".//w:fldSimple/@w:instr")
    assert codes == [f"PAGEREF {anchor} \\h" for anchor in anchors]


def test_tables_have_light_rules_and_a_heading_column(document: Any) -> None:
    for table in document.tables:
        edges = {edge.tag.rpartition("}")[2] for edge in table._tbl.tblPr.xpath("./w:tblBorders/*")}
        assert edges == {"top", "bottom", "insideH"}
        assert table._tbl.tblPr.xpath("./w:tblLook/@w:firstColumn") == ["1"]


def test_every_style_speaks_british_english(document: Any) -> None:
    spoken = document.styles.element.xpath(".//w:lang/@w:val")
    assert spoken
    assert set(spoken) == {"en-GB"}


def test_only_an_appendix_begins_a_new_page(document: Any) -> None:
    begun = [p.text for p in document.paragraphs if p.paragraph_format.page_break_before]
    assert begun == ["Appendix A: The plan by recommendation"]


def test_each_table_with_a_heading_row_repeats_it(document: Any) -> None:
    repeated = [len(table._tbl.xpath("./w:tr[1]/w:trPr/w:tblHeader")) for table in document.tables]
    assert repeated[0] == 0
    assert set(repeated[1:]) == {1}


def test_a_moved_date_keeps_the_first_one_struck_through(document: Any) -> None:
    struck = {
        run.text
        for table in document.tables
        for cell in table._cells
        for paragraph in cell.paragraphs
        for run in paragraph.runs
        if run.font.strike
    }
    assert "31\u00a0May\u00a02026" in struck


def test_an_update_runs_across_the_table(document: Any, mid_life_data: BoardData) -> None:
    update = next(a.update for s in mid_life_data.subjects for a in s.actions if a.update)
    assert any(len(row) == 1 and update.text in row[0] for row in rows_of(document))


def test_the_document_has_a_title_a_language_and_a_foot(document: Any) -> None:
    about = document.core_properties
    assert about.title == "Response to the joint inspection: progress report as at 12 Mar 2026"
    assert about.language == "en-GB"
    assert about.author == "Sampleton"
    foot = document.sections[0].footer.paragraphs[0]
    assert foot.style.font.size.pt == 9
    assert foot.text.startswith("As at 12 Mar 2026 · change 57 · a1b2c3d4 · page")
    assert 'w:instr="NUMPAGES"' in foot._p.xml
    assert document.sections[0].header.paragraphs[0].text == "Response to the joint inspection"


def test_strange_texts_stay_as_they_are(awkward_data: BoardData) -> None:
    document = opened(awkward_data)
    title = document.paragraphs[0].text
    assert "Łódź, Ωmega ≥ 95 % ✓ <b>bold</b> & “quotes” 中文 محمد" in title
    assert "First line.\nSecond <i>line</i>." in [p.text for p in document.paragraphs]
    assert "OFFICIAL-SENSITIVE" in document.sections[0].header.paragraphs[0].text
    assert any("Sentence number 299 of an update" in text for row in rows_of(document) for text in row)


def test_a_plan_with_nothing_in_it_makes_a_document_too(empty_data: BoardData) -> None:
    assert "The plan holds no recommendations yet." in [p.text for p in opened(empty_data).paragraphs]


def test_a_public_document_says_so(mid_life: Snapshot, today: date, mid_life_data: BoardData) -> None:
    document = opened(board_data(mid_life, today, public=True), public=True)
    assert document.sections[0].header.paragraphs[0].text.endswith("Public version")
    assert not any("still to sign" in text for row in rows_of(document) for text in row)
    with pytest.raises(UserError, match="not for publication"):
        board_docx(mid_life_data, png_of, public=True)


def test_the_document_is_written_whole(small_data: BoardData, tmp_path: Path) -> None:
    write_board_docx(small_data, tmp_path / "board.docx", png_of)
    assert docx.Document(str(tmp_path / "board.docx")).paragraphs[0].text == "Response to the joint inspection"
    with pytest.raises(UserError, match="no folder"):
        write_board_docx(small_data, tmp_path / "none" / "board.docx", png_of)


def test_the_exception_report_is_shorter(mid_life_data: BoardData, document: Any) -> None:
    assert len(opened(mid_life_data, paper="exceptions").tables) < len(document.tables)
