"""Names: how two spellings of one are known for the same, and whose they are."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache

from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open
from tracker.domain.people.agencies import present_agency
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Agency, Evidence, Extension, Finding, Kind, Person, Recommendation
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import as_compared


@lru_cache(maxsize=8192)
def fold(name: str | None) -> str:
    """The name as it is compared: case and white space folded, composed, without characters that nobody sees."""
    return as_compared(name or "")


def tidy(name: str) -> str:
    """The name as it is kept: white space folded, case as written."""
    return " ".join(name.split())


def same_person(one: str | None, other: str | None) -> bool:
    """Whether two names are one, folded; nobody is the same as nobody else."""
    return bool(fold(one)) and fold(one) == fold(other)


def same_hands(snapshot: Snapshot, one: str | None, other: str | None) -> bool:
    """Whether two names act with the same hands, so that neither may check or decide what the other did.

    They do where they are one name, where one is a role or team and the other holds it or belongs to it, and where
    somebody stands behind both.
    """
    return same_person(one, other) or not hands(snapshot, one).isdisjoint(hands(snapshot, other))


def hands(snapshot: Snapshot, name: str | None) -> frozenset[str]:
    """The names, folded, that act under a name: its own, and in the end those who hold the role or make the team.

    Under an agency's name act all of its people. A name that several people bear may be any of them.
    """
    wanted = fold(name)
    if not wanted:
        return frozenset()
    agencies = {agency.id for agency in snapshot.agencies if fold(agency.name) == wanted}
    found: dict[RecordId, Person] = {}
    ahead = [*_meant(snapshot, wanted), *(one for one in snapshot.people if agencies and one.agency in agencies)]
    while ahead:
        person = ahead.pop()
        if person.id not in found:
            found[person.id] = person
            ahead += [held for held in map(snapshot.get, person.held_by) if held is not None]
    return frozenset(
        {*({wanted} if agencies or not found else ()), *(fold(called(snapshot, p)) for p in found.values())}
    )


def _meant(snapshot: Snapshot, wanted: str) -> list[Person]:
    """The people whom a folded name, reference, or name with what tells its bearers apart may mean."""
    found = list(snapshot.people_called(wanted))
    if found or not wanted.endswith(")"):
        return found
    begun = (one for one in snapshot.people if fold(one.name) and wanted.startswith(fold(one.name)))
    return [one for one in begun if fold(called(snapshot, one)) == wanted]


def called(snapshot: Snapshot, person: Person | None) -> str:
    """The name of a person; with the agency, role or reference in brackets where another bears the same name."""
    if person is None:
        return ""
    others = _namesakes(snapshot, person)
    if not others:
        return person.name
    apart = snapshot.name_of(person.agency) if all(_apart(one.agency, person.agency) for one in others) else ""
    if not apart and all(_apart(fold(one.role), fold(person.role)) for one in others):
        apart = person.role or ""
    return f"{person.name} ({apart or person.ref})"


def _apart(one: str | None, other: str | None) -> bool:
    return bool(one) and bool(other) and one != other


def namesake(snapshot: Snapshot, person: Person) -> Person | None:
    """Somebody of the same name whom neither agency nor role tells from this person, or None."""
    for one in _namesakes(snapshot, person):
        if not _apart(one.agency, person.agency) and not _apart(fold(one.role), fold(person.role)):
            return one
    return None


def _namesakes(snapshot: Snapshot, person: Person) -> list[Person]:
    """The others of the same name."""
    same = snapshot.people_called(fold(person.name))
    return [one for one in same if one.id != person.id and same_person(one.name, person.name)]


def bearers(snapshot: Snapshot, name: str, today: date) -> tuple[str, ...]:
    """The active people whom a name may mean, each as `called`, where these are more than one; else ()."""
    found = [person for person in _meant(snapshot, fold(name)) if is_active(person, today)]
    return tuple(called(snapshot, person) for person in found) if len(found) > 1 else ()


def posts_of(snapshot: Snapshot, name: str) -> tuple[Person, ...]:
    """The people of a name or reference, and the roles and teams that they hold or belong to, in the end."""
    found = {person.id for person in _meant(snapshot, fold(name))} if fold(name) else set()
    more = found
    while more:
        more = {one.id for one in snapshot.people if one.id not in found and not more.isdisjoint(one.held_by)}
        found = found | more
    return tuple(person for person in snapshot.people if person.id in found)


def find_person(snapshot: Snapshot, name: str) -> Person | None:
    """The person of the register with this name or reference, or None. A namesake still active comes first.

    Namesakes are found by what tells them apart too: "Sam Jones (Police)".
    """
    return min(_meant(snapshot, fold(name)), key=lambda person: person.active_to is not None, default=None)


def find_agency(snapshot: Snapshot, name: str) -> Agency | None:
    """The agency with this name, former name or reference, or None. One that has not ended comes first.

    A name that such agencies used to have ("Sampleton CCG") means the one agency of the plan that took their place,
    unless it is a person's ("YOT Manager").
    """
    wanted = fold(name)
    by_ref = next((agency for agency in snapshot.agencies if fold(agency.ref) == wanted), None)
    named = [agency for agency in snapshot.agencies if fold(agency.name) == wanted]
    called = [agency for agency in snapshot.agencies if wanted in map(fold, agency.aliases)]
    found = min((*named, *called), key=lambda agency: agency.active_to is not None, default=None)
    if by_ref or found or find_person(snapshot, name):
        return by_ref or found
    return present_agency(snapshot.agencies, name)


def names_of(snapshot: Snapshot) -> dict[Kind, list[str]]:
    """The names in each register; of agencies the former ones too."""
    agencies = [name for agency in snapshot.agencies for name in (agency.name, *agency.aliases)]
    return {Kind.PERSON: [person.name for person in snapshot.people], Kind.AGENCY: agencies}


def is_active(person: Person | Agency | None, today: date) -> bool:
    """Whether a person (or an agency) can answer for something today."""
    return person is not None and (person.active_to is None or person.active_to >= today)


def has_active_person(snapshot: Snapshot, person_id: RecordId | None, today: date) -> bool:
    """Whether somebody can answer for something today: the person, or one of those who hold the role or make the team.

    A role or team of which no holder is named answers by itself until its own last day.
    """
    return any(is_active(one, today) for one in _behind(snapshot, person_id, today, frozenset()))


def _behind(
    snapshot: Snapshot, person_id: RecordId | None, today: date, above: frozenset[RecordId]
) -> tuple[Person, ...]:
    """Those who answer in the end where a person, role or team is named: the last one of each chain."""
    person = snapshot.get(person_id)
    if person is None or person.id in above:
        return ()
    holders = person.held_by if person.sort in ("role", "team") and is_active(person, today) else ()
    if not holders:
        return (person,)
    return tuple(one for held in holders for one in _behind(snapshot, held, today, above | {person.id}))


def left_words(snapshot: Snapshot, person_id: RecordId | None, today: date) -> str:
    """Since when nobody stands behind a name ("left 3 Mar 2026", "nobody holds it since 3 Mar 2026"); "" else."""
    person = snapshot.get(person_id)
    if person is None or has_active_person(snapshot, person_id, today):
        return ""
    if not is_active(person, today):
        return f"{'left' if person.sort in (None, 'person') else 'ended'} {show(person.active_to)}"
    days = [one.active_to for one in _behind(snapshot, person_id, today, frozenset()) if one.active_to is not None]
    return f"nobody holds it since {show(max(days))}" if days else "nobody holds it"


def owner_has_left(snapshot: Snapshot, action: Action, today: date) -> bool:
    """Whether an open action names an owner behind whom nobody active stands."""
    return is_open(action) and bool(left_words(snapshot, action.owner, today))


def owners_of_evidence(snapshot: Snapshot, evidence: Evidence) -> tuple[str, ...]:
    """The names of those who own what the evidence serves."""
    return owner_names(snapshot, (snapshot.get(target) for target in evidence.targets))


def owner_names(snapshot: Snapshot, subjects: Iterable[Action | Recommendation | Finding | None]) -> tuple[str, ...]:
    """The names of the owners of these records, each once."""
    names = (called(snapshot, snapshot.get(subject.owner)) for subject in subjects if subject is not None)
    return tuple(dict.fromkeys(name for name in names if name))


def who_may_decide(snapshot: Snapshot, extension: Extension, today: date) -> tuple[str, ...]:
    """The active people who neither asked for a new date nor own its action, nor act with such hands."""
    return next(who_may_decide_each(snapshot, (extension,), today))


def who_may_decide_each(snapshot: Snapshot, extensions: Iterable[Extension], today: date) -> Iterator[tuple[str, ...]]:
    """The same of each new date in turn; the hands behind a name are looked for once."""
    active = [called(snapshot, person) for person in snapshot.people if is_active(person, today)]
    known = {name: hands(snapshot, name) for name in active}
    for extension in extensions:
        kept_out = (extension.asked_by, *owner_names(snapshot, (snapshot.get(extension.action),)))
        for name in kept_out:
            if name and name not in known:
                known[name] = hands(snapshot, name)
        out = frozenset().union(*(known[name] for name in kept_out if name))
        yield tuple(name for name in active if known[name].isdisjoint(out))
