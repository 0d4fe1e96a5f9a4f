"""Every variant counted in published reports, drawn in several sizes and fonts, is read as its siblings are."""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from support.on_paper.read_back import read, texts
from tracker.reading.files.pdf import open_pdf
from tracker.reading.reader import read_document

STYLES = [("Helvetica", 12.0), ("Times-Roman", 11.0), ("Helvetica", 10.0), ("Times-Roman", 14.0)]
FILLER = "Social workers know the children they work with and visit them often enough to see how they are. " * 3
ITEMS = [
    "The quality and consistency of plans for children in need, including contingency planning and timescales.",
    "The timeliness of return home interviews.",
    "The sufficiency of suitable placements for older children, so that brothers and sisters can live together.",
]
ROWS = [
    ["Judgement", "Grade"],
    ["The impact of leaders on practice with children and families", "Good"],
    ["The experiences and progress of children who need help and protection", "Requires improvement to be good"],
    ["The experiences and progress of children in care", "Outstanding"],
    ["The experiences and progress of care leavers", "Good"],
]
Make = Callable[..., Any]


def ilacs(sheet: Make, title: str = "Inspection of Anyshire local authority children’s services", **style: Any) -> Any:
    return (
        sheet("Inspection of Anyshire local authority children’s services", **style)
        .heading(title, 24, bold=False)
        .heading("Inspection dates: 3 – 14 October 2022", 12)
        .heading("Lead inspector: Pat Jones, His Majesty’s Inspector", 12)
        .table(ROWS, [220, 220])
        .text(FILLER)
    )


def after(drawn: Any, *, grade: str = "requires improvement to be good") -> Any:
    return (
        drawn.heading(f"The experiences and progress of children who need help and protection: {grade}")
        .number(1, FILLER)
        .number(2, "Areas for priority action identified in June 2022 have been addressed. " + FILLER)
    )


@pytest.mark.parametrize(("font", "size"), STYLES)
@pytest.mark.parametrize(
    "heading",
    ["What needs to improve?", "What needs to improve", "What needs to improve?1", "What needs to improve:",
     "What Needs to Improve", "What needs to improve? 1", "WHAT NEEDS TO IMPROVE", "What needs to improve12"],
)  # fmt: skip
def test_the_lists_heading_in_every_spelling(sheet: Make, heading: str, font: str, size: float) -> None:
    drawn = ilacs(sheet, font=font, size=size).heading(heading, size + 2)
    for item in ITEMS:
        drawn.bullet(item)
    reading = read(after(drawn))
    assert texts(reading) == ITEMS
    assert (reading.inspection_start, reading.inspection_end) == (date(2022, 10, 3), date(2022, 10, 14))
    assert (reading.area, reading.lead_inspector) == ("Anyshire", "Pat Jones")
    assert [(row.name, row.grade) for row in reading.judgements] == [(row[0], row[1]) for row in ROWS[1:]]


@pytest.mark.parametrize("size", [12.0, 13.0])
@pytest.mark.parametrize("bold", [True, False])
def test_a_heading_hardly_larger_or_not_bold(sheet: Make, size: float, bold: bool) -> None:
    drawn = ilacs(sheet).heading("What needs to improve?", size, bold=bold)
    for item in ITEMS:
        drawn.bullet(item)
    drawn.heading("The experiences and progress of children in care: good", size, bold=bold).number(1, FILLER)
    assert texts(read(drawn)) == ITEMS


def test_no_list_at_all_invents_none(sheet: Make) -> None:
    reading = read(after(ilacs(sheet), grade="outstanding"))
    assert texts(reading) == []
    assert any("No formal list" in problem for problem in reading.problems)


@pytest.mark.parametrize("sign", ["-", "–", "o", "\u2022"])
@pytest.mark.parametrize("level", [1, 2])
def test_sub_bullets_stay_with_their_item(sheet: Make, sign: str, level: int) -> None:
    drawn = ilacs(sheet).heading("What needs to improve?").bullet("The quality of plans, in particular:")
    drawn.bullet("how clear they are", level, sign).bullet("how often they are reviewed.", level, sign)
    assert texts(read(after(drawn.bullet(ITEMS[1])))) == [
        "The quality of plans, in particular: how clear they are how often they are reviewed.",
        ITEMS[1],
    ]


@pytest.mark.parametrize("sign", ["\u25a0", "\u25b2", "\u27a2", "\u2713", "\u25cf"])
def test_bullets_from_a_symbol_font(sheet: Make, sign: str) -> None:
    drawn = ilacs(sheet).heading("What needs to improve?")
    for item in ITEMS:
        drawn.bullet(item, sign=sign)
    assert texts(read(after(drawn))) == ITEMS


