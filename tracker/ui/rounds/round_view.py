"""An update round, whole: who was asked, whose answers are in, and what can be done about the rest."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.meetings.rounds import RETURNS, PersonReturn, is_round_open, progress_words, reminder, returns
from tracker.domain.plan.records import Kind, Round
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.meetings import rounds
from tracker.services.ports import Act, UnitOfWork
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.forms.stack_list import StackList
from tracker.ui.look.parts import StatusLabel, button, label, rule
from tracker.ui.look.theme import Theme
from tracker.ui.record.generic_view import GenericView


class RoundView(GenericView):
    """A round with its people. `list_wanted` carries a name and the references of the actions that still wait."""

    list_wanted = Signal(str, object)

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, asker, theme, Kind.ROUND, parent)
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, theme.space(1))
        column.setSpacing(theme.space(3))
        self.progress = label("", "strong", box)
        self.remind_all = button(self.tr("Copy all reminders"), "", box, tip=self.tr("As text, for an e-mail"))
        self.remind_all.clicked.connect(self._copy_all)
        self.close_round = button(self.tr("Close the round"), "", box, tip=self.tr("Take no more answers"))
        self.close_round.clicked.connect(self._close)
        row = QHBoxLayout()
        row.setSpacing(theme.space(2))
        row.addWidget(self.progress)
        row.addStretch(1)
        row.addWidget(self.remind_all)
        row.addWidget(self.close_round)
        column.addLayout(row)
        column.addWidget(rule(box))
        self.people = StackList(theme, self._card, box)
        column.addWidget(self.people)
        self.put_above(box)

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        super().show_record(record, snapshot)
        found = returns(snapshot, record, self._hub.today)
        editable = is_round_open(record) and not self._hub.session.read_only
        self.progress.setText(progress_words(found))
        self.close_round.setVisible(editable)
        self.remind_all.setEnabled(any(one.outstanding for one in found))
        self.people.show_items([(record, one, editable) for one in sorted(found, key=_by_urgency)])

    def _card(self, shown: tuple[Round, PersonReturn, bool]) -> QWidget:
        asked, one, editable = shown
        card = QWidget(self)
        column = QVBoxLayout(card)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(self._theme.space(0.75))
        top = QHBoxLayout()
        top.addWidget(label(one.name, "", card, wrap=True), 1)
        top.addWidget(StatusLabel(self._theme, RETURNS[one.state], card))
        column.addLayout(top)
        column.addLayout(self._deeds(card, asked, one, editable))
        column.addSpacing(self._theme.space(1))
        column.addWidget(rule(card))
        return card

    def _deeds(self, card: QWidget, asked: Round, one: PersonReturn, editable: bool) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(label(one.words, "small", card))
        row.addStretch(1)
        if not one.outstanding:
            return row
        ways = [(self.tr("List"), self.tr("List the actions that wait for an answer"), self._list),
                (self.tr("Copy reminder"), self.tr("As text, for an e-mail"), self._copy)]  # fmt: skip
        if editable:
            ways.append((self.tr("Nil return"), self.tr("Say that there is nothing to report"), self._nil))
        for words, tip, deed in ways:
            made = button(words, "link", card, tip=tip)
            made.setAccessibleName(f"{words}: {one.name}")
            made.setProperty("person", one.name)
            made.clicked.connect(deed)
            row.addWidget(made)
        return row

    def _pressed(self) -> PersonReturn | None:
        name = self.sender().property("person")
        found = returns(self._hub.snapshot, self._record, self._hub.today)
        return next((one for one in found if one.name == name), None)

    @Slot()
    def _list(self) -> None:
        one = self._pressed()
        if one is not None:
            self.list_wanted.emit(self.tr("Awaited from {0}").format(one.name), one.outstanding)

    @Slot()
    def _copy(self) -> None:
        one = self._pressed()
        if one is not None:
            self._to_clipboard([one])

    @Slot()
    def _copy_all(self) -> None:
        self._to_clipboard(returns(self._hub.snapshot, self._record, self._hub.today))

    def _to_clipboard(self, found: Any) -> None:
        today, snapshot = self._hub.today, self._hub.snapshot
        said = [reminder(snapshot, self._record, one, today) for one in found]
        QGuiApplication.clipboard().setText("\n\n".join(text for text in said if text))

    @Slot()
    def _nil(self) -> None:
        one = self._pressed()
        if one is not None:
            self._hub.write(_Returning(one.name, self._record.ref))

    @Slot()
    def _close(self) -> None:
        self._hub.write(_Closing(self._record.ref))


def _by_urgency(one: PersonReturn) -> tuple[int, str]:
    order = ("overdue", "awaited", "part", "late", "in", "nil return", "nothing")
    return (order.index(one.state), one.name.casefold())


class _Returning:
    def __init__(self, name: str, ref: str) -> None:
        self.name, self.ref = name, ref

    def __call__(self, uow: UnitOfWork, act: Act) -> Any:
        return rounds.nil_return(uow, act, self.name, self.ref)


class _Closing:
    def __init__(self, ref: str) -> None:
        self.ref = ref

    def __call__(self, uow: UnitOfWork, act: Act) -> Any:
        return rounds.close_round(uow, act, self.ref)
