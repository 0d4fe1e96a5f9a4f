"""A measure drawn over time: what the drawing says in words, where its parts stand, and what is left out."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan_store, an_action, an_id
from support.on_paper.drawn import parts_of, texts
from tracker.domain.board.board_measures import Mark, marks_of
from tracker.domain.plan.records import Measure, Point, Record, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.charts import LIGHT, as_svg
from tracker.papers.measure_chart import measure_chart

TODAY = date(2024, 6, 12)
PLAN = a_plan_store().snapshot()
M1 = PLAN.measures[0]


def put(*records: Record, snapshot: Snapshot = PLAN) -> Snapshot:
    return snapshot.with_records([(kind_of(r), r.id, r) for r in records], snapshot.number + 1, "x")


def read(number: int, on: date | None, value: float | None) -> Point:
    return Point(id=an_id(9000 + number), ref=f"D{number}", measure=M1.id, dated=on, value=value)


def test_it_says_all_that_it_draws() -> None:
    chart = measure_chart(PLAN, M1, date(2024, 3, 12))
    assert chart is not None
    assert chart.alt == (
        "Plans rated good: from 41% to 52% (1 Feb 2024); target 75% by 30 Sep 2024. Up 11 points since 1 Dec 2023, "
        "the right way. Green: 52% on 1 Feb 2024 is on course for 75% by 30 Sep 2024. A1 begins 15 Jan 2024; "
        "A2 begins 15 Jan 2024; A2 overdue 1 Mar 2024; A1 due 28 May 2024."
    )
    assert chart.rows == (("1 Feb 2024", "52%"),)
    svg = as_svg(chart.drawing)
    for words in ("target 75%", "baseline 41%", "52%", "today", "A1 due", "A2 overdue", "Jan 2024"):
        assert words in svg, words


def test_each_reading_and_mark_can_be_pressed_and_lies_on_the_sheet() -> None:
    chart = measure_chart(put(read(2, date(2024, 5, 1), 60.0)), M1, TODAY)
    assert chart is not None
    assert [region.key for region in chart.regions].count("M1") == 2
    assert {"A1", "A2"} <= {region.key for region in chart.regions}
    for region in chart.regions:
        assert 0 <= region.x0 < region.x1 <= chart.drawing.width
        assert 0 <= region.y0 < region.y1 <= chart.drawing.height
    assert "1 May 2024: 60%" in {region.label for region in chart.regions}


def test_the_days_of_actions_it_serves_stand_on_it() -> None:
    done = replace(PLAN.get(an_id(501)), done=date(2024, 4, 1), delivery="complete")
    aside = replace(PLAN.get(an_id(502)), delivery="superseded")
    assert marks_of(put(done, aside), M1, TODAY) == (
        Mark(date(2024, 1, 15), "A1", "begins"), Mark(date(2024, 4, 1), "A1", "done"),
    )  # fmt: skip
    own = replace(M1, targets=(an_id(503),))
    assert [mark.words for mark in marks_of(PLAN, own, TODAY)] == ["A3 begins", "A3 done"]


def test_marks_without_room_are_told_in_words_alone() -> None:
    many = tuple(
        an_action(n, targets=(an_id(401),), start=date(2024, 2, 1), due=date(2024, 2, 2 + n % 20))
        for n in range(10, 40)
    )
    chart = measure_chart(put(*many), M1, TODAY)
    assert chart is not None
    assert sum(region.key != "M1" for region in chart.regions) < 20
    assert "A39 begins 1 Feb 2024" in chart.alt


def test_nothing_to_draw_is_no_chart() -> None:
    bare = Measure(id=an_id(9100), ref="M9", name="Visits", target=5.0, target_by=date(2024, 9, 1))
    assert measure_chart(put(bare), bare, TODAY) is None
    undated = replace(bare, target_by=None, baseline=3.0)
    assert measure_chart(put(undated), undated, TODAY) is None
    begun = replace(bare, baseline=3.0, baseline_on=date(2024, 1, 1))
    assert measure_chart(put(begun), begun, TODAY) is not None


@pytest.mark.parametrize(
    "fields",
    [
        {"target": None, "target_by": None, "baseline": None, "baseline_on": None},
        {"direction": "down", "baseline": 90.0, "target": 10.0, "unit": "days"},
        {"baseline": 52.0, "target": 52.0},
        {"baseline": -5.0, "target": 0.0, "unit": None},
        {"baseline": 0.0, "target": 0.0, "unit": None},
        {"target_by": date(2023, 12, 1)},
        {"target_by": date(2031, 9, 30), "name": "Ein <b>Maß</b> & 'x' " * 9, "unit": "children seen within a day"},
        {"baseline": 1e12, "target": 2.5e-7},
    ],
)
def test_odd_numbers_days_and_words_are_drawn(fields: dict[str, object]) -> None:
    measure = replace(M1, **fields)  # type: ignore[arg-type]
    chart = measure_chart(put(measure, read(2, date(2024, 5, 1), 0.0), read(3, None, 4.0)), measure, TODAY)
    assert chart is not None
    assert as_svg(chart.drawing).startswith("<?xml")
    dark = dict(LIGHT) | {"ground": "#1B2026", "ink": "#E8ECF1"}
    assert measure_chart(PLAN, measure, TODAY, dark, width=300) is not None


@pytest.mark.parametrize(
    ("high", "scale"),
    [(3.0, ["0", "1", "2", "3", "4"]), (4.0, ["0", "2", "4", "6"]), (60.0, ["0", "20", "40", "60", "80"])],
)  # fmt: skip
def test_the_lines_of_a_scale_stand_for_round_numbers(high: float, scale: list[str]) -> None:
    measure = replace(M1, baseline=0.0, target=high, unit=None)
    chart = measure_chart(put(measure, replace(PLAN.points_of(M1.id)[0], value=high)), measure, TODAY)
    assert chart is not None
    found = [one.text for one in texts(list(parts_of(chart.drawing))) if one.what.textAnchor == "end"]
    assert found == scale
