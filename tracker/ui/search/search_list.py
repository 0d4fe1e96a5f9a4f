"""The list of what a search found: headings with counts, and under each the finds with their words in bold."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem
from typing_extensions import override

from tracker.domain.lists.search import Group, Hit, Results
from tracker.ui.lists.cell_delegate import parts_of
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

NO_FLAGS = Qt.ItemFlag.NoItemFlags


@dataclass(frozen=True, slots=True)
class Heading:
    """The heading of a group, and how many there are beyond those listed."""

    words: str


Row = Heading | Hit


class FoundModel(QAbstractListModel):
    """Headings and finds in one list; headings cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_results(self, results: Results | None) -> None:
        """Lists what was found."""
        self.beginResetModel()
        self.rows = tuple(row for group in (results.groups if results else ()) for row in _rows(group))
        self.endResetModel()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self.rows)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.words if isinstance(row, Heading) else spoken(row)
        if role == Qt.ItemDataRole.ToolTipRole and isinstance(row, Hit):
            return plain_tip(row.snippet)
        return row if role == Qt.ItemDataRole.UserRole else None

    @override
    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        if not index.isValid() or isinstance(self.rows[index.row()], Heading):
            return NO_FLAGS
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def step(self, row: int, by: int) -> int:
        """The next find after a row in a direction, going round; -1 where there is none."""
        places = [place for place, one in enumerate(self.rows) if isinstance(one, Hit)]
        if not places:
            return -1
        ahead = [place for place in places if place > row] if by > 0 else [place for place in places if place < row]
        if by > 0:
            return ahead[0] if ahead else places[0]
        return ahead[-1] if ahead else places[-1]


def _rows(group: Group) -> tuple[Row, ...]:
    beyond = f", the best {len(group.hits)} are listed" if group.count > len(group.hits) else ""
    return (Heading(f"{group.name}  {group.count}{beyond}"), *group.hits)


def spoken(hit: Hit) -> str:
    """A find as it is read out."""
    return ", ".join(part for part in (f"{hit.ref} {hit.title}".strip(), hit.where, hit.snippet) if part)


class FoundDelegate(QStyledItemDelegate):
    """Paints a find in two lines: what it is, and the words round what was found, those in bold on a marked ground."""

    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        heading = isinstance(index.data(Qt.ItemDataRole.UserRole), Heading)
        return QSize(self._theme.space(40), self._theme.space(10 if heading else 13))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        place, state, _palette = parts_of(option)
        row = index.data(Qt.ItemDataRole.UserRole)
        if isinstance(row, Heading):
            self._heading(painter, place, row)
        elif isinstance(row, Hit):
            if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
                chosen = bool(state & QStyle.StateFlag.State_Selected)
                painter.fillRect(place, self._theme.colour("selection" if chosen else "hover"))
            self._hit(painter, place.adjusted(self._theme.space(4), 0, -self._theme.space(4), 0), row)

    def _heading(self, painter: QPainter, place: QRect, row: Heading) -> None:
        painter.setFont(_bold(self._theme.font("body")))
        painter.setPen(self._theme.colour("quiet"))
        inner = place.adjusted(self._theme.space(4), 0, 0, -self._theme.space(1))
        painter.drawText(inner, int(Qt.AlignmentFlag.AlignBottom | Qt.AlignmentFlag.AlignLeft), row.words)

    def _hit(self, painter: QPainter, place: QRect, hit: Hit) -> None:
        half = place.height() // 2
        upper = QRect(place.left(), place.top() + self._theme.space(1), place.width(), half - self._theme.space(1))
        lower = QRect(place.left(), place.top() + half, place.width(), half - self._theme.space(1))
        small = self._theme.font("small")
        painter.setFont(small)
        painter.setPen(self._theme.colour("quiet"))
        room = painter.fontMetrics().horizontalAdvance(hit.where) + self._theme.space(4)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(upper, middle | int(Qt.AlignmentFlag.AlignRight), hit.where)
        painter.setFont(_bold(self._theme.font("body")))
        painter.setPen(self._theme.colour("text"))
        title = f"{hit.ref}  {hit.title}".strip()
        shown = painter.fontMetrics().elidedText(title, Qt.TextElideMode.ElideRight, max(0, upper.width() - room))
        painter.drawText(upper, middle, shown)
        self._snippet(painter, lower, hit)

    def _snippet(self, painter: QPainter, place: QRect, hit: Hit) -> None:
        plain, x = self._theme.font("body"), place.left()
        for words, marked in _runs(hit):
            font = _bold(plain) if marked else plain
            width = QFontMetrics(font).horizontalAdvance(words)
            left = place.right() - x
            painter.setFont(font)
            shown = words if width <= left else QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, left)
            width = min(width, left)
            run = QRect(x, place.top(), width + 1, place.height())
            if marked:
                height = QFontMetrics(font).height()
                ground = QRect(x, place.center().y() - height // 2, width, height)
                painter.fillRect(ground, self._theme.colour("highlight"))
            painter.setPen(self._theme.colour("text" if marked else "quiet"))
            painter.drawText(run, int(Qt.AlignmentFlag.AlignVCenter), shown)
            x += width
            if x >= place.right():
                return


def _bold(font: QFont) -> QFont:
    made = QFont(font)
    made.setBold(True)
    return made


def _runs(hit: Hit) -> tuple[tuple[str, bool], ...]:
    """The snippet in pieces, each marked or not."""
    runs, at = [], 0
    for start, end in hit.marks:
        runs += [(hit.snippet[at:start], False), (hit.snippet[start:end], True)]
        at = end
    return tuple((words, marked) for words, marked in (*runs, (hit.snippet[at:], False)) if words)
