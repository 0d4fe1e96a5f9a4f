from datetime import date

import pytest

from support.builders import ITEMS, a_reading
from support.team import LEAD, Team
from tracker.domain.dates.statutory import statutory
from tracker.domain.plan.records import Kind
from tracker.domain.reading.reading import (
    Addressee,
    AnswerPeriod,
    ListedInspection,
    ReadFinding,
    ReadRecommendation,
    Topic,
)
from tracker.errors import UserError
from tracker.services.log.undo import undo
from tracker.services.plan.listed import span
from tracker.services.plan.seed import ImportChoice, Seeded, seed

DATA = b"%PDF-1.7 the letter itself"


def test_a_letter_becomes_an_inspection_with_its_recommendations_and_file(starters: Team) -> None:
    done = starters.do(LEAD, seed, a_reading(), DATA, "/tmp/letter.pdf")
    inspection = starters.get(done.inspection_ref)
    assert done.refs == ("R1", "R2", "R3", "R4", "R5", "R6")
    assert [r.text for r in starters.now.recommendations] == list(ITEMS)
    assert [r.position for r in starters.now.recommendations] == [1, 2, 3, 4, 5, 6]
    assert all(r.page == 2 and r.boxes and r.inspection == inspection.id for r in starters.now.recommendations)
    assert starters.get("R1").national_framework == ("outcome 3",)
    assert (inspection.file, inspection.pages, inspection.family) == ("letter.pdf", 17, "jtai-2022")
    assert inspection.addressees == a_reading().addressees
    assert starters.store.read_file(inspection.sha256) == DATA
    assert starters.now.findings == ()


def test_the_plan_takes_the_date_of_the_first_letter_that_asks_for_an_answer(starters: Team) -> None:
    done = starters.do(LEAD, seed, a_reading(), DATA, "letter.pdf")
    assert (starters.now.plan.respond_by, starters.now.plan.area) == (date(2024, 3, 9), "Sampleton")
    assert "9 Mar 2024 is a Saturday; the working day before it is Fri 8 Mar 2024" in done.warnings
    starters.do(LEAD, seed, a_reading(respond_by=date(2025, 1, 1), area="Elsewhere"), b"another", "second.pdf")
    assert (starters.now.plan.respond_by, starters.now.plan.area) == (date(2024, 3, 9), "Sampleton")


def test_the_same_file_twice_is_refused_by_name(starters: Team) -> None:
    starters.do(LEAD, seed, a_reading(), DATA, "letter.pdf")
    before = starters.now
    with pytest.raises(UserError, match=r"copy.pdf is in the plan already, as I1 \(letter.pdf\)"):
        starters.do(LEAD, seed, a_reading(), DATA, "copy.pdf")
    assert starters.now == before


def test_seeding_is_one_step_back(starters: Team) -> None:
    empty = starters.now
    starters.do(LEAD, seed, a_reading(), DATA, "letter.pdf")
    starters.do(LEAD, undo)
    assert (starters.now.plan, starters.now.recommendations) == (empty.plan, ())
    assert starters.do(LEAD, seed, a_reading(), DATA, "letter.pdf").refs[0] == "R7"


def test_a_person_chooses_edits_and_corrects(starters: Team) -> None:
    choice = ImportChoice(
        recommendations=(
            ReadRecommendation("odd kind", "Second, edited."),
            ReadRecommendation("needs to improve", "X"),
        ),
        findings=(ReadFinding("strength", "Leaders know.", page=3, section="Leaders"), ReadFinding("odd", "Drift.")),
        facts={"area": "Corrected", "received": date(2023, 11, 20)},
    )
    done = starters.do(LEAD, seed, a_reading(), DATA, "letter.pdf", choice=choice)
    assert done.refs == ("R1", "R2", "F1", "F2")
    assert [r.kind for r in starters.now.recommendations] == ["recommendation", "needs to improve"]
    assert [(f.kind, f.section) for f in starters.now.findings] == [("strength", "Leaders"), ("weakness", None)]
    inspection = starters.get("I1")
    assert (inspection.area, inspection.received) == ("Corrected", date(2023, 11, 20))


def test_a_second_document_follows_the_first(starters: Team) -> None:
    starters.do(LEAD, seed, a_reading(), DATA, "letter.pdf")
    items = (ReadRecommendation("recommendation", "Last."),)
    starters.do(LEAD, seed, a_reading(recommendations=items), b"two", "two.pdf")
    assert starters.refs(Kind.RECOMMENDATION)[-1] == "R7"
    assert starters.get("R7").inspection == starters.get("I2").id


def warned(starters: Team, **fields: object) -> Seeded:
    return starters.do(LEAD, seed, a_reading(**fields), DATA, "letter.pdf")


def test_doubts_and_problems_are_handed_on(starters: Team) -> None:
    doubtful = (ReadRecommendation("recommendation", "A", confidence=0.5), ReadRecommendation("recommendation", "B"))
    done = warned(starters, recommendations=doubtful, problems=("page 3 is blank",))
    assert "page 3 is blank" in done.warnings
    assert "1 of 2 recommendations was read with doubt: look at it" in done.warnings


def test_a_letter_without_a_list_is_still_a_source(starters: Team) -> None:
    done = warned(starters, recommendations=(), respond_by=None, published=None, area=None, document_type="other")
    assert done.refs == ()
    assert done.warnings == ("no recommendations were taken from this document",)
    assert (starters.get("I1").inspectorate, starters.now.plan.respond_by) == (None, None)


