"""The verb `round`: asking for updates, nil returns, closing, and how the returns stand."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from tracker.commands.context import Context, emit, say, warn
from tracker.errors import UsageError, UserError

if TYPE_CHECKING:
    from tracker.domain.plan.records import Round
    from tracker.domain.plan.snapshot import Snapshot
    from tracker.services.context import Done
    from tracker.services.ports import Store


def round_(words: Namespace, context: Context) -> int:
    """Asks, takes a nil return, closes, or shows how a round stands."""
    wishes = [bool(words.ask), bool(words.nil), words.close]
    if sum(wishes) > 1:
        raise UsageError("a round is asked, answered or closed", "give one of --ask, --nil and --close")
    with context.plan(words.plan) as store:
        if words.ask:
            from tracker.services.meetings.rounds import ask_round

            with store.begin() as uow:
                done = ask_round(uow, context.act, words.ask, name=words.name, people=words.to)
            say(done.refs[0])
            return 0
        if any(wishes):
            return _tell(_done(words, context, store))
        return _show(words, context, store.snapshot())


def _done(words: Namespace, context: Context, store: Store) -> Done:
    from tracker.services.meetings.rounds import close_round, nil_return

    with store.begin() as uow:
        if words.nil:
            return nil_return(uow, context.act, words.nil, words.ref)
        return close_round(uow, context.act, words.ref)


def _tell(done: Done) -> int:
    for warning in done.warnings:
        warn(warning)
    say(", ".join(done.refs))
    return 0


def _show(words: Namespace, context: Context, snapshot: Snapshot) -> int:
    from tracker.domain.meetings.rounds import RETURNS, progress_words, returns

    asked = _round(snapshot, words.ref)
    found = returns(snapshot, asked, context.today)
    emit(_row(snapshot, asked, context), words.json)
    if words.json != "-":
        say(f"{asked.ref}  {asked.name}: {progress_words(found)}")
        for one in found:
            waiting = f": {', '.join(one.outstanding)}" if one.outstanding else ""
            say(f"  {RETURNS[one.state].word:18} {one.name}, {one.words}{waiting}")
    return 0


def _row(snapshot: Snapshot, asked: Round, context: Context) -> dict[str, Any]:
    from tracker.domain.meetings.rounds import returns
    from tracker.domain.plan import external

    found = returns(snapshot, asked, context.today)
    people = [
        {"name": one.name, "state": one.state, "asked": list(one.asked), "outstanding": list(one.outstanding)}
        for one in found
    ]
    return {**external.row(snapshot, asked, context.today), "returns": people}


def _round(snapshot: Snapshot, ref: str | None) -> Round:
    from tracker.domain.meetings.rounds import open_rounds
    from tracker.domain.plan.records import Kind, Round

    if ref:
        found = snapshot.by_ref(ref)
        if not isinstance(found, Round):
            raise UserError(f"{ref} is not a round", "`tracker list PLAN rounds` shows those there are")
        return found
    every: tuple[Round, ...] = open_rounds(snapshot) or snapshot.of(Kind.ROUND)
    if not every:
        raise UserError("there is no round yet", "ask for updates: tracker round PLAN --ask DATE")
    return every[-1]
