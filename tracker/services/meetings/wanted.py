"""A paper as it is asked for, in the window as on the command line, and what of a plan it is made of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.board.board_changes import Since
from tracker.domain.board.board_threads import History
from tracker.domain.guard.publishing import LEAST
from tracker.domain.meetings.minutes import Sitting
from tracker.domain.meetings.papers import (
    BOARD,
    DOSSIER,
    MINUTES,
    PDF,
    PUBLIC_PAGE,
    has_appendices,
    is_compared,
    made_as,
    may_be_public,
)
from tracker.domain.people.signed import Accounts
from tracker.domain.plan.fields import PaperTemplate
from tracker.domain.plan.records import Meeting
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.log.signed import accounts, signed_in
from tracker.services.log.told import told
from tracker.services.meetings.compared import compared_with, papers_of
from tracker.services.meetings.meetings import Made, meeting_for
from tracker.services.meetings.minutes import minutes_of
from tracker.services.ports import Act, UnitOfWork


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which paper, as what, for whom. `since` is a meeting's reference or a day as it was typed, `meeting` a reference;
    "" for none.
    """

    paper: str = BOARD
    ending: str = PDF
    since: str = ""
    meeting: str = ""
    public: bool = False
    appendices: bool = True
    least: int = LEAST
    """A public paper tells no number of people under this."""
    template: PaperTemplate | None = None

    @property
    def possible(self) -> Wanted:
        """The same without the choices that this paper does not take in this format."""
        return replace(
            self,
            since=self.since if is_compared(self.paper) else "",
            public=self.for_the_public,
            appendices=self.appendices or not has_appendices(self.paper, self.ending, public=self.for_the_public),
            least=self.least if self.for_the_public else LEAST,
        )

    @property
    def for_the_public(self) -> bool:
        """Whether it is made for the public."""
        return self.paper == PUBLIC_PAGE or (self.public and may_be_public(self.paper, self.ending))

    @property
    def as_pages(self) -> Wanted:
        """The same as pages, for a printer and to be looked at."""
        paper = made_as(self.paper, self.ending, public=self.public, dressed=self.template is not None)
        return replace(self, paper=paper, ending=PDF).possible

    @property
    def options(self) -> tuple[str, ...]:
        """The choices in words, as an issued paper keeps them."""
        said = (
            f"since {self.since}" if self.since else "",
            "public" if self.public else "",
            "" if self.appendices else "without appendices",
            f"template {self.template.name}" if self.template is not None and self.template.name else "",
        )
        return tuple(one for one in said if one)


@dataclass(frozen=True, slots=True)
class Material:
    """What of a plan a paper is made of: the plan itself, what it is compared with, and the meeting it is for."""

    snapshot: Snapshot
    since: Since | None = None
    meeting: Meeting | None = None
    accounts: Accounts | None = None
    """The computer's accounts that stand beside names in the dossier."""
    history: History | None = None
    logo: bytes = b""
    sitting: Sitting | None = None
    """What minutes are made of: what the meeting decided."""


def material(uow: UnitOfWork, act: Act, wanted: Wanted) -> Material:
    """What a paper is made of. Raises UserError where there is no such meeting, or nothing to compare with."""
    if wanted.paper == MINUTES:
        sitting = minutes_of(uow, act, _named(wanted))
        return Material(uow.snapshot(), meeting=sitting.meeting, sitting=sitting)
    meeting = meeting_for(uow, act, wanted.meeting) if wanted.meeting else None
    since = compared_with(uow, act, wanted.since, wanted.paper) if wanted.since else None
    snapshot = uow.snapshot()
    logo = uow.read_file(wanted.template.logo) if wanted.template is not None and wanted.template.logo else b""
    if wanted.paper != DOSSIER or wanted.for_the_public:
        return Material(snapshot, since, meeting, logo=logo)
    return Material(snapshot, since, meeting, accounts(uow, signed_in(snapshot)), told(uow), logo)


def _named(wanted: Wanted) -> str:
    if not wanted.meeting:
        raise UserError("minutes are of a meeting", "name one", window="choose the meeting")
    return wanted.meeting


def made_of(wanted: Wanted, of: Material, file: str, data: bytes, as_at: date) -> Made:
    """A paper as it was made, to be issued."""
    return Made(data, file, wanted.paper, of.snapshot.number, as_at, wanted.options)


def next_meeting(snapshot: Snapshot, today: date) -> Meeting | None:
    """The meeting that a paper made today is likely for: the first that is still to come."""
    ahead = [(one.held_on, one) for one in snapshot.meetings if one.held_on is not None and one.held_on >= today]
    return min(ahead, key=lambda pair: pair[0])[1] if ahead else None


def begun_on(uow: UnitOfWork, _act: Act) -> date:
    """The day on which the plan's log begins: there is nothing earlier to compare with."""
    return min((stamp.day for _, stamp in uow.stamps()), default=date.max)


def may_be_compared(snapshot: Snapshot, today: date, begun: date) -> tuple[Meeting, ...]:
    """The meetings that a paper may be compared with, the latest first: they were shown a paper, or the plan was there
    the day before.
    """
    known = (
        one for one in snapshot.meetings
        if papers_of(snapshot, one) or one.frozen_at is not None
        or (one.held_on is not None and begun < one.held_on <= today)
    )  # fmt: skip
    return tuple(sorted(known, key=lambda one: one.held_on or date.min, reverse=True))


def last_meeting(among: Sequence[Meeting], today: date, coming: Meeting | None = None) -> Meeting | None:
    """The meeting that a paper is likely compared with: of those it may be, the last before the one that it is for."""
    until = coming.held_on if coming is not None and coming.held_on is not None else today
    return next((one for one in among if one != coming and (one.held_on or date.min) < until), None)
