"""Every format gives the same document: headings, list items, numbers, cells."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tracker.errors import UserError
from tracker.reading.files.formats import open_any
from tracker.reading.files.text import open_text
from tracker.reading.page.document import Document

Maker = Callable[[str], bytes]


def shape(document: Document) -> list[tuple[int, str, str]]:
    return [(line.heading, line.bullet, line.text) for line in document.lines]


def test_plain_text_and_markdown_headings_bullets_and_numbers() -> None:
    text = (
        "# **Inspection of Northam**\n\nWhat needs to improve?<sup>1</sup>\n\n- The quality of *some* plans\n"
        "  - for care leavers\n* The pace of [work](https://example.org)\n\n12. Children are **seen** in time.\n\n"
        "¹ A note at the foot.\n"
    )
    document = open_text(text.encode(), "letter.md")
    assert document.format == "markdown"
    assert document.title == "Inspection of Northam"
    assert shape(document)[:6] == [
        (1, "", "Inspection of Northam"),
        (3, "", "What needs to improve?"),
        (0, "-", "The quality of *some* plans"),
        (0, "-", "for care leavers"),
        (0, "*", "The pace of work"),
        (0, "12.", "Children are seen in time."),
    ]
    assert document.lines[-1].role == "footnote"


def test_tables_in_text_by_tabs_and_by_pipes() -> None:
    tabs = open_text(b"Judgement\tGrade\nOverall\tGood\n", "a.txt")
    pipes = open_text(b"| Judgement | Grade |\n|---|---|\n| Overall | Good |\n", "a.md")
    cells = [("Judgement", (0, 0)), ("Grade", (0, 1)), ("Overall", (1, 0)), ("Good", (1, 1))]
    assert [(line.text, line.cell) for line in tabs.lines] == cells
    assert [(line.text, line.cell) for line in pipes.lines] == cells


@pytest.mark.parametrize(
    "data", ["Children’s café".encode(), "\ufeffChildren’s café".encode(), "Children’s café".encode("cp1252")]
)
def test_the_usual_encodings_are_read(data: bytes) -> None:
    assert open_text(data, "a.txt").lines[0].text == "Children’s café"


def test_paragraphs_broken_into_short_lines_are_put_together() -> None:
    text = (
        "Letter to the council\n\n"
        "Children in this area do not always get the help that they need when\n"
        "Northam police and the council disagree about what should happen next\n"
        "to them, and this has gone on for too long in the view of inspectors.\n\n"
        "- The quality of plans for children who have been in care for a long\n"
        "  time and who are about to leave it\n"
        "- The pace of change\n\n"
    ) * 4
    document = open_text(text.encode(), "mail.txt")
    assert [line.text for line in document.lines][:4] == [
        "Letter to the council",
        (
            "Children in this area do not always get the help that they need when Northam police and the council "
            "disagree about what should happen next to them, and this has gone on for too long in the view of "
            "inspectors."
        ),
        "The quality of plans for children who have been in care for a long time and who are about to leave it",
        "The pace of change",
    ]


def test_form_feeds_part_pages() -> None:
    document = open_text(b"One page.\fAnother page.", "a.txt")
    assert [(page.number, page.lines[0].text) for page in document.pages] == [(1, "One page."), (2, "Another page.")]


def test_a_word_file_with_lists_numbers_table_insertion_and_control(word: Maker) -> None:
    body = (
        '<w:p><w:pPr><w:pStyle w:val="H1"/></w:pPr><w:r><w:t>What needs to improve</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>The quality of '
        "plans</w:t></w:r><w:r><w:rPr><w:vertAlign w:val='superscript'/></w:rPr><w:t>1</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="1"/><w:numId w:val="1"/></w:numPr></w:pPr><w:r><w:t>for some'
        "</w:t></w:r></w:p>"
        '<w:p><w:pPr><w:pStyle w:val="Sub"/></w:pPr><w:r><w:t>Findings</w:t></w:r></w:p>'
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr><w:r><w:t>Seen.</w:t>'
        "</w:r></w:p>"
        '<w:p><w:pPr><w:numPr><w:ilvl w:val="0"/><w:numId w:val="2"/></w:numPr></w:pPr><w:ins><w:r>'
        "<w:t>Added</w:t></w:r>"
        "</w:ins><w:del><w:r><w:delText>gone</w:delText></w:r></w:del><w:r><w:t>.</w:t></w:r></w:p>"
        "<w:sdt><w:sdtContent><w:p><w:r><w:t>In a control.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
        "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Judgement</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Grade"
        "</w:t></w:r></w:p>"
        "</w:tc></w:tr></w:tbl><w:p><w:r><w:lastRenderedPageBreak/><w:t>Next page.</w:t></w:r></w:p>"
    )
    document = open_any(word(body), "letter.docx")
    assert shape(document) == [
        (1, "", "What needs to improve"),
        (0, "•", "The quality of plans"),
        (0, "-", "for some"),
        (2, "", "Findings"),
        (0, "7.", "Seen."),
        (0, "8.", "Added."),
        (0, "", "In a control."),
        (0, "", "Judgement"),
        (0, "", "Grade"),
        (0, "", "Next page."),
    ]
    assert [line.cell for line in document.lines[7:9]] == [(0, 0), (0, 1)]
    assert document.lines[-1].page == 2


def test_a_web_page_without_its_scripts_and_menus() -> None:
    page = (
        "<html><head><title>Letter &amp; more</title><script>alert(1)</script></head><body><nav>Home</nav>"
        "<h1>What needs <b>to improve</b></h1><ul><li>Plans<sup>1</sup><ul><li>for some</li></ul></li><li>"
        "<p>Visits</p></li>"
        '</ul><ol start="3"><li>Seen.</li></ol><p>One<br>line</p>'
        "<table><tr><td>Judgement</td><td>Grade</td></tr></table><p>Open end</body>"
    )
    document = open_any(page.encode(), "letter.html")
    assert document.title == "Letter & more"
    assert shape(document) == [
        (1, "", "What needs to improve"),
        (0, "•", "Plans"),
        (0, "-", "for some"),
        (0, "•", "Visits"),
        (0, "3.", "Seen."),
        (0, "", "One line"),
        (0, "", "Judgement"),
        (0, "", "Grade"),
        (0, "", "Open end"),
    ]


def test_an_open_document_text(open_text_package: Maker) -> None:
    body = (
        '<text:h text:outline-level="2">What needs to improve</text:h><text:list><text:list-item><text:p>Plans'
        "<text:note><text:p>a note</text:p></text:note></text:p><text:list><text:list-item><text:p>for<text:s/>some"
        "</text:p></text:list-item></text:list></text:list-item></text:list><table:table><table:table-row>"
        "<table:table-cell><text:p>Judgement</text:p></table:table-cell><table:table-cell><text:p>Grade</text:p>"
        "</table:table-cell></table:table-row></table:table><text:p>4. Typed number.</text:p>"
    )
    document = open_any(open_text_package(body), "letter.odt")
    assert shape(document) == [
        (2, "", "What needs to improve"),
        (0, "•", "Plans"),
        (0, "-", "for some"),
        (0, "", "Judgement"),
        (0, "", "Grade"),
        (0, "4.", "Typed number."),
    ]


def test_a_rich_text_file() -> None:
    text = (
        r"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0 Arial;}}{\info{\title Hidden}}"
        r"\pard\outlinelevel0\b What needs to improve"
        r"\b0\par\pard{\listtext\'95\tab}The quality of plans\par\pard Children\'92s caf\u233?s {\super 2}open.\par"
        r"\trowd\pard\intbl Judgement\cell Grade\cell\row\pard After.\par}"
    )
    document = open_any(text.encode("ascii"), "letter.rtf")
    assert shape(document) == [
        (1, "", "What needs to improve"),
        (0, "•", "The quality of plans"),
        (0, "", "Children’s cafés open."),
        (0, "", "Judgement"),
        (0, "", "Grade"),
        (0, "", "After."),
    ]
    assert [line.cell for line in document.lines[3:5]] == [(0, 0), (0, 1)]


def test_rich_text_in_other_code_pages_and_beyond_the_basic_plane() -> None:
    text = (
        r"{\rtf1\ansi\ansicpg1250 \'9aek \u-10179?\u-8704? \plain\fs28 big \line end\emdash\~x\{y\}\par"
        r"{\*\unknown hidden}{\pict 0123}\pard\ls1\ilvl1{\listtext -\tab}below\par\page Next.\par}"
    )
    document = open_any(text.encode("ascii"), "letter.rtf")
    assert shape(document) == [
        (0, "", "šek \U0001f600 big end— x{y}"),
        (0, "-", "below"),
        (0, "", "Next."),
    ]
    assert [line.page for line in document.lines] == [1, 1, 2]


def test_open_document_styles_say_what_is_bold_and_what_is_counted(pack: Callable[..., bytes]) -> None:
    spaces = 'xmlns:office="o" xmlns:text="t" xmlns:style="s" xmlns:fo="f"'
    styles = (
        '<style:style style:name="Strong"><style:text-properties fo:font-weight="bold"/></style:style>'
        '<style:style style:name="Own" style:parent-style-name="Strong"/>'
        '<text:list-style style:name="Counted"><text:list-level-style-number text:level="1"/></text:list-style>'
    )
    body = (
        '<text:p text:style-name="Own">A lead in</text:p><text:list text:style-name="Counted"><text:list-item><text:p>'
        "First.</text:p></text:list-item><text:list-item><text:p>Second<text:soft-page-break/>.</text:p></text:list-item>"
        "</text:list><text:p>Plain <text:span text:style-name='Strong'>and bold</text:span><text:tab/>words.</text:p>"
    )
    content = (
        f"<office:document-content {spaces}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:text>{body}</office:text></office:body></office:document-content>"
    )
    document = open_any(pack({"content.xml": content, "styles.xml": f"<office:document-styles {spaces}/>"}), "a.odt")
    assert shape(document) == [
        (3, "", "A lead in"),
        (0, "1.", "First."),
        (0, "2.", "Second."),
        (0, "", "Plain and bold words."),
    ]
    assert document.lines[-1].page == 2


def test_word_counts_letters_roman_numbers_and_levels(pack: Callable[..., bytes]) -> None:
    w = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
    levels = "".join(
        f'<w:lvl w:ilvl="{level}"><w:numFmt w:val="{shape}"/><w:lvlText w:val="{text}"/></w:lvl>'
        for level, (shape, text) in enumerate((("decimal", "%1."), ("lowerLetter", "(%2)"), ("upperRoman", "%1.%3")))
    )
    items = "".join(
        f'<w:p><w:pPr><w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="4"/></w:numPr></w:pPr>'
        "<w:r><w:t>item</w:t></w:r></w:p>"
        for level in (0, 1, 1, 2, 0, 1)
    )
    data = pack(
        {
            "word/document.xml": f'<w:document xmlns:w="{w}"><w:body>{items}</w:body></w:document>',
            "word/numbering.xml": f'<w:numbering xmlns:w="{w}"><w:abstractNum w:abstractNumId="2">{levels}'
            "</w:abstractNum>"
            '<w:num w:numId="4"><w:abstractNumId w:val="2"/></w:num></w:numbering>',
        }
    )
    assert [line.bullet for line in open_any(data, "a.docx").lines] == ["1.", "(a)", "(b)", "1.I", "2.", "(a)"]


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "old Office format"),
        (b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "picture"),
        (b"\x1f\x8b\x08\0" + b"\0" * 50, "archive"),
        (bytes(range(256)) * 10, "not a text file"),
        (b"   \n\n ", "no text"),
        (b"PK\x03\x04broken", "damaged"),
    ],
)
def test_what_is_no_document_is_named(data: bytes, says: str) -> None:
    with pytest.raises(UserError, match=says) as caught:
        open_any(data, "report.pdf")
    assert caught.value.hint


def test_a_wrong_ending_does_not_matter(word: Maker) -> None:
    body = "<w:p><w:r><w:t>Words.</w:t></w:r></w:p>"
    assert open_any(word(body), "report.pdf").format == "docx"
    assert open_any(b"<!DOCTYPE html><p>Words.", "report.pdf").format == "html"
    assert open_any(b"{\\rtf1 Words.\\par}", "report.doc").format == "rtf"
