"""What can be had of a damaged plan: the log as far as it is whole, then what the tables still hold beyond it.

The damaged file is only copied. What could be read goes into a new plan: the changesets whose chain holds from the
first on are kept as they are, and the records are made of them anew. Where the log was cut short, the records as the
damaged tables have them follow as one changeset, signed by whoever salvages. Files are kept where their bytes are what
they were.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing, suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from tracker.db import log, migrations, tables, writing
from tracker.db.blobs import fingerprint, read_parts
from tracker.db.checks.chain import Walk, whole_part
from tracker.db.checks.slices import Slices
from tracker.db.current import read_counters, read_records
from tracker.db.erasure import SHA
from tracker.db.file_plan import open_file
from tracker.db.mapping import linked_ids
from tracker.db.sqlite_file import (
    MAGIC,
    Opening,
    address_of,
    check_there,
    connect,
    engine_of,
    journal_of,
    make_empty,
    stamp,
)
from tracker.db.store import PlanStore
from tracker.db.work import SqlUnitOfWork
from tracker.domain.log.changes import REF
from tracker.domain.plan.ids import IdFactory, RecordId, random_ids
from tracker.domain.plan.kinds import PREFIXES
from tracker.domain.plan.records import Kind, Plan, Record, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.services.ports import Act

OF_THE_CHAIN = ("head", "changeset", "change")
OF_THE_LOG = ("changeset", "change", "blob", "chunk", "alias", "counter")
FARTHEST = 2**62
PAGES_AT = 28
"""Where the header of an SQLite file says how many pages it has (SQLite's file format, 1.3)."""
LARGEST = 64 * 2**30


@dataclass(slots=True)
class Salvaged:
    """What was had, and a sentence for each thing that was not."""

    changesets: int = 0
    records: int = 0
    files: int = 0
    missing: list[str] = field(default_factory=list)


def salvage(damaged: str, target: str, act: Act) -> Salvaged:
    """Makes a new plan of what can be had of a damaged one, which is left as it is.

    Raises UserError where `target` is there already, or nothing of a plan can be read.
    """
    source, path = Path(damaged), Path(target)
    check_there(source)
    make_empty(path)
    try:
        with tempfile.TemporaryDirectory(prefix=".salvage-", dir=path.absolute().parent) as folder:
            made = Path(folder) / "made.plan"
            make_empty(made)
            found = _make(_copied(source, Path(folder)), made, act)
            made.replace(path)
    except BaseException:
        path.unlink(missing_ok=True)
        raise
    return found


def _copied(source: Path, folder: Path) -> Path:
    copied = folder / "damaged.plan"
    for one, other in ((source, copied), (journal_of(source), journal_of(copied))):
        if one.exists():
            shutil.copyfile(one, other)
    _make_long_enough(copied)
    return copied


def _make_long_enough(path: Path) -> None:
    """Fills up what a file lacks of the pages its header promises: SQLite reads nothing of a file cut short."""
    with path.open("r+b") as file:
        header = file.read(PAGES_AT + 4)
        size, pages = int.from_bytes(header[16:18], "big"), int.from_bytes(header[PAGES_AT:], "big")
        size = 65536 if size == 1 else size
        whole = pages * size
        if header.startswith(MAGIC) and path.stat().st_size < whole <= LARGEST:
            file.truncate(whole)


def _make(damaged: Path, made: Path, act: Act) -> Salvaged:
    found = Salvaged()
    connection = connect(Opening(made))
    connection.execute("PRAGMA foreign_keys=OFF")
    with closing(engine_of(connection).connect().execution_options(writing=True)) as target:
        with target.begin():
            tables.metadata.create_all(target)
            unread = _pour(damaged, connection)
        beyond = _look(target, unread, found)
        with target.begin():
            _rebuild(target, beyond, found)
            stamp(target, migrations.latest())
    _add_beyond(made, beyond, act, found)
    return found


def _pour(damaged: Path, target: sqlite3.Connection) -> dict[str, str]:
    """Takes over every row that can be read, whatever it says; what cannot, by table.

    Rows that fit no table are left behind.
    """
    unread = {}
    with closing(sqlite3.connect(address_of(damaged, "rw"), uri=True)) as source:
        # A damaged description of one table must not keep all others from being read.
        source.execute("PRAGMA writable_schema=ON")
        source.text_factory = lambda data: data.decode("utf-8", "replace")
        for table in tables.metadata.sorted_tables:
            rows = _Rows(source, table.name)
            names = [column.name for column in table.c if column.name in rows.columns]
            if not names:
                unread[table.name] = f"the table {table.name} could not be read"
                continue
            quoted = ", ".join(f'"{name}"' for name in names)
            later = [column.name for column in table.c if column.name not in names and not column.nullable]
            places = ", ".join(["?"] * len(names) + ["'[]'"] * len(later))
            columns = ", ".join([quoted, *(f'"{name}"' for name in later)])
            insert = f'INSERT OR IGNORE INTO "{table.name}" ({columns}) VALUES ({places})'  # noqa: S608 - our own names
            for row in rows.each(quoted):
                with suppress(sqlite3.Error):
                    target.execute(insert, row)
            if rows.gaps:
                unread[table.name] = f"{how_many(rows.gaps, 'part')} of the table {table.name} could not be read"
    return unread


class _Rows:
    """The rows of a table in a damaged file, past whatever cannot be read."""

    def __init__(self, source: sqlite3.Connection, table: str) -> None:
        self._source, self._table = source, table
        self.gaps = 0
        self.columns: set[str] = set()
        with suppress(sqlite3.DatabaseError):
            self.columns = {row[1] for row in source.execute(f'PRAGMA table_info("{table}")')}

    def each(self, names: str) -> Iterator[tuple[Any, ...]]:
        """The rows in the order in which they stand."""
        query = f'SELECT rowid, {names} FROM "{self._table}" NOT INDEXED WHERE rowid >= ? ORDER BY rowid'  # noqa: S608
        after: int | None = 0
        while after is not None:
            try:
                for row in self._source.execute(query, (after,)):
                    after = row[0] + 1
                    yield row[1:]
            except sqlite3.DatabaseError:
                self.gaps += 1
                after = self._past(after)
            else:
                after = None

    def _past(self, bad: int) -> int | None:
        """From where on rows can be read again after a part that cannot; None where that is nowhere."""
        step = 1
        while self._can_read(bad + step) is False:
            step *= 2
            if step > FARTHEST:
                return None
        least, most = bad + step // 2, bad + step
        while least + 1 < most:
            middle = (least + most) // 2
            least, most = (least, middle) if self._can_read(middle) else (middle, most)
        return most

    def _can_read(self, rowid: int) -> bool:
        """Whether what stands first from here on can be read, or nothing does."""
        query = f'SELECT * FROM "{self._table}" NOT INDEXED WHERE rowid >= ? ORDER BY rowid LIMIT 1'  # noqa: S608
        try:
            self._source.execute(query, (rowid,)).fetchone()
        except sqlite3.DatabaseError:
            return False
        return True


@dataclass(frozen=True, slots=True)
class _Beyond:
    """The records as the damaged tables have them, the log as far as it is whole, and where it once ended."""

    whole: Walk
    last: int
    cut: bool
    records: dict[RecordId, Record]
    counters: Mapping[Kind, int]


def _look(target: sa.Connection, unread: Mapping[str, str], found: Salvaged) -> _Beyond:
    """What the tables hold, read before they are made anew. What was not read of them counts where the log was cut."""
    with target.begin():
        _register(target)
        numbers = [target.execute(sa.select(sa.func.max(column))).scalar_one() or 0 for column in _NUMBERS]
        records = {one.id: one for kind in Kind for one in _read(target, kind, found)}
        counters = {}
        with suppress(ValueError):
            counters = read_counters(target)
    whole, last = whole_part(Slices(target)), max(numbers)
    cut = whole.number < last or not unread.keys().isdisjoint(OF_THE_CHAIN)
    found.missing = [*unread.values(), *found.missing] if cut else []
    return _Beyond(whole, last, cut, records, counters)


def _register(target: sa.Connection) -> None:
    """Enters what the register lost, under the reference that the log gives; what it gives none gets a fresh one."""
    for kind, table in tables.KINDS.items():
        rows = sa.select(table.c.id, sa.literal(kind.value), sa.null())
        target.execute(sa.insert(tables.record).prefix_with("OR IGNORE").from_select(["id", "kind", "ref"], rows))
    c = tables.change.c
    for record, new in target.execute(sa.select(c.record, c.new).where(c.field == REF, c.new.is_not(None))).all():
        nameless = (tables.record.c.id == record, tables.record.c.ref.is_(None))
        with suppress(ValueError):
            ref = log.value_of(new)
            target.execute(sa.update(tables.record).prefix_with("OR IGNORE").where(*nameless).values(ref=ref))


_NUMBERS = (tables.head.c.number, tables.changeset.c.number, tables.change.c.changeset)


def _read(target: sa.Connection, kind: Kind, found: Salvaged) -> Iterator[Record]:
    """The records of a kind, one at a time where they cannot all be read."""
    with suppress(UserError):
        yield from read_records(target, kind).values()
        return
    for record_id in target.execute(sa.select(tables.KINDS[kind].c.id)).scalars().all():
        try:
            yield from read_records(target, kind, [record_id]).values()
        except UserError:
            found.missing.append(f"a row of {kind} could not be read")


def _rebuild(target: sa.Connection, beyond: _Beyond, found: Salvaged) -> None:
    """Keeps the whole part of the log and makes the records of it; nothing else of the tables stays."""
    number = beyond.whole.number
    for table in reversed(tables.metadata.sorted_tables):
        if table.name not in OF_THE_LOG:
            target.execute(sa.delete(table))
    for column in (tables.change.c.changeset, tables.changeset.c.number, tables.alias.c.changeset):
        target.execute(sa.delete(column.table).where(column > number))
    target.execute(sa.delete(tables.counter))
    head = {"id": 1, "number": number, "hash": beyond.whole.hash, "schema": migrations.latest()}
    target.execute(sa.insert(tables.head), head)
    moves = [writing.Move(kind, one.id, None, one) for kind, one in log.records_of(log.replay(target))]
    writing.write_moves(target, moves)
    highest = {kind: max(beyond.counters.get(kind, 0), beyond.whole.highest.get(kind, 0)) for kind in PREFIXES}
    if number:
        writing.write_counters(target, {}, highest)
    found.changesets = number
    _keep_files(target, number, found)
    if number < beyond.last:
        span = f"change {number + 1}" if number + 1 == beyond.last else f"changes {number + 1} to {beyond.last}"
        found.missing.append(f"{span}: the log does not hold from there on; who did what, and why, is lost")


def _keep_files(target: sa.Connection, number: int, found: Salvaged) -> None:
    """Takes out files whose bytes are not what they were."""
    for sha256, erased in target.execute(sa.select(tables.blob.c.sha256, tables.blob.c.erased)).all():
        if erased is not None and erased <= number:
            continue
        if fingerprint(b"".join(read_parts(target, sha256))) == sha256:
            target.execute(sa.update(tables.blob).where(tables.blob.c.sha256 == sha256).values(erased=None))
            found.files += 1
            continue
        target.execute(sa.delete(tables.chunk).where(tables.chunk.c.sha256 == sha256))
        target.execute(sa.delete(tables.blob).where(tables.blob.c.sha256 == sha256))


def _add_beyond(made: Path, beyond: _Beyond, act: Act, found: Salvaged) -> None:
    """What the tables held beyond the whole part of the log, as one changeset."""
    store = PlanStore(str(made), open_file(made, read_only=False), random_ids(act.clock.now))
    try:
        if not beyond.whole.number:
            store.start(writing=True)
            uow = SqlUnitOfWork(store)
            uow.add(_plan_among(beyond.records.values(), store.ids))
            _commit(uow, beyond.records, act, found)
        elif beyond.cut:
            with store.begin() as uow:
                _commit(uow, beyond.records, act, found)
        snapshot = store.snapshot()
        kept = set(store.connection.execute(sa.select(tables.blob.c.sha256)).scalars())
    finally:
        store.close()
    found.records = sum(len(records) for records in snapshot.records.values())
    for one in (record for kind in Kind if SHA in specs(kind) for record in snapshot.of(kind)):
        if one.sha256 and one.sha256 not in kept:
            found.missing.append(f"{one.ref}: its file {one.file or one.sha256[:12]} could not be had")


def _plan_among(records: Iterable[Record], ids: IdFactory) -> Plan:
    """The record of the plan itself, or a fresh one. Raises UserError where nothing at all was read."""
    plan: Plan | None = None
    anything = False
    for one in records:
        anything = True
        plan = one if isinstance(one, Plan) else plan
    if not anything:
        raise UserError("nothing of a plan can be read in this file", "restore a copy that was made of it before")
    return plan or Plan(id=ids(), title="Salvaged plan")


def _commit(uow: SqlUnitOfWork, records: Mapping[RecordId, Record], act: Act, found: Salvaged) -> None:
    """Writes what is new or other than the log has it."""
    now = uow.snapshot()
    for one in records.values():
        current = now.get(one.id)
        kept = _linked(one, now, records, found)
        if current is None:
            uow.add(replace(kept, version=0))
        elif current != kept:
            uow.put(replace(kept, version=current.version))
    uow.commit(act.stamp("salvage", "what the tables of a damaged plan held beyond its log"))


def _linked(record: Record, now: Snapshot, records: Mapping[RecordId, Record], found: Salvaged) -> Record:
    """The record with links only to what is there; what is left out is said."""
    changes: dict[str, Any] = {}
    for spec, target in linked_ids(record):
        if target not in records and now.get(target) is None:
            value = getattr(record, spec.name)
            left = changes.get(spec.name, value)
            changes[spec.name] = tuple(one for one in left if one != target) if isinstance(value, tuple) else None
            found.missing.append(f"{record.ref or kind_of(record)}: what its {spec.label} names could not be had")
    return replace(record, **changes) if changes else record
