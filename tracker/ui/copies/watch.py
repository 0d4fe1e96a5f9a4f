"""Looking at a plan once it is on screen: whether it is whole and as new as it was, and what is said where not."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from shiboken6 import isValid

from tracker.domain.log.changes import Changes
from tracker.domain.text.words import how_many
from tracker.ui.core.commands import Do
from tracker.ui.core.context import Context
from tracker.ui.core.jobs import Lane, Ticket
from tracker.ui.core.notice import Step

if TYPE_CHECKING:
    from tracker.domain.log.copies import Alarm
    from tracker.services.ports import Verdict


def show_copies(context: Context) -> None:
    """Opens the list of the plan's copies."""
    from tracker.ui.copies.copies_sheet import CopiesSheet

    CopiesSheet(context).open()


def look_at(context: Context) -> None:
    """Looks at the plan on screen beside the work, and says what is wrong with it and with its copies.

    The look is given up where the plan is let go of meanwhile.
    """
    hub = context.hub

    def looked(alarm: Alarm | None) -> None:
        if not isValid(hub):
            return
        if alarm is not None:
            _sound(context, alarm)
        hub.settle_copies()

    copies = hub.session.copies

    def look(ticket: Ticket) -> Alarm | None:
        return copies.look(ticket.give_way)

    ticket = hub.jobs.run_with_ticket(look, looked, context.notice.fail, lane=Lane.WATCHING)
    hub.destroyed.connect(ticket.cancel)


def verify(context: Context) -> None:
    """Checks everything there is to check of the plan, beside the work, and says what was found."""
    tr = context.tr

    def found(verdict: Verdict) -> None:
        if verdict.faults:
            first, more = verdict.faults[0], len(verdict.faults) - 1
            others = tr("{0} more: run “tracker verify” to see them all.").format(more) if more else ""
            copies = Step(tr("Copies of this plan"), partial(context.do, Do.COPIES))
            context.notice.warn(f"{first.where}: {first.message}", (copies,), others)
            return
        counted = how_many(verdict.changesets, "change"), how_many(verdict.files, "file")
        context.notice.say(tr("Verified: {0} and {1} are as they were written.").format(*counted),
                           hint=" ".join(verdict.remarks))  # fmt: skip

    work = context.hub.session.copies.verify
    context.hub.jobs.run(work, found, context.notice.fail, lane=Lane.FILES, what=tr("Checking the whole plan"))


def _sound(context: Context, alarm: Alarm) -> None:
    """Says what is wrong with the plan on screen; a broken one is shown for reading only."""
    if alarm.broken:
        context.hub.session.lock(alarm.message)
        context.hub.changed.emit(Changes())
    copies = Step(context.tr("Copies of this plan"), partial(context.do, Do.COPIES))
    context.notice.warn(alarm.message, (copies,), alarm.hint)
