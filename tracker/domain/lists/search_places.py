"""Where the words that were looked for stand: in a text, and among the words printed on a page."""

from __future__ import annotations

import re
from collections.abc import Sequence

from tracker.domain.lists.search import Query, fold

_WORD = re.compile(r"[^\W_]+")


def places_among(words: Sequence[str], query: Query) -> frozenset[int]:
    """Which of the words, by their place, are what is looked for: as the search itself finds them.

    A word of several parts ("multi-agency") is found by any of them.
    """
    parts = [(part, place) for place, word in enumerate(words) for part in fold(word).split()]
    found: set[int] = set()
    for term in query.terms:
        pieces = term.split()
        for start in range(len(parts) - len(pieces) + 1):
            here = parts[start : start + len(pieces)]
            if _says([part for part, _ in here], pieces, whole=term.endswith(" ")):
                found.update(place for _, place in here)
    return frozenset(found)


def spans_in(text: str, query: Query) -> tuple[tuple[int, int], ...]:
    """The places of what is looked for in a text, as start and end of each word."""
    matches = list(_WORD.finditer(text))
    wanted = places_among([match[0] for match in matches], query)
    return tuple(match.span() for place, match in enumerate(matches) if place in wanted)


def _says(said: Sequence[str], pieces: Sequence[str], *, whole: bool) -> bool:
    """Whether words are those looked for; the last may go on, where they are not meant to be whole."""
    return said[:-1] == pieces[:-1] and (said[-1] == pieces[-1] if whole else said[-1].startswith(pieces[-1]))
