"""A plan kept in memory, over the same domain code as the real store: what tests of everything above it use."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self

from tracker.domain.log import chain
from tracker.domain.log.changes import ERASED, Change, Changes, Changeset, Stamp, by_record, diff
from tracker.domain.log.changes import build as build_record
from tracker.domain.plan.as_json import JsonValue
from tracker.domain.plan.ids import RecordId, uuid7
from tracker.domain.plan.kinds import PREFIXES
from tracker.domain.plan.records import RECORD_TYPES, Kind, Plan, Record, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import Conflict, UserError
from tracker.services.ports import Act, Fault, Verdict

Key = tuple[Kind, RecordId]


@dataclass
class Entry:
    """One change as it is kept: its values and, beside them, the salted digests that the chain covers."""

    change: Change
    salt: str
    sealed: chain.SealedChange


@dataclass
class Page:
    """One changeset as it is kept."""

    number: int
    hash: str
    parent: str
    stamp: Stamp
    why_digest: str
    entries: list[Entry]

    def changeset(self) -> Changeset:
        return Changeset(self.number, self.hash, self.parent, self.stamp, tuple(e.change for e in self.entries))


@dataclass
class Book:
    """All that a plan holds."""

    records: dict[Key, Record] = field(default_factory=dict)
    pages: list[Page] = field(default_factory=list)
    files: dict[str, bytes] = field(default_factory=dict)
    erased_files: set[str] = field(default_factory=set)
    aliases: dict[str, str] = field(default_factory=dict)
    counters: dict[Kind, int] = field(default_factory=dict)
    next_id: int = 0

    @property
    def head(self) -> str:
        return self.pages[-1].hash if self.pages else chain.GENESIS


class MemoryStore:
    """A Store without a file: one changeset for its creation, then whatever is committed."""

    address = "memory"

    def __init__(self, plan: Plan, act: Act) -> None:
        self.book = Book()
        with self.begin() as uow:
            uow.add(plan)
            uow.commit(act.stamp("new"))

    def begin(self, *, writing: bool = True, before: str = "") -> MemoryUnitOfWork:
        return MemoryUnitOfWork(self.book)

    def snapshot(self) -> Snapshot:
        return snapshot_of(self.book, self.book.records)

    def refresh(self, old: Snapshot) -> tuple[Snapshot, Changes]:
        ids: dict[Kind, set[RecordId]] = {}
        for page in self.book.pages[old.number :]:
            for entry in page.entries:
                ids.setdefault(entry.change.kind, set()).add(entry.change.record)
        if not ids:
            return old, Changes()
        number = len(self.book.pages)
        return self.snapshot(), Changes(number, {kind: frozenset(found) for kind, found in ids.items()})

    def read_file(self, sha256: str) -> bytes:
        return read_file(self.book, sha256)

    def lock(self, why: str) -> None:
        raise AssertionError(why)

    def verify(self) -> Verdict:
        return Verdict(len(self.book.pages), len(self.book.files), tuple(faults(self.book)))

    def backup(self, target: str) -> None:
        raise UserError("a plan in memory has no file to copy")

    def close(self) -> None:
        pass


class MemoryUnitOfWork:
    """A UnitOfWork whose writes reach the book at commit, all or none."""

    def __init__(self, book: Book) -> None:
        self.book = book
        self.records: dict[Key, Record] = dict(book.records)
        self.read_versions: dict[Key, int] = {}
        self.files: dict[str, bytes] = {}
        self.aliases: dict[str, str] = {}
        self.counters = dict(book.counters)
        self.began_at = {key: record.version for key, record in book.records.items()}
        self.committed = False
        self.touched: dict[Key, None] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        return None

    def snapshot(self) -> Snapshot:
        return snapshot_of(self.book, self.records, {**self.book.aliases, **self.aliases})

    def pairs(self) -> Sequence[tuple[Record | None, Record | None]]:
        return tuple((self.book.records.get(key), self.records.get(key)) for key in self.touched)

    def new_id(self) -> RecordId:
        self.book.next_id += 1
        return uuid7(1_700_000_000_000 + self.book.next_id, self.book.next_id)

    def add(self, record: Record) -> Record:
        kind = kind_of(record)
        if (kind, record.id) in self.records:
            raise ValueError(f"{kind} {record.id} is in the plan already")
        if kind is not Kind.PLAN:
            record = replace(record, ref=self._ref(kind, record.id, record.ref))
        self.records[kind, record.id] = replace(record, version=0)
        self.touched[kind, record.id] = None
        return record

    def _is_free(self, record: RecordId, ref: str) -> bool:
        """Whether no other record ever had this reference."""
        told = (entry.change for page in self.book.pages for entry in page.entries)
        spent = any(change.field == "ref" and change.new == ref and change.record != record for change in told)
        return not spent and all(one.ref != ref for one in self.records.values())

    def _ref(self, kind: Kind, record: RecordId, ref: str) -> str:
        if ref and self._is_free(record, ref):
            digits = ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
            self.counters[kind] = max(self.counters.get(kind, 0), int(digits) if digits.isdigit() else 0)
            return ref
        self.counters[kind] = self.counters.get(kind, 0) + 1
        return f"{PREFIXES[kind]}{self.counters[kind]}"

    def put(self, record: Record) -> None:
        key = (kind_of(record), record.id)
        if key not in self.records:
            raise ValueError(f"{key} is not in the plan")
        self.read_versions.setdefault(key, record.version)
        self.records[key] = record
        self.touched[key] = None

    def remove(self, kind: Kind, record: RecordId) -> None:
        self.read_versions.setdefault((kind, record), self.records[kind, record].version)
        del self.records[kind, record]
        self.touched[kind, record] = None

    def add_file(self, data: bytes) -> str:
        sha256 = hashlib.sha256(data).hexdigest()
        self.files[sha256] = data
        return sha256

    def has_file(self, sha256: str) -> bool:
        return sha256 in self.files or sha256 in self.book.files

    def read_file(self, sha256: str) -> bytes:
        return self.files[sha256] if sha256 in self.files else read_file(self.book, sha256)

    def add_alias(self, old_ref: str, ref: str) -> None:
        self.aliases[old_ref] = ref

    def changesets(self, after: int = 0, up_to: int | None = None) -> Sequence[Changeset]:
        return tuple(page.changeset() for page in self.book.pages[after:up_to])

    def stamps(self) -> Sequence[tuple[int, Stamp]]:
        return tuple((page.number, page.stamp) for page in self.book.pages)

    def heads(self) -> Sequence[str]:
        return tuple(page.hash for page in self.book.pages)

    def changes_of(self, record: RecordId) -> Sequence[tuple[Changeset, tuple[Change, ...]]]:
        found = []
        for page in self.book.pages:
            own = tuple(entry.change for entry in page.entries if entry.change.record == record)
            if own:
                found.append((page.changeset(), own))
        return tuple(found)

    def last_to_write(
        self, records: Sequence[RecordId], fields: Sequence[str]
    ) -> Mapping[tuple[RecordId, str], tuple[int, Stamp]]:
        return {
            (entry.change.record, entry.change.field): (page.number, page.stamp)
            for page in self.book.pages
            for entry in page.entries
            if entry.change.record in records and entry.change.field in fields
        }

    def as_of(self, number: int) -> Snapshot:
        if not 1 <= number <= len(self.book.pages):
            raise UserError(f"there is no change {number}", f"the plan has {len(self.book.pages)} changes")
        pages = self.book.pages[:number]
        return snapshot_of(self.book, replay(pages), number=number, head=pages[-1].hash)

    def commit(self, stamp: Stamp) -> Changes:
        assert not self.committed, "a unit of work is committed once"
        self.committed = True
        for key, version in self.read_versions.items():
            current = self.book.records.get(key)
            if key in self.began_at and (current is None or current.version != version):
                raise Conflict(f"someone else has changed {self.records[key].ref or 'the plan'} meanwhile")
        changes = self._changes()
        if not changes:
            return Changes()
        self.book.files.update(self.files)
        self.book.erased_files -= set(self.files)
        return write_page(self.book, changes, stamp, self._merged(), self.counters, self.aliases)

    def _changes(self) -> list[Change]:
        changes: list[Change] = []
        for key in self.touched:
            changes += diff(self.book.records.get(key), self.records.get(key))
        return changes

    def _merged(self) -> dict[Key, Record]:
        """The book's records as they stand now with what was put here."""
        merged = {key: record for key, record in self.book.records.items() if key not in self.touched}
        for key in self.touched:
            if key in self.records:
                merged[key] = self.records[key]
        return merged

    def erase(self, fields: Iterable[tuple[RecordId, str]], files: Iterable[str], stamp: Stamp) -> Changes:
        assert not self.committed, "a unit of work is committed once"
        self.committed = True
        asked = list(fields)
        reasons = {int(name[4:]) for _, name in asked if name.startswith("why:")}
        wanted = {(record_id, name) for record_id, name in asked if not name.startswith("why:")}
        told = (entry.change for page in self.book.pages for entry in page.entries)
        by_id = {change.record: (change.kind, change.record) for change in told}
        records = dict(self.book.records)
        for record_id, name in wanted:
            key = by_id[record_id]
            if key not in records:
                continue
            blank = RECORD_TYPES[key[0]](id=record_id)
            records[key] = replace(records[key], **{name: getattr(blank, name)})
        changes = [c for key in records for c in diff(self.book.records[key], records[key])]
        changes += [
            Change(record_id, by_id[record_id][0], name, None, None)
            for record_id, name in sorted(wanted)
            if not any(c.record == record_id and c.field == name for c in changes)
        ]
        changes += [Change(record_id, by_id[record_id][0], name, None, None) for record_id, name in asked
                    if name.startswith("why:")]  # fmt: skip
        done = write_page(self.book, changes, stamp, records, self.counters, {})
        for page in self.book.pages:
            if page.number in reasons:
                page.stamp = replace(page.stamp, why="")
            for entry in page.entries:
                if (entry.change.record, entry.change.field) in wanted:
                    entry.change = blotted(entry.change)
                    entry.salt = ""
        for sha256 in files:
            self.book.files.pop(sha256, None)
            self.book.erased_files.add(sha256)
        return done


