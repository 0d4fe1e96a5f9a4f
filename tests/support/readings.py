"""What is read out of a plan, as lines of text: a value of any shape at once, or day by day what becomes different.

Lines are held against those that somebody read and approved. Where they change on purpose,
`APPROVE=1 python3 run.py test tests/services/readings` writes them anew; read the difference before it is kept.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Any

from tracker.domain.plan.records import RECORD_TYPES

FOLDER = Path(__file__).parents[1] / "services" / "readings" / "approved"
NAMES = ("ref", "name", "label", "title", "word", "key", "text")
"""The fields by which a value among others is told apart, the best first."""
_RECORDS = tuple(RECORD_TYPES.values())
_ID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{64}|(?<=· )[0-9a-f]{6,}")
_COUNTED = re.compile(r"\d+(?= (?:working )?(?:day|week|month)s?\b)|(?<=days: )-?\d+$")


def approve(name: str, lines: Iterable[str]) -> None:
    """Holds lines against those that were approved under this name."""
    file, text = FOLDER / f"{name}.txt", "".join(f"{line}\n" for line in lines)
    if os.environ.get("APPROVE"):
        file.write_text(text, encoding="utf-8")
    assert text == file.read_text(encoding="utf-8")


def lines_of(value: Any, name: str = "", told: set[Any] | None = None) -> Iterator[str]:
    """A line for everything that a value says: where it stands, by names, and what it is. What is empty is left out.

    With `told` what was told once is only named where it is met again.
    """
    value = value.value if isinstance(value, Enum) else value.ref if type(value) in _RECORDS else value
    value = value.__name__ if isinstance(value, type) else value
    if value is None or value is False or value in ("", (), [], {}) or callable(value):
        return
    if is_dataclass(value):
        yield from _parts(value, name, told)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from lines_of(one, f"{name}.{key}", told)
    elif isinstance(value, tuple | list) and not all(isinstance(one, str | int) for one in value):
        for one in value:
            yield from lines_of(one, name, told)
    else:
        said = " | ".join(map(str, value)) if isinstance(value, tuple | list) else str(value)
        yield f"{name}: {_ID.sub('#', said)}".replace("\n", " / ")


def _parts(value: Any, name: str, told: set[Any] | None) -> Iterator[str]:
    own = next((said for one in NAMES if isinstance(said := getattr(value, one, None), str) and said), "")
    if told is not None and own and isinstance(value, Hashable):
        if (type(value), repr(value)) in told:
            yield f"{name}[{own}] as before"
            return
        told.add((type(value), repr(value)))
    for one in fields(value):
        yield from lines_of(
            getattr(value, one.name), f"{name}[{own}].{one.name}" if own else f"{name}.{one.name}", told
        )


def day_by_day(read: Callable[[date], Any], days: Iterable[date]) -> Iterator[str]:
    """What is said on the first day, and what is said no longer, or is new, on each that follows.

    How many days or weeks something is off stands as a number on the first day only.
    """
    before: Counter[str] | None = None
    for day in days:
        said = list(lines_of(read(day)))
        now = Counter(_COUNTED.sub("#", line) for line in said)
        if before is None:
            yield from (f"{day}", *said)
        elif now != before:
            yield f"{day}"
            yield from (f"- {line}" for line in (before - now).elements())
            yield from (f"+ {line}" for line in (now - before).elements())
        before = now
