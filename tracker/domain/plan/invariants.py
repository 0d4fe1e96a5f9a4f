"""What holds of every record of a plan, whoever wrote it and by whatever way.

The gate refuses a write that would newly break one of these; the linters tell those that an older plan breaks. Each
looks at one record and what hangs on it, so that a write is judged as fast in a large plan as in a small one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from tracker.domain.actions.closing import lacking_to_close
from tracker.domain.actions.links import LinkKind, link_kind
from tracker.domain.actions.status import OUT_OF_FORCE
from tracker.domain.dates.dates import show
from tracker.domain.people.people import namesake, same_person
from tracker.domain.plan.external import waits_for_itself
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Agency, Evidence, Extension, Kind, Person, Record, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import says_something


@dataclass(frozen=True, slots=True)
class Broken:
    """Something that does not hold of a record: the rest of a sentence that its name begins, and what to do."""

    said: str
    advice: str
    window: str | None = None
    """The advice as the window words it, where that differs."""
    restored: bool = False
    """Whether undo may bring it back: it gives back what was there, though it would not be taken anew."""
    standing: str = ""
    """How it is said of a record that was in that state before, where that differs."""
    named: bool = True
    """Whether the record's name begins the sentence."""

    def sentence(self, name: str, *, standing: bool) -> str:
        """It as a sentence about a record of this name."""
        said = (self.standing if standing else "") or self.said
        return f"{name} {said}" if self.named else said


Holds = Callable[[Snapshot, Any, date], Iterable[Broken]]
DONE_ON: Mapping[Kind, Mapping[str, str]] = {
    Kind.ACTION: {"done": "done"},
    Kind.MILESTONE: {"done": "done"},
    Kind.VERIFICATION: {"done": "checked"},
    Kind.POINT: {"dated": "read"},
    Kind.EVIDENCE: {"dated": "made"},
    Kind.PLAN: {"submitted": "handed in"},
    Kind.CHALLENGE: {"asked_on": "asked", "answered_on": "answered", "content_on": "ended"},
    Kind.EXTENSION: {"asked_on": "asked", "decided_on": "decided"},
    Kind.UPDATE: {"dated": "said"},
}
"""The days on which something was done, by kind and field, each with what was done on it."""


def broken(snapshot: Snapshot, record: Any, today: date) -> Iterator[Broken]:
    """Everything that does not hold of a record in this plan."""
    yield from _ahead(record, today)
    yield from _reference(snapshot, record)
    yield from _links(snapshot, record)
    for holds in _OF_KIND.get(kind_of(record), ()):
        yield from holds(snapshot, record, today)


def _ahead(record: Any, today: date) -> Iterator[Broken]:
    """Nothing is done in the future."""
    for name, what in DONE_ON.get(kind_of(record), {}).items():
        day = getattr(record, name)
        if day is not None and day > today:
            sentence = f"{show(day)} is in the future, so nothing was {what} on it"
            yield Broken(sentence, f"give the day it was {what}", restored=True, named=False)


def _reference(snapshot: Snapshot, record: Record) -> Iterator[Broken]:
    """A reference means one record."""
    other = snapshot.by_ref(record.ref) if record.ref else None
    if other is not None and other.id != record.id:
        yield Broken("stands twice in this plan", "joining copies gives one of them another number")


