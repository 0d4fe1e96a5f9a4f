"""A plan of two inspections, its workbook on disk, hands that fill it in as people do, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from support.builders import an_id
from support.clocks import FixedClock, an_act
from support.memory import MemoryStore
from tracker.domain.plan.records import Action, Agency, Evidence, Kind, Person, Plan, Recommendation, Record, Update
from tracker.errors import UserError
from tracker.services.records.editing import set_fields
from tracker.services.workbook.proposal import MergeProposal
from tracker.services.workbook.workbook import apply_merge, decided_by, plan_merge, prefer
from tracker.workbook.home import read_workbook
from tracker.workbook.out import write_workbook

TODAY = date(2026, 11, 30)
CLOCK = FixedClock(datetime(2026, 11, 30, 9, 0, tzinfo=UTC))
PEOPLE = ("Ann Lee", "Bob Day", "Carol O'Neill", "Dev Shah", "Esi Boateng")
AGENCIES = ("Manchester City Council", "Greater Manchester Police", "Integrated Care Board")
SHEETS = {"R": "Recommendations", "A": "Actions", "U": "Updates", "E": "Evidence", "P": "People"}
SENT: dict[tuple[bool, str | None], bytes] = {}


def the_plan(*, agreed: bool) -> MemoryStore:
    """Twelve actions of five people under eight recommendations; E1 serves A1, U1 is about A2."""
    day = date(2026, 10, 1) if agreed else None
    plan = Plan(id=an_id(1), title="Two inspections", agreed=day, agreed_by="Board Chair" if agreed else None)
    store = MemoryStore(plan, an_act(clock=CLOCK))
    with store.begin() as uow:
        for record in _records(day):
            uow.add(record)
        uow.commit(an_act(clock=CLOCK).stamp("seed"))
    return store


def _records(agreed: date | None) -> Iterator[Record]:
    for n, name in enumerate(AGENCIES, start=1):
        yield Agency(id=an_id(100 + n), ref=f"G{n}", name=name)
    for n, name in enumerate(PEOPLE, start=1):
        yield Person(id=an_id(200 + n), ref=f"P{n}", name=name, role="Manager", agency=an_id(101 + (n - 1) % 3))
    for n in range(1, 9):
        words = f"The quality of supervision, part {n}."
        yield Recommendation(id=an_id(400 + n), ref=f"R{n}", text=words, page=2, position=n)
    for n in range(1, 13):
        due = date(2027, 1 + (n - 1) % 6, 5 + n)
        yield Action(
            id=an_id(500 + n), ref=f"A{n}", title=f"Task number {n}", targets=(an_id(401 + (n - 1) % 8),),
            owner=an_id(201 + (n - 1) % 5), agency=an_id(101 + (n - 1) % 3), due=due, delivery="in progress",
            agreed=agreed, original_due=due if agreed else None, position=n,
            description="The team's plan isn't ready, so the team's lead can't sign it.",
        )  # fmt: skip
    yield Evidence(
        id=an_id(601), ref="E1", targets=(an_id(501),), kind="Multi-agency audit", shows="Ten files read",
        dated=date(2026, 11, 2), added_by="Dev Shah", added_on=date(2026, 11, 3), url="https://example.org/audit",
    )  # fmt: skip
    yield Update(
        id=an_id(611), ref="U1", target=an_id(502), text="Half of the files are read.", dated=date(2026, 11, 9),
        author="Bob Day",
    )  # fmt: skip


class Book:
    """A workbook in somebody's hands: `book["A1", "Title"]` is a cell, "A+" the first empty row, "A++" the second."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.book = openpyxl.load_workbook(path)

    @property
    def actions(self) -> Worksheet:
        return self.book["Actions"]

    def column(self, heading: str, sheet: str = "Actions") -> int:
        ws = self.book[sheet]
        return next(
            at for row in range(1, 6) for at in range(1, ws.max_column + 1) if ws.cell(row, at).value == heading
        )

    def row(self, ref: str) -> int:
        ws, at = self.book[SHEETS[ref[0]]], self.column("Ref", SHEETS[ref[0]])
        if "+" in ref:
            taken = [row for row in range(2, ws.max_row + 1) if ws.cell(row, at).value]
            return max(taken, default=1) + ref.count("+")
        return next(row for row in range(1, ws.max_row + 1) if ws.cell(row, at).value == ref)

    def cell(self, ref: str, heading: str) -> Any:
        sheet = SHEETS[ref[0]]
        return self.book[sheet].cell(self.row(ref), self.column(heading, sheet))

    def __getitem__(self, place: tuple[str, str]) -> Any:
        return self.cell(*place).value

    def __setitem__(self, place: tuple[str, str], value: Any) -> None:
        cell = self.cell(*place)
        if isinstance(value, str) and (value.startswith("=") or len(value) > 32_000):
            cell._value, cell.data_type = value, "s"
        else:
            cell.value = value

    def where(self, ref: str, heading: str) -> str:
        return f"{SHEETS[ref[0]]}!{self.cell(ref, heading).coordinate}"

    def save(self) -> None:
        self.book.save(self.path)


