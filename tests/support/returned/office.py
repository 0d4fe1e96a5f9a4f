"""A real plan of two inspections, its workbook in somebody's hands, and what the command line makes of it."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import tempfile
from collections.abc import Callable, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path
from typing import Any, Final

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

SAMPLES: Final = Path(__file__).parents[3] / "resources" / "samples"
PEOPLE: Final = ("Ann Lee", "Bob Day", "Carol O'Neill", "Dev Shah", "Esi Boateng")
AGENCIES: Final = ("Manchester City Council", "Greater Manchester Police", "Integrated Care Board")
SHEETS: Final = {"R": "Recommendations", "A": "Actions", "U": "Updates", "E": "Evidence", "P": "People"}
AS_AT: Final = ("--as-at", "2026-11-30")


def tracker(*words: Any) -> tuple[int, str, str]:
    """Runs the command line in this process: exit status, output, errors."""
    from tracker.cli import run

    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        try:
            status = run([*map(str, words)])
        except SystemExit as ended:
            status = int(ended.code or 0)
    return status, out.getvalue(), err.getvalue()


class Book:
    """A workbook in somebody's hands: `book["A1", "Title"]` is a cell, "A+" the first empty row."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    @property
    def actions(self) -> Worksheet:
        """The sheet of actions."""
        found: Worksheet = self.book["Actions"]
        return found

    def column(self, heading: str, sheet: str = "Actions") -> int:
        """Where a heading stands."""
        ws = self.book[sheet]
        return next(at for at in range(1, ws.max_column + 1) if ws.cell(1, at).value == heading)

    def row(self, ref: str) -> int:
        """Where a record stands."""
        ws, at = self.book[SHEETS[ref[0]]], self.column("Ref", SHEETS[ref[0]])
        if ref.endswith("+"):
            return max(row for row in range(1, ws.max_row + 1) if ws.cell(row, at).value) + 1
        return next(row for row in range(2, ws.max_row + 1) if ws.cell(row, at).value == ref)

    def cell(self, ref: str, heading: str) -> Any:
        """The cell of a record under a heading."""
        sheet = SHEETS[ref[0]]
        return self.book[sheet].cell(self.row(ref), self.column(heading, sheet))

    def __getitem__(self, place: tuple[str, str]) -> Any:
        return self.cell(*place).value

    def __setitem__(self, place: tuple[str, str], value: Any) -> None:
        cell = self.cell(*place)
        if isinstance(value, str) and (value.startswith("=") or len(value) > 32_000):
            cell._value, cell.data_type = value, "s"
        else:
            cell.value = value

    def save(self) -> None:
        """Saves it where it was."""
        self.book.save(self.path)


