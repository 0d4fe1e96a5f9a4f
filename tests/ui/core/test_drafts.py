"""Words begun and not saved: kept in a private file, offered again, gone when saved, said at closing."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from support.gateway import ScriptedAsker
from support.window import Opened
from tracker import drafts
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import WindowAsker
from tracker.ui.core.drafts import Drafts
from tracker.ui.core.hub import Hub
from tracker.ui.core.questions import WordsQuestion
from tracker.ui.forms.fields_edit import FieldRow, setting
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.line import Line
from tracker.ui.look.theme import Theme
from tracker.ui.questions.question_sheets import About, AskSheet
from tracker.ui.record.updates import UpdateForm


def kept(hub: Hub) -> dict[str, list[str]]:
    """What stands in the files of the plan's drafts, by name."""
    hub.drafts.write()
    found = drafts.of_plan(hub.snapshot.plan.id)
    return {hub.drafts.name(one): sorted(one.words.values()) for one in found}


def begin_update(on_plan: Opened, ref: str) -> None:
    """Types half an update and leaves it."""
    on_plan.work.nav.jump(on_plan.session.snapshot().by_ref(ref).id)
    on_plan.do(Do.UPDATE)
    on_plan.work.findChild(UpdateForm).words.setPlainText("Half an update")


def test_words_stand_in_a_private_file_within_two_seconds(on_plan: Opened) -> None:
    work = on_plan.work
    work.nav.jump(on_plan.session.snapshot().by_ref("A1").id)
    on_plan.do(Do.UPDATE)
    box = work.findChild(UpdateForm).words
    on_plan.qtbot.keyClicks(box, "The board met")
    plan = work.hub.snapshot.plan.id
    on_plan.qtbot.waitUntil(lambda: bool(drafts.of_plan(plan)), timeout=2000)
    (draft,) = drafts.of_plan(plan)
    assert draft.words["words"].startswith("The board")
    if sys.platform != "win32":
        assert stat.S_IMODE(draft.file.stat().st_mode) == 0o600
        assert stat.S_IMODE(draft.file.parent.stat().st_mode) == 0o700
    assert "1 text not saved" in work.status.words
    assert "All changes saved" not in work.status.words


def test_an_update_waits_for_the_next_window_and_goes_when_it_is_added(on_plan: Opened, asker: ScriptedAsker) -> None:
    record = on_plan.session.snapshot().by_ref("A1")
    begin_update(on_plan, "A1")
    hub = on_plan.work.hub
    assert kept(hub) == {"New update of A1": ["Half an update"]}
    again = Drafts(hub.snapshot.plan.id, lambda _record: "A1", hub)
    assert again.names == ("New update of A1",)
    form = UpdateForm(hub, on_plan.window.theme)
    form.show_record(record)
    assert form.words.toPlainText() == "Half an update"
    form.send_now()
    on_plan.settle()
    assert hub.snapshot.updates_for(record.id)[-1].text == "Half an update"
    assert kept(hub) == {}
    assert "All changes saved" in on_plan.work.status.words
    form.deleteLater()


def test_a_refused_field_keeps_its_words_until_they_are_saved(desk: Any) -> None:
    page = desk.show("A1")
    editor = page.title.editor
    desk.session.refuse = UserError("the server is away", "try again")
    editor.setFocus()
    editor.setPlainText("Another title")
    editor.commit()
    desk.settle()
    assert list(kept(desk.hub).values()) == [["Another title"]]
    desk.show("A2")
    desk.show("A1")
    assert editor.toPlainText() == "Another title"
    desk.session.refuse = None
    editor.commit()
    desk.settle()
    assert kept(desk.hub) == {}
    assert desk.record("A1").title == "Another title"


def test_closing_with_something_unsaved_says_what(on_plan: Opened, asker: ScriptedAsker) -> None:
    begin_update(on_plan, "A1")
    on_plan.window.close()
    assert on_plan.window.isVisible()
    assert "New update of A1" in asker.questions[-1]
    asker.answers.append("Close")
    on_plan.window.close()
    on_plan.qtbot.waitUntil(lambda: not on_plan.window.isVisible(), timeout=5000)


def test_what_was_begun_is_offered_when_the_plan_is_opened(on_plan: Opened) -> None:
    begin_update(on_plan, "A2")
    session, snapshot = on_plan.session, on_plan.work.hub.snapshot
    on_plan.window.closing = True
    on_plan.window._opened(session, snapshot)
    on_plan.settle()
    assert "New update of A2" in on_plan.window.notice.words
    on_plan.work.show_draft(on_plan.work.hub.drafts.all[0])
    on_plan.settle()
    assert on_plan.work.findChild(UpdateForm).words.toPlainText() == "Half an update"


def test_what_is_typed_in_a_cell_stands_in_the_form_of_its_record(on_plan: Opened) -> None:
    work = on_plan.work
    view = work.nav.plan_view
    record = on_plan.session.snapshot().by_ref("A1")
    assert view.tree.edit_cell(record.id, "title")
    line = next(one for one in view.tree.findChildren(QLineEdit, "list editor") if one.isVisible())
    on_plan.qtbot.keyClicks(line, "Typed in the list")
    assert kept(work.hub) == {"Action of A1": ["Typed in the list"]}
    view.tree.delegate.closeEditor.emit(line, view.tree.delegate.EndEditHint.RevertModelCache)
    assert kept(work.hub) == {}


