"""The columns of the plan list: what an action shows, and what a recommendation shows above its actions."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from tracker.domain.actions.evidence import accepted, state_words
from tracker.domain.actions.status import (
    FINISHED,
    assurance_words,
    forecast_words,
    progress,
    recommendation_status,
    status_words,
)
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import (
    days_overdue,
    days_slipped,
    is_due_within,
    is_forecast_late,
    is_open,
    is_overdue,
    is_quiet,
    last_sign_of_life,
    pending_extension,
    redated_before_a_meeting,
    slippage_short,
    slippage_words,
    times_moved,
)
from tracker.domain.people.people import left_words, owner_has_left
from tracker.domain.plan import external
from tracker.domain.plan.external import blockers
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.records import ASSURANCE, DELIVERY, PRIORITY, Action, Kind, Record, Update, specs
from tracker.domain.text.words import how_many
from tracker.ui.forms.record_form import in_words
from tracker.ui.lists.cells import DRAFT, Cell, Column, Edit, Look, number_of
from tracker.ui.lists.plain_columns import by, by_name

SOON = 28
EDITS = {
    "person": Edit.PERSON, "agency": Edit.AGENCY, FieldType.DATE: Edit.DATE, FieldType.TEXT: Edit.TEXT,
    FieldType.NUMBER: Edit.NUMBER, FieldType.WHOLE: Edit.NUMBER,
}  # fmt: skip
"""How a field is edited in the list, by what it links to or by its type."""


def _is_action(record: Record) -> bool:
    return isinstance(record, Action)


def ref_cell(_look: Look, record: Any) -> Cell:
    """The reference."""
    return Cell(record.ref, strong=not _is_action(record))


def title_cell(look: Look, record: Any) -> Cell:
    """An action's title with the facts beside it, or the inspectors' words with how far their actions are."""
    if record.id == DRAFT:
        return Cell("", "Type what will be done, then Enter. Esc drops it.")
    if _is_action(record):
        quiet, tone = _action_facts(look, record)
        return Cell(record.title or "Untitled action", quiet, quiet_tone=tone, wraps=True)
    return Cell(record.text, _subject_facts(look, record), strong=True, wraps=True)


def _action_facts(look: Look, action: Action) -> tuple[str, str]:
    snapshot = look.snapshot
    facts = []
    pending = pending_extension(action, snapshot.extensions_of(action.id))
    if pending is not None:
        facts.append(f"new date {show(pending.new_due)} waits for approval")
    facts += _warnings(look, action)
    warned = bool(facts) or is_forecast_late(action)
    if _forecast_words(action) and _due_words(look, action):
        facts.append(_forecast_words(action))
    updates = snapshot.updates_for(action.id)
    quiet = is_quiet(action, updates, look.today, snapshot.plan.quiet_weeks)
    if quiet:
        last = last_sign_of_life(action, updates)
        facts.append(f"gone quiet since {show(last)}")
    elif updates and updates[-1].dated is not None:
        facts.append(f"updated {show(updates[-1].dated)}")
    facts += _counts(look, action)
    return "  ·  ".join(facts), "warning" if quiet or warned else ""


def _warnings(look: Look, action: Action) -> list[str]:
    """What is to be wary of in an action's dates beside what stands in their own column."""
    snapshot, facts = look.snapshot, []
    meeting = redated_before_a_meeting(snapshot.extensions_of(action.id), snapshot.meetings)
    if meeting is not None:
        facts.append(f"re-dated shortly before {meeting.name or meeting.ref}")
    blocked = snapshot.refs_of(one.id for one in blockers(snapshot, action))
    if blocked:
        facts.append("blocked by " + ", ".join(blocked))
    return facts


def _forecast_words(action: Action) -> str:
    """The date the owner expects, where it is not the due date of an open action; "" elsewhere."""
    expected = action.forecast_due
    return f"forecast {show(expected)}" if is_open(action) and expected and expected != action.due else ""


def _due_words(look: Look, action: Action) -> str:
    return slippage_words(action, look.snapshot.extensions_of(action.id)) or _lateness(look, action)


def _counts(look: Look, action: Action) -> list[str]:
    snapshot, facts = look.snapshot, []
    evidence = state_words(snapshot.evidence_for(action.id), look.today)
    if evidence:
        facts.append(evidence)
    elif action.delivery in FINISHED:
        facts.append("no evidence")
    steps = snapshot.milestones_of(action.id)
    if steps:
        facts.append(f"{sum(step.done is not None for step in steps)} of {len(steps)} milestones")
    waits = snapshot.refs_of(action.waits_for)
    if waits and not blockers(snapshot, action):
        facts.append("waits for " + ", ".join(waits))
    others = snapshot.refs_of(action.targets)
    if len(others) > 1:
        facts.append("for " + ", ".join(others))
    return facts


