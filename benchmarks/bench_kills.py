"""Programs killed while they write to one plan: every acknowledged write must be found by the next.

A part of them is killed with the journal's unlink undone, as after a power cut: a small library under the program
(`undone_unlink.c`, Linux and a C compiler) keeps each journal that is taken away until its folder is on the disk.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from tracker.app import create_plan, make_act
from tracker.db import sqlite_file
from tracker.db.store import open_store
from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import add, set_fields

KILLS, UNDONE = 500, 50
LONGEST = 0.03
LIBRARY = Path(__file__).with_name("undone_unlink.c")


def main() -> int:
    """0 where nothing was lost."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--undone", type=int, default=UNDONE)
    parser.add_argument("--synchronous", default="EXTRA")
    parser.add_argument("--inside", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.inside:
        print(json.dumps(kill_again_and_again(asked.inside, asked.kills, asked.synchronous)))
        return 0
    found = measure(asked.kills, asked.undone, asked.synchronous)
    return 1 if any(part["lost"] or part["faults"] for part in found.values()) else 0


def measure(kills: int = KILLS, undone: int = UNDONE, synchronous: str = "EXTRA") -> dict[str, Any]:
    """How many programs were killed, what they had acknowledged, and what of it was lost."""
    found = {}
    for name, count in (("killed", kills), ("unlink undone", undone)):
        if count:
            with tempfile.TemporaryDirectory(prefix="kills-") as folder:
                found[name] = _apart(Path(folder), count, synchronous, undone=name != "killed")
            print(f"{name}: " + ", ".join(f"{key} {value}" for key, value in found[name].items()), flush=True)
    return found


def _apart(folder: Path, count: int, synchronous: str, *, undone: bool) -> dict[str, Any]:
    """The same in a process of its own, the library under it where the unlink is to be undone."""
    surroundings = dict(os.environ)
    if undone:
        library = folder / "undone_unlink.so"
        compiler = shutil.which("gcc") or shutil.which("cc")
        if compiler is None or sys.platform != "linux":
            raise SystemExit("undoing the unlink needs Linux and a C compiler")
        subprocess.run([compiler, "-shared", "-fPIC", "-O1", "-o", library, LIBRARY, "-ldl"], check=True)
        surroundings["LD_PRELOAD"] = str(library)
    command = [sys.executable, "-m", "benchmarks.bench_kills", "--inside", str(folder)]
    command += ["--kills", str(count), "--synchronous", synchronous]
    done = subprocess.run(command, env=surroundings, stdout=subprocess.PIPE, text=True, check=True)
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def kill_again_and_again(folder: Path, kills: int, synchronous: str) -> dict[str, Any]:
    """Kills writers of one plan, one after another, and looks after each for its last acknowledged write."""
    path, dice = folder / "hammered.plan", random.Random(kills)
    sqlite_file.RULES = tuple(rule.replace("synchronous=EXTRA", f"synchronous={synchronous}")
                              for rule in sqlite_file.RULES)  # fmt: skip
    record = _begin_plan(path)
    acknowledged: list[int] = []
    lost = put_back = 0
    for _ in range(kills):
        acknowledged += _kill_one(path, acknowledged[-1] + 1 if acknowledged else 1, dice)
        put_back += _cut_the_power(path)
        now = _title(path, record)
        if acknowledged and now < acknowledged[-1]:
            lost += acknowledged[-1] - now
            acknowledged.append(now)
    store = open_store(str(path))
    verdict = store.verify()
    with store.begin(writing=False) as uow:
        changes = [change for _, own in uow.changes_of(record) for change in own if change.field == "title"]
    store.close()
    kept = {int(str(change.new)) for change in changes}
    lost += len(set(acknowledged) - kept)
    return {"kills": kills, "acknowledged": len(acknowledged), "lost": lost, "journals put back": put_back,
            "changesets": verdict.changesets, "faults": len(verdict.faults)}  # fmt: skip


def _begin_plan(path: Path) -> RecordId:
    store = create_plan(str(path), "Hammered", make_act("Writer", None))
    with store.begin() as uow:
        add(uow, make_act("Writer", None), Kind.ACTION, {"title": "0"})
    record = store.snapshot().actions[0].id
    store.close()
    return record


def _kill_one(path: Path, first: int, dice: random.Random) -> list[int]:
    """What a writer had acknowledged when it was killed: at any moment, sometimes while it still opens the plan."""
    told, tell = os.pipe()
    pid = os.fork()
    if not pid:
        os.close(told)
        _write_on(path, first, tell)
    os.close(tell)
    said, enough = b"", dice.randrange(8)
    while said.count(b"\n") < enough:
        said += os.read(told, 65536)
    time.sleep(dice.random() * LONGEST)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    while part := os.read(told, 65536):
        said += part
    os.close(told)
    return [int(line) for line in said.split(b"\n")[:-1]]


def _write_on(path: Path, first: int, tell: int) -> None:
    """Writes numbers and acknowledges each, until it is killed."""
    store = open_store(str(path))
    act = make_act("Writer", None)
    for number in range(first, sys.maxsize):
        with store.begin() as uow:
            _retitle(number, uow, act)
        os.write(tell, b"%d\n" % number)


def _retitle(number: int, uow: UnitOfWork, act: Act) -> Changes:
    return set_fields(uow, act, ["A1"], {"title": str(number)}).changes


def _cut_the_power(path: Path) -> int:
    """Puts a journal back whose going had not reached the disk: 1 where there was one."""
    journal = sqlite_file.journal_of(path)
    undone = journal.with_name(journal.name + ".undone")
    if not undone.exists():
        return 0
    undone.replace(journal)
    return 1


def _title(path: Path, record: RecordId) -> int:
    store = open_store(str(path))
    title = store.snapshot().get(record).title
    store.close()
    return int(title)


if __name__ == "__main__":
    sys.exit(main())
