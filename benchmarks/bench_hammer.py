"""Many writes at once: edits beside exports on both lanes of one program, and many programs on one plan.

Every acknowledged edit must be found in the plan's log, in its order; none may be refused; the window, the store and
the file must say the same.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

from tracker.app import AppGateway, create_plan, make_act
from tracker.db.store import open_store
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import add, set_fields

EDITS, PROGRAMS, SECONDS = 400, 8, 60.0
WAIT = 600.0


def main() -> int:
    """0 where nothing was lost, refused or told in two ways."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edits", type=int, default=EDITS)
    parser.add_argument("--programs", type=int, default=PROGRAMS)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    parser.add_argument("--write", nargs=2, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.write:
        print(json.dumps(write_for(asked.write[0], int(asked.write[1]), asked.seconds)))
        return 0
    found = measure(asked.edits, asked.programs, asked.seconds)
    return 1 if any(part["lost"] or part["refused"] or not part["one truth"] for part in found.values()) else 0


def measure(edits: int = EDITS, programs: int = PROGRAMS, seconds: float = SECONDS) -> dict[str, Any]:
    """What was acknowledged, lost and refused, and whether window, store and file agree."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    found = {}
    with tempfile.TemporaryDirectory(prefix="hammer-") as folder:
        found["one program"] = one_program(Path(folder), edits)
        found["many programs"] = many_programs(Path(folder), programs, seconds)
    for name, part in found.items():
        print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in part.items()), flush=True)
    return found


def begin_plan(path: Path, actions: int) -> None:
    """A plan of so many actions."""
    act = make_act("Writer", None)
    store = create_plan(str(path), "Hammered", act)
    for number in range(actions):
        with store.begin() as uow:
            add(uow, act, Kind.ACTION, {"title": f"begun {number}", "due": "2031-01-02"})
    store.close()


def retitle(ref: str, title: str, uow: UnitOfWork, act: Act) -> Any:
    """Sets a title."""
    return set_fields(uow, act, [ref], {"title": title})


def titles(path: Path) -> tuple[Snapshot, dict[str, list[str]], bool]:
    """What the file says: the plan, the titles that each action ever had in their order, and whether it verifies."""
    store = open_store(str(path))
    snapshot, kept = store.snapshot(), {}
    with store.begin(writing=False) as uow:
        for action in snapshot.actions:
            changes = [change for _, own in uow.changes_of(action.id) for change in own if change.field == "title"]
            kept[action.ref] = [str(change.new) for change in changes]
    whole = not store.verify().faults
    store.close()
    return snapshot, kept, whole


def one_program(folder: Path, edits: int) -> dict[str, Any]:
    """Edits and calendar files asked for all at once, as the window asks for them."""
    from PySide6.QtWidgets import QApplication

    from tracker.ui.core.hub import Hub
    from tracker.ui.core.jobs import Jobs

    app = QApplication.instance() or QApplication([])
    path = folder / "one.plan"
    begin_plan(path, 10)
    jobs, gateway, opened, came = Jobs(), AppGateway("Writer", None), [], {"edits": [], "exports": [], "refused": []}
    jobs.run(lambda: gateway.open_plan(str(path)), opened.append)
    _rest_until(app, lambda: bool(opened))
    session, started = opened[0], time.monotonic()
    jobs.run(session.snapshot, opened.append)
    _rest_until(app, lambda: len(opened) == 2)
    hub = Hub(session, opened[1], jobs)
    asked: dict[str, list[str]] = {f"A{n + 1}": [f"begun {n}"] for n in range(10)}
    for number in range(edits):
        ref, title = f"A{number % 10 + 1}", f"edit {number}"
        asked[ref].append(title)
        hub.write(partial(retitle, ref, title), came["edits"].append, came["refused"].append)
        make = partial(gateway.export_calendar, folder / f"{number % 7}.ics")
        hub.hand_out(make, came["exports"].append, came["refused"].append)
    _rest_until(app, lambda: sum(map(len, came.values())) >= 2 * edits)
    _rest_until(app, lambda: not jobs.busy)
    took = time.monotonic() - started
    seen = hub.snapshot
    told: list[Snapshot] = []
    jobs.run(session.snapshot, told.append)
    _rest_until(app, lambda: bool(told))
    jobs.run(session.close)
    jobs.close()
    gateway.close()
    snapshot, kept, whole = titles(path)
    lost = sum(title not in kept[ref] for ref, own in asked.items() for title in own)
    return {
        "edits": len(came["edits"]), "exports": len(came["exports"]), "refused": len(came["refused"]), "lost": lost,
        "one truth": whole and kept == asked and seen == told[0] == snapshot, "seconds": round(took, 1),
    }  # fmt: skip


def _rest_until(app: Any, ready: Any) -> None:
    until = time.monotonic() + WAIT
    while not ready():
        app.processEvents()
        time.sleep(0.001)
        if time.monotonic() > until:
            raise SystemExit("the window waits for ever")


def many_programs(folder: Path, programs: int, seconds: float) -> dict[str, Any]:
    """So many programs that write to one plan without a pause."""
    path = folder / "many.plan"
    begin_plan(path, programs)
    command = [sys.executable, "-m", "benchmarks.bench_hammer", "--seconds", str(seconds), "--write", str(path)]
    running = [subprocess.Popen([*command, str(n)], stdout=subprocess.PIPE, text=True) for n in range(programs)]
    told = [json.loads(one.communicate()[0]) for one in running]
    snapshot, kept, whole = titles(path)
    lost = sum(len(set(one["acknowledged"]) - set(kept[f"A{n + 1}"])) for n, one in enumerate(told))
    ordered = all(one["acknowledged"] == kept[f"A{n + 1}"][1:] for n, one in enumerate(told))
    counts = [len(one["acknowledged"]) for one in told]
    waits = [wait for one in told for wait in one["waits"]]
    return {
        "programs": programs, "edits": sum(counts), "fewest": min(counts), "most": max(counts),
        "refused": sum(len(one["refused"]) for one in told), "lost": lost,
        "one truth": whole and ordered and snapshot.number == 1 + programs + sum(counts),
        "median wait ms": round(statistics.median(waits) * 1000, 1), "longest wait ms": round(max(waits) * 1000),
    }  # fmt: skip


def write_for(address: str, which: int, seconds: float) -> dict[str, Any]:
    """One of the programs: what it wrote, what was refused, and how long each edit took."""
    store, act = open_store(address), make_act(f"Writer {which}", None)
    acknowledged: list[str] = []
    refused: list[str] = []
    waits: list[float] = []
    until, number = time.monotonic() + seconds, 0
    while time.monotonic() < until:
        number += 1
        began = time.monotonic()
        try:
            with store.begin() as uow:
                retitle(f"A{which + 1}", f"{which}-{number}", uow, act)
        except Exception as error:  # noqa: BLE001 - whatever was refused is counted
            refused.append(str(error))
        else:
            acknowledged.append(f"{which}-{number}")
        waits.append(time.monotonic() - began)
    store.close()
    return {"acknowledged": acknowledged, "refused": refused, "waits": waits}


if __name__ == "__main__":
    sys.exit(main())
