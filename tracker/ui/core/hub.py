"""The one place that holds the plan on screen: it sends commands to the services and announces what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtCore import QObject, Signal, Slot
from shiboken6 import isValid

from tracker.domain.log.changes import Changes
from tracker.domain.people.people import fold
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import NameAsked
from tracker.services.ports import Act, UnitOfWork
from tracker.ui.core.drafts import Drafts
from tracker.ui.core.gateway import Gateway, Refreshed, Session
from tracker.ui.core.jobs import Jobs, Lane, Ticket

Command = Callable[[UnitOfWork, Act], Any]
AT_ONCE = 2_000
"""Up to so many actions are counted while a view is shown; of a larger plan they are counted off the main thread."""
RECOUNT_MS = 1_000
"""How long after an edit of a large plan what depends on all of it is counted again."""


@dataclass(frozen=True, slots=True)
class Told:
    """What was done, in a sentence, and `hint` with what went with it."""

    words: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Me:
    """What the window knows of whoever sits at it, beside the name that is signed.

    `leads` where they lead this plan; `looked` is the change up to which they had seen what others did when the plan
    was opened (None: never before), `seen` the one up to which they have by now.
    """

    leads: bool = False
    looked: int | None = None
    seen: int | None = None


class Hub(QObject):
    """The open plan: its snapshot, and writes that end in `changed`.

    `changed` carries the Changes; by then `snapshot` is the new one. `failed` carries the error of a write nobody else
    took: the main window shows it. `told` carries a Told of something large that was just written, which is said with
    a way to take it back. `remarked` carries sentences that a person should read about what they have just written.
    `copies_told` carries what is wrong with the copies that the plan keeps by itself, "" for nothing.
    """

    changed = Signal(object)
    failed = Signal(object)
    mended = Signal(object)
    """What failed before and is put right or given up by now: nobody need read of it any more."""
    saving = Signal(bool)
    told = Signal(object)
    remarked = Signal(object)
    copies_told = Signal(str)
    waits = Signal(int, str, int)
    """How much waits for somebody: the state of the plan, the name it was counted for, and the count."""
    name_asked = Signal(object, object)
    """A NameAsked, and what takes the name that is meant."""

    def __init__(self, session: Session, snapshot: Snapshot, jobs: Jobs, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.session = session
        self.jobs = jobs
        self.snapshot = snapshot
        self.gateway: Gateway | None = None
        """What draws charts and reads documents, where the plan stands in a window."""
        self.me = Me()
        self.drafts = Drafts(snapshot.plan.id, self._ref_of, self)
        self.drafts.failed.connect(self.failed)
        self._writes = 0

    @property
    def named(self) -> bool:
        """Whether a person said who they are: the name by which the system knows them is not one."""
        act = self.session.act()
        return act.who != act.system_user

    @property
    def writing(self) -> bool:
        """Whether something is being written."""
        return self._writes > 0

    @property
    def today(self) -> date:
        """The reporting day."""
        return self.session.act().today

    @property
    def who(self) -> str:
        """Who is acting."""
        return self.session.act().who

    def _ref_of(self, record: str) -> str:
        found = self.snapshot.get(RecordId(record))
        return (found.ref or self.tr("the plan")) if found is not None else ""

    def write(
        self,
        command: Command,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Any], object] | None = None,
        *,
        what: str = "",
        names: Mapping[str, str] | None = None,
        before: str = "",
    ) -> Ticket:
        """Runs a service off the main thread; `done` gets the Changes after every view has been told.

        `before` is the verb of one that changes much at once: a copy of the plan is made first, while others may write.
        `names` says whom typed names mean, folded. One that is like a known name is asked about (`name_asked`): until
        that is answered the write counts as refused, and then it is made again.
        """
        self._writes += 1
        self.saving.emit(True)
        work = self._work(command, replace(self.session.act(), names=dict(names or {})), what, before)
        refused = failed or self.failed.emit
        ticket = self.jobs.run_with_ticket(work, self._written, refused, what=what)
        known = dict(names or {})

        def again(name: str, meant: str) -> None:
            self.write(command, done, failed, what=what, names={**known, name: meant}, before=before)

        callers = tuple(getattr(call, "__self__", None) for call in (done, failed))
        ticket.failed.connect(partial(self._ask_whom, again, callers))
        ticket.failed.connect(self._settled)
        if done is not None:
            ticket.done.connect(self._only_changes(done))
        return ticket

    def _ask_whom(self, again: Callable[[str, str], object], callers: Sequence[object], error: object) -> None:
        """Has it asked whom a name means; `again` writes once more, where all who wait for it are still there."""
        if not isinstance(error, NameAsked) or not isValid(self):
            return

        def answered(meant: str) -> None:
            if all(isValid(one) for one in (self, *callers) if isinstance(one, QObject)):
                again(fold(error.name), meant)

        self.name_asked.emit(error, answered)

    def refresh(self, then: Callable[[Any], object] | None = None) -> None:
        """Brings the plan up to date with what others wrote, and tells the views; `then` comes after, come what may."""
        session, old = self.session, self.snapshot

        def work() -> Refreshed:
            return session.refresh(old)

        ticket = self.jobs.run(work, self._refreshed, self.failed.emit)
        if then is not None:
            ticket.done.connect(then)
            ticket.failed.connect(then)

    @Slot(object)
    def _refreshed(self, refreshed: Refreshed) -> None:
        if refreshed.snapshot.number > self.snapshot.number:
            self.snapshot = refreshed.snapshot
            self.changed.emit(refreshed.changes)

    def ask(
        self,
        question: Callable[[UnitOfWork, Act], Any],
        done: Callable[[Any], object],
        failed: Callable[[Any], object] | None = None,
    ) -> Ticket:
        """Asks something that needs the log; the answer comes to `done`."""
        session, act = self.session, self.session.act()

        def work() -> Any:
            return session.read(question, act)

        return self.jobs.run(work, done, failed or self.failed.emit)

    def fetch_file(
        self, sha256: str, done: Callable[[Any], object], failed: Callable[[Any], object] | None = None
    ) -> Ticket:
        """Fetches a kept file's bytes."""
        session = self.session

        def work() -> bytes:
            return session.file(sha256)

        return self.jobs.run(work, done, failed or self.failed.emit, lane=Lane.DATABASE)

    def hand_out(
        self,
        make: Callable[[Snapshot, Act], Any],
        done: Callable[[Any], object],
        failed: Callable[[Any], object] | None = None,
        *,
        what: str = "",
    ) -> None:
        """Takes the plan as it stands, on its own thread, and lets `make` make something of it on the files' lane."""
        session, old, act = self.session, self.snapshot, self.session.act()
        refused = failed or self.failed.emit

        def take() -> Refreshed:
            return session.refresh(old)

        def taken(refreshed: Refreshed) -> None:
            self.jobs.run(partial(make, refreshed.snapshot, act), done, refused, lane=Lane.FILES, what=what)

        self.jobs.run(take, taken, refused, what=what)

    def _work(self, command: Command, act: Act, what: str, before: str) -> Callable[[Ticket], Refreshed]:
        """The write, signed by whoever acts now, whatever name the window has by the time it is written."""
        waiting = self.tr("Waiting for somebody else who is writing to this plan")

        def work(ticket: Ticket) -> Refreshed:
            def begun(uow: UnitOfWork, act: Act) -> Any:
                ticket.what = what
                return command(uow, act)

            ticket.what = waiting
            # self.snapshot is replaced only by _written, which runs on the main thread between jobs of this lane;
            # an older snapshot is still right here, since it is brought up to date from the log.
            return self.session.write(begun, act, self.snapshot, before=before)

        return work

    def settle_copies(self) -> None:
        """Finishes the copies that were made, and tells what is wrong with them."""
        copies = self.session.copies

        def work(ticket: Ticket) -> str:
            return copies.settle(ticket.give_way)

        self.jobs.run_with_ticket(work, self._tell_copies, self.failed.emit, lane=Lane.COPIES)

    @Slot(object)
    def _tell_copies(self, fault: str) -> None:
        """Says how the copies stand. A signal's own `emit` would outlive the plan that was closed meanwhile."""
        self.copies_told.emit(fault)

    @Slot(object)
    def _written(self, refreshed: Refreshed) -> None:
        if refreshed.snapshot.number >= self.snapshot.number:
            self.snapshot = refreshed.snapshot
        self._settled()
        if not refreshed.changes.nothing:
            self.changed.emit(refreshed.changes)
        if refreshed.remarks:
            self.remarked.emit(refreshed.remarks)
        if refreshed.copied:
            self.settle_copies()

    def _only_changes(self, done: Callable[[Any], object]) -> Callable[[Any], None]:
        owner = getattr(done, "__self__", self)

        def tell(refreshed: Refreshed) -> None:
            # Whoever went with the plan while this was written hears no more of it.
            if isValid(self) and (not isinstance(owner, QObject) or isValid(owner)):
                done(refreshed.changes)

        return tell

    @Slot(object)
    def _settled(self, _outcome: object = None) -> None:
        self._writes -= 1
        if self._writes == 0:
            self.saving.emit(False)


__all__ = ["Changes", "Command", "Hub"]