def test_inspectorate_and_framework_follow_from_the_kind_of_document(starters: Team) -> None:
    warned(starters, document_type="ILACS inspection")
    assert (starters.get("I1").inspectorate, starters.get("I1").framework) == ("Ofsted", "ILACS")


def test_an_empty_file_is_no_report(starters: Team) -> None:
    with pytest.raises(UserError, match=r"letter.pdf is empty"):
        starters.do(LEAD, seed, a_reading(), b"", "letter.pdf")


def test_inspections_that_a_document_lists_become_sources_in_the_same_step(starters: Team) -> None:
    listed = (
        ListedInspection("Otherton", "ILACS inspection", "28 March to 1 April 2022", "18 May 2022", page=9),
        ListedInspection("Elsewhere", "Focused visit", "spring 2021", "soon after"),
    )
    empty = starters.now
    starters.do(LEAD, seed, a_reading(), DATA, "overview.pdf", choice=ImportChoice((), listed=listed))
    one, other = starters.get("I2"), starters.get("I3")
    assert (one.title, one.area) == ("Otherton: ILACS inspection", "Otherton")
    assert (one.inspectorate, one.framework, one.file, one.sha256) == ("Ofsted", "ILACS", None, None)
    assert (one.inspection_start, one.inspection_end) == (date(2022, 3, 28), date(2022, 4, 1))
    assert (one.published, one.note) == (date(2022, 5, 18), "Listed in I1 (overview.pdf), page 9.")
    assert (other.inspection_start, other.published, other.framework) == (None, None, "Focused visit")
    assert other.note == "Listed in I1 (overview.pdf). Fieldwork: spring 2021. Published: soon after."
    assert statutory(one) == statutory(other) == ()
    starters.do(LEAD, undo)
    assert starters.now.inspections == empty.inspections


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("11 to 15 September 2023", (date(2023, 9, 11), date(2023, 9, 15))),
        ("1 and 2 November 2023", (date(2023, 11, 1), date(2023, 11, 2))),
        ("25 October to 5 November 2021", (date(2021, 10, 25), date(2021, 11, 5))),
        ("28 December to 3 January 2024", (date(2023, 12, 28), date(2024, 1, 3))),
        ("30 December 2022 – 4 January 2023", (date(2022, 12, 30), date(2023, 1, 4))),
        ("3 July 2024", (date(2024, 7, 3), date(2024, 7, 3))),
        ("1 May to 1 August 2023", (date(2023, 5, 1), date(2023, 8, 1))),
        ("1 May to 2 August 2023", None),
        ("3 to 3 May 2023", (date(2023, 5, 3), date(2023, 5, 3))),
        ("15 to 11 September 2023", None),
        ("11 November to 5 October 2021", None),
        ("30 to 31 February 2023", None),
        ("2 to 3 Floreal 2023", None),
        ("2 to 3 May", None),
        ("5 May 2024 to 1 May 2024", None),
        ("", None),
    ],
)
def test_fieldwork_in_words_becomes_days_where_the_words_allow(words: str, days: tuple[date, date] | None) -> None:
    assert span(words) == days


def test_a_visits_topics_are_tied_to_what_was_asked_before_and_its_periods_are_kept(starters: Team) -> None:
    starters.do(LEAD, seed, a_reading(), DATA, "letter.pdf")
    first = starters.get("R3").text
    periods = (AnswerPeriod("action plan", 70, page=5), AnswerPeriod("draft action plan", by=date(2024, 5, 1)))
    visit = a_reading(
        document_type="ILACS focused visit", recommendations=(), topics=(Topic(first), Topic("the weather")),
        answer_periods=periods,
    )  # fmt: skip
    done = starters.do(LEAD, seed, visit, b"a visit", "visit.pdf")
    assert [said for said in done.warnings if said.startswith("the visit covered")] == [
        f"the visit covered “{first}”: see R3"
    ]
    assert starters.get("I2").answer_periods == periods
    assert statutory(starters.get("I2"))[0].rule.certainty == "stated"


def test_addressees_and_bodies_join_the_registers_where_that_is_wanted(starters: Team) -> None:
    bodies = tuple(ReadRecommendation("recommendation", f"Do {n}.", responsible_body=body)
                   for n, body in enumerate(("The  Trust", "the trust", None)))  # fmt: skip
    people = (
        Addressee("Ann Hill", "Chief Executive", "Sampleton City Council"), Addressee("Ann Hill", "Twice", None),
        Addressee("", None, "The Trust"),
    )  # fmt: skip
    choice = ImportChoice(bodies, facts={"addressees": people}, registers=True)
    starters.do(LEAD, seed, a_reading(), DATA, "letter.pdf", choice=choice)
    now = starters.now
    assert [agency.name for agency in now.agencies] == ["The Trust", "Sampleton City Council"]
    person = next(one for one in now.people if one.name == "Ann Hill")
    assert now.name_of(person.agency) == "Sampleton City Council"
    assert len([one for one in now.people if one.name == "Ann Hill"]) == 1
    before = len(now.people)
    starters.do(LEAD, seed, a_reading(title="Another"), b"another", "second.pdf", choice=choice)
    assert len(starters.now.people) == before
