"""What only the page of an update round has: who was asked, whose answers are in, what can be done about the rest."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.meetings.rounds import RETURNS, PersonReturn, is_round_open, progress_words, reminder, returns
from tracker.domain.plan.records import Round
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.meetings import rounds
from tracker.ui.core.actions import Press as PressFor
from tracker.ui.core.commands import Do
from tracker.ui.forms.cards import Card, CardSection, Press
from tracker.ui.forms.section import PageContext
from tracker.ui.look.flow import Flow
from tracker.ui.look.parts import button, label, rule


class RoundSection(CardSection):
    """How far a round has come, and a card for each who was asked."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context, gap=3)
        self.column.setContentsMargins(0, 0, 0, self.theme.space(1))
        self.progress = label("", "strong", self)
        self.send = button(self.tr("Send workbooks…"), "", self, tip=self.tr("A workbook and a draft e-mail for each"))
        PressFor(self.send, Do.SEND_WORKBOOKS, context.command_wanted)
        self.bring = button(self.tr("Bring home…"), "", self, tip=self.tr("Workbooks that came back"))
        PressFor(self.bring, Do.MERGE, context.command_wanted)
        self.remind_all = button(self.tr("Copy all reminders"), "", self, tip=self.tr("As text, for an e-mail"))
        self.remind_all.clicked.connect(self._copy_all)
        self.close_round = button(self.tr("Close the round"), "", self, tip=self.tr("Take no more answers"))
        self.close_round.clicked.connect(self._close)
        made = (self.send, self.bring, self.remind_all, self.close_round)
        self.column.addWidget(self.progress)
        holder = QWidget(self)
        buttons = Flow(holder, self.theme.space(2))
        for one in made:
            buttons.addWidget(one)
        self.column.addWidget(holder)
        self.column.addWidget(rule(self))
        self.column.addWidget(self.list)
        self.column.addWidget(self.note)

    @override
    def show_record(self, record: Round, snapshot: Snapshot) -> None:
        self.record = record
        found = returns(snapshot, record, self.hub.today)
        editable = is_round_open(record) and not self.hub.session.read_only
        self.progress.setText(progress_words(found))
        for made in (self.send, self.bring, self.close_round):
            made.setVisible(editable)
        self.remind_all.setEnabled(any(one.outstanding for one in found))
        self.list.show_items([(record, one, editable) for one in sorted(found, key=_by_urgency)])

    @override
    def card(self, item: tuple[Round, PersonReturn, bool]) -> Card:
        _asked, one, editable = item
        made = Card(self.theme, one.name, one.name, self, gap=0.75)
        made.head(one.name, RETURNS[one.state], "")
        ways = [
            ("list", self.tr("List"), self.tr("List the actions that wait for an answer")),
            ("copy", self.tr("Copy reminder"), self.tr("As text, for an e-mail")),
        ]
        if editable:
            ways.append(("nil", self.tr("Nil return"), self.tr("Say that there is nothing to report")))
        offered = [Press(name, words, "link", tip, f"{words}: {one.name}") for name, words, tip in ways]
        made.buttons(*(offered if one.outstanding else ()), lead=one.words)
        made.column.addSpacing(self.theme.space(1))
        made.end()
        return made

    @override
    def pressed(self, name: str, about: str) -> None:
        found = returns(self.hub.snapshot, self.record, self.hub.today)
        one = next((one for one in found if one.name == about), None)
        if one is None:
            return
        if name == "list":
            self.context.list_wanted.emit(self.tr("Awaited from {0}").format(one.name), one.outstanding)
        elif name == "copy":
            self._to_clipboard([one])
        else:
            self.write(partial(rounds.nil_return, name=one.name, ref=self.record.ref))

    @Slot()
    def _copy_all(self) -> None:
        self._to_clipboard(returns(self.hub.snapshot, self.record, self.hub.today))

    def _to_clipboard(self, found: Any) -> None:
        today, snapshot = self.hub.today, self.hub.snapshot
        texts = [reminder(snapshot, self.record, one, today) for one in found]
        QGuiApplication.clipboard().setText("\n\n".join(text for text in texts if text))

    @Slot()
    def _close(self) -> None:
        self.write(partial(rounds.close_round, ref=self.record.ref))


def _by_urgency(one: PersonReturn) -> tuple[int, str]:
    order = ("overdue", "awaited", "part", "late", "in", "nil return", "nothing")
    return (order.index(one.state), one.name.casefold())
