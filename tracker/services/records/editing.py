"""Adding records and setting their fields: the everyday edits, by external field names and typed text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from tracker.domain.actions.proposals import difference_words, unexplained
from tracker.domain.dates.closures import day_warning
from tracker.domain.dates.dates import show
from tracker.domain.log.changes import Changes, Changeset
from tracker.domain.meetings.questions import content_doubt
from tracker.domain.people.likeness import names_like
from tracker.domain.people.people import fold, names_of
from tracker.domain.plan import external
from tracker.domain.plan.fields import Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import RECORD_TYPES, Action, Challenge, Kind, Record, kind_of, specs
from tracker.errors import Conflict, UserError
from tracker.services.context import Context, Done, context_of, tidy_reason
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.remarks import remarks
from tracker.services.records.typed import field_named, typed_fields


def kind_named(word: str) -> Kind:
    """The kind that a word means, singular or plural. Raises UserError, with the kinds there are, for any other."""
    folded = fold(word)
    for kind, said in KINDS.items():
        plural = kind.value[:-1] + "ies" if kind.value.endswith("y") else kind.value + "s"
        if folded in (kind.value, plural, said.one, said.many):
            return kind
    raise UserError(f"there is no kind of record called “{word}”", "there are " + ", ".join(kind for kind in Kind))


def add(uow: UnitOfWork, act: Act, kind: Kind, fields: Mapping[str, Any], reason: str | None = None) -> Done:
    """Adds one record; its reference is the first of the result's.

    `fields` are external names with text or values. An action of an agreed plan has its original date fixed at once.
    """
    context = context_of(uow, act)
    record = make(context, kind, fields, reason)
    changes = commit(context, "add", reason)
    return _done(context, changes, (record,), fields, [day_warning(context.snapshot.plan, record, specs(kind))])


def _done(
    context: Context, changes: Changes, records: Collection[Any], named: Iterable[str], days: Iterable[str]
) -> Done:
    """What was written, with what a person should look at in it."""
    said = (*_newcomers(context), *remarks(context, records))
    doubts = (*filter(None, days), *said_better(context, records, named), *_ended_by_whom(context, records))
    return Done(changes, tuple(record.ref for record in records), (*doubts, *said), said)


def _newcomers(context: Context) -> tuple[str, ...]:
    """A sentence for each name that was typed into a link and is new in its register; whom it may be a spelling of."""
    before, after = context.snapshot, context.uow.snapshot()
    names = names_of(before)
    new = ((context.new_people, "people", names[Kind.PERSON]), (context.new_agencies, "agencies", names[Kind.AGENCY]))
    return tuple(_new_words(after.get(one), kind, known) for register, kind, known in new for one in register.values())


def _new_words(record: Any, register: str, names: Iterable[str]) -> str:
    like = names_like(record.name, names)
    said = f"“{record.name}” is new in the register of {register}, as {record.ref}"
    return f"{said}: if {' or '.join(like)} is meant, undo this and name them so" if like else said


def make(
    context: Context, kind: Kind, fields: Mapping[str, Any], reason: str | None = None, *, aside: bool = False
) -> Any:
    """The record as it was put, without committing: what `add`, seeding and merging share; `aside` as in Asked."""
    if not KINDS[kind].addable:
        raise UserError(f"{kind} is not added this way", f"use {KINDS[kind].own_verb}")
    given = typed_fields(context, kind, fields, new=True)
    record = RECORD_TYPES[kind](id=context.uow.new_id(), **{**_defaults(context, kind), **given})
    return context.add(record, frozenset(given), tidy_reason(reason), aside=aside)


def _defaults(context: Context, kind: Kind) -> dict[str, Any]:
    found: dict[str, Any] = {}
    if "position" in specs(kind):
        found["position"] = context.next_position(kind)
    if kind is Kind.POINT:
        found["dated"] = context.act.today
    return found


def set_fields(
    uow: UnitOfWork,
    act: Act,
    refs: Sequence[str],
    fields: Mapping[str, Any],
    *,
    reason: str | None = None,
    expected: Mapping[str, Any] | None = None,
) -> Done:
    """Sets fields of one or several records as one changeset.

    `fields` are external names with text or values; empty text empties a field. `expected` holds what the caller saw
    in some fields: where a record says something else by now, Conflict names who changed it and when, and nothing is
    written. A reference of "" or "plan" means the plan itself.
    """
    context = context_of(uow, act)
    if not fields:
        raise UserError("nothing to set", "write field=value")
    records = {record.id: record for record in (_record(context, ref) for ref in refs)}
    days: dict[str, None] = {}
    for record in records.values():
        refuse_moved_on(context, record, expected or {})
        days[_put(context, record, fields, tidy_reason(reason))] = None
    return _done(context, commit(context, "edit", reason), records.values(), fields, days)


def said_better(context: Context, records: Iterable[Record], named: Iterable[str]) -> tuple[str, ...]:
    """What was put of these actions' forecast or assurance that is better than the rules propose, without a reason."""
    fields = {"forecast", "assurance"} & set(named)
    actions = [record for record in records if isinstance(record, Action)]
    if not fields or not actions:
        return ()
    snapshot = context.uow.snapshot()
    return tuple(
        difference_words(action, field, proposal)
        for action in (snapshot.get(one.id) for one in actions)
        for field, proposal in unexplained(snapshot, action, context.act.today)
        if field in fields
    )


