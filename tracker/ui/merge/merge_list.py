"""The rows of a merge: what went out, what the workbook says and what the plan says, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QResizeEvent, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.domain.text.word_diff import as_html
from tracker.services.workbook.merge_draft import NOTHING, THEIRS, WORKBOOK, Key, MergeDraft, Own, Row, Sides
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.marks import paint_mark
from tracker.ui.look.theme import Theme

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
TO_DECIDE = Status("question", "To decide", "warning")
OWN = Status("tick", "Your own words", "good")
TAKEN = Status("tick", "Taken", "good")


def state_of(row: Row, draft: MergeDraft | None) -> Status | None:
    """What is to become of a row."""
    if row.what == "change":
        return TAKEN
    if row.what != "conflict" or draft is None or row.key is None:
        return None
    choice = draft.decisions.get(row.key)
    if isinstance(choice, Own):
        return OWN
    if not choice:
        return TO_DECIDE
    sides = draft.sides
    words = f"{sides.theirs}'s is taken" if choice == THEIRS else f"{sides.ours}'s is kept"
    return Status("tick", words[:1].upper() + words[1:], "good")


class MergeModel(QAbstractListModel):
    """The rows, with what was decided of each."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Row, ...] = ()
        self._draft: MergeDraft | None = None

    @property
    def rows(self) -> tuple[Row, ...]:
        """What is on show."""
        return self._rows

    @property
    def draft(self) -> MergeDraft | None:
        """What was decided."""
        return self._draft

    @property
    def sides(self) -> Sides:
        """What is held against each other."""
        return self._draft.sides if self._draft is not None else WORKBOOK

    def load(self, rows: Sequence[Row], draft: MergeDraft) -> None:
        """Shows other rows."""
        self.beginResetModel()
        self._rows, self._draft = tuple(rows), draft
        self.endResetModel()

    def decide(self, draft: MergeDraft) -> None:
        """Shows what was decided meanwhile."""
        before, self._draft = self._draft, draft
        for place, row in enumerate(self._rows):
            if (row.what == "conflict" and state_of(row, before) != state_of(row, draft)) or self._own(
                row, before, draft
            ):
                self.dataChanged.emit(self.index(place), self.index(place))

    def _own(self, row: Row, before: MergeDraft | None, after: MergeDraft) -> bool:
        return (
            row.key is not None and before is not None and before.decisions.get(row.key) != after.decisions.get(row.key)
        )

    def row_of(self, key: Key | None) -> int:
        """The row of a conflict or change, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.key == key and key is not None), -1)

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken(row, state_of(row, self._draft), self.sides)
        return None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if index.isValid() and self._rows[index.row()].what in ("heading", "record"):
            return Qt.ItemFlag.ItemIsEnabled
        return super().flags(index)


def spoken(row: Row, state: Status | None, sides: Sides = WORKBOOK) -> str:
    """A row as it is read out."""
    parts = [row.title]
    if row.what in ("conflict", "change"):
        names = (sides.went, f"{sides.theirs} says", f"{sides.ours} says")
        values = (row.base, row.theirs, row.ours)
        parts += [f"{name} {value}" for name, value in zip(names, values, strict=True) if value]
    elif row.theirs:
        parts.append(row.theirs)
    parts += [words for words in (row.note, state.word if state else "", row.cell) if words]
    return "; ".join(parts)


class MergeList(QListView):
    """`row_changed` carries the Row in hand (or None)."""

    row_changed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = MergeModel(self)
        self.setModel(self.rows)
        self.setItemDelegate(MergeDelegate(theme, self))
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setAccessibleName(self.tr("Changes to bring in"))
        self.verticalScrollBar().setSingleStep(theme.space(5))

    @property
    def row(self) -> Row | None:
        """The row in hand."""
        found = self.currentIndex().data(ROW_ROLE)
        return found if isinstance(found, Row) else None

    def take_in_hand(self, key: Key | None) -> None:
        """Makes a conflict or change current."""
        place = self.rows.row_of(key)
        if place >= 0:
            self.setCurrentIndex(self.rows.index(place))
            self.scrollTo(self.rows.index(place))

    @override
    def currentChanged(self, current: AnyIndex, previous: AnyIndex) -> None:
        super().currentChanged(current, previous)
        self.row_changed.emit(current.data(ROW_ROLE))

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # The arrows and letters are the screen's: they decide, and go on to what waits.
        keys = (Qt.Key.Key_PageDown, Qt.Key.Key_PageUp, Qt.Key.Key_Home, Qt.Key.Key_End)
        if event.key() in keys:
            super().keyPressEvent(event)
        else:
            event.ignore()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.scheduleDelayedItemsLayout()


@dataclass(frozen=True, slots=True)
class Column:
    """One value of a row: what it is called, its text with what it is compared with and how, and where it stands."""

    name: str
    text: tuple[str, str, str]
    x: int
    width: int


class MergeDelegate(QStyledItemDelegate):
    """Draws the rows."""

    def __init__(self, theme: Theme, view: MergeList) -> None:
        super().__init__(view)
        self._theme = theme
        self._view = view
        self._texts: dict[tuple[str, str, str, int], QTextDocument] = {}
        theme.changed.connect(self._texts.clear)

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        row = index.data(ROW_ROLE)
        width = self._view.viewport().width()
        if not isinstance(row, Row):
            return QSize(width, self._theme.space(8))
        if row.what == "heading":
            return QSize(width, QFontMetrics(self._theme.font("heading")).height() + self._theme.space(6))
        if row.what == "record":
            return QSize(width, QFontMetrics(self._theme.font("strong")).height() + self._theme.space(4))
        return QSize(width, self._body(row, width) + self._theme.space(4))

    def _body(self, row: Row, width: int) -> int:
        small = QFontMetrics(self._theme.font("small")).height()
        if row.what in ("missing", "problem"):
            return self._tall(row.title, "", "plain", self._full(width)) + small
        columns = self._columns(row, width)
        tallest = max((self._tall(*column.text, column.width) for column in columns), default=0)
        line = QFontMetrics(self._theme.font("body")).height()
        beside = line + small * 2 + self._theme.space(1)
        return max(tallest + small + self._theme.space(1), beside) + self._note_height(row, width)

    def _tall(self, text: str, other: str, how: str, width: int) -> int:
        return self._document(text, other, how, width).size().toSize().height()

    def _note_height(self, row: Row, width: int) -> int:
        return self._tall(row.note, "", "plain", self._full(width)) if row.note else 0

    def _full(self, width: int) -> int:
        return max(width - self._theme.space(8), self._theme.space(40))

    def _label_width(self, width: int) -> int:
        return max(self._theme.space(34), width // 6)

    def _columns(self, row: Row, width: int) -> list[Column]:
        """The values side by side, each with what it is compared with."""
        left = self._theme.space(4) + self._label_width(width)
        room = width - left - self._theme.space(4)
        if row.what == "added":
            return [Column("", (row.theirs, row.theirs, "new"), left, room)]
        texts = [_compared(row.base, row.theirs, "gone"), _compared(row.theirs, row.base, "new")]
        if row.what == "conflict":
            texts.append(_compared(row.ours, row.base, "new"))
        share = room // len(texts)
        gap = self._theme.space(3)
        return [
            Column(name, text, left + place * share, share - gap)
            for place, (name, text) in enumerate(zip(self._view.rows.sides.columns, texts, strict=False))
        ]

    def _document(self, text: str, other: str, how: str, width: int) -> QTextDocument:
        key = (text, other, how, width)
        if key not in self._texts:
            if len(self._texts) > 3000:
                self._texts.clear()
            made = QTextDocument()
            made.setDefaultFont(self._theme.font("body"))
            made.setDocumentMargin(0)
            made.setTextWidth(width)
            tone = self._theme.tone("bad" if how == "gone" else "good")
            compared = text if how == "plain" else other
            words = as_html(text, compared, tone.ink.name(), tone.fill.name(), "s" if how == "gone" else "u")
            made.setHtml(f'<span style="color:{self._theme.hex("text")}">{words}</span>')
            self._texts[key] = made
        return self._texts[key]

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        row = index.data(ROW_ROLE)
        if not isinstance(row, Row):
            return
        painter.save()
        area: QRect = option.rect
        if row.what in ("heading", "record"):
            self._paint_title(painter, area, row)
        else:
            self._paint_ground(painter, option, area)
            self._paint_row(painter, area, row)
        painter.restore()

    def _paint_title(self, painter: QPainter, area: QRect, row: Row) -> None:
        heading = row.what == "heading"
        painter.fillRect(area, self._theme.colour("window" if heading else "surface"))
        font = self._theme.font("heading" if heading else "strong")
        painter.setFont(font)
        painter.setPen(self._theme.colour("text"))
        place = area.adjusted(self._theme.space(4), 0, -self._theme.space(4), 0)
        words = QFontMetrics(font).elidedText(row.title, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), words)

    def _paint_ground(self, painter: QPainter, option: QStyleOptionViewItem, area: QRect) -> None:
        if option.state & QStyle.StateFlag.State_Selected:
            name = "selection" if self._view.hasFocus() else "selection quiet"
            painter.fillRect(area, self._theme.colour(name))
            painter.fillRect(
                QRect(area.x(), area.y(), self._theme.space(0.75), area.height()), self._theme.colour("accent")
            )
        painter.setPen(self._theme.colour("border"))
        painter.drawLine(area.bottomLeft(), area.bottomRight())

    def _paint_row(self, painter: QPainter, area: QRect, row: Row) -> None:
        top = area.y() + self._theme.space(2)
        left = area.x() + self._theme.space(4)
        small = QFontMetrics(self._theme.font("small")).height()
        if row.what in ("missing", "problem"):
            self._draw(painter, left, top, self._document(row.title, "", "plain", self._full(area.width())))
            self._small(
                painter, QRect(left, area.bottom() - small - self._theme.space(2), area.width(), small), row.cell
            )
            return
        self._paint_label(painter, QRect(left, top, self._label_width(area.width()), area.height()), row)
        for column in self._columns(row, area.width()):
            x = area.x() + column.x
            self._small(painter, QRect(x, top, column.width, small), column.name)
            self._draw(painter, x, top + small, self._document(*column.text, column.width))
        if row.note:
            height = self._note_height(row, area.width())
            note = self._document(row.note, "", "plain", self._full(area.width()))
            self._draw(painter, left, area.bottom() - height - self._theme.space(1.5), note)

    def _paint_label(self, painter: QPainter, area: QRect, row: Row) -> None:
        metrics = QFontMetrics(self._theme.font("body"))
        painter.setFont(self._theme.font("body"))
        painter.setPen(self._theme.colour("text"))
        width = area.width() - self._theme.space(2)
        painter.drawText(
            area.x(), area.y() + metrics.ascent(), metrics.elidedText(row.title, Qt.TextElideMode.ElideRight, width)
        )
        small = QFontMetrics(self._theme.font("small")).height()
        state = state_of(row, self._view.rows.draft)
        line = QRect(area.x(), area.y() + metrics.height() + self._theme.space(0.5), width, small)
        if state is not None:
            tone = self._theme.tone(state.tone)
            mark = QRect(line.x(), line.y(), small, small)
            paint_mark(painter, mark.toRectF(), state.shape, tone.mark, self._theme.colour("surface"))
            painter.setFont(self._theme.font("small"))
            painter.setPen(tone.ink)
            painter.drawText(line.adjusted(small + self._theme.space(1), 0, 0, 0), 0, state.word)
            line.translate(0, small)
        self._small(painter, line, row.cell)

    def _small(self, painter: QPainter, area: QRect, words: str) -> None:
        painter.setFont(self._theme.font("small"))
        painter.setPen(self._theme.colour("quiet"))
        painter.drawText(area, 0, words)

    def _draw(self, painter: QPainter, x: int, y: int, document: QTextDocument) -> None:
        painter.save()
        painter.translate(x, y)
        document.drawContents(painter)
        painter.restore()


def _compared(text: str, other: str, how: str) -> tuple[str, str, str]:
    """A text with what it is compared with; an empty one is compared with nothing."""
    return (text, text, "plain") if text == NOTHING else (text, other, how)
