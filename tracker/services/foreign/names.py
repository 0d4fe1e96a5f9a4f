"""Whom the names in somebody's plan mean: those of the registers, new ones, and those that must be asked about."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tracker.domain.foreign.cells import LEAVE
from tracker.domain.foreign.parts import Named
from tracker.domain.people.likeness import names_like
from tracker.domain.people.people import find_agency, find_person, fold, names_of, tidy
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Agency, Kind, Person
from tracker.domain.text.words import as_compared, one_line
from tracker.errors import UserError
from tracker.services.context import Context, refuse_ambiguous

NEW = frozenset({"new", "take", "yes"})
Ask = Callable[[str, str, tuple[str, ...]], None]
"""Puts a question: what stands there, why it is asked, and the likely answers."""


@dataclass
class Names:
    """The registers as they stand, and what is added while a plan is brought in.

    A new name is held against those that the registers knew before: two new ones of a file that are alike are two.
    """

    context: Context
    answers: Mapping[str, str]
    """What a person answered for a name, by kind and name, folded: "person jon smith"."""
    made: dict[Kind, list[str]] = field(default_factory=lambda: {Kind.PERSON: [], Kind.AGENCY: []})
    _found: dict[tuple[Kind, str], RecordId] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self._known = names_of(self.context.snapshot)

    def person(self, named: Named, ask: Ask) -> RecordId | None:
        """The id of a person; None where it is asked who is meant."""
        return self._id(Kind.PERSON, named, ask)

    def agency(self, name: str, ask: Ask) -> RecordId | None:
        """The id of an agency; None where it is asked which is meant."""
        return self._id(Kind.AGENCY, Named(name), ask)

    def _id(self, kind: Kind, named: Named, ask: Ask) -> RecordId | None:
        name = tidy(one_line(named.name))
        if not fold(name):
            return None
        answer = self.answers.get(key_of(kind, name))
        if answer is not None and as_compared(answer) in LEAVE:
            return None
        if answer is not None and as_compared(answer) not in NEW:
            name = tidy(answer)
        try:
            found = self._register(kind, name)
        except UserError as fault:
            ask(name, f"{fault.message}: who is meant?", ())
            return None
        if found is not None:
            return found
        like = names_like(name, self._known[kind]) if answer is None else ()
        if like:
            ask(name, f"“{name}” is not in the plan: is it {' or '.join(like)}?", (*like, "new"))
            return None
        return self._make(kind, name, named, ask)

    def _register(self, kind: Kind, name: str) -> RecordId | None:
        now = self.context.snapshot
        made = self._found.get((kind, fold(name)))
        if made is not None:
            return made
        if kind is Kind.AGENCY:
            agency = find_agency(now, name)
            return agency.id if agency else None
        person = find_person(now, name)
        if person is not None:
            refuse_ambiguous(now, name, self.context.act.today)
        return person.id if person else None

    def _make(self, kind: Kind, name: str, named: Named, ask: Ask) -> RecordId | None:
        uow = self.context.uow
        if self.context.snapshot.by_ref(name.upper()) is not None:
            ask(name, f"{name} is a reference of the plan, not a name: who is meant?", ())
            return None
        if kind is Kind.AGENCY:
            made = self.context.add(Agency(id=uow.new_id(), name=name))
        else:
            agency = self.agency(named.agency, _quietly) if named.agency else None
            made = self.context.add(
                Person(id=uow.new_id(), name=name, role=one_line(named.role) or None, agency=agency)
            )
        self._found[kind, fold(name)] = made.id
        self.made[kind].append(name)
        return RecordId(made.id)


def key_of(kind: Kind, name: str) -> str:
    """How an answer about a name is kept, so that it serves each cell in which the name stands."""
    return f"{kind} {fold(name)}"


def _quietly(_text: str, _why: str, _answers: tuple[str, ...]) -> None:
    """What stands in brackets behind a name is not asked about."""