@pytest.mark.parametrize(
    ("title", "area"),
    [
        ("Inspection of Anyshire Children and Families Trust", "Anyshire"),
        ("Inspection of Birmingham children’s trust", "Birmingham"),
        ("Inspection of Bournemouth, Christchurch and Poole local authority children’s services",
         "Bournemouth, Christchurch and Poole"),
        ("Inspection of Royal Borough of Kensington and Chelsea children’s services", "Kensington and Chelsea"),
        ("Inspection of Stockton-on-Tees local authority children’s services", "Stockton-on-Tees"),
        ("Inspection of City of York children’s services", "York"),
        ("Inspection of St Helens local authority children’s services", "St Helens"),
    ],
)  # fmt: skip
def test_the_area_in_titles_of_every_form(sheet: Make, title: str, area: str) -> None:
    drawn = ilacs(sheet, title).heading("What needs to improve?").bullet(ITEMS[0])
    reading = read(after(drawn))
    assert (reading.area, reading.document_type, texts(reading)) == (area, "ILACS inspection", ITEMS[:1])


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Wakefield Council", "Inspection of children’s social care services"),
        ("London Borough of Bexley", "Inspection of children’s social care services"),
        ("City of Wolverhampton Council", "Inspection of children’s social care services"),
        ("North East Lincolnshire Council", "Inspection of local authority children’s services"),
    ],
)
def test_an_early_report_prints_the_council_first(sheet: Make, first: str, second: str) -> None:
    drawn = (
        sheet()
        .heading(first, 24, bold=False)
        .heading(second, 18, bold=False)
        .heading("Inspection dates: 4 June 2018 to 15 June 2018", 12)
        .heading("Lead inspector: Pat Jones, HMI", 12)
        .table(ROWS, [220, 220])
        .heading("What needs to improve")
        .bullet(ITEMS[0])
    )
    reading = read(after(drawn))
    named = first.removesuffix(" Council").removeprefix("London Borough of ").removeprefix("City of ")
    assert (reading.area, reading.document_type, texts(reading)) == (named, "ILACS inspection", ITEMS[:1])
    assert (reading.inspection_start, reading.inspection_end) == (date(2018, 6, 4), date(2018, 6, 15))


def sif(sheet: Make, **style: Any) -> Any:
    return (
        sheet("Anyshire inspection report", **style)
        .heading("London Borough of Anyshire", 24, bold=False)
        .heading("Inspection of services for children in need of help and protection, children looked after and care "
                 "leavers and Review of the effectiveness of the Local Safeguarding Children Board", 14)
        .heading("Inspection date: 2 November 2015 – 26 November 2015", 12)
        .heading("Report published: 22 January 2016", 12)
        .turn()
        .heading("Contents", 16)
        .lines("Executive summary 2", "Recommendations 4", "The local authority 5", "The Local Safeguarding Children "
               "Board (LSCB) 30", "Recommendations 31", "Information about this inspection 33")
        .turn()
        .heading("Executive summary", 16)
        .text(FILLER)
    )  # fmt: skip


SIF_ITEMS = [
    "Ensure that managers oversee casework and that supervision is regular and recorded.",
    (
        "Improve the quality of assessments, so that they include the child’s wishes and feelings, a clear analysis of "
        "risk and the part that fathers play."
    ),
    "As corporate parents, ensure that all children looked after have an up-to-date personal education plan.",
]


@pytest.mark.parametrize(("font", "size"), STYLES)
@pytest.mark.parametrize("numbered", [True, False])
def test_a_single_framework_report_with_two_lists(sheet: Make, font: str, size: float, numbered: bool) -> None:
    drawn = sif(sheet, font=font, size=size).heading("Recommendations", size + 2)
    for number, item in enumerate(SIF_ITEMS, 1):
        drawn = drawn.number(number, item) if numbered else drawn.bullet(item)
    drawn.heading("Summary for children and young people", size + 2).bullet("We met you.").bullet(
        "Social workers care."
    )
    drawn.heading("The experiences and progress of children who need help and protection", size + 4)
    drawn.number(4, FILLER).number(5, FILLER)
    drawn.heading("The Local Safeguarding Children Board (LSCB)", size + 4)
    drawn.heading("Executive summary", size + 2).number(6, FILLER)
    drawn.heading("Recommendations", size + 2)
    board = ["Ensure that the board monitors thresholds.", "Publish an annual report that says what has changed."]
    for number, item in enumerate(board, 7):
        drawn = drawn.number(number, item) if numbered else drawn.bullet(item)
    drawn.heading("Inspection findings – the Local Safeguarding Children Board", size + 2).number(9, FILLER)
    drawn.heading("Information about this inspection", size + 2).text(FILLER)
    reading = read(drawn)
    assert texts(reading) == SIF_ITEMS + board
    assert [item.responsible_body for item in reading.recommendations] == [None] * 3 + ["LSCB"] * 2
    assert (reading.area, reading.published) == ("Anyshire", date(2016, 1, 22))
    assert (reading.inspection_start, reading.inspection_end) == (date(2015, 11, 2), date(2015, 11, 26))


