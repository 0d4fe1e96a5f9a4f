"""Evidence: attaching a file or a link to what it serves, and having it checked by someone else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from tracker.domain.dates import dates
from tracker.domain.plan.records import Evidence, Kind
from tracker.domain.text.words import lines, one_line
from tracker.errors import UserError
from tracker.services.context import Desk, Done, needed, sit_down, tidy_reason
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.remarks import remarks

SUBJECTS = (Kind.ACTION, Kind.RECOMMENDATION, Kind.FINDING)


@dataclass(frozen=True, slots=True)
class About:
    """What a person says of evidence: its kind, what it shows, and the dates of the thing itself."""

    kind: str
    shows: str
    dated: date | str | None = None
    period_from: date | None = None
    period_to: date | None = None
    refresh_by: date | None = None
    replaces: str | None = None


def attach_file(uow: UnitOfWork, act: Act, refs: Sequence[str], data: bytes, file_name: str, *, about: About) -> Done:
    """Keeps a file in the plan as evidence for one or several records; its reference is the first of the result's."""
    desk = sit_down(uow, act)
    if not data:
        raise UserError(f"{file_name} is empty", "attach a file that holds something")
    sha256 = desk.uow.add_file(data)
    same = [e.ref for e in desk.snapshot.evidence if e.sha256 == sha256]
    found = _evidence(desk, refs, about)
    found = replace(found, file=base_name(file_name), size=len(data), sha256=sha256)
    warnings = (f"the same file is in the plan already, as {', '.join(same)}",) if same else ()
    return _attached(desk, found, warnings)


def attach_link(uow: UnitOfWork, act: Act, refs: Sequence[str], url: str, *, about: About) -> Done:
    """Notes a link as evidence for one or several records; its reference is the first of the result's."""
    desk = sit_down(uow, act)
    return _attached(desk, replace(_evidence(desk, refs, about), url=one_line(url)))


def base_name(file_name: str) -> str:
    """A file's name without its folders, of whichever system they are."""
    return one_line(PureWindowsPath(PurePosixPath(file_name).name).name) or "file"


def _evidence(desk: Desk, refs: Sequence[str], about: About) -> Evidence:
    targets = sorted({desk.find(ref, *SUBJECTS).id for ref in refs})
    return Evidence(
        id=desk.uow.new_id(),
        targets=tuple(targets),
        kind=needed(one_line(about.kind), "the kind of evidence"),
        shows=needed(lines(about.shows), "what the evidence shows"),
        dated=dates.parse(about.dated) if isinstance(about.dated, str) else about.dated,
        period_from=about.period_from,
        period_to=about.period_to,
        refresh_by=about.refresh_by,
        replaces=desk.find(about.replaces, Kind.EVIDENCE).id if about.replaces else None,
        added_by=desk.who,
        added_on=desk.act.today,
    )


def _attached(desk: Desk, evidence: Evidence, warnings: tuple[str, ...] = ()) -> Done:
    added = desk.add(evidence)
    changes = commit(desk, "attach")
    told = (*warnings, *remarks(desk, (added,)))
    return Done(changes, (added.ref,), told, told)


def review(uow: UnitOfWork, act: Act, ref: str, *, accept: bool, note: str | None = None) -> Done:
    """Accepts evidence, or sends it back with a note; by neither who added it nor the owner of what it serves."""
    desk = sit_down(uow, act)
    evidence: Evidence = desk.find(ref, Kind.EVIDENCE)
    said = tidy_reason(note) if accept else needed(note, "a note on what is lacking")
    state = "accepted" if accept else "returned"
    return _marked(desk, evidence, "review", said, state, desk.who, desk.act.today, lines(said) or None)


def withdraw_review(uow: UnitOfWork, act: Act, ref: str, reason: str) -> Done:
    """Takes a review back on the record, with a reason; the evidence waits for review again."""
    desk = sit_down(uow, act)
    evidence: Evidence = desk.find(ref, Kind.EVIDENCE)
    why = needed(reason, "a reason for withdrawing the review")
    if evidence.review == "none":
        raise UserError(f"{evidence.ref} has not been reviewed", "there is nothing to withdraw")
    return _marked(desk, evidence, "withdraw", why, "none", None, None, None)


def _marked(desk: Desk, evidence: Evidence, verb: str, why: str, *review: Any) -> Done:
    names = ("review", "reviewed_by", "reviewed_on", "review_note")
    desk.put(replace(evidence, **dict(zip(names, review, strict=True))), names)
    changes = commit(desk, verb, why)
    lost = remarks(desk, (evidence,))
    return Done(changes, (evidence.ref,), lost, lost)
