"""Several short texts as tags: each can be taken off, and new ones are typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCompleter, QLayout, QLayoutItem, QSizePolicy, QWidget
from typing_extensions import override

from tracker.ui.parts import button
from tracker.ui.theme import Theme
from tracker.ui.widgets.line import Line


class Flow(QLayout):
    """Lays widgets out like words: in lines, as many as there is room for."""

    def __init__(self, gap: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._gap = gap
        self._entries: list[QLayoutItem] = []
        self.setContentsMargins(0, 0, 0, 0)

    @override
    def addItem(self, item: QLayoutItem) -> None:
        self._entries.append(item)

    @override
    def count(self) -> int:
        return len(self._entries)

    @override
    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._entries[index] if 0 <= index < len(self._entries) else None

    @override
    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._entries.pop(index) if 0 <= index < len(self._entries) else None

    @override
    def hasHeightForWidth(self) -> bool:
        return True

    @override
    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), place=False)

    @override
    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, place=True)

    @override
    def sizeHint(self) -> QSize:
        return self.minimumSize()

    @override
    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._entries:
            size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, place: bool) -> int:
        x, y, tallest = rect.x(), rect.y(), 0
        for item in self._entries:
            widget = item.widget()
            if widget is not None and widget.isHidden():
                continue
            hint = item.sizeHint()
            if x > rect.x() and x + hint.width() > rect.right() + 1:
                x, y, tallest = rect.x(), y + tallest + self._gap, 0
            if place:
                item.setGeometry(QRect(QPoint(x, y), hint))
            x += hint.width() + self._gap
            tallest = max(tallest, hint.height())
        return y + tallest - rect.y()


class TagField(QWidget):
    """`committed` carries the tuple of tags. Enter or a semicolon adds what is typed; Backspace takes the last off."""

    committed = Signal(object)

    def __init__(
        self, theme: Theme, name: str, offered: Sequence[str] = (), parent: QWidget | None = None, *, add: str = ""
    ) -> None:
        super().__init__(parent)
        self._theme = theme
        self._name = name
        self._tags: tuple[str, ...] = ()
        self._layout = Flow(theme.space(1), self)
        self._line = _TagLine(self.tr("Add to {0}").format(name), self)
        self._line.setPlaceholderText(add or self.tr("add…"))
        self._line.committed.connect(self._typed)
        self._line.emptied.connect(self._take_last)
        self._line.setFixedWidth(theme.space(32))
        self._completer: QCompleter | None = None
        self.set_offered(offered)
        self._layout.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusProxy(self._line)

    @property
    def line(self) -> Line:
        """The line a new tag is typed into."""
        return self._line

    @property
    def changed_by_hand(self) -> bool:
        """Whether something was typed that is not saved."""
        return bool(self._line.text().strip())

    def set_offered(self, offered: Sequence[str]) -> None:
        """Completes from these."""
        if self._completer is not None:
            self._completer.deleteLater()
        self._completer = QCompleter(list(offered), self)
        self._completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self._completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self._line.setCompleter(self._completer)

    def value(self) -> tuple[str, ...]:
        """The tags."""
        return self._tags

    def set_value(self, tags: Sequence[str] | None) -> None:
        """Shows the saved tags; what is being typed stays."""
        if tuple(tags or ()) != self._tags:
            self._tags = tuple(tags or ())
            self._fill()

    def commit(self) -> None:
        """Offers what was typed for saving."""
        self._line.commit()

    def put_back(self) -> None:
        """Forgets what was being typed."""
        self._line.set_value(None)

    @Slot(object)
    def _typed(self, words: str | None) -> None:
        self._line.set_value(None)
        new = [word.strip() for word in (words or "").split(";") if word.strip()]
        have = {tag.casefold() for tag in self._tags}
        self._change((*self._tags, *(word for word in new if word.casefold() not in have)))

    @Slot()
    def _take_last(self) -> None:
        self._change(self._tags[:-1])

    @Slot()
    def _take_off(self) -> None:
        tag = self.sender().property("tag")
        self._line.setFocus()
        self._change(tuple(other for other in self._tags if other != tag))

    def _change(self, tags: tuple[str, ...]) -> None:
        if tags != self._tags:
            self._tags = tags
            self._fill()
            self.committed.emit(tags)

    def _fill(self) -> None:
        while self._layout.count() > 0:
            item = self._layout.takeAt(0)
            widget = item.widget() if item is not None else None
            if widget is not None and widget is not self._line:
                widget.hide()
                widget.deleteLater()
        for tag in self._tags:
            chip = button(f"{tag}  ×", "", self, tip=self.tr("Take off “{0}”").format(tag))
            chip.setProperty("tag", tag)
            chip.setAccessibleName(self.tr("Take off {0} from {1}").format(tag, self._name))
            chip.clicked.connect(self._take_off)
            chip.show()
            self._layout.addWidget(chip)
        self._layout.addWidget(self._line)
        self.updateGeometry()


class _TagLine(Line):
    """The line at the end of the tags."""

    emptied = Signal()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Backspace and not self.text():
            self.emptied.emit()
            event.accept()
        elif event.text() == ";":
            self.commit()
            event.accept()
        else:
            super().keyPressEvent(event)
