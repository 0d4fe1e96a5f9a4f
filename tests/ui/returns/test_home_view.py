"""Bringing many workbooks home on screen: how each stands, deciding on one, and bringing in the rest at one press."""

from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent
from pytestqt.qtbot import QtBot

from support.gallery_panels import a_hub, settle, type_into
from support.gateway import FakeGateway, ScriptedAsker
from tracker.domain.plan.records import Kind
from tracker.services.meetings.rounds import ask_round
from tracker.services.records.editing import set_fields
from tracker.services.workbook.pack import Pack, returns_to_send
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme
from tracker.ui.merge.merge_view import MergeView
from tracker.ui.returns.home_view import HomeView
from tracker.workbook.pack import write_pack

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform


class Post:
    """A pack that went out to every owner, and the screen on which it comes home."""

    def __init__(self, hub: Hub, folder: Path, theme: Theme, qtbot: QtBot) -> None:
        self.hub, self.folder, self.qtbot = hub, folder, qtbot
        self.asker = ScriptedAsker()
        asker: Any = self.asker
        self.view = HomeView(hub, asker, theme)
        self.ends: list[bool] = []
        self.view.finished.connect(self._ended)
        qtbot.addWidget(self.view)
        self.view.resize(1366, 700)
        self.view.show()

    def _ended(self) -> None:
        self.ends.append(True)

    def write(self, command: Callable[..., Any]) -> None:
        session: Any = self.hub.session
        with session.store.begin() as uow:
            command(uow, session.act())
        self.hub.snapshot = session.snapshot()

    def fill(self, name: str, ref: str, **cells: Any) -> Path:
        path = self.folder / f"{name}.xlsx"
        type_into(path, {ref: {heading.replace("_", " "): value for heading, value in cells.items()}})
        return path

    def start(self, *paths: Path) -> None:
        self.view.start(paths)
        settle(self.hub.jobs)

    def press(self, key: Qt.Key, *modifiers: Qt.KeyboardModifier) -> None:
        self.qtbot.keyClick(self.view.list, key, modifiers[0] if modifiers else Qt.KeyboardModifier.NoModifier)
        settle(self.hub.jobs)

    @property
    def states(self) -> dict[str, str]:
        return {line.file or line.who: line.status.word for line in self.view.lines}

    def owned(self, name: str) -> str:
        snapshot = self.hub.snapshot
        return next(one.ref for one in snapshot.actions if snapshot.name_of(one.owner) == name)


@pytest.fixture
def post(qtbot: QtBot, tmp_path: Path, theme: Theme) -> Iterator[Post]:
    hub = a_hub()
    hub.gateway = FakeGateway()  # type: ignore[assignment]
    made = Post(hub, tmp_path / "pack", theme, qtbot)
    made.write(lambda uow, act: ask_round(uow, act, date(2024, 3, 20)))
    rows = returns_to_send(hub.snapshot, hub.today)
    write_pack(hub.snapshot, made.folder, Pack(rows), hub.session.act())
    for draft in made.folder.glob("*.eml"):
        draft.unlink()
    yield made
    hub.jobs.close()


def people(post: Post) -> list[str]:
    return sorted(path.stem for path in post.folder.glob("*.xlsx"))


def test_each_file_and_each_person_who_is_not_in_has_a_line(post: Post, tmp_path: Path) -> None:
    one, two = people(post)
    first = post.fill(one, post.owned(one), New_update="Two sites are left.")
    again = tmp_path / "copy of the first.xlsx"
    again.write_bytes(first.read_bytes())
    spoilt = tmp_path / "spoilt.xlsx"
    spoilt.write_bytes(b"PK no workbook")
    post.start(first, again, spoilt)
    assert post.states == {
        spoilt.name: "Cannot be read", first.name: "Answered", again.name: "The same file twice", two: "Not in",
    }  # fmt: skip
    assert post.view.bring_button.text() == "Bring in 1 return"
    assert "1 cannot be read" in post.view.about.text()
    post.start(post.folder / f"{two}.xlsx")
    assert post.states[f"{two}.xlsx"] == "Nothing new"


