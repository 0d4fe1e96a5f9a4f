"""Find or do anything: a list under the search box of every command and every record, best first."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QRect,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QFrame,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tracker.domain.lists import filters
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS, title_of
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import as_looked_for
from tracker.ui.core.commands import Do, key_of
from tracker.ui.lists.cell_delegate import parts_of
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme

MOST = 12
TOLD_FROM = 4
"""So many letters of a word look through what commands say of themselves."""


@dataclass(frozen=True, slots=True)
class Filter:
    """A list to be opened by one filter term."""

    term: str


@dataclass(frozen=True, slots=True)
class View:
    """A view of the list that was kept under a name."""

    name: str


@dataclass(frozen=True, slots=True)
class Everything:
    """A search for words in everything the plan holds."""

    words: str


Target = Do | RecordId | Filter | View | Everything


@dataclass(frozen=True, slots=True)
class Find:
    """One line of the list: what it is called, what stands at its right, and what choosing it does.

    `also` are other words for the same, which find it as its own do; `tip` finds it after everything else.
    """

    words: str
    beside: str
    icon: str
    target: Target
    also: str = ""
    tip: str = ""


class PaletteModel(QAbstractListModel):
    """The lines that answer what was typed."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: tuple[Find, ...] = ()

    def show_found(self, found: Sequence[Find]) -> None:
        """Lists these."""
        self.beginResetModel()
        self.found = tuple(found)
        self.endResetModel()

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self.found)

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.found):
            return None
        find = self.found[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{find.words}, {find.beside}" if find.beside else find.words
        return find if role == Qt.ItemDataRole.UserRole else None


@dataclass(frozen=True, slots=True)
class Known:
    """What the palette searches.

    The plan on screen (None for none), what can be done now, whether letters are keys, and the names of kept views.
    """

    plan: Callable[[], Snapshot | None]
    enabled: Callable[[Do], bool]
    letters: Callable[[], bool]
    views: Callable[[], Sequence[str]] = tuple


class Palette(QFrame):
    """A search box with its list, over the top of the window. `chosen` carries the target of a line."""

    chosen = Signal(object)

    def __init__(self, theme: Theme, known: Known, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._known = theme, known
        self._back: QWidget | None = None
        self.setProperty("card", "true")
        self.setAutoFillBackground(True)
        self.line = QLineEdit(self)
        self.line.setPlaceholderText(self.tr("A reference, words, or what you want to do"))
        self.line.setAccessibleName(self.tr("Find or do anything"))
        self.line.textEdited.connect(self._show_matches)
        self.line.installEventFilter(self)
        self.model = PaletteModel(self)
        self.list = QListView(self)
        self.list.setModel(self.model)
        self.list.setItemDelegate(_FindDelegate(theme, self.list))
        self.list.setAccessibleName(self.tr("What was found"))
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setUniformItemSizes(True)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setMouseTracking(True)
        self.list.clicked.connect(self._take)
        self.nothing = label(self.tr("Nothing found. Try a reference such as A3, or other words."), "quiet", self)
        layout = QVBoxLayout(self)
        space = theme.space(2)
        layout.setContentsMargins(space, space, space, space)
        layout.setSpacing(space)
        for widget in (self.line, self.nothing, self.list):
            layout.addWidget(widget)
        self.hide()

    def open_up(self) -> None:
        """Comes up over the window with the cursor in its box."""
        self._back = self.window().focusWidget()
        self.line.clear()
        self._show_matches("")
        self.show()
        self.raise_()
        self.line.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def shut(self) -> None:
        """Goes away; the cursor is where it was before."""
        self.hide()
        if self._back is not None:
            self._back.setFocus()
        self._back = None

    @Slot(str)
    def _show_matches(self, text: str) -> None:
        known = self._known
        found = matches(text, known.plan(), known.enabled, known.letters(), known.views())
        self.model.show_found(found)
        known_here = [find for find in found if not isinstance(find.target, Everything)]
        self.nothing.setVisible(not known_here)
        self.list.setVisible(bool(found))
        if found:
            self.list.setCurrentIndex(self.model.index(0))
        self._place(len(found), room_for_nothing=bool(found) and not known_here)

    def _place(self, rows: int, *, room_for_nothing: bool = False) -> None:
        parent = self.parentWidget()
        if parent is None:
            return
        width = min(self._theme.space(150), parent.width() - self._theme.space(4))
        self.list.setFixedHeight(self._theme.space(8) * max(1, rows) + 2)
        lines = max(1, rows) + room_for_nothing
        height = self.line.sizeHint().height() + self._theme.space(8) * lines + self._theme.space(7)
        self.setGeometry((parent.width() - width) // 2, self._theme.space(7), width, height)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self.line:
            return False
        if event.type() is QEvent.Type.FocusOut:
            self.hide()
        elif event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event.key())
        return False

    def _key(self, key: int) -> bool:
        if key == Qt.Key.Key_Escape:
            self.shut()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            rows = self.model.rowCount()
            step = 1 if key == Qt.Key.Key_Down else -1
            if rows:
                self.list.setCurrentIndex(self.model.index((self.list.currentIndex().row() + step) % rows))
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._take(self.list.currentIndex())
        else:
            return False
        return True

    @Slot(QModelIndex)
    def _take(self, index: QModelIndex) -> None:
        find = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(find, Find):
            return
        self.shut()
        self.chosen.emit(find.target)


def matches(
    text: str, plan: Snapshot | None, enabled: Callable[[Do], bool], letters: bool, views: Sequence[str] = ()
) -> list[Find]:
    """What answers the words typed: a reference exactly, then commands, kept views and records that hold every word."""
    words = as_looked_for(text).split()
    ranked: list[tuple[int, Find]] = []
    of_plan = (*_views(views), *_filters(), *_records(plan)) if plan is not None and words else ()
    for find in (*_commands(enabled, letters), *of_plan):
        rank = _rank(words, find)
        if rank is not None:
            ranked.append((rank, find))
    ranked.sort(key=_by_rank)
    last = [_everything(text, letters)] if plan is not None and words else []
    return [find for _, find in ranked[: MOST - len(last)]] + last


def _everything(text: str, letters: bool) -> Find:
    words = " ".join(text.split())
    return Find(f"Search everything for “{words}”", key_of(Do.SEARCH, letters), "search", Everything(words))


def _by_rank(pair: tuple[int, Find]) -> int:
    return pair[0]


def _rank(words: Sequence[str], find: Find) -> int | None:
    hay = as_looked_for(find.words)
    if not all(word in hay for word in words):
        return _rank_by_other_words(words, find)
    if not words:
        return 5
    first = hay.split(maxsplit=1)[0]
    if len(words) == 1 and first == words[0] and not isinstance(find.target, Do | Filter | View):
        return 0
    if hay.startswith(" ".join(words)):
        return 1
    if any(part.startswith(words[0]) for part in hay.split()):
        return 0 if isinstance(find.target, View) else 2 if isinstance(find.target, Do) else 3
    return 4


def _rank_by_other_words(words: Sequence[str], find: Find) -> int | None:
    also = as_looked_for(find.also).split()
    if all(any(part.startswith(word) for part in also) for word in words):
        return 1
    told = as_looked_for(find.tip)
    return 5 if all(len(word) >= TOLD_FROM and word in told for word in words) else None


def _commands(enabled: Callable[[Do], bool], letters: bool) -> Iterator[Find]:
    for do in Do:
        if enabled(do) and do is not Do.PALETTE:
            spec = do.spec
            yield Find(spec.text.rstrip("…"), key_of(do, letters), spec.icon, do, spec.also, spec.tip)


def _views(names: Sequence[str]) -> Iterator[Find]:
    for name in names:
        yield Find(f"View: {name}", "kept view", "list", View(name))


def _filters() -> Iterator[Find]:
    for term in filters.known_words(Kind.ACTION):
        yield Find(f"List actions: {term}", "filter", "funnel", Filter(term))


def _records(plan: Snapshot) -> Iterator[Find]:
    for kind, said in KINDS.items():
        for record in plan.of(kind) if said.icon else ():
            yield Find(f"{record.ref}  {title_of(record)}", said.one, said.icon, record.id)


class _FindDelegate(QStyledItemDelegate):
    def __init__(self, theme: Theme, parent: QObject) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        return QSize(self._theme.space(40), self._theme.space(8))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        find = index.data(Qt.ItemDataRole.UserRole)
        if not isinstance(find, Find):
            return
        theme = self._theme
        place, state, _palette = parts_of(option)
        if state & (QStyle.StateFlag.State_Selected | QStyle.StateFlag.State_MouseOver):
            chosen = bool(state & QStyle.StateFlag.State_Selected)
            painter.fillRect(place, theme.colour("selection" if chosen else "hover"))
        side = theme.space(4.5)
        top = place.top() + (place.height() - side) // 2
        picture = theme.pixmap(find.icon or "chevron-right", "quiet", side)
        painter.drawPixmap(place.left() + theme.space(2), top, picture)
        painter.setFont(theme.font("small"))
        painter.setPen(theme.colour("quiet"))
        beside = painter.fontMetrics().horizontalAdvance(find.beside)
        right = place.right() - theme.space(2)
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.drawText(QRect(right - beside, place.top(), beside + 1, place.height()), middle, find.beside)
        painter.setFont(theme.font("body"))
        painter.setPen(theme.colour("text"))
        left = place.left() + theme.space(4) + side
        room = right - beside - theme.space(3) - left
        shown = painter.fontMetrics().elidedText(find.words, Qt.TextElideMode.ElideRight, room)
        painter.drawText(QRect(left, place.top(), room, place.height()), middle, shown)
