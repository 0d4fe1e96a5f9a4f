"""Words begun and not saved, each in a private file on this computer until they are saved or given up."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

from tracker.paths import home

PRIVATE: Final = 0o600
FOLDER: Final = "drafts"
TELLING: Final = 5
"""So many characters say whose words they are."""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was typed in one form about one record: `words` by field, and what the form is called where it is listed."""

    plan: str
    place: str
    record: str
    called: str
    words: Mapping[str, str]

    @property
    def key(self) -> tuple[str, str]:
        """The form and the record: there is one draft of each."""
        return self.place, self.record

    @property
    def file(self) -> Path:
        """Where it is kept. A file each: two windows over one plan do not write over one another's."""
        name = sha256("\0".join(self.key).encode()).hexdigest()[:32]
        return folder(self.plan) / f"{name}.json"


def folder(plan: str) -> Path:
    """Where the drafts of a plan are kept; not made by asking."""
    return home() / FOLDER / sha256(plan.encode()).hexdigest()[:32]


def keep(draft: Draft) -> None:
    """Writes a draft so that only this user may read it. Raises OSError where it cannot be written."""
    target = draft.file
    target.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    part = target.with_suffix(f".{os.getpid()}.part")
    part.unlink(missing_ok=True)
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w", encoding="utf-8") as handle:
            json.dump(asdict(draft), handle, ensure_ascii=False)
        part.replace(target)
    except OSError:
        part.unlink(missing_ok=True)
        raise


def forget(draft: Draft) -> None:
    """Removes a draft. Raises OSError where it cannot be removed."""
    draft.file.unlink(missing_ok=True)


def of_plan(plan: str) -> tuple[Draft, ...]:
    """The drafts of a plan, oldest first; a file that is none is passed over."""
    try:
        files = sorted(folder(plan).glob("*.json"), key=lambda file: file.stat().st_mtime_ns)
    except OSError:
        return ()
    found = (_read(file) for file in files)
    return tuple(draft for draft in found if draft is not None and draft.plan == plan)


def holding(plan: str, record: str, words: Sequence[str]) -> tuple[Draft, ...]:
    """The drafts of a plan that are about a record, or that repeat some of these words of it."""
    told = [one.casefold() for one in words if len(one) >= TELLING]
    return tuple(
        draft
        for draft in of_plan(plan)
        if draft.record == record or any(one in said.casefold() for said in draft.words.values() for one in told)
    )


def _read(file: Path) -> Draft | None:
    try:
        kept: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
        words = {str(name): str(said) for name, said in kept["words"].items()}
        plan, place, record, called = (str(kept[name]) for name in ("plan", "place", "record", "called"))
        return Draft(plan, place, record, called, words)
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None
