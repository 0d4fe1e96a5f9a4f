"""Workbooks as files: written whole or not at all, and opened only when that is harmless."""

from __future__ import annotations

import struct
import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.sax.saxutils import escape

from tracker.domain.workbook.cells import CellValue
from tracker.errors import UserError
from tracker.saving import write_whole

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

MAX_FILE = 100 * 1024 * 1024
MAX_TOTAL = 200 * 1024 * 1024
MAX_PART = 80 * 1024 * 1024
MAX_RATIO = 200
MAX_ENTRIES = 5000
SMALL_PART = 1024 * 1024
CHUNK = 1024 * 1024

MESSAGE = ".eml"
LISTS = frozenset({".csv", ".tsv", ".txt"})
SHEETS = frozenset({".xlsx", ".xlsm", ".xls", ".xlsb", ".xltx", ".ods"})

UNZIP_FAULTS = (
    zipfile.BadZipFile, zipfile.LargeZipFile, zlib.error, struct.error, OSError, EOFError, ValueError, RuntimeError,
)  # fmt: skip

_DAY_ZERO = date(1899, 12, 30).toordinal()
"""Workbooks count days from here."""
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_MARKS = tuple(mark.encode(code) for mark in ("<!DOCTYPE", "<!ENTITY") for code in ("utf-8", "utf-16-le", "utf-16-be"))
_SAVE_AGAIN = "open it in Excel or LibreOffice, save it as an Excel workbook (.xlsx), and use that file"


@dataclass(frozen=True, slots=True)
class Body:
    """Rows of a sheet that are made as they are written, below those that openpyxl holds as cells.

    Twenty thousand rows are some 600,000 cells: as objects they take more memory than all else together. `cells` is
    the range of the whole sheet ("" where openpyxl knows it); `rows` is called when the sheet's turn comes, and may
    still write cells.
    """

    cells: str
    rows: Callable[[], Iterable[str]]


def row_words(row: int, cells: Iterable[str], height: float | None = None) -> str:
    """A row as the file keeps it. Its height is no fixed one: it grows when someone types more into it."""
    tall = f' ht="{height:.10g}"' if height is not None else ""
    return f'<row r="{row}"{tall}>{"".join(cells)}</row>'


def cell_words(at: str, value: CellValue, style: int = 0) -> str:
    """A cell as the file keeps it; text must be free of what XML cannot hold."""
    start = f'<c r="{at}" s="{style}"' if style else f'<c r="{at}"'
    if value is None or value == "":
        return f"{start}/>"
    if isinstance(value, str):
        kept = "" if value == value.strip() else ' xml:space="preserve"'
        return f'{start} t="inlineStr"><is><t{kept}>{escape(value)}</t></is></c>'
    if isinstance(value, bool):
        return f'{start} t="b"><v>{value:d}</v></c>'
    number = value.toordinal() - _DAY_ZERO if isinstance(value, date) else value
    return f"{start}><v>{number:.16g}</v></c>"


def save(workbook: Workbook, path: Path, bodies: Mapping[str, Body] | None = None) -> None:
    """Writes the workbook beside its place and then puts it there in one step.

    Raises UserError where the file is open elsewhere, or the folder cannot be written or is missing or full.
    """
    if path.suffix.casefold() != ".xlsx":
        raise UserError(f"{path.name} is not a workbook's name", "give it a name that ends in .xlsx")
    write_whole(path, in_memory(workbook, bodies or {}), what="workbook")


def in_memory(workbook: Workbook, bodies: Mapping[str, Body]) -> bytes:
    """The workbook's bytes, made without a file; `bodies` are the rows of sheets that are not kept as cells.

    openpyxl writes each sheet to a temporary file first; where the disk is full, zip and sheet complain again when they
    are let go, with a traceback that nobody can catch.
    """
    from openpyxl.worksheet._writer import WorksheetWriter
    from openpyxl.worksheet.dimensions import SheetDimension
    from openpyxl.writer.excel import ExcelWriter

    drawing = _drawing()

    class SheetWriter(WorksheetWriter):  # type: ignore[misc]
        """Says how far a sheet reaches whose rows are still to come."""

        cells = ""

        def write_dimensions(self) -> None:
            if self.cells:
                self.xf.send(SheetDimension(self.cells).to_tree())
            else:
                super().write_dimensions()

    class Writer(ExcelWriter):  # type: ignore[misc]
        """Writes each sheet into memory."""

        def write_worksheet(self, ws: Worksheet) -> None:
            ws._drawing = drawing()
            ws._drawing.charts, ws._drawing.images = ws._charts, ws._images
            body = bodies.get(ws.title, Body("", tuple))
            rows = body.rows()
            sheet = BytesIO()
            writer = SheetWriter(ws, sheet)
            writer.cells = body.cells
            writer.write()
            ws._rels = writer._rels
            head, end, tail = sheet.getvalue().partition(b"</sheetData>")
            with self._archive.open(ws.path[1:], "w") as part:
                part.write(head)
                for row in rows:
                    part.write(row.encode())
                part.write(end + tail)
            self.manifest.append(ws)

    made = BytesIO()
    Writer(workbook, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, allowZip64=True)).save()
    return made.getvalue()


