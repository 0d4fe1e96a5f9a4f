"""Moving about in the window: places, back and forth, keys, the palette, figures that open lists."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from support.builders import an_id
from support.window import Opened
from tracker import settings as options
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.look.icons import program_icon
from tracker.ui.overview.overview import Overview
from tracker.ui.registers.register_view import RegisterView
from tracker.ui.shell.palette import matches

A1, A2, A4 = an_id(501), an_id(502), an_id(504)


def test_every_place_opens_and_says_how_much_it_holds(on_plan: Opened) -> None:
    for do, button in on_plan.work.side.buttons.items():
        on_plan.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        on_plan.settle()
        assert on_plan.work.nav.place is do
        view = on_plan.work.nav.view
        if isinstance(view, RegisterView) and do not in (Do.MEETINGS, Do.PEOPLE):
            assert view.model.count() == button.count
    assert on_plan.work.side.buttons[Do.ACTIONS].accessibleName() == "Actions, 5"


def test_the_program_has_a_picture(qapp: QApplication) -> None:
    assert {size.width() for size in program_icon().availableSizes()} >= {16, 256}


def test_back_and_forth_bring_the_record_in_hand(on_plan: Opened) -> None:
    on_plan.work.nav.go(Do.ACTIONS)
    on_plan.work.nav.view.show_record(A4)
    on_plan.do(Do.PEOPLE)
    on_plan.do(Do.BACK)
    assert (on_plan.work.nav.place, on_plan.work.nav.current_id()) == (Do.ACTIONS, A4)
    on_plan.do(Do.FORTH)
    assert on_plan.work.nav.place is Do.PEOPLE
    on_plan.do(Do.FORTH)
    assert on_plan.work.nav.place is Do.PEOPLE


def test_keys_reach_places_and_letters_wait_while_typing(on_plan: Opened) -> None:
    window, qtbot = on_plan.window, on_plan.qtbot
    qtbot.keyClick(window, Qt.Key.Key_5, Qt.KeyboardModifier.ControlModifier)
    assert on_plan.work.nav.place is Do.TIMELINE
    qtbot.keyClick(window, Qt.Key.Key_6, Qt.KeyboardModifier.ControlModifier)
    assert on_plan.work.nav.place is Do.EVIDENCE
    qtbot.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    plan = on_plan.work.nav.plan_view
    plan.show_record(an_id(405))
    plan.tree.setFocus()
    qtbot.keyClick(plan.tree, Qt.Key.Key_Slash)
    assert plan.search.hasFocus()
    qtbot.keyClicks(plan.search, "new unread")
    assert plan.search.text() == "new unread"
    assert plan.model.draft is None
    plan.clear_filters()
    plan.tree.setFocus()
    plan.show_record(an_id(405))
    qtbot.keyClick(plan.tree, Qt.Key.Key_N)
    assert plan.model.draft is not None


def test_letters_can_be_turned_off(on_plan: Opened, settings: Settings) -> None:
    on_plan.do(Do.LETTERS)
    assert settings.get(options.LETTER_KEYS) is False
    plan = on_plan.work.nav.plan_view
    plan.tree.setFocus()
    plan.show_record(an_id(405))
    on_plan.qtbot.keyClick(plan.tree, Qt.Key.Key_N)
    assert plan.model.draft is None
    on_plan.qtbot.keyClick(plan.tree, Qt.Key.Key_N, Qt.KeyboardModifier.ControlModifier)
    assert plan.model.draft is not None


@pytest.mark.parametrize(
    ("typed", "first"),
    [("report", "Make a paper"), ("board", "Make a paper"), ("leaver", "Hand over"), ("extension", "Deadline")],
)
def test_the_palette_knows_what_people_call_things(typed: str, first: str) -> None:
    found = matches(typed, None, lambda _do: True, letters=True)
    assert found[0].words == first


def test_the_palette_finds_by_the_tip_what_nothing_else_holds() -> None:
    found = matches("zip dictation", None, lambda _do: True, letters=True)
    assert not found
    assert [find.target for find in matches("dictation", None, lambda _do: True, letters=True)] == [Do.LETTERS]


def test_the_palette_jumps_to_a_record_and_runs_a_command(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.set_filter(("overdue",))
    on_plan.do(Do.PALETTE)
    palette = on_plan.window.palette_list
    assert palette is not None
    assert palette.isVisible()
    on_plan.qtbot.keyClicks(palette.line, "a4")
    assert palette.model.found[0].words.startswith("A4")
    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert on_plan.work.nav.current_id() == A4
    assert not palette.isVisible()
    on_plan.do(Do.PALETTE)
    on_plan.qtbot.keyClicks(palette.line, "dark")
    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    assert on_plan.window.theme.dark
    on_plan.do(Do.THEME_LIGHT)


def test_the_palette_finds_words_and_says_when_it_finds_nothing(on_plan: Opened) -> None:
    on_plan.do(Do.PALETTE)
    palette = on_plan.window.palette_list
    assert palette is not None
    on_plan.qtbot.keyClicks(palette.line, "strategy health")
    assert [find.words[:2] for find in palette.model.found[:-1]] == ["R3", "A4"]
    assert palette.model.found[-1].words == "Search everything for “strategy health”"
    palette.line.clear()
    on_plan.qtbot.keyClicks(palette.line, "zzzz")
    assert palette.nothing.isVisible()
    assert len(palette.model.found) == 1
    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_a_figure_on_the_overview_opens_the_list_it_counts(on_plan: Opened) -> None:
    on_plan.do(Do.OVERVIEW)
    view = on_plan.work.nav.view
    assert isinstance(view, Overview)
    on_plan.qtbot.waitUntil(lambda: view.counted is not None and bool(view.cards), timeout=5000)
    assert view.counted is not None
    for figure in view.counted.data.figures:
        if figure.refs and figure.refs[0][0] == "A":
            if figure.key in view.cards:
                view.cards[figure.key]._pressed()
            else:
                view.chips[figure.key].click()
            on_plan.settle()
            plan = on_plan.work.nav.plan_view
            listed = [plan.model.lookup(one).ref for one in plan.model.listed()]
            assert sorted(listed) == sorted(figure.refs), figure.key
            on_plan.do(Do.OVERVIEW)


def test_a_bar_of_a_chart_opens_its_list_by_mouse_and_key(on_plan: Opened) -> None:
    on_plan.do(Do.OVERVIEW)
    view = on_plan.work.nav.view
    assert isinstance(view, Overview)
    on_plan.qtbot.waitUntil(lambda: bool(view.charts), timeout=5000)
    chart = next(one for one in view.charts if one.picture.regions)
    chart.setFocus()
    on_plan.qtbot.keyClick(chart, Qt.Key.Key_Right)
    assert chart.accessibleName().endswith("Overdue")
    on_plan.qtbot.keyClick(chart, Qt.Key.Key_Return)
    on_plan.settle()
    model = on_plan.work.nav.plan_view.model
    assert [model.lookup(one).ref for one in model.listed()] == ["A2"]
