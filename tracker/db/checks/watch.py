"""The quick look at a plan when it is opened: its pages, and its log from the last change that was verified here."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

import sqlalchemy as sa

from tracker.db import log, tables
from tracker.db.backend import Backend
from tracker.db.checks.chain import Walk, walk
from tracker.db.checks.seen import Seen
from tracker.db.checks.slices import Slices
from tracker.db.current import Head
from tracker.db.faults import ERRORS, in_words, is_damage
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.services.ports import Fault


@dataclass(frozen=True, slots=True)
class Watched:
    """What the look found: faults, how many changes seen before are missing, and what is known from now on."""

    faults: tuple[Fault, ...]
    missing: int
    seen: Seen


def watch(backend: Backend, seen: Seen, at: str, stop: Callable[[], bool] = bool) -> Watched:
    """Looks at a plan on a connection of its own, in slices. Raises UserError where it cannot be reached.

    Raises Stopped soon after `stop` says so.
    """
    with in_words(backend.name):
        try:
            with backend.checking() as connection:
                return _watched(Slices(connection, stop), connection, backend, seen, at)
        except ERRORS as error:
            if not is_damage(error):
                raise
            return Watched((Fault(backend.name, "the file is damaged: not all of it can be read"),), 0, seen)


def recall(backend: Backend, seen: Seen, at: str) -> Watched:
    """Compares a plan with what was seen of it, no more. Raises UserError where it cannot be reached."""
    with in_words(backend.name), backend.checking() as connection:
        return _recalled(Slices(connection), seen, at)


def _recalled(slices: Slices, seen: Seen, at: str) -> Watched:
    """What is missing or exchanged; `seen` then forgets what of it the log does not bear out."""
    with slices.look() as looking:
        plan_id = str(looking.execute(sa.select(tables.KINDS[Kind.PLAN].c.id)).scalars().first())
        head = looking.execute(sa.select(tables.head.c.number, tables.head.c.hash)).one()
        known = seen if seen.plan == plan_id else Seen(plan_id)
        holds = not known.number or log.has(looking, Head(known.number, known.head))
        verified = log.has(looking, Head(known.verified, known.verified_head))
    missing = known.number - head.number if head.number < known.number else 0
    said = f"what stands up to change {known.number} is not what this computer saw there"
    faults = () if holds or missing else (Fault("the log", said),)
    after = replace(known, number=head.number, head=head.hash, at=at)
    return Watched(faults, missing, after if verified else replace(after, verified=0, verified_head=""))


def _watched(slices: Slices, connection: sa.Connection, backend: Backend, seen: Seen, at: str) -> Watched:
    pages = [Fault(backend.name, f"the file is damaged: {said}") for said in backend.quick_faults(connection)]
    known = _recalled(slices, seen, at)
    after = known.seen
    begin = Walk(after.verified, after.verified_head, plan=RecordId(after.plan)) if after.verified else Walk()
    found = walk(slices, begin)
    faults = tuple(dict.fromkeys([*pages, *known.faults, *found.faults(slices)]))
    after = replace(after, number=found.number, head=found.hash)
    if not faults:
        after = replace(after, verified=found.number, verified_head=found.hash)
    return Watched(faults, known.missing, after)
