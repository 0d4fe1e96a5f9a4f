"""Numbers as a cell shows them, for the columns that hold words: "75%", "£3.50"."""

from __future__ import annotations

import re
from typing import Final

PLAIN_FORMATS: Final = frozenset({"General", "@", "0"})
_IN_BRACKETS = re.compile(r"\[\$([^\]\-]*)[^\]]*\]|\[[^\]]*\]")
_QUOTED = re.compile(r'"([^"]*)"')
_NOT_SHOWN = re.compile(r"[\\*_].")
_DIGITS = re.compile(r"[#0?,]*[#0?](?:\.([0#?]+))?")


def as_shown(value: float, number_format: str) -> str:
    """The number with the decimals, thousands, currency or percent sign of its cell's format."""
    shown = _IN_BRACKETS.sub(lambda found: found[1] or "", number_format.partition(";")[0])
    shown = _QUOTED.sub(lambda found: found[1], _NOT_SHOWN.sub("", shown))
    digits = _DIGITS.search(shown)
    if digits is None or "E" in shown:
        return f"{value:g}"
    if "%" in shown:
        value *= 100
    decimals = len(digits[1] or "")
    number = f"{value:,.{decimals}f}" if "," in digits[0] else f"{value:.{decimals}f}"
    before, after = shown[: digits.start()].strip(), shown[digits.end() :].rstrip()
    sign = "-" if number.startswith("-") else ""
    return f"{sign}{before}{number.removeprefix('-')}{after}".strip()
