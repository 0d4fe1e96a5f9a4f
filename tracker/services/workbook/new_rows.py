"""Judging the rows that are new: actions, updates, links to evidence and people that a workbook brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from tracker.domain.log.changes import build
from tracker.domain.log.merge import fold_text, same_value
from tracker.domain.people.people import find_person, fold
from tracker.domain.plan.fields import Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Evidence, Kind, Record, Update, specs
from tracker.domain.workbook.cells import is_blank
from tracker.domain.workbook.returned import DUE_REASON, NEW_UPDATE, Edit, ReturnedRow
from tracker.errors import UserError
from tracker.services.workbook.known_rows import Said, refused, settled
from tracker.services.workbook.proposal import Added
from tracker.services.workbook.wanted_values import View, wish

_LATE = ("forecast_reason", "delivery_reason", "impact", "done", "delivery", "forecast")
"""Fields that rules bind together; reasons before what needs them."""
_NEW = Action(id=RecordId("new"))


@dataclass
class Arrivals:
    """What came so far, so that nothing comes twice: neither in one file nor when a file is merged again."""

    view: View
    taken: set[RecordId] = field(default_factory=set)
    said: set[tuple[RecordId, str]] = field(default_factory=set)
    people: set[str] = field(default_factory=set)


def update_on(arrivals: Arrivals, record: Record, text: str, cell: str, fields: Mapping[str, Any]) -> bool:
    """Puts an update into the draft, unless it was said since the workbook went out; whether it is news."""
    view, key = arrivals.view, (record.id, fold_text(text))
    since = (u for u in view.now.updates_for(record.id) if view.base.get(u.id) is None)
    if key in arrivals.said or any(fold_text(update.text) == key[1] for update in since):
        return False
    arrivals.said.add(key)
    said = _external(Kind.UPDATE, {**fields, "text": text})
    view.draft.added.append(Added(Kind.UPDATE, text, cell, said, target=record.ref))
    return True


def new_update(arrivals: Arrivals, row: ReturnedRow, known: dict[RecordId, Said]) -> None:
    """Takes an added row of the sheet of updates; a forecast in it is heard as the action's own."""
    values = _values(arrivals.view, row)
    target = arrivals.view.now.get(values.pop("target", None))
    text = str(values.pop("text", "") or "")
    if target is None or not text:
        lacking = "what it is about, under “For”" if target is None else "its text"
        arrivals.view.draft.say(row.where, f"This update lacks {lacking}: it is not taken.")
        return
    _hear_forecast(arrivals, row, values, target, known)
    update_on(arrivals, target, text, row.where, {name: value for name, value in values.items() if value})


def _hear_forecast(
    arrivals: Arrivals, row: ReturnedRow, values: dict[str, Any], target: Record, known: dict[RecordId, Said]
) -> None:
    forecast, reason = values.get("forecast"), values.get("forecast_reason")
    if not forecast:
        return
    told = Update(id=RecordId("new"), target=target.id, text="-1", forecast=forecast, forecast_reason=reason)
    why_not = refused(arrivals.view, told, {}, "")
    if why_not:
        arrivals.view.draft.say(row.cells["forecast"].where, f"The forecast is not taken: {why_not}.")
        del values["forecast"]
        return
    sent = arrivals.view.base.get(target.id)
    said = known.setdefault(target.id, Said(sent if sent is not None else target, target))
    for name in ("forecast", "forecast_reason"):
        if name in row.cells:
            said.wishes.setdefault(name, (values.get(name), row.cells[name].where))


def new_person(arrivals: Arrivals, row: ReturnedRow) -> None:
    """Takes an added row of the people's sheet, unless the register has that name."""
    view, values = arrivals.view, _values(arrivals.view, row)
    name = str(values.get("name") or "")
    if not fold(name):
        view.draft.say(row.where, "A person needs a name: this row is not taken.")
        return
    known = find_person(view.now, name)
    if known is not None or fold(name) in arrivals.people:
        if known is None or not _agrees(Kind.PERSON, {**values, "name": known.name}, known):
            view.draft.say(row.where, f"{name} is in the plan already: change the row that is there.")
        return
    arrivals.people.add(fold(name))
    view.draft.added.append(Added(Kind.PERSON, name, row.where, _external(Kind.PERSON, values)))


