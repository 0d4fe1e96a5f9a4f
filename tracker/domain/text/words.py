"""Words as they are kept: line ends of one sort, and no character that a sheet, a page or a database cannot hold."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_LINE_ENDS = re.compile(r"\r\n?|\u2028|\u2029|\x85|\x0b")
"""A vertical tab is Word's soft break, as it comes in a paste."""

TYPEWRITTEN = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "‑": "-", "…": "..."}
)
"""What programs make of typed marks on their own, and the marks that were typed."""
_ODD = re.compile(r"[^\x00-\x7f]")
_STRUCK = str.maketrans({
    "ł": "l", "ø": "o", "đ": "d", "ð": "d", "ħ": "h", "ı": "i", "ŧ": "t", "þ": "th", "æ": "ae", "œ": "oe",
})  # fmt: skip
"""Small letters with a stroke or tied together, which Unicode does not take apart, and what they are typed as."""


def one_line(text: str) -> str:
    """Words on one line: white space folded, what cannot be shown left out."""
    return " ".join(_UNPRINTABLE.sub("", _LINE_ENDS.sub(" ", text)).split())


def harmless(text: str) -> str:
    """Words for a cell of a .csv file that no program takes for a formula."""
    return f"'{text}" if text[:1] in ("=", "+", "-", "@") else text


def lines(text: str) -> str:
    """Words on several lines: line ends made one sort, ends trimmed, what cannot be shown left out."""
    return _UNPRINTABLE.sub("", _LINE_ENDS.sub("\n", text)).strip()


def as_compared(text: str) -> str:
    """Words as two spellings of them are compared: white space and case folded, composed, nothing invisible in them.

    "Zoë" may be written with one character or two, and a zero-width space changes nothing that a reader could see;
    nor does a curly apostrophe.
    """
    if text.isascii():
        return " ".join(text.split()).casefold()
    seen = "".join(character for character in text if unicodedata.category(character) != "Cf")
    composed = unicodedata.normalize("NFC", seen).translate(TYPEWRITTEN)
    return unicodedata.normalize("NFC", " ".join(composed.split()).casefold())


def as_looked_for(text: str) -> str:
    """Words as a search or a filter compares them: without case and accents, so that "zoe" finds "Zoë".

    White space stays as it is. What looks for words folds them so, and what is looked through as well.
    """
    return _ODD.sub(_looked_for, text).lower()


def _looked_for(found: re.Match[str]) -> str:
    return _plain_letter(found[0])


@lru_cache(maxsize=4096)
def _plain_letter(letter: str) -> str:
    """A character without accent, stroke or case; nothing for one that nobody sees."""
    if unicodedata.category(letter) == "Cf":
        return ""
    apart = unicodedata.normalize("NFKD", letter.translate(TYPEWRITTEN).casefold()).casefold()
    bare = "".join(one for one in apart if not unicodedata.combining(one))
    return bare.translate(_STRUCK)


def says_something(text: str | None) -> bool:
    """Whether words hold at least one letter or digit: a dash or a full stop is no answer."""
    return any(character.isalnum() for character in text or "")


def how_many(count: int, noun: str) -> str:
    """A count with its noun ("1 question", "3 questions"; "-1 day")."""
    return f"{count} {noun}" if abs(count) == 1 else f"{count} {noun}s"


def listed(names: Sequence[str], most: int = 5) -> str:
    """Names in a sentence ("A, B and C"); of many the first, and how many more there are."""
    shown = list(names[:most])
    if len(names) > most:
        shown.append(f"{len(names) - most} more")
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def with_article(noun: str) -> str:
    """A noun after "a" or "an" ("an action", "a plan"); "evidence" has none."""
    if noun == "evidence":
        return noun
    return f"{'an' if noun[:1].lower() in tuple('aeiou') else 'a'} {noun}"


def shortened(words: str, most: int) -> str:
    """Words cut to so many characters, the last of them a sign that more follow."""
    return words if len(words) <= most else f"{words[: most - 1].rstrip()}…"


def begun(sentence: str) -> str:
    """A sentence with a capital; the rest stays as it is."""
    return sentence[:1].upper() + sentence[1:]
