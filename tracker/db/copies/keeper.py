"""Keeping copies of an open plan by itself: one before the first write of a day and before what changes much at once.

The rows are copied on the plan's own thread before the write takes its turn, while others may write; what somebody
writes between the copy and the turn is added to it by the log. Files, check and thinning come after, on any thread. A
copy that cannot be made holds nothing up: it is said.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, closing
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from pathlib import Path

import sqlalchemy as sa

from tracker.db import log, tables
from tracker.db.copies import checking, making, rewriting
from tracker.db.copies.folder import CopyFolder
from tracker.db.faults import ERRORS
from tracker.db.file_plan import Copying, FilePlan
from tracker.db.sqlite_file import engine_of
from tracker.db.store import PlanStore
from tracker.domain.log import copies as rules
from tracker.domain.log.changes import Changeset, Stamp
from tracker.domain.log.copies import DAMAGED, GOOD, NEW, Copy
from tracker.domain.plan.records import Kind
from tracker.errors import UserError

NAME = "%Y-%m-%d %H.%M.%S"
WHOLE_BEFORE = frozenset({"erase", "upgrade"})
"""Before these the files are copied at once: after them they could be gone."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where the copies of plans are kept, how much room those of one plan may take, in bytes, and what the time is."""

    root: Path
    limit: int
    now: Callable[[], datetime]


Looking = Callable[[], AbstractContextManager[sa.Connection]]
"""A connection of its own for reading the plan, on any thread."""


class Keeper:
    """The copies of one plan. `problem` says in a sentence why the last one could not be made, "" for nothing."""

    def __init__(self, looking: Looking, file: Path | None, plan: tuple[str, str], place: Place) -> None:
        """`plan` is its id and title."""
        self._looking, self._file, self._place = looking, file, place
        self.folder = CopyFolder(place.root, *plan)
        self.problem = ""
        self.touched = False
        """A copy was made, or could not be."""
        self._written: date | None = None
        self._begun: date | None = None
        """The last day of which it is known that no first copy is wanting."""
        self._fresh: Copy | None = None
        """The copy that was made before the present turn."""
        self.notes: list[str] = []
        """What a person should hear of: copies that went for want of room."""

    def copies(self) -> list[Copy]:
        """Every copy there is, oldest first."""
        return rules.in_order(self.folder.copies())

    @property
    def pending(self) -> bool:
        """Whether a copy waits for its files and its check."""
        return any(copy.state == NEW for copy in self.folder.copies())

    def before_turn(self, verb: str = "") -> None:
        """Makes the first copy of a day where it is wanting, and one before what changes much at once.

        Never raises: `problem` says what hindered it.
        """
        at = self._place.now()
        day = at.astimezone().date()
        self._fresh = None
        if (verb in rules.BEFORE or day != self._begun) and self._try(at, verb, named=False):
            self._begun = day

    def before(self, stamp: Stamp) -> None:
        """Sees that there is a copy of the plan as it stands before a write that changes much at once.

        Never raises, as above.
        """
        self._written = stamp.at.astimezone().date()
        if stamp.verb in rules.BEFORE:
            self._try(stamp.at.astimezone(UTC), stamp.verb)

    def make_now(self, verb: str = "") -> None:
        """Makes a copy whatever was made before, with its files. Raises UserError where it cannot."""
        self._try(self._place.now(), verb, asked=True)
        if self.problem:
            raise UserError(self.problem, "see that there is room, or choose another folder for the copies")

    def _try(self, at: datetime, verb: str, *, asked: bool = False, named: bool = True) -> bool:
        """Whether there is such a copy now, or none is due; `named` says that its write is about to be made."""
        try:
            with self._looking() as source:
                number, head, begun = _state(source)
                day = at.astimezone().date()
                if asked or rules.is_due(self.copies(), day, verb, head, begun):
                    self.touched = True
                    copy = Copy(_name(at, number), day, number, head, 0, at.isoformat(timespec="seconds"))
                    head = self._make(source, copy, at)
                self._for(source, head, verb, named=named)
            self.problem = ""
        except (UserError, OSError, sqlite3.Error, sa.exc.SQLAlchemyError) as error:
            self.touched = True
            self.problem = f"No copy could be made: {getattr(error, 'message', None) or 'it cannot be read'}"
        return not self.problem

    def _for(self, source: sa.Connection, head: str, verb: str, *, named: bool) -> None:
        """Gives a copy that has just been made of the plan as it stands what this write asks of it, and its verb."""
        fresh = [copy for copy in self.copies() if copy.state == NEW and copy.head == head and not copy.why]
        for copy in fresh if verb in rules.BEFORE else ():
            if verb in WHOLE_BEFORE:
                making.keep_files(self.folder, source, making.held_by(self.folder.file_of(copy)))
            if named:
                self.folder.note(replace(copy, why=verb))

    def _make(self, source: sa.Connection, copy: Copy, at: datetime) -> str:
        """Makes a copy; the hash of the change it ends at, which is a later one where others wrote meanwhile."""
        self.folder.make()
        if self.folder.file_of(copy).exists():
            return copy.head
        made, was = self._caught_up(copy), self._fresh
        if made is None or was is None:
            made, was = making.make(self._source(source), self.folder.file_of(copy)), copy
        number, head, held = made
        files = frozenset(sha256 for sha256, _ in held)
        copy = replace(copy, name=_name(at, number), number=number, head=head, files=files)
        self.folder.file_of(was).replace(self.folder.file_of(copy))
        self.folder.note(copy)
        if was.name != copy.name:
            self.folder.remove([was], self.copies())
        self._fresh = next(one for one in self.copies() if one.name == copy.name)
        return head

    def _caught_up(self, copy: Copy) -> making.Made | None:
        """The copy that was made before this turn, brought up to date with what others wrote since; None for none."""
        fresh = self._fresh
        if fresh is None or self._file is None or fresh.number >= copy.number or fresh not in self.folder.copies():
            return None
        return making.catch_up(self.folder.file_of(fresh), self._file, fresh.number)

    def _source(self, source: sa.Connection) -> making.Source:
        return making.of_file(self._file) if self._file is not None else making.of_server(source)

    def settle(self, pause: Callable[[], object] = bool) -> None:
        """Gives each new copy its files, checks it, and lets go of those that need not stay.

        It is checked a little at a time, with a `pause` before each.
        """
        try:
            for copy in [copy for copy in self.copies() if copy.state == NEW]:
                self._settle(copy, pause)
            self._thin()
        except UserError as error:
            self.problem = f"The copy could not be finished: {error.message}"

    def _settle(self, copy: Copy, pause: Callable[[], object]) -> None:
        try:
            held = making.held_by(self.folder.file_of(copy))
        except (UserError, *ERRORS):
            self.folder.note(replace(copy, state=DAMAGED, fault="it cannot be read"))
            return
        with self._looking() as source:
            making.keep_files(self.folder, source, held)
        fault = checking.fault_of(copy, self.folder, pause)
        worth = DAMAGED if fault else GOOD
        files = frozenset(sha256 for sha256, _ in held)
        digest = checking.digest_of(copy, self.folder)
        self.folder.note(replace(copy, state=worth, fault=fault, files=files, sha256=digest))

    def _thin(self) -> None:
        """Lets go of what need not stay; nothing good goes while what stays of the same time was damaged since."""
        every = self.copies()
        stay = rules.kept(every)
        going = [copy for copy in every if copy.name not in stay]
        if any(copy.good for copy in going):
            for copy in [copy for copy in every if copy.good and copy.name in stay]:
                if checking.digest_of(copy, self.folder) != copy.sha256:
                    self.folder.note(replace(copy, state=DAMAGED, fault="its file was altered since it was verified"))
            every = self.copies()
            stay = rules.kept(every)
            going = [copy for copy in every if copy.name not in stay]
        left = [copy for copy in every if copy not in going]
        over = set(rules.over_limit(left, self.folder.sizes(), self._place.limit))
        if over:
            self.notes.append(rules.let_go(len(over), self._place.limit))
        going += [copy for copy in left if copy.name in over]
        if going:
            self.folder.remove(going, [copy for copy in left if copy.name not in over])

    def holding(self, store: PlanStore) -> list[Copy]:
        """The copies in which words or files still stand that were erased from the plan."""
        return rewriting.holding(self.folder, self.copies(), self._erasures(store))

    def rewrite(self, store: PlanStore) -> tuple[int, int]:
        """Takes erased words out of every copy; how many were rewritten, and how many had to go instead."""
        return rewriting.rewrite(self.folder, self.copies(), self._erasures(store))

    def _erasures(self, store: PlanStore) -> tuple[Changeset, ...]:
        with store.begin(writing=False) as uow:
            return rewriting.erasures_of(uow)

    def missing(self, after: int) -> list[tuple[int, Stamp]]:
        """The changes after this one that the copies know of, with who made them and when, oldest first."""
        for copy in reversed(self.copies()):
            if copy.good and copy.number > after:
                with making.opened(self.folder.file_of(copy)) as rows, rows.begin():
                    return [(number, stamp) for number, stamp in log.read_stamps(rows) if number > after]
        return []

    def standing(self) -> str:
        """What the foot of the window says of the copies; "" where all is well."""
        return rules.standing(self.copies(), written=self._written, problem=self.problem)


