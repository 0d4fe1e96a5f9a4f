"""What is done about dates from menus and keys: the statement's steps, deciding on a new date, recording a check."""

from __future__ import annotations

from functools import partial

from PySide6.QtWidgets import QApplication

from tracker.domain.dates import statement_steps
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import pending_extension
from tracker.domain.people.people import same_hands, same_person, who_may_decide
from tracker.domain.plan.records import Action, Extension, Inspection
from tracker.services.dates import extend
from tracker.ui.core.commands import Do
from tracker.ui.core.context import Context
from tracker.ui.core.hub import Command
from tracker.ui.record.deadline import approved_words

SHOWN = 4


def statement(context: Context) -> None:
    """Opens the statement's steps beside the window."""
    from tracker.ui.statement.statement_view import StatementWindow

    made = StatementWindow(context.hub, context.theme, context.work)
    made.calendar_asked.connect(partial(context.do, Do.EXPORT_CALENDAR))
    made.periods_asked.connect(partial(period, context))
    made.show()


def period(context: Context) -> None:
    """Opens the periods to answer, at the inspection in hand or else the one that the statement answers."""
    from tracker.ui.plan_rules.periods_sheet import PeriodsSheet

    hub, record = context.hub, context.screen.current()
    if not hub.snapshot.inspections:
        hint = context.tr("Import a report first.")
        context.notice.say(context.tr("This plan has no inspection to answer."), hint=hint)
        return
    owed = statement_steps.statement(hub.snapshot, hub.today).inspection
    first = record.id if isinstance(record, Inspection) else owed.id if owed is not None else None
    over = QApplication.activeModalWidget() or QApplication.activeWindow() or context.window
    PeriodsSheet(hub, context.theme, first, over).open()


def check(context: Context) -> None:
    """Opens the panel where a check of the action in hand is recorded."""
    context.screen.record_check()


def decide(context: Context) -> None:
    """Asks whether the new date of the action in hand is approved or refused."""
    action = context.screen.current()
    if not isinstance(action, Action):
        return
    hub = context.hub
    waiting = pending_extension(action, hub.snapshot.extensions_of(action.id))
    if waiting is None:
        said = context.tr("No new date of {0} waits for approval.").format(action.ref)
        context.notice.say(
            said, hint=context.tr("“Waiting for approval” at the foot of the window lists those that do.")
        )
    elif same_hands(hub.snapshot, waiting.asked_by, hub.who):
        said = context.tr("You asked for this date of {0}, so someone else decides.").format(action.ref)
        if not same_person(waiting.asked_by, hub.who):
            words = context.tr(
                "{0} asked for this date of {1}; a role and who holds it are one here, so someone else decides."
            )
            said = words.format(waiting.asked_by, action.ref)
        context.notice.say(said, hint=_who_may(context, waiting))
    else:
        _ask(context, action, waiting)


def _who_may(context: Context, waiting: Extension) -> str:
    others = who_may_decide(context.hub.snapshot, waiting, context.hub.today)
    if not others:
        return context.tr("Anyone else may: “Who you are…” says under which name you act.")
    named = ", ".join(others[:SHOWN]) + ("…" if len(others) > SHOWN else "")
    return context.tr("Anyone else may: {0}.").format(named)


def _ask(context: Context, action: Action, waiting: Extension) -> None:
    approve, refuse = context.tr("Approve"), context.tr("Refuse…")
    question = context.tr("{0} {1}\n\n{2} asks for {3} in place of {4}:\n“{5}”").format(
        action.ref, action.title, waiting.asked_by or context.tr("Someone"), show(waiting.new_due),
        show(waiting.old_due) or context.tr("no date"), waiting.reason or "",
    )  # fmt: skip

    def noted(words: str) -> None:
        told = context.tr("{0} keeps its date of {1}.").format(action.ref, show(action.due))
        _write(context, partial(extend.refuse, ref=waiting.ref, note=words), told)

    def answered(choice: str) -> None:
        if choice == approve:
            command = partial(extend.approve, ref=waiting.ref)
            hub = context.hub
            hub.write(command, lambda _changes: context.notice.say(approved_words(hub.snapshot, action.id)))
            return
        title = context.tr("Refuse {0}").format(waiting.ref)
        why = context.tr("Why? The reason is kept and shown.")
        context.asker.text(context.window, title, why, noted, lines=True)

    context.asker.choose(
        context.window, context.tr("New date of {0}").format(action.ref), question, [approve, refuse], answered
    )


def _write(context: Context, command: Command, told: str) -> None:
    context.hub.write(command, lambda _changes: context.notice.say(told))
