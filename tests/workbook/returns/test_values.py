"""What people type into the cells of a returned workbook: dates, names, states, numbers, words, and nothing at all."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any

import pytest
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from support.clocks import an_act
from support.returns import CLOCK, Book, Case, Office, check, put
from tracker.domain.plan.records import Kind
from tracker.errors import Conflict
from tracker.services.workbook.workbook import apply_merge

DUE = date(2027, 3, 31)
LONG = "word " * 8_000


def _as_is(heading: str, value: Any, number_format: str = "General") -> Callable[[Book], None]:
    """A hand that types a value into A1 and gives the cell a format."""

    def hand(book: Book) -> None:
        cell = book.cell("A1", heading)
        cell.value, cell.number_format = value, number_format

    return hand


def _formula(book: Book) -> None:
    book.cell("A1", "Due").value = "=TODAY()"


def _errors(book: Book) -> None:
    for heading, error in (("Title", "#REF!"), ("Due", "#N/A")):
        book.cell("A1", heading).value = error


def _struck_in_part(book: Book) -> None:
    words = CellRichText(TextBlock(InlineFont(strike=True), "Task number 1"), " and a half")
    book.cell("A1", "Title").value = words


def _curly(book: Book) -> None:
    for n in range(1, 13):
        words = "The team’s plan isn’t ready, so the team’s lead can’t sign it."
        book[f"A{n}", "Description"] = words


def _owners_emptied(book: Book) -> None:
    for n in range(1, 13):
        book[f"A{n}", "Owner"] = None


DATES = (
    "31/03/2027", "31.03.27", "31 March 2027", "31st March, 2027", "31-Mar-27", "31 Mar 27",
    "Wednesday 31st March 2027", "31/3/27", "31/03/2027 00:00", "2027-03-31T00:00:00", "31–03–2027", "March 31, 2027",
)  # fmt: skip
NOT_DATES = ("end of March", "Mar-27", "03/31/2027", "31/02/2027")
NEWS = ("=1+1", "- done", "@bob please", '=HYPERLINK("http://x","y")', "Done 👍 مرحبا \u200b🇬🇧")


def _update(words: str, shown: str | None = None) -> Case:
    return Case(f"update {words}", put(("A1", "New update", words)), added=(("update", shown or words),), quiet=True)


CASES = (
    *(Case(f"date {said}", _as_is("Due", said, "@"), {"A1.due": DUE}, quiet=True) for said in DATES),
    *(Case(f"no date {said}", _as_is("Due", said, "@"), says=("refused Actions!",)) for said in NOT_DATES),
    Case("date with a time", _as_is("Due", datetime(2027, 3, 31, 14, 30), "dd/mm/yyyy hh:mm"), {"A1.due": DUE}),
    Case("American format", _as_is("Due", datetime(2027, 4, 3), "mm/dd/yyyy"), {"A1.due": date(2027, 4, 3)}),
    Case("serial number", _as_is("Due", 46477), {"A1.due": DUE}, quiet=True),
    Case("date among words", _as_is("Title", datetime(2027, 3, 31), "dd/mm/yyyy"), {"A1.title": "31 Mar 2027"}),
    Case("same date as words", _as_is("Due", "6 Jan 2027", "@"), quiet=True),
    Case("same date as text", _as_is("Due", "06/01/2027", "@"), quiet=True),
    Case("curly name", put(("A1", "Owner", "Carol O’Neill")), {"A1.owner": "Carol O'Neill"}, quiet=True),
    Case("curly apostrophes in long words", _curly, quiet=True),
    Case("formula without a result", _formula, says=("refused Actions!", "a formula without a result")),
    Case("errors", _errors, says=("#REF!", "#N/A")),
    *(_update(words) for words in NEWS),
    Case("percentage", _as_is("New update", 0.75, "0%"), added=(("update", "75%"),), quiet=True),
    Case("pounds", _as_is("New update", 3.5, '"£"#,##0.00'), added=(("update", "£3.50"),), quiet=True),
    Case("number", _as_is("New update", 3), added=(("update", "3"),), quiet=True),
    *(
        Case(f"owner {said}", put(("A2", "Owner", said)), {"A2.owner": said}, status=3, says=("is it Ann Lee?",))
        for said in ("Lee, Ann", "A. Lee", "Ann Lee (MCC)", "Ann Leee")
    ),
    Case(
        "two owners", put(("A3", "Owner", "Ann Lee / Bob Day")), {"A3.owner": "Ann Lee / Bob Day"}, status=3,
        says=("question Actions!", "more than one person"),
    ),
    *(
        Case(f"delivery {said}", put(("A1", "Delivery", said)), {"A1.delivery": token}, quiet=True)
        for said, token in (
            ("Complete", "complete"), ("COMPLETE ", "complete"), ("Completed", "complete"), ("DONE", "complete"),
            ("Not Started", "not started"), ("not-started", "not started"),
        )
    ),
    *(
        Case(f"delivery {said}", put(("A1", "Delivery", said)), quiet=True)
        for said in ("In Progress", "In-progress", "ongoing")
    ),
    *(
        Case(f"delivery {said}", put(("A1", "Delivery", said)), says=("refused Actions!", "not started, in progress"))
        for said in ("50%", "on track")
    ),
    *(
        Case(
            f"forecast {said}", put(("A1", "Forecast", said), ("A1", "Reason for forecast", "Staff are ill")),
            {"A1.forecast": token, "A1.forecast_reason": "Staff are ill"}, quiet=True,
        )
        for said, token in (("A", "amber"), ("G", "green"), ("On track", "green"), ("At risk", "amber"), ("RED", "red"))
    ),
    Case(
        "forecast between two", put(("A1", "Forecast", "Amber/Red")), says=("refused Actions!", "green, amber, red"),
    ),
    Case("link of two kinds of case", put(("A1", "For", "r3; R2")), {"A1.for": "R2; R3"}, quiet=True),
    Case(
        "new row with For", put(("A+", "Title", "A new task"), ("A+", "For", "r3 R1")),
        added=(("action", "A new task"),), quiet=True,
    ),
    Case("action moved", put(("A1", "For", "R4")), {"A1.for": "R4"}, quiet=True),
    Case("For emptied", put(("A1", "For", None)), {"A1.for": None}, says=("note Actions!", "“For” of A1 is emptied")),
    Case("title emptied", put(("A1", "Title", None)), says=("refused Actions!", "needs a title")),
    Case("Due emptied", put(("A1", "Due", None)), {"A1.due": None}, says=("“Due” of A1 is emptied",)),
    Case("done in the future", put(("A1", "Done", date(2027, 6, 1))), says=("refused Actions!", "in the future")),
    Case(
        "Due ten years back", put(("A1", "Due", date(2017, 3, 1))), {"A1.due": date(2017, 3, 1)}, status=3,
        says=("question Actions!", "many years away"),
    ),
    Case(
        "owners emptied", _owners_emptied, {f"A{n}.owner": None for n in range(1, 13)}, status=3,
        says=("question Actions!", "12 cells of “Owner” would be emptied"),
    ),
    Case("part struck out", _struck_in_part, {"A1.title": "Task number 1 and a half"}, says=("A part of these words",)),
    Case(
        "assurance claimed", put(("A1", "Assurance", "embedded")), {"A1.assurance": "embedded"},
        says=("note Actions!", "the rules propose assurance none, not embedded"),
    ),
    Case("case of a title", put(("A1", "Title", "TASK number 1")), {"A1.title": "TASK number 1"}, quiet=True),
    Case(
        "evidence", put(("E1", "What it shows", "Twenty files"), ("E1", "Dated", date(2026, 11, 5))),
        {"E1.shows": "Twenty files", "E1.dated": date(2026, 11, 5)}, quiet=True,
    ),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_what_was_typed_comes_home_as_a_careful_person_expects(place: Office, case: Case) -> None:
    check(case, place.bring(case.how))


def test_no_new_person_comes_of_another_spelling(place: Office) -> None:
    path = place.fill(place.send(), put(("A2", "Owner", "Lee, Ann")))
    (question,) = place.home(path).proposal.questions  # type: ignore[union-attr]
    assert place.count(Kind.PERSON) == 5
    assert place.home(path, {question.cell: "Ann Lee"}).status == 0
    assert place.record("A2").owner == place.record("P1").id


def test_a_name_that_is_like_another_may_be_taken_or_left(place: Office) -> None:
    path = place.fill(place.send(), put(("A2", "Owner", "Ann Leee")))
    (question,) = place.home(path).proposal.questions  # type: ignore[union-attr]
    assert place.home(path, {question.cell: "leave"}).taken == {}
    assert place.home(path, {question.cell: "take"}).status == 0
    assert place.count(Kind.PERSON) == 6


def test_a_date_that_was_asked_about_may_be_another(place: Office) -> None:
    path = place.fill(place.send(), put(("A1", "Due", date(2017, 3, 1))))
    (question,) = place.home(path).proposal.questions  # type: ignore[union-attr]
    assert place.home(path, {question.cell: "1 Mar 2027"}).taken == {"A1.due": date(2027, 3, 1)}


def test_nothing_is_written_while_a_question_is_left(place: Office) -> None:
    path = place.fill(place.send(), put(("A1", "Due", date(2017, 3, 1))))
    proposal = place.home(path).proposal
    assert proposal is not None
    with place.store.begin() as uow, pytest.raises(Conflict, match=r"return.xlsx leaves questions open. Actions!"):
        apply_merge(uow, an_act(place.clerk, CLOCK), proposal)


def test_an_answer_for_no_cell_is_said(place: Office) -> None:
    assert "There is no such cell" in place.home(place.send(), {"Actions!F91": "take"}).said[0]


def test_emptied_owners_stay_where_they_were_not_meant(place: Office) -> None:
    path = place.fill(place.send(), _owners_emptied)
    (question,) = place.home(path).proposal.questions  # type: ignore[union-attr]
    assert place.home(path, {question.cell: "leave"}).taken == {}
    assert place.named(place.record("A1").owner) == "Ann Lee"
    assert place.home(path, {question.cell: "take"}).status == 0
    assert place.record("A1").owner is None


def test_words_put_behind_the_latest_update_are_offered_as_one(place: Office) -> None:
    def add(book: Book) -> None:
        book["A2", "Latest update"] = f"{book['A2', 'Latest update']}\nAll of them by Friday."

    path = place.fill(place.send(), add)
    asked = place.home(path)
    assert (asked.status, asked.added) == (3, [])
    (question,) = asked.proposal.questions  # type: ignore[union-attr]
    assert place.home(path, {question.cell: "leave"}).added == []
    assert place.home(path, {question.cell: "take"}).added == [("update", "All of them by Friday.")]
    again = place.home(path)
    assert (again.status, again.added) == (0, [])


def test_the_latest_update_written_over_is_offered_and_emptied_is_said(place: Office) -> None:
    over = place.home(place.fill(place.send(), put(("A2", "Latest update", "All are read."))))
    assert over.status == 3
    emptied = place.home(place.fill(place.send("b.xlsx"), put(("A2", "Latest update", None))))
    assert (emptied.status, "kept by the tracker" in emptied.said[0]) == (0, True)


def test_the_same_words_as_an_update_from_before_are_an_update(place: Office) -> None:
    outcome = place.bring(put(("A2", "New update", "Half of the files are read.")))
    assert outcome.added == [("update", "Half of the files are read.")]


def test_month_under_month_in_one_cell_is_one_update_a_month(place: Office) -> None:
    path = place.fill(place.send(), put(("A1", "New update", "First month.")))
    place.home(path)
    place.home(place.fill(path, put(("A1", "New update", "First month.\nSecond month"))))
    place.home(place.fill(path, put(("A1", "New update", "Third month\nFirst month.\nSecond month"))))
    assert place.updates("A1") == ["First month.", "Second month", "Third month"]
    assert place.home(path).added == []


def test_an_older_update_copied_before_new_words_is_left_out(place: Office) -> None:
    outcome = place.bring(put(("A2", "New update", "Half of the files are read. Now all are.")))
    assert outcome.added == [("update", "Now all are.")]


def test_long_words_go_out_and_come_home_whole_or_are_said(place: Office) -> None:
    place.set("A1", description=LONG)
    assert place.home(place.send()).said == []
    edited = place.home(place.fill(place.send("b.xlsx"), put(("A1", "Description", LONG[:20_000]))))
    assert (edited.taken, "came cut" in edited.said[0]) == ({}, True)


def test_long_words_from_another_program_are_kept_whole(place: Office) -> None:
    outcome = place.bring(put(("A1", "Description", LONG[:-1])))
    assert place.record("A1").description == LONG[:-1].strip()
    assert outcome.status == 0


def test_a_date_of_an_agreed_action_is_asked_for(agreed_place: Office) -> None:
    vague = agreed_place.bring(_as_is("Due", "end of May", "@"))
    assert (vague.taken, "refused" in vague.said[0]) == ({}, True)
    earlier = agreed_place.bring(put(("A1", "Due", date(2026, 12, 20))))
    assert "without a reason" in earlier.said[0]
    assert agreed_place.store.snapshot().of(Kind.EXTENSION)[0].state == "pending"  # type: ignore[attr-defined]


def test_an_owners_own_return_does_not_verify_the_action(place: Office) -> None:
    def verify(book: Book) -> None:
        put(("A1", "Delivery", "verified"), ("A1", "Title", "Another title"))(book)

    outcome = place.home(place.fill(place.send(for_name="Ann Lee"), verify))
    assert outcome.taken == {"A1.title": "Another title"}
    assert "someone other than its owner" in outcome.said[0]
    mine = place.home(place.fill(place.send("b.xlsx"), verify), who="Ann Lee")
    assert "A1.delivery" not in mine.taken


def test_what_a_return_says_is_its_senders(agreed_place: Office) -> None:
    hand = put(("A1", "New update", "Nearly there."), ("A1", "Due", date(2027, 2, 1)))
    agreed_place.home(agreed_place.fill(agreed_place.send(for_name="Ann Lee"), hand))
    plan = agreed_place.store.snapshot()
    assert plan.of(Kind.UPDATE)[-1].author == "Ann Lee"  # type: ignore[attr-defined]
    assert plan.of(Kind.EXTENSION)[-1].asked_by == "Ann Lee"  # type: ignore[attr-defined]


def test_a_reason_is_taken_before_what_needs_it_where_something_else_is_refused(place: Office) -> None:
    came = place.bring(
        put(("A4", "Forecast", "red"), ("A4", "Reason for forecast", "Staff are short"), ("A4", "Done", "31/12/2035"))
    )
    assert came.taken == {"A4.forecast": "red", "A4.forecast_reason": "Staff are short"}
    assert any("is in the future" in words for words in came.said)
