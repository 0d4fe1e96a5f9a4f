"""The window as a person meets it: starting, moving about, undoing, making papers, being told."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QFileOpenEvent
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from support.builders import a_plan_store, a_reading, an_id
from support.clocks import an_act
from support.gateway import FakeGateway, ScriptedAsker
from support.window import Opened
from tracker import settings as options
from tracker.domain.workbook.returned import Returned
from tracker.errors import UserError
from tracker.services.records import editing
from tracker.services.workbook.proposal import MergeProposal
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.look.icons import program_icon
from tracker.ui.overview.overview import Overview
from tracker.ui.people.who_sheet import WhoSheet
from tracker.ui.registers.register_view import RegisterView
from tracker.ui.shell.help import HelpWindow
from tracker.ui.shell.palette import matches
from tracker.ui.shell.start import FilesGiven

A1, A2, A4 = an_id(501), an_id(502), an_id(504)
KEPT: list[QMimeData] = []


def let_go(window: Opened, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    KEPT.append(mime)
    keys = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, keys)
    window.window.dropEvent(event)
    window.settle()


# Starting


def test_the_start_screen_offers_the_four_ways_to_begin(window: Opened) -> None:
    start = window.window.start
    assert start.isVisible()
    named = [card.accessibleName() for card in (start.report, start.open, start.sample)]
    assert named[0].startswith("New plan from a report")
    assert named[2].startswith("Open the sample plan")
    assert not window.window.actions_table[Do.REPORT].isEnabled()


def test_the_sample_opens_in_one_click(window: Opened) -> None:
    window.qtbot.mouseClick(window.window.start.sample, Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    assert window.work.nav.plan_view.model.count() == 5
    assert window.window.windowTitle() == "Response to the joint inspection – Improvement tracker"


def test_a_card_is_pressed_with_enter(window: Opened) -> None:
    window.window.start.sample.setFocus()
    window.qtbot.keyClick(window.window.start.sample, Qt.Key.Key_Return)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()


def test_recent_plans_come_back_and_missing_ones_say_so(
    window: Opened, gateway: FakeGateway, settings: Settings, tmp_path: Path
) -> None:
    there = tmp_path / "Here.plan"
    there.write_bytes(b"")
    gateway.plans[str(there)] = a_plan_store()
    settings.set(options.RECENT, [str(there), str(tmp_path / "Gone.plan")])
    window.window.close_plan()
    window.window._show_start()
    cards = list(window.window.start._rows)
    assert cards[0].accessibleName().startswith("Here")
    assert "not found" in cards[1].accessibleName()
    window.qtbot.mouseClick(cards[1], Qt.MouseButton.LeftButton)
    assert window.window.workspace is None
    window.qtbot.mouseClick(cards[0], Qt.MouseButton.LeftButton)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    assert settings.get(options.RECENT)[0] == str(there)
    window.window.start.forget_asked.emit(str(tmp_path / "Gone.plan"))
    assert settings.get(options.RECENT) == [str(there)]


def test_a_plan_that_cannot_be_opened_is_said_in_the_strip(window: Opened) -> None:
    window.window.files.open_plan("/nowhere/Lost.plan")
    window.settle()
    assert "There is no plan at Lost.plan." in window.window.notice.words
    assert "Choose another file." in window.window.notice.words
    assert window.window.workspace is None


def test_an_empty_plan_is_begun_by_title_and_place(window: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    asker.answers = ["Answer to the letter", tmp_path / "Answer.plan"]
    window.do(Do.NEW_PLAN)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    assert window.work.hub.snapshot.plan.title == "Answer to the letter"
    assert "Drop the inspection report" in window.work.nav.plan_view.empty.words


def test_a_dropped_report_begins_a_plan(window: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 a letter")
    let_go(window, letter)
    view = window.window._cover
    assert view is not None
    asker.answers = [tmp_path / "New.plan"]
    window.qtbot.waitUntil(lambda: bool(view.documents), timeout=5000)
    view.accept()
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    plan = window.work.hub.snapshot
    assert len(plan.recommendations) == 6
    assert plan.inspections[0].file == "letter.pdf"
    assert "6 recommendations from letter.pdf" in window.window.notice.words
    assert window.work.nav.plan_view.current() == plan.recommendations[0]
    assert window.work.nav.plan_view.tree.hasFocus()


def test_what_was_left_out_of_a_report_is_not_counted(window: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    letter = tmp_path / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 a letter")
    let_go(window, letter)
    view = window.window._cover
    assert view is not None
    asker.answers = [tmp_path / "New.plan"]
    window.qtbot.waitUntil(lambda: bool(view.documents), timeout=5000)
    window.qtbot.keyClick(view.review.list, Qt.Key.Key_Space)
    view.accept()
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    assert len(window.work.hub.snapshot.recommendations) == 5
    assert "5 recommendations from letter.pdf" in window.window.notice.words


def test_a_file_of_no_use_is_said_and_does_nothing(window: Opened, tmp_path: Path) -> None:
    let_go(window, tmp_path / "holiday.mp4")
    assert "There is nothing to be done here with holiday.mp4" in window.window.notice.words


def test_of_several_dropped_files_each_is_taken_or_named(window: Opened, tmp_path: Path) -> None:
    letter, photo, film = (tmp_path / name for name in ("letter.pdf", "beach.jpg", "holiday.mp4"))
    letter.write_bytes(b"%PDF-1.7 a letter")
    let_go(window, photo, letter, film)
    assert window.window._cover is not None
    said = "Not taken: beach.jpg and holiday.mp4. Drop each sort by itself."
    assert said in window.window.notice.words


def test_dropped_files_of_no_use_are_all_named(window: Opened, tmp_path: Path) -> None:
    let_go(window, tmp_path / "holiday.mp4", tmp_path / "beach.mov")
    assert "There is nothing to be done here with holiday.mp4, beach.mov." in window.window.notice.words


def test_of_two_dropped_plans_one_is_opened_and_the_other_named(window: Opened, tmp_path: Path) -> None:
    let_go(window, tmp_path / "One.plan", tmp_path / "Two.plan")
    assert window.window.notice.words.startswith(("There is no plan", "Not taken: Two.plan. Drop it by itself."))


def test_whoever_was_here_before_goes_on_with_the_latest_plan(
    window: Opened, settings: Settings, tmp_path: Path
) -> None:
    addresses = [tmp_path / f"{name}.plan" for name in "abcdef"]
    for address in addresses:
        address.write_bytes(b"")
    settings.set(options.RECENT, list(map(str, addresses)))
    window.window._show_start()
    QApplication.processEvents()
    start = window.window.start
    assert [card.accessibleName()[0] for card in start._rows] == ["a", "b", "c", "d"]
    assert start._rows[0].y() < start.report.y()
    assert window.window.focusWidget() is start._rows[0]
    passed = []
    for _ in range(5):
        passed.append(window.window.focusWidget())
        window.qtbot.keyClick(window.window.focusWidget(), Qt.Key.Key_Tab)
    assert passed == [*start._rows, start.report]


# Moving about


def test_every_place_opens_and_says_how_much_it_holds(on_plan: Opened) -> None:
    for do, button in on_plan.work.side.buttons.items():
        on_plan.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        on_plan.settle()
        assert on_plan.work.nav.place is do
        view = on_plan.work.nav.view
        if isinstance(view, RegisterView) and do not in (Do.MEETINGS, Do.PEOPLE):
            assert view.model.count() == button.count
    assert on_plan.work.side.buttons[Do.ACTIONS].accessibleName() == "Actions, 5"


def test_a_plan_double_clicked_on_a_mac_is_opened(
    window: Opened, qapp: QApplication, gateway: FakeGateway, tmp_path: Path
) -> None:
    path = tmp_path / "Söhne's.plan"
    gateway.create_plan(str(path), "Plan")
    given = FilesGiven(window.window)
    qapp.installEventFilter(given)
    try:
        QApplication.sendEvent(qapp, QFileOpenEvent(QUrl.fromLocalFile(str(path))))
    finally:
        qapp.removeEventFilter(given)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)


def test_the_program_has_a_picture(qapp: QApplication) -> None:
    assert {size.width() for size in program_icon().availableSizes()} >= {16, 256}


def test_back_and_forth_bring_the_record_in_hand(on_plan: Opened) -> None:
    on_plan.work.nav.go(Do.ACTIONS)
    on_plan.work.nav.view.show_record(A4)
    on_plan.do(Do.PEOPLE)
    on_plan.do(Do.BACK)
    assert (on_plan.work.nav.place, on_plan.work.nav.current_id()) == (Do.ACTIONS, A4)
    on_plan.do(Do.FORTH)
    assert on_plan.work.nav.place is Do.PEOPLE
    on_plan.do(Do.FORTH)
    assert on_plan.work.nav.place is Do.PEOPLE


def test_keys_reach_places_and_letters_wait_while_typing(on_plan: Opened) -> None:
    window, qtbot = on_plan.window, on_plan.qtbot
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert on_plan.work.nav.place is Do.TIMELINE
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert on_plan.work.nav.place is Do.EVIDENCE
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    plan = on_plan.work.nav.plan_view
    plan.show_record(an_id(405))
    plan.tree.setFocus()
    qtbot.keyClick(plan.tree, Qt.Key.Key_Slash)
    assert plan.search.hasFocus()
    qtbot.keyClicks(plan.search, "new unread")
    assert plan.search.text() == "new unread"
    assert plan.model.draft is None
    plan.clear_filters()
    plan.tree.setFocus()
    plan.show_record(an_id(405))
    qtbot.keyClick(plan.tree, Qt.Key.Key_N)
    assert plan.model.draft is not None


def test_letters_can_be_turned_off(on_plan: Opened, settings: Settings) -> None:
    on_plan.do(Do.LETTERS)
    assert settings.get(options.LETTER_KEYS) is False
    plan = on_plan.work.nav.plan_view
    plan.tree.setFocus()
    plan.show_record(an_id(405))
    on_plan.qtbot.keyClick(plan.tree, Qt.Key.Key_N)
    assert plan.model.draft is None
    on_plan.qtbot.keyClick(plan.tree, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert plan.model.draft is not None


@pytest.mark.parametrize(
    ("typed", "first"),
    [("report", "Make a paper"), ("board", "Make a paper"), ("leaver", "Hand over"), ("extension", "Deadline")],
)
def test_the_palette_knows_what_people_call_things(typed: str, first: str) -> None:
    found = matches(typed, None, lambda _do: True, letters=True)
    assert found[0].words == first


def test_the_palette_finds_by_the_tip_what_nothing_else_holds() -> None:
    found = matches("zip dictation", None, lambda _do: True, letters=True)
    assert not found
    assert [find.target for find in matches("dictation", None, lambda _do: True, letters=True)] == [Do.LETTERS]


def test_the_palette_jumps_to_a_record_and_runs_a_command(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.set_filter(("overdue",))
    on_plan.do(Do.PALETTE)
    palette = on_plan.window.palette_list
    assert palette is not None
    assert palette.isVisible()
    on_plan.qtbot.keyClicks(palette.line, "a4")
    assert palette.model.found[0].words.startswith("A4")
    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert on_plan.work.nav.current_id() == A4
    assert not palette.isVisible()
    on_plan.do(Do.PALETTE)
    on_plan.qtbot.keyClicks(palette.line, "dark")
    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert on_plan.window.theme.dark
    on_plan.do(Do.THEME_LIGHT)


def test_the_palette_finds_words_and_says_when_it_finds_nothing(on_plan: Opened) -> None:
    on_plan.do(Do.PALETTE)
    palette = on_plan.window.palette_list
    assert palette is not None
    on_plan.qtbot.keyClicks(palette.line, "strategy health")
    assert [find.words[:2] for find in palette.model.found[:-1]] == ["R3", "A4"]
    assert palette.model.found[-1].words == "Search everything for “strategy health”"
    palette.line.clear()
    on_plan.qtbot.keyClicks(palette.line, "zzzz")
    assert palette.nothing.isVisible()
    assert len(palette.model.found) == 1
    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_figure_on_the_overview_opens_the_list_it_counts(on_plan: Opened) -> None:
    on_plan.do(Do.OVERVIEW)
    view = on_plan.work.nav.view
    assert isinstance(view, Overview)
    on_plan.qtbot.waitUntil(lambda: view.counted is not None and bool(view.cards), timeout=5000)
    assert view.counted is not None
    for figure in view.counted.data.figures:
        if figure.refs and figure.refs[0][0] == "A":
            if figure.key in view.cards:
                view.cards[figure.key]._pressed()
            else:
                view.chips[figure.key].click()
            on_plan.settle()
            plan = on_plan.work.nav.plan_view
            listed = [plan.model.lookup(one).ref for one in plan.model.listed()]
            assert sorted(listed) == sorted(figure.refs), figure.key
            on_plan.do(Do.OVERVIEW)


def test_a_bar_of_a_chart_opens_its_list_by_mouse_and_key(on_plan: Opened) -> None:
    on_plan.do(Do.OVERVIEW)
    view = on_plan.work.nav.view
    assert isinstance(view, Overview)
    on_plan.qtbot.waitUntil(lambda: bool(view.charts), timeout=5000)
    chart = next(one for one in view.charts if one.picture.regions)
    chart.setFocus()
    on_plan.qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleName().endswith("Overdue")
    on_plan.qtbot.keyClick(chart, Qt.Key.Key_Return)
    on_plan.settle()
    model = on_plan.work.nav.plan_view.model
    assert [model.lookup(one).ref for one in model.listed()] == ["A2"]


# Changing things


def test_undo_says_what_it_took_back_and_redo_brings_it_again(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.edits.edit(A4, "title", "Health joins")
    on_plan.settle()
    on_plan.do(Do.UNDO)
    assert on_plan.work.hub.snapshot.get(A4).title == "Health attends every strategy meeting"
    assert on_plan.window.notice.words == "Undone: edit of A4: Title"
    on_plan.do(Do.REDO)
    assert on_plan.work.hub.snapshot.get(A4).title == "Health joins"


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


# Papers


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


# Looks, help, leaving


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


def test_a_returned_workbook_let_go_on_the_plan_shows_what_it_would_change(on_plan: Opened, tmp_path: Path) -> None:
    workbook = tmp_path / "returned.xlsx"
    workbook.write_bytes(b"a workbook")
    plan = on_plan.work.hub.snapshot.plan
    on_plan.session.proposal = MergeProposal(Returned(workbook.name, plan.id, 2, "", date(2024, 3, 12)), 2)
    let_go(on_plan, workbook)
    assert ("merge", workbook) in on_plan.session.asked
    cover = on_plan.window._cover
    assert cover is not None
    assert not on_plan.window.actions_table[Do.UNDO].isEnabled()
    cover.finished.emit()
    assert on_plan.window._cover is None
    assert on_plan.window.stack.currentWidget() is on_plan.work
    on_plan.settle()


def test_a_report_let_go_on_a_plan_is_taken_into_it_as_one_step(
    on_plan: Opened, gateway: FakeGateway, tmp_path: Path
) -> None:
    letter = tmp_path / "second.pdf"
    gateway.readings["second.pdf"] = a_reading(file="second.pdf", sha256="1" * 64)
    letter.write_bytes(b"%PDF-1.7 another letter")
    let_go(on_plan, letter)
    cover = on_plan.window._cover
    assert cover is not None
    on_plan.qtbot.waitUntil(lambda: bool(cover.documents), timeout=5000)
    on_plan.settle()
    before = on_plan.work.hub.snapshot
    cover.accept()
    on_plan.settle()
    assert len(on_plan.work.hub.snapshot.recommendations) == len(before.recommendations) + 6
    on_plan.do(Do.UNDO)
    assert len(on_plan.work.hub.snapshot.recommendations) == len(before.recommendations)


def test_a_file_let_go_beside_the_rows_is_for_the_record_in_hand(on_plan: Opened, tmp_path: Path) -> None:
    photo = tmp_path / "minutes.png"
    photo.write_bytes(b"picture")
    on_plan.work.nav.plan_view.show_record(A4)
    on_plan.settle()
    let_go(on_plan, photo)
    assert on_plan.work.panes.panel.record == A4
    assert on_plan.work.panes.panel.isVisible()
