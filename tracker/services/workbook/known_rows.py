"""Judging the rows of known records: what of them is news, what is disputed, and what a rule refuses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from tracker.domain.dates.deadlines import is_fixed
from tracker.domain.log.merge import Clash, merge_value
from tracker.domain.plan.fields import Spec
from tracker.domain.plan.records import Action, Extension, Kind, kind_of, specs
from tracker.domain.text.words import says_something
from tracker.domain.workbook.cells import cell_of, cell_value, says_same, was_cut
from tracker.domain.workbook.returned import (
    DUE_REASON,
    LATEST_UPDATE,
    NEW_READING,
    NEW_UPDATE,
    READ_ON,
    Edit,
    ReturnedCell,
    ReturnedRow,
)
from tracker.errors import UserError
from tracker.services.context import Asked
from tracker.services.dates.extend import asked_for
from tracker.services.gate.commit import settled_alone
from tracker.services.workbook.proposal import Disputed, Edited, NewName, Place, wished
from tracker.services.workbook.wanted_values import View, wish

NO_REASON = "No reason was given in the workbook"
_GONE = (
    "was erased for good after this workbook went out: what stands here is not taken. "
    "Type it in the plan if it is to stand there again."
)
_FIRST = ("forecast_reason", "delivery_reason", "impact")
"""Fields that others need to be there before them."""


@dataclass
class Said:
    """What a record's rows say that differs from what went out, each with its cell, and what follows from it."""

    record: Any
    """The record as it went out."""
    current: Any
    """The record as it stands; None where it was taken out since."""
    wishes: dict[str, tuple[Any, str]] = field(default_factory=dict)
    doubtful: set[str] = field(default_factory=set)
    """Fields in which two rows of the record differ."""
    updates: list[tuple[str, str]] = field(default_factory=list)
    due_reason: str = ""
    reason_cell: str = ""
    typed_into_latest: list[ReturnedCell] = field(default_factory=list)
    """Cells of “Latest update” that say something else than went out."""
    edits: list[Edited] = field(default_factory=list)
    beside: list[Edited] = field(default_factory=list)
    """Edits of what belongs to the record: the reason of a request that waits."""
    disputes: list[Disputed] = field(default_factory=list)

    @property
    def why(self) -> str:
        """What was said with the change, where a rule asks for a reason."""
        return self.updates[0][0] if self.updates else ""


def listen(view: View, record: Any, rows: Sequence[ReturnedRow]) -> Said:
    """What the rows of one record say that is not what went out; cells that say nothing usable are noted."""
    said = Said(record, view.now.get(record.id))
    for row in rows:
        for name, cell in row.cells.items():
            _hear(view, said, name, cell)
    if len(rows) > 1:
        _compare_copies(view, said, rows)
    return said


def _hear(view: View, said: Said, name: str, cell: ReturnedCell) -> None:
    if name in (NEW_READING, READ_ON):
        return
    if name in (NEW_UPDATE, DUE_REASON):
        text = str(cell.value or "").strip()
        if name == DUE_REASON and text:
            said.due_reason, said.reason_cell = text, cell.where
        elif text:
            said.updates.append((text, cell.where))
        return
    sent = cell_of(view.base, said.record, name, view.as_at)
    if says_same(sent, cell.value):
        return
    if cell.edit is not Edit.ALWAYS:
        _refuse_typing(view, said, name, cell)
    elif was_cut(sent) or was_cut(cell.value):
        view.draft.say(
            cell.where, "This text came cut, being too long for a cell: it is unchanged; edit it in the plan."
        )
    else:
        _take(view, said, name, cell)


def _take(view: View, said: Said, name: str, cell: ReturnedCell) -> None:
    kind = kind_of(said.record)
    spec = specs(kind)[name]
    if (said.record.id, name) in view.erased:
        view.draft.say(cell.where, f"{spec.label} of {said.record.ref} {_GONE}")
        return
    try:
        said.wishes[name] = (wish(view, kind, spec, cell.value), cell.where)
    except UserError as fault:
        view.draft.say(cell.where, f"{fault.message}. It is left unchanged.")


def _refuse_typing(view: View, said: Said, name: str, cell: ReturnedCell) -> None:
    if said.current is not None and says_same(cell_of(view.now, said.current, name, view.as_at), cell.value):
        return
    if name == LATEST_UPDATE:
        said.typed_into_latest.append(cell)
        return
    if kind_of(said.record) is Kind.UPDATE:
        what = f"{said.record.ref} stays as it was said: put what is new into an empty row."
    else:
        what = "This column is kept by the tracker: what was typed here is not taken."
    view.draft.say(cell.where, what)


def _compare_copies(view: View, said: Said, rows: Sequence[ReturnedRow]) -> None:
    """Marks the fields in which copies of a row differ: nobody can tell which of them was meant."""
    for name in said.wishes:
        cells = [row.cells[name] for row in rows if name in row.cells]
        if any(not says_same(cells[0].value, cell.value) for cell in cells[1:]):
            said.doubtful.add(name)
            sent = cell_of(view.base, said.record, name, view.as_at)
            changed = [cell for cell in cells if not says_same(sent, cell.value)]
            others = "; ".join(f"{cell.where}: {cell.value}" for cell in changed[:-1])
            if others:
                view.draft.say(changed[-1].where, f"A copy of this row says something else ({others}).")
    view.draft.note(
        rows[-1].where,
        f"{said.record.ref} stands {len(rows)} times ({', '.join(row.where for row in rows)}). "
        "If one of them is meant as a new record, clear its Ref.",
    )


