"""Several returned workbooks at once: each held against the plan by itself, and how each person's return stands."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from tracker.domain.actions.status import Status
from tracker.domain.dates.dates import show
from tracker.domain.meetings.rounds import NIL_RETURN, RETURNS, open_rounds, returns
from tracker.domain.people.people import posts_of
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Round
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.domain.workbook.returned import Problem, ProblemKind, Returned
from tracker.errors import UserError
from tracker.services.ports import Act, UnitOfWork
from tracker.services.workbook.merge_draft import keys_of
from tracker.services.workbook.proposal import MergeProposal
from tracker.services.workbook.workbook import plan_merge

WHOLE_PLAN: Final = "Whole plan"
ASKS, TWICE = "asks", "twice"
HOMECOMING: Final[dict[str, Status]] = {
    ASKS: Status("question", "To decide", "warning"),
    "unreadable": Status("cross", "Cannot be read", "bad"),
    "another plan": Status("cross", "From another plan", "bad"),
    "not taken": Status("cross", "Cannot be brought in", "bad"),
    "answered": Status("tick", "Answered", "good"),
    "late": Status("diamond", "Answered, late", "warning"),
    NIL_RETURN: Status("dash", "Nil return", "neutral"),
    "nothing": Status("circle", "Nothing new", "muted"),
    TWICE: Status("circle", "The same file twice", "muted"),
    "brought in": Status("double tick", "Brought in", "done"),
    "overdue": RETURNS["overdue"],
    "awaited": Status("ring", "Not in", "neutral"),
}
"""How each return stands, in the order in which a person looks at them, and how it is drawn."""
_ORDER: Final = tuple(HOMECOMING)
_TOLD: Final = (ProblemKind.UNREAD, ProblemKind.REFUSED)


@dataclass(frozen=True, slots=True)
class ReturnedFile:
    """A file that came home: what stands in it, or why it cannot be read."""

    name: str
    returned: Returned | None
    fault: UserError | None = None


@dataclass(frozen=True, slots=True)
class Home:
    """A file beside the plan: what it would change, or why it cannot; `twin` names an earlier file that says the same.

    `written` is how many changes it made once it was brought in, None before.
    """

    file: ReturnedFile
    proposal: MergeProposal | None = None
    fault: UserError | None = None
    twin: str = ""
    written: int | None = None

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What a person should know of it."""
        return self.proposal.problems if self.proposal is not None else ()


@dataclass(frozen=True, slots=True)
class HomeLine:
    """One line of the screen: whose return it is, its file, how it stands, what it brings and what is to be known.

    `at` is the place of its file; None for a person whose return is not in.
    """

    who: str
    file: str
    state: str
    brings: str
    know: str
    at: int | None = None

    @property
    def status(self) -> Status:
        """How it is drawn."""
        return HOMECOMING[self.state]


def held_against(uow: UnitOfWork, act: Act, homes: Sequence[Home]) -> tuple[Home, ...]:
    """Each file held against the plan as it stands, alone; those brought in already stay as they are."""
    seen: list[tuple[Returned, str]] = []
    found = []
    for home in homes:
        returned = home.file.returned
        if home.written is not None or returned is None:
            found.append(home)
        else:
            said = replace(returned, file="")
            twin = next((name for other, name in seen if other == said), "")
            found.append(_held(uow, act, home, returned, twin))
        if returned is not None:
            seen.append((replace(returned, file=""), home.file.name))
    return tuple(found)


def _held(uow: UnitOfWork, act: Act, home: Home, returned: Returned, twin: str) -> Home:
    if twin:
        return Home(home.file, twin=twin)
    try:
        return Home(home.file, plan_merge(uow, act, returned))
    except UserError as fault:
        return Home(home.file, fault=fault)


def lines_of(snapshot: Snapshot, homes: Sequence[Home], today: date) -> tuple[HomeLine, ...]:
    """A line for each file, and one for each person whom an open round waits for; what is to decide comes first."""
    waiting = open_rounds(snapshot)
    found = [_line(snapshot, waiting, home, at, today) for at, home in enumerate(homes)]
    found = [_with_others(line, found) for line in found]
    heard = {post for home in homes if home.file.returned is not None and home.fault is None
             for post in _posts(snapshot, home.file.returned)}  # fmt: skip
    absent = [line for asked in waiting for line in _absent(snapshot, asked, heard, today)]
    return tuple(sorted([*found, *absent], key=lambda line: (_ORDER.index(line.state), line.who.casefold())))


