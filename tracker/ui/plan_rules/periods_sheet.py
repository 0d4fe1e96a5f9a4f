"""How long there is to answer each inspection: by what rule, and another period where a person knows better."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtGui import QIntValidator, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.board.board_rows import source_title
from tracker.domain.dates.dates import show
from tracker.domain.dates.statutory import answer_rule, recommended, rule_words, statutory
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import LONGEST_PERIOD, Inspection
from tracker.domain.text.words import begun
from tracker.services.dates.periods import set_periods
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.layouts import in_column
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme

WORDS = SheetWords(
    "Period to answer",
    "The rule's period holds unless another is typed here. A date that the document or the plan states counts first.",
    "Save periods",
)


class PeriodRow(QObject):
    """One inspection: its rule in words, its period, and the day that follows, as it is typed."""

    def __init__(self, hub: Hub, theme: Theme, inspection: Inspection, parent: QWidget) -> None:
        super().__init__(parent)
        self._hub, self.inspection = hub, inspection
        self._kinds = recommended(hub.snapshot, inspection)
        rule = answer_rule(inspection, self._kinds)
        named = f"{inspection.ref}  {source_title(inspection)}"
        self.heading = label(named, "strong", parent, wrap=True)
        self.rule = label(rule_words(rule), "small", parent, wrap=True)
        self.days = QLineEdit(str(inspection.working_days or ""), parent)
        self.days.setValidator(QIntValidator(1, LONGEST_PERIOD, self))
        self.days.setAccessibleName(self.tr("Working days to answer {0}").format(inspection.ref))
        self.days.setReadOnly(hub.session.read_only)
        self.days.setFixedWidth(theme.space(20))
        in_days = rule is not None and rule.period is not None and rule.unit == "working days"
        self.days.setPlaceholderText(str(rule.period) if rule is not None and in_days else self.tr("by rule"))
        self.outcome = label("", "", parent, wrap=True)
        self.days.textChanged.connect(self._look)
        self.layout = QVBoxLayout()
        self.layout.setSpacing(theme.space(1))
        typed = QHBoxLayout()
        typed.setSpacing(theme.space(2))
        asks = label(self.tr("Working days"), "", parent)
        asks.setBuddy(self.days)
        typed.addWidget(asks)
        typed.addWidget(self.days)
        typed.addWidget(self.outcome, 1)
        for widget in (self.heading, self.rule):
            self.layout.addWidget(widget)
        self.layout.addLayout(typed)
        self._look()

    def typed(self) -> int | None:
        """The period as it is typed; None for the rule's."""
        text = self.days.text().strip()
        return int(text) if text.isascii() and text.isdigit() and int(text) else None

    @Slot()
    def _look(self) -> None:
        clocks = statutory(replace(self.inspection, working_days=self.typed()), kinds=self._kinds)
        duty = next((clock for clock in clocks if clock.rule.answers), None)
        said = []
        if duty is not None and duty.computed is not None:
            said.append(self.tr("due {0}, counted from the day it was {1} ({2})").format(
                show(duty.computed), duty.basis, show(duty.counted_from)))  # fmt: skip
        elif self.typed() is not None:
            said.append(self.tr("counts once the day it was received or published is typed"))
        if duty is not None and duty.stated is not None:
            said.append(self.tr("the document states {0}, which counts").format(show(duty.stated)))
        own = self._hub.snapshot.plan.respond_by
        if own is not None and duty is not None and own not in (duty.stated, duty.computed):
            said.append(self.tr("the statement's own date, {0}, counts for the plan").format(show(own)))
        words = "; ".join(said) or self.tr("no day can be worked out")
        self.outcome.setText(f"{begun(words)}.")


class PeriodsSheet(Sheet):
    """Every inspection with its period; `first` is the one to begin with."""

    def __init__(self, hub: Hub, theme: Theme, first: RecordId | None, parent: QWidget) -> None:
        super().__init__(hub, theme, WORDS, parent)
        column = in_column(theme, gap=5, margins=(0, 0, 2, 0))
        self.rows = [PeriodRow(hub, theme, one, self) for one in hub.snapshot.inspections]
        for row in self.rows:
            column.addLayout(row.layout)
            row.days.returnPressed.connect(self.send)
        column.addStretch(1)
        self.body.addLayout(column)
        self.resize(theme.space(170), min(theme.space(150), theme.space(55) + len(self.rows) * theme.space(26)))
        begin = next((row for row in self.rows if row.inspection.id == first), self.rows[0])
        self._begin = begin.days
        begin.days.setFocus()
        begin.days.selectAll()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.area.ensureWidgetVisible(self._begin, 0, self.theme.space(20))

    @override
    def command(self) -> Command | None:
        """Keeps the periods that were changed."""
        changed = [row for row in self.rows if row.typed() != row.inspection.working_days]
        wanted = {row.inspection.ref: row.typed() for row in changed}
        seen = {row.inspection.ref: row.inspection.working_days for row in changed}
        return partial(set_periods, wanted=wanted, seen=seen)
