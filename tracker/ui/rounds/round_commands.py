"""Asking owners for updates, and nil returns, from menus and keys."""

from __future__ import annotations

from datetime import date
from functools import partial

from tracker.domain.dates.working_days import add_working_days
from tracker.domain.log.changes import Changes
from tracker.domain.meetings.rounds import open_rounds, returns
from tracker.domain.plan.records import Action, Kind, Person
from tracker.services.meetings import rounds
from tracker.ui.core.context import Context

DAYS_TO_ANSWER = 5
"""Working days that owners are offered to answer in."""


def ask(context: Context) -> None:
    """Asks by when answers are wanted, and begins a round with every owner of an open action."""
    hub = context.hub

    def answered(day: date | None) -> None:
        assert day is not None  # an empty answer is not taken
        hub.write(partial(rounds.ask_round, due=day), partial(_asked, context))

    many = len(rounds.owners(hub.snapshot, hub.today))
    label = context.tr("{0} owners of open actions are asked. Answers are wanted by").format(many)
    offered = add_working_days(hub.today, DAYS_TO_ANSWER)
    context.asker.day(context.window, context.tr("Ask for updates"), label, answered, initial=offered)


def _asked(context: Context, changes: Changes) -> None:
    asked = next(iter(changes.ids.get(Kind.ROUND, ())), None)
    if asked is not None:
        context.screen.jump(asked)
    context.notice.say(
        context.tr("The round is open."),
        hint=context.tr("Export each owner's workbook, or copy a reminder from the round, and send it to them."),
    )


def nil_return(context: Context) -> None:
    """Asks whose nil return it is, and writes it for whatever they have not answered."""
    hub = context.hub

    def answered(name: str) -> None:
        hub.write(partial(rounds.nil_return, name=name), partial(_returned, context))

    waiting = [one.name for asked in open_rounds(hub.snapshot) for one in returns(hub.snapshot, asked, hub.today)
               if one.outstanding]  # fmt: skip
    label = context.tr("Who has nothing to report?")
    if waiting:
        label += "\n" + context.tr("Still awaited: {0}").format(", ".join(waiting))
    title, go = context.tr("Nil return"), context.tr("Note the nil return")
    context.asker.text(context.window, title, label, answered, initial=_owner_in_hand(context), go=go)


def _returned(context: Context, _changes: Changes) -> None:
    context.notice.say(
        context.tr("The nil return is noted."), hint=context.tr("It answers the round; one undo takes it back.")
    )


def _owner_in_hand(context: Context) -> str:
    record = context.screen.current()
    if isinstance(record, Action):
        return context.hub.snapshot.name_of(record.owner)
    return record.name if isinstance(record, Person) else ""
