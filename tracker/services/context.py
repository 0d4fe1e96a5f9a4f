"""What every use case has in hand: the unit of work, who signs, the plan as it stands, and the registers."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tracker.domain.log.changes import Changes
from tracker.domain.people.likeness import names_like
from tracker.domain.people.people import bearers, called, find_agency, find_person, fold, names_of, same_person, tidy
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import PREFIXES
from tracker.domain.plan.records import Agency, Kind, Person, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import lines, one_line, says_something, with_article
from tracker.errors import NameAsked, UserError
from tracker.services.ports import Act, UnitOfWork

_REFERENCE = re.compile(r"[A-Z]\d+", re.ASCII)


@dataclass(frozen=True, slots=True)
class Done:
    """What a use case did: its changes, the references it made or touched, and what a person should look at."""

    changes: Changes
    refs: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    """Those of the warnings that no screen shows beside what they are about."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked for of one record: the fields they named and the reason they gave."""

    named: Collection[str] = ()
    reason: str = ""
    aside: bool = False
    """This is one row of a merge. Its reason is an update that came along: it tells why things are as they are, not
    why a rule was overruled."""

    who: str = ""
    """Who signed it in another copy of the plan, and is judged for it."""

    def why(self, demanded: bool) -> str:
        """The reason of a change of state; what came along aside is one only where a rule demands one."""
        return self.reason if demanded or not self.aside else ""


@dataclass
class Context:
    """One use case at work. `act` is signed with the register's spelling of the name."""

    uow: UnitOfWork
    act: Act
    snapshot: Snapshot
    """The plan as it stood when the unit of work began."""
    as_if: str = ""
    """Whose return this is: the rules judge, and records are signed, as if that person had typed it."""
    asked: dict[RecordId, Asked] = field(default_factory=dict)
    new_people: dict[str, RecordId] = field(default_factory=dict)
    new_agencies: dict[str, RecordId] = field(default_factory=dict)

    @property
    def who(self) -> str:
        """The name that is signed, and that the rules judge by."""
        return self.as_if or self.act.who

    def put(
        self, record: Any, named: Collection[str] = (), reason: str = "", *, aside: bool = False, who: str = ""
    ) -> None:
        """Replaces a record; the rest as in Asked."""
        self.asked[record.id] = Asked(named, reason, aside, who)
        self.uow.put(record)

    def add(
        self, record: Any, named: Collection[str] = (), reason: str = "", *, aside: bool = False, who: str = ""
    ) -> Any:
        """Adds a record; it comes back with its reference."""
        self.asked[record.id] = Asked(named, reason, aside, who)
        return self.uow.add(record)

    def find(self, ref: str, *kinds: Kind) -> Any:
        """The record with this reference, former reference or id, of one of the kinds (any, where none is named).

        Raises UserError where there is none, or where it is of another kind.
        """
        record = self.snapshot.by_ref(ref) or self.snapshot.get(RecordId(ref))
        if record is None:
            raise unknown(self.snapshot, f"there is no {tidy(ref) or 'empty reference'} in this plan", kinds)
        if kinds and kind_of(record) not in kinds:
            wanted = " or ".join(kinds)
            raise unknown(self.snapshot, f"{record.ref} is not {with_article(wanted)}", kinds)
        return record

    def person(self, name: str) -> RecordId:
        """The id of the person of this name or reference; a new name is added to the register."""
        known = find_person(self.snapshot, name)
        if known is not None:
            refuse_ambiguous(self.snapshot, name, self.act.today)
        return known.id if known is not None else self._newcomer(name, Person, self.new_people)

    def meant(self, name: str, kind: Kind) -> str:
        """The name that is meant by one that was typed. Raises NameAsked where it is new, and like a known one."""
        if self.act.names is None or fold(name) in self.act.names:
            return (self.act.names or {}).get(fold(name), name)
        find: Callable[[Snapshot, str], Person | Agency | None] = find_person if kind is Kind.PERSON else find_agency
        like = names_like(name, names_of(self.snapshot)[kind]) if find(self.snapshot, name) is None else ()
        if like:
            raise NameAsked(tidy(name), like, "people" if kind is Kind.PERSON else "agencies")
        return name

    def agency(self, name: str) -> RecordId:
        """The id of the agency of this name, former name or reference; a new name is added to the register."""
        known = find_agency(self.snapshot, name)
        return known.id if known is not None else self._newcomer(name, Agency, self.new_agencies)

    def _newcomer(self, name: str, kind: type[Person | Agency], register: dict[str, RecordId]) -> RecordId:
        if fold(name) not in register:
            blank = kind(id=self.uow.new_id(), name=tidy(name))
            refuse_unnamed(name, "a person" if kind is Person else "an agency")
            self._refuse_reference(name, kind_of(blank))
            register[fold(name)] = self.uow.add(blank).id
        return register[fold(name)]

    def _refuse_reference(self, name: str, kind: Kind) -> None:
        other = self.snapshot.by_ref(tidy(name).upper())
        if other is not None and kind_of(other) is not kind:
            raise UserError(f"{other.ref} is no {kind} but a {kind_of(other)}", f"name the {kind}")
        if _REFERENCE.fullmatch(tidy(name).upper()) and tidy(name).upper().startswith(PREFIXES[kind]):
            raise unknown(self.snapshot, f"there is no {tidy(name).upper()} in this plan", (kind,))

    def next_position(self, kind: Kind) -> int:
        """The place after the last record of a kind."""
        return 1 + max((record.position for record in self.snapshot.of(kind)), default=0)


