"""Wishes of a lead or a service manager, each done in the real window by keyboard alone.

A test's first line of words is the wish. `keys.strokes` counts what it took; `run.py bench keys` prints the table.
"""

from datetime import date
from pathlib import Path

from support.keyboard import Keyboard


def test_an_action_for_a_recommendation(keys: Keyboard) -> None:
    """Add an action to R2 with an owner and a date"""
    keys.run("R2")
    keys.press("N")
    keys.type("Publish data on disproportionality twice a year")
    keys.press("Tab")
    keys.type("Head of Youth Justice")
    keys.press("Tab")
    keys.type("28 Jun 2024")
    keys.press("Return")

    assert "Publish data on disproportionality twice a year" in keys.row
    plan = keys.kept()
    added = plan.actions[-1]
    assert plan.refs_of(added.targets) == ("R2",)
    assert plan.name_of(added.owner) == "Head of Youth Justice"
    assert added.due == date(2024, 6, 28)


def test_what_slipped_twice(keys: Keyboard) -> None:
    """Show what slipped twice and who agreed"""
    keys.run("slipped twice")
    assert len(keys.rows) == 1
    assert "2nd extension, +82 days" in keys.rows[0]
    keys.press("Down", "F11", "Right", "Right")

    assert keys.shows("First agreed for 10 Jan 2024: 2nd extension, +82 days.")
    assert keys.shows("approved by Partnership Board Chair on 16 Oct 2023")
    assert keys.shows("approved by Partnership Board Chair on 9 Jan 2024")


def test_an_update_with_a_forecast(keys: Keyboard) -> None:
    """Write an update with an Amber forecast"""
    keys.run("A3")
    keys.press("U")
    keys.type("Two of four partners have signed.")
    keys.press("Tab")
    keys.type("am")
    keys.press("Tab")
    keys.type("Two partners wait for their boards")
    keys.press("Ctrl+Return")

    assert keys.shows("Two of four partners have signed.")
    plan = keys.kept()
    update = plan.updates_for(plan.by_ref("A3").id)[-1]
    assert (update.forecast, update.forecast_reason) == ("amber", "Two partners wait for their boards")
    assert plan.by_ref("A3").forecast == "amber"


def test_a_new_date_with_a_reason(keys: Keyboard) -> None:
    """Ask for a new date for A3 and say why"""
    keys.run("A3")
    keys.press("D")
    keys.type("30 Apr 2024")
    keys.press("Return")
    keys.type("The second quarter's figures come at the end of April.")
    keys.press("Tab", "Return")

    assert keys.notice.startswith("The new date was asked for.")
    plan = keys.kept()
    asked = plan.extensions_of(plan.by_ref("A3").id)[-1]
    assert (asked.new_due, asked.state) == (date(2024, 4, 30), "pending")
    assert asked.reason == "The second quarter's figures come at the end of April."


def test_what_one_agency_is_late_with(keys: Keyboard) -> None:
    """List what is overdue at one agency"""
    keys.run("List actions: overdue")
    keys.press("/")
    keys.type("hub manager")

    assert keys.rows
    assert all("Complex Safeguarding Hub Manager" in row and "Overdue" in row for row in keys.rows)


def test_done_and_taken_back(keys: Keyboard) -> None:
    """Mark A12 complete, see that it was the wrong one, and take it back"""
    keys.run("A12")
    keys.press("Ctrl+Shift+Return")
    assert keys.kept().by_ref("A12").delivery == "complete"
    keys.press("Ctrl+Z")

    assert keys.notice.startswith("Undone:")
    assert keys.kept().by_ref("A12").delivery != "complete"


def test_the_board_paper(keys: Keyboard, tmp_path: Path) -> None:
    """Make the board paper as a PDF"""
    target = tmp_path / "board.pdf"
    keys.press("Ctrl+P")
    keys.press("Ctrl+A")
    keys.type(str(target))
    keys.press("Return")
    keys.wait_until(target.is_file)

    assert target.read_bytes().startswith(b"%PDF")
    assert keys.shows("board.pdf")


def test_the_inspectors_words_on_their_page(keys: Keyboard) -> None:
    """See where in the letter R3 stands"""
    keys.run("R3")
    keys.press("F")
    keys.wait_until(lambda: keys.work.on_page)

    assert keys.shows("page 2")
    keys.press("Esc")
    assert keys.focus_name == "Recommendations and their actions"
