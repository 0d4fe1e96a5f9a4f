"""What is read of files, folders and messages that came home together."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from support.builders import a_plan_store
from tracker.workbook.gather import read_returns
from tracker.workbook.out import write_workbook

STEPS: list[tuple[int, int]] = []


def note(done: int, total: int) -> None:
    STEPS.append((done, total))


def test_reading_tells_how_far_it_is_and_stops_when_asked(tmp_path: Path) -> None:
    snapshot = a_plan_store().snapshot()
    for name in ("one.xlsx", "two.xlsx"):
        write_workbook(snapshot, tmp_path / name, as_at=date(2024, 3, 12))
    STEPS.clear()
    assert [one.name for one in read_returns([tmp_path], note, lambda: False)] == ["one.xlsx", "two.xlsx"]
    assert STEPS == [(0, 2), (1, 2)]
    assert read_returns([tmp_path], note, lambda: True) == ()
