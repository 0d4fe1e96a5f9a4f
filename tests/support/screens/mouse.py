"""A hand on the mouse: presses are sent to widgets as the platform would send them, and each is counted."""

from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QDragMoveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QApplication,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QMenu,
    QPushButton,
    QTreeView,
    QWidget,
)  # fmt: skip

from support.keyboard import Keyboard
from tracker.domain.work.my_work import Step
from tracker.ui.core.commands import Do
from tracker.ui.look.person_field import NameField
from tracker.ui.my_work.job_row import JobRow
from tracker.ui.my_work.my_work_view import MyWorkView
from tracker.ui.people.who_sheet import WhoSheet
from tracker.ui.plan_list.plan_view import PlanView

S = TypeVar("S", bound=QWidget)


class Mouse:
    """A hand on the mouse over the window. `presses` counts the clicks: a double click is two, a drag is one."""

    def __init__(self, keys: Keyboard) -> None:
        self.keys, self.presses = keys, 0

    def click(self, widget: QWidget, at: QPoint | None = None, *, right: bool = False, shift: bool = False) -> None:
        assert widget.isVisible()
        assert widget.isEnabled()
        button = Qt.MouseButton.RightButton if right else Qt.MouseButton.LeftButton
        held = Qt.KeyboardModifier.ShiftModifier if shift else Qt.KeyboardModifier.NoModifier
        if isinstance(widget, QAbstractScrollArea):
            widget = widget.viewport()
        QTest.mouseClick(widget, button, held, at or widget.rect().center())
        if right:
            where = at or widget.rect().center()
            asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, where, widget.mapToGlobal(where))
            QApplication.sendEvent(widget, asked)
        self.presses += 1
        if QApplication.activePopupWidget() is None:
            # A desktop brings what lies behind to the front when a popup closes; no display, no desktop.
            (QApplication.activeModalWidget() or self.keys.window).activateWindow()
        self.keys.settle()

    def go(self, place: Do) -> None:
        """Presses a place in the side bar."""
        self.click(self.keys.work.side.buttons[place])

    def choose(self, menu: QMenu, do: Do) -> None:
        """Presses an entry of an open menu."""
        action = next(one for one in menu.actions() if one.data() is do or one.data() == do.value)
        self.click(menu, menu.actionGeometry(action).center())

    def in_menu(self, do: Do) -> None:
        """Presses a menu of the menu bar, and an entry of it."""
        bar = self.keys.window.menuBar()
        title = next(one for one in bar.actions() if one.text() == self.keys.window.tr(do.spec.menu[0]))
        self.click(bar, bar.actionGeometry(title).center())
        menu = title.menu()
        assert isinstance(menu, QMenu)
        self.choose(menu, do)

    def select(self, box: QComboBox, data: object) -> None:
        """Opens a list of choices and presses one of them."""
        usual = QApplication.doubleClickInterval()
        QApplication.setDoubleClickInterval(1)  # so long the list takes no press, lest it be that which opened it
        try:
            self.click(box)
            QTest.qWait(20)
            index = box.model().index(box.findData(data), 0)
            self.click(box.view().viewport(), box.view().visualRect(index).center())
        finally:
            QApplication.setDoubleClickInterval(usual)
        assert box.currentData() == data

    def tick(self, box: QAbstractButton) -> None:
        """Presses a box where its mark is."""
        self.click(box, QPoint(8, box.height() // 2))

    def drop_down(self, button: QPushButton, do: Do) -> None:
        """Presses a button that opens a menu, and an entry of it."""
        self.click(button)
        self.choose(button.menu(), do)

    def pick(self, field: NameField, name: str) -> None:
        """Presses a name of those that are offered beneath a line."""
        popup = field.register.popup
        row = next(n for n in range(popup.model().rowCount()) if popup.model().index(n, 0).data() == name)
        index = popup.model().index(row, 0)
        popup.scrollTo(index)
        self.keys.settle()
        self.click(popup.viewport(), popup.visualRect(index).center())

    def sheet(self, kind: type[S]) -> S:
        """The sheet of a kind that stands open."""
        return next(one for one in self.keys.window.findChildren(kind) if one.isVisible())

    def button(self, within: QWidget, words: str) -> QAbstractButton:
        """The button on show that says these words."""
        shown = [one for one in within.findChildren(QAbstractButton) if one.isVisible() and words in one.text()]
        assert len(shown) == 1, [one.text() for one in shown]
        return shown[0]

    def file_dialog(self) -> QDialog:
        """The dialog that asks for a file."""
        return next(one for one in self.keys.window.findChildren(QDialog) if one.inherits("QFileDialog"))

    def file(self, path: Path) -> None:
        """Presses a file in the dialog that stands open, in the folder where it lies, and Open."""
        dialog = self.file_dialog()
        dialog.setDirectory(str(path.parent))  # type: ignore[attr-defined]
        view = next(one for one in dialog.findChildren(QTreeView) if one.isVisible())

        def found() -> QModelIndex:
            root = view.rootIndex()
            rows = (view.model().index(row, 0, root) for row in range(view.model().rowCount(root)))
            return next((index for index in rows if index.data() == path.name), QModelIndex())

        self.keys.wait_until(lambda: found().isValid())
        view.scrollTo(found())
        self.click(view.viewport(), view.visualRect(found()).center())
        self.confirm(dialog, QDialogButtonBox.StandardButton.Open)

    def save_as(self, path: Path) -> None:
        """Types a name into the file dialog that stands open, and presses Save."""
        dialog = self.file_dialog()
        self.keys.press("Ctrl+A")
        self.keys.type(str(path))
        self.confirm(dialog, QDialogButtonBox.StandardButton.Save)

    def confirm(self, dialog: QDialog, which: QDialogButtonBox.StandardButton) -> None:
        box = dialog.findChild(QDialogButtonBox)
        assert box is not None
        self.keys.wait_until(box.button(which).isEnabled)
        self.click(box.button(which))

    def be(self, who: str) -> None:
        """Sits down in somebody's place: chooses them from the register."""
        self.click(self.keys.work.top.who)
        sheet = self.sheet(WhoSheet)
        self.click(self.button(sheet, "Choose from the register"))
        self.pick(sheet.name, who)
        self.click(sheet.save)

    def place_of(self, ref: str, column: str = "title") -> tuple[QWidget, QPoint]:
        """Where a row's cell is in the list of the plan, scrolled into sight."""
        tree = self.keys.work.nav.view.tree
        index = tree.records.places_of(self.keys.plan.by_ref(ref).id)[0]
        tree.scrollTo(index)
        keys = [one.key for one in tree.records.columns]
        cell = index.siblingAtColumn(keys.index(column) if column in keys else 1)
        return tree.viewport(), tree.visualRect(cell).center()

    def click_row(self, ref: str, *, column: str = "title", shift: bool = False) -> None:
        self.click(*self.place_of(ref, column), shift=shift)

    def drag_rows(self, onto: str) -> None:
        """Drags the selected rows onto another row.

        Without a display Qt carries nothing, so that what a hand would bring is handed to the list step by step.
        """
        tree = self.plan_view.tree
        _viewport, end = self.place_of(onto)
        carried, move, left = tree.rows_in_hand(), Qt.DropAction.MoveAction, Qt.MouseButton.LeftButton
        held = Qt.KeyboardModifier.NoModifier
        on = QDragMoveEvent(QPointF(end), move, carried, left, held)
        tree.dragMoveEvent(on)
        assert on.isAccepted()
        tree.dropEvent(QDropEvent(QPointF(end), move, carried, left, held))
        self.presses += 1
        self.keys.settle()

    @property
    def plan_view(self) -> PlanView:
        return self.keys.work.nav.plan_view

    @property
    def my_work(self) -> MyWorkView:
        view = self.keys.work.nav.view
        assert isinstance(view, MyWorkView)
        return view

    def row(self, ref: str, step: Step) -> JobRow:
        return next(row for row in self.my_work.rows() if row.job.ref == ref and step in row.buttons)


Begin = Callable[..., Mouse]
"""Sits down somebody, by name, before the sample plan; a hand of another type may be named."""
