"""Which tests run which line: the tests run once with every line's tests noted, and the best of them kept by line."""

from __future__ import annotations

import hashlib
import heapq
import json
import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from pathlib import Path

MOST = 80
"""So many tests of a line are kept."""
LONG = 8
"""A test that takes more than this part of the time is long."""
Lines = dict[str, dict[int, list[str]]]
"""Names of tests by module and line."""


@dataclass
class Covering:
    """What is known of the tests: the seconds each takes, what ran which line, and the files this was seen in."""

    seconds: dict[str, float] = field(default_factory=dict)
    lines: Lines = field(default_factory=dict)
    files: dict[str, str] = field(default_factory=dict)
    """The digest of each file of tests as it was run."""
    sources: dict[str, str] = field(default_factory=dict)
    """The words of each module as its lines were counted."""
    sure: set[str] = field(default_factory=set)
    """Tests that were seen to pass by themselves."""

    def tests_of(self, module: str, lines: Iterable[int], seconds: float) -> list[str]:
        """The best of the tests that ran one of these lines, up to so long: the long ones last, where there is time."""
        known = self.lines.get(module, {})
        found = self._best(module, (name for line in lines for name in known.get(line, ())))
        chosen: list[str] = []
        for name in sorted(found, key=lambda name: self.seconds[name] > seconds / LONG):
            if not chosen or self.seconds[name] <= seconds:
                chosen.append(name)
                seconds -= self.seconds[name]
        return chosen

    def _best(self, module: str, names: Iterable[str]) -> list[str]:
        """The tests that are tried first: the fastest of each file in turn, the module's own file before the others."""
        beside = Path("tests", *Path(module).parts[1:-1]).as_posix()
        own = f"/test_{Path(module).stem}.py::"
        turns: Counter[str] = Counter()
        ranked: list[tuple[int, bool, bool, float, str]] = []
        for name in sorted({name for name in names if name in self.seconds}, key=self.seconds.__getitem__):
            file = name.partition("::")[0]
            ranked.append((turns[file], own not in name, not name.startswith(beside), self.seconds[name], name))
            turns[file] += 1
        return [name for *_, name in heapq.nsmallest(MOST, ranked)]

    def add(self, seconds: Mapping[str, float], lines: Lines) -> None:
        """Takes in what was seen in one more run; of each line the best tests are kept."""
        self.seconds |= seconds
        for module, own in lines.items():
            known = self.lines.setdefault(module, {})
            for line, names in own.items():
                known[line] = self._best(module, [*known.get(line, ()), *names])

    def follow(self, sources: Mapping[str, str]) -> None:
        """Counts the lines of modules as they are now; what was written anew has the tests of what it replaced."""
        for module, source in sources.items():
            was = self.sources.get(module, source)
            if was != source and module in self.lines:
                self.lines[module] = _moved(self.lines[module], was.splitlines(), source.splitlines())
        self.sources = dict(sources)

    def drop(self, name: str) -> None:
        """Lets go of a test that fails by itself."""
        self.seconds.pop(name, None)
        self.forget(())

    def forget(self, files: Iterable[str]) -> None:
        """Lets go of what was seen of the tests of these files."""
        gone = set(files)
        self.seconds = {name: took for name, took in self.seconds.items() if name.partition("::")[0] not in gone}
        for own in self.lines.values():
            for line, names in own.items():
                own[line] = [name for name in names if name in self.seconds]


def _moved(lines: dict[int, list[str]], was: list[str], now: list[str]) -> dict[int, list[str]]:
    """The tests of each line where lines came and went."""
    found: dict[int, list[str]] = {}
    for tag, i1, i2, j1, j2 in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        for at in range(j1, j2):
            known = [i1 + at - j1] if tag == "equal" else range(i1 - 1, i2 + 1)
            names = dict.fromkeys(name for line in known for name in lines.get(line + 1, ()))
            if names:
                found[at + 1] = list(names)
    return found


def kept(file: Path) -> Covering:
    """What an earlier run wrote down; nothing where there was none."""
    if not file.is_file():
        return Covering()
    said = json.loads(file.read_text(encoding="utf-8"))
    lines = {module: {int(line): names for line, names in own.items()} for module, own in said["lines"].items()}
    return Covering(said["seconds"], lines, said["files"], said.get("sources", {}))


def measured(root: Path, places: Iterable[str], file: Path) -> Covering:
    """Runs the tests of these places of a copy of the project, those that have changed since the file was written."""
    found = kept(file)
    every = {path.relative_to(root).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
             for place in places for path in _files(root / place)}  # fmt: skip
    changed = [name for name, digest in every.items() if found.files.get(name) != digest]
    found.forget({*changed, *(found.files.keys() - every.keys())})
    found.follow({path.relative_to(root).as_posix(): path.read_text(encoding="utf-8")
                  for path in sorted((root / "tracker").rglob("*.py"))})  # fmt: skip
    if changed:
        print(f"{len(changed)} files of tests are run to see which lines each test runs ...", flush=True)
        for seconds, lines in run(root, changed):
            found.add(seconds, lines)
        found.files = every
        said = {"seconds": found.seconds, "lines": found.lines, "files": found.files, "sources": found.sources}
        file.write_text(json.dumps(said), encoding="utf-8")
    return found


def _files(place: Path) -> Iterable[Path]:
    """The files of tests in a folder, or the one that is named."""
    return (place,) if place.suffix else sorted(place.rglob("test_*.py"))


def run(root: Path, tests: Iterable[str]) -> Iterator[tuple[dict[str, float], Lines]]:
    """Runs tests; the seconds of those that passed and the tests of each line, from each process that ran some."""
    with tempfile.TemporaryDirectory(prefix="seen-") as folder:
        subprocess.run(
            [sys.executable, "-m", "pytest", "-q", "-n", "2", "--dist", "worksteal", "-p", "no:cov",
             "-p", "benchmarks.mutation.watching", f"--seen={folder}", *tests],
            cwd=root, env=os.environ | {"PYTHONPATH": str(root)}, stdout=subprocess.DEVNULL, check=False,
        )  # fmt: skip
        for file in Path(folder).glob("*.json"):
            said = json.loads(file.read_text(encoding="utf-8"))
            names = list(said["seconds"])
            yield (
                said["seconds"],
                {
                    module: {int(line): [names[n] for n in which] for line, which in own.items()}
                    for module, own in said["lines"].items()
                },
            )
