"""Whether the tests notice when the code is wrong: random changes of each module, each tried against its own tests.

A change turns a comparison, a condition or a number, or leaves a statement out. It is made in a copy of the project,
and tests that run its line are run: the fastest of each file in turn, those of the module's own file first, for so
many seconds at most. What no test notices is reported; nothing is gated by it. The same seed makes the same changes.
"""

from __future__ import annotations

import argparse
import compileall
import gc
import importlib
import importlib.util
import json
import os
import py_compile
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.mutation.changes import Change, changes
from benchmarks.mutation.covering import Covering, measured
from benchmarks.mutation.live import Functions, load, swap, unload

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("tracker/domain", "tracker/services", "tracker/db", "tracker/papers")
TESTS = tuple(f"tests/{name}" for name in ("domain", "services", "db", "commands", "workbook", "papers", "app"))
EACH, SEED, SECONDS, LONGEST = 3, 9, 20.0, 120.0
UNCHANGED = 77
"""How a process ends in which the functions could not be changed."""
FEW = 6
"""So many tests are collected and run before the others are: most changes are noticed by one of them."""
LEFT_OUT = ("tracker/db/migrations/versions/",)
QUIETLY = ("-x", "-q", "-p", "no:xdist", "-p", "no:cov", "-W", "ignore::pytest.PytestAssertRewriteWarning")
LOADED = ("pytest", "pytestqt.plugin", "hypothesis.stateful", "sqlalchemy.orm", "openpyxl", "PySide6.QtWidgets",
          "reportlab.platypus", "alembic.command")  # fmt: skip
"""What nearly every test needs, loaded once and for all."""


@dataclass
class Outcome:
    """One change and what came of it."""

    module: str
    line: int
    was: str
    now: str
    tests: int
    """How many tests it was tried against."""
    result: str
    by: str
    """The test that noticed."""

    def __str__(self) -> str:
        """Where it is and what it is, on one line."""
        return f"{self.module}:{self.line}: {self.was} -> {self.now}  ({self.tests} tests)"


def main() -> int:
    """0 whatever was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="*", default=PLACES)
    parser.add_argument("--each", type=int, default=EACH, help="changes of each module")
    parser.add_argument("--after", type=int, default=0, help="how many changes of each module were tried before")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--seconds", type=float, default=SECONDS, help="how long the tests of one change may take")
    parser.add_argument("--tests", nargs="+", default=TESTS, help="folders and files of the tests that are tried")
    parser.add_argument("--covered", type=Path, help="where it is kept which tests run which line, from run to run")
    parser.add_argument("--again", type=Path, help="only those that survived by this report")
    parser.add_argument("--json", type=Path, help="the report")
    asked = parser.parse_args()
    which = range(asked.after, asked.after + asked.each)
    measure(asked.places, which, asked.seed, asked.seconds, asked.covered, asked.again, asked.json, asked.tests)
    return 0


def measure(places: Any = PLACES, which: range = range(EACH), seed: int = SEED, seconds: float = SECONDS,
            covered: Path | None = None, again: Path | None = None,
            report: Path | None = None, tests: Sequence[str] = TESTS) -> dict[str, Any]:  # fmt: skip
    """How many changes were noticed, and those that were not."""
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        root = Path(folder)
        copied(root)
        covering = measured(root, tests, covered or root / "covered.json")
        _rewritten(root, tests)
        for name in LOADED:
            importlib.import_module(name)
        _unshrunk()
        os.chdir(root)
        sys.path[:0] = [str(root), str(root / "tests")]
        live = load(root)
        gc.collect()
        gc.freeze()
        wanted = _survived(again)
        for module in modules(root, places):
            for outcome in tried(root, module, covering, live, which, seed, seconds, wanted):
                outcomes.append(outcome)
                if outcome.result == "survived":
                    print(outcome, flush=True)
                if report is not None:
                    report.write_text(json.dumps([asdict(one) for one in outcomes], indent=1), encoding="utf-8")
        os.chdir(ROOT)
    survived = [asdict(one) for one in outcomes if one.result == "survived"]
    print(f"{len(outcomes)} changes, {len(outcomes) - len(survived)} noticed")
    return {"changes": len(outcomes), "noticed": len(outcomes) - len(survived), "survived": survived}


def _rewritten(root: Path, tests: Sequence[str]) -> None:
    """Has pytest compile the tests once, and not again for each change."""
    subprocess.run([sys.executable, "-m", "pytest", "-q", "--collect-only", *tests], cwd=root,
                   env=os.environ | {"PYTHONPATH": str(root)}, stdout=subprocess.DEVNULL, check=False)  # fmt: skip


def _unshrunk() -> None:
    """Has generated tests stop at what they find: making it small takes longest."""
    from hypothesis import HealthCheck, Phase, settings

    phases = (Phase.explicit, Phase.generate)
    how = {"max_examples": 30, "deadline": None, "derandomize": True, "database": None}
    settings.register_profile("unshrunk", phases=phases, suppress_health_check=list(HealthCheck), **how)
    os.environ["HYPOTHESIS_PROFILE"] = "unshrunk"


def _survived(report: Path | None) -> set[tuple[str, str, str]] | None:
    """The changes that no test noticed by a report; None where there is none."""
    if report is None:
        return None
    said = json.loads(report.read_text(encoding="utf-8"))
    return {(one["module"], one["was"], one["now"]) for one in said if one["result"] == "survived"}


def copied(folder: Path) -> None:
    """Copies the project as git knows it, and compiles it."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, stdout=subprocess.PIPE,
                            text=True, check=True).stdout  # fmt: skip
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    compileall.compile_dir(folder / "tracker", quiet=2, invalidation_mode=py_compile.PycInvalidationMode.UNCHECKED_HASH)


