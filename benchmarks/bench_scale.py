"""A plan of 20,000 actions in the real window: opening, typing a filter, scrolling, sorting, editing, searching.

One whole process works on a copy of the plan file, without a display. A stall is the longest time for which the main
thread did not come round to a beat that is due every two milliseconds. The peer is a bare list of the same rows as
texts behind Qt's own proxy model, which is what a first version of such a program would have.
"""

from __future__ import annotations

import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks.large_plan import a_copy, large_plan

TYPED = "audit forty neglect"
EDITS = 40
STEPS = 60


def measure() -> dict[str, Any]:
    """What one process measured; a table goes to standard output."""
    large_plan()
    surroundings = os.environ | {"QT_QPA_PLATFORM": "offscreen", "QT_LOGGING_RULES": "qt.qpa.*=false"}
    with tempfile.TemporaryDirectory() as home:
        surroundings["TRACKER_HOME"] = home
        command = [sys.executable, "-m", "benchmarks.bench_scale", home]
        said = subprocess.run(command, env=surroundings, check=True, capture_output=True, text=True).stdout
    found: dict[str, Any] = json.loads(said.splitlines()[-1])
    for name, value in found.items():
        print(f"{name:44} {value:10.1f}")
    return found


class Beat:
    """Counts how long the main thread was away. `longest` is in milliseconds and is set back by `start`."""

    def __init__(self) -> None:
        from PySide6.QtCore import QTimer

        self.longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setInterval(2)
        self._timer.timeout.connect(self._beat)
        self._timer.start()

    def start(self) -> None:
        """Begins a count."""
        self._last, self.longest = time.perf_counter(), 0.0

    def _beat(self) -> None:
        now = time.perf_counter()
        self.longest = max(self.longest, (now - self._last) * 1000)
        self._last = now