def typed_in_cell(on_plan: Opened, key: str, words: str) -> QLineEdit:
    view = on_plan.work.nav.plan_view
    assert view.tree.edit_cell(on_plan.session.snapshot().by_ref("A1").id, key)
    line = next(one for one in view.tree.findChildren(QLineEdit, "list editor") if one.isVisible())
    on_plan.qtbot.keyClicks(line, words)
    return line


def test_words_being_typed_in_a_cell_are_not_offered_beside_it(on_plan: Opened) -> None:
    view, panel = on_plan.work.nav.plan_view, on_plan.work.panes.panel
    snapshot = on_plan.session.snapshot()
    view.show_record(snapshot.by_ref("A2").id)
    on_plan.settle()
    line = typed_in_cell(on_plan, "owner", "Some")
    on_plan.settle()  # the panel comes to show the record while its owner is being typed
    owner = next(row for row in panel.findChildren(FieldRow) if row.spec.name == "owner" and row.isVisible())
    assert not owner.editor.changed_by_hand
    assert owner.note.text == ""
    line.setText("Somebody New")
    on_plan.qtbot.keyClick(line, Qt.Key.Key_Return)
    on_plan.settle()
    assert owner.editor.value() == "Somebody New"
    assert "All changes saved" in on_plan.work.status.words


def test_esc_shows_what_stands_in_the_plan_by_now(desk: Any) -> None:
    page = desk.show("A1")
    row = next(one for one in page.findChildren(FieldRow) if one.spec.name == "owner")
    row.editor.setText("Half a na")
    desk.hub.write(setting(desk.record("A1").id, {"owner": "Designated Nurse"}))
    desk.settle()
    desk.show("A1")
    row.editor.put_back()
    assert row.editor.text() == "Designated Nurse"
    assert row.note.text == ""
    row.editor.setText("Head of Early Help")
    row.editor.commit()
    desk.settle()
    assert desk.hub.snapshot.name_of(desk.record("A1").owner) == "Head of Early Help"


def test_a_computer_that_cannot_keep_words_says_so_once(hub: Hub, tmp_path: os.PathLike[str]) -> None:
    folder = drafts.folder(hub.snapshot.plan.id)
    folder.parent.mkdir(parents=True)
    folder.write_text("in the way")
    told: list[UserError] = []
    hub.failed.connect(told.append)
    for words in ("one", "two"):
        hub.drafts.note("update", "", "New update", {"words": words})
        hub.drafts.write()
    assert len(told) == 1
    assert "cannot be kept" in told[0].message


def fields_of(widget: QWidget) -> Iterator[Line | GrowingText]:
    """The fields of a form that a person could type in now."""
    for field in (*widget.findChildren(Line), *widget.findChildren(GrowingText)):
        inside = field.parentWidget()
        if not (field.isReadOnly() or isinstance(inside, QComboBox) or _put_away(field)):
            yield field


def _put_away(field: QWidget) -> bool:
    """Whether a field is one that this record does not have (a date that is agreed, say)."""
    row = field.parentWidget()
    while row is not None and not isinstance(row, FieldRow):
        row = row.parentWidget()
    return row is not None and row.isHidden()


@pytest.mark.parametrize("kind", list(Kind))
def test_every_field_of_every_page_is_kept(desk: Any, kind: Kind) -> None:
    """The guard: whoever adds a field to a form and does not join it is told here by its name."""
    records = [record for record in desk.snapshot.of(kind) if getattr(record, "ref", "")][:1]
    missing = []
    for record in records:
        desk.show(record.ref)
        desk.panel.view.go_on("no such form")  # every section is made by looking for it
        for field in fields_of(desk.panel.view):
            before = desk.hub.drafts.all
            (field.setText if isinstance(field, Line) else field.setPlainText)("Some words begun")
            if desk.hub.drafts.all == before:
                missing.append(f"{type(field.parentWidget()).__name__}: {field.accessibleName()}")
            field.set_value("")
    assert not missing


def test_a_file_that_is_no_draft_is_passed_over(hub: Hub) -> None:
    hub.drafts.note("update", "", "New update", {"words": "one"})
    hub.drafts.write()
    folder = drafts.folder(hub.snapshot.plan.id)
    (folder / "x.json").write_text("{")
    (folder / "y.json").write_text('{"plan": 1, "words": []}')
    (folder / "z.json").mkdir()
    assert [one.called for one in drafts.of_plan(hub.snapshot.plan.id)] == ["New update"]


def test_a_sheet_has_its_words_again_until_it_is_left(hub: Hub, theme: Theme, qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    sheet = AskSheet(hub, theme, About(), home)
    sheet.show()
    sheet.question.setPlainText("How do you know?")
    assert [name for name in kept(hub) if name == sheet.windowTitle()]
    again = AskSheet(hub, theme, About(), home)
    again.show()
    assert again.question.toPlainText() == "How do you know?"
    assert "not saved stands here again" in again.note.text
    again.reject()
    assert kept(hub) == {}


def test_an_answer_in_several_lines_is_kept_while_it_is_written(hub: Hub, theme: Theme, qtbot: QtBot) -> None:
    home = QWidget()
    qtbot.addWidget(home)
    asker = WindowAsker(theme)
    asker.keep_in(hub.drafts)
    asker.text(home, "Refuse X1", "Why?", lambda _words: None, lines=True)
    home.findChild(WordsQuestion).box.setPlainText("Because")
    assert kept(hub) == {"Refuse X1": ["Because"]}
    asker.text(home, "Refuse X1", "Why?", lambda _words: None, lines=True)
    second = home.findChildren(WordsQuestion)[-1]
    assert second.box.toPlainText() == "Because"
    second.reject()
    assert kept(hub) == {}
