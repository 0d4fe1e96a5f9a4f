"""The milestones of an action: what, by when, ticked when done, and a line for the next."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.actions.status import DELIVERY_STATUS, OVERDUE, Status
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_milestone_late, milestone_moved_words
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Kind, Milestone
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.records.editing import add
from tracker.ui.core.hub import Hub
from tracker.ui.forms.cards import Composer, Field
from tracker.ui.forms.fields_edit import setting
from tracker.ui.forms.section import ErrorNote, PageContext, Section
from tracker.ui.look import layouts
from tracker.ui.look.date_field import DateField
from tracker.ui.look.line import Line
from tracker.ui.look.parts import StatusLabel, button, label

DONE = DELIVERY_STATUS["complete"]


class MilestonesSection(Section):
    """The milestones of one action, each on a row that stays, so that it keeps the cursor."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.rows: dict[RecordId, MilestoneRow] = {}
        title = Line(self.tr("Title of a new milestone"))
        title.setPlaceholderText(self.tr("A step on the way, for example: draft shared"))
        fields: dict[str, Field] = {
            "title": title,
            "due": DateField(self.theme, self.tr("Date of the new milestone"), self.hub.today),
        }
        send, what = self.tr("Add milestone"), self.tr("Adding a milestone")
        self.composer = Composer(context, fields, send, what, apart=True, gap=1, parent=self)
        self.composer.sent.connect(self._add)
        self._empty = label(self.tr("No milestones yet: name the first step on the way."), "quiet", self, wrap=True)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(self.theme.space(2))
        self.column.addWidget(self.composer)
        self.column.addWidget(self._empty)
        self.column.addLayout(self._rows)
        self.column.addStretch(1)

    @override
    def show_record(self, record: Action, snapshot: Snapshot) -> None:
        """Shows an action's milestones."""
        self.record = record
        self.composer.show_record(record.id)
        milestones = snapshot.milestones_of(record.id)
        for gone in self.rows.keys() - {one.id for one in milestones}:
            old = self.rows.pop(gone)
            old.hide()
            old.deleteLater()
        for place, one in enumerate(milestones):
            if one.id not in self.rows:
                self.rows[one.id] = MilestoneRow(self.context, self)
            self._rows.insertWidget(place, self.rows[one.id])
            self.rows[one.id].show_milestone(one)
        self._empty.setVisible(not milestones)

    @Slot(object)
    def _add(self, values: dict[str, Any]) -> None:
        self.composer.write(partial(add, kind=Kind.MILESTONE, fields={"for": self.record.ref, **values}))


class MilestoneRow(QWidget):
    """One milestone: a tick, its title, its date and how it stands."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._context, self._hub = context, context.hub
        theme = context.theme
        self._milestone: Milestone | None = None
        self.tick = QCheckBox(self)
        self.tick.clicked.connect(self._ticked)
        self._title = label("", "", self, wrap=True)
        self._status = StatusLabel(theme, None, self)
        self._days = label("", "small", self, wrap=True)
        self._more = button(self.tr("Details"), "quiet", self)
        self._more.clicked.connect(self._details)
        self.note = ErrorNote(theme, self)
        facts = layouts.row(None, self._status, (self._days, 1), gap=theme.space(3))
        column = layouts.column(None, self._title, facts, self.note, gap=theme.space(0.5))
        layouts.row(
            self,
            (self.tick, 0, Qt.AlignmentFlag.AlignTop),
            (column, 1),
            (self._more, 0, Qt.AlignmentFlag.AlignTop),
            gap=theme.space(2),
        )

    @property
    def words(self) -> str:
        """What it says."""
        return f"{self._title.text()}: {self._status.accessibleName()}, {self._days.text()}"

    def show_milestone(self, milestone: Milestone) -> None:
        """Shows a milestone as it stands."""
        if milestone == self._milestone:
            self.tick.setChecked(milestone.done is not None)
            return
        self._milestone = milestone
        self.note.say("")
        self.tick.setChecked(milestone.done is not None)
        self.tick.setAccessibleName(self.tr("{0} is done").format(milestone.title))
        self._more.setAccessibleName(self.tr("Details of {0}").format(milestone.ref))
        self._title.setText(f"{milestone.ref}  {milestone.title}")
        self._status.show_status(milestone_status(milestone, self._hub))
        self._days.setText(milestone_days(milestone))

    @Slot()
    def _ticked(self) -> None:
        if self._milestone is None:
            return
        day = self._hub.today if self.tick.isChecked() else None
        seen = {"done": self._milestone.done}
        command = setting(self._milestone.id, {"done": day}, seen)
        self._hub.write(command, None, self._refused, what=self.tr("Saving"))

    @Slot(object)
    def _refused(self, error: Any) -> None:
        self.tick.setChecked(self._milestone is not None and self._milestone.done is not None)
        self.note.fail(error)

    @Slot()
    def _details(self) -> None:
        if self._milestone is not None:
            self._context.record_wanted.emit(self._milestone.id)


def milestone_status(milestone: Milestone, hub: Hub) -> Status:
    """How a milestone is drawn: done, past its date, or still to come."""
    if milestone.done is not None:
        return DONE
    return OVERDUE if is_milestone_late(milestone, hub.today) else DELIVERY_STATUS["not started"]


def milestone_days(milestone: Milestone) -> str:
    """Its days in words: "due 1 Feb 2024, first 15 Jan 2024, +17 days", "done 30 Jan 2024"."""
    parts = [f"due {show(milestone.due)}" if milestone.due else "no date"]
    moved = milestone_moved_words(milestone)
    parts += [moved] if moved else []
    if milestone.done is not None:
        parts.append(f"done {show(milestone.done)}")
    return ", ".join(parts)
