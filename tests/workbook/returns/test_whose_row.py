"""Which record a row of a returned workbook is: numbers lost, copied, pasted, from another's return."""

from __future__ import annotations

import pytest

from support.returns import Book, Office, copy_row, put, without_ids
from tracker.domain.plan.records import Kind


def _half_sort(book: Book) -> None:
    """Only the columns from Title to Due."""
    ws, first, last = book.actions, book.column("Title"), book.column("Due")
    first, last = min(first, last), max(first, last)
    rows = [[ws.cell(row, at).value for at in range(first, last + 1)] for row in range(2, 14)]
    for row, values in enumerate([*rows[5:], *rows[:5]], start=2):
        for at, value in enumerate(values, start=first):
            ws.cell(row, at).value = value


def test_a_sheet_without_numbers_is_matched_by_its_titles(place: Office) -> None:
    def strip(book: Book) -> None:
        book["A2", "Due"] = "31/03/2027"
        book["A+", "Title"] = "A thirteenth task"
        book.actions.delete_cols(book.column("Ref"))
        without_ids(book)

    path = place.fill(place.send(), strip)
    asked = place.home(path)
    assert (list(asked.taken), asked.added, asked.status) == (["A2.due"], [], 3)
    (question,) = asked.proposal.questions  # type: ignore[union-attr]
    assert place.home(path, {question.cell: "new"}).added == [("action", "A thirteenth task")]
    assert place.count(Kind.ACTION) == 13


def test_a_row_whose_reference_was_cleared_is_still_that_record(place: Office) -> None:
    def clear(book: Book) -> None:
        row = book.row("A2")
        book.actions.cell(row, book.column("Title")).value = "Another title"
        book.actions.cell(row, book.column("Ref")).value = None

    assert place.bring(clear).taken == {"A2.title": "Another title"}


def test_a_new_update_in_a_sheet_without_numbers_is_new(place: Office) -> None:
    def strip(book: Book) -> None:
        ws = book.book["Updates"]
        at = {cell.value: cell.column for cell in ws[1]}
        ws.cell(3, at["For"]).value, ws.cell(3, at["Update"]).value = "A1", "All done."
        ws.delete_cols(1, 3)

    assert place.bring(strip).added == [("update", "All done.")]


def test_a_sheet_without_numbers_whose_titles_are_rewritten_is_refused(place: Office) -> None:
    def strip(book: Book) -> None:
        for n in range(1, 10):
            book[f"A{n}", "Title"] = f"Rewritten {n}"
        book.actions.cell(1, book.column("Ref")).value = "Laufnummer"
        without_ids(book)

    outcome = place.bring(strip)
    assert outcome.status == 1
    assert "lost the numbers of its actions" in outcome.refusal
    assert place.count(Kind.ACTION) == 12


def test_numbers_that_were_emptied_are_lost_too(place: Office) -> None:
    def empty(book: Book) -> None:
        ws = book.actions
        for row in range(2, 14):
            for at in (1, 2, book.column("Ref")):
                ws.cell(row, at).value = None
        ws.cell(3, book.column("Due")).value = "31/03/2027"

    assert list(place.bring(empty).taken) == ["A2.due"]


def test_a_half_sorted_sheet_is_asked_about_and_left_when_answered(place: Office) -> None:
    path = place.fill(place.send(), _half_sort)
    asked = place.home(path)
    assert asked.status == 3
    (question,) = (one for one in asked.proposal.questions if "sorted" in one.message)  # type: ignore[union-attr]
    assert "12 rows have the" in question.message
    left = place.home(path, {question.cell: "leave"})
    assert (left.status, left.taken) == (0, {})
    assert place.record("A1").title == "Task number 1"
    assert place.home(path, {question.cell: "take"}).status == 0
    assert place.record("A1").title == "Task number 6"


def test_a_copy_that_keeps_its_number_is_a_conflict(place: Office) -> None:
    outcome = place.bring(lambda book: copy_row(book, 3, "A2", "A copy"))
    assert (outcome.status, outcome.conflicts) == (3, ["A2.title"])


