"""Activity: every change latest first, by person, day and record, with what was before; two days compared; undo."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QHeaderView,
    QStackedLayout,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTreeView,
    QWidget,
)
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.services.log.activity import MOST, Activity, Difference, Wanted, activity, compare
from tracker.services.log.undo import take_back
from tracker.ui.activity.activity_model import HEADINGS, ActivityModel, rows_of_changes, rows_of_differences
from tracker.ui.core.hub import Hub
from tracker.ui.core.place import Place
from tracker.ui.forms.section import ErrorNote
from tracker.ui.lists.rows import AnyIndex
from tracker.ui.look.date_field import DateField
from tracker.ui.look.empty import EmptyState
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.line import Line
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

SHARES = (33, 54, 72, 34, 30)
"""How wide the first columns are, in steps; what it says now has the rest."""


class ActivityView(Place):
    """The table of changes, with what narrows it down above it."""

    beside = False

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, parent)
        self.model = ActivityModel(self)
        self.table = ChangeTable(self.model, theme, self)
        self.empty = EmptyState(theme, "history", self)
        self.compared = False
        self._most = MOST
        self._asked = 0
        self._build()
        self.show_plan()

    def _build(self) -> None:
        theme = self._theme
        self.who = QComboBox(self)
        self.who.setAccessibleName(self.tr("Changes by"))
        self.who.addItem(self.tr("Everybody"), "")
        self.first = self._day(self.tr("From day"))
        self.last = self._day(self.tr("To day"))
        self.record = Line(self.tr("Record, for example A12"), self)
        self.record.setPlaceholderText(self.tr("A12"))
        self.record.setMaximumWidth(theme.space(26))
        self.record.committed.connect(self._narrow)
        self.who.currentIndexChanged.connect(self._narrow)
        self.compare = button(self.tr("Compare the two days"), "", self, tip=self.tr(
            "What differs between the end of the first day and the end of the second"))  # fmt: skip
        self.compare.clicked.connect(self._compare)
        self.all = button(self.tr("Show all"), "quiet", self, tip=self.tr("Every change again"))
        self.all.clicked.connect(self.clear_filters)
        self.back = button(self.tr("Take back"), "", self, tip=self.tr(
            "Undo the change in hand, where it is yours and nothing was built on it"))  # fmt: skip
        self.back.clicked.connect(self._take_back)
        self.words = label("", "quiet", self, wrap=True)
        self.note = ErrorNote(theme, self)
        self.more = button(self.tr("Show more"), "link", self)
        self.more.clicked.connect(self._show_more)
        named = ((self.tr("By"), self.who), (self.tr("From"), self.first), (self.tr("to"), self.last),
                 (self.tr("Record"), self.record))  # fmt: skip
        top = in_row(theme, gap=2)
        for words, field in named:
            top.addWidget(label(words, "quiet", self))
            top.addWidget(field)
        for made in (self.compare, self.all):
            top.addWidget(made)
        top.addStretch(1)
        top.addWidget(self.back)
        head = in_column(theme, top, self.words, self.note, gap=1.5, margins=(4, 3, 4, 2))
        self._stack = QStackedLayout()
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.empty)
        foot = in_row(theme, self.more, None, margins=(4, 1))
        body = in_column(theme, (self._stack, 1), margins=(4, 0))
        in_column(theme, head, (body, 1), foot, on=self, gap=0, margins=0)
        self.table.opened.connect(self._open)
        self.table.selectionModel().currentRowChanged.connect(self._moved)
        self.begins_at = self.table

    def _day(self, name: str) -> DateField:
        made = DateField(self._theme, name, self._hub.today, self)
        made.setMaximumWidth(self._theme.space(44))
        made.committed.connect(partial(self._dated, made))
        made.refused.connect(self._refuse)
        return made

    @Slot(object)
    def _refuse(self, fault: object) -> None:
        self.note.fail(fault)

    def _dated(self, field: DateField, day: Any) -> None:
        field.set_value(day)
        self._narrow()

    # What is shown

    @override
    def show_plan(self) -> None:
        self.note.clear()
        self._asked += 1
        if self.compared:
            days = self.first.value(), self.last.value()
            self._hub.ask(partial(_compared, days=days), partial(self._show_differences, self._asked), self.note.fail)
            return
        wanted = self._wanted()
        if wanted is not None:
            question = partial(activity, wanted=wanted, most=self._most)
            self._hub.ask(question, partial(self._show, self._asked), self.note.fail)

    @override
    def refresh(self) -> None:
        self.show_plan()

    def _wanted(self) -> Wanted | None:
        """Which changes are wanted; None, and a word why, where there is no such record."""
        wanted = Wanted(str(self.who.currentData() or ""), self.first.value(), self.last.value())
        ref = self.record.value()
        if not ref:
            return wanted
        record = self._hub.snapshot.by_ref(ref)
        if record is None:
            self.note.fail(self.tr("There is no {0} in this plan.").format(ref))
            return None
        return replace(wanted, record=record.id)

    def _show(self, asked: int, found: Activity) -> None:
        if asked != self._asked:
            return
        self._offer_people(found.people)
        self.model.show_rows(rows_of_changes(found.done, self._hub.snapshot))
        shown = len(found.done)
        self.words.setText(
            self.tr("{0}, the latest first.").format(how_many(found.total, "change"))
            if shown == found.total
            else self.tr("The latest {0} of {1} changes.").format(shown, found.total)
        )
        self.more.setVisible(shown < found.total)
        self._settle(self.tr("No change fits"), self.tr("Take off the person, the days or the record."))

    def _offer_people(self, people: tuple[str, ...]) -> None:
        offered = [self.who.itemData(place) for place in range(1, self.who.count())]
        if offered != list(people):
            here = self.who.currentData()
            self.who.blockSignals(True)
            while self.who.count() > 1:
                self.who.removeItem(1)
            for name in people:
                self.who.addItem(name, name)
            self.who.setCurrentIndex(max(0, self.who.findData(here)))
            self.who.blockSignals(False)

    def _show_differences(self, asked: int, found: tuple[Difference, ...]) -> None:
        if asked != self._asked:
            return
        self.model.show_rows(rows_of_differences(found, self._hub.snapshot))
        first, last = show(self.first.value()), show(self.last.value())
        words = self.tr("{0} differ between the end of {1} and the end of {2}.")
        self.words.setText(words.format(how_many(len(found), "record"), first, last))
        self.more.hide()
        self._settle(self.tr("Nothing differs"), self.tr("The plan was the same at the end of both days."))

    def _settle(self, title: str, hint: str) -> None:
        nothing = not self.model.rows
        self._stack.setCurrentIndex(1 if nothing else 0)
        if nothing:
            self.empty.say(title, hint)
        self._moved()

    @Slot()
    def _narrow(self) -> None:
        self.compared = False
        self._most = MOST
        self.show_plan()

    @Slot()
    def _show_more(self) -> None:
        self._most += 4 * MOST
        self.show_plan()

    @Slot()
    def _compare(self) -> None:
        try:
            for field in (self.first, self.last):
                field.set_value(field.typed())
        except UserError as fault:
            self.note.fail(fault)
            return
        self.compared = True
        self.show_plan()

    @property
    @override
    def filtered(self) -> bool:
        narrowed = self.who.currentIndex() > 0 or self.record.value() is not None
        return narrowed or self.compared or self.first.value() is not None or self.last.value() is not None

    @Slot()
    @override
    def clear_filters(self) -> None:
        self.who.blockSignals(True)
        self.who.setCurrentIndex(0)
        self.who.blockSignals(False)
        self.first.set_value(None)
        self.last.set_value(None)
        self.record.set_value(None)
        self._narrow()

    @override
    def focus_filter(self) -> bool:
        self.record.setFocus()
        return True

    # What is done

    @Slot()
    def _moved(self) -> None:
        row = self.model.row_at(self.table.currentIndex())
        self.back.setEnabled(row is not None and row.mine and not self._hub.session.read_only)

    @Slot(QModelIndex)
    def _open(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        record = self._hub.snapshot.by_ref(row.ref) if row is not None and row.ref else None
        if record is not None:
            self.record_wanted.emit(record.id)

    @Slot()
    def _take_back(self) -> None:
        row = self.model.row_at(self.table.currentIndex())
        if row is not None and row.mine:
            said = self.tr("The change is taken back.")
            self._hub.write(partial(take_back, number=row.number), lambda _c: self.said.emit(said), self.note.fail)


def _compared(uow: Any, _act: Any, days: tuple[Any, Any]) -> tuple[Difference, ...]:
    first, last = days
    if first is None or last is None:
        raise UserError("two days are needed", "fill in From and to")
    return compare(uow, first, last)


class RoomyRows(QStyledItemDelegate):
    """Rows of one line with room about it; a line above the first row of each change."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme

    @override
    def sizeHint(self, option: QStyleOptionViewItem, index: AnyIndex) -> QSize:
        size = super().sizeHint(option, index)
        return QSize(size.width(), option.fontMetrics.height() + self._theme.space(2.5))

    @override
    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: AnyIndex) -> None:
        super().paint(painter, option, index)
        model = index.model()
        row = model.row_at(index) if isinstance(model, ActivityModel) else None
        if row is not None and row.first and index.row():
            painter.setPen(self._theme.colour("border"))
            painter.drawLine(option.rect.topLeft(), option.rect.topRight())


class ChangeTable(QTreeView):
    """The table. `opened` carries the index of a row that was asked for by Enter or double click."""

    opened = Signal(QModelIndex)

    def __init__(self, model: ActivityModel, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setModel(model)
        self.setAccessibleName(self.tr("Changes, latest first"))
        self.setProperty("framed", "true")
        self.setRootIsDecorated(False)
        self.setUniformRowHeights(True)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        header = self.header()
        header.setStretchLastSection(False)
        header.setAccessibleName(self.tr("Columns"))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for place in range(len(HEADINGS)):
            if place < len(SHARES):
                header.resizeSection(place, theme.space(SHARES[place]))
            else:
                header.setSectionResizeMode(place, QHeaderView.ResizeMode.Stretch)
        self.setItemDelegate(RoomyRows(theme, self))
        self.doubleClicked.connect(self.opened)

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
            return
        super().keyPressEvent(event)
