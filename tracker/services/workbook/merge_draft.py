"""What a returned workbook or another copy would do, as rows to look at, and what is decided, as pure functions."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from tracker.domain.dates.dates import show
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS, title_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.cells import CellValue
from tracker.domain.workbook.returned import ProblemKind
from tracker.services.workbook.proposal import Added, Disputed, Edited, MergeProposal, Place

Key = tuple[str, str]
OURS, THEIRS = "ours", "theirs"
NOTHING = "–"
QUESTION = "?"
"""Stands for the field in the key of a question, beside its cell."""


@dataclass(frozen=True, slots=True)
class Sides:
    """What came and what it is held against, as words; the heading of what both had, and how it is read out."""

    theirs: str
    ours: str
    base: str
    went: str

    @property
    def columns(self) -> tuple[str, str, str]:
        """The headings of the three values of a conflict."""
        return self.base, f"In {self.theirs}", f"In {self.ours}"


WORKBOOK = Sides("the workbook", "the plan", "When it went out", "went out as")
COPY = Sides("the other copy", "this copy", "Before they parted", "before they parted")


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the screen. `what` is heading, record, change, conflict, added, missing or problem.

    A conflict has all three values; a change has what went out (or stood) and what the workbook says.
    """

    what: str
    title: str
    key: Key | None = None
    base: str = ""
    theirs: str = ""
    ours: str = ""
    cell: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class MergeDraft:
    """A proposal with what was decided so far: "ours", "theirs", or (as `Own`) words of one's own."""

    proposal: MergeProposal
    decisions: Mapping[Key, str | Own] = field(default_factory=dict)
    sides: Sides = WORKBOOK

    @property
    def undecided(self) -> tuple[Key, ...]:
        """The conflicts and questions that wait for a decision, in their order."""
        return tuple(key for key in keys_of(self.proposal) if key not in self.decisions)

    @property
    def changes(self) -> int:
        """How many fields and records the plan would get, as decided so far."""
        taken = sum(choice != OURS for choice in self.decisions.values())
        return len(self.proposal.applied) + len(self.proposal.added) + taken


@dataclass(frozen=True, slots=True)
class Own:
    """A value that a person typed in place of both."""

    words: str


def decide(draft: MergeDraft, key: Key, choice: str | Own) -> MergeDraft:
    """The draft with one conflict decided; a key that is no conflict changes nothing."""
    if key not in keys_of(draft.proposal):
        return draft
    return dataclasses.replace(draft, decisions={**draft.decisions, key: choice})


def keys_of(proposal: MergeProposal) -> tuple[Key, ...]:
    """What waits for a decision: the questions by their cell, then the conflicts."""
    asked = dict.fromkeys((one.cell, QUESTION) for one in proposal.questions)
    return (*asked, *(one.place.key for one in proposal.conflicts))


def decisions_of(draft: MergeDraft) -> dict[Key, Any]:
    """The decisions about conflicts as `services.workbook.workbook.apply_merge` takes them."""
    return {key: _said(choice) for key, choice in draft.decisions.items() if key[1] != QUESTION}


def answers_of(draft: MergeDraft) -> dict[str, str]:
    """The answers to questions, by cell, as `services.workbook.workbook.apply_merge` takes them."""
    return {key[0]: _said(choice) for key, choice in draft.decisions.items() if key[1] == QUESTION}


def _said(choice: str | Own) -> str:
    return choice.words if isinstance(choice, Own) else choice


def carried_over(draft: MergeDraft, proposal: MergeProposal) -> MergeDraft:
    """The decisions over a newer proposal, those kept whose conflict says the same as when it was decided."""
    before = {one.place.key: (one.base, one.ours, one.theirs) for one in draft.proposal.conflicts}
    same = {
        one.place.key for one in proposal.conflicts if before.get(one.place.key) == (one.base, one.ours, one.theirs)
    }
    same |= {(one.cell, QUESTION) for one in proposal.questions if one in draft.proposal.questions}
    kept = {key: choice for key, choice in draft.decisions.items() if key in same}
    return dataclasses.replace(draft, proposal=proposal, decisions=kept)


def next_undecided(draft: MergeDraft, after: Key | None) -> Key | None:
    """The next conflict to decide after this one, from the top again where there is none below."""
    keys = list(keys_of(draft.proposal))
    start = keys.index(after) + 1 if after in keys else 0
    return next((key for key in (*keys[start:], *keys[:start]) if key in draft.undecided), None)


def rows_of(proposal: MergeProposal, snapshot: Snapshot, sides: Sides = WORKBOOK) -> tuple[Row, ...]:
    """The screen's lines: what must be decided first, then what is taken, what is new, missing and doubtful."""
    return (
        *_questions(proposal),
        *_grouped("To decide", proposal.conflicts, snapshot),
        *_grouped(f"Taken from {sides.theirs}", proposal.applied, snapshot),
        *_added(proposal.added, sides),
        *_missing(proposal.missing, sides),
        *_problems(proposal),
    )


def words_of(value: CellValue) -> str:
    """A cell's value as people read it."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, date):
        return show(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:g}" if isinstance(value, float) else str(value)


def _grouped(heading: str, items: tuple[Edited, ...] | tuple[Disputed, ...], snapshot: Snapshot) -> Iterator[Row]:
    if not items:
        return
    yield Row("heading", f"{heading} ({len(items)})")
    order: dict[RecordId, list[Edited | Disputed]] = {}
    for item in items:
        order.setdefault(item.place.record, []).append(item)
    for found in order.values():
        yield Row("record", _record(found[0].place, snapshot))
        yield from (_row(item) for item in found)


def _row(item: Edited | Disputed) -> Row:
    note = f"A new date for an agreed deadline: asked for as “{item.reason}”" if item.reason is not None else ""
    if isinstance(item, Disputed):
        three = (words_of(item.base), words_of(item.theirs), words_of(item.ours))
        return Row("conflict", item.place.label, item.place.key, *three, cell=item.cell, note=note)
    return Row("change", item.place.label, item.place.key, words_of(item.was), words_of(item.now), "", item.cell, note)


def _record(place: Place, snapshot: Snapshot) -> str:
    record = snapshot.get(place.record)
    return f"{place.ref}  {title_of(record) if record is not None else ''}".strip()


def _added(added: tuple[Added, ...], sides: Sides) -> Iterator[Row]:
    if added:
        yield Row("heading", f"New in {sides.theirs} ({len(added)})")
    for one in added:
        about = f" for {one.target}" if one.target else ""
        yield Row("added", f"{KINDS[one.kind].name}{about}", None, "", one.title, "", one.cell, one.update or "")


def _missing(missing: tuple[str, ...], sides: Sides) -> Iterator[Row]:
    if not missing:
        return
    yield Row("heading", f"Not in {sides.theirs} any more ({len(missing)})")
    said = f"What was taken out of {sides.theirs} stays in {sides.ours} as it is: "
    yield Row("missing", said + ", ".join(missing))


def _questions(proposal: MergeProposal) -> Iterator[Row]:
    if proposal.questions:
        yield Row("heading", f"Questions ({len(proposal.questions)})")
    for one in proposal.questions:
        as_it_is = ("as it stands in the workbook", "as it stands in the plan")
        yield Row("conflict", "Question", (one.cell, QUESTION), NOTHING, *as_it_is, cell=one.cell, note=one.message)


def _problems(proposal: MergeProposal) -> Iterator[Row]:
    told = [problem for problem in proposal.problems if problem.kind is not ProblemKind.QUESTION]
    if told:
        yield Row("heading", f"To know ({len(told)})")
    for problem in told:
        yield Row("problem", problem.message, cell=problem.cell)
