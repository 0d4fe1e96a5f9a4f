"""Patterns that are compiled when words are first compared with them: a program that starts needs few of its many."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cached_property


class Pattern:
    """A regular expression, written down at once and compiled on first use; then it is as quick as any other."""

    def __init__(self, words: str, flags: int = 0) -> None:
        self._words, self._flags = words, flags

    @cached_property
    def _compiled(self) -> re.Pattern[str]:
        return re.compile(self._words, self._flags)

    @cached_property
    def search(self) -> Callable[[str], re.Match[str] | None]:
        """Finds it anywhere."""
        return self._compiled.search

    @cached_property
    def match(self) -> Callable[[str], re.Match[str] | None]:
        """Finds it at the beginning."""
        return self._compiled.match

    @cached_property
    def fullmatch(self) -> Callable[[str], re.Match[str] | None]:
        """Whether a text is it from end to end."""
        return self._compiled.fullmatch

    @cached_property
    def finditer(self) -> Callable[[str], Iterator[re.Match[str]]]:
        """Everywhere it stands."""
        return self._compiled.finditer

    @cached_property
    def sub(self) -> Callable[[str | Callable[[re.Match[str]], str], str], str]:
        """A text with something else in its place."""
        return self._compiled.sub
