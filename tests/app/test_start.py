"""What the program loads before its window is painted, and that it starts at all."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import json, sys
from tracker.app import run_window
def painted():
    from PySide6.QtCore import QCoreApplication
    print(json.dumps(sorted(sys.modules)), flush=True)
    QCoreApplication.quit()
sys.exit(run_window(None, None, None, painted=painted))
"""

LATER = {
    "typing_extensions", "tracker.opened", "tracker.ui.core.crash_window", "tracker.ui.core.drafts",
    "tracker.ui.core.file_dialogs", "tracker.ui.core.questions",
}  # fmt: skip
"""What is read once the window stands: each would hold its first paint up by a hundredth."""
HEAVY = {"openpyxl", "reportlab", "alembic", "pypdfium2", "sqlalchemy", "docx", "lxml", "PIL"}


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    surroundings = os.environ | {"TRACKER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=surroundings, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "PySide6.QtWidgets" in loaded
    assert not (HEAVY | LATER) & loaded
    assert "tracker.domain.plan.records" not in loaded, "no plan is open yet"


WITH_A_PLAN = """
import json, sys
from importlib import import_module
from tracker.ui.core.imports import SHOWN_WITH_A_PLAN
from tracker.ui.shell.places import WANTED_NEXT
for module in SHOWN_WITH_A_PLAN:
    import_module(module)
print(json.dumps([name for name in WANTED_NEXT if name in sys.modules]))
for module in WANTED_NEXT:
    import_module(module)
"""


def test_a_plan_is_shown_before_what_the_next_step_wants_is_loaded() -> None:
    done = subprocess.run([sys.executable, "-c", WITH_A_PLAN], capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == []


WAITING = """
import sys
from tracker.app import run_window
sys.exit(run_window(None, None, None, painted=lambda: print("painted", flush=True)))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no such signal there")
def test_ctrl_c_closes_the_window_without_a_word(tmp_path: Path) -> None:
    heeding = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)\n" + WAITING
    surroundings = os.environ | {"TRACKER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    asked = [sys.executable, "-c", heeding]
    with subprocess.Popen(
        asked, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as program:
        assert program.stdout is not None
        assert program.stdout.readline() == "painted\n"
        program.send_signal(signal.SIGINT)
        _, complained = program.communicate(timeout=60)
    assert (program.returncode, complained.replace("This plugin does not support propagateSizeHints()\n", "")) == (
        130,
        "",
    )


OPENING = """
import json, sys, threading
from tracker.app import make_sample, run_window
make_sample(sys.argv[1]).store.close()
for name in [one for one in sys.modules if one.startswith("tracker.") and one != "tracker.app"]:
    del sys.modules[name]
beside = []
class Reads:
    def find_spec(self, name, path=None, target=None):
        if name.startswith(("tracker.ui.", "PySide6.")) and threading.current_thread() is not threading.main_thread():
            beside.append(name)
sys.meta_path.insert(0, Reads())
def stands():
    from PySide6.QtCore import QTimer
    from PySide6.QtWidgets import QApplication
    window = next(one for one in QApplication.topLevelWidgets() if hasattr(one, "files"))
    def end():
        print(json.dumps(beside), flush=True)
        window.leave()
    window.files.opened.connect(lambda *_: QTimer.singleShot(1500, end))
sys.exit(run_window(sys.argv[1], "Improvement Lead", None, painted=stands))
"""
WITHOUT_QT = {"tracker.ui.core", "tracker.ui.core.gateway"}


def test_no_class_of_qt_is_made_beside_the_window(tmp_path: Path) -> None:
    """What Qt's Python knows of its classes is not guarded: one made while the window paints ends the program."""
    surroundings = os.environ | {"TRACKER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    asked = [sys.executable, "-c", OPENING, str(tmp_path / "sample.plan")]
    done = subprocess.run(asked, env=surroundings, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert set(json.loads(done.stdout.splitlines()[-1])) <= WITHOUT_QT
