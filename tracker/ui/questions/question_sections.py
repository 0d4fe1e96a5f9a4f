"""What only the page of a board's question has: how it stands, what can be done, and the answer with its evidence."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget
from typing_extensions import override

from tracker.domain.meetings.questions import QUESTION_STATUS, answered_words, content_words, names_known, open_words
from tracker.domain.plan.records import Challenge, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.commands import Do
from tracker.ui.core.hub import Hub
from tracker.ui.evidence.evidence_section import EvidenceCards
from tracker.ui.forms.lint_notes import LintNotes
from tracker.ui.forms.record_form import RecordForm, all_rows
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look.flow import Flow
from tracker.ui.look.parts import StatusLabel, button, label, restyle
from tracker.ui.look.person_field import NameField

ROWS = (("question",), ("asked_by", "asked_on"), ("targets", "meeting"))
"""What is edited in place. How it is answered and ended is said on sheets of its own, which keep to the rules."""
OFFERED: dict[str, tuple[Do, ...]] = {
    "open": (Do.ANSWER,), "answered": (Do.CONTENT, Do.REOPEN, Do.ANSWER), "content": (Do.REOPEN,),
}  # fmt: skip
"""What can be done with a question in each state, the likeliest first."""


class QuestionForm(RecordForm):
    """What is edited in place: the words, who asked and when, what about and where."""

    def __init__(self, context: PageContext, kind: Kind) -> None:
        self._asker_name = NameField("Asked by", nobody="nobody is named")
        super().__init__(context.hub, context.theme, kind, all_rows(kind, ROWS), {"asked_by": self._asker_name})
        self._hub: Hub = context.hub

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        self._asker_name.set_names(names_known(snapshot, self._hub.today))
        super().show_record(record, snapshot)


class QuestionState(Section):
    """How it stands and what can be done with it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.state = StatusLabel(self.theme, None, self)
        self.waited = label("", "small", self)
        self.settled = label("", "", self, wrap=True)
        self.hint = LintNotes(context, self)
        self.buttons: dict[Do, QPushButton] = {}
        row = QHBoxLayout()
        row.addWidget(self.state)
        row.addStretch(1)
        row.addWidget(self.waited)
        self.column.addLayout(row)
        self.column.addWidget(self.settled)
        self.column.addWidget(self.hint)
        self._offered = QWidget(self)
        flow = Flow(self._offered, self.theme.space(2))
        for do in (Do.CONTENT, Do.REOPEN, Do.ANSWER):
            spec = do.spec
            made = button(self.tr(spec.text), "", self._offered, tip=f"{self.tr(spec.tip)} ({spec.keys[0]})")
            made.setProperty("do", do)
            made.clicked.connect(self._press)
            flow.addWidget(made)
            self.buttons[do] = made
        self.column.addWidget(self._offered)

    @override
    def show_record(self, record: Challenge, snapshot: Snapshot) -> None:
        self.state.show_status(QUESTION_STATUS[record.state])
        self.waited.setText(open_words(record, self.hub.today))
        self.settled.setText(content_words(record))
        self.settled.setVisible(bool(self.settled.text()))
        self.hint.show_record(record, snapshot)
        editable = not self.hub.session.read_only
        self._offered.setVisible(editable)
        first = OFFERED[record.state][0]
        if editable:
            self.begins_at = self.buttons[first]
        for do, made in self.buttons.items():
            made.setVisible(do in OFFERED[record.state])
            restyle(made, "kind", "primary" if do is first and do is not Do.REOPEN else "")
        words = self.tr("Answer better…") if record.answer else self.tr(Do.ANSWER.spec.text)
        self.buttons[Do.ANSWER].setText(words)

    @Slot()
    def _press(self) -> None:
        self.context.command_wanted.emit(Do(self.sender().property("do")))


class AnswerSection(Section):
    """The answer, who gave it, and the evidence that was offered with it."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, gap=3)
        self.answer = label("", "", self, wrap=True)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answered = label("", "small", self, wrap=True)
        self.offered = label(self.tr("Evidence offered"), "heading", self)
        self.cards = EvidenceCards(context, self, newer=False)
        heading = label(self.tr("Answer"), "heading", self)
        for widget in (heading, self.answer, self.answered, self.offered, self.cards):
            self.column.addWidget(widget)

    @override
    def show_record(self, record: Challenge, snapshot: Snapshot) -> None:
        self.answer.setText(record.answer or self.tr("No answer yet."))
        self.answered.setText(answered_words(record))
        self.answered.setVisible(bool(record.answer))
        found = tuple(item for item in map(snapshot.get, record.evidence) if item is not None)
        self.offered.setVisible(bool(found))
        self.cards.show_evidence(found, snapshot, "")
