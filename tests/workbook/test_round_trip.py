"""A workbook goes out, is edited, and comes home: what was changed arrives once, and nothing else does."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.plan.records import Kind
from tracker.errors import Conflict
from tracker.services.workbook.workbook import as_json, prefer


def test_an_untouched_workbook_changes_nothing(desktop: Any) -> None:
    before = desktop.store.snapshot()
    proposal = desktop.plan(desktop.export())
    assert proposal.nothing
    assert proposal.problems == ()
    assert proposal.missing == ()
    assert proposal.unchanged == 6 + 1 + 5 + 1 + 1 + 1 + 1 + 5
    assert desktop.merge(desktop.export()).nothing
    assert desktop.store.snapshot() == before


def test_one_edited_cell_is_applied_once_and_not_twice(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Title="Audit forty plans")
    shown = as_json(desktop.plan(path), written=False)
    assert shown["applied"] == [
        {"ref": "A2", "field": "title", "was": "Audit thirty plans", "now": "Audit forty plans", "cell": "Actions!D3"}
    ]
    first = desktop.merge(path)
    assert desktop.record("A2").title == "Audit forty plans"
    assert first.ids == {Kind.ACTION: frozenset({desktop.record("A2").id})}
    assert desktop.merge(path).nothing


def test_the_changeset_says_which_file_it_was(desktop: Any) -> None:
    path = desktop.edit(desktop.export("police return.xlsx"), A2_Title="Audit forty plans")
    number = desktop.merge(path).number
    with desktop.store.begin() as uow:
        written = uow.changesets(number - 1)[0]
    assert written.stamp.verb == "merge"
    assert written.stamp.who == "Improvement Lead"
    assert "police return.xlsx" in written.stamp.why
    assert "change 2" in written.stamp.why


def test_the_other_side_keeps_what_it_changed_elsewhere(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Title="Audit forty plans")
    desktop.set("A2", priority="high")
    desktop.merge(path)
    assert (desktop.record("A2").title, desktop.record("A2").priority) == ("Audit forty plans", "high")


def test_the_same_field_changed_on_both_sides_is_a_conflict_and_nothing_is_written(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Title="Audit forty plans", A3_Priority="low")
    desktop.set("A2", title="Audit fifty plans")
    before = desktop.store.snapshot()
    shown = as_json(desktop.plan(path), written=False)
    assert shown["conflicts"] == [
        {
            "ref": "A2", "field": "title", "base": "Audit thirty plans", "ours": "Audit fifty plans",
            "theirs": "Audit forty plans", "cell": "Actions!D3",
        }
    ]  # fmt: skip
    with pytest.raises(Conflict, match="Title of A2"):
        desktop.merge(path)
    assert desktop.store.snapshot() == before


@pytest.mark.parametrize(
    ("choice", "title"),
    [
        ("ours", "Audit fifty plans"),
        ("theirs", "Audit forty plans"),
        ("Audit forty-five plans", "Audit forty-five plans"),
    ],
)
def test_a_conflict_is_settled_as_decided(desktop: Any, choice: str, title: str) -> None:
    path = desktop.edit(desktop.export(), A2_Title="Audit forty plans", A3_Priority="low")
    desktop.set("A2", title="Audit fifty plans")
    desktop.merge(path, {("A2", "title"): choice})
    assert (desktop.record("A2").title, desktop.record("A3").priority) == (title, "low")


@pytest.mark.parametrize(("side", "title"), [("ours", "Audit fifty plans"), ("theirs", "Audit forty plans")])
def test_one_side_can_be_preferred_throughout(desktop: Any, side: Any, title: str) -> None:
    path = desktop.edit(desktop.export(), A2_Title="Audit forty plans")
    desktop.set("A2", title="Audit fifty plans")
    desktop.merge(path, prefer(desktop.plan(path), side))
    assert desktop.record("A2").title == title


def test_a_conflict_that_came_up_meanwhile_stops_the_merge(desktop: Any) -> None:
    from tracker.services.workbook.workbook import apply_merge

    path = desktop.edit(desktop.export(), A2_Title="Audit forty plans")
    proposal = desktop.plan(path)
    desktop.set("A2", title="Audit fifty plans")
    with pytest.raises(Conflict), desktop.store.begin() as uow:
        apply_merge(uow, desktop.act(), proposal)
    assert desktop.record("A2").title == "Audit fifty plans"


def test_both_sides_saying_the_same_is_no_conflict(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Title="Audit forty plans")
    desktop.set("A2", title="Audit forty plans")
    assert desktop.plan(path).nothing


def test_links_of_both_sides_are_joined(desktop: Any) -> None:
    path = desktop.edit(
        desktop.export(), A2_For="R1; R2; R5", A2_Supporting="Children's Services; Integrated Care Board"
    )
    desktop.set("A2", **{"for": "R2;R3"})
    desktop.merge(path)
    snapshot = desktop.store.snapshot()
    assert snapshot.refs_of(desktop.record("A2").targets) == ("R2", "R3", "R5")
    assert [snapshot.name_of(one) for one in desktop.record("A2").supporting] == [
        "Children's Services",
        "Integrated Care Board",
    ]


def test_a_typed_owner_is_added_once(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Owner="Chief Nurse", A4_Owner=" chief  nurse ", A4_Agency="Probation")
    desktop.merge(path)
    assert desktop.called(desktop.record("A2").owner) == "Chief Nurse"
    assert desktop.record("A4").owner == desktop.record("A2").owner
    assert desktop.called(desktop.record("A4").agency) == "Probation"
    assert desktop.count(Kind.PERSON) == 6
    assert desktop.merge(path).nothing


def test_a_new_update_is_said_once(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"A2_New update": "Twenty read so far.", "R1_New update": "On the agenda."})
    desktop.merge(path, who="Detective Superintendent")
    said = {update.text: update for update in desktop.store.snapshot().of(Kind.UPDATE)}
    assert said["Twenty read so far."].author == "Detective Superintendent"
    assert said["Twenty read so far."].dated == dt.date(2024, 3, 12)
    assert said["Twenty read so far."].target == desktop.record("A2").id
    assert said["On the agenda."].target == desktop.record("R1").id
    assert desktop.merge(path).nothing


def test_an_agreed_date_asks_for_an_extension_with_its_reason(desktop: Any) -> None:
    cells = {"A2_Due": dt.date(2024, 6, 1), "A2_Reason for new date": "Auditors are off sick"}
    path = desktop.edit(desktop.export(for_name="Police"), **cells)
    shown = as_json(desktop.plan(path), written=False)["applied"]
    assert [(one["field"], one["was"], one["now"], one["as"]) for one in shown] == [
        ("due", "2024-03-01", "2024-06-01", "extension")
    ]
    desktop.merge(path)
    action, asked = desktop.record("A2"), desktop.record("X3")
    assert action.due == dt.date(2024, 3, 1)
    assert (asked.new_due, asked.reason, asked.state) == (dt.date(2024, 6, 1), "Auditors are off sick", "pending")
    assert asked.asked_by == "Police"
    assert desktop.merge(path).nothing


def test_a_new_action_gets_a_reference_once(desktop: Any) -> None:
    cells = {
        "A+_For": "R5; F1", "A+_Title": "Ask children", "A+_Owner": "Youth Justice Lead", "A+_Due": dt.date(2024, 7, 1),
        "A+_Delivery": "in progress", "A+_New update": "First visit booked.",
    }  # fmt: skip
    path = desktop.edit(desktop.export(), **cells)
    added = as_json(desktop.plan(path), written=False)["added"]
    assert added == [{"kind": "action", "title": "Ask children", "for": None, "cell": "Actions!C7"}]
    desktop.merge(path)
    action = desktop.record("A6")
    assert (action.title, action.delivery, action.position) == ("Ask children", "in progress", 6)
    assert desktop.store.snapshot().refs_of(action.targets) == ("F1", "R5")
    assert action.original_due == dt.date(2024, 7, 1), "the plan is agreed, so the date is fixed as it is added"
    assert [u.text for u in desktop.store.snapshot().updates_for(action.id)] == ["First visit booked."]
    desktop.set("A6", title="Ask children and parents")
    assert desktop.merge(path).nothing


def test_a_merge_is_one_undo_step(desktop: Any) -> None:
    from tracker.services.log.undo import undo

    before = desktop.store.snapshot()
    path = desktop.edit(desktop.export(), **{"A2_Title": "X", "A3_Priority": "low", "A4_New update": "Said."})
    desktop.merge(path)
    with desktop.store.begin() as uow:
        undo(uow, desktop.act())
    after = desktop.store.snapshot()
    assert (after.actions, after.of(Kind.UPDATE)) == (before.actions, before.of(Kind.UPDATE))


def test_nothing_changes_through_libreoffice(desktop: Any, office: Callable[..., Path], tmp_path: Path) -> None:
    path = office(desktop.export(), tmp_path / "office")
    proposal = desktop.plan(path)
    assert proposal.nothing
    assert proposal.problems == ()
    assert proposal.missing == ()


def test_an_edit_survives_libreoffice(desktop: Any, office: Callable[..., Path], tmp_path: Path) -> None:
    path = desktop.edit(desktop.export(), A2_Title="Audit forty plans", A4_Due=dt.date(2024, 5, 3))
    home = office(path, tmp_path / "office")
    desktop.merge(home)
    assert desktop.record("A2").title == "Audit forty plans"
    assert desktop.record("X3").new_due == dt.date(2024, 5, 3)
    assert desktop.merge(home).nothing


@pytest.mark.parametrize("words", ["_x000D_", "Field _x0041_ of the form", "_x005F_x000D_", "a_x_b _x12_"])
def test_words_that_look_like_an_escaped_character_come_home_as_they_went(desktop: Any, words: str) -> None:
    desktop.set("A2", description=words)
    path = desktop.export(afresh=True)
    assert desktop.plan(path).nothing
    desktop.merge(desktop.edit(path, A2_Priority="high"))
    assert (desktop.record("A2").description, desktop.record("A2").priority) == (words, "high")
