"""New readings that were typed beside their measures."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from tracker.domain.dates.dates import show
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Measure, specs
from tracker.domain.workbook.cells import is_blank
from tracker.domain.workbook.returned import NEW_READING, READ_ON, ReturnedRow
from tracker.errors import UserError
from tracker.services.workbook.matching import Matched
from tracker.services.workbook.proposal import Added
from tracker.services.workbook.wanted_values import View, wish

_POINT = specs(Kind.POINT)


def take_readings(view: View, matched: Matched) -> None:
    """Puts new readings into the draft: once each, on their day or on the one that the workbook went out."""
    for record, rows in matched.known.values():
        for row in rows if isinstance(record, Measure) else ():
            for day, value, cell in _readings(view, row):
                if _is_known(view, record.id, day, value):
                    continue
                said = f"{record.ref}: {value:g} on {show(day)}"
                fields = {"measure": record.id, "value": value, "dated": day}
                view.draft.added.append(Added(Kind.POINT, said, cell, fields, target=record.ref))


def _readings(view: View, row: ReturnedRow) -> Iterator[tuple[date, float, str]]:
    typed, on = row.cells.get(NEW_READING), row.cells.get(READ_ON)
    if typed is None or is_blank(typed.value):
        if on is not None and not is_blank(on.value):
            view.draft.say(on.where, "A day is given without a reading: it is not taken.")
        return
    try:
        value: Any = wish(view, Kind.POINT, _POINT["value"], typed.value)
        day: Any = wish(view, Kind.POINT, _POINT["dated"], on.value) if on is not None else None
    except UserError as fault:
        view.draft.say(typed.where, f"{fault.message}. This reading is not taken.")
        return
    day = day or view.as_at
    if day > view.context.act.today:
        view.draft.say(typed.where, f"{show(day)} is still to come, so nothing was read on it. It is not taken.")
    else:
        yield day, value, typed.where


def _is_known(view: View, measure: RecordId, day: date, value: float) -> bool:
    """Whether the plan got this reading since the workbook went out."""
    points = view.now.points_of(measure)
    return any((one.dated, one.value) == (day, value) and view.base.get(one.id) is None for one in points)
