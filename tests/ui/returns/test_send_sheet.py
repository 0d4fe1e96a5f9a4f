"""Sending workbooks on screen: who is listed, ticked and sent one, and what the round notes."""

import csv
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from support.gateway import ScriptedAsker
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.services.meetings.rounds import ask_round
from tracker.services.plan.guard import blank
from tracker.services.records.editing import set_fields
from tracker.ui.core.commands import Do
from tracker.ui.guard.identifier_sheet import IdentifierSheet
from tracker.ui.returns.send_sheet import SendSheet, new_folder

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform


def opened(on_plan: Opened) -> SendSheet:
    on_plan.do(Do.SEND_WORKBOOKS)
    sheet = on_plan.window.findChild(SendSheet)
    assert isinstance(sheet, SendSheet)
    return sheet


def sent(folder: Path) -> list[str]:
    with (folder / "sent.csv").open(encoding="utf-8-sig", newline="") as lines:
        return [line["name"] for line in csv.DictReader(lines)]


def test_each_who_is_ticked_gets_a_workbook_and_a_draft(on_plan: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    sheet = opened(on_plan)
    names = [fact.cells[0] for fact in sheet.list.rows.facts]
    assert len(sheet.ticked) == len(names) > 1
    assert "without an e-mail" in sheet.summary.text()
    on_plan.qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    assert [one.name for one in sheet.ticked] == names[1:]
    asker.answers.append(tmp_path)
    on_plan.qtbot.keyClick(sheet, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    on_plan.settle()
    on_plan.settle()
    (folder,) = [path for path in tmp_path.iterdir() if path.is_dir()]
    assert sent(folder) == names[1:]
    assert len(list(folder.glob("*.eml"))) == len(names) - 1
    assert f"{len(names) - 1} workbook" in on_plan.window.notice.words
    assert new_folder(tmp_path, on_plan.work.hub.today).name.endswith("(2)")


def test_all_or_nobody_may_be_ticked_and_agencies_listed(on_plan: Opened) -> None:
    sheet = opened(on_plan)
    sheet.all.click()
    assert (sheet.ticked, sheet.save.isEnabled()) == ((), False)
    sheet.send()
    sheet.all.click()
    assert len(sheet.ticked) == len(sheet.list.rows.facts)
    sheet.by.setCurrentIndex(1)
    agencies = {agency.name for agency in on_plan.work.hub.snapshot.agencies}
    assert {fact.cells[0] for fact in sheet.list.rows.facts} <= agencies
    sheet.reject()


def test_the_open_rounds_people_are_offered_and_the_round_is_marked(
    on_plan: Opened, asker: ScriptedAsker, tmp_path: Path
) -> None:
    hub = on_plan.work.hub
    name = hub.snapshot.name_of(next(one.owner for one in hub.snapshot.actions if one.owner))
    hub.write(lambda uow, act: ask_round(uow, act, date(2024, 3, 20), people=[name]))
    on_plan.settle()
    sheet = opened(on_plan)
    assert [one.name for one in sheet.ticked] == [name]
    asker.answers.append(tmp_path)
    sheet.save.click()
    on_plan.settle()
    on_plan.settle()
    assert (hub.snapshot.of(Kind.ROUND)[0].note or "").startswith("1 workbook went out on")


def test_where_nothing_can_be_written_the_sheet_says_so(on_plan: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    sheet = opened(on_plan)
    blocked = tmp_path / "file"
    blocked.write_text("no folder")
    asker.answers.append(blocked)
    sheet.save.click()
    on_plan.settle()
    on_plan.settle()
    assert "cannot be written" in sheet.note.text
    assert sheet.save.isEnabled()
    sheet.reject()


def test_identifiers_are_decided_on_before_workbooks_are_made(
    on_plan: Opened, asker: ScriptedAsker, tmp_path: Path
) -> None:
    hub = on_plan.work.hub
    owned = next(one.ref for one in hub.snapshot.actions if one.owner)
    words = {"description": "Audit case of T, NHS 943 476 5919"}
    hub.write(lambda uow, act: set_fields(uow, act, [owned], words))
    on_plan.settle()
    sheet = opened(on_plan)
    asker.answers.append(tmp_path)
    sheet.save.click()
    on_plan.settle()
    on_plan.settle()
    assert not list(tmp_path.glob("Workbooks*"))
    identifiers = next(one for one in sheet.findChildren(IdentifierSheet) if one.isVisible())
    hub.write(lambda uow, act: blank(uow, act, f"{owned}.description"))
    on_plan.settle()
    identifiers.accept()
    on_plan.settle()
    on_plan.settle()
    assert len(list(tmp_path.glob("Workbooks*"))) == 1


def test_a_missing_address_is_typed_where_it_is_missed(on_plan: Opened) -> None:
    sheet = opened(on_plan)
    name = sheet.list.key
    on_plan.qtbot.keyClick(sheet.list, Qt.Key.Key_Space)
    ticked = sheet.ticked
    assert sheet.address.isVisible()
    on_plan.qtbot.keyClicks(sheet.address, "head@example.org")
    on_plan.qtbot.keyClick(sheet.address, Qt.Key.Key_Return)
    on_plan.settle()
    (person,) = (one for one in on_plan.work.hub.snapshot.people if one.name == name)
    assert person.email == "head@example.org"
    (row,) = (fact for fact in sheet.list.rows.facts if fact.key == name)
    assert row.cells[-1] == "head@example.org"
    assert sheet.isVisible()
    assert [one.name for one in sheet.ticked] == [one.name for one in ticked]
