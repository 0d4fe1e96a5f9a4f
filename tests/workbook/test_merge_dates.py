"""Dates, milestones and readings of a returned workbook: changed, asked for, taken once."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from support.returns import messages
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.dates.extend import approve, ask, refuse
from tracker.services.workbook.workbook import as_json


def test_before_agreement_a_date_is_simply_changed(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"A+_Title": "Ask children"})
    desktop.merge(path)
    desktop.merge(desktop.edit(desktop.export("b.xlsx"), A6_Due=dt.date(2024, 8, 1)))
    assert desktop.record("A6").due == dt.date(2024, 8, 1)
    assert desktop.count(Kind.EXTENSION) == 2


def test_a_new_date_without_a_reason_is_asked_for_and_says_so(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Due=dt.date(2024, 6, 1))
    assert "without a reason" in messages(desktop.plan(path))[0]
    desktop.merge(path)
    assert desktop.record("X3").reason == "No reason was given in the workbook"
    assert desktop.record("X3").asked_by == "Improvement Lead"


@pytest.mark.parametrize("asked_since", [True, False])
def test_a_reason_that_comes_later_is_taken_into_the_request_that_waits(desktop: Any, asked_since: bool) -> None:
    sent = desktop.export("b.xlsx") if asked_since else None
    desktop.merge(desktop.edit(desktop.export(), A2_Due=dt.date(2024, 6, 1)))
    cells = {"A2_Due": dt.date(2024, 6, 1), "A2_Reason for new date": "Auditors are ill"}
    path = desktop.edit(sent or desktop.export("b.xlsx"), **cells)
    proposal = desktop.plan(path)
    assert (as_json(proposal, written=False)["applied"], proposal.problems) == (
        [{
            "ref": "X3", "field": "reason", "was": "No reason was given in the workbook", "now": "Auditors are ill",
            "cell": "Actions!J3",
        }],
        (),
    )  # fmt: skip
    desktop.merge(path)
    assert (desktop.record("X3").reason, desktop.record("X3").state) == ("Auditors are ill", "pending")
    assert desktop.count(Kind.EXTENSION) == 3


def test_a_reason_without_a_new_date_is_said(desktop: Any) -> None:
    proposal = desktop.plan(desktop.edit(desktop.export(), **{"A2_Reason for new date": "Too much to do"}))
    assert proposal.nothing
    assert messages(proposal) == ["Actions!J3: A2 gives a reason for a new date, but its date is as it was."]


def test_dates_that_cannot_be_asked_for(desktop: Any) -> None:
    with desktop.store.begin() as uow:
        ask(uow, desktop.act(), "A4", dt.date(2024, 7, 1), "Health is short of staff")
    path = desktop.edit(desktop.export(), A2_Due=None, A3_Due=dt.date(2024, 6, 1), A4_Due=dt.date(2024, 6, 1))
    proposal = desktop.plan(path)
    assert proposal.nothing
    assert [one.message for one in proposal.problems] == [
        "the agreed date of A2 cannot be emptied. The date is left unchanged.",
        "A3 is complete, so its deadline stays. The date is left unchanged.",
        "X3 of Improvement Lead already asks for 1 Jul 2024 and waits for approval. The date is left unchanged.",
    ]


@pytest.mark.parametrize("decision", ["approved", "refused", "pending"])
def test_a_date_asked_for_once_is_not_asked_for_again(desktop: Any, decision: str) -> None:
    cells = {"A2_Due": dt.date(2024, 6, 1), "A2_Reason for new date": "Auditors are ill"}
    path = desktop.edit(desktop.export(), **cells)
    desktop.merge(path)
    with desktop.store.begin() as uow:
        if decision == "approved":
            approve(uow, desktop.act("Board Chair"), "A2")
        elif decision == "refused":
            refuse(uow, desktop.act("Board Chair"), "A2", "Ask for help instead")
    again = desktop.plan(path)
    assert (again.nothing, again.problems) == (True, ())


def test_a_date_both_sides_moved_is_a_conflict_and_theirs_asks_for_an_extension(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"A2_Due": dt.date(2024, 6, 1), "A2_Reason for new date": "Ill"})
    with desktop.store.begin() as uow:
        ask(uow, desktop.act(), "A2", dt.date(2024, 5, 1), "Short of staff")
    with desktop.store.begin() as uow:
        approve(uow, desktop.act("Board Chair"), "A2")
    conflict = as_json(desktop.plan(path), written=False)["conflicts"]
    assert [(one["base"], one["ours"], one["theirs"]) for one in conflict] == [
        ("2024-03-01", "2024-05-01", "2024-06-01")
    ]
    with pytest.raises(UserError, match="cannot be emptied"):
        desktop.merge(path, {("A2", "due"): None})
    desktop.merge(path, {("A2", "due"): "1 Jul 2024"})
    assert (desktop.record("X4").new_due, desktop.record("X4").reason) == (dt.date(2024, 7, 1), "Ill")


def test_milestones_are_answered_and_added_once(desktop: Any) -> None:
    def steps(book: Workbook) -> None:
        ws = book["Milestones"]
        at = {cell.value: cell.column for cell in ws[1]}
        ws.cell(2, at["Done"]).value = dt.date(2024, 3, 1)
        for heading, value in (("For", "A4"), ("Title", "Ask health"), ("Due", dt.date(2024, 3, 20))):
            ws.cell(3, at[heading]).value = value
        ws.cell(4, at["Title"]).value = "Of no action"

    path = desktop.work(desktop.export(), steps)
    assert messages(desktop.plan(path)) == ["Milestones!C4: This milestone lacks “For”: it is not taken."]
    desktop.merge(path)
    assert desktop.record("S1").done == dt.date(2024, 3, 1)
    assert (desktop.record("S2").title, desktop.record("S2").action) == ("Ask health", desktop.record("A4").id)
    assert desktop.merge(path).nothing


def test_new_readings_are_taken_once(desktop: Any) -> None:
    def read(value: Any, on: Any, row: int = 2) -> Any:
        def hand(book: Workbook) -> None:
            ws = book["Measures"]
            at = {cell.value: cell.column for cell in ws[1]}
            assert ws.cell(2, at["Latest reading"]).value == "52 (1 Feb 2024)"
            ws.cell(row, at["New reading"]).value, ws.cell(row, at["Read on"]).value = value, on

        return hand

    path = desktop.work(desktop.export(), read("61%", dt.date(2024, 3, 1)))
    assert [(one.title, one.target) for one in desktop.plan(path).added] == [("M1: 61 on 1 Mar 2024", "M1")]
    desktop.merge(path)
    point = desktop.record("D2")
    assert (point.measure, point.value, point.dated) == (desktop.record("M1").id, 61.0, dt.date(2024, 3, 1))
    assert desktop.merge(path).nothing
    undated = desktop.work(desktop.export("b.xlsx", afresh=True), _cleared)
    assert desktop.plan(undated).nothing
    for name, value, on, said in (
        ("c.xlsx", "many", None, "This reading is not taken"), ("d.xlsx", 60, dt.date(2024, 6, 1), "still to come"),
        ("e.xlsx", None, dt.date(2024, 3, 1), "without a reading"),
    ):  # fmt: skip
        sent = desktop.folder / name
        sent.write_bytes(path.read_bytes())
        proposal = desktop.plan(desktop.work(sent, read(value, on)))
        assert (proposal.nothing, said in proposal.problems[0].message) == (True, True)
    assert desktop.plan(desktop.work(path, read(70, None))).added[0].title == "M1: 70 on 12 Mar 2024"
    added = desktop.plan(desktop.work(path, lambda book: setattr(book["Measures"]["E3"], "value", "Another")))
    assert "A measure is added in the tracker: this row" in " ".join(messages(added))


def _cleared(_book: Workbook) -> None:
    """A workbook that was only saved again."""
