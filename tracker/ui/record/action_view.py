"""An action, whole: who does it by when, how it stands, and what shows it."""

from __future__ import annotations

from functools import cached_property, partial
from typing import Any, TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from tracker.domain.actions.status import status_words
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_fixed, is_open, pending_extension, slippage_words
from tracker.domain.plan.records import Action, Kind, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.evidence.evidence_tab import EvidenceTab
from tracker.ui.forms.fields_edit import FieldRow, editor_for
from tracker.ui.forms.history import HistoryTab
from tracker.ui.forms.lint_note import LintNote
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.record_parts import Links, Scrolled, Tabs
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.parts import StatusLabel, button, label
from tracker.ui.look.theme import Theme
from tracker.ui.measures.measures_tab import MeasuresTab
from tracker.ui.questions.question_list import QuestionList
from tracker.ui.record.checks_tab import ChecksTab
from tracker.ui.record.deadline_tab import DeadlineTab
from tracker.ui.record.milestones_tab import MilestonesTab
from tracker.ui.record.state_row import AssuranceRow, DeliveryRow, ForecastRow
from tracker.ui.record.updates import UpdatesTab

DETAILS = (
    ("targets",), ("description",), ("success_measure",), ("evidence_needed",), ("accountable", "supporting"),
    ("start", "done"), ("forecast_due", "priority"), ("impact",), ("delivery_reason",), ("waits_for",),
)  # fmt: skip


LATER = ("updates", "evidence", "deadline", "details", "measures", "milestones", "checks", "history")
T = TypeVar("T", UpdatesTab, EvidenceTab, DeadlineTab, RecordForm, MeasuresTab, MilestonesTab, ChecksTab, HistoryTab)


class DueRow(QWidget):
    """The deadline: editable until it is agreed; then the original struck through beside what was approved since."""

    ask_wanted = Signal()

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        spec = specs(Kind.ACTION)["due"]
        self.field = FieldRow(hub, theme, spec, editor_for(theme, hub, spec), parent=self)
        self._fixed = QWidget(self)
        self._words = label("", "", self._fixed, wrap=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._moved = label("", "small", self._fixed, wrap=True)
        self.ask = button("", "link", self._fixed)
        self.ask.clicked.connect(self.ask_wanted)
        column = QVBoxLayout(self._fixed)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(theme.space(0.5))
        row = QHBoxLayout()
        row.addWidget(label(spec.label, "small", self._fixed))
        row.addStretch(1)
        row.addWidget(self.ask)
        column.addLayout(row)
        column.addWidget(self._words)
        column.addWidget(self._moved)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.field)
        layout.addWidget(self._fixed)

    def show_record(self, action: Action, snapshot: Snapshot) -> None:
        """Shows an action's deadline."""
        fixed = is_fixed(action)
        self.field.setVisible(not fixed)
        self._fixed.setVisible(fixed)
        if not fixed:
            self.field.show_record(action, snapshot)
            return
        extensions = snapshot.extensions_of(action.id)
        moved = action.original_due != action.due
        # Dates hold no characters that rich text would take for markup.
        before = f"<s>{show(action.original_due)}</s>&nbsp; " if moved else ""
        self._words.setText(f"{before}<b>{show(action.due)}</b>")
        spoken = self.tr("Due {0}").format(show(action.due))
        self._words.setAccessibleName(spoken + (f", originally {show(action.original_due)}" if moved else ""))
        waiting = pending_extension(action, extensions)
        said = [slippage_words(action, extensions)]
        if waiting is not None:
            said.append(self.tr("{0} waits for approval").format(show(waiting.new_due)))
        self._moved.setText("  ·  ".join(words for words in said if words))
        self._moved.setVisible(any(said))
        self.ask.setVisible(is_open(action))
        self.ask.setText(self.tr("New date…") if waiting is None else self.tr("Decide…"))
        self.ask.setToolTip(
            self.tr("Ask for a new date, with a reason (D)") if waiting is None
            else self.tr("Approve or refuse the new date (D)")
        )  # fmt: skip


