"""Figures of somebody's plan as readings of a measure."""

from __future__ import annotations

from typing import Final

from tracker.domain.foreign.draft import Planned
from tracker.domain.plan.records import Action, Kind, Measure, Point
from tracker.domain.text.words import one_line
from tracker.domain.workbook.cells import plain_text
from tracker.services.context import Context

LONGEST_NAME: Final = 200


def put_readings(context: Context, action: Action, planned: Planned, file: str) -> None:
    """Adds the readings that the plan has not yet, under the action's measure of that name."""
    dated = [one for one in planned.readings if one.dated is not None]
    if not dated and planned.baseline is None and planned.target is None:
        return
    name = one_line(dated[0].measure if dated else planned.words.get("success_measure", "") or planned.title)[
        :LONGEST_NAME
    ]
    measure = next(
        (
            one
            for one in context.snapshot.of(Kind.MEASURE)
            if plain_text(one.name) == plain_text(name) and action.id in one.targets
        ),
        None,
    )
    if measure is None:
        unit = next((one.unit for one in planned.readings if one.unit), None)
        down = planned.baseline is not None and planned.target is not None and planned.target < planned.baseline
        measure = context.add(
            Measure(
                id=context.uow.new_id(),
                targets=(action.id,),
                name=name,
                unit=unit,
                baseline=planned.baseline,
                target=planned.target,
                direction="down" if down else "up",
            )
        )
    known = {(one.dated, one.value) for one in context.snapshot.points_of(measure.id)}
    for reading in dated:
        if (reading.dated, reading.value) not in known:
            context.add(
                Point(
                    id=context.uow.new_id(),
                    measure=measure.id,
                    dated=reading.dated,
                    value=reading.value,
                    note=f"{reading.period} in {file}",
                )
            )