def new_evidence(arrivals: Arrivals, row: ReturnedRow) -> None:
    """Takes an added row of the evidence sheet: a link, what it serves, its kind and what it shows."""
    view, values = arrivals.view, _values(arrivals.view, row)
    labels = {name: specs(Kind.EVIDENCE)[name].label for name in ("targets", "kind", "shows", "url")}
    lacking = [f"“{label}”" for name, label in labels.items() if not values.get(name)]
    if lacking:
        view.draft.say(
            row.where, f"This evidence lacks {', '.join(lacking)}: it is not taken. Files are attached in the app."
        )
        return
    why_not = refused(view, Evidence(id=RecordId("new"), **values), {}, "")
    if why_not:
        view.draft.say(row.cells["url"].where, f"{why_not}: this evidence is not taken.")
        return
    if not _came_already(arrivals, Kind.EVIDENCE, values):
        view.draft.added.append(Added(Kind.EVIDENCE, values["shows"], row.where, _external(Kind.EVIDENCE, values)))


def new_action(arrivals: Arrivals, row: ReturnedRow) -> None:
    """Takes an added row of the actions' sheet; fields that a rule refuses are left out and named."""
    view, values = arrivals.view, _values(arrivals.view, row)
    if not values.get("title"):
        view.draft.say(row.where, "An action needs a title: this row is not taken.")
        return
    update = _typed(row, NEW_UPDATE)
    values = _allowed(view, row, values, update)
    stands = settled(view, _NEW, values, update)
    same = _came_already(
        arrivals, Kind.ACTION, {**values, **{name: getattr(stands, name) for name in _LATE if name in values}}
    )
    if same is not None:
        if update:
            update_on(arrivals, same, update, row.cells[NEW_UPDATE].where, {})
        return
    fields = _external(Kind.ACTION, values)
    view.draft.added.append(Added(Kind.ACTION, values["title"], row.where, fields, update=update or None))


def new_subject(arrivals: Arrivals, row: ReturnedRow) -> None:
    """Notes that recommendations and findings come from reports, not from workbooks."""
    arrivals.view.draft.say(row.where, f"A {row.kind} is added in the tracker, from its report: this row is not taken.")


def _values(view: View, row: ReturnedRow) -> dict[str, Any]:
    """What a new row says, by field; cells that say nothing usable are noted and left out."""
    found: dict[str, Any] = {}
    for name, cell in row.cells.items():
        if name in (NEW_UPDATE, DUE_REASON) or is_blank(cell.value):
            continue
        spec = specs(row.kind).get(name)
        if spec is None or cell.edit is Edit.NEVER:
            if row.id is None:
                view.draft.say(cell.where, "This column is filled by the tracker: what was typed here is not taken.")
            continue
        try:
            found[name] = wish(view, row.kind, spec, cell.value)
        except UserError as fault:
            view.draft.say(cell.where, f"{fault.message}. It is left empty.")
    return found


def _typed(row: ReturnedRow, name: str) -> str:
    cell = row.cells.get(name)
    return str(cell.value).strip() if cell is not None and not is_blank(cell.value) else ""


def _external(kind: Kind, values: Mapping[str, Any]) -> dict[str, Any]:
    return {specs(kind)[name].external: value for name, value in values.items()}


def _allowed(view: View, row: ReturnedRow, values: dict[str, Any], reason: str) -> dict[str, Any]:
    """The values that the rules for a new action allow together."""
    if refused(view, _NEW, values, reason) is None:
        return values
    kept = {name: value for name, value in values.items() if name not in _LATE}
    for name in (name for name in _LATE if name in values):
        fault = refused(view, _NEW, {**kept, name: values[name]}, reason)
        if fault is None:
            kept[name] = values[name]
        else:
            view.draft.say(row.cells[name].where, f"{fault}. It is left out.")
    return kept


def _came_already(arrivals: Arrivals, kind: Kind, values: Mapping[str, Any]) -> Any:
    """The record that an earlier merge of this row added, or None. It is known by what it said when it was added."""
    for record in arrivals.view.now.of(kind):
        if arrivals.view.base.get(record.id) is None and record.id not in arrivals.taken:
            first = arrivals.view.desk.uow.changes_of(record.id)[0][1]
            born = build(kind, record.id, {change.field: change.new for change in first})
            if born is not None and _agrees(kind, values, born):
                arrivals.taken.add(record.id)
                return record
    return None


def _agrees(kind: Kind, values: Mapping[str, Any], record: Any) -> bool:
    return all(same_value(_spec(kind, name), value, getattr(record, name)) for name, value in values.items())


def _spec(kind: Kind, name: str) -> Spec:
    return specs(kind)[name]


ARRIVAL = {
    Kind.ACTION: new_action,
    Kind.EVIDENCE: new_evidence,
    Kind.PERSON: new_person,
    Kind.RECOMMENDATION: new_subject,
    Kind.FINDING: new_subject,
}
"""How a new row of each kind is taken; updates are taken first, since a forecast may come with them."""
