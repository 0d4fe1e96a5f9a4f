"""What stands in the way of a plan's next meeting, for whoever leads the plan: each figure with what it counts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates.dates import show
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.people.people import same_hands
from tracker.domain.plan.records import Kind, Meeting
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.work.my_work import in_days

COUNTED = (
    ("No action yet", Kind.RECOMMENDATION, "open, no actions"),
    ("No owner", Kind.ACTION, "open, no owner"),
    ("Owner has left", Kind.ACTION, "owner has left"),
    ("No date", Kind.ACTION, "open, no date"),
    ("Overdue", Kind.ACTION, "overdue"),
    ("New dates to decide", Kind.ACTION, "waiting for approval"),
    ("Gone quiet", Kind.ACTION, "gone quiet"),
    ("Returns awaited", Kind.ACTION, "update awaited"),
)
"""What is counted: its name, of which kind, and the filter that counts it, which lists the same elsewhere."""


@dataclass(frozen=True, slots=True)
class Obstacle:
    """One figure, and the references it counts."""

    name: str
    refs: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class InTheWay:
    """The next meeting, where one is set, and what is in the way of it."""

    meeting: Meeting | None
    words: str
    obstacles: tuple[Obstacle, ...]


def in_the_way(snapshot: Snapshot, today: date) -> InTheWay:
    """What stands in the way of the next meeting; figures of nought are left out."""
    found, meeting = counted(snapshot, today, COUNTED), next_meeting(snapshot, today)
    return InTheWay(meeting, _words(meeting, today, bool(found)), found)


def counted(snapshot: Snapshot, today: date, figures: Iterable[tuple[str, Kind, str]]) -> tuple[Obstacle, ...]:
    """These figures, each by its filter; those of nought are left out."""
    found = []
    for name, kind, words in figures:
        refs = tuple(record.ref for record in chosen(snapshot, snapshot.of(kind), parse(words, kind), today))
        if refs:
            found.append(Obstacle(name, refs))
    return tuple(found)


def next_meeting(snapshot: Snapshot, today: date) -> Meeting | None:
    """The first meeting from today on, or None."""
    ahead = [one for one in snapshot.meetings if one.held_on is not None and one.held_on >= today]
    return min(ahead, key=lambda one: one.held_on or date.max, default=None)


def _words(meeting: Meeting | None, today: date, anything: bool) -> str:
    if meeting is None or meeting.held_on is None:
        return "No meeting is set yet. Once one is, its paper shows what changed until then."
    when = f"{meeting.name} meets on {show(meeting.held_on)}, {in_days((meeting.held_on - today).days)}."
    return when if anything else f"{when} Nothing stands in its way."


def leads_plan(snapshot: Snapshot, who: str) -> bool:
    """Whether the plan itself says that somebody leads it: they agreed it, or asked for updates in a round."""
    said = (snapshot.plan.agreed_by, *(one.asked_by for one in snapshot.of(Kind.ROUND)))
    return any(same_hands(snapshot, who, name) for name in said if name)
