"""The copies that a plan keeps by itself: what has changed since each, and taking all of it or one record back."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QPushButton, QTreeWidget, QTreeWidgetItem, QWidget

from tracker.domain.log.copies import Copy, said
from tracker.services.log.take_back import Difference
from tracker.ui.core.context import Context
from tracker.ui.core.jobs import Lane
from tracker.ui.forms.section import ErrorNote
from tracker.ui.look.fitted import TitledDialog
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label


class CopiesSheet(TitledDialog):
    """Copies at the left, the latest first; at the right what has changed since the one in hand."""

    def __init__(self, context: Context) -> None:
        super().__init__(context.theme, context.window.tr("Copies of this plan"), context.window)
        self.context, self.hub, theme = context, context.hub, context.theme
        self.shown: Sequence[Copy] = ()
        self.changed: Sequence[Difference] = ()
        self.words = label("", "quiet", self, wrap=True)
        self.list = QListWidget(self)
        self.list.setAccessibleName(self.tr("Copies, the latest first"))
        self.list.currentRowChanged.connect(self._look_into)
        self.since = label("", "strong", self, wrap=True)
        self.records = QTreeWidget(self)
        self.records.setAccessibleName(self.tr("What has changed since"))
        self.records.setHeaderLabels([self.tr("Record"), self.tr("In the copy"), self.tr("Now")])
        self.records.setUniformRowHeights(True)
        self.records.itemSelectionChanged.connect(self._choose)
        self.records.itemActivated.connect(self._activated)
        for one in (self.list, self.records):
            one.setProperty("framed", "true")
        self.note = ErrorNote(theme, self)
        self.erased = label("", "", self, wrap=True)
        self.rewrite = self._button("Take them out", "Takes what was erased out of these copies too", self._rewrite)
        self.erased.hide()
        self.rewrite.hide()
        self.make = self._button("Make a copy now", "Copies the plan as it stands", self._make)
        self.whole = self._button("Bring all of it back…", "Makes a plan file of this copy, and opens it", self._whole)
        self.one = self._button("Take this record back", "Writes the record as the copy has it (Enter)", self._one)
        close = self._button("Close", "", self.reject)
        left = in_column(theme, self.list, self.make, gap=2)
        for pressed in (self.whole, self.one, close):
            self.foot.addWidget(pressed)
        self.changes = QWidget(self)
        in_column(theme, self.since, (self.records, 1), on=self.changes, gap=1, margins=0)
        sides = in_row(theme, (left, 2), (self.changes, 3), gap=3)
        self.hold(self.words, (sides, 1), in_row(theme, (self.erased, 1), self.rewrite, gap=2), self.note)
        self.resize(theme.space(240), theme.space(140))
        self._fill_soon()
        self.hub.jobs.run(self.hub.session.copies.holding, self._show_holding, self.note.fail)

    def _button(self, words: str, tip: str, pressed: object) -> QPushButton:
        made = button(self.tr(words), "", self, tip=self.tr(tip) if tip else "")
        made.clicked.connect(pressed)
        return made

    @Slot()
    def _fill_soon(self) -> None:
        self.hub.jobs.run(self.hub.session.copies.listed, self._fill, self.note.fail, lane=Lane.COPIES)

    @Slot(object)
    def _fill(self, copies: Sequence[Copy]) -> None:
        self.shown = copies
        self.list.clear()
        for copy in copies:
            self.list.addItem(QListWidgetItem(said(copy)))
        folder = self.hub.session.copies.folder
        usual = self.tr("One is made before the first change of a day, and before a merge, an import or an erasure.")
        where = self.tr("They lie in {0}.").format(folder) if copies else self.tr("There is none yet.")
        self.words.setText(f"{usual} {where}")
        for one in (self.changes, self.whole, self.one):
            one.setVisible(bool(copies))
        self._choose()
        if copies:
            self.list.setCurrentRow(0)
            self.list.setFocus()

    @property
    def copy(self) -> Copy | None:
        """The copy in hand."""
        row = self.list.currentRow()
        return self.shown[row] if 0 <= row < len(self.shown) else None

    @Slot(int)
    def _look_into(self, _row: int) -> None:
        self.changed = ()
        self.records.clear()
        self.note.clear()
        copy = self.copy
        if copy is not None:
            self.since.setText(self.tr("Looking for what has changed since…"))
            work = partial(self.hub.session.copies.since, copy, self.hub.snapshot)
            self.hub.jobs.run(work, self._show_since, self._not_read, lane=Lane.COPIES)
        self._choose()

    @Slot(object)
    def _not_read(self, error: object) -> None:
        self.since.setText("")
        self.note.fail(error)

    @Slot(object)
    def _show_since(self, changed: Sequence[Difference]) -> None:
        self.changed = changed
        self.records.clear()
        for one in changed:
            state = self.tr("not in the copy") if one.added else self.tr("gone since") if one.gone else ""
            item = QTreeWidgetItem(self.records, [f"{one.ref} {one.title}".strip(), "", state])
            for field, then, now in one.fields:
                QTreeWidgetItem(item, [field, then, now])
        self.records.resizeColumnToContents(0)
        self.records.setColumnWidth(0, min(self.records.columnWidth(0), self.context.theme.space(70)))
        self.records.setColumnWidth(1, self.context.theme.space(45))
        single = self.tr("1 record is otherwise than in this copy")
        many = (
            single if len(changed) == 1 else self.tr("{0} records are otherwise than in this copy").format(len(changed))
        )
        self.since.setText(many if changed else self.tr("Nothing has changed since this copy"))
        first = self.records.topLevelItem(0)
        if first is not None:
            self.records.setCurrentItem(first)
        self._choose()

    @property
    def record(self) -> Difference | None:
        """The record in hand."""
        items = self.records.selectedItems()
        if not items:
            return None
        top = items[0].parent() or items[0]
        place = self.records.indexOfTopLevelItem(top)
        return self.changed[place] if 0 <= place < len(self.changed) else None

    @Slot()
    def _choose(self) -> None:
        record, copy = self.record, self.copy
        self.whole.setEnabled(copy is not None)
        self.one.setEnabled(record is not None and not record.added and not self.hub.session.read_only)
        self.make.setEnabled(not self.hub.session.read_only)

    @Slot()
    def _activated(self) -> None:
        if self.one.isEnabled():
            self._one()

    @Slot()
    def _one(self) -> None:
        record, copy = self.record, self.copy
        if record is None or copy is None:
            return
        command = self.hub.session.copies.take_back(copy, str(record.id))
        told = self.tr("{0} is as it was in the copy.").format(record.ref)

        def taken(_changes: object) -> None:
            self.context.notice.say(told, hint=self.tr("Undo (Ctrl+Z) takes that back."))
            self._look_into(0)

        self.hub.write(command, taken, self.note.fail, what=self.tr("Taking the record back"))

    @Slot()
    def _whole(self) -> None:
        copy = self.copy
        if copy is None:
            return
        self.reject()
        make = partial(self.hub.session.copies.as_plan, copy)
        self.context.bring_back(Path(f"{self.hub.snapshot.plan.title}, {copy.day:%d %b %Y}.copy"), make)

    @Slot()
    def _make(self) -> None:
        self.make.setEnabled(False)
        working = self.tr("Making a copy")
        self.hub.jobs.run(self.hub.session.copies.make_now, self._made, self._not_made, lane=Lane.COPIES, what=working)

    @Slot(object)
    def _made(self, standing: str) -> None:
        self.hub.copies_told.emit(standing)
        self._fill_soon()

    @Slot(object)
    def _not_made(self, error: object) -> None:
        self.note.fail(error)
        self._choose()

    # What was erased

    @Slot(object)
    def _show_holding(self, count: int) -> None:
        one, many = self.tr("1 copy still holds what was erased."), self.tr("{0} copies still hold what was erased.")
        self.erased.setText(one if count == 1 else many.format(count))
        self.erased.setVisible(bool(count))
        self.rewrite.setVisible(bool(count))

    @Slot()
    def _rewrite(self) -> None:
        self.rewrite.setEnabled(False)
        working = self.tr("Taking what was erased out of the copies")
        self.hub.jobs.run(self.hub.session.copies.rewrite, self._rewritten, self.note.fail, what=working)

    @Slot(object)
    def _rewritten(self, counts: tuple[int, int]) -> None:
        self.rewrite.setEnabled(True)
        self._show_holding(0)
        self.context.notice.say(self.tr("{0} copies were rewritten, {1} let go.").format(*counts))
        self._fill_soon()
