"""Names of the register that may be one person's though spelled apart: `lint` shows them, they stay two."""

from __future__ import annotations

import re

from tracker.domain.people.people import fold
from tracker.domain.text.words import as_looked_for

_LOOKS = str.maketrans("авсенкмортхуіјѕԁɡαβερικνοτυχ", "abcehkmoptxyijsdgabepiknotux")
"""Small letters of other alphabets that look like Latin ones."""
_BESIDE = re.compile(r"\(.*?\)|\b(?:acting|interim|mrs?|ms|dr)\b\.?")


def alike(one: str | None, other: str | None) -> bool:
    """Whether two names could be taken for one another: "A. Lee" and "Ann Lee (acting)", or letters that look alike."""
    mine, yours = _words(one), _words(other)
    if not mine or not yours or mine[-1] != yours[-1]:
        return False
    first, second = sorted((mine[0], yours[0]), key=len)
    return first == second or (len(first) == 1 and second.startswith(first))


def _words(name: str | None) -> list[str]:
    return re.findall(r"[^\W\d_]+", _BESIDE.sub(" ", as_looked_for(fold(name).translate(_LOOKS))))
