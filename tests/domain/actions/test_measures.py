from datetime import date

import pytest

from support.builders import an_id
from tracker.domain.actions.measures import (
    direction_of,
    latest_reading,
    measure_rag,
    movement,
    readings,
    standing,
    tolerance_of,
    trend_words,
    value_words,
)
from tracker.domain.plan.records import Measure, Point

TODAY = date(2024, 3, 12)
BY = date(2024, 12, 1)


def a_measure(**fields: object) -> Measure:
    given = {
        "id": an_id(1), "ref": "M1", "name": "Plans rated good", "unit": "%", "baseline": 40.0,
        "baseline_on": date(2023, 12, 1), "target": 80.0, "target_by": BY, **fields,
    }  # fmt: skip
    return Measure(**given)  # type: ignore[arg-type]


def read(value: float | None, on: date | None = date(2024, 3, 1)) -> tuple[Point, ...]:
    return (Point(id=an_id(2), ref="D1", measure=an_id(1), dated=on, value=value),)


@pytest.mark.parametrize(
    ("value", "level", "words"),
    [
        (80.0, "green", "80% on 1 Mar 2024 meets the target of 80%."),
        (95.0, "green", "meets the target"),
        (50.0, "green", "50% on 1 Mar 2024 is on course for 80% by 1 Dec 2024."),
        (47.0, "amber", "47% on 1 Mar 2024 is within tolerance of the 49.95% its course asks for by then."),
        (45.0, "red", "45% on 1 Mar 2024 is behind the 49.95% its course asks for by then."),
    ],
)
def test_a_reading_is_held_against_the_course_on_its_own_day(value: float, level: str, words: str) -> None:
    rag = measure_rag(a_measure(tolerance=3.5), read(value), TODAY)
    assert rag.level == level
    assert words in rag.sentence
    assert rag.status.word == level.capitalize()


def test_once_the_day_has_passed_only_the_target_counts() -> None:
    rag = measure_rag(a_measure(), read(60.0), date(2025, 1, 1))
    assert (rag.level, rag.sentence) == ("red", "60% on 1 Mar 2024 is behind the target of 80% by 1 Dec 2024.")
    assert measure_rag(a_measure(), read(76.0), date(2025, 1, 1)).level == "amber"


def test_a_measure_that_should_fall_is_judged_the_other_way() -> None:
    falling = a_measure(direction="down", baseline=30.0, target=10.0, unit="days")
    assert measure_rag(falling, read(10.0), TODAY).level == "green"
    assert measure_rag(falling, read(25.0), TODAY).level == "green"
    assert measure_rag(falling, read(31.0), TODAY).level == "red"
    assert trend_words(falling, read(24.0)) == "down 6 days since 1 Dec 2023, the right way"


def test_without_a_course_the_target_itself_is_held_up() -> None:
    for lacking in ({"baseline_on": None}, {"target_by": None}, {"baseline": None}, {"target_by": date(2023, 1, 1)}):
        assert measure_rag(a_measure(direction="up", **lacking), read(50.0), date(2022, 1, 1)).level == "red"
    bare = a_measure(baseline=None, target_by=None, direction="up")
    assert measure_rag(bare, read(50.0), TODAY).sentence == "50% on 1 Mar 2024 is behind the target of 80%."
    assert measure_rag(a_measure(target_by=None, tolerance=5.0), read(76.0), TODAY).level == "amber"


def test_where_nobody_said_which_way_is_better_nothing_is_judged() -> None:
    unsaid = a_measure(baseline=None)
    assert measure_rag(unsaid, read(50.0), TODAY).sentence.startswith("Nobody has said whether up or down is better")
    assert measure_rag(unsaid, read(80.0), TODAY).level == "green"
    alone = a_measure(target=None)
    assert trend_words(alone, read(50.0)).endswith("; which way is better is not said")
    assert movement(alone, 90.0) == "undirected"


def test_nothing_is_judged_without_reading_or_target() -> None:
    assert "enter the latest figure" in measure_rag(a_measure(), read(None), TODAY).sentence
    assert "No target" in measure_rag(a_measure(target=None), read(5.0), TODAY).sentence
    assert measure_rag(a_measure(), (), TODAY).status.word == "Not judged"


def test_readings_stand_by_their_day_and_the_last_of_a_day_counts() -> None:
    first, second = read(1.0)[0], Point(id=an_id(3), dated=date(2024, 3, 1), value=2.0, note="corrected")
    old = Point(id=an_id(4), dated=date(2024, 1, 1), value=9.0)
    found = latest_reading((first, second, old, *read(3.0, None)))
    assert found is not None
    assert (found.value, found.note) == (2.0, "corrected")
    assert [reading.value for reading in readings((first, old))] == [9.0, 1.0]
    assert latest_reading(()) is None


def test_tolerance_is_the_measures_own_or_a_tenth_of_the_way() -> None:
    assert tolerance_of(a_measure()) == 4.0
    assert tolerance_of(a_measure(tolerance=-2.0)) == 2.0
    assert tolerance_of(a_measure(baseline=None)) == 0.0


def test_where_it_came_from_and_where_it_stands_in_words() -> None:
    assert trend_words(a_measure(), read(52.0)) == "up 12 points since 1 Dec 2023, the right way"
    assert trend_words(a_measure(baseline_on=None), read(30.0)) == "down 10 points since the baseline, the wrong way"
    assert trend_words(a_measure(), read(40.0)) == "unchanged since 1 Dec 2023"
    assert trend_words(a_measure(), ()) == trend_words(a_measure(baseline=None), read(1.0)) == ""
    later = Point(id=an_id(9), dated=date(2024, 4, 1), value=61.0)
    said = "since the first reading of 1 Mar 2024; without a baseline the move is not judged"
    assert trend_words(a_measure(baseline=None), (*read(52.0), later)) == f"up 9 points {said}"
    assert movement(a_measure(baseline=None, target=None), 61.0) == "unjudged"
    assert standing(a_measure(), read(52.0)) == "from 40% to 52% (1 Mar 2024); target 80% by 1 Dec 2024"
    assert standing(a_measure(target_by=None), ()) == "from 40% no reading since; target 80%"
    assert standing(Measure(id=an_id(1)), ()) == "No baseline, reading or target yet."
    assert standing(Measure(id=an_id(1)), read(3.0)) == "3 (1 Mar 2024)"


def test_movement_and_numbers_in_words() -> None:
    assert movement(a_measure(), None) == "unread"
    assert [movement(a_measure(), value) for value in (80.0, 41.0, 40.0, 39.0)] == ["met", "better", "same", "worse"]
    assert [value_words(v, "days") for v in (None, 1234.5, 0.004, -1e-9)] == [
        "",
        "1,234.5 days",
        "0.004 days",
        "0 days",
    ]


@pytest.mark.parametrize(
    ("baseline", "target", "said"),
    [
        (40.0, 80.0, "up"),
        (80.0, 40.0, "down"),
        (40.0, 40.0, ""),
        (None, 40.0, ""),
        (40.0, None, ""),
        (0.0, -1.0, "down"),
    ],
)
def test_a_target_says_in_which_direction_it_lies(baseline: float | None, target: float | None, said: str) -> None:
    assert direction_of(baseline, target) == said