def test_priority_and_immediate_action_before_areas_for_improvement_with_themes(sheet: Make) -> None:
    drawn = (
        sif(sheet)
        .heading("What does the local authority need to improve?", 16)
        .heading("Priority and immediate action", 13)
        .heading("Leadership, management and governance", 12)
        .number(1, SIF_ITEMS[0])
        .heading("Quality of practice", 12)
        .number(2, SIF_ITEMS[1])
        .heading("Areas for improvement", 13)
        .heading("Leadership, management and governance", 12)
        .number(3, SIF_ITEMS[2])
        .heading("The local authority’s strengths", 14)
        .number(4, FILLER)
    )
    reading = read(drawn)
    themes = ["Leadership, management and governance", "Quality of practice", "Leadership, management and governance"]
    assert [(item.text, item.theme) for item in reading.recommendations] == list(zip(SIF_ITEMS, themes, strict=True))
    assert [item.kind for item in reading.recommendations] == ["area for priority action"] * 2 + [
        "area for improvement"
    ]


def test_an_item_whose_first_words_are_bold_stays_an_item(sheet: Make) -> None:
    drawn = sif(sheet).heading("Recommendations", 16)
    drawn.number(1, SIF_ITEMS[0]).bold_number(2, SIF_ITEMS[1]).number(3, SIF_ITEMS[2])
    drawn.heading("Summary for children and young people", 16).bullet("We met you.")
    assert texts(read(drawn)) == SIF_ITEMS


def letter(sheet: Make, printed: str, title: str, took_place: str, **style: Any) -> Any:
    return (
        sheet(**style)
        .text(printed)
        .lines(
            "Jo Bloggs, Director of Children’s Services, Anyshire Council",
            "Ann Other, Chief Constable, Anyshire Police",
        )
        .text("Dear local partnership")
        .heading(title, 12)
        .text(took_place)
        .text(FILLER)
    )


NEXT = (
    "The director of children’s services should prepare a written statement of proposed action responding to the "
    "findings outlined in this letter. The director of children’s services should send the written statement of action "
    "to Someone@example.org by {day}. This statement will inform the lines of enquiry at any future inspection."
)
EARLY = [
    "There is not always a clear record of decisions. When children go missing, agencies do not share what they know.",
    "When children are at risk of exploitation, police officers do not always recognise it.",
    "Strategy discussions are not attended by health partners.",
]


@pytest.mark.parametrize(("font", "size"), STYLES)
@pytest.mark.parametrize("lists_first", [True, False])
def test_an_early_letter_in_either_order(sheet: Make, font: str, size: float, lists_first: bool) -> None:
    drawn = letter(
        sheet, "12 November 18", "Joint targeted area inspection of the multi-agency response to child exploitation in "
        "Anyshire", "Between 8 and 12 October 2018, Ofsted, HMICFRS, the Care Quality Commission and HMI Probation "
        "carried out a joint inspection of the multi-agency response to child exploitation.", font=font, size=size,
    )  # fmt: skip
    strong = ["Partners work well together.", "Children speak of trusted adults. They feel heard."]
    if not lists_first:
        drawn.heading("Key strengths")
        for item in strong:
            drawn.bullet(item)
    drawn.heading("Areas for priority action").bullet(EARLY[0])
    drawn.heading("Areas for improvement").bullet(EARLY[1]).bullet(EARLY[2])
    drawn.heading("Case study: areas for improvement", size).text(FILLER).text(FILLER)
    if lists_first:
        drawn.heading("Key strengths")
        for item in strong:
            drawn.bullet(item)
    drawn.heading("Case study: highly effective practice", size).text(FILLER)
    drawn.heading("Next steps").text(NEXT.format(day="20 March 2019")).text("Yours sincerely")
    reading = read(drawn)
    assert [(item.kind, item.text) for item in reading.recommendations] == [
        ("area for priority action", EARLY[0]), ("area for improvement", EARLY[1]), ("area for improvement", EARLY[2]),
    ]  # fmt: skip
    assert (reading.published, reading.respond_by) == (date(2018, 11, 12), date(2019, 3, 20))
    assert (reading.inspection_start, reading.inspection_end) == (date(2018, 10, 8), date(2018, 10, 12))
    assert (reading.area, reading.document_type) == ("Anyshire", "JTAI")