def _ended_by_whom(context: Context, records: Iterable[Record]) -> tuple[str, ...]:
    """Of each question among these records that was ended on a word that does not end it, what is wrong with that."""
    asked = [record for record in records if isinstance(record, Challenge)]
    if not asked:
        return ()
    snapshot = context.uow.snapshot()
    return tuple(filter(None, (content_doubt(snapshot, snapshot.get(one.id) or one) for one in asked)))


def _record(context: Context, ref: str) -> Any:
    return context.snapshot.plan if fold(ref) in ("", "plan") else context.find(ref)


def _put(context: Context, old: Any, fields: Mapping[str, Any], reason: str) -> str:
    """Puts a record as it was edited; what to say of a day among the fields, or ""."""
    given = typed_fields(context, kind_of(old), fields)
    new = replace(old, **given)
    context.put(new, frozenset(given), reason)
    return day_warning(context.snapshot.plan, new, given)


def refuse_moved_on(context: Context, record: Record, expected: Mapping[str, Any]) -> None:
    """Raises Conflict, naming who changed it and when, where a field says something else than the caller saw in it."""
    for name, seen in expected.items():
        spec = field_named(kind_of(record), name)
        now = external.plain(external.shown(context.snapshot, spec, getattr(record, spec.name)))
        if now != _as_seen(context, spec, seen) and seen != getattr(record, spec.name):
            changed = f"{spec.label} of {record.ref or 'the plan'} says “{_said(now)}” by now"
            hint = "nothing was written; look at the new value and decide"
            raise Conflict(f"{changed}{_by_whom(context, record, spec)}", hint)


def _as_seen(context: Context, spec: Spec, seen: Any) -> Any:
    shown = external.shown(context.snapshot, spec, seen) if isinstance(seen, tuple) else seen
    return external.plain(shown)


def _said(value: Any) -> str:
    if value in (None, "", []):
        return "nothing"
    return "; ".join(map(str, value)) if isinstance(value, list) else str(value)


def _by_whom(context: Context, record: Record, spec: Spec) -> str:
    changeset = last_change(context.uow, record.id, spec.name)
    return f", set by {changeset.stamp.who} on {show(changeset.stamp.day)}" if changeset else ""


def last_change(uow: UnitOfWork, record: RecordId, field: str) -> Changeset | None:
    """The latest changeset that changed a field of a record, or None."""
    touching = [found for found, changes in uow.changes_of(record) if any(c.field == field for c in changes)]
    return touching[-1] if touching else None
