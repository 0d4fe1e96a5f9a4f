"""Several returned workbooks: the same twice, two of one action, conflicts and what was decided about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest
from typing_extensions import override

from support.clocks import an_act
from support.memory import MemoryUnitOfWork
from support.returns import CLOCK, Book, Office, put
from tracker.domain.log.changes import Changeset
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.services.workbook.workbook import plan_merge
from tracker.workbook.home import read_workbook


def test_the_same_workbook_twice_is_nothing_the_second_time(place: Office) -> None:
    path = place.fill(
        place.send(), put(("A1", "Title", "Another"), ("A+", "Title", "New"), ("A2", "New update", "Said"))
    )
    assert place.home(path).added == [("update", "Said"), ("action", "New")]
    again = place.home(path)
    assert (again.status, again.taken, again.added, again.said) == (0, {}, [], [])


class CountingUnitOfWork(MemoryUnitOfWork):
    """Counts how often the change log is read."""

    reads = 0

    @override
    def changesets(self, after: int = 0, up_to: int | None = None) -> Sequence[Changeset]:
        self.reads += 1
        return super().changesets(after, up_to)

    @override
    def changes_of(self, record: RecordId) -> Any:
        self.reads += 1
        return super().changes_of(record)


def test_a_second_merge_reads_the_log_once_however_many_rows_are_new(place: Office) -> None:
    def add(book: Book) -> None:
        for row in range(40, 100):
            book.actions.cell(row, book.column("Title")).value = f"New task {row}"

    path = place.fill(place.send(), add)
    assert len(place.home(path).added) == 60
    uow = CountingUnitOfWork(place.store.book)
    proposal = plan_merge(uow, an_act("Improvement Lead", CLOCK), read_workbook(path))
    assert (proposal.nothing, uow.reads) == (True, 1)


@pytest.mark.parametrize("turned", [False, True])
def test_two_returns_of_one_action_with_other_fields_are_both_taken(place: Office, turned: bool) -> None:
    one = place.fill(place.send("one.xlsx"), put(("A1", "Title", "Another"), ("A1", "New update", "One said.")))
    two = place.fill(place.send("two.xlsx"), put(("A1", "Priority", "high"), ("A1", "New update", "Two said.")))
    for path in (two, one) if turned else (one, two):
        assert place.home(path).status == 0
    action = place.record("A1")
    assert (action.title, action.priority, len(place.updates("A1"))) == ("Another", "high", 2)


@pytest.mark.parametrize("turned", [False, True])
def test_two_returns_of_one_cell_are_first_written_then_a_conflict(place: Office, turned: bool) -> None:
    one = place.fill(place.send("one.xlsx"), put(("A1", "Title", "First")))
    two = place.fill(place.send("two.xlsx"), put(("A1", "Title", "Second"), ("A2", "Title", "Beside it")))
    first, second = (two, one) if turned else (one, two)
    assert place.home(first).status == 0
    disputed = place.home(second)
    assert (disputed.status, disputed.conflicts) == (3, ["A1.title"])
    assert place.record("A1").title == ("Second" if turned else "First")
    assert place.record("A2").title == ("Beside it" if turned else "Task number 2")


def test_a_conflict_leaves_everything_as_it_was(place: Office) -> None:
    path = place.fill(place.send(), put(("A1", "Title", "Theirs"), ("A2", "Title", "Beside it")))
    place.set("A1", title="Ours")
    before = place.store.snapshot()
    outcome = place.home(path)
    assert (outcome.status, outcome.conflicts) == (3, ["A1.title"])
    assert place.store.snapshot() == before


def test_a_conflict_may_be_answered_by_its_cell(place: Office) -> None:
    path = place.fill(place.send(), put(("A1", "Title", "Theirs")))
    place.set("A1", title="Ours")
    cell = place.home(path).proposal.conflicts[0].cell  # type: ignore[union-attr]
    assert place.home(path, {cell: "ours"}).status == 0
    assert place.record("A1").title == "Ours"
    assert place.home(path, {cell: "A third"}).status == 0
    assert place.record("A1").title == "A third"


@pytest.mark.parametrize("side", ["ours", "theirs"])
def test_what_was_decided_once_is_not_asked_again(place: Office, side: str) -> None:
    path = place.fill(place.send(), put(("A1", "Title", "Theirs"), ("A2", "Title", "Beside it")))
    place.set("A1", title="Ours")
    assert place.home(path, side=side).status == 0
    assert place.record("A1").title == side.capitalize()
    again = place.home(path)
    assert (again.status, again.taken, again.conflicts, again.said) == (0, {}, [], [])
    place.set("A1", title="Changed since")
    assert place.home(path).conflicts == ["A1.title"]


def test_the_same_words_from_two_people_are_two_updates(place: Office) -> None:
    place.set("A1", accountable="Bob Day")
    for name in ("Ann Lee", "Bob Day"):
        path = place.fill(place.send(f"{name}.xlsx", name), put(("A1", "New update", "On track.")))
        place.home(path)
        place.home(path)
    assert place.updates("A1") == ["On track.", "On track."]


def test_two_returns_that_add_the_same_action_make_one_and_say_so(place: Office) -> None:
    hand = put(("A+", "Title", "A new task"), ("A+", "Due", date(2027, 3, 1)))
    one, two = place.fill(place.send("one.xlsx"), hand), place.fill(place.send("two.xlsx"), hand)
    place.home(one)
    second = place.home(two)
    assert (second.added, "A13 says this already" in second.said[0]) == ([], True)


def test_two_returns_that_add_actions_of_one_title_make_two(place: Office) -> None:
    for n in (1, 2):
        hand = put(("A+", "Title", "A new task"), ("A+", "Due", date(2027, 3, n)))
        place.home(place.fill(place.send(f"{n}.xlsx"), hand))
    assert place.count(Kind.ACTION) == 14


def test_two_returns_that_name_one_unknown_person_make_one(place: Office) -> None:
    place.home(place.fill(place.send("one.xlsx"), put(("A1", "Owner", "Priya Patel"))))
    place.home(place.fill(place.send("two.xlsx"), put(("A2", "Owner", "PRIYA  patel"))))
    assert place.count(Kind.PERSON) == 6


def test_an_unknown_person_spelt_in_two_ways_is_asked_about(place: Office) -> None:
    hand = put(("A1", "Owner", "Priya Patel"), ("A2", "Owner", "Priya Patal"))
    outcome = place.bring(hand)
    assert (outcome.status, "is it Priya Patel?" in " ".join(outcome.said)) == (3, True)
    place.home(place.fill(place.send("one.xlsx"), put(("A1", "Owner", "Priya Patel"))))
    second = place.home(place.fill(place.send("two.xlsx"), put(("A2", "Owner", "Priya Patal"))))
    assert second.status == 3


def test_an_owner_renamed_since_is_still_that_person(place: Office) -> None:
    path = place.send()
    place.set("P1", name="Ann Lee-Smith")
    outcome = place.home(path)
    assert (outcome.status, outcome.taken, outcome.said) == (0, {}, [])
    assert place.named(place.record("A1").owner) == "Ann Lee-Smith"


def test_an_action_superseded_since_takes_what_is_said_of_it(place: Office) -> None:
    path = place.fill(place.send(), put(("A1", "Title", "Another")))
    place.set("A1", delivery="superseded", delivery_reason="Replaced")
    assert place.home(path).taken == {"A1.title": "Another"}


def _tick(book: Book, said: str = "yes") -> None:
    ws = book.book["Read me"]
    cell = next(cell for row in ws.iter_rows() for cell in row if cell.value == "Nothing to report?")
    ws.cell(cell.row, cell.column + 1).value = said


def test_a_nil_return_answers_what_the_round_still_waits_for(place: Office) -> None:
    from tracker.services.meetings.rounds import ask_round

    def fill(book: Book) -> None:
        _tick(book)
        book["A6", "New update"] = "Half done."

    with place.store.begin() as uow:
        ask_round(uow, an_act("Improvement Lead", CLOCK), date(2026, 12, 14))
    path = place.fill(place.send(for_name="Ann Lee"), fill)
    outcome = place.home(path)
    assert sorted(outcome.added) == [("update", "Half done."), *[("update", "Nothing to report.")] * 2]
    assert [place.updates(ref) for ref in ("A1", "A6", "A11")] == [
        ["Nothing to report."], ["Half done."], ["Nothing to report."],
    ]  # fmt: skip
    update = place.store.snapshot().updates_for(place.record("A1").id)[0]
    assert (update.answer, update.author) == ("nil return", "Ann Lee")
    assert place.home(path).added == []
    assert place.home(place.fill(path, lambda book: _tick(book, "no"))).said == []


def test_a_nil_return_without_a_round_is_said(place: Office) -> None:
    outcome = place.home(place.fill(place.send(for_name="Ann Lee"), _tick))
    assert (outcome.added, "no round is open" in outcome.said[0]) == ([], True)


def test_a_role_is_answered_for_by_its_holder(place: Office) -> None:
    place.set("P5", sort="role", held_by="Ann Lee")
    book = Book(place.send("role.xlsx", "Ann Lee"))
    refs = [book.actions.cell(row, book.column("Ref")).value for row in range(2, 9)]
    assert [ref for ref in refs if ref] == ["A1", "A5", "A6", "A10", "A11"]
    assert place.home(place.folder / "role.xlsx").said == []
