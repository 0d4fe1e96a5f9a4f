"""Headings that no list knows, by their parts and the words that carry them."""

import pytest

from tracker.domain.foreign.columns import meaning_of


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("Area for improvement / cause of concern", "recommendation"),
        ("Priority / action", "title"),
        ("Evidence / Progress", "update"),
        ("Outcome & KPI", "success_measure"),
        ("Force response", "title"),
        ("Trust response to finding", "title"),
        ("Tactical lead", "owner"),
        ("Gold lead", "accountable"),
        ("CQC told us that we must", "recommendation"),
        ("Force status", "delivery"),
        ("Agreed implementation date", "due"),
        ("Latest agreed finish date", "revised"),
        ("Date work beginning", "start"),
        ("Date actually closed", "done"),
        ("Date of last review", "extra"),
        ("AFI code", "number"),
        ("Partner organisations", "agency"),
        ("IA follow-up comment", "update"),
        ("Key to colours", "extra"),
        ("Trust BRAG score", "forecast"),
        ("Whereabouts", ""),
        ("Whereabouts / Weather", ""),
        ("a b c d e f g h i j k l m n status", ""),
    ],
)
def test_a_heading_is_known_by_its_words(heading: str, meaning: str) -> None:
    assert meaning_of(heading)[0] == meaning


def test_words_that_may_be_no_heading_are_not_guessed_at() -> None:
    assert meaning_of("Force response", slips=False) == ("", 0.0)
