"""The keyboard stays where somebody worked: what takes over when the control in use goes away or is switched off."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from operator import itemgetter
from weakref import ref

from PySide6.QtCore import QObject, Qt, Slot
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QLayout,
    QScrollArea,
    QStackedWidget,
    QWidget,
)
from shiboken6 import isValid

from tracker.overriding import override


class KeptStack(QStackedWidget):
    """Pages in one place: one that was covered by another has the keys again where they were as it was left."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._left: tuple[QWidget | None, QWidget | None] = (None, None)

    @override
    def setCurrentWidget(self, page: QWidget) -> None:
        before, has = self.currentWidget(), self.window().focusWidget()
        inside = before is not None and before.isAncestorOf(has)
        if inside and before is not page:
            self._left = (before, has)
        super().setCurrentWidget(page)
        under, had = self._left
        if under is page:
            self._left = (None, None)
            if had is not None and isValid(had) and had.isVisible():
                had.setFocus()


class KeptFocus(QObject):
    """Watches the program's windows.

    Qt hands the keyboard to the next control in the order of Tab, which for a form that was opened last is the first
    control of the window. Here it goes to a control as near as can be: one of the same form, else of what holds it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._last: Callable[[], QWidget | None] = _nobody
        app = QApplication.instance()
        assert isinstance(app, QApplication)
        app.focusChanged.connect(self._moved)

    @Slot()
    def _moved(self) -> None:
        # The signal names what it left, too; but that may be half taken apart by then.
        old, new = self._last(), QApplication.focusWidget()
        self._last = ref(new) if new is not None else _nobody
        if new is not None and new.isVisible() and new.visibleRegion().isEmpty():
            _bring_into_sight(new)
        if old is None or new is None or not isValid(old) or _is_cell(old):
            return
        if old.window() is new.window() and new.window().isVisible() and not (old.isVisible() and old.isEnabled()):
            nearest = _nearest(old, new)
            if nearest is not None:
                nearest.setFocus(Qt.FocusReason.OtherFocusReason)


def _is_cell(widget: QWidget) -> bool:
    """Whether it edits a cell: that closes because somebody went elsewhere, or else its list has the keys."""
    viewport = widget.parentWidget()
    return viewport is not None and isinstance(viewport.parentWidget(), QAbstractItemView)


def _bring_into_sight(widget: QWidget) -> None:
    """Scrolls to a control that Tab came to from outside of what scrolls; within it Qt does so by itself."""
    holder = widget.parentWidget()
    while holder is not None:
        if isinstance(holder, QScrollArea):
            holder.ensureWidgetVisible(widget)
        holder = holder.parentWidget()


def _nobody() -> None:
    """What had the keyboard where nothing had."""


class BeginsInside(QWidget):
    """A widget that hands the keyboard on to the one of its controls where one begins.

    A focus proxy would do so too, but Qt takes it and its holder for one control, so that Tab passes over whatever
    stands before it.
    """

    begins_at: QWidget | None = None

    @override
    def setFocus(self, reason: Qt.FocusReason = Qt.FocusReason.OtherFocusReason) -> None:
        if self.begins_at is not None:
            self.begins_at.setFocus(reason)
        else:
            super().setFocus(reason)


def _nearest(gone: QWidget, new: QWidget) -> QWidget | None:
    """The control to go on with; None where `new` stands as near as any other."""
    holder = gone.parentWidget()
    while holder is not None and not holder.isWindow() and not holder.isAncestorOf(new) and holder is not new:
        if holder.isVisible() and holder.isEnabled():
            if takes_keys(holder) and not isinstance(holder, QAbstractScrollArea):
                return holder
            inside = controls(holder)
            if inside:
                return inside[0]
        holder = holder.parentWidget()
    return None


def takes_keys(widget: QWidget) -> bool:
    """Whether Tab comes to a widget as it stands."""
    return widget.isEnabled() and widget.isVisible() and bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)


def controls(holder: QWidget) -> list[QWidget]:
    """The controls within a widget that Tab comes to, in the order of Tab."""
    found, at = [], holder.nextInFocusChain()
    while at is not None and at is not holder:
        if holder.isAncestorOf(at) and takes_keys(at):
            found.append(at)
        at = at.nextInFocusChain()
    return found


def follow_layout(holder: QWidget) -> None:
    """Makes Tab go through what a widget holds as it is laid out, whatever was made first."""
    at: QWidget | None = None
    for widget in _laid_out(holder):
        if at is not None:
            QWidget.setTabOrder(at, widget)
        at = widget


def _laid_out(holder: QWidget | None) -> Iterator[QWidget]:
    """What takes keys within a widget, in the order of its layouts; a field that hands them on is one."""
    if isinstance(holder, QScrollArea):
        yield from _laid_out(holder.widget())
    elif holder is not None and (layout := holder.layout()) is not None:
        yield from _items(layout, [child for child in holder.children() if isinstance(child, QWidget)])


def _items(layout: QLayout, widgets: list[QWidget]) -> Iterator[QWidget]:
    # By their places, and never by `itemAt`: what it returns is taken apart by Python while Qt still holds it.
    placed: list[tuple[int, QWidget | QLayout]] = [(layout.indexOf(widget), widget) for widget in widgets]
    placed += [(layout.indexOf(child), child) for child in layout.children() if isinstance(child, QLayout)]
    for _, part in sorted((one for one in placed if one[0] >= 0), key=itemgetter(0)):
        if isinstance(part, QLayout):
            yield from _items(part, widgets)
            continue
        whole = part.focusProxy() is not None
        if whole or part.focusPolicy() & Qt.FocusPolicy.TabFocus:
            yield part
        if not whole:
            yield from _laid_out(part)
