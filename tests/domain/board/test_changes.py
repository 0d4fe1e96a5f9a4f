"""What changed since the last meeting, from an earlier state or from net changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime

from support.builders import an_action, an_id
from support.on_paper.comparing import a_stamp, changes_between, since
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.board.board_changes import Since
from tracker.domain.board.steps import steps
from tracker.domain.log.changes import ERASED, Change, Changeset, Stamp
from tracker.domain.plan.records import Finding, Kind, Recommendation
from tracker.domain.plan.snapshot import Snapshot

Changer = Callable[..., Snapshot]
THEN = date(2024, 2, 1)


def groups(data: BoardData) -> dict[str, dict[str, str]]:
    assert data.changed is not None
    return {group.key: {item.ref: item.words for item in group.items} for group in data.changed.groups}


def test_without_an_earlier_state_nothing_is_compared(plan: Snapshot, today: date) -> None:
    data = board_data(plan, today)
    assert data.changed is None
    assert all(figure.before is None for figure in (*data.figures, *data.profile))
    assert [row.ref for row in data.completed] == ["A3"]


def test_new_actions_recommendations_and_findings_are_named_with_their_dates(
    plan: Snapshot, today: date, put: Changer
) -> None:
    now = put(
        plan,
        an_action(11, due=date(2024, 6, 1)),
        an_action(12),
        Recommendation(id=an_id(491), ref="R9", text="Another item."),
        Finding(id=an_id(492), ref="F9", text="A weakness."),
    )
    assert groups(board_data(now, today, since=since(plan, now, THEN)))["new"] == {
        "R9": "added to the plan",
        "F9": "added to the plan",
        "A11": "added, due 1 Jun 2024",
        "A12": "added, no due date yet",
    }


def test_finished_actions_are_named_whether_new_or_not_and_are_the_completed_list(
    plan: Snapshot, today: date, put: Changer, edit: Changer
) -> None:
    now = edit(plan, "A2", delivery="complete", done=date(2024, 3, 10))
    now = put(now, an_action(11, delivery="verified", position=9))
    data = board_data(now, today, since=since(plan, now, THEN))
    assert groups(data)["closed"] == {"A2": "Complete, 10 Mar 2024", "A11": "Verified"}
    assert [row.ref for row in data.completed] == ["A2", "A11"]


def test_a_step_on_from_complete_is_no_new_finish(plan: Snapshot, today: date, edit: Changer) -> None:
    now = edit(plan, "A3", delivery="verified")
    data = board_data(now, today, since=since(plan, now, THEN))
    assert groups(data)["closed"] == {}
    assert groups(data)["moved"] == {"A3": "Complete → Verified"}
    assert data.completed == ()


def test_a_re_opened_action_is_named_and_not_hidden_among_the_others(
    plan: Snapshot, today: date, edit: Changer
) -> None:
    now = edit(plan, "A3", delivery="in progress")
    found = groups(board_data(now, today, since=since(plan, now, THEN)))
    assert found["reopened"] == {"A3": "Complete → In progress, 1 Feb 2024"}
    assert found["moved"] == {}


def test_a_moved_date_keeps_what_it_was(plan: Snapshot, today: date, edit: Changer) -> None:
    was = edit(plan, "A1", due=date(2024, 3, 28))
    was = edit(was, "A4", due=None)
    was = edit(was, "A2", due=date(2024, 2, 20))
    now = edit(plan, "A3", due=None)
    assert groups(board_data(now, today, since=since(was, now, THEN)))["redated"] == {
        "A1": "28 Mar 2024 → 28 May 2024 (2nd extension, +90 days)",
        "A2": "20 Feb 2024 → 1 Mar 2024",
        "A3": "1 Feb 2024 → no date",
    }


def test_a_first_date_is_not_called_re_dated(plan: Snapshot, today: date, edit: Changer) -> None:
    was = edit(plan, "A4", due=None)
    found = groups(board_data(plan, today, since=since(was, plan, THEN)))
    assert found["dated"] == {"A4": "2 Apr 2024"}
    assert found["redated"] == {}


def test_other_steps_of_delivery_are_named(plan: Snapshot, today: date, edit: Changer) -> None:
    now = edit(edit(plan, "A4", delivery="in progress"), "A2", delivery="superseded")
    found = groups(board_data(now, today, since=since(plan, now, THEN)))
    assert found["moved"] == {"A4": "Not started → In progress"}
    assert found["dropped"] == {"A2": "In progress → Superseded"}


def test_what_became_overdue_is_judged_by_the_earlier_day(plan: Snapshot, today: date) -> None:
    assert groups(board_data(plan, today, since=since(plan, plan, THEN)))["late"] == {"A2": "was due 1 Mar 2024"}
    assert groups(board_data(plan, today, since=since(plan, plan, date(2024, 3, 5))))["late"] == {}


def test_earlier_counts_stand_beside_the_figures(plan: Snapshot, today: date, edit: Changer) -> None:
    was = edit(plan, "A3", delivery="in progress")
    data = board_data(plan, today, since=since(was, plan, THEN))
    assert (data.figure("finished").count, data.figure("finished").before) == (1, 0)
    assert (data.figure("status:overdue").count, data.figure("status:overdue").before) == (1, 0)


def test_nothing_changed_is_said_so(plan: Snapshot, today: date) -> None:
    data = board_data(plan, THEN, since=since(plan, plan, THEN, "change 2"))
    assert data.changed is not None
    assert data.changed.nothing
    assert "Since change 2: nothing changed." in data.headlines


def told(old: Snapshot, *states: Snapshot, undoes: dict[int, int] | None = None) -> Since:
    """Several writes one after another, some of which undo others, by their place."""
    sheets, before = [], old
    for place, state in enumerate(states, start=1):
        at = (undoes or {}).get(place)
        stamp = a_stamp(date(2024, 3, place), "undo" if at else "edit", **({"undoes": at} if at else {}))
        sheets.append(Changeset(place, "", "", stamp, changes_between(before, state)))
        before = state
    return Since(old, THEN, "the Board", tuple(sheets))


def test_completed_and_re_opened_since_is_both(plan: Snapshot, today: date, edit: Changer) -> None:
    done = edit(plan, "A2", delivery="complete", done=date(2024, 3, 1))
    again = edit(done, "A2", delivery="in progress", done=None)
    found = groups(board_data(again, today, since=told(plan, done, again)))
    assert found["closed"] == {"A2": "Complete, 1 Mar 2024, and re-opened since"}
    assert found["reopened"] == {"A2": "Complete → In progress, 2 Mar 2024"}
    last = edit(again, "A2", delivery="complete", done=date(2024, 3, 3))
    data = board_data(last, today, since=told(plan, done, again, last))
    assert data.changed is not None
    assert [item.words for item in data.changed.groups[1].items] == [
        "Complete, 1 Mar 2024, and re-opened since",
        "Complete, 3 Mar 2024",
    ]
    assert [row.ref for row in data.completed] == ["A2"]


def test_a_slip_that_was_undone_is_no_change(plan: Snapshot, today: date, edit: Changer) -> None:
    done = edit(plan, "A2", delivery="complete", due=date(2024, 5, 1))
    data = board_data(plan, date(2024, 2, 2), since=told(plan, done, plan, undoes={2: 1}))
    assert data.changed is not None
    assert data.changed.nothing


def test_undoing_what_an_earlier_paper_showed_is_a_change(plan: Snapshot, today: date, edit: Changer) -> None:
    back = edit(plan, "A3", delivery="in progress")
    found = groups(board_data(back, today, since=told(plan, back, undoes={1: 99})))
    assert found["reopened"] == {"A3": "Complete → In progress, 1 Mar 2024"}


def test_a_date_that_came_back_to_itself_was_moved_all_the_same(plan: Snapshot, today: date, edit: Changer) -> None:
    away = edit(plan, "A4", due=date(2024, 6, 1))
    found = groups(board_data(plan, today, since=told(plan, away, plan)))
    assert found["redated"] == {"A4": "2 Apr 2024 → 1 Jun 2024 → 2 Apr 2024"}


def test_what_was_taken_out_of_the_plan_is_said(plan: Snapshot, today: date) -> None:
    gone = plan.by_ref("A5")
    assert gone is not None
    now = plan.with_records([(Kind.ACTION, gone.id, None)], 10, "e" * 64)
    assert groups(board_data(now, today, since=since(plan, now, THEN)))["dropped"] == {"A5": "taken out of the plan"}


def test_taken_up_again_counts_as_re_opened_and_dropped_after_the_finish_does_not(
    plan: Snapshot, today: date, edit: Changer
) -> None:
    was = edit(plan, "A2", delivery="superseded")
    now = edit(edit(was, "A2", delivery="in progress"), "A3", delivery="superseded")
    found = groups(board_data(now, today, since=since(was, now, THEN)))
    assert found["reopened"] == {"A2": "Superseded → In progress, 1 Feb 2024"}
    assert found["moved"] == {"A3": "Complete → Superseded"}
    assert found["dropped"] == {}


def a_write(number: int, *changes: Change) -> Changeset:
    stamp = Stamp("Improvement Lead", "improvement", datetime(2024, 3, 1, 9, tzinfo=UTC), "edit")
    return Changeset(number, "f" * 64, "e" * 64, stamp, changes)


def test_only_what_an_action_went_through_is_a_step() -> None:
    first, second = an_id(501), an_id(401)
    told = a_write(
        3, Change(first, Kind.ACTION, "delivery", "not started", "in progress"),
        Change(first, Kind.ACTION, "title", "One", "Two"),
        Change(second, Kind.RECOMMENDATION, "delivery", "not started", "complete"),
        Change(first, Kind.ACTION, "due", ERASED, "2024-05-01"),
        Change(first, Kind.ACTION, "due", "2024-05-01", ERASED),
    )  # fmt: skip
    assert [(one.record, one.field, one.old, one.new) for one in steps([told])] == [
        (first, "delivery", "not started", "in progress")
    ]


def test_what_is_set_back_by_hand_are_two_steps_and_what_is_undone_none() -> None:
    there, back = ("not started", "in progress"), ("in progress", "not started")
    first, by_hand, undone = (a_write(number, Change(an_id(501), Kind.ACTION, "delivery", *words))
                              for number, words in ((3, there), (4, back), (4, back)))  # fmt: skip
    undone = replace(undone, stamp=replace(undone.stamp, undoes=3))
    again = replace(first, number=5, stamp=replace(first.stamp, redoes=3))
    assert [one.new for one in steps([first, by_hand])] == ["in progress", "not started"]
    assert steps([first, undone]) == ()
    assert [one.new for one in steps([first, undone, again])] == ["in progress"]
