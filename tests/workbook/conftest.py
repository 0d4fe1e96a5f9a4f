"""A plan kept in memory, its workbook on disk, and hands that edit it as people do."""

from __future__ import annotations

import copy
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from support.builders import a_plan_store
from support.clocks import FixedClock, an_act
from support.memory import MemoryStore
from tracker.domain.log.changes import Changes
from tracker.domain.plan.records import Kind
from tracker.services.ports import Act
from tracker.services.records.editing import set_fields
from tracker.services.workbook.workbook import Decisions, MergeProposal, apply_merge, plan_merge
from tracker.workbook.home import read_workbook
from tracker.workbook.out import write_workbook

TODAY = date(2024, 3, 12)
SENT: dict[tuple[str, str | None], bytes] = {}
"""Workbooks of the plan as every test begins with it, so that each is made once."""


@dataclass
class Desktop:
    """A plan, and a folder in which its workbooks lie."""

    store: MemoryStore
    folder: Path
    clock: FixedClock

    def act(self, who: str = "Improvement Lead") -> Act:
        return an_act(who, self.clock)

    def export(self, name: str = "out.xlsx", for_name: str | None = None, *, afresh: bool = False) -> Path:
        path = self.folder / name
        snapshot = self.store.snapshot()
        key = (snapshot.head, for_name)
        if key in SENT and not afresh:
            path.write_bytes(SENT[key])
            return path
        write_workbook(snapshot, path, as_at=TODAY, for_name=for_name)
        if snapshot.number == 2:
            SENT[key] = path.read_bytes()
        return path

    def edit(self, path: Path, **cells: Any) -> Path:
        """Types into cells, given as SHEET_REF_HEADING; `A2_Due=...` stands for the sheet of actions."""
        book = openpyxl.load_workbook(path)
        for address, value in cells.items():
            ref, heading = address.split("_", 1)
            cell_at(book[sheet_of(ref)], ref, heading.replace("_", " ")).value = value
        book.save(path)
        return path

    def work(self, path: Path, how: Callable[[openpyxl.Workbook], None]) -> Path:
        """Lets a hand loose on the whole workbook."""
        book = openpyxl.load_workbook(path)
        how(book)
        book.save(path)
        return path

    def set(self, ref: str, who: str = "Improvement Lead", **fields: Any) -> None:
        """An edit in the app, beside the workbook."""
        with self.store.begin() as uow:
            set_fields(uow, self.act(who), [ref], fields)

    def plan(self, path: Path, who: str = "Improvement Lead") -> MergeProposal:
        with self.store.begin() as uow:
            return plan_merge(uow, self.act(who), read_workbook(path))

    def merge(self, path: Path, decisions: Decisions | None = None, who: str = "Improvement Lead") -> Changes:
        proposal = self.plan(path, who)
        with self.store.begin() as uow:
            return apply_merge(uow, self.act(who), proposal, decisions)

    def record(self, ref: str) -> Any:
        return self.store.snapshot().by_ref(ref)

    def called(self, record_id: Any) -> str:
        return self.store.snapshot().name_of(record_id)

    def count(self, kind: Kind) -> int:
        return len(self.store.snapshot().of(kind))


def sheet_of(ref: str) -> str:
    return {"R": "Recommendations", "F": "Findings", "A": "Actions", "U": "Updates", "E": "Evidence", "P": "People"}[
        ref[0]
    ]


def header_row(ws: Worksheet) -> int:
    return next(row for row in range(1, 20) if any(ws.cell(row, at).value == "Ref" for at in range(1, 40)))


def column_of(ws: Worksheet, heading: str) -> int:
    row = header_row(ws)
    return next(
        at for at in range(1, ws.max_column + 1) if str(ws.cell(row, at).value).casefold() == heading.casefold()
    )


def row_of(ws: Worksheet, ref: str) -> int:
    """The row of a reference; "A+" is the first empty row, "A++" the second."""
    if "+" in ref:
        taken = [row for row in range(2, ws.max_row + 1) if ws.cell(row, 3).value]
        return max(taken, default=1) + ref.count("+")
    at = column_of(ws, "Ref")
    return next(row for row in range(1, ws.max_row + 1) if ws.cell(row, at).value == ref)


def cell_at(ws: Worksheet, ref: str, heading: str) -> Any:
    return ws.cell(row_of(ws, ref), column_of(ws, heading))


@pytest.fixture(scope="session")
def first_store() -> MemoryStore:
    return a_plan_store(FixedClock())


@pytest.fixture
def desktop(tmp_path: Path, first_store: MemoryStore) -> Desktop:
    return Desktop(copy.deepcopy(first_store), tmp_path, FixedClock())


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Path]:
    """Opens a file in LibreOffice without a window and saves it as another."""
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice is not installed")
    profile = tmp_path_factory.mktemp("office")

    def convert(path: Path, folder: Path, ending: str = "xlsx") -> Path:
        where = f"-env:UserInstallation=file://{profile}"
        command = [program, where, "--headless", "--convert-to", ending, "--outdir", str(folder), str(path)]
        subprocess.run(command, check=True, capture_output=True, timeout=180)
        return folder / path.with_suffix(f".{ending}").name

    return convert


@pytest.fixture
def hands() -> Any:
    """How a hand finds cells in a workbook."""

    class Hands:
        cell = staticmethod(cell_at)
        row = staticmethod(row_of)
        column = staticmethod(column_of)

    return Hands
