"""A plan at one moment: every current record, indexed and immutable; lists, papers and figures are read from it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, cast

from tracker.domain.chain import GENESIS
from tracker.domain.ids import RecordId
from tracker.domain.records import (
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
    Update,
    Verification,
)


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
        found = self._ordered.get(kind)
        return found if found is not None else ()

    def get(self, record_id: RecordId | None) -> Any:
        """The record with this id, or None."""
        return self._by_id.get(record_id) if record_id is not None else None

    def by_ref(self, ref: str) -> Record | None:
        """The record with this reference (or former reference), whatever its case, or None."""
        folded = ref.strip().upper()
        found = self._by_ref.get(folded)
        return found if found is not None else self._by_ref.get(self.aliases.get(folded, ""))

    def with_records(self, changed: Iterable[tuple[Kind, RecordId, Record | None]], number: int, head: str) -> Snapshot:
        """A new snapshot with some records replaced, added or (None) taken out."""
        records = dict(self.records)
        plan = self.plan
        copied: set[Kind] = set()
        for kind, record_id, record in changed:
            if kind is Kind.PLAN:
                plan = cast(Plan, record) if record is not None else plan
                continue
            if kind not in copied:
                records[kind] = dict(records.get(kind, {}))
                copied.add(kind)
            table = cast(dict[RecordId, Record], records[kind])
            if record is None:
                table.pop(record_id, None)
            else:
                table[record_id] = record
        return Snapshot(plan, records, number, head, self.aliases)

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
    def actions(self) -> tuple[Action, ...]:
        """All actions in the plan's order."""
        return self.of(Kind.ACTION)

    @property
    def people(self) -> tuple[Person, ...]:
        """The people register."""
        return self.of(Kind.PERSON)

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
        return self._linked["actions"].get(target, ())

    def updates_for(self, target: RecordId) -> tuple[Update, ...]:
        """The updates on a record, oldest first."""
        return self._linked["updates"].get(target, ())

    def extensions_of(self, action: RecordId) -> tuple[Extension, ...]:
        """The asked, approved and refused changes of an action's deadline, oldest first."""
        return self._linked["extensions"].get(action, ())

    def evidence_for(self, target: RecordId) -> tuple[Evidence, ...]:
        """The evidence that serves a record."""
        return self._linked["evidence"].get(target, ())

    def measures_for(self, target: RecordId) -> tuple[Measure, ...]:
        """The measures of a record."""
        return self._linked["measures"].get(target, ())

    def points_of(self, measure: RecordId) -> tuple[Point, ...]:
        """The readings of a measure."""
        return self._linked["points"].get(measure, ())

    def milestones_of(self, action: RecordId) -> tuple[Milestone, ...]:
        """The milestones of an action in order."""
        return self._linked["milestones"].get(action, ())

    def verifications_of(self, action: RecordId) -> tuple[Verification, ...]:
        """The verifications of an action."""
        return self._linked["verifications"].get(action, ())

    def challenges_for(self, target: RecordId) -> tuple[Challenge, ...]:
        """The challenges about a record."""
        return self._linked["challenges"].get(target, ())

    def name_of(self, record_id: RecordId | None) -> str:
        """The name of a person or agency, or ""."""
        record = self.get(record_id)
        return str(getattr(record, "name", "") or "")

    def refs_of(self, ids: Iterable[RecordId]) -> tuple[str, ...]:
        """The references of records, in the plan's order of reference."""
        found = [self.get(record_id) for record_id in ids]
        return tuple(r.ref for r in sorted((r for r in found if r is not None), key=_by_number))

    @cached_property
    def _by_id(self) -> dict[RecordId, Record]:
        everything: dict[RecordId, Record] = {self.plan.id: self.plan}
        for table in self.records.values():
            everything.update(table)
        return everything

    @cached_property
    def _by_ref(self) -> dict[str, Record]:
        return {record.ref.upper(): record for record in self._by_id.values() if record.ref}

    @cached_property
    def _ordered(self) -> dict[Kind, tuple[Record, ...]]:
        return {kind: tuple(sorted(table.values(), key=_by_place)) for kind, table in self.records.items()}

    @cached_property
    def _linked(self) -> dict[str, dict[RecordId, tuple[Any, ...]]]:
        ways = (
            ("actions", Kind.ACTION, "targets"),
            ("updates", Kind.UPDATE, "target"),
            ("extensions", Kind.EXTENSION, "action"),
            ("evidence", Kind.EVIDENCE, "targets"),
            ("measures", Kind.MEASURE, "targets"),
            ("points", Kind.POINT, "measure"),
            ("milestones", Kind.MILESTONE, "action"),
            ("verifications", Kind.VERIFICATION, "action"),
            ("challenges", Kind.CHALLENGE, "targets"),
        )
        return {name: self._index(kind, field_name) for name, kind, field_name in ways}

    def _index(self, kind: Kind, field_name: str) -> dict[RecordId, tuple[Any, ...]]:
        found: dict[RecordId, list[Record]] = defaultdict(list)
        for record in self.of(kind):
            value = getattr(record, field_name)
            for target in value if isinstance(value, tuple) else (value,):
                if target is not None:
                    found[target].append(record)
        return {target: tuple(items) for target, items in found.items()}


def _by_number(record: Record) -> tuple[str, int]:
    digits = record.ref.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    return (record.ref[:1], int(digits) if digits.isdigit() else 0)


def _by_place(record: Record) -> tuple[int, str, int]:
    prefix, number = _by_number(record)
    return (getattr(record, "position", 0) or 0, prefix, number)
