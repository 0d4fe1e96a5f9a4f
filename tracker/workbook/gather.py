"""The workbooks that came home at once: named one by one, lying in a folder, or still attached to their messages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from email.parser import BytesParser
from email.policy import default
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast

from tracker.errors import UserError
from tracker.services.workbook.homecoming import ReturnedFile
from tracker.workbook.files import MESSAGE
from tracker.workbook.home import read_workbook
from tracker.workbook.pack import LIST

WORKBOOKS: Final = (".xlsx", ".xlsm", ".xls", ".ods", ".csv")
"""Files of a folder that are looked at: those that cannot be read are named with what to do."""


def gathered(named: Sequence[Path], unpacked: Path) -> list[Path]:
    """The workbooks among these files and folders, those attached to messages last and unpacked into a folder.

    A message without a workbook stands for itself; one whose workbook lies beside it adds nothing, as the drafts of a
    pack do. Raises UserError where a folder holds no workbook.
    """
    found: list[Path] = []
    for path in named:
        found += _within(path) if path.is_dir() else [path]
    plain = [path for path in found if path.suffix.casefold() != MESSAGE]
    beside = {path.read_bytes() for path in plain if path.is_file() and len(found) > len(plain)}
    attached = (one for path in found if path not in plain for one in _attached(path, unpacked))
    return [*plain, *(one for one in attached if not one.is_file() or one.read_bytes() not in beside)]


def read_returns(
    named: Sequence[Path], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
) -> tuple[ReturnedFile, ...]:
    """What stands in each workbook among these files and folders, or why it cannot be read."""
    found: list[ReturnedFile] = []
    with TemporaryDirectory() as unpacked:
        paths = gathered(named, Path(unpacked))
        for number, path in enumerate(paths):
            if cancelled():
                break
            progress(number, len(paths))
            try:
                found.append(ReturnedFile(path.name, read_workbook(path)))
            except UserError as fault:
                found.append(ReturnedFile(path.name, None, fault))
    return tuple(found)


def _attached(message: Path, unpacked: Path) -> list[Path]:
    """The workbooks that are attached to a message, each in a folder of its own; the message where there are none."""
    if not message.is_file():
        return [message]
    found = []
    for part in BytesParser(policy=default).parsebytes(message.read_bytes()).iter_attachments():
        name = Path((part.get_filename() or "").replace("\\", "/")).name
        if Path(name).suffix.casefold() in WORKBOOKS:
            folder = unpacked / f"{len(list(unpacked.iterdir()))}"
            folder.mkdir()
            found.append(folder / name)
            found[-1].write_bytes(cast(bytes, part.get_payload(decode=True) or b""))
    return found or [message]


def _within(folder: Path) -> list[Path]:
    found = sorted(
        path for path in folder.iterdir()
        if path.is_file() and path.suffix.casefold() in (*WORKBOOKS, MESSAGE) and not path.name.startswith(("~$", "."))
        and path.name != LIST
    )  # fmt: skip
    if not found:
        raise UserError(f"there is no workbook in {folder}", "name the folder in which the returned workbooks lie")
    return found
