"""What the program loads before its window is painted, and that it starts at all."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import json, sys
from tracker.app import run_window
def painted():
    from PySide6.QtCore import QCoreApplication
    print(json.dumps(sorted(sys.modules)), flush=True)
    QCoreApplication.quit()
sys.exit(run_window(None, None, None, painted=painted))
"""

HEAVY = {"openpyxl", "reportlab", "alembic", "pypdfium2", "sqlalchemy", "docx", "lxml", "PIL"}


def test_nothing_heavy_is_loaded_before_the_first_paint(tmp_path: Path) -> None:
    surroundings = os.environ | {"TRACKER_HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PROGRAM], env=surroundings, capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    loaded = set(json.loads(done.stdout.splitlines()[-1]))
    assert "PySide6.QtWidgets" in loaded
    assert not HEAVY & loaded
    assert "tracker.domain.plan.records" not in loaded, "no plan is open yet"