class ActionView(QWidget):
    """Shows one action."""

    page_wanted = Signal(object, object)
    record_wanted = Signal(object)

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._theme = theme
        self._record: Any = None
        self._ref = label("", "heading", self)
        self._status = StatusLabel(theme, None, self)
        words = GrowingText(self.tr("Title"), lines=1, most=4, enter_commits=True)
        words.setFont(theme.font("strong"))
        self.title = FieldRow(hub, theme, specs(Kind.ACTION)["title"], words, parent=self)
        self.hint = LintNote(theme, self)
        self.links = Links(theme, self.tr("For"), self)
        self.links.wanted.connect(self.record_wanted)
        self.asked = QuestionList(theme, self.tr("Open questions"), self)
        self.asked.wanted.connect(self.record_wanted)
        self.people = RecordForm(hub, theme, Kind.ACTION, (("owner", "agency"),), parent=self)
        self.due = DueRow(hub, theme, self)
        self.due.ask_wanted.connect(self.ask_deadline)
        self.delivery = DeliveryRow(hub, theme, self)
        self.forecast = ForecastRow(hub, theme, self)
        self.assurance = AssuranceRow(hub, theme, self)
        self._why = label("", "small", self, wrap=True)
        self._asker = asker
        self.tabs = Tabs(theme, self)
        self._parts = (
            self.title, self.people, self.due, self.delivery, self.forecast, self.assurance,
        )  # fmt: skip
        self._build()
        self.setFocusProxy(self.title.editor)

    def _build(self) -> None:
        gap = self._theme.space(3)
        top = QWidget()
        column = QVBoxLayout(top)
        column.setContentsMargins(gap, gap, gap, gap)
        column.setSpacing(self._theme.space(2))
        head = QHBoxLayout()
        head.addWidget(self._ref)
        head.addStretch(1)
        head.addWidget(self._status)
        column.addLayout(head)
        column.addWidget(self.title)
        column.addWidget(self.hint)
        column.addWidget(self.links)
        column.addWidget(self.asked)
        column.addWidget(self.people)
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(self._theme.space(2))
        top_left = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.due, 0, 0, top_left)
        grid.addWidget(self.delivery, 0, 1, top_left)
        grid.addWidget(self.forecast, 1, 0, top_left)
        grid.addWidget(self._why, 1, 1)
        grid.addWidget(self.assurance, 2, 0, 1, 2)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        column.addLayout(grid)
        column.addStretch(1)
        for name in LATER:
            self.tabs.add_later(name.capitalize(), partial(getattr, self, name))
        _ = self.updates
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
    def deadline(self) -> DeadlineTab:
        """The deadline and its changes."""
        return self._made("Deadline", DeadlineTab(self._hub, self._asker, self._theme, self))

    @cached_property
    def details(self) -> RecordForm:
        """All other fields."""
        return self._made("Details", RecordForm(self._hub, self._theme, Kind.ACTION, DETAILS, parent=self))

    @cached_property
    def measures(self) -> MeasuresTab:
        """The measures."""
        made = self._made("Measures", MeasuresTab(self._hub, self._theme, self))
        made.record_wanted.connect(self.record_wanted)
        return made

    @cached_property
    def milestones(self) -> MilestonesTab:
        """The milestones."""
        made = self._made("Milestones", MilestonesTab(self._hub, self._theme, self))
        made.record_wanted.connect(self.record_wanted)
        return made

    @cached_property
    def checks(self) -> ChecksTab:
        """The checks."""
        return self._made("Checks", ChecksTab(self._hub, self._asker, self._theme, self))

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

    def _count(self, record: Action, snapshot: Snapshot) -> None:
        moves = [one for one in snapshot.extensions_of(record.id) if one.state in ("pending", "approved")]
        self.tabs.show_count("Updates", len(snapshot.updates_for(record.id)))
        self.tabs.show_count("Evidence", len(snapshot.evidence_for(record.id)))
        self.tabs.show_count("Deadline", len(moves))
        self.tabs.show_count("Measures", len(snapshot.measures_for(record.id)))
        self.tabs.show_count("Milestones", len(snapshot.milestones_of(record.id)))
        self.tabs.show_count("Checks", len(snapshot.verifications_of(record.id)))

    def show_record(self, record: Action, snapshot: Snapshot) -> None:
        """Shows this action; what is being typed about it stays."""
        self._record = record
        self._ref.setText(record.ref)
        self._status.show_status(status_words(record, self._hub.today, snapshot.plan.key))
        self.hint.show_record(record, snapshot, self._hub.today)
        self.links.show_links(record.targets, snapshot)
        self.asked.show_about(record, snapshot, self._hub)
        self._why.setText(self.tr("Forecast: {0}").format(record.forecast_reason) if record.forecast_reason else "")
        self._why.setVisible(bool(record.forecast_reason))
        for part in self._parts:
            part.show_record(record, snapshot)
        for name in LATER:
            if name in self.__dict__:
                self.__dict__[name].show_record(record, snapshot)
        self._count(record, snapshot)

    def commit(self) -> None:
        """Saves what is being typed."""
        self.title.commit()
        self.people.commit()
        if "details" in self.__dict__:
            self.details.commit()
        if self.due.field.isVisibleTo(self):
            self.due.field.commit()

    @Slot()
    def show_page(self) -> None:
        """Asks for the page of the recommendation this action answers first."""
        for target in (self._hub.snapshot.get(one) for one in self._record.targets if self._record is not None):
            inspection = self._hub.snapshot.get(target.inspection) if target is not None else None
            if inspection is not None:
                self.page_wanted.emit(inspection.id, target.id)
                return

    def edit(self) -> None:
        """Puts the cursor into the title."""
        self.title.editor.setFocus()

    def assign(self) -> None:
        """Puts the cursor where the owner is named."""
        self.people.fields["owner"].editor.setFocus()

    def write_update(self) -> None:
        """Puts the cursor where an update is written."""
        self.tabs.bring(self.updates)
        self.updates.start()

    def attach(self) -> None:
        """Asks which files are evidence."""
        self.tabs.bring(self.evidence)
        self.evidence.form.choose()

    def record_check(self) -> None:
        """Puts the cursor where the next check is recorded."""
        self.tabs.bring(self.checks)
        self.checks.start()

    @Slot()
    def ask_deadline(self) -> None:
        """Puts the cursor where a date is given: in the field until it is agreed, then in the request."""
        if self._record is not None and is_fixed(self._record):
            self.tabs.bring(self.deadline)
            self.deadline.start()
        else:
            self.due.field.editor.setFocus()
