"""The verb about identifiers: guard."""

from __future__ import annotations

import sys
from argparse import Namespace

from tracker.commands.context import Context, emit, say
from tracker.domain.guard.leaving import Sighting, sightings, undecided
from tracker.domain.text.words import how_many
from tracker.errors import UsageError
from tracker.services.ports import Store


def guard(words: Namespace, context: Context) -> int:
    """The identifiers that would leave; exit status 3 while one is undecided that stops a paper."""
    from tracker.services.plan.guard import blank, keep

    if words.keep and words.blank:
        raise UsageError("a field is kept or blanked", "give one of --keep and --blank")
    with context.plan(words.plan) as store:
        if words.keep or words.blank:
            with store.begin() as uow:
                if words.keep:
                    keep(uow, context.act, words.keep, words.reason)
                else:
                    blank(uow, context.act, words.blank, words.reason)
        found = sightings(store.snapshot(), context.today)
        left = undecided(store.snapshot(), context.today, public=words.public)
    emit([_row(one) for one in found], words.json)
    if words.json != "-":
        for one in found:
            say(f"{one.place}  {one.kind}: {one.text}  {one.decision or _waits(one)}  “{one.context}”")
    if left:
        sys.stderr.write(f"{how_many(len(left), 'possible identifier')} to be decided on\n")
        sys.stderr.write("hint: --keep REF.FIELD --reason R, or --blank REF.FIELD\n")
    return 3 if left else 0


def let_go(store: Store, context: Context, words: Namespace) -> None:
    """Keeps every identifier that is left, where a command allows them with a reason."""
    from tracker.services.plan.guard import allow

    if words.allow_identifiers is not None:
        with store.begin() as uow:
            allow(uow, context.act, words.allow_identifiers, public=getattr(words, "public", False))


def _waits(one: Sighting) -> str:
    return "undecided" if one.kind.names_one_person else "a warning"


def _row(one: Sighting) -> dict[str, str | None]:
    return {
        "ref": one.ref, "field": one.field, "kind": str(one.kind), "text": one.text, "context": one.context,
        "decision": one.decision,
    }  # fmt: skip
