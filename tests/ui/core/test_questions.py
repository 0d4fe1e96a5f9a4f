"""What the window asks in a dialog: words, a day, one of several answers, files. All stand whole inside the window."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QFileInfo, Qt
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QFileDialog,  # noqa: TID251 - the dialogs themselves are under test
    QLabel,
    QPushButton,
    QWidget,
)
from pytestqt.qtbot import QtBot

from tracker.errors import UserError
from tracker.paths import home
from tracker.ui.core.dialogs import WindowAsker
from tracker.ui.core.file_dialogs import PlainIcons
from tracker.ui.core.questions import ChoiceQuestion, DayQuestion, Question, SecretQuestion, WordsQuestion
from tracker.ui.look.theme import Theme

LONG = "New date of A12, which the Head of Quality Assurance and the Designated Nurse asked for: 31 Dec 2026"
MEETINGS = [f"Improvement board of {day} Mar 2024, chaired by the lead member for children" for day in range(1, 9)]


def freed(dialog: QDialog) -> bool:
    gone: list[bool] = []
    dialog.destroyed.connect(lambda: gone.append(True))
    dialog.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return gone == [True]


@pytest.fixture
def parent(qtbot: QtBot, theme: Theme) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(1280, 720)
    made.show()
    return made


def words_of(question: Question) -> list[str]:
    return sorted(one.text() for one in question.findChildren(QLabel) if one.text())


def test_words_are_asked_for_without_blocking(parent: QWidget, theme: Theme) -> None:
    said: list[str] = []
    WindowAsker(theme).text(parent, "Rename plan", "Title", said.append, initial="Old", go="Rename")
    asked = parent.findChild(WordsQuestion)
    assert asked is not None
    assert (asked.box.text(), asked.box.selectedText()) == ("Old", "Old")
    assert (asked.go.text(), words_of(asked)) == ("Rename", ["Rename plan", "Title"])
    asked.box.setText(" New ")
    asked.go.click()
    assert said == ["New"]
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert parent.findChild(WordsQuestion) is None


def test_enter_answers_in_one_line_and_control_enter_in_several(parent: QWidget, theme: Theme, qtbot: QtBot) -> None:
    said: list[str] = []
    asker = WindowAsker(theme)
    asker.text(parent, "New measure", "Name", said.append)
    one = parent.findChildren(WordsQuestion)[-1]
    assert one.go.text() == "New measure"
    qtbot.keyClicks(one.box, "Visits")
    qtbot.keyClick(one.box, Qt.Key.Key_Return)
    asker.text(parent, "Refuse X1", "Why?", said.append, lines=True)
    several = parent.findChildren(WordsQuestion)[-1]
    short = several.height()
    several.box.setPlainText("\n".join(LONG.split()))
    QApplication.processEvents()
    assert several.height() > short
    several.box.setPlainText("")
    qtbot.keyClicks(several.box, "Too")
    qtbot.keyClick(several.box, Qt.Key.Key_Return)
    qtbot.keyClicks(several.box, "late")
    qtbot.keyClick(several.box, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert said == ["Visits", "Too\nlate"]


def test_an_answer_that_is_none_or_refused_leaves_the_words_where_they_are(parent: QWidget, theme: Theme) -> None:
    def refused(_words: str) -> None:
        raise UserError("that name is taken", "choose another")

    WindowAsker(theme).text(parent, "Keep this view", "Name", refused)
    asked = parent.findChild(WordsQuestion)
    assert asked is not None
    asked.send()
    assert asked.note.text == "Nothing is written yet."
    QApplication.processEvents()
    assert asked.note.geometry().top() > asked.box.geometry().bottom()
    asked.box.setText("Board")
    asked.send()
    assert asked.note.text == "That name is taken. Choose another."
    assert (asked.isVisible(), asked.box.text()) == (True, "Board")
    asked.reject()


@pytest.mark.parametrize(("typed", "empty", "answer"), [
    ("1 Feb 2024", False, [date(2024, 2, 1)]), ("", True, [None]), ("", False, []), ("not a day", True, []),
])  # fmt: skip
def test_a_day_is_typed_or_left_out_where_that_means_something(
    parent: QWidget, theme: Theme, typed: str, empty: bool, answer: list[date | None]
) -> None:
    said: list[date | None] = []
    WindowAsker(theme).day(parent, "Judge", "As at", said.append, initial=date(2024, 3, 12), empty=empty)
    asked = parent.findChild(DayQuestion)
    assert asked is not None
    assert asked.day.line.text() == "12 Mar 2024"
    asked.day.line.setText(typed)
    asked.send()
    assert said == answer
    assert bool(asked.note.text) is (not answer)
    asked.close()


def test_a_choice_is_answered_by_its_verb_and_cancel_answers_nothing(parent: QWidget, theme: Theme) -> None:
    said: list[str] = []
    asker = WindowAsker(theme)
    asker.choose(parent, "Check evidence", "E1 Audit of 12 plans", ["Accept", "Send back…"], said.append)
    asked = parent.findChildren(ChoiceQuestion)[-1]
    assert asked.choices[0].isDefault()
    asked.choices[1].click()
    assert said == ["Send back…"]
    asker.choose(parent, "Check evidence", "E1 Audit of 12 plans", ["Accept", "Send back…"], said.append)
    again = next(one for one in parent.findChildren(ChoiceQuestion) if one.isVisible())
    next(one for one in again.findChildren(QPushButton) if one.text() == "Cancel").click()
    assert said == ["Send back…"]


@pytest.mark.parametrize("ask", [
    lambda asker, parent: asker.choose(parent, LONG, LONG * 3, ["Approve", "Refuse…"], str),
    lambda asker, parent: asker.choose(parent, LONG, LONG, MEETINGS, str),
    lambda asker, parent: asker.text(parent, LONG, LONG, str, lines=True),
    lambda asker, parent: asker.text(parent, LONG, LONG, str),
    lambda asker, parent: asker.day(parent, LONG, LONG, str, initial=date(2024, 3, 12)),
], ids=["two", "many", "lines", "words", "day"])  # fmt: skip
def test_every_word_and_button_of_a_question_is_seen(
    parent: QWidget, theme: Theme, ask: Callable[[WindowAsker, QWidget], object]
) -> None:
    ask(WindowAsker(theme), parent)
    asked = parent.findChild(Question)
    assert asked is not None
    QApplication.processEvents()
    assert asked.width() <= parent.width()
    assert asked.height() <= parent.height()
    shown: Sequence[QWidget] = [*asked.findChildren(QPushButton), *asked.findChildren(QLabel)]
    for one in (one for one in shown if one.isVisible()):
        assert asked.rect().contains(one.geometry()), one
        assert one.width() >= one.minimumSizeHint().width(), one
        if isinstance(one, QLabel) and one.wordWrap():
            assert one.height() >= one.heightForWidth(one.width()), one.text()
    asked.close()


def test_files_have_dialogs_that_are_freed(parent: QWidget, theme: Theme, tmp_path: Path) -> None:
    asker = WindowAsker(theme)
    got: list[object] = []
    asker.open_files(parent, "Open", "All files (*)", got.append, many=True)
    opened = parent.findChild(QFileDialog)
    assert opened is not None
    opened.filesSelected.emit([str(tmp_path / "a.pdf")])
    assert got == [[tmp_path / "a.pdf"]]
    assert freed(opened)
    asker.open_files(parent, "Open", "All files (*)", got.append)
    again = next(one for one in parent.findChildren(QFileDialog) if one.isVisible())
    assert Path(again.directory().absolutePath()) == tmp_path
    assert freed(again)
    asker.save_file(parent, "Save", tmp_path / "b.pdf", "PDF (*.pdf)", got.append)
    saved = parent.findChild(QFileDialog)
    assert saved is not None
    saved.fileSelected.emit(str(tmp_path / "b.pdf"))
    assert got[-1] == tmp_path / "b.pdf"
    assert freed(saved)


def test_a_file_dialog_never_looks_into_a_file(parent: QWidget, tmp_path: Path) -> None:
    plan = tmp_path / "board.plan"
    plan.write_bytes(b"%PDF-1.7 not what its name says")
    icons = PlainIcons()
    assert icons.type(QFileInfo(str(plan))) == "plan"
    assert icons.type(QFileInfo(str(tmp_path))) == ""
    assert not icons.icon(QFileInfo(str(plan))).isNull()
    assert not icons.icon(QFileInfo(str(tmp_path))).isNull()
    assert not icons.icon(PlainIcons.IconType.Drive).isNull()


def test_a_password_is_not_shown_and_kept_nowhere(parent: QWidget, theme: Theme) -> None:
    said: list[str] = []
    WindowAsker(theme).secret(parent, "Password", "The server wants one.", said.append)
    asked = parent.findChild(SecretQuestion)
    assert asked is not None
    assert asked.box.echoMode() is asked.box.EchoMode.Password
    assert "The server wants one." in words_of(asked)
    asked.box.setText(" s3 cret ")
    asked.go.click()
    assert said == [" s3 cret "]
    assert not [path for path in home().rglob("*") if path.is_file() and b"s3 cret" in path.read_bytes()]
