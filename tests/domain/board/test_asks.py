"""What a board is asked: decisions, slippage, exceptions once an action, impact, and the trend."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

import pytest

from support.builders import an_action, an_id
from support.on_paper.comparing import since
from tracker.domain.board.board import board_data
from tracker.domain.board.board_asks import ASKED, asks
from tracker.domain.board.board_decisions import count_words
from tracker.domain.board.board_impact import ImpactRow, is_voice
from tracker.domain.board.board_trend import trend
from tracker.domain.plan.records import Evidence, Extension, Meeting, Point, Verification
from tracker.domain.plan.snapshot import Snapshot

Changer = Callable[..., Snapshot]


def an_extension(number: int, action: int, **fields: object) -> Extension:
    given = {"id": an_id(7000 + number), "ref": f"X{70 + number}", "action": an_id(action), **fields}
    return Extension(**given)  # type: ignore[arg-type]


def test_nothing_to_ask_is_to_note_where_the_plan_stands(plan: Snapshot, drop: Changer, today: date) -> None:
    bare = drop(plan, *plan.actions, *plan.evidence, *plan.challenges)
    assert board_data(bare, today).asks == ("note where the plan stands",)


def test_what_waits_is_asked_with_its_references(plan: Snapshot, put: Changer, edit: Changer, today: date) -> None:
    now = edit(edit(edit(plan, "A1", owner=None), "A2", owner=None), "A4", forecast="red", due=None)
    now = put(now, an_extension(1, 504, new_due=date(2024, 9, 1), reason="Longer"))
    asked = board_data(now, today, since=since(plan, now, today, "the Board")).asks
    assert "decide on 1 new date asked for: A4" in asked
    assert any(line.startswith("name an owner for ") and ": A1, A2" in line for line in asked)
    assert "say what help is needed by 1 action forecast red: A4" in asked
    assert asked[-1] == "note what has changed since the Board"


def test_many_references_are_cut() -> None:
    assert count_words(3, "action", ("A1", "A2", "A3"), most=2) == "3 actions (A1, A2 …)"


def test_a_new_date_waits_with_who_asked_and_who_decides(plan: Snapshot, put: Changer, today: date) -> None:
    wanted = an_extension(
        1, 504, new_due=date(2024, 6, 1), reason="Longer", asked_by="Improvement Lead", asked_on=date(2024, 3, 1)
    )
    now = put(plan, wanted, an_extension(2, 502, new_due=None))
    first, second = board_data(now, today).waiting
    assert (first.ref, first.old, first.new, first.days) == ("A4", date(2024, 4, 2), date(2024, 6, 1), 60)
    assert (first.reason, first.asked_by) == ("Longer", "Improvement Lead")
    assert first.decides.startswith("the board, or ")
    assert (second.ref, second.days) == ("A2", None)
    public = board_data(now, today, public=True).waiting[0]
    assert (public.reason, public.asked_by) == ("", "")
    assert public.decides == "the board, or anyone who neither asked nor owns it"


def test_few_who_may_decide_are_named(plan: Snapshot, put: Changer, drop: Changer, today: date) -> None:
    two = drop(plan, *plan.people[:2])
    now = put(two, an_extension(1, 504, new_due=date(2024, 6, 1), asked_by=two.people[0].name))
    assert " or " in board_data(now, today).waiting[0].decides


def test_checks_that_are_due_come_to_the_board(plan: Snapshot, put: Changer, today: date) -> None:
    late = Verification(id=an_id(7100), ref="V8", action=an_id(503), due=date(2024, 3, 1), months=3)
    ahead = Verification(id=an_id(7101), ref="V9", action=an_id(503), due=date(2025, 3, 1))
    (check,) = board_data(put(plan, late, ahead), today).checks
    assert (check.ref, check.action, check.due, check.months) == ("V8", "A3", date(2024, 3, 1), 3)


def test_each_move_of_a_date_is_told_and_the_worst_stands_first(plan: Snapshot, put: Changer, today: date) -> None:
    held = Meeting(id=an_id(7200), ref="T9", name="Scrutiny", held_on=date(2024, 3, 6))
    moved = an_action(
        21, owner=an_id(201), due=date(2024, 9, 1), original_due=date(2024, 3, 1), agreed=date(2024, 1, 1)
    )
    move = an_extension(
        3, 5021, old_due=date(2024, 3, 1), new_due=date(2024, 9, 1), reason="Funding", state="approved",
        asked_by="Ann", asked_on=date(2024, 3, 1), decided_by="Bob", decided_on=date(2024, 3, 2),
    )  # fmt: skip
    bare = an_extension(4, 5021, state="approved")
    rows = board_data(
        put(plan, held, moved, replace(move, action=moved.id), replace(bare, action=moved.id)), today
    ).slipped
    assert rows[0].ref == "A21"
    assert (rows[0].first, rows[0].due, rows[0].days) == (date(2024, 3, 1), date(2024, 9, 1), 184)
    told, other = rows[0].moves
    assert (told.days, told.reason, told.asked_by, told.decided) == (184, "Funding", "Ann", "agreed by Bob")
    assert told.before_meeting
    assert (other.days, other.decided, other.before_meeting) == (None, "agreed", "")
    assert [row.days for row in rows] == sorted((row.days for row in rows), reverse=True)


def test_an_exception_stands_once_with_every_reason_the_gravest_first(
    plan: Snapshot, edit: Changer, today: date
) -> None:
    now = edit(edit(plan, "A2", forecast="red", owner=None), "A4", owner=None)
    alarms = board_data(now, today).alarms
    refs = [alarm.row.ref for alarm in alarms]
    assert len(refs) == len(set(refs))
    assert refs[0] == "A2"
    assert alarms[0].reasons[:2] == ("Overdue", "Forecast red")
    assert "No owner" in alarms[0].reasons


def test_impact_tells_each_thing_once_beside_its_recommendation(
    plan: Snapshot, put: Changer, edit: Changer, drop: Changer, today: date
) -> None:
    now = edit(edit(plan, "A3", impact="Fewer children wait"), "R2", impact="Shorter waits")
    seen = Evidence(
        id=an_id(7300), ref="E71", targets=(an_id(503), an_id(402)), kind="Children's or care leavers' feedback",
        shows="Twelve children heard", dated=date(2024, 3, 1), review="accepted", reviewed_by="Bob", added_by="Ann",
        url="https://example.org/heard",
    )  # fmt: skip
    data = board_data(put(now, seen), today)
    assert sum(item.ref == "E71" for row in data.impact for item in row.evidence) == 1
    assert [one.impact for row in data.impact for one in row.closed] == ["Fewer children wait"]
    assert "Shorter waits" in [row.impact for row in data.impact]
    assert [item.ref for item in data.voices] == ["E71"]
    assert sum(len(row.measures) for row in data.impact) == len(plan.measures)
    loose = edit(now, "M1", targets=())
    assert [m.ref for m in board_data(loose, today).impact[-1].measures] == ["M1"]
    nothing = drop(plan, *plan.measures, *plan.evidence, *plan.of("point"))  # type: ignore[arg-type]
    assert board_data(nothing, today).impact == ()
    public = board_data(put(now, seen), today, public=True)
    assert [one for row in public.impact for one in row.closed] == []


@pytest.mark.parametrize(
    ("kind", "voice"), [("Parents' / carers' feedback", True), ("Staff survey or feedback", False), ("Audit", False)]
)
def test_the_voice_of_families_is_evidence_of_its_own_kind(kind: str, voice: bool) -> None:
    assert is_voice(kind) is voice


def test_a_measure_without_baseline_tells_how_far_it_moved(
    plan: Snapshot, put: Changer, edit: Changer, drop: Changer, today: date
) -> None:
    now = edit(plan, "M1", baseline=None, baseline_on=None)
    now = drop(now, *now.of("point"))  # type: ignore[arg-type]
    readings = [
        Point(id=an_id(7400 + n), ref=f"D{70 + n}", measure=plan.measures[0].id, dated=date(2024, n, 1), value=value)
        for n, value in ((1, 52.0), (2, 61.0))
    ]
    (row,) = board_data(put(now, *readings), today).measures
    assert "9" in row.movement
    assert "since the first reading" in row.movement


def test_the_trend_counts_what_was_to_be_finished_and_what_was(plan: Snapshot, drop: Changer, today: date) -> None:
    points = {point.label: point for point in trend(plan, today)}
    now = points["Mar 2024"]
    dated = [action for action in plan.actions if action.due]
    assert now.redated == sum(action.due <= date(2024, 3, 31) for action in dated if action.due)
    assert now.planned == sum((a.original_due or a.due) <= date(2024, 3, 31) for a in dated)  # type: ignore[operator]
    assert now.finished == 1
    assert list(points.values())[-1].finished is None
    assert trend(drop(plan, *plan.actions), today) == ()


def test_a_long_trend_leaves_months_out_but_not_the_present_one(plan: Snapshot, put: Changer, today: date) -> None:
    points = trend(put(plan, an_action(21, due=date(2031, 1, 1))), today)
    assert len(points) <= 26
    assert "Mar 2024" in [point.label for point in points]


def test_the_paper_is_for_the_meeting_given_else_the_next(plan: Snapshot, put: Changer, today: date) -> None:
    coming = Meeting(id=an_id(7500), ref="T8", name="Board", held_on=date(2024, 3, 20))
    later = Meeting(id=an_id(7501), ref="T9", board="Scrutiny", held_on=date(2024, 4, 20))
    now = put(plan, coming, later)
    assert board_data(now, today).title.meeting == "Board, 20 Mar 2024"
    assert board_data(now, today, meeting=later, author="Ann").title.meeting == "Scrutiny, 20 Apr 2024"
    assert board_data(now, today, author="Ann").title.author == "Ann"
    assert board_data(now, date(2025, 1, 1)).title.meeting == ""


def test_a_paper_judged_by_another_day_says_so(plan: Snapshot, today: date) -> None:
    title = board_data(plan, date(2024, 1, 1), made_on=today).title
    assert title.day == "The plan of 12 Mar 2024 judged by 1 Jan 2024"
    assert board_data(plan, today).title.day == "As at 12 Mar 2024"


def test_one_and_several_are_each_asked_in_grammar() -> None:
    one, several = ({key: refs for key, *_ in ASKED} for refs in (("A1",), ("A1", "A2")))
    assert asks(one, "")[:-1] == (
        "decide on 1 new date asked for: A1",
        "name an owner for 1 action: A1",
        "name a new owner, the last having left, for 1 action: A1",
        "set a date for 1 action: A1",
        "say what help is needed by 1 action forecast red: A1",
        "challenge what is being done about 1 overdue action: A1",
        "see to 1 check now due: A1",
        "see to the check of 1 item of evidence: A1",
        "settle 1 open question: A1",
    )
    assert asks(several, "the Board")[1:7:2] == (
        "name an owner for 2 actions: A1, A2", "set a date for 2 actions: A1, A2",
        "challenge what is being done about 2 overdue actions: A1, A2",
    )  # fmt: skip
    many = {"overdue": [f"A{n}" for n in range(1, 16)]}
    assert asks(many, "")[0].endswith(
        "15 overdue actions: A1, A2, A3, A4, A5, A6, A7, A8, A9, A10, A11, A12 and 3 more"
    )


@pytest.mark.parametrize("held", ["measures", "evidence", "closed", "impact"])
def test_a_recommendation_with_any_sign_of_a_difference_has_something_to_show(held: str) -> None:
    bare = ImpactRow("R1", "Improve plans", "", (), (), ())
    assert bare.nothing
    assert not replace(bare, **{held: "Shorter waits" if held == "impact" else (object(),)}).nothing


def test_each_month_of_a_short_trend_is_told(plan: Snapshot, drop: Changer, put: Changer, today: date) -> None:
    bare = drop(plan, *plan.actions)
    days = (date(2024, 1, 31), date(2024, 4, 1))
    told = trend(put(bare, *(an_action(30 + n, due=day, original_due=None) for n, day in enumerate(days))), today)
    assert [(point.label, point.redated, point.finished) for point in told] == [
        ("Jan 2024", 1, 0), ("Feb 2024", 1, 0), ("Mar 2024", 1, 0), ("Apr 2024", 2, None),
    ]  # fmt: skip
