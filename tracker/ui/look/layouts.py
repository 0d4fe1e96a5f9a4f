"""Widgets under or beside each other in one call: what stands where is read at a glance."""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QLayout, QVBoxLayout, QWidget

Inner = QWidget | QLayout
Piece = Inner | int | tuple[Inner, int] | tuple[Inner, int, Qt.AlignmentFlag]
"""A widget or layout; with the share of the room left over that it takes, and where it stands in it. A bare number is
empty room of that share."""
Margins = tuple[int, int, int, int]
B = TypeVar("B", bound=QBoxLayout)


def column(
    parent: QWidget | None, *pieces: Piece, gap: int | None = None, around: Margins | None = None
) -> QVBoxLayout:
    """Pieces under each other, `gap` pixels apart (as the style has it where None), with no margins but `around`."""
    return _filled(QVBoxLayout() if parent is None else QVBoxLayout(parent), pieces, gap, around)


def row(parent: QWidget | None, *pieces: Piece, gap: int | None = None, around: Margins | None = None) -> QHBoxLayout:
    """Pieces beside each other, likewise."""
    return _filled(QHBoxLayout() if parent is None else QHBoxLayout(parent), pieces, gap, around)


def _filled(layout: B, pieces: tuple[Piece, ...], gap: int | None, around: Margins | None) -> B:
    layout.setContentsMargins(*(around or (0, 0, 0, 0)))
    if gap is not None:
        layout.setSpacing(gap)
    for piece in pieces:
        if isinstance(piece, int):
            layout.addStretch(piece)
            continue
        inner, share, *where = piece if isinstance(piece, tuple) else (piece, 0)
        if isinstance(inner, QLayout):
            layout.addLayout(inner, share)
        else:
            layout.addWidget(inner, share, *where)
    return layout
