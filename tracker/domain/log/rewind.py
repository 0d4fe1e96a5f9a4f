"""An earlier state of a plan, told from the present one and the changes since: as cheap as these are few."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.domain.log.changes import Change, Changeset, build, by_record, invert, logged, net
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Record
from tracker.domain.plan.snapshot import Snapshot


def rewound(now: Snapshot, changesets: Sequence[Changeset]) -> Snapshot:
    """The plan as it stood before these changesets, the last of which led to `now`; erased values count as empty."""
    if not changesets:
        return now
    back = [
        (kind, record, _before(now, kind, record, changes))
        for (kind, record), changes in by_record(invert(net(changesets))).items()
    ]
    return now.with_records(back, changesets[0].number - 1, changesets[0].parent)


def _before(now: Snapshot, kind: Kind, record: RecordId, changes: Mapping[str, Change]) -> Record | None:
    known = now.plan if kind is Kind.PLAN else now.get(record)
    return build(kind, record, {**logged(known), **{name: change.new for name, change in changes.items()}})
