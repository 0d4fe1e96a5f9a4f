"""The verb `work`: what waits for one person, as the window's first screen shows it."""

from __future__ import annotations

from argparse import Namespace
from typing import TYPE_CHECKING, Any

from tracker.commands.context import Context, emit, say

if TYPE_CHECKING:
    from tracker.domain.work.in_the_way import InTheWay
    from tracker.domain.work.my_work import MyWork
    from tracker.services.log.history import Entry


def work(words: Namespace, context: Context) -> int:
    """What waits for whoever acts; what others changed, where a day is given; what is in the way, for a lead."""
    from tracker.domain.work.in_the_way import in_the_way, leads_plan
    from tracker.domain.work.my_work import as_json, concerned, my_work
    from tracker.services.log.activity import by_others
    from tracker.services.log.history import since_number

    who, today = context.act.who, context.today
    changed: tuple[Entry, ...] = ()
    with context.plan(words.plan) as store, store.begin(writing=False) as uow:
        snapshot = uow.snapshot()
        leads = words.lead or leads_plan(snapshot, who)
        if words.since:
            about = None if leads else concerned(snapshot, who)
            changed = by_others(uow, context.act, since_number(uow, words.since), about)
    found = my_work(snapshot, who, today, leads=leads)
    blocked = in_the_way(snapshot, today) if leads else None
    plain: dict[str, Any] = as_json(found) | {"leads": leads, "changed": [entry.as_json() for entry in changed]}
    plain |= {"meeting": None, "in_the_way": []} if blocked is None else _plain(blocked)
    emit(plain, words.json)
    if words.json != "-":
        _say(found, blocked, changed)
    return 0


def _plain(blocked: InTheWay) -> dict[str, Any]:
    figures = [{"name": one.name, "count": len(one.refs), "refs": list(one.refs)} for one in blocked.obstacles]
    return {"meeting": blocked.meeting.ref if blocked.meeting else None, "in_the_way": figures}


def _say(found: MyWork, blocked: InTheWay | None, changed: tuple[Entry, ...]) -> None:
    from tracker.services.log.history import entry_words

    for part in found.parts:
        say(f"{part.title} ({len(part.jobs)})")
        for job in part.jobs:
            say(f"  {job.ref}  {job.title}")
            say("      " + "; ".join(job.facts))
    if blocked is not None:
        say(blocked.words)
        for one in blocked.obstacles:
            say(f"  {one.name} ({len(one.refs)}): {', '.join(one.refs)}")
    for entry in changed:
        say(f"{entry.signed}: " + "; ".join(" ".join(sentence.split()) for sentence in entry_words(entry)))
    say(found.next)
