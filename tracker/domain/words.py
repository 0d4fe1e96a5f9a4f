"""Words as they are kept: line ends of one sort, and no character that a sheet, a page or a database cannot hold."""

from __future__ import annotations

import re

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85")


def one_line(text: str) -> str:
    """Words on one line: white space folded, what cannot be shown left out."""
    return " ".join(_UNPRINTABLE.sub("", _LINE_ENDS.sub(" ", text)).split())


def lines(text: str) -> str:
    """Words on several lines: line ends made one sort, ends trimmed, what cannot be shown left out."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)).strip()
