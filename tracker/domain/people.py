"""Names: how two spellings of one are known for the same, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.domain.records import Action, Agency, Evidence, Finding, Person, Recommendation
from tracker.domain.snapshot import Snapshot


def fold(name: str | None) -> str:
    """The name as it is compared: case and white space folded."""
    return " ".join((name or "").split()).casefold()


def tidy(name: str) -> str:
    """The name as it is kept: white space folded, case as written."""
    return " ".join(name.split())


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names are one, folded; nobody is the same as nobody else."""
    return bool(fold(one)) and fold(one) == fold(other)


def find_person(snapshot: Snapshot, name: str) -> Person | None:
    """The person of the register with this name or reference, or None. A namesake still active comes first."""
    found = [person for person in snapshot.people if fold(name) in (fold(person.name), fold(person.ref))]
    return min(found, key=lambda person: person.active_to is not None, default=None)


def find_agency(snapshot: Snapshot, name: str) -> Agency | None:
    """The agency with this name, former name or reference, or None."""
    wanted = fold(name)
    for agency in snapshot.agencies:
        if wanted in (fold(agency.name), fold(agency.ref)):
            return agency
    return next((a for a in snapshot.agencies if wanted in {fold(alias) for alias in a.aliases}), None)


def is_active(person: Person | None, today: date) -> bool:
    """Whether a person can answer for something today."""
    return person is not None and (person.active_to is None or person.active_to >= today)


def owned_by(snapshot: Snapshot, subject: Action | Recommendation | Finding, name: str) -> bool:
    """Whether someone of this name owns the record."""
    return same_person(snapshot.name_of(subject.owner), name)


def owners_of_evidence(snapshot: Snapshot, evidence: Evidence) -> tuple[str, ...]:
    """The names of those who own what the evidence serves."""
    return owner_names(snapshot, (snapshot.get(target) for target in evidence.targets))


def owner_names(snapshot: Snapshot, subjects: Iterable[Action | Recommendation | Finding | None]) -> tuple[str, ...]:
    """The names of the owners of these records, each once."""
    names = (snapshot.name_of(subject.owner) for subject in subjects if subject is not None)
    return tuple(dict.fromkeys(name for name in names if name))
