"""The rules of a plan: what makes evidence sufficient, when checks come after closing, when silence counts."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QHBoxLayout, QLineEdit, QSpinBox, QWidget
from typing_extensions import override

from tracker.domain.actions.evidence import RULES, rule_words, rules_of, sufficiency
from tracker.domain.actions.verification import CHECK_MONTHS, checked_months
from tracker.domain.dates.deadlines import QUIET_WEEKS
from tracker.domain.plan.fields import EvidenceRule
from tracker.services.plan.rules import LARGEST, set_rules
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

USUAL_MONTHS = "; ".join(str(one) for one in CHECK_MONTHS)
CALLED = {
    "mixed kinds": "Mixed kinds",
    "after completion": "After completion",
    "checked by another": "Checked by another",
    "shows practice": "Shows practice",
    "recent": "Recent (months)",
}


WORDS = SheetWords(
    "Rules of this plan",
    "They say how far evidence stands up, on screen and in every report. They point; a person decides.",
    "Save rules",
)


class RuleRow(QObject):
    """One rule: whether it holds, how many it asks for, and what that means in a sentence."""

    changed = Signal()

    def __init__(self, rule: EvidenceRule, parent: QWidget) -> None:
        super().__init__(parent)
        self._name = rule.rule
        self.on = QCheckBox(CALLED[rule.rule], parent)
        self.least = QSpinBox(parent)
        self.least.setRange(1, LARGEST)
        self.least.setAccessibleName(self.tr("Least number for {0}").format(CALLED[rule.rule]))
        self.words = label("", "quiet", parent, wrap=True)
        self.show_rule(rule)
        self.on.toggled.connect(self._changed)
        self.least.valueChanged.connect(self._changed)

    def show_rule(self, rule: EvidenceRule) -> None:
        """Shows how the rule stands."""
        self.on.setChecked(rule.on)
        self.least.setValue(rule.least)
        self._draw()

    def rule(self) -> EvidenceRule:
        """The rule as it is set here."""
        return EvidenceRule(self._name, self.on.isChecked(), self.least.value())

    @Slot()
    def _changed(self) -> None:
        self._draw()
        self.changed.emit()

    def _draw(self) -> None:
        self.least.setEnabled(self.on.isChecked())
        self.words.setText(rule_words(self.rule()) if self.on.isChecked() else self.tr("Not asked for."))


class RulesDialog(Sheet):
    """The rules, to be read and changed."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget) -> None:
        super().__init__(hub, theme, WORDS, parent)
        plan = hub.snapshot.plan
        self.rows = [RuleRow(rule, self) for rule in rules_of(plan.evidence_rules)]
        self.months = QLineEdit("; ".join(plan.check_months) or USUAL_MONTHS, self)
        self.months.setPlaceholderText(self.tr("usual: {0}").format(USUAL_MONTHS))
        self.months.setAccessibleName(self.tr("Checks after closing, in months"))
        self.weeks = QSpinBox(self)
        self.weeks.setRange(1, LARGEST)
        self.weeks.setValue(plan.quiet_weeks or QUIET_WEEKS)
        self.weeks.setAccessibleName(self.tr("Gone quiet after, in weeks"))
        for counted in (*(row.least for row in self.rows), self.weeks):
            counted.lineEdit().setTextMargins(theme.space(2), 0, 0, 0)
        self.effect = label("", "small", self, wrap=True)
        self.body.addWidget(label(self.tr("Evidence is sufficient when"), "heading", self))
        self.body.addLayout(self._grid())
        self.body.addWidget(self.effect)
        self.body.addWidget(label(self.tr("Checks and silence"), "heading", self))
        self.body.addLayout(self._others())
        self.body.addStretch(1)
        usual = button(self.tr("The usual rules"), "quiet", self, tip=self.tr("Fill in what holds without a choice"))
        usual.clicked.connect(self._usual)
        self.foot.insertWidget(0, usual)
        for row in self.rows:
            row.changed.connect(self._look)
        self._look()
        self.rows[0].on.setFocus()
        self.resize(theme.space(190), self.sizeHint().height())

    def _grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.space(3))
        grid.setVerticalSpacing(self.theme.space(1.5))
        for line, row in enumerate(self.rows):
            for column, widget in enumerate((row.on, row.least, row.words)):
                grid.addWidget(widget, line, column)
        grid.setColumnStretch(2, 1)
        return grid

    def _others(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(self.theme.space(3))
        pairs = (
            (self.tr("Check again after closing (months)"), self.months),
            (self.tr("An action has gone quiet after (weeks)"), self.weeks),
        )
        for line, (words, field) in enumerate(pairs):
            heading = label(words, "", self)
            heading.setBuddy(field)
            grid.addWidget(heading, line, 0)
            row = QHBoxLayout()
            row.addWidget(field)
            row.addStretch(1)
            grid.addLayout(row, line, 1)
        grid.setColumnStretch(1, 1)
        return grid

    @Slot()
    def _usual(self) -> None:
        for row, rule in zip(self.rows, RULES, strict=True):
            row.show_rule(rule)
        self.months.setText(USUAL_MONTHS)
        self.weeks.setValue(QUIET_WEEKS)

    @Slot()
    def _look(self) -> None:
        rules = [row.rule() for row in self.rows]
        none = not any(rule.on for rule in rules)
        self.save.setEnabled(not none)
        self.note.say(self.tr("One rule at least is on, so that evidence can be judged.") if none else "", "bad")
        snapshot, today = self.hub.snapshot, self.hub.today
        pairs = [(action, snapshot.evidence_for(action.id)) for action in snapshot.actions]
        levels = [sufficiency(a, held, today, rules).level for a, held in pairs if held]
        words = self.tr("Actions with evidence: {1}. Sufficient by these rules: {0}.")
        self.effect.setText(words.format(levels.count("sufficient"), len(levels)))

    @override
    def command(self) -> Command | None:
        """Sets the rules."""
        # Set before they are read: where they are refused, the cursor stands where it is mended.
        self.months.setFocus()
        months = checked_months(self.months.text().replace(",", ";").split(";"))
        rules = [row.rule() for row in self.rows]
        return partial(set_rules, rules=rules, check_months=months, quiet_weeks=self.weeks.value())