def judge(view: View, said: Said) -> bool:
    """Puts what a record's rows say into the draft; whether anything of it is news."""
    if said.current is None:
        if said.wishes or said.updates:
            cell = next((cell for _, cell in [*said.wishes.values(), *said.updates]), "")
            view.draft.say(cell, f"{said.record.ref} is not in the plan any more: what is said of it is not taken.")
        return False
    for name in said.wishes:
        _weigh(view, said, name)
    if said.due_reason and "due" not in said.wishes:
        gives = f"{said.record.ref} gives a reason for a new date, but its date is as it was."
        view.draft.note(said.reason_cell, gives)
    kept = [*_allowed(view, said), *said.beside]
    view.draft.applied += kept
    view.draft.conflicts += said.disputes
    return bool(kept or said.disputes)


def _weigh(view: View, said: Said, name: str) -> None:
    """Puts one field's wish among the record's edits or disputes, or notes why it cannot be."""
    value, cell = said.wishes[name]
    spec = specs(kind_of(said.current))[name]
    ours = getattr(said.current, name)
    merged = merge_value(spec, getattr(said.record, name), ours, value)
    if not isinstance(merged, Clash) and merged.value == ours:
        return
    reason = None
    if name == "due" and isinstance(said.current, Action) and is_fixed(said.current):
        refused, reason = _as_extension(view, said, value, cell)
        if refused:
            return
    was = cell_value(view.now, spec, ours)
    if isinstance(merged, Clash) or name in said.doubtful:
        base = cell_value(view.base, spec, getattr(said.record, name))
        theirs = wished(view.now, spec, value)
        said.disputes.append(Disputed(place_of(said.current, spec), base, was, theirs, value, cell, reason))
    else:
        now = wished(view.now, spec, merged.value)
        said.edits.append(Edited(place_of(said.current, spec), was, now, merged.value, cell, reason))


def _as_extension(view: View, said: Said, due: date | None, cell: str) -> tuple[bool, str | None]:
    """Whether a new date of an agreed action goes no further, and the reason it is asked for with."""
    reason = said.due_reason if says_something(said.due_reason) else ""
    requests = [one for one in view.now.extensions_of(said.current.id) if one.new_due == due]
    unexplained = next((one for one in requests if one.state == "pending" and one.reason == NO_REASON), None)
    if unexplained is not None and reason:
        said.beside.append(_reason_for(view, unexplained, reason, said.reason_cell))
        return True, None
    if any(view.base.get(one.id) is None for one in requests):
        return True, None
    asked = asked_for(view.context, said.current, due, reason or NO_REASON)
    why_not = refused(view, asked, {}, "")
    if why_not:
        view.draft.say(cell, f"{why_not}. The date is left unchanged.")
        return True, None
    if not reason:
        view.draft.note(
            cell, f"{said.record.ref} asks for a new date without a reason: whoever approves it will see that."
        )
    return False, reason or NO_REASON


def _reason_for(view: View, asked: Extension, reason: str, cell: str) -> Edited:
    """Gives the reason, once it comes, to a request that came without one and waits."""
    spec = specs(Kind.EXTENSION)["reason"]
    return Edited(place_of(asked, spec), cell_value(view.now, spec, asked.reason), reason, reason, cell)


def place_of(record: Any, spec: Spec) -> Place:
    """The place of a record's field."""
    return Place(kind_of(record), record.id, record.ref, spec.name, spec.external, spec.label)


def _allowed(view: View, said: Said) -> list[Edited]:
    """The edits that the plan's rules allow together; what they refuse is noted at its cell."""
    disputed = {one.place.name: one.value for one in said.disputes if one.reason is None}
    fields = [edit for edit in said.edits if not edit.is_extension]
    if not (fields or disputed):
        return said.edits
    if refused(view, said.current, {**disputed, **_values(fields)}, said.why) is None:
        return said.edits
    kept: list[Edited] = []
    for edit in sorted(fields, key=lambda one: one.place.name not in _FIRST):
        fault = refused(view, said.current, {**disputed, **_values([*kept, edit])}, said.why)
        if fault is None:
            kept.append(edit)
        else:
            view.draft.say(edit.cell, f"{fault}. It is left unchanged.")
    return [edit for edit in said.edits if edit.is_extension or edit in kept]


def _values(edits: Iterable[Edited]) -> dict[str, Any]:
    return {edit.place.name: edit.value for edit in edits}


def refused(view: View, record: Any, values: Mapping[str, Any], reason: str) -> str | None:
    """What the plan's rules have against these values of a record, or None."""
    try:
        settled(view, record, values, reason)
    except UserError as fault:
        return fault.message
    return None


def settled(view: View, record: Any, values: Mapping[str, Any], reason: str) -> Any:
    """A record with these values as the gate would write it in a merge. Raises UserError where it would not.

    New names are left out, since they stand in no register yet, and so are links that wait: a workbook may turn one
    round, so that they are judged when all rows are known.
    """
    known = {name: _known(value) for name, value in values.items() if not isinstance(value, NewName)}
    if record.id not in (known.get("waits_for") or ()):
        known.pop("waits_for", None)
    view.context.asked[record.id] = Asked(frozenset(values), reason, aside=True)
    return settled_alone(view.context, "merge", replace(record, **known))


def _known(value: Any) -> Any:
    return tuple(one for one in value if not isinstance(one, NewName)) if isinstance(value, tuple) else value
