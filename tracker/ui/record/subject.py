"""What only the page of a recommendation or finding has: its tags, its decision, the actions that answer it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.actions.status import progress, status_words
from tracker.domain.plan.records import Action, Kind, Recommendation, Subject
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.records.editing import add
from tracker.ui.forms.cards import CardSection, Composer
from tracker.ui.forms.record_form import RecordForm, all_rows
from tracker.ui.forms.record_parts import ActionCard, ActionLine, Quotation, action_line
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look.line import Line
from tracker.ui.look.parts import label
from tracker.ui.record.state_row import DecisionRow

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


class SubjectDetails(Section):
    """Whether it is in the plan, and all its other fields."""

    def __init__(self, context: PageContext, kind: Kind) -> None:
        super().__init__(context)
        self.decision = DecisionRow(self.hub, self.theme, self)
        self.form = RecordForm(self.hub, self.theme, kind, all_rows(kind, DETAILS[kind]), parent=self)
        self.fields = self.form.fields
        self.column.addWidget(self.decision)
        self.column.addWidget(self.form, 1)

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows a record; what is being typed about the same record stays."""
        self.decision.show_record(record, snapshot)
        self.form.show_record(record, snapshot)

    @override
    def commit(self) -> None:
        """Saves what is being typed."""
        self.form.commit()


class SubjectWords(Quotation):
    """The inspectors' words, with the way to the page they stand on."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context.theme)
        self._context = context
        self._subject: Subject | None = None
        self.page_wanted.connect(self._ask)

    def show_record(self, record: Subject, snapshot: Snapshot) -> None:
        """Quotes this record."""
        self.show_subject(record, snapshot)
        self._subject = record

    @Slot()
    def _ask(self) -> None:
        if self._subject is not None:
            self._context.page_wanted.emit(self._subject.inspection, self._subject.id)


class SubjectTags(Section):
    """What it was filed under, in one quiet line; hidden where there is nothing."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.words = label("", "small", self, wrap=True)
        self.column.addWidget(self.words)

    @override
    def show_record(self, record: Subject, snapshot: Snapshot) -> None:
        more = (record.timescale, record.responsible_body) if isinstance(record, Recommendation) else ()
        tags = [*record.national_framework, *record.themes, *filter(None, more)]
        self.words.setText("  ·  ".join(tags))
        self.setVisible(bool(tags))


class ActionsSection(CardSection):
    """The actions that answer it, and a line for the next."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._progress = label("", "small", self)
        title = Line(self.tr("Title of a new action"))
        title.setPlaceholderText(self.tr("What will be done? Type it and press Enter"))
        send, what = self.tr("Add action"), self.tr("Adding an action")
        self.composer = Composer(context, {"title": title}, send, what, parent=self)
        self.composer.sent.connect(self._add)
        self.stack(self._progress, self.list, self.composer)

    @override
    def show_record(self, record: Subject, snapshot: Snapshot) -> None:
        """Shows a recommendation's actions."""
        self.record = record
        self.composer.show_record(record.id)
        actions = snapshot.actions_for(record.id)
        done, counting = progress(actions)
        self._progress.setText(self.tr("{0} of {1} finished").format(done, counting) if actions else "")
        self._progress.setVisible(bool(actions))
        today, key = self.hub.today, snapshot.plan.key

        def line(action: Action) -> ActionLine:
            return action_line(action, status_words(action, today, key), snapshot)

        self.list.show_items(actions, self.tr("No actions for {0} yet. Type one below.").format(record.ref), line)

    @override
    def card(self, item: ActionLine) -> QWidget:
        made = ActionCard(self.theme, item, self)
        made.wanted.connect(self.context.record_wanted)
        return made

    @Slot(object)
    def _add(self, values: dict[str, Any]) -> None:
        self.composer.write(partial(add, kind=Kind.ACTION, fields={"for": self.record.ref, **values}))
