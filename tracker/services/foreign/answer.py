"""What bringing a plan in came to, as `import --json` tells it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final

from tracker.domain.foreign.columns import EXTRA
from tracker.domain.foreign.draft import Draft, Outcome, Planned, SheetTaken
from tracker.domain.plan import external
from tracker.domain.plan.external import by_external
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Kind, Recommendation
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.services.foreign.bring_in import Brought

NAMED: Final = 5
"""How many cells are named of which the same is asked."""
_OF_RECOMMENDATION = ("kind", "text", "paragraph", "theme", "responsible_body", "timescale")
_OF_ACTION = (
    "title",
    "description",
    "owner",
    "accountable",
    "agency",
    "supporting",
    "start",
    "due",
    "original_due",
    "done",
    "delivery",
    "delivery_reason",
    "forecast",
    "forecast_reason",
    "assurance",
    "priority",
    "success_measure",
    "evidence_needed",
    "impact",
)


def as_json(brought: Brought, *, written: bool) -> dict[str, Any]:
    """The shape that the contract of `import` names, and beside it what is new, matched and left."""
    draft, now = brought.draft, brought.snapshot
    skipped = [one for one in brought.outcomes if one.outcome is Outcome.SKIPPED]
    return {
        "file": draft.file,
        "written": written,
        "source": brought.source_ref or None,
        "sheets": [_sheet(one) for one in draft.sheets if not one.left],
        "other_sheets": [{"sheet": one.sheet, "reason": one.left} for one in draft.sheets if one.left],
        "rows": draft.rows,
        "imported": brought.count("imported"),
        "asked": brought.count("asked"),
        "skipped": [{"sheet": one.sheet, "row": one.row, "reason": one.reason} for one in skipped],
        "questions": [
            {
                "sheet": one.sheet,
                "cell": one.cell,
                "row": one.row,
                "text": one.text,
                "about": one.about,
                "question": one.why,
                "answers": list(one.answers),
            }
            for one in brought.questions
        ],
        "recommendations": [
            {
                "ref": now.get(record).ref,
                "new": new,
                **_recommendation(now, record),
                "number": wanted.number or None,
                "sheet": wanted.sheet,
                "row": wanted.row,
            }
            for wanted, record, new in brought.recommendations
        ],
        "actions": [_action(now, planned, record, new=new) for planned, record, new in brought.actions],
        "new_people": list(brought.new_people),
        "new_agencies": list(brought.new_agencies),
        "notes": [
            *draft.notes,
            *(f"{cell}: nothing is asked there, so this answer is not used." for cell in brought.unused),
        ],
    }


def _sheet(one: SheetTaken) -> dict[str, Any]:
    known = {heading: name for heading, name in one.mapping.items() if name != EXTRA}
    return {
        "sheet": one.sheet,
        "header_row": one.header_row,
        "mapping": known,
        "unmapped": [heading for heading, name in one.mapping.items() if name == EXTRA],
    }


def _recommendation(now: Snapshot, record: RecordId) -> dict[str, Any]:
    found = now.get(record)
    specs = by_external(Kind.RECOMMENDATION if isinstance(found, Recommendation) else Kind.FINDING)
    return {name: _value(now, found, name) if name in specs else None for name in _OF_RECOMMENDATION}


def _value(now: Snapshot, record: Any, name: str) -> Any:
    spec = by_external(Kind.ACTION if isinstance(record, Action) else Kind.RECOMMENDATION)[name]
    return external.plain(external.shown(now, spec, getattr(record, spec.name)))


def _action(now: Snapshot, planned: Planned, record: RecordId, *, new: bool) -> dict[str, Any]:
    action = now.get(record)
    targets = [now.get(one) for one in action.targets]
    return {
        "ref": action.ref,
        "new": new,
        "for": sorted(one.ref for one in targets),
        "recommendation": next((one.text for one in targets), None),
        **{name: _value(now, action, name) for name in _OF_ACTION},
        "number": planned.number or None,
        "milestones": [
            {"title": one.title, "due": _iso(one.due), "done": _iso(one.done)} for one in now.milestones_of(record)
        ],
        "updates": [
            {"text": one.text, "dated": _iso(one.dated), "author": one.author} for one in now.updates_for(record)
        ],
        "readings": [
            {
                "measure": one.measure,
                "value": one.value,
                "unit": one.unit or None,
                "dated": _iso(one.dated),
                "period": one.period,
            }
            for one in planned.readings
        ],
        "sheet": planned.sheet,
        "row": planned.row,
    }


def _iso(day: Any) -> str | None:
    return day.isoformat() if day is not None else None


def told(answer: Mapping[str, Any], draft: Draft) -> Sequence[str]:
    """What it came to in lines for a person: a sentence a kind of row, then each question."""
    if not answer["rows"]:
        return [f"{draft.file} is empty: there is no row of a plan in it"]
    new = sum(one["new"] for one in answer["actions"])
    old = len(answer["actions"]) - new
    wanted = sum(one["new"] for one in answer["recommendations"])
    did = "" if answer["written"] else " (nothing written)"
    matched = f", {how_many(old, 'action')} matched" if old else ""
    added = f"{how_many(wanted, 'new recommendation')}, {how_many(new, 'new action')}"
    lines = [f"{draft.file}: {how_many(answer['rows'], 'row')}; {added}{matched}{did}"]
    for one in answer["sheets"]:
        columns = ", ".join(f"{heading} = {name}" for heading, name in one["mapping"].items())
        lines.append(f"  {one['sheet']}, headings in row {one['header_row']}: {columns}")
        if one["unmapped"]:
            lines.append(f"  kept in the description: {', '.join(one['unmapped'])}")
    lines += [f"  {one['sheet']}: left out ({one['reason']})" for one in answer["other_sheets"]]
    reasons = Counter(one["reason"] for one in answer["skipped"])
    lines += [f"  {how_many(count, 'row')} left out: {reason}" for reason, count in reasons.items()]
    lines += [
        f"  new {what}: {', '.join(answer[name])}"
        for name, what in (("new_people", "people"), ("new_agencies", "agencies"))
        if answer[name]
    ]
    lines += [f"  {note}" for note in answer["notes"]]
    return [*lines, *_asked(answer)]


def _asked(answer: Mapping[str, Any]) -> Iterator[str]:
    """The questions, one line for all cells of which the same is asked."""
    several = len(answer["sheets"]) > 1
    cells: dict[tuple[str, str, str, str], list[str]] = {}
    for one in answer["questions"]:
        same = one["about"], one["text"], one["question"], ", ".join(one["answers"])
        cells.setdefault(same, []).append(f"{one['sheet']}!{one['cell']}" if several else one["cell"])
    for (about, text, question, likely), found in cells.items():
        more = f" and {len(found) - NAMED} more" if len(found) > NAMED else ""
        where = ", ".join(found[:NAMED]) + more
        yield f"? {where} {about}: “{text}”. {question}" + (f" ({likely})" if likely else "")
