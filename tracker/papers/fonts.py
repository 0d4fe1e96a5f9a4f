"""The bundled fonts as a PDF embeds them, and any text made safe to be set in them."""

from __future__ import annotations

import os
import re
import sys
import unicodedata
from collections.abc import Iterable
from fnmatch import fnmatch
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import Any

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import SUBSETN, TTFError, TTFont
from typing_extensions import override

from tracker.papers.pdf.rtl import joined, spoken
from tracker.paths import resource

REGULAR, BOLD, ITALIC, BOLD_ITALIC = "IBMPlexSans", "IBMPlexSans-Bold", "IBMPlexSans-Italic", "IBMPlexSans-BoldItalic"
STAND_IN = "DejaVuSans"
FAMILY = "IBM Plex Sans"
"""The family's name as a screen knows it."""
BLOCK = 100
"""How many characters one block of a character map may hold."""
BOX = "\u25a1"
"""What is drawn for a character that no font of this machine can draw."""

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
    pairs = [(code, spoken(chr(point))) for code, point in enumerate(subset) if point >= 32 and point != 127]
    lines = [
        "/CIDInit /ProcSet findresource begin", "12 dict begin", "begincmap",
        f"/CIDSystemInfo << /Registry ({name}) /Ordering ({name}) /Supplement 0 >> def",
        f"/CMapName /{name} def", "/CMapType 2 def", "1 begincodespacerange", "<00> <FF>", "endcodespacerange",
    ]  # fmt: skip
    for start in range(0, len(pairs), BLOCK):
        block = pairs[start : start + BLOCK]
        lines.append(f"{len(block)} beginbfchar")
        lines += [f"<{code:02X}> <{letters.encode('utf-16-be').hex().upper()}>" for code, letters in block]
        lines.append("endbfchar")
    return "\n".join([*lines, "endcmap", "CMapName currentdict /CMap defineresource pop", "end", "end"])


class _Boxes(dict[int, int]):
    """A font's characters, where each that it lacks is drawn as a box: the page shows that something stands there, and
    the text behind the page says what.
    """

    def __init__(self, glyphs: dict[int, int]) -> None:
        super().__init__(glyphs)
        self.own = frozenset(glyphs)
        self.box = glyphs[ord(BOX)]

    @override
    def __contains__(self, code: object) -> bool:
        return True

    def __missing__(self, code: int) -> int:
        return self.box


