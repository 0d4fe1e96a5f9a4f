"""Several returns at once: how each person's stands, which may be brought in as they are, and what the others lack."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from support.builders import an_action, an_empty_store, an_id, put_into
from support.clocks import an_act
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Person, Round
from tracker.domain.workbook.returned import Problem, ProblemKind, Returned, ReturnedCell, ReturnedRow
from tracker.errors import UserError
from tracker.services.workbook.homecoming import Home, ReturnedFile, held_against, lines_of, ready, size_of

TODAY = date(2024, 3, 12)
ANN, BOB = an_id(201), an_id(202)


class Office:
    """A plan of two owners, one of them asked in a round, and files that came home to it."""

    def __init__(self, due: date | None = date(2024, 3, 20), asked: tuple[RecordId, ...] = (ANN, BOB)) -> None:
        self.store = an_empty_store()
        put_into(self.store, (
            Person(id=ANN, ref="P1", name="Ann Lee"), Person(id=BOB, ref="P2", name="Bob Day"),
            an_action(1, owner=ANN, title="One"), an_action(2, owner=BOB, title="Two"),
            Round(id=an_id(901), ref="Q1", name="March", asked_on=date(2024, 3, 1), due=due, people=asked),
        ))  # fmt: skip

    def file(self, name: str, who: str | None, ref: str, cells: Mapping[str, Any], **more: Any) -> ReturnedFile:
        snapshot = self.store.snapshot()
        record = snapshot.by_ref(ref)
        assert record is not None
        said = {key: ReturnedCell(value, f"Actions!{key}") for key, value in cells.items()}
        row = ReturnedRow(Kind.ACTION, record.id, ref, "Actions!A2", said)
        returned = Returned(
            name, snapshot.plan.id, snapshot.number, snapshot.head, TODAY, who, (row,), kinds=frozenset({Kind.ACTION})
        )
        return ReturnedFile(name, replace(returned, **more))

    def look(self, *files: ReturnedFile) -> tuple[Home, ...]:
        with self.store.begin(writing=False) as uow:
            return held_against(uow, an_act(), [Home(file) for file in files])

    def lines(self, *files: ReturnedFile) -> list[tuple[str, str, str, str]]:
        found = lines_of(self.store.snapshot(), self.look(*files), TODAY)
        return [(one.who, one.state, one.brings, one.know) for one in found]


def test_what_each_return_brings_and_who_is_not_in() -> None:
    office = Office()
    ann = office.file("ann.xlsx", "Ann Lee", "A1", {"new_update": "Begun.", "priority": "high"})
    assert office.lines(ann) == [
        ("Ann Lee", "answered", "1 update, 1 change", ""),
        ("Bob Day", "awaited", "0 of 1 action", "wanted by 20 Mar 2024"),
    ]


def test_after_the_day_answers_are_late_and_the_others_overdue() -> None:
    office = Office(date(2024, 3, 5))
    ann = office.file("ann.xlsx", "Ann Lee", "A1", {"new_update": "Begun."})
    assert [line[1] for line in office.lines(ann)] == ["late", "overdue"]
    assert office.lines(ann)[0][2] == "1 update"


def test_a_round_without_a_day_is_never_late() -> None:
    office = Office(None)
    ann = office.file("ann.xlsx", "Ann Lee", "A1", {"new_update": "Begun."})
    assert [line[1:] for line in office.lines(ann)] == [
        ("answered", "1 update", ""), ("awaited", "0 of 1 action", ""),
    ]  # fmt: skip


def test_a_nil_return_and_one_that_says_nothing() -> None:
    office = Office()
    nil = office.file("ann.xlsx", "Ann Lee", "A1", {}, nil_return="Read me!B9")
    same = office.file("bob.xlsx", "Bob Day", "A2", {"title": "Two"})
    assert [(line[0], line[1]) for line in office.lines(nil, same)] == [
        ("Ann Lee", "nil return"), ("Bob Day", "nothing"),
    ]  # fmt: skip


def test_what_must_be_decided_comes_first() -> None:
    office = Office()
    problem = Problem("Actions!F1", "Is it that?", ProblemKind.QUESTION)
    unread = Problem("Notes", "This sheet is not read.", ProblemKind.UNREAD)
    ann = office.file("ann.xlsx", "Ann Lee", "A1", {"new_update": "Begun."}, problems=(problem, unread))
    bob = office.file("bob.xlsx", "Bob Day", "A2", {"new_update": "Begun."})
    assert office.lines(bob, ann)[0] == ("Ann Lee", "asks", "1 to decide, 1 update", "1 thing not taken")
    assert ready(office.look(bob, ann)) == (0,)


def test_the_same_file_twice_and_two_files_of_one_person() -> None:
    office = Office(asked=())
    one = office.file("ann.xlsx", "Ann Lee", "A1", {"new_update": "Begun."})
    twin = office.file("ann (1).xlsx", "Ann Lee", "A1", {"new_update": "Begun."})
    other = office.file("ann again.xlsx", "Ann Lee", "A1", {"new_update": "Nearly done."})
    assert office.lines(one, twin, other) == [
        ("Ann Lee", "answered", "1 update", "2 files of this person"),
        ("Ann Lee", "answered", "1 update", "2 files of this person"),
        ("Ann Lee", "twice", "", "As ann.xlsx"),
    ]
    third = office.file("ann at last.xlsx", "Ann Lee", "A1", {"new_update": "Done."})
    told = [line[3] for line in office.lines(one, twin, other, third)]
    assert told == [*["3 files of this person"] * 3, "As ann.xlsx"]
    assert ready(office.look(one, twin, other)) == (0, 2)


def test_files_of_another_plan_another_copy_or_no_plan_at_all() -> None:
    office = Office(asked=())
    strange = office.file("strange.xlsx", "Eve Hart", "A1", {}, plan_id=an_id(999))
    copy = office.file("copy.xlsx", None, "A1", {}, head="ff" * 32)
    spoilt = ReturnedFile("spoilt.xlsx", None, UserError("spoilt.xlsx is damaged", "ask again"))
    assert office.lines(strange, copy, spoilt) == [
        ("Unknown", "unreadable", "", "spoilt.xlsx is damaged"),
        ("Eve Hart", "another plan", "", "strange.xlsx belongs to another plan"),
        ("Whole plan", "not taken", "",
         "copy.xlsx was exported from another copy of this plan, which went its own way"),
    ]  # fmt: skip
    assert ready(office.look(strange, copy, spoilt)) == ()


def test_what_was_brought_in_stays_so() -> None:
    office = Office(asked=())
    (home,) = office.look(office.file("ann.xlsx", "Ann Lee", "A1", {"new_update": "Begun.", "priority": "high"}))
    assert home.proposal is not None
    assert size_of(home.proposal) == 2
    done = replace(home, written=size_of(home.proposal))
    with office.store.begin(writing=False) as uow:
        assert held_against(uow, an_act(), [done]) == (done,)
    (line,) = lines_of(office.store.snapshot(), [done], TODAY)
    assert (line.state, line.brings, line.status.word) == ("brought in", "2 changes", "Brought in")
    assert ready([done]) == ()


def test_the_whole_plans_workbook_is_nobodys_return() -> None:
    office = Office(date(2024, 3, 5), asked=(ANN,))
    whole = office.file("all.xlsx", None, "A1", {"new_update": "Begun."})
    other = office.file("all again.xlsx", None, "A2", {"new_update": "Begun."})
    assert [line[:2] for line in office.lines(whole, other)] == [
        ("Whole plan", "answered"), ("Whole plan", "answered"), ("Ann Lee", "overdue"),
    ]  # fmt: skip
