"""Issuing a paper: the plan keeps the very file that a meeting was given, the state it shows and how it was judged."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.plan.records import Kind, Meeting, Paper
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.context import Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.meetings.compared import papers_of
from tracker.services.ports import Act, UnitOfWork


@dataclass(frozen=True, slots=True)
class Made:
    """A paper as it was made: its file, its kind, the change it shows, and the choices it was made by."""

    data: bytes
    file: str
    kind: str
    changeset: int
    as_at: date
    options: tuple[str, ...] = ()


def issue(uow: UnitOfWork, act: Act, ref: str, made: Made) -> Done:
    """Keeps a paper as one that the meeting was given; those issued for it before stay beside it.

    The reference that comes back first is the paper's. Raises UserError where there is no such meeting, or where it
    has this very file already.
    """
    context = context_of(uow, act)
    meeting = meeting_for(uow, act, ref)
    sha256 = uow.add_file(made.data)
    again = next((paper for paper in papers_of(context.snapshot, meeting) if paper.sha256 == sha256), None)
    if again is not None:
        raise UserError(f"{meeting.ref} has this very paper already: {again.ref}", "nothing needs to be issued again")
    paper = context.add(
        Paper(
            id=uow.new_id(), meeting=meeting.id, kind=made.kind, day=act.clock.today(), issued_by=context.act.who,
            as_at=made.as_at, changeset=made.changeset, options=made.options, file=made.file, size=len(made.data),
            sha256=sha256,
        )
    )  # fmt: skip
    uow.put(replace(meeting, frozen_at=made.changeset))
    return Done(commit(context, "issue", f"paper for {meeting.name}"), (paper.ref, meeting.ref))


def meeting_for(uow: UnitOfWork, act: Act, ref: str) -> Meeting:
    """The meeting that a paper is to be issued for. Raises UserError where there is none of that reference."""
    meeting: Meeting = context_of(uow, act).find(ref, Kind.MEETING)
    return meeting


def issued(snapshot: Snapshot) -> tuple[dict[str, Any], ...]:
    """Every paper that was issued, meeting by meeting, as plain JSON values. Of an older one only the change is known.

    Keys: ref, meeting, name, day, as_at, kind, changeset, options, file, sha256, issued_by.
    """
    found = []
    for meeting in snapshot.meetings:
        papers = papers_of(snapshot, meeting)
        found += [_json(meeting, paper) for paper in papers]
        if meeting.frozen_at is not None and not papers:
            found.append(_json(meeting, Paper(id=meeting.id, kind="", changeset=meeting.frozen_at)))
    return tuple(found)


def _json(meeting: Meeting, paper: Paper) -> dict[str, Any]:
    return {
        "ref": paper.ref or None, "meeting": meeting.ref, "name": meeting.name,
        "day": paper.day.isoformat() if paper.day else None, "as_at": paper.as_at.isoformat() if paper.as_at else None,
        "kind": paper.kind or None, "changeset": paper.changeset, "options": list(paper.options), "file": paper.file,
        "sha256": paper.sha256, "issued_by": paper.issued_by,
    }  # fmt: skip


def the_very_file(uow: UnitOfWork, act: Act, ref: str) -> bytes:
    """The file of an issued paper, or of a meeting that has only one. Raises UserError where it is not kept."""
    context = context_of(uow, act)
    found = context.find(ref, Kind.PAPER, Kind.MEETING)
    if isinstance(found, Meeting):
        papers = papers_of(context.snapshot, found)
        if len(papers) != 1:
            refs = ", ".join(paper.ref for paper in papers)
            said = f"{found.ref} was given {len(papers)} papers" if papers else f"no paper of {found.ref} is kept"
            if refs:
                raise UserError(said, f"name one of {refs}")
            raise UserError(said, "issue it: report PLAN OUT --issue MEETING", window="issue one from its meeting")
        found = papers[0]
    if not found.sha256:
        raise UserError(f"the file of {found.ref} is not kept any more")
    return uow.read_file(found.sha256)
