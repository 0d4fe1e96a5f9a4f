"""Whether the tests notice when the code is wrong: ten random changes a module, each tried against its own tests.

A change turns a comparison, a condition or a number, or leaves a statement out. It is made in a copy of the project,
and only its own tests are run: those that import the module, then all of its subject. What no test notices is reported;
nothing is gated by it. The same seed makes the same changes of the same code.
"""

from __future__ import annotations

import argparse
import ast
import compileall
import copy
import importlib
import importlib.util
import json
import os
import py_compile
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass, field
from functools import cache, partial
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("tracker/domain", "tracker/services", "tracker/db")
TESTS = ("domain", "services", "db", "commands", "workbook", "papers")
EACH, SEED, FEW, SECONDS = 10, 9, 4, 600.0
LEFT_OUT = ("tracker/db/migrations/versions/",)
LOADED = ("pytest", "sqlalchemy.orm", "openpyxl", "PySide6.QtWidgets")
"""What nearly every test needs, loaded once and for all."""
TURNED: dict[type[ast.AST], type[ast.AST]] = {
    ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq, ast.NotEq: ast.Eq,
    ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.And: ast.Or, ast.Or: ast.And,
    ast.Add: ast.Sub, ast.Sub: ast.Add,
}  # fmt: skip


@dataclass
class Outcome:
    """One change and what came of it."""

    module: str
    line: int
    was: str
    now: str
    result: str = ""


@dataclass
class Copy:
    """A copy of the project, and which modules each file of tests imports, by itself or through what it stands on."""

    root: Path
    imports: dict[str, set[str]] = field(default_factory=dict)

    def tests_of(self, module: str) -> list[str]:
        """The few files of tests that import a module: the one of its name first, then those that import least."""
        found = [test for test, names in self.imports.items() if _dotted(module) in names]
        stem = f"test_{Path(module).stem}"
        return sorted(found, key=lambda test: (Path(test).stem != stem, len(self.imports[test]), test))[:FEW]

    def tests_beside(self, module: str) -> list[str]:
        """All tests of the module's own subject, or of its whole layer."""
        places = Path(module).parent.parts[1:]
        tried = (Path("tests", *places[: len(places) - n]) for n in range(len(places)))
        return [next((str(place) for place in tried if (self.root / place).is_dir()), "tests/services")]


def main() -> int:
    """0 whatever was found."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("places", nargs="*", default=PLACES)
    parser.add_argument("--each", type=int, default=EACH)
    parser.add_argument("--after", type=int, default=0, help="how many changes of each module were tried before")
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--json", type=Path)
    asked = parser.parse_args()
    measure(asked.places, asked.each, asked.seed, asked.json, asked.after)
    return 0


def measure(places: Any = PLACES, each: int = EACH, seed: int = SEED, report: Path | None = None,
            after: int = 0) -> dict[str, Any]:  # fmt: skip
    """How many changes were noticed, and those that were not."""
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="mutation-") as folder:
        made = copied(Path(folder))
        for name in LOADED:
            importlib.import_module(name)
        os.chdir(made.root)
        sys.path.insert(0, str(made.root))
        for module in modules(made.root, places):
            for outcome in tried(made, module, range(after, after + each), seed):
                outcomes.append(outcome)
                if outcome.result == "survived":
                    print(f"{outcome.module}:{outcome.line}: {outcome.was} -> {outcome.now}", flush=True)
                if report is not None:
                    report.write_text(json.dumps([asdict(one) for one in outcomes], indent=1), encoding="utf-8")
        os.chdir(ROOT)
    survived = [asdict(one) for one in outcomes if one.result == "survived"]
    print(f"{len(outcomes)} changes, {len(outcomes) - len(survived)} noticed")
    return {"changes": len(outcomes), "noticed": len(outcomes) - len(survived), "survived": survived}


def copied(folder: Path) -> Copy:
    """The project as git knows it, compiled, with what each file of tests imports."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, stdout=subprocess.PIPE,
                            text=True, check=True).stdout  # fmt: skip
    for name in listed.splitlines():
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(ROOT / name, folder / name)
    hashed = py_compile.PycInvalidationMode.UNCHECKED_HASH
    compileall.compile_dir(folder / "tracker", quiet=2, invalidation_mode=hashed)
    support = {f"support.{path.stem}": imported(path) for path in (folder / "tests/support").glob("*.py")}
    made = Copy(folder)
    for test in sorted(path for place in TESTS for path in (folder / "tests" / place).rglob("test_*.py")):
        own = imported(test).union(*(imported(path) for path in test.parent.glob("conftest.py")))
        made.imports[str(test.relative_to(folder))] = own.union(*(support[name] for name in own & support.keys()))
    return made


