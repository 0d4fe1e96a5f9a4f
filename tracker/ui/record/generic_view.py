"""Any other record, whole: its fields as a form, and its history."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS, parents_of
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.forms.history import HistoryTab
from tracker.ui.forms.record_form import RecordForm, all_rows
from tracker.ui.forms.record_parts import Links, Tabs
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme
from tracker.ui.measures.measures_tab import MeasureList


class GenericView(QWidget):
    """Shows one record of a kind that has no view of its own."""

    page_wanted = Signal(object, object)
    record_wanted = Signal(object)

    def __init__(
        self, hub: Hub, asker: Asker, theme: Theme, kind: Kind, parent: QWidget | None = None, *,
        form: RecordForm | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._hub = hub
        self._asker = asker
        self._theme = theme
        self._kind = kind
        self._record: Any = None
        self._ref = label("", "heading", self)
        self._what = label("", "quiet", self)
        self._first = self.head_piece()
        self.links = Links(theme, self.tr("For"), self)
        self.links.wanted.connect(self.record_wanted)
        self.form = form or RecordForm(hub, theme, kind, all_rows(kind), parent=self)
        self.history = HistoryTab(hub, theme, self)
        self.owned = Links(theme, self.tr("Answers for"), self)
        self.owned.wanted.connect(self.record_wanted)
        self._points = MeasureList(hub, theme, details=False, parent=self)
        self._points.record_wanted.connect(self.record_wanted)
        self._build()
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            self.setFocusProxy(first.editor)

    def _build(self) -> None:
        gap = self._theme.space(3)
        head = QHBoxLayout()
        head.setContentsMargins(gap, gap, gap, 0)
        head.addWidget(self._ref)
        head.addWidget(self._what)
        head.addStretch(1)
        fields = QWidget()
        column = self._column = QVBoxLayout(fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(gap)
        if self._first is not None:
            column.addWidget(self._first)
        for widget in (self.links, self._points, self.form, self.owned):
            column.addWidget(widget)
        column.addStretch(1)
        self.tabs = Tabs(self._theme, self)
        self.tabs.add(fields, self.tr("Details"))
        self.tabs.add(self.history, self.tr("History"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addLayout(head)
        layout.addWidget(self.tabs, 1)

    def head_piece(self) -> QWidget | None:
        """What stands above all else, and comes first by Tab; made before the rest."""
        return None

    def put_below(self, widget: QWidget) -> None:
        """Puts something after its fields."""
        self._column.insertWidget(self._column.count() - 1, widget)

    def put_above(self, widget: QWidget) -> None:
        """Puts something between what the record is for and its fields."""
        self._column.insertWidget(1, widget)

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows this record; what is being typed about it stays."""
        self._record = record
        self._ref.setText(record.ref or self.tr("Plan"))
        self._what.setText(KINDS[self._kind].name if record.ref else "")
        self.links.show_links(parents_of(record), snapshot)
        self.owned.show_links(_owned(record, self._kind, snapshot), snapshot)
        self.form.show_record(record, snapshot)
        self.history.show_record(record)
        measures = [(record, snapshot.points_of(record.id))] if self._kind is Kind.MEASURE else []
        self._points.show_measures(measures)
        self._points.setVisible(bool(measures))

    def commit(self) -> None:
        """Saves what is being typed."""
        self.form.commit()

    @Slot()
    def show_page(self) -> None:
        """Asks for the document itself, where this is one."""
        if self._kind is Kind.INSPECTION and self._record is not None:
            self.page_wanted.emit(self._record.id, None)

    def edit(self) -> None:
        """Puts the cursor into the first field."""
        first = next(iter(self.form.fields.values()), None)
        if first is not None:
            first.editor.setFocus()

    def assign(self) -> None:
        """Puts the cursor where an owner is named, where there is one."""
        if "owner" in self.form.fields:
            self.form.fields["owner"].editor.setFocus()

    def write_update(self) -> None:
        """Puts the cursor where a measure's next reading is typed; nothing else here is reported on."""
        self._points.start()

    def attach(self) -> None:
        """Nothing: only actions, recommendations and findings have evidence."""

    def ask_deadline(self) -> None:
        """Nothing: only actions have deadlines."""


def _owned(record: Any, kind: Kind, snapshot: Snapshot) -> tuple[RecordId, ...]:
    """What a person or agency has in hand."""
    if kind is Kind.PERSON:
        return tuple(action.id for action in snapshot.actions if record.id in (action.owner, action.accountable))
    if kind is Kind.AGENCY:
        return tuple(action.id for action in snapshot.actions if record.id == action.agency)
    return ()
