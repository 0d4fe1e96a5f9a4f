"""The keyboard reaches everything: letters, popups, menus, dialogs and lists, and letters meant as words stay words."""

from pathlib import Path

from pytestqt.qtbot import QtBot

from support.keyboard import Keyboard, at_the_keyboard
from tracker.domain.plan.records import Kind


def test_the_plan_opens_with_the_keyboard_in_its_list(keys: Keyboard) -> None:
    assert keys.focus_name == "Recommendations and their actions"
    keys.press("Down")
    assert keys.row.startswith("A1. Agree one evaluation framework")


def test_single_letters_work_in_the_list_and_are_words_in_a_field(keys: Keyboard) -> None:
    keys.run("A3")
    keys.press("/")
    keys.type("vandue")
    assert keys.focus_name == "Filter these actions"
    assert keys.shows("vandue")
    keys.press("Esc", "Down", "Down", "A")
    assert keys.focus_name == "Owner"


def test_letters_choose_in_a_list_of_states(keys: Keyboard) -> None:
    keys.run("A3")
    keys.press("U", "Tab")
    assert keys.focus_name == "Forecast with this update"
    keys.type("r")
    assert keys.shows("Red")
    assert keys.focus_name == "Forecast with this update"


def test_tab_after_an_offered_owner_goes_on_to_the_date(keys: Keyboard) -> None:
    keys.run("A3")
    keys.press("A")
    keys.type("Head of Youth Justice")
    keys.press("Tab")
    assert keys.focus_name == "Due"
    assert "Owner Head of Youth Justice" in keys.row


def test_letters_stay_commands_when_the_panel_takes_the_whole_width(keys: Keyboard) -> None:
    keys.run("A3")
    keys.press("F11", "U")
    keys.type("Said from the wide panel.")
    keys.press("Ctrl+Return", "F11")
    assert keys.focus_name == "Recommendations and their actions"
    assert keys.kept().of(Kind.UPDATE)[-1].text == "Said from the wide panel."
    assert keys.kept().by_ref("A3").title == "Report outcomes of all projects to the board every quarter"


def test_what_is_typed_last_is_saved_when_the_window_closes(sample_plan: Path, tmp_path: Path, qtbot: QtBot) -> None:
    copy = tmp_path / "copy.plan"
    copy.write_bytes(sample_plan.read_bytes())
    with at_the_keyboard(copy, qtbot) as keys:
        keys.run("A3")
        keys.press("F11", "Tab", "Shift+Tab", "E")
        keys.press("End")
        keys.type(" and to scrutiny")
    with at_the_keyboard(copy, qtbot) as keys:
        title = keys.plan.by_ref("A3").title
    assert title == "Report outcomes of all projects to the board every quarter and to scrutiny"


def test_dialogs_are_answered_by_keys(keys: Keyboard) -> None:
    keys.press("Shift+F2")
    keys.type("The answer")
    keys.press("Return")
    assert keys.kept().plan.title == "The answer"
    keys.press("Ctrl+Z")
    assert keys.kept().plan.title == "Serious youth violence: partnership action plan"
    assert keys.notice.startswith("Undone:")


def test_menus_open_by_their_letters(keys: Keyboard) -> None:
    keys.press("Alt+V", "Down", "Return")
    assert keys.work.nav.place.value == "place overview"


def test_every_press_is_counted(keys: Keyboard) -> None:
    keys.press("Ctrl+K")
    keys.type("A3")
    keys.press("Down", times=2)
    assert keys.strokes == 5
    assert keys.pressed == ["Ctrl+K", "“A3”", "Down ×2"]