def context_of(uow: UnitOfWork, act: Act) -> Context:
    """A context over the plan as it stands, with the actor's name in the register's spelling."""
    snapshot = uow.snapshot()
    return Context(uow, signed(snapshot, act), snapshot)


def signed(snapshot: Snapshot, act: Act) -> Act:
    """The act under the name the people register has for the actor; a name that is not there stays as given."""
    if not fold(one_line(act.who)):
        hint = "say who you are, with --as NAME or in the settings"
        raise UserError("nobody is named as acting", hint, window="say who you are in the settings")
    known = find_person(snapshot, act.who)
    if known is None or not known.name:
        return replace(act, who=one_line(act.who))
    return replace(act, who=known.name if same_person(known.name, act.who) else called(snapshot, known))


def refuse_ambiguous(snapshot: Snapshot, name: str, today: date) -> None:
    """Raises UserError where a name may mean several people who are still there."""
    several = bearers(snapshot, name, today)
    if several:
        raise UserError(f"“{tidy(name)}” may be {' or '.join(several)}", "write the name so, or the reference")


def registered(snapshot: Snapshot, name: str) -> Person:
    """The person of this name or reference. Raises UserError where the register has none."""
    known = find_person(snapshot, name)
    if known is None:
        said = f"“{tidy(name)}” is not in the people register"
        raise UserError(said, "`tracker list PLAN people` shows who is", window="People shows who is")
    return known


def refuse_unnamed(name: str, whose: str) -> None:
    """Raises UserError where a name holds no letter and no digit: a dash, or what cannot be seen, names nobody."""
    if not says_something(name):
        raise UserError(f"the name of {whose} needs at least one letter or digit", "type the name")


def tidy_reason(why: str | None) -> str:
    """A reason as it is kept: white space at its ends and what cannot be shown left out; "" for none."""
    return lines(why or "")


def needed(text: str | None, what: str) -> str:
    """The text without white space at its ends. Raises UserError where it holds no letter and no digit."""
    if not says_something(text):
        raise UserError(f"{what} is needed", "write a sentence that a board could read")
    return tidy_reason(text)


def unknown(snapshot: Snapshot, said: str, kinds: Sequence[Kind] = ()) -> UserError:
    """A refusal of a reference, with what could have been meant as its hint."""
    refs = [record.ref for kind in kinds for record in snapshot.of(kind)]
    if not refs:
        redo = "it may have been taken back by an undo: redo brings it back"
        return UserError(said, "`tracker list` shows the references there are", window=redo)
    shown = refs if len(refs) <= 12 else [*refs[:5], "…", refs[-1]]
    return UserError(said, "there are " + ", ".join(shown))
