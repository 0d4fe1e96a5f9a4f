"""Each kind of report but the JTAI letter, drawn with the traps that published ones have, is read whole."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from support.on_paper.read_back import read, texts

ILACS_TABLE = [
    ["Judgement", "Grade"],
    ["The impact of leaders on social work practice with children and families", "Good"],
    ["The experiences and progress of children who need help and protection", "Requires improvement to be good"],
    ["The experiences and progress of children in care", "Outstanding"],
    ["The experiences and progress of care leavers", "Inadequate"],
]

FILLER = "Social workers know the children they work with and visit them often enough to see how they are. " * 4


def ilacs(sheet: Callable[..., Any], *, rules: bool = True) -> Any:
    return (
        sheet("Inspection of Anyshire local authority children’s services")
        .heading("Inspection of Anyshire local authority children’s services", 26, bold=False)
        .heading("Inspection dates: 23 September to 4 October 2024 and 13 to 17 January 2025", 12)
        .table(ILACS_TABLE, [220, 220], rules)
        .text(FILLER)
        .heading("What needs to improve?1")
        .note("1 The areas for improvement have been cross-referenced with the outcomes, enablers or principles.")
    )


def test_an_ilacs_report_with_two_periods_sub_bullets_and_a_footnote(sheet: Callable[..., Any]) -> None:
    drawn = (
        ilacs(sheet)
        .bullet("The quality of plans, including: ")
        .bullet("the voice of children", 1, "-")
        .bullet("timescales. (outcome 3, national framework)", 1, "-")
        .bullet("The timeliness of decisions for children who wait for permanence and whose circumstances change while "
                "they wait, so that plans are reviewed in good time, so that no child waits longer than is needed. "
                "(Enabler 2: leaders drive conditions for effective practice)")
        .heading("The experiences and progress of children who need help and protection: requires improvement")
        .number(1, FILLER)
        .number(2, "Areas for priority action were identified in June 2022. " + FILLER)
    )  # fmt: skip
    reading = read(drawn)
    first, second = texts(reading)
    assert first == "The quality of plans, including: the voice of children timescales. (outcome 3, national framework)"
    assert second == (
        "The timeliness of decisions for children who wait for permanence and whose circumstances change while they "
        "wait, so that plans are reviewed in good time, so that no child waits longer than is needed. (Enabler 2: "
        "leaders drive conditions for effective practice)"
    )
    assert [item.national_framework for item in reading.recommendations] == [("outcome 3",), ("enabler 2",)]
    assert reading.document_type == "ILACS inspection"
    assert reading.area == "Anyshire"
    assert reading.inspection_start == date(2024, 9, 23)
    assert reading.inspection_end == date(2025, 1, 17)
    assert len(reading.fieldwork_periods) == 2
    assert reading.lead_inspector is None
    assert any("lead inspector" in problem for problem in reading.problems)
    assert any("2 periods" in problem for problem in reading.problems)


@pytest.mark.parametrize("rules", [True, False])
def test_the_judgement_table_with_wrapped_cells_and_no_overall_row(sheet: Callable[..., Any], rules: bool) -> None:
    reading = read(ilacs(sheet, rules=rules).bullet("The quality of plans."))
    assert [(row.name, row.grade) for row in reading.judgements] == [(row[0], row[1]) for row in ILACS_TABLE[1:]]


def test_a_grade_in_a_heading_that_differs_from_the_table_is_said(sheet: Callable[..., Any]) -> None:
    drawn = (
        ilacs(sheet)
        .bullet("The quality of plans.")
        .heading("The experiences and progress of children in care: good")
        .number(1, FILLER)
    )
    assert any("contradicts itself" in problem for problem in read(drawn).problems)


def test_an_item_broken_by_a_page_leaves_out_head_number_and_footnote(sheet: Callable[..., Any]) -> None:
    drawn = ilacs(sheet)
    expected = [f"The consistency of response number {n} to children whose needs are complex and long lasting, "
                "and to those whose families have asked for help more than once before, even when they have moved "
                "from one part of the county to another in the meantime." for n in range(1, 22)]  # fmt: skip
    for text in expected:
        drawn.bullet(text)
    drawn.heading("The experiences and progress of children in care: outstanding").number(1, FILLER)
    reading = read(drawn)
    assert texts(reading) == expected
    assert {item.page for item in reading.recommendations} == {1, 2, 3}
    assert any(len({box.page for box in item.boxes}) == 2 for item in reading.recommendations)


def test_a_list_without_bullets_is_taken_paragraph_by_paragraph_and_doubted(sheet: Callable[..., Any]) -> None:
    drawn = (
        ilacs(sheet)
        .text("The pace at which plans for disabled children are reviewed.")
        .heading("The experiences and progress of children in care: outstanding")
        .number(1, FILLER)
    )
    reading = read(drawn)
    assert texts(reading) == ["The pace at which plans for disabled children are reviewed."]
    assert reading.recommendations[0].confidence < 0.8
    assert any("no bullets" in problem for problem in reading.problems)


def test_a_list_that_says_there_is_nothing_to_improve_gives_no_item(sheet: Callable[..., Any]) -> None:
    drawn = ilacs(sheet).text("No areas for improvement were identified at this inspection.")
    reading = read(drawn.heading("The experiences and progress of children in care: outstanding").number(1, FILLER))
    assert reading.recommendations == ()
    assert any("nothing to list" in problem for problem in reading.problems)


def test_an_area_send_report_joins_rows_that_a_page_broke(sheet: Callable[..., Any]) -> None:
    long = "Leaders should act urgently to improve " + ", ".join(f"part {n} of the service" for n in range(30)) + "."
    drawn = (
        sheet("Area SEND inspection report: Anyshire Local Area Partnership")
        .heading("Area SEND inspection of Anyshire Local Area Partnership", 26, bold=False)
        .heading("Inspection dates: 13 to 17 November 2023", 12)
        .heading("Inspection outcome", 14)
        .text("There are widespread and/or systemic failings leading to significant concerns.")
        .text(FILLER * 3)
        .heading("Areas for priority action", 14)
        .table([["Responsible body", "Areas for priority action"],
                ["Anyshire County Council and NHS Anyshire Integrated Care Board", long],
                ["NHS Anyshire Integrated Care Board", "Leaders should cut waiting times."]], [160, 290])
        .heading("Areas for improvement", 14)
        .table([["Areas for improvement"], ["Leaders should share data across the partnership."],
                ["Leaders should hear families earlier."]], [450])
        .heading("Local area partnership details", 14)
        .heading("Inspection team", 12)
        .lines("Ofsted", "Pat Jones, Ofsted HMI, lead inspector", "Care Quality Commission",
               "Chris Smith, CQC lead inspector")
    )  # fmt: skip
    reading = read(drawn)
    assert [(item.responsible_body, item.text) for item in reading.recommendations] == [
        ("Anyshire County Council and NHS Anyshire Integrated Care Board", long),
        ("NHS Anyshire Integrated Care Board", "Leaders should cut waiting times."),
        (None, "Leaders should share data across the partnership."),
        (None, "Leaders should hear families earlier."),
    ]
    assert reading.outcome == "widespread and/or systemic failings"
    assert reading.lead_inspector == "Pat Jones"
    assert reading.area == "Anyshire"


def test_a_sif_report_with_contents_themes_two_lists_and_an_empty_one(sheet: Callable[..., Any]) -> None:
    drawn = (
        sheet()
        .heading("Anyshire County Council", 26, bold=False)
        .heading("Inspection of services for children in need of help and protection, children looked after and care "
                 "leavers")
        .heading("Inspection date: 14 January – 4 February 2015")
        .heading("Report published: 20 March 2015")
        .table([["The overall judgement is that children’s services require improvement", ""],
                ["1. Children who need help and protection", "Requires Improvement"],
                ["2. Children looked after and achieving permanence", "Good"]], [300, 150])
        .turn()
        .heading("Contents", 18)
        .table([["The local authority", "3"], ["What does the local authority need to improve?", "4"],
                ["Areas for improvement", "5"], ["The Local Safeguarding Children Board", "9"]], [400, 50], False)
        .turn()
        .heading("The local authority", 18)
        .heading("What does the local authority need to improve?")
        .heading("Priority and immediate action", 12)
        .number(1, "The inspection did not find any areas for priority and immediate action.")
        .heading("Areas for improvement", 12)
        .text("Leadership and management")
        .number(2, "Ensure that supervision is regular.")
        .text("Quality of practice")
        .number(3, "Improve plans, including:")
        .bullet("their clarity", 2, "-")
        .bullet("their timescales.", 2, "-")
        .heading("The local authority’s strengths")
        .number(4, "Children are heard.")
        .heading("The Local Safeguarding Children Board (LSCB)", 18)
        .heading("What does the LSCB need to improve?")
        .number(5, "Publish the annual report.")
        .heading("Inspection judgement about the LSCB")
        .number(6, "The board is well led.")
        .heading("Information about this inspection")
        .lines("Lead inspector: Pat Jones HMI", "Team inspectors: Sam Smith")
    )  # fmt: skip
    reading = read(drawn)
    assert [(i.kind, i.text, i.theme, i.responsible_body, i.paragraph) for i in reading.recommendations] == [
        ("area for improvement", "Ensure that supervision is regular.", "Leadership and management", None, "2"),
        ("area for improvement", "Improve plans, including: their clarity their timescales.", "Quality of practice",
         None, "3"),
        ("area for improvement", "Publish the annual report.", None, "LSCB", "5"),
    ]  # fmt: skip
    overall = reading.judgements[0]
    assert (overall.name, overall.grade) == ("Overall effectiveness", "Requires improvement")
    assert reading.published == date(2015, 3, 20)
    assert reading.lead_inspector == "Pat Jones"
    assert reading.document_type == "SIF inspection"


def test_an_older_report_takes_timescales_from_its_sub_headings(sheet: Callable[..., Any]) -> None:
    drawn = (
        sheet()
        .heading("Inspection of safeguarding and looked after children services", 26)
        .heading("Anyshire County Council", 26)
        .lines("Inspection dates: 1 – 12 November 2010", "Reporting inspector Pat Jones HMI")
        .lines("Age group: All", "Published: 17 December 2010")
        .heading("Areas for improvement", 14)
        .number(11, "In order to improve the quality of provision, the local authority and its partners should take "
                    "the following action:")
        .heading("Immediately:", 12)
        .bullet("ensure that referrals are answered.")
        .heading("Within three months:", 12)
        .bullet("review all plans.")
        .heading("Outcomes for children and young people", 18)
        .number(12, FILLER)
        .heading("Record of main findings", 18)
        .table([["Overall effectiveness", "Adequate"], ["Capacity to improve", "Good"]], [300, 150])
    )  # fmt: skip
    reading = read(drawn)
    assert [(item.timescale, item.text) for item in reading.recommendations] == [
        ("Immediately", "ensure that referrals are answered."),
        ("Within three months", "review all plans."),
    ]
    assert [(row.name, row.grade) for row in reading.judgements] == [
        ("Overall effectiveness", "Adequate"), ("Capacity to improve", "Good"),
    ]  # fmt: skip
    assert (reading.area, reading.document_type) == ("Anyshire", "other")
    assert reading.published == date(2010, 12, 17)
    assert reading.lead_inspector == "Pat Jones"


def test_a_focused_visit_letter_is_read_by_its_headings(sheet: Callable[..., Any]) -> None:
    drawn = (
        sheet()
        .text("10 March 2020")
        .lines("Jo Bloggs, Director of Children’s Services, Anyshire County Council")
        .text("Dear Jo")
        .heading("Focused visit to Anyshire children’s services", 12)
        .text("This letter summarises the findings of a focused visit to Anyshire children’s services on 5 and 6 "
              "February 2020. The visit was carried out under the inspection of local authority children’s services "
              "framework.")
        .heading("Headline findings", 12)
        .text(FILLER)
        .heading("Areas for priority action", 12)
        .text("The local authority needs to take swift and decisive action to address:")
        .bullet("the response to children at immediate risk")
        .heading("What needs to improve in this area of social work practice?", 12)
        .bullet("The quality of supervision.")
        .heading("Main findings", 12)
        .text(FILLER)
        .bullet("A bullet of the narrative.")
    )  # fmt: skip
    reading = read(drawn)
    assert reading.document_type == "ILACS focused visit"
    assert reading.area == "Anyshire"
    assert (reading.inspection_start, reading.inspection_end) == (date(2020, 2, 5), date(2020, 2, 6))
    assert [(item.kind, item.text) for item in reading.recommendations] == [
        ("area for priority action", "the response to children at immediate risk"),
        ("needs to improve", "The quality of supervision."),
    ]
    assert reading.problems == ()


def test_a_priority_action_that_runs_on_from_its_heading_in_prose(sheet: Callable[..., Any]) -> None:
    drawn = (
        sheet()
        .text("10 March 2020")
        .heading("Focused visit to Anyshire children’s services", 12)
        .text("Area for priority action: The local authority needs to take swift and decisive action to make children "
              "safe.")
        .heading("Main findings", 12)
        .text(FILLER)
    )  # fmt: skip
    assert texts(read(drawn)) == ["The local authority needs to take swift and decisive action to make children safe."]


def test_a_monitoring_visit_letter_has_no_list_and_invents_none(sheet: Callable[..., Any]) -> None:
    drawn = (
        sheet()
        .text("6 September 2023")
        .text("Dear Jo")
        .heading("Monitoring visit of Anyshire children’s services", 12)
        .text("This letter summarises the findings of the monitoring visit to Anyshire children’s services on 1 and 2 "
              "August 2023. This was the third monitoring visit since the local authority was judged inadequate.")
        .heading("Areas covered by the visit", 12)
        .bullet("The front door.")
        .heading("Findings and evaluation of progress", 12)
        .text(FILLER)
    )  # fmt: skip
    reading = read(drawn)
    assert reading.document_type == "ILACS monitoring visit"
    assert reading.recommendations == ()
    assert reading.inspection_start == date(2023, 8, 1)


def test_a_youth_justice_report_gives_each_group_its_addressee(sheet: Callable[..., Any]) -> None:
    drawn = (
        sheet()
        .heading("An inspection of youth justice services in Anyshire", 26)
        .text("HM Inspectorate of Probation, December 2024")
        .heading("Recommendations", 14)
        .text("As a result of our inspection findings, we have made three recommendations.")
        .heading("The Anyshire Youth Justice Service manager should:", 12)
        .number(1, "ensure that planning is comprehensive.")
        .number(2, "ensure that victims are heard.")
        .heading("The Anyshire Youth Justice Management Board should:", 12)
        .number(3, "ensure that the service is resourced.")
        .heading("Background", 14)
        .text(FILLER)
    )
    reading = read(drawn)
    assert [(item.responsible_body, item.text) for item in reading.recommendations] == [
        ("Anyshire Youth Justice Service manager", "ensure that planning is comprehensive."),
        ("Anyshire Youth Justice Service manager", "ensure that victims are heard."),
        ("Anyshire Youth Justice Management Board", "ensure that the service is resourced."),
    ]
    assert all(item.confidence < 0.8 for item in reading.recommendations)


def test_a_police_report_takes_the_time_limit_from_each_lead_in(sheet: Callable[..., Any]) -> None:
    drawn = (
        sheet()
        .heading("Anyshire Police: national child protection inspection", 26)
        .text("HMICFRS, March 2019")
        .heading("Recommendations", 14)
        .text("We recommend that, within three months, Anyshire Police should:")
        .bullet("improve its records;")
        .text("We recommend that, within six months, Anyshire Police should:")
        .bullet("review its training.")
    )
    reading = read(drawn)
    assert reading.family == "hmicfrs"
    assert [(item.timescale, item.text) for item in reading.recommendations] == [
        ("within three months", "improve its records;"),
        ("within six months", "review its training."),
    ]


def test_an_unknown_report_is_read_by_headings_with_less_confidence(sheet: Callable[..., Any]) -> None:
    drawn = (
        sheet()
        .heading("Review of the Anytown youth zone", 20)
        .text(FILLER)
        .heading("5.0 Key recommendations", 14)
        .bullet("Open the zone on Sundays.")
        .bullet("Publish a timetable.")
        .heading("6.0 Thanks", 14)
        .bullet("We thank everyone.")
    )
    reading = read(drawn)
    assert (reading.document_type, reading.family) == ("other", "generic")
    assert texts(reading) == ["Open the zone on Sundays.", "Publish a timetable."]
    assert all(item.confidence < 0.8 for item in reading.recommendations)