def imported(path: Path) -> set[str]:
    """Every name that a file imports from or imports, with dots."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module:
            found |= {node.module, *(f"{node.module}.{name.name}" for name in node.names)}
    return found


def _dotted(module: str) -> str:
    return module.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


def modules(root: Path, places: Any) -> Iterator[str]:
    """The modules to be changed."""
    for place in places:
        for path in sorted([root / place] if place.endswith(".py") else (root / place).rglob("*.py")):
            name = path.relative_to(root).as_posix()
            if not name.startswith(LEFT_OUT):
                yield name


def tried(made: Copy, module: str, which: range, seed: int) -> Iterator[Outcome]:
    """Random changes of a module and what came of each."""
    path = made.root / module
    source = path.read_text(encoding="utf-8")
    stages = [stage for stage in (made.tests_of(module), made.tests_beside(module)) if stage]
    compiled = Path(importlib.util.cache_from_source(str(path)))
    tree = ast.parse(source)
    said = {
        id(inner) for node in ast.walk(tree) for one in getattr(node, "decorator_list", ()) for inner in ast.walk(one)
    }
    nodes = [(place, node) for place, node in enumerate(ast.walk(tree)) if id(node) not in said]
    changes = [(place, way) for place, node in nodes for way in range(len(ways(node)))]
    random.Random(f"{seed} {module}").shuffle(changes)
    stages = [stage for stage in stages if not fail_unchanged(tuple(stage))]
    if not stages:
        print(f"{module}: its tests fail without any change, or there are none", flush=True)
        return
    for place, way in changes[which.start : which.stop]:
        other = copy.deepcopy(tree)
        what, now, change = ways(next(node for n, node in enumerate(ast.walk(other)) if n == place))[way]
        line, was = what.lineno, _shown(what)
        change()
        outcome = Outcome(module, line, was, now or _shown(what))
        compiled.unlink(missing_ok=True)
        path.write_text(ast.unparse(ast.fix_missing_locations(other)), encoding="utf-8")
        try:
            outcome.result = "noticed" if any(map(fails, stages)) else "survived"
        finally:
            path.write_text(source, encoding="utf-8")
        yield outcome


@cache
def fail_unchanged(tests: tuple[str, ...]) -> bool:
    """Whether tests fail before anything is changed: asked once of each set."""
    return fails(tests)


def fails(tests: Sequence[str]) -> bool:
    """Whether one of these tests fails, or does not end, in a process of its own."""
    pid = os.fork()
    if not pid:
        try:
            sys.dont_write_bytecode = True
            silent = os.open(os.devnull, os.O_WRONLY)
            os.dup2(silent, 1)
            os.dup2(silent, 2)
            import pytest

            os._exit(int(pytest.main(["-x", "-q", "-p", "no:cacheprovider", *tests])))
        finally:
            os._exit(3)
    until = time.monotonic() + SECONDS
    while time.monotonic() < until:
        ended, status = os.waitpid(pid, os.WNOHANG)
        if ended:
            return status != 0
        time.sleep(0.02)
    os.kill(pid, signal.SIGKILL)
    os.waitpid(pid, 0)
    return True


def ways(node: ast.AST) -> list[tuple[Any, str, Callable[[], object]]]:
    """The ways in which a node can be changed: what is changed, what it will be where that is said, and the change."""
    found: list[tuple[Any, str, Callable[[], object]]] = []
    if isinstance(node, ast.Compare):
        found += [(node, "", partial(_turn, node.ops, n)) for n, op in enumerate(node.ops) if type(op) in TURNED]
    elif isinstance(node, ast.BoolOp | ast.BinOp) and type(node.op) in TURNED:
        found.append((node, "", partial(setattr, node, "op", TURNED[type(node.op)]())))
    elif isinstance(node, ast.If | ast.IfExp | ast.While) and "TYPE_CHECKING" not in ast.dump(node.test):
        negated = ast.UnaryOp(ast.Not(), node.test)
        found.append((node.test, f"not ({_shown(node.test)})", partial(setattr, node, "test", negated)))
    elif isinstance(node, ast.comprehension):
        found += [(test, f"not ({_shown(test)})", partial(_negate, node.ifs, n)) for n, test in enumerate(node.ifs)]
    elif isinstance(node, ast.Constant) and type(node.value) in (bool, int):
        other = not node.value if isinstance(node.value, bool) else node.value + 1
        found.append((node, "", partial(setattr, node, "value", other)))
    for block in (getattr(node, "body", None), getattr(node, "orelse", None)):
        if isinstance(block, list):
            gone = ((n, one) for n, one in enumerate(block) if _may_go(one))
            found += [(one, "left out", partial(_leave_out, block, n)) for n, one in gone]
    return found


def _shown(node: ast.AST) -> str:
    return ast.unparse(node).splitlines()[0][:100]


def _turn(ops: list[Any], place: int) -> None:
    ops[place] = TURNED[type(ops[place])]()


def _negate(tests: list[ast.expr], place: int) -> None:
    tests[place] = ast.UnaryOp(ast.Not(), tests[place])


def _leave_out(block: list[ast.stmt], place: int) -> None:
    block[place] = ast.Pass()


def _may_go(statement: ast.stmt) -> bool:
    """Whether a statement can be left out so that what is left still stands: a call, an addition, a raise, a jump."""
    called = isinstance(statement, ast.Expr) and not isinstance(statement.value, ast.Constant)
    return called or isinstance(statement, ast.AugAssign | ast.Raise | ast.Continue | ast.Break)


if __name__ == "__main__":
    sys.exit(main())
