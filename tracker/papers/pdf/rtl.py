"""Words of scripts that run from right to left: Arabic letters joined, and each line in the order in which it is seen.

The order is that of the Unicode bidirectional algorithm (UAX #9) for text without embedded directions; the joined
letters are the presentation forms that fonts have for them, found by their decompositions.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import cache

RIGHT = ("R", "AL")
NUMBERS = ("EN", "AN")
MIRRORED = dict(zip("()[]{}<>«»‹›", ")(][}{><»«›‹", strict=True))
FORMS_FIRST, FORMS_LAST = 0xFB50, 0xFEFC
LAM, ALEFS = "\u0644", "\u0622\u0623\u0625\u0627"
OPENING = {"(": ")", "[": "]", "{": "}"}


def runs_right_to_left(text: str) -> bool:
    """Whether there is a letter of such a script in a text."""
    return not text.isascii() and any(unicodedata.bidirectional(char) in RIGHT for char in text)


@cache
def _forms() -> dict[str, dict[str, str]]:
    """The shapes of each letter, or of lam with an alef, by where it stands in its word."""
    found: dict[str, dict[str, str]] = {}
    for code in range(FORMS_FIRST, FORMS_LAST + 1):
        place, _, letters = unicodedata.decomposition(chr(code)).partition(" ")
        base = "".join(chr(int(one, 16)) for one in letters.split())
        if len(base) == 1 or (len(base) == 2 and base[0] == LAM and base[1] in ALEFS):
            found.setdefault(base, {})[place.strip("<>")] = chr(code)
    return found


def joined(text: str) -> str:
    """The text, still in the order in which it is read, with Arabic letters in the shapes that join them."""
    if not runs_right_to_left(text):
        return text
    letters = _with_ligatures(text)
    solid = [place for place, letter in enumerate(letters) if unicodedata.category(letter[0]) != "Mn"]
    for at, place in enumerate(solid):
        letter = letters[place]
        before = at > 0 and "initial" in _shapes(letters[solid[at - 1]])
        after = at + 1 < len(solid) and "final" in _shapes(letters[solid[at + 1]])
        letters[place] = _shaped(letter, before=before, after=after)
    return "".join(letters)


def _with_ligatures(text: str) -> list[str]:
    found: list[str] = []
    for char in text:
        if found and found[-1] == LAM and f"{LAM}{char}" in _forms():
            found[-1] += char
        else:
            found.append(char)
    return found


def _shapes(letter: str) -> dict[str, str]:
    """A letter's shapes, also of one that has its shape already."""
    return _forms().get(letter) or _forms().get(spoken(letter), {})


def _shaped(letter: str, *, before: bool, after: bool) -> str:
    shapes = _forms().get(letter, {})
    before = before and "final" in shapes
    after = after and "initial" in shapes
    place = "medial" if before and after else "final" if before else "initial" if after else "isolated"
    return shapes.get(place) or letter


def spoken(text: str) -> str:
    """The letters behind joined shapes."""
    return "".join(
        unicodedata.normalize("NFKC", char) if FORMS_FIRST <= ord(char) <= FORMS_LAST else char for char in text
    )


def begins_right(text: str) -> bool:
    """Whether a paragraph runs from right to left: its first letter does."""
    return next((kind == "R" for kind in map(_kind, text) if kind in "LR"), False)


def seen(text: str, *, right: bool) -> list[int]:
    """The places of a line's characters from left to right; a mark stays behind its letter. `right` says which way the
    line's paragraph runs.
    """
    levels = _levels(text, right)
    order = _clusters(text)
    for level in range(max(levels, default=0), 0, -1):
        start = 0
        while start < len(order):
            end = start
            while end < len(order) and levels[order[end][0]] >= level:
                end += 1
            if end > start:
                order[start:end] = order[start:end][::-1]
            start = max(end, start + 1)
    return [place for cluster in order for place in cluster]


def facing(text: str, place: int, *, right: bool) -> str:
    """A character as it stands in its line: brackets turn round among letters that run to the left."""
    return MIRRORED.get(text[place], text[place]) if _levels(text, right)[place] % 2 else text[place]


def _clusters(text: str) -> list[list[int]]:
    found: list[list[int]] = []
    for place, char in enumerate(text):
        if found and unicodedata.category(char) == "Mn":
            found[-1].append(place)
        else:
            found.append([place])
    return found


@cache
def _levels(text: str, right: bool) -> Sequence[int]:
    """How deep each character's direction is nested: even runs to the right, odd to the left."""
    kinds = [_kind(char) for char in text]
    base = strong = "R" if right else "L"
    for place, kind in enumerate(kinds):
        if kind in "LR":
            strong = kind
        elif kind == "N":
            kinds[place] = "L" if strong == "L" else "N"
    _pair(text, kinds, base)
    depth = {"R": 1, "L": 2 if right else 0, "N": 2}
    return tuple(depth[direction] for direction in _settled(kinds, base))


def _pair(text: str, kinds: list[str], base: str) -> None:
    """Gives brackets the direction of what they hold (rule N0)."""
    waiting: list[tuple[str, int]] = []
    for place, char in enumerate(text):
        if char in OPENING:
            waiting.append((OPENING[char], place))
        elif waiting and char == waiting[-1][0]:
            _, start = waiting.pop()
            inside = {_side(kind) for kind in kinds[start + 1 : place] if kind != " "}
            before = next((_side(kind) for kind in reversed(kinds[:start]) if kind != " "), base)
            if inside:
                kinds[start] = kinds[place] = base if base in inside or before == base else before


def _kind(char: str) -> str:
    name = unicodedata.bidirectional(char)
    return "R" if name in RIGHT else "L" if name == "L" else "N" if name in NUMBERS else " "


def _settled(kinds: list[str], base: str) -> list[str]:
    """Spaces and signs take the direction that both their neighbours have, else the line's own."""
    found = list(kinds)
    place = 0
    while place < len(found):
        end = place
        while end < len(found) and found[end] == " ":
            end += 1
        if end > place:
            left = _side(found[place - 1]) if place else base
            right = _side(found[end]) if end < len(found) else base
            found[place:end] = [left if left == right else base] * (end - place)
        place = max(end, place + 1)
    return found


def _side(kind: str) -> str:
    return "R" if kind in "RN" else "L"