@lru_cache(maxsize=32)
def link_fields(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind that name other records."""
    return tuple(name for name, spec in specs(kind).items() if spec.type in (FieldType.LINK, FieldType.LINKS))


def linked(record: Record) -> Iterator[RecordId]:
    """The ids of all records that a record names."""
    for name in link_fields(kind_of(record)):
        value = getattr(record, name)
        yield from value if isinstance(value, tuple) else () if value is None else (value,)


def _links(snapshot: Snapshot, record: Record) -> Iterator[Broken]:
    """Nothing points at what is not there, or at itself."""
    for target in linked(record):
        if target == record.id:
            yield Broken("cannot be linked to itself", "leave its own reference out")
        elif snapshot.get(target) is None:
            yield Broken("would point at something that is no longer in the plan", "take it out")


def _original(snapshot: Snapshot, action: Action, _today: date) -> Iterator[Broken]:
    """An action in force in an agreed plan that has a date has its original date."""
    agreed = action.agreed or snapshot.plan.agreed
    if agreed and action.due and action.original_due is None and action.delivery not in OUT_OF_FORCE:
        yield Broken(
            "stands in an agreed plan without its original date",
            "agree it: tracker agree PLAN REF",
            "agree it again, and its date is fixed",
        )


def _waits(snapshot: Snapshot, action: Action, _today: date) -> Iterator[Broken]:
    if action.id not in action.waits_for and waits_for_itself(snapshot, action):
        yield Broken("would in the end wait for itself", "take one of the links out")


def _closed(snapshot: Snapshot, action: Action, today: date) -> Iterator[Broken]:
    """Closing rests on evidence that someone else accepted and on what came of it, or on a reason boards see."""
    if action.delivery == "closed" and not says_something(action.delivery_reason):
        lacking = lacking_to_close(snapshot, action, today)
        if lacking:
            yield Broken(
                "cannot be closed yet: it lacks " + " and ".join(lacking),
                "add what is lacking, or close it with --reason, which boards will see",
                "add what is lacking, or close it with a reason, which boards will see",
                restored=True,
                standing="is closed, and lacks " + " and ".join(lacking),
            )


def _one_request(snapshot: Snapshot, extension: Extension, _today: date) -> Iterator[Broken]:
    """At most one request for a new date of an action waits."""
    if extension.state != "pending" or extension.action is None:
        return
    for other in snapshot.extensions_of(extension.action):
        if other.state == "pending" and other.id != extension.id:
            whose = f" of {other.asked_by}" if other.asked_by else ""
            said = f"{other.ref}{whose} already asks for {show(other.new_due)} and waits for approval"
            yield Broken(said, "approve, refuse or withdraw it first", named=False)


def _ring(snapshot: Snapshot, evidence: Evidence, _today: date) -> Iterator[Broken]:
    """No evidence replaces itself in the end."""
    seen: set[RecordId] = set()
    older = evidence.replaces if evidence.replaces != evidence.id else None
    while older is not None and older not in seen:
        if older == evidence.id:
            said = "would be replaced by what it replaces itself"
            yield Broken(said, "the newer one replaces the older one, and not the other way round")
            return
        seen.add(older)
        found = snapshot.get(older)
        older = found.replaces if found is not None else None


def _link(_snapshot: Snapshot, evidence: Evidence, _today: date) -> Iterator[Broken]:
    """A link leads to a page, an e-mail address, or a place on a drive or share that is kept in words."""
    if evidence.url and link_kind(evidence.url) is LinkKind.WORDS:
        said = f"“{evidence.url}” is not a link"
        advice = "a link starts with https:// or mailto: ; a file on a drive is named with its drive or share"
        yield Broken(said, advice, restored=True, named=False)


def _namesake(snapshot: Snapshot, person: Person, _today: date) -> Iterator[Broken]:
    """A name stands once among the people of one agency and role."""
    other = namesake(snapshot, person)
    if other is not None:
        said = f"{other.name} is in the plan already, as {other.ref}"
        advice = f"use {other.ref}; two people of one name need agencies or roles that tell them apart"
        yield Broken(said, advice, named=False)


def _same_agency(snapshot: Snapshot, agency: Agency, _today: date) -> Iterator[Broken]:
    for other in snapshot.agencies:
        if other.id != agency.id and same_person(other.name, agency.name):
            said = f"{other.name} is in the plan already, as {other.ref}"
            yield Broken(said, f"use {other.ref}", named=False)


_OF_KIND: Mapping[Kind, tuple[Holds, ...]] = {
    Kind.ACTION: (_original, _waits, _closed),
    Kind.EXTENSION: (_one_request,),
    Kind.EVIDENCE: (_ring, _link),
    Kind.PERSON: (_namesake,),
    Kind.AGENCY: (_same_agency,),
}
