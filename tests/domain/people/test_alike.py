"""Names that may be one person's."""

import pytest

from tracker.domain.people.alike import alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "A. Lee"), ("Ann Lee", "Ann Lee (acting)"), ("Ann Lee", "\u0410nn Lee"), ("Ann Lee", "Änn LEE"),
        ("Ann Lee", "Mrs Ann Lee"), ("Ann Lee", "Ann Mary Lee"), ("Chair", "acting Chair"),
    ],
)  # fmt: skip
def test_what_could_be_taken_for_one_another(one: str, other: str) -> None:
    assert alike(one, other)
    assert alike(other, one)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ann Lee", "Bo Lee"),
        ("Ann Lee", "Ann Lees"),
        ("", "Ann"),
        (None, None),
        ("A. Lee", "B. Lee"),
        ("1", "2"),
        ("Ann Lee", "Lee"),
    ],
)
def test_what_could_not(one: str | None, other: str | None) -> None:
    assert not alike(one, other)
    assert not alike(other, one)