def _drawing() -> Callable[[], Any]:
    """What a sheet's charts and pictures are drawn by: each chart has the words that stand for it."""
    from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing

    class Drawing(SpreadsheetDrawing):  # type: ignore[misc]
        """Gives each chart its words; a picture beside it is decoration."""

        __elements__ = SpreadsheetDrawing.__elements__

        def _chart_frame(self, idx: int) -> Any:
            frame = super()._chart_frame(idx)
            frame.nvGraphicFramePr.cNvPr.descr = getattr(self.charts[idx - 1], "alt", "")
            return frame

        def _picture_frame(self, idx: int) -> Any:
            frame = super()._picture_frame(idx)
            frame.nvPicPr.cNvPr.descr = ""
            return frame

    return Drawing


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook by what it holds, or an older one by its name; a missing file is none."""
    try:
        with path.open("rb") as handle:
            start = handle.read(8)
        if start.startswith(b"PK"):
            with zipfile.ZipFile(path) as package:
                return any(name.startswith("xl/") for name in package.namelist())
    except UNZIP_FAULTS:
        return path.suffix.casefold() in SHEETS
    return path.suffix.casefold() in SHEETS


def check(path: Path) -> None:
    """Returns where the file is a workbook that can be opened without harm.

    Raises UserError for what is missing, empty, no workbook, protected by a password, damaged, or would fill the
    memory when unpacked.
    """
    try:
        size = path.stat().st_size
        with path.open("rb") as handle:
            start = handle.read(8)
    except OSError as fault:
        raise _cannot_read(path, fault) from fault
    if size == 0:
        raise UserError(f"{path.name} is empty", "ask for it to be sent again")
    if size > MAX_FILE:
        raise UserError(f"{path.name} is over 100 MB, far more than a plan's workbook", "ask its sender what it is")
    if path.suffix.casefold() == MESSAGE:
        raise UserError(f"{path.name} has no workbook attached", "ask for it to be sent again")
    if start == _OLE:
        raise UserError(f"{path.name} is protected by a password, or is an old .xls file", _SAVE_AGAIN)
    if not start.startswith(b"PK") and path.suffix.casefold() in LISTS:
        raise UserError(
            f"{path.name} is one sheet as a list of words, without what ties a workbook to its plan",
            "ask for the workbook itself (.xlsx), or copy what is new from this file into the workbook that went out",
        )
    if not start.startswith(b"PK"):
        raise UserError(f"{path.name} is not an Excel workbook", _SAVE_AGAIN)
    _check_parts(path)


def _cannot_read(path: Path, fault: OSError) -> UserError:
    if isinstance(fault, FileNotFoundError):
        return UserError(f"there is no file {path}", "check the name and the folder")
    if isinstance(fault, IsADirectoryError):
        return UserError(f"{path.name} is a folder, not a workbook", "name the workbook in it")
    return UserError(f"{path.name} cannot be read", "close it in other programs, and check that you may open it")


def _check_parts(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as package:
            infos = package.infolist()
            problem = _too_big(infos)
            if problem:
                raise UserError(f"{path.name} was not opened: {problem}", "ask its sender to save it again")
            if "xl/workbook.xml" not in {info.filename for info in infos}:
                raise UserError(f"{path.name} is not an Excel workbook", _SAVE_AGAIN)
            if any(_has_marks(package, info) for info in infos if info.filename.endswith((".xml", ".rels"))):
                raise UserError(
                    f"{path.name} was not opened: it declares XML entities, which no workbook needs",
                    "ask its sender to save it again",
                )
    except UNZIP_FAULTS as fault:
        raise damaged(path) from fault


def damaged(path: Path) -> UserError:
    """The sentence for a workbook that cannot be read to its end."""
    return UserError(
        f"{path.name} is damaged: it cannot be read to its end", "ask for it to be sent again, or " + _SAVE_AGAIN
    )


def _too_big(infos: list[zipfile.ZipInfo]) -> str | None:
    if len(infos) > MAX_ENTRIES:
        return "it holds thousands of parts"
    if any(info.flag_bits & 0x1 for info in infos):
        return "it is protected by a password"
    if sum(info.file_size for info in infos) > MAX_TOTAL or any(info.file_size > MAX_PART for info in infos):
        return "it would unpack to far more than a plan's workbook"
    if any(i.file_size > SMALL_PART and i.file_size > MAX_RATIO * max(i.compress_size, 1) for i in infos):
        return "a part of it is packed so tightly that it could only be meant to fill the memory"
    return None


def _has_marks(package: zipfile.ZipFile, info: zipfile.ZipInfo) -> bool:
    tail = b""
    with package.open(info) as part:
        while chunk := part.read(CHUNK):
            window = tail + chunk
            if any(mark in window for mark in _MARKS):
                return True
            tail = window[-32:]
    return False
