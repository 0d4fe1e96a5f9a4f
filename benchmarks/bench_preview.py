"""A paper of sixty pages looked at on its sheet: how long until the first page stands, and until a page is turned.

By the clock, and by the processor time of the window and of the process that draws pages, which leaves a busy machine
out.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

TESTS = Path(__file__).parent.parent / "tests"
ACTIONS = 165
"""A plan whose board paper has some sixty pages."""
TURNED = 20


def measure() -> dict[str, Any]:
    """Seconds until the first page, and for each of twenty pages turned by a key."""
    sys.path.insert(0, str(TESTS))
    from PySide6.QtCore import Qt
    from PySide6.QtTest import QTest
    from PySide6.QtWidgets import QApplication

    from support.gateway import ScriptedAsker
    from tracker.app import AppGateway
    from tracker.settings import Settings
    from tracker.ui.core.commands import Do
    from tracker.ui.core.jobs import Jobs
    from tracker.ui.look.theme import Theme
    from tracker.ui.papers.report_sheet import ReportSheet
    from tracker.ui.shell.main_window import MainWindow

    app = QApplication.instance() or QApplication(sys.argv[:1])
    jobs, gateway = Jobs(app), AppGateway("Improvement Lead", date(2026, 3, 12))
    window = MainWindow(gateway, jobs, Settings(), ScriptedAsker(), Theme("light"))
    window.resize(1366, 728)
    window.show()
    with TemporaryDirectory() as folder:
        window.files.open_plan(str(_plan(Path(folder) / "sixty.plan")))
        _until(lambda: window.workspace is not None and not jobs.busy)

        def opened() -> bool:
            sheets = window.findChildren(ReportSheet)
            return bool(sheets) and sheets[0].pages.page.canvas.has_picture and not sheets[0].pages.words

        first = _took(gateway, lambda: window.do(Do.REPORT), opened)
        pages = window.findChildren(ReportSheet)[0].pages
        turns = []
        for page in range(2, TURNED + 2):

            def turned(page: int = page) -> bool:
                return bool(pages.page.page == page and pages.page.canvas.has_picture)

            turns.append(_took(gateway, lambda: QTest.keyClick(pages.small, Qt.Key.Key_Down), turned))
            _until(lambda: not jobs.busy)
        found = {
            "pages": pages.small.count(), "first page (s, processor s)": first,
            "page turned, median (s, processor s)": _median(turns), "longest": max(turns),
        }  # fmt: skip
        window.close()
        _until(lambda: not jobs.busy)
    gateway.close()
    jobs.close()
    print(", ".join(f"{name} {value}" for name, value in found.items()), flush=True)
    return found


def _plan(path: Path) -> Path:
    from benchmarks.large_plan import Size, make

    make(path, Size.of(ACTIONS))
    return path


def _took(gateway: Any, do: Callable[[], object], done: Callable[[], bool]) -> tuple[float, float]:
    """Seconds until something is so, by the clock and by the processor."""
    clock, cpu = time.perf_counter(), _cpu(gateway)
    do()
    _until(done)
    return round(time.perf_counter() - clock, 2), round(_cpu(gateway) - cpu, 2)


def _cpu(gateway: Any) -> float:
    """Processor seconds of this process and of the one that draws pages."""
    pid = gateway._pages.pid
    stat = Path(f"/proc/{pid}/stat")
    other = stat.read_text(encoding="ascii").rsplit(")", 1)[1].split()[11:13] if pid and stat.exists() else ()
    return time.process_time() + sum(int(ticks) for ticks in other) / 100


def _until(done: Callable[[], bool]) -> None:
    from PySide6.QtCore import QCoreApplication

    while not done():
        QCoreApplication.processEvents()
        time.sleep(0.002)


def _median(turns: list[tuple[float, float]]) -> tuple[float, float]:
    return tuple(sorted(one[place] for one in turns)[len(turns) // 2] for place in (0, 1))  # type: ignore[return-value]
