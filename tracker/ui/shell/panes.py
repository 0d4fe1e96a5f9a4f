"""The two panes of a plan: what is on show at the left, the whole record in hand at the right."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QSplitter, QStackedWidget, QWidget

from tracker.domain.plan.ids import RecordId
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme
from tracker.ui.record.panel import RecordPanel


class Panes(QSplitter):
    """`stack` holds every view, `panel` is the record's. `changed` is emitted when other panes are on show."""

    changed = Signal()

    def __init__(self, hub: Hub, gateway: Gateway, asker: Asker, theme: Theme, parent: QWidget) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._hub, self._theme = hub, theme
        self._wanted: RecordId | None = None
        self._shown: QWidget | None = None
        self._beside = True
        self.panel_shown = True
        self.widened = False
        self.stack = QStackedWidget(self)
        self.stack.setProperty("ground", "surface")
        self.panel = RecordPanel(hub, gateway, asker, theme, self)
        self.panel.setMinimumWidth(theme.space(75))
        self.setChildrenCollapsible(False)
        self.setHandleWidth(1)
        self.addWidget(self.stack)
        self.addWidget(self.panel)
        self.setStretchFactor(0, 1)
        self.setStretchFactor(1, 0)
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
        self.fit()

    def fit(self) -> None:
        """Shows and hides what the view on show has room for."""
        shown = self._beside and self.panel_shown
        self.panel.setVisible(shown)
        self.stack.setVisible(not (self.widened and shown))

    # The record in hand

    def take(self, record_id: RecordId | None) -> None:
        """Takes a record in hand, to be shown as soon as nothing else is to be done."""
        self._wanted = record_id
        self._later.start()

    @Slot(object)
    def open(self, record_id: RecordId | None) -> None:
        """Shows a record and puts the keys into it."""
        self._wanted = record_id
        self.panel.setVisible(True)
        self.show_in_panel()
        self.panel.setFocus()

    @Slot()
    def show_in_panel(self) -> None:
        """Shows the record in hand in the panel, where the panel is on show."""
        if not self.panel.isHidden():
            record = self._hub.snapshot.get(self._wanted)
            self.panel.show_record(record.id if record is not None else None)

    def drop_gone(self) -> None:
        """Lets go of a record that is in the plan no more."""
        if self._wanted is not None and self._hub.snapshot.get(self._wanted) is None:
            self.take(None)

    def show_panel(self, shown: bool) -> None:
        """Shows or hides the panel."""
        self.panel_shown = shown
        self.widened = self.widened and shown
        self.fit()
        self.show_in_panel()
        self.changed.emit()

    def brought_up(self) -> RecordPanel:
        """The panel, brought up with the record in hand."""
        if not self.panel_shown:
            self.show_panel(True)
        self.show_in_panel()
        return self.panel

    def widen(self, wide: bool) -> None:
        """Gives the panel the whole width, or the view its room again; who was in the list stays in what is left."""
        listed = self.stack.isAncestorOf(self.window().focusWidget())
        self.widened = wide
        self.panel_shown = self.panel_shown or wide
        self.fit()
        self.show_in_panel()
        if wide and listed:
            self.panel.focus_tabs()
        elif not wide and self._shown is not None:
            self._shown.setFocus()
        self.changed.emit()

    def attach(self, record_id: RecordId, paths: Sequence[Path]) -> None:
        """Opens the panel on a record with files to be attached as evidence."""
        self._wanted = record_id
        self.show_panel(True)
        self.panel.take_files(list(paths))

    def set_widths(self, widths: list[int]) -> None:
        """Sets the widths of the panes as they were left, else as they begin."""
        if len(widths) != self.count() or not all(width > 0 for width in widths):
            widths = [self._theme.space(230), self._theme.space(95)]
        self.setSizes(widths)
