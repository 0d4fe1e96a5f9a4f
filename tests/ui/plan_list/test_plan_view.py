"""The plan list as a person works it: keys, typing, filters, edits that are saved and can be taken back."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from support.builders import an_id
from support.gateway import FakeSession, ScriptedAsker
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.ui.core.hub import Hub
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.filters.chips import NO_OWNER, SLIPPED_TWICE
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list.plan_view import PlanView

KEPT: list[QMimeData] = []
"""Events do not own what is dropped, so the tests do."""
A1, A2, A3, A4 = (an_id(500 + n) for n in range(1, 5))


class Desk:
    """The view with what stands behind it."""

    def __init__(self, view: PlanView, hub: Hub, asker: ScriptedAsker, qtbot: QtBot) -> None:
        self.view, self.hub, self.asker, self.qtbot = view, hub, asker, qtbot
        self.faults: list[object] = []
        hub.failed.connect(self.faults.append)

    def settle(self) -> None:
        QApplication.processEvents()  # Qt commits what was typed on the next turn
        self.qtbot.waitUntil(lambda: not self.hub.jobs.busy, timeout=5000)
        QApplication.processEvents()

    def editor(self) -> QLineEdit:
        found = self.view.tree.findChildren(QLineEdit, "list editor")
        live = [one for one in found if one.isVisible()]
        assert len(live) == 1
        return live[0]

    def type_in(self, record: str, key: str, words: str) -> None:
        assert self.view.tree.edit_cell(record, key)
        editor = self.editor()
        editor.selectAll()
        self.qtbot.keyClicks(editor, words)
        self.qtbot.keyClick(editor, Qt.Key.Key_Return)
        self.settle()

    def action(self, record: str):  # type: ignore[no-untyped-def]
        return self.hub.snapshot.get(record)

    def titles(self) -> list[str]:
        return [self.hub.snapshot.get(one).title for one in self.view.model.listed()]


@pytest.fixture
def desk(hub: Hub, asker: ScriptedAsker, theme: Theme, qtbot: QtBot) -> Desk:
    view = PlanView(hub, asker, theme)
    view.resize(1200, 700)
    qtbot.addWidget(view)
    with qtbot.waitExposed(view):
        view.show()
    view.tree.setFocus()
    return Desk(view, hub, asker, qtbot)


def test_n_adds_an_action_under_the_recommendation_in_hand(desk: Desk) -> None:
    desk.view.show_record(an_id(405))
    desk.view.add_action()
    editor = desk.editor()
    desk.qtbot.keyClicks(editor, "Ask children how plans read")
    desk.qtbot.keyClick(editor, Qt.Key.Key_Return)
    desk.settle()
    added = desk.hub.snapshot.by_ref("A6")
    assert added is not None
    assert added.title == "Ask children how plans read"
    assert added.targets == (an_id(405),)
    assert desk.view.tree.current_id() == added.id


def test_tab_goes_on_from_a_new_title_to_its_owner_and_no_key_is_lost(desk: Desk) -> None:
    desk.view.show_record(an_id(405))
    desk.view.add_action()
    editor = desk.editor()
    desk.qtbot.keyClicks(editor, "Agree one framework")
    desk.qtbot.keyClick(editor, Qt.Key.Key_Tab)
    for letter in "Partnership":
        desk.qtbot.keyClicks(QApplication.focusWidget() or desk.view.tree, letter)
    desk.settle()
    desk.settle()
    owner = desk.editor()
    assert owner.text() == "Partnership"
    desk.qtbot.keyClicks(owner, " Analyst")
    desk.qtbot.keyClick(owner, Qt.Key.Key_Return)
    desk.settle()
    (made,) = [action for action in desk.hub.snapshot.actions if action.title == "Agree one framework"]
    assert desk.hub.snapshot.name_of(made.owner) == "Partnership Analyst"
    assert desk.view.tree.selected_ids() == [made.id]


@pytest.mark.parametrize("words", ["", "begun and left"])
def test_esc_drops_an_action_that_was_begun(desk: Desk, words: str) -> None:
    before = desk.hub.snapshot.number
    desk.view.show_record(an_id(405))
    desk.view.add_action()
    editor = desk.editor()
    desk.qtbot.keyClicks(editor, words)
    desk.qtbot.keyClick(editor, Qt.Key.Key_Escape)
    desk.settle()
    assert desk.view.model.draft is None
    assert len(desk.hub.snapshot.actions) == 5
    assert desk.hub.snapshot.number == before
    assert desk.view.tree.current_id() == an_id(405)


def test_nothing_of_a_cell_shows_beside_what_is_typed_in_it(desk: Desk) -> None:
    assert desk.view.tree.edit_cell(A1, "title")
    cell = desk.view.tree.visualRect(desk.view.tree.currentIndex())
    assert desk.editor().geometry() == cell.adjusted(1, 1, -1, -1)


def test_a_title_edited_in_the_list_is_saved(desk: Desk) -> None:
    desk.type_in(A2, "title", "Audit forty plans")
    assert desk.action(A2).title == "Audit forty plans"
    assert desk.faults == []


def test_leaving_a_cell_as_it_was_writes_nothing(desk: Desk) -> None:
    before = desk.hub.snapshot.number
    desk.view.tree.edit_cell(A2, "title")
    desk.qtbot.keyClick(desk.editor(), Qt.Key.Key_Return)
    desk.settle()
    assert desk.hub.snapshot.number == before


def test_a_new_name_typed_as_owner_joins_the_register(desk: Desk) -> None:
    desk.type_in(A4, "owner", "Head of Access")
    assert desk.hub.snapshot.name_of(desk.action(A4).owner) == "Head of Access"
    assert "Head of Access" in [person.name for person in desk.hub.snapshot.people]


def test_an_owner_is_offered_from_the_register(desk: Desk) -> None:
    desk.view.tree.edit_cell(A4, "owner")
    completer = desk.editor().completer()
    completer.setCompletionPrefix("nurse")
    assert completer.currentCompletion() == "Designated Nurse"


def test_an_agreed_deadline_moves_only_by_asking(desk: Desk) -> None:
    desk.asker.answers = ["Schools return in September"]
    desk.type_in(A2, "due", "30/09/2024")
    assert desk.asker.asked == [("text", "New date for A2: 30 Sep 2024")]
    assert desk.action(A2).due == date(2024, 3, 1)
    asked = desk.hub.snapshot.extensions_of(A2)
    assert [(e.new_due, e.state, e.reason) for e in asked] == [
        (date(2024, 9, 30), "pending", "Schools return in September")
    ]
    cell = desk.view.model.cells(A2)[1]
    assert "new date 30 Sep 2024 waits for approval" in cell.quiet


def test_a_reason_that_is_not_given_leaves_the_deadline_alone(desk: Desk) -> None:
    desk.asker.answers = [None]
    desk.type_in(A2, "due", "30 Sep 2024")
    assert desk.hub.snapshot.extensions_of(A2) == ()


def test_a_date_that_is_none_is_refused_and_can_be_mended(desk: Desk) -> None:
    desk.type_in(A2, "due", "32 Jan 2024")
    assert "is no day of the calendar" in str(desk.faults[0])
    assert desk.editor().text() == "32 Jan 2024"
    desk.qtbot.keyClick(desk.editor(), Qt.Key.Key_Escape)


def test_a_refused_date_is_given_back_after_tab_too(desk: Desk) -> None:
    assert desk.view.tree.edit_cell(A2, "due")
    editor = desk.editor()
    editor.selectAll()
    desk.qtbot.keyClicks(editor, "30 6 2027 or so")
    desk.qtbot.keyClick(editor, Qt.Key.Key_Tab)
    desk.settle()
    assert desk.editor().text() == "30 6 2027 or so"
    desk.qtbot.keyClick(desk.editor(), Qt.Key.Key_Escape)


@pytest.mark.parametrize("mended", ["12 Apr 2024", None])
def test_a_refusal_is_over_once_it_is_mended_or_given_up(desk: Desk, theme: Theme, mended: str | None) -> None:
    strip = NoticeStrip(theme, desk.view)
    desk.hub.failed.connect(strip.fail)
    desk.hub.mended.connect(strip.settle)
    desk.type_in(A4, "due", "32 Jan 2024")
    assert "no day of the calendar" in strip.words
    if mended is not None:
        desk.editor().selectAll()
        desk.qtbot.keyClicks(desk.editor(), mended)
        desk.qtbot.keyClick(desk.editor(), Qt.Key.Key_Return)
    else:
        desk.qtbot.keyClick(desk.editor(), Qt.Key.Key_Escape)
    desk.settle()
    assert strip.words == ""


def test_another_fault_stays_when_the_first_is_mended(desk: Desk, theme: Theme) -> None:
    strip = NoticeStrip(theme, desk.view)
    first = UserError("new.plan was written by a newer version", "update the program")
    strip.fail(first)
    assert strip.words == "new.plan was written by a newer version. Update the program."
    strip.fail(UserError("another", "look"))
    strip.settle(first)
    assert strip.words == "Another. Look."


def test_delivery_is_chosen_in_the_list(desk: Desk) -> None:
    desk.view.tree.edit_cell(A4, "status")
    box = desk.view.tree.findChild(QComboBox, "list editor")
    assert box is not None
    box.setCurrentText("In progress")
    desk.qtbot.keyClick(box, Qt.Key.Key_Return)
    desk.settle()
    assert desk.action(A4).delivery == "in progress"


def test_superseding_asks_why_first(desk: Desk) -> None:
    desk.asker.answers = ["Covered by A1"]
    desk.view.edits.edit(A4, "status", "superseded")
    desk.settle()
    assert (desk.action(A4).delivery, desk.action(A4).delivery_reason) == ("superseded", "Covered by A1")


def test_an_owner_for_several_actions_is_one_change(desk: Desk) -> None:
    desk.view.flat.setChecked(True)
    tree, before = desk.view.tree, desk.hub.snapshot.number
    tree.selectAll()
    desk.view.edits.set_many(["A1", "A2"], "owner", "Designated Nurse")
    desk.settle()
    assert desk.hub.snapshot.number == before + 1
    assert {desk.hub.snapshot.name_of(desk.action(one).owner) for one in (A1, A2)} == {"Designated Nurse"}


def test_chips_count_what_they_list_and_combine(desk: Desk) -> None:
    for term in ("overdue", NO_OWNER, "no evidence", "gone quiet", SLIPPED_TWICE, "due in 4 weeks", "mine"):
        button = desk.view.chips.button(term)
        desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        assert button.accessibleName().endswith(f", {desk.view.model.count()}")
        desk.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    desk.view.chips.button("gone quiet").click()
    desk.view.chips.button(NO_OWNER).click()
    assert desk.titles() == ["Health attends every strategy meeting"]


def test_typing_filters_as_it_goes(desk: Desk) -> None:
    desk.view.focus_filter()
    desk.qtbot.keyClicks(desk.view.search, "template")
    desk.qtbot.waitUntil(lambda: desk.titles() == ["Agree one plan template"], timeout=1000)
    desk.qtbot.keyClick(desk.view.search, Qt.Key.Key_Escape)
    desk.qtbot.waitUntil(lambda: len(desk.titles()) == 5, timeout=1000)


def test_filtering_and_going_back_keeps_the_row_in_hand(desk: Desk) -> None:
    desk.view.show_record(A4)
    desk.view.chips.button(NO_OWNER).click()
    assert desk.view.tree.current_id() == A4
    desk.view.clear_filters()
    assert desk.view.tree.current_id() == A4
    assert desk.view.tree.selected_ids() == [A4]


def test_when_nothing_matches_the_way_out_is_offered(desk: Desk) -> None:
    desk.view.set_filter((), "no such words")
    assert desk.view.empty.isVisible()
    assert "Nothing here matches" in desk.view.empty.words
    desk.view.empty.pressed.emit()
    assert desk.view.tree.isVisible()
    assert len(desk.titles()) == 5


def test_an_edit_by_someone_else_shows_without_losing_ones_place(desk: Desk, session: FakeSession) -> None:
    desk.view.show_record(A4)
    from support.clocks import an_act
    from tracker.services.records import editing

    with session.store.begin() as uow:
        editing.set_fields(uow, an_act("Designated Nurse"), ["A4"], {"title": "Health joins each meeting"})
    desk.hub.refresh()
    desk.settle()
    assert desk.view.tree.current_id() == A4
    assert desk.view.model.cells(A4)[1].text == "Health joins each meeting"


def test_keys_alone_walk_and_edit(desk: Desk) -> None:
    tree = desk.view.tree
    desk.view.show_record(A1)
    column = desk.view.model.column_of
    desk.qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert tree.currentIndex().column() == column("owner")
    desk.qtbot.keyClick(tree, Qt.Key.Key_Return)
    editor = desk.editor()
    editor.selectAll()
    desk.qtbot.keyClicks(editor, "Designated Nurse")
    desk.qtbot.keyClick(editor, Qt.Key.Key_Tab)
    desk.settle()
    assert desk.hub.snapshot.name_of(desk.action(A1).owner) == "Designated Nurse"
    assert tree.currentIndex().column() in (column("agency"), column("due"))
    desk.qtbot.keyClick(desk.editor(), Qt.Key.Key_Escape)
    tree.setFocus()
    desk.view.show_record(an_id(401))
    desk.qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(desk.view.model.places_of(an_id(401))[0])
    desk.qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert tree.isExpanded(desk.view.model.places_of(an_id(401))[0])
    desk.qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert tree.current_id() == A1


def test_a_heading_sorts_turns_round_and_lets_go(desk: Desk) -> None:
    desk.view.flat.setChecked(True)
    due = desk.view.model.column_of("due")
    header = desk.view.tree.header()
    orders = []
    for _ in range(3):
        header.sectionClicked.emit(due)
        orders.append([desk.hub.snapshot.get(one).ref for one in desk.view.model.listed()])
    assert orders == [["A3", "A2", "A4", "A1", "A5"], ["A5", "A1", "A4", "A2", "A3"], ["A1", "A2", "A3", "A4", "A5"]]


def test_what_was_left_comes_back(desk: Desk, hub: Hub, theme: Theme, asker: ScriptedAsker, qtbot: QtBot) -> None:
    desk.view.flat.setChecked(True)
    desk.view.set_filter(("no owner",), "health")
    desk.view.tree.sort_by(desk.view.model.column_of("due"), True)
    desk.view.show_record(A4)
    state = desk.view.state()
    again = PlanView(hub, asker, theme)
    qtbot.addWidget(again)
    again.restore(state)
    assert again.state() == state
    assert again.flat.isChecked()
    assert again.tree.current_id() == A4


def test_a_remembered_filter_that_is_no_longer_known_is_let_go(desk: Desk) -> None:
    desk.view.restore({"terms": ["unheard of"], "order": ["nowhere", True], "current": "gone"})
    assert not desk.view.model.filtered


def a_drop(desk: Desk, record: str, path: Path) -> tuple[QDragEnterEvent, QDragMoveEvent, QDropEvent]:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path))])
    place = desk.view.tree.visualRect(desk.view.model.places_of(record, 1)[0]).center()
    action, buttons, keys = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    KEPT.append(mime)
    return (
        QDragEnterEvent(QPoint(place), action, mime, buttons, keys),
        QDragMoveEvent(place, action, mime, buttons, keys),
        QDropEvent(QPointF(place), action, mime, buttons, keys),
    )


@pytest.mark.filterwarnings("ignore:Function")
def test_a_file_let_go_on_an_action_asks_to_be_attached_to_it(desk: Desk, tmp_path: Path) -> None:
    asked: list[tuple[str, list[Path]]] = []
    desk.view.attach_asked.connect(lambda record, paths: asked.append((record, paths)))
    enter, move, drop = a_drop(desk, A3, tmp_path / "audit.pdf")
    desk.view.tree.dragEnterEvent(enter)
    desk.view.tree.dragMoveEvent(move)
    assert move.isAccepted()
    desk.view.tree.dropEvent(drop)
    assert asked == [(A3, [tmp_path / "audit.pdf"])]


@pytest.mark.filterwarnings("ignore:Function")
def test_a_file_over_a_recommendation_is_left_to_the_window(desk: Desk, tmp_path: Path) -> None:
    _enter, move, _drop = a_drop(desk, an_id(402), tmp_path / "audit.pdf")
    desk.view.tree.dragMoveEvent(move)
    assert not move.isAccepted()


def test_a_click_on_the_arrow_folds_a_recommendation(desk: Desk) -> None:
    index = desk.view.model.places_of(an_id(401))[0]
    place = desk.view.tree.visualRect(index)
    desk.qtbot.mouseClick(
        desk.view.tree.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(place.left() + 8, place.center().y())
    )
    assert not desk.view.tree.isExpanded(index)
    assert desk.view.state()["closed"] == [an_id(401)]


def test_a_read_only_plan_cannot_be_edited(
    session: FakeSession, hub: Hub, asker: ScriptedAsker, theme: Theme, qtbot: QtBot
) -> None:
    session.read_only = True
    view = PlanView(hub, asker, theme)
    qtbot.addWidget(view)
    assert not view.tree.edit_cell(A1, "title")
    view.add_action()
    assert view.model.draft is None
    assert not view.new.isEnabled()


def test_an_empty_plan_says_the_next_step(desk: Desk, session: FakeSession) -> None:
    empty = session.snapshot()
    desk.hub.snapshot = type(empty)(empty.plan, {kind: {} for kind in Kind if kind is not Kind.PLAN})
    desk.view.show_plan()
    assert "Drop the inspection report" in desk.view.empty.words
    with desk.qtbot.waitSignal(desk.view.do_asked):
        desk.view.empty.pressed.emit()


def test_columns_can_be_hidden_and_stay_so(desk: Desk) -> None:
    tree = desk.view.tree
    tree._choose_columns(QPoint(5, 5))
    menu = next(one for one in tree.findChildren(QMenu) if one.isVisible())
    assert [action.text() for action in menu.actions() if action.isChecked()] == ["Owner", "Due", "Status"]
    next(action for action in menu.actions() if action.text() == "Status").trigger()
    menu.close()
    assert tree.isColumnHidden(desk.view.model.column_of("status"))
    state = tree.header_state()
    tree.setColumnHidden(desk.view.model.column_of("status"), False)
    tree.restore_header(state)
    assert tree.isColumnHidden(desk.view.model.column_of("status"))