def _subject_facts(look: Look, subject: Any) -> str:
    actions = look.snapshot.actions_for(subject.id)
    facts = [subject.kind.capitalize()]
    if subject.page is not None:
        facts.append(f"page {subject.page}")
    if subject.theme:
        facts.append(subject.theme)
    facts += subject.national_framework
    if getattr(subject, "responsible_body", None):
        facts.append(subject.responsible_body)
    if not actions:
        facts.append(f"No actions for {subject.ref} yet. Press N to add one." if look.editable else "No actions yet")
    return "  ·  ".join(facts)


def owner_cell(look: Look, record: Any) -> Cell:
    """Who does it, and under it for which agency where that has no column of its own."""
    name = look.snapshot.name_of(record.owner)
    if record.id == DRAFT:
        return Cell()
    agency = look.snapshot.name_of(record.agency) if look.compact else ""
    if name and _is_action(record) and owner_has_left(look.snapshot, record, look.today):
        return Cell(name, left_words(look.snapshot, record.owner, look.today), quiet_tone="warning")
    if name or not _is_action(record):
        return Cell(name, agency)
    missing = record.delivery not in (*FINISHED, "superseded", "not adopted")
    return Cell("No owner", agency, tone="warning" if missing else "muted")


def agency_cell(look: Look, record: Any) -> Cell:
    """The organisation, and those that support it."""
    supporting = [look.snapshot.name_of(one) for one in getattr(record, "supporting", ())]
    return Cell(look.snapshot.name_of(record.agency), "with " + ", ".join(supporting) if supporting else "")


def due_cell(look: Look, record: Any) -> Cell:
    """The last approved date; the first one struck through beside it, and by how much it moved."""
    if not _is_action(record):
        done, total = progress(look.snapshot.actions_for(record.id))
        return Cell(f"{done} of {total} done" if total else "")
    if record.due is None:
        return Cell("" if record.id == DRAFT else "No date", tone="muted")
    moved = record.original_due is not None and record.original_due != record.due
    extensions = look.snapshot.extensions_of(record.id)
    slippage, in_full = slippage_short(record, extensions), slippage_words(record, extensions)
    late = _lateness(look, record)
    return Cell(
        show(record.due),
        slippage or late or _forecast_words(record),
        struck=show(record.original_due) if moved else "",
        tone="bad" if is_overdue(record, look.today) else "",
        quiet_tone="bad" if is_overdue(record, look.today) else "",
        spoken=_spoken_due(record, late if slippage else "", in_full if in_full != slippage else ""),
    )


def _spoken_due(action: Action, *told: str) -> str:
    """The date with what the cell has no room for; "" where it has room for all."""
    more = [words for words in told if words]
    return ", ".join((show(action.due), *more)) if more else ""


def _lateness(look: Look, action: Action) -> str:
    late = days_overdue(action, look.today)
    if late:
        return f"{how_many(late, 'day')} late"
    if action.due is not None and is_due_within(action, look.today, SOON):
        ahead = (action.due - look.today).days
        return "today" if ahead == 0 else f"in {how_many(ahead, 'day')}"
    return ""


def status_cell(look: Look, record: Any) -> Cell:
    """The state as shape, word and colour; under it the owner's forecast while it is open, the assurance after."""
    key = look.snapshot.plan.key
    if not _is_action(record):
        status = recommendation_status(look.snapshot, record, look.today)
        return Cell(status.word, status=status)
    status = status_words(record, look.today, key)
    if record.id == DRAFT:
        return Cell()
    second = forecast_words(record.forecast, key) if record.forecast and is_open(record) else None
    if second is not None:
        reason = f": {record.forecast_reason}" if record.forecast_reason else ""
        return Cell(status.word, f"{second.word}{reason}", status=status, second=second)
    assurance = assurance_words(record.assurance, key).word if record.assurance not in ("none", "done") else ""
    return Cell(status.word, assurance, status=status)


def _ref_order(_look: Look, record: Any) -> Any:
    return number_of(record.ref)


def _title_order(_look: Look, record: Any) -> Any:
    return (record.title if _is_action(record) else record.text).casefold()


def _status_order(look: Look, record: Any) -> Any:
    if not _is_action(record):
        return None
    return (not is_overdue(record, look.today), DELIVERY.index(record.delivery))


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
    return Cell(show(expected), f"{how_many(days, 'day')} after due", quiet_tone="warning")


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
    _column("forecast_due", "Forecast date", 34, (_forecast, by("forecast_due")), Edit.DATE),
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


PLAN_COLUMNS = (
    Column("ref", "Ref", 17, ref_cell, _ref_order),
    Column("title", "Action", 80, title_cell, _title_order, Edit.TEXT, stretch=True),
    Column("owner", "Owner", 40, owner_cell, by_name("owner"), Edit.PERSON),
    Column("agency", "Agency", 34, agency_cell, by_name("agency"), Edit.AGENCY, usual=False),
    Column("due", "Due", 45, due_cell, by("due"), Edit.DATE),
    Column("status", "Status", 38, status_cell, _status_order, Edit.DELIVERY),
    *MORE_COLUMNS,
)
