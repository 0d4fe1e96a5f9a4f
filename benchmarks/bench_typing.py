"""The real window killed while an update is typed in it: what stood there for two seconds must stand there again."""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tracker.app import create_plan, make_act
from tracker.domain.plan.records import Kind
from tracker.services.records.editing import add

KILLS = 50
PROMISED = 2.0
"""Words are kept after so many seconds."""
LEAST, MOST = 0.3, 1.5
"""So many seconds of typing beyond that before the program is killed."""


def main() -> int:
    """0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        type_on(asked.inside)
        return 0
    return 1 if measure(asked.kills)["lost"] else 0


def measure(kills: int = KILLS) -> dict[str, Any]:
    """How many windows were killed, how many words had stood two seconds, how many were lost, the youngest kept."""
    found: dict[str, Any] = {"kills": kills, "words": 0, "lost": 0}
    ages: list[float] = []
    typed: dict[str, float]
    chance = random.Random(2026)
    with tempfile.TemporaryDirectory(prefix="typing-") as folder:
        plan = Path(folder) / "typed.plan"
        store = create_plan(str(plan), "Typed", act := make_act("Improvement Lead", None))
        with store.begin() as uow:
            add(uow, act, kind=Kind.ACTION, fields={"title": "Agree one framework"})
        store.close()
        home = {**os.environ, "TRACKER_HOME": folder, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
        typed, killed = {}, 0.0
        for turn in range(kills + 1):
            before, next_typed, ended = _one(plan, home, turn, chance.uniform(LEAST, MOST) if turn < kills else None)
            ages += _judge(found, typed, set(before.split()), killed)
            typed, killed = next_typed, ended
    found["oldest word not yet kept (s)"] = round(max(ages, default=0.0), 2)
    print(", ".join(f"{name} {value}" for name, value in found.items()), flush=True)
    return found


def _judge(found: dict[str, Any], typed: dict[str, float], kept: set[str], killed: float) -> list[float]:
    """Counts what stood long enough and what of it is gone; how old the words are that were not yet kept."""
    due = [word for word, at in typed.items() if at <= killed - PROMISED]
    found["words"] += len(due)
    found["lost"] += sum(word not in kept for word in due)
    return [killed - at for word, at in typed.items() if word not in kept]


def _one(plan: Path, home: dict[str, str], turn: int, beyond: float | None) -> tuple[str, dict[str, float], float]:
    """What stood in the box of a new window, which words were typed there when, and when it was killed."""
    command = [sys.executable, "-m", "benchmarks.bench_typing", "--inside", str(plan)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stdin=subprocess.PIPE, env=home, text=True) as window:
        assert window.stdout is not None
        assert window.stdin is not None
        before = str(json.loads(window.stdout.readline()))
        typed: dict[str, float] = {}
        ends = time.monotonic() + (PROMISED + beyond if beyond is not None else 0.0)
        while time.monotonic() < ends:
            word = f"w{turn}n{len(typed)}"
            window.stdin.write(word + "\n")
            window.stdin.flush()
            typed[window.stdout.readline().strip()] = time.monotonic()
        window.kill()
        return before, typed, time.monotonic()


def type_on(plan: Path) -> None:
    """Opens the window on a plan, says what stands in the box for an update, and types what it is given."""
    from PySide6.QtTest import QTest

    from tracker.app import AppGateway
    from tracker.settings import Settings
    from tracker.ui.core.commands import Do
    from tracker.ui.core.dialogs import WindowAsker
    from tracker.ui.core.jobs import Jobs
    from tracker.ui.look.theme import Theme, make_application
    from tracker.ui.record.updates import UpdateForm
    from tracker.ui.shell.main_window import MainWindow

    app = make_application()
    theme = Theme("light", app)
    window = MainWindow(AppGateway("Improvement Lead", None), Jobs(app), Settings(), WindowAsker(theme), theme)
    window.show()
    window.files.open_plan(str(plan))
    while window.workspace is None:
        QTest.qWait(5)
    window.work.nav.jump(window.plan.snapshot.actions[0].id)
    window.do(Do.UPDATE)
    while not (forms := window.work.findChildren(UpdateForm)):
        QTest.qWait(5)
    box = forms[0].words
    print(json.dumps(box.toPlainText()), flush=True)
    box.setPlainText("")
    for line in sys.stdin:
        QTest.keyClicks(box, line.strip() + " ")
        print(line.strip(), flush=True)
        QTest.qWait(15)


if __name__ == "__main__":
    sys.exit(main())
