"""What hands expect of a list: the right button, copy and paste, drag, Delete and Ctrl+S."""

from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu, QTextEdit

from support.builders import an_id
from support.gateway import ScriptedAsker
from support.window import Opened
from tracker.ui.core.commands import MENUS, ON_EVERY_ROW, ON_ROWS, Do
from tracker.ui.plan_list.clipboard import as_table, as_text, block_of
from tracker.ui.plan_list.paste_sheet import PasteSheet, guess, has_headings

A1, A2, A3, A4 = (an_id(500 + n) for n in range(1, 5))
BLOCK = "Action\tLead\tBy when\tNotes\nRead ten plans\tTeam Manager\t1 Jun 2024\tEach month\nShare them\t\t\t\n"


@pytest.fixture
def listed(on_plan: Opened) -> Opened:
    """The list of recommendations with its first action in hand."""
    on_plan.do(Do.RECOMMENDATIONS)
    on_plan.work.nav.plan_view.show_record(A1)
    on_plan.work.nav.plan_view.tree.setFocus()
    on_plan.settle()
    return on_plan


def right_click(opened: Opened, widget: Any, at: QPoint) -> list[str]:
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, at, widget.mapToGlobal(at))
    QApplication.sendEvent(widget, event)
    opened.settle()
    menu = next(one for one in opened.work.findChildren(QMenu) if one.isVisible() and one.title() == "")
    found = [action.text() for action in menu.actions() if not action.isSeparator()]
    menu.close()
    return found


def test_the_right_button_offers_what_the_menus_call_it(listed: Opened) -> None:
    tree = listed.work.nav.plan_view.tree
    at = tree.visualRect(tree.currentIndex()).center()
    offered = right_click(listed, tree.viewport(), at)
    named = {do.spec.text for _title, dos in MENUS for do in dos}
    assert set(offered) <= named
    assert {"Edit", "Assign owner", "Update…", "Attach evidence…", "Copy", "Delete…"} <= set(offered)
    assert not {"Decide on the new date…", "Edit selected together…"} & set(offered)  # nothing waits, one is selected


@pytest.mark.parametrize(
    ("place", "words"),
    [(Do.EVIDENCE, "Review evidence…"), (Do.PEOPLE, "Hand over…"), (Do.SOURCES, "Open page"), (Do.TIMELINE, "Edit")],
    ids=str,
)
def test_every_list_has_its_commands_under_the_right_button(on_plan: Opened, place: Do, words: str) -> None:
    on_plan.do(place)
    view: Any = on_plan.work.nav.view
    view.into_list()
    if place is Do.TIMELINE:
        view.show_record(A1)
    on_plan.settle()
    offered = right_click(on_plan, view.tree.viewport(), view.tree.visualRect(view.tree.currentIndex()).center())
    assert words in offered
    assert "Copy" in offered


def test_what_a_row_offers_is_in_the_table_of_commands() -> None:
    assert {do for dos in ON_ROWS.values() for do in dos} | set(ON_EVERY_ROW) <= {do for _, dos in MENUS for do in dos}


def test_rows_are_copied_as_excel_and_word_take_them(listed: Opened) -> None:
    plan = listed.work.nav.plan_view
    plan.flat.setChecked(True)
    plan.tree.selectAll()
    listed.do(Do.COPY)
    data = QGuiApplication.clipboard().mimeData()
    lines = data.text().splitlines()
    assert lines[0].split("\t") == ["Ref", "Action", "Owner", "Due", "Status"]
    assert len(lines) == 1 + len(listed.work.hub.snapshot.actions)
    assert data.html().count("<tr>") == len(lines)
    assert "rows are copied" in listed.window.notice.words


def test_words_are_copied_cut_and_pasted_where_words_are_typed(listed: Opened) -> None:
    line = listed.work.nav.plan_view.search
    line.setFocus()
    line.setText("template")
    line.selectAll()
    listed.do(Do.CUT)
    assert (line.text(), QGuiApplication.clipboard().text()) == ("", "template")
    listed.do(Do.PASTE)
    assert line.text() == "template"
    line.selectAll()
    listed.do(Do.COPY)
    listed.do(Do.DELETE)
    assert line.text() == ""


def test_cells_keep_their_lines_and_their_markup() -> None:
    rows = [["Ref", "Action"], ["A1", 'Say "yes"\nor <no>']]
    assert block_of(as_text(rows)) == rows
    assert "&lt;no&gt;" in as_table(rows)
    assert as_table(rows).startswith("<table border='1'><thead><tr><th>Ref</th>")
    assert block_of("") == []


def test_columns_are_guessed_by_their_headings_or_by_what_they_hold() -> None:
    assert guess(block_of(BLOCK)) == ["title", "owner", "due", "description"]
    bare = block_of("12\tRead ten plans from end to end\t1 Jun 2024\n13\tShare what was found\t2 Jun 2024\n")
    assert not has_headings(bare)
    assert guess(bare) == ["", "title", "due"]
    named = block_of("Read\tTeam Manager\t1 Jun 2024\nShare\tSomebody new\t2 Jun 2024\n")
    assert guess(named, {"team manager"}) == ["title", "owner", "due"]
    assert guess(named)[1] != "owner"


