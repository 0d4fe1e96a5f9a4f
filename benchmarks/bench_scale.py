"""20,000 actions and 200,000 changes: the real window on a real plan file, beside plain sqlite3 in a bare QTreeView.

Each round is a whole process of each, on fresh copies of one file. A stall is the largest gap in a beat of the main
thread, less the beat; `cpu` is processor time, which a busy machine does not lengthen: of the main thread in its worst
gap, of the whole process until an answer. `busy` says how much longer than its processor time a plain loop took.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.large_plan import counts, large_plan

ROUNDS = 3
Figures = dict[str, dict[str, float]]
TARGETS = (
    ("typing", "median_ms", 100), ("typing_flat", "median_ms", 100), ("typing_fast", "median_ms", 100),
    ("typing", "stall_ms", 50), ("typing_flat", "stall_ms", 50), ("typing_fast", "stall_ms", 50),
    ("scroll", "stall_ms", 50), ("scroll_grouped", "stall_ms", 50), ("edit_then_type", "median_ms", 100),
    ("edit", "median_ms", 50), ("timeline_typing", "median_ms", 100), ("timeline_typing", "stall_ms", 50),
    ("timeline_scroll", "stall_ms", 50), ("timeline_edit", "shown_median_ms", 100),
    ("calendar_edit", "shown_median_ms", 100), ("workload_edit", "shown_median_ms", 100),
)  # fmt: skip
COMPARED = (
    ("open", "rows_ms"), ("open", "process_ms"), ("typing", "median_ms"), ("typing", "cpu_ms"), ("typing", "stall_ms"),
    ("sort", "median_ms"), ("sort", "cpu_ms"), ("scroll", "stall_ms"), ("edit", "median_ms"), ("edit", "cpu_ms"),
    ("memory", "open_mb"), ("memory", "peak_mb"),
)  # fmt: skip


def one(module: str, plan: Path) -> Figures:
    """The figures of one whole process on its own copy of the plan."""
    with tempfile.TemporaryDirectory() as home:
        copy = Path(home) / "large.plan"
        shutil.copyfile(plan, copy)
        surroundings = os.environ | {
            "TRACKER_HOME": home,
            "QT_QPA_PLATFORM": os.environ.get("BENCH_QPA", "offscreen"),
            "QT_LOGGING_RULES": "qt.qpa.*=false",
        }
        # Measured as it is used: with the compiled files that Python keeps.
        surroundings.pop("PYTHONDONTWRITEBYTECODE", None)
        command = [sys.executable, "-m", f"benchmarks.{module}", str(copy)]
        started = time.monotonic()
        with subprocess.Popen(command, env=surroundings, stdout=subprocess.PIPE, text=True) as process:
            assert process.stdout is not None
            said = process.stdout.read()
            _, status, used = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"a measured process failed with {process.returncode}")
    found: Figures = json.loads(said.splitlines()[-1])
    found["open"]["process_ms"] = (found["open"].pop("since_start") - started) * 1000
    found["memory"]["peak_mb"] = used.ru_maxrss / 1024
    return found


def busy() -> float:
    """How many times longer a plain loop takes by the clock than by processor time: 1 on a machine at rest."""
    clock, cpu = time.perf_counter(), time.process_time()
    while time.process_time() - cpu < 0.3:
        sum(range(10_000))
    return (time.perf_counter() - clock) / (time.process_time() - cpu)


def middle(runs: list[Figures]) -> Figures:
    """The median of every figure."""
    return {
        phase: {name: statistics.median(run[phase][name] for run in runs) for name in figures}
        for phase, figures in runs[0].items()
    }


def measure(rounds: int = ROUNDS) -> dict[str, Any]:
    """Medians over the rounds of the app and its peer, their ratios, and the targets that are missed."""
    plan = large_plan()
    ours, bare, waits = [], [], []
    for _ in range(rounds):
        waits.append(busy())
        bare.append(one("scale.peer", plan))
        ours.append(one("scale.app", plan))
    result: dict[str, Any] = {"rows": counts(plan), "rounds": rounds, "busy": statistics.median(waits)}
    result |= {"app": middle(ours), "peer": middle(bare)}
    result["ratios"] = {
        f"{phase} {name}": result["app"][phase][name] / max(result["peer"][phase][name], 0.1)
        for phase, name in COMPARED
    }
    result["missed"] = [f"{phase} {name}" for phase, name, most in TARGETS if result["app"][phase][name] > most]
    show(result)
    return result


def show(result: dict[str, Any]) -> None:
    """Prints the figures."""
    print(", ".join(f"{number:,} {name}" for name, number in result["rows"].items()))
    print(f"{result['rounds']} rounds, machine busy {result['busy']:.2f}")
    for who in ("app", "peer"):
        for phase, figures in result[who].items():
            print(f"{who:5}{phase:16}" + "  ".join(f"{name} {value:.1f}" for name, value in figures.items()))
    for name, ratio in result["ratios"].items():
        print(f"app / peer, {name}: {ratio:.2f}")
    for phase, name, most in TARGETS:
        figure = result["app"][phase][name]
        print(f"{'missed' if figure > most else 'met':7} {phase} {name} {figure:.1f}, {most} at most")


def main() -> int:
    """0 where everything was measured; figures go to standard output and to --json FILE."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--json", type=Path)
    options = parser.parse_args()
    result = measure(options.rounds)
    if options.json:
        options.json.write_text(json.dumps(result, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
