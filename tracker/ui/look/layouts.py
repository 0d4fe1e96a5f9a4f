"""Widgets side by side or one under another, written as the list of what stands there; in steps of the grid."""

from __future__ import annotations

from typing import Final, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from tracker.ui.look.theme import Theme

Part = QWidget | QLayout
Item = Part | float | tuple[Part, int] | tuple[Part, int, Qt.AlignmentFlag] | None
"""A widget or layout, alone or with its share of the room left and its alignment; a distance; None for room left."""
Margins = float | tuple[float, float] | tuple[float, float, float, float] | None
"""All round; at the sides and above and below; or left, top, right, bottom. None for the style's own."""
ANYWHERE = Qt.AlignmentFlag(0)
B = TypeVar("B", bound=QBoxLayout)
NARROW: Final = 1500
"""A window or screen of fewer pixels across is a small one."""


def in_row(
    theme: Theme, *items: Item, on: QWidget | None = None, gap: float | None = None, margins: Margins = None
) -> QHBoxLayout:
    """These from left to right, `gap` apart (None: as the style has it), laid out on a widget where one is given."""
    return _filled(QHBoxLayout(on) if on is not None else QHBoxLayout(), theme, items, gap, margins)


def in_column(
    theme: Theme, *items: Item, on: QWidget | None = None, gap: float | None = None, margins: Margins = None
) -> QVBoxLayout:
    """These one under another; the rest as for a row."""
    return _filled(QVBoxLayout(on) if on is not None else QVBoxLayout(), theme, items, gap, margins)


def _filled(box: B, theme: Theme, items: tuple[Item, ...], gap: float | None, margins: Margins) -> B:
    if margins is not None:
        box.setContentsMargins(*(theme.space(side) for side in _sides(margins)))
    if gap is not None:
        box.setSpacing(theme.space(gap))
    for item in items:
        if item is None:
            box.addStretch(1)
        elif isinstance(item, int | float):
            box.addSpacing(theme.space(item))
        else:
            _add(box, *item) if isinstance(item, tuple) else _add(box, item)
    return box


def _add(box: QBoxLayout, part: Part, share: int = 0, alignment: Qt.AlignmentFlag = ANYWHERE) -> None:
    if isinstance(part, QLayout):
        box.addLayout(part, share)
    else:
        box.addWidget(part, share, alignment)


def _sides(margins: float | tuple[float, float] | tuple[float, float, float, float]) -> tuple[float, ...]:
    if isinstance(margins, tuple):
        return margins if len(margins) == 4 else margins * 2
    return (margins,) * 4
