"""Returned cells as the values they ask for, without writing anything: new names stay names until they are accepted."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.domain.dates.dates import show
from tracker.domain.people.people import find_agency, find_person, fold, tidy
from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import RECORD_TYPES, Kind, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.cells import CellValue, as_text, by_name, is_blank, said_items
from tracker.domain.workbook.meanings import reference_meant, state_meant
from tracker.errors import UserError
from tracker.services.context import Context, refuse_unnamed
from tracker.services.records.typed import one_line, typed
from tracker.services.workbook.proposal import Draft, NewName

_REFERENCE = re.compile(r"[PG]\d+", re.IGNORECASE | re.ASCII)
_NAME_GONE = (
    "This name stands where a name was erased for good after this workbook went out: it is not taken into the register "
    "again. Add it in the plan if it is to stand there"
)
EARLIEST, LATEST = 1990, 2100
"""Years outside these are taken for slips of the finger."""


@dataclass(frozen=True, slots=True)
class View:
    """The plan as it was when the workbook went out, and as it stands; the draft takes what is found.

    `as_at` is the reporting day of the workbook, by which its worked-out columns were filled.
    """

    context: Context
    base: Snapshot
    as_at: date
    draft: Draft
    erased: frozenset[tuple[RecordId, str]] = frozenset()
    """The fields whose words were erased after the workbook went out: it still holds what must not come back."""
    answers: Mapping[str, str] = field(default_factory=dict)
    """What a person answered to questions, by cell."""
    renamed: Mapping[str, RecordId] = field(default_factory=dict)
    """The people to whom the workbook gives another name, by that name, folded."""

    gone: frozenset[str] = frozenset()
    """The names, folded, that the workbook still gives to whoever's name was erased from the registers since."""

    @property
    def now(self) -> Snapshot:
        """The plan as it stands."""
        return self.context.snapshot


def wish(view: View, kind: Kind, spec: Spec, value: CellValue) -> Any:
    """The value that a cell asks for. Raises UserError, for whoever typed it, where the field cannot hold it."""
    default = getattr(RECORD_TYPES[kind](id=RecordId("")), spec.name)
    if is_blank(value):
        if spec.tokens and default is not None:
            raise UserError(f"{spec.label} cannot be empty; it is one of: {', '.join(spec.tokens)}")
        return default
    if spec.type is FieldType.LINK:
        return _linked(view, spec, one_line(as_text(value)))
    if spec.type is FieldType.LINKS:
        return tuple(sorted({_linked(view, spec, one_line(item)) for item in said_items(spec, value)}))
    if spec.type is FieldType.TOKEN:
        return _state(spec, as_text(value))
    return _typed(view, kind, spec, value)


def _typed(view: View, kind: Kind, spec: Spec, value: CellValue) -> Any:
    if spec.type is FieldType.WORDS:
        return typed(view.context, kind, spec, said_items(spec, value))
    if spec.type is FieldType.DATE:
        return _sensible(typed(view.context, kind, spec, value if isinstance(value, date) else as_text(value)))
    return typed(view.context, kind, spec, as_text(value))


def _state(spec: Spec, said: str) -> str:
    meant = state_meant(spec, said)
    if meant is None:
        raise UserError(f"{spec.external} is never “{said.strip()}”; it is one of: {', '.join(spec.tokens)}")
    return meant


def _sensible(day: date) -> date:
    if not EARLIEST <= day.year <= LATEST:
        raise UserError(f"{show(day)} looks like a slip: its year is outside {EARLIEST} to {LATEST}")
    return day


def _linked(view: View, spec: Spec, said: str) -> Any:
    if by_name(spec):
        refuse_unnamed(said, "a person" if "person" in spec.links else "an agency")
        find = find_person if "person" in spec.links else find_agency
        known = find(view.base, said) or find(view.now, said)
        meant = known.id if known is not None else view.renamed.get(fold(said)) if "person" in spec.links else None
        found = view.now.get(meant)
        if found is None and _REFERENCE.fullmatch(tidy(said)):
            raise UserError(f"there is no {tidy(said)} in this plan")
        if found is None and fold(said) in view.gone:
            raise UserError(_NAME_GONE)
        return found.id if found is not None else NewName(tidy(said))
    names = (said, *(reference_meant(Kind(kind), said) for kind in spec.links))
    record = next((one for name in names if (one := view.base.by_ref(name) or view.now.by_ref(name))), None)
    if record is None or view.now.get(record.id) is None:
        raise UserError(f"there is no “{said}” in this plan")
    if kind_of(record).value not in spec.links:
        raise UserError(f"{record.ref} is not {' or '.join(spec.links)}")
    return record.id


def land(context: Context, spec: Spec, value: Any) -> Any:
    """The value with its new names put into the registers."""
    if isinstance(value, NewName):
        return _registered(context, spec, value)
    if isinstance(value, tuple) and any(isinstance(item, NewName) for item in value):
        return tuple(sorted({_registered(context, spec, i) if isinstance(i, NewName) else i for i in value}))
    return value


def _registered(context: Context, spec: Spec, name: str) -> RecordId:
    return context.person(name) if "person" in spec.links else context.agency(name)
