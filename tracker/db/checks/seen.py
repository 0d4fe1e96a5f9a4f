"""What this computer last saw of each plan: its last change, how far its log was verified, and when its files were.

By it a plan that is older than it was, or whose past was exchanged, shows; and what was verified need not be again.
No address and no word of a plan is kept.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import asdict, dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tracker.db.checks.files import is_whole
from tracker.db.checks.slices import Slices
from tracker.errors import UserError
from tracker.saving import write_whole

FILES_HOLD = timedelta(days=7)
"""So long a file that was verified on this computer counts as whole."""


@dataclass(frozen=True, slots=True)
class Seen:
    """One plan at one address as it was last seen."""

    plan: str = ""
    number: int = 0
    head: str = ""
    at: str = ""
    """When the last change was seen, as ISO text."""
    verified: int = 0
    """Up to this change the log was walked, and held."""
    verified_head: str = ""
    files: dict[str, str] = field(default_factory=dict)
    """The day on which each file was verified, by SHA-256."""

    def fresh(self, today: date) -> frozenset[str]:
        """The files that were verified within the week."""
        since = (today - FILES_HOLD).isoformat()
        return frozenset(sha256 for sha256, day in self.files.items() if since < day <= today.isoformat())

    def with_files(self, files: Iterable[str], today: date) -> Seen:
        """The same with these files verified today, and those that are stale left out."""
        held = {sha256: day for sha256, day in self.files.items() if sha256 in self.fresh(today)}
        return replace(self, files={**held, **dict.fromkeys(files, today.isoformat())})


class Memory:
    """What is kept of all plans, in one private file. A file that cannot be read or written is done without."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def of(self, address: str) -> Seen:
        """What is known of the plan at this address."""
        with suppress(TypeError, AttributeError):
            return Seen(**self._all().get(_key(address), {}))
        return Seen()

    def keep(self, address: str, seen: Seen) -> None:
        """Remembers what was seen."""
        known = self._all()
        if known.get(_key(address)) != asdict(seen):
            text = json.dumps({**known, _key(address): asdict(seen)}, indent=1)
            with suppress(UserError, OSError):
                write_whole(self._file, text.encode(), private=True)

    def _all(self) -> dict[str, dict[str, Any]]:
        with suppress(OSError, ValueError):
            found = json.loads(self._file.read_text(encoding="utf-8"))
            return found if isinstance(found, dict) else {}
        return {}


def _key(address: str) -> str:
    whole = address if "://" in address else str(Path(address).absolute())
    return hashlib.sha256(whole.encode()).hexdigest()[:32]


class Remembering:
    """Whether files are whole, those left out that were verified within the week; `checked` holds those looked at."""

    def __init__(self, seen: Seen, today: date) -> None:
        self._fresh = seen.fresh(today)
        self.checked: set[str] = set()

    def __call__(self, slices: Slices, sha256: str, size: int) -> bool:
        """Whether the plan holds a file as it was kept."""
        if sha256 in self._fresh:
            return True
        whole = is_whole(slices, sha256, size)
        self.checked |= {sha256} if whole else set()
        return whole
