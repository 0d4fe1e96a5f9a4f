"""States in the words, letters and colours of other people's plans."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.foreign.states import Standing, colour_of, is_key, standing_of


@pytest.mark.parametrize(
    ("text", "standing"),
    [
        ("Completed", Standing("complete")),
        ("Resolved", Standing("complete")),
        ("Discounted", Standing("not adopted")),
        ("Closed", Standing("closed")),
        ("On track", Standing("in progress", "green")),
        ("Green", Standing(forecast="green")),
        ("A", Standing(forecast="amber")),
        ("Green - on track", Standing(forecast="green")),
        ("Blue", Standing("complete", blue=True)),
        ("Complete and embedded", Standing("complete", assurance="embedded")),
        ("Grey", Standing("not started")),
        ("Complete - signed off by the board", Standing("complete", rest="signed off by the board")),
        ("Amber (at risk)", Standing(forecast="amber")),
        ("Blue: complete", Standing("complete", blue=True)),
    ],
)
def test_a_state_is_known(text: str, standing: Standing) -> None:
    assert standing_of(text) == standing


@pytest.mark.parametrize(
    "text", ["Amber/Red", "On hold", "", "Whatever next", "Complete / not started", "A long story: " * 4]
)
def test_what_is_not_sure_is_no_state(text: str) -> None:
    assert standing_of(text) is None


@pytest.mark.parametrize(
    ("text", "delivery"), [("60%", "in progress"), ("100% complete", "complete"), ("0%", "not started")]
)
def test_a_percentage_says_how_far_it_is(text: str, delivery: str) -> None:
    assert standing_of(text, percent=True) == Standing(delivery)
    assert standing_of(text) is None
    assert standing_of("140%", percent=True) is None


@pytest.mark.parametrize(
    ("fill", "colour"),
    [
        ("FF0000", "red"),
        ("FFC000", "amber"),
        ("FFFF00", "amber"),
        ("92D050", "green"),
        ("0070C0", "blue"),
        ("D9D9D9", "grey"),
        ("7030A0", ""),
        ("FFFFFF", ""),
        ("000000", ""),
        ("red", ""),
        ("FF0055", "red"),
    ],
)
def test_a_ground_has_a_colour(fill: str, colour: str) -> None:
    assert colour_of(fill) == colour


def test_a_key_explains_its_colours() -> None:
    assert all(map(is_key, ("RAG key", "Red = off track", "G: on track", "Legend")))
    assert not is_key("Green lanes for all")


@given(st.text(max_size=50), st.booleans())
def test_any_words_are_a_state_or_none(text: str, percent: bool) -> None:
    standing_of(text, percent=percent)
    colour_of(text)
    is_key(text)
