"""Papers that leave the building, in the real window by keyboard alone."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from support.keyboard import Keyboard
from tracker.domain.plan.records import Kind
from tracker.services.records.editing import add
from tracker.ui.papers.report_sheet import ReportSheet


def write(keys: Keyboard, command: Callable[..., Any]) -> None:
    assert keys.window.hub is not None
    keys.window.hub.write(command)
    keys.settle()


def meetings(keys: Keyboard) -> None:
    """Thursday's board, and the one before it."""
    for name, day in (("Improvement board", "2024-02-08"), ("Improvement board", "2024-03-14")):
        write(keys, partial(add, kind=Kind.MEETING, fields={"name": name, "held_on": day}))


def sheet_of(keys: Keyboard) -> ReportSheet:
    return next(one for one in keys.window.findChildren(ReportSheet) if one.isVisible())


def test_the_paper_for_thursday(keys: Keyboard, tmp_path: Path) -> None:
    """The paper for Thursday's board, compared with the last one"""
    meetings(keys)
    target = tmp_path / "board.pdf"
    keys.press("Ctrl+P")
    keys.press("Return")
    keys.type(str(target))
    keys.press("Return")
    assert target.read_bytes().startswith(b"%PDF-")
