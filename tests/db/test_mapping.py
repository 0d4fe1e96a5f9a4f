"""Words as a database can keep them."""

import pytest

from support.builders import an_action
from tracker.db.mapping import as_kept, keepable


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


def test_a_record_is_kept_without_what_no_database_takes() -> None:
    given = an_action(title="a\0b", description="plain", impact="half \ud83d")
    kept = as_kept(given)
    assert (kept.title, kept.description, kept.impact) == ("ab", "plain", "half \ufffd")
    assert as_kept(kept) == kept
