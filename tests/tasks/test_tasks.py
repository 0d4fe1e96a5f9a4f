"""Wishes of a lead or a service manager, each done in the real window by keyboard alone.

A test's first line of words is the wish. `keys.strokes` counts what it took; `run.py bench keys` prints the table.
"""

from datetime import date

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
