"""Where the parts of a drawing stand, measured from its lower left corner."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from reportlab.graphics.shapes import Circle, Group, Line, Path, Polygon, Rect, String
from reportlab.pdfbase.pdfmetrics import stringWidth

ASCENT, DESCENT = 0.7, 0.2
"""How far letters reach over and under their line, as parts of their size."""


@dataclass(frozen=True)
class Drawn:
    """One part of a drawing and its box."""

    what: Any
    left: float
    bottom: float
    right: float
    top: float

    @property
    def text(self) -> str:
        return getattr(self.what, "text", "")

    @property
    def middle(self) -> tuple[float, float]:
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    def over(self, other: Drawn, slack: float = 0.5) -> bool:
        """Whether one stands over the other."""
        across = self.left < other.right - slack and other.left < self.right - slack
        return across and self.bottom < other.top - slack and other.bottom < self.top - slack

    def level_with(self, other: Drawn, slack: float = 3.0) -> bool:
        """Whether both have their middle at one height."""
        return abs(self.middle[1] - other.middle[1]) <= slack


def parts_of(group: Any, x: float = 0.0, y: float = 0.0) -> Iterator[Drawn]:
    """Everything that is drawn, groups opened, in the order drawn."""
    for one in group.contents:
        if isinstance(one, Group):
            *_, dx, dy = one.transform
            yield from parts_of(one, x + dx, y + dy)
        else:
            left, bottom, right, top = _box(one)
            yield Drawn(one, left + x, bottom + y, right + x, top + y)


def _box(one: Any) -> tuple[float, float, float, float]:
    if isinstance(one, String):
        width = stringWidth(one.text, one.fontName, one.fontSize)
        left = one.x - {"start": 0.0, "middle": width / 2, "end": width}[one.textAnchor]
        return left, one.y - DESCENT * one.fontSize, left + width, one.y + ASCENT * one.fontSize
    if isinstance(one, Rect):
        return one.x, one.y, one.x + one.width, one.y + one.height
    if isinstance(one, Circle):
        return one.cx - one.r, one.cy - one.r, one.cx + one.r, one.cy + one.r
    assert isinstance(one, Line | Polygon | Path)
    numbers = (one.x1, one.y1, one.x2, one.y2) if isinstance(one, Line) else one.points
    across, up = numbers[::2], numbers[1::2]
    return min(across), min(up), max(across), max(up)


def texts(found: list[Drawn]) -> list[Drawn]:
    return [one for one in found if isinstance(one.what, String)]


def marks(group: Any) -> list[tuple[float, float]]:
    """Where the status shapes of a drawing stand: the lower left corner of each."""
    return [
        one.transform[4:] for one in group.contents if isinstance(one, Group) and tuple(one.transform[4:]) != (0, 0)
    ]
