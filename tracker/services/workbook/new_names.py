"""The people and agencies that a workbook names and the plan does not know: said beforehand, so that slips are seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from tracker.domain.people.people import fold
from tracker.domain.plan.external import by_external
from tracker.domain.plan.fields import Spec
from tracker.domain.plan.records import Kind, specs
from tracker.domain.workbook.returned import ProblemKind
from tracker.services.workbook.proposal import Added, Disputed, Draft, Edited, NewName


def name_newcomers(draft: Draft) -> None:
    """Puts every new name that is taken into the draft, each once, unless it has a row of its own or is asked about."""
    known = {(one.kind, fold(one.title)) for one in draft.added}
    doubted = {problem.cell for problem in draft.problems if problem.kind is ProblemKind.QUESTION}
    for kind, name, cell in tuple(new_names(draft.applied, draft.added)):
        if (kind, fold(name)) not in known and cell not in doubted:
            known.add((kind, fold(name)))
            draft.added.append(Added(kind, str(name), cell, {"name": str(name)}))


def new_names(edits: Iterable[Edited | Disputed], added: Iterable[Added]) -> Iterator[tuple[Kind, NewName, str]]:
    """The names that edits and new rows bring and the plan does not know, each with its kind and cell."""
    for edit in edits:
        yield from _in_value(specs(edit.place.kind)[edit.place.name], edit.value, edit.cell)
    for one in added:
        for external, value in one.fields.items():
            yield from _in_value(by_external(one.kind)[external], value, one.cells.get(external, one.cell))


def _in_value(spec: Spec, value: Any, cell: str) -> Iterator[tuple[Kind, NewName, str]]:
    kind = Kind.PERSON if "person" in spec.links else Kind.AGENCY
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, NewName):
            yield kind, item, cell
