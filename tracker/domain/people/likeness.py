"""Whether a returned workbook's name may be a known one: turned round, initials, an agency behind it, a slip."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.domain.text.words import as_compared, as_looked_for

_BRACKETS = re.compile(r"\([^()]*\)")
_NOT_LETTERS = re.compile(r"[^\w']+")
_BETWEEN = re.compile(r"\s*(?:/|&|\+|\band\b|,)\s*", re.IGNORECASE)
_TITLES = frozenset({"mr", "mrs", "ms", "miss", "dr", "prof", "cllr", "sir", "dame", "rev", "insp", "supt", "sgt"})


def names_like(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """Those of the names that this one may be another spelling of; a name is not like itself."""
    wanted = as_compared(name)
    words = _words(name)
    return tuple(dict.fromkeys(one for one in names if as_compared(one) != wanted and _alike(words, _words(one))))


def several_names(name: str, names: Iterable[str]) -> tuple[str, ...]:
    """The names in a cell that names several people, where at least one of them is known; else nothing."""
    parts = tuple(part for part in _BETWEEN.split(name.strip()) if part)
    known = {as_compared(one) for one in names}
    return parts if len(parts) > 1 and any(as_compared(part) in known for part in parts) else ()


def _words(name: str) -> tuple[str, ...]:
    words = _NOT_LETTERS.sub(" ", _BRACKETS.sub(" ", as_looked_for(as_compared(name)))).split()
    return tuple(word for word in words if word not in _TITLES)


def _alike(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether two names have the same words in any order, or differ in initials or in one letter."""
    if not one or not other:
        return False
    if sorted(one) == sorted(other):
        return True
    if len(one) != len(other):
        return False
    initials = all(_initial(a, b) for a, b in zip(one, other, strict=True)) and one[-1] == other[-1] and len(one) > 1
    joined = " ".join(one), " ".join(other)
    return initials or (min(map(len, joined)) > 5 and not _numbered(one, other) and _one_slip(*joined))


def _initial(one: str, other: str) -> bool:
    return one == other or (min(len(one), len(other)) == 1 and one[0] == other[0])


def _numbered(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether names differ in a number or a single letter, as "Team 1" and "Team 2" do."""
    return any(
        a != b and (not a.replace("'", "").isalpha() or min(len(a), len(b)) < 2)
        for a, b in zip(one, other, strict=True)
    )


def _one_slip(one: str, other: str) -> bool:
    """Whether one letter was changed, left out, put in, or two were exchanged."""
    if abs(len(one) - len(other)) > 1:
        return False
    start = next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))
    if len(one) == len(other):
        swapped = one[start : start + 2][::-1] == other[start : start + 2] and one[start + 2 :] == other[start + 2 :]
        return swapped or one[start + 1 :] == other[start + 1 :]
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return longer[start + 1 :] == shorter[start:]
