"""The verbs that follow one thing through the whole plan: thread, search."""

from __future__ import annotations

import dataclasses
from argparse import Namespace
from datetime import date
from typing import TYPE_CHECKING, Any

from tracker.commands.context import Context, emit, say, warn
from tracker.errors import UsageError, UserError

if TYPE_CHECKING:
    from tracker.domain.board.golden_thread import GoldenThread
    from tracker.domain.lists.search import DocumentText
    from tracker.domain.plan.snapshot import Snapshot
    from tracker.services.ports import Store

RECENT = 30
"""How many changes the printed thread ends with."""


def thread(words: Namespace, context: Context) -> int:
    """The golden thread of a recommendation or finding, or of the first that another record serves."""
    from tracker.domain.board.golden_thread import golden_thread, subjects_of
    from tracker.domain.board.golden_thread_text import thread_text
    from tracker.domain.dates.dates import show as day
    from tracker.services.log.history import entry_words, history_of_all

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
            when = entry.at.astimezone()
            said = "; ".join(" ".join(sentence.split()) for sentence in entry_words(entry))
            say(f"{day(when.date())} {when:%H:%M}  {entry.signed}: {said}")
    return 0


def search(words: Namespace, context: Context) -> int:
    """What holds all the words, records by kind and then pages of the reports; nothing found is no fault."""
    from tracker.domain.lists.search import SearchIndex, search_all

    if not any(word.strip() for word in words.words):
        raise UsageError("there is nothing to look for", "write one or more words after the plan")
    typed = " ".join(f'"{word}"' if " " in word else word for word in words.words)
    with context.plan(words.plan) as store:
        snapshot = store.snapshot()
        documents = _documents(store, snapshot)
    results = search_all(SearchIndex(), snapshot, documents, typed)
    groups = [{"group": group.name, "count": group.count, "found": _plain(group.hits)} for group in results.groups]
    emit(groups, words.json)
    if words.json != "-":
        for group in results.groups:
            say(f"{group.name} ({group.count})")
            for hit in group.hits:
                say(f"  {hit.ref}{', ' + hit.where if hit.page else ''}  {hit.snippet or hit.title}")
            if group.count > len(group.hits):
                say(f"  … and {group.count - len(group.hits)} more")
    if not results.count and words.json != "-":
        say(f"nothing holds {typed}")
    return 0


def _documents(store: Store, snapshot: Snapshot) -> list[DocumentText]:
    """The pages of the plan's reports; one that cannot be read is warned of and left out."""
    from tracker.app import document_text as read
    from tracker.domain.lists.search import document_text
    from tracker.reading.sandbox import Reader

    found = []
    with Reader() as reader:
        for source in snapshot.inspections:
            if source.sha256:
                try:
                    pages = read(store.read_file(source.sha256), source.file or source.ref, reader)
                except UserError as error:
                    warn(error.message)
                    continue
                found.append(document_text(source.sha256, pages))
    return found


def _as_json(found: GoldenThread) -> dict[str, Any]:
    """The thread as plain JSON values; states by their word, no ids of our own."""
    plain: dict[str, Any] = _plain(found)
    del plain["records"]
    return plain


def _plain(value: Any) -> Any:
    from tracker.domain.actions.status import Status

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
