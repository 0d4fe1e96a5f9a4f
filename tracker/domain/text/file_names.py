"""Names of files from somebody else: shown as they are, cleaned to be written, and what opening one starts."""

from __future__ import annotations

import re
from pathlib import PurePosixPath

from tracker.domain.text.words import one_line

LONGEST = 120
_TURNING = re.compile("[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Marks that nobody sees and that turn round, or hide, how a name reads: "fdp.exe" shown as "exe.pdf"."""
_BARRED = re.compile(r'[\\/:*?"<>|]+')
_RESERVED = re.compile(r"(?i)(?:con|prn|aux|nul|com[0-9]|lpt[0-9])")

PROGRAM = "a program"
SCRIPT = "a script, which is a program"
SHORTCUT = "a shortcut, which may start a program"
DISK = "a disk image or an installer, which may hold programs"
MACROS = "an Office document that may carry macros"
PAGE = "a web page, which may run scripts"
STARTS = frozenset((PROGRAM, SCRIPT, SHORTCUT, DISK))
"""What is never opened from here: opening it would start it."""

_KINDS = {
    PROGRAM: "exe com scr pif cpl dll msc jar app appimage run xll appref-ms application gadget so bin elf",
    SCRIPT: "bat cmd ps1 psm1 psd1 vbs vbe js jse mjs wsf wsh hta sh bash zsh csh ksh command py pyw pyz pl rb php lua "
    "tcl scpt applescript workflow action terminal reg inf sct ws chm settingcontent-ms",
    SHORTCUT: "desktop lnk url scf webloc library-ms search-ms searchconnector-ms website inetloc fileloc",
    DISK: "msi msix msp mst appx deb rpm dmg pkg iso img vhd vhdx cab flatpak flatpakref snap",
    MACROS: "docm dotm xlsm xltm xlam xlsb xla pptm potm ppam ppsm sldm doc dot xls xlt ppt pot pps mdb accdb "
    "accde pub slk iqy odc ade adp mde",
    PAGE: "html htm xhtml xht shtml mht mhtml svg svgz xml xsl xslt htc",
}
_BY_ENDING = {ending: kind for kind, endings in _KINDS.items() for ending in endings.split()}
_BY_BEGINNING = (
    (b"MZ", PROGRAM), (b"\x7fELF", PROGRAM), (b"\xcf\xfa\xed\xfe", PROGRAM), (b"\xca\xfe\xba\xbe", PROGRAM),
    (b"#!", SCRIPT), (b"[Desktop Entry]", SHORTCUT), (b"[InternetShortcut]", SHORTCUT),
    (b"L\x00\x00\x00\x01\x14", SHORTCUT),
    (b"\xd0\xcf\x11\xe0", MACROS),
)  # fmt: skip


def shown_name(name: str) -> str:
    """A file's name in the order of its letters, without marks that nobody sees."""
    return one_line(_TURNING.sub("", name))


def clean_name(name: str, most: int = LONGEST) -> str:
    """A file's name as any system can write it, at most so many characters with its ending."""
    plain = shown_name(_BARRED.sub(" ", name)).strip(". ")
    path = PurePosixPath(plain or "file")
    ending = path.suffix[:20]
    stem = (path.stem if ending else path.name)[: most - len(ending)].strip()
    return f"{'_' if _RESERVED.fullmatch(stem) else ''}{stem}{ending}"


def what_it_starts(name: str, data: bytes) -> str:
    """What a file is, where opening it runs something or may; "" for any other. Its bytes tell more than its name."""
    ending = clean_name(name).rpartition(".")[2].casefold()
    by_bytes = next((kind for beginning, kind in _BY_BEGINNING if data.lstrip()[: len(beginning)] == beginning), "")
    if by_bytes in STARTS:
        return by_bytes
    if data[:2] == b"PK" and (b"vbaProject.bin" in data or b"Basic/script-lc.xml" in data):
        return MACROS
    return _BY_ENDING.get(ending, "") or by_bytes
