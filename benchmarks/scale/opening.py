"""From the start of the program to a plan's painted rows: the sample and 20,000 actions, in whole processes.

`cpu` is processor time of the whole process from its start until the first rows of My work were painted, where a plan
opens, and `main` that of its main thread. Processes of their own tell the longest gap in a beat of the main thread from
asking for the plan until two seconds after its rows: `stall` by the clock, `stall_cpu` by the thread's own time.
"""

from __future__ import annotations

import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
TARGETS = {"sample": 700, "large": 1300}
"""Milliseconds of processor time at most."""
LONGEST_STALL = 100

OPENED = """
import json, resource, sys, time
from datetime import date
from tracker.app import run_window

def spent():
    main, whole = resource.getrusage(resource.RUSAGE_THREAD), resource.getrusage(resource.RUSAGE_SELF)
    return {name: (used.ru_utime + used.ru_stime) * 1000 for name, used in (("cpu", whole), ("main", main))}

def stands():
    from PySide6.QtCore import QEvent, QObject, QTimer
    from PySide6.QtWidgets import QApplication
    from tracker.ui.core.commands import Do
    from tracker.ui.shell.main_window import MainWindow
    window = next(found for found in QApplication.topLevelWidgets() if isinstance(found, MainWindow))
    window.resize(1366, 728)
    told = {"window": spent()["cpu"]}
    beat = None
    if beating:
        from benchmarks.heartbeat import Beat
        beat = Beat()

    def end():
        if beat is not None:
            told.update(stall=beat.clock * 1000, stall_cpu=beat.own * 1000)
        print(json.dumps(told), flush=True)
        window.leave()

    def painted():
        told.update(spent(), clock=time.monotonic())
        QTimer.singleShot(2000 if beating else 0, end)

    class Paint(QObject):
        seen = False
        def eventFilter(self, watched, event):
            if event.type() is QEvent.Type.Paint and not self.seen:
                self.seen = True
                QTimer.singleShot(0, painted)
            return False

    paint = Paint(window)

    def opened(*_found):
        view = window.workspace.nav._view_of(Do.MY_WORK)
        view.chosen.connect(lambda *_: [row.installEventFilter(paint) for row in view.rows()[:1]])

    window.files.opened.connect(opened)

address, who, day, beating = sys.argv[1], sys.argv[2], date.fromisoformat(sys.argv[3]), sys.argv[4:] == ["beat"]
sys.exit(run_window(address, who, day, painted=stands))
"""


def one(plan: Path, who: str, day: str, *how: str) -> dict[str, float]:
    """The figures of one whole process on a copy of the plan that this computer has never seen."""
    with tempfile.TemporaryDirectory() as home:
        copy = Path(home) / "bench.plan"
        shutil.copyfile(plan, copy)
        surroundings = os.environ | {"TRACKER_HOME": home, "QT_QPA_PLATFORM": os.environ.get("BENCH_QPA", "offscreen")}
        # Measured as it is used: with the compiled files that Python keeps.
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-c", OPENED, str(copy), who, day, *how]
        started = time.monotonic()
        done = subprocess.run(command, env=surroundings, capture_output=True, text=True, check=True)
    told: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    told["clock"] = (told["clock"] - started) * 1000
    return told


def plans(folder: Path) -> dict[str, tuple[Path, str, str]]:
    """Each plan with who opens it, and as at which day."""
    from benchmarks.large_plan import DAY, LEAD, large_plan
    from tracker.app import SystemClock, make_sample
    from tracker.services.plan.sample_data import LEAD as SAMPLE_LEAD

    sample = folder / "sample.plan"
    make_sample(str(sample)).store.close()
    today = SystemClock().today().isoformat()
    return {"sample": (sample, SAMPLE_LEAD, today), "large": (large_plan(), LEAD, DAY.isoformat())}


def measure(rounds: int = ROUNDS) -> dict[str, dict[str, float]]:
    """Medians in milliseconds over the rounds."""
    result = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, opened in plans(Path(folder)).items():
            one(*opened)
            quiet = [one(*opened) for _ in range(rounds)]
            beaten = [one(*opened, "beat") for _ in range(rounds)]
            figures = {key: statistics.median(run[key] for run in quiet) for key in quiet[0]}
            figures |= {key: statistics.median(run[key] for run in beaten) for key in ("stall", "stall_cpu")}
            result[name] = figures
            print(f"{name:8}" + "  ".join(f"{key} {value:.0f}" for key, value in figures.items()), flush=True)
            for key, most in (("cpu", TARGETS[name]), ("stall_cpu", LONGEST_STALL)):
                print(f"{'missed' if figures[key] > most else 'met':8}{name} {key} {figures[key]:.0f}, {most} at most")
    return result


if __name__ == "__main__":
    measure(int(sys.argv[1]) if len(sys.argv) > 1 else ROUNDS)
