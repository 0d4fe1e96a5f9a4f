"""The key that a plan prints to its colours and letters, wherever it stands, and what it says that each means."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from tracker.domain.foreign.grid import Grid, GridCell
from tracker.domain.foreign.states import Standing, colour_of
from tracker.domain.text.words import as_compared

COLOURS: Final[Mapping[str, str]] = {
    "blue": "blue", "b": "blue", "green": "green", "g": "green", "amber": "amber", "a": "amber", "yellow": "amber",
    "orange": "amber", "red": "red", "r": "red", "grey": "grey", "gray": "grey", "white": "grey", "purple": "purple",
    "black": "black",
}  # fmt: skip
"""Colours by the words and letters that stand for them in a cell."""
_ENTRY = re.compile(
    r"(?P<mark>[^\W\d_]{1,7})(?: \(?[^\W\d_]\)?)?(?: rating| status)?\s*(?:[-–—=:]|\bis\b|\bmeans\b)\s*(?P<means>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_SEVERAL = re.compile(r"\s*(?:\n|;|\||(?<=\w)(?=(?:Red|Amber|Green|Blue|Grey)\s*[=:–-]))\s*")
_MEANT: Final = (
    (re.compile(r"\bnot (?:yet )?(?:due to )?(?:start|begun|begin|commence|due)\w*|\bto start\b|no action yet"),
     Standing("not started")),
    (re.compile(r"\b(?:not|nor|in|un)\W?(?:yet |fully |been )*(?:complet|achiev|deliver|implement|met\b)"),
     Standing("in progress")),
    (re.compile(r"embed|sustain|business as usual|\bbau\b"), Standing("complete", assurance="embedded")),
    (re.compile(r"impact (?:is )?(?:shown|seen|evident|evidenced)"), Standing("complete", assurance="impact shown")),
    (re.compile(r"\bclosed\b|signed[ -]off"), Standing("closed")),
    (re.compile(r"evidenced\b|evidence (?:tested|seen|accepted|checked|verified)"),
     Standing("complete", assurance="evidenced")),
    (re.compile(r"complet|\bdone\b|achiev|finish|deliver(?:ed|y complete)|implemented\b"), Standing("complete")),
    (re.compile(r"superseded|merged|replaced"), Standing("superseded")),
    (re.compile(r"not (?:adopted|agreed|taken)|withdrawn|discounted|no longer"), Standing("not adopted")),
    (re.compile(r"progress|track|under ?way|schedule|target|delay|slip|risk|overdue|behind|missed|late\b|timescale|"
                r"concern|started|issue|plan"), Standing("in progress")),
)  # fmt: skip
"""What the words of a key come to; the first that fits holds."""
_LONGEST: Final = 200
_MOST: Final = 9


def key_in(grids: Iterable[Grid], data: Mapping[str, Collection[int]]) -> dict[str, Standing]:
    """What the files' key says of each colour ("blue") and letter ("c"); `data` are the rows of the plan, by sheet."""
    found: dict[str, Standing] = {}
    for grid in grids:
        own = data.get(grid.name, ())
        for text in grid.above:
            found.update(_entries(text))
        for row in range(1, grid.last_row + 1):
            said = grid.columns_of(row)
            if row not in own and 0 < len(said) <= _MOST:
                found.update(_row([grid.at(row, at) for at in said]))
    return found


def _row(cells: list[GridCell]) -> dict[str, Standing]:
    texts = [cell.text.strip() for cell in cells]
    if len(cells) in (2, 3) and len(texts[0]) < 12 and all(len(text) < _LONGEST for text in texts):
        found = _entry(texts[0], texts[-1], cells[0].fill)
        if found:
            return found
    several = [entry for text in texts for entry in _entries(text).items()]
    if several:
        return dict(several)
    if as_compared(texts[0]).rstrip(":") in ("key", "rag key", "brag key", "colour key", "legend"):
        painted = ((colour_of(cell.fill), _meaning(cell.text)) for cell in cells[1:])
        return {colour: meant for colour, meant in painted if colour and meant is not None}
    return {}


def _entries(text: str) -> dict[str, Standing]:
    """What the entries of one cell or line say: “Blue = completed; Green = on track”."""
    found: dict[str, Standing] = {}
    for part in _SEVERAL.split(text) if len(text) < 4 * _LONGEST else ():
        said = _ENTRY.fullmatch(part.strip())
        if said is not None and (as_compared(said["mark"]) in COLOURS or len(said["mark"]) == 1):
            found.update(_entry(said["mark"], said["means"], ""))
    return found


def _entry(mark: str, means: str, fill: str) -> dict[str, Standing]:
    meant = _meaning(means)
    if meant is None:
        return {}
    return dict.fromkeys(_names(mark, fill), meant)


def is_key_entry(cells: Sequence[GridCell]) -> bool:
    """Whether the cells of a row are nothing but colours or letters and what they mean."""
    if len(cells) == 1:
        return bool(_entries(cells[0].text))
    if len(cells) != 2:
        return False
    return as_compared(cells[0].text).strip(" .:()") in COLOURS and _meaning(cells[1].text) is not None


def _names(mark: str, fill: str) -> Iterator[str]:
    said = as_compared(mark).strip(" .:()")
    if said in COLOURS:
        yield COLOURS[said]
    elif len(said) == 1 and said.isalpha():
        yield said
    elif said and colour_of(fill):
        yield colour_of(fill)


def _meaning(words: str) -> Standing | None:
    said = as_compared(words)
    return next((meant for pattern, meant in _MEANT if pattern.search(said)), None)
