"""Names that may be one another."""

from __future__ import annotations

import pytest

from tracker.domain.people.likeness import names_like, several_names

KNOWN = ("Ann Lee", "Bob Day", "Carol O'Neill", "Team 1", "Head of Early Help")


@pytest.mark.parametrize(
    ("name", "like"),
    [
        ("Lee, Ann", ("Ann Lee",)), ("A. Lee", ("Ann Lee",)), ("Ann Lee (MCC)", ("Ann Lee",)),
        ("Dr Ann Lee", ("Ann Lee",)),
        ("Ann Leee", ("Ann Lee",)), ("An Lee", ("Ann Lee",)), ("Anm Lee", ("Ann Lee",)), ("nAn Lee", ("Ann Lee",)),
        ("Carol ONeill", ("Carol O'Neill",)), ("Heads of Early Help", ("Head of Early Help",)),
        ("Ann Lee", ()), ("Ann Day", ()), ("Bob Lee", ()), ("Team 2", ()), ("Lee", ()), ("()", ()), ("Zoe", ()),
        ("Bob Daykin", ()), ("B Day", ("Bob Day",)), ("B Bay", ()),
    ],
)  # fmt: skip
def test_names_that_may_be_another(name: str, like: tuple[str, ...]) -> None:
    assert names_like(name, KNOWN) == like


@pytest.mark.parametrize(
    ("name", "several"),
    [
        ("Ann Lee / Bob Day", ("Ann Lee", "Bob Day")), ("Ann Lee and Someone", ("Ann Lee", "Someone")),
        ("ann lee, Bob", ("ann lee", "Bob")), ("Lee, Ann", ()), ("Ann Lee", ()), ("Sandra Anderson", ()),
    ],
)  # fmt: skip
def test_a_cell_that_names_several_people(name: str, several: tuple[str, ...]) -> None:
    assert several_names(name, KNOWN) == several
