"""Lists and single records as plain objects, with the external names of every field: what commands print as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.domain.actions.evidence import Sufficiency, judge, sufficiency
from tracker.domain.actions.proposals import proposed
from tracker.domain.dates.deadlines import slippage_words
from tracker.domain.dates.statutory import StatutoryClock, clocks_of
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.plan import external
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Inspection, Kind, Measure, Meeting, Subject
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.linters import lints_of
from tracker.services.context import signed, unknown
from tracker.services.log.history import Reader
from tracker.services.ports import Act, UnitOfWork

Row = dict[str, Any]


def rows(snapshot: Snapshot, kind: Kind, expression: str = "", *, today: date, who: str = "") -> list[Row]:
    """The records of a kind that pass a filter, each with every external name; dates ISO, absent values None.

    `who` is whom `mine` means. Raises UserError for a filter that cannot be read.
    """
    return [external.row(snapshot, record, today) for record in found(snapshot, kind, expression, today=today, who=who)]


def found(snapshot: Snapshot, kind: Kind, expression: str = "", *, today: date, who: str = "") -> tuple[Any, ...]:
    """The records behind `rows`."""
    records = (snapshot.plan,) if kind is Kind.PLAN else snapshot.of(kind)
    return chosen(snapshot, records, parse(expression, kind, who), today)


def changesets(uow: UnitOfWork) -> list[Row]:
    """Every changeset, oldest first, with how many changes it holds."""
    return [
        {
            "number": one.number,
            "hash": one.hash,
            "who": one.stamp.who,
            "system_user": one.stamp.system_user,
            "at": one.stamp.at.isoformat(),
            "verb": one.stamp.verb,
            "why": one.stamp.why or None,
            "changes": len(one.changes),
        }
        for one in uow.changesets()
    ]


def show(uow: UnitOfWork, act: Act, ref: str) -> Row:
    """One record with its links, updates, extensions, evidence, measures, sufficiency and history."""
    snapshot = uow.snapshot()
    record = snapshot.plan if ref.strip() == "" else snapshot.by_ref(ref)
    if record is None:
        raise unknown(snapshot, f"there is no {ref.strip()} in this plan")
    today = signed(snapshot, act).today
    reader = Reader(uow, snapshot)
    shown = external.row(snapshot, record, today)
    shown |= _hanging(snapshot, record.id, today)
    shown |= _own(snapshot, record, today)
    shown["pointers"] = [one.sentence for one in lints_of(snapshot, record.id, today)]
    shown["history"] = [reader.entry(one, changes).as_json() for one, changes in uow.changes_of(record.id)]
    return shown


def _hanging(snapshot: Snapshot, record: RecordId, today: date) -> Row:
    ways = {
        "updates": snapshot.updates_for(record),
        "extensions": snapshot.extensions_of(record),
        "evidence": snapshot.evidence_for(record),
        "measures": snapshot.measures_for(record),
        "milestones": snapshot.milestones_of(record),
        "verifications": snapshot.verifications_of(record),
        "challenges": snapshot.challenges_for(record),
    }
    hanging = {name: _rows(snapshot, records, today) for name, records in ways.items()}
    for shown, measure in zip(hanging["measures"], ways["measures"], strict=True):
        shown["points"] = _rows(snapshot, snapshot.points_of(measure.id), today)
    return {**hanging, "sufficiency": None}


def _rows(snapshot: Snapshot, records: Iterable[Any], today: date) -> list[Row]:
    return [external.row(snapshot, record, today) for record in records]


def _own(snapshot: Snapshot, record: Any, today: date) -> Row:
    """What only some kinds have beside their fields."""
    if isinstance(record, Action):
        own = sufficiency(record, snapshot.evidence_for(record.id), today, snapshot.plan.evidence_rules)
        words = slippage_words(record, snapshot.extensions_of(record.id))
        return {"sufficiency": _levels(own), "slippage": words or None, "proposed": _proposed(snapshot, record, today)}
    if isinstance(record, Subject):
        actions = snapshot.actions_for(record.id)
        own = subject_sufficiency(snapshot, record, today)
        return {"sufficiency": _levels(own), "actions": _rows(snapshot, actions, today)}
    if isinstance(record, Measure):
        return {"points": _rows(snapshot, snapshot.points_of(record.id), today)}
    if isinstance(record, Inspection):
        return {"deadlines": [clock_row(clock) for clock in clocks_of(snapshot, record)]}
    if isinstance(record, Meeting):
        asked = [c for c in snapshot.challenges if c.meeting == record.id]
        return {"challenges": _rows(snapshot, asked, today)}
    return {}


def subject_sufficiency(snapshot: Snapshot, subject: Subject, today: date) -> Sufficiency:
    """How far the evidence of a recommendation stands up: its own and its actions', after the last of them was done."""
    actions = snapshot.actions_for(subject.id)
    items = {e.id: e for target in (subject.id, *(a.id for a in actions)) for e in snapshot.evidence_for(target)}
    done = [action.done for action in actions if action.done is not None]
    return judge(max(done, default=None), tuple(items.values()), today, snapshot.plan.evidence_rules)


def clock_row(clock: StatutoryClock) -> Row:
    """A statutory clock as a plain object."""
    return {
        "what": clock.rule.what,
        "to": clock.rule.to or None,
        "stated": external.plain(clock.stated),
        "computed": external.plain(clock.computed),
        "counted_from": external.plain(clock.counted_from),
        "basis": clock.basis or None,
        "explanation": clock.explanation,
        "warnings": list(clock.warnings),
        "working_day_before": external.plain(clock.working_day_before),
        "source": clock.rule.source,
        "certainty": clock.rule.certainty,
    }


def _levels(found: Sufficiency) -> Row:
    return {"level": found.level, "reasons": list(found.reasons)}


def _proposed(snapshot: Snapshot, action: Action, today: date) -> Row:
    found = proposed(snapshot, action, today)
    return {
        "forecast": found.forecast.token,
        "assurance": found.assurance.token,
        "reasons": list(found.reasons),
    }