def _name(at: datetime, number: int) -> str:
    return f"{at.astimezone():{NAME}} change {number}"


def _state(source: sa.Connection) -> tuple[int, str, date]:
    """The last change's number and hash, and the day the plan was begun."""
    c = tables.changeset.c
    with source.begin():
        number, head = source.execute(sa.select(tables.head.c.number, tables.head.c.hash)).one()
        begun = source.execute(sa.select(sa.cast(c.at, sa.Text)).where(c.number == 1)).scalar_one()
    return int(number), str(head), datetime.fromisoformat(begun).astimezone().date()


def keeper_of(store: PlanStore, place: Place) -> Keeper:
    """What keeps copies of an open plan from now on, before each write of it that asks for one."""
    plan = tables.KINDS[Kind.PLAN]
    with store.reading():
        plan_id, title = store.connection.execute(sa.select(plan.c.id, plan.c.title)).first() or (None, "")
    file = store.backend.path if isinstance(store.backend, FilePlan) else None
    keeper = Keeper(store.backend.checking, file, (str(plan_id), str(title or "")), place)
    store.before_turn, store.before_write = keeper.before_turn, keeper.before
    return keeper


def before_upgrade(place: Place) -> Copying:
    """What copies a plan file before it is brought to the present layout. It raises UserError where it cannot."""

    def copy(connection: sqlite3.Connection, path: Path, _layout: int) -> None:
        plan_id, title = connection.execute("SELECT id, title FROM plan").fetchone()

        def looking() -> AbstractContextManager[sa.Connection]:
            return closing(engine_of(connection).connect())

        Keeper(looking, path, (str(plan_id), str(title or "")), place).make_now("upgrade")

    return copy


def copies_of(root: Path, plan_id: str) -> tuple[CopyFolder, Sequence[Copy]]:
    """A plan's copies without the plan, oldest first."""
    folder = CopyFolder(root, plan_id)
    return folder, rules.in_order(folder.copies())
