"""The verb about what a meeting decided: minutes."""

from __future__ import annotations

from argparse import Namespace
from pathlib import Path
from typing import Any

from tracker.commands.context import Context, emit, say, warn
from tracker.commands.guard import let_go
from tracker.domain.board.board_minutes import minutes_rows
from tracker.domain.board.board_rows import View
from tracker.domain.dates import dates
from tracker.domain.meetings.minutes import Sitting
from tracker.domain.plan.as_json import encode
from tracker.errors import UsageError
from tracker.reporting import write_minutes
from tracker.services.meetings.minutes import minutes_of


def minutes(words: Namespace, context: Context) -> int:
    """Draft minutes of a meeting, as a file, as JSON, or both."""
    if not words.out and words.json is None:
        raise UsageError("the minutes need a name", "tracker minutes PLAN T3 OUT.docx, or --json -")
    since, until = (dates.parse(day) if day else None for day in (words.since, words.until))
    with context.plan(words.plan) as store:
        let_go(store, context, words)
        with store.begin(writing=False) as uow:
            snapshot = uow.snapshot()
            sitting = minutes_of(uow, context.act, words.meeting, since=since, until=until)
    if words.out:
        for remark in write_minutes(snapshot, sitting, Path(words.out), context.act):
            warn(remark)
        if words.json != "-":
            say(f"wrote {words.out}")
    emit(_as_json(sitting), words.json)
    return 0


def _as_json(sitting: Sitting) -> dict[str, Any]:
    rows = minutes_rows(View(sitting.state, sitting.closed), sitting)
    return {
        "meeting": sitting.meeting.ref, "name": sitting.meeting.name, "closed": sitting.closed.isoformat(),
        "drawn_from": rows.drawn_from, "dates": encode(rows.dates), "questions": encode(rows.questions),
        "actions": encode(rows.actions),
    }  # fmt: skip
