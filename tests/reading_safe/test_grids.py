"""The tables of Word files, web pages and PDFs as plain grids."""

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from reportlab.lib.colors import HexColor, black
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import getSampleStyleSheet
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import Paragraph, SimpleDocTemplate, Table, TableStyle

from tracker.domain.foreign.grid import Grid, GridFile
from tracker.errors import UserError
from tracker.reading.grids import pdf
from tracker.reading.grids.grids import document_grids

HEAD = ("No", "Action", "Lead", "By when")


def rows_of(grid: Grid) -> list[tuple[str, ...]]:
    return [grid.texts(row) for row in range(1, grid.last_row + 1)]


def word(folder: Path, fill: Any) -> GridFile:
    document = Document()
    fill(document)
    path = folder / "theirs.docx"
    document.save(str(path))
    return document_grids(path)


def element(name: str, **values: str) -> Any:
    made = OxmlElement(name)
    for key, value in values.items():
        made.set(qn(f"w:{key}"), value)
    return made


def test_a_word_table_keeps_lists_merges_grounds_and_struck_out_words(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        document.add_paragraph("Recommendation 1: Improve plans")
        table = document.add_table(rows=4, cols=3)
        for cell, words in zip(table.rows[0].cells, ("Action", "Lead", "RAG"), strict=True):
            cell.text = words
        table.cell(1, 0).paragraphs[0].text = "Write it"
        table.cell(1, 0).paragraphs[0].style = "List Number"
        table.cell(1, 0).add_paragraph("Send it", style="List Number")
        run = table.cell(1, 1).paragraphs[0].add_run("Tom")
        run.font.strike = True
        table.cell(1, 1).paragraphs[0].add_run("Ann").add_break()
        table.cell(1, 1).paragraphs[0].add_run("Poole")
        table.cell(1, 2)._tc.get_or_add_tcPr().append(element("w:shd", val="clear", fill="FF0000"))
        table.cell(2, 0).merge(table.cell(3, 0)).text = "Down"
        table.cell(2, 1).merge(table.cell(2, 2)).text = "Over"
        marked = table.cell(3, 1).paragraphs[0].add_run("late")
        marked._r.get_or_add_rPr().append(element("w:highlight", val="yellow"))
        table.cell(3, 2)._tc.get_or_add_tcPr().append(element("w:shd", val="clear", fill="auto"))

    (grid,) = word(tmp_path, fill).grids
    assert grid.at(2, 1).text == "1. Write it\n2. Send it"
    assert (grid.at(2, 2).text, grid.at(2, 2).struck, grid.at(2, 3).fill) == ("Ann\nPoole", "Tom", "FF0000")
    assert (grid.seen(4, 1).text, grid.seen(3, 3).text, grid.at(4, 2).fill) == ("Down", "Over", "FFFF00")
    assert grid.above == ("Recommendation 1: Improve plans",)


def test_rows_may_begin_further_right_and_odd_widths_are_borne(tmp_path: Path) -> None:
    def fill(document: Any) -> None:
        table = document.add_table(rows=2, cols=2)
        table.cell(0, 0).text, table.cell(1, 0).text = "a", "b"
        table.rows[1]._tr.get_or_add_trPr().append(element("w:gridBefore", val="1"))
        properties = table.cell(0, 1)._tc.get_or_add_tcPr()
        properties.append(element("w:gridSpan", val="many"))
        properties.append(element("w:vMerge"))
        for _ in range(9):
            document.add_paragraph("Words outside")

    file = word(tmp_path, fill)
    assert file.grids[0].at(2, 2).text == "b"
    assert file.unread == ("9 paragraphs of text outside the tables: not read.",)


def test_a_word_file_without_its_main_part_or_with_odd_styles(tmp_path: Path) -> None:
    path = tmp_path / "theirs.docx"
    document = Document()
    document.add_table(rows=1, cols=2).cell(0, 0).text = "Action"
    made = io.BytesIO()
    document.save(made)
    for drop, change in (("word/document.xml", {}), ("", {"word/styles.xml": b"<w:styles"})):
        out = io.BytesIO()
        with zipfile.ZipFile(made) as package, zipfile.ZipFile(out, "w") as written:
            for info in package.infolist():
                if info.filename != drop:
                    written.writestr(info.filename, change.get(info.filename, package.read(info)))
        path.write_bytes(out.getvalue())
        if drop:
            with pytest.raises(UserError):
                document_grids(path)
        else:
            assert document_grids(path).grids[0].at(1, 1).text == "Action"


def page(folder: Path, body: str) -> GridFile:
    path = folder / "theirs.html"
    path.write_text(f"<!DOCTYPE html><html><body>{body}</body></html>", encoding="utf-8")
    return document_grids(path)


def test_a_web_pages_tables_keep_spans_lists_and_colours(tmp_path: Path) -> None:
    file = page(
        tmp_path,
        "<h2>Priority 1</h2><table><caption>Plans</caption><tr><th>Action<th>Lead<th>RAG</tr>"
        "<tr><td rowspan=2>We will:<ol><li>Write<li>Send</ol><td>Ann <del>Tom</del>"
        "<script>x</script><td bgcolor='#f00'></tr>"
        "<tr style='background: rgb(0, 176, 80)'><td colspan=2>Over<table><tr><td>inner</table></tr>"
        "<tr><td style='background-color: orange'>a<br>b<td><ul><li>one</ul><td style='background:#FFFFFF'>"
        "<s>gone</s><!-- no --></tr><tr><td colspan=x bgcolor=unknown>c<th rowspan=99>d</table>"
        "<p>After</p><table></table>",
    )
    grid = file.grids[0]
    assert grid.at(2, 1).text == "We will:\n1. Write\n2. Send"
    assert (grid.at(2, 2).text, grid.at(2, 2).struck, grid.at(2, 3).fill) == ("Ann", "Tom", "FF0000")
    assert (grid.seen(3, 1).text[:3], grid.at(3, 2).text, grid.at(3, 2).fill) == ("We ", "Over\ninner", "00B050")
    assert (grid.at(4, 1).text, grid.at(4, 1).fill, grid.at(4, 2).text) == ("a\nb", "FFA500", "• one")
    assert (grid.at(4, 3).fill, grid.at(4, 3).struck, grid.at(5, 1).fill) == ("", "gone", "")
    assert (grid.above, file.grids[1].above) == (("Priority 1", "Plans"), ("After",))


def written(folder: Path, story: list[Any], **more: Any) -> GridFile:
    path = folder / "theirs.pdf"
    SimpleDocTemplate(str(path), pagesize=A4, invariant=1, **more).build(story)
    return document_grids(path)


def test_a_pdfs_ruled_table_keeps_merges_grounds_and_paragraphs(tmp_path: Path) -> None:
    style = getSampleStyleSheet()["BodyText"]
    long = Paragraph(
        "Write the guide that all of the partners of the board have asked for in their multi-agency work.<br/>"
        "Send it.<br/>• Print it",
        style,
    )
    table = Table(
        [list(HEAD), ["1", long, "Ann", "May 2024"], ["", "Ask", "Tom", "June 2024"]],
        colWidths=[40, 150, 100, 100],
        style=TableStyle(
            [
                ("GRID", (0, 0), (-1, -1), 0.5, black),
                ("SPAN", (0, 1), (0, 2)),
                ("BACKGROUND", (3, 1), (3, 1), HexColor("#FF0000")),
            ]
        ),
    )
    file = written(tmp_path, [Paragraph("Theme 1: Plans", style), table, Paragraph("A last word", style)])
    (grid,) = file.grids
    assert rows_of(grid)[0] == HEAD
    assert grid.at(2, 2).text == (
        "Write the guide that all of the partners of the board have asked for in their multi-agency work."
        "\nSend it.\n• Print it"
    )
    assert (grid.seen(3, 1).text, grid.at(2, 4).fill, grid.page) == ("1", "FF0000", 1)
    assert grid.above == ("Theme 1: Plans",)
    assert file.unread == ("2 lines of text outside the tables: not read.",)


def test_a_pdfs_table_without_rules_starts_where_its_headings_do(tmp_path: Path) -> None:
    path = tmp_path / "theirs.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=1)

    def line(y: float, *words: str) -> None:
        for x, one in zip((50, 90, 300, 420), words, strict=False):
            canvas.drawString(x, y, one)

    canvas.drawString(50, 800, "Improvement plan")
    line(760, *HEAD)
    line(730, "1", "Write the guide and", "Ann Poole", "May 2024")
    line(716, "", "send it round")
    line(690, "2", "Ask everybody", "Tom Reed", "June 2024")
    canvas.showPage()
    line(760, "3", "Hear them", "Eve Hall", "July 2024")
    line(730, "4", "Note it", "Eve Hall", "July 2024")
    canvas.save()
    first, second = document_grids(path).grids
    assert rows_of(first) == [
        HEAD,
        ("1", "Write the guide and send it round", "Ann Poole", "May 2024"),
        ("2", "Ask everybody", "Tom Reed", "June 2024"),
    ]
    assert rows_of(second) == [("3", "Hear them", "Eve Hall", "July 2024"), ("4", "Note it", "Eve Hall", "July 2024")]


def test_rows_without_numbers_begin_after_a_gap(tmp_path: Path) -> None:
    path = tmp_path / "theirs.pdf"
    canvas = Canvas(str(path), pagesize=A4, invariant=1)
    for y, words in (
        (760, HEAD[1:]),
        (730, ("Write the guide", "Ann Poole", "May 2024")),
        (718, ("and send it",)),
        (690, ("Ask everybody", "Tom Reed", "June 2024")),
        (678, ("Hear them", "Eve Hall", "July 2024")),
    ):
        for x, one in zip((50, 300, 420), words, strict=False):
            canvas.drawString(x, y, one)
    canvas.showPage()
    canvas.drawString(50, 700, "A page of words alone")
    canvas.save()
    first = document_grids(path).grids[0]
    assert [row[0] for row in rows_of(first)] == ["Action", "Write the guide and send it", "Ask everybody", "Hear them"]


def test_pictures_too_many_pages_and_other_files_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "theirs.pdf"
    canvas = Canvas(str(path), invariant=1)
    canvas.rect(10, 10, 100, 100)
    canvas.showPage()
    canvas.save()
    with pytest.raises(UserError, match="pictures"):
        document_grids(path)
    monkeypatch.setattr(pdf, "MOST_PAGES", 0)
    with pytest.raises(UserError, match="far more than a plan"):
        document_grids(path)
    other = tmp_path / "notes.md"
    other.write_text("# Notes")
    with pytest.raises(UserError, match="not read"):
        document_grids(other)


def test_a_file_that_only_bears_the_name_of_a_pdf_is_not_told_to_be_saved_as_one(tmp_path: Path) -> None:
    named = tmp_path / "theirs.pdf"
    named.write_text("hello")
    with pytest.raises(UserError, match="is no PDF file, whatever its name says") as told:
        document_grids(named)
    assert "save it again" in told.value.hint
