"""The two panes of a plan: what is on show at the left, the whole record in hand at the right or over the list."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QSplitter, QStackedWidget, QWidget
from typing_extensions import override

from tracker.domain.plan.ids import RecordId
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.look.layouts import in_column
from tracker.ui.look.theme import Theme
from tracker.ui.record.panel import RecordPanel

PANEL_STEPS, LEAST_STEPS = 90, 78
"""How wide the panel begins, and how narrow it may be made, in steps of the grid."""


class Views(QStackedWidget):
    """One view of many. It wants the room of that one: not of the widest that was ever shown."""

    @override
    def minimumSizeHint(self) -> QSize:
        shown = self.currentWidget()
        return shown.minimumSizeHint() if shown is not None else QSize()


class Panes(QWidget):
    """`stack` holds every view, `panel` is the record's. `changed` is emitted when other panes are on show.

    The panel stands beside the view while something is in hand there. Folded away, it is laid over the view when a
    record is opened, until Esc.
    """

    changed = Signal()

    def __init__(self, hub: Hub, gateway: Gateway, asker: Asker, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._theme = hub, theme
        self._wanted: RecordId | None = None
        self._shown: QWidget | None = None
        self._beside = True
        self._width = theme.space(PANEL_STEPS)
        self.panel_shown = True
        self.widened = False
        self.over = False
        """Whether the panel lies over the view."""
        self.split = QSplitter(Qt.Orientation.Horizontal, self)
        self.stack = Views(self.split)
        self.stack.setProperty("ground", "surface")
        self._home = QFrame(self)
        self.panel = RecordPanel(hub, gateway, asker, theme, self._home)
        self.panel.setMinimumWidth(theme.space(LEAST_STEPS))
        self.panel.context.fold_wanted.connect(self._fold)
        in_column(theme, self.panel, on=self._home, gap=0, margins=0)
        self.split.setChildrenCollapsible(False)
        self.split.setHandleWidth(1)
        self.split.addWidget(self.stack)
        self.split.addWidget(self._home)
        self.split.setStretchFactor(0, 1)
        self.split.setStretchFactor(1, 0)
        self.split.splitterMoved.connect(self._moved)
        in_column(theme, self.split, on=self, gap=0, margins=0)
        # A list that is walked through by key tells of many rows; the panel shows the last of them.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self.show_in_panel)

    def show_view(self, view: QWidget, *, beside: bool) -> None:
        """Shows a view, with the record in hand beside it or over the whole width."""
        if self.stack.indexOf(view) < 0:
            self.stack.addWidget(view)
        self.stack.setCurrentWidget(view)
        self._shown, self._beside = view, beside
        self._lay_over(False)
        self.fit()

    def fit(self) -> None:
        """Shows and hides what the view on show has room for; where nothing is in hand the panel takes none."""
        chosen = self._hub.snapshot.get(self._wanted) is not None
        shown = self._beside and (self.panel_shown or self.over) and (chosen or self.widened)
        if shown and self._home.isHidden() and not self.over:
            self._home.show()
            self._size()
        self._home.setVisible(shown)
        self.stack.setVisible(not (self.widened and shown))

    # The record in hand

    def take(self, record_id: RecordId | None) -> None:
        """Takes a record in hand, to be shown as soon as nothing else is to be done."""
        self._wanted = record_id
        self.fit()
        self._later.start()

    @Slot(object)
    def open(self, record_id: RecordId | None) -> None:
        """Shows a record and puts the keys into it."""
        self._wanted = record_id
        self._lay_over(not self.panel_shown or not self._beside)
        self.show_in_panel()
        self.panel.setFocus()

    @Slot()
    def show_in_panel(self) -> None:
        """Shows the record in hand in the panel, where the panel is on show."""
        self.fit()
        if not self._home.isHidden():
            record = self._hub.snapshot.get(self._wanted)
            self.panel.show_record(record.id if record is not None else None)

    def drop_gone(self) -> None:
        """Lets go of a record that is in the plan no more."""
        if self._wanted is not None and self._hub.snapshot.get(self._wanted) is None:
            self.take(None)

    def show_panel(self, shown: bool) -> None:
        """Shows the panel beside the view or folds it away."""
        self._lay_over(False)
        self.panel_shown = shown
        self.widened = self.widened and shown
        self.show_in_panel()
        self.changed.emit()

    def brought_up(self) -> RecordPanel:
        """The panel, brought up with the record in hand: over the view where it is folded away."""
        self._lay_over(not self.panel_shown)
        self.show_in_panel()
        return self.panel

    def widen(self, wide: bool) -> None:
        """Gives the panel the whole width, or the view its room again; who was in the list stays in what is left."""
        listed = self.stack.isAncestorOf(self.window().focusWidget())
        self._lay_over(False)
        self.widened = wide
        self.panel_shown = self.panel_shown or wide
        self.show_in_panel()
        if wide and listed:
            self.panel.focus_headings()
        elif not wide and self._shown is not None:
            self._shown.setFocus()
        self.changed.emit()

    def attach(self, record_id: RecordId, paths: Sequence[Path]) -> None:
        """Opens the panel on a record with files to be attached as evidence."""
        self._wanted = record_id
        self.brought_up().take_files(list(paths))

    # Over the view

    def _lay_over(self, over: bool) -> None:
        """Lays the panel over the view, or takes it back beside it; whatever is typed in it is saved as it is left."""
        if over == self.over:
            return
        self.over = over
        if over:
            self._home.setParent(self)
            self._home.setProperty("line", "left")
            self._place()
            self._home.raise_()
        else:
            within = self._home.isAncestorOf(self.window().focusWidget())
            self.split.addWidget(self._home)
            self.split.setStretchFactor(1, 0)
            self._home.hide()
            if within and self._shown is not None:
                self._shown.setFocus()

    def _place(self) -> None:
        width = min(max(self._width, self.panel.minimumWidth()), self.width())
        self._home.setGeometry(self.width() - width, 0, width, self.height())

    @Slot()
    def _fold(self) -> None:
        """Folds the panel away, from beside the view or from over it."""
        if self.over:
            self._lay_over(False)
            self.fit()
        else:
            self.show_panel(False)
        if self._shown is not None:
            self._shown.setFocus()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.over and event.key() == Qt.Key.Key_Escape:
            self._fold()
            return
        super().keyPressEvent(event)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if self.over:
            self._place()

    # How wide

    @Slot()
    def _moved(self) -> None:
        if not self._home.isHidden() and not self.over and not self.widened:
            self._width = self._home.width()

    def _size(self) -> None:
        handle = self.split.handleWidth()
        self.split.setSizes([max(1, self.split.width() - handle - self._width), self._width])

    def widths(self) -> list[int]:
        """The widths of view and panel, to be remembered."""
        return [max(1, self.width() - self._width), self._width]

    def set_widths(self, widths: list[int]) -> None:
        """Sets the widths of the panes as they were left, else as they begin."""
        if len(widths) == self.split.count() and all(width > 0 for width in widths):
            self._width = widths[1]
        if not self._home.isHidden() and not self.over:
            self._size()
