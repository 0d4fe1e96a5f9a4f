"""How wide the columns of a list are before anybody drags one: none is cut while another stands empty."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Wants(NamedTuple):
    """What one column would have, in pixels: for its heading, for what stands in it (0 for nothing), and as a rule."""

    heading: int
    content: int
    usual: int


def widths(columns: Sequence[Wants], words: Wants, room: int, least_words: int) -> list[int]:
    """The widths of the columns beside the words of a list, which take what is left of `room`.

    An empty column keeps its heading alone. Where the words would have less than `least_words`, the widest columns
    give; what the words have no use for goes to those that are cut, the least cut first.
    """
    found = [max(one.heading, min(one.content, one.usual)) for one in columns]
    found = _shaved(found, [one.heading for one in columns], sum(found) + least_words - room)
    spare = room - sum(found) - max(least_words, words.content)
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
