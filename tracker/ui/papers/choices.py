"""What is asked of a paper: which, as what, for which meeting, compared with what, and who may read it."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QLayout, QSpinBox, QWidget

from tracker.domain.dates.dates import show
from tracker.domain.guard.publishing import LEAST
from tracker.domain.meetings.papers import (
    FORMATS,
    MINUTES,
    NAMES,
    PUBLIC_PAGE,
    has_appendices,
    is_compared,
    may_be_public,
)
from tracker.domain.plan.fields import PaperTemplate
from tracker.domain.plan.records import Meeting
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.meetings.compared import papers_of
from tracker.services.meetings.wanted import Wanted, last_meeting, may_be_compared, next_meeting
from tracker.ui.core.hub import Hub
from tracker.ui.look.date_field import DateField
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

A_DAY = "a day"
OWN = " own"
"""Stands for a template that is used for one paper and not kept."""
UNDRESSED = (MINUTES,)
"""What no template dresses."""
MOST_SMALL = 99
NARROW = 18
"""So many letters a list of choices is wide at least; it grows with the room there is."""


class Choices(QWidget):
    """`changed` when another paper is wanted; `refused` says why what was typed is no day."""

    changed = Signal()
    refused = Signal(object)
    meeting_asked = Signal()
    left_out_asked = Signal()
    template_asked = Signal(object)
    """What stands in the paper is to be chosen, beginning with this template."""
    template_dropped = Signal(str)

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self._theme = hub, theme
        self._begun = date.max
        self.paper = self._list(self.tr("Paper"))
        self.template = self._list(self.tr("By a template of this plan"))
        self._own: PaperTemplate | None = None
        self.format = self._list(self.tr("Made as"))
        self.stands = button("", "link", self, tip=self.tr("Sections, columns, cover, logo and words of your own"))
        self.drop = button(self.tr("Delete it"), "link", self, tip=self.tr("Take this template out of the plan"))
        self.meeting = self._list(self.tr("For the meeting"))
        self.since = self._list(self.tr("Compared with"))
        self.day = DateField(theme, self.tr("The end of which day"), hub.today, self)
        self.public = QCheckBox(self.tr("Public version: without names and notes"), self)
        self.least = QSpinBox(self)
        self.least.setRange(0, MOST_SMALL)
        self.least.setValue(LEAST)
        self.least.setAccessibleName(self.tr("No number of people under"))
        self.left_out = button(self.tr("What is left out…"), "link", self)
        self.appendices = QCheckBox(self.tr("With appendices"), self)
        self.appendices.setChecked(True)
        self.new_meeting = button(self.tr("New meeting…"), "link", self)
        self.new_meeting.setVisible(not hub.session.read_only)
        for offered, names in ((self.paper, NAMES), (self.format, FORMATS)):
            for name, words in names.items():
                offered.addItem(self.tr(words), name)
        self._lay_out()
        self._connect()

    def _list(self, name: str) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        made.setMinimumContentsLength(NARROW)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return made

    def _lay_out(self) -> None:
        parts: list[QLayout] = []
        for field in (self.paper, self.template, self.format, self.meeting, self.since, self.day):
            named = field.line if isinstance(field, DateField) else field
            heading = label(named.accessibleName(), "small", self)
            heading.setBuddy(field)
            parts.append(in_column(self._theme, heading, field, gap=0.5))
            if field is self.format:
                parts.append(in_row(self._theme, self.stands, self.drop, None, gap=3))
            if field is self.meeting:
                parts.append(in_row(self._theme, self.new_meeting, None))
            if field is self.day:
                self._day_name = heading
            if field is self.template:
                self._template_name = heading
        self._small = QWidget(self)
        people = label(self.least.accessibleName(), "", self._small)
        people.setBuddy(self.least)
        number = in_row(self._theme, people, self.least, None, gap=1)
        in_column(self._theme, number, in_row(self._theme, self.left_out, None), on=self._small, gap=1, margins=0)
        in_column(self._theme, *parts, 1, self.appendices, self.public, self._small, None, on=self, gap=2, margins=0)

    def _connect(self) -> None:
        self.meeting.currentIndexChanged.connect(self._meeting_chosen)
        self.template.currentIndexChanged.connect(self._template_chosen)
        for box in (self.paper, self.template, self.format, self.meeting, self.since):
            box.currentIndexChanged.connect(self._chosen)
        for tick in (self.public, self.appendices):
            tick.toggled.connect(self._chosen)
        self.least.valueChanged.connect(self._chosen)
        self.left_out.clicked.connect(self.left_out_asked)
        self.day.committed.connect(self._chosen)
        self.day.refused.connect(self.refused)
        self.new_meeting.clicked.connect(self.meeting_asked)
        self.stands.clicked.connect(self._ask_for_template)
        self.drop.clicked.connect(self._drop_template)

    def begin(self, begun: date, meeting: Meeting | None, paper: str = "") -> None:
        """Offers what there is in a plan whose log begins on this day, beginning with a paper where one is named."""
        self._begun = begun
        if paper:
            self._choose(self.paper, paper)
        self.show_plan(self._hub.snapshot, meeting)

    def show_plan(self, snapshot: Snapshot, meeting: Meeting | None = None) -> None:
        """Offers the plan's meetings; one that is given, or the next, is what the paper is for."""
        today = self._hub.today
        chosen = meeting or next_meeting(snapshot, today)
        among = may_be_compared(snapshot, today, self._begun)
        before = last_meeting(among, today, chosen)
        meetings = sorted(snapshot.meetings, key=lambda one: one.held_on or date.min, reverse=True)
        none = (self.tr("No meeting"), "")
        self._offer(self.meeting, [none, *((_called(one), one.ref) for one in meetings)], chosen)
        held = [(self._comparing(one, snapshot), one.ref) for one in among]
        self._offer_templates(snapshot)
        others = [(self.tr("Nothing"), ""), (self.tr("A day…"), A_DAY)]
        self._offer(self.since, held + others if held else others, before)
        self._settle()

    def _offer_templates(self, snapshot: Snapshot) -> None:
        names = [(one.name, one.name) for one in snapshot.plan.templates]
        if self._own is not None:
            names.append((self.tr("As set for this paper alone"), OWN))
        self._offer(self.template, [(self.tr("No template"), ""), *names], None)
        for one in (self.template, self._template_name):
            one.setVisible(bool(names))

    def use(self, template: PaperTemplate | str) -> None:
        """Makes the paper by a template that is kept, by its name, or by one for this paper alone."""
        self._own = template if isinstance(template, PaperTemplate) else None
        self._offer_templates(self._hub.snapshot)
        self._choose(self.template, OWN if self._own is not None else str(template))
        self.changed.emit()

    @Slot()
    def _ask_for_template(self) -> None:
        self.template_asked.emit(self._template() or PaperTemplate("", self.paper.currentData()))

    @Slot()
    def _drop_template(self) -> None:
        self.template_dropped.emit(self.template.currentData())

    def refresh(self, snapshot: Snapshot) -> None:
        """Brings the meetings up to date and keeps what is chosen."""
        kept = [(box, box.currentData()) for box in (self.meeting, self.since, self.template)]
        self.show_plan(snapshot)
        for box, data in kept:
            self._choose(box, data)

    @staticmethod
    def _offer(box: QComboBox, rows: list[tuple[str, str]], chosen: Meeting | None) -> None:
        box.blockSignals(True)
        box.clear()
        for words, data in rows:
            box.addItem(words, data)
        box.setCurrentIndex(max(0, box.findData(chosen.ref if chosen is not None else "")))
        box.blockSignals(False)

    def _offer_none(self) -> None:
        """Another paper than the template's was chosen: it is made without it."""
        self.template.blockSignals(True)
        self.template.setCurrentIndex(0)
        self.template.blockSignals(False)

    def _choose(self, box: QComboBox, data: str) -> None:
        box.blockSignals(True)
        box.setCurrentIndex(max(0, box.findData(data)))
        box.blockSignals(False)
        self._settle()

    def _comparing(self, meeting: Meeting, snapshot: Snapshot) -> str:
        """A meeting to compare with; the paper itself says where the plan of the day before stands for what it saw."""
        shown = papers_of(snapshot, meeting) or meeting.frozen_at is not None
        return _called(meeting) if shown else self.tr("{0} (no paper)").format(_called(meeting))

    @property
    def wanted(self) -> Wanted:
        """The paper that is asked for. Raises UserError where no day to compare with is typed."""
        return Wanted(
            self.paper.currentData(), self.format.currentData(), self._since(), self.meeting.currentData() or "",
            self.public.isChecked(), self.appendices.isChecked(), self.least.value(), self._template(),
        ).possible  # fmt: skip

    def _template(self) -> PaperTemplate | None:
        """The template that is chosen, where it is one of this paper."""
        chosen, paper = self.template.currentData(), self.paper.currentData()
        if chosen == OWN:
            return self._own if self._own is not None and self._own.paper == paper else None
        every = self._hub.snapshot.plan.templates
        return next((one for one in every if one.name == chosen and one.paper == paper), None)

    @Slot()
    def _template_chosen(self) -> None:
        """Goes to the paper that a template is of."""
        chosen = self.template.currentData()
        for one in self._hub.snapshot.plan.templates:
            if one.name == chosen:
                self._choose(self.paper, one.paper)

    def _since(self) -> str:
        chosen: str = self.since.currentData() or ""
        if chosen != A_DAY:
            return chosen
        day = self.day.value()
        if day is None and is_compared(self.paper.currentData()):
            raise UserError(self.tr("Say which day the paper is compared with."), "")
        return day.isoformat() if day is not None else ""

    @Slot()
    def _meeting_chosen(self) -> None:
        """Compares with the meeting before the one that is chosen; another may be chosen afterwards."""
        snapshot, today = self._hub.snapshot, self._hub.today
        coming = snapshot.by_ref(self.meeting.currentData() or "")
        assert coming is None or isinstance(coming, Meeting)
        before = last_meeting(may_be_compared(snapshot, today, self._begun), today, coming)
        self._choose(self.since, before.ref if before is not None else "")

    @Slot()
    def _chosen(self) -> None:
        self._settle()
        self.changed.emit()

    def _settle(self) -> None:
        """Offers what the paper takes in this format."""
        paper, ending = self.paper.currentData(), self.format.currentData()
        if self.template.currentData() and self._template() is None:
            self._offer_none()
        kept = self.template.currentData() not in ("", OWN, None) and not self._hub.session.read_only
        self.stands.setText(self.tr("Change the template…") if kept else self.tr("Sections, cover, template…"))
        self.stands.setVisible(paper not in UNDRESSED)
        self.drop.setVisible(kept)
        self.since.setEnabled(is_compared(paper))
        typed = is_compared(paper) and self.since.currentData() == A_DAY
        self.day.setVisible(typed)
        self._day_name.setVisible(typed)
        public = Wanted(paper, ending, public=self.public.isChecked()).for_the_public
        self.public.setEnabled(paper != PUBLIC_PAGE and may_be_public(paper, ending))
        self._small.setVisible(public)
        self.appendices.setVisible(has_appendices(paper, ending, public=public))


def _called(meeting: Meeting) -> str:
    """A meeting in a list: its day first, since the boards of a plan are often called alike."""
    name = meeting.name or meeting.board or meeting.ref
    return f"{show(meeting.held_on)}, {name}" if meeting.held_on else name