@cache
def register_fonts() -> None:
    """Makes the bundled fonts known to the PDF library, once."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(ReadableFont(name, str(resource("fonts", file)), shapable=False))
    pdfmetrics.registerFontFamily(REGULAR, normal=REGULAR, bold=BOLD, italic=ITALIC, boldItalic=BOLD_ITALIC)
    face = pdfmetrics.getFont(STAND_IN).face
    face.charToGlyph = _Boxes(face.charToGlyph)
    face.defaultWidth = face.charWidths[ord(BOX)]
    register_alone(STAND_IN)


def register_alone(name: str) -> None:
    """Lets a font without others of its family stand for bold and italic too."""
    pdfmetrics.registerFontFamily(name, normal=name, bold=name, italic=name, boldItalic=name)


@cache
def _glyphs(font: str) -> frozenset[int]:
    """The characters that a font itself can draw."""
    register_fonts()
    known = pdfmetrics.getFont(font).face.charToGlyph
    return known.own if isinstance(known, _Boxes) else frozenset(known)


def plain(text: str) -> str:
    """The text without what is never printed: control characters go, spaces fold."""
    return unicodedata.normalize("NFC", text).translate(_PRINTED)


class _Printed(dict[int, int | None]):
    """What each character becomes, worked out once: nothing where it is silent, a plain space for any other."""

    def __missing__(self, code: int) -> int | None:
        char = chr(code)
        space = char.isspace() and char not in "\n\t"
        self[code] = None if _is_silent(char) else ord(" ") if space else code
        return self[code]


_PRINTED = _Printed()


def _is_silent(char: str) -> bool:
    return (unicodedata.category(char) in ("Cc", "Cf", "Cs") and char not in "\n\t") or "\ufe00" <= char <= "\ufe0f"


def font_for(text: str, wanted: str = REGULAR) -> str:
    """The wanted font where it has every character of the text, else the stand-in (for labels of drawings)."""
    return wanted if all(ord(char) in _glyphs(REGULAR) for char in text) else STAND_IN


def printable(markup: str) -> str:
    """Markup as it can be set: characters that the family lacks in another font, the rest as `plain` leaves it."""
    return "".join(part if part.startswith("<") else _set(part) for part in re.split(r"(<[^>]*>)", markup))


def _set(words: str) -> str:
    shown = joined(plain(words))
    if shown.isascii():
        return shown
    parts = []
    for font, run in groupby(shown, key=_font_of):
        chunk = "".join(run)
        parts.append(f'<font name="{font}">{chunk}</font>' if font else chunk)
    return "".join(parts)


@cache
def _font_of(char: str) -> str:
    """Which font draws a character; "" for the family itself."""
    code = ord(char)
    if char in "\n\t" or code in _glyphs(REGULAR):
        return ""
    if code in _glyphs(STAND_IN):
        return STAND_IN
    return next((font for font in system_fonts() if code in _glyphs(font)), STAND_IN)


def undrawn(text: str) -> set[str]:
    """The characters of a text for which only a box is drawn."""
    strange = {char for char in plain(text) if char not in "\n\t" and ord(char) not in _glyphs(REGULAR)}
    return {char for char in strange if _font_of(char) == STAND_IN and ord(char) not in _glyphs(STAND_IN)}


@cache
def system_fonts() -> tuple[str, ...]:
    """The fonts for other scripts that this machine has, registered; they are looked for when one is first needed."""
    found = []
    for number, file in enumerate(other_scripts(_font_folders())):
        name = f"Machine{number}"
        try:
            pdfmetrics.registerFont(ReadableFont(name, str(file), shapable=False))
        except (TTFError, OSError, ValueError):
            continue
        register_alone(name)
        found.append(name)
    return tuple(found)


def other_scripts(folders: Iterable[Path]) -> list[Path]:
    """The files of well-known fonts for other scripts in these folders, the likeliest first."""
    files = {file.name.casefold(): file for folder in folders for file in sorted(folder.rglob("*.tt[fc]"))}
    return [files[name] for wanted in _OTHER_SCRIPTS for name in sorted(files) if fnmatch(name, wanted)]


def _font_folders() -> tuple[Path, ...]:
    home = Path.home()
    by_system = {
        "win32": (Path(os.environ.get("WINDIR", "C:/Windows"), "Fonts"),),
        "darwin": (Path("/System/Library/Fonts"), Path("/Library/Fonts"), home / "Library" / "Fonts"),
    }
    usual = (Path("/usr/share/fonts"), Path("/usr/local/share/fonts"), home / ".local/share/fonts", home / ".fonts")
    return tuple(folder for folder in by_system.get(sys.platform, usual) if folder.is_dir())


_OTHER_SCRIPTS = (
    "notosans-regular.ttf", "notosansdevanagari-regular.ttf", "notosansbengali-regular.ttf",
    "notosansgurmukhi-regular.ttf", "notosansgujarati-regular.ttf", "notosanstamil-regular.ttf",
    "notosansethiopic-regular.ttf", "notosans??-regular.ttf", "nirmala.ttf", "freesans.ttf", "droidsansfallback*.ttf",
    "arialuni.ttf", "arial unicode.ttf", "msyh.ttc", "simsun.ttc", "malgun.ttf", "msgothic.ttc", "wqy-*.ttc",
    "seguisym.ttf", "symbola*.ttf", "unifont.ttf",
)  # fmt: skip
