"""Pictures for buttons and places, from the SVG files in resources/icons, drawn in any colour.

The set is Lucide (ISC licence, resources/icons/LICENCE.txt). A file's `currentColor` is replaced by the colour asked
for, so the same file serves light and dark, resting and disabled.
"""

from __future__ import annotations

from functools import cache

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QColor, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from tracker.paths import resource

PROGRAM_SIZES = (16, 24, 32, 48, 64, 128, 256)


def icon(name: str, colour: QColor, disabled: QColor, size: int, ratio: float) -> QIcon:
    """The picture called `name` as an icon of `size` pixels, for screens of this pixel ratio."""
    made = QIcon(pixmap(name, colour, size, ratio))
    made.addPixmap(pixmap(name, disabled, size, ratio), QIcon.Mode.Disabled)
    return made


def program_icon() -> QIcon:
    """The program's own picture, for windows and task bars."""
    made = QIcon()
    for size in PROGRAM_SIZES:
        made.addPixmap(pixmap("program", QColor(), size, 1.0))
    return made


def pixmap(name: str, colour: QColor, size: int, ratio: float) -> QPixmap:
    """The picture called `name`, `size` device-independent pixels square: drawn once, since lists ask at every row."""
    key = f"{name} {colour.name()} {size} {ratio}"
    kept = QPixmap()
    if QPixmapCache.find(key, kept):
        return kept
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.fill(Qt.GlobalColor.transparent)
    renderer = QSvgRenderer(QByteArray(svg(name, colour.name()).encode()))
    painter = QPainter(picture)
    renderer.render(painter, QRectF(0, 0, picture.width(), picture.height()))
    painter.end()
    picture.setDevicePixelRatio(ratio)
    QPixmapCache.insert(key, picture)
    return picture


def svg(name: str, colour: str) -> str:
    """The SVG source of the picture called `name` in a `#rrggbb` colour."""
    return _source(name).replace("currentColor", colour)


@cache
def _source(name: str) -> str:
    return resource("icons", f"{name}.svg").read_text(encoding="utf-8")
