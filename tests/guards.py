"""Home-made checks that no linter has: sizes, leaks, addresses and words that must not stand in the project."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
MODULE_LINES = 500
FUNCTION_LINES = 50
SKIPPED = ("tracker/db/migrations/versions/",)
WORDS = re.compile(r"\b(?:TO" + r"DO|FIX" + r"ME|XX" + r"X)\b")
INDEX = re.compile(
    "|".join(("index" + "-url", "extra" + "-index", "py" + r"pi\.org", "python" + "hosted", "/sim" + "ple/"))
)


def files() -> list[Path]:
    """The files that git tracks or would track."""
    asked = ["git", "ls-files", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(asked, cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.splitlines() if (ROOT / name).is_file()]


def texts(paths: list[Path]) -> Iterator[tuple[str, str]]:
    """Name and text of each file that is text."""
    for path in paths:
        try:
            yield path.relative_to(ROOT).as_posix(), path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue


def faults_in_text(name: str, text: str) -> Iterator[str]:
    """What must not stand in any file."""
    for number, line in enumerate(text.splitlines(), 1):
        if WORDS.search(line) and name.endswith((".py", ".md")):
            yield f"{name}:{number}: a note to self"
        if INDEX.search(line):
            yield f"{name}:{number}: the address of a package index"
        if str(ROOT.parent) + "/" in line and len(ROOT.parent.parts) > 2:
            yield f"{name}:{number}: a path of this machine"


def faults_in_code(name: str, text: str) -> Iterator[str]:
    """Sizes, lambdas on signals that keep their widget alive, and assertions that hold whatever is found."""
    if name.startswith(SKIPPED):
        return
    lines = text.count("\n")
    if lines > MODULE_LINES:
        yield f"{name}: {lines} lines, {MODULE_LINES} at most"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            length = (node.end_lineno or node.lineno) - node.lineno + 1
            if length > FUNCTION_LINES and not name.startswith("tests/"):
                yield f"{name}:{node.lineno}: {node.name} has {length} lines, {FUNCTION_LINES} at most"
        if isinstance(node, ast.Call) and leaks(node):
            yield f"{name}:{node.lineno}: a lambda that captures self on a signal leaks its widget"
        if isinstance(node, ast.Assert) and cannot_fail(node.test):
            yield f"{name}:{node.lineno}: an assertion that holds whatever is found"


def cannot_fail(test: ast.expr) -> bool:
    """Whether this is `... or value`, where the value is what was looked at, or a constant."""
    last = test.values[-1] if isinstance(test, ast.BoolOp) and isinstance(test.op, ast.Or) else None
    return isinstance(last, ast.Constant | ast.Name | ast.Attribute)


def leaks(node: ast.Call) -> bool:
    """Whether this is `signal.connect(lambda ...: ... self ...)`."""
    named = isinstance(node.func, ast.Attribute) and node.func.attr == "connect"
    captured = [inner for argument in node.args if isinstance(argument, ast.Lambda) for inner in ast.walk(argument)]
    return named and any(isinstance(inner, ast.Name) and inner.id == "self" for inner in captured)


def main() -> int:
    """1 where a guard objects, else 0."""
    found: list[str] = []
    for name, text in texts(files()):
        found += faults_in_text(name, text)
        if name.endswith(".py"):
            found += faults_in_code(name, text)
    for fault in found:
        print(fault)
    print(f"guards: {len(found)} faults")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
