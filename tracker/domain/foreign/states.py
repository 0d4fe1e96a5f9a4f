"""What plans say of how an action stands: words of the trade, letters and colours, and what they come to."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

from tracker.domain.text.words import as_compared


@dataclass(frozen=True, slots=True)
class Standing:
    """What a cell says of an action. None says nothing of an axis; `blue` is asked about once a file."""

    delivery: str | None = None
    forecast: str | None = None
    assurance: str | None = None
    blue: bool = False
    rest: str = ""
    """Words after the state: "signed off in March"."""


_DELIVERY: Final[Mapping[str, str]] = {
    "complete": (
        "complete|completed|done|finished|achieved|delivered|implemented|fully implemented|met|fully met|resolved|"
        "actioned|discharged|fully complete|action complete|action completed|fully achieved|yes|y|✓|✔|☑|x done|"
        "task complete|in place|complete awaiting evidence|complete evidence awaited|fulfilled|"
        "implemented in full|submitted for closure|awaiting closure|proposed for closure|recommended for closure|"
        "complete awaiting sign off|completed awaiting sign off|awaiting sign off|ready to close|complete not closed"
    ),
    "in progress": (
        "in progress|in-progress|ongoing|on going|started|underway|under way|in hand|progressing|wip|"
        "work in progress|commenced|partially complete|partially completed|partly complete|partially met|"
        "partly met|partially achieved|partially implemented|partly implemented|open|active|live|nearly complete|"
        "mostly complete|in development|begun|work ongoing|in train|continuing|in draft|substantially complete|"
        "largely complete|partial|progress made|in process|part implemented|part complete|implementation in progress|"
        "being implemented|progressed|continues|implementing|under development|started not complete"
    ),
    "not started": (
        "not started|to do|todo|not begun|not yet started|not yet begun|no progress|planned|pending|scheduled|"
        "future|not due|not yet due|yet to start|not commenced|not yet commenced|no|n|not in place|to start|"
        "awaiting start|new|unstarted|not met|not implemented|not yet implemented|not due to start|"
        "not yet due to start|"
        "not yet in place|no action taken|not actioned|outstanding"
    ),
    "closed": (
        "closed|signed off|signed-off|archived|closed down|complete and signed off|complete and closed|"
        "completed and closed|completed and signed off"
    ),
    "verified": "verified|validated|complete and verified|completed and verified|checked",
    "superseded": "superseded|merged|replaced|duplicate|merged with another action|combined|superceded",
    "not adopted": (
        "not adopted|discounted|rejected|withdrawn|not agreed|not accepted|cancelled|canceled|not taken forward|"
        "no longer required|no longer needed|abandoned|deleted|removed|not progressed|not applicable|n/a|declined|"
        "dropped|refused|risk accepted|accepted risk|tolerated|not accepted by management|no further action|"
        "discontinued|"
        "ceased|stopped|not to be pursued|not proceeding|not pursued"
    ),
}  # fmt: skip
_FORECAST: Final[Mapping[str, str]] = {
    "green": "green|g|on track|on-track|on target|on schedule|to schedule|going to plan|on course",
    "amber": (
        "amber|a|yellow|orange|at risk|some risk|slight delay|minor delay|delayed|delay|some slippage|slipped|"
        "slippage|behind|behind schedule|needs attention|some concern"
    ),
    "red": (
        "red|r|off track|off-track|off target|overdue|late|critical|not on track|not on target|significant delay|"
        "seriously delayed|significantly behind|will miss"
    ),
}  # fmt: skip
_BLUE: Final = ("blue", "b")
_EMBEDDED: Final = (
    "complete and embedded", "completed and embedded", "embedded", "done and embedded", "complete & embedded",
    "fully embedded", "complete and sustained",
)  # fmt: skip
_GREY: Final = ("grey", "gray", "white", "gry", "w")
_WORDS: Final[Mapping[str, Standing]] = {
    **{word: Standing(delivery=state) for state, words in _DELIVERY.items() for word in words.split("|")},
    **{word: Standing(forecast=state) for state, words in _FORECAST.items() for word in words.split("|")},
    **{word: Standing(delivery="complete", assurance="embedded") for word in _EMBEDDED},
    **{word: Standing(delivery="complete", blue=True) for word in _BLUE},
    **{word: Standing(delivery="not started") for word in _GREY},
    "complete and evidenced": Standing(delivery="complete", assurance="evidenced"),
    "completed and evidenced": Standing(delivery="complete", assurance="evidenced"),
    "complete evidenced": Standing(delivery="complete", assurance="evidenced"),
}
_STARTED: Final = (
    "on track",
    "on target",
    "on schedule",
    "off track",
    "at risk",
    "delayed",
    "behind schedule",
    "slipped",
    "behind",
)
_JOINS = re.compile(r"\s*(?:[-–—:;,.(/\n|]|\band\b)\s*")
_NOT_WORDS = re.compile(r"[^\w%/✓✔☑ ]+")
_PERCENT = re.compile(r"(\d{1,3})(?:\.\d+)? ?%?(?: (?:complete|completed|done))?")
_LONGEST: Final = 40


def standing_of(text: str, *, percent: bool = False) -> Standing | None:
    """What words say of how an action stands; None where that is not sure. `percent` takes "60%" for how far it is."""
    said = as_compared(text).strip(" .!*")
    plain = " ".join(_NOT_WORDS.sub(" ", said).split())
    plain = plain if plain in _WORDS or "".join(plain.split()) not in _WORDS else "".join(plain.split())
    if plain in _WORDS:
        found = _WORDS[plain]
        return _begun(found, plain)
    if percent and (done := _PERCENT.fullmatch(said)) and int(done[1]) <= 100:
        share = int(done[1])
        return Standing("complete" if share == 100 else "in progress" if share else "not started")
    return _first_words(text.strip(), said)


def _begun(found: Standing, words: str) -> Standing:
    """A forecast in words that tell of work under way says that too."""
    return Standing("in progress", found.forecast) if found.forecast and words in _STARTED else found


def _first_words(text: str, said: str) -> Standing | None:
    """The state that a cell begins with, and the words after it, parted from it; two colours are unsure."""
    parts = [part.strip(" )*.") for part in _JOINS.split(said) if part.strip(" )*.")]
    known = [_WORDS[part] for part in parts if part in _WORDS and len(part) > 0]
    if not parts or parts[0] not in _WORDS or (len(parts[0]) == 1 and len(parts) > 1 and len(said) > _LONGEST):
        return None
    forecasts = {one.forecast for one in known if one.forecast} | (
        {"blue"} if any(one.blue for one in known) else set()
    )
    deliveries = {one.delivery for one in known if one.delivery}
    if len(forecasts) > 1 or len(deliveries) > 1:
        return None
    rest = "" if len(known) == len(parts) else _rest(text, parts[0])
    first = next(one for one in known)
    delivery = next(iter(deliveries), None) or _begun(first, parts[0]).delivery
    assurance = next((one.assurance for one in known if one.assurance), None)
    return Standing(
        delivery, next((one for one in forecasts if one != "blue"), None), assurance, "blue" in forecasts, rest
    )


def _rest(text: str, first: str) -> str:
    return text[len(first) :].strip(" \t-–—:;,.(/|\n").rstrip(")") if as_compared(text[: len(first)]) == first else text


def colour_of(fill: str) -> str:
    """The colour that a reader sees in a cell's ground (rrggbb): red, amber, green, blue, grey, or "" for another."""
    if not re.fullmatch(r"[0-9a-fA-F]{6}", fill):
        return ""
    red, green, blue = (int(fill[at : at + 2], 16) / 255 for at in (0, 2, 4))
    hue, light, saturation = colorsys.rgb_to_hls(red, green, blue)
    if light > 0.97 or light < 0.08:
        return ""
    if saturation < 0.15:
        return "grey"
    degrees = hue * 360
    return next(name for name, end in _HUES if degrees < end)


_HUES: Final = (("red", 17.0), ("amber", 70.0), ("green", 168.0), ("blue", 262.0), ("", 330.0), ("red", 361.0))
"""Where on the wheel of hues (degrees) each colour ends."""

_KEY = re.compile(
    (
        r"(?:(?:b?rag|status|colour|rating) )?key\b.*|legend\b.*|(?:(?P<colour>red|amber|green|blue|grey|"
        r"gray)|(?P<letter>[ragb]))\s*(?:[-–—=:]|\bis\b|\bmeans\b|\().*"
    ),
    re.IGNORECASE | re.DOTALL,
)


def is_key(text: str) -> bool:
    """Whether words explain a colour: "Red = off track", "RAG key"."""
    return _KEY.fullmatch(text.strip()) is not None
