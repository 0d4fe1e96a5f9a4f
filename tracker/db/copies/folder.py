"""The folder of a plan's automatic copies: each a plan file without the files it holds, which all copies share.

Beside each copy stands what is known of it, as JSON: when it was made and before what, and whether it was verified.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date, datetime
from glob import escape
from pathlib import Path

from tracker.db.checks.files import are_those
from tracker.domain.log.copies import Copy
from tracker.domain.text.file_names import clean_name
from tracker.errors import UserError
from tracker.saving import open_private, write_whole

ENDING, NOTE, PART = ".copy", ".json", ".part"
FILES = "files"
BLOCK = 1024 * 1024
LONGEST_TITLE = 100
"""So many bytes of a plan's title stand in the name of its folder, which systems limit by bytes."""
LENGTH_OF_ID = 36


class CopyFolder:
    """The copies of one plan in a folder of their own: called as the plan was when it was made, and known by its id."""

    def __init__(self, root: Path, plan_id: str, title: str = "") -> None:
        there = [one for one in sorted(root.glob(f"*{escape(plan_id)}")) if one.is_dir()] if root.is_dir() else []
        self.path = there[0] if there else root / f"{_in_a_name(title)}{plan_id}"

    def file_of(self, copy: Copy) -> Path:
        """The file of a copy."""
        return self.path / (copy.name + ENDING)

    def kept_file(self, sha256: str) -> Path:
        """Where the store has the bytes of a file."""
        return self.path / FILES / sha256[:2] / sha256

    def copies(self) -> list[Copy]:
        """Every copy whose file is there; one without a readable note is as good as not verified."""
        found = []
        with suppress(OSError):
            for path in sorted(self.path.glob("*" + ENDING)):
                with suppress(OSError):
                    found.append(self._noted(path))
        return found

    def _noted(self, path: Path) -> Copy:
        size = path.stat().st_size
        try:
            said = json.loads(path.with_suffix(NOTE).read_text(encoding="utf-8"))
            given = {**said, "day": date.fromisoformat(said["day"]), "files": frozenset(said["files"])}
            return replace(Copy(**given), name=path.stem, size=size)
        except (OSError, ValueError, KeyError, TypeError):
            at = datetime.fromtimestamp(path.stat().st_mtime).astimezone()
            return Copy(path.stem, at.date(), 0, "", size, made=at.isoformat())

    def note(self, copy: Copy) -> None:
        """Keeps what is known of a copy."""
        said = {**asdict(copy), "day": copy.day.isoformat(), "files": sorted(copy.files)}
        note = self.file_of(copy).with_name(copy.name + NOTE)
        write_whole(note, json.dumps(said, ensure_ascii=False, indent=1).encode(), what="copy", private=True)

    def sizes(self) -> dict[str, int]:
        """The size of each file in the store, by its SHA-256."""
        found = {}
        with suppress(OSError):
            for path in (self.path / FILES).glob("??/*"):
                with suppress(OSError):
                    found[path.name] = path.stat().st_size
        return found

    def remove(self, copies: Iterable[Copy], others: Iterable[Copy]) -> None:
        """Takes copies away, and each file of the store that none of the others holds."""
        for copy in copies:
            for path in (self.file_of(copy), self.file_of(copy).with_suffix(NOTE)):
                path.unlink(missing_ok=True)
        needed = frozenset[str]().union(*(copy.files for copy in others))
        for sha256 in self.sizes().keys() - needed:
            self.kept_file(sha256).unlink(missing_ok=True)

    def make(self) -> None:
        """Makes the folder, which nobody else may look into. Raises UserError where it cannot."""
        try:
            (self.path / FILES).mkdir(mode=0o700, parents=True, exist_ok=True)
            self.path.chmod(0o700)
        except OSError as error:
            hint = "choose another folder for the copies: tracker backup PLAN --folder FOLDER"
            raise UserError(f"copies cannot be kept in {self.path.parent}", hint,
                            window="choose another folder for the copies") from error  # fmt: skip

    def add_file(self, sha256: str, parts: Iterable[bytes]) -> bool:
        """Puts a file into the store; False where its bytes are not what its name says, and then nothing is kept."""
        target = self.kept_file(sha256)
        part = target.with_name(f"{sha256}.{os.getpid()}{PART}")
        digest = hashlib.sha256()
        target.parent.mkdir(mode=0o700, exist_ok=True)
        try:
            with open_private(part) as file:
                for data in parts:
                    digest.update(data)
                    file.write(data)
                file.flush()
                os.fsync(file.fileno())
            whole = digest.hexdigest() == sha256
            if whole:
                part.replace(target)
            return whole
        finally:
            part.unlink(missing_ok=True)

    def read_file(self, sha256: str) -> Iterator[bytes]:
        """A file of the store, a part at a time; nothing where it is not there."""
        with suppress(FileNotFoundError), self.kept_file(sha256).open("rb") as file:
            while data := file.read(BLOCK):
                yield data

    def is_whole(self, sha256: str, size: int) -> bool:
        """Whether the store holds a file as it was kept."""
        return are_those(self.read_file(sha256), sha256, size)


def plan_called(copy: Path) -> str:
    """What the plan of a copy's file was called when its copies were begun; "" where the folder does not say."""
    return copy.absolute().parent.name[:-LENGTH_OF_ID].rstrip()


def _in_a_name(title: str) -> str:
    short = title.encode()[:LONGEST_TITLE].decode(errors="ignore")
    called = clean_name(short) if short.strip() else ""
    return f"{called} " if called else ""
