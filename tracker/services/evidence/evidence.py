"""Evidence: attaching a file or a link to what it serves, and having it checked by someone else."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import PurePosixPath, PureWindowsPath
from typing import Any

from tracker.domain.dates import dates
from tracker.domain.plan.records import SERVED, Evidence, Kind
from tracker.domain.text.file_names import LONGEST, clean_name, shown_name
from tracker.domain.text.words import lines, one_line
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, needed, tidy_reason
from tracker.services.gate.commit import commit
from tracker.services.gate.decisions import seen_when_decided
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.remarks import remarks


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
    restricted: bool = False


def attach_file(uow: UnitOfWork, act: Act, refs: Sequence[str], data: bytes, file_name: str, *, about: About) -> Done:
    """Keeps a file in the plan as evidence for one or several records; its reference is the first of the result's."""
    context = context_of(uow, act)
    if not data:
        raise UserError(f"{file_name} is empty", "attach a file that holds something")
    sha256 = context.uow.add_file(data)
    same = [e.ref for e in context.snapshot.evidence if e.sha256 == sha256]
    found = _evidence(context, refs, about)
    found = replace(found, file=base_name(file_name), size=len(data), sha256=sha256)
    warnings = (f"the same file is in the plan already, as {', '.join(same)}",) if same else ()
    return _attached(context, found, warnings)


def attach_link(uow: UnitOfWork, act: Act, refs: Sequence[str], url: str, *, about: About) -> Done:
    """Notes a link as evidence for one or several records; its reference is the first of the result's."""
    context = context_of(uow, act)
    return _attached(context, replace(_evidence(context, refs, about), url=one_line(url)))


def base_name(file_name: str) -> str:
    """A file's name without its folders, of whichever system they are, and without marks that turn it round."""
    name = shown_name(PureWindowsPath(PurePosixPath(file_name).name).name)
    return (name if len(name) <= LONGEST else clean_name(name)) or "file"


def _evidence(context: Context, refs: Sequence[str], about: About) -> Evidence:
    targets = sorted({context.find(ref, *SERVED).id for ref in refs})
    return Evidence(
        id=context.uow.new_id(),
        targets=tuple(targets),
        kind=needed(one_line(about.kind), "the kind of evidence"),
        shows=needed(lines(about.shows), "what the evidence shows"),
        dated=dates.parse(about.dated) if isinstance(about.dated, str) else about.dated,
        period_from=about.period_from,
        period_to=about.period_to,
        refresh_by=about.refresh_by,
        replaces=context.find(about.replaces, Kind.EVIDENCE).id if about.replaces else None,
        restricted="yes" if about.restricted else "no",
        added_by=context.who,
        added_on=context.act.today,
    )


def _attached(context: Context, evidence: Evidence, warnings: tuple[str, ...] = ()) -> Done:
    added = context.add(evidence)
    changes = commit(context, "attach")
    told = (*warnings, *remarks(context, (added,)))
    return Done(changes, (added.ref,), told, told)


def review(uow: UnitOfWork, act: Act, ref: str, *, accept: bool, note: str | None = None) -> Done:
    """Accepts evidence, or sends it back with a note; by neither who added it nor the owner of what it serves.

    Accepted once more without a note, it keeps the note it has.
    """
    context = context_of(uow, act)
    evidence: Evidence = context.find(ref, Kind.EVIDENCE)
    said = tidy_reason(note) if accept else needed(note, "a note on what is lacking")
    state = "accepted" if accept else "returned"
    kept = evidence.review_note if evidence.review == state else None
    return _marked(context, evidence, "review", said, state, context.who, context.act.today, lines(said) or kept)


def withdraw_review(uow: UnitOfWork, act: Act, ref: str, reason: str) -> Done:
    """Takes a review back on the record, with a reason; the evidence waits for review again."""
    context = context_of(uow, act)
    evidence: Evidence = context.find(ref, Kind.EVIDENCE)
    why = needed(reason, "a reason for withdrawing the review")
    if evidence.review == "none":
        raise UserError(f"{evidence.ref} has not been reviewed", "there is nothing to withdraw")
    return _marked(context, evidence, "withdraw", why, "none", None, None, None)


def _marked(context: Context, evidence: Evidence, verb: str, why: str, *review: Any) -> Done:
    names = ("review", "reviewed_by", "reviewed_on", "review_note")
    marked = replace(evidence, **dict(zip(names, review, strict=True)))
    context.put(marked, names)
    changes = commit(context, verb, why)
    told = (*remarks(context, (evidence,)), *seen_when_decided(context.uow, context.snapshot, marked))
    return Done(changes, (evidence.ref,), told, told)
