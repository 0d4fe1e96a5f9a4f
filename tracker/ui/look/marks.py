"""The shapes of states (`tracker.domain.actions.status`), so that no state is told by colour alone."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen, QPixmap, QPolygonF

Draw = Callable[[QPainter, QRectF, QColor, QColor], None]


def paint_mark(painter: QPainter, area: QRectF, shape: str, mark: QColor, ground: QColor) -> None:
    """Draws a state's shape into a square; `ground` is what it stands on, for what is cut out of it."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    inset = area.width() * 0.06
    _SHAPES[shape](painter, area.adjusted(inset, inset, -inset, -inset), mark, ground)
    painter.restore()


def mark_pixmap(shape: str, mark: QColor, ground: QColor, size: int, ratio: float) -> QPixmap:
    """A state's shape as a picture, for labels and menus."""
    picture = QPixmap(round(size * ratio), round(size * ratio))
    picture.setDevicePixelRatio(ratio)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    paint_mark(painter, QRectF(0, 0, size, size), shape, mark, ground)
    painter.end()
    return picture


def _pen(painter: QPainter, area: QRectF, colour: QColor, share: float = 0.12) -> None:
    pen = QPen(colour, area.width() * share)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)


def _at(area: QRectF, x: float, y: float) -> QPointF:
    return QPointF(area.x() + area.width() * x, area.y() + area.height() * y)


def _lines(painter: QPainter, area: QRectF, *points: tuple[float, float]) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPolyline(QPolygonF([_at(area, x, y) for x, y in points]))


def _disc(painter: QPainter, area: QRectF, mark: QColor) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark)
    painter.drawEllipse(area)


def _circle(painter: QPainter, area: QRectF, mark: QColor, _ground: QColor) -> None:
    _disc(painter, area.adjusted(0.5, 0.5, -0.5, -0.5), mark)


def _ring(painter: QPainter, area: QRectF, mark: QColor, _ground: QColor) -> None:
    _pen(painter, area, mark, 0.14)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    half = area.width() * 0.07
    painter.drawEllipse(area.adjusted(half, half, -half, -half))


def _half(painter: QPainter, area: QRectF, mark: QColor, ground: QColor) -> None:
    _ring(painter, area, mark, ground)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark)
    inner = area.width() * 0.22
    painter.drawChord(area.adjusted(inner, inner, -inner, -inner), 90 * 16, 180 * 16)


def _tick(painter: QPainter, area: QRectF, mark: QColor, ground: QColor) -> None:
    _disc(painter, area, mark)
    _pen(painter, area, ground, 0.13)
    _lines(painter, area, (0.28, 0.52), (0.44, 0.68), (0.73, 0.35))


def _double_tick(painter: QPainter, area: QRectF, mark: QColor, ground: QColor) -> None:
    _disc(painter, area, mark)
    _pen(painter, area, ground, 0.10)
    _lines(painter, area, (0.16, 0.52), (0.31, 0.67), (0.56, 0.36))
    _lines(painter, area, (0.45, 0.62), (0.52, 0.68), (0.82, 0.36))


def _triangle(painter: QPainter, area: QRectF, mark: QColor, ground: QColor) -> None:
    _pen(painter, area, mark, 0.14)
    painter.setBrush(mark)
    painter.drawPolygon(QPolygonF([_at(area, 0.5, 0.1), _at(area, 0.94, 0.88), _at(area, 0.06, 0.88)]))
    _pen(painter, area, ground, 0.12)
    _lines(painter, area, (0.5, 0.38), (0.5, 0.58))
    painter.drawPoint(_at(area, 0.5, 0.76))


def _diamond(painter: QPainter, area: QRectF, mark: QColor, _ground: QColor) -> None:
    _pen(painter, area, mark, 0.08)
    painter.setBrush(mark)
    painter.drawPolygon(QPolygonF([_at(area, x, y) for x, y in ((0.5, 0.03), (0.97, 0.5), (0.5, 0.97), (0.03, 0.5))]))


def _lock(painter: QPainter, area: QRectF, mark: QColor, ground: QColor) -> None:
    _pen(painter, area, mark, 0.13)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    bow = QPainterPath(_at(area, 0.28, 0.48))
    bow.lineTo(_at(area, 0.28, 0.3))
    bow.cubicTo(_at(area, 0.28, 0.0), _at(area, 0.72, 0.0), _at(area, 0.72, 0.3))
    bow.lineTo(_at(area, 0.72, 0.48))
    painter.drawPath(bow)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(mark)
    painter.drawRoundedRect(QRectF(_at(area, 0.1, 0.44), _at(area, 0.9, 0.98)), area.width() * 0.1, area.width() * 0.1)
    _pen(painter, area, ground, 0.12)
    _lines(painter, area, (0.5, 0.64), (0.5, 0.76))


def _dash(painter: QPainter, area: QRectF, mark: QColor, ground: QColor) -> None:
    _ring(painter, area, mark, ground)
    _lines(painter, area, (0.3, 0.5), (0.7, 0.5))


def _cross(painter: QPainter, area: QRectF, mark: QColor, ground: QColor) -> None:
    _ring(painter, area, mark, ground)
    _lines(painter, area, (0.34, 0.34), (0.66, 0.66))
    _lines(painter, area, (0.66, 0.34), (0.34, 0.66))


def _question(painter: QPainter, area: QRectF, mark: QColor, ground: QColor) -> None:
    _ring(painter, area, mark, ground)
    _pen(painter, area, mark, 0.11)
    hook = QPainterPath(_at(area, 0.37, 0.4))
    hook.cubicTo(_at(area, 0.37, 0.2), _at(area, 0.66, 0.22), _at(area, 0.64, 0.4))
    hook.cubicTo(_at(area, 0.62, 0.5), _at(area, 0.5, 0.48), _at(area, 0.5, 0.6))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawPath(hook)
    painter.drawPoint(_at(area, 0.5, 0.75))


_SHAPES: dict[str, Draw] = {
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
