"""Automatic copies of a plan: when one is due, which of them stay, and what a person is told about them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from tracker.domain.dates.dates import show

DAILY, WEEKLY, MONTHLY = 7, 5, 12
"""So many days, weeks and months that have a copy keep their first one."""
BEFORE: Final = frozenset({"merge", "join", "import", "erase", "upgrade"})
"""Verbs that change much at once: a copy is made before each."""
NEW, GOOD, DAMAGED = "new", "good", "damaged"
OLD_DAYS = 2
MEGABYTE = 1_000_000


@dataclass(frozen=True, slots=True)
class Copy:
    """One automatic copy: the plan as it stood after change `number`. It counts once it was verified (`GOOD`)."""

    name: str
    day: date
    number: int
    head: str
    size: int
    made: str = ""
    """When, as ISO text in UTC."""
    why: str = ""
    state: str = NEW
    files: frozenset[str] = frozenset()
    """The SHA-256 of each file it holds; the bytes lie in the store that all copies share."""
    fault: str = ""
    """What is wrong with a damaged one."""
    cleared: int = 0
    """The plan's change up to which erasures were carried out in this copy too."""
    sha256: str = ""
    """Of the copy itself, once it was verified: by it a later damage shows."""

    @property
    def good(self) -> bool:
        """Whether it was verified."""
        return self.state == GOOD


@dataclass(frozen=True, slots=True)
class Alarm:
    """What a person is told of a plan that was opened: a sentence, more about it, and whether the plan is broken."""

    message: str
    hint: str
    broken: bool = False


def is_due(copies: Iterable[Copy], day: date, verb: str, head: str, begun: date) -> bool:
    """Whether a copy is to be made before a write: the first of a day, or one that changes much at once.

    None is due where the last one holds the plan as it stands, nor by day for a plan that was begun that day.
    """
    known = list(copies)
    if any(copy.head == head and copy.state != DAMAGED for copy in known):
        return False
    return verb in BEFORE or (begun < day and all(copy.day != day for copy in known))


def in_order(copies: Iterable[Copy]) -> list[Copy]:
    """The copies, oldest first."""
    return sorted(copies, key=lambda copy: (copy.made, copy.number, copy.name))


def kept(copies: Iterable[Copy]) -> frozenset[str]:
    """The names of the copies that stay: all of the last day, and the first of each of the latest days, weeks, months.

    Only good ones fill such a place. One that is not verified yet stays until it is; of the damaged ones the last.
    """
    ordered = in_order(copies)
    good = [copy for copy in ordered if copy.good]
    places: tuple[tuple[Callable[[date], Hashable], int], ...] = (
        (date.toordinal, DAILY),
        (lambda day: day.isocalendar()[:2], WEEKLY),
        (lambda day: (day.year, day.month), MONTHLY),
    )
    stay = {copy.name for copy in good if copy.day == good[-1].day}
    for place_of, most in places:
        first: dict[Hashable, str] = {}
        for copy in good:
            first.setdefault(place_of(copy.day), copy.name)
        stay |= set(list(first.values())[-most:])
    stay |= {copy.name for copy in ordered if copy.state == NEW}
    return frozenset(stay | {copy.name for copy in [one for one in ordered if one.state == DAMAGED][-1:]})


def over_limit(copies: Iterable[Copy], sizes: Mapping[str, int], limit: int) -> tuple[str, ...]:
    """The names of copies that go because all together need more than `limit` bytes: the oldest first, never the last
    good one. `sizes` holds the size of each file of the store by its SHA-256."""
    left, gone = in_order(copies), []
    while room(left, sizes) > limit:
        good = [copy for copy in left if copy.good]
        oldest = next((copy for copy in left if copy not in good[-1:] and copy.state != NEW), None)
        if oldest is None:
            break
        left.remove(oldest)
        gone.append(oldest.name)
    return tuple(gone)


def room(copies: Iterable[Copy], sizes: Mapping[str, int]) -> int:
    """How many bytes the copies and the files they share take."""
    known = list(copies)
    files = frozenset[str]().union(*(copy.files for copy in known))
    return sum(copy.size for copy in known) + sum(sizes.get(file, 0) for file in files)


def last_good(copies: Iterable[Copy]) -> Copy | None:
    """The latest copy that was verified."""
    return next((copy for copy in reversed(in_order(copies)) if copy.good), None)


def standing(copies: Iterable[Copy], *, written: date | None = None, problem: str = "") -> str:
    """What the foot of the window says of the copies; "" where all is well. `written` is the day of the last write."""
    ordered = in_order(copies)
    good = last_good(ordered)
    after = f"the last good copy is of {show(good.day)}" if good is not None else "there is no good copy"
    if problem:
        return f"{problem}; {after}"
    if ordered and ordered[-1].state == DAMAGED:
        return f"The last copy did not pass the check; {after}"
    if written is not None and good is not None and (written - good.day).days > OLD_DAYS and ordered[-1] is good:
        return f"Copies are old; {after}"
    return ""


def said(copy: Copy) -> str:
    """A copy in a line: its day, the change it ends at, its size, and what it is worth."""
    worth = {GOOD: "verified", NEW: "not verified yet", DAMAGED: f"damaged: {copy.fault}"}[copy.state]
    before = f", before {copy.why}" if copy.why else ""
    return f"{show(copy.day)}{before}: change {copy.number}, {in_megabytes(copy.size)}, {worth}"


def in_megabytes(size: int) -> str:
    """A size as people read it."""
    return f"{size / MEGABYTE:.1f} MB"


def let_go(count: int, limit: int) -> str:
    """What is said when copies went because of the limit."""
    went = "1 old copy was" if count == 1 else f"{count} old copies were"
    return f"{went} let go: the copies of a plan may take {in_megabytes(limit)}"
