"""Another copy of a plan to be joined, opened anew for each look and for the write."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from dataclasses import dataclass

from tracker.domain.log.changes import Changes
from tracker.errors import Conflict
from tracker.services.joining.join import commit_join, join
from tracker.services.joining.parted import parted
from tracker.services.ports import Act, UnitOfWork
from tracker.services.workbook.proposal import MergeProposal
from tracker.services.workbook.workbook import Decisions


@dataclass(frozen=True, slots=True)
class OtherCopy:
    """A copy by the name of its file, and what opens it to be read on the thread that asks."""

    file: str
    opened: Callable[[], AbstractContextManager[UnitOfWork]]

    def weigh(self, uow: UnitOfWork, act: Act) -> MergeProposal:
        """What joining it would do. Raises UserError where it is no copy of this plan."""
        with self.opened() as other:
            return join(uow, act, other, parted(uow, other, self.file)).proposal

    def join(self, uow: UnitOfWork, act: Act, decisions: Decisions) -> Changes:
        """Writes what it brings, as decided. Raises Conflict where something is left to decide."""
        with self.opened() as other:
            work = join(uow, act, other, parted(uow, other, self.file), decisions)
            left = [one for one in work.proposal.conflicts if one.place.key not in decisions]
            if left:
                named = ", ".join(f"{one.place.label} of {one.place.ref}" for one in left)
                raise Conflict(f"{self.file} and the plan differ in {named}", "decide for each, and join again")
            return commit_join(work, other)
