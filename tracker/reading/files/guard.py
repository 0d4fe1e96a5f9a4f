"""Guards that stand before any zipped office file or XML part is opened."""

from __future__ import annotations

import io
import zipfile
from typing import TYPE_CHECKING

from tracker.errors import UserError

if TYPE_CHECKING:
    from lxml.etree import _Element

MAX_TOTAL = 200 * 1024 * 1024
MAX_PART = 50 * 1024 * 1024
MAX_RATIO = 100
MAX_ENTRIES = 5000
SMALL_PART = 256 * 1024

_CODES = ("utf-8", "utf-16-le", "utf-16-be")
_BOMB_MARKS = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in _CODES)


def open_package(data: bytes, name: str) -> zipfile.ZipFile:
    """The zip archive in `data`, opened only after its directory shows that unpacking it is harmless.

    Raises UserError for anything that is not a zip archive, is encrypted, holds more than 5,000 entries, or would
    unpack to more than 200 MB in all, 50 MB in one part, or a hundred times its packed size.
    """
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        infos = package.infolist()
    except (zipfile.BadZipFile, ValueError, OSError, EOFError, NotImplementedError, RuntimeError, IndexError) as fault:
        raise UserError(
            f"{name} is damaged or is not what its name says: it cannot be unpacked.",
            "Open it in the program it was made with, save it again, or save it as PDF, and try that file.",
        ) from fault
    problem = _problem(infos)
    if problem:
        package.close()
        raise UserError(f"{name} was not opened: {problem}.", "Ask its sender for a PDF of the same document.")
    return package


def _problem(infos: list[zipfile.ZipInfo]) -> str | None:
    if len(infos) > MAX_ENTRIES:
        return f"it holds {len(infos):,} parts, far more than a document needs"
    if any(info.flag_bits & 0x1 for info in infos):
        return "it is protected by a password"
    if sum(info.file_size for info in infos) > MAX_TOTAL:
        return "it would unpack to more than 200 MB"
    for info in infos:
        if info.file_size > MAX_PART:
            return "one part of it would unpack to more than 50 MB"
        if info.file_size > SMALL_PART and info.file_size > MAX_RATIO * max(info.compress_size, 1):
            return "a part of it is packed so tightly that it could only be meant to fill the memory"
    return None


def read_part(package: zipfile.ZipFile, part: str, name: str) -> bytes | None:
    """The bytes of one part, or None where the package has no such part."""
    try:
        return package.read(part)
    except KeyError:
        return None
    except Exception as fault:
        raise UserError(
            f"{name} is damaged: a part of it cannot be unpacked.",
            "Open it in the program it was made with, save it again, and try that file.",
        ) from fault


def parse_xml(data: bytes, name: str) -> _Element:
    """The root element of an XML part; declared entities, network access and damaged XML are refused."""
    from lxml import etree

    if any(mark in data for mark in _BOMB_MARKS):
        raise UserError(
            f"{name} was not opened: it declares XML entities, which no report needs and attacks use.",
            "Ask its sender for a PDF of the same document.",
        )
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as fault:
        raise UserError(
            f"{name} is damaged: its text cannot be read.",
            "Open it in the program it was made with, save it again, and try that file.",
        ) from fault
