"""Asks whom a typed name means that is new in the register and like a known one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QApplication, QWidget

from tracker.errors import NameAsked
from tracker.ui.core.dialogs import Asker


def ask_whom(window: QWidget, asker: Asker, error: NameAsked, again: Callable[[str], object]) -> None:
    """Over whatever is in front; `again` is given the name that is meant."""
    new = _tr("Somebody new") if error.register == "people" else _tr("A new one")

    def answered(choice: str) -> None:
        again(error.name if choice == new else choice)

    over = QApplication.activeModalWidget() or window
    asker.choose(over, _tr("Whom do you mean?"), f"{error.message}.", [*error.like, new], answered)


def _tr(words: str) -> str:
    return QCoreApplication.translate("WhomMeant", words)
