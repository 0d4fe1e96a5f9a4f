"""The one commit: every write is settled by its kind's rules, followed up, and held against the whole plan."""

from __future__ import annotations

from typing import Any

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.invariants import broken
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.context import Asked, Context, tidy_reason
from tracker.services.gate.consequences import follow
from tracker.services.gate.rules import RULES
from tracker.services.gate.write import UNDO, Write, ref_of


def commit(context: Context, verb: str, why: str | None = None, **more: Any) -> Changes:
    """Writes what was put as one changeset, completed by what the rules and the change itself bring with them.

    Raises UserError where a rule forbids it, or where something would not hold any more that holds of every plan; what
    was broken before holds nothing up.
    """
    pairs = []
    after = context.uow.snapshot()
    for old, new in _pairs(context):
        settled = _settled(_write(context, verb, after, new), old, new)
        pairs.append((old, settled, settled != new))
    for _, settled, completed in pairs:
        if completed:
            context.uow.put(settled)
    follow(context, ((old, settled) for old, settled, _ in pairs), verb)
    after = context.uow.snapshot()
    for old, new in _pairs(context):
        _refuse_broken(context, verb, after, old, after.get(new.id))
    return context.uow.commit(context.act.stamp(verb, tidy_reason(why), **more))


def _pairs(context: Context) -> list[tuple[Any, Any]]:
    """What was put or added, as it was and as it would be."""
    return [(old, new) for old, new in context.uow.pairs() if new is not None]


def refusals(context: Context, verb: str) -> dict[RecordId, UserError]:
    """What is refused of all that was put, by record, for a command that tells everything at once."""
    after, found = context.uow.snapshot(), {}
    for old, new in _pairs(context):
        try:
            _judged(context, verb, after, old, new)
        except UserError as fault:
            found[new.id] = fault
    return found


def settled_alone(context: Context, verb: str, new: Any) -> Any:
    """A record as `commit` would write it if it were put by itself, with what was asked of it. Nothing is put.

    Raises UserError as `commit` does.
    """
    before = context.snapshot
    after = before.with_records([(kind_of(new), new.id, new)], before.number, before.head)
    return _judged(context, verb, after, before.get(new.id), new)


def _judged(context: Context, verb: str, after: Snapshot, old: Any, new: Any) -> Any:
    settled = _settled(_write(context, verb, after, new), old, new)
    _refuse_broken(context, verb, after, old, settled)
    return settled


def _write(context: Context, verb: str, after: Snapshot, new: Any) -> Write:
    asked = context.asked.get(new.id, Asked())
    return Write(verb, asked.who or context.who, context.act.today, context.snapshot, after, asked)


def _settled(write: Write, old: Any, new: Any) -> Any:
    kind = kind_of(new)
    for name in KINDS[kind].required if write.verb not in UNDO else ():
        if getattr(new, name) in (None, "", ()) and (old is None or name in write.asked.named):
            external = specs(kind)[name].external
            wanted = "something it is for" if external == "for" else f"a {external}"
            raise UserError(f"{ref_of(old, new)} needs {wanted}", f"add {external}=…", window="")
    for rule in RULES.get(kind, ()):
        if write.verb not in rule.waived:
            new = rule.settle(write, old, new)
    return new


def _refuse_broken(context: Context, verb: str, after: Snapshot, old: Any, new: Any) -> None:
    today = context.act.today
    found = [one for one in broken(after, new, today) if not (verb in UNDO and one.restored)]
    before = {one.said for one in broken(context.snapshot, old, today)} if found and old is not None else ()
    for one in found:
        if one.said not in before:
            standing = getattr(old, "delivery", None) == getattr(new, "delivery", None)
            raise UserError(one.sentence(ref_of(old, new), standing=standing), one.advice, window=one.window)
