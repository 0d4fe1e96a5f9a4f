"""Letters of joint targeted area inspections, drawn with the traps that published ones have."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from support.on_paper.read_back import read, texts

FILLER = "Social workers know the children they work with and visit them often enough to see how they are. " * 4


def jtai(sheet: Callable[..., Any]) -> Any:
    return (
        sheet()
        .text("12 March 2024")
        .lines(
            "Ann Other, QPM, Chief Constable, Anyshire Police",
            "Jo Bloggs, Director of Children’s Services, Anyshire Council",
            "Sam Smith, Chair of the Anyshire Safeguarding Children Partnership",
        )
        .text("Dear Anyshire Local Safeguarding Partnership")
        .heading("Joint targeted area inspection of Anyshire", 12)
        .text("This letter summarises the findings of the joint targeted area inspection (JTAI) of the multi-agency "
              "response to serious youth violence in Anyshire.")
        .text("This inspection took place from 29 January to 2 February 2024. It was carried out by inspectors.")
        .heading("Headline findings", 12)
        .text(FILLER)
    )  # fmt: skip


def test_a_jtai_letter_keeps_the_body_its_priority_action_names(sheet: Callable[..., Any]) -> None:
    drawn = (
        jtai(sheet)
        .heading("Area for priority action", 12)
        .text("Urgent action is required by the Anyshire NHS Foundation Trust to address the following:")
        .bullet("Children who attend urgent care are not always safeguarded.")
        .heading("What needs to improve?", 12)
        .bullet("The quality of referrals.")
        .bullet("The timeliness of strategy meetings.")
        .heading("Strengths", 12)
        .bullet("Leaders work well together.")
        .heading("Practice study: area for improvement", 12)
        .text(FILLER)
        .heading("Next steps", 12)
        .text("We have determined that Jill Doe, Chair of the partnership, is the principal authority and should "
              "prepare a written statement of proposed action responding to the findings outlined in this letter.")
        .text("Anyshire local authority should send the written statement of action to Someone@example.org by noon on "
              "Friday 21 June 2024. This statement will inform the lines of enquiry at any future inspection.")
        .text("Yours sincerely")
    )  # fmt: skip
    reading = read(drawn)
    assert [(item.kind, item.text, item.responsible_body) for item in reading.recommendations] == [
        ("area for priority action", "Children who attend urgent care are not always safeguarded.",
         "Anyshire NHS Foundation Trust"),
        ("needs to improve", "The quality of referrals.", None),
        ("needs to improve", "The timeliness of strategy meetings.", None),
    ]  # fmt: skip
    assert reading.family == "jtai-2022"
    assert (reading.inspection_start, reading.inspection_end) == (date(2024, 1, 29), date(2024, 2, 2))
    assert (reading.published, reading.respond_by) == (date(2024, 3, 12), date(2024, 6, 21))
    assert reading.principal_authority == "Jill Doe, Chair of the partnership"
    assert reading.submitted_by == "Anyshire local authority"
    assert [(p.name, p.role, p.organisation) for p in reading.addressees] == [
        ("Ann Other", "Chief Constable", "Anyshire Police"),
        ("Jo Bloggs", "Director of Children’s Services", "Anyshire Council"),
        ("Sam Smith", "Chair", "Anyshire Safeguarding Children Partnership"),
    ]


def test_an_early_jtai_letter_with_sub_headings_and_a_case_study_inside_its_list(sheet: Callable[..., Any]) -> None:
    drawn = (
        sheet()
        .text("9 May 2018")
        .text("Dear local partnership")
        .heading("Joint targeted area inspection of the multi-agency response to abuse and neglect in Anyshire", 12)
        .text("Between 19 and 23 March 2018, Ofsted and others carried out a joint inspection in Anyshire.")
        .heading("Key Strengths")
        .bullet("Partners work well together.")
        .heading("Areas for improvement")
        .heading("Response at the front door", 12)
        .bullet("Referrals are not always clear. This leads to delay.")
        .heading("Leadership and management", 12)
        .bullet("Supervision is not always regular.")
        .heading("Case study: area for improvement", 12)
        .text(FILLER)
        .heading("Next steps")
        .text("The director of children’s services should send the written statement of action to "
              "Someone@example.org by 18 August 2018 and again by 1 September 2018.")
    )  # fmt: skip
    reading = read(drawn)
    assert [(item.theme, item.text) for item in reading.recommendations] == [
        ("Response at the front door", "Referrals are not always clear. This leads to delay."),
        ("Leadership and management", "Supervision is not always regular."),
    ]
    assert reading.family == "jtai-2016"
    assert reading.area == "Anyshire"
    assert any("more than one day" in problem for problem in reading.problems)


def test_a_list_heading_close_above_a_sub_heading_is_not_one_heading_with_it(sheet: Callable[..., Any]) -> None:
    drawn = (
        jtai(sheet)
        .heading("Areas for improvement", 12)
        .heading("Leadership and management", 12, gap=0)
        .bullet("Supervision is not always regular.")
        .heading("Next steps", 12)
        .text(FILLER)
    )
    assert [(item.theme, item.text) for item in read(drawn).recommendations] == [
        ("Leadership and management", "Supervision is not always regular.")
    ]


def test_words_before_the_bullets_of_a_priority_action_are_no_item(sheet: Callable[..., Any]) -> None:
    drawn = (
        jtai(sheet)
        .heading("Area for priority action", 12)
        .text("Children have waited too long. Leaders did not know.")
        .text("The local authority should act to address:")
        .bullet("delay at the front door")
        .heading("Next steps", 12)
        .text(FILLER)
    )
    assert texts(read(drawn)) == ["delay at the front door"]


def test_numbers_far_to_the_left_of_their_items_stay_with_them(sheet: Callable[..., Any]) -> None:
    drawn = (
        sheet()
        .heading("Anyshire", 26, bold=False)
        .heading("Inspection of services for children in need of help and protection, children looked after and care "
                 "leavers")
        .turn()
        .heading("Recommendations")
        .number(1, "Ensure that plans are clear.", hang=60)
        .number(2, "Improve the timeliness of visits.", hang=60)
        .heading("Summary for children and young people")
        .bullet("We met you.")
    )  # fmt: skip
    found = [(item.paragraph, item.text) for item in read(drawn).recommendations]
    assert found == [("1", "Ensure that plans are clear."), ("2", "Improve the timeliness of visits.")]


def test_a_letter_without_a_list_is_still_read_and_says_so(sheet: Callable[..., Any]) -> None:
    reading = read(jtai(sheet))
    assert reading.document_type == "JTAI"
    assert any("No formal list" in problem for problem in reading.problems)
    assert any("no date by which" in problem for problem in reading.problems)