def test_what_leaves_nothing_to_decide_is_brought_in_at_one_press(post: Post) -> None:
    one, two, *_ = people(post)
    paths = [post.fill(name, post.owned(name), New_update=f"Said by {name}.") for name in (one, two)]
    post.start(*paths)
    before = post.hub.snapshot.number
    post.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert [post.states[path.name] for path in paths] == ["Brought in", "Brought in"]
    assert post.hub.snapshot.number == before + 2
    said = {update.text: update for update in post.hub.snapshot.of(Kind.UPDATE)}
    assert said[f"Said by {one}."].round is not None
    assert not post.view.bring_button.isEnabled()
    post.press(Qt.Key.Key_Escape)
    assert post.ends == [True]


def test_a_conflict_is_decided_on_the_merge_screen_and_counted(post: Post) -> None:
    name = people(post)[0]
    ref = post.owned(name)
    path = post.fill(name, ref, Title="As the owner has it", New_update="Begun.")
    post.write(lambda uow, act: set_fields(uow, act, [ref], {"title": "As the lead has it"}))
    post.start(path)
    assert post.states[path.name] == "To decide"
    assert not post.view.bring_button.isEnabled()
    post.press(Qt.Key.Key_Return)
    merge = post.view._stack.currentWidget()
    assert isinstance(merge, MergeView)
    post.qtbot.keyClick(merge.list, Qt.Key.Key_1)
    post.qtbot.keyClick(merge.list, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    settle(post.hub.jobs)
    assert post.states[path.name] == "Brought in"
    record: Any = post.hub.snapshot.by_ref(ref)
    assert record.title == "As the owner has it"


def test_a_return_that_an_earlier_one_puts_in_question_is_left_to_decide(post: Post, tmp_path: Path) -> None:
    name = people(post)[0]
    ref = post.owned(name)
    copy = tmp_path / "second.xlsx"
    copy.write_bytes((post.folder / f"{name}.xlsx").read_bytes())
    first = post.fill(name, ref, Title="One title")
    type_into(copy, {ref: {"Title": "Another title"}})
    post.start(first, copy)
    assert "2 files of this person" in next(line.know for line in post.view.lines if line.file == copy.name)
    post.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert (post.states[first.name], post.states[copy.name]) == ("Brought in", "To decide")
    assert "second.xlsx says otherwise" in post.view.note.text


def test_what_a_rule_refuses_is_said_and_the_rest_goes_on(post: Post) -> None:
    one, two, *_ = people(post)
    paths = [post.fill(name, post.owned(name), New_update="Said.") for name in (one, two)]
    post.start(*paths)
    session: Any = post.hub.session
    from tracker.errors import UserError

    session.refuse = UserError("the plan is for reading only", "ask its owner")
    post.press(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert "the plan is for reading only" in post.view.note.text.casefold()
    session.refuse = None
    assert [post.states[path.name] for path in paths] == ["Answered", "Answered"]


def test_files_may_be_added_dropped_and_told_of(post: Post, tmp_path: Path) -> None:
    one, two, *_ = people(post)
    first = post.fill(one, post.owned(one), Due="sometime soon", New_update="Said.")
    post.start(first)
    for at, fact in enumerate(post.view.list.rows.facts):
        if fact.key == 0:
            post.view.list.setCurrentIndex(post.view.list.rows.index(at, 0))
    assert "sometime soon" in post.view.told.toPlainText()
    post.asker.answers.append([post.folder / f"{two}.xlsx"])
    post.press(Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert len(post.view.homes) == 2
    third = tmp_path / "third.eml"
    third.write_text("Subject: none\n\nno workbook here")
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(third))])
    none = Qt.KeyboardModifier.NoModifier
    post.view.dropEvent(QDropEvent(QPointF(5, 5), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, none))
    settle(post.hub.jobs)
    assert post.states["third.eml"] == "Cannot be read"


def test_a_folder_without_a_workbook_is_said_and_left(post: Post, tmp_path: Path) -> None:
    post.start(tmp_path / "pack", tmp_path)
    assert "no workbook" in post.view.plain.words
    post.press(Qt.Key.Key_Escape)
    assert post.ends == [True]
