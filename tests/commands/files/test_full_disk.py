"""The disk full at any write of any verb: one sentence, nothing half-written, nothing lost."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from support.cli import Outcome, Tracker
from support.disk import full_from
from tracker.paths import home

SIZES = (0, 300, 2_000, 20_000, 60_000, 150_000)
VERBS: dict[str, tuple[str, ...]] = {
    "new": ("new", "OUT/new.plan", "--title", "New"),
    "seed": ("seed", "PLAN", "VISIT"),
    "add": ("add", "action", "PLAN", "title=Another", "for=R1"),
    "set": ("set", "PLAN", "A1", "title=Other"),
    "update": ("update", "PLAN", "A1", "--text", "It goes on."),
    "attach": ("attach", "PLAN", "FILE", "A1", "--kind", "dip sample", "--shows", "It works"),
    "undo": ("undo", "PLAN"),
    "erase": ("--as", "Somebody Else", "erase", "PLAN", "A1", "--reason", "Personal data"),
    "merge": ("merge", "PLAN", "BOOK"),
    "export": ("export", "PLAN", "OUT/return.xlsx"),
    "pack": ("export", "PLAN", "OUT/pack", "--calendar"),
    "pdf": ("report", "PLAN", "OUT/board.pdf"),
    "docx": ("report", "PLAN", "OUT/board.docx"),
    "xlsx": ("report", "PLAN", "OUT/progress.xlsx"),
    "calendar": ("calendar", "PLAN", "OUT/dates.ics"),
    "json": ("list", "PLAN", "actions", "--json", "OUT/actions.json"),
    "evidence pack": ("pack", "PLAN", "OUT/evidence.zip"),
    "backup": ("backup", "PLAN", "OUT/backup.plan"),
    "restore": ("restore", "PLAN", "OUT/restored.plan"),
}


@pytest.fixture
def ready(plan: Path, tmp_path: Path, tracker: Tracker) -> Path:
    """A plan, a workbook that came back for it, a file to attach, and an empty folder to write into."""
    (tmp_path / "evidence.bin").write_bytes(bytes(range(256)) * 800)
    book = tmp_path / "book.xlsx"
    assert tracker("export", plan, book).status == 0
    from openpyxl import load_workbook

    opened = load_workbook(book)
    sheet = opened["Actions"]
    row = next(cell.row for line in sheet.iter_rows() for cell in line if cell.value == "Audit plans")
    sheet.cell(row, next(cell.column for cell in sheet[1] if cell.value == "Title")).value = "Audit more plans"
    opened.save(book)
    return plan


def run(tracker: Tracker, words: tuple[str, ...], plan: Path, out: Path, letter: Path) -> Outcome:
    folder = plan.parent
    names = {"PLAN": plan, "BOOK": folder / "book.xlsx", "FILE": folder / "evidence.bin", "VISIT": letter}
    return tracker(*(names.get(word, word.replace("OUT", str(out))) for word in words))


def strays(*folders: Path) -> Iterator[str]:
    for folder in folders:
        for path in folder.rglob("*"):
            if path.suffix in (".part", ".tmp"):
                yield path.name


@pytest.mark.parametrize("verb", VERBS)
def test_a_full_disk_leaves_nothing_half_written(
    verb: str, ready: Path, tmp_path: Path, tracker: Tracker, samples: Path
) -> None:
    whole, letter = ready.read_bytes(), samples / "manchester-jtai-2023-11-30.pdf"
    other = next(path for path in samples.glob("*.pdf") if path != letter)
    for size in SIZES:
        out = tmp_path / f"out {size}"
        out.mkdir()
        with full_from(size):
            done = run(tracker, VERBS[verb], ready, out, other)
        assert "Traceback" not in done.err
        assert done.status in (0, 1), done.err
        if done.status:
            assert len([line for line in done.err.splitlines() if not line.startswith(("hint:", "warning:"))]) == 1
            assert verb == "pack" or not [path for path in out.rglob("*") if path.is_file()]
        assert list(strays(out, home(), ready.parent)) == []
        journal = ready.with_name(ready.name + "-journal")
        if journal.exists() or ready.read_bytes() != whole:
            assert tracker("verify", ready).status == 0
            assert not journal.exists()
            ready.write_bytes(whole)
        if done.status == 0:
            break  # what fits here fits on every larger disk
