"""What a returned workbook would do to the plan, before anyone has said yes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.cells import SEPARATOR, CellValue, cell_value
from tracker.domain.workbook.returned import Problem, ProblemKind, Returned


class NewName(str):
    """The name of a person or agency that the plan does not know yet, in the place of its id."""

    __slots__ = ()


@dataclass(frozen=True, slots=True)
class Place:
    """One field of one record: `name` is the field's own, `external` the one that commands and JSON use."""

    kind: Kind
    record: RecordId
    ref: str
    name: str
    external: str
    label: str

    @property
    def key(self) -> tuple[str, str]:
        """How decisions name it: reference and external field name."""
        return (self.ref, self.external)


@dataclass(frozen=True, slots=True)
class Edited:
    """A field that takes the workbook's value. `reason` is set where an agreed date asks for an extension instead."""

    place: Place
    was: CellValue
    now: CellValue
    value: Any
    cell: str
    reason: str | None = None

    @property
    def is_extension(self) -> bool:
        """Whether this asks for a new deadline rather than setting one."""
        return self.reason is not None


@dataclass(frozen=True, slots=True)
class Disputed:
    """A field that both sides changed: a person decides. `value` is the workbook's, as the plan would keep it."""

    place: Place
    base: CellValue
    ours: CellValue
    theirs: CellValue
    value: Any
    cell: str
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Added:
    """A record that the workbook brings. `fields` are values by external name; `update` is said on a new action."""

    kind: Kind
    title: str
    cell: str
    fields: Mapping[str, Any]
    update: str | None = None
    target: str | None = None
    """The reference of what a new update is about."""
    cells: Mapping[str, str] = field(default_factory=dict)
    """Where each value stands, by external name; a value without a place of its own stands in `cell`."""


@dataclass(frozen=True, slots=True)
class MergeProposal:
    """What would change, what a person must decide, and what could not be taken, each with its cell.

    `at` is the change the plan stood at when this was worked out, `base` the one the workbook went out at.
    """

    returned: Returned
    at: int
    applied: tuple[Edited, ...] = ()
    conflicts: tuple[Disputed, ...] = ()
    added: tuple[Added, ...] = ()
    missing: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()
    unchanged: int = 0
    answers: Mapping[str, str] = field(default_factory=dict)
    """What a person answered to its questions, by cell."""

    @property
    def questions(self) -> tuple[Problem, ...]:
        """What a person must still decide before anything is written, beside the conflicts."""
        return tuple(problem for problem in self.problems if problem.kind is ProblemKind.QUESTION)

    @property
    def base(self) -> int:
        """The change the workbook was exported at."""
        return self.returned.base_number

    @property
    def nothing(self) -> bool:
        """Whether the workbook brings nothing that the plan does not have."""
        return not (self.applied or self.conflicts or self.added)


@dataclass
class Draft:
    """The parts of a proposal as they are found."""

    applied: list[Edited] = field(default_factory=list)
    conflicts: list[Disputed] = field(default_factory=list)
    added: list[Added] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    unchanged: int = 0

    def say(self, cell: str, message: str, kind: ProblemKind = ProblemKind.REFUSED) -> None:
        """Tells a person what of a cell could not be taken, or another kind of thing to know."""
        self.problems.append(Problem(cell, message, kind))

    def note(self, cell: str, message: str) -> None:
        """Tells a person something worth knowing."""
        self.say(cell, message, ProblemKind.NOTE)

    def ask(self, cell: str, message: str) -> None:
        """Puts a question, which holds the file up until it is answered."""
        self.say(cell, message, ProblemKind.QUESTION)


def wished(snapshot: Snapshot, spec: Spec, value: Any) -> CellValue:
    """How a value that may hold new names is shown in a cell."""
    if isinstance(value, NewName):
        return str(value)
    if spec.type is FieldType.LINKS:
        new = [str(item) for item in value if isinstance(item, NewName)]
        known = cell_value(snapshot, spec, tuple(item for item in value if not isinstance(item, NewName)))
        return SEPARATOR.join([str(known), *new] if known else new) or None
    return cell_value(snapshot, spec, value)


def as_json(
    proposal: MergeProposal, *, written: bool, decisions: Mapping[tuple[str, str], Any] | None = None
) -> dict[str, Any]:
    """The proposal in the shape of `merge --json`; conflicts that were decided for the workbook are applied too."""
    made = decisions or {}
    taken = [
        Edited(one.place, one.ours, one.theirs, one.value, one.cell, one.reason)
        for one in proposal.conflicts
        if made.get(one.place.key) == "theirs"
    ]
    return {
        "file": proposal.returned.file,
        "written": written,
        "base": proposal.base,
        "applied": [_edited(one) for one in (*proposal.applied, *taken)],
        "conflicts": [_disputed(one) for one in proposal.conflicts],
        "added": [_added(one) for one in proposal.added],
        "missing": list(proposal.missing),
        "problems": [{"kind": one.kind.value, "cell": one.cell, "message": one.message} for one in proposal.problems],
        "unchanged": proposal.unchanged,
    }


def _edited(one: Edited) -> dict[str, Any]:
    found = {"ref": one.place.ref, "field": one.place.external, "was": _plain(one.was), "now": _plain(one.now)}
    if one.is_extension:
        found |= {"as": "extension", "reason": one.reason}
    return {**found, "cell": one.cell}


def _disputed(one: Disputed) -> dict[str, Any]:
    return {
        "ref": one.place.ref,
        "field": one.place.external,
        "base": _plain(one.base),
        "ours": _plain(one.ours),
        "theirs": _plain(one.theirs),
        "cell": one.cell,
    }


def _added(one: Added) -> dict[str, Any]:
    return {"kind": one.kind.value, "title": one.title, "for": one.target, "cell": one.cell}


def _plain(value: CellValue) -> CellValue:
    return value.isoformat() if isinstance(value, date) else value
