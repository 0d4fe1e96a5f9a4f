"""The bundled fonts as a PDF embeds them, and any text made safe to be set in them."""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from itertools import groupby
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFont
from typing_extensions import override

from tracker.paths import resource

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "IBMPlexSans", "IBMPlexSans-Bold", "IBMPlexSans-Italic", "IBMPlexSans-BoldItalic"
STAND_IN = "DejaVuSans"
FAMILY = "IBM Plex Sans"
"""The family's name as a screen knows it."""
BLOCK = 100
"""How many characters one block of a character map may hold."""
UNPRINTABLE = "\u25a1"
"""Stands for a character that no bundled font can draw, or that would be drawn in the wrong order."""

_FILES = {
    REGULAR: "IBMPlexSans-Regular.ttf",
    BOLD: "IBMPlexSans-Bold.ttf",
    ITALIC: "IBMPlexSans-Italic.ttf",
    BOLD_ITALIC: "IBMPlexSans-BoldItalic.ttf",
    STAND_IN: "DejaVuSans.ttf",
}


class ReadableFont(TTFont):  # type: ignore[misc]
    """A font whose embedded map back to characters names only characters that are there (ISO 14289-1, 7.21.7)."""

    @override
    def addObjects(self, doc: Any) -> None:
        subsets = [list(subset) for subset in self.state[doc].subsets]
        super().addObjects(doc)
        for number, subset in enumerate(subsets):
            name = (SUBSETN(number) + b"+" + self.face.name + self.face.subfontNameX).decode("latin-1")
            doc.idToObject[f"toUnicodeCMap:{name}"].content = character_map(name, subset)


def character_map(name: str, subset: list[int]) -> str:
    """The map from a font subset's codes to characters, without codes that stand for nothing."""
    pairs = [(code, point) for code, point in enumerate(subset) if point >= 32 and point != 127]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def", "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
    ]  # fmt: skip
    for start in range(0, len(pairs), BLOCK):
        block = pairs[start : start + BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{chr(point).encode('utf-16-be').hex().upper()}>" for code, point in block]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


@cache
def register_fonts() -> None:
    """Makes the bundled fonts known to the PDF library, once."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(ReadableFont(name, str(resource("fonts", file)), shapable=False))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)
    pdfmetrics.registerFontFamily(STAND_IN, normal=STAND_IN, bold=STAND_IN, italic=STAND_IN, boldItalic=STAND_IN)


@cache
def _glyphs(font: str) -> frozenset[int]:
    register_fonts()
    return frozenset(pdfmetrics.getFont(font).face.charToGlyph)


def plain(text: str) -> str:
    """The text without what cannot be printed: control characters go, unknown ones become a box, spaces fold."""
    composed = unicodedata.normalize("NFC", text)
    return "".join(_printable(char) for char in composed if not _is_silent(char))


def _is_silent(char: str) -> bool:
    return unicodedata.category(char) in ("Cc", "Cf", "Cs", "Mn", "Me") and char not in "\n\t"


def _printable(char: str) -> str:
    if char in "\n\t":
        return char
    if char.isspace():
        return " "
    if unicodedata.bidirectional(char) in ("R", "AL"):
        return UNPRINTABLE
    return char if ord(char) in _glyphs(REGULAR) or ord(char) in _glyphs(STAND_IN) else UNPRINTABLE


def font_for(text: str, wanted: str = REGULAR) -> str:
    """The wanted font where it has every character of the text, else the stand-in (for labels of drawings)."""
    return wanted if all(ord(char) in _glyphs(REGULAR) for char in text) else STAND_IN


def printable(markup: str) -> str:
    """Markup as it can be set: characters that the family lacks in the stand-in font, the rest as `plain` leaves it."""
    return "".join(part if part.startswith("<") else _set(part) for part in re.split(r"(<[^>]*>)", markup))


def _set(words: str) -> str:
    parts = []
    for strange, run in groupby(plain(words), key=_is_strange):
        chunk = "".join(run)
        parts.append(f'<font name="{STAND_IN}">{chunk}</font>' if strange else chunk)
    return "".join(parts)


def _is_strange(char: str) -> bool:
    return char not in "\n\t" and ord(char) not in _glyphs(REGULAR)