@dataclass(frozen=True)
class Came:
    """What `merge --json` said of one or more files, how it ended, and the plan afterwards."""

    status: int
    answers: Sequence[dict[str, Any]]
    err: str
    plan: Path

    @property
    def one(self) -> dict[str, Any]:
        """The last file's answer."""
        return self.answers[-1] if self.answers else {}

    @property
    def written(self) -> bool:
        return bool(self.one.get("written"))

    @property
    def taken(self) -> dict[str, Any]:
        """What was edited, by reference and field."""
        return {f"{one['ref']}.{one['field']}": one["now"] for one in self.one.get("applied", ())}

    @property
    def added(self) -> list[tuple[str, str]]:
        return [(one["kind"], one["title"]) for one in self.one.get("added", ())]

    @property
    def conflicts(self) -> list[str]:
        return [f"{one['ref']}.{one['field']}" for one in self.one.get("conflicts", ())]

    @property
    def problems(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.one.get("problems", [])
        return found

    @property
    def missing(self) -> list[str]:
        found: list[str] = self.one.get("missing", [])
        return found

    def says(self, part: str) -> bool:
        """Whether a problem says this, with its kind and cell."""
        return any(part in f"{one['kind']} {one['cell']}: {one['message']}" for one in self.problems)

    def show(self, ref: str) -> dict[str, Any]:
        """A record as it stands."""
        _, out, _ = tracker("show", self.plan, ref, "--json", "-")
        found: dict[str, Any] = json.loads(out)
        return found

    def count(self, kind: str) -> int:
        _, out, _ = tracker("list", self.plan, kind, "--json", "-")
        return len(json.loads(out))


@dataclass
class Office:
    """A copy of the plan, the workbook that went out of it, and a folder."""

    folder: Path
    plan: Path
    sent: Path
    libre: Callable[[Path, Path, str], Path] = field(default=lambda path, _folder, _ending: path)

    def run(self, *words: Any, who: str = "Improvement Lead") -> tuple[int, str, str]:
        return tracker("--as", who, *AS_AT, *words)

    def export(self, *words: str) -> Path:
        """A workbook that goes out now."""
        target = self.folder / "now.xlsx"
        self.run("export", self.plan, target, *words)
        return target

    def fill(self, how: Callable[[Book], Any], name: str = "return.xlsx") -> Path:
        """The workbook that went out, filled in."""
        path = Path(shutil.copy(self.sent, self.folder / name))
        book = Book(path)
        how(book)
        book.save()
        return path

    def home(self, *words: Any, who: str = "Improvement Lead") -> Came:
        """Brings files home by the command line."""
        status, out, err = self.run("merge", self.plan, *words, "--json", "-", who=who)
        found = json.loads(out) if out.strip() else []
        return Came(status, found if isinstance(found, list) else [found], err, self.plan)


def make_plan(folder: Path, *, agreed: bool) -> tuple[Path, Path]:
    """The plan, seeded with the two sample reports, and its workbook."""
    plan, sent = folder / "base.plan", folder / "sent.xlsx"

    def run(*words: Any, who: str = "Improvement Lead") -> None:
        status, _, err = tracker("--as", who, *AS_AT, *words)
        if status:
            raise SystemExit(f"{words}: {err}")

    run("new", plan, "--title", "Two inspections")
    run("seed", plan, *sorted(SAMPLES.glob("*.pdf")))
    for name in AGENCIES:
        run("add", "agency", plan, f"name={name}")
    for n, name in enumerate(PEOPLE):
        run("add", "person", plan, f"name={name}", "role=Manager", f"agency={AGENCIES[n % 3]}")
    for n in range(12):
        run("add", "action", plan, f"title=Task number {n + 1}", f"for=R{n % 7 + 1}", f"owner={PEOPLE[n % 5]}",
            f"due=2027-{n % 6 + 1:02d}-{15 - n % 2:02d}", "delivery=in progress",
            "description=The team's plan isn't ready, so the team's lead can't sign it.")  # fmt: skip
    run("attach", plan, "A1", "https://example.org/audit", "--kind", "Multi-agency audit", "--shows", "Ten files read",
        "--dated", "2026-11-02")  # fmt: skip
    run("update", plan, "A2", "--text", "Half of the files are read.")
    if agreed:
        run("agree", plan, who="Board Chair")
    run("export", plan, sent)
    return plan, sent


def libre(path: Path, folder: Path, ending: str) -> Path:
    """A workbook saved by LibreOffice under another ending."""
    program = shutil.which("soffice")
    if program is None:
        raise FileNotFoundError("LibreOffice is not installed")
    folder.mkdir(parents=True, exist_ok=True)
    profile = Path(tempfile.gettempdir()) / f"returns-office-{os.getpid()}"
    made = {"xlsx": "xlsx:Calc MS Excel 2007 XML", "xls": "xls:MS Excel 97"}.get(ending, ending)
    command = [program, f"-env:UserInstallation=file://{profile}", "--headless", "--convert-to", made, "--outdir",
               str(folder), str(path)]  # fmt: skip
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    return folder / f"{path.stem}.{ending}"
