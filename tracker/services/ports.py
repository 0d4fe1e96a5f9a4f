"""What services need of the world: a clock, who is acting, and a unit of work over a plan."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from types import TracebackType
from typing import Any, Protocol, Self

from tracker.domain.log.changes import Change, Changes, Changeset, Stamp
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Record
from tracker.domain.plan.snapshot import Snapshot


class Clock(Protocol):
    """The time, from outside."""

    def now(self) -> datetime:
        """The present moment, aware, in UTC."""
        ...

    def today(self) -> date:
        """The present day where the user is."""
        ...


@dataclass(frozen=True, slots=True)
class Act:
    """Who is acting and on what day. `today` is the reporting day where one was given, else the clock's.

    `clock` always keeps the real time, which the change log records. `names` says whom typed names mean, folded, as
    far as that was asked; None where nobody can be asked, so that a new name is made and said.
    """

    who: str
    system_user: str
    clock: Clock
    as_at: date | None = None
    names: Mapping[str, str] | None = field(default=None, compare=False)

    @property
    def today(self) -> date:
        """The day that rules are judged by."""
        return self.as_at or self.clock.today()

    def stamp(self, verb: str = "edit", why: str = "", **more: Any) -> Stamp:
        """A stamp for a changeset written now."""
        at = self.clock.now().replace(microsecond=0)
        return Stamp(who=self.who, system_user=self.system_user, at=at, verb=verb, why=why, **more)


def system_user() -> str:
    """The account that this runs under, as the system itself knows it: no variable that anybody may set decides it."""
    try:
        import pwd
    except ImportError:
        return _windows_account()
    number = os.getuid()
    try:
        return pwd.getpwuid(number).pw_name
    except KeyError:
        return f"user {number}"


def _windows_account() -> str:
    """The account by Windows' own word ("unknown" where it says none)."""
    import ctypes

    library = getattr(ctypes, "windll", None)
    size = ctypes.c_ulong(257)
    name = ctypes.create_unicode_buffer(size.value)
    known = library is not None and library.advapi32.GetUserNameW(name, ctypes.byref(size))
    return name.value if known and name.value else "unknown"


class Links(Protocol):
    """A way to find out whether addresses lead somewhere."""

    def check(
        self, addresses: Sequence[str], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> Mapping[str, str]:
        """What is wrong with each address in a few words, "" where nothing is."""
        ...


class UnitOfWork(Protocol):
    """One write to a plan: reads see what was put, `commit` writes state and change log in one transaction.

    Left without `commit`, everything is rolled back. `commit` may be called once.
    """

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None: ...

    def snapshot(self) -> Snapshot:
        """The plan as stored when the unit of work began, with what was put since."""
        ...

    def pairs(self) -> Sequence[tuple[Record | None, Record | None]]:
        """Every record that was put, as it was stored and as it would be; None where it is not there."""
        ...

    def new_id(self) -> RecordId:
        """A fresh record id."""
        ...

    def add(self, record: Record) -> Record:
        """The record as it will be stored: its reference assigned where it has none. References are never re-used."""
        ...

    def put(self, record: Record) -> None:
        """Replaces a record. Raises Conflict at commit where someone else has written it since it was read."""
        ...

    def remove(self, kind: Kind, record: RecordId) -> None:
        """Takes a record out (only undo and merge do this); its history and reference stay."""
        ...

    def add_file(self, data: bytes) -> str:
        """Keeps a file in the plan once, however often it is added; returns its SHA-256 as hex."""
        ...

    def has_file(self, sha256: str) -> bool:
        """Whether the plan holds this file."""
        ...

    def read_file(self, sha256: str) -> bytes:
        """A kept file's bytes. Raises UserError where it was erased or is missing."""
        ...

    def add_alias(self, old_ref: str, ref: str) -> None:
        """Remembers that a joined copy called the record `ref` by `old_ref`."""
        ...

    def changesets(self, after: int = 0, up_to: int | None = None) -> Sequence[Changeset]:
        """The changesets numbered above `after` (and at most `up_to`), oldest first, with their changes."""
        ...

    def stamps(self) -> Sequence[tuple[int, Stamp]]:
        """Number and stamp of every changeset, oldest first, without changes (cheap)."""
        ...

    def heads(self) -> Sequence[str]:
        """The hash of every changeset, oldest first."""
        ...

    def changes_of(self, record: RecordId) -> Sequence[tuple[Changeset, tuple[Change, ...]]]:
        """The history of one record: each changeset that touched it with only its own changes, oldest first."""
        ...

    def last_to_write(
        self, records: Sequence[RecordId], fields: Sequence[str]
    ) -> Mapping[tuple[RecordId, str], tuple[int, Stamp]]:
        """The last changeset, by number and stamp, that wrote each of these fields of these records."""
        ...

    def as_of(self, number: int) -> Snapshot:
        """The plan as it stood after changeset `number`, replayed from the log. Raises UserError if there is none."""
        ...

    def commit(self, stamp: Stamp) -> Changes:
        """Writes all that was put as one changeset. Nothing different from what is stored writes nothing."""
        ...

    def erase(self, fields: Iterable[tuple[RecordId, str]], files: Iterable[str], stamp: Stamp) -> Changes:
        """Removes these fields' words (now and throughout the log) and these files for ever, as one changeset.

        Digests, reason and who decided stay; the chain still verifies and the bytes are nowhere in the store.
        """
        ...


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing `verify` found broken, in words, naming the changeset, record or file."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Verdict:
    """The result of a verification: what was walked, what is broken ([] for none) and what could not be looked at."""

    changesets: int
    files: int
    faults: tuple[Fault, ...]
    remarks: tuple[str, ...] = ()


class Store(Protocol):
    """An open plan. It belongs to the thread that opened it; only `verify` may be called on another."""

    address: str

    def begin(self, *, writing: bool = True, before: str = "") -> UnitOfWork:
        """A unit of work, to be used as a context manager; one that is not for writing keeps no other waiting.

        `before` is the verb of a write that changes much at once: what is kept before it is made while others write.
        """
        ...

    def snapshot(self) -> Snapshot:
        """The whole plan as it stands."""
        ...

    def refresh(self, old: Snapshot) -> tuple[Snapshot, Changes]:
        """`old` brought up to date by reading only what changed since, and what that was."""
        ...

    def read_file(self, sha256: str) -> bytes:
        """A kept file's bytes. Raises UserError where it is missing."""
        ...

    def verify(self) -> Verdict:
        """Walks the chain, replays it against the tables and checks every file's hash."""
        ...

    def backup(self, target: str) -> None:
        """Writes a checked copy of the whole plan to a new file. Raises UserError where it cannot."""
        ...

    def lock(self, why: str) -> None:
        """Takes no more writes; `why` says what is wrong with the plan. May be called on any thread."""
        ...

    def close(self) -> None:
        """Lets go of the plan."""
        ...
