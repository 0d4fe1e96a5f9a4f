"""The evidence pack: what a re-inspection asks to be handed, for the whole plan or one recommendation."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Final

from tracker.domain.plan.as_json import encode
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS, parents_of
from tracker.domain.plan.records import Action, Evidence, Kind, Subject, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.file_names import clean_name
from tracker.domain.text.words import harmless, with_article
from tracker.errors import UserError

FOLDER: Final = "evidence"
LONGEST: Final = 100
"""So many characters of a file's own name stand in the pack, so that it can be unpacked anywhere."""
INDEX: Final = ("ref", "for", "kind", "shows", "dated", "added_by", "reviewed_by", "reviewed_on", "restricted")
_OF_SUBJECTS = (Kind.RECOMMENDATION, Kind.FINDING)
_EVERYWHERE = (Kind.INSPECTION, Kind.MEETING, Kind.PERSON, Kind.AGENCY)


@dataclass(frozen=True, slots=True)
class Packed:
    """One accepted item and its place in the pack; a link has none."""

    item: Evidence
    path: str


def subject_named(snapshot: Snapshot, ref: str) -> Subject:
    """The recommendation or finding of this reference. Raises UserError where there is none."""
    found = snapshot.by_ref(ref)
    if isinstance(found, Subject):
        return found
    said = (
        f"{found.ref} is {with_article(kind_of(found))}"
        if found is not None
        else f"there is no {ref.strip()} in this plan"
    )
    raise UserError(said, "name a recommendation or a finding, such as R3")


def only(snapshot: Snapshot, subject: Subject) -> Snapshot:
    """The plan with nothing but what belongs to one recommendation or finding, and the registers."""
    kept: dict[RecordId, Any] = {subject.id: subject}
    for action in snapshot.actions_for(subject.id):
        kept[action.id] = replace(action, targets=(subject.id,))
    for kind in KINDS:
        if kind not in (*_OF_SUBJECTS, Kind.ACTION, Kind.PLAN):
            kept.update({one.id: one for one in snapshot.of(kind) if kind in _EVERYWHERE or _belongs(one, kept)})
    changes = [
        (kind, one.id, _among(kept[one.id], kept) if one.id in kept else None)
        for kind in KINDS
        for one in snapshot.of(kind)
    ]
    return snapshot.with_records(changes, snapshot.number, snapshot.head)


def _belongs(record: Any, kept: dict[RecordId, Any]) -> bool:
    return any(parent in kept for parent in parents_of(record))


def _among(record: Any, kept: dict[RecordId, Any]) -> Any:
    """The record with links to what is kept alone."""
    if isinstance(record, Action):
        return replace(record, waits_for=tuple(one for one in record.waits_for if one in kept))
    if "targets" in type(record).__dataclass_fields__:
        return replace(record, targets=tuple(one for one in record.targets if one in kept))
    return record


def accepted(snapshot: Snapshot) -> tuple[Packed, ...]:
    """The accepted evidence in the plan's order, each file under its reference."""
    return tuple(
        Packed(item, f"{FOLDER}/{item.ref} {clean_name(item.file, LONGEST)}" if item.sha256 and item.file else "")
        for item in snapshot.evidence
        if item.review == "accepted"
    )


def index_csv(snapshot: Snapshot, packed: Iterable[Packed]) -> str:
    """The list of what is in the pack: one line an item, with the SHA-256 of each file."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow([*INDEX, "file", "link", "size", "sha256"])
    for one in packed:
        writer.writerow([harmless(cell) for cell in _line(snapshot, one)])
    return out.getvalue()


def _line(snapshot: Snapshot, one: Packed) -> Iterator[str]:
    item = one.item
    for name in INDEX:
        value = "; ".join(snapshot.refs_of(item.targets)) if name == "for" else encode(getattr(item, name))
        yield str(value if value is not None else "")
    yield from (one.path, item.url or "", str(item.size or ""), item.sha256 or "" if one.path else "")