def blotted(change: Change) -> Change:
    """The change with what it said made unreadable; what was empty stays empty."""
    old = change.old if change.old is None else ERASED
    new = change.new if change.new is None else ERASED
    return replace(change, old=old, new=new)


def read_file(book: Book, sha256: str) -> bytes:
    if sha256 in book.erased_files:
        raise UserError("this file was erased from the plan")
    if sha256 not in book.files:
        raise UserError("this file is missing from the plan")
    return book.files[sha256]


def snapshot_of(
    book: Book,
    records: dict[Key, Record],
    aliases: dict[str, str] | None = None,
    number: int | None = None,
    head: str | None = None,
) -> Snapshot:
    plan = next((r for r in records.values() if isinstance(r, Plan)), Plan(id=RecordId("")))
    tables: dict[Kind, dict[RecordId, Record]] = {}
    for (kind, record_id), record in records.items():
        if kind is not Kind.PLAN:
            tables.setdefault(kind, {})[record_id] = record
    at = len(book.pages) if number is None else number
    return Snapshot(plan, tables, at, book.head if head is None else head, book.aliases if aliases is None else aliases)


def write_page(
    book: Book,
    changes: Sequence[Change],
    stamp: Stamp,
    records: dict[Key, Record],
    counters: dict[Kind, int],
    aliases: dict[str, str],
) -> Changes:
    number, parent = len(book.pages) + 1, book.head
    entries = [sealed(change) for change in changes]
    why = chain.digest("00", stamp.why)
    hashed = chain.link(number, parent, stamp, why, [entry.sealed for entry in entries])
    book.pages.append(Page(number, hashed, parent, stamp, why, entries))
    touched = by_record(changes)
    book.records = {
        key: replace(record, version=record.version + 1) if key in touched else record
        for key, record in records.items()
    }
    book.counters = {k: max(counters.get(k, 0), book.counters.get(k, 0)) for k in {*counters, *book.counters}}
    book.aliases.update(aliases)
    ids: dict[Kind, set[RecordId]] = {}
    for kind, record_id in touched:
        ids.setdefault(kind, set()).add(record_id)
    return Changes(number, {kind: frozenset(found) for kind, found in ids.items()})


