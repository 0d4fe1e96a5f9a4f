"""The only place that asks a person something modal; tests script the answers.

Every dialog has a parent, deletes itself on close, is opened without blocking, and answers by a call. What can be
undone is not asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, Protocol

from PySide6.QtCore import QFileInfo, Qt
from PySide6.QtGui import QColor, QIcon, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QColorDialog,
    QDialog,
    QFileDialog,
    QFileIconProvider,
    QInputDialog,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QWidget,
)
from typing_extensions import override

from tracker.ui.core.drafts import Drafts
from tracker.ui.look.parts import literal
from tracker.ui.look.plain import plain_labels

TITLED = 64
"""So many letters wide is a box that is typed into, so that its title stands whole."""
Answer = Callable[[str], object]
PathAnswer = Callable[[Path], object]
PathsAnswer = Callable[[Sequence[Path]], object]


class Asker(Protocol):
    """How the window asks. `answer` is called only where the person went on; a cancelled dialog calls nothing."""

    def open_files(self, parent: QWidget, title: str, filters: str, answer: PathsAnswer, *, many: bool = False) -> None:
        """Which files to open."""
        ...

    def save_file(self, parent: QWidget, title: str, suggested: Path, filters: str, answer: PathAnswer) -> None:
        """Where to write."""
        ...

    def folder(self, parent: QWidget, title: str, answer: PathAnswer, *, start: Path | None = None) -> None:
        """Which folder."""
        ...

    def text(
        self, parent: QWidget, title: str, label: str, answer: Answer, *, initial: str = "", lines: bool = False
    ) -> None:
        """Some words."""
        ...

    def secret(self, parent: QWidget, title: str, label: str, answer: Answer) -> None:
        """A password, which is neither shown nor kept."""
        ...

    def choose(self, parent: QWidget, title: str, question: str, choices: Sequence[str], answer: Answer) -> None:
        """One of several answers, each a verb on a button."""
        ...

    def colour(self, parent: QWidget, title: str, answer: Answer, *, initial: str = "") -> None:
        """A colour, as `#rrggbb`."""
        ...

    def tell(self, parent: QWidget, message: str, hint: str = "") -> None:
        """Says what went wrong and what to do."""
        ...

    def keep_in(self, drafts: Drafts | None) -> None:
        """Keeps what is being answered in several lines among these drafts from now on; None for nowhere."""
        ...


class PlainIcons(QFileIconProvider):
    """Icons by what a file is called. The usual ones look into each file, and opening a plan that is open here would
    drop the locks that keep it whole."""

    @override
    def icon(self, thing: Any) -> QIcon:
        if isinstance(thing, QFileInfo):
            return super().icon(self.IconType.Folder if thing.isDir() else self.IconType.File)
        return super().icon(thing)

    @override
    def type(self, info: QFileInfo) -> str:
        return "" if info.isDir() else info.suffix()


class WindowAsker(Asker):
    """Asks with the platform's own dialogs, each in the folder that was used last."""

    def __init__(self) -> None:
        self._folder = ""
        self._icons = PlainIcons()
        self._drafts: Drafts | None = None

    @override
    def keep_in(self, drafts: Drafts | None) -> None:
        self._drafts = drafts

    @override
    def open_files(self, parent: QWidget, title: str, filters: str, answer: PathsAnswer, *, many: bool = False) -> None:
        dialog = QFileDialog(parent, title, self._folder, filters)
        dialog.setIconProvider(self._icons)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)

        def chosen(names: list[str]) -> None:
            paths = [Path(name) for name in names]
            self._folder = str(paths[0].parent) if paths else self._folder
            answer(paths)

        dialog.filesSelected.connect(chosen)
        _show(dialog)

    @override
    def save_file(self, parent: QWidget, title: str, suggested: Path, filters: str, answer: PathAnswer) -> None:
        dialog = QFileDialog(parent, title, str(suggested.parent), filters)
        dialog.setIconProvider(self._icons)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
        dialog.selectFile(suggested.name)

        def chosen(name: str) -> None:
            self._folder = str(Path(name).parent)
            answer(Path(name))

        dialog.fileSelected.connect(chosen)
        _show(dialog)

    @override
    def folder(self, parent: QWidget, title: str, answer: PathAnswer, *, start: Path | None = None) -> None:
        dialog = QFileDialog(parent, title, str(start) if start is not None else self._folder)
        dialog.setIconProvider(self._icons)
        dialog.setFileMode(QFileDialog.FileMode.Directory)

        def chosen(name: str) -> None:
            self._folder = name
            answer(Path(name))

        dialog.fileSelected.connect(chosen)
        _show(dialog)

    @override
    def text(
        self, parent: QWidget, title: str, label: str, answer: Answer, *, initial: str = "", lines: bool = False
    ) -> None:
        dialog = QInputDialog(parent)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setOption(QInputDialog.InputDialogOption.UsePlainTextEditForTextInput, lines)
        dialog.setTextValue(initial)
        dialog.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * TITLED)
        for words in dialog.findChildren(QPlainTextEdit):
            # Else Tab would be typed, and the keyboard could not leave the box.
            words.setTabChangesFocus(True)
            for keys in ("Ctrl+Return", "Ctrl+Enter"):
                QShortcut(QKeySequence(keys), words, dialog.accept, context=Qt.ShortcutContext.WidgetShortcut)
        dialog.textValueSelected.connect(answer)
        if lines and self._drafts is not None:
            self._drafts.keep_answer(dialog, title)
        _show(dialog)

    @override
    def secret(self, parent: QWidget, title: str, label: str, answer: Answer) -> None:
        dialog = QInputDialog(parent)
        dialog.setWindowTitle(title)
        dialog.setLabelText(label)
        dialog.setTextEchoMode(QLineEdit.EchoMode.Password)
        dialog.setMinimumWidth(dialog.fontMetrics().averageCharWidth() * TITLED)
        dialog.textValueSelected.connect(answer)
        _show(dialog)

    @override
    def choose(self, parent: QWidget, title: str, question: str, choices: Sequence[str], answer: Answer) -> None:
        box = QMessageBox(parent)
        box.setWindowTitle(title)
        box.setText(question)
        answers = {box.addButton(literal(one), QMessageBox.ButtonRole.AcceptRole): one for one in choices}
        box.addButton(QMessageBox.StandardButton.Cancel)

        def clicked(button: object) -> None:
            chosen = next((one for made, one in answers.items() if made is button), None)
            if chosen is not None:
                answer(chosen)

        box.buttonClicked.connect(clicked)
        _show(box)

    @override
    def colour(self, parent: QWidget, title: str, answer: Answer, *, initial: str = "") -> None:
        dialog = QColorDialog(QColor(initial or "#1F5FB3"), parent)
        dialog.setWindowTitle(title)
        dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)

        def chosen(colour: QColor) -> None:
            answer(colour.name().upper())

        dialog.colorSelected.connect(chosen)
        _show(dialog)

    @override
    def tell(self, parent: QWidget, message: str, hint: str = "") -> None:
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(message)
        box.setInformativeText(hint)
        _show(box)


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    plain_labels(dialog)
    dialog.open()
