"""Words as a database can keep them."""

import pytest

from tracker.db.mapping import keepable


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("plain", "plain"),
        ("a\0b", "ab"),
        ("Zoë\0", "Zoë"),
        ("half \ud83d of a pair", "half \ufffd of a pair"),
        ("\U0001f600", "\U0001f600"),
    ],
)
def test_what_no_database_takes_is_left_out_or_replaced(text: str, kept: str) -> None:
    assert keepable(text) == kept
