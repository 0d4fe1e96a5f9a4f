"""What would leave a plan in a paper, a workbook or a pack, and what was decided about each identifier in it.

The published report's own words and the registers' contact fields are exempt: the one is public, the other is there so
that people can be written to. A decision is about a field as it stands: where its words change, it is asked about anew.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from tracker.domain.guard.identifiers import Found, Identifier, identifiers
from tracker.domain.plan.fields import FieldType, IdentifierDecision
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Kind, Record, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot

BLANK = "[removed]"
BESIDE = 40
"""So many characters of context are shown on either side."""
KEPT, BLANKED = "kept", "blanked"
_INSPECTORS_WORDS = ("text", "printed", "theme", "section")
_EXEMPT: dict[Kind, tuple[str, ...]] = {
    Kind.PERSON: ("email",),
    Kind.EVIDENCE: ("sha256", "url"),
    Kind.INSPECTION: (
        "sha256", "family", "document_type", "inspectorate", "framework", "area", "lead_inspector", "respond_to",
        "principal_authority", "outcome",
    ),
}  # fmt: skip
"""What the register keeps so that people can be written to, what the published report says, and what is no text."""


@dataclass(frozen=True, slots=True)
class Sighting:
    """One identifier where it stands: the record, the field by its own and its outside name, and the field's words."""

    record: Record
    name: str
    field: str
    found: Found
    words: str
    decision: str | None = None

    @property
    def kind(self) -> Identifier:
        """What it is."""
        return self.found.kind

    @property
    def ref(self) -> str:
        """The record's reference; the plan itself is called by its kind."""
        return self.record.ref or Kind.PLAN.value

    @property
    def place(self) -> str:
        """Where it stands, as commands name it ("A3.description")."""
        return f"{self.ref}.{self.field}"

    @property
    def text(self) -> str:
        """The identifier itself."""
        return self.words[self.found.start : self.found.end]

    @property
    def context(self) -> str:
        """The identifier with some words on either side."""
        start, end = max(0, self.found.start - BESIDE), self.found.end + BESIDE
        return " ".join(self.words[start:end].split())


def sightings(snapshot: Snapshot, today: date) -> tuple[Sighting, ...]:
    """Every identifier that would leave, in the plan's order, with what was decided about it."""
    decisions = _decisions(snapshot)
    return tuple(one for record in _records(snapshot) for one in _of_record(record, decisions, today))


def undecided(snapshot: Snapshot, today: date, *, public: bool = False) -> tuple[Sighting, ...]:
    """Those that must be decided before anything leaves; for a public paper, the ways to reach somebody too."""
    found = sightings(snapshot, today)
    return tuple(one for one in found if one.decision is None and (public or one.kind.names_one_person))


def leaving(snapshot: Snapshot, decided: Snapshot, today: date) -> Snapshot:
    """The plan as it leaves by what was decided: what is to be blanked is, and the plan itself is as it was.

    `snapshot` may be the plan as it stood earlier; what it says about one person and nobody has kept is blanked too.
    """
    decisions = _decisions(decided)
    earlier = snapshot is not decided
    changed = []
    for record in _records(snapshot):
        news = dict(_blanked(record, decisions, today, unless_kept=earlier))
        if news:
            changed.append((kind_of(record), record.id, replace(record, **news)))
    return snapshot.with_records(changed, snapshot.number, snapshot.head) if changed else snapshot


def title_leaving(snapshot: Snapshot, today: date) -> str:
    """The plan's title as it leaves, for the names of files and the headings of letters."""
    plan = snapshot.plan
    return str(dict(_blanked(plan, _decisions(snapshot), today, unless_kept=False)).get("title", plan.title))


def decision_on(record: Record, name: str, decision: str) -> IdentifierDecision:
    """A decision about one field of a record as it stands now."""
    return IdentifierDecision(record.id, name, decision, _seen(_words(getattr(record, name))))


def _decisions(snapshot: Snapshot) -> dict[tuple[str, str, str], str]:
    return {(one.record, one.field, one.seen): one.decision for one in snapshot.plan.identifiers}


def _records(snapshot: Snapshot) -> Iterator[Record]:
    yield snapshot.plan
    for kind in KINDS:
        yield from snapshot.of(kind)


def _of_record(record: Record, decisions: dict[tuple[str, str, str], str], today: date) -> Iterator[Sighting]:
    for name, external in _read_fields(record):
        words = _words(getattr(record, name))
        found = identifiers(words, today)
        decision = decisions.get((record.id, name, _seen(words))) if found else None
        yield from (Sighting(record, name, external, one, words, decision) for one in found)


def _blanked(
    record: Record, decisions: dict[tuple[str, str, str], str], today: date, *, unless_kept: bool
) -> Iterator[tuple[str, Any]]:
    for name, _ in _read_fields(record):
        value = getattr(record, name)
        decision = decisions.get((record.id, name, _seen(_words(value)))) if decisions or unless_kept else None
        if decision == BLANKED or (unless_kept and decision is None):
            every = decision == BLANKED
            news = (
                tuple(_without(one, today, every) for one in value)
                if isinstance(value, tuple)
                else _without(value, today, every)
            )
            if news != value:
                yield name, news


def _without(text: Any, today: date, every: bool) -> Any:
    for one in reversed(identifiers(text or "", today)):
        if every or one.kind.names_one_person:
            text = text[: one.start] + BLANK + text[one.end :]
    return text


def _read_fields(record: Record) -> tuple[tuple[str, str], ...]:
    """The fields that are looked at, by their own and their outside name."""
    return _fields_of(kind_of(record), getattr(record, "inspection", None) is not None)


@cache
def _fields_of(kind: Kind, published: bool) -> tuple[tuple[str, str], ...]:
    exempt = {*_EXEMPT.get(kind, ()), *(_INSPECTORS_WORDS if published else ())}
    return tuple(
        (name, field.external)
        for name, field in specs(kind).items()
        if field.type in (FieldType.TEXT, FieldType.NOTE, FieldType.WORDS) and name not in exempt
    )


def _words(value: Any) -> str:
    return "\n".join(value) if isinstance(value, tuple) else value or ""


def _seen(words: str) -> str:
    """A short mark of a text: enough to notice that it has changed, too little to find a number out from it."""
    return hashlib.sha256(words.encode()).hexdigest()[:5]
