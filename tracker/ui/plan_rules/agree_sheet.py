"""Agreeing the plan: what it lacks is listed first, nothing is held up, and afterwards it says who agreed it."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.work.before_agreeing import lacking, not_agreed
from tracker.domain.work.in_the_way import Obstacle
from tracker.services.dates.agree import agree, withdraw_agreement
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.flow import Flow
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

if TYPE_CHECKING:
    from tracker.ui.core.dialogs import Asker

FOR_EVER = (
    "Agreeing fixes every due date as its original date, for ever. From then on a deadline moves only when someone "
    "else approves a new one. This is not undone, only withdrawn on the record."
)


class AgreeSheet(Sheet):
    """`list_asked` carries a figure's name and what it counts; `said` what was done."""

    list_asked = Signal(str, object)
    said = Signal(str, str)

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget) -> None:
        self._plan = hub.snapshot.plan
        self._late = not_agreed(hub.snapshot) if self._plan.agreed is not None else ()
        super().__init__(hub, theme, self._heading(hub), parent)
        self._asker = asker
        found = lacking(hub.snapshot, hub.today)
        words = self.tr("Worth a look first; nothing is held up by it.") if found else self.tr("It lacks nothing.")
        self.body.addWidget(label(words if self._may_agree else self.tr("As it stands now:"), "strong", self))
        box = QWidget(self)
        self._flow = Flow(box, theme.space(1.5))
        self.figures = [self._figure(one, box) for one in found]
        for made in self.figures:
            self._flow.addWidget(made)
        self.body.addWidget(box)
        if self._plan.agreed is not None:
            back = button(self.tr("Withdraw the agreement…"), "link", self, tip=self.tr("On the record, with a reason"))
            back.clicked.connect(self._withdraw)
            back.setEnabled(not hub.session.read_only)
            self.body.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.addStretch(1)
        self.save.setVisible(self._may_agree and not hub.session.read_only)
        if not self._may_agree:
            self.leave.setText(self.tr("Close"))
        self.resize(theme.space(150), self.sizeHint().height())

    @property
    def _may_agree(self) -> bool:
        return self._plan.agreed is None or bool(self._late)

    def _heading(self, hub: Hub) -> SheetWords:
        tr = hub.tr
        if self._plan.agreed is None:
            return SheetWords(tr("Agree the plan"), tr(FOR_EVER), tr("Agree the plan"))
        words = tr("This plan was agreed on {0} by {1}.").format(show(self._plan.agreed), self._plan.agreed_by or "")
        if not self._late:
            more = tr("New actions are fixed as they are added; deadlines move by extension.")
            return SheetWords(tr("The plan is agreed"), f"{words} {more}", tr("Agree"))
        later = tr("Not agreed: {0}.").format(", ".join(self._late))
        return SheetWords(tr("The plan is agreed"), f"{words} {later}", tr("Agree these too"))

    def _figure(self, one: Obstacle, parent: QWidget) -> QWidget:
        made = button(f"{self.tr(one.name)}  {len(one.refs)}", "chip", parent, tip=self.tr("List them"))
        made.setAccessibleName(f"{self.tr(one.name)}: {len(one.refs)}")
        made.clicked.connect(partial(self._list, one))
        return made

    def _list(self, one: Obstacle) -> None:
        self.reject()
        self.list_asked.emit(one.name, one.refs)

    @Slot()
    def _withdraw(self) -> None:
        def answered(words: str) -> None:
            told = self.tr("The agreement is withdrawn; the original dates stay on record.")
            self.hub.write(partial(withdraw_agreement, reason=words), partial(self._gone, told), self.note.fail)

        title, question = self.tr("Withdraw the agreement"), self.tr("Why? The reason is kept and shown.")
        self._asker.text(self, title, question, answered, lines=True)

    def _gone(self, told: str, _changes: object) -> None:
        self.said.emit(told, "")
        self.accept()

    @override
    def command(self) -> Command | None:
        return agree

    @Slot(object)
    @override
    def _written(self, changes: object) -> None:
        left = ", ".join(f"{one.name.casefold()} {len(one.refs)}" for one in lacking(self.hub.snapshot, self.hub.today))
        told = self.tr("The plan is agreed. Its original dates are fixed.")
        self.said.emit(told, self.tr("Still open: {0}.").format(left) if left else "")
        super()._written(changes)
