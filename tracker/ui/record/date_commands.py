"""What is done about dates from menus and keys: the statement's steps, deciding on a new date, recording a check."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QApplication, QWidget

from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import pending_extension
from tracker.domain.dates.statement_steps import statement
from tracker.domain.people.people import is_active, same_hands, same_person
from tracker.domain.plan.records import Action, Extension, Inspection
from tracker.services.dates import extend
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Command
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.shell.workspace import Workspace

SHOWN = 4


class DateCommands(QObject):
    """`table` says which function does which Do."""

    def __init__(self, workspace: Workspace, asker: Asker, notice: NoticeStrip, parent: QWidget) -> None:
        super().__init__(workspace)
        self._work, self._asker, self._notice, self._window = workspace, asker, notice, parent
        self.table: dict[Do, Callable[[], object]] = {
            Do.STATEMENT: self.statement,
            Do.PERIOD: self.period,
            Do.DECIDE: self.decide,
            Do.CHECK: self.check,
        }

    def statement(self) -> None:
        """Opens the statement's steps beside the window."""
        from tracker.ui.statement.statement_view import StatementWindow

        made = StatementWindow(self._work.hub, self._work.theme, self._work)
        made.calendar_asked.connect(self._export)
        made.periods_asked.connect(self.period)
        made.show()

    @Slot()
    def period(self) -> None:
        """Opens the periods to answer, at the inspection in hand or else the one that the statement answers."""
        from tracker.ui.plan_rules.periods_sheet import PeriodsSheet

        hub, record = self._work.hub, self._work.current()
        if not hub.snapshot.inspections:
            self._notice.say(self.tr("This plan has no inspection to answer."), hint=self.tr("Import a report first."))
            return
        owed = statement(hub.snapshot, hub.today).inspection
        first = record.id if isinstance(record, Inspection) else owed.id if owed is not None else None
        over = QApplication.activeModalWidget() or QApplication.activeWindow() or self._window
        PeriodsSheet(hub, self._work.theme, first, over).open()

    @Slot()
    def _export(self) -> None:
        self._work.asked.emit(Do.EXPORT_CALENDAR)

    def check(self) -> None:
        """Opens the panel where a check of the action in hand is recorded."""
        if not self._work.panel_shown:
            self._work.show_panel(True)
        self._work.show_in_panel()
        self._work.panel.record_check()

    def decide(self) -> None:
        """Asks whether the new date of the action in hand is approved or refused."""
        action = self._work.current()
        if not isinstance(action, Action):
            return
        hub = self._work.hub
        waiting = pending_extension(action, hub.snapshot.extensions_of(action.id))
        if waiting is None:
            said = self.tr("No new date of {0} waits for approval.").format(action.ref)
            self._notice.say(
                said, hint=self.tr("“Waiting for approval” at the foot of the window lists those that do.")
            )
        elif same_hands(hub.snapshot, waiting.asked_by, hub.who):
            said = self.tr("You asked for this date of {0}, so someone else decides.").format(action.ref)
            if not same_person(waiting.asked_by, hub.who):
                words = self.tr(
                    "{0} asked for this date of {1}; a role and who holds it are one here, so someone else decides."
                )
                said = words.format(waiting.asked_by, action.ref)
            self._notice.say(said, hint=self._who_may(waiting, action))
        else:
            self._ask(action, waiting)

    def _who_may(self, waiting: Extension, action: Action) -> str:
        hub = self._work.hub
        names = [hub.snapshot.name_of(action.accountable)]
        names += [person.name for person in hub.snapshot.people if is_active(person, hub.today)]
        others = [
            name for name in dict.fromkeys(names) if name and not same_hands(hub.snapshot, name, waiting.asked_by)
        ]
        if not others:
            return self.tr("Anyone else may: “Who you are…” says under which name you act.")
        named = ", ".join(others[:SHOWN]) + ("…" if len(others) > SHOWN else "")
        return self.tr("Anyone else may: {0}.").format(named)

    def _ask(self, action: Action, waiting: Extension) -> None:
        approve, refuse = self.tr("Approve"), self.tr("Refuse…")
        question = self.tr("{0} {1}\n\n{2} asks for {3} in place of {4}:\n“{5}”").format(
            action.ref, action.title, waiting.asked_by or self.tr("Someone"), show(waiting.new_due),
            show(waiting.old_due) or self.tr("no date"), waiting.reason or "",
        )  # fmt: skip

        def noted(note: str) -> None:
            words = self.tr("{0} keeps its date of {1}.").format(action.ref, show(action.due))
            self._write(partial(extend.refuse, ref=waiting.ref, note=note), words)

        def answered(choice: str) -> None:
            if choice == approve:
                words = self.tr("{0} is due {1} now.").format(action.ref, show(waiting.new_due))
                self._write(partial(extend.approve, ref=waiting.ref), words)
                return
            title = self.tr("Refuse {0}").format(waiting.ref)
            why = self.tr("Why? The reason is kept and shown.")
            self._asker.text(self._window, title, why, noted, lines=True)

        self._asker.choose(
            self._window, self.tr("New date of {0}").format(action.ref), question, [approve, refuse], answered
        )

    def _write(self, command: Command, words: str) -> None:
        self._work.hub.write(command, lambda _changes: self._notice.say(words))
