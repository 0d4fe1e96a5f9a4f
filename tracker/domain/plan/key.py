"""The plan's own key: presets to begin with, and what is to be said of one before it is printed.

A key gives states other words, colours and meanings; shapes stay, so that no state is ever told by colour alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from tracker.domain.board.board_key import MEANINGS, STATUS_TOKENS, key_rows
from tracker.domain.people.people import fold
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.records import ASSURANCE, FORECAST
from tracker.domain.text.colours import MARK_CONTRAST, contrast, distance, is_colour, readable

AXES: dict[str, tuple[str, ...]] = {"delivery": STATUS_TOKENS, "forecast": FORECAST, "assurance": ASSURANCE}
"""Every state that a key may speak of, by axis."""
GROUNDS = {"light": "#FFFFFF", "dark": "#1B2026"}
"""What shapes are drawn on: paper and the light window, and the dark window."""
ALIKE = 60.0
"""Two colours less far apart than this look alike in a small shape."""
LONGEST = 40
"""How many letters a label may have, so that it fits a list and a chart."""

_RED, _AMBER, _GREEN, _GREY = "#C0282D", "#B36B00", "#2A8049", "#697786"
_FORECAST = (
    KeyEntry("forecast", "green", "Green", _GREEN, "On course: the owner expects to finish in time."),
    KeyEntry("forecast", "amber", "Amber", _AMBER, "At risk; the reason and a recovery date are given."),
    KeyEntry("forecast", "red", "Red", _RED, "Will miss its date or its aim unless someone steps in."),
)


def _entries(axis: str, *rows: tuple[str, str, str]) -> tuple[KeyEntry, ...]:
    return tuple(KeyEntry(axis, token, label, colour, MEANINGS[axis, token]) for token, label, colour in rows)


PRESETS: dict[str, tuple[KeyEntry, ...]] = {
    "BRAG, Blue = done": (
        *_entries(
            "delivery",
            ("overdue", "Red: overdue", _RED), ("not started", "Not started", _GREY),
            ("in progress", "Green: in progress", _GREEN), ("complete", "Blue: complete", "#2F7FD0"),
            ("verified", "Blue: verified", "#1D5494"), ("closed", "Blue: closed", "#14305C"),
            ("superseded", "Superseded", "#8A8F96"), ("not adopted", "Not adopted", "#4A4A4A"),
        ),
        *_FORECAST,
        *_entries(
            "assurance",
            ("none", "No assurance", _GREY), ("done", "Done", "#2F7FD0"), ("evidenced", "Evidenced", "#1D5494"),
            ("impact shown", "Impact shown", _GREEN), ("embedded", "Embedded", "#0E5F3A"),
        ),
    ),
    "BRAG, Blue = done and embedded": (
        *_entries(
            "delivery",
            ("overdue", "Red: overdue", _RED), ("not started", "Not started", _GREY),
            ("in progress", "Amber: in progress", _AMBER), ("complete", "Green: complete", "#3E9E5F"),
            ("verified", "Green: verified", "#1F6B3C"), ("closed", "Green: closed", "#123F24"),
            ("superseded", "Superseded", "#8A8F96"), ("not adopted", "Not adopted", "#4A4A4A"),
        ),
        *_FORECAST,
        *_entries(
            "assurance",
            ("none", "No assurance", _GREY), ("done", "Done", _AMBER),
            ("evidenced", "Evidenced", "#3E9E5F"), ("impact shown", "Impact shown", "#1F6B3C"),
            ("embedded", "Blue: embedded", "#1F5FB3"),
        ),
    ),
    "Complete, in progress, not started": (
        *_entries(
            "delivery",
            ("overdue", "Overdue", _RED), ("not started", "Not started", _GREY),
            ("in progress", "In progress", _AMBER), ("complete", "Complete", "#3E9E5F"),
            ("verified", "Complete, verified", "#1F6B3C"), ("closed", "Complete, closed", "#123F24"),
            ("superseded", "Superseded", "#8A8F96"), ("not adopted", "Not adopted", "#4A4A4A"),
        ),
        *_FORECAST,
    ),
}  # fmt: skip
"""Keys that councils print, by what they are called. "Blue" means done to some and done and embedded to others."""


@dataclass(frozen=True, slots=True)
class Remark:
    """Something to know about one entry of a key, in a sentence; `ground` where it is so on one ground only."""

    axis: str
    token: str
    words: str
    ground: str = ""


def standard_key() -> tuple[KeyEntry, ...]:
    """The key of a plan that has none of its own: the words of the program, no colours of its own."""
    return tuple(KeyEntry(row.axis, row.token, row.status.word, "", row.meaning) for row in key_rows(()))


def whole_key(key: Sequence[KeyEntry]) -> tuple[KeyEntry, ...]:
    """Every state with the plan's own words and colours where it has any, else the program's."""
    own = {(entry.axis, entry.token): entry for entry in key}
    found = []
    for usual in standard_key():
        entry = own.get((usual.axis, usual.token), usual)
        found.append(KeyEntry(*_place(usual), entry.label or usual.label, entry.colour, entry.meaning or usual.meaning))
    return tuple(found)


def _place(entry: KeyEntry) -> tuple[str, str]:
    return entry.axis, entry.token


def faults(key: Iterable[KeyEntry]) -> tuple[str, ...]:
    """What makes a key impossible to use, a sentence each: unknown states, a state twice, what is no colour."""
    found, seen = [], set()
    for entry in key:
        place = _place(entry)
        if entry.token not in AXES.get(entry.axis, ()):
            found.append(f"There is no state “{entry.token}” of {entry.axis or 'an unnamed axis'}.")
        elif place in seen:
            found.append(f"“{entry.token}” of {entry.axis} is there twice.")
        seen.add(place)
        if entry.colour and not is_colour(entry.colour):
            found.append(f"“{entry.colour}” is not a colour: write # and six digits, such as #1F5FB3.")
        if len(entry.label) > LONGEST:
            found.append(f"The label “{entry.label[:LONGEST]}…” is longer than {LONGEST} letters.")
    return tuple(found)


def remarks(key: Sequence[KeyEntry]) -> tuple[Remark, ...]:
    """What a person should know about a sound key: labels used twice, colours hard to see or hard to tell apart."""
    entries = whole_key(key)
    return (*_twice(entries), *_faint(entries), *_alike(entries))


def _twice(entries: Sequence[KeyEntry]) -> list[Remark]:
    return [
        Remark(*_place(later), f"“{later.label}” is also what “{first.token}” is called.")
        for first, later in _pairs(entries)
        if fold(first.label) == fold(later.label)
    ]


def _faint(entries: Sequence[KeyEntry]) -> list[Remark]:
    return [
        Remark(*_place(entry), sentence, ground)
        for entry in entries
        for ground in GROUNDS
        if (sentence := shown_instead(entry.colour, ground))
    ]


def _alike(entries: Sequence[KeyEntry]) -> list[Remark]:
    return [
        Remark(*_place(later), f"Its colour is hard to tell from that of “{first.label}”; shape and word still differ.")
        for first, later in _pairs(entries)
        if first.colour and later.colour and distance(first.colour, later.colour) < ALIKE
    ]


def _pairs(entries: Sequence[KeyEntry]) -> list[tuple[KeyEntry, KeyEntry]]:
    return [
        (first, later) for place, later in enumerate(entries) for first in entries[:place] if first.axis == later.axis
    ]


def figure(colour: str, ground: str) -> float:
    """The contrast of a colour against the light or dark ground, 1 to 21; 3 is enough for a shape (WCAG 2.2)."""
    return contrast(colour, GROUNDS[ground])


def shown_instead(colour: str, ground: str) -> str:
    """What is drawn in a colour's place on a ground where it cannot be seen well, in words; "" where it can be."""
    if not colour or figure(colour, ground) >= MARK_CONTRAST:
        return ""
    drawn = readable(colour, GROUNDS[ground], MARK_CONTRAST)
    return f"{colour} is faint on a {ground} ground ({figure(colour, ground):.1f} to 1); {drawn} is drawn there."