@pytest.mark.parametrize("ref", ["A40", "A3"])
def test_a_copy_with_another_number_is_asked_about(place: Office, ref: str) -> None:
    path = place.fill(place.send(), lambda book: copy_row(book, 3, ref, "A copy"))
    asked = place.home(path)
    assert (asked.status, asked.taken, asked.added) == (3, {}, [])
    (question,) = asked.proposal.questions  # type: ignore[union-attr]
    assert place.home(path, {question.cell: "leave"}).taken == {}
    assert place.home(path, {question.cell: "new"}).added == [("action", "A copy")]
    assert place.record("A3").title == "Task number 3"


def test_an_agencies_return_says_nothing_when_untouched(place: Office) -> None:
    for name in ("Ann Lee", "Greater Manchester Police"):
        outcome = place.home(place.send(for_name=name))
        assert (outcome.taken, outcome.said, outcome.missing) == ({}, [], ())


def _foreign_row(book: Book, ref: str) -> None:
    put(("A+", "Title", "Taken over"), ("A+", "Ref", ref))(book)


def test_a_line_in_one_persons_return_cannot_touch_anothers_record(place: Office) -> None:
    path = place.fill(place.send(for_name="Ann Lee"), lambda book: _foreign_row(book, "A7"))
    asked = place.home(path)
    assert (asked.status, asked.taken, asked.added) == (3, {}, [])
    (question,) = asked.proposal.questions  # type: ignore[union-attr]
    assert "A7, which did not go out with this workbook" in question.message
    taken = place.home(path, {question.cell: "A7"})
    assert taken.taken == {"A7.title": "Taken over"}
    assert place.record("A7").owner is not None, "what the row leaves blank empties nothing"


def test_a_row_pasted_from_another_return_is_asked_about(place: Office) -> None:
    theirs = Book(place.send("theirs.xlsx", "Bob Day"))
    words = [cell.value for cell in theirs.actions[2]]

    def paste(book: Book) -> None:
        row = book.row("A+")
        for at, value in enumerate(words, start=1):
            book.actions.cell(row, at).value = value
        book.actions.cell(row, book.column("Title")).value = "Taken over"

    outcome = place.home(place.fill(place.send(for_name="Ann Lee"), paste))
    assert (outcome.status, outcome.taken) == (3, {})


def test_a_workbook_without_the_list_of_rows_is_as_safe(place: Office) -> None:
    def older(book: Book) -> None:
        book.book["_tracker"].delete_cols(7)
        _foreign_row(book, "A7")

    outcome = place.home(place.fill(place.send(for_name="Ann Lee"), older))
    assert (outcome.status, outcome.taken, outcome.missing) == (3, {}, ())


def test_a_row_that_moves_its_number_to_another_record_is_asked_about(place: Office) -> None:
    def retype(book: Book) -> None:
        book.actions.delete_rows(book.row("A3"))
        book.actions.cell(book.row("A2"), book.column("Ref")).value = "A3"

    assert place.bring(retype).status == 3


def test_a_row_pasted_without_its_reference_is_asked_about(place: Office) -> None:
    def paste(book: Book) -> None:
        book.actions.cell(book.row("A+"), book.column("Title")).value = "Taken over"
        book.actions.cell(book.row("A+"), 1).value = place.record("A7").id

    outcome = place.home(place.fill(place.send(for_name="Ann Lee"), paste))
    assert (outcome.status, outcome.taken, outcome.added) == (3, {}, [])


def test_an_older_workbook_for_a_name_the_plan_does_not_know_is_read_as_the_whole_plans(place: Office) -> None:
    def older(book: Book) -> None:
        book.book["_tracker"].delete_cols(7)
        book.book.custom_doc_props["TrackerFor"].value = "Nobody"
        book["A7", "Priority"] = "high"

    assert place.home(place.fill(place.send(for_name="Bob Day"), older)).taken == {"A7.priority": "high"}


def test_a_number_retyped_to_anothers_is_asked_about(place: Office) -> None:
    def retype(book: Book) -> None:
        book.actions.cell(book.row("A6"), book.column("Ref")).value = "A7"

    outcome = place.home(place.fill(place.send(for_name="Ann Lee"), retype))
    assert (outcome.status, outcome.taken, outcome.added) == (3, {}, [])
