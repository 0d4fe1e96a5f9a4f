"""The house measured: lines and modules by folder, modules with one importer, circles, the largest class.

`python3 run.py check` fails where a folder holds more than 22 modules or modules import each other in a circle, at
whatever depth of their code: a circle that is broken by importing late is still one to whoever reads it.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PLACES = ("tracker", "tests", "benchmarks")
MOST_MODULES = 22
SKIPPED = "migrations/versions"

Graph = Mapping[str, set[str]]


def modules() -> dict[str, Path]:
    """The project's modules by their dotted names."""
    found = {}
    for place in PLACES:
        for path in sorted((ROOT / place).rglob("*.py")):
            if SKIPPED not in path.as_posix():
                found[".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")] = path
    return found


def imports(known: Mapping[str, Path]) -> Graph:
    """Which modules of the project each module imports."""
    return {name: set(_imported(name, path, known)) - {name} for name, path in known.items()}


def _imported(name: str, path: Path, known: Mapping[str, Path]) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name in known)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            for alias in node.names:
                whole = f"{node.module}.{alias.name}"
                yield from (one for one in (whole if whole in known else node.module,) if one in known)


def circles(graph: Graph) -> list[list[str]]:
    """The groups of modules that import each other, however far round (Tarjan, 1972)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(name: str) -> None:
        order[name] = low[name] = len(order)
        stack.append(name)
        for other in sorted(graph[name]):
            if other not in order:
                visit(other)
                low[name] = min(low[name], low[other])
            elif other in stack:
                low[name] = min(low[name], order[other])
        if low[name] == order[name]:
            group = []
            while not group or group[-1] != name:
                group.append(stack.pop())
            if len(group) > 1:
                found.append(sorted(group))

    for name in graph:
        if name not in order:
            visit(name)
    return found


def folders(known: Mapping[str, Path]) -> dict[str, tuple[int, int]]:
    """Modules and lines of each folder."""
    found: dict[str, tuple[int, int]] = defaultdict(lambda: (0, 0))
    for path in known.values():
        folder = path.parent.relative_to(ROOT).as_posix()
        modules_so_far, lines = found[folder]
        found[folder] = (modules_so_far + 1, lines + path.read_text(encoding="utf-8").count("\n"))
    return dict(sorted(found.items()))


def with_one_importer(graph: Graph, under: str) -> list[str]:
    """The modules under a package that one other module imports."""
    counted = Counter(other for others in graph.values() for other in others if other.startswith(under))
    return sorted(name for name, number in counted.items() if number == 1)


def largest_class(known: Mapping[str, Path]) -> tuple[int, str]:
    """How many methods the class with the most of them has, and its name."""
    found = [
        (sum(isinstance(part, ast.FunctionDef) for part in node.body), f"{name}.{node.name}")
        for name, path in known.items() if name.startswith("tracker.")
        for node in ast.parse(path.read_text(encoding="utf-8")).body if isinstance(node, ast.ClassDef)
    ]  # fmt: skip
    return max(found)


def main() -> int:
    """1 where a folder is too full or modules stand in a circle, else 0."""
    known = modules()
    graph = imports(known)
    sizes = folders(known)
    for folder, (count, lines) in sizes.items():
        print(f"{folder:32} {count:3} modules {lines:6} lines")
    inside = [size for folder, size in sizes.items() if folder.startswith("tracker/ui")]
    print(f"tracker/ui in all: {sum(count for count, _ in inside)} modules, {sum(lines for _, lines in inside)} lines")
    print(f"modules of tracker/ui with one importer: {len(with_one_importer(graph, 'tracker.ui.'))}")
    methods, name = largest_class(known)
    print(f"largest class: {name}, {methods} methods")
    full = [folder for folder, (count, _lines) in sizes.items() if count > MOST_MODULES]
    for folder in full:
        print(f"{folder}: {sizes[folder][0]} modules, {MOST_MODULES} at most")
    rounds = circles(graph)
    for group in rounds:
        print("circle: " + ", ".join(group))
    print(f"house: {len(full)} folders too full, {len(rounds)} circles")
    return 1 if full or rounds else 0


if __name__ == "__main__":
    sys.exit(main())
