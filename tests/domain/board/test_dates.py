"""What must be handed in when, the meetings ahead, and the paper in a few sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from support.builders import an_action, an_id
from support.on_paper.comparing import since
from tracker.domain.board.board import board_data
from tracker.domain.dates.closures import closure_days, day_warning
from tracker.domain.dates.statutory import PRIORITY_KIND
from tracker.domain.plan.records import Evidence, Inspection, Measure, Meeting, Point, Recommendation
from tracker.domain.plan.snapshot import Snapshot

Changer = Callable[..., Snapshot]


def test_a_statement_due_on_a_saturday_is_shown_with_the_working_day_before(plan: Snapshot) -> None:
    [due] = board_data(plan, date(2024, 3, 6)).statutory
    assert (due.label, due.on, due.words) == ("Written statement of action", date(2024, 3, 9), "in 2 working days")
    assert due.notes == ("9 Mar 2024 is a Saturday; the working day before it is Fri 8 Mar 2024.",)
    assert due.answers


@pytest.mark.parametrize(
    ("today", "words"),
    [
        (date(2024, 3, 7), "in 1 working day"),
        (date(2024, 3, 9), "today"),
        (date(2024, 3, 12), "2 working days ago"),
        (date(2025, 3, 10), "253 working days ago"),
        (date(2026, 4, 1), "over 2 years ago"),
    ],
)
def test_how_long_there_is_counts_working_days(plan: Snapshot, today: date, words: str) -> None:
    assert board_data(plan, today).statutory[0].words == words


@pytest.mark.parametrize(
    ("submitted", "words"),
    [
        (date(2024, 3, 8), "submitted in time"),
        (date(2024, 3, 9), "submitted in time"),
        (date(2024, 3, 10), "submitted after it"),
        (date(2024, 3, 11), "submitted 1 working day late"),
        (date(2024, 3, 13), "submitted 3 working days late"),
    ],
)
def test_a_submitted_statement_says_whether_it_was_in_time(
    plan: Snapshot, edit: Changer, submitted: date, words: str
) -> None:
    assert board_data(edit(plan, "", submitted=submitted), date(2024, 3, 20)).statutory[0].words == words


def test_the_letters_own_date_stands_where_the_plan_has_none(plan: Snapshot, edit: Changer) -> None:
    [due] = board_data(edit(plan, "", respond_by=None), date(2024, 3, 6)).statutory
    assert due.label == "Multi-agency written statement of proposed action"
    assert (due.source, due.on) == ("Joint targeted area inspection of Sampleton", date(2024, 3, 9))
    assert due.notes[0].startswith("70 working days from the day it was published (30 Nov 2023")
    assert due.notes[-1] == "9 Mar 2024 is a Saturday; the working day before it is Fri 8 Mar 2024."


def test_a_workday_date_needs_no_warning(plan: Snapshot, edit: Changer) -> None:
    assert board_data(edit(plan, "", respond_by=date(2024, 3, 8)), date(2024, 3, 6)).statutory[0].notes == ()


def test_other_duties_follow_by_date(plan: Snapshot, put: Changer) -> None:
    second = Inspection(
        id=an_id(301), ref="I2", document_type="ILACS inspection", received=date(2024, 1, 8), title="ILACS report"
    )
    rows = board_data(put(plan, second), date(2024, 3, 6)).statutory
    assert [(row.label[:20], row.source, row.answers) for row in rows] == [
        ("Written statement of", "", True),
        ("Publish the report a", "ILACS report", False),
        ("Written statement of", "ILACS report", True),
    ]
    assert rows[1].words == "12 working days ago"
    assert [(row.long_past, row.handed_in) for row in rows] == [(False, False)] * 3
    later = board_data(put(plan, second), date(2026, 3, 6)).statutory
    assert [row.long_past for row in later] == [False, True, True]
    assert {row.words for row in later} == {"over 1 year ago", "over 2 years ago"}


def test_a_visit_owes_nothing_for_what_another_report_asked_for(plan: Snapshot, put: Changer) -> None:
    asked = Recommendation(id=an_id(399), ref="R9", kind=PRIORITY_KIND, text="Act now.", inspection=an_id(301))
    visits = [
        Inspection(id=an_id(300 + n), ref=f"I{n}", document_type="ILACS focused visit", title=f"Visit {n}",
                   received=date(2024, 1, 8))
        for n in (1, 2)
    ]  # fmt: skip
    rows = board_data(put(plan, *visits, asked), date(2024, 3, 6)).statutory
    assert {row.source for row in rows if row.source.startswith("Visit")} == {"Visit 1"}


def test_closure_days_count_as_closed_and_odd_entries_are_passed_over(plan: Snapshot, edit: Changer) -> None:
    closed = edit(plan, "", closure_days=("7 Mar 2024", "no day at all"), respond_by=date(2024, 3, 7))
    assert closure_days(closed.plan) == {date(2024, 3, 7)}
    [own, *_] = board_data(closed, date(2024, 3, 5)).statutory
    assert own.words == "in 1 working day"
    assert own.notes == ("7 Mar 2024 is a closure day; the working day before it is Wed 6 Mar 2024.",)


def test_meetings_ahead_are_listed_soonest_first(plan: Snapshot, put: Changer) -> None:
    more = put(
        plan,
        Meeting(id=an_id(655), ref="T2", name="Board", held_on=date(2024, 5, 1)),
        Meeting(id=an_id(656), ref="T3", board="Executive", held_on=date(2024, 3, 12)),
        Meeting(id=an_id(657), ref="T4", held_on=date(2024, 4, 2)),
        Meeting(id=an_id(658), ref="T5", name="Undated"),
    )
    rows = board_data(more, date(2024, 3, 12)).meetings
    assert [(row.name, row.words) for row in rows] == [
        ("Executive", "today"), ("T4", "in 13 working days"), ("Board", "in 34 working days"),
    ]  # fmt: skip


def test_the_headlines_say_where_the_plan_stands(plan: Snapshot, today: date) -> None:
    assert board_data(plan, today).headlines == (
        "Of 4 actions, 1 is finished and 3 are open; of those, 1 is overdue.",
        (
            "1 open action has had the date moved (twice or more), by up to 90 days; 2 actions missed "
            "the date first agreed."
        ),
        "Of 1 finished, none is evidenced; the one measure is not yet at its target.",
        "3 recommendations have no action yet.",
    )


def test_the_headlines_of_a_quiet_plan(plan: Snapshot, put: Changer, edit: Changer) -> None:
    calm = edit(edit(plan, "A1", delivery="closed", done=date(2024, 2, 1)), "A2", due=None, original_due=None)
    proof = Evidence(id=an_id(690), ref="E9", targets=(an_id(503),), file="a", review="accepted", reviewed_by="Ben")
    calm = edit(put(calm, proof), "M1", target=50.0)
    actions = [an_action(n, targets=(an_id(400 + n),), delivery="verified") for n in (4, 5, 6)]
    assert board_data(put(calm, *actions), date(2024, 3, 12)).headlines == (
        "Of 7 actions, 5 are finished and 2 are open; of those, none is overdue.",
        "No open action has had its date moved.",
        "Of 5 finished, 1 is evidenced; the one measure is at its target.",
    )


def test_the_headlines_of_a_plan_just_begun(
    plan: Snapshot, today: date, put: Changer, edit: Changer, drop: Changer
) -> None:
    begun = edit(edit(plan, "A3", delivery="in progress", done=None), "A1", original_due=date(2024, 5, 28))
    lines = board_data(begun, today).headlines
    assert lines[2] == "No action is finished, so none is evidenced yet; the one measure is not yet at its target."
    bare = drop(begun, *begun.measures)
    assert board_data(bare, today).headlines[2].endswith("; no measure has been set.")
    no_moves = bare.with_records(
        [(kind, x.id, None) for kind in bare.records for x in bare.extensions_of(an_id(501))], 4, ""
    )
    assert board_data(no_moves, today).headlines[1] == (
        "No open action has had its date moved; 2 actions missed the date first agreed."
    )
    two = put(begun, Point(id=an_id(690), ref="D9", measure=an_id(641), dated=date(2024, 3, 1), value=80.0))
    several = put(two, Measure(id=an_id(699), ref="M2"))
    assert board_data(several, today).headlines[2].endswith("; 1 of 2 measures is at target.")


def test_a_move_without_a_miss_is_said_alone(plan: Snapshot, edit: Changer) -> None:
    early = edit(plan, "A1", original_due=date(2024, 5, 1))
    assert board_data(early, date(2024, 2, 20)).headlines[1] == (
        "1 open action has had the date moved (twice or more), by up to 27 days."
    )
    once = edit(edit(early, "X2", state="refused"), "A1", due=date(2024, 3, 28), original_due=date(2024, 3, 1))
    assert board_data(once, date(2024, 2, 20)).headlines[1] == (
        "1 open action has had the date moved, by up to 27 days."
    )


def test_the_headlines_of_a_plan_without_actions(plan: Snapshot, today: date, drop: Changer) -> None:
    bare = drop(plan, *plan.actions)
    assert board_data(bare, today).headlines == ("The plan holds 7 recommendations and no actions in force.",)
    empty = drop(bare, *bare.recommendations, *bare.findings)
    assert board_data(empty, today).headlines == ("The plan holds no recommendations and no actions in force.",)


def test_what_changed_is_a_headline(plan: Snapshot, today: date, edit: Changer, put: Changer) -> None:
    now = edit(plan, "A4", delivery="complete")
    assert board_data(now, today, since=since(put(plan, number=2), now, date(2024, 2, 1), "change 2")).headlines[1] == (
        "Since change 2: 1 finished, 1 became overdue."
    )


@pytest.mark.parametrize(("names", "said"), [(("due",), True), (("title",), False), ((), False)])
def test_a_closed_day_is_pointed_at_only_in_the_fields_that_were_named(
    plan: Snapshot, names: tuple[str, ...], said: bool
) -> None:
    action = replace(plan.actions[0], due=date(2024, 12, 25))
    assert bool(day_warning(plan.plan, action, names)) is said
    assert day_warning(plan.plan, replace(action, due=None), names) == ""
