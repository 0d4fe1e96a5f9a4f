"""What a paper is compared with in a test: an earlier state, and the change log between, made of the two states."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

from tracker.domain.board.board_changes import Since
from tracker.domain.log.changes import Change, Changeset, Stamp, diff
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.meetings.meetings import Made


def since(old: Snapshot, new: Snapshot, on: date, label: str = "the last meeting") -> Since:
    """The older state, judged on a day, with all that leads to the newer as one changeset."""
    return Since(old, on, label, (Changeset(old.number + 1, "", "", a_stamp(on), changes_between(old, new)),))


def a_stamp(on: date, verb: str = "edit", **more: int) -> Stamp:
    """A stamp of a day's noon."""
    return Stamp("Ann", "ann", datetime.combine(on, time(12), UTC), verb, **more)


def changes_between(old: Snapshot, new: Snapshot) -> tuple[Change, ...]:
    """What leads from one state to another."""
    kinds = {**old.records, **new.records}
    ids = [(kind, record) for kind in kinds for record in {**old.records.get(kind, {}), **new.records.get(kind, {})}]
    pairs = [(old.records.get(kind, {}).get(record), new.records.get(kind, {}).get(record)) for kind, record in ids]
    return tuple(change for before, after in pairs for change in diff(before, after))


def a_paper(snapshot: Snapshot, day: date, kind: str = "board", data: bytes = b"%PDF-1.7 a paper") -> Made:
    """A paper of a state as it was made for somebody, without the pages."""
    return Made(data + f" {snapshot.number} {kind}".encode(), f"{kind}.pdf", kind, snapshot.number, day)
