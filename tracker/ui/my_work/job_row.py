"""One job: what it is and says, what can be done about it, and the form that opens under it."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QWidget
from typing_extensions import override

from tracker.domain.work.my_work import Job, Step, with_accounts
from tracker.ui.core.focus import follow_layout
from tracker.ui.forms.section import PageContext
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.note import Note
from tracker.ui.look.parts import button, label

if TYPE_CHECKING:
    from tracker.services.gate.decisions import Beside

WORDS = {
    Step.UPDATE: ("Update", "Say how it stands, dated today (U)"),
    Step.ATTACH: ("Attach…", "Attach what shows that it is done (V)"),
    Step.SET_DATE: ("Set the date", "Say by when it will be done (D)"),
    Step.ASK_DATE: ("New date…", "Ask for a new date, with a reason; someone else approves (D)"),
    Step.COMPLETE: ("Complete", "Say that it is done, as of today"),
    Step.APPROVE: ("Approve", "The new date counts from now on"),
    Step.REFUSE: ("Refuse…", "The date stays; say why"),
    Step.ACCEPT: ("Accept", "It shows what it says it shows"),
    Step.SEND_BACK: ("Send back…", "Say what is lacking"),
    Step.PASSED: ("Passed…", "It is done, and still holds"),
    Step.FAILED: ("Failed…", "It is not, or does not hold: the action is opened again"),
    Step.ANSWER: ("Answer…", "Say what the answer is, and who gave it"),
    Step.CONTENT: ("Content…", "The answer settles the question"),
    Step.NIL_RETURN: ("Nothing to report", "Say of all that is still to answer that nothing is new"),
}
"""What the button of each step says, and its tip."""
BY_FORM = {
    Step.UPDATE, Step.ATTACH, Step.SET_DATE, Step.ASK_DATE, Step.REFUSE, Step.SEND_BACK, Step.PASSED, Step.FAILED,
}  # fmt: skip
"""The steps that are done in a form which opens under the job."""
DECIDED = {Step.APPROVE, Step.ACCEPT}
"""The steps that one takes on what another signed: whose hands it was is shown."""


class JobRow(QFrame):
    """`pressed` carries the job and the step of a button that is done at once, `opened` the job to be shown in full.

    Up and Down go to the row before or after (`stepped`), Enter opens. A form opened under it stays, with its words,
    as long as the job does.
    """

    pressed = Signal(object, object)
    opened = Signal(object)
    in_hand = Signal(object)
    stepped = Signal(int)

    def __init__(self, context: PageContext, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.job = job
        self._asked: tuple[Job, str] | None = None
        self._forms: dict[Step, QWidget] = {}
        self.open_step: Step | None = None
        self.buttons: dict[Step, QPushButton] = {}
        self.setProperty("line", "bottom")
        self.setProperty("job", "true")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        theme = context.theme
        self._words = label("", "strong", self, wrap=True, yields=True)
        self._late = label("", "late", self)
        self._facts = label("", "quiet", self, wrap=True, yields=True)
        self._ref = button("", "link", self, tip=self.tr("Show all of it"))
        self._ref.clicked.connect(self._open)
        self._steps = in_row(theme, gap=1)
        self._ref.setFixedWidth(self._ref.fontMetrics().horizontalAdvance("A1000") + theme.space(3))
        self.told = Note(theme, "warning", self)
        top = Qt.AlignmentFlag.AlignTop
        said = in_column(theme, self._words, in_row(theme, (self._late, 0, top), (self._facts, 1), gap=2), self.told,
                         gap=0.5)  # fmt: skip
        line = in_row(theme, (self._ref, 0, top), (said, 1), self._steps, gap=2)
        self._drawer = in_column(theme, gap=0, margins=(15, 0, 0, 1))
        in_column(theme, line, self._drawer, on=self, gap=1.5, margins=(2, 1.5, 3, 1.5))
        self.show_job(job)

    def show_job(self, job: Job) -> None:
        """Shows the job as it stands now; what is being typed about it stays."""
        wanted = (job, self.context.hub.who)
        if wanted != self._asked:
            self._asked = wanted
            self.setMinimumHeight(0)
            self._say(job)
            if not DECIDED.isdisjoint(job.steps):
                from tracker.services.gate.decisions import beside

                self.context.hub.ask(partial(beside, record=job.record), self._signed)

    def settle(self) -> None:
        """Says that nothing is left to do here: the row stays in its place until nobody looks at it."""
        self._asked = None
        if not self._forms:
            self.setMinimumHeight(self.height())
        self._say(replace(self.job, steps=(), late=False, facts=(self.tr("Nothing is left to do here."),)))
        self.told.say("")

    @Slot(object)
    def _signed(self, found: Beside) -> None:
        if self._asked is None:
            return
        self._say(with_accounts(self.context.hub.snapshot, self.job, found.accounts))
        self.told.say("\n".join(found.told))

    def _say(self, job: Job) -> None:
        self.job = job
        self._ref.setText(job.ref)
        self._ref.setAccessibleName(self.tr("Show {0}").format(job.ref))
        self._words.setText(job.title)
        self._late.setVisible(job.late)
        self._late.setText(job.facts[0] if job.late else "")
        said = "  ·  ".join(job.facts[1:] if job.late else job.facts)
        self._facts.setText(f"·  {said}" if job.late and said else said)
        self.setAccessibleName(f"{job.ref} {job.title}. {'. '.join(job.facts)}")
        if tuple(self.buttons) != job.steps:
            self._show_steps()
        if self.open_step is not None and self.open_step not in job.steps:
            self.close_form()

    def _show_steps(self) -> None:
        held = self.window().focusWidget() in self.buttons.values()
        for old in self.buttons.values():
            self._steps.removeWidget(old)
            old.deleteLater()
        self.buttons = {}
        for place, step in enumerate(self.job.steps):
            words, tip = WORDS[step]
            made = button(self.tr(words), "" if place == 0 else "quiet", self, tip=self.tr(tip))
            made.setAccessibleName(f"{self.tr(words)} {self.job.ref}")
            made.setEnabled(not self.context.hub.session.read_only)
            made.setProperty("step", step)
            made.clicked.connect(self._press)
            made.installEventFilter(self)
            self._steps.addWidget(made)
            self.buttons[step] = made
        if held:
            self.setFocus()

    @Slot()
    def _open(self) -> None:
        self.opened.emit(self.job)

    @Slot()
    def _press(self) -> None:
        self.take(Step(self.sender().property("step")))

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes a double click on a button for one press: what is decided is not decided twice."""
        return event.type() is QEvent.Type.MouseButtonDblClick or super().eventFilter(watched, event)

    def take(self, step: Step) -> bool:
        """Does a step, or opens its form; False where the job has no such step."""
        if step not in self.job.steps or self.context.hub.session.read_only:
            return False
        self.in_hand.emit(self)
        if step in BY_FORM:
            self._show_form(step)
        else:
            self.pressed.emit(self.job, step)
        return True

    # The form under it

    def _show_form(self, step: Step) -> None:
        if self.open_step is step:
            self.close_form()
            return
        self.close_form()
        from tracker.ui.my_work.job_forms import begin, form_of

        if step not in self._forms:
            self._forms[step], left = form_of(self.context, self.job, step, self)
            left.connect(self.close_form)
            self._drawer.addWidget(self._forms[step])
        self.open_step = step
        self._forms[step].show()
        follow_layout(self)
        begin(self.context, self.job, self._forms[step])

    @property
    def form(self) -> Any:
        """The form that stands open under it; None where none does."""
        return self._forms[self.open_step] if self.open_step is not None else None

    @Slot()
    def close_form(self) -> None:
        """Puts the form away; what was typed in it stays until it is sent."""
        if self.open_step is not None:
            form = self._forms[self.open_step]
            inside = form.isAncestorOf(self.window().focusWidget())
            form.hide()
            self.open_step = None
            if inside:
                self.setFocus()

    # By keyboard

    @override
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and self.hasFocus():
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.hasFocus():
            self._open()
        elif event.key() == Qt.Key.Key_Escape and self.open_step is not None:
            self.close_form()
            self.setFocus()
        else:
            super().keyPressEvent(event)

    @override
    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.in_hand.emit(self)

    @override
    def event(self, event: QEvent) -> bool:
        if event.type() is QEvent.Type.MouseButtonPress:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
        return super().event(event)
