"""The verbs about the registers: `handover` and `joinagencies`."""

from __future__ import annotations

from argparse import Namespace

from tracker.commands.context import Context, say


def handover(words: Namespace, context: Context) -> int:
    """Gives everything of a leaver that is still to do to somebody else, and says what went."""
    from tracker.domain.dates import dates
    from tracker.domain.people.handover import preview
    from tracker.domain.people.people import find_person
    from tracker.services.people.people import hand_over

    last_day = dates.parse(words.from_day) if words.from_day else None
    with context.plan(words.plan) as store:
        before = store.snapshot()
        with store.begin() as uow:
            done = hand_over(uow, context.act, words.name, words.to, from_day=last_day, reason=words.reason)
        after = store.snapshot()
        leaver, successor = find_person(before, words.name), find_person(after, words.to)
        assert leaver is not None
        assert successor is not None
        if done.refs:
            say(", ".join(done.refs))
        say(preview(before, leaver).words(successor.name))
        say(f"{leaver.name}: last day {dates.show(after.get(leaver.id).active_to)}")
    return 0


def joinagencies(words: Namespace, context: Context) -> int:
    """Joins one agency into another, and says what now names the other."""
    from tracker.domain.people.people import find_agency
    from tracker.services.people.agencies import join_agencies

    with context.plan(words.plan) as store:
        gone = find_agency(store.snapshot(), words.gone)
        with store.begin() as uow:
            done = join_agencies(uow, context.act, words.gone, words.into, words.reason)
        into = find_agency(store.snapshot(), words.into)
        assert gone is not None
        assert into is not None
        if done.refs:
            say(", ".join(done.refs))
        say(f"{into.name} ({into.ref}) stands for {gone.name} ({gone.ref}); also known as {', '.join(into.aliases)}")
    return 0
