"""Every figure counts what it says and opens what it counts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta

import pytest

from support.builders import an_action, an_id
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.board.board_figures import EXCEPTIONS, EXECUTIVE, by_month, loose_actions, select
from tracker.domain.plan.records import Action, Agency, Evidence, Recommendation
from tracker.domain.plan.snapshot import Snapshot

Changer = Callable[..., Snapshot]


def refs(data: BoardData, key: str) -> tuple[str, ...]:
    return data.figure(key).refs


def test_every_figure_is_the_length_of_the_list_it_opens(plan: Snapshot, today: date) -> None:
    data = board_data(plan, today)
    known = {record.ref for kind in plan.records for record in plan.of(kind)}
    parts = [f for part in (*data.by_recommendation, *data.by_agency, *data.by_month) for f in part.figures]
    for figure in (*data.figures, *data.profile, *parts):
        assert figure.count == len(figure.refs) == len(set(figure.refs))
        assert set(figure.refs) <= known
        assert data.figure(figure.key) is figure


def test_a_list_of_exceptions_shows_just_the_actions_its_figure_counts(plan: Snapshot, today: date) -> None:
    for entry in board_data(plan, today).exceptions:
        assert tuple(row.ref for row in entry.rows) == entry.figure.refs


def test_the_profile_holds_each_action_once(plan: Snapshot, today: date) -> None:
    data = board_data(plan, today)
    counted = [ref for figure in data.profile for ref in figure.refs]
    assert sorted(counted) == sorted(action.ref for action in plan.actions)
    by_word = {figure.label: figure.refs for figure in data.profile}
    assert by_word["Overdue"] == ("A2",)
    assert by_word["In progress"] == ("A1",)
    assert by_word["Complete"] == ("A3",)
    assert by_word["Superseded"] == ("A5",)


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("actions", ("A1", "A2", "A3", "A4")),
        ("finished", ("A3",)),
        ("evidenced", ()),
        ("unevidenced", ("A3",)),
        ("open", ("A1", "A2", "A4")),
        ("overdue now", ("A2",)),
        ("late at first", ("A1", "A2")),
        ("moved", ("A1",)),
        ("bare", ("R4", "R5", "R6")),
        ("met", ()),
        ("overdue", ("A2",)),
        ("red", ()),
        ("bare amber", ("A1",)),
        ("slipped twice", ("A1",)),
        ("quiet", ("A2", "A4")),
        ("no owner", ("A4",)),
        ("no date", ()),
        ("closed unproved", ()),
    ],
)
def test_each_figure_counts_what_its_words_say(
    plan: Snapshot, today: date, key: str, expected: tuple[str, ...]
) -> None:
    assert refs(board_data(plan, today), key) == expected


def test_the_two_lists_of_overdue_actions_are_one(plan: Snapshot, today: date) -> None:
    data = board_data(plan, today)
    assert refs(data, "overdue") == refs(data, "overdue now") == refs(data, "status:overdue")


def test_an_action_closed_without_proof_is_an_exception_with_its_reason(
    plan: Snapshot, today: date, edit: Changer
) -> None:
    closed = edit(plan, "A3", delivery="closed", delivery_reason="The service has ended")
    data = board_data(closed, today)
    assert refs(data, "closed unproved") == ("A3",)
    [row] = next(one.rows for one in data.exceptions if one.figure.key == "closed unproved")
    assert row.reason == "The service has ended"


def test_an_unknown_figure_is_a_fault_of_the_program(plan: Snapshot, today: date) -> None:
    with pytest.raises(KeyError):
        board_data(plan, today).figure("no such figure")


def test_amber_with_a_reason_and_a_date_is_no_exception(plan: Snapshot, today: date, edit: Changer) -> None:
    mended = edit(plan, "A1", forecast_due=date(2024, 7, 1))
    assert refs(board_data(mended, today), "bare amber") == ()
    hollow = edit(mended, "A1", forecast_reason="  ")
    assert refs(board_data(hollow, today), "bare amber") == ("A1",)


def test_a_red_forecast_counts_only_while_the_action_is_open(plan: Snapshot, today: date, edit: Changer) -> None:
    assert refs(board_data(edit(plan, "A4", forecast="red"), today), "red") == ("A4",)
    assert refs(board_data(edit(plan, "A3", forecast="red"), today), "red") == ()


def test_an_action_without_a_date_or_owner_is_an_exception_until_it_is_done(
    plan: Snapshot, today: date, edit: Changer
) -> None:
    undated = edit(plan, "A4", due=None, original_due=None)
    assert refs(board_data(undated, today), "no date") == ("A4",)
    done = edit(undated, "A4", delivery="complete")
    assert refs(board_data(done, today), "no date") == refs(board_data(done, today), "no owner") == ()


def test_recommendations_are_counted_with_all_their_actions_and_the_rest_apart(
    plan: Snapshot, today: date, put: Changer
) -> None:
    lone = an_action(9, delivery="closed")
    lost = an_action(10, targets=(an_id(999999),))
    data = board_data(put(plan, lone, lost), today)
    by_ref = {part.key: part for part in data.by_recommendation}
    assert by_ref["R1"].count == by_ref["R2"].count == 2
    assert by_ref["R5"].count == 0
    assert by_ref["none"].label == "Not under a recommendation"
    assert by_ref["none"].count == len(data.loose) == 2
    assert "none" not in {part.key for part in board_data(plan, today).by_recommendation}


def test_agencies_are_ordered_by_their_actions_with_nobody_last(plan: Snapshot, today: date, edit: Changer) -> None:
    lost = edit(plan, "A4", agency=an_id(777))
    parts = board_data(lost, today).by_agency
    assert [(part.label, part.count) for part in parts] == [
        ("Children's Services", 2), ("Integrated Care Board", 1), ("Police", 1), ("No agency", 1),
    ]  # fmt: skip
    assert parts[-1].key == "no agency"


def test_months_run_on_without_a_gap_and_leave_out_what_is_not_in_force(plan: Snapshot, today: date) -> None:
    parts = board_data(plan, today).by_month
    assert [(part.label, part.count) for part in parts] == [
        ("Feb 2024", 1), ("Mar 2024", 1), ("Apr 2024", 1), ("May 2024", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("last", "count", "labels"),
    [
        (date(2025, 7, 1), 18, ("Feb 2024", "Jul 2025")),
        (date(2025, 8, 1), 7, ("Jan–Mar 2024", "Jul–Sep 2025")),
        (date(2032, 1, 1), 9, ("2024", "2032")),
        (date(2199, 1, 1), 18, ("2020–2029", "2190–2199")),
    ],
)
def test_a_long_plan_is_counted_by_quarter_or_years(
    plan: Snapshot, today: date, edit: Changer, last: date, count: int, labels: tuple[str, str]
) -> None:
    parts = by_month(edit(plan, "A4", due=last), today)
    assert (parts[0].label, parts[-1].label) == labels
    assert len(parts) == count
    assert sum(part.count for part in parts) == 4


def test_a_plan_without_dates_has_no_months(plan: Snapshot, today: date, drop: Changer) -> None:
    empty = drop(plan, *plan.actions)
    assert by_month(empty, today) == ()
    assert loose_actions(empty) == ()
    assert board_data(empty, today).by_agency == ()


def test_any_list_can_be_filtered_by_the_rule_that_a_figure_counts_by(plan: Snapshot, today: date) -> None:
    data = board_data(plan, today)
    for rule in (*EXECUTIVE, *EXCEPTIONS):
        assert tuple(action.ref for action in select(plan, rule, today)) == refs(data, rule.key)
        assert rule.meaning


def test_a_superseded_recommendation_needs_no_action(plan: Snapshot, today: date, edit: Changer) -> None:
    assert refs(board_data(edit(plan, "R6", delivery="superseded"), today), "bare") == ("R4", "R5")


def test_names_of_agencies_without_actions_do_not_appear(plan: Snapshot, today: date, put: Changer) -> None:
    more = put(plan, Agency(id=an_id(199), ref="G9", name="Fire Service"), Recommendation(id=an_id(499), ref="R9"))
    assert "Fire Service" not in {part.label for part in board_data(more, today).by_agency}


def test_what_is_said_of_assurance_is_no_evidence(plan: Snapshot, today: date, edit: Changer, put: Changer) -> None:
    claimed = edit(plan, "A3", assurance="embedded")
    data = board_data(claimed, today)
    assert (refs(data, "evidenced"), refs(data, "unevidenced")) == ((), ("A3",))
    offered = Evidence(id=an_id(690), ref="E9", targets=(an_id(503),), kind="Dip sample", file="a.pdf", added_by="Ann")
    accepted = replace(offered, review="accepted", reviewed_by="Ben")
    for item, found in (
        (offered, ()), (replace(accepted, reviewed_by="Ann"), ()), (replace(offered, review="returned"), ()),
        (replace(accepted, refresh_by=today - timedelta(days=1)), ()), (accepted, ("A3",)),
    ):  # fmt: skip
        data = board_data(put(plan, item), today)
        assert refs(data, "evidenced") == found
        assert set(refs(data, "unevidenced")) == {"A3"} - set(found)


def test_the_figures_of_evidence_say_what_they_count(plan: Snapshot, today: date) -> None:
    data = board_data(plan, today)
    said = [data.figure(key).meaning for key in ("evidenced", "unevidenced")]
    assert said == ["Somebody else than who added it accepted its evidence.", "No evidence of it is accepted yet."]


def test_an_open_action_is_never_evidenced(plan: Snapshot, today: date, put: Changer) -> None:
    item = Evidence(
        id=an_id(690), ref="E9", targets=(an_id(501),), file="a.pdf", added_by="Ann", review="accepted",
        reviewed_by="Ben",
    )  # fmt: skip
    assert refs(board_data(put(plan, item), today), "evidenced") == ()


def test_actions_carry_the_same_status_as_the_profile_counts_them_by(plan: Snapshot, today: date) -> None:
    data = board_data(plan, today)
    words = {ref: figure.label for figure in data.profile for ref in figure.refs}
    rows = [row for subject in data.subjects for row in subject.actions]
    assert rows
    assert all(words[row.ref] == row.status.word for row in rows)
    assert {type(action) for action in plan.actions} == {Action}
