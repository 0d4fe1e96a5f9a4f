"""The accounts behind the names in a plan, as the log keeps them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from operator import itemgetter

from tracker.domain.people.signed import SIGNED, Accounts
from tracker.domain.plan.records import Record, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.ports import UnitOfWork

_FIELDS = sorted({field for names in SIGNED.values() for fields in names.values() for field in fields})


def accounts(uow: UnitOfWork, records: Iterable[Record]) -> Accounts:
    """The account behind each name that signed these records."""
    asked = [record for record in records if kind_of(record) in SIGNED]
    written = uow.last_to_write([record.id for record in asked], _FIELDS)
    found = {}
    for record in asked:
        for name, fields in SIGNED[kind_of(record)].items():
            wrote = [written[record.id, one] for one in fields if (record.id, one) in written]
            if wrote and getattr(record, name):
                found[record.id, name] = max(wrote, key=itemgetter(0))[1].system_user
    return found


def signed_in(snapshot: Snapshot) -> Iterator[Record]:
    """Every record of a plan that somebody signed by name."""
    for kind in SIGNED:
        yield from snapshot.of(kind)
