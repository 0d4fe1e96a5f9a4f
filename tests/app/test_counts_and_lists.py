"""Every count on screen is the length of the list it opens: on 300 actions over two years, judged by several days."""

from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from support.counts import counts_agree
from support.keyboard import Keyboard, at_the_keyboard, fresh
from support.two_years.plan import LAST
from tracker.db.store import open_store
from tracker.domain.board.board import board_data
from tracker.domain.plan.snapshot import Snapshot
from tracker.pictures import charts
from tracker.ui.core.commands import Do
from tracker.ui.filters.chips import CHIPS, NO_OWNER, SLIPPED_TWICE
from tracker.ui.overview.overview import MAIN, figures_of
from tracker.ui.shell.side_bar import COUNTED

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

DAYS = (date(2024, 9, 30), date(2025, 6, 2), LAST)


@pytest.fixture(scope="module")
def snapshot(two_years_file: Path) -> Iterator[Snapshot]:
    store = open_store(str(two_years_file))
    yield store.snapshot()
    store.close()


@pytest.fixture(params=DAYS, ids=str)
def day(request: pytest.FixtureRequest) -> date:
    found: date = request.param
    return found


@pytest.fixture
def keys(two_years_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Keyboard]:
    with at_the_keyboard(fresh(two_years_file, tmp_path), qtbot, who="Head of Safeguarding", today=LAST) as keyboard:
        yield keyboard


def test_a_figure_counts_what_its_filter_lists_and_parts_add_up(snapshot: Snapshot, day: date) -> None:
    counts_agree(snapshot, day)


def test_a_chart_s_region_says_how_many_it_opens(snapshot: Snapshot, day: date) -> None:
    pictures = charts(snapshot, day)
    assert len(pictures) >= 4
    counting = [picture for picture in pictures if picture.title != TREND]
    assert len(counting) == len(pictures) - 1
    for picture in counting:
        assert picture.regions, picture.title
        for region in picture.regions:
            assert region.refs, f"{picture.title}: {region.name} opens nothing"
            assert str(len(region.refs)) in region.name.replace(",", " ").split(), (picture.title, region.name)


def judged(keys: Keyboard, days: Sequence[date]) -> Iterator[date]:
    """The window as at one day after another."""
    assert keys.window.hub is not None
    for day in days:
        keys.window.hub.session.judge_at(day)
        keys.work.look_again()
        keys.settle()
        yield day


def test_the_windows_counts_are_those_of_the_lists_they_open(keys: Keyboard) -> None:
    for day in judged(keys, DAYS[::2]):
        keys.press("Ctrl+2")
        overview = keys.work.nav.view
        figures = figures_of(board_data(keys.plan, day))
        stand = {key: made.accessibleName() for key, made in (overview.cards | overview.chips).items()}
        assert stand == {f.key: f"{f.count} {f.label}" for f in figures if f.count or f.key in MAIN}
        for figure in figures:
            if figure.count and figure.key != "met":
                keys.work.nav.show_only(figure.label, figure.refs)
                keys.settle()
                assert listed_refs(keys, figure.refs[0][:1]) == set(figure.refs), (day, figure.key)


def listed_refs(keys: Keyboard, kind: str) -> set[str]:
    """The references of one kind (by its letter) that stand in the list of recommendations and actions."""
    model = keys.work.nav.plan_view.model
    return {
        r.ref for r in (*keys.plan.recommendations, *keys.plan.actions) if r.ref[:1] == kind and model.places_of(r.id)
    }


def test_a_chip_says_how_many_it_lists(keys: Keyboard) -> None:
    keys.press("Ctrl+4")
    view = keys.work.nav.plan_view
    for day in judged(keys, DAYS):
        for term, _name, _tip in CHIPS:
            view.set_filter((term,))
            keys.settle()
            said = int(view.chips.button(term).accessibleName().rsplit(", ", 1)[1])
            assert view.model.count() == said, (day, term)


def test_the_side_bar_counts_what_each_place_lists(keys: Keyboard) -> None:
    for place, kinds in COUNTED.items():
        keys.window.do(place)
        keys.settle()
        rows = (
            len(keys.rows) if place is not Do.RECOMMENDATIONS else len(keys.plan.recommendations + keys.plan.findings)
        )
        assert keys.work.side.buttons[place].count == rows, f"{place}: {kinds}"


TREND = "Planned, re-dated and actual finish"
"""Its lines count what was finished by the end of each month, which no list holds."""
SAME = {"slipped twice": SLIPPED_TWICE, "no owner": NO_OWNER, "quiet": "gone quiet", "owner left": "owner has left"}


def test_a_card_and_the_chip_of_the_same_name_count_the_same(keys: Keyboard) -> None:
    keys.press("Ctrl+3")
    plan = keys.work.nav.plan_view
    named = {term: name for term, name, _tip in CHIPS}
    for day in judged(keys, DAYS):
        found = {entry.figure.key: entry.figure for entry in board_data(keys.plan, day).exceptions}
        for key, term in SAME.items():
            plan.set_filter((term,))
            keys.settle()
            listed = {row.ref for row in keys.plan.actions if plan.model.places_of(row.id)}
            assert (found[key].label, set(found[key].refs)) == (named[term], listed), (day, key)


def test_the_overview_shows_whose_owner_has_left_only_where_there_are_any(snapshot: Snapshot, day: date) -> None:
    board = board_data(snapshot, day)
    left = next(entry.figure for entry in board.exceptions if entry.figure.key == "owner left")
    assert ("owner left" in {figure.key for figure in figures_of(board)}) is (left.count > 0)
