"""What people mean by what they type into a workbook: states in other words, references in other forms, headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from tracker.domain.log.merge import fold_text
from tracker.domain.plan.fields import Spec
from tracker.domain.plan.kinds import PREFIXES
from tracker.domain.plan.records import Kind
from tracker.domain.text.words import TYPEWRITTEN, as_compared

_STATES: Final[Mapping[str, Mapping[str, str]]] = {
    "delivery": {
        "completed": "complete", "done": "complete", "finished": "complete",
        "started": "in progress", "ongoing": "in progress", "underway": "in progress", "under way": "in progress",
        "in hand": "in progress", "progressing": "in progress", "wip": "in progress",
        "to do": "not started", "not begun": "not started", "not yet started": "not started",
    },
    "forecast": {
        "g": "green", "on track": "green", "a": "amber", "at risk": "amber", "r": "red", "off track": "red",
    },
    "priority": {"h": "high", "m": "medium", "l": "low"},
}  # fmt: skip
"""Words that are taken for a state, by field: only those that can mean no other one."""

_HEADINGS: Final[Mapping[str, tuple[str, ...]]] = {
    "ref": ("reference", "ref no", "ref number", "reference number", "no", "number", "action no", "action number"),
    "targets": ("recommendation", "recommendations", "for recommendation", "answers"),
    "title": ("action", "what", "task", "what will be done"),
    "owner": (
        "lead", "lead officer", "lead person", "responsible", "responsible officer", "responsible person", "who",
        "assigned to", "officer", "action lead",
    ),
    "agency": ("organisation", "organization", "partner", "service", "lead agency"),
    "due": ("deadline", "target date", "by when", "date due", "when", "end date"),
    "delivery": ("status", "state", "progress status", "delivery status", "delivery state"),
    "forecast": ("rag", "rag rating", "rag status"),
    "forecast_reason": ("rag reason", "reason for rag", "forecast reason"),
    "new_update": ("update", "progress", "progress update", "this month", "latest news", "comments", "commentary"),
    "due_reason": ("reason for new due date", "reason for change of date", "reason for delay"),
    "done": ("date done", "date completed", "completed on", "completion date"),
    "url": ("web address", "address", "hyperlink"),
    "name": ("full name", "person"),
    "email": ("e-mail address", "email address", "mail"),
    "role": ("job title", "post", "job"),
}  # fmt: skip
"""Other headings that people give the columns, by field."""

_FILLERS: Final = frozenset({"date", "the", "of", "name", "action", "actions", "no", "current", "details", "officer"})
"""Words that change nothing in a heading."""
_NOT_LETTERS = re.compile(r"[^\w]+")
_LOOSE_REFERENCE = re.compile(r"([a-z]+)[\s.\-–#:]*(?:no|number)?[\s.\-–#:]*0*(\d{1,6})\.?", re.ASCII | re.IGNORECASE)


def state_meant(spec: Spec, text: str) -> str | None:
    """The one of a field's tokens that words mean, or None: "In-progress", "DONE", "G"."""
    words = " ".join(_NOT_LETTERS.sub(" ", as_compared(text).replace("_", " ")).split())
    if words in spec.tokens:
        return words
    return _STATES.get(spec.name, {}).get(words)


def reference_meant(kind: Kind, text: str) -> str:
    """The reference in the plan's form, where words are one of this kind in another: "a 3", "A-04", "Action 5"."""
    found = _LOOSE_REFERENCE.fullmatch(text.strip())
    if found is None or found[1].casefold() not in (PREFIXES[kind].casefold(), kind.value):
        return text.strip()
    return f"{PREFIXES[kind]}{found[2]}"


def heading_words(heading: str) -> str:
    """A heading as it is compared: without case, marks and line breaks."""
    return " ".join(_NOT_LETTERS.sub(" ", as_compared(heading)).split())


def column_meant(heading: str, labels: Mapping[str, str]) -> str | None:
    """The one of some columns (label by name) that a heading means in other words, or None where that is not sure."""
    words = heading_words(heading)
    named = [name for name in labels if words in _HEADINGS.get(name, ())]
    found = named or list(_around(words.split(), labels))
    return found[0] if len(found) == 1 else None


def _around(words: Iterable[str], labels: Mapping[str, str]) -> Iterable[str]:
    """The columns whose label is all that a heading says beside words that change nothing."""
    said = set(words)
    for name, label in labels.items():
        own = set(heading_words(label).split())
        if own and own <= said and said - own <= _FILLERS:
            yield name


_HEADING = re.compile(
    r"(?:sub-?\s?|grand )?totals?(?: .{0,30})?|sum|count|average|[RF]\d+\s*[-:.].*"
    r"|(?:recommendation|finding|section|priority) \d+.*",
    re.IGNORECASE | re.ASCII | re.DOTALL,
)


def is_heading(title: str) -> bool:
    """Whether the only words of a row are a total's or a group's and no record's: "Total", "R1 - Supervision"."""
    return _HEADING.fullmatch(title.strip().translate(TYPEWRITTEN)) is not None


def news_in(text: str, said: Iterable[str], before: Iterable[str]) -> str:
    """What of a text was not said yet, where one cell is filled month under month; "" where all of it was.

    `before` was said before the cell went out empty: it is left out where it only leads in to something new.
    """
    rest = fold_text(text)
    known = sorted({fold_text(one) for one in said}, key=len, reverse=True)
    older = sorted({fold_text(one) for one in before}, key=len, reverse=True)
    while rest:
        if rest in known:
            return ""
        shorter = next((found for one in (*known, *older) if (found := _without(rest, one)) is not None), None)
        if shorter is None:
            return rest
        rest = shorter
    return rest


def _without(text: str, said: str) -> str | None:
    """The text without words that it begins or ends with as lines or sentences of their own, or None."""
    if not said or len(said) >= len(text):
        return None
    if text.startswith(said) and (text[len(said)] == "\n" or (said[-1] in ".!?" and text[len(said)].isspace())):
        return text[len(said) :].strip()
    return text[: -len(said)].strip() if text.endswith("\n" + said) else None
