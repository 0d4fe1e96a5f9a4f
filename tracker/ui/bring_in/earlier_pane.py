"""Beside the words of an item in hand: what inspectors said before that is much like it, and how that stands."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from tracker.domain.reading.earlier import EarlierAction, EarlierItem
from tracker.ui.forms.record_parts import Scrolled
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import StatusLabel, label
from tracker.ui.look.theme import Theme


class EarlierPane(QWidget):
    """Shows earlier items; hidden where there are none."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._shown: tuple[EarlierItem, ...] = ()
        self._inner = QWidget()
        self._column = in_column(theme, on=self._inner, gap=1, margins=(0, 0, 2, 0))
        self._scroll = Scrolled(theme, self._inner)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self._scroll.setAccessibleName(self.tr("Said before"))
        layout = in_column(theme, on=self, gap=1, margins=0)
        self._heading = label(self.tr("Said before"), "small", self)
        layout.addWidget(self._heading)
        layout.addWidget(self._scroll, 1)
        self.setMaximumHeight(theme.space(56))
        self.hide()

    @property
    def words(self) -> tuple[str, ...]:
        """All that it says, in order."""
        return tuple(part.text() for part in self._inner.findChildren(QLabel) if part.text())

    def show_earlier(self, found: Sequence[EarlierItem]) -> None:
        """Shows these."""
        if tuple(found) == self._shown:
            return
        self._shown = tuple(found)
        while (entry := self._column.takeAt(0)) is not None:
            widget = entry.widget()
            if widget is not None:
                widget.setParent(None)
                widget.deleteLater()
        for item in self._shown:
            self._column.addWidget(self._item(item))
        self._column.addStretch(1)
        self._scroll.verticalScrollBar().setValue(0)
        self.setVisible(bool(self._shown))

    def _item(self, item: EarlierItem) -> QWidget:
        made = QWidget(self._inner)
        column = in_column(self._theme, on=made, gap=1, margins=(0, 0, 0, 2))
        head = in_row(
            self._theme, (label(item.name, "strong", made, wrap=True), 1), StatusLabel(self._theme, item.status, made)
        )
        column.addLayout(head)
        column.addWidget(label(item.text, "", made, wrap=True))
        if item.page is not None:
            column.addWidget(label(self.tr("On page {0}").format(item.page), "small", made))
        if item.done:
            column.addWidget(label(item.done, "small", made))
        for action in item.actions:
            column.addLayout(self._action(action, made))
        column.addStretch(1)
        return made

    def _action(self, action: EarlierAction, parent: QWidget) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(self._theme.space(2))
        title = label(action.words, "quiet", parent, wrap=True)
        state = StatusLabel(self._theme, action.status, parent)
        state.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        row.addWidget(title, 1)
        row.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        return row
