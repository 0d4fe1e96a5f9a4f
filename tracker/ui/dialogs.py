"""The only place that asks a person something modal; tests script the answers.

Every dialog has a parent, deletes itself on close, is opened without blocking, and answers by a call. What can be
undone is not asked about.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QInputDialog, QMessageBox, QWidget
from typing_extensions import override

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

    def text(
        self, parent: QWidget, title: str, label: str, answer: Answer, *, initial: str = "", lines: bool = False
    ) -> None:
        """Some words."""
        ...

    def choose(self, parent: QWidget, title: str, question: str, choices: Sequence[str], answer: Answer) -> None:
        """One of several answers, each a verb on a button."""
        ...

    def tell(self, parent: QWidget, message: str, hint: str = "") -> None:
        """Says what went wrong and what to do."""
        ...


class WindowAsker(Asker):
    """Asks with the platform's own dialogs."""

    @override
    def open_files(self, parent: QWidget, title: str, filters: str, answer: PathsAnswer, *, many: bool = False) -> None:
        dialog = QFileDialog(parent, title, "", filters)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)

        def chosen(names: list[str]) -> None:
            answer([Path(name) for name in names])

        dialog.filesSelected.connect(chosen)
        _show(dialog)

    @override
    def save_file(self, parent: QWidget, title: str, suggested: Path, filters: str, answer: PathAnswer) -> None:
        dialog = QFileDialog(parent, title, str(suggested.parent), filters)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
        dialog.selectFile(suggested.name)

        def chosen(name: str) -> None:
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
        dialog.textValueSelected.connect(answer)
        _show(dialog)

    @override
    def choose(self, parent: QWidget, title: str, question: str, choices: Sequence[str], answer: Answer) -> None:
        box = QMessageBox(parent)
        box.setWindowTitle(title)
        box.setText(question)
        for choice in choices:
            box.addButton(choice, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)

        def clicked(button: object) -> None:
            label = getattr(button, "text", str)()
            if label in choices:
                answer(label)

        box.buttonClicked.connect(clicked)
        _show(box)

    @override
    def tell(self, parent: QWidget, message: str, hint: str = "") -> None:
        box = QMessageBox(parent)
        box.setIcon(QMessageBox.Icon.Warning)
        box.setText(message)
        box.setInformativeText(hint)
        _show(box)


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.open()
