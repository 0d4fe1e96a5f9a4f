"""The other places of the window on the same plan: the timeline, the calendar and the workload."""

from __future__ import annotations

from typing import Any

from benchmarks.heartbeat import rest, scroll_through
from benchmarks.scale.session import Session, retitle_some, typed_through
from tracker.ui.core.commands import Do

EDITS = 10


def timeline_typing(session: Session) -> dict[str, Any]:
    """Words typed into the filter of the timeline and taken back, key by key: from each key to the painted rows."""
    return typed_through(session.at(Do.TIMELINE))


def timeline_scroll(session: Session) -> dict[str, Any]:
    """The timeline with every group open, down its rows and along its days."""
    there, told = session.at(Do.TIMELINE), {}
    across = there.view.across
    there.view.tree.expandAll()
    there.settle()
    with session.beat.watch(told):
        told |= scroll_through(there.view.tree)
        for step in range(40):
            across.setValue(across.maximum() * step // 39)
            rest(16)
    return told


def timeline_edit(session: Session) -> dict[str, Any]:
    """Titles changed while the timeline is on show."""
    return retitle_some(session.at(Do.TIMELINE), EDITS)


def calendar_edit(session: Session) -> dict[str, Any]:
    """Titles changed while the calendar is on show."""
    return retitle_some(session.at(Do.CALENDAR), EDITS)


def workload_edit(session: Session) -> dict[str, Any]:
    """Titles changed while the workload is on show."""
    return retitle_some(session.at(Do.WORKLOAD), EDITS)
