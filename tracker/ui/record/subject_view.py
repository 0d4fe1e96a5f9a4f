"""A recommendation or finding, whole: the inspectors' words, what will be done, its actions and what shows it."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any, TypeVar

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.actions.status import progress, recommendation_status, status_words
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.evidence.evidence_tab import EvidenceTab
from tracker.ui.forms.fields_edit import said
from tracker.ui.forms.history import HistoryTab
from tracker.ui.forms.lint_note import LintNote
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.record_parts import ActionCard, ActionLine, Quotation, Scrolled, Tabs, action_line
from tracker.ui.forms.stack_list import StackList
from tracker.ui.look.line import Line
from tracker.ui.look.note import Note
from tracker.ui.look.parts import StatusLabel, button, label
from tracker.ui.look.theme import Theme
from tracker.ui.measures.measures_tab import MeasuresTab, adding
from tracker.ui.questions.question_list import QuestionList
from tracker.ui.record.state_row import DecisionRow
from tracker.ui.record.updates import UpdatesTab

TOP = (("response",), ("owner", "agency"))
DETAILS: dict[Kind, tuple[tuple[str, ...], ...]] = {
    Kind.RECOMMENDATION: (
        ("kind", "timescale"), ("theme",), ("themes",), ("national_framework",), ("responsible_body",),
        ("page", "paragraph"), ("impact",), ("text",),
    ),
    Kind.FINDING: (
        ("kind", "section"), ("theme",), ("themes",), ("national_framework",), ("page", "paragraph"),
        ("text",),
    ),
}  # fmt: skip


class SubjectDetails(QWidget):
    """Whether it is in the plan, and all its other fields."""

    def __init__(self, hub: Hub, theme: Theme, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.decision = DecisionRow(hub, theme, self)
        self.form = RecordForm(hub, theme, kind, DETAILS[kind], parent=self)
        self.fields = self.form.fields
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(self.decision)
        layout.addWidget(self.form, 1)

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows a record; what is being typed about the same record stays."""
        self.decision.show_record(record, snapshot)
        self.form.show_record(record, snapshot)

    def commit(self) -> None:
        """Saves what is being typed."""
        self.form.commit()


LATER = ("updates", "evidence", "measures", "details", "history")
T = TypeVar("T", UpdatesTab, EvidenceTab, MeasuresTab, SubjectDetails, HistoryTab)


