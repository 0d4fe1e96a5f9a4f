"""Update rounds: asking owners for updates by a day, nil returns, and closing the round."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from tracker.domain.dates import dates
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open
from tracker.domain.meetings.rounds import NIL_RETURN, is_round_open, open_rounds, returns
from tracker.domain.people.people import is_active
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Person, Round, Update
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import one_line
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, registered, tidy_reason
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork

NOTHING_NEW = "Nothing to report."


def ask_round(
    uow: UnitOfWork,
    act: Act,
    due: date | str,
    *,
    name: str | None = None,
    people: Iterable[str] = (),
    note: str | None = None,
) -> Done:
    """Asks for updates by a day: these people, or everyone active who owns an open action. One round at a time."""
    context = context_of(uow, act)
    wanted_by = due if isinstance(due, date) else dates.parse(due)
    running = open_rounds(context.snapshot)
    if running:
        hint = f"close it first: tracker round PLAN {running[-1].ref} --close"
        raise UserError(f"{running[-1].ref} is still open", hint, window="close that round first, under Update rounds")
    if wanted_by < context.act.today:
        raise UserError(f"{show(wanted_by)} has passed, so nobody could answer by then", "name a day to come")
    asked = tuple(sorted({_person(context, one).id for one in people})) or owners(context.snapshot, context.act.today)
    if not asked:
        raise UserError("there is nobody to ask", "name owners for the open actions first")
    added = context.uow.add(
        Round(
            id=context.uow.new_id(),
            name=one_line(name or "") or f"Update of {show(context.act.today)}",
            asked_on=context.act.today,
            asked_by=context.who,
            due=wanted_by,
            people=asked,
            note=tidy_reason(note) or None,
        )
    )
    return Done(commit(context, "ask"), (added.ref,))


def owners(snapshot: Snapshot, today: date) -> tuple[RecordId, ...]:
    """The active people who own an open action."""
    found = {action.owner for action in snapshot.actions if is_open(action) and action.owner is not None}
    return tuple(sorted(one for one in found if is_active(snapshot.get(one), today)))


def _person(context: Context, name: str) -> Person:
    return registered(context.snapshot, name)


def nil_return(uow: UnitOfWork, act: Act, name: str, ref: str | None = None) -> Done:
    """Says for one person that there is nothing to report on whatever they have not answered yet in a round."""
    context = context_of(uow, act)
    asked = open_round(context, ref)
    person = _person(context, name)
    own = next((one for one in returns(context.snapshot, asked, context.act.today) if one.person == person.id), None)
    if own is None:
        raise UserError(f"{person.name} was not asked in {asked.ref}", "`tracker round PLAN` shows who was",
                        window="Update rounds shows who was asked")  # fmt: skip
    if not own.outstanding:
        raise UserError(f"nothing of {person.name} waits for an answer in {asked.ref}", "there is nothing to return")
    refs = [context.uow.add(_nothing_new(context, asked, target)).ref for target in own.outstanding]
    return Done(commit(context, "update"), tuple(refs))


def _nothing_new(context: Context, asked: Round, target: str) -> Update:
    return Update(
        id=context.uow.new_id(),
        target=context.find(target, Kind.ACTION).id,
        text=NOTHING_NEW,
        dated=context.act.today,
        author=context.who,
        round=asked.id,
        answer=NIL_RETURN,
    )


def close_round(uow: UnitOfWork, act: Act, ref: str | None = None) -> Done:
    """Takes no more answers in a round; what is not in by then is said to be so."""
    context = context_of(uow, act)
    asked = open_round(context, ref)
    missing = [one for one in returns(context.snapshot, asked, context.act.today) if one.outstanding]
    context.uow.put(replace(asked, closed_on=context.act.today))
    said = (f"not in: {', '.join(one.name for one in missing)}",) if missing else ()
    return Done(commit(context, "edit"), (asked.ref,), said)


def open_round(context: Context, ref: str | None = None) -> Round:
    """The round with this reference, or the one that is open. Raises UserError where there is none, or it is closed."""
    if ref:
        found: Round = context.find(ref, Kind.ROUND)
        if not is_round_open(found):
            raise UserError(f"{found.ref} was closed on {show(found.closed_on)}", "ask for updates in a new round")
        return found
    running = open_rounds(context.snapshot)
    if not running:
        hint = "ask for updates first: tracker round PLAN --ask DATE"
        raise UserError("no round is open", hint, window="ask for updates first (Ctrl+Shift+U)")
    return running[-1]


def round_for(snapshot: Snapshot, owner: RecordId | None) -> Round | None:
    """The open round in which this owner was asked, or None."""
    return next((one for one in open_rounds(snapshot) if owner is not None and owner in one.people), None)
