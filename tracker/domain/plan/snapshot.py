"""A plan at one moment: every current record, indexed and immutable; lists, papers and figures are read from it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from tracker.domain.log.chain import GENESIS
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.overlay import flat, laid_over
from tracker.domain.plan.records import (
    Action,
    Agency,
    Challenge,
    Evidence,
    Extension,
    Finding,
    Inspection,
    Kind,
    Measure,
    Meeting,
    Milestone,
    Person,
    Plan,
    Point,
    Recommendation,
    Record,
    Subject,
    Update,
    Verification,
)
from tracker.domain.plan.snapshot_index import Index, Moved, by_name, by_number, index_of


@dataclass(frozen=True)
class Snapshot:
    """All records of a plan as they stand after changeset `number`, whose hash is `head`."""

    plan: Plan
    records: Mapping[Kind, Mapping[RecordId, Record]] = field(default_factory=dict)
    number: int = 0
    head: str = GENESIS
    aliases: Mapping[str, str] = field(default_factory=dict)
    """Old references that joining renumbered, to their present ones."""

    def of(self, kind: Kind) -> tuple[Any, ...]:
        """The records of one kind, ordered by position (where they have one), then by reference number."""
        found = self._index.orders.get(kind)
        return found.records if found is not None else ()

    def get(self, record_id: RecordId | None) -> Any:
        """The record with this id, or None."""
        kind = self._index.kinds.get(record_id) if record_id is not None else None
        if kind is not None and record_id is not None:
            return self.records[kind][record_id]
        return self.plan if record_id == self.plan.id else None

    def by_ref(self, ref: str) -> Record | None:
        """The record with this reference (or former reference), whatever its case, or None."""
        folded = ref.strip().upper()
        refs = self._index.refs
        found: Record | None = self.get(refs.get(folded) or refs.get(self.aliases.get(folded, "")))
        return found

    def with_records(self, changed: Iterable[tuple[Kind, RecordId, Record | None]], number: int, head: str) -> Snapshot:
        """A new snapshot with some records replaced, added or (None) taken out; it shares all others with this one."""
        plan = self.plan
        over: dict[Kind, dict[RecordId, Record | None]] = {}
        moved: list[Moved] = []
        for kind, record_id, record in changed:
            if kind is Kind.PLAN:
                plan = cast(Plan, record) if record is not None else plan
                continue
            own = over.setdefault(kind, {})
            old = own[record_id] if record_id in own else self.records.get(kind, {}).get(record_id)
            moved.append((kind, record_id, old, record))
            own[record_id] = record
        records = {**self.records, **{kind: laid_over(self.records.get(kind, {}), own) for kind, own in over.items()}}
        after = Snapshot(plan, records, number, head, self.aliases)
        if "_index" in self.__dict__:
            after.__dict__["_index"] = self._index.moved(moved, records)
        return after if Kind.PERSON in over else self._lend_names(after)

    def with_aliases(self, aliases: Mapping[str, str]) -> Snapshot:
        """The same plan with other former references."""
        after = Snapshot(self.plan, self.records, self.number, self.head, aliases)
        after.__dict__.update({name: found for name, found in self.__dict__.items() if name == "_index"})
        return self._lend_names(after)

    def warm(self) -> Snapshot:
        """The same plan, with all that finds its records worked out, so that whoever asks first need not wait."""
        records = {kind: flat(table) for kind, table in self.records.items()}
        after = Snapshot(self.plan, records, self.number, self.head, self.aliases)
        after.__dict__["_index"] = self._index.whole()
        return self._lend_names(after)

    def _lend_names(self, after: Snapshot) -> Snapshot:
        """A snapshot with the same people finds them by name as this one does."""
        if "_names" in self.__dict__:
            after.__dict__["_names"] = self._names
        return after

    @property
    def inspections(self) -> tuple[Inspection, ...]:
        """The source documents."""
        return self.of(Kind.INSPECTION)

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """The formal recommendations in the plan's order."""
        return self.of(Kind.RECOMMENDATION)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings that were taken up."""
        return self.of(Kind.FINDING)

    @property
    def subjects(self) -> tuple[Subject, ...]:
        """What actions answer: the recommendations, then the findings."""
        return (*self.recommendations, *self.findings)

    @property
    def actions(self) -> tuple[Action, ...]:
        """All actions in the plan's order."""
        return self.of(Kind.ACTION)

    @property
    def people(self) -> tuple[Person, ...]:
        """The people register."""
        return self.of(Kind.PERSON)

    def people_called(self, folded: str) -> tuple[Person, ...]:
        """The people with this name or reference, folded as names are compared, in the register's order."""
        return self._names.get(folded, ())

    @property
    def agencies(self) -> tuple[Agency, ...]:
        """The agencies register."""
        return self.of(Kind.AGENCY)

    @property
    def evidence(self) -> tuple[Evidence, ...]:
        """All evidence."""
        return self.of(Kind.EVIDENCE)

    @property
    def measures(self) -> tuple[Measure, ...]:
        """All measures."""
        return self.of(Kind.MEASURE)

    @property
    def meetings(self) -> tuple[Meeting, ...]:
        """All meetings."""
        return self.of(Kind.MEETING)

    @property
    def challenges(self) -> tuple[Challenge, ...]:
        """All challenges."""
        return self.of(Kind.CHALLENGE)

    def actions_for(self, target: RecordId) -> tuple[Action, ...]:
        """The actions that hang from a recommendation or finding."""
        return self._linked_to(Kind.ACTION, target)

    def updates_for(self, target: RecordId) -> tuple[Update, ...]:
        """The updates on a record, oldest first."""
        return self._linked_to(Kind.UPDATE, target)

    def extensions_of(self, action: RecordId) -> tuple[Extension, ...]:
        """The asked, approved and refused changes of an action's deadline, oldest first."""
        return self._linked_to(Kind.EXTENSION, action)

    def evidence_for(self, target: RecordId) -> tuple[Evidence, ...]:
        """The evidence that serves a record."""
        return self._linked_to(Kind.EVIDENCE, target)

    def measures_for(self, target: RecordId) -> tuple[Measure, ...]:
        """The measures of a record."""
        return self._linked_to(Kind.MEASURE, target)

    def points_of(self, measure: RecordId) -> tuple[Point, ...]:
        """The readings of a measure."""
        return self._linked_to(Kind.POINT, measure)

    def milestones_of(self, action: RecordId) -> tuple[Milestone, ...]:
        """The milestones of an action in order."""
        return self._linked_to(Kind.MILESTONE, action)

    def verifications_of(self, action: RecordId) -> tuple[Verification, ...]:
        """The verifications of an action."""
        return self._linked_to(Kind.VERIFICATION, action)

    def challenges_for(self, target: RecordId) -> tuple[Challenge, ...]:
        """The challenges about a record."""
        return self._linked_to(Kind.CHALLENGE, target)

    def waiting_on(self, action: RecordId) -> tuple[Action, ...]:
        """The actions that wait for this one."""
        return self._linked_to("waiting", action)

    def name_of(self, record_id: RecordId | None) -> str:
        """The name of a person or agency, or ""."""
        record = self.get(record_id)
        return str(getattr(record, "name", "") or "")

    def refs_of(self, ids: Iterable[RecordId]) -> tuple[str, ...]:
        """The references of records, in the plan's order of reference."""
        found = [self.get(record_id) for record_id in ids]
        return tuple(r.ref for r in sorted((r for r in found if r is not None), key=by_number))

    @cached_property
    def _index(self) -> Index:
        return index_of(self.records)

    @cached_property
    def _names(self) -> Mapping[str, tuple[Person, ...]]:
        return by_name(self.people)

    def _linked_to(self, way: str, target: RecordId) -> tuple[Any, ...]:
        return self._index.linked[way].get(target, ())
