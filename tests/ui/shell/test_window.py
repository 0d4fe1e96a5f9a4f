"""The open plan in the window: changed and undone, files made of it, looks and help, leaving."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from support.builders import an_id
from support.clocks import an_act
from support.gateway import FakeGateway, ScriptedAsker
from support.window import Opened
from tracker import settings as options
from tracker.errors import UserError
from tracker.services.records import editing
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.merge.merge_view import tell_taken
from tracker.ui.people.who_sheet import WhoSheet
from tracker.ui.shell.help import HelpWindow

A1, A2, A4 = an_id(501), an_id(502), an_id(504)


def test_undo_says_what_it_took_back_and_redo_brings_it_again(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.edits.edit(A4, "title", "Health joins")
    on_plan.settle()
    on_plan.do(Do.UNDO)
    assert on_plan.work.hub.snapshot.get(A4).title == "Health attends every strategy meeting"
    assert on_plan.window.notice.words == "Undone: edit of A4: Title"
    on_plan.do(Do.REDO)
    assert on_plan.work.hub.snapshot.get(A4).title == "Health joins"


def test_what_came_home_is_told_and_the_keys_go_back_to_the_list(on_plan: Opened) -> None:
    tree = on_plan.work.nav.plan_view.tree
    tree.setFocus()
    on_plan.window.files.covered.emit(QLineEdit(on_plan.window))
    assert not tree.hasFocus()
    on_plan.window.files.covered.emit(None)
    tell_taken(on_plan.work.hub, 5)
    assert on_plan.window.notice.words == "5 changes taken over."
    assert tree.hasFocus()


def test_text_being_typed_is_undone_before_the_plan(on_plan: Opened) -> None:
    plan = on_plan.work.nav.plan_view
    plan.edits.edit(A4, "title", "Health joins")
    on_plan.settle()
    plan.tree.edit_cell(A4, "title")
    editor = plan.tree.findChild(QLineEdit, "list editor")
    assert editor is not None
    on_plan.qtbot.keyClicks(editor, "x")
    on_plan.qtbot.keyClick(editor, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    on_plan.settle()
    assert editor.text() == "Health joins"
    assert on_plan.work.hub.snapshot.get(A4).title == "Health joins"


def test_what_cannot_be_written_is_said_and_nothing_changes(on_plan: Opened) -> None:
    on_plan.session.refuse = UserError("the plan file is on a full disk", "free some room and try again")
    before = on_plan.work.hub.snapshot
    on_plan.work.nav.plan_view.edits.edit(A4, "title", "Health joins")
    on_plan.settle()
    assert on_plan.window.notice.words == "The plan file is on a full disk. Free some room and try again."
    assert on_plan.work.hub.snapshot is before
    assert on_plan.work.status.words.startswith("All changes saved")


def test_marking_complete_and_the_counts_that_follow(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.show_record(A2)
    on_plan.do(Do.COMPLETE)
    assert on_plan.work.hub.snapshot.get(A2).delivery == "complete"
    assert on_plan.work.nav.plan_view.chips.button("overdue").accessibleName() == "Overdue, 0"
    assert "A2 marked complete" in on_plan.window.notice.words


def test_the_status_line_counts_what_waits_and_when_the_statement_is_due(on_plan: Opened) -> None:
    assert "Written statement was due Sat 9 Mar 2024" in on_plan.work.status.words
    on_plan.work.hub.write(lambda uow, act: editing.set_fields(uow, act, ["plan"], {"respond_by": "2024-04-13"}))
    on_plan.settle()
    assert "13 Apr 2024 is a Saturday" in on_plan.work.status.words
    assert "Fri 12 Apr 2024" in on_plan.work.status.words


def test_a_waiting_approval_is_counted_and_opens_its_list(on_plan: Opened, asker: ScriptedAsker) -> None:
    asker.answers = ["Partners asked for time"]
    on_plan.work.nav.plan_view.edits.edit(A2, "due", "1 Jun 2024")
    on_plan.settle()
    assert "1 waiting for approval" in on_plan.work.status.words
    on_plan.work.status.approvals_asked.emit()
    model = on_plan.work.nav.plan_view.model
    assert [model.lookup(one).ref for one in model.listed()] == ["A2"]


def test_another_day_judges_again(on_plan: Opened, asker: ScriptedAsker) -> None:
    asker.answers = ["1 Feb 2024"]
    on_plan.do(Do.AS_AT)
    assert on_plan.work.nav.plan_view.chips.button("overdue").accessibleName() == "Overdue, 0"
    assert on_plan.work.top.day.text().strip() == "as at 1 Feb 2024"


def test_another_name_signs_what_follows(on_plan: Opened) -> None:
    on_plan.do(Do.ACT_AS)
    sheet = on_plan.window.findChild(WhoSheet)
    assert sheet is not None
    sheet.name.set_value("Designated Nurse")
    sheet.send()
    on_plan.settle()
    assert on_plan.work.top.who.text().strip() == "Designated Nurse"
    on_plan.work.nav.plan_view.edits.edit(A4, "title", "Health joins")
    on_plan.settle()
    assert on_plan.session.store.book.pages[-1].stamp.who == "Designated Nurse"


def test_the_title_can_be_changed(on_plan: Opened, asker: ScriptedAsker) -> None:
    asker.answers = ["Serious youth violence plan"]
    on_plan.do(Do.RENAME)
    assert on_plan.window.windowTitle().startswith("Serious youth violence plan")


def test_someone_elses_write_shows_by_itself(on_plan: Opened) -> None:
    with on_plan.session.store.begin() as uow:
        editing.set_fields(uow, an_act("Designated Nurse"), ["A4"], {"title": "Changed elsewhere"})
    on_plan.work.hub.refresh()
    on_plan.settle()
    assert on_plan.work.nav.plan_view.model.cells(A4)[1].text == "Changed elsewhere"


def test_a_read_only_plan_says_so_and_allows_no_writes(window: Opened, gateway: FakeGateway) -> None:
    session = gateway.create_sample()
    session.read_only = True
    window.window.files.opened.emit(session, session.snapshot())
    window.settle()
    assert window.work.top.locked.isVisible()
    assert "Read only" in window.work.status.words
    for do in (Do.NEW_ACTION, Do.UNDO, Do.IMPORT, Do.MERGE, Do.EDIT):
        assert not window.window.actions_table[do].isEnabled()
    assert window.window.actions_table[Do.REPORT].isEnabled()


@pytest.mark.parametrize(
    ("do", "what", "ending"),
    [
        (Do.EXPORT, "export", ".xlsx"),
        (Do.BACKUP, "backup", ".plan"),
    ],
)
def test_a_file_is_made_and_offered(
    on_plan: Opened, asker: ScriptedAsker, tmp_path: Path, do: Do, what: str, ending: str
) -> None:
    target = tmp_path / f"Paper{ending}"
    asker.answers = [target]
    on_plan.do(do)
    assert on_plan.session.asked[0][0] == what
    assert f"Paper{ending} is written" in on_plan.window.notice.words
    notice = on_plan.window.notice
    on_plan.qtbot.mouseClick(notice._buttons[0], Qt.MouseButton.LeftButton)
    assert on_plan.opened == [target]
    assert notice.isHidden()


def test_a_file_that_cannot_be_written_says_why(on_plan: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    on_plan.session.refuse = UserError("Plan.xlsx is open in another program", "close it there and try again")
    asker.answers = [tmp_path / "Plan.xlsx"]
    on_plan.do(Do.EXPORT)
    assert "Plan.xlsx is open in another program." in on_plan.window.notice.words


def test_f1_helps_with_the_screen_in_hand(on_plan: Opened) -> None:
    on_plan.do(Do.EVIDENCE)
    on_plan.do(Do.HELP)
    page = on_plan.window.findChild(HelpWindow)
    assert page is not None
    assert not page.isModal()
    assert "who checked it" in page.page.toPlainText()
    page.close()
    on_plan.do(Do.KEYS)
    keys = next(one for one in on_plan.window.findChildren(HelpWindow) if one.isVisible())
    assert "Ctrl+Shift+Z" in keys.page.toPlainText()
    keys.close()


def test_larger_text_and_dark_colours_are_remembered(on_plan: Opened, settings: Settings) -> None:
    height = on_plan.work.nav.plan_view.tree.sizeHintForRow(0)
    on_plan.do(Do.LARGER)
    on_plan.do(Do.LARGER)
    QApplication.processEvents()
    assert on_plan.work.nav.plan_view.tree.sizeHintForRow(0) > height
    on_plan.do(Do.THEME_DARK)
    assert (settings.get(options.THEME), settings.get(options.TEXT_SIZE)) == ("dark", 125)


def test_the_window_comes_back_as_it_was_left(on_plan: Opened, settings: Settings, qtbot: QtBot) -> None:
    on_plan.do(Do.ACTIONS)
    on_plan.work.nav.plan_view.set_filter(("gone quiet",), "health")
    on_plan.work.nav.plan_view.show_record(A4)
    on_plan.work.nav.plan_view.tree.header().resizeSection(2, 199)
    on_plan.window.close_plan()
    on_plan.settle()
    assert on_plan.window.start.isVisible()
    on_plan.do(Do.OPEN_SAMPLE)
    qtbot.waitUntil(lambda: on_plan.window.workspace is not None, timeout=5000)
    on_plan.settle()
    assert on_plan.work.nav.place is Do.MY_WORK
    plan = on_plan.work.nav.plan_view
    assert plan.chips.terms == ("gone quiet",)
    assert plan.search.text() == "health"
    assert plan.tree.current_id() == A4
    assert plan.tree.columnWidth(2) == 199


def test_the_panel_can_be_put_away_and_given_the_whole_width(on_plan: Opened) -> None:
    panel = on_plan.work.panes.panel
    on_plan.work.nav.plan_view.show_record(A1)
    on_plan.settle()
    assert panel.isVisible()
    assert panel.record == A1
    on_plan.do(Do.PANEL)
    assert not panel.isVisible()
    on_plan.do(Do.WIDEN)
    assert panel.isVisible()
    assert not on_plan.work.panes.stack.isVisible()
    on_plan.do(Do.WIDEN)
    assert on_plan.work.panes.stack.isVisible()


def test_f_shows_the_page_and_esc_comes_back(on_plan: Opened) -> None:
    import hashlib
    from dataclasses import replace

    data = b"%PDF-1.7 the letter"
    digest = hashlib.sha256(data).hexdigest()
    with on_plan.session.store.begin() as uow:
        uow.add_file(data)
        uow.put(replace(uow.snapshot().inspections[0], sha256=digest))
        uow.commit(an_act().stamp("edit"))
    on_plan.work.hub.refresh()
    on_plan.settle()
    on_plan.work.nav.plan_view.show_record(an_id(401))
    on_plan.do(Do.OPEN_PAGE)
    on_plan.qtbot.waitUntil(lambda: on_plan.work.pages.on_page, timeout=5000)
    page = on_plan.work.pages.page
    assert page.page.page == 2
    on_plan.qtbot.keyClick(page, Qt.Key.Key_Escape)
    assert not on_plan.work.pages.on_page
    assert on_plan.work.nav.current_id() == an_id(401)
    on_plan.settle()


def test_closing_lets_go_of_the_plan(on_plan: Opened, gateway: FakeGateway) -> None:
    on_plan.window.close()
    on_plan.settle()
    assert gateway.sessions[-1].closed
