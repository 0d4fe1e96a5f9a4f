"""Which words of a text or a page are those that were looked for: the same that the search finds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.lists.search import fold, query_of
from tracker.domain.lists.search_places import places_among, spans_in

TEXT = "Multi-agency plans, and the Agency’s café: early help is not help early."


@pytest.mark.parametrize(
    ("sought", "found"),
    [
        ("plan", ["plans"]), ("agency", ["agency", "Agency"]), ("cafe", ["café"]), ("lans", []), ("", []),
        ("multi-ag", ["Multi", "agency"]), ("“early help”", ["early", "help"]), ("“early hel”", []),
        ("help early", ["early", "help", "help", "early"]),
    ],
)  # fmt: skip
def test_words_are_found_by_their_beginnings_and_phrases_as_they_stand(sought: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in spans_in(TEXT, query_of(sought))] == found


def test_a_printed_word_of_two_parts_is_found_by_either() -> None:
    printed = ("The", "multi-agency", "(plan)", "waits.")
    assert places_among(printed, query_of("agency")) == {1}
    assert places_among(printed, query_of("multi-agency plan")) == {1, 2}
    assert places_among(printed, query_of("“multi agency plan waits”")) == {1, 2, 3}


@given(st.lists(st.text("abc ", min_size=1, max_size=4), max_size=8), st.text('ab c"', min_size=1, max_size=8))
def test_something_is_marked_wherever_every_word_is_found(words: list[str], sought: str) -> None:
    query, hay = query_of(sought), fold(" ".join(words))
    if query.terms and all(term in hay for term in query.terms):
        assert places_among(words, query)
