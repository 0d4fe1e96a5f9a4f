"""What the merge screen brings in: a workbook that came home, or another copy of the plan."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any, ClassVar, Protocol

from tracker.domain.dates.dates import show
from tracker.domain.workbook.returned import Returned
from tracker.services.joining.copy import OtherCopy
from tracker.services.workbook.merge_draft import COPY, WORKBOOK, MergeDraft, Sides, answers_of, decisions_of
from tracker.services.workbook.proposal import MergeProposal
from tracker.services.workbook.workbook import apply_merge
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Ticket


class Incoming(Protocol):
    """`sides` are the words for what is held against each other, `verb` is what a copy of the plan is made before."""

    sides: ClassVar[Sides]
    verb: ClassVar[str]

    def weigh(self, hub: Hub, done: Callable[[Any], object], failed: Callable[[Any], object]) -> Ticket:
        """Asks what bringing it in would do, as the plan stands; `done` gets the MergeProposal."""
        ...

    def command(self, draft: MergeDraft) -> Callable[..., Any]:
        """What writes it as it was decided."""
        ...

    def title(self, proposal: MergeProposal) -> str:
        """What it is, as a heading."""
        ...

    def origin(self, proposal: MergeProposal) -> list[str]:
        """Where it comes from, in parts of a line."""
        ...


@dataclass(frozen=True, slots=True)
class Homecoming:
    """A workbook that came home."""

    returned: Returned
    sides: ClassVar[Sides] = WORKBOOK
    verb: ClassVar[str] = "merge"

    def weigh(self, hub: Hub, done: Callable[[Any], object], failed: Callable[[Any], object]) -> Ticket:
        """The session's own way, which a workbook has had from the start."""
        return hub.jobs.run(partial(hub.session.propose, self.returned, hub.session.act()), done, failed)

    def command(self, draft: MergeDraft) -> Callable[..., Any]:
        """The merge with what was decided and answered."""
        decisions, answers = decisions_of(draft), answers_of(draft)
        return partial(apply_merge, proposal=draft.proposal, decisions=decisions, answers=answers)

    def title(self, proposal: MergeProposal) -> str:
        """Whose return it is, or which file."""
        if proposal.nothing:
            return "Nothing has changed in this workbook"
        whose = self.returned.for_name
        return f"The return of {whose}" if whose else f"What came back in {self.returned.file}"

    def origin(self, proposal: MergeProposal) -> list[str]:
        """The file, where the title does not name it, and the day it went out."""
        named = [self.returned.file] if self.returned.for_name or proposal.nothing else []
        return [*named, f"went out as at {show(self.returned.as_at)}"]


@dataclass(frozen=True, slots=True)
class Joined:
    """Another copy of the plan."""

    copy: OtherCopy
    sides: ClassVar[Sides] = COPY
    verb: ClassVar[str] = "join"

    def weigh(self, hub: Hub, done: Callable[[Any], object], failed: Callable[[Any], object]) -> Ticket:
        """The copy beside the plan, both as they stand."""
        return hub.ask(self.copy.weigh, done, failed)

    def command(self, draft: MergeDraft) -> Callable[..., Any]:
        """The join with what was decided."""
        return partial(self.copy.join, decisions=decisions_of(draft))

    def title(self, proposal: MergeProposal) -> str:
        """Which file."""
        return f"Nothing new in {self.copy.file}" if proposal.nothing else f"Joining {self.copy.file}"

    def origin(self, proposal: MergeProposal) -> list[str]:
        """How far both copies are one."""
        return [f"Another copy of this plan; both were the same up to change {proposal.base}"]
