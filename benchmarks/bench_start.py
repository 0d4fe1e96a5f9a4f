"""Time from process start to a painted window: the app's start screen beside a bare QMainWindow, alternating.

Then from process start to a plan's painted rows (`python3 -m benchmarks.scale.opening` alone).
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from typing import Any

from benchmarks.scale import opening

ROUNDS = 9

BARE = """
import sys, time
from PySide6.QtWidgets import QApplication, QMainWindow
class Window(QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(time.monotonic(), flush=True)
        application.quit()
application = QApplication(sys.argv)
window = Window()
window.resize(1200, 800)
window.show()
application.exec()
"""

OURS = """
import sys, time
from tracker.app import run_window
def painted():
    print(time.monotonic(), flush=True)
    from PySide6.QtCore import QCoreApplication
    QCoreApplication.quit()
run_window(None, None, None, painted=painted)
"""


def to_paint(program: str, home: str) -> float:
    """Seconds from starting a process to its window's first paint."""
    surroundings = os.environ | {"TRACKER_HOME": home, "QT_QPA_PLATFORM": os.environ.get("BENCH_QPA", "offscreen")}
    # Both are measured as they are used: with the compiled files that Python keeps.
    surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
    started = time.monotonic()
    done = subprocess.run([sys.executable, "-c", program], env=surroundings, capture_output=True, text=True, check=True)
    return float(done.stdout.split()[-1]) - started


def measure() -> dict[str, Any]:
    """Medians in seconds, and the median of the paired ratios; of plans that open in milliseconds."""
    bare, ours = [], []
    with tempfile.TemporaryDirectory() as home:
        to_paint(BARE, home)
        to_paint(OURS, home)
        for _ in range(ROUNDS):
            bare.append(to_paint(BARE, home))
            ours.append(to_paint(OURS, home))
    ratio = statistics.median(mine / theirs for mine, theirs in zip(ours, bare, strict=True))
    result = {"bare_s": statistics.median(bare), "app_s": statistics.median(ours), "ratio": ratio, "rounds": ROUNDS}
    print(f"bare QMainWindow {result['bare_s']:.3f} s, app {result['app_s']:.3f} s, ratio {ratio:.2f}")
    return result | opening.measure()
