"""The values by which actions can be picked out with a click, each with how many actions it finds, and their filter."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from functools import partial
from typing import Any, Final, TypeVar

from tracker.domain.plan.records import ASSURANCE, DELIVERY, PRIORITY, Action
from tracker.domain.plan.snapshot import Snapshot

FACETS: Final = (
    "agency", "for", "theme", "national_framework", "owner", "accountable", "delivery", "priority", "assurance",
)  # fmt: skip
"""The fields offered, by their names in filters."""
_THROUGH: Final = ("theme", "national_framework")
"""The fields that an action answers to through what it is for."""
_TERM = re.compile(r'([a-z_]+)=("[^"]*"(?:\|"[^"]*")*)')
S = TypeVar("S")
_NUMBER = re.compile(r"(\D*)(\d*)(.*)", re.DOTALL)


def values_of(snapshot: Snapshot, action: Action, field: str) -> tuple[str, ...]:
    """What an action answers to in a field, as filters name it; () for nothing."""
    if field == "for":
        return snapshot.refs_of(action.targets)
    if field in _THROUGH:
        subjects = (snapshot.get(target) for target in action.targets)
        return tuple({tag for subject in subjects if subject is not None for tag in _tags(subject, field)})
    if field in _TOKENS:
        token = getattr(action, field)
        return (token,) if token else ()
    name = snapshot.name_of(getattr(action, field))
    return (name,) if name else ()


def _tags(subject: Any, field: str) -> tuple[str, ...]:
    """What a recommendation or finding is filed under: its outcomes of the national framework, or its theme."""
    if field == "national_framework":
        return tuple(subject.national_framework)
    return (subject.theme,) if subject.theme else ()


def groups(snapshot: Snapshot) -> tuple[str, ...]:
    """The fields by which recommendations may be grouped, as far as any is filed by them."""
    subjects = snapshot.subjects
    return tuple(field for field in _THROUGH if any(_tags(subject, field) for subject in subjects))


def filed_under(subject: Any, field: str) -> str:
    """The first of what a recommendation or finding is filed under in a field; "" where it is filed nowhere."""
    return min(_tags(subject, field), key=_by_words, default="") if field in _THROUGH else ""


def grouped_by(subjects: Iterable[S], field: str) -> list[S]:
    """Recommendations and findings side by side that are filed alike, those filed nowhere last; else as they were."""

    def place(subject: S) -> tuple[bool, tuple[str, int, str]]:
        tag = filed_under(subject, field)
        return (not tag, _by_words(tag))

    return sorted(subjects, key=place) if field in _THROUGH else list(subjects)


def facets(snapshot: Snapshot, field: str) -> tuple[tuple[str, int], ...]:
    """The values of a field that occur, each with how many actions it finds, in the order people look for them."""
    found = Counter(value for action in snapshot.actions for value in values_of(snapshot, action, field))
    return tuple((value, found[value]) for value in sorted(found, key=_orders.get(field, _by_words)))


def _by_words(value: str) -> tuple[str, int, str]:
    match = _NUMBER.fullmatch(value.casefold())
    assert match is not None, "any text matches"
    return (match[1], int(match[2] or 0), match[3])


def _by_token(field: str, value: str) -> tuple[str, int, str]:
    return ("", _TOKENS[field].index(value), "")


_TOKENS: Final[Mapping[str, tuple[str, ...]]] = {"delivery": DELIVERY, "priority": PRIORITY, "assurance": ASSURANCE}
"""The fields whose values are words of a closed vocabulary, in its order."""
_orders: dict[str, Callable[[str], tuple[str, int, str]]] = {field: partial(_by_token, field) for field in _TOKENS}


def term_of(field: str, values: Iterable[str]) -> str:
    """The filter that lets through what answers to any of these values ("" for none): agency="Police"|"Health"."""
    quoted = [f'"{value.replace(chr(34), "")}"' for value in values]
    return f"{field}={'|'.join(quoted)}" if quoted else ""


def chosen_in(terms: Collection[str]) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """The values that filters of this form choose, by field, and the terms that are none of these."""
    chosen: dict[str, tuple[str, ...]] = {}
    others = []
    for term in terms:
        match = _TERM.fullmatch(term)
        if match and match[1] in FACETS:
            chosen[match[1]] = tuple(value.strip('"') for value in match[2].split('"|"'))
        else:
            others.append(term)
    return chosen, tuple(others)
