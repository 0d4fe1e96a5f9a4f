"""The verbs that follow one thing through the whole plan: thread."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.commands.context import Context, emit, say
from tracker.errors import UserError

if TYPE_CHECKING:
    from tracker.domain.golden_thread import GoldenThread

RECENT = 30
"""How many changes the printed thread ends with."""


def thread(words: Namespace, context: Context) -> int:
    """The golden thread of a recommendation or finding, or of the first that another record serves."""
    from tracker.domain.golden_thread import golden_thread, subjects_of
    from tracker.domain.thread_text import thread_text
    from tracker.services.history import history_of_all, in_words

    with context.plan(words.plan) as store, store.begin() as uow:
        snapshot = uow.snapshot()
        record = snapshot.by_ref(words.ref)
        if record is None:
            raise UserError(f"there is no {words.ref} in this plan", "`tracker list` shows the references there are")
        subjects = subjects_of(snapshot, record.id)
        if not subjects:
            raise UserError(f"{record.ref} serves no recommendation", "name a recommendation, such as R1")
        found = golden_thread(snapshot, subjects[0].id, context.today)
        page = history_of_all(uow, context.act, found.records, RECENT)
    emit(_as_json(found) | {"history": [entry.as_json() for entry in page.entries]}, words.json)
    if words.json != "-":
        say(thread_text(found))
        say(f"LAST CHANGES ({len(page.entries)} of {page.total})")
        for entry in page.entries:
            said = "; ".join(in_words(line) for line in entry.lines[:3]) + ("; …" if len(entry.lines) > 3 else "")
            say(f"{entry.at.astimezone():%d %b %Y}  {entry.who}: {said}")
    return 0


def _as_json(found: GoldenThread) -> dict[str, Any]:
    """The thread as plain JSON values; states by their word, no ids of our own."""
    plain: dict[str, Any] = _plain(found)
    del plain["records"]
    return plain


def _plain(value: Any) -> Any:
    from tracker.domain.status import Status

    if isinstance(value, Status):
        return value.word
    if dataclasses.is_dataclass(value):
        names = (field.name for field in dataclasses.fields(value) if field.name not in ("id", "inspection"))
        return {name: _plain(getattr(value, name)) for name in names}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, date):
        return value.isoformat()
    return None if value == "" else value
