"""What a careful person asks before taking a returned workbook over: names, dates and cells that look like slips."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date
from typing import Any, Final

from tracker.domain.actions.proposals import difference_words, unexplained
from tracker.domain.dates.dates import show
from tracker.domain.log.merge import fold_text
from tracker.domain.people.likeness import names_like, several_names
from tracker.domain.people.people import names_of
from tracker.domain.plan.external import by_external
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, kind_of, specs
from tracker.domain.text.words import how_many
from tracker.domain.workbook.cells import as_text, cell_of, is_blank
from tracker.domain.workbook.returned import LATEST_UPDATE
from tracker.services.workbook.answers import span, takes
from tracker.services.workbook.known_rows import Said
from tracker.services.workbook.new_names import new_names
from tracker.services.workbook.proposal import Edited, NewName
from tracker.services.workbook.wanted_values import View

YEARS_BACK: Final[Mapping[str, int]] = {"due": 2, "forecast_due": 2}
"""How many years before the workbook went out a day may lie, by field; `LONG_AGO` for the others."""
LONG_AGO, FAR_AHEAD = 5, 10
SORTED_ROWS: Final = 3
"""Rows whose values changed places from which on a sheet looks half sorted."""
MANY_EMPTIED: Final = 5
_ANSWER = "Answer “take” or “leave”."


def ask_about(view: View, known: Mapping[RecordId, Said]) -> None:
    """Puts the questions that the draft as a whole gives rise to, and counts what would be emptied."""
    _ask_of_sorting(view, known)
    _ask_of_names(view)
    _ask_of_dates(view)
    _tell_of_claims(view)
    _tell_emptied(view)


def _ask_of_sorting(view: View, known: Mapping[RecordId, Said]) -> None:
    """Asks where values have changed places between rows, as when only a part of the columns was sorted."""
    columns: dict[tuple[Kind, str], list[tuple[Any, Any, str]]] = {}
    for said in known.values():
        for name, (value, cell) in said.wishes.items():
            columns.setdefault((kind_of(said.record), name), []).append((getattr(said.record, name), value, cell))
    moved: dict[Kind, list[tuple[str, list[str]]]] = {}
    for (kind, name), values in columns.items():
        was, now = Counter(one[0] for one in values), Counter(one[1] for one in values)
        if len(now) >= SORTED_ROWS and (was & now).total() >= max(SORTED_ROWS, 0.8 * len(values)):
            moved.setdefault(kind, []).append((specs(kind)[name].label, [one[2] for one in values]))
    for found in moved.values():
        cells = span([cell for _, own in found for cell in own])
        if not takes(view.answers, cells):
            labels = ", ".join(f"“{label}”" for label, _ in found)
            rows = max(len(own) for _, own in found)
            view.draft.ask(
                cells,
                f"{how_many(rows, 'row')} have the {labels} of another row, as if only some columns were sorted. "
                f"Are these values meant? {_ANSWER}",
            )


def _ask_of_names(view: View) -> None:
    """Asks about new names that are like a known one, or stand for several people in a cell for one."""
    names = names_of(view.now)
    for kind, name, cell in dict.fromkeys(_names_in(view)):
        if not takes(view.answers, cell):
            several = several_names(name, names[kind]) if kind is Kind.PERSON else ()
            like = names_like(name, names[kind])
            if several:
                view.draft.ask(
                    cell, f"“{name}” may name more than one person. Answer with one name, “take” or “leave”."
                )
            elif like:
                known = " or ".join(like)
                view.draft.ask(
                    cell,
                    f"“{name}” is not in the plan: is it {known}? Answer with the name that is meant, “take” for a new "
                    f"{kind}, or “leave”.",
                )
        names[kind].append(name)


def _names_in(view: View) -> Iterator[tuple[Kind, str, str]]:
    yield from new_names((*view.draft.applied, *view.draft.conflicts), view.draft.added)
    for one in view.draft.added:
        if one.kind is Kind.PERSON:
            yield one.kind, one.title, one.cell


def _ask_of_dates(view: View) -> None:
    """Asks about days many years away from the one the workbook went out on."""
    for name, label, day, cell in _days(view):
        years = day.year - view.as_at.year
        if not -YEARS_BACK.get(name, LONG_AGO) <= years <= FAR_AHEAD and not takes(view.answers, cell):
            view.draft.ask(
                cell, f"{show(day)} is many years away: is that the {label} that is meant? Answer with a date, "
                "“take” or “leave”."
            )  # fmt: skip


def _days(view: View) -> Iterator[tuple[str, str, date, str]]:
    for edit in view.draft.applied:
        if isinstance(edit.value, date):
            yield edit.place.name, edit.place.label, edit.value, edit.cell
    for one in view.draft.added:
        for external, value in one.fields.items():
            if isinstance(value, date):
                yield external, by_external(one.kind)[external].label, value, one.cells.get(external, one.cell)


def _tell_of_claims(view: View) -> None:
    """Says where an assurance that was typed is better than what evidence and checks bear out."""
    for edit in view.draft.applied:
        if edit.place.kind is Kind.ACTION and edit.place.name == "assurance":
            claimed = _as_typed(view, edit.place.record)
            better = unexplained(view.now, claimed, view.context.act.today)
            for words in (difference_words(claimed, *one) for one in better if one[0] == "assurance"):
                view.draft.note(edit.cell, f"{words}.")


def _as_typed(view: View, record: RecordId) -> Any:
    """A record with all that its rows would change; names that are in no register yet are left out."""
    edits = (one for one in view.draft.applied if one.place.record == record and not one.is_extension)
    known = {one.place.name: one.value for one in edits if not isinstance(one.value, NewName)}
    return replace(view.now.get(record), **known)


def _tell_emptied(view: View) -> None:
    """Says which cells would be emptied; where they are many of one column, asks."""
    emptied: dict[tuple[Kind, str], list[Edited]] = {}
    for edit in view.draft.applied:
        if is_blank(edit.now) and not is_blank(edit.was):
            emptied.setdefault((edit.place.kind, edit.place.name), []).append(edit)
    for edits in emptied.values():
        cells = span([edit.cell for edit in edits])
        refs = ", ".join(edit.place.ref for edit in edits)
        label = edits[0].place.label
        if len(edits) >= MANY_EMPTIED and not takes(view.answers, cells):
            cells_said = how_many(len(edits), "cell")
            view.draft.ask(cells, f"{cells_said} of “{label}” would be emptied ({refs}): is that meant? {_ANSWER}")
        else:
            view.draft.note(cells, f"“{label}” of {refs} is emptied.")


def hear_latest_updates(view: View, known: Mapping[RecordId, Said]) -> None:
    """Takes words typed into “Latest update” as an update where a person said so, and asks where nobody did.

    What an update that came after the workbook went out says is taken already.
    """
    for said in known.values():
        for cell in said.typed_into_latest:
            was = fold_text(as_text(cell_of(view.base, said.record, LATEST_UPDATE, view.as_at)))
            news = fold_text(as_text(cell.value)).removeprefix(was).strip()
            since = (u for u in view.now.updates_for(said.record.id) if view.base.get(u.id) is None)
            if not news:
                view.draft.say(cell.where, "This column is kept by the tracker: what was typed here is not taken.")
            elif takes(view.answers, cell.where):
                said.updates.append((news, cell.where))
            elif news not in (fold_text(update.text) for update in since):
                view.draft.ask(
                    cell.where,
                    f"Words were typed into “Latest update”, which is not read back: are they a new update? {_ANSWER}",
                )
