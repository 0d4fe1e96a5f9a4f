"""The history of every record as a dossier tells it, read from the log in one go."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.board.board_threads import History, Told
from tracker.domain.log.changes import ERASED, EXISTS, REF, Change
from tracker.domain.plan.fields import FieldType, Shown
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import specs
from tracker.services.log.history import Reader, in_words
from tracker.services.ports import UnitOfWork

_FREE = (FieldType.TEXT, FieldType.NOTE)


def told(uow: UnitOfWork) -> History:
    """What was changed of each record, by whom and when. Free text is only said to have changed: what was taken out of
    the plan or is blanked in a paper must not come back by its history. It names people: no public paper is given it.
    """
    reader = Reader(uow, uow.snapshot())
    found: dict[RecordId, list[Told]] = {}
    for changeset in uow.changesets():
        for record, changes in _by_record(changeset.changes).items():
            words = "; ".join(_words(reader, changes))
            if words:
                found.setdefault(record, []).append(Told(changeset.stamp.day, changeset.stamp.who, words))
    return found


def _by_record(changes: Iterable[Change]) -> dict[RecordId, list[Change]]:
    found: dict[RecordId, list[Change]] = {}
    for change in changes:
        found.setdefault(change.record, []).append(change)
    return found


def _words(reader: Reader, changes: list[Change]) -> Iterable[str]:
    """What happened to one record in one write; of one that was added only that."""
    added = [change for change in changes if change.field == EXISTS]
    for change in added or changes:
        spec = specs(change.kind).get(change.field)
        if change.field != EXISTS and (change.field == REF or spec is None or spec.shown is Shown.NEVER):
            continue
        (line,) = reader.lines([change])
        yield f"{line.ref} {line.label.lower()} changed" if _is_free(change) else in_words(line)


def _is_free(change: Change) -> bool:
    """Whether a person's own words changed; who signed something is told."""
    spec = specs(change.kind).get(change.field)
    words = spec is not None and spec.type in _FREE and not change.field.endswith("_by")
    return ERASED in (change.old, change.new) or words
