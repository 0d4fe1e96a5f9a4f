"""The key, the rules, closing, reviewing and link checks, in the real window."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QPoint, Qt
from PySide6.QtWidgets import QColorDialog, QComboBox, QDialog, QWidget
from pytestqt.qtbot import QtBot

from support.builders import an_id
from support.gateway import FakeGateway, ScriptedAsker
from support.on_screen import row_text
from support.record_page import Shown
from support.window import Opened
from tracker.domain.actions.status import delivery_status
from tracker.domain.plan.fields import EvidenceRule
from tracker.domain.plan.key import GROUNDS, PRESETS
from tracker.services.evidence.evidence import About, attach_file
from tracker.services.plan.key import use_preset
from tracker.services.records.editing import set_fields
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import WindowAsker
from tracker.ui.core.hub import Command
from tracker.ui.look.theme import Theme
from tracker.ui.look.tokens import DARK, LIGHT
from tracker.ui.plan_list.plan_view import PlanView
from tracker.ui.plan_rules.key_dialog import KeyDialog
from tracker.ui.plan_rules.rules_dialog import RulesDialog
from tracker.ui.record.closing_sheet import ClosingSheet
from tracker.ui.record.state_commands import close_action

A1, A2, A3, R1 = (an_id(number) for number in (501, 502, 503, 401))


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Dialogs that a test closed are gone before the next."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def opened(on_plan: Opened, do: Do, kind: type[Any]) -> Any:
    """The dialog that a Do opens."""
    on_plan.do(do)
    return next(one for one in on_plan.window.findChildren(kind) if one.isVisible())


def write(on_plan: Opened, command: Command) -> None:
    assert on_plan.window.hub is not None
    on_plan.window.hub.write(command)
    on_plan.settle()


def choose(on_plan: Opened, record: Any) -> None:
    view = on_plan.work.nav.plan_view
    view.show_record(record)
    on_plan.settle()


def saved(on_plan: Opened, dialog: QDialog) -> None:
    """Presses the dialog's main key and waits."""
    on_plan.qtbot.keyClick(dialog, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    on_plan.settle()


def test_a_preset_is_chosen_changed_and_kept_and_one_undo_takes_it_back(on_plan: Opened) -> None:
    dialog = opened(on_plan, Do.KEY, KeyDialog)
    assert dialog.presets.hasFocus()
    on_plan.qtbot.keyClick(dialog.presets, Qt.Key.Key_Down)
    dialog.presets.activated.emit(dialog.presets.currentIndex())
    row = next(one for one in dialog.rows if one.entry().token == "complete")
    assert (row.label.text(), row.words.text()) == ("Blue: complete", "4.1 light, 4.0 dark")
    row.label.setText("Blue")
    row.colour.setText("1f5fb3")
    assert row.preview.accessibleName() == "Blue"
    assert row.words.text().endswith("light, dark: lightened")
    assert "lightened until they can be seen" in dialog.remarks.text()
    saved(on_plan, dialog)
    assert not any(one.isVisible() for one in on_plan.window.findChildren(KeyDialog))
    key = on_plan.session.snapshot().plan.key
    drawn = delivery_status("complete", key)
    assert (drawn.word, drawn.colour) == ("Blue", "#1F5FB3")
    assert on_plan.work.panes.panel is not None
    on_plan.do(Do.UNDO)
    assert on_plan.session.snapshot().plan.key == ()


def test_what_is_no_colour_cannot_be_saved_and_says_why(on_plan: Opened) -> None:
    dialog = opened(on_plan, Do.KEY, KeyDialog)
    row = dialog.rows[0]
    row.colour.setText("#12")
    assert row.words.text() == "not a colour"
    assert "is not a colour" in dialog.note.text
    assert not dialog.save.isEnabled()
    dialog.send()
    row.colour.setText("#FFFF99")
    row.label.setText("Complete")
    assert dialog.save.isEnabled()
    assert "is faint on a light ground (1.0 to 1)" in dialog.remarks.text()
    assert "“Complete” is also what “overdue” is called." in dialog.remarks.text()
    dialog.presets.activated.emit(dialog.presets.count() - 1)
    assert dialog.key() == ()
    dialog.reject()


def test_a_colour_is_picked_from_the_usual_window(on_plan: Opened, asker: ScriptedAsker) -> None:
    dialog = opened(on_plan, Do.KEY, KeyDialog)
    asker.answers = ["#0E5F69"]
    dialog.rows[0].pick.click()
    assert asker.asked[-1] == ("colour", "Colour of overdue")
    assert dialog.rows[0].entry().colour == "#0E5F69"
    dialog.reject()


def test_the_colour_window_answers_with_six_digits(qtbot: QtBot, theme: Theme) -> None:
    parent, got = QWidget(), list[str]()
    qtbot.addWidget(parent)
    WindowAsker(theme).colour(parent, "Colour", got.append, initial="#1f5fb3")
    window = parent.findChildren(QColorDialog)[0]
    window.accept()
    assert got == ["#1F5FB3"]


def test_where_nothing_can_be_written_the_key_is_a_legend(on_plan: Opened) -> None:
    on_plan.session.read_only = True
    dialog = opened(on_plan, Do.KEY, KeyDialog)
    assert not dialog.save.isVisible()
    assert dialog.leave.text() == "Close"
    assert all(row.label.isReadOnly() for row in dialog.rows)
    dialog.reject()


def test_the_list_leads_to_the_key_and_draws_in_its_colours(on_plan: Opened) -> None:
    write(on_plan, lambda uow, act: use_preset(uow, act, "BRAG, Blue = done"))
    view = on_plan.work.nav.view
    assert isinstance(view, PlanView)
    theme = on_plan.window.theme
    cell = view.model.columns[view.model.column_of("status")].cell(view.look(), on_plan.session.snapshot().by_ref("A3"))
    assert (cell.text, theme.tone_for(cell.status).mark.name().upper()) == ("Blue: complete", "#2F7FD0")
    picture = view.tree.viewport().grab().toImage()
    seen = {picture.pixelColor(QPoint(x, y)).name().upper() for x in range(0, picture.width(), 2)
            for y in range(0, picture.height(), 2)}  # fmt: skip
    assert "#2F7FD0" in seen
    view.key.click()
    on_plan.settle()
    assert any(one.isVisible() for one in on_plan.window.findChildren(KeyDialog))


def test_the_key_is_checked_against_the_grounds_in_use() -> None:
    assert (LIGHT["surface"].upper(), DARK["surface"].upper()) == (GROUNDS["light"], GROUNDS["dark"])


@pytest.mark.parametrize("mode", ["light", "dark"])
def test_tones_follow_the_key_in_light_and_in_dark(theme: Theme, mode: str) -> None:
    theme.set_mode(mode)
    for preset in PRESETS.values():
        drawn = delivery_status("closed", preset)
        tone = theme.tone_for(drawn)
        assert theme.tone_in(drawn, theme.dark)[1].mark == tone.mark
        assert theme.tone_for(replace(drawn, colour="")).mark == theme.tone(drawn.tone).mark


def test_rules_are_set_and_the_meter_follows(on_plan: Opened) -> None:
    dialog = opened(on_plan, Do.RULES, RulesDialog)
    assert dialog.effect.text() == "Actions with evidence: 1. Sufficient by these rules: 0."
    for row in dialog.rows:
        row.on.setChecked(False)
    assert "One rule at least" in dialog.note.text
    assert not dialog.save.isEnabled()
    dialog.rows[1].on.setChecked(True)
    assert dialog.effect.text().endswith("rules: 1.")
    assert dialog.months.text() == "3; 6; 12"
    dialog.months.setText("soon")
    dialog.send()
    assert "number of months" in dialog.note.text
    dialog.months.setText("12, 3")
    dialog.weeks.setValue(4)
    saved(on_plan, dialog)
    plan = on_plan.session.snapshot().plan
    assert (plan.check_months, plan.quiet_weeks) == (("3", "12"), 4)
    assert EvidenceRule("after completion", True, 1) in plan.evidence_rules
    again = opened(on_plan, Do.RULES, RulesDialog)
    again.rows[4].on.setChecked(True)
    again.rows[4].least.setValue(6)
    assert again.rows[4].words.text() == "The latest item is not older than 6 months."
    assert again.months.text() == "3; 12"
    again._usual()
    assert again.months.text() == "3; 6; 12"
    saved(on_plan, again)
    assert on_plan.session.snapshot().plan.check_months == ()
    assert on_plan.session.snapshot().plan.evidence_rules == ()


def test_closing_says_what_is_lacking_and_takes_a_reason(on_plan: Opened) -> None:
    choose(on_plan, A3)
    sheet = opened(on_plan, Do.CLOSE_ACTION, ClosingSheet)
    assert sheet.level.accessibleName() == "Fair evidence"
    assert "It lacks evidence that someone else accepted and its impact" in sheet.lacking.text
    assert not sheet.save.isEnabled()
    on_plan.qtbot.keyClicks(sheet.impact, "Plans are clearer")
    assert "and its impact" not in sheet.lacking.text
    on_plan.qtbot.keyClicks(sheet.reason, "The service has ended")
    assert sheet.save.text() == "Close anyway"
    saved(on_plan, sheet)
    action = on_plan.session.snapshot().by_ref("A3")
    assert action is not None
    assert (action.delivery, action.impact) == ("closed", "Plans are clearer")
    assert action.delivery_reason == "The service has ended"
    on_plan.do(Do.CLOSE_ACTION)
    assert not any(one.isVisible() for one in on_plan.window.findChildren(ClosingSheet))


def test_closing_with_accepted_evidence_asks_only_what_came_of_it(on_plan: Opened, asker: ScriptedAsker) -> None:
    on_plan.session.act_as("Board Chair")
    choose(on_plan, A3)
    asker.answers = ["Accept"]
    on_plan.do(Do.REVIEW)
    sheet = opened(on_plan, Do.CLOSE_ACTION, ClosingSheet)
    on_plan.qtbot.keyClicks(sheet.impact, "Plans are clearer")
    assert (sheet.lacking.text, sheet.reason.isVisibleTo(sheet)) == ("", False)
    assert sheet.save.text() == "Close the action"
    saved(on_plan, sheet)
    assert on_plan.session.snapshot().by_ref("A3").delivery == "closed"  # type: ignore[union-attr]


def test_an_open_action_is_closed_on_a_day(on_plan: Opened) -> None:
    choose(on_plan, A1)
    sheet = opened(on_plan, Do.CLOSE_ACTION, ClosingSheet)
    assert sheet.day.isVisibleTo(sheet)
    sheet.day.refused.emit("That is no date.")
    assert sheet.note.text == "That is no date."
    sheet.reject()


def test_closing_wants_an_action(on_plan: Opened, asker: ScriptedAsker) -> None:
    choose(on_plan, R1)
    close_action(on_plan.window.context())
    assert not any(one.isVisible() for one in on_plan.window.findChildren(ClosingSheet))


def test_evidence_is_reviewed_by_keyboard(on_plan: Opened, asker: ScriptedAsker) -> None:
    choose(on_plan, A3)
    on_plan.session.act_as("Designated Nurse")
    on_plan.do(Do.REVIEW)
    assert asker.asked == []
    on_plan.session.act_as("Board Chair")
    asker.answers = ["Send back…", "Which plans were read?"]
    on_plan.do(Do.REVIEW)
    item = on_plan.session.snapshot().by_ref("E1")
    assert item is not None
    assert (item.review, item.review_note, item.reviewed_by) == ("returned", "Which plans were read?", "Board Chair")
    on_plan.do(Do.REVIEW)
    assert len(asker.asked) == 2
    on_plan.do(Do.EVIDENCE)
    on_plan.work.nav.view.show_record(item.id)  # type: ignore[union-attr]
    on_plan.settle()
    asker.answers = ["Accept"]
    on_plan.do(Do.REVIEW)
    assert on_plan.session.snapshot().by_ref("E1").review == "accepted"  # type: ignore[union-attr]
    on_plan.do(Do.MEETINGS)
    on_plan.do(Do.REVIEW)
    assert len(asker.asked) == 3


def test_links_are_checked_only_when_asked_and_faults_are_said(on_plan: Opened, gateway: FakeGateway) -> None:
    assert on_plan.session.snapshot().by_ref("E1").link_checked is None  # type: ignore[union-attr]
    gateway.link_faults = {"https://example.org/audit": "not found (404)"}
    on_plan.do(Do.CHECK_LINKS)
    on_plan.settle()
    assert on_plan.session.snapshot().by_ref("E1").link_fault == "not found (404)"  # type: ignore[union-attr]
    assert "Links at fault: E1 (1 of 1)." in on_plan.window.notice.words
    on_plan.do(Do.EVIDENCE)
    view: Any = on_plan.work.nav.view
    cell = view.model.columns[1].cell(view.look(), on_plan.session.snapshot().by_ref("E1"))
    assert cell.quiet.startswith("link fault: not found (404)")
    gateway.link_faults = {}
    on_plan.do(Do.CHECK_LINKS)
    on_plan.settle()
    assert on_plan.session.snapshot().by_ref("E1").link_fault is None  # type: ignore[union-attr]


def test_without_links_there_is_nothing_to_check(on_plan: Opened) -> None:
    on_plan.session.store.book.records = {
        key: record for key, record in on_plan.session.store.book.records.items() if record.ref != "E1"
    }
    on_plan.window.hub.snapshot = on_plan.session.snapshot()  # type: ignore[union-attr]
    on_plan.do(Do.CHECK_LINKS)
    assert on_plan.session.store.book.pages[-1].stamp.verb != "check links"


def test_a_newer_version_takes_the_place_of_an_older_one(on_plan: Opened, asker: ScriptedAsker, tmp_path: Any) -> None:
    about = About("Dip sample", "Ten plans read")
    write(on_plan, lambda uow, act: attach_file(uow, act, ["A3", "A1"], b"ten", "ten.txt", about=about))
    choose(on_plan, A3)
    on_plan.work.panes.show_in_panel()
    view: Any = Shown(on_plan.work.panes.panel.view)
    (tmp_path / "twenty.txt").write_text("twenty")
    asker.answers = [[tmp_path / "twenty.txt"]]
    view.bring("evidence")
    second = on_plan.session.snapshot().by_ref("E2")
    assert second is not None
    view.evidence.cards.newer_wanted.emit(second.id)
    form = view.evidence.form
    assert form._what.text() == "twenty.txt, in the place of E2"
    assert form.shows.value() == "Ten plans read"
    form.send.click()
    on_plan.settle()
    newer = on_plan.session.snapshot().by_ref("E3")
    assert newer is not None
    assert (newer.replaces, newer.targets) == (second.id, second.targets)
    assert said_on(view) >= {"Replaced by E3: it does not count any more.", "Newer version of E2."}
    first = on_plan.session.snapshot().by_ref("E1")
    assert first is not None
    view.evidence.cards.newer_wanted.emit(first.id)
    assert form.address.isVisibleTo(form)
    assert form._what.text() == "A link, in the place of E1"
    form.close_form()


def said_on(view: Any) -> set[str]:
    from tracker.ui.look.note import Note

    return {note.text for note in view.evidence.cards.findChildren(Note) if note.text}


def test_a_card_says_when_to_refresh_and_what_a_link_check_found(on_plan: Opened) -> None:
    write(on_plan, lambda uow, act: set_fields(uow, act, ["E1"], {"refresh_by": "20 Mar 2024"}))
    on_plan.do(Do.CHECK_LINKS)
    on_plan.settle()
    choose(on_plan, A3)
    on_plan.work.panes.show_in_panel()
    view: Any = Shown(on_plan.work.panes.panel.view)
    view.bring("evidence")
    assert "To be refreshed by 20 Mar 2024." in said_on(view)
    from PySide6.QtWidgets import QLabel

    texts = [one.text() for one in view.evidence.cards.findChildren(QLabel)]
    assert any("link checked 12 Mar 2024" in text for text in texts)


def closing(on_plan: Opened) -> list[ClosingSheet]:
    on_plan.settle()
    return [one for one in on_plan.window.findChildren(ClosingSheet) if one.isVisible()]


def test_closed_chosen_in_the_panel_opens_the_sheet_and_esc_changes_nothing(on_plan: Opened, qtbot: QtBot) -> None:
    choose(on_plan, A1)
    row = Shown(on_plan.work.panes.panel.view).delivery
    before = on_plan.session.snapshot().number
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        row.picker.showPopup()
        for _ in range(3):
            qtbot.keyClick(row.picker.view(), Qt.Key.Key_Down)
        qtbot.keyClick(row.picker.view(), Qt.Key.Key_Return)
        (sheet,) = closing(on_plan)
        assert (row.picker.currentText(), row.asking) == ("In progress", False)
        if key == Qt.Key.Key_Return:
            qtbot.keyClicks(sheet.impact, "Plans are clearer")
            qtbot.keyClicks(sheet.reason, "The service has ended")
            saved(on_plan, sheet)
        else:
            qtbot.keyClick(sheet.impact, key)
            assert closing(on_plan) == []
            assert on_plan.session.snapshot().number == before
    assert on_plan.session.snapshot().by_ref("A1").delivery == "closed"  # type: ignore[union-attr]
    assert row.picker.currentText() == "Closed"


def test_closed_chosen_in_the_list_opens_the_sheet_and_esc_changes_nothing(on_plan: Opened, qtbot: QtBot) -> None:
    choose(on_plan, A1)
    tree = on_plan.work.nav.plan_view.tree
    before = on_plan.session.snapshot().number
    tree.edit_cell(A1, "status")
    box = tree.findChild(QComboBox, "list editor")
    assert isinstance(box, QComboBox)
    box.setCurrentText("Closed")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    (sheet,) = closing(on_plan)
    assert sheet.windowTitle() == "Close A1"
    assert sheet.level.accessibleName().endswith("evidence")
    qtbot.keyClick(sheet.impact, Qt.Key.Key_Escape)
    assert closing(on_plan) == []
    assert on_plan.session.snapshot().number == before
    assert "In progress" in row_text(tree, tree.currentIndex())