def test_a_letter_without_a_day_to_answer_by(sheet: Make) -> None:
    drawn = letter(
        sheet, "31 January 2017", "Joint targeted area inspection of the multi-agency response to abuse and neglect in "
        "Anyshire", "Between 5 and 9 December 2016, Ofsted carried out a joint inspection."
    )  # fmt: skip
    drawn.heading("Areas for improvement").bullet(EARLY[0]).heading("Next steps").text(FILLER)
    reading = read(drawn)
    assert (texts(reading), reading.respond_by, reading.area) == (EARLY[:1], None, "Anyshire")


@pytest.mark.parametrize("plain", [True, False])
@pytest.mark.parametrize(("font", "size"), STYLES)
def test_an_area_send_table_with_rules_and_without(sheet: Make, font: str, size: float, plain: bool) -> None:
    bodies = ["Anyshire County Council and NHS Anyshire Integrated Care Board", "NHS Anyshire Integrated Care Board"]
    urgent = [
        (
            "Leaders should act urgently to make sure that education, health and care plans are issued in time and "
            "that annual reviews lead to changed plans."
        ),
        "Leaders should cut waiting times for assessments of autism, and support families while they wait.",
    ]
    areas = [
        (
            "The local area partnership should share data across education, health and care. They should use them to "
            "plan services together."
        ),
        "Leaders should improve how well young people are prepared for adulthood.",
        "The local area partnership should make sure that families know where to turn to.",
    ]
    drawn = (
        sheet("Area SEND inspection report: Anyshire Local Area Partnership", font=font, size=size)
        .heading("Area SEND inspection of Anyshire Local Area Partnership", 24, bold=False)
        .heading("Inspection dates: 11 to 15 September 2023", 12)
        .heading("Date of previous inspection: Not previously inspected", 12)
        .heading("Inspection outcome", 16)
        .text("There are widespread and/or systemic failings leading to significant concerns about the experiences.")
        .heading("What does the area partnership need to do better?", 16)
        .bullet("Too many children wait too long.")
        .bullet("Leaders do not know enough.")
        .heading("Areas for priority action", 16)
        .table([["Responsible body", "Areas for priority action"], *map(list, zip(bodies, urgent, strict=True))],
               [170, 280], not plain)
        .heading("Areas for improvement", 16)
        .table([["Areas for improvement"], *([text] for text in areas)], [450], not plain)
        .heading("Local area partnership details", 16)
        .table([["Local authority", "Integrated care board"], ["Anyshire County Council", "NHS Anyshire"]], [220, 220])
    )  # fmt: skip
    reading = read(drawn)
    got = [(item.kind, item.responsible_body, item.text) for item in reading.recommendations]
    assert got[:2] == [("area for priority action", *pair) for pair in zip(bodies, urgent, strict=True)]
    assert [text for _, _, text in got[2:]] == areas
    assert (reading.inspection_start, reading.inspection_end) == (date(2023, 9, 11), date(2023, 9, 15))
    assert (reading.area, reading.document_type) == ("Anyshire", "Area SEND inspection")


@pytest.mark.parametrize(
    ("sentence", "outcome"),
    [
        (("The local area partnership’s arrangements typically lead to positive experiences and outcomes for children "
         "and young people with SEND."), "typically positive"),
        ("The local area partnership’s arrangements lead to inconsistent experiences and outcomes for children.",
         "inconsistent"),
        (("There are widespread and/or systemic failings leading to significant concerns about the experiences and "
         "outcomes of children."), "widespread and/or systemic failings"),
    ],
)  # fmt: skip
def test_the_three_outcomes(sheet: Make, sentence: str, outcome: str) -> None:
    drawn = (
        sheet()
        .heading("Area SEND inspection of Anyshire Local Area Partnership", 24, bold=False)
        .heading("Inspection outcome", 16)
        .text(sentence)
        .heading("Areas for improvement", 16)
        .text("Leaders should act sooner.")
        .heading("Local area partnership details", 16)
    )
    reading = read(drawn)
    assert (reading.outcome, texts(reading)) == (outcome, ["Leaders should act sooner."])


