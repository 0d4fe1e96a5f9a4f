"""Erasing: which words of a record, and its file, go for ever; why, and who decides it."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QWidget
from typing_extensions import override

from tracker.domain.plan.kinds import title_of
from tracker.domain.plan.records import Record
from tracker.domain.text.words import shortened
from tracker.services.log.erase import erase, may_be_erased
from tracker.ui.core.context import Context
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme

LONGEST = 90
GOES = (
    "“{0}”. What is ticked goes for ever, here and throughout the history; no undo brings it back. That it was erased, "
    "when, by whom and why stays on record."
)


class EraseSheet(Sheet):
    """`said` carries what was done."""

    said = Signal(str)
    before = "erase"

    def __init__(self, hub: Hub, theme: Theme, record: Record, parent: QWidget) -> None:
        words = SheetWords(
            self.tr("Erase words of {0}").format(record.ref),
            self.tr(GOES).format(shortened(title_of(record), LONGEST)),
            self.tr("Erase for ever"),
        )  # fmt: skip
        super().__init__(hub, theme, words, parent)
        self._record = record
        self.ticks: dict[str, QCheckBox] = {}
        self.reason = self.box(self.tr("Why (kept; must not repeat what is to go)"), 2)
        decides = self.tr("Decided by {0}. Whoever added it cannot erase it; a colleague does.").format(hub.who)
        self.decides = label(decides, "strong", self, wrap=True)
        self.body.addWidget(self.decides)
        self.field(self.reason)
        self.body.addStretch(1)
        hub.ask(partial(may_be_erased, ref=record.id), self._offer, self.note.fail)
        self.resize(theme.space(140), self.sizeHint().height())
        self.reason.setFocus()

    @Slot(object)
    def _offer(self, fields: tuple[tuple[str, str], ...]) -> None:
        """Shows what can go, all of it ticked."""
        for place, (name, words) in enumerate(fields):
            made = QCheckBox(words, self)
            made.setChecked(True)
            self.ticks[name] = made
            self.body.insertWidget(place, made)
        if not fields:
            self.note.say(self.tr("It holds no words that could go."), "neutral")
        self.save.setEnabled(bool(fields))
        QTimer.singleShot(0, self, self.grow)

    @override
    def command(self) -> Command | None:
        chosen = [name for name, tick in self.ticks.items() if tick.isChecked()]
        if not chosen:
            self.note.fail(self.tr("Tick what is to go."))
            return None
        every = () if len(chosen) == len(self.ticks) else tuple(chosen)
        return partial(erase, ref=self._record.id, reason=self.reason.value() or "", fields=every)

    @Slot(object)
    @override
    def _written(self, changes: object) -> None:
        self.said.emit(self.tr("The words of {0} are erased.").format(self._record.ref))
        super()._written(changes)


def erase_words(context: Context) -> None:
    """Opens the sheet for the record in hand."""
    record = context.screen.current()
    if record is None:
        context.notice.say(context.tr("Choose the record whose words are to go first."))
        return
    sheet = EraseSheet(context.hub, context.theme, record, context.window)
    sheet.said.connect(context.notice.say)
    sheet.open()
