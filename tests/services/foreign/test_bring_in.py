"""Bringing somebody's plan into an empty plan and into a living one, through the gate."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.builders import ITEMS, an_empty_store
from support.clocks import FixedClock
from support.foreign.plans import a_file, a_grid
from support.team import LEAD, Team
from tracker.domain.foreign.understand import understand
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.dates.agree import agree
from tracker.services.foreign.answer import as_json, told
from tracker.services.foreign.bring_in import Brought, Source, bring_in
from tracker.services.log.undo import undo

HEAD = ("Recommendation", "Action", "Lead", "Agency", "By when", "RAG", "Progress")
ROW = (
    "Improve plans for all children.",
    "Write the planning guide",
    "Ann Poole",
    "Police",
    "31/03/2027",
    "Amber",
    "Slow so far",
)


def bring(
    team: Team,
    *rows: Sequence[Any],
    answers: Mapping[str, str] | None = None,
    name: str = "theirs.xlsx",
    write: bool = True,
    **more: Any,
) -> Brought:
    """A sheet of these rows brought in."""
    file = a_file(a_grid(rows, **more), name=name)
    draft = understand(file, team.act(LEAD).today, answers=answers)
    data = repr(rows).encode()
    with team.store.begin() as uow:
        import hashlib

        source = Source(name, data, hashlib.sha256(data).hexdigest())
        return bring_in(uow, team.act(LEAD), draft, source, answers, write=write)


def test_an_empty_plan_takes_all_of_it_as_one_changeset(starters: Team) -> None:
    before = starters.now.number
    brought = bring(starters, HEAD, ROW)
    assert starters.now.number == before + 1
    action = starters.get("A1")
    assert (action.title, action.due, action.forecast, action.forecast_reason, action.delivery) == (
        ROW[1],
        date(2027, 3, 31),
        "amber",
        "Slow so far",
        "in progress",
    )
    assert [starters.now.name_of(one) for one in (action.owner, action.agency)] == ["Ann Poole", "Police"]
    assert starters.get("R1").text == ROW[0]
    assert starters.get("R1").inspection == starters.get("I1").id
    assert (brought.new_people, brought.new_agencies) == (("Ann Poole",), ("Police",))
    assert [one.text for one in starters.now.updates_for(action.id)] == ["Slow so far"]


def test_twice_is_once_and_undo_gives_the_plan_back(starters: Team) -> None:
    before = starters.now
    bring(starters, HEAD, ROW)
    after = starters.now.number
    again = bring(starters, HEAD, ROW)
    assert (starters.now.number, again.questions) == (after, ())
    starters.do(LEAD, undo)
    assert starters.now.actions == before.actions == ()


def test_what_is_there_already_is_matched_and_filled(team: Team) -> None:
    count = len(team.now.actions)
    known = team.get("A1")
    brought = bring(
        team,
        ("Recommendation", "Action", "Success measure", "So what"),
        (ITEMS[0], known.title, "Plans on time", "Trust"),
    )
    assert [new for _, _, new in brought.actions] == [False]
    assert (len(team.now.actions), team.get("A1").impact) == (count, "Trust")
    assert len(team.now.recommendations) == len(ITEMS)


def test_what_differs_is_asked_and_taken_only_on_a_word(team: Team) -> None:
    known = team.get("A1")
    rows = (
        ("Recommendation", "Action", "Lead", "Description", "Priority"),
        (ITEMS[0], known.title, "Improvement Lead", "Other words", "Low"),
    )
    first = bring(team, rows[0], (ITEMS[0], known.title, "Improvement Lead", "One way", "High"))
    assert [one.about for one in first.questions] == ["owner"]
    other = bring(team, *rows, name="later.xlsx", answers={"C2": "take", "D2": "take", "E2": "leave"})
    assert (team.get("A1").description, team.now.name_of(team.get("A1").owner)) == ("Other words", "Improvement Lead")
    assert team.get("A1").priority == "high"
    assert other.questions == ()


def test_the_same_file_later_asks_nothing_about_what_the_plan_says_by_now(starters: Team) -> None:
    rows = (("Action", "Lead", "Priority"), ("Write the guide", "Ann Poole", "High"))
    bring(starters, *rows)
    from tracker.services.records.editing import set_fields

    starters.do(LEAD, set_fields, ["A1"], {"priority": "low"})
    assert bring(starters, *rows).questions == ()
    assert starters.get("A1").priority == "low"


def test_a_new_date_for_an_agreed_action_is_asked_for_and_not_set(starters: Team) -> None:
    rows = (("Action", "Lead", "By when"), ("Write the guide", "Ann Poole", "31/03/2027"))
    bring(starters, *rows)
    starters.do(LEAD, agree)
    later = (rows[0], ("Write the guide", "Ann Poole", "30/06/2027"))
    assert [one.about for one in bring(starters, *later).questions] == ["due"]
    bring(starters, *later, answers={"C2": "30/06/2027"})
    action = starters.get("A1")
    assert action.due == date(2027, 3, 31)
    assert [one.new_due for one in starters.now.extensions_of(action.id)] == [date(2027, 6, 30)]
    moved = (("Action", "Lead", "Due", "Revised date"), ("Send the guide", "Ann Poole", "31/03/2027", "30/06/2027"))
    bring(starters, *moved)
    assert (starters.get("A2").original_due, starters.get("A2").agreed) == (date(2027, 3, 31), starters.act(LEAD).today)


def test_names_like_known_ones_are_asked_and_an_answer_serves_them_all(starters: Team) -> None:
    head = ("Action", "Lead", "Accountable", "Agency", "Supporting agencies")
    bring(starters, head, ("Write it", "Ann Poole", "", "Anyshire Police", ""), name="first.xlsx")
    rows = (
        head,
        ("Send it", "Anne Poole", "Anne Poole", "", "Anyshire Polices"),
        ("Ask", "Anne Poole", "", "", ""),
        ("Hear", "A1", "", "", ""),
    )
    brought = bring(starters, *rows)
    found = {(one.cell, one.about) for one in brought.questions}
    assert found == {("B2", "owner"), ("C2", "accountable"), ("E2", "supporting"), ("B3", "owner"), ("B4", "owner")}
    assert starters.get("A2").owner is None
    told_of = told(as_json(brought, written=True), brought.draft)
    assert sum(line.startswith("? B2, B3 owner") for line in told_of) == 1
    bring(starters, *rows, answers={"B2": "Ann Poole", "E2": "new", "B4": "leave"})
    names = {ref: starters.now.name_of(starters.get(ref).owner) for ref in ("A2", "A3", "A4")}
    assert names["A2"] == names["A3"] == "Ann Poole"
    assert [one.name for one in starters.now.agencies] == ["Anyshire Police", "Anyshire Polices"]


def test_a_name_that_means_several_people_or_a_reference_is_asked(team: Team) -> None:
    from tracker.services.records.editing import add

    team.do(LEAD, add, Kind.PERSON, {"name": "Sam Jones", "agency": "Police"})
    team.do(LEAD, add, Kind.PERSON, {"name": "Sam Jones", "agency": "Youth Justice Service"})
    rows = (("Action", "Lead", "Agency"), ("Write a new one", "Sam Jones", "R1"), ("Send a new one", "M1", ""))
    brought = bring(team, *rows)
    assert [(one.cell, one.about) for one in brought.questions] == [
        ("B2", "owner"),
        ("C2", "agency"),
        ("B3", "owner"),
    ]


def test_recommendations_may_be_named_by_reference(team: Team) -> None:
    rows = (
        ("Recommendation", "Action", "Lead"),
        ("R2", "A wholly new thing", "Ann Poole"),
        ("99", "Another new thing", "Ann Poole"),
    )
    brought = bring(team, *rows)
    action = team.now.get(brought.actions[0][1])
    assert action.targets == (team.get("R2").id,)
    assert [(one.about, one.text) for one in brought.questions] == [("for", "99")]


def test_an_action_without_recommendation_finds_one_on_the_way(starters: Team) -> None:
    bring(starters, ("Action", "Lead"), ("Write the guide", "Ann Poole"))
    bring(starters, HEAD[:3], (ROW[0], "Write the guide", "Ann Poole"), name="later.xlsx")
    assert (len(starters.now.actions), starters.get("A1").targets) == (1, (starters.get("R1").id,))
    slip = "Write the guide for all partners of the partnership board in Anyshire"
    bring(starters, HEAD[:3], (ROW[0], slip, ""), name="third.xlsx")
    bring(starters, HEAD[:3], (ROW[0], slip.replace("partnership", "partnershp"), ""), name="fourth.xlsx")
    bring(starters, HEAD[:3], (ROW[0], slip + " 2", ""), name="fifth.xlsx")
    assert [one.title for one in starters.now.actions] == ["Write the guide", slip, slip + " 2"]


def test_states_bring_the_reasons_that_rules_ask_for(starters: Team) -> None:
    brought = bring(
        starters,
        ("Action", "Lead", "Status", "RAG"),
        ("Write it", LEAD, "Verified", ""),
        ("Send it", "Ann Poole", "Verified", ""),
        ("Ask", "Ann Poole", "Closed", ""),
        ("Hear", "Ann Poole", "Discounted", ""),
        ("See", "Ann Poole", "", "Red"),
        ("Note", "Ann Poole", "Complete", ""),
        name="their plan.xlsx",
    )
    assert [starters.get(f"A{n}").delivery for n in range(1, 7)] == [
        "complete",
        "verified",
        "closed",
        "not adopted",
        "in progress",
        "complete",
    ]
    assert starters.get("A3").delivery_reason == "Closed in their plan.xlsx"
    assert starters.get("A5").forecast_reason == "Red in their plan.xlsx, which gives no reason"
    assert (starters.get("A6").done, starters.now.of(Kind.VERIFICATION)) == (None, ())
    assert brought.count("imported") == 6


def test_milestones_updates_and_figures_come_along_once(starters: Team) -> None:
    rows = (
        ("Action", "Lead", "KPI", "Baseline", "Target value", "Q1 (Apr-Jun 2023)", "Q9", "Milestones", "Update",
         "Comments"),
        ("Write it", "Ann", "Plans late", "41%", "20%", "38%", "",
         "28.2.24: drafted - done\n31.3.24: agreed - done\nSent (May 2030)\nRead - done\n?",
         "12/03/2024: Begun by JS\n-", "Note this one too"),
        ("Send it", "Ann", "", "", "", "12", "", "", "", ""),
        ("Ask", "Ann", "", "", "90%", "", "", "", "", ""),
        ("Hear", "Ann", "", "", "", "", "", "", "", ""),
    )  # fmt: skip
    bring(starters, *rows)
    action = starters.get("A1")
    steps = [(one.title, one.due, one.done) for one in starters.now.milestones_of(action.id)]
    assert steps == [
        ("drafted", date(2024, 2, 28), date(2024, 2, 28)),
        ("agreed (done)", date(2024, 3, 31), None),
        ("Sent", date(2030, 5, 31), None),
        ("Read (done)", None, None),
    ]
    measures = starters.now.of(Kind.MEASURE)
    assert [(one.name, one.direction, one.baseline, one.target) for one in measures] == [
        ("Plans late", "down", 41.0, 20.0),
        ("Send it", "up", None, None),
        ("Ask", "up", None, 90.0),
    ]
    assert [one.value for one in starters.now.points_of(measures[0].id)] == [38.0]
    number = starters.now.number
    bring(starters, *rows)
    assert starters.now.number == number


def test_a_kind_stands_in_the_heading(starters: Team) -> None:
    bring(starters, ("Area for priority action", "Action", "Lead"), ("Improve plans", "Write it", "Ann Poole"))
    assert starters.get("R1").kind == "area for priority action"


def test_questions_are_kept_with_the_plan_until_they_are_answered(starters: Team) -> None:
    rows = (("Action", "Lead", "By when", "BRAG"), ("Write it", "Ann Poole", "Ongoing", "Blue"))
    bring(starters, *rows)
    kept = starters.now.plan.open_questions
    assert [(one.cell, one.about, one.refs) for one in kept] == [
        ("Plan!C2", "due", ("A1",)),
        ("Plan!D1", "assurance", ()),
    ]
    bring(starters, *rows)
    assert starters.now.plan.open_questions == kept, "nothing has been answered"
    from tracker.services.records.editing import set_fields

    starters.do(LEAD, set_fields, ["A1"], {"due": "2027-03-31"})
    assert [one.about for one in bring(starters, *rows).questions] == ["assurance"]
    starters.do(LEAD, set_fields, ["A1"], {"assurance": "done"})
    brought = bring(starters, *rows)
    assert (brought.questions, starters.now.plan.open_questions) == ((), ())
    assert brought.count("imported") == 1


def test_nothing_is_written_on_trial_nor_kept_of_an_empty_file(starters: Team) -> None:
    number = starters.now.number
    trial = bring(starters, HEAD, ROW, write=False)
    answer = as_json(trial, written=False)
    assert (starters.now.number, answer["actions"][0]["ref"], answer["actions"][0]["for"]) == (number, "A1", ["R1"])
    assert "(nothing written)" in told(answer, trial.draft)[0]
    empty = bring(starters, HEAD)
    assert told(as_json(empty, written=False), empty.draft) == ["theirs.xlsx is empty: there is no row of a plan in it"]
    assert starters.now.number == number


def test_a_finding_is_matched_like_a_recommendation(team: Team) -> None:
    finding = next(iter(team.now.findings), None)
    assert finding is not None
    brought = bring(team, HEAD[:3], (finding.text, "A wholly new thing", "Ann Poole"))
    answer = as_json(brought, written=True)
    assert (answer["recommendations"][0]["new"], answer["recommendations"][0]["ref"]) == (False, finding.ref)
    assert "1 new action" in told(answer, brought.draft)[0]


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "Improve plans",
            "Write it",
            "Ann Poole",
            "TBC",
            "31/03/2024",
            "Q2",
            "Blue",
            "Red",
            "Complete",
            "R1",
            "12%",
            "1. a thing\n2. other thing",
            "=1+1",
            "-",
            "Total",
            "A1",
            "Closed",
            "Superseded",
            "31/02/2024",
            "\x07",
            "\u200b",
        ]
    ),
    st.text(max_size=12),
)


@settings(max_examples=150, deadline=None)
@given(rows=st.lists(st.lists(CELLS, min_size=7, max_size=7), max_size=8), quarter=st.booleans())
def test_any_rows_give_a_result_twice_is_once_and_undo_gives_it_back(rows: list[list[str]], quarter: bool) -> None:
    clock = FixedClock()
    team = Team(an_empty_store(clock), clock)
    head = (*HEAD[:6], "Q1 2023/24") if quarter else HEAD
    before = team.now
    try:
        brought = bring(team, head, *rows)
    except UserError:
        return
    counts = [brought.count(outcome) for outcome in ("imported", "skipped", "asked")]
    assert sum(counts) == brought.draft.rows
    number = team.now.number
    bring(team, head, *rows)
    assert team.now.number == number
    if number > before.number:
        team.do(LEAD, undo)
        assert {kind: dict(table) for kind, table in team.now.records.items() if table} == {
            kind: dict(table) for kind, table in before.records.items() if table
        }


def test_the_file_says_the_same_with_other_dashes_and_several_agencies_are_told_apart(starters: Team) -> None:
    head = ("Action", "Description", "Agency", "Supporting agencies")
    bring(starters, head, ("Write it", "All of it - now", "Police", "ICB; Probation"))
    second = bring(starters, head, ("Write it", "All of it – now", "Police", "ICB; Schools"), name="later.xlsx")
    assert [(one.about, one.text) for one in second.questions] == [("supporting", "ICB; Schools")]
    assert "ICB" in second.questions[0].why


def test_kinds_and_columns_of_its_own_are_told(starters: Team) -> None:
    head = ("Action", "Lead", "Funding stream")
    grid = a_grid([head, ("Write it", "Ann Poole", "Grant")], "table 1", above=("Area for improvement 2: Plans",))
    draft = understand(a_file(grid, name="theirs.docx"), starters.act(LEAD).today)
    with starters.store.begin() as uow:
        brought = bring_in(uow, starters.act(LEAD), draft, Source("theirs.docx", b"x", "0" * 64))
    assert starters.get("R1").kind == "area for improvement"
    assert any("kept in the description: Funding stream" in one for one in told(as_json(brought, written=True), draft))


def test_a_name_that_nobody_sees_is_no_name(starters: Team) -> None:
    brought = bring(starters, ("Action", "Lead", "Agency"), ("Write it", "\u200b", "Police"))
    assert (starters.get("A1").owner, brought.new_people) == (None, ())


def test_words_of_the_same_length_are_not_the_same_and_an_agency_may_be_left(team: Team) -> None:
    other = " ".join(reversed(ITEMS[0].split()))
    agency = f"{team.now.agencies[1].name}e"
    rows = (("Recommendation", "Action", "Agency"), (other, "A wholly new thing", agency))
    assert [one.about for one in bring(team, *rows).questions] == ["agency"]
    assert len(team.now.recommendations) == len(ITEMS) + 1
    assert bring(team, *rows, answers={"C2": "leave"}).questions == ()


def test_which_recommendation_is_meant_is_answered_by_its_reference(team: Team) -> None:
    rows = (("Recommendation", "Action", "Lead"), ("R77", "Go out and look", "Ann Poole"))
    assert [one.about for one in bring(team, *rows, write=False).questions] == ["for"]
    for answer in ("R1", "r1; R1", "Plan!A2"):
        answers = {"A2": answer} if "!" not in answer else {answer: "1"}
        brought = bring(team, *rows, answers=answers, write=False)
        assert not brought.questions
        assert [brought.snapshot.get(one).ref for one in brought.snapshot.get(brought.actions[0][1]).targets] == ["R1"]
    assert bring(team, *rows, answers={"A2": "leave"}, write=False).questions == ()
    with pytest.raises(UserError, match="Plan!A2, “R78”, is no recommendation"):
        bring(team, *rows, answers={"A2": "R78"})


def test_an_answer_that_nothing_asks_for_is_told(starters: Team) -> None:
    brought = bring(starters, HEAD, ROW, answers={"E2": "1 May 2027", "F99": "green", "Closed!A1": "x"}, write=False)
    assert brought.unused == ("F99", "Closed!A1")
    answer = as_json(brought, written=False)
    assert "F99: nothing is asked there, so this answer is not used." in answer["notes"]
    assert "  F99: nothing is asked there, so this answer is not used." in told(answer, brought.draft)


def test_what_a_form_asks_is_answered_once_it_stands_in_the_plan(starters: Team) -> None:
    rows = (("Action:", "Write a guide"), ("Lead:", "Ann Poole"), ("Completion date:", "Ongoing"), ("Status:", "Open"))
    assert [one.cell for one in bring(starters, *rows).questions] == ["B3"]
    action = starters.get("A1")
    with starters.store.begin() as uow:
        uow.put(replace(action, due=date(2027, 5, 1)))
        uow.commit(starters.act(LEAD).stamp("set"))
    brought = bring(starters, *rows)
    assert (brought.questions, brought.count("imported")) == ((), 4)


def test_a_new_person_is_of_the_agency_that_stands_beside_the_name(starters: Team) -> None:
    bring(starters, ("Action", "Lead"), ("Write the guide", "Ann Poole (Police)"), ("Send it out", "Tom Reed"))
    people = {one.name: starters.now.name_of(one.agency) for one in starters.now.people}
    assert (people["Ann Poole"], people["Tom Reed"]) == ("Police", "")


def test_questions_are_told_in_lines_with_their_cells_and_likely_answers(starters: Team) -> None:
    same = [("Write the guide", "Summer 2025")] + [(f"Step {n}", "when we can") for n in range(7)]
    brought = bring(starters, ("Action", "By when"), *same)
    lines = [line for line in told(as_json(brought, written=True), brought.draft) if line.startswith("?")]
    assert any("“Summer 2025”" in line and line.endswith("(2025-07-31, 2025-08-31)") for line in lines)
    (many,) = [line for line in lines if "“when we can”" in line]
    assert many.startswith("? B3, B4, B5, B6, B7 and 2 more due: ")
