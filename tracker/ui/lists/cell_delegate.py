"""Draws a cell's two lines and opens the editor that its column asks for. It never writes: it says what was typed."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, NamedTuple

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QObject,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QFocusEvent, QFont, QFontMetrics, QPainter, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.domain.plan.ids import RecordId
from tracker.ui.lists.cells import DRAFT, Cell, Edit
from tracker.ui.lists.editors import make_editor, say_value, show_value, show_words
from tracker.ui.lists.record_model import RecordModel, Role
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.marks import paint_mark
from tracker.ui.look.parts import two_lines
from tracker.ui.look.theme import Theme

GAP = 1.5
RUNS_ON = 0.75
"""How much of a text the longer of two lines takes at most that it runs over."""
LEAST_QUIET = 12
"""Steps of the grid that quiet words want beside a text that runs on; with less they are left out."""


class Retry(NamedTuple):
    """A cell and the words that are to stand in its editor when it opens."""

    record: str
    key: str
    words: str
    seen: Any


class CellOf(NamedTuple):
    """Which cell an editor is of: the record, the column, and the field behind it."""

    record: RecordId
    key: str
    field: str


class CellDelegate(QStyledItemDelegate):
    """Two-line cells. `opened` is emitted as an editor opens; `edited` carries (record id, column key, what was typed,
    the record as it stood when typing began) when it is left."""

    opened = Signal()
    edited = Signal(object, object, object, object)
    typing = Signal(object, str)
    """An open editor and the words that stand in it now; its property "cell" says whose they are."""

    def __init__(self, theme: Theme, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._fonts: dict[str, QFont] = {}
        self._metrics: dict[str, QFontMetrics] = {}
        self._retry: Retry | None = None
        theme.changed.connect(self._forget)

    def row_height(self) -> int:
        """How high every row is: two lines and the space round them."""
        return 2 * self._metric("strong").height() + self._theme.space(2)

    def widths_of(self, cell: Cell) -> tuple[int, int]:
        """How wide a cell's first line is and the longer of both, with the space round it; 0 where nothing stands.

        A text that runs on has no use for more than the longer of two lines takes.
        """
        first = self._line_width(cell.text, "strong" if cell.strong else "body", cell.status)
        if cell.struck:
            first += self._metric("small").horizontalAdvance(cell.struck) + self._theme.space(GAP + 1)
        first = round(first * RUNS_ON) if cell.wraps else first
        both = max(first, self._line_width(cell.quiet, "small", cell.second))
        around = self._theme.space(4)
        return first + around if first else 0, both + around if both else 0

    def _line_width(self, words: str, name: str, mark: Status | None) -> int:
        metrics = self._metric(name)
        return metrics.horizontalAdvance(words) + (metrics.height() * 6 // 5 if mark else 0) if words else 0

    def try_again(self, record_id: str, key: str, typed: str, seen: Any = None) -> None:
        """The next editor, if it is of this cell, shows `typed` again; `seen` is the record as typing began."""
        self._retry = Retry(record_id, key, typed, seen)

    def forget(self) -> None:
        """Gives up what was to be shown again."""
        self._retry = None

    def draw(self, painter: QPainter, area: QRect, cell: Cell, selected: bool, *, indent: int = 0) -> None:
        """Draws a cell's lines into an area."""
        theme = self._theme
        body, small = self._metric("strong" if cell.strong else "body"), self._metric("small")
        left = area.left() + theme.space(2) + indent
        right = area.right() - theme.space(1)
        first, rest = self.lines_of(cell, right - left)
        under = body if rest else small
        height = body.height() + (under.height() if rest or cell.quiet else 0)
        top = area.top() + (area.height() - height) // 2
        ground = theme.colour("selection" if selected else "surface")
        line = QRect(left, top, max(0, right - left), body.height())
        self._first_line(painter, replace(cell, text=first) if rest else cell, line, ground)
        if rest:
            line.translate(0, body.height())
            self._rest(painter, cell, rest, line, ground)
        elif cell.quiet:
            line = QRect(left, top + body.height(), max(0, right - left), small.height())
            self._second_line(painter, cell, line, ground)

    def lines_of(self, cell: Cell, width: int) -> tuple[str, str]:
        """A cell's text as its two lines hold it; the second is empty where it does not run on."""
        metrics = self._metric("strong" if cell.strong else "body")
        return two_lines(metrics, cell.text, width) if cell.wraps else (cell.text, "")

    def _rest(self, painter: QPainter, cell: Cell, rest: str, line: QRect, ground: Any) -> None:
        """The text's second line, and what is quiet after it as far as there is room."""
        name = "strong" if cell.strong else "body"
        painter.setPen(self._theme.colour("text"))
        self._text(painter, name, line, rest)
        taken = self._metric(name).horizontalAdvance(rest) + self._theme.space(3)
        if cell.quiet and line.width() - taken >= self._theme.space(LEAST_QUIET):
            self._second_line(painter, cell, line.adjusted(taken, 0, 0, 0), ground)

    def _first_line(self, painter: QPainter, cell: Cell, line: QRect, ground: Any) -> None:
        theme = self._theme
        if cell.status is not None:
            self._mark(painter, cell.status, line, ground)
            line = line.adjusted(line.height() + theme.space(0.5), 0, 0, 0)
        ink = theme.tone_for(cell.status).ink if cell.status is not None else theme.colour("text")
        if cell.struck:
            line = self._struck(painter, cell.struck, line, self._metric("body").horizontalAdvance(cell.text))
        painter.setPen(theme.tone(cell.tone).ink if cell.tone else ink)
        self._text(painter, "strong" if cell.strong else "body", line, cell.text)

    def _second_line(self, painter: QPainter, cell: Cell, line: QRect, ground: Any) -> None:
        if cell.second is not None:
            self._mark(painter, cell.second, line, ground)
            line = line.adjusted(line.height() + self._theme.space(0.5), 0, 0, 0)
        tone = cell.quiet_tone
        painter.setPen(self._theme.tone(tone).ink if tone else self._theme.colour("quiet"))
        self._text(painter, "small", line, cell.quiet)

    def _struck(self, painter: QPainter, words: str, line: QRect, needed: int) -> QRect:
        metrics = self._metric("small")
        gap = self._theme.space(GAP)
        # Widths are given in whole pixels, rounded: one more keeps words that fit from being cut.
        width = min(metrics.horizontalAdvance(words) + 2, line.width() - needed - gap)
        if width < self._theme.space(6):
            return line
        font = QFont(self._font("small"))
        font.setStrikeOut(True)
        painter.setFont(font)
        painter.setPen(self._theme.colour("quiet"))
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)
        painter.drawText(QRect(line.left(), line.top(), width + 1, line.height()), _MIDDLE, shown)
        return line.adjusted(width + gap, 0, 0, 0)

    def _mark(self, painter: QPainter, status: Status, line: QRect, ground: Any) -> None:
        side = round(line.height() * 0.8)
        area = QRectF(line.left(), line.top() + (line.height() - side) / 2, side, side)
        paint_mark(painter, area, status.shape, self._theme.tone_for(status).mark, ground)

    def _text(self, painter: QPainter, name: str, line: QRect, words: str) -> None:
        painter.setFont(self._font(name))
        shown = self._metric(name).elidedText(words, Qt.TextElideMode.ElideRight, line.width())
        painter.drawText(line, _MIDDLE, shown)

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        cell = index.data(Role.CELL)
        if not isinstance(cell, Cell):
            return
        place, state, _palette = parts_of(option)
        selected = bool(state & QStyle.StateFlag.State_Selected)
        indent = self._theme.space(5) if index.column() == 0 and index.parent().isValid() else 0
        painter.save()
        self.draw(painter, place, cell, selected, indent=indent)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._theme.colour("focus"), 1))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(place).adjusted(1.5, 1.5, -1.5, -2.5), 3, 3)
        painter.restore()

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._theme.space(20), self.row_height())

    @override
    def createEditor(self, parent: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> QWidget:
        model = _model_of(index)
        column = model.columns[index.column()]
        field = column.field_of(model.record(index))
        edit = field.edit if field is not None else Edit.TEXT
        editor = make_editor(edit, column.heading, self._theme, model.look, parent)
        editor.setObjectName("list editor")
        editor.setProperty("cell", CellOf(index.data(Role.RECORD), column.key, field.name if field is not None else ""))
        if isinstance(editor, QLineEdit):
            editor.textEdited.connect(self._typing)
        self.opened.emit()
        return editor

    @Slot(str)
    def _typing(self, words: str) -> None:
        self.typing.emit(self.sender(), words)

    @override
    def setEditorData(self, editor: QWidget, index: AnyIndex) -> None:
        model = _model_of(index)
        column, record = model.columns[index.column()], model.record(index)
        field = column.field_of(record)
        retry = self._retry
        if retry is not None and (retry.record, retry.key) == (index.data(Role.RECORD), column.key) and field:
            self._retry = None  # kept until its own cell is opened: Tab opens the next one first
            editor.setProperty("seen", retry.seen or record)
            show_words(field, editor, retry.words)
            return
        if isinstance(editor, QLineEdit) and editor.isModified():
            return  # what was typed stays, whatever others wrote meanwhile
        editor.setProperty("seen", record)
        if field is not None and model.look is not None:
            if record.id == DRAFT and isinstance(editor, QLineEdit):
                editor.setPlaceholderText(self.tr("What will be done?"))
            show_value(field, editor, record, model.look)

    @override
    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: AnyIndex) -> None:
        listed = _model_of(index)
        column, record = listed.columns[index.column()], listed.record(index)
        field = column.field_of(record)
        if field is None or listed.look is None:
            return
        said = say_value(field, editor, record, listed.look)
        if said is not None:
            self.edited.emit(record.id, column.key, said, editor.property("seen"))

    @override
    def updateEditorGeometry(self, editor: QWidget, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        place, _state, _palette = parts_of(option)
        editor.setGeometry(place.adjusted(1, 1, -1, -1))  # all of it: the cell's second line would show below

    @override
    def eventFilter(self, editor: QObject, event: QEvent) -> bool:
        # A popup of the editor's own (completions, a month) or another window takes the focus for a moment: that is
        # not leaving the cell, and what was typed waits there.
        if isinstance(event, QFocusEvent) and event.type() is QEvent.Type.FocusOut and event.reason() in _FOR_A_MOMENT:
            return False
        return super().eventFilter(editor, event)

    def _font(self, name: str) -> QFont:
        if name not in self._fonts:
            self._fonts[name] = self._theme.font(name)
        return self._fonts[name]

    def _metric(self, name: str) -> QFontMetrics:
        if name not in self._metrics:
            self._metrics[name] = QFontMetrics(self._font(name))
        return self._metrics[name]

    def _forget(self) -> None:
        self._fonts.clear()
        self._metrics.clear()


_MIDDLE = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


def parts_of(option: Any) -> tuple[QRect, QStyle.StateFlag, QPalette]:
    """An option's place, state and palette (its stubs leave them out)."""
    return option.rect, option.state, option.palette


def _model_of(index: AnyIndex) -> RecordModel:
    model = index.model()
    if not isinstance(model, RecordModel):
        raise TypeError("this delegate draws lists of records")
    return model


_FOR_A_MOMENT = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)


__all__ = ["CellDelegate", "CellOf", "parts_of"]
