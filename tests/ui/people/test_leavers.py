"""Leavers in the lists, handing over, and joining agencies, in the real window."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from support.builders import a_plan_store, an_id, put_into
from support.clocks import FixedClock
from support.gateway import ScriptedAsker
from support.team import LEAD, Team
from support.window import Opened
from tracker.domain.plan.records import Agency
from tracker.services.records.editing import set_fields
from tracker.ui.core.commands import Do
from tracker.ui.lists.cells import Look
from tracker.ui.overview.overview import Overview
from tracker.ui.people.hand_over_sheet import HandOverSheet
from tracker.ui.people.people_sections import JoiningSection, LeavingSection
from tracker.ui.plan_list.action_columns import owner_cell
from tracker.ui.registers.register_columns import PEOPLE_COLUMNS

TODAY = date(2024, 3, 12)


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Dialogs that a test closed are gone before the next."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def look_after(refs: list[str], **fields: Any) -> Look:
    clock = FixedClock()
    team = Team(a_plan_store(clock), clock)
    team.do(LEAD, set_fields, refs, fields)
    return Look(team.now, TODAY)


def test_lists_warn_quietly_where_an_owner_has_left() -> None:
    look = look_after(["P2", "G2"], active_to="2024-03-03")
    owner = owner_cell(look, look.snapshot.by_ref("A2"))
    assert (owner.text, owner.quiet, owner.quiet_tone) == ("Detective Superintendent", "left 3 Mar 2024", "warning")
    cells = {column.key: column.cell for column in PEOPLE_COLUMNS}
    owns = cells["owns"](look, look.snapshot.by_ref("P2"))
    assert (owns.quiet, owns.quiet_tone) == ("1 still open", "warning")
    assert "ended 3 Mar 2024" in cells["title"](look, look.snapshot.by_ref("G2")).quiet
    assert cells["owns"](look, look.snapshot.by_ref("G2")).quiet == "1 still open"
    assert cells["owns"](look, look.snapshot.by_ref("P1")).quiet == "1 open"


def sheet_of(on_plan: Opened) -> HandOverSheet:
    on_plan.window.activateWindow()
    on_plan.qtbot.keyClick(
        on_plan.window, Qt.Key.Key_H, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    on_plan.settle()
    return next(one for one in on_plan.window.findChildren(HandOverSheet) if one.isVisible())


def undo_in_the_notice(on_plan: Opened, qtbot: QtBot) -> None:
    (button,) = [one for one in on_plan.window.notice.findChildren(QPushButton) if one.text() == "Undo"]
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    on_plan.settle()


def test_the_owner_in_hand_is_handed_over_by_keys_and_brought_back_by_one_undo(on_plan: Opened, qtbot: QtBot) -> None:
    on_plan.work.nav.plan_view.show_record(an_id(501))
    on_plan.settle()
    before = on_plan.session.snapshot()
    sheet = sheet_of(on_plan)
    assert (sheet.leaver.text(), sheet.day.line.text()) == ("Head of Early Help", "12 Mar 2024")
    assert sheet.effect.text() == ("1 open action goes to whoever takes over; 1 finished one keeps Head of Early Help.")
    assert not sheet.save.isEnabled()
    qtbot.keyClicks(sheet.to, "Deputy Lead")
    assert sheet.effect.text().endswith("Deputy Lead is new and is added to the register.")
    qtbot.keyClick(sheet.reason, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    on_plan.settle()
    now = on_plan.session.snapshot()
    assert now.name_of(now.get(an_id(501)).owner) == "Deputy Lead"
    assert now.get(an_id(201)).active_to == TODAY
    assert on_plan.window.notice.words == (
        "Deputy Lead takes over from Head of Early Help. "
        "1 open action went to Deputy Lead (A1); 1 finished one keeps Head of Early Help."
    )
    undo_in_the_notice(on_plan, qtbot)
    assert on_plan.session.snapshot().records == before.records


def test_with_nobody_in_hand_the_sheet_asks_and_a_bad_day_is_said(on_plan: Opened, qtbot: QtBot) -> None:
    sheet = sheet_of(on_plan)
    sheet.leaver.clear()
    assert sheet.effect.text() == "Say who leaves, and what goes is counted here."
    qtbot.keyClicks(sheet.leaver, "Somebody")
    assert sheet.effect.text() == "“Somebody” is not in the people register."
    sheet.leaver.clear()
    qtbot.keyClicks(sheet.leaver, "head of early help")
    qtbot.keyClicks(sheet.to, "Designated Nurse")
    sheet.day.line.clear()
    qtbot.keyClicks(sheet.day.line, "soon")
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    on_plan.settle()
    assert sheet.isVisible()
    assert sheet.note.isVisibleTo(sheet)
    sheet.close()


def test_a_person_who_left_says_so_and_offers_to_hand_over(on_plan: Opened, qtbot: QtBot) -> None:
    on_plan.window.hub.write(lambda uow, act: set_fields(uow, act, ["P2"], {"active_to": "2024-03-03"}))
    on_plan.settle()
    on_plan.work.nav.jump(an_id(202))
    on_plan.settle()
    view = next(one for one in on_plan.window.findChildren(LeavingSection) if one.isVisible())
    assert view.remark.text == "Left 3 Mar 2024, and one thing is still in this name. Hand over what is left to do."
    qtbot.mouseClick(view.button, Qt.MouseButton.LeftButton)
    sheet = next(one for one in on_plan.window.findChildren(HandOverSheet) if one.isVisible())
    assert (sheet.leaver.text(), sheet.day.line.text()) == ("Detective Superintendent", "3 Mar 2024")
    qtbot.keyClicks(sheet.to, "Designated Nurse")
    qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    on_plan.settle()
    told = on_plan.window.notice.words
    assert told.startswith("Designated Nurse takes over from Detective Superintendent. 1 open action went to")
    on_plan.window.hub.write(lambda uow, act: set_fields(uow, act, ["A1"], {"title": "Said again"}))
    on_plan.settle()
    assert not on_plan.window.notice.words, "what came after would be taken back"
    now = on_plan.session.snapshot()
    assert now.name_of(now.get(an_id(502)).owner) == "Designated Nurse"


def test_the_overview_shows_that_an_owner_has_left_and_opens_the_list(on_plan: Opened, qtbot: QtBot) -> None:
    on_plan.do(Do.OVERVIEW)
    view = on_plan.work.nav.view
    assert isinstance(view, Overview)
    assert "owner left" not in view.chips
    on_plan.window.hub.write(lambda uow, act: set_fields(uow, act, ["P2"], {"active_to": "2024-03-03"}))
    qtbot.waitUntil(lambda: "owner left" in view.chips, timeout=5000)
    chip = view.chips["owner left"]
    assert chip.accessibleName() == "1 Owner has left"
    qtbot.keyClick(chip, Qt.Key.Key_Return)
    on_plan.settle()
    assert [row.ref for row in now_listed(on_plan)] == ["A2"]


def now_listed(on_plan: Opened) -> list[Any]:
    model = on_plan.work.nav.plan_view.model
    return [row for row in on_plan.work.hub.snapshot.actions if model.places_of(row.id)]


def test_an_agency_under_its_former_name_is_joined_with_its_heir(
    on_plan: Opened, qtbot: QtBot, asker: ScriptedAsker
) -> None:
    put_into(on_plan.session.store, (Agency(id=an_id(190), ref="G9", name="Sampleton CCG"),))
    on_plan.window.hub.write(lambda uow, act: set_fields(uow, act, ["A1"], {"agency": "Sampleton CCG"}))
    on_plan.settle()
    on_plan.work.nav.jump(an_id(190))
    on_plan.settle()
    view = next(one for one in on_plan.window.findChildren(JoiningSection) if one.isVisible())
    assert view.remark.text == ("This is a former name: Integrated Care Board (G3) took its place. They can be joined.")
    asker.answers = [" ", "Fire service", "Integrated Care Board"]
    for expected in ("", "“Fire service” is not in the agencies register", ""):
        view.button.setFocus()
        qtbot.keyClick(view.button, Qt.Key.Key_Space)
        on_plan.settle()
        assert expected in on_plan.window.notice.words
    now = on_plan.session.snapshot()
    assert now.name_of(now.get(an_id(501)).agency) == "Integrated Care Board"
    assert view.remark.text == "Part of Integrated Care Board (G3) now."
    assert view.button.isHidden()
    cells = {column.key: column.cell for column in PEOPLE_COLUMNS}
    look = Look(now, TODAY)
    assert cells["title"](look, now.get(an_id(103))).quiet == "was called Sampleton CCG"
    assert cells["title"](look, now.get(an_id(190))).quiet == "until 12 Mar 2024  ·  now Integrated Care Board"
    on_plan.work.nav.jump(an_id(102))
    on_plan.settle()
    assert view.remark.text == ""


def test_roles_that_hold_each_other_do_not_hang_the_list(on_plan: Opened) -> None:
    on_plan.window.hub.write(lambda uow, act: set_fields(uow, act, ["P1"], {"sort": "role", "held_by": "P2"}))
    on_plan.settle()
    on_plan.window.hub.write(lambda uow, act: set_fields(uow, act, ["P2"], {"sort": "role", "held_by": "P1"}))
    on_plan.settle()
    look = Look(on_plan.session.snapshot(), TODAY)
    assert owner_cell(look, look.snapshot.by_ref("A1")).quiet == "nobody holds it"
