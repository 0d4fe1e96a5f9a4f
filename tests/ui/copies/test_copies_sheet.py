"""The copies of a plan in the window: listed, looked into, and taken back by keyboard."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from shiboken6 import isValid

from support.gateway import FakeGateway, ScriptedAsker
from support.window import Opened
from tracker import settings as options
from tracker.domain.log.copies import Alarm
from tracker.errors import OlderPlan, PasswordWanted, UserError
from tracker.paths import with_password
from tracker.services.ports import Fault
from tracker.services.records.editing import set_fields
from tracker.settings import Settings
from tracker.ui.copies.copies_sheet import CopiesSheet
from tracker.ui.copies.watch import look_at
from tracker.ui.core.commands import Do
from tracker.ui.core.jobs import Lane

MONDAY = date(2024, 3, 11)


@pytest.fixture
def spoiled(on_plan: Opened) -> str:
    """A copy of the plan, and A1 with another title since; the title that it had."""
    title = on_plan.session.store.snapshot().by_ref("A1").title  # type: ignore[union-attr]
    on_plan.session.copies.keep(MONDAY)
    on_plan.work.hub.write(lambda uow, act: set_fields(uow, act, ["A1"], {"title": "Spoiled"}))
    on_plan.settle()
    return str(title)


@pytest.fixture
def sheet(on_plan: Opened) -> Iterator[Callable[[], CopiesSheet]]:
    opened: list[CopiesSheet] = []

    def show() -> CopiesSheet:
        on_plan.do(Do.COPIES)
        on_plan.settle()
        opened.append(on_plan.window.findChildren(CopiesSheet)[-1])
        return opened[-1]

    yield show
    on_plan.settle()
    for one in filter(isValid, opened):
        one.close()


def press(on_plan: Opened, sheet: CopiesSheet, key: Qt.Key) -> None:
    widget = sheet.focusWidget()
    assert widget is not None
    on_plan.qtbot.keyClick(widget, key)
    on_plan.settle()


def test_a_record_is_taken_back_by_keyboard(on_plan: Opened, spoiled: str, sheet: Callable[[], CopiesSheet]) -> None:
    on_plan.qtbot.keyClick(
        on_plan.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    on_plan.settle()
    shown = on_plan.window.findChildren(CopiesSheet)[-1]
    on_plan.settle()
    assert shown.list.item(0).text() == "11 Mar 2024: change 1, 1.2 MB, verified".replace(
        "change 1", f"change {on_plan.session.copies.made[0][0].number}"
    )
    assert shown.list.hasFocus() or shown.focusWidget() is shown.list
    shown.records.setFocus()
    assert shown.record is not None
    assert shown.record.ref == "A1"
    press(on_plan, shown, Qt.Key.Key_Return)
    assert on_plan.work.hub.snapshot.by_ref("A1").title == spoiled  # type: ignore[union-attr]
    on_plan.settle()
    assert shown.since.text() == "Nothing has changed since this copy"
    assert not shown.one.isEnabled()
    on_plan.do(Do.UNDO)
    assert on_plan.work.hub.snapshot.by_ref("A1").title == "Spoiled"  # type: ignore[union-attr]
    shown.close()


def test_what_changed_is_told_field_by_field(on_plan: Opened, spoiled: str, sheet: Callable[[], CopiesSheet]) -> None:
    shown = sheet()
    item = shown.records.topLevelItem(0)
    assert item is not None
    assert item.text(0) == "A1 Spoiled"
    fields = [[item.child(n).text(c) for c in range(3)] for n in range(item.childCount())]
    assert ["Title", spoiled, "Spoiled"] in fields
    shown.records.setCurrentItem(item.child(0))
    assert shown.record is not None
    assert shown.one.isEnabled()
    shown.records.clearSelection()
    assert shown.record is None
    assert not shown.one.isEnabled()


def test_no_copy_yet_is_said_and_one_is_made(on_plan: Opened, sheet: Callable[[], CopiesSheet]) -> None:
    shown = sheet()
    assert "There is none yet." in shown.words.text()
    assert not shown.whole.isEnabled()
    shown.make.click()
    on_plan.settle()
    on_plan.settle()
    assert shown.list.count() == 1
    assert "They lie in copies." in shown.words.text()
    on_plan.session.refuse = UserError("there is no room left", "free some space")
    shown.make.click()
    on_plan.settle()
    assert "no room left" in shown.note.text
    assert shown.make.isEnabled()
    on_plan.session.refuse = None


def test_what_was_erased_is_taken_out_of_the_copies(on_plan: Opened, sheet: Callable[[], CopiesSheet]) -> None:
    on_plan.session.copies.held = 2
    shown = sheet()
    assert shown.erased.text() == "2 copies still hold what was erased."
    shown.rewrite.click()
    on_plan.settle()
    assert shown.erased.isHidden()
    assert on_plan.session.copies.held == 0


def test_all_of_a_copy_comes_back_as_a_plan_of_its_own(
    on_plan: Opened, spoiled: str, sheet: Callable[[], CopiesSheet], asker: ScriptedAsker, gateway: FakeGateway,
    tmp_path: Path,
) -> None:  # fmt: skip
    target = tmp_path / "back.plan"
    gateway.restore(Path("any"), target)
    asker.answers.append(target)
    session = on_plan.session
    sheet().whole.click()
    on_plan.settle()
    on_plan.settle()
    assert ("as plan", target) in session.asked
    assert on_plan.session.address == str(target)


def test_the_foot_says_what_is_wrong_with_the_copies(on_plan: Opened) -> None:
    on_plan.session.copied = True
    on_plan.session.copies.standing = "No copy could be made: the disk is full"
    on_plan.work.hub.write(lambda uow, act: set_fields(uow, act, ["A1"], {"title": "Other"}))
    on_plan.settle()
    on_plan.settle()
    assert "No copy could be made: the disk is full" in on_plan.work.status.words
    on_plan.session.copies.standing = ""
    on_plan.work.hub.settle_copies()
    on_plan.settle()
    assert "copy" not in on_plan.work.status.words


def test_a_long_look_at_the_plan_holds_no_file_and_no_closing_up(on_plan: Opened) -> None:
    copies, jobs = on_plan.session.copies, on_plan.window.jobs
    copies.looks_long = True
    look_at(on_plan.window.context())
    read: list[str] = []
    jobs.run(lambda: "a file", read.append, lane=Lane.FILES)
    on_plan.qtbot.waitUntil(lambda: read == ["a file"], timeout=5000)
    assert jobs.busy
    on_plan.window.close_plan()
    on_plan.qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)


def opened_with(window: Opened, gateway: FakeGateway, alarm: Alarm) -> None:
    gateway.create_plan("a.plan", "A plan")
    made = gateway.open_plan

    def open_plan(address: str, *, upgrade: bool = False) -> object:
        session = made(address, upgrade=upgrade)
        session.copies.alarm = alarm
        return session

    gateway.open_plan = open_plan  # type: ignore[assignment, method-assign]
    window.window.files.open_plan("a.plan")
    window.settle()
    window.settle()


def test_a_broken_plan_is_shown_for_reading_and_offers_its_copies(window: Opened, gateway: FakeGateway) -> None:
    alarm = Alarm("a.plan is not as it was written: A1 title", "the last good copy is of 11 Mar 2024", broken=True)
    opened_with(window, gateway, alarm)
    assert window.window.notice.words == (
        "a.plan is not as it was written: A1 title. The last good copy is of 11 Mar 2024."
    )
    assert ("lock", alarm.message) in window.session.asked
    assert "Read only" in window.work.status.words
    assert not window.work.can_do().editable


def test_an_older_plan_is_told_and_may_be_written(window: Opened, gateway: FakeGateway) -> None:
    opened_with(window, gateway, Alarm("a.plan is older than it was", "2 changes are missing"))
    assert "2 changes are missing" in window.window.notice.words
    assert window.work.can_do().editable


def test_a_plan_that_cannot_be_opened_offers_its_last_good_copy(
    window: Opened, gateway: FakeGateway, asker: ScriptedAsker, tmp_path: Path
) -> None:
    gateway.refused["bad.plan"] = UserError("bad.plan is damaged", "restore it from a backup")
    window.window.files.open_plan("bad.plan")
    window.settle()
    window.settle()
    assert "bad.plan is damaged" in window.window.notice.words.lower()
    gateway.kept_copy = tmp_path / "2024-03-11.copy"
    window.window.files.open_plan("bad.plan")
    window.settle()
    window.settle()
    asker.answers.append(tmp_path / "back.plan")
    window.window.notice._steps[0].do()
    window.settle()
    assert window.session.address == str(tmp_path / "back.plan")


def test_a_copy_is_opened_as_a_plan_of_its_own(window: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    asker.answers.append(tmp_path / "new computer.plan")
    assert window.window.files.take([tmp_path / "2024-03-11 change 4.copy"])
    window.settle()
    assert window.session.address == str(tmp_path / "new computer.plan")


def test_a_password_that_a_server_wants_is_asked_for_and_not_kept(
    window: Opened, gateway: FakeGateway, asker: ScriptedAsker, settings: Settings
) -> None:
    address = "postgresql://ann@host/db?schema=jtai"
    gateway.create_plan(with_password(address, "s3 cret"), "A plan")
    for given in (address, with_password(address, "wrong")):
        gateway.refused[given] = PasswordWanted("the plan at host does not take this name and password", "check it")
    asker.answers = ["wrong", "s3 cret"]
    window.window.files.open_plan(address)
    for _ in range(3):
        window.settle()
    assert asker.asked == [("secret", "Password")] * 2
    assert asker.questions[0].startswith("The plan at host does not take this name and password.")
    assert window.window.workspace is not None
    assert "cret" not in repr(settings.get(options.RECENT))
    assert "cret" not in settings.file.read_text(encoding="utf-8")


def test_an_older_plan_on_a_shared_folder_is_asked_about(
    window: Opened, gateway: FakeGateway, asker: ScriptedAsker
) -> None:
    gateway.create_plan("old.plan", "Old")
    gateway.refused["old.plan"] = OlderPlan("old.plan is old", "others cannot open it", window="others cannot open it")
    asker.answers += [None, "Bring it up to date"]
    window.window.files.open_plan("old.plan")
    window.settle()
    assert window.window.workspace is None
    window.window.files.open_plan("old.plan")
    window.settle()
    assert window.session.address == "old.plan"
    assert asker.asked == [("choose", "An older plan")] * 2


def test_the_whole_plan_is_checked_from_the_window(on_plan: Opened) -> None:
    on_plan.do(Do.VERIFY)
    number = on_plan.work.hub.snapshot.number
    assert on_plan.window.notice.words == f"Verified: {number} changes and 0 files are as they were written."
    faults = [Fault("change 3", "its hash does not match"), Fault("file 1", "it is missing")]
    on_plan.session.copies.faults = faults
    on_plan.do(Do.VERIFY)
    said = on_plan.window.notice.words
    assert said == "Change 3: its hash does not match. 1 more: run “tracker verify” to see them all."


@pytest.mark.parametrize(
    ("folder", "name"),
    [("JTAI plan 019d7193-b9c0-7814-ae0f-3c8496b7fba0", "JTAI plan, 2026-11-30.plan"),
     ("019d7193-b9c0-7814-ae0f-3c8496b7fba0", "2026-11-30 19.18.57 change 111.plan")],
)  # fmt: skip
def test_a_copy_that_is_opened_is_to_be_called_as_its_plan_was(
    window: Opened, asker: ScriptedAsker, tmp_path: Path, folder: str, name: str
) -> None:
    asker.answers = [tmp_path / "back.plan"]
    window.window.files.open_plan(str(tmp_path / folder / "2026-11-30 19.18.57 change 111.copy"))
    window.settle()
    assert asker.suggested.name == name
    assert window.window.workspace is not None