def _posts(snapshot: Snapshot, returned: Returned) -> set[RecordId]:
    return {post.id for post in posts_of(snapshot, returned.for_name)} if returned.for_name else set()


def _absent(snapshot: Snapshot, asked: Round, heard: set[RecordId], today: date) -> Iterable[HomeLine]:
    for one in returns(snapshot, asked, today):
        if one.outstanding and one.person not in heard:
            state = "overdue" if one.state == "overdue" else "awaited"
            wanted = f"wanted by {show(asked.due)}" if asked.due else ""
            yield HomeLine(one.name, "", state, one.words, wanted)


def _line(snapshot: Snapshot, waiting: Sequence[Round], home: Home, at: int, today: date) -> HomeLine:
    file = home.file
    who = (file.returned.for_name or WHOLE_PLAN) if file.returned is not None else "Unknown"
    fault = file.fault or home.fault
    if fault is not None:
        return HomeLine(who, file.name, _fault_state(snapshot, file), "", fault.message, at)
    if home.twin:
        return HomeLine(who, file.name, TWICE, "", f"As {home.twin}", at)
    proposal = home.proposal
    if home.written is not None:
        return HomeLine(who, file.name, "brought in", how_many(home.written, "change"), _known(home.problems), at)
    assert proposal is not None
    state = _state(snapshot, waiting, proposal, today)
    return HomeLine(who, file.name, state, _brings(proposal), _known(proposal.problems), at)


def _fault_state(snapshot: Snapshot, file: ReturnedFile) -> str:
    if file.returned is None:
        return "unreadable"
    return "not taken" if file.returned.plan_id == snapshot.plan.id else "another plan"


def _with_others(line: HomeLine, lines: Sequence[HomeLine]) -> HomeLine:
    """The line, saying of two returns of one person that there are two."""
    others = [one for one in lines if one.who == line.who and one is not line and one.state != TWICE]
    if not others or line.state in (TWICE, "unreadable") or line.who == WHOLE_PLAN:
        return line
    return replace(line, know=". ".join(filter(None, (f"{len(others) + 1} files of this person", line.know))))


def _state(snapshot: Snapshot, waiting: Sequence[Round], proposal: MergeProposal, today: date) -> str:
    if keys_of(proposal):
        return ASKS
    if proposal.nothing:
        return "nothing"
    nil = [one.fields.get("answer") == NIL_RETURN for one in proposal.added]
    if nil and all(nil) and not proposal.applied:
        return NIL_RETURN
    posts = _posts(snapshot, proposal.returned)
    late = any(asked.due is not None and asked.due < today and posts & set(asked.people) for asked in waiting)
    return "late" if late else "answered"


def _brings(proposal: MergeProposal) -> str:
    updates = sum(one.kind is Kind.UPDATE for one in proposal.added)
    counts = (
        (len(keys_of(proposal)), "to decide"), (updates, "update"), (len(proposal.applied), "change"),
        (len(proposal.added) - updates, "new row"),
    )  # fmt: skip
    return ", ".join(f"{n} {words}" if words == "to decide" else how_many(n, words) for n, words in counts if n)


def _known(problems: Iterable[Problem]) -> str:
    """How much of a file was not taken."""
    told = [problem.kind for problem in problems if problem.kind in _TOLD]
    return f"{how_many(len(told), 'thing')} not taken" if told else ""


def ready(homes: Sequence[Home]) -> tuple[int, ...]:
    """The places of the files that can be brought in as they are, in their order: something new, nothing to decide."""
    return tuple(
        at for at, home in enumerate(homes)
        if home.proposal is not None and home.written is None and not home.proposal.nothing
        and not keys_of(home.proposal)
    )  # fmt: skip


def size_of(proposal: MergeProposal) -> int:
    """How many fields and records a proposal that leaves nothing to decide gives the plan."""
    return len(proposal.applied) + len(proposal.added)
