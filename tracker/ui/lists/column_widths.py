"""How wide the columns of a list are before anybody drags one: none is cut while another stands empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Wants(NamedTuple):
    """What one column would have, in pixels: for its heading, for all that stands in it (0 for nothing), as a rule, and
    for the first lines alone.
    """

    heading: int
    content: int
    usual: int
    first: int


def widths(columns: Sequence[Wants], words: Wants, room: int, least_words: int, *, give: bool = True) -> list[int]:
    """The widths of the columns beside the words of a list, which take what is left of `room`.

    An empty column keeps its heading alone. Columns that `give` have their first lines as a rule, and the widest of
    them less where the words would have less than `least_words`; others have all that stands in them, and the list runs
    sideways. What is left goes to second lines and the words alike, then to what is cut still, the least cut first.
    """
    whole = [max(one.heading, min(one.content, one.usual)) for one in columns]
    if not give:
        return _filled(columns, whole, room - sum(whole) - max(least_words, words.first))
    found = [max(one.heading, min(one.first, one.usual)) for one in columns]
    found = _shaved(found, [one.heading for one in columns], sum(found) + least_words - room)
    lack = sum(whole) - sum(found) + max(0, words.first - least_words)
    spare = max(0, room - sum(found) - least_words)
    part = min(1.0, spare / lack) if lack else 1.0
    found = [width + int((most - width) * part) for width, most in zip(found, whole, strict=True)]
    return _filled(columns, found, room - sum(found) - max(least_words, words.first))


def _filled(columns: Sequence[Wants], found: list[int], spare: int) -> list[int]:
    """The widths where what is to spare goes to the columns that are cut, the least cut first."""
    found = list(found)
    lacking = sorted((one.content - width, at) for at, (one, width) in enumerate(zip(columns, found, strict=True)))
    for lack, at in lacking:
        if 0 < lack <= spare:
            found[at] += lack
            spare -= lack
    return found


def _shaved(found: list[int], least: list[int], over: int) -> list[int]:
    """The widths with so much taken from the widest, none below its least."""
    found = list(found)
    while over > 0:
        can = [at for at, width in enumerate(found) if width > least[at]]
        if not can:
            break
        widest = max(can, key=lambda at: found[at])
        next_one = max((found[at] for at in can if found[at] < found[widest]), default=least[widest])
        step = min(over, found[widest] - max(next_one, least[widest]))
        found[widest] -= step
        over -= step
    return found
