"""One unit of work over an open plan: it holds the write lock from its first line to its last."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from types import TracebackType
from typing import TYPE_CHECKING, Self

from tracker.db import blobs, erasure, log, writing
from tracker.db.checks.records import altered
from tracker.db.checks.verdict import refuse_broken
from tracker.db.current import Head, read_counters
from tracker.db.mapping import as_kept, linked_ids
from tracker.domain.dates.dates import show
from tracker.domain.log.changes import Change, Changes, Changeset, Stamp, by_record, diff
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import PREFIXES
from tracker.domain.plan.records import RECORD_TYPES, Kind, Plan, Record, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import Conflict

if TYPE_CHECKING:
    import sqlalchemy as sa

    from tracker.db.opened import OpenPlan

Key = tuple[Kind, RecordId]
AGAIN = "look at what was changed, then make your change again"


class SqlUnitOfWork:
    """A UnitOfWork whose writes stay in memory until `commit`, which writes state and log in one transaction."""

    def __init__(self, store: OpenPlan, *, writing: bool = True, before: str = "") -> None:
        self._store = store
        self._writing, self._before = writing, before
        self._base: Snapshot | None = None
        self._put: dict[Key, Record | None] = {}
        self._read_at: dict[Key, int] = {}
        self._counters: dict[Kind, int] = {}
        self._given: dict[Kind, int] = {}
        self._files: dict[str, bytes] = {}
        self._aliases: dict[str, str] = {}
        self._refs: set[str] = set()
        self._spent: set[str] | None = None
        self._view: Snapshot | None = None
        self._done = False

    def __enter__(self) -> Self:
        if self._writing and self._store.before_turn is not None:
            self._store.before_turn(self._before)
        self._store.start(writing=self._writing)
        try:
            self._base = self._store.current(writing=self._writing)
            with self._store.in_words():
                self._given = read_counters(self._connection)
        except BaseException:
            self._connection.rollback()
            raise
        self._counters = dict(self._given)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._done = True
        self._connection.rollback()
        self._store.backend.clear(self._connection)

    @property
    def _connection(self) -> sa.Connection:
        return self._store.connection

    @property
    def _started_from(self) -> Snapshot:
        """The plan as stored when the unit of work began; for a plan in the making, nothing but its own record."""
        return self._base or Snapshot(next(r for r in self._put.values() if isinstance(r, Plan)))

    def snapshot(self) -> Snapshot:
        """The plan as stored when the unit of work began, with what was put since."""
        if self._view is None:
            base = self._started_from
            moved = [(kind, record_id, record) for (kind, record_id), record in self._put.items()]
            found = base.with_records(moved, base.number, base.head) if moved else base
            self._view = found.with_aliases({**found.aliases, **self._aliases}) if self._aliases else found
        return self._view

    def pairs(self) -> Sequence[tuple[Record | None, Record | None]]:
        """Every record that was put, as it was stored and as it would be; None where it is not there."""
        return tuple((self._stored(key), new) for key, new in self._put.items())

    def _keep(self, key: Key, record: Record | None) -> None:
        self._put[key] = record
        self._view = None

    def new_id(self) -> RecordId:
        """A fresh record id."""
        return self._store.ids()

    def add(self, record: Record) -> Record:
        """The record as it will be stored. A reference that any other record ever had is replaced by a fresh one."""
        kind = kind_of(record)
        if self._current(kind, record.id) is not None or (kind is Kind.PLAN and self._base is not None):
            raise ValueError(f"{kind} {record.id} is in the plan already")
        kept = as_kept(record)
        if kind is not Kind.PLAN:
            before = self._stored((kind, record.id))
            kept = replace(kept, ref=before.ref if before is not None else self._reference(kind, record.id, record.ref))
        self._keep((kind, record.id), kept)
        return kept

    def put(self, record: Record) -> None:
        """Replaces a record; one that was read before someone else wrote it raises Conflict at commit."""
        key = (kind_of(record), record.id)
        current = self._current(*key)
        if current is None and not self._known(record.id):
            raise ValueError(f"{key} is not in the plan")
        if self._stored(key) is not None or current is None:
            self._read_at.setdefault(key, record.version)
        self._keep(key, replace(as_kept(record), ref=current.ref if current is not None else record.ref))

    def remove(self, kind: Kind, record: RecordId) -> None:
        """Takes a record out; its history and reference stay."""
        current = self._current(kind, record)
        if current is None or kind is Kind.PLAN:
            raise ValueError(f"{kind} {record} cannot be taken out of the plan")
        if self._stored((kind, record)) is None:
            del self._put[kind, record]
            self._view = None
            return
        self._read_at.setdefault((kind, record), current.version)
        self._keep((kind, record), None)

    def add_file(self, data: bytes) -> str:
        """Keeps a file in the plan once; returns its SHA-256. Raises UserError where it is too large."""
        sha256 = blobs.fingerprint(data)
        self._files[sha256] = data
        return sha256

    def has_file(self, sha256: str) -> bool:
        """Whether the plan holds this file."""
        with self._store.in_words():
            return sha256 in self._files or blobs.is_kept(self._connection, sha256)

    def read_file(self, sha256: str) -> bytes:
        """A kept file's bytes. Raises UserError where it was erased or is missing."""
        if sha256 in self._files:
            return self._files[sha256]
        return self._store.read_file(sha256)

    def add_alias(self, old_ref: str, ref: str) -> None:
        """Remembers that a joined copy called the record `ref` by `old_ref`."""
        self._aliases[old_ref.upper()] = ref
        self._view = None

    def changesets(self, after: int = 0, up_to: int | None = None) -> Sequence[Changeset]:
        """The changesets numbered above `after` (and at most `up_to`), oldest first, with their changes."""
        with self._store.in_words():
            return log.read_changesets(self._connection, after, up_to)

    def stamps(self) -> Sequence[tuple[int, Stamp]]:
        """Number and stamp of every changeset, oldest first, without changes."""
        with self._store.in_words():
            return log.read_stamps(self._connection)

    def heads(self) -> Sequence[str]:
        """The hash of every changeset, oldest first."""
        with self._store.in_words():
            return log.read_heads(self._connection)

    def changes_of(self, record: RecordId) -> Sequence[tuple[Changeset, tuple[Change, ...]]]:
        """The history of one record: each changeset that touched it with only its own changes, oldest first."""
        with self._store.in_words():
            found = log.read_changesets(self._connection, record=record)
        return tuple((changeset, changeset.changes) for changeset in found)

    def last_to_write(
        self, records: Sequence[RecordId], fields: Sequence[str]
    ) -> Mapping[tuple[RecordId, str], tuple[int, Stamp]]:
        """The last changeset, by number and stamp, that wrote each of these fields of these records."""
        with self._store.in_words():
            return log.last_to_write(self._connection, records, fields)

    def as_of(self, number: int) -> Snapshot:
        """The plan as it stood after changeset `number`, replayed from the log. Raises UserError if there is none."""
        with self._store.in_words():
            return log.read_as_of(self._connection, number)

    def commit(self, stamp: Stamp) -> Changes:
        """Writes all that was put as one changeset. Nothing different from what is stored writes nothing."""
        self._finish()
        changes, moves = self._differences()
        if not changes:
            return Changes()
        self._store.must_be_writable()
        self._check_unchanged(moves)
        self._tell(stamp)
        with self._store.in_words():
            kept = {move.id: move.old for move in moves if move.old is not None}
            refuse_broken(tuple(altered(self._connection, kept, changes)), self._store.backend.name)
            moves = self._with_versions(moves)
            self._check_links(moves)
            self._settle(self._write(tuple(changes), moves, log.tidy(stamp)), moves)
        return log.summary(self._started_from.number + 1, changes)

    def erase(self, fields: Iterable[tuple[RecordId, str]], files: Iterable[str], stamp: Stamp) -> Changes:
        """Removes these fields' words (now and throughout the log) and these files for ever, as one changeset.

        A changeset's reason is the field `why:<number>` of the plan. Raises UserError where a record that is not
        being erased still needs one of the files.
        """
        self._finish()
        if self._put or self._files:
            raise ValueError("an erasure stands alone in its unit of work")
        self._store.must_be_writable()
        wanted, gone = tuple(fields), tuple(files)
        with self._store.in_words():
            changes = erasure.changes_of(self._connection, self._started_from, wanted, gone)
            if not changes:
                return Changes()
            self._tell(stamp)
            moves = self._with_versions(self._emptied(wanted, changes))
            head = self._write(changes, moves, log.tidy(stamp))
            erasure.blot_out(self._connection, wanted, head.number)
            blobs.drop_files(self._connection, gone, head.number)
            self._settle(head, moves)
            self._store.backend.fold(self._connection)
        return log.summary(head.number, changes)

    def _tell(self, stamp: Stamp) -> None:
        if self._store.before_write is not None:
            self._store.before_write(stamp)

    def _emptied(self, wanted: Iterable[tuple[RecordId, str]], changes: Iterable[Change]) -> list[writing.Move]:
        fields = set(wanted)
        moves = []
        for (kind, record_id), own in by_record(changes).items():
            old = self._stored((kind, record_id))
            if old is not None:
                blank = RECORD_TYPES[kind](id=record_id)
                names = [name for name in own if (record_id, name) in fields and hasattr(blank, name)]
                new = replace(old, **{name: getattr(blank, name) for name in names})
                moves.append(writing.Move(kind, record_id, old, new))
        return moves

    def _finish(self) -> None:
        if self._done or not self._writing:
            raise ValueError("a unit of work is committed once, inside its block, where it was begun for writing")
        self._done = True

    def _stored(self, key: Key) -> Record | None:
        if self._base is None:
            return None
        if key[0] is Kind.PLAN:
            return self._base.plan if self._base.plan.id == key[1] else None
        return self._base.records.get(key[0], {}).get(key[1])

    def _current(self, kind: Kind, record: RecordId) -> Record | None:
        key = (kind, record)
        return self._put[key] if key in self._put else self._stored(key)

    def _known(self, record: RecordId) -> bool:
        with self._store.in_words():
            return log.last_stamp(self._connection, record) is not None

    def _reference(self, kind: Kind, record: RecordId, wanted: str) -> str:
        digits = wanted.removeprefix(PREFIXES[kind])
        number = int(digits) if digits.isdigit() else 0
        if wanted and self._free(kind, record, wanted, number):
            self._counters[kind] = max(self._counters.get(kind, 0), number)
            ref = wanted
        else:
            self._counters[kind] = self._counters.get(kind, 0) + 1
            ref = f"{PREFIXES[kind]}{self._counters[kind]}"
        self._refs.add(ref)
        return ref

    def _free(self, kind: Kind, record: RecordId, wanted: str, number: int) -> bool:
        if number > self._counters.get(kind, 0):
            return True
        with self._store.in_words():
            if log.was_called(self._connection, record, wanted):
                return True
            if self._spent is None:
                self._spent = log.all_refs(self._connection)
        return wanted not in self._spent and wanted not in self._refs

    def _differences(self) -> tuple[list[Change], list[writing.Move]]:
        changes: list[Change] = []
        moves: list[writing.Move] = []
        for key, new in self._put.items():
            old = self._stored(key)
            found = diff(old, new)
            if found:
                changes += found
                moves.append(writing.Move(*key, old, new))
        return changes, moves

    def _check_unchanged(self, moves: Iterable[writing.Move]) -> None:
        for move in moves:
            read_at = self._read_at.get((move.kind, move.id))
            if read_at is not None and (move.old is None or move.old.version != read_at):
                raise self._conflict(move)

    def _conflict(self, move: writing.Move) -> Conflict:
        stamp = log.last_stamp(self._connection, move.id)
        assert stamp is not None, "what was read has been written"
        local = stamp.at.astimezone()
        did = "changed" if move.old is not None else "removed"
        return Conflict(f"{stamp.who} {did} {_name(move)} on {show(local.date())} at {local:%H:%M}", AGAIN)

    def _with_versions(self, moves: Iterable[writing.Move]) -> list[writing.Move]:
        """The moves with the versions that will be stored: how many changesets have written to each record."""
        fresh = [move.id for move in moves if move.old is None]
        before = log.writes_to(self._connection, fresh) if self._base is not None else {}
        done = []
        for move in moves:
            version = move.old.version if move.old is not None else before.get(move.id, 0)
            new = replace(move.new, version=version + 1) if move.new is not None else None
            done.append(replace(move, new=new))
        return done

    def _check_links(self, moves: Sequence[writing.Move]) -> None:
        """Raises Conflict where a link would lead to nothing."""
        gone = [move.id for move in moves if move.new is None]
        new = {move.id: move.new for move in moves}
        for source, target in writing.linked_from(self._connection, gone) if gone else ():
            if source not in new:
                raise self._dangling(source, target)
        for move in moves:
            for field, target in linked_ids(move.new) if move.new is not None else ():
                if not any(self._current(Kind(kind), target) is not None for kind in field.links):
                    raise self._dangling(move.id, target)

    def _dangling(self, source: RecordId, target: RecordId) -> Conflict:
        after = self.snapshot()
        here = after.get(source)
        gone = self._base.get(target) if self._base is not None else None
        name = gone.ref if gone is not None else "a record that is not in the plan"
        return Conflict(f"{here.ref or 'the plan'} is linked to {name}", "take the link away first")

    def _write(self, changes: tuple[Change, ...], moves: Sequence[writing.Move], stamp: Stamp) -> Head:
        """Log, rows, files, references: all within the transaction."""
        base = self._started_from
        head = log.write_changeset(self._connection, Head(base.number, base.head), changes, stamp)
        stray = writing.write_moves(self._connection, moves)
        if stray:
            hint = "tracker verify PLAN shows what is broken"
            instead = "open a backup of the plan, and have this file looked at"
            raise Conflict(f"{_name(stray[0])} was changed behind the log's back", hint, window=instead)
        blobs.write_files(self._connection, self._files, stamp.at)
        writing.write_counters(self._connection, self._given, self._counters)
        writing.write_aliases(self._connection, self._aliases, head.number)
        return head

    def _settle(self, head: Head, moves: Sequence[writing.Move]) -> None:
        """Ends the transaction and keeps what now stands."""
        self._connection.commit()
        moved = [(move.kind, move.id, move.new) for move in moves]
        base = self._started_from
        after = base.with_records(moved, head.number, head.hash)
        self._store.keep(after.with_aliases({**base.aliases, **self._aliases}) if self._aliases else after)


def _name(move: writing.Move) -> str:
    known = move.old or move.new
    return (known.ref if known is not None else "") or "the plan"
