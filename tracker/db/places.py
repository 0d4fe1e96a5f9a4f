"""Where a plan file lies: on this machine's own disk, or in a folder that a network or a sync tool shares.

SQLite's write-ahead log needs memory that all its users share, so it may not be used across machines, and a sync tool
would copy the log apart from its file. There a plan has one writer, named in a file beside it; others read.
"""

from __future__ import annotations

import json
import os
import platform
import re
import subprocess
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import IO

from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.errors import UserError
from tracker.services.ports import system_user

SYNCED = (
    "onedrive", "sharepoint", "dropbox", "icloud", "mobile documents", "com~apple~clouddocs",
    "google drive", "googledrive", "nextcloud", "owncloud", "box sync",
)  # fmt: skip
NETWORK = (
    "nfs", "cifs", "smb", "afp", "afs", "9p", "ncp", "davfs", "webdav", "glusterfs", "ceph", "lustre", "fuse.",
)  # fmt: skip
MOUNTS = Path("/proc/self/mounts")
MOUNT = Path("/sbin/mount")
"""Asked where the system keeps no such file: macOS."""
SECONDS = 5.0
_MOUNTED = re.compile(r".*? on (/.*) \((\w+)")
CAN_ASK = os.name == "posix"
"""Whether the system says if a process runs without ending it."""


def is_shared(path: Path, mounts: Path = MOUNTS, program: Path = MOUNT) -> bool:
    """Whether the file lies on a network drive or in a folder that a sync tool looks after."""
    whole = path.resolve()
    names = [part.casefold() for part in whole.parts]
    synced = any(word in name for name in names for word in SYNCED)
    return synced or str(whole).startswith("\\\\") or _file_system(whole, mounts, program).startswith(NETWORK)


def _file_system(path: Path, mounts: Path, program: Path) -> str:
    """The type of the file system that the path is on; "" where the system does not say."""
    holding = [(len(folder), kind) for folder, kind in _mounted(mounts, program) if path.is_relative_to(folder)]
    return max(holding, default=(0, ""), key=lambda one: one[0])[1]


def _mounted(mounts: Path, program: Path) -> list[tuple[str, str]]:
    """The folders that file systems are mounted on, with their types."""
    with suppress(OSError):
        lines = mounts.read_text(encoding="utf-8", errors="replace").splitlines()
        return [(point.replace("\\040", " "), kind) for _, point, kind, *_ in (line.split(" ") for line in lines)]
    with suppress(OSError, subprocess.SubprocessError):
        asked = subprocess.run([program], capture_output=True, timeout=SECONDS, check=True)  # noqa: S603 - the system's
        return _MOUNTED.findall(asked.stdout.decode("utf-8", errors="replace"))
    return []


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a shared plan open for writing."""

    user: str
    host: str
    pid: int
    since: datetime

    @override
    def __str__(self) -> str:
        local = self.since.astimezone()
        return f"{self.user} on {self.host} since {show(local.date())} at {local:%H:%M}"


class NamedLock:
    """The file beside a shared plan that names its one writer."""

    def __init__(self, plan: Path) -> None:
        self.path = plan.with_name(plan.name + ".lock")
        self._file: IO[str] | None = None

    def take(self) -> Holder | None:
        """None once the lock is ours, or who holds it. What a crash on this machine left is taken over."""
        holder = self._try()
        if holder is not None and self._abandoned(holder):
            self.path.unlink(missing_ok=True)
            holder = self._try()
        return holder

    def release(self) -> None:
        """Gives the lock back."""
        if self._file is not None:
            self._file.close()
            self._file = None
            self.path.unlink(missing_ok=True)

    def _try(self) -> Holder | None:
        me = json.dumps({"user": system_user(), "host": platform.node(), "pid": os.getpid()})
        try:
            self._file = self.path.open("x", encoding="utf-8")
        except FileExistsError:
            return self._holder()
        except OSError as error:
            folder = self.path.absolute().parent
            raise UserError(f"no file can be made in {folder}", "open the plan for reading only") from error
        self._file.write(me)
        self._file.flush()
        return None

    def _holder(self) -> Holder:
        try:
            since = datetime.fromtimestamp(self.path.stat().st_mtime, UTC)
            found = json.loads(self.path.read_text(encoding="utf-8"))
            return Holder(str(found["user"]), str(found["host"]), int(found["pid"]), since)
        except (OSError, ValueError, KeyError, TypeError) as error:
            hint = f"try again; if nobody has it open, delete {self.path.name} beside it"
            raise UserError("somebody has this plan open", hint) from error

    def _abandoned(self, holder: Holder) -> bool:
        if holder.host != platform.node():
            return False
        if not CAN_ASK:
            return self._can_be_removed()
        try:
            os.kill(holder.pid, 0)
        except ProcessLookupError:
            return True
        except OSError:
            return False
        return False

    def _can_be_removed(self) -> bool:
        """Where processes cannot be asked for, a file that another one holds open cannot be removed."""
        with suppress(OSError):
            self.path.unlink()
            return True
        return False
