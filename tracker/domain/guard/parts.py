"""Words that stand in the parts of a plan rather than in a field of a record: its key, its steps, its templates.

Nobody can decide on an identifier there, as on one in a field: what names one person by a number is not let in.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

from tracker.domain.guard.identifiers import identifiers
from tracker.errors import UserError

_NO_WORDS = ("logo",)
"""Strings that nobody typed: the digest of a picture."""


def refuse_identifiers(parts: Any, today: date, where: str, known: Collection[str] = ()) -> None:
    """Raises UserError where words of these parts, which stand in `where`, would name one person by a number.

    Words that were `known` before are let be.
    """
    words = (text for text in words_in(parts) if text not in known)
    found = ((text, one) for text in words for one in identifiers(text, today) if one.kind.names_one_person)
    for text, one in found:
        said = f"“{text[one.start : one.end]}” may be somebody's {one.kind}, and would stand in {where}"
        raise UserError(said, "say it without")


def words_in(part: Any) -> Iterator[str]:
    """Every text in a part, and in the parts of it."""
    if isinstance(part, str):
        yield part
    elif isinstance(part, tuple):
        for one in part:
            yield from words_in(one)
    elif is_dataclass(part):
        for one in fields(part):
            if one.name not in _NO_WORDS:
                yield from words_in(getattr(part, one.name))
