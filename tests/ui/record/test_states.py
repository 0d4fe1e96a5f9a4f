"""An action's and a recommendation's state, chosen in the panel, and the updates that say how it stands."""

from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from support.record_page import button_called, choose, retype

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform
Desk = Any
CONTROL = Qt.KeyboardModifier.ControlModifier


class TestState:
    def test_complete_asks_for_the_day_and_offers_today(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        choose(qtbot, view.delivery.picker, "Complete")
        assert view.delivery.asking
        assert view.delivery.day.line.text() == "12 Mar 2024"
        retype(qtbot, view.delivery.day.line, "10 Mar 2024", enter=False)
        view.delivery.save.click()
        desk.settle()
        action = desk.record("A2")
        assert (action.delivery, action.done) == ("complete", date(2024, 3, 10))
        assert not view.delivery.asking

    def test_cancel_leaves_the_state_as_it_was(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        choose(qtbot, view.delivery.picker, "Complete")
        button_called(view.delivery, "Cancel").click()
        assert view.delivery.picker.currentText() == "In progress"
        assert desk.record("A2").delivery == "in progress"

    def test_dropping_an_action_asks_why(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        choose(qtbot, view.delivery.picker, "Superseded")
        view.delivery.save.click()
        desk.settle()
        assert "needs a reason" in view.delivery.note.text
        qtbot.keyClicks(view.delivery.reason, "A4 covers it")
        view.delivery.save.click()
        desk.settle()
        assert (desk.record("A2").delivery, desk.record("A2").delivery_reason) == ("superseded", "A4 covers it")

    def test_amber_needs_a_reason_and_green_none(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        choose(qtbot, view.forecast.picker, "Red")
        view.forecast.save.click()
        assert "need a reason" in view.forecast.note.text
        qtbot.keyClicks(view.forecast.reason, "Nobody free before June")
        view.forecast.save.click()
        desk.settle()
        assert (desk.record("A2").forecast, desk.record("A2").forecast_reason) == ("red", "Nobody free before June")
        choose(qtbot, view.forecast.picker, "Green")
        assert "Rules propose Red: it was due on 1 Mar 2024" in view.forecast._why.text()
        view.forecast.save.click()
        assert "better than the rules propose needs a reason" in view.forecast.note.text
        qtbot.keyClicks(view.forecast.reason, "Signed off on Friday")
        view.forecast.save.click()
        desk.settle()
        assert (desk.record("A2").forecast, desk.record("A2").forecast_reason) == ("green", "Signed off on Friday")
        assert view.forecast.proposal.isVisibleTo(view.page)
        view.forecast.take.click()
        desk.settle()
        assert desk.record("A2").forecast == "red"
        assert desk.record("A2").forecast_reason == "It was due on 1 Mar 2024 and is still open"
        assert not view.forecast.proposal.isVisibleTo(view.page)
        choose(qtbot, desk.show("A4").forecast.picker, "Green")
        desk.settle()
        assert desk.record("A4").forecast is None
        assert view.forecast.asking

    def test_an_update_that_says_better_than_the_rules_asks_why(self, qtbot: QtBot, desk: Desk) -> None:
        form = desk.show("A2").updates.form
        qtbot.keyClicks(form.words, "Signed off on Friday.")
        choose(qtbot, form.forecast, "Green")
        assert form.proposed.text().startswith("Rules propose Red: it was due on 1 Mar 2024")
        assert not form.send.isEnabled()
        qtbot.keyClicks(form.reason, "Only the signature is missing")
        form.send.click()
        desk.settle()
        assert desk.record("A2").forecast_reason == "Only the signature is missing"
        quiet = desk.show("A4").updates.form
        qtbot.keyClicks(quiet.words, "Agreed with health.")
        choose(qtbot, quiet.forecast, "Green")
        assert (quiet.proposed.text(), quiet.send.isEnabled()) == ("", True)

    def test_a_wheel_over_a_picker_changes_nothing(self, desk: Desk, qtbot: QtBot) -> None:
        from PySide6.QtCore import QPoint, QPointF
        from PySide6.QtGui import QWheelEvent
        from PySide6.QtWidgets import QApplication

        view = desk.show("A2")
        picker = view.delivery.picker
        picker.setFocus()
        down = QPoint(0, -120)
        event = QWheelEvent(
            QPointF(5, 5), QPointF(5, 5), down, down, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        QApplication.sendEvent(picker, event)
        assert picker.currentText() == "In progress"

    def test_leaving_a_recommendation_out_asks_why(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("R6")
        choose(qtbot, view.details.decision.picker, "Not adopted")
        qtbot.keyClicks(view.details.decision.reason, "Outside our powers")
        view.details.decision.save.click()
        desk.settle()
        assert (desk.record("R6").delivery, desk.record("R6").delivery_reason) == ("not adopted", "Outside our powers")


class TestUpdates:
    def test_an_update_is_added_with_its_forecast_and_reason(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A2")
        desk.panel.write_update()
        form = view.updates.form
        qtbot.waitUntil(form.words.hasFocus)
        assert not form.send.isEnabled()
        qtbot.keyClicks(form.words, "Ten plans read.")
        choose(qtbot, form.forecast, "Amber")
        assert not form.send.isEnabled()
        qtbot.keyClicks(form.reason, "One auditor away")
        form.send.click()
        desk.settle()
        (update,) = desk.snapshot.updates_for(desk.record("A2").id)
        assert (update.text, update.forecast, update.author) == ("Ten plans read.", "amber", "Improvement Lead")
        assert desk.record("A2").forecast == "amber"
        assert form.words.toPlainText() == ""
        assert view.sections.words()[0] == "Updates 1"

    def test_ctrl_enter_in_the_words_adds_the_update_and_reaches_nothing_else(self, qtbot: QtBot, desk: Desk) -> None:
        from PySide6.QtGui import QAction, QKeySequence

        view = desk.show("A2")
        elsewhere: list[bool] = []
        action = QAction(desk.panel)
        action.setShortcut(QKeySequence("Ctrl+Return"))
        action.triggered.connect(lambda: elsewhere.append(True))
        desk.panel.addAction(action)
        desk.panel.write_update()
        qtbot.keyClicks(view.updates.form.words, "Ten plans read.")
        qtbot.keyClick(view.updates.form.words, Qt.Key.Key_Return, CONTROL)
        desk.settle()
        assert [update.text for update in desk.snapshot.updates_for(desk.record("A2").id)] == ["Ten plans read."]
        assert elsewhere == []

    def test_escape_in_the_words_is_taken_back_by_undo(self, qtbot: QtBot, desk: Desk) -> None:
        words = desk.show("A1").updates.form.words
        desk.panel.write_update()
        qtbot.keyClicks(words, "A long thought")
        qtbot.keyClick(words, Qt.Key.Key_Escape)
        assert words.toPlainText() == ""
        qtbot.keyClick(words, Qt.Key.Key_Z, CONTROL)
        assert words.toPlainText() == "A long thought"

    def test_a_half_written_update_waits_with_its_record(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        qtbot.keyClicks(view.updates.form.words, "Half an upd")
        desk.show("A2")
        assert view.updates.form.words.toPlainText() == ""
        desk.show("A1")
        assert view.updates.form.words.toPlainText() == "Half an upd"
        assert desk.snapshot.updates_for(desk.record("A2").id) == ()