class SubjectView(QWidget):
    """Shows one recommendation or finding."""

    page_wanted = Signal(object, object)
    record_wanted = Signal(object)

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._theme = theme
        self._record: Any = None
        self.hint = LintNote(theme, self)
        self.quotation = Quotation(theme, self)
        self.quotation.page_wanted.connect(self.show_page)
        self._ref = label("", "heading", self)
        self._kind = label("", "quiet", self)
        self._status = StatusLabel(theme, None, self)
        self._tags = label("", "small", self, wrap=True)
        self.form = RecordForm(hub, theme, kind, TOP, parent=self)
        self.asked = QuestionList(theme, self.tr("Open questions"), self)
        self.asked.wanted.connect(self.record_wanted)
        self._asker = asker
        self._of_kind = kind
        self.tabs = Tabs(theme, self)
        self.action_list = ActionsTab(hub, theme, self)
        self.action_list.record_wanted.connect(self.record_wanted)
        self._build()
        self.setFocusProxy(self.form.fields["response"].editor)

    def _build(self) -> None:
        gap = self._theme.space(3)
        head = QHBoxLayout()
        head.setSpacing(self._theme.space(2))
        head.addWidget(self._ref)
        head.addWidget(self._kind)
        head.addStretch(1)
        head.addWidget(self._status)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(self._theme.space(2))
        column.addLayout(head)
        for widget in (self.quotation, self.hint, self._tags, self.asked, self.form):
            column.addWidget(widget)
        column.addStretch(1)
        self.tabs.add(self.action_list, "Actions")
        for name in LATER:
            self.tabs.add_later(name.capitalize(), partial(getattr, self, name))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(Scrolled(self._theme, top, natural=True))
        layout.addWidget(self.tabs, 1)

    @cached_property
    def updates(self) -> UpdatesTab:
        """The updates."""
        return self._made("Updates", UpdatesTab(self._hub, self._theme, self))

    @cached_property
    def evidence(self) -> EvidenceTab:
        """The evidence."""
        made = self._made("Evidence", EvidenceTab(self._hub, self._asker, self._theme, self))
        made.record_wanted.connect(self.record_wanted)
        return made

    @cached_property
    def measures(self) -> MeasuresTab:
        """The measures."""
        made = self._made("Measures", MeasuresTab(self._hub, self._theme, self))
        made.record_wanted.connect(self.record_wanted)
        return made

    @cached_property
    def details(self) -> SubjectDetails:
        """All other fields."""
        return self._made("Details", SubjectDetails(self._hub, self._theme, self._of_kind, self))

    @cached_property
    def history(self) -> HistoryTab:
        """The history."""
        return self._made("History", HistoryTab(self._hub, self._theme, self))

    def _made(self, name: str, made: T) -> T:
        """A tab's content, made on first use and shown what is in hand."""
        self.tabs.fill(name, made)
        if self._record is not None:
            made.show_record(self._record, self._hub.snapshot)
        return made

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows this record; what is being typed about it stays."""
        self._record = record
        actions = snapshot.actions_for(record.id)
        self._ref.setText(record.ref)
        self._kind.setText(record.kind)
        self.hint.show_record(record, snapshot, self._hub.today)
        self._status.show_status(recommendation_status(record, actions, self._hub.today, snapshot.plan.key))
        tags = [*record.national_framework, *record.themes]
        tags += [
            words for words in (getattr(record, "timescale", None), getattr(record, "responsible_body", None)) if words
        ]
        self._tags.setText("  ·  ".join(tags))
        self._tags.setVisible(bool(tags))
        self.quotation.show_subject(record, snapshot)
        self.asked.show_about(record, snapshot, self._hub)
        self.form.show_record(record, snapshot)
        self.action_list.show_record(record, snapshot)
        for name in LATER:
            if name in self.__dict__:
                self.__dict__[name].show_record(record, snapshot)
        self.tabs.show_count("Actions", len(actions))
        self.tabs.show_count("Updates", len(snapshot.updates_for(record.id)))
        self.tabs.show_count("Evidence", len(snapshot.evidence_for(record.id)))
        self.tabs.show_count("Measures", len(snapshot.measures_for(record.id)))

    def commit(self) -> None:
        """Saves what is being typed."""
        self.form.commit()
        if "details" in self.__dict__:
            self.details.commit()

    @Slot()
    def show_page(self) -> None:
        """Asks for the page these words stand on."""
        inspection = self._hub.snapshot.get(self._record.inspection) if self._record is not None else None
        if inspection is not None:
            self.page_wanted.emit(inspection.id, self._record.id)

    def edit(self) -> None:
        """Puts the cursor where the answer is written."""
        self.form.fields["response"].editor.setFocus()

    def assign(self) -> None:
        """Puts the cursor where the lead is named."""
        self.form.fields["owner"].editor.setFocus()

    def write_update(self) -> None:
        """Puts the cursor where an update is written."""
        self.tabs.bring(self.updates)
        self.updates.start()

    def attach(self) -> None:
        """Asks which files are evidence."""
        self.tabs.bring(self.evidence)
        self.evidence.form.choose()

    def ask_deadline(self) -> None:
        """Nothing: only actions have deadlines."""


class ActionsTab(QWidget):
    """The actions that answer a recommendation, and a line for the next."""

    record_wanted = Signal(object)

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._theme = theme
        self._record: Any = None
        self._progress = label("", "small", self)
        self.title = Line(self.tr("Title of a new action"), self)
        self.title.setPlaceholderText(self.tr("What will be done? Type it and press Enter"))
        self.title.returnPressed.connect(self._add)
        self._send = button(self.tr("Add action"), "", self)
        self._send.clicked.connect(self._add)
        self.note = Note(theme, "bad", self)
        self.list = StackList(theme, self._card, self)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.title, 1)
        row.addWidget(self._send)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(theme.space(2))
        layout.addWidget(self._progress)
        layout.addWidget(self.list)
        layout.addLayout(row)
        layout.addWidget(self.note)
        layout.addStretch(1)

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows a recommendation's actions."""
        if self._record is None or record.id != self._record:
            self.title.set_value(None)
            self.note.say("")
        self._record = record.id
        actions = snapshot.actions_for(record.id)
        done, counting = progress(actions)
        self._progress.setText(self.tr("{0} of {1} finished").format(done, counting) if actions else "")
        self._progress.setVisible(bool(actions))
        key = snapshot.plan.key
        lines = [action_line(action, status_words(action, self._hub.today, key), snapshot) for action in actions]
        self.list.show_items(lines, self.tr("No actions for {0} yet. Type one below.").format(record.ref))

    def _card(self, shown: ActionLine) -> QWidget:
        made = ActionCard(self._theme, shown, self)
        made.wanted.connect(self.record_wanted)
        return made

    @Slot()
    def _add(self) -> None:
        record = self._hub.snapshot.get(self._record)
        title = self.title.value()
        if record is None or not title:
            self.title.setFocus()
            return
        fields = {"title": title, "for": record.ref}
        self._hub.write(adding(Kind.ACTION, fields), self._added, self._refused, what=self.tr("Adding an action"))

    @Slot(object)
    def _added(self, _changes: object) -> None:
        self.title.set_value(None)
        self.note.say("")

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self.note.say(said(error))
