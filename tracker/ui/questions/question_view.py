"""A board's question, whole: who asked what and where, the answer and its evidence, and whether that will do."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.meetings.questions import QUESTION_STATUS, answered_words, content_words, names_known, open_words
from tracker.domain.plan.records import Challenge, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.evidence.evidence_tab import EvidenceDesk
from tracker.ui.forms.lint_note import LintNote
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.record_parts import Links
from tracker.ui.look.flow import Flow
from tracker.ui.look.parts import StatusLabel, button, label, restyle
from tracker.ui.look.person_field import NameField
from tracker.ui.look.theme import Theme
from tracker.ui.record.generic_view import GenericView

ROWS = (("question",), ("asked_by", "asked_on"), ("targets", "meeting"))
"""What is edited in place. How it is answered and ended is said on sheets of its own, which keep to the rules."""
OFFERED: dict[str, tuple[Do, ...]] = {
    "open": (Do.ANSWER,), "answered": (Do.CONTENT, Do.REOPEN, Do.ANSWER), "content": (Do.REOPEN,),
}  # fmt: skip
"""What can be done with a question in each state, the likeliest first."""


class QuestionView(GenericView):
    """A question with what can be done about it; `do_asked` carries what was pressed."""

    do_asked = Signal(object)

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        asker_name = NameField("Asked by", nobody="nobody is named")
        form = RecordForm(hub, theme, Kind.CHALLENGE, ROWS, {"asked_by": asker_name})
        super().__init__(hub, asker, theme, Kind.CHALLENGE, parent, form=form)
        self._asker_name = asker_name
        self.meeting = Links(theme, self.tr("Asked at"), self)
        self.meeting.wanted.connect(self.record_wanted)
        self.answer = label("", "", self, wrap=True)
        self.answer.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.answered = label("", "small", self, wrap=True)
        self.offered = label(self.tr("Evidence offered"), "heading", self)
        self.desk = EvidenceDesk(hub, asker, theme, self, newer=False)
        self.desk.record_wanted.connect(self.record_wanted)
        self._column.insertWidget(2, self.form)
        self._column.insertWidget(3, self.links)
        self._column.insertWidget(4, self.meeting)
        for widget in (label(self.tr("Answer"), "heading", self), self.answer, self.answered, self.offered, self.desk):
            self.put_below(widget)

    @override
    def head_piece(self) -> QWidget:
        """How it stands and what can be done."""
        self.state = StatusLabel(self._theme, None, self)
        self.waited = label("", "small", self)
        self.settled = label("", "", self, wrap=True)
        self.hint = LintNote(self._theme, self)
        self.buttons: dict[Do, QPushButton] = {}
        top = QWidget(self)
        column = QVBoxLayout(top)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space(2))
        row = QHBoxLayout()
        row.addWidget(self.state)
        row.addStretch(1)
        row.addWidget(self.waited)
        column.addLayout(row)
        column.addWidget(self.settled)
        column.addWidget(self.hint)
        self._deeds = QWidget(top)
        flow = Flow(self._deeds, self._theme.space(2))
        for do in (Do.CONTENT, Do.REOPEN, Do.ANSWER):
            spec = do.spec
            made = button(self.tr(spec.text), "", self._deeds, tip=f"{self.tr(spec.tip)} ({spec.keys[0]})")
            made.setProperty("do", do)
            made.clicked.connect(self._press)
            flow.addWidget(made)
            self.buttons[do] = made
        column.addWidget(self._deeds)
        return top

    @override
    def show_record(self, record: Challenge, snapshot: Snapshot) -> None:
        self._asker_name.set_names(names_known(snapshot, self._hub.today))
        super().show_record(record, snapshot)
        self.state.show_status(QUESTION_STATUS[record.state])
        self.waited.setText(open_words(record, self._hub.today))
        self.settled.setText(content_words(record))
        self.settled.setVisible(bool(self.settled.text()))
        self.hint.show_record(record, snapshot, self._hub.today)
        self.meeting.show_links([record.meeting] if record.meeting is not None else [], snapshot)
        self.answer.setText(record.answer or self.tr("No answer yet."))
        self.answered.setText(answered_words(record))
        self.answered.setVisible(bool(record.answer))
        found = tuple(item for item in map(snapshot.get, record.evidence) if item is not None)
        self.offered.setVisible(bool(found))
        self.desk.show_evidence(found, snapshot, "")
        self._offer(record)

    def _offer(self, record: Challenge) -> None:
        editable = not self._hub.session.read_only
        self._deeds.setVisible(editable)
        first = OFFERED[record.state][0]
        # What comes before the place that the cursor is put in is passed over by Tab.
        self.setFocusProxy(self.buttons[first] if editable else self.form.fields["question"].editor)
        for do, made in self.buttons.items():
            made.setVisible(do in OFFERED[record.state])
            restyle(made, "kind", "primary" if do is first and do is not Do.REOPEN else "")
        words = self.tr("Answer better…") if record.answer else self.tr(Do.ANSWER.spec.text)
        self.buttons[Do.ANSWER].setText(words)

    @Slot()
    def _press(self) -> None:
        self.do_asked.emit(Do(self.sender().property("do")))
