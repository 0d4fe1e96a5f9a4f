"""The look of a paper: page, type scale, spacing and paragraph styles."""

from __future__ import annotations

from functools import cache

from reportlab.lib.colors import HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle

from tracker.papers.fonts import BOLD, ITALIC, REGULAR

PAGE = A4
MARGIN = 42.0
TOP, BOTTOM = 56.0, 58.0
TEXT_WIDTH = PAGE[0] - 2 * MARGIN
TEXT_HEIGHT = PAGE[1] - TOP - BOTTOM
UNIT = 4.0
"""Distances are multiples of this."""

INK, QUIET, ACCENT = "#1b1f24", "#434b55", "#12385c"
RULE, BAND = "#b9c1ca", "#eef2f6"
BODY_SIZE, BODY_LEADING, CELL_LEADING = 11.0, 15.0, 14.0


@cache
def style(name: str) -> ParagraphStyle:
    """The paragraph style of this name: title, lead, h1, h2, h3, body, item, quote, cell, head, quiet."""
    return ParagraphStyle(name, **{**_COMMON, **_STYLES[name]})


_COMMON = {
    "fontName": REGULAR,
    "fontSize": BODY_SIZE,
    "leading": BODY_LEADING,
    "textColor": HexColor(INK),
    "alignment": 0,
    "allowWidows": 0,
    "allowOrphans": 0,
    "splitLongWords": 1,
    "strikeWidth": 0.8,
}
_STYLES: dict[str, dict[str, object]] = {
    "h1": {"fontName": BOLD, "fontSize": 25, "leading": 31, "textColor": HexColor(ACCENT), "spaceAfter": UNIT},
    "lead": {"fontSize": 14, "leading": 19, "textColor": HexColor(QUIET), "spaceAfter": 3 * UNIT},
    "h2": {
        "fontName": BOLD, "fontSize": 17, "leading": 22, "textColor": HexColor(ACCENT),
        "spaceBefore": 4 * UNIT, "spaceAfter": 2 * UNIT,
    },
    "h3": {"fontName": BOLD, "fontSize": 12.5, "leading": 17, "spaceBefore": 3 * UNIT, "spaceAfter": UNIT},
    "h4": {"fontName": BOLD, "spaceBefore": 2 * UNIT, "spaceAfter": UNIT},
    "body": {"spaceAfter": 2 * UNIT},
    "item": {"leftIndent": 14, "spaceAfter": UNIT},
    "line": {"rightIndent": 40, "leading": CELL_LEADING},
    "quote": {"leftIndent": 12, "spaceAfter": 2 * UNIT},
    "quiet": {"textColor": HexColor(QUIET), "spaceAfter": 2 * UNIT},
    "cell": {"leading": CELL_LEADING},
    "small": {"fontSize": 10, "leading": 12.5},
    "state": {"leftIndent": 17, "leading": CELL_LEADING},
    "head": {"fontName": BOLD, "leading": CELL_LEADING},
    "note": {"textColor": HexColor(QUIET), "leading": CELL_LEADING},
    "said": {"fontName": ITALIC},
}  # fmt: skip
