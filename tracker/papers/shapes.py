"""The status shapes and fill patterns, drawn: a status is told apart without its colour."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from reportlab.graphics.shapes import Circle, Group, Line, Path, Polygon, Rect
from reportlab.lib.colors import HexColor

from tracker.domain.text.colours import contrast

DARK_INK, LIGHT_INK = "#111418", "#ffffff"
PATTERNS = {
    "overdue": "solid",
    "not started": "hollow",
    "in progress": "diagonal",
    "complete": "solid",
    "verified": "level",
    "closed": "upright",
    "superseded": "backward",
    "not adopted": "crossed",
}
"""How each delivery state is filled. States of like pattern differ in shape, word and place."""


Area = tuple[float, float, float, float]
Segment = tuple[float, float, float, float]


def ink_on(ground: str) -> str:
    """Black or white, whichever is read better on this ground."""
    return max((DARK_INK, LIGHT_INK), key=lambda ink: contrast(ink, ground))


def shape(name: str, x: float, y: float, size: float, colour: str) -> Group:
    """A status shape with its lower left corner at (x, y)."""
    group = Group()
    for part in _SHAPES[name](size, HexColor(colour)):
        group.add(part)
    group.translate(x, y)
    return group


def _stroke(size: float, colour: Any, **more: Any) -> dict[str, Any]:
    return {"strokeColor": colour, "strokeWidth": size * 0.14, "fillColor": None, **more}


def _ring(s: float, c: Any) -> list[Any]:
    return [Circle(s / 2, s / 2, s * 0.42, **_stroke(s, c))]


def _half(s: float, c: Any) -> list[Any]:
    filled = Path(fillColor=c, strokeColor=None)
    filled.moveTo(s / 2, s * 0.08)
    bend = s * 0.42 * 0.5523
    filled.curveTo(s / 2 + bend, s * 0.08, s * 0.92, s / 2 - bend, s * 0.92, s / 2)
    filled.curveTo(s * 0.92, s / 2 + bend, s / 2 + bend, s * 0.92, s / 2, s * 0.92)
    filled.closePath()
    return [filled, *_ring(s, c)]


def _triangle(s: float, c: Any) -> list[Any]:
    """A warning triangle; its sign is drawn and not written, so that nobody copies or hears a stray "!"."""
    ink = HexColor(ink_on(f"#{c.hexval()[2:]}"))
    stem = Polygon([s * 0.45, s * 0.66, s * 0.55, s * 0.66, s * 0.53, s * 0.32, s * 0.47, s * 0.32], fillColor=ink)
    stem.strokeColor = None
    point = Circle(s / 2, s * 0.2, s * 0.06, fillColor=ink, strokeColor=None)
    return [Polygon([0, 0.02 * s, s, 0.02 * s, s / 2, s * 0.96], fillColor=c, strokeColor=None), stem, point]


def _tick(s: float, c: Any) -> list[Any]:
    return [_bent((s * 0.06, s * 0.5, s * 0.36, s * 0.16, s * 0.94, s * 0.86), s * 0.18, c)]


def _double_tick(s: float, c: Any) -> list[Any]:
    first = (0, s * 0.48, s * 0.24, s * 0.18, s * 0.7, s * 0.82)
    second = (s * 0.42, s * 0.26, s * 0.52, s * 0.18, s, s * 0.82)
    return [_bent(line, s * 0.15, c) for line in (first, second)]


def _bent(points: tuple[float, ...], width: float, colour: Any) -> Path:
    """A line through three points. (A poly-line would be filled with black where it is drawn as SVG.)"""
    line = Path(strokeColor=colour, strokeWidth=width, fillColor=None)
    line.moveTo(*points[:2])
    line.lineTo(*points[2:4])
    line.lineTo(*points[4:])
    return line


def _lock(s: float, c: Any) -> list[Any]:
    bow = Path(**_stroke(s, c))
    bow.moveTo(s * 0.28, s * 0.5)
    bow.lineTo(s * 0.28, s * 0.66)
    bow.curveTo(s * 0.28, s * 0.98, s * 0.72, s * 0.98, s * 0.72, s * 0.66)
    bow.lineTo(s * 0.72, s * 0.5)
    return [Rect(s * 0.12, s * 0.04, s * 0.76, s * 0.5, fillColor=c, strokeColor=None), bow]


def _dash(s: float, c: Any) -> list[Any]:
    return [Rect(s * 0.08, s * 0.41, s * 0.84, s * 0.18, fillColor=c, strokeColor=None)]


def _cross(s: float, c: Any) -> list[Any]:
    ends = (0.14, 0.14, 0.86, 0.86), (0.14, 0.86, 0.86, 0.14)
    return [Line(*(s * end for end in line), strokeColor=c, strokeWidth=s * 0.16) for line in ends]


def _circle(s: float, c: Any) -> list[Any]:
    return [Circle(s / 2, s / 2, s * 0.46, fillColor=c, strokeColor=None)]


def _diamond(s: float, c: Any) -> list[Any]:
    return [Polygon([s / 2, 0, s, s / 2, s / 2, s, 0, s / 2], fillColor=c, strokeColor=None)]


def _question(s: float, c: Any) -> list[Any]:
    hook = Path(**_stroke(s, c, strokeWidth=s * 0.11))
    hook.moveTo(s * 0.37, s * 0.61)
    hook.curveTo(s * 0.37, s * 0.8, s * 0.64, s * 0.8, s * 0.64, s * 0.62)
    hook.curveTo(s * 0.64, s * 0.5, s * 0.5, s * 0.52, s * 0.5, s * 0.38)
    return [*_ring(s, c), hook, Circle(s / 2, s * 0.25, s * 0.07, fillColor=c, strokeColor=None)]


_SHAPES: dict[str, Callable[[float, Any], list[Any]]] = {
    "ring": _ring,
    "half": _half,
    "triangle": _triangle,
    "tick": _tick,
    "double tick": _double_tick,
    "lock": _lock,
    "dash": _dash,
    "cross": _cross,
    "circle": _circle,
    "diamond": _diamond,
    "question": _question,
}


def block(area: Area, pattern: str, colour: str, ground: str) -> Group:
    """A rectangle (x, y, width, height) filled by a pattern: solid, hollow, or lines on the ground."""
    x, y, width, height = area
    group, ink = Group(), HexColor(colour)
    fill = ink if pattern == "solid" else HexColor(ground)
    group.add(Rect(x, y, width, height, fillColor=fill, strokeColor=ink, strokeWidth=1))
    for line in _LINES.get(pattern, _none)(x, y, width, height):
        group.add(Line(*line, strokeColor=ink, strokeWidth=1))
    return group


def _none(_x: float, _y: float, _width: float, _height: float) -> list[Segment]:
    return []


def _diagonal(x: float, y: float, width: float, height: float, gap: float = 4.5) -> list[Segment]:
    """Lines at 45 degrees, cut off at the rectangle's edges."""
    found, offset = [], gap - height
    while offset < width:
        low, high = max(0.0, -offset), min(height, width - offset)
        if high > low:
            found.append((x + offset + low, y + low, x + offset + high, y + high))
        offset += gap
    return found


def _backward(x: float, y: float, width: float, height: float) -> list[Segment]:
    forward = _diagonal(x, y, width, height, 7.0)
    return [(2 * x + width - x0, y0, 2 * x + width - x1, y1) for x0, y0, x1, y1 in forward]


def _level(x: float, y: float, width: float, height: float, gap: float = 3.0) -> list[Segment]:
    count = int(height / gap)
    return [(x, y + n * gap, x + width, y + n * gap) for n in range(1, count + 1) if n * gap < height]


def _upright(x: float, y: float, width: float, height: float, gap: float = 3.0) -> list[Segment]:
    count = int(width / gap)
    return [(x + n * gap, y, x + n * gap, y + height) for n in range(1, count + 1) if n * gap < width]


def _crossed(x: float, y: float, width: float, height: float) -> list[Segment]:
    return _upright(x, y, width, height, 4.5) + _level(x, y, width, height, 4.5)


_LINES: dict[str, Callable[[float, float, float, float], list[Segment]]] = {
    "diagonal": _diagonal,
    "backward": _backward,
    "level": _level,
    "upright": _upright,
    "crossed": _crossed,
}