@dataclass(frozen=True)
class Outcome:
    """What bringing a workbook home came to."""

    status: int
    proposal: MergeProposal | None = None
    refusal: str = ""

    @property
    def taken(self) -> dict[str, Any]:
        edits = self.proposal.applied if self.proposal else ()
        return {f"{edit.place.ref}.{edit.place.external}": edit.now for edit in edits}

    @property
    def added(self) -> list[tuple[str, str]]:
        return [(str(one.kind), one.title) for one in self.proposal.added] if self.proposal else []

    @property
    def conflicts(self) -> list[str]:
        return [f"{one.place.ref}.{one.place.external}" for one in self.proposal.conflicts] if self.proposal else []

    @property
    def missing(self) -> tuple[str, ...]:
        return self.proposal.missing if self.proposal else ()

    @property
    def said(self) -> list[str]:
        problems = self.proposal.problems if self.proposal else ()
        return [f"{one.kind} {one.cell}: {one.message}" for one in problems]


@dataclass
class Office:
    """Where the plan lies and workbooks go out from and come home to."""

    store: MemoryStore
    folder: Path
    agreed: bool = False
    clerk: str = "Improvement Lead"
    books: list[Path] = field(default_factory=list)

    def send(self, name: str = "return.xlsx", for_name: str | None = None) -> Path:
        path = self.folder / name
        snapshot = self.store.snapshot()
        if (self.agreed, for_name) in SENT and snapshot.number == 2:
            path.write_bytes(SENT[self.agreed, for_name])
        else:
            write_workbook(snapshot, path, as_at=TODAY, for_name=for_name)
        if snapshot.number == 2:
            SENT[self.agreed, for_name] = path.read_bytes()
        return path

    def fill(self, path: Path, how: Callable[[Book], Any]) -> Path:
        book = Book(path)
        how(book)
        book.save()
        return path

    def home(self, path: Path, answers: Mapping[str, str] | None = None, side: Any = None, who: str = "") -> Outcome:
        """Brings a workbook home as the command line does."""
        act = an_act(who or self.clerk, CLOCK)
        try:
            returned = read_workbook(path, answers)
            with self.store.begin() as uow:
                proposal = plan_merge(uow, act, returned, answers)
                decisions = {**(prefer(proposal, side) if side else {}), **decided_by(proposal, answers or {})}
                if len(decisions) < len(proposal.conflicts) or proposal.questions:
                    return Outcome(3, proposal)
                apply_merge(uow, act, proposal, decisions)
                return Outcome(0, proposal)
        except UserError as fault:
            return Outcome(1, None, f"{fault.message} ({fault.hint})")

    def bring(self, how: Callable[[Book], Any], **more: Any) -> Outcome:
        """Sends the whole plan's workbook, lets it be filled in, and brings it home."""
        return self.home(self.fill(self.send(), how), **more)

    def set(self, ref: str, **fields: Any) -> None:
        with self.store.begin() as uow:
            set_fields(uow, an_act("Improvement Lead", CLOCK), [ref], fields)

    def record(self, ref: str) -> Any:
        return self.store.snapshot().by_ref(ref)

    def named(self, record: Any) -> str:
        return self.store.snapshot().name_of(record)

    def updates(self, ref: str) -> list[str]:
        return [update.text for update in self.store.snapshot().updates_for(self.record(ref).id)]

    def count(self, kind: Kind) -> int:
        return len(self.store.snapshot().of(kind))


@dataclass(frozen=True)
class Case:
    """What somebody did to a workbook, and what a careful person expects of bringing it home."""

    what: str
    how: Callable[[Book], Any]
    taken: Mapping[str, Any] = field(default_factory=dict)
    added: tuple[tuple[str, str], ...] = ()
    says: tuple[str, ...] = ()
    """Parts of what is said ("question Actions!F2: ..."), each of which must stand in one problem."""
    status: int = 0
    quiet: bool = False
    """Nothing at all is said."""


def check(case: Case, outcome: Outcome) -> None:
    """Fails where what came is not what the case expects."""
    assert outcome.refusal == "", outcome.refusal
    assert (outcome.taken, outcome.added, outcome.status) == (dict(case.taken), list(case.added), case.status), (
        outcome.said
    )
    for part in case.says:
        assert any(part in said for said in outcome.said), (part, outcome.said)
    if case.quiet:
        assert outcome.said == []


def put(*cells: tuple[str, str, Any]) -> Callable[[Book], None]:
    """A hand that types into cells: reference, heading, value."""

    def hand(book: Book) -> None:
        for ref, heading, value in cells:
            book[ref, heading] = value

    return hand


def messages(proposal: MergeProposal) -> list[str]:
    """What is said of a workbook that came home, each with its cell."""
    return [f"{one.cell}: {one.message}" for one in proposal.problems]


def copy_cells(book: openpyxl.Workbook, sheet: str, source: int, target: int) -> None:
    """Copies a row of a sheet onto another, its hidden number too."""
    ws = book[sheet]
    for at in range(1, ws.max_column + 1):
        ws.cell(target, at).value = ws.cell(source, at).value


def copy_row(book: Book, source: int, ref: str | None, title: str) -> None:
    """Copies a row of the actions into the next free one, under another reference and title."""
    target = book.row("A+")
    copy_cells(book.book, "Actions", source, target)
    book.actions.cell(target, book.column("Ref")).value = ref
    book.actions.cell(target, book.column("Title")).value = title


def without_ids(book: Book) -> None:
    """Deletes the hidden columns that say which record a row is."""
    book.actions.delete_cols(1, 2)
