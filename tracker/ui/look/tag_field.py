"""Several short texts as tags: each can be taken off, and new ones are typed."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QSizePolicy, QWidget
from typing_extensions import override

from tracker.ui.look.completion import Offer
from tracker.ui.look.flow import Flow
from tracker.ui.look.line import Line
from tracker.ui.look.parts import button
from tracker.ui.look.theme import Theme


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
        self._layout = Flow(self, theme.space(1))
        self._line = _TagLine(self.tr("Add to {0}").format(name), self)
        self._line.setPlaceholderText(add or self.tr("add…"))
        self._line.committed.connect(self._typed)
        self._line.emptied.connect(self._take_last)
        self._line.setFixedWidth(theme.space(32))
        self._offer = Offer(self._line, offered)
        self._layout.addWidget(self._line)
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # else Qt leaves it out where the order of Tab is set
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
        self._offer.set_names(offered)

    def value(self) -> tuple[str, ...]:
        """The tags."""
        return self._tags

    def set_value(self, tags: Sequence[str] | None) -> None:
        """Shows the saved tags; what is being typed stays."""
        if tuple(tags or ()) != self._tags:
            self._tags = tuple(tags or ())
            self._fill()

    def rebase(self, tags: Sequence[str] | None) -> None:
        """Takes these for the saved tags; what is being typed stays."""
        self.set_value(tags)

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
