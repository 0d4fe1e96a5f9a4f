"""What the program tries on itself where it was installed or built: `tracker --self-test`."""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

from tracker.app import export_workbook, make_act, make_sample, run_window
from tracker.errors import UserError
from tracker.reporting import write_report
from tracker.services.ports import Store

SECONDS = 60
PAPERS = ("board.pdf", "board.docx", "progress.xlsx")
_NOT_SAID = "This plugin does not support"
"""What the platform without a display says of every window."""


def self_test() -> int:
    """0 where it makes a plan, reads a report as it usually does, writes its papers and opens its window.

    Raises UserError where it does not.
    """
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        plan = folder / "self-test.plan"
        _say(f"made {plan.name} with {_make(plan, folder)} recommendations, read in a process of its own")
        _say(f"wrote {', '.join((*PAPERS, 'return.xlsx'))}")
        _show(plan)
        _say("opened the window")
    return 0


def _say(text: str) -> None:
    sys.stdout.write(f"self-test: {text}\n")


def _make(plan: Path, folder: Path) -> int:
    """How many recommendations stand in the plan that was made, from which every sort of file was written."""
    sample = make_sample(str(plan))
    store: Store = sample.store
    try:
        _read_alike(sample.reading)
        act = make_act("Self-test", None)
        snapshot = store.snapshot()
        for paper in PAPERS:
            write_report(snapshot, folder / paper, act)
        export_workbook(snapshot, folder / "return.xlsx", act)
        faults = store.verify().faults
        if faults:
            raise UserError(f"The plan is not whole: {faults[0].where}: {faults[0].message}", "report this")
        return len(snapshot.recommendations)
    finally:
        store.close()


def _read_alike(reading: object) -> None:
    """Raises UserError where the reading process reads the bundled letter otherwise than this one did."""
    from tracker.paths import resource
    from tracker.reading.sandbox import Reader
    from tracker.services.plan.sample import SAMPLE_LETTER

    with Reader() as reader:
        if reader.read(resource("samples", SAMPLE_LETTER)) != reading:
            raise UserError("The reading process reads the bundled letter otherwise.", "report this")


def _show(plan: Path) -> None:
    """Opens the window on the plan, unseen, until the plan is on it. Raises UserError where anything is said of it."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    os.environ.setdefault("QT_LOGGING_RULES", "qt.qpa.fonts=false")
    from PySide6.QtCore import QCoreApplication, QTimer, qInstallMessageHandler
    from PySide6.QtWidgets import QApplication

    said: list[str] = []
    clock, late = QTimer(), QTimer()

    def look() -> None:
        if any(getattr(window, "workspace", None) is not None for window in QApplication.topLevelWidgets()):
            QCoreApplication.quit()

    def give_up() -> None:
        said.append(f"no plan was on it after {SECONDS} seconds")
        QCoreApplication.quit()

    def painted() -> None:
        clock.timeout.connect(look)
        clock.start(50)
        late.timeout.connect(give_up)
        late.start(SECONDS * 1000)

    qInstallMessageHandler(lambda _sort, _where, text: said.append(text))
    try:
        run_window(str(plan), None, None, painted)
    finally:
        qInstallMessageHandler(None)
    unusual = [text for text in said if not text.startswith(_NOT_SAID)]
    if unusual:
        raise UserError(f"The window does not open as it should: {'; '.join(unusual)}", "report this")
