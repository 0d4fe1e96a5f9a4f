"""Patterns that are compiled on first use find what others find, and every one that is written down can be compiled."""

import re

import pytest

from tracker.domain.guard import identifiers, published_words
from tracker.domain.text import wording
from tracker.domain.text.pattern import Pattern

DECLARED = [
    one
    for module in (identifiers, published_words, wording)
    for found in vars(module).values()
    for one in (found if isinstance(found, tuple) else (found,))
    if isinstance(one, Pattern)
]


def test_it_finds_what_a_compiled_one_finds() -> None:
    late, compiled, text = Pattern("a(b?)", re.IGNORECASE), re.compile("a(b?)", re.IGNORECASE), "xAB a"
    assert [one.span() for one in late.finditer(text)] == [one.span() for one in compiled.finditer(text)]
    assert late.search(text) is not None
    assert late.match(text) is None
    assert late.fullmatch("aB") is not None
    assert late.sub("-", text) == "x- -"


@pytest.mark.parametrize("pattern", DECLARED, ids=range(len(DECLARED)))
def test_each_can_be_compiled(pattern: Pattern) -> None:
    assert pattern.search("") is None or pattern.match("") is not None