def pasted(opened: Opened, text: str) -> PasteSheet:
    QGuiApplication.clipboard().setText(text)
    opened.work.nav.plan_view.tree.setFocus()
    opened.do(Do.PASTE)
    return opened.window.findChild(PasteSheet)


def test_a_block_from_excel_is_shown_and_added_as_one_change(listed: Opened) -> None:
    before = listed.work.hub.snapshot
    sheet = pasted(listed, BLOCK)
    assert "2 actions will be added. They are for R1." in sheet.told.text()
    sheet.save.click()
    listed.settle()
    now = listed.work.hub.snapshot
    added = [one for one in now.actions if before.get(one.id) is None]
    assert [one.title for one in added] == ["Read ten plans", "Share them"]
    assert now.name_of(added[0].owner) == "Team Manager"
    assert now.refs_of(added[0].targets) == ("R1",)
    assert now.number == before.number + 1
    listed.do(Do.UNDO)
    assert len(listed.work.hub.snapshot.actions) == len(before.actions)


def test_columns_taken_for_the_same_are_refused_and_can_be_mended(listed: Opened) -> None:
    before = listed.work.hub.snapshot.number
    sheet = pasted(listed, "Action\tDue\nGood\t1 Jun 2024\nBad\t2 Jun 2024\n")
    sheet.columns[1].setCurrentIndex(sheet.columns[1].findData("title"))
    sheet.save.click()
    listed.settle()
    assert sheet.isVisible()
    assert "two columns" in sheet.note.text.lower()
    sheet.columns[0].setCurrentIndex(0)
    sheet.columns[1].setCurrentIndex(0)
    assert not sheet.save.isEnabled()
    sheet.reject()
    assert listed.work.hub.snapshot.number == before


def test_cells_that_cannot_be_read_are_marked_and_mended_or_kept_as_words(listed: Opened) -> None:
    before = listed.work.hub.snapshot
    block = "Action\tDue\tFor\tNotes\nA\tend of Q2\tR1\tAsk\nB\t30.2.2027\tR1; R99\t\nC\t1 Jun 2027\tR2\t\n"
    sheet = pasted(listed, block)
    assert "3 marked cells cannot be read" in sheet.told.text()
    assert "not a date" in sheet.table.item(2, 1).toolTip()
    assert "No recommendation is called R99" in sheet.table.item(3, 2).toolTip()
    assert not sheet.table.item(3, 1).icon().isNull()
    assert sheet.table.item(4, 1).toolTip() == ""
    sheet.table.item(3, 1).setText("28 Feb 2027")
    assert "2 marked cells" in sheet.told.text()
    assert sheet.table.item(3, 1).toolTip() == ""
    sheet.save.click()
    listed.settle()
    now = listed.work.hub.snapshot
    first, second, third = [one for one in now.actions if before.get(one.id) is None]
    assert (first.due, first.description) == (None, "Ask\nDue: end of Q2")
    assert str(second.due) == "2027-02-28"
    assert second.description == "For: R1; R99"
    assert str(third.due) == "2027-06-01"


def test_nothing_on_the_clipboard_is_said(listed: Opened) -> None:
    QGuiApplication.clipboard().clear()
    listed.do(Do.PASTE)
    assert "nothing on the clipboard" in listed.window.notice.words


def dragged(opened: Opened, record: Any, before: Any, group: Any) -> None:
    plan = opened.work.nav.plan_view
    plan.show_record(record)
    plan.tree.rows_moved.emit(before, group)
    opened.settle()


def test_a_row_is_dragged_to_another_place_and_under_another_recommendation(listed: Opened) -> None:
    snapshot = listed.work.hub.snapshot
    first, second = snapshot.recommendations[:2]
    under = [one.id for one in snapshot.actions_for(first.id)]
    dragged(listed, under[-1], under[0], first.id)
    assert [one.id for one in listed.work.hub.snapshot.actions_for(first.id)] == [under[-1], *under[:-1]]
    dragged(listed, under[0], None, first.id)
    assert [one.id for one in listed.work.hub.snapshot.actions_for(first.id)][-1] == under[0]
    moved = next(one for one in under if second.id not in listed.work.hub.snapshot.get(one).targets)
    dragged(listed, moved, None, second.id)
    assert second.id in listed.work.hub.snapshot.get(moved).targets
    assert first.id not in listed.work.hub.snapshot.get(moved).targets


def test_rows_that_were_dragged_stay_selected_and_in_hand(listed: Opened) -> None:
    plan, snapshot = listed.work.nav.plan_view, listed.work.hub.snapshot
    first, second = snapshot.recommendations[:2]
    rows = [one.id for one in snapshot.actions_for(first.id)][:2]
    plan.show_record(rows[0])
    plan.tree.take_up(rows, first.id)
    plan.tree.rows_moved.emit(None, second.id)
    listed.settle()
    assert {one.id for one in plan.selected_actions()} == set(rows)
    assert plan.tree.current_id() == rows[0]
    assert plan.model.group_id(plan.tree.currentIndex()) == second.id


