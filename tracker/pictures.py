"""Charts of the papers as pictures for the screen."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from tracker.domain.plan.ids import RecordId
    from tracker.domain.plan.snapshot import Snapshot
    from tracker.ui.core.gateway import ChartPicture


def charts(snapshot: Snapshot, today: date, *, dark: bool = False) -> list[ChartPicture]:
    """The board paper's charts as pictures for the screen, with the records that a click on each part opens."""
    from tracker.domain.board.board import overview_data
    from tracker.papers.charts import all_charts, as_svg
    from tracker.papers.trend_chart import trend_chart
    from tracker.ui.core.gateway import ChartPicture, ChartRegion
    from tracker.ui.look.tokens import chart_palette

    data = overview_data(snapshot, today)
    pictures = []
    palette = chart_palette(dark=dark)
    course = [trend_chart(data.trend, palette)] if data.trend else []
    for chart in (*course, *all_charts(data, palette)):
        width, height = chart.drawing.width, chart.drawing.height
        regions = tuple(
            ChartRegion(
                r.x0 / width, r.y0 / height, r.x1 / width, r.y1 / height, r.label, tuple(data.figure(r.key).refs)
            )
            for r in chart.regions
        )
        pictures.append(ChartPicture(chart.title, as_svg(chart.drawing), width, height, chart.alt, regions))
    return pictures


def measure_chart(
    snapshot: Snapshot, measure_id: RecordId, today: date, *, dark: bool = False, width: float = 511.0
) -> ChartPicture | None:
    """A measure over time as a picture for the screen, so many points wide; None where there is nothing to draw."""
    from tracker.domain.plan.records import Measure
    from tracker.papers import measure_chart as drawn
    from tracker.papers.charts import as_svg
    from tracker.ui.core.gateway import ChartPicture, ChartRegion
    from tracker.ui.look.tokens import chart_palette

    measure = snapshot.get(measure_id)
    chart = isinstance(measure, Measure) and drawn.measure_chart(
        snapshot, measure, today, chart_palette(dark=dark), width
    )
    if not chart:
        return None
    height = chart.drawing.height
    regions = tuple(
        ChartRegion(r.x0 / width, r.y0 / height, r.x1 / width, r.y1 / height, r.label, (r.key,)) for r in chart.regions
    )
    return ChartPicture(chart.title, as_svg(chart.drawing), width, height, chart.alt, regions)