def modules(root: Path, places: Any) -> Iterator[str]:
    """The modules to be changed."""
    for place in places:
        for path in sorted([root / place] if place.endswith(".py") else (root / place).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if not name.startswith(LEFT_OUT):
                yield name


def tried(root: Path, module: str, covering: Covering, live: Functions, which: range, seed: int, seconds: float,
          wanted: set[tuple[str, str, str]] | None = None) -> Iterator[Outcome]:  # fmt: skip
    """Random changes of a module and what came of each."""
    path = root / module
    Path(importlib.util.cache_from_source(str(path))).unlink(missing_ok=True)
    for change in changes(path.read_text(encoding="utf-8"), f"{seed} {module}", which):
        if wanted is None or (module, change.was, change.now) in wanted:
            tests, by = noticed(path, change, covering, live, partial(_tests, covering, module, change, seconds))
            yield Outcome(module, change.line, change.was, change.now, tests, "noticed" if by else "survived", by)


def noticed(path: Path, change: Change, covering: Covering, live: Functions,
            tests: Callable[[], Sequence[str]]) -> tuple[int, str]:  # fmt: skip
    """How many tests were run with a change, and which of them fails, but does not without the change; "" for none.

    The loaded program's functions are changed; where the change is in none, the program is loaded again with it. Where
    no test notices, a few are tried on a program that is loaded again: what was worked out before is not kept then.
    """
    source = path.read_text(encoding="utf-8")
    while True:
        asked, by = tests(), None
        if not change.loaded:
            by = failing(asked, partial(swap, live, path, change.before, change.after))
        if not by:
            path.write_text(change.source, encoding="utf-8")
            try:
                by = failing(asked if by is None else asked[:FEW], unload)
            finally:
                path.write_text(source, encoding="utf-8")
        if not by:
            return len(asked), ""
        if by not in asked or by in covering.sure or not failing([by]):
            covering.sure.add(by)
            return len(asked), by
        covering.drop(by)


def _tests(covering: Covering, module: str, change: Change, seconds: float) -> Sequence[str]:
    """The tests of a change: of its line, of those that use what it makes, or of all the module where none is."""
    known = covering.lines.get(module, {})
    lines = [line for line in change.lines if known.get(line)]
    return covering.tests_of(module, (lines if change.loaded else lines[:1]) or list(known), seconds)


class First:
    """A plug-in of pytest that tells through a file which test failed first."""

    def __init__(self, file: int) -> None:
        self._file = file

    def pytest_runtest_logreport(self, report: Any) -> None:
        """Tells of a failure."""
        if report.failed:
            os.write(self._file, report.nodeid.encode() + b"\n")


def failing(tests: Sequence[str], first: Callable[[], object] | None = None) -> str | None:
    """The first of these tests that fails, or what else is wrong: they do not end, or are not there; "" for nothing.

    They run in a process of their own, which does `first` before; None where that says that it could not.
    """
    if not tests:
        return ""
    read, write = os.pipe()
    pid = os.fork()
    if not pid:
        try:
            sys.dont_write_bytecode = True
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            import pytest

            if first is not None and first() is False:
                os._exit(UNCHANGED)
            status = int(pytest.main([*QUIETLY, *tests[:FEW]], [First(write)]))
            if not status and tests[FEW:]:
                status = int(pytest.main([*QUIETLY, *tests[FEW:]], [First(write)]))
            os._exit(status)
        finally:
            os._exit(3)
    os.close(write)
    until = time.monotonic() + LONGEST
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            if os.waitstatus_to_exitcode(status) == UNCHANGED:
                return None
            return _told(read) or ("the tests cannot be run" if status else "")
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    _told(read)
    return "the tests do not end"


def _told(file: int) -> str:
    """The first line of what was told; another process that the test left behind may hold the other end still."""
    os.set_blocking(file, False)
    try:
        return os.read(file, 4096).decode().partition("\n")[0]
    except BlockingIOError:
        return ""
    finally:
        os.close(file)


if __name__ == "__main__":
    sys.exit(main())
