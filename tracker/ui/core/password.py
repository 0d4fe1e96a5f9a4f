"""Asks for the password of a plan on a server: it is used until the plan is closed, and kept nowhere."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication
from PySide6.QtWidgets import QWidget

from tracker.errors import PasswordWanted
from tracker.paths import with_password
from tracker.ui.core.dialogs import Asker


def ask_password(
    window: QWidget, asker: Asker, error: PasswordWanted, address: str, open_at: Callable[[str], object]
) -> None:
    """Says why it is asked, and opens the plan with what is given."""
    said = f"{error.message[0].upper()}{error.message[1:]}."
    kept = _tr("The password is used until the plan is closed and kept nowhere.")

    def answered(password: str) -> None:
        open_at(with_password(address, password))

    asker.secret(window, _tr("Password"), f"{said}\n\n{kept}", answered)


def _tr(words: str) -> str:
    return QCoreApplication.translate("Password", words)