class Measured:
    """The window on the large plan, and what was measured of it."""

    def __init__(self, folder: Path) -> None:
        from PySide6.QtWidgets import QApplication

        from tracker.app import AppGateway
        from tracker.settings import Settings
        from tracker.ui.jobs import Jobs
        from tracker.ui.main_window import MainWindow
        from tracker.ui.theme import Theme

        sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
        from support.gateway import ScriptedAsker

        self.found: dict[str, float] = {}
        self.app = QApplication([])
        theme = Theme("light", self.app)
        theme.apply(self.app)
        self.jobs = Jobs()
        gateway = AppGateway("Improvement Lead", None)
        self.window = MainWindow(gateway, self.jobs, Settings(), ScriptedAsker(), theme)
        self.window.resize(1440, 860)
        self.window.show()
        self.beat = Beat()
        self.path = a_copy(folder)

    @property
    def plan(self) -> Any:
        """The plan list."""
        assert self.window.workspace is not None
        return self.window.workspace.plan_view

    def wait(self, done: Callable[[], bool], seconds: float = 120.0) -> None:
        """Keeps the window alive until something is so."""
        until = time.perf_counter() + seconds
        while not done():
            if time.perf_counter() > until:
                raise TimeoutError("the window did not come to rest")
            self.app.processEvents()
            time.sleep(0.0005)

    def settle(self) -> None:
        """Lets everything under way come to rest."""
        self.wait(lambda: not self.jobs.busy)
        until = time.perf_counter() + 0.1
        self.wait(lambda: time.perf_counter() > until)
        self.wait(lambda: not self.jobs.busy)

    def open(self) -> None:
        """From asking for the plan to its first rows painted; then until everything is warm."""
        started = time.perf_counter()
        self.beat.start()
        self.window.files.open_plan(str(self.path))
        self.wait(lambda: self.window.workspace is not None)
        self.app.processEvents()
        self.found["open to first rows, ms"] = (time.perf_counter() - started) * 1000
        self.settle()
        self.found["open, longest stall, ms"] = self.beat.longest
        self.found["open to everything at rest, ms"] = (time.perf_counter() - started) * 1000

    def type(self, flat: bool) -> None:
        """A filter typed letter by letter, each letter awaited as it would be by a person."""
        from PySide6.QtTest import QTest

        name = "flat list" if flat else "grouped list"
        (self.plan.flat if flat else self.plan.grouped).setChecked(True)
        self.settle()
        self.plan.focus_filter()
        took, stalls = [], []
        for place, letter in enumerate(TYPED):
            self.beat.start()
            started = time.perf_counter()
            QTest.keyClicks(self.plan.search, letter)
            words = tuple(TYPED[: place + 1].split())
            self.wait(lambda words=words: self.plan.model.words == words)  # type: ignore[misc]
            self.app.processEvents()
            took.append((time.perf_counter() - started) * 1000)
            self.wait(lambda started=started: time.perf_counter() > started + 0.12)  # type: ignore[misc]
            stalls.append(self.beat.longest)
        self.found[f"{name}: letter to rows, median ms"] = statistics.median(took)
        self.found[f"{name}: letter to rows, worst ms"] = max(took)
        self.found[f"{name}: typing, longest stall, ms"] = max(stalls)
        self.plan.clear_filters()
        self.settle()

    def scroll(self) -> None:
        """Pages down the flat list."""
        from PySide6.QtCore import Qt
        from PySide6.QtTest import QTest

        tree = self.plan.tree
        tree.setFocus()
        tree.setCurrentIndex(self.plan.model.index(0, 0))
        self.settle()
        self.beat.start()
        for _ in range(STEPS):
            QTest.keyClick(tree, Qt.Key.Key_PageDown)
            self.app.processEvents()
            until = time.perf_counter() + 0.02
            self.wait(lambda until=until: time.perf_counter() > until)  # type: ignore[misc]
        self.found["scrolling, longest stall, ms"] = self.beat.longest

    def sort(self) -> None:
        """Sorts the flat list by due date and back."""
        for column in (self.plan.model.column_of("due"), -1):
            started = time.perf_counter()
            self.plan.tree.sort_by(column, False)
            self.app.processEvents()
            name = "sort by due date, ms" if column >= 0 else "sort back to the plan's order, ms"
            self.found[name] = (time.perf_counter() - started) * 1000

    def edit(self) -> None:
        """Edits committed through the hub, as the list does it, grouped list on show."""
        from tracker.ui.views.plan_edits import Setting

        hub = self.window.hub
        assert hub is not None
        self.plan.grouped.setChecked(True)
        self.settle()
        took, stalls = [], []
        actions = hub.snapshot.actions[:: len(hub.snapshot.actions) // EDITS][:EDITS]
        for number, action in enumerate(actions):
            done: list[float] = []
            self.beat.start()
            started = time.perf_counter()
            hub.write(Setting([action.ref], {"priority": "high", "title": f"Another title {number}"}),
                      lambda _changes, done=done: done.append(time.perf_counter()))  # fmt: skip
            self.wait(lambda done=done: bool(done))  # type: ignore[misc]
            took.append((done[0] - started) * 1000)
            self.settle()
            stalls.append(self.beat.longest)
        self.found["edit to committed and shown, median ms"] = statistics.median(took)
        self.found["edit to committed and shown, worst ms"] = max(took)
        self.found["edit, median of the longest stalls, ms"] = statistics.median(stalls)
        self.found["edit, longest stall, ms"] = max(stalls)

    def peer(self) -> None:
        """The same rows as texts in Qt's own standard model behind its proxy: a letter typed, and a sort."""
        from PySide6.QtCore import QSortFilterProxyModel, Qt  # noqa: TID251 - the peer we do better than
        from PySide6.QtGui import QStandardItem, QStandardItemModel
        from PySide6.QtWidgets import QTableView

        hub = self.window.hub
        assert hub is not None
        model = QStandardItemModel()
        for action in hub.snapshot.actions:
            due = action.due.isoformat() if action.due else ""
            model.appendRow([QStandardItem(text) for text in (action.ref, action.title, due)])
        proxy = QSortFilterProxyModel()
        proxy.setSourceModel(model)
        proxy.setFilterKeyColumn(-1)
        proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        view = QTableView()
        view.setModel(proxy)
        view.show()
        self.app.processEvents()
        took = []
        for place in range(len(TYPED)):
            started = time.perf_counter()
            proxy.setFilterFixedString(TYPED[: place + 1])
            self.app.processEvents()
            took.append((time.perf_counter() - started) * 1000)
        self.found["peer, plain texts and Qt's proxy: letter, median ms"] = statistics.median(took)
        self.found["peer, plain texts and Qt's proxy: letter, worst ms"] = max(took)
        view.close()

    def close(self) -> None:
        """Lets go of everything."""
        self.found["peak memory, MB"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
        self.window.close()
        self.settle()
        self.jobs.close()


def main() -> int:
    """Measures in this process; the figures are the last line, as JSON."""
    measured = Measured(Path(sys.argv[1]))
    measured.open()
    for flat in (False, True):
        measured.type(flat)
    measured.scroll()
    measured.sort()
    measured.edit()
    measured.peer()
    measured.close()
    print(json.dumps(measured.found))
    return 0


if __name__ == "__main__":
    sys.exit(main())
