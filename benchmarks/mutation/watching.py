"""Which lines each test ran, how long it took and whether it passed, as a plug-in of pytest.

`-p benchmarks.mutation.watching --seen FOLDER` writes one file for each process that runs tests: the seconds of each
test that passed, and by module and line which of them ran it, by number. All is kept in memory until then, since a test
may well allow no file to be written.
"""

from __future__ import annotations

import json
import os
from collections import defaultdict
from collections.abc import Generator
from pathlib import Path

import coverage
import pytest

SOURCES = ("domain", "services", "db", "papers")


class Watching:
    """What one process sees of the tests it runs."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._seconds: defaultdict[str, float] = defaultdict(float)
        self._failed: set[str] = set()
        sources = [str(Path("tracker", name).absolute()) for name in SOURCES]
        self._seen = coverage.Coverage(data_file=None, config_file=False, source=sources)
        self._seen.start()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_protocol(self, item: pytest.Item) -> Generator[None, object, object]:
        """All that a test needs made ready for it counts as run by it."""
        self._seen.switch_context(item.nodeid)
        try:
            return (yield)
        finally:
            self._seen.switch_context("")

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Adds up what making ready, the test and clearing away took."""
        self._seconds[report.nodeid] += report.duration
        if not report.passed:
            self._failed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Writes what was seen of the tests that passed."""
        self._seen.stop()
        data = self._seen.get_data()
        passed = {name: took for name, took in self._seconds.items() if name not in self._failed}
        number = {name: n for n, name in enumerate(passed)}
        lines = {}
        for file in data.measured_files():
            module = Path(file).relative_to(Path.cwd()).as_posix()
            lines[module] = {line: [number[name] for name in names if name in number]
                             for line, names in data.contexts_by_lineno(file).items()}  # fmt: skip
        said = json.dumps({"seconds": passed, "lines": lines})
        (self._folder / f"{os.getpid()}.json").write_text(said, encoding="utf-8")


def pytest_addoption(parser: pytest.Parser) -> None:
    """The folder that is written in."""
    parser.addoption("--seen", type=Path, required=True)


def pytest_configure(config: pytest.Config) -> None:
    """Watches the process that runs tests, not one that hands them out."""
    if hasattr(config, "workerinput") or not config.getoption("numprocesses"):
        config.pluginmanager.register(Watching(config.getoption("--seen")))