def test_rows_of_two_recommendations_are_dragged_out_of_both(listed: Opened) -> None:
    plan, snapshot = listed.work.nav.plan_view, listed.work.hub.snapshot
    first, second, third = snapshot.recommendations[:3]
    one = next(each for each in snapshot.actions_for(first.id) if each.targets == (first.id,))
    other = next(each for each in snapshot.actions_for(second.id) if each.targets == (second.id,))
    plan.show_record(one.id)
    plan.tree.take_up([one.id, other.id], first.id)
    plan.tree.rows_moved.emit(None, third.id)
    listed.settle()
    now = listed.work.hub.snapshot
    assert (now.get(one.id).targets, now.get(other.id).targets) == ((third.id,), (third.id,))


def test_a_sorted_list_says_why_nothing_is_moved(listed: Opened) -> None:
    plan = listed.work.nav.plan_view
    before = listed.work.hub.snapshot.number
    plan.tree.sort_by(plan.model.column_of("due"), False)
    dragged(listed, A1, A2, listed.work.hub.snapshot.recommendations[0].id)
    assert listed.work.hub.snapshot.number == before
    assert "sorted by a column" in listed.window.notice.words


def test_where_rows_would_come_to_stand(listed: Opened) -> None:
    tree = listed.work.nav.plan_view.tree
    model, group = tree.records, tree.records.groups()[0]
    rows = [model.index(row, 1, model.place(group)) for row in range(model.rowCount(model.place(group)))]
    first, last = tree.visualRect(rows[0]), tree.visualRect(rows[-1])
    assert tree.gap_at(first.topLeft() + QPoint(5, 3)) == (model.record_id(rows[0]), group)
    assert tree.gap_at(last.bottomLeft() + QPoint(5, -3)) == (None, group)
    head = tree.visualRect(model.place(group))
    assert tree.gap_at(head.center()) == (model.record_id(rows[0]), group)
    tree._mark_gap((None, group))
    assert tree.gap_line() == last.bottom()
    tree._mark_gap((model.record_id(rows[0]), group))
    assert tree.gap_line() == first.top()
    tree._mark_gap(None)
    assert tree.gap_line() is None


def test_delete_says_what_can_become_of_it_and_does_it(listed: Opened, asker: ScriptedAsker) -> None:
    asker.answers = ["Superseded…", "Done by the new service"]
    listed.do(Do.DELETE)
    listed.settle()
    action = listed.work.hub.snapshot.get(listed.work.nav.current_id())
    assert (action.delivery, action.delivery_reason) == ("superseded", "Done by the new service")
    assert "is superseded" in listed.window.notice.words


def test_what_was_just_added_is_taken_back(listed: Opened, asker: ScriptedAsker) -> None:
    plan = listed.work.nav.plan_view
    before = len(listed.work.hub.snapshot.actions)
    plan.edits.add("A slip of the hand", ())
    listed.settle()
    plan.show_record(listed.work.hub.snapshot.actions[-1].id)
    plan.tree.setFocus()
    asker.answers = ["Take it back"]
    listed.do(Do.DELETE)
    listed.settle()
    assert len(listed.work.hub.snapshot.actions) == before


def test_what_is_part_of_the_record_stays(on_plan: Opened) -> None:
    on_plan.do(Do.SOURCES)
    on_plan.work.nav.view.into_list()
    on_plan.settle()
    on_plan.do(Do.DELETE)
    on_plan.settle()
    assert "is not taken out" in on_plan.window.notice.words


def test_saving_says_that_everything_is_saved(listed: Opened) -> None:
    listed.do(Do.SAVED)
    assert "Everything is saved." in listed.window.notice.words


def test_keys_of_the_list_leave_typed_words_alone(listed: Opened) -> None:
    view = listed.work.panes.panel.view
    assert view is not None
    words = view.part("updates").form.words
    words.setFocus()
    listed.qtbot.keyClicks(words, "Nothing")
    listed.qtbot.keyClick(words, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    listed.qtbot.keyClick(words, Qt.Key.Key_Delete)
    assert words.toPlainText() == ""
    assert not isinstance(words, QTextEdit)


@pytest.mark.parametrize("typed", ["", "Once a quarter"])
def test_a_form_asked_for_while_a_cell_is_edited_has_the_keys(listed: Opened, typed: str) -> None:
    plan = listed.work.nav.plan_view
    plan.edit_cell("title")
    listed.settle()
    listed.qtbot.keyClicks(QApplication.focusWidget(), typed)
    listed.do(Do.ATTACH_LINK)
    listed.settle()
    assert QApplication.focusWidget() is listed.work.panes.panel.view.part("evidence").form.address
    assert typed in plan.current().title
