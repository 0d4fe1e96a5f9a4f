"""The whole window in tests, with ways to wait for it and to see what its lists show."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from support.gateway import FakeSession
from tracker.ui.core.commands import Do
from tracker.ui.core.hub import Hub
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.record.page import RecordPage
from tracker.ui.shell.main_window import MainWindow
from tracker.ui.shell.workspace import Workspace


class Opened:
    """A window with the plan in mid-life, and ways to wait for it."""

    def __init__(self, window: MainWindow, qtbot: QtBot, opened: list[Path]) -> None:
        self.window, self.qtbot, self.opened = window, qtbot, opened

    @property
    def work(self) -> Workspace:
        assert self.window.workspace is not None
        return self.window.workspace

    @property
    def session(self) -> FakeSession:
        assert self.window.hub is not None
        found = self.window.hub.session
        assert isinstance(found, FakeSession)
        return found

    def settle(self) -> None:
        """Waits until nothing is under way."""
        jobs = self.window.jobs
        self.qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
        QApplication.processEvents()
        self.qtbot.waitUntil(lambda: not (jobs.busy or self._arriving()), timeout=5000)

    def _arriving(self) -> bool:
        """Whether sections of a record's page are still to come."""
        return isValid(self.window) and any(page.arriving for page in self.window.findChildren(RecordPage))

    def do(self, do: Do) -> None:
        self.window.do(do)
        self.settle()


def settle(qtbot: QtBot, hub: Hub) -> None:
    """Waits until what was asked of a plan is done."""
    QApplication.processEvents()
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    QApplication.processEvents()


def visible(tree: RecordTree) -> list[str]:
    """The headings of the columns that a list shows."""
    return [column.heading for at, column in enumerate(tree.records.columns) if not tree.isColumnHidden(at)]


def editor_of(view: QWidget) -> Any:
    """The editor that is open in a list."""
    found: Sequence[Any] = [*view.findChildren(QLineEdit, "list editor"), *view.findChildren(QComboBox)]
    (live,) = [one for one in found if one.isVisible()]
    return live
