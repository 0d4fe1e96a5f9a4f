"""20,000 actions out to a workbook and back, in whole processes, beside plain openpyxl doing the same cells.

It says which targets are missed.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path
from typing import Any

ROWS = 20_000
ROUNDS = 3
DAY = date(2024, 3, 12)
UNITS = ("s", "cpu_s", "mb")
TARGETS = {"out_cpu_ratio": 2.5, "out_mb": 250, "home_cpu_ratio": 2.0, "home_mb": 400}
"""What is to hold at most: times plain openpyxl by processor time, and megabytes at the peak."""

OURS_OUT = """
import pickle, sys
from datetime import date
from tracker.workbook.out import write_workbook
snapshot = pickle.load(open(sys.argv[1], "rb"))
write_workbook(snapshot, sys.argv[2], as_at=date(2024, 3, 12))
"""
PLAIN_OUT = """
import pickle, sys
from openpyxl import Workbook
book = Workbook(write_only=True)
for title, rows in pickle.load(open(sys.argv[1], "rb")):
    ws = book.create_sheet(title)
    for row in rows:
        ws.append(row)
book.save(sys.argv[2])
"""
OURS_HOME = """
import sys
from tracker.workbook.home import read_workbook
print(len(read_workbook(sys.argv[1]).rows))
"""
PLAIN_HOME = """
import sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1])
print(sum(1 for ws in book for row in ws.iter_rows(values_only=True) if any(value is not None for value in row)))
"""
CELLS = """
import pickle, sys
from openpyxl import load_workbook
book = load_workbook(sys.argv[1])
cells = [(ws.title, [list(row) for row in ws.iter_rows(values_only=True)]) for ws in book]
pickle.dump(cells, open(sys.argv[2], "wb"))
"""
"""Every cell of a workbook, sheet by sheet, for the peer to write."""
PLAN = """
import pickle, sys
from benchmarks.bench_workbook import a_large_plan
pickle.dump(a_large_plan(), open(sys.argv[1], "wb"))
"""
MERGE = """
import pickle, sys
sys.path.insert(0, "tests")
from support.clocks import an_act
from tracker.services.workbook.workbook import plan_merge
from tracker.workbook.home import read_workbook
base = pickle.load(open(sys.argv[1], "rb"))
class Log:
    def snapshot(self): return base
    def as_of(self, number): return base
    def stamps(self): return []
proposal = plan_merge(Log(), an_act(), read_workbook(sys.argv[2]))
assert proposal.nothing and not proposal.problems, proposal.problems[:3]
"""


def a_large_plan() -> Any:
    """A snapshot of six recommendations and twenty thousand actions with words, dates, owners and agencies."""
    sys.path.insert(0, str(Path(__file__).parent.parent / "tests"))
    from support.builders import a_plan, an_id, plan_records
    from tracker.domain.plan.records import Action, Kind, kind_of
    from tracker.domain.plan.snapshot import Snapshot

    tables: dict[Kind, dict[Any, Any]] = {}
    for record in plan_records():
        if not isinstance(record, Action):
            tables.setdefault(kind_of(record), {})[record.id] = record
    people, agencies = list(tables[Kind.PERSON]), list(tables[Kind.AGENCY])
    subjects = list(tables[Kind.RECOMMENDATION])
    tables[Kind.ACTION] = {}
    for n in range(1, ROWS + 1):
        due = DAY + timedelta(days=n % 700 - 200)
        action = Action(
            id=an_id(10_000 + n), ref=f"A{n}", position=n, targets=(subjects[n % len(subjects)],),
            title=f"Agree and test template {n} with every partner before the board meets",
            description=f"Line one of action {n}.\nLine two says who is asked and by when.",
            owner=people[n % len(people)], accountable=people[n % 3], agency=agencies[n % len(agencies)],
            start=due - timedelta(days=90), due=due,
            original_due=due, agreed=DAY - timedelta(days=60), delivery=("not started", "in progress")[n % 2],
            forecast=("green", "amber", "red")[n % 3], forecast_reason="Two agencies still to sign", priority="high",
            success_measure="Nine plans in ten are rated good", evidence_needed="Dip sample of ten plans",
        )  # fmt: skip
        tables[Kind.ACTION][action.id] = action
    return Snapshot(a_plan(), tables, 7, "ab" * 32)


def run(program: str, *words: str) -> tuple[float, float, float]:
    """Seconds by the clock, seconds of processor and peak megabytes of one whole process.

    A process's peak counts what the one that started it held then: this one must stay small.
    """
    started = time.perf_counter()
    with subprocess.Popen([sys.executable, "-c", program, *words], stdout=subprocess.DEVNULL) as process:
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"a measured process failed with {process.returncode}")
    return time.perf_counter() - started, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


def measure() -> dict[str, Any]:
    """Medians of seconds and megabytes, ours and plain, and the ratios of the medians; rounds alternate."""
    found: dict[str, list[tuple[float, float, float]]] = {
        "out": [],
        "plain_out": [],
        "home": [],
        "plain_home": [],
        "merge": [],
    }
    with tempfile.TemporaryDirectory() as folder:
        plan, cells, ours, plain = (str(Path(folder) / name) for name in ("plan", "cells", "ours.xlsx", "plain.xlsx"))
        run(PLAN, plan)
        run(OURS_OUT, plan, ours)
        run(CELLS, ours, cells)
        for _ in range(ROUNDS):
            found["out"].append(run(OURS_OUT, plan, ours))
            found["plain_out"].append(run(PLAIN_OUT, cells, plain))
            found["home"].append(run(OURS_HOME, ours))
            found["plain_home"].append(run(PLAIN_HOME, ours))
            found["merge"].append(run(MERGE, plan, ours))
    return summary(found)


def summary(found: dict[str, list[tuple[float, float, float]]]) -> dict[str, Any]:
    """The medians, printed and as one object."""
    result: dict[str, Any] = {"rows": ROWS, "rounds": ROUNDS}
    for name, runs in found.items():
        for at, unit in enumerate(UNITS):
            result[f"{name}_{unit}"] = statistics.median(run[at] for run in runs)
        print("{:12} {:6.2f} s {:6.2f} s processor {:5.0f} MB".format(name, *(result[f"{name}_{u}"] for u in UNITS)))
    for name in ("out", "home"):
        result[f"{name}_ratio"] = result[f"{name}_s"] / result[f"plain_{name}_s"]
        result[f"{name}_cpu_ratio"] = result[f"{name}_cpu_s"] / result[f"plain_{name}_cpu_s"]
        clock, processor = result[f"{name}_ratio"], result[f"{name}_cpu_ratio"]
        print(f"{name}: {clock:.2f} times plain openpyxl by the clock, {processor:.2f} by processor time")
    for name, most in TARGETS.items():
        if result[name] > most:
            print(f"missed: {name} is {result[name]:.2f}, {most} at most")
    return result
