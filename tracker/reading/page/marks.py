"""The signs and numbers that stand before list items and paragraphs."""

from __future__ import annotations

import re

SIGNS = "◼■▪▫•●○◦‣⁃➢➤►▶✓✔✗❖◆◇□▢\u2219\u25fb\u25fe\u25fd\u2b1b\u00b7\u2027▲▸▹✦⦁⬤⬛⬜⚫⚬◘◙★☆➔➜➙⇒→»"
DASHES = "-–—−\u0336\u2010\u2011\u2012\u2015\u23af\u2500\u2501\u2796\ufe58\ufe63\uff0d"

_SIGN = re.compile(rf"([{SIGNS}\x80-\x9f\ue000-\uf8ff])[\s\u200b]*")
_DASH = re.compile(rf"([{DASHES}])\s+(?=\S)")
_LONG_DASH = re.compile(r"([\u2015\u23af\u2500\u2501])(?=[A-Za-z‘“])|(—)(?=[A-Z])")
_LETTER_O = re.compile(r"(o)\s+(?=\S)")
_NUMBER = re.compile(r"(\d{1,2}(?:\.\d{1,2}){1,2}\.?(?=\s)|\(?\d{1,3}[.)])(?:\s+(?=[^\d\s])|(?=[A-Z‘“]))")
_LETTERED = re.compile(r"(\(?(?:[a-z]|[ivx]{2,4})\)|[a-z]\.)\s+(?=\S)")

_ROMAN = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x", "xi", "xii")


def split_sign(text: str) -> tuple[str, str]:
    """The bullet sign a text starts with ("" for none) and the rest of the text; dashes count as signs."""
    for pattern in (_SIGN, _DASH, _LETTER_O):
        found = pattern.match(text)
        if found:
            return found.group(1), text[found.end() :]
    return "", text


def split_long_dash(text: str) -> tuple[str, str]:
    """The dash as wide as a letter that touches the words after it, which no line of English prose starts with."""
    found = _LONG_DASH.match(text)
    return (found.group(), text[found.end() :]) if found else ("", text)


def split_number(text: str) -> tuple[str, str]:
    """The list number or letter a text starts with ("12.", "(a)"; "" for none) and the rest of the text."""
    for pattern in (_NUMBER, _LETTERED):
        found = pattern.match(text)
        if found:
            return found.group(1), text[found.end() :]
    return "", text


def is_sign(marker: str) -> bool:
    """Whether a marker is a bullet sign and not a number or letter."""
    return marker == "o" or (bool(marker) and not marker.replace(".", "").strip("()").isalnum())


def is_count(marker: str) -> bool:
    """Whether a marker that was typed before a text counts items: a number, or a small letter."""
    digits = marker.replace(".", "").strip("()").isdigit()
    return bool(marker) and (marker[-1] == ")" or digits or (len(marker) == 2 and marker[0].islower()))


def is_dash(marker: str) -> bool:
    """Whether a marker is a dash, which in these reports mostly marks the second level."""
    return bool(marker) and (marker in DASHES or marker == "\uf02d")


def number_of(marker: str) -> int | None:
    """The value of a printed number ("12." gives 12), or None for signs and letters."""
    digits = marker.strip("().")
    return int(digits) if digits.isdigit() else None


def letters_of(marker: str) -> set[int]:
    """The places that a letter may count ("(c)" gives 3, "(i)" gives 1 and 9), none for signs and numbers."""
    letters = marker.strip("().")
    values = {_ROMAN.index(letters) + 1} if letters in _ROMAN else set()
    return values | {ord(letters) - 96} if len(letters) == 1 and "a" <= letters <= "z" else values


def sort_of(marker: str) -> str:
    """Whether a marker is a sign, a number, or a letter or a number in parts."""
    return "sign" if is_sign(marker) else "letter" if number_of(marker) is None else "number"
