"""Where everything stands on charts: nothing off the sheet or over anything else, each word beside what it names."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import pairwise

import pytest
from reportlab.graphics.shapes import Line, Rect

from support.builders import a_plan_store, an_id
from support.on_paper.drawn import Drawn, marks, parts_of, texts
from tracker.domain.board.board import BoardData
from tracker.domain.board.board_trend import TrendPoint
from tracker.domain.plan.records import Point, Record, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.charts import LIGHT, Chart, all_charts, parts_chart, profile_chart, timeline_chart
from tracker.papers.measure_chart import measure_chart
from tracker.papers.trend_chart import trend_chart

TODAY = date(2024, 6, 12)
PLAN = a_plan_store().snapshot()
M1 = PLAN.measures[0]
WIDTHS = (511.0, 300.0)
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun")
TREND = tuple(
    TrendPoint(f"{month} 2026", count, count // 2 + 1, count // 3 if count < 30 else None)
    for month, count in zip(MONTHS, range(4, 64, 10), strict=True)
)


def put(*records: Record) -> Snapshot:
    return PLAN.with_records([(kind_of(r), r.id, r) for r in records], PLAN.number + 1, "x")


def measured(width: float = 511.0, **fields: object) -> Chart:
    """The chart of a measure with three readings."""
    measure = replace(M1, **fields)  # type: ignore[arg-type]
    read = [Point(id=an_id(9000 + n), ref=f"D{n}", measure=M1.id, dated=date(2024, 2 + n, 1), value=50.0 + 3 * n)
            for n in range(3)]  # fmt: skip
    chart = measure_chart(put(measure, *read), measure, TODAY, LIGHT, width)
    assert chart is not None
    return chart


@pytest.fixture(scope="module")
def drawings(mid_life_data: BoardData, bare_data: BoardData) -> list[Chart]:
    made = [
        chart for data in (mid_life_data, bare_data) for width in WIDTHS for chart in all_charts(data, LIGHT, width)
    ]
    made += [trend_chart(TREND, LIGHT, width) for width in WIDTHS] + [trend_chart(TREND[:1]), trend_chart(TREND[4:])]
    kinds = ({}, {"direction": "down", "baseline": 90.0, "target": 10.0}, {"unit": "days", "target": 400.0},
             {"target": None, "target_by": None}, {"baseline": None, "baseline_on": None})  # fmt: skip
    return made + [measured(width, **kind) for kind in kinds for width in WIDTHS]  # type: ignore[arg-type]


def test_everything_stands_on_the_sheet(drawings: list[Chart]) -> None:
    for chart in drawings:
        width, height = chart.drawing.width, chart.drawing.height
        found = list(parts_of(chart.drawing))
        off = [one for one in found if min(one.left, one.bottom) < -1 or one.right > width + 1 or one.top > height + 1]
        assert off == [], chart.title


def test_no_words_stand_over_others(drawings: list[Chart]) -> None:
    for chart in drawings:
        found = texts(list(parts_of(chart.drawing)))
        over = [(one.text, two.text) for place, one in enumerate(found) for two in found[:place] if one.over(two)]
        assert over == [], chart.title


def test_no_sheet_is_higher_than_what_stands_on_it(drawings: list[Chart]) -> None:
    for chart in drawings:
        found = list(parts_of(chart.drawing))
        assert min(one.bottom for one in found) <= 16, chart.title
        assert max(one.top for one in found) >= chart.drawing.height - 20, chart.title


def bars(chart: Chart) -> list[Drawn]:
    """The bars that count something, as regions know them: from the left, from the top."""
    height = chart.drawing.height
    return [Drawn(one, one.x0, height - one.y1, one.x1, height - one.y0) for one in chart.regions]


def _is_rule(one: Drawn) -> bool:
    return isinstance(one.what, Line) and one.what.strokeWidth == 0.75


def rects(chart: Chart) -> list[Drawn]:
    return [one for one in parts_of(chart.drawing) if isinstance(one.what, Rect)]


def test_a_bar_is_as_long_as_its_count_and_beside_its_words(mid_life_data: BoardData) -> None:
    chart = profile_chart(mid_life_data)
    found = list(parts_of(chart.drawing))
    units = set()
    for (label, count), row, spot in zip(chart.rows, bars(chart), marks(chart.drawing), strict=True):
        (bar,) = [one for one in rects(chart) if row.bottom <= one.bottom and one.top <= row.top and one.right > 100
                  and one.what.width > 20]  # fmt: skip
        (name,) = [one for one in texts(found) if one.text == label]
        (number,) = [one for one in texts(found) if one.text == count and one.level_with(bar)]
        units.add(round((bar.right - bar.left) / int(count), 6))
        assert name.level_with(bar)
        assert name.right < bar.left == 118
        assert 4 <= number.left - bar.right <= 8
        assert bar.bottom - 1 <= spot[1] <= bar.top - 11
        assert spot[0] + 12 < name.left
    assert len(units) == 1
    longest = max(one.right for one in rects(chart))
    assert abs(longest - (chart.drawing.width - 40)) < 0.5


@pytest.mark.parametrize("width", WIDTHS)
def test_the_bars_of_a_part_follow_one_another_and_share_a_scale(mid_life_data: BoardData, width: float) -> None:
    parts = mid_life_data.by_agency
    chart = parts_chart("Actions by agency", parts, LIGHT, width)
    found = list(parts_of(chart.drawing))
    drawn = {(round(one.left, 3), round(one.right, 3)) for one in rects(chart)}
    unit, axis = set(), next(one.left for one in found if _is_rule(one) and one.left == one.right)
    places = iter(bars(chart))
    for number, part in enumerate(parts):
        row = [next(places) for figure in part.figures if figure.count]
        assert {(round(one.left, 3), round(one.right, 3)) for one in row} <= drawn
        assert [one.left for one in row] == pytest.approx([axis, *(one.right for one in row[:-1])])
        unit |= {round((one.right - one.left) / figure.count, 4)
                 for one, figure in zip(row, (f for f in part.figures if f.count), strict=True)}  # fmt: skip
        (total,) = [one for one in texts(found) if one.left > row[-1].right and one.level_with(row[-1])]
        assert total.text == str(part.count)
        assert 4 <= total.left - row[-1].right <= 8
        assert chart.drawing.height - row[0].top == pytest.approx(21 * number)
        (name,) = [one for one in texts(found) if one.right <= axis - 5 and one.level_with(row[0])]
        assert axis - 7 <= name.right
    assert len(unit) == 1
    counts = [one for one in texts(found) if one.text.isdigit() and one.what.textAnchor == "middle"]
    for one in counts:
        (around,) = [bar for bar in bars(chart) if bar.left < one.middle[0] < bar.right and one.level_with(bar)]
        assert around.left + 3.5 <= one.left
        assert one.right <= around.right - 3.5
        assert f", {one.text}" in around.what.label
        grounds = [rect for rect in rects(chart) if abs(rect.middle[0] - one.middle[0]) < 0.01
                   and rect.level_with(one) and rect.what.strokeColor is None]  # fmt: skip
        assert all(rect.left <= one.left - 1 and one.right + 1 <= rect.right for rect in grounds)
        assert all(rect.bottom <= one.bottom and one.top <= rect.top for rect in grounds)
    assert len(counts) > 4


def test_a_number_is_left_out_where_its_bar_has_no_room(mid_life_data: BoardData) -> None:
    parts = mid_life_data.by_agency
    wide = parts_chart("A", parts, LIGHT, 511.0, most=2000)
    assert [one for one in texts(list(parts_of(wide.drawing))) if one.what.textAnchor == "middle"] == []
    assert max(one.right for one in bars(wide)) < 200


def test_the_columns_of_months_stand_on_the_line_over_their_names(mid_life_data: BoardData) -> None:
    chart = timeline_chart(mid_life_data)
    found = list(parts_of(chart.drawing))
    base = next(one.bottom for one in found if _is_rule(one))
    places = iter(bars(chart))
    units = set()
    for part in mid_life_data.by_month:
        shown = [figure for figure in part.figures if figure.count]
        column = [next(places) for _ in shown]
        if not column:
            continue
        assert [one.bottom for one in column] == pytest.approx([base, *(one.top for one in column[:-1])])
        units |= {round((one.top - one.bottom) / figure.count, 4) for one, figure in zip(column, shown, strict=True)}
        above = [one for one in texts(found) if abs(one.middle[0] - column[-1].middle[0]) < 1
                 and 0 < one.bottom - column[-1].top < 6]  # fmt: skip
        assert [one.text for one in above] == [str(part.count)]
        assert len({(one.left, one.right) for one in column}) == 1
        assert column[0].right - column[0].left <= 60
    assert len(units) == 1
    assert max(one.top for one in bars(chart)) == pytest.approx(chart.drawing.height - 18)
    under = sorted((one for one in texts(found) if base - 20 < one.bottom < base), key=lambda one: one.left)
    assert all(two.left - one.right >= 4 for one, two in pairwise(under))
    middles = [one.middle[0] for one in bars(chart)]
    names = {part.label.rpartition(" ")[0] for part in mid_life_data.by_month}
    assert {one.text for one in under} <= names
    assert all(min(abs(one.middle[0] - middle) for middle in middles) < 40 for one in under)


def test_a_legend_shows_pattern_shape_and_word_side_by_side(mid_life_data: BoardData) -> None:
    for chart in (timeline_chart(mid_life_data), parts_chart("A", mid_life_data.by_agency, LIGHT, 300.0)):
        found = list(parts_of(chart.drawing))
        swatches = [one for one in rects(chart) if (one.what.width, one.what.height) == (16, 10)]
        lowest = min(one.bottom for one in bars(chart))
        words = [one for one in texts(found) if one.text in chart.heads and one.top < lowest]
        assert [one.text for one in words] == list(chart.heads[1:-1])
        spots = [spot for spot in marks(chart.drawing) if spot[1] < lowest]
        for swatch, spot, word in zip(swatches, spots, words, strict=True):
            assert swatch.top < lowest
            assert swatch.right < spot[0] < spot[0] + 10 < word.left < spot[0] + 16
            assert word.level_with(swatch, 2)
            assert spot[1] == swatch.bottom
        for (one, word), (two, _) in pairwise(zip(swatches, words, strict=True)):
            assert two.left - word.right >= 10 if two.level_with(one) else one.bottom - two.top >= 4


def test_a_trend_has_three_lines_from_one_scale_each_with_its_name(mid_life_data: BoardData) -> None:
    chart = trend_chart(TREND)
    found = list(parts_of(chart.drawing))
    lines = [one.what for one in found if isinstance(one.what, Line)]
    base = next(one.y1 for one in lines if one.y1 == one.y2)
    drawn = [one for one in lines if one.strokeWidth == 1.6]
    values = [(p.planned, p.redated, p.finished) for p in TREND]
    wanted = sum(len([row[n] for row in values if row[n] is not None]) - 1 for n in range(3))
    assert len(drawn) == wanted
    unit = (chart.drawing.height - 12 - base) / max(p.planned for p in TREND)
    for place, (one, two) in enumerate(pairwise(TREND)):
        line = drawn[place]
        assert (line.y1 - base, line.y2 - base) == pytest.approx((one.planned * unit, two.planned * unit))
        assert (line.x1, line.x2) == pytest.approx((30 + 77 * place, 30 + 77 * (place + 1)))
    for name, value, tone in (("first planned", 54, "quiet"), ("as re-dated", 28, "warning"), ("finished", 8, "good")):
        (word,) = [one for one in texts(found) if one.text.endswith(name)]
        assert word.text == f"{value} {name}"
        ends = [line for line in drawn if line.strokeColor.hexval()[2:] == LIGHT[tone][1:]]
        assert word.left - ends[-1].x2 == pytest.approx(6)
        assert word.bottom <= ends[-1].y2 + 12
    assert {bool(line.strokeDashArray) for line in drawn} == {True, False}
    months = [one for one in texts(found) if one.text.endswith(" 2026")]
    assert [one.text for one in months] == [point.label for point in TREND]
    assert all(one.top < base for one in months)
    ticks = [one for one in lines if one.x1 == one.x2]
    assert [tick.x1 for tick in ticks] == pytest.approx([one.middle[0] for one in months])
    assert all(min(tick.y1, tick.y2) == pytest.approx(base - 3) for tick in ticks)
    assert chart.rows[0] == ("Jan 2026", "4", "3", "1")
    assert chart.rows[-1] == ("Jun 2026", "54", "28", "to come")
    assert chart.alt.endswith("By Mar 2026: 24 first planned, 13 as re-dated, 8 finished.")
    assert "Nothing is due yet." in trend_chart(TREND[4:]).alt


def test_crowded_months_of_a_trend_keep_their_distance() -> None:
    points = [TrendPoint(f"{n} 2026", n, n, None) for n in range(60)]
    names = [one for one in texts(list(parts_of(trend_chart(points).drawing))) if one.text.endswith(" 2026")]
    assert 5 < len(names) < 30
    assert all(two.left - one.right >= 9 for one, two in pairwise(names))
