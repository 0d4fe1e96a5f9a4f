"""The columns of the plan list that wait to be chosen: each a field of an action, or what the record says of it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tracker.domain.actions.evidence import accepted
from tracker.domain.actions.status import assurance_words
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import days_slipped, is_forecast_late, redated_before_a_meeting, times_moved
from tracker.domain.plan import external
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.records import ASSURANCE, PRIORITY, Action, Kind, Update, specs
from tracker.ui.forms.record_form import in_words
from tracker.ui.lists.cells import Cell, Column, Edit, Look

EDITS = {
    "person": Edit.PERSON, "agency": Edit.AGENCY, FieldType.DATE: Edit.DATE, FieldType.TEXT: Edit.TEXT,
    FieldType.NUMBER: Edit.NUMBER, FieldType.WHOLE: Edit.NUMBER,
}  # fmt: skip
"""How a field is edited in the list, by what it links to or by its type."""


def _of_actions(cell: Callable[[Look, Action], Cell]) -> Callable[[Look, Any], Cell]:
    """A cell that only actions fill, and not while one is still being typed."""

    def made(look: Look, record: Any) -> Cell:
        return cell(look, record) if isinstance(record, Action) and record.ref else Cell()

    return made


def _by_actions(order: Callable[[Look, Action], Any]) -> Callable[[Look, Any], Any]:
    """An order that only actions have; None, which comes last, for everything else."""

    def made(look: Look, record: Any) -> Any:
        return order(look, record) if isinstance(record, Action) and record.ref else None

    return made


def _forecast(_look: Look, action: Action) -> Cell:
    expected, due = action.forecast_due, action.due
    if not is_forecast_late(action) or expected is None or due is None:
        return Cell(show(expected))
    days = (expected - due).days
    return Cell(show(expected), f"{days} day{'s' if days != 1 else ''} after due", quiet_tone="warning")


def _forecast_order(_look: Look, action: Action) -> Any:
    return action.forecast_due


def _priority(_look: Look, action: Action) -> Cell:
    return Cell((action.priority or "").capitalize(), strong=action.priority == "high")


def _priority_order(_look: Look, action: Action) -> Any:
    return PRIORITY.index(action.priority) if action.priority else None


def _moved_order(look: Look, action: Action) -> Any:
    """How many new dates were approved or set anew; None before a date was agreed, when nothing can move."""
    moved = times_moved(action, look.snapshot.extensions_of(action.id))
    return moved if moved or action.original_due is not None else None


def _moved(look: Look, action: Action) -> Cell:
    moved = _moved_order(look, action)
    return _figure(moved, "" if moved is None else str(moved))


def _slipped_order(_look: Look, action: Action) -> Any:
    """Days from the first agreed date to the last; None where either is lacking."""
    return days_slipped(action) if action.due is not None and action.original_due is not None else None


def _slipped(look: Look, action: Action) -> Cell:
    days = _slipped_order(look, action)
    return _figure(days, "" if days is None else f"{days:+d}" if days else "0")


def _figure(number: int | None, words: str) -> Cell:
    """A number; a nought is said in quiet, so that the others stand out."""
    return Cell(words, tone="" if number else "muted")


def _assurance(look: Look, action: Action) -> Cell:
    if action.assurance == "none":
        return Cell()
    status = assurance_words(action.assurance, look.snapshot.plan.key)
    return Cell(status.word, status=status)


def _assurance_order(_look: Look, action: Action) -> Any:
    return ASSURANCE.index(action.assurance) or None


def _accepted_order(look: Look, action: Action) -> Any:
    """How much of the evidence counts and was accepted by someone other than who added it."""
    return len(accepted(look.snapshot.evidence_for(action.id), look.today))


def _accepted(look: Look, action: Action) -> Cell:
    stands, attached = _accepted_order(look, action), len(look.snapshot.evidence_for(action.id))
    return Cell(str(stands), f"of {attached}" if attached > stands else "", tone="" if stands else "muted")


def _last_update(look: Look, action: Action) -> Update | None:
    dated = [one for one in look.snapshot.updates_for(action.id) if one.dated is not None]
    return max(dated, key=_day_of, default=None)


def _day_of(update: Update) -> Any:
    return update.dated


def _updated(look: Look, action: Action) -> Cell:
    last = _last_update(look, action)
    if last is None:
        return Cell()
    return Cell(show(last.dated), "nothing new" if last.answer else last.author or "")


def _updated_order(look: Look, action: Action) -> Any:
    last = _last_update(look, action)
    return last.dated if last is not None else None


def _redated(look: Look, action: Action) -> Cell:
    meeting = redated_before_a_meeting(look.snapshot.extensions_of(action.id), look.snapshot.meetings)
    return Cell("Yes", meeting.name or meeting.ref, tone="warning") if meeting is not None else Cell()


def _redated_order(look: Look, action: Action) -> Any:
    """The same for all that were, so that they stand together in the plan's order."""
    return 1 if redated_before_a_meeting(look.snapshot.extensions_of(action.id), look.snapshot.meetings) else None


def _column(
    key: str, heading: str, steps: float, how: tuple[Callable[[Look, Action], Cell], Callable[[Look, Action], Any]],
    edit: Edit = Edit.NONE,
) -> Column:  # fmt: skip
    cell, order = how
    return Column(key, heading, steps, _of_actions(cell), _by_actions(order), edit, usual=False)


def _field(name: str) -> Column:
    """A column that shows a field as it stands, as wide as the field asks for."""
    spec = specs(Kind.ACTION)[name]

    def cell(look: Look, action: Action) -> Cell:
        return Cell(in_words(external.shown(look.snapshot, spec, getattr(action, name))))

    def order(look: Look, action: Action) -> Any:
        value = getattr(action, name)
        return value if isinstance(value, date | int | float) else cell(look, action).text.casefold()

    edit = EDITS.get(spec.links[0] if spec.links else spec.type, Edit.NONE)
    return _column(name, spec.label, spec.listed, (cell, order), edit)


_NAMED = (
    _field("start"),
    _column("forecast_due", "Forecast date", 34, (_forecast, _forecast_order), Edit.DATE),
    _field("accountable"),
    _column("priority", "Priority", 24, (_priority, _priority_order), Edit.PRIORITY),
    _column("times_moved", "Times moved", 32, (_moved, _moved_order)),
    _column("days_slipped", "Days slipped", 32, (_slipped, _slipped_order)),
    _column("assurance", "Assurance", 36, (_assurance, _assurance_order)),
    _column("accepted_evidence", "Accepted evidence", 44, (_accepted, _accepted_order)),
    _column("last_update", "Last update", 34, (_updated, _updated_order)),
    _column("redated", "Re-dated near a meeting", 56, (_redated, _redated_order)),
)
_ASKED = (name for name, spec in specs(Kind.ACTION).items() if spec.listed)
MORE_COLUMNS = (*_NAMED, *(_field(name) for name in _ASKED if name not in {column.key for column in _NAMED}))
