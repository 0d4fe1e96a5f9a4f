"""What a person should look at in what they have just put: it is allowed, and a board would ask about it."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.domain.actions.closing import ACCEPTED, lacking_to_close
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import milestone_moved_words
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Evidence, Milestone, Record
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.context import Context


def remarks(context: Context, touched: Iterable[Record]) -> tuple[str, ...]:
    """A sentence for each thing to look at of records that were put or added, beside the plan as it was before."""
    after, ids = context.uow.snapshot(), [record.id for record in touched]
    steps = (after.get(one) for one in ids)
    said = [
        sentence
        for step in steps
        if isinstance(step, Milestone)
        for sentence in _of_step(context.snapshot, after, step)
    ]
    return (*said, *(words for _, words in evidence_lost(context.snapshot, after, ids, context.act.today)))


def _of_step(before: Snapshot, after: Snapshot, step: Milestone) -> Iterable[str]:
    was = before.get(step.id)
    action = after.get(step.action)
    agreed = action is not None and (action.agreed is not None or after.plan.agreed is not None)
    moved = milestone_moved_words(step)
    if agreed and moved and was is not None and was.due != step.due:
        now = f"is due {show(step.due)} now" if step.due else "has no date now"
        yield f"{step.ref}, a step of {action.ref}, which is agreed, {now}: {moved}"


def evidence_lost(
    before: Snapshot, after: Snapshot, touched: Iterable[RecordId], today: date
) -> tuple[tuple[RecordId, str], ...]:
    """The closed actions that had accepted evidence and have none any more, each with the record that was touched."""
    found: dict[str, RecordId] = {}
    for record_id in touched:
        for action in _served(before, before.get(record_id), after.get(record_id)):
            now = after.get(action.id)
            if isinstance(now, Action) and now.delivery == "closed" and _lost(before, action, after, now, today):
                found.setdefault(f"{now.ref} is closed and has no accepted evidence any more: boards will see that",
                                 record_id)  # fmt: skip
    return tuple((record_id, words) for words, record_id in found.items())


def _lost(before: Snapshot, was: Action, after: Snapshot, now: Action, today: date) -> bool:
    return ACCEPTED in lacking_to_close(after, now, today) and ACCEPTED not in lacking_to_close(before, was, today)


def _served(before: Snapshot, *states: Any) -> Iterable[Action]:
    """The actions that these states of evidence serve, or that evidence serves which they replace."""
    held = [one for one in states if isinstance(one, Evidence)]
    held += [older for older in (before.get(one.replaces) for one in held) if isinstance(older, Evidence)]
    ids = dict.fromkeys(target for one in held for target in one.targets)
    return [action for action in (before.get(one) for one in ids) if isinstance(action, Action)]
