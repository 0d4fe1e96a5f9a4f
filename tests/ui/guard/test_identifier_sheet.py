"""Identifiers decided in the window, and a paper that waits for it."""

from pathlib import Path

from support.gateway import ScriptedAsker
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.services.plan.guard import Undecided, cleared
from tracker.services.records.editing import set_fields
from tracker.ui.core.commands import Do
from tracker.ui.guard.identifier_sheet import IdentifierSheet

NHS = "Audit case of T, NHS 943 476 5919; mail ann@example.org"


def write(on_plan: Opened, ref: str, words: str) -> None:
    assert on_plan.window.hub is not None
    on_plan.window.hub.write(lambda uow, act: set_fields(uow, act, [ref], {"description": words}).changes)
    on_plan.settle()


def sheet_of(on_plan: Opened) -> IdentifierSheet:
    on_plan.do(Do.IDENTIFIERS)
    return next(one for one in on_plan.window.findChildren(IdentifierSheet) if one.isVisible())


def test_a_plan_without_any_says_so(on_plan: Opened) -> None:
    on_plan.do(Do.IDENTIFIERS)
    assert "Nothing in this plan looks like an identifier" in on_plan.window.notice.words


def test_each_field_is_shown_in_context_and_decided(on_plan: Opened) -> None:
    write(on_plan, "A1", "mail bob@example.org")
    write(on_plan, "A2", NHS)
    sheet = sheet_of(on_plan)
    assert [row.place for row in sheet.rows] == ["A2.description", "A1.description"]
    sheet.send()
    assert "Nothing is decided yet" in sheet.note.text
    sheet.rows[0].choice.setCurrentIndex(2)
    sheet.send()
    on_plan.settle()
    assert "needs a reason" in sheet.note.text
    sheet.reason.setText("an invented number")
    sheet.send()
    on_plan.settle()
    plan = on_plan.session.snapshot().plan
    assert [one.decision for one in plan.identifiers] == ["kept"]
    again = sheet_of(on_plan)
    assert [row.place for row in again.rows] == ["A1.description", "A2.description"]
    assert again.rows[1].choice.currentText() == "Let it leave, for a reason"


def test_a_workbook_waits_until_its_identifiers_are_decided(
    on_plan: Opened, asker: ScriptedAsker, tmp_path: Path
) -> None:
    write(on_plan, "A2", NHS)
    snapshot = on_plan.session.snapshot()
    try:
        cleared(snapshot, on_plan.work.hub.today)
    except Undecided as fault:
        on_plan.session.refuse = fault
    asker.answers = [tmp_path / "Plan.xlsx"]
    on_plan.do(Do.EXPORT)
    sheet = next(one for one in on_plan.window.findChildren(IdentifierSheet) if one.isVisible())
    on_plan.session.refuse = None
    sheet.rows[0].choice.setCurrentIndex(1)
    sheet.send()
    on_plan.settle()
    assert "Plan.xlsx is written" in on_plan.window.notice.words
    assert on_plan.session.snapshot().of(Kind.ACTION)[1].description == NHS
