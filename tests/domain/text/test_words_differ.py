"""Which words differ between two texts, and the shared ways to say words."""

import pytest

from tracker.domain.text.word_diff import MOST_WORDS, as_html, runs
from tracker.domain.text.words import begun, shortened, with_article


def test_texts_too_long_to_compare_differ_as_a_whole() -> None:
    long = "word " * MOST_WORDS
    assert [run.differs for run in runs(long, "other")] == [True]
    assert runs("", long) == ()
    assert as_html("", long, "#000", "#fff", "u") == ""


def test_what_was_added_or_left_out_is_told_from_what_stayed() -> None:
    assert [(run.text, run.differs) for run in runs("by June or May", "by May")] == [
        ("by ", False), ("June or ", True), ("May", False)
    ]  # fmt: skip
    assert [(run.text, run.differs) for run in runs("by May", "by June or May")] == [("by ", False), ("May", False)]


def test_space_alone_is_not_marked() -> None:
    assert as_html("one  two", "one two", "#000", "#fff", "u") == "one  two"
    assert as_html("one two", "one", "#000", "#fff", "u").endswith("<u>" + MARKED.format(" two") + "</u>")


MARKED = '<span style="color:#000; background-color:#fff">{}</span>'


@pytest.mark.parametrize(
    ("noun", "said"), [("action", "an action"), ("Agency", "an Agency"), ("plan", "a plan"), ("", "a ")]
)
def test_a_noun_has_its_article(noun: str, said: str) -> None:
    assert with_article(noun) == said


def test_words_are_cut_with_a_sign() -> None:
    assert shortened("Ten words", 9) == "Ten words"
    assert shortened("Ten words", 5) == "Ten…"
    assert (begun("due today"), begun("")) == ("Due today", "")
