"""The people and agencies that a workbook names and the plan does not know: said beforehand, so that slips are seen."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.domain.people.people import fold
from tracker.domain.plan.external import by_external
from tracker.domain.plan.fields import Spec
from tracker.domain.plan.records import Kind, specs
from tracker.services.workbook.proposal import Added, Draft, NewName


def name_newcomers(draft: Draft) -> None:
    """Puts every new name that what is taken brings into the draft, each once, unless it has a row of its own."""
    known = {(one.kind, fold(one.title)) for one in draft.added}
    for kind, name, cell in tuple(_new_names(draft)):
        if (kind, fold(name)) not in known:
            known.add((kind, fold(name)))
            draft.added.append(Added(kind, str(name), cell, {"name": str(name)}))


def _new_names(draft: Draft) -> Iterator[tuple[Kind, NewName, str]]:
    for edit in draft.applied:
        yield from _in_value(specs(edit.place.kind)[edit.place.name], edit.value, edit.cell)
    for one in draft.added:
        for external, value in one.fields.items():
            yield from _in_value(by_external(one.kind)[external], value, one.cell)


def _in_value(spec: Spec, value: Any, cell: str) -> Iterator[tuple[Kind, NewName, str]]:
    kind = Kind.PERSON if "person" in spec.links else Kind.AGENCY
    for item in value if isinstance(value, tuple) else (value,):
        if isinstance(item, NewName):
            yield kind, item, cell
