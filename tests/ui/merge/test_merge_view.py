"""The merge screen as a person uses it, over real workbooks."""

from collections.abc import Callable, Iterator
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QWidget
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from support.gallery_panels import a_hub, a_merge, settle
from support.gateway import FakeGateway, ScriptedAsker
from support.names import nameless
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.word_diff import as_html, runs
from tracker.services.records.editing import set_fields
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme
from tracker.ui.merge.merge_list import spoken
from tracker.ui.merge.merge_view import MergeView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform

TITLE = {"A1": {"Title": "Agree one plan template with health"}}
OTHER_TITLE = {"A1": {"title": "Agree one template for everyone"}}
TWO = {**TITLE, "A4": {"Title": "Health joins every meeting"}}
OTHER_TWO = {**OTHER_TITLE, "A4": {"title": "Health is at every meeting"}}


class Desk:
    """A merge screen over a plan, with what it ended in."""

    def __init__(self, view: MergeView, hub: Hub, path: Path) -> None:
        self.view, self.hub, self.path = view, hub, path
        self.finished: list[bool] = []
        view.finished.connect(self._note_end)

    def _note_end(self) -> None:
        self.finished.append(True)

    @property
    def snapshot(self) -> Snapshot:
        return self.hub.session.snapshot()

    def title(self, ref: str = "A1") -> str:
        record: Any = self.snapshot.by_ref(ref)
        return str(record.title)

    def press(self, qtbot: QtBot, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        qtbot.keyClick(self.view.list, key, modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier)
        settle(self.hub.jobs)


@pytest.fixture
def merge(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Callable[..., Desk]:
    hubs: list[Hub] = []

    def build(theirs: dict[str, dict[str, Any]], ours: dict[str, dict[str, Any]] | None = None) -> Desk:
        hub, path = a_merge(tmp_path, theirs, ours or {})
        asker: Any = ScriptedAsker()
        view = MergeView(hub, asker, theme)
        qtbot.addWidget(view)
        view.resize(1100, 700)
        view.show()
        hubs.append(hub)
        desk = Desk(view, hub, path)
        view.start(path)
        settle(hub.jobs)
        return desk

    yield build
    for hub in hubs:
        hub.jobs.close()


def test_an_untouched_workbook_says_that_nothing_has_changed(merge: Callable[..., Desk]) -> None:
    desk = merge({})
    assert "Nothing has changed in this workbook" in desk.view.plain.words
    desk.view.plain.pressed.emit()
    assert desk.finished == [True]


def test_an_edit_is_applied_once_as_one_change(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    desk = merge(TITLE)
    before = desk.snapshot.number
    assert desk.view.apply_button.text() == "Apply 1 change"
    desk.press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.title() == "Agree one plan template with health"
    assert desk.snapshot.number == before + 1
    assert desk.hub.session.copied_before == "merge"  # type: ignore[attr-defined]
    assert desk.finished == [True]
    desk.view.start(desk.path)
    settle(desk.hub.jobs)
    assert "Nothing has changed" in desk.view.plain.words


def test_a_conflict_must_be_decided_before_apply_is_enabled(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    desk = merge(TITLE, OTHER_TITLE)
    assert not desk.view.apply_button.isEnabled()
    assert desk.view._counter.text() == "1 still to decide"
    desk.press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.title() == "Agree one template for everyone"
    desk.press(qtbot, Qt.Key.Key_1)
    assert desk.view._counter.text() == "All decided"
    desk.view.apply_button.click()
    settle(desk.hub.jobs)
    assert desk.title() == "Agree one plan template with health"


@pytest.mark.parametrize(
    ("key", "own", "owner"),
    [(Qt.Key.Key_1, "", "Chief Nurze"), (Qt.Key.Key_2, "", None), (Qt.Key.Key_E, "P3", "Designated Nurse")],
)
def test_a_question_must_be_answered_before_apply_is_enabled(
    qtbot: QtBot, merge: Callable[..., Desk], key: Any, own: str, owner: str | None
) -> None:
    desk = merge({"A4": {"Owner": "Chief Nurze", "Title": "Health joins"}}, {"P3": {"name": "Chief Nurse"}})
    assert not desk.view.apply_button.isEnabled()
    assert "is it Chief Nurse?" in desk.view.list.row.note  # type: ignore[union-attr]
    desk.press(qtbot, key)
    if own:
        qtbot.keyClicks(desk.view.words, own)
        qtbot.keyClick(desk.view.words, Qt.Key.Key_Return)
    desk.view.apply()
    settle(desk.hub.jobs)
    owned = desk.snapshot.name_of(desk.snapshot.by_ref("A4").owner) or None  # type: ignore[union-attr]
    assert desk.title("A4") == "Health joins"
    assert owned == (owner if owner != "Designated Nurse" else "Chief Nurse")


def test_deciding_goes_on_to_the_next_that_waits(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    desk = merge(TWO, OTHER_TWO)
    assert desk.view.list.row.key == ("A1", "title")  # type: ignore[union-attr]
    desk.press(qtbot, Qt.Key.Key_2)
    assert desk.view.list.row.key == ("A4", "title")  # type: ignore[union-attr]
    desk.press(qtbot, Qt.Key.Key_1)
    desk.view.apply()
    settle(desk.hub.jobs)
    assert (desk.title("A1"), desk.title("A4")) == ("Agree one template for everyone", "Health joins every meeting")


def test_the_arrows_go_only_to_what_waits(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    desk = merge({**TWO, "A2": {"Description": "Ten from each"}}, OTHER_TWO)
    desk.press(qtbot, Qt.Key.Key_Down)
    assert desk.view.list.row.key == ("A4", "title")  # type: ignore[union-attr]
    desk.press(qtbot, Qt.Key.Key_Down)
    assert desk.view.list.row.key == ("A4", "title")  # type: ignore[union-attr]
    desk.press(qtbot, Qt.Key.Key_Up)
    assert desk.view.list.row.key == ("A1", "title")  # type: ignore[union-attr]


def test_words_of_ones_own_are_taken(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    desk = merge(TITLE, OTHER_TITLE)
    desk.press(qtbot, Qt.Key.Key_E)
    words = desk.view.words
    assert words.toPlainText() == "Agree one plan template with health"
    qtbot.keyClicks(words, "Both in one")
    qtbot.keyClick(words, Qt.Key.Key_Return)
    assert desk.view._counter.text() == "All decided"
    desk.view.apply()
    settle(desk.hub.jobs)
    assert desk.title() == "Both in one"


def test_words_of_ones_own_are_kept_until_they_are_merged(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    desk = merge(TITLE, OTHER_TITLE)
    desk.press(qtbot, Qt.Key.Key_E)
    assert not desk.hub.drafts.all
    qtbot.keyClicks(desk.view.words, "Both in one")
    (draft,) = desk.hub.drafts.all
    assert draft.words == {"words": "Both in one"}
    qtbot.keyClick(desk.view.words, Qt.Key.Key_Return)
    assert desk.hub.drafts.all
    desk.view.apply()
    settle(desk.hub.jobs)
    assert not desk.hub.drafts.all


def test_escape_leaves_a_conflict_as_it_was(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    desk = merge(TITLE, OTHER_TITLE)
    desk.press(qtbot, Qt.Key.Key_E)
    qtbot.keyClicks(desk.view.words, "Half a thought")
    qtbot.keyClick(desk.view.words, Qt.Key.Key_Escape)
    assert desk.view._counter.text() == "1 still to decide"
    assert not desk.hub.drafts.all


def test_a_decision_is_taken_back_by_undo(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    desk = merge(TITLE, OTHER_TITLE)
    desk.press(qtbot, Qt.Key.Key_1)
    desk.press(qtbot, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert desk.view._counter.text() == "1 still to decide"
    desk.view.redo()
    assert desk.view._counter.text() == "All decided"


def test_keeping_everything_of_the_plan_leaves_nothing_to_apply(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    desk = merge(TITLE, OTHER_TITLE)
    desk.press(qtbot, Qt.Key.Key_2)
    assert desk.view.apply_button.text() == "Apply 0 changes"
    assert not desk.view.apply_button.isEnabled()


def test_a_cell_that_cannot_be_taken_is_named_in_plain_words(merge: Callable[..., Desk]) -> None:
    desk = merge({"A4": {"Owner": "Designated Nurse"}, "A2": {"Delivery": "nearly"}})
    problems = [row for row in desk.view.list.rows.rows if row.what == "problem"]
    assert len(problems) == 1
    assert "nearly" in problems[0].title
    assert problems[0].cell.startswith("Actions!")


def test_a_plan_that_moved_on_meanwhile_is_compared_afresh(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    desk = merge(TITLE)
    session: Any = desk.hub.session
    with session.store.begin() as uow:
        set_fields(uow, session.act(), ["A1"], {"title": "Someone was quicker"})
    desk.view.apply()
    settle(desk.hub.jobs)
    assert desk.title() == "Someone was quicker"
    assert "changed meanwhile" in desk.view.note.text
    assert desk.view._counter.text() == "1 still to decide"


def test_a_file_that_is_no_workbook_says_so(qtbot: QtBot, merge: Callable[..., Desk], tmp_path: Path) -> None:
    desk = merge({})
    other = tmp_path / "holiday.xlsx"
    other.write_bytes(b"not a workbook")
    desk.view.start(other)
    settle(desk.hub.jobs)
    assert "holiday.xlsx" in desk.view.plain.words
    desk.view.plain.pressed.emit()
    assert desk.finished == [True]


def test_rows_are_read_out_with_what_differs_and_what_is_to_become_of_them(merge: Callable[..., Desk]) -> None:
    desk = merge(TITLE, OTHER_TITLE)
    row = next(row for row in desk.view.list.rows.rows if row.what == "conflict")
    index = desk.view.list.rows.index(desk.view.list.rows.row_of(row.key))
    words = index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert "the workbook says Agree one plan template with health" in words
    assert "To decide" in words
    assert spoken(row, None).startswith("Title; went out as Agree one plan template")


def test_the_model_keeps_qts_rules(merge: Callable[..., Desk], qtmodeltester: ModelTester, qtbot: QtBot) -> None:
    desk = merge(TWO, OTHER_TWO)
    qtmodeltester.check(desk.view.list.rows)
    desk.press(qtbot, Qt.Key.Key_1)


def test_every_control_of_the_merge_screen_has_a_name(merge: Callable[..., Desk]) -> None:
    assert nameless(merge(TITLE, OTHER_TITLE).view) == []


def test_the_merge_screen_is_freed(qtbot: QtBot, merge: Callable[..., Desk]) -> None:
    view: QWidget = merge(TITLE, OTHER_TITLE).view
    gone: list[bool] = []
    view.destroyed.connect(lambda: gone.append(True))
    view.deleteLater()
    qtbot.waitUntil(lambda: bool(gone))


@given(st.text(max_size=60), st.text(max_size=60))
def test_no_word_is_lost_or_made_up_in_showing_a_difference(one: str, other: str) -> None:
    assert "".join(run.text for run in runs(one, other)) == one
    assert not any(run.differs for run in runs(one, one))


def test_only_the_words_that_differ_are_marked() -> None:
    said = runs("Agree one template by June", "Agree one template by May")
    assert [(run.text, run.differs) for run in said] == [("Agree one template by ", False), ("June", True)]
    html = as_html("a <b> & c", "a", "#000000", "#ffffff", "u")
    assert "<b>" not in html
    assert "&lt;" in html


@pytest.fixture
def joining(qtbot: QtBot, theme: Theme) -> Iterator[Callable[..., Desk]]:
    hubs: list[Hub] = []

    def build(theirs: dict[str, dict[str, Any]], ours: dict[str, dict[str, Any]]) -> Desk:
        hub = a_hub()
        hubs.append(hub)
        session: Any = hub.session
        other = deepcopy(session.store)
        other.book.next_id += 10_000
        for store, edits in ((other, theirs), (session.store, ours)):
            for ref, fields in edits.items():
                with store.begin() as uow:
                    set_fields(uow, session.act(), [ref], fields)
        hub.snapshot = session.snapshot()
        gateway = FakeGateway()
        gateway.other_copies["b.plan"] = other
        hub.gateway = gateway  # type: ignore[assignment]
        asker: Any = ScriptedAsker()
        view = MergeView(hub, asker, theme)
        qtbot.addWidget(view)
        view.resize(1100, 700)
        view.show()
        view.start_copy(Path("b.plan"))
        settle(hub.jobs)
        return Desk(view, hub, Path("b.plan"))

    yield build
    for hub in hubs:
        hub.jobs.close()


def test_what_was_done_in_another_copy_is_decided_and_joined(qtbot: QtBot, joining: Callable[..., Desk]) -> None:
    desk = joining({**OTHER_TWO, "A2": {"priority": "high"}}, {"A1": {"title": "One"}, "A4": {"title": "Four"}})
    shown = [one.text() for one in desk.view.findChildren(QLabel) if one.isVisibleTo(desk.view)]
    assert "Joining b.plan" in shown
    assert any("Another copy of this plan" in words for words in shown)
    rows = desk.view.list.rows
    assert [row.title for row in rows.rows if row.what == "heading"] == [
        "To decide (2)",
        "Taken from the other copy (1)",
    ]
    spoken_rows = [rows.index(place).data(Qt.ItemDataRole.AccessibleTextRole) for place in range(rows.rowCount())]
    assert any(
        "the other copy says Agree one template for everyone; this copy says One" in words for words in spoken_rows
    )
    assert not any("workbook" in words for words in (*shown, *spoken_rows))
    assert [one.text() for one in (desk.view._theirs, desk.view._ours)] == [
        "Take the other copy's (1)", "Keep this copy's (2)"
    ]  # fmt: skip
    desk.press(qtbot, Qt.Key.Key_1)
    desk.press(qtbot, Qt.Key.Key_E)
    desk.view.words.setPlainText("Health comes by phone")
    qtbot.keyClick(desk.view.words, Qt.Key.Key_Return)
    assert desk.view.apply_button.text() == "Apply 3 changes"
    desk.press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert desk.finished == [True]
    assert (desk.title("A1"), desk.title("A4")) == ("Agree one template for everyone", "Health comes by phone")
    joined: Any = desk.snapshot.by_ref("A2")
    assert joined.priority == "high"


def test_a_copy_in_which_nothing_was_done_says_so(joining: Callable[..., Desk]) -> None:
    desk = joining({}, {"A1": {"title": "One"}})
    assert "Nothing new in b.plan" in desk.view.plain.words


def test_a_change_made_meanwhile_is_decided_too(joining: Callable[..., Desk], qtbot: QtBot) -> None:
    desk = joining(OTHER_TITLE, {})
    session: Any = desk.hub.session
    with session.store.begin() as uow:
        set_fields(uow, session.act(), ["A1"], {"title": "Meanwhile"})
    desk.press(qtbot, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "changed meanwhile" in desk.view.note.text
    desk.press(qtbot, Qt.Key.Key_2)
    assert desk.title("A1") == "Meanwhile"


def test_a_file_that_is_no_plan_is_told(qtbot: QtBot, joining: Callable[..., Desk]) -> None:
    desk = joining({}, {})
    desk.view.start_copy(Path("notes.plan"))
    settle(desk.hub.jobs)
    assert "notes.plan is no plan" in desk.view.plain.words


def test_a_screen_that_was_left_while_it_read_proposes_nothing(
    merge: Callable[..., Desk], joining: Callable[..., Desk]
) -> None:
    home, copied = merge(TITLE), joining(OTHER_TITLE, {})
    for desk, start in ((home, home.view.start), (copied, copied.view.start_copy)):
        start(desk.path)
        desk.view.close_screen()
        settle(desk.hub.jobs)
        assert desk.view.draft is None
        assert f"Reading {desk.path.name}" in desk.view.plain.words
