"""What changed since the last meeting, from an earlier state or from net changes."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from support.builders import an_action, an_id
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.board.board_changes import earlier
from tracker.domain.log.changes import diff
from tracker.domain.plan.records import Finding, Kind, Meeting, Recommendation
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
    assert groups(board_data(now, today, since=plan))["new"] == {
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
    data = board_data(now, today, since=plan)
    assert groups(data)["closed"] == {"A2": "Complete, 10 Mar 2024", "A11": "Verified"}
    assert [row.ref for row in data.completed] == ["A2", "A11"]


def test_a_step_on_from_complete_is_no_new_finish(plan: Snapshot, today: date, edit: Changer) -> None:
    data = board_data(edit(plan, "A3", delivery="verified"), today, since=plan)
    assert groups(data)["closed"] == {}
    assert groups(data)["moved"] == {"A3": "Complete → Verified"}
    assert data.completed == ()


def test_a_re_opened_action_is_named_and_not_hidden_among_the_others(
    plan: Snapshot, today: date, edit: Changer
) -> None:
    found = groups(board_data(edit(plan, "A3", delivery="in progress"), today, since=plan))
    assert found["reopened"] == {"A3": "Complete → In progress"}
    assert found["moved"] == {}


def test_a_moved_date_keeps_what_it_was(plan: Snapshot, today: date, edit: Changer) -> None:
    was = edit(plan, "A1", due=date(2024, 3, 28))
    was = edit(was, "A4", due=None)
    was = edit(was, "A2", due=date(2024, 2, 20))
    now = edit(plan, "A3", due=None)
    assert groups(board_data(now, today, since=was))["redated"] == {
        "A1": "28 Mar 2024 → 28 May 2024 (2nd extension, +90 days)",
        "A2": "20 Feb 2024 → 1 Mar 2024",
        "A3": "1 Feb 2024 → no date",
        "A4": "date set: 2 Apr 2024",
    }


def test_other_steps_of_delivery_are_named(plan: Snapshot, today: date, edit: Changer) -> None:
    now = edit(edit(plan, "A4", delivery="in progress"), "A2", delivery="superseded")
    found = groups(board_data(now, today, since=plan))
    assert found["moved"] == {"A2": "In progress → Superseded", "A4": "Not started → In progress"}


def test_what_became_overdue_is_named_only_where_the_earlier_day_is_known(plan: Snapshot, today: date) -> None:
    assert groups(board_data(plan, today, since=plan))["late"] == {}
    assert groups(board_data(plan, today, since=plan, since_on=THEN))["late"] == {"A2": "was due 1 Mar 2024"}
    assert groups(board_data(plan, today, since=plan, since_on=date(2024, 3, 5)))["late"] == {}


def test_earlier_counts_stand_beside_the_figures_where_the_day_is_known(
    plan: Snapshot, today: date, edit: Changer
) -> None:
    was = edit(plan, "A3", delivery="in progress")
    data = board_data(plan, today, since=was, since_on=THEN)
    assert (data.figure("finished").count, data.figure("finished").before) == (1, 0)
    assert (data.figure("status:overdue").count, data.figure("status:overdue").before) == (1, 0)
    assert data.figure("finished").before is not None
    assert board_data(plan, today, since=was).figure("finished").before is None


def test_the_meeting_whose_paper_was_frozen_gives_the_comparison_its_name_and_day(
    plan: Snapshot, today: date, edit: Changer, put: Changer
) -> None:
    old = put(plan, number=4)
    named = edit(plan, "T1", frozen_at=4)
    changed = board_data(named, today, since=old).changed
    assert changed is not None
    assert (changed.words, changed.on, changed.number) == (
        "the Safeguarding board of 8 Mar 2024", date(2024, 3, 8), 4,
    )  # fmt: skip


def test_a_comparison_without_a_meeting_is_named_by_its_change(plan: Snapshot, today: date, put: Changer) -> None:
    def words(since: Snapshot, now: Snapshot = plan) -> str:
        changed = board_data(now, today, since=since).changed
        assert changed is not None
        return changed.words

    assert words(put(plan, number=4)) == "change 4"
    assert words(put(plan, number=0)) == "the last meeting"
    bare = put(plan, Meeting(id=an_id(655), ref="T5", name="The board", frozen_at=4))
    assert words(put(plan, number=4), bare) == "The board"
    unnamed = put(plan, Meeting(id=an_id(655), ref="T5", frozen_at=4))
    assert words(put(plan, number=4), unnamed) == "the meeting"


def test_nothing_changed_is_said_so(plan: Snapshot, today: date) -> None:
    data = board_data(plan, today, since=plan)
    assert data.changed is not None
    assert data.changed.nothing
    assert "Since change 2: nothing changed." in data.headlines


def test_net_changes_say_the_same_as_the_earlier_state(
    plan: Snapshot, today: date, edit: Changer, put: Changer
) -> None:
    fresh = an_action(11, due=date(2024, 6, 1))
    now = put(edit(edit(plan, "A4", delivery="complete", owner=an_id(202)), "A1", due=date(2024, 6, 3)), fresh)
    gone = plan.by_ref("A5")
    assert gone is not None
    now = now.with_records([(Kind.ACTION, gone.id, None)], 10, "e" * 64)
    pairs = [(plan.by_ref(ref), now.by_ref(ref)) for ref in ("A1", "A4", "A5", "A11")]
    changes = [change for old, new in pairs for change in diff(old, new)]
    assert earlier(now, changes).records[Kind.ACTION] == plan.records[Kind.ACTION]
    assert earlier(now, changes).plan == plan.plan
    from_changes = groups(board_data(now, today, changes=changes, since_on=THEN))
    assert from_changes == groups(board_data(now, today, since=replace(plan, number=0), since_on=THEN))
    assert from_changes["closed"] == {"A4": "Complete"}


def test_a_given_state_wins_over_given_changes(plan: Snapshot, today: date, edit: Changer) -> None:
    now = edit(plan, "A4", delivery="complete")
    changes = diff(plan.by_ref("A4"), now.by_ref("A4"))
    assert groups(board_data(now, today, since=now, changes=changes))["closed"] == {}
