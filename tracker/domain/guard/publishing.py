"""What of a plan may be published: which fields, whose names, and which numbers are too small to be told.

Words are left out unless they are named here, and listed to whoever makes the paper: notes, files, addresses, names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from tracker.domain.guard.published_words import UNNAMED, Wording, forms_of, is_small, parts_of
from tracker.domain.people.people import fold
from tracker.domain.people.roles import is_role, is_role_name
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Evidence, Kind, Measure, Person, Point, Record, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import begun, how_many, listed

LEAST: Final = 5
"""Numbers of people under this are not told, unless whoever makes the paper says otherwise."""
MOST_REFS = 8
NOTE, NAME, WORDS, SMALL = "note", "name", "name or small number in its words", "small number"
RESTRICTED: Final = "restricted evidence"
"""What is left out."""
_SUBJECT = "printed paragraph theme themes national_framework"
SHOWN: Final[dict[Kind, str]] = {
    Kind.PLAN: "title area closure_days check_months",
    Kind.INSPECTION: "title document_type family inspectorate framework area principal_authority outcome",
    Kind.RECOMMENDATION: f"text responsible_body timescale {_SUBJECT}",
    Kind.FINDING: f"text section {_SUBJECT}",
    Kind.ACTION: "title",
    Kind.MILESTONE: "title",
    Kind.EVIDENCE: "kind",
    Kind.MEASURE: "name unit",
    Kind.MEETING: "name board item",
    Kind.PAPER: "kind options",
    Kind.PERSON: "role",
    Kind.AGENCY: "name aliases",
}
"""Words that a public paper may show. Names of people in them are replaced, and small numbers too."""
IN_NO_PAPER: Final[dict[Kind, str]] = {
    Kind.PLAN: "kept_choices",
    **dict.fromkeys((Kind.INSPECTION, Kind.EVIDENCE, Kind.PAPER), "sha256"),
}
"""Words that the program keeps for itself."""
NAMES: Final[dict[Kind, str]] = {
    Kind.PLAN: "agreed_by",
    Kind.INSPECTION: "lead_inspector",
    Kind.UPDATE: "author",
    Kind.EXTENSION: "asked_by decided_by",
    Kind.EVIDENCE: "added_by reviewed_by",
    Kind.VERIFICATION: "checked_by",
    Kind.CHALLENGE: "asked_by answered_by content_by",
    Kind.PAPER: "issued_by",
    Kind.ROUND: "asked_by",
    Kind.PERSON: "name",
}  # fmt: skip
"""Names of people: left out, with the role in their place where there is one."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """One thing that a public paper leaves out: whose field it is, and what: a note, a name or a small number.

    Restricted evidence is one thing, whatever is said of it.
    """

    ref: str
    kind: Kind
    field: str
    label: str
    what: str


def published_name(snapshot: Snapshot, person: Person) -> str:
    """What a public paper calls a person: a role or team by its name, anybody else by role or organisation."""
    if is_role(person):
        return person.name
    return str(person.role or snapshot.name_of(person.agency) or UNNAMED)


def may_be_published(record: Record) -> bool:
    """Whether a public paper may say that this record is there at all: not of restricted evidence."""
    return not (isinstance(record, Evidence) and record.restricted == "yes")


def wording(snapshots: Sequence[Snapshot], least: int = LEAST) -> Wording:
    """What a public paper makes of words: the names that these states of a plan know are replaced.

    A first or last name alone is too, where it is no ordinary word and no place of this plan.
    """
    names: dict[str, str] = {}
    exempt = {text for snapshot in snapshots for text in _inspectors_words(snapshot)}
    for snapshot in snapshots:
        roles = {fold(name) for name in _roles(snapshot)}
        for record in _records(snapshot):
            for name in _names_in(snapshot, record):
                if fold(name) not in roles and not is_role_name(name):
                    names.setdefault(name, UNNAMED)
        for person in snapshot.people:
            if not is_role(person):
                names[person.name] = published_name(snapshot, person)
    forms = {form: said for name, said in names.items() for form in forms_of(name)}
    ordinary = {word for snapshot in snapshots for word in _ordinary(snapshot)} if names else set()
    for name, said in names.items():
        for part in parts_of(name, ordinary):
            forms[part] = said if forms.get(part, said) == said else UNNAMED
    return Wording(forms, least, frozenset(exempt))


def _inspectors_words(snapshot: Snapshot) -> Iterator[str]:
    yield from (one.text for one in snapshot.recommendations if one.inspection is not None)
    yield from (one.text for one in snapshot.findings if one.inspection is not None)


def _ordinary(snapshot: Snapshot) -> Iterator[str]:
    """The words of a plan, in small letters, that are no names: typed small, printed in the report, or of a place."""
    for text in _inspectors_words(snapshot):
        yield from _LETTERS.findall(text.casefold())
    for record in _records(snapshot):
        kind = kind_of(record)
        whole = kind in (Kind.AGENCY, Kind.INSPECTION)
        for name in SHOWN.get(kind, "").split():
            for word in _LETTERS.findall("\n".join(_texts(getattr(record, name)))):
                if whole or word.islower():
                    yield word.casefold()
    yield from _LETTERS.findall(f"{snapshot.plan.area or ''} {' '.join(_roles(snapshot))}".casefold())


_LETTERS = re.compile(r"[^\W\d_]{3,}(?:[-'’][^\W\d_]+)*")


def _roles(snapshot: Snapshot) -> Iterator[str]:
    """What is not a name of a person although a signature may say it: roles, teams and organisations."""
    for person in snapshot.people:
        yield from (person.role or "", person.name if is_role(person) else "")
    for agency in snapshot.agencies:
        yield from (agency.name, *agency.aliases)


def _names_in(snapshot: Snapshot, record: Record) -> Iterator[str]:
    kind = kind_of(record)
    if kind is not Kind.PERSON:
        for name in NAMES.get(kind, "").split():
            yield getattr(record, name) or ""
    for addressee in getattr(record, "addressees", ()):
        yield addressee.name


def left_out(snapshot: Snapshot, least: int = LEAST) -> tuple[LeftOut, ...]:
    """Everything of a plan that a public paper leaves out, in the order of the plan."""
    worded = wording((snapshot,), least)
    return tuple(one for record in _records(snapshot) for one in _of_record(snapshot, record, worded, least))


def _of_record(snapshot: Snapshot, record: Record, worded: Wording, least: int) -> Iterator[LeftOut]:
    kind = kind_of(record)
    fields = specs(kind)

    def told(name: str, what: str) -> LeftOut:
        return LeftOut(record.ref or kind.value, kind, fields[name].external, fields[name].label, what)

    if not may_be_published(record):
        yield told("restricted", RESTRICTED)
        return
    for name in notes_of(kind):
        if getattr(record, name):
            yield told(name, NOTE)
    for name in NAMES.get(kind, "").split():
        if getattr(record, name) and not (isinstance(record, Person) and is_role(record)):
            yield told(name, NAME)
    for name in SHOWN.get(kind, "").split():
        if any(worded(text) != text for text in _texts(getattr(record, name))):
            yield told(name, WORDS)
    for name in ("baseline", "value"):
        if name in fields and _is_small(snapshot, record, getattr(record, name), least):
            yield told(name, SMALL)


_WORDS = (FieldType.TEXT, FieldType.NOTE, FieldType.WORDS)


def notes_of(kind: Kind) -> tuple[str, ...]:
    """The fields of a kind that a public paper leaves out as notes: all words of which nothing else is said."""
    said = {name for table in (SHOWN, NAMES, IN_NO_PAPER) for name in table.get(kind, "").split()}
    return tuple(name for name, spec in specs(kind).items() if spec.type in _WORDS and name not in said)


def _texts(value: Any) -> tuple[str, ...]:
    return value if isinstance(value, tuple) else (value or "",)


def _is_small(snapshot: Snapshot, record: Record, value: Any, least: int) -> bool:
    measure = record if isinstance(record, Measure) else None
    if isinstance(record, Point):
        measure = snapshot.get(record.measure)
    return measure is not None and is_small(measure.name, measure.unit, value, least)


def _records(snapshot: Snapshot) -> Iterator[Record]:
    yield snapshot.plan
    for kind in KINDS:
        if kind is not Kind.PLAN:
            yield from snapshot.of(kind)


def summed(left: Sequence[LeftOut]) -> str:
    """What was left out, in one sentence; "" where nothing was."""
    counts = [(sum(one.what == what for one in left), noun) for what, noun in _NOUNS.items()]
    said = listed([how_many(count, noun) for count, noun in counts if count])
    return f"the public version leaves out {said}" if said else ""


_NOUNS = {
    RESTRICTED: "restricted piece of evidence",
    NOTE: "note",
    NAME: "name",
    WORDS: "reworded field",
    SMALL: "small number",
}


def told(left: Sequence[LeftOut]) -> tuple[str, ...]:
    """What was left out, a line for each field, for whoever makes the paper."""
    groups: dict[tuple[Kind, str, str], list[str]] = {}
    for one in left:
        groups.setdefault((one.kind, one.label, one.what), []).append(one.ref)
    return tuple(_line(kind, label, what, refs) for (kind, label, what), refs in groups.items())


def _line(kind: Kind, label: str, what: str, refs: Sequence[str]) -> str:
    shown = ", ".join(refs[:MOST_REFS]) + (f" and {len(refs) - MOST_REFS} more" if len(refs) > MOST_REFS else "")
    said = "" if what in (NOTE, NAME, RESTRICTED) else f", {what}"
    return f"{begun(KINDS[kind].one)}: {label.lower()}{said} ({shown})"
