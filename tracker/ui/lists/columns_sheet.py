"""Choosing the columns of a list: a box for each, seen in the list at once."""

from __future__ import annotations

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget
from typing_extensions import override

from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.look.fitted import TitledDialog
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme


class ColumnsSheet(TitledDialog):
    """The boxes, each ticked where its column is shown. Esc puts back what was shown before."""

    def __init__(self, tree: RecordTree, theme: Theme, parent: QWidget) -> None:
        super().__init__(theme, parent.tr("Choose columns"), parent)
        self._columns = tree.columns
        self._before = tree.columns.shown
        self.boxes: dict[str, QCheckBox] = {}
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(6))
        grid.setVerticalSpacing(theme.space(1.5))
        choices = self._columns.choices()
        half = (len(choices) + 1) // 2
        for place, (key, heading, on) in enumerate(choices):
            box = self.boxes[key] = QCheckBox(heading, self)
            box.setChecked(on)
            box.toggled.connect(self._changed)
            grid.addWidget(box, place % half, place // half)
        usual = button(self.tr("The usual columns"), "quiet", self, tip=self.tr("Show what a new plan shows"))
        usual.clicked.connect(self._usual)
        cancel = button(self.tr("Cancel"), "", self)
        cancel.clicked.connect(self.reject)
        done = button(self.tr("Done"), "primary", self, tip=self.tr("Ctrl+Enter"))
        done.clicked.connect(self.accept)
        done.setDefault(True)
        self.foot.insertWidget(0, usual)
        self.foot.addWidget(cancel)
        self.foot.addWidget(done)
        said = self.tr("The list changes as you tick. Click a heading to sort by it; drag it to move the column.")
        self.hold(label(said, "quiet", self, wrap=True), grid)
        first = next(iter(self.boxes.values()), None)
        if first is not None:
            first.setFocus()

    @Slot()
    def _changed(self) -> None:
        ticked = {key for key, box in self.boxes.items() if box.isChecked()}
        others = [key for key in self._before if key not in self.boxes]
        self._columns.show([*others, *ticked])

    @Slot()
    def _usual(self) -> None:
        self._columns.show_usual()
        for key, _heading, on in self._columns.choices():
            self.boxes[key].blockSignals(True)
            self.boxes[key].setChecked(on)
            self.boxes[key].blockSignals(False)

    @override
    def reject(self) -> None:
        self._columns.show(self._before)
        super().reject()

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.accept()
            return
        super().keyPressEvent(event)
