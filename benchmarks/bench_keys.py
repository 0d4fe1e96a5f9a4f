"""What tasks of a lead or a service manager take in the real window, in keys or presses of the mouse alone.

Every test of `tests/tasks/test_*` is one.

The table is kept in `benchmarks/keystrokes.json`.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
KEPT = HERE / "keystrokes.json"


def measure() -> dict[str, Any]:
    """Keystrokes by task, and the keys that were pressed."""
    with tempfile.TemporaryDirectory() as folder:
        lines = Path(folder) / "keystrokes.jsonl"
        surroundings = os.environ | {"TRACKER_KEYSTROKES": str(lines), "QT_QPA_PLATFORM": "offscreen"}
        command = [sys.executable, "-m", "pytest", "-q", str(HERE.parent / "tests" / "tasks")]
        done = subprocess.run(
            command, check=False, env=surroundings, cwd=HERE.parent, stdout=subprocess.PIPE, text=True
        )
        if done.returncode != 0:
            # A task that could not be done has no count: which one and why says more than a table without it.
            raise SystemExit(f"{done.stdout}\nA task could not be done, so nothing was kept.")
        found = [json.loads(line) for line in lines.read_text(encoding="utf-8").splitlines()]
    tasks, mouse = ([one for one in found if name in one] for name in ("strokes", "presses"))
    result = {"tasks": tasks, "mouse": mouse, "median": sorted(task["strokes"] for task in tasks)[len(tasks) // 2]}
    for task in tasks:
        print(f"{task['strokes']:5d}  of which {task['letters']:4d} letters of words   {task['task']}")
    for task in mouse:
        print(f"{task['presses']:5d}  presses of the mouse alone           {task['task']}")
    print(f"{len(tasks)} tasks, median {result['median']} keystrokes")
    KEPT.write_text(json.dumps(result, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    return result
