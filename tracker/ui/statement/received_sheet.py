"""The day a report was received, asked for where none is printed: the period to answer counts from it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.dates.statutory import clocks_of
from tracker.domain.plan.records import Inspection
from tracker.services.records.editing import set_fields
from tracker.ui.core.hub import Command, Hub, Told
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.theme import Theme


class ReceivedSheet(Sheet):
    """Sets one inspection's day, and tells what clock runs from then."""

    def __init__(self, hub: Hub, theme: Theme, inspection: Inspection, parent: QWidget) -> None:
        self._inspection = inspection
        clocks = clocks_of(hub.snapshot, inspection)
        duty = next((one.rule for one in clocks if one.rule.period is not None), None)
        period = f"{duty.period} {duty.unit} to the {_named(duty.what)}" if duty is not None else "the period to answer"
        words = SheetWords(
            self.tr("When was the report received?"),
            self.tr("{0} prints no day to count from. Type it, and the time to answer is counted from it: {1}.").format(
                inspection.title or inspection.file or inspection.ref, period
            ),
            self.tr("Count from this day"),
        )
        super().__init__(hub, theme, words, parent)
        self.day = self.day_field(self.tr("Received"), None)
        self.leave.setText(self.tr("Later"))
        self.field(self.day)
        self.body.addStretch(1)
        self.resize(theme.space(130), self.sizeHint().height())
        self.day.setFocus()

    @override
    def command(self) -> Command | None:
        day = self.note.day(self.day)
        if not day:
            if day is None:
                self.note.fail(self.tr("A day is needed; “Later” leaves it open, under Sources."))
            return None
        return partial(set_fields, refs=[self._inspection.ref], fields={"received": day.isoformat()})

    @Slot(object)
    @override
    def _written(self, changes: object) -> None:
        now = self.hub.snapshot.get(self._inspection.id)
        clock = next((one for one in clocks_of(self.hub.snapshot, now) if one.due is not None), None)
        if clock is not None:
            due = self.tr("The {0} is due {1}.").format(_named(clock.rule.what), show(clock.due))
            self.hub.told.emit(Told(due, clock.explanation))
        super()._written(changes)


def _named(what: str) -> str:
    """What is owed, without what is said of it after a comma."""
    return what.partition(",")[0]
