"""What was done to a plan, latest first: by person, by day and by record; what lies between two days; and what others
changed since somebody last looked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.log.changes import EXISTS, Changeset, Stamp, net
from tracker.domain.people.people import same_person
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import title_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.context import signed
from tracker.services.log.history import NAMES, Entry, Line, Reader, readable
from tracker.services.log.undo import may_take_back, steps
from tracker.services.meetings.compared import last_by
from tracker.services.ports import Act, UnitOfWork

MOST = 50
"""So many changes are shown at once."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which changes are wanted: of one person, on days from and to, of one record. Nothing given wants all of them."""

    who: str = ""
    first: date | None = None
    last: date | None = None
    record: RecordId | None = None

    def holds(self, stamp: Stamp) -> bool:
        """Whether a changeset is one of those."""
        day = stamp.day
        after = self.first is None or day >= self.first
        return after and (self.last is None or day <= self.last) and (not self.who or same_person(stamp.who, self.who))


@dataclass(frozen=True, slots=True)
class OneChange:
    """One changeset, and whether whoever asks may take it back."""

    entry: Entry
    mine: bool


@dataclass(frozen=True, slots=True)
class Activity:
    """The latest of the changes that were wanted, how many there are, and who made any change at all."""

    done: tuple[OneChange, ...]
    total: int
    people: tuple[str, ...]


def activity(uow: UnitOfWork, act: Act, wanted: Wanted, most: int = MOST) -> Activity:
    """The last `most` changesets that are wanted, latest first."""
    snapshot, stamps = uow.snapshot(), uow.stamps()
    people = tuple(sorted({stamp.who for _, stamp in stamps}, key=str.casefold))
    reader = Reader(uow, snapshot)
    undoable = frozenset(steps(stamps, signed(snapshot, act).who).undo)
    if wanted.record is None:
        numbers = [number for number, stamp in reversed(stamps) if wanted.holds(stamp)]
        entries = [reader.entry(one) for one in _fetched(uow, numbers[:most])]
        total = len(numbers)
    else:
        touching = [pair for pair in reversed(uow.changes_of(wanted.record)) if wanted.holds(pair[0].stamp)]
        entries = [reader.entry(changeset, changes) for changeset, changes in touching[:most]]
        total = len(touching)
    done = tuple(OneChange(one, one.number in undoable and may_take_back(one.verb)) for one in entries)
    return Activity(done, total, people)


def _fetched(uow: UnitOfWork, numbers: Sequence[int]) -> Iterator[Changeset]:
    for number in numbers:
        yield uow.changesets(after=number - 1, up_to=number)[0]


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one record between two days. `how` is added, taken out or changed."""

    record: RecordId
    ref: str
    title: str
    how: str
    lines: tuple[Line, ...]


def compare(uow: UnitOfWork, first: date, last: date) -> tuple[Difference, ...]:
    """What differs between the ends of two days, record by record in the order of their references.

    Raises UserError where the second day is not after the first, or the plan was not there yet on it.
    """
    if last <= first:
        raise UserError("the second day is not after the first", "give the earlier day first")
    after, up_to = last_by(uow, first), last_by(uow, last)
    if up_to == 0:
        raise UserError("the plan did not exist yet on the second day", "give a later day")
    snapshot = uow.snapshot()
    return tuple(_differences(uow, snapshot, uow.changesets(after=after, up_to=up_to)))


def _differences(uow: UnitOfWork, snapshot: Snapshot, between: Sequence[Changeset]) -> Iterator[Difference]:
    reader, changes = Reader(uow, snapshot), net(between)
    by_record: dict[RecordId, list[Line]] = {}
    for change in changes:
        by_record.setdefault(change.record, []).extend(reader.lines((change,)))
    for record in sorted(by_record, key=lambda one: _place(reader.ref(one))):
        lines = by_record[record]
        there = next((line for line in lines if line.field == EXISTS), None)
        how = "changed" if there is None else "added" if there.new else "taken out"
        found = snapshot.get(record)
        title = title_of(found) if found is not None else ""
        yield Difference(record, reader.ref(record), title, how, tuple(one for one in lines if one is not there))


def _place(ref: str) -> tuple[str, int]:
    digits = ref[1:]
    return (ref[:1], int(digits) if digits.isdigit() else 0)


def by_others(
    uow: UnitOfWork, act: Act, since: int, concerned: Collection[RecordId] | None, most: int = MOST
) -> tuple[Entry, ...]:
    """What others changed after a changeset, latest first, each with only what concerns somebody (None: all of it).

    Where rows were only put into another order, nobody has anything to look at.
    """
    snapshot = uow.snapshot()
    me = signed(snapshot, act).who
    theirs = [number for number, stamp in reversed(uow.stamps()) if number > since and not same_person(stamp.who, me)]
    reader, found = Reader(uow, snapshot), []
    for changeset in _fetched(uow, theirs):
        changes = [one for one in changeset.changes if concerned is None or one.record in concerned]
        if any(one.field != "position" for one in changes):
            found.append(reader.entry(changeset, changes))
        if len(found) == most:
            break
    return tuple(found)


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One field's change for a table: of which record, what, and what it said before and after."""

    ref: str
    what: str
    before: str = ""
    after: str = ""


def change_words(lines: Sequence[Line]) -> tuple[ChangeWords, ...]:
    """Changes as a table shows them: of a record that was added or taken out only that, with what it was called."""
    whole = {line.ref for line in lines if line.field == EXISTS}
    called = {line.ref: line.new or line.old for line in lines if line.field in NAMES and (line.new or line.old)}
    found = []
    for line in lines:
        if line.field == EXISTS:
            name = readable(called[line.ref]) if line.ref in called else ""
            found.append(
                ChangeWords(line.ref, "Added", "", name) if line.new else ChangeWords(line.ref, "Taken out", name)
            )
        elif line.ref not in whole:
            found.append(ChangeWords(line.ref, line.label, readable(line.old), readable(line.new)))
    return tuple(found)
