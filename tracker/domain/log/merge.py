"""Three-way merge of field values: what two people made of one value since both had it before them.

Values are compared after folding away what programs change on their own (line ends, spaces at the end of lines,
empty against absent), so that a workbook that was only opened and saved says the same as before.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from tracker.domain.plan.fields import FieldType, Spec

_TEXTS = (FieldType.TEXT, FieldType.NOTE, FieldType.TOKEN)
_SPACES = str.maketrans({"\u00a0": " ", "\u202f": " ", "\u2007": " "})


@dataclass(frozen=True, slots=True)
class Merged:
    """The value both sides can live with."""

    value: Any


@dataclass(frozen=True, slots=True)
class Clash:
    """Both sides changed the value and differ: a person must decide."""

    base: Any
    ours: Any
    theirs: Any


def fold_text(text: str) -> str:
    """The text with one kind of line end and of space, and without spaces at its ends and at line ends."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").translate(_SPACES).split("\n")
    return "\n".join(line.rstrip() for line in lines).strip()


def same_value(spec: Spec, one: Any, other: Any) -> bool:
    """Whether two values of a field say the same to a reader."""
    return bool(_folded(spec, one) == _folded(spec, other))


def _folded(spec: Spec, value: Any) -> Any:
    if value is None or value in ("", ()):
        return None
    if spec.type is FieldType.LINKS:
        return frozenset(value)
    if spec.type is FieldType.WORDS:
        return tuple(fold_text(word) for word in value)
    if spec.type in _TEXTS:
        return fold_text(str(value)) or None
    return value


def merge_value(spec: Spec, base: Any, ours: Any, theirs: Any) -> Merged | Clash:
    """The value that keeps both sides' changes to `base`, or a Clash where both changed it differently.

    Links without order are merged one by one: what either side added is in, what either side took out is out.
    """
    if same_value(spec, ours, theirs) or same_value(spec, base, theirs):
        return Merged(ours)
    if same_value(spec, base, ours):
        return Merged(theirs)
    if spec.type is FieldType.LINKS:
        return Merged(merge_links(base, ours, theirs))
    return Clash(base, ours, theirs)


def merge_links(base: tuple[Any, ...], ours: tuple[Any, ...], theirs: tuple[Any, ...]) -> tuple[Any, ...]:
    """The links that remain when both sides' additions and removals are followed, sorted."""
    was, mine, yours = frozenset(base), frozenset(ours), frozenset(theirs)
    return tuple(sorted((was & mine & yours) | (mine - was) | (yours - was)))
