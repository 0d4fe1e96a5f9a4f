"""The verbs that ask: list, show, history."""

from __future__ import annotations

from argparse import Namespace
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tracker.commands.context import Context, emit, say
from tracker.errors import UsageError

if TYPE_CHECKING:
    from tracker.services.log.history import Entry
    from tracker.services.ports import UnitOfWork

WIDTH = 60


def list_(words: Namespace, context: Context) -> int:
    """Records of one kind, those that a filter lets through."""
    from tracker.domain.plan.kinds import KINDS
    from tracker.services.records.editing import kind_named
    from tracker.services.records.listing import changesets, rows

    with context.plan(words.plan) as store:
        if words.kind.casefold() in ("changeset", "changesets"):
            if words.filter:
                raise UsageError("changesets are not filtered", "tracker history PLAN REF shows those of one record")
            with store.begin() as uow:
                found: Sequence[Mapping[str, Any]] = changesets(uow)
            columns: tuple[str, ...] = ("number", "at", "who", "verb", "why")
        else:
            kind = kind_named(words.kind)
            found = rows(store.snapshot(), kind, words.filter, today=context.today, who=context.act.who)
            columns = KINDS[kind].columns
    emit(list(found), words.json)
    if words.json != "-":
        for row in found:
            say("  ".join(_cell(row[name]) for name in columns))
    return 0


def lint(words: Namespace, context: Context) -> int:
    """What is worth a look, with what to do about it."""
    from tracker.domain.text.linters import lints
    from tracker.services.gate.decisions import decided_alone

    with context.plan(words.plan) as store, store.begin() as uow:
        found = (*lints(uow.snapshot(), context.today), *decided_alone(uow))
    emit([{"ref": o.ref, "kind": o.kind, "sentence": o.sentence, "advice": o.advice} for o in found], words.json)
    if words.json != "-":
        for one in found:
            say(f"{one.ref or 'plan'}  {one.kind}: {one.sentence} {one.advice}")
    return 0


def show(words: Namespace, context: Context) -> int:
    """One record with its links, history and sufficiency."""
    from tracker.services.records.listing import show as describe

    with context.plan(words.plan) as store, store.begin() as uow:
        found = describe(uow, context.act, words.ref)
    emit(found, words.json)
    if words.json != "-":
        for name, value in found.items():
            if value not in (None, [], {}) and name not in ("history", "boxes"):
                say(f"{name}: {_cell(value, 400)}")
    return 0


def history(words: Namespace, context: Context) -> int:
    """Changes of the plan or of one record, each or net."""
    from tracker.services.log.history import in_words, line_json, net_since

    with context.plan(words.plan) as store, store.begin() as uow:
        if words.net:
            lines = net_since(uow, words.since, words.ref)
            answer, told = [line_json(line) for line in lines], [in_words(line) for line in lines]
        else:
            entries = _entries(uow, words, context)
            answer, told = [entry.as_json() for entry in entries], [line for e in entries for line in _told(e)]
    emit(answer, words.json)
    if words.json != "-":
        for line in told:
            say(line)
    return 0


def _entries(uow: UnitOfWork, words: Namespace, context: Context) -> Sequence[Entry]:
    from tracker.services.log.history import history_of, log, since_number

    if words.ref is None:
        return log(uow, words.since)
    after = since_number(uow, words.since)
    return [entry for entry in history_of(uow, context.act, words.ref) if entry.number > after]


def _told(entry: Entry) -> Iterator[str]:
    from tracker.domain.dates.dates import show as day
    from tracker.services.log.history import in_words

    local = entry.at.astimezone()
    why = f": {entry.why}" if entry.why else ""
    yield f"{entry.number}  {day(local.date())} {local:%H:%M}  {entry.signed}  {entry.verb}{why}"
    for line in entry.lines:
        yield f"      {_cell(in_words(line), 200)}"


def _cell(value: Any, width: int = WIDTH) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list | tuple):
        return "; ".join(_cell(item, width) for item in value)
    if isinstance(value, dict):
        return ", ".join(f"{name} {_cell(item, width)}" for name, item in value.items() if item not in (None, [], ""))
    text = "–" if value is None else " ".join(str(value).split())
    return text if len(text) <= width else text[: width - 1] + "…"
