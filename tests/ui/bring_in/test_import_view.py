"""The import screen as a person uses it: ticks, edits, splits, joins, marks, facts, and what is handed over."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from support.builders import ITEMS, a_reading
from support.gallery_panels import RealDocuments
from support.gateway import FakeGateway
from tracker.domain.reading.reading import ReadRecommendation
from tracker.ui.bring_in.import_view import ImportView
from tracker.ui.bring_in.items_model import ItemsModel
from tracker.ui.core.jobs import Jobs
from tracker.ui.page.page_view import Marked

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform

LETTER = Path("letter.pdf")
Open = Callable[..., ImportView]


def shown(view: ImportView) -> list[str]:
    return [item.text for item in view.review.list.items_model.items]


def put_cursor(view: ImportView, before: str) -> None:
    editor = view.review.editor.words
    cursor = editor.textCursor()
    cursor.setPosition(editor.toPlainText().index(before))
    editor.setTextCursor(cursor)
    editor.setFocus()


def test_space_unticks_and_the_buttons_number_falls(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    assert view.add_button.text() == "Add 6 recommendations to a new plan"
    qtbot.keyClick(view.review.list, Qt.Key.Key_Space)
    assert view.add_button.text() == "Add 5 recommendations to a new plan"
    qtbot.keyClick(view.review.list, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.add_button.text() == "Add 6 recommendations to a new plan"


def test_a_click_on_the_tick_leaves_the_item_out(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    place = view.review.list.visualRect(view.review.list.items_model.index(2))
    qtbot.mouseClick(view.review.list.viewport(), Qt.MouseButton.LeftButton, pos=place.topLeft() + QPoint(20, 16))
    assert [item.ticked for item in view.review.list.items_model.items] == [True, True, False, True, True, True]


def test_a_split_at_the_cursor_makes_two_items_with_their_words_and_page(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    put_cursor(view, "so that families")
    qtbot.keyClick(
        view.review.editor.words, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert shown(view)[:2] == [
        "The specificity and measurability of plans,",
        "so that families know what must change and by when.",
    ]
    assert [item.page for item in view.review.list.items_model.items][:2] == [2, 2]
    assert view.add_button.text() == "Add 7 recommendations to a new plan"
    qtbot.keyClick(view.review.list, Qt.Key.Key_Up)
    qtbot.keyClick(view.review.list, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert shown(view) == list(ITEMS)


def test_a_split_at_the_end_says_where_to_put_the_cursor(open_import: Open) -> None:
    view = open_import(LETTER)
    view.review.split()
    assert shown(view) == list(ITEMS)
    assert "cursor" in view.review._said.text


def test_typed_words_are_kept_when_the_field_is_left(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    qtbot.keyClick(view.review.list, Qt.Key.Key_Return)
    words = view.review.editor.words
    qtbot.waitUntil(words.hasFocus)
    words.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.keyClicks(words, " And more.")
    qtbot.keyClick(words, Qt.Key.Key_Tab)
    assert shown(view)[0] == f"{ITEMS[0]} And more."


def test_undo_takes_typing_back_before_it_takes_steps_back(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    qtbot.keyClick(view.review.list, Qt.Key.Key_Space)
    words = view.review.editor.words
    view.review.edit_words()
    qtbot.keyClicks(words, "x")
    qtbot.keyClick(words, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert words.toPlainText() == ITEMS[0]
    assert view.add_button.text() == "Add 5 recommendations to a new plan"
    qtbot.keyClick(words, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert view.add_button.text() == "Add 6 recommendations to a new plan"


def test_alt_and_an_arrow_move_an_item_and_keep_it_in_hand(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    qtbot.keyClick(view.review.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert shown(view)[:2] == [ITEMS[1], ITEMS[0]]
    assert view.review.editor.words.toPlainText() == ITEMS[0]


def test_a_marked_passage_becomes_an_item_with_its_words_and_place(open_import: Open) -> None:
    view = open_import(LETTER)
    view.review.page.marked.emit(Marked("A passage nobody listed.", 3, ()))
    assert shown(view)[-1] == "A passage nobody listed."
    assert view.review.list.items_model.items[-1].page == 3
    assert view.add_button.text() == "Add 7 recommendations to a new plan"


def test_dragging_over_the_page_marks_what_stands_there(qtbot: QtBot, open_import: Open, real: RealDocuments,
                                                        samples: Path, jobs: Jobs) -> None:  # fmt: skip
    view = open_import(samples / "manchester-jtai-2023-11-30.pdf", through=real)
    canvas = view.review.page.canvas
    box = view.review.list.items_model.items[1].boxes[0]
    place = canvas.place_of(box)
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=place.topLeft() - QPoint(2, 2))
    qtbot.mouseMove(canvas, place.bottomRight() + QPoint(2, 2))
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=place.bottomRight() + QPoint(2, 2))
    qtbot.waitUntil(lambda: len(shown(view)) == 7, timeout=10_000)
    added = next(item for item in view.review.list.items_model.items if item.by_hand)
    assert "How well the strong strategic intent" in added.text
    assert added.page == 2


def test_the_real_letter_shows_its_six_items_on_their_pages(open_import: Open, real: RealDocuments,
                                                            samples: Path) -> None:  # fmt: skip
    view = open_import(samples / "manchester-jtai-2023-11-30.pdf", through=real)
    assert view.add_button.text() == "Add 6 recommendations to a new plan"
    assert [item.page for item in view.review.list.items_model.items] == [2, 2, 2, 2, 2, 3]
    assert view.review.page.page == 2
    assert view.review.page.canvas.boxes == view.review.list.items_model.items[0].boxes
    said = " ".join(view.facts.notes)
    assert "9 Mar 2024 is a Saturday; the working day before it is Fri 8 Mar 2024" in said
    assert "70 working days" in said
    assert "Kate Green: no organisation was found." in said


def test_the_page_follows_the_item_in_hand(qtbot: QtBot, open_import: Open, real: RealDocuments,
                                           samples: Path) -> None:  # fmt: skip
    view = open_import(samples / "manchester-jtai-2023-11-30.pdf", through=real)
    qtbot.keyClick(view.review.list, Qt.Key.Key_End)
    assert view.review.page.page == 3
    assert {box.page for box in view.review.page.canvas.boxes} == {3}


def test_a_fact_is_edited_as_people_write_dates(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    view.facts.open(True)
    cell = view.facts.cells["respond_by"]
    cell.field.setFocus()
    line = cell.field.line  # type: ignore[union-attr]
    line.selectAll()
    qtbot.keyClicks(line, "8/3/2024")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "8 Mar 2024"
    assert view.documents[0].draft is not None
    assert view.documents[0].draft.reading.respond_by == date(2024, 3, 8)
    assert not any("Saturday" in note for note in view.facts.notes)


def test_a_date_that_is_none_is_said_and_kept_as_typed(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    view.facts.open(True)
    line = view.facts.cells["published"].field.line  # type: ignore[union-attr]
    line.setFocus()
    line.selectAll()
    qtbot.keyClicks(line, "next week")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "next week"
    assert any("next week" in note for note in view.facts.notes)


def test_accepting_hands_over_the_facts_as_edited_and_only_what_is_ticked(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    qtbot.keyClick(view.review.list, Qt.Key.Key_Space)
    view.facts.fact_changed.emit(("received", date(2023, 12, 1)))
    view.facts.fact_changed.emit(("area", "Otherton"))
    with qtbot.waitSignal(view.accepted) as handed:
        qtbot.keyClick(view.review.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    (one,) = handed.args[0]
    assert [item.text for item in one.reading.recommendations] == list(ITEMS[1:])
    assert one.reading.findings == ()
    assert (one.reading.area, one.received) == ("Otherton", date(2023, 12, 1))


def test_words_being_typed_are_handed_over_too(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    view.review.edit_words()
    view.review.editor.words.selectAll()
    qtbot.keyClicks(view.review.editor.words, "Other words")
    with qtbot.waitSignal(view.accepted) as handed:
        view.add_button.click()
    assert handed.args[0][0].reading.recommendations[0].text == "Other words"


def test_findings_are_offered_and_added_only_when_ticked(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    view.review.show_section(1)
    assert shown(view) == ["Plans are not always specific."]
    qtbot.keyClick(view.review.list, Qt.Key.Key_Space)
    assert view.add_button.text() == "Add 6 recommendations and 1 finding to a new plan"


def test_a_letter_without_a_list_says_what_to_do_and_can_still_be_added(
    open_import: Open, gateway: FakeGateway
) -> None:
    gateway.readings["bare.pdf"] = a_reading(recommendations=(), findings=())
    view = open_import(Path("bare.pdf"))
    assert view.review._empty.isVisible()
    assert "Drag over words" in view.review._empty.text()
    assert view.add_button.text() == "Add the document without items"
    assert view.add_button.isEnabled()


def test_a_doubtful_item_says_so(open_import: Open, gateway: FakeGateway) -> None:
    gateway.readings["odd.pdf"] = a_reading(
        recommendations=(ReadRecommendation("recommendation", "Smudged words.", confidence=0.4),)
    )
    view = open_import(Path("odd.pdf"))
    assert any("hard to read" in note for note in view.facts.notes)


def test_what_is_no_report_says_so_with_a_way_on(qtbot: QtBot, open_import: Open, asker: Any) -> None:
    asker.answers = [[LETTER]]
    view = open_import(Path("holiday.jpg"))
    assert view._fault.text() == "holiday.jpg could not be read"
    assert "give it the PDF as published" in view._fault_hint.text()
    view._fault_hint.setText("The PDF is protected by a password. " * 6)
    view.resize(1000, 700)
    view.layout().activate()
    qtbot.wait(1)
    assert view._fault_hint.height() >= view._fault_hint.heightForWidth(view._fault_hint.width())
    view._choose()
    qtbot.waitUntil(lambda: bool(view.documents), timeout=10_000)
    assert view.add_button.text() == "Add 6 recommendations to a new plan"


def test_several_documents_say_which_are_twins_and_which_could_not_be_read(
    open_import: Open, real: RealDocuments, samples: Path
) -> None:
    letter = samples / "manchester-jtai-2023-11-30.pdf"
    view = open_import(letter, samples / "manchester-ilacs-2025-11-11.pdf", letter, Path("no.pdf"), through=real)
    states = [document.state() for document in view.documents]
    assert states[:2] == ["Manchester: 6 recommendations", "Manchester: 1 recommendation"]
    assert states[2] == "The same file as manchester-jtai-2023-11-30.pdf"
    assert "cannot be read" in states[3]
    assert view.add_button.text() == "Add 7 recommendations from 2 documents to a new plan"
    view._list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert view.add_button.text() == "Add 1 recommendation to a new plan"


def test_a_file_the_plan_holds_already_is_named(open_import: Open, gateway: FakeGateway) -> None:
    view = open_import(LETTER, known=("0" * 64,))
    assert view.documents[0].state() == "The same file as one already in the plan"
    assert not view.add_button.isEnabled()


def test_cancel_while_reading_leaves_without_a_word(qtbot: QtBot, open_import: Open) -> None:
    view = open_import()
    view.start([LETTER])
    with qtbot.waitSignal(view.cancelled):
        view.cancel()
    qtbot.wait(50)
    assert view.documents == ()


def test_the_rows_change_by_moves_and_not_by_a_reset(open_import: Open, qtmodeltester: ModelTester) -> None:
    model = ItemsModel()
    qtmodeltester.check(model)
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    view = open_import(LETTER)
    items = view.review.list.items_model.items
    for order in (items, items[::-1], items[1:4], (), items[2:], items):
        model.show(order)
        assert model.items == tuple(order)
    assert resets == []


def test_every_control_has_a_name(open_import: Open) -> None:
    view = open_import(LETTER)
    view.facts.open(True)
    from support.names import nameless

    assert nameless(view) == []


@pytest.mark.usefixtures("qapp")
def test_nothing_is_left_when_the_screen_closes(qtbot: QtBot, open_import: Open) -> None:
    view = open_import(LETTER)
    gone: list[bool] = []
    view.destroyed.connect(lambda: gone.append(True))
    view.close()
    view.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))
    assert QApplication.focusWidget() is None
