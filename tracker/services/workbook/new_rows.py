"""Judging the rows that are new: actions, updates, links to evidence and people that a workbook brings."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from tracker.domain.log.changes import build
from tracker.domain.log.merge import fold_text, same_value
from tracker.domain.people.people import find_person, fold, same_person
from tracker.domain.plan.fields import Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Evidence, Kind, Record, Update, specs
from tracker.domain.workbook.cells import is_blank
from tracker.domain.workbook.meanings import is_heading, news_in
from tracker.domain.workbook.returned import DUE_REASON, NEW_UPDATE, Edit, ProblemKind, ReturnedRow
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
    file: str
    author: str | None
    """Whose return this is; None for a workbook of the whole plan, whose words may be anybody's."""
    taken: set[RecordId] = field(default_factory=set)
    said: set[tuple[RecordId, str]] = field(default_factory=set)
    people: set[str] = field(default_factory=set)

    @cached_property
    def since(self) -> dict[tuple[Kind, str], list[tuple[Record, str]]]:
        """The records added since the workbook went out, as they were added and why, by kind and folded words."""
        found: dict[tuple[Kind, str], list[tuple[Record, str]]] = {}
        seen: set[RecordId] = set()
        for changeset in self.view.context.uow.changesets(after=self.view.base.number):
            changes: dict[tuple[Kind, RecordId], dict[str, Any]] = {}
            for change in changeset.changes:
                changes.setdefault((change.kind, change.record), {})[change.field] = change.new
            for (kind, record), values in changes.items():
                known = kind not in _WORDS or record in seen or self.view.base.get(record) is not None
                born = None if known else build(kind, record, values)
                seen.add(record)
                if born is not None:
                    found.setdefault((kind, _words_of(kind, born)), []).append((born, changeset.stamp.why))
        return found


_WORDS = {Kind.ACTION: "title", Kind.EVIDENCE: "shows", Kind.MILESTONE: "title"}
"""The field by whose words a row that came before is looked up."""


def _words_of(kind: Kind, record: Any) -> str:
    return fold_text(str(getattr(record, _WORDS[kind]) or ""))


def update_on(arrivals: Arrivals, record: Record, text: str, cell: str, fields: Mapping[str, Any]) -> bool:
    """Puts an update into the draft, unless its author said it since the workbook went out; whether it is news.

    Where it begins or ends with what was said before, as when one cell is filled month under month, the rest is taken.
    """
    view = arrivals.view
    author = str(fields.get("author") or arrivals.author or "")
    updates = view.now.updates_for(record.id)
    since = [u.text for u in updates if view.base.get(u.id) is None and _may_be_by(author, u)]
    news = news_in(text, since, [u.text for u in updates if view.base.get(u.id) is not None])
    key = (record.id, fold_text(news))
    if not news or key in arrivals.said:
        return False
    arrivals.said.add(key)
    said = _external(Kind.UPDATE, {**fields, "text": news})
    view.draft.added.append(Added(Kind.UPDATE, news, cell, said, target=record.ref))
    return True


def _may_be_by(author: str, update: Update) -> bool:
    return not author or not update.author or same_person(author, update.author)


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
    fields = _external(Kind.PERSON, values)
    view.draft.added.append(Added(Kind.PERSON, name, row.where, fields, cells=_places(row, values)))


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
    if not _came_already(arrivals, row, Kind.EVIDENCE, values):
        said = _external(Kind.EVIDENCE, values)
        view.draft.added.append(Added(Kind.EVIDENCE, values["shows"], row.where, said, cells=_places(row, values)))


def new_milestone(arrivals: Arrivals, row: ReturnedRow) -> None:
    """Takes an added row of the milestones' sheet: a step of an action that is in the plan."""
    view, values = arrivals.view, _values(arrivals.view, row)
    labels = {name: specs(Kind.MILESTONE)[name].label for name in ("action", "title")}
    lacking = [f"“{label}”" for name, label in labels.items() if not values.get(name)]
    if lacking:
        view.draft.say(row.where, f"This milestone lacks {', '.join(lacking)}: it is not taken.")
    elif not _came_already(arrivals, row, Kind.MILESTONE, values):
        said = _external(Kind.MILESTONE, values)
        added = Added(Kind.MILESTONE, values["title"], row.where, said, cells=_places(row, values))
        view.draft.added.append(added)


def new_action(arrivals: Arrivals, row: ReturnedRow) -> None:
    """Takes an added row of the actions' sheet; fields that a rule refuses are left out and named."""
    view, values = arrivals.view, _values(arrivals.view, row)
    if not values.get("title"):
        view.draft.say(row.where, "An action needs a title: this row is not taken.")
        return
    if set(values) <= {"title"} and is_heading(str(values["title"])):
        view.draft.say(row.where, "This row is a heading or a total: it is not read.", ProblemKind.UNREAD)
        return
    update = _typed(row, NEW_UPDATE)
    values = _allowed(view, row, values, update)
    stands = settled(view, _NEW, values, update)
    late = {name: getattr(stands, name) for name in _LATE if name in values}
    same = _came_already(arrivals, row, Kind.ACTION, {**values, **late})
    if same is not None:
        if update:
            update_on(arrivals, same, update, row.cells[NEW_UPDATE].where, {})
        return
    fields = _external(Kind.ACTION, values)
    view.draft.added.append(
        Added(Kind.ACTION, values["title"], row.where, fields, update=update or None, cells=_places(row, values))
    )


def new_subject(arrivals: Arrivals, row: ReturnedRow) -> None:
    """Notes that recommendations and findings come from reports, and measures from their lead, not from workbooks."""
    how = "" if row.kind is Kind.MEASURE else ", from its report"
    arrivals.view.draft.say(row.where, f"A {row.kind} is added in the tracker{how}: this row is not taken.")


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


def _places(row: ReturnedRow, values: Mapping[str, Any]) -> dict[str, str]:
    """Where each value of a new row stands, by external name."""
    return {specs(row.kind)[name].external: row.cells[name].where for name in values if name in row.cells}


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


def _came_already(arrivals: Arrivals, row: ReturnedRow, kind: Kind, values: Mapping[str, Any]) -> Any:
    """The record that an earlier merge of this row added, or None. It is known by what it said when it was added."""
    for born, why in arrivals.since.get((kind, fold_text(str(values.get(_WORDS[kind]) or ""))), ()):
        standing = arrivals.view.now.get(born.id)
        if standing is not None and born.id not in arrivals.taken and _agrees(kind, values, born):
            arrivals.taken.add(born.id)
            if not why.startswith(arrivals.file):
                arrivals.view.draft.note(row.where, f"{standing.ref} says this already: it is not added again.")
            return standing
    return None


def _agrees(kind: Kind, values: Mapping[str, Any], record: Any) -> bool:
    return all(same_value(_spec(kind, name), value, getattr(record, name)) for name, value in values.items())


def _spec(kind: Kind, name: str) -> Spec:
    return specs(kind)[name]


ARRIVAL = {
    Kind.ACTION: new_action,
    Kind.EVIDENCE: new_evidence,
    Kind.MILESTONE: new_milestone,
    Kind.PERSON: new_person,
    Kind.MEASURE: new_subject,
    Kind.RECOMMENDATION: new_subject,
    Kind.FINDING: new_subject,
}
"""How a new row of each kind is taken; updates are taken first, since a forecast may come with them."""
