"""Every date of a plan that somebody keeps, as plain entries: what a calendar shows and a calendar file holds."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.clock import SUBMIT, statement
from tracker.domain.deadlines import is_open
from tracker.domain.ids import RecordId
from tracker.domain.people import find_agency, find_person, fold
from tracker.domain.records import Action, Agency, Evidence, Kind
from tracker.domain.scope import scope_of
from tracker.domain.snapshot import Snapshot
from tracker.domain.status import OUT_OF_FORCE
from tracker.domain.verification import counts, is_to_do

STATEMENT_WORDS = "Written statement due"


@dataclass(frozen=True, slots=True)
class Entry:
    """One date: what falls on it, of which record, and whether it is over and done with.

    `kind` is step, statement, action, milestone, check, evidence, meeting or round. A step has the plan's id and no
    reference.
    """

    day: date
    kind: str
    ref: str
    record_id: RecordId
    words: str
    done: bool = False


def entries(snapshot: Snapshot, today: date, for_name: str | None = None) -> tuple[Entry, ...]:
    """The plan's dates in order, or those of one person or agency.

    Raises UserError where the plan knows nobody of that name.
    """
    scope = scope_of(snapshot, for_name) if for_name is not None else None
    actions = (
        snapshot.actions if scope is None else tuple(a for a in snapshot.actions if a in scope.records[Kind.ACTION])
    )
    found = [entry for action in actions for entry in _of_action(snapshot, action)]
    kept = snapshot.evidence if scope is None else scope.records[Kind.EVIDENCE]
    found += _evidence([one for one in kept if isinstance(one, Evidence)], snapshot)
    found += _rounds(snapshot, None if for_name is None else _who(snapshot, for_name))
    if scope is None:
        found += [*_statement(snapshot, today), *_meetings(snapshot)]
    return tuple(sorted(found, key=lambda entry: (entry.day, entry.kind, entry.ref, entry.words)))


def _statement(snapshot: Snapshot, today: date) -> Iterator[Entry]:
    owed, plan = statement(snapshot, today), snapshot.plan
    handed_in = owed.submitted is not None
    if owed.due is not None:
        yield Entry(owed.due, "statement", "", plan.id, STATEMENT_WORDS, handed_in)
    for step in owed.steps:
        if step.due is not None:
            words = "Hand in the statement" if fold(step.name) == fold(SUBMIT) else f"Statement: {step.name}"
            yield Entry(step.due, "step", "", plan.id, words, step.done is not None or handed_in)


def _of_action(snapshot: Snapshot, action: Action) -> Iterator[Entry]:
    if action.delivery in OUT_OF_FORCE:
        return
    if action.due is not None:
        yield Entry(action.due, "action", action.ref, action.id, action.title, not is_open(action))
    for one in snapshot.milestones_of(action.id):
        if one.due is not None:
            done = one.done is not None or not is_open(action)
            yield Entry(one.due, "milestone", one.ref, one.id, f"{one.title} ({action.ref})", done)
    for check in snapshot.verifications_of(action.id):
        if check.due is not None and (counts(check, action) or not is_to_do(check)):
            yield Entry(check.due, "check", check.ref, check.id, f"{action.ref} {action.title}", not is_to_do(check))


def _evidence(kept: list[Evidence], snapshot: Snapshot) -> Iterator[Entry]:
    replaced = {one.replaces for one in snapshot.evidence}
    for one in kept:
        if one.refresh_by is not None and one.review != "returned":
            words = one.shows or one.kind or one.file or one.url or ""
            yield Entry(one.refresh_by, "evidence", one.ref, one.id, words, one.id in replaced)


def _meetings(snapshot: Snapshot) -> Iterator[Entry]:
    for one in snapshot.meetings:
        if one.held_on is not None:
            yield Entry(one.held_on, "meeting", one.ref, one.id, one.name or one.board or "", one.frozen_at is not None)


def _rounds(snapshot: Snapshot, who: frozenset[RecordId] | None) -> Iterator[Entry]:
    """Rounds of updates by the day the answers are wanted; one that names nobody asks everyone."""
    for one in snapshot.of(Kind.ROUND):
        if one.due is not None and (who is None or not one.people or not who.isdisjoint(one.people)):
            yield Entry(one.due, "round", one.ref, one.id, one.name, one.closed_on is not None)


def _who(snapshot: Snapshot, name: str) -> frozenset[RecordId]:
    """The person of this name, or the people of the agency."""
    found = find_agency(snapshot, name) or find_person(snapshot, name)
    if isinstance(found, Agency):
        return frozenset(person.id for person in snapshot.people if person.agency == found.id)
    return frozenset({found.id} if found is not None else ())
