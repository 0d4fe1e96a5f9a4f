"""Asking owners for updates, and nil returns, from menus and keys."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tracker.domain.dates import dates
from tracker.domain.dates.working_days import add_working_days
from tracker.domain.log.changes import Changes
from tracker.domain.meetings.rounds import open_rounds, returns
from tracker.domain.plan.records import Action, Kind, Person
from tracker.services.meetings import rounds
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.shell.workspace import Workspace

DAYS_TO_ANSWER = 5
"""Working days that owners are offered to answer in."""


class RoundCommands(QObject):
    """`table` says which function does which Do."""

    def __init__(self, workspace: Workspace, asker: Asker, notice: NoticeStrip, parent: QWidget) -> None:
        super().__init__(workspace)
        self._work, self._asker, self._notice, self._window = workspace, asker, notice, parent
        self.table: dict[Do, Callable[[], object]] = {Do.ASK_ROUND: self.ask, Do.NIL_RETURN: self.nil_return}

    def ask(self) -> None:
        """Asks by when answers are wanted, and begins a round with every owner of an open action."""
        hub = self._work.hub

        def answered(said: str) -> None:
            hub.write(partial(rounds.ask_round, due=said), self._asked)

        many = len(rounds.owners(hub.snapshot, hub.today))
        label = self.tr("{0} owners of open actions are asked. Answers are wanted by:").format(many)
        offered = dates.show(add_working_days(hub.today, DAYS_TO_ANSWER))
        self._asker.text(self._window, self.tr("Ask for updates"), label, answered, initial=offered)

    def _asked(self, changes: Changes) -> None:
        asked = next(iter(changes.ids.get(Kind.ROUND, ())), None)
        if asked is not None:
            self._work.jump(asked)
        self._notice.say(
            self.tr("The round is open."),
            hint=self.tr("Export each owner's workbook, or copy a reminder from the round, and send it to them."),
        )

    def nil_return(self) -> None:
        """Asks whose nil return it is, and writes it for whatever they have not answered."""
        hub = self._work.hub

        def answered(name: str) -> None:
            hub.write(partial(rounds.nil_return, name=name), self._returned)

        waiting = [one.name for asked in open_rounds(hub.snapshot) for one in returns(hub.snapshot, asked, hub.today)
                   if one.outstanding]  # fmt: skip
        label = self.tr("Who has nothing to report?")
        if waiting:
            label += "\n" + self.tr("Still awaited: {0}").format(", ".join(waiting))
        self._asker.text(self._window, self.tr("Nil return"), label, answered, initial=self._owner_in_hand())

    def _returned(self, _changes: Changes) -> None:
        self._notice.say(
            self.tr("The nil return is noted."), hint=self.tr("It answers the round; one undo takes it back.")
        )

    def _owner_in_hand(self) -> str:
        record = self._work.current()
        if isinstance(record, Action):
            return self._work.hub.snapshot.name_of(record.owner)
        return record.name if isinstance(record, Person) else ""
