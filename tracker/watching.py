"""What looks after an open plan on this computer: its copies, what was last seen of it, checks before it leaves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker import settings
from tracker.db.checks.seen import Memory, Remembering
from tracker.db.checks.slices import Stopped
from tracker.db.checks.verdict import refuse_broken
from tracker.db.checks.watch import Watched, recall, watch
from tracker.db.copies.checking import shown
from tracker.db.copies.keeper import Keeper, Place, copies_of, keeper_of
from tracker.db.store import PlanStore
from tracker.domain.dates.dates import show
from tracker.domain.log.copies import MEGABYTE, Alarm, Copy, last_good
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.paths import home, without_password
from tracker.services.ports import Act, Store, UnitOfWork, Verdict

if TYPE_CHECKING:
    from tracker.services.context import Done
    from tracker.services.log.take_back import Difference

MOST_NAMED = 4
"""So many missing changes are named by who made them."""


def now() -> datetime:
    """The present moment in UTC."""
    return datetime.now(UTC)


def copies_place() -> Place:
    """Where automatic copies are kept, and how much room those of one plan may take."""
    kept = settings.Settings()
    chosen = kept.get(settings.COPIES_FOLDER)
    return Place(Path(chosen) if chosen else home() / "copies", kept.get(settings.COPIES_LIMIT) * MEGABYTE, now)


class Watching:
    """Looks after one open plan. Copies are made on the plan's thread, all else on any one thread."""

    def __init__(self, store: Store, at: Callable[[], datetime] = now) -> None:
        assert isinstance(store, PlanStore)
        self._store, self._now = store, at
        self._memory = Memory(home() / "seen.json")
        self.keeper: Keeper = keeper_of(store, replace(copies_place(), now=at))

    def recall(self) -> Alarm | None:
        """Whether the plan is older than this computer last saw it, or another than that."""
        return self._told(recall(self._store.backend, self._memory.of(self._store.address), self._stamp()))

    def look(self, stop: Callable[[], bool] = bool) -> Alarm | None:
        """The quick look: pages, and the log from the last change verified here; given up where `stop` says so."""
        try:
            found = watch(self._store.backend, self._memory.of(self._store.address), self._stamp(), stop)
        except Stopped:
            return None
        return self._told(found)

    def verify(self) -> Verdict:
        """Everything there is to check, each file once a week on this computer; what holds is remembered."""
        seen = self._memory.of(self._store.address)
        today = self._now().astimezone().date()
        files = Remembering(seen, today)
        verdict = self._store.verify(files)
        if not verdict.faults:
            self._memory.keep(self._store.address, seen.with_files(files.checked, today))
        return verdict

    def must_be_whole(self) -> None:
        """Raises UserError where the plan does not pass the check."""
        refuse_broken(self.verify().faults, self._store.backend.name)

    def note(self) -> None:
        """Remembers the last change there is by now."""
        before = self._memory.of(self._store.address)
        self._memory.keep(self._store.address, recall(self._store.backend, before, self._stamp()).seen)

    # What the window asks of the copies

    @property
    def touched(self) -> bool:
        """Whether a copy was made, or could not be, since this was asked last."""
        touched, self.keeper.touched = self.keeper.touched, False
        return touched

    @property
    def folder(self) -> Path:
        """Where the copies of this plan lie."""
        return self.keeper.folder.path

    def listed(self) -> Sequence[Copy]:
        """Every copy, the latest first."""
        return self.keeper.copies()[::-1]

    def settle(self, pause: Callable[[], object] = bool) -> str:
        """Finishes the copies that were made; what the foot of the window says of them, "" where all is well.

        What is checked meanwhile is checked a little at a time, with a `pause` before each.
        """
        if self.keeper.pending:
            self.keeper.settle(pause)
        notes, self.keeper.notes = self.keeper.notes, []
        return self.keeper.standing() or "; ".join(notes)

    def since(self, copy: Copy, snapshot: Snapshot) -> Sequence[Difference]:
        """What has changed since a copy was made."""
        from tracker.db.copies.bringing_back import snapshot_of
        from tracker.services.log.take_back import differences

        return differences(snapshot_of(copy, self.keeper.folder), snapshot)

    def holding(self) -> int:
        """How many copies still hold what was erased from the plan. For the plan's own thread, as `rewrite` is."""
        return len(self.keeper.holding(self._store))

    def rewrite(self) -> tuple[int, int]:
        """Takes what was erased out of the copies; how many were rewritten, and how many had to go instead."""
        return self.keeper.rewrite(self._store)

    def make_now(self) -> str:
        """Makes a copy of the plan as it stands, and checks it. Raises UserError where it cannot."""
        self.keeper.make_now()
        return self.settle()

    def take_back(self, copy: Copy, ref: str) -> Callable[[UnitOfWork, Act], Done]:
        """What writes a record as a copy has it."""
        from tracker.db.copies.bringing_back import snapshot_of
        from tracker.services.log.take_back import take_back

        folder = self.keeper.folder

        def taken(uow: UnitOfWork, act: Act) -> Done:
            def file(sha256: str) -> bytes:
                return b"".join(folder.read_file(sha256))

            return take_back(uow, act, snapshot_of(copy, folder), ref, of=copy.day, file=file)

        return taken

    def as_plan(self, copy: Copy, target: Path) -> None:
        """Makes a plan file of a copy. Raises UserError where there is one already, or the copy is damaged."""
        from tracker.db.copies.bringing_back import as_plan

        as_plan(self.keeper.folder.file_of(copy), target)

    def _stamp(self) -> str:
        return self._now().isoformat(timespec="seconds")

    def _told(self, found: Watched) -> Alarm | None:
        before = self._memory.of(self._store.address)
        self._memory.keep(self._store.address, found.seen)
        name = self._store.backend.name
        if found.faults:
            first, more = found.faults[0], len(found.faults) - 1
            others = f", and {how_many(more, 'other fault')}" if more else ""
            said = shown(f"{name} is not as it was written: {first.where}: {first.message}{others}")
            return Alarm(said, self._way_on(), broken=True)
        if found.missing:
            on = show(datetime.fromisoformat(before.at).astimezone().date())
            said = f"{name} is older than it was: it ends at change {found.seen.number}"
            return Alarm(f"{said}, and this computer saw change {before.number} on {on}", self._missing(found))
        return None

    def _way_on(self) -> str:
        good = last_good(self.keeper.copies())
        return f"the last good copy is of {show(good.day)}" if good is not None else "there is no copy on this computer"

    def _missing(self, found: Watched) -> str:
        known = self.keeper.missing(found.seen.number)
        days = ((number, stamp.who, show(stamp.at.astimezone().date())) for number, stamp in known[:MOST_NAMED])
        named = [f"{number} by {who}, {day}" for number, who, day in days]
        more = f" ({'; '.join(named)}{'; …' if len(known) > MOST_NAMED else ''})" if named else ""
        lost = "1 change is missing" if found.missing == 1 else f"{found.missing} changes are missing"
        return f"{lost}{more}; {self._way_on()}"


def last_copy_of(address: str) -> Path | None:
    """The last good copy of a plan that may not be readable any more, by what was seen of it; None for none."""
    seen = Memory(home() / "seen.json").of(without_password(address))
    folder, copies = copies_of(copies_place().root, seen.plan or "none")
    good = last_good(copies)
    return folder.file_of(good) if good is not None else None
