"""Visit letters drawn as Word draws them: the block of the addressee, the days, the topics, the time for an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from support.on_paper.read_back import read, texts
from tracker.domain.reading.reading import Addressee, AnswerPeriod, Topic
from tracker.reading.facts.address_block import block_people, is_address_block
from tracker.reading.page.document import Line
from tracker.reading.reader import read_file

FILLER = "Social workers know the children they work with and visit them often enough to see how they are. " * 4
SENDER = ("Ofsted", "Piccadilly Gate", "Store Street", "Manchester M1 2WD")
CONTACT = ("T 0300 123 1231", "enquiries@ofsted.gov.uk", "www.gov.uk/ofsted")


def letter(
    sheet: Callable[..., Any], visit: str = "Focused visit to Anyshire children’s services", days: str = ""
) -> Any:
    return (
        sheet()
        .text(" ").text(" ").text(" ").text(" ")
        .text("10 March 2020")
        .lines("Jo Bloggs", "Director of Children’s Services", "Anyshire County Council", "County Hall",
               "1 High Street", "Anytown AB1 2CD")
        .text("Dear Jo")
        .heading(visit, 12)
        .text(f"This letter summarises the findings of the visit to Anyshire children’s services on "
              f"{days or '5 and 6 February 2020'}. His Majesty’s Inspectors for this visit were lead inspector Ann "
              "Other and A N Person. In an earlier joint targeted area inspection, the findings were mixed.")
    )  # fmt: skip


def test_a_list_runs_over_a_page_whose_letterhead_is_drawn_last(sheet: Callable[..., Any]) -> None:
    drawn = (
        letter(sheet)
        .text(FILLER)
        .text(FILLER)
        .text(FILLER)
        .heading("What needs to improve in this area of social work practice?", 12)
    )
    for place in range(6):
        drawn.last(*SENDER).last(*CONTACT, left=169) if place == 0 else None
        drawn.bullet(
            f"The quality of plans of kind {place}, and how often they are reviewed by those who know the child."
        )
    reading = read(drawn.heading("Main findings", 12).text(FILLER))
    assert len(texts(reading)) == 6
    assert {item.page for item in reading.recommendations} == {1, 2}
    assert reading.addressees == (Addressee("Jo Bloggs", "Director of Children’s Services", "Anyshire County Council"),)
    assert (reading.document_type, reading.area) == ("ILACS focused visit", "Anyshire")
    assert (reading.published, reading.lead_inspector) == (date(2020, 3, 10), "Ann Other")
    assert reading.problems == ()


def test_the_letterhead_of_a_typed_letter_is_not_its_area(tmp_path: Any) -> None:
    path = tmp_path / "letter.txt"
    path.write_text("\n".join([*SENDER, *CONTACT, "", "12 May 2025", "", "Dear Director", "",
                               "Monitoring visit to children’s services", "",
                               "This was the third visit. " * 5]), encoding="utf-8")  # fmt: skip
    reading = read_file(path)
    assert (reading.document_type, reading.area) == ("ILACS monitoring visit", None)


@pytest.mark.parametrize(
    ("lines", "area", "person"),
    [
        (("Ms Jo Bloggs", "Executive Director, Children and Young People", "Anyshire Council", "1 High St", "AB1 2CD"),
         None, Addressee("Jo Bloggs", "Executive Director, Children and Young People", "Anyshire Council")),
        (("Jo Bloggs", "Anyshire & Otherton Council", "Director of Children & Adult Services", "The House", "AB1 2CD"),
         None, Addressee("Jo Bloggs", "Director of Children & Adult Services", "Anyshire & Otherton Council")),
        (("Jo Bloggs", "Director of Children’s Services", "and Chief Executive", "Hand in Hand Trust", "A1 2CD"),
         None, Addressee("Jo Bloggs", "Director of Children’s Services and Chief Executive", "Hand in Hand Trust")),
        (("Jo Bloggs", "Strategic Director", "Care, Wellbeing and Learning", "Anytown", "Civic Centre", "AB1 2CD"),
         "Anytown", Addressee("Jo Bloggs", "Strategic Director Care, Wellbeing and Learning", "Anytown")),
        (("Jo Bloggs", "Director of Children’s Services Anytown", "Town Hall", "AB1 2CD"),
         "Anytown", Addressee("Jo Bloggs", "Director of Children’s Services", "Anytown")),
        (("Jo Bloggs, Director of People, Anyshire Council", "Feethams", "AB1 2CD"),
         None, Addressee("Jo Bloggs", "Director of People", "Anyshire Council")),
        (("Jo Bloggs", "Director of People", "Anyshire Council", "Otherton Council", "AB1 2CD", "Insert address"),
         None, Addressee("Jo Bloggs", "Director of People", "Anyshire Council")),
        (("Jo Bloggs", "Director of People", "Deputy Chief Executive"),
         None, Addressee("Jo Bloggs", "Director of People, Deputy Chief Executive")),
    ],
)  # fmt: skip
def test_an_address_block_has_no_street(lines: tuple[str, ...], area: str | None, person: Addressee) -> None:
    printed = [Line(text, 1) for text in lines]
    assert is_address_block(printed)
    assert block_people(printed, area) == (person,)


def test_two_blocks_and_one_printed_twice() -> None:
    printed = (
        "Jo Bloggs",
        "1 High Street",
        "AB1 2CD",
        "Jo Bloggs",
        "Chief Executive",
        "AB1 2CD",
        "Al Other",
        "Head",
        "AB1 2CD",
    )
    assert block_people([Line(text, 1) for text in printed], None) == (
        Addressee("Jo Bloggs", "Chief Executive"),
        Addressee("Al Other", "Head"),
    )


def test_stated_periods_and_days(sheet: Callable[..., Any]) -> None:
    drawn = (
        letter(sheet)
        .heading("Areas for priority action", 12)
        .text("Leaders should take swift action to address:")
        .bullet("the response to children at immediate risk")
        .heading("Next steps", 12)
        .text("A draft action plan should be sent within 20, and the final action plan within seventy working days "
              "of receiving this letter. The council had an action plan within 10 working days.")
    )  # fmt: skip
    assert read(drawn).answer_periods == (
        AnswerPeriod("draft action plan", 20, page=1),
        AnswerPeriod("action plan", 70, page=1),
    )


def test_a_stated_day_for_the_draft_is_not_the_day_to_answer_by(sheet: Callable[..., Any]) -> None:
    drawn = letter(sheet).heading("Next steps", 12).text(
        "Please submit a draft of your written statement of action by 3 April 2020 and the final written statement of "
        "action by 19 June 2020."
    )  # fmt: skip
    reading = read(drawn)
    assert reading.respond_by == date(2020, 6, 19)
    assert [(period.what, period.by) for period in reading.answer_periods] == [
        ("draft written statement", date(2020, 4, 3)),
        ("written statement", date(2020, 6, 19)),
    ]
    assert not [problem for problem in reading.problems if "more than one day" in problem]


def test_a_monitoring_visits_topics_and_what_was_said_before(sheet: Callable[..., Any]) -> None:
    drawn = (
        letter(sheet, "Monitoring visit to Anyshire children’s services", "8, 9 and 10 February 2020")
        .text("Areas for priority action were identified at the last inspection in 2018.")
        .heading("Areas covered by the visit", 12)
        .text("Inspectors reviewed the progress made in the following areas:")
        .bullet("the quality of assessments;")
        .bullet("management oversight.")
        .heading("Headline findings", 12)
        .bullet("Some progress was made.")
    )
    reading = read(drawn)
    assert reading.document_type == "ILACS monitoring visit"
    assert (reading.inspection_start, reading.inspection_end) == (date(2020, 2, 8), date(2020, 2, 10))
    assert reading.topics == (Topic("the quality of assessments", 1), Topic("management oversight", 1))
    assert any("earlier priority action on page 1" in problem for problem in reading.problems)
    assert texts(reading) == []


def test_a_focused_visits_topic_stands_in_a_sentence(sheet: Callable[..., Any]) -> None:
    reading = read(letter(sheet).text("Inspectors looked at the local authority’s arrangements for children in need."))
    assert [topic.text for topic in reading.topics] == ["children in need"]


def test_a_pointer_and_a_closing_sentence_are_no_items(sheet: Callable[..., Any]) -> None:
    drawn = letter(sheet).heading("What needs to improve in this area of social work practice", 12)
    reading = read(
        drawn.text("The areas for improvement continue to be those of the last visit.")
        .heading("Findings", 12)
        .text(FILLER)
    )
    assert texts(reading) == []
    assert any("points to an earlier one" in problem for problem in reading.problems)
    drawn = letter(sheet).heading("What needs to improve in this area of social work practice", 12)
    drawn.text("The quality of plans for children who wait.").text("Ofsted will take the findings into account.")
    assert texts(read(drawn.heading("Findings", 12).text(FILLER))) == ["The quality of plans for children who wait."]


def test_a_misprinted_date_is_said_and_not_taken(sheet: Callable[..., Any]) -> None:
    reading = read(letter(sheet, days="24 October 2018 to 25 October 2019"))
    assert (reading.inspection_start, reading.inspection_end) == (None, date(2019, 10, 25))
    assert any("span 366 days" in problem for problem in reading.problems)
    reading = read(letter(sheet, days="5 and 6 April 2020"))
    assert reading.published is None
    assert any("dated 10 Mar 2020, before" in problem for problem in reading.problems)