def test_a_heading_of_the_lists_own_rank_ends_it_whatever_its_words(sheet: Make) -> None:
    drawn = letter(
        sheet, "12 March 2024", "Joint targeted area inspection of Anyshire",
        "This inspection took place from 29 January to 2 February 2024.",
    )  # fmt: skip
    drawn.heading("What needs to improve?", 12).bullet(EARLY[0]).bullet(EARLY[1])
    drawn.heading("What inspectors saw in this area", 12).bullet("Partners work well together.").bullet("They listen.")
    assert texts(read(drawn)) == EARLY[:2]


@pytest.mark.parametrize(
    ("title", "area"),
    [("Joint targeted area inspection of the multi-agency response to neglect", "Rochdale"),
     ("Joint targeted area inspection of services for children at the front door", "Rochdale")],
)  # fmt: skip
def test_a_letter_whose_title_names_no_area(sheet: Make, title: str, area: str) -> None:
    drawn = (
        sheet()
        .text("12 March 2019")
        .lines("Jo Bloggs, Director of Children’s Services, Rochdale Borough Council")
        .text("Dear local partnership")
        .heading(title, 12)
        .text("Between 4 and 8 February 2019, Ofsted and others carried out a joint inspection in Rochdale.")
        .heading("Areas for improvement")
        .bullet(EARLY[0])
        .heading("Next steps")
        .text(FILLER)
    )
    reading = read(drawn)
    assert (reading.area, texts(reading)) == (area, EARLY[:1])


def test_letters_drawn_as_one_sign_and_broken_words_are_whole(sheet: Make) -> None:
    from dataclasses import replace

    from tracker.reading.page.furniture import finish

    drawn = ilacs(sheet).heading("What needs to improve?").bullet("The final sufficiency of offers.").bullet(ITEMS[1])
    document = open_pdf(after(drawn).pdf(), "drawn.pdf")
    signs = {"offers": "of\u00adfers", "fi": "\ufb01", "ff": "\ufb00"}

    def printed(text: str) -> str:
        for plain, sign in signs.items():
            text = text.replace(plain, sign)
        return text

    pages = tuple(
        replace(page, lines=tuple(replace(line, text=printed(line.text)) for line in page.lines))
        for page in document.pages
    )
    reading = read_document(finish(replace(document, pages=pages)))
    assert texts(reading) == ["The final sufficiency of offers.", ITEMS[1]]


def test_a_wide_dash_that_touches_the_words_is_a_bullet(sheet: Make) -> None:
    drawn = ilacs(sheet).heading("What needs to improve?")
    for item in ITEMS:
        drawn.lines(f"—{item}")
    assert texts(read(after(drawn))) == ITEMS


def mirrored(sheets: int, pages: int) -> bytes:
    """A list over pages with their wide margin right and left by turns; the first `sheets` hold it."""
    from reportlab.pdfgen.canvas import Canvas

    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for page in range(pages):
        left = 72 + 40 * (page % 2)
        lines = [f"{place}. Plans for children of kind {page}, {place} are not kept." for place in range(1, 9)]
        if page == 0:
            canvas.drawString(left, 780, "Inspection of Anyshire local authority children’s services")
            canvas.drawString(left, 700, "What needs to improve?")
        if page < sheets:
            lines = [f"The quality of plans of kind {page}, {place}." for place in range(1, 9)]
        for place, line in enumerate(lines):
            if page < sheets:
                canvas.drawString(left, 660 - 30 * place, "•")
            canvas.drawString(left + 14, 660 - 30 * place, line)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


@pytest.mark.parametrize("pages", [2, 3, 4, 6])
def test_a_list_runs_on_where_margins_are_mirrored(pages: int) -> None:
    sheets = min(pages, 4) if pages > 3 else 1
    reading = read_document(open_pdf(mirrored(sheets, pages), "drawn.pdf"))
    assert len(reading.recommendations) == 8 * sheets


def test_headings_with_a_colon_end_a_list(sheet: Make) -> None:
    drawn = sheet().heading("Focused visit to Anyshire children’s services", 14).heading("What needs to improve:", 12)
    drawn.bullet(ITEMS[0]).heading("Findings:", 12).bullet("Leaders visit. They listen.").bullet("Staff stay.")
    assert texts(read(drawn)) == ITEMS[:1]
