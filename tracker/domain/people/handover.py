"""What a leaver hands over: everything still to do goes to the successor, what is finished keeps its name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from tracker.domain.dates.deadlines import is_open
from tracker.domain.meetings.rounds import is_round_open
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Action, Kind, Measure, Person, Record, Round, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import listed

OWNED = (Kind.ACTION, Kind.RECOMMENDATION, Kind.FINDING, Kind.MEASURE)
NOUNS = {
    **{kind: (KINDS[kind].one, KINDS[kind].many) for kind in OWNED},
    Kind.ACTION: ("open action", "open actions"),
    Kind.PERSON: ("role or team", "roles or teams"),
    Kind.ROUND: (KINDS[Kind.ROUND].one, KINDS[Kind.ROUND].many),
}
"""What goes, by kind, as one and as several."""
NAMED_AT_MOST = 8
"""So many references are named of what went."""


@dataclass(frozen=True, slots=True)
class HandOver:
    """What goes with a leaver and what stays: `going` in the order of kinds, `staying` finished or dropped."""

    leaver: Person
    going: tuple[Any, ...]
    staying: tuple[Any, ...]

    def words(self, to: str, *, gone: bool = False) -> str:
        """What will happen, or (`gone`) what happened and to which, in a sentence or two that names the successor."""
        counted = {kind: sum(kind_of(one) is kind for one in self.going) for kind in NOUNS}
        parts = [f"{many} {NOUNS[kind][many != 1]}" for kind, many in counted.items() if many]
        goes = "went" if gone else "goes" if len(self.going) == 1 else "go"
        said = f"{listed(parts, len(NOUNS))} {goes} to {to or 'whoever takes over'}{self._named() if gone else ''}"
        if not parts:
            said = f"{self.leaver.name} has nothing that is still to do"
        stay = len(self.staying)
        if not stay:
            return f"{said}."
        one = "one keeps" if stay == 1 else "ones keep"
        return f"{said}; {stay} finished {one} {self.leaver.name}."

    def _named(self) -> str:
        more = "…" if len(self.going) > NAMED_AT_MOST else ""
        return f" ({', '.join(record.ref for record in self.going[:NAMED_AT_MOST])}{more})"


def preview(snapshot: Snapshot, leaver: Person) -> HandOver:
    """What will go and what will stay when this person, role or team hands over."""
    owned = [one for kind in OWNED for one in snapshot.of(kind) if leaver.id in _names(one)]
    going = tuple(one for one in owned if _to_do(one))
    seats = tuple(one for one in snapshot.people if leaver.id in one.held_by)
    rounds: Iterable[Round] = snapshot.of(Kind.ROUND)
    asked = tuple(one for one in rounds if is_round_open(one) and leaver.id in one.people)
    staying = tuple(one for one in owned if not _to_do(one))
    return HandOver(leaver, (*going, *seats, *asked), staying)


def _names(record: Any) -> tuple[RecordId | None, ...]:
    return (record.owner, getattr(record, "accountable", None))


def _to_do(record: Record) -> bool:
    if isinstance(record, Action):
        return is_open(record)
    return isinstance(record, Measure) or getattr(record, "delivery", None) is None


def handed(record: Any, leaver: RecordId, successor: RecordId) -> Any:
    """The fields of a record that change when one person takes another's place in it, by name."""
    fields: dict[str, Any] = {}
    for name in ("owner", "accountable"):
        if getattr(record, name, None) == leaver:
            fields[name] = successor
    for name in ("held_by", "people"):
        named = getattr(record, name, ())
        if leaver in named:
            others = {one for one in named if one != leaver}
            fields[name] = tuple(sorted(others | ({successor} - {record.id})))
    return fields
