"""The charts that screen and paper share: every figure has its place, its pattern and its word."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication
from reportlab.graphics.shapes import Group, Line, String

from tracker.domain.actions import status
from tracker.domain.actions.status import Status
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.board.board_measures import MEASURE_STATUS
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.colours import MARK_CONTRAST, contrast
from tracker.papers.charts import (
    LIGHT,
    all_charts,
    as_svg,
    fitted,
    parts_chart,
    pattern_of,
    profile_chart,
    status_colour,
    timeline_chart,
)
from tracker.papers.fonts import REGULAR, register_fonts
from tracker.papers.shapes import DARK_INK, LIGHT_INK, PATTERNS, block, ink_on, shape

DARK = {**LIGHT, "ground": "#16191d", "ink": "#f2f4f6", "quiet": "#c3c9d0", "bad": "#ff8a80", "neutral": "#aab2bc"}
STATUSES = (
    *status.DELIVERY_STATUS.values(), *status.FORECAST_STATUS.values(), *status.ASSURANCE_STATUS.values(),
    *MEASURE_STATUS.values(), status.OVERDUE, status.NO_FORECAST, status.NO_ACTIONS, status.ACTIONS_COMPLETE,
    status.ACTIONS_VERIFIED,
)  # fmt: skip


def inside(group: Any) -> Iterator[Any]:
    """Everything drawn in a group, groups opened."""
    for item in group.contents:
        if isinstance(item, Group):
            yield from inside(item)
        else:
            yield item


def labels(drawing: Any) -> list[str]:
    return [item.text for item in inside(drawing) if isinstance(item, String)]


def test_each_colour_stands_out_from_the_ground() -> None:
    for tone, colour in LIGHT.items():
        if tone != "ground":
            assert contrast(colour, LIGHT["ground"]) >= MARK_CONTRAST, tone


def test_contrast_is_measured_as_the_guidelines_do() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert contrast("#ffffff", "#777777") == contrast("#777777", "#ffffff")


@pytest.mark.parametrize(("ground", "ink"), [("#ffffff", DARK_INK), ("#12385c", LIGHT_INK), ("#ffd54f", DARK_INK)])
def test_numbers_are_black_or_white_by_contrast(ground: str, ink: str) -> None:
    assert ink_on(ground) == ink


def test_a_bar_is_told_apart_without_colour(mid_life_data: BoardData) -> None:
    drawn = {(pattern_of(figure), figure.status.shape) for figure in mid_life_data.profile if figure.status}
    assert len(drawn) == len(mid_life_data.profile)


@pytest.mark.parametrize("found", STATUSES)
def test_every_status_has_a_shape_and_a_colour_and_no_stray_letters(found: Status) -> None:
    drawn = list(inside(shape(found.shape, 0, 0, 12, LIGHT[found.tone])))
    assert drawn
    assert not any(isinstance(item, String) for item in drawn)


@pytest.mark.parametrize("pattern", sorted(set(PATTERNS.values())))
@pytest.mark.parametrize("size", [(60.0, 16.0), (3.0, 40.0), (500.0, 1.0)])
def test_hatching_stays_inside_its_bar(pattern: str, size: tuple[float, float]) -> None:
    width, height = size
    for item in inside(block((10, 20, width, height), pattern, "#12385c", "#ffffff")):
        if isinstance(item, Line):
            assert all(10 - 1e-6 <= x <= 10 + width + 1e-6 for x in (item.x1, item.x2))
            assert all(20 - 1e-6 <= y <= 20 + height + 1e-6 for y in (item.y1, item.y2))


def test_the_profile_shows_each_status_with_its_number_and_opens_it(mid_life_data: BoardData) -> None:
    chart = profile_chart(mid_life_data)
    shown = [figure for figure in mid_life_data.profile if figure.count]
    assert [region.key for region in chart.regions] == [figure.key for figure in shown]
    assert chart.rows == tuple((figure.label, str(figure.count)) for figure in shown)
    for figure in shown:
        assert figure.label in labels(chart.drawing)
        assert f"{figure.label} {figure.count}" in chart.alt
    assert f"of {sum(figure.count for figure in shown)} actions" in chart.alt


def test_the_main_statuses_have_a_row_even_without_actions(bare_data: BoardData) -> None:
    assert list(profile_chart(bare_data).rows) == [
        ("Overdue", "0"), ("Not started", "0"), ("In progress", "0"), ("Complete", "0"),
    ]  # fmt: skip


def test_regions_lie_on_the_drawing_and_open_what_their_bar_counts(mid_life_data: BoardData) -> None:
    for chart in all_charts(mid_life_data):
        assert chart.regions
        for region in chart.regions:
            assert 0 <= region.x0 < region.x1 <= chart.drawing.width + 1e-6
            assert 0 <= region.y0 < region.y1 <= chart.drawing.height + 1e-6
            figure = mid_life_data.figure(region.key)
            assert region.label.endswith(f"{figure.label}, {figure.count}")


def test_no_two_regions_of_a_stacked_chart_overlap(mid_life_data: BoardData) -> None:
    chart = parts_chart("Actions by agency", mid_life_data.by_agency)
    rows: dict[float, list[tuple[float, float]]] = {}
    for region in chart.regions:
        rows.setdefault(region.y0, []).append((region.x0, region.x1))
    for row in rows.values():
        row.sort()
        assert all(end <= start + 1e-6 for (_, end), (start, _) in itertools.pairwise(row))


def test_a_stacked_chart_counts_every_action_of_each_part(mid_life_data: BoardData) -> None:
    chart = parts_chart("Actions by recommendation", mid_life_data.by_recommendation)
    for part, row in zip(mid_life_data.by_recommendation, chart.rows, strict=True):
        assert row[0] == part.label
        assert row[-1] == str(part.count)
        assert sum(map(int, row[1:-1])) == part.count
    assert chart.heads[0] == "Part"
    assert "R1: Overdue 1" in chart.alt


def test_the_timeline_has_a_column_for_each_month(mid_life_data: BoardData) -> None:
    chart = timeline_chart(mid_life_data)
    assert [row[0] for row in chart.rows] == [part.label for part in mid_life_data.by_month]
    assert {"Dec", "2025", "Jan", "2026"} <= set(labels(chart.drawing))


def test_crowded_months_name_only_as_many_as_there_is_room_for(
    large_plan: Callable[..., Snapshot], today: date
) -> None:
    snapshot = large_plan(60, 3)
    first = snapshot.actions[0]
    spread = snapshot.with_records([("action", first.id, replace(first, due=date(2029, 12, 1)))], 58, "")
    data = board_data(spread, today)
    chart = timeline_chart(data, width=260)
    names = [label for label in labels(chart.drawing) if "–" in label]
    assert 1 < len(names) < len(data.by_month)


def test_charts_without_anything_to_show_are_left_out(bare_data: BoardData, mid_life_data: BoardData) -> None:
    assert [chart.title for chart in all_charts(bare_data)] == ["Actions by status", "Actions by recommendation"]
    assert [chart.title for chart in all_charts(mid_life_data)] == [
        "Actions by status", "Actions by recommendation", "Actions by agency", "Due dates",
    ]  # fmt: skip


def test_a_timeline_without_dates_is_empty_and_still_a_chart(bare_data: BoardData) -> None:
    chart = timeline_chart(bare_data)
    assert (chart.regions, chart.rows) == ((), ())


def test_the_screen_gets_svg_in_the_family_it_knows(mid_life_data: BoardData) -> None:
    charts = all_charts(mid_life_data)
    assert len(charts) == 4
    for chart in charts:
        svg = as_svg(chart.drawing)
        root = ElementTree.fromstring(svg)
        assert root.tag.endswith("svg")
        assert chart.title
        assert chart.regions
        assert "font-family: 'IBM Plex Sans'; font-weight: bold;" in svg
        assert "IBMPlexSans" not in svg
        assert "..." not in svg
        assert "polyline" not in svg


def test_qt_draws_nothing_behind_the_chart(mid_life_data: BoardData, qapp: QApplication) -> None:
    for svg in (as_svg(chart.drawing) for chart in all_charts(mid_life_data)):
        picture = QImage(511, 120, QImage.Format.Format_RGB32)
        picture.fill(QColor("#336699"))
        painter = QPainter(picture)
        QSvgRenderer(QByteArray(svg.encode())).render(painter)
        painter.end()
        edges = {picture.pixelColor(x, 60).name() for x in (0, 510)}
        assert "#336699" in edges
        assert "#000000" not in edges


def test_a_dark_screen_gives_its_own_colours(mid_life_data: BoardData) -> None:
    light, dark = (as_svg(profile_chart(mid_life_data, palette).drawing) for palette in (LIGHT, DARK))
    assert light != dark


@pytest.mark.parametrize(
    ("own", "expected"),
    [("#0000ff", "#0000ff"), ("#ffff99", "#8C8C54"), ("blue", LIGHT["good"]), (None, LIGHT["good"])],
)
def test_the_plans_own_colour_is_used_where_it_can_be_seen(own: str | None, expected: str) -> None:
    assert status_colour(status.DELIVERY_STATUS["complete"], own, LIGHT) == expected


def test_a_figure_without_a_status_is_neutral() -> None:
    assert status_colour(None, None, LIGHT) == LIGHT["neutral"]


def test_long_labels_are_cut_to_their_room() -> None:
    register_fonts()
    assert fitted("Police", 100) == "Police"
    cut = fitted("The Very Long Name of a Trust", 80)
    assert cut.endswith("…")
    assert cut.startswith("The Very")
    assert fitted("word", 0) == "…"
    assert REGULAR == "IBMPlexSans"