def sealed(change: Change) -> Entry:
    salt = chain.new_salt()
    old, new = chain.digest(salt, change.old), chain.digest(salt, change.new)
    return Entry(change, salt, chain.SealedChange(change.record, change.kind, change.field, old, new))


def replay(pages: Iterable[Page]) -> dict[Key, Record]:
    """The records that the log alone gives."""
    logged: dict[Key, dict[str, JsonValue]] = {}
    for page in pages:
        for entry in page.entries:
            change = entry.change
            logged.setdefault((change.kind, change.record), {})[change.field] = change.new
    found = {}
    for (kind, record_id), fields in logged.items():
        record = build_record(kind, record_id, fields)
        if record is not None:
            found[kind, record_id] = record
    return found


def faults(book: Book) -> Iterator[Fault]:
    parent = chain.GENESIS
    for page in book.pages:
        for entry in page.entries:
            values = (entry.change.old, entry.change.new)
            digests = (entry.sealed.old_digest, entry.sealed.new_digest)
            if entry.salt and digests != tuple(chain.digest(entry.salt, value) for value in values):
                yield Fault(f"change {page.number}", f"{entry.change.field} was altered")
        link = chain.link(page.number, parent, page.stamp, page.why_digest, [e.sealed for e in page.entries])
        if page.parent != parent or page.hash != link:
            yield Fault(f"change {page.number}", "the chain is broken here")
        parent = page.hash
    replayed = replay(book.pages)
    for key in {**replayed, **book.records}:
        if replayed.get(key) != book.records.get(key):
            yield Fault(str(key), "differs from its log")
    for sha256, data in book.files.items():
        if hashlib.sha256(data).hexdigest() != sha256:
            yield Fault(sha256, "the file was altered")
