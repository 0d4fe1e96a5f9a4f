"""What an action or recommendation is called on screen and paper: a shape, a word and a tone, never colour alone.

Delivery, the owner's forecast and assurance are three things and keep three scales.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.actions.closing import is_closed_proved
from tracker.domain.dates.deadlines import is_open, is_overdue
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.records import ASSURANCE, FINISHED_DELIVERY, Action, Subject
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.colours import is_colour

OUT_OF_FORCE = ("superseded", "not adopted")
FINISHED = FINISHED_DELIVERY
CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Status:
    """How a state is drawn: `shape` and `tone` are keys of the theme, `word` is what a person reads.

    Shapes: ring, half, triangle, tick, double tick, lock, dash, cross, circle, diamond, question.
    Tones: neutral, active, good, warning, bad, done, muted. `colour` is the plan's own (#rrggbb) in the tone's place,
    "" where the key gives none.
    """

    shape: str
    word: str
    tone: str
    colour: str = ""


SHAPES = {
    "ring": "○", "half": "◐", "triangle": "▲", "tick": "✓", "double tick": "✓✓", "lock": "■", "dash": "–",
    "cross": "✕", "circle": "●", "diamond": "◆", "question": "?",
}  # fmt: skip
"""Each shape as a character; a word always stands beside it."""
OVERDUE = Status("triangle", "Overdue", "bad")
DELIVERY_STATUS: dict[str, Status] = {
    "not started": Status("ring", "Not started", "neutral"),
    "in progress": Status("half", "In progress", "active"),
    "complete": Status("tick", "Complete", "good"),
    "verified": Status("double tick", "Verified", "done"),
    "closed": Status("lock", "Closed", "done"),
    "superseded": Status("dash", "Superseded", "muted"),
    "not adopted": Status("cross", "Not adopted", "muted"),
}
FORECAST_STATUS: dict[str, Status] = {
    "green": Status("circle", "Green", "good"),
    "amber": Status("diamond", "Amber", "warning"),
    "red": Status("triangle", "Red", "bad"),
}
NO_FORECAST = Status("question", "No forecast", "neutral")
ASSURANCE_STATUS: dict[str, Status] = {
    "none": Status("ring", "No assurance", "neutral"),
    "done": Status("tick", "Done", "active"),
    "evidenced": Status("tick", "Evidenced", "good"),
    "impact shown": Status("double tick", "Impact shown", "good"),
    "embedded": Status("double tick", "Embedded", "done"),
}
NO_ACTIONS = Status("question", "No actions", "warning")
ACTIONS_COMPLETE = Status("tick", "Actions complete", "good")
ACTIONS_VERIFIED = Status("double tick", "Actions verified", "done")


def delivery_status(token: str, key: Sequence[KeyEntry]) -> Status:
    """How a delivery state is drawn, with the plan's own word for it where its key has one."""
    return _named(DELIVERY_STATUS[token], "delivery", token, key)


def overdue_words(key: Sequence[KeyEntry]) -> Status:
    """How an overdue action is drawn."""
    return _named(OVERDUE, "delivery", "overdue", key)


def status_words(action: Action, today: date, key: Sequence[KeyEntry] = ()) -> Status:
    """How an action is drawn: its delivery state, or Overdue where it is open past its last approved date."""
    if is_overdue(action, today):
        return overdue_words(key)
    return delivery_status(action.delivery, key)


def forecast_words(forecast: str | None, key: Sequence[KeyEntry] = ()) -> Status:
    """How an owner's forecast is drawn."""
    return _named(FORECAST_STATUS[forecast], "forecast", forecast, key) if forecast else NO_FORECAST


def assurance_words(assurance: str, key: Sequence[KeyEntry] = ()) -> Status:
    """How the assurance reached is drawn."""
    return _named(ASSURANCE_STATUS[assurance], "assurance", assurance, key)


def _named(status: Status, axis: str, token: str, key: Sequence[KeyEntry]) -> Status:
    for entry in key:
        if entry.axis == axis and entry.token == token:
            colour = entry.colour if is_colour(entry.colour) else ""
            return replace(status, word=entry.label or status.word, colour=colour)
    return status


def in_force(actions: Iterable[Action]) -> tuple[Action, ...]:
    """The actions that count: neither superseded nor not adopted."""
    return tuple(action for action in actions if action.delivery not in OUT_OF_FORCE)


def recommendation_status(snapshot: Snapshot, subject: Subject, today: date) -> Status:
    """How a recommendation or finding is drawn, computed from its actions.

    It is late as soon as one action is; it is never "done" because tasks were: "Actions complete" says no more than
    that, "Actions verified" that each was verified or closed with all that closing asks for, and whether it made a
    difference is a matter of assurance.
    """
    key = snapshot.plan.key
    if subject.delivery:
        return delivery_status(subject.delivery, key)
    counting = in_force(snapshot.actions_for(subject.id))
    if not counting:
        return NO_ACTIONS
    if any(is_overdue(action, today) for action in counting):
        return overdue_words(key)
    if any(is_open(action) for action in counting):
        untouched = all(action.delivery == "not started" for action in counting)
        return delivery_status("not started" if untouched else "in progress", key)
    proved = all(action.delivery == "verified" or is_closed_proved(snapshot, action, today) for action in counting)
    found, token = (ACTIONS_VERIFIED, "verified") if proved else (ACTIONS_COMPLETE, "complete")
    return replace(found, colour=delivery_status(token, key).colour)


def recommendation_assurance(actions: Iterable[Action]) -> str:
    """The assurance a recommendation has reached: the least of its actions in force; "none" without any."""
    reached = [ASSURANCE.index(action.assurance) for action in in_force(actions)]
    return ASSURANCE[min(reached, default=0)]


def progress(actions: Iterable[Action]) -> tuple[int, int]:
    """How many of the actions in force are finished, and how many there are ("4/7")."""
    counting = in_force(actions)
    return sum(action.delivery in FINISHED for action in counting), len(counting)
