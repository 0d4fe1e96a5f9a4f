"""Sheets, headings and rows of a returned workbook, moved, renamed, sorted and deleted as people do."""

from __future__ import annotations

from datetime import date

import pytest
from openpyxl.chart import LineChart
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill

from support.clocks import an_act
from support.returns import CLOCK, Book, Case, Office, check, copy_row, put, without_ids
from tracker.domain.plan.records import Kind
from tracker.services.workbook.workbook import apply_merge, plan_merge
from tracker.workbook.home import read_workbook


def _head(book: Book, heading: str, said: str) -> None:
    book.actions.cell(1, book.column(heading)).value = said


def _reorder(book: Book) -> None:
    """The last columns first."""
    ws = book.actions
    rows = [[cell.value for cell in row] for row in ws.iter_rows()]
    for row, values in enumerate(rows, start=1):
        for at, value in enumerate(reversed(values), start=1):
            ws.cell(row, at).value = value
    book["A1", "Title"] = "Another title"


def _hide(book: Book) -> None:
    for letter in "DEFGH":
        book.actions.column_dimensions[letter].hidden = True
    book["A1", "Owner"] = "Bob Day"


def _rename_owner_as_plans_do(book: Book) -> None:
    _head(book, "Owner", "Who will do it?")
    _head(book, "Success measure", "What will success look like?")


def _rename_owner(book: Book) -> None:
    book["A1", "Owner"] = "Bob Day"
    _head(book, "Owner", "Lead officer")


def _rename_three(book: Book) -> None:
    put(("A1", "Due", "31/03/2027"), ("A2", "Title", "Another title"))(book)
    for heading, said in (("Due", "Due date"), ("Title", "Action title"), ("Ref", "Ref.")):
        _head(book, heading, said)


def _rename_oddly(book: Book) -> None:
    book["A1", "Owner"] = "Bob Day"
    _head(book, "Owner", "Wer macht es")


def _spaces_in_heading(book: Book) -> None:
    book["A1", "Due"] = "31/03/2027"
    _head(book, "Due", "  DUE\n ")


def _delete_columns(book: Book) -> None:
    for heading in ("Due", "Delivery", "Description"):
        book.actions.delete_cols(book.column(heading))


def _insert_notes(book: Book) -> None:
    book["A1", "Title"] = "Another title"
    at = book.column("Owner")
    book.actions.insert_cols(at)
    book.actions.cell(1, at).value, book.actions.cell(3, at).value = "Our notes", "Ring her"


def _beside_the_table(book: Book) -> None:
    book.actions.cell(4, book.actions.max_column + 3).value = "Ask Bob about this"


def _sort_visible(book: Book) -> None:
    """Whole rows but the hidden columns, the other way round."""
    ws = book.actions
    rows = [[ws.cell(row, at).value for at in range(3, ws.max_column + 1)] for row in range(2, 14)]
    for row, values in enumerate(reversed(rows), start=2):
        for at, value in enumerate(values, start=3):
            ws.cell(row, at).value = value
    book["A1", "Title"] = "Another title"


def _filter(book: Book) -> None:
    book["A2", "Title"] = "Another title"
    book.actions.row_dimensions[3].hidden = True


def _delete_rows(book: Book) -> None:
    book.actions.delete_rows(5, 3)


def _insert_row(book: Book) -> None:
    ws = book.actions
    ws.insert_rows(5)
    ws.cell(5, book.column("Title")).value = "A new task"


def _far_below(book: Book) -> None:
    book.actions.cell(75, book.column("Title")).value = "A new task"


def _retype_references(book: Book, *said: str) -> None:
    for n, ref in enumerate(said, start=1):
        book[f"A{n}", "Title"] = f"Another {n}"
        book.actions.cell(book.row(f"A{n}"), book.column("Ref")).value = ref


def _loose_references(book: Book) -> None:
    _retype_references(book, "a1", "A 3", "A-4", "Action 5")
    put(("A6", "Title", "Another 6"))(book)
    for n, ref in enumerate(("a1", "a 2", "A-3", "Action 4"), start=1):
        book.actions.cell(n + 1, book.column("Ref")).value = ref
    without_ids(book)


def _title_above(book: Book) -> None:
    book["A1", "Title"] = "Another title"
    book.actions.insert_rows(1, 2)
    book.actions["C1"].value = "Our return"


def _move_a_row(book: Book) -> None:
    ws = book.actions
    ws.move_range(f"A2:{ws.cell(2, ws.max_column).coordinate}", rows=60)


def _group_rows(book: Book) -> None:
    ws = book.actions
    ws.insert_rows(2)
    ws.cell(2, book.column("Title")).value = "R1 – Supervision"
    ws.insert_rows(9)
    ws.cell(9, book.column("Ref")).value = "R2 – Supervision"


def _total_row(book: Book) -> None:
    ws, row = book.actions, book.row("A+")
    ws.cell(row, book.column("Title")).value = "Total"
    ws.cell(row, book.column("Due")).value = "=COUNTA(E2:E13)"


def _merge_titles(book: Book) -> None:
    at = book.column("Title")
    book.actions.merge_cells(start_row=2, end_row=3, start_column=at, end_column=at)


def _comment(book: Book) -> None:
    book.cell("A1", "Title").comment = Comment("Still needed?", "Ann")


def _comments_elsewhere(book: Book) -> None:
    book.book["Read me"]["B3"].comment = Comment("Thank you", "Ann")
    book.actions.cell(1, book.actions.max_column + 1).value = "Our notes"
    book.actions.cell(3, book.actions.max_column).comment = Comment("Mind this", "Ann")


def _colour(book: Book) -> None:
    for ref in ("A1", "A2"):
        book.cell(ref, "Forecast").fill = PatternFill("solid", fgColor="FF0000")


def _strike(book: Book) -> None:
    for at in range(3, 12):
        book.actions.cell(4, at).font = Font(strike=True)


def _extra_sheet(book: Book) -> None:
    book.book.create_sheet("Notes")["A1"].value = "Bob's notes"


def _other_sheets_deleted(book: Book) -> None:
    book["A1", "Title"] = "Another title"
    for name in list(book.book.sheetnames):
        if name not in ("Actions", "_tracker"):
            del book.book[name]


def _picture(book: Book) -> None:
    book.actions.add_chart(LineChart(), "AZ5")


def _own_words(book: Book) -> None:
    book["R1", "Inspectors' words"] = "Quite another sentence."


def _new_recommendation(book: Book) -> None:
    book["R+", "Inspectors' words"] = "A recommendation of our own."


def _person_row_deleted(book: Book) -> None:
    book["P2", "E-mail"] = "bob@example.org"
    book.book["People"].delete_rows(book.row("P5"))


DUE = date(2027, 3, 31)
CASES = (
    Case("untouched", lambda _book: None, quiet=True),
    Case("columns re-ordered", _reorder, {"A1.title": "Another title"}, quiet=True),
    Case("columns hidden", _hide, {"A1.owner": "Bob Day"}, quiet=True),
    Case(
        "Owner called Who will do it?",
        _rename_owner_as_plans_do,
        {},
        says=("“Who will do it?” is read as “Owner”", "is read as “Success measure”"),
    ),
    Case("Owner called Lead officer", _rename_owner, {"A1.owner": "Bob Day"}, says=("is read as “Owner”",)),
    Case(
        "three headings renamed", _rename_three,
        {"A1.due": DUE, "A2.title": "Another title"},
        says=("“Due date” is read as “Due”", "“Action title” is read as “Title”"),
    ),
    Case("foreign heading", _rename_oddly, says=("question Actions!", "“Owner” is not in the file"), status=3),
    Case("heading with spaces", _spaces_in_heading, {"A1.due": DUE}, quiet=True),
    Case("columns deleted", _delete_columns, says=("note Actions: Not in the file, so unchanged: ",)),
    Case("column of one's own", _insert_notes, {"A1.title": "Another title"}, says=("unread Actions!", "“Our notes”")),
    Case("words beside the table", _beside_the_table, says=("unread Actions!", "under no heading")),
    Case("visible columns sorted", _sort_visible, {"A1.title": "Another title"}, says=("taken as A1, as it says",)),
    Case("rows filtered", _filter, {"A2.title": "Another title"}, quiet=True),
    Case("rows deleted", _delete_rows, quiet=True),
    Case("row inserted", _insert_row, added=(("action", "A new task"),), quiet=True),
    Case("row far below", _far_below, added=(("action", "A new task"),), quiet=True),
    Case("copy without Ref", lambda b: copy_row(b, 3, None, "A copy"), added=(("action", "A copy"),), quiet=True),
    Case(
        "references retyped", lambda b: _retype_references(b, "a1", " A2 ", "A 3"),
        {f"A{n}.title": f"Another {n}" for n in (1, 2, 3)}, quiet=True,
    ),
    Case(
        "references loose and ids gone", _loose_references,
        {f"A{n}.title": f"Another {n}" for n in (1, 2, 3, 4, 6)},
    ),
    Case("title above the headings", _title_above, {"A1.title": "Another title"}, quiet=True),
    Case("row moved below", _move_a_row, quiet=True),
    Case("grouping rows", _group_rows, says=("unread Actions!", "a heading or a total")),
    Case("total row", _total_row, says=("unread Actions!", "a heading or a total")),
    Case("merged titles", _merge_titles, says=("unread Actions: Some cells are merged",)),
    Case("comment", _comment, says=("unread Actions!", "The comment on this cell is not read")),
    Case("comments elsewhere", _comments_elsewhere, says=("unread Read me!B3", "“Our notes”", "unread Actions!")),
    Case("coloured cells", _colour, says=("unread Actions!", "Colours are not read")),
    Case("struck-out row", _strike, says=("unread Actions!", "struck out")),
    Case("sheet of one's own", _extra_sheet, says=("unread Notes: This sheet is not one of the plan's",)),
    Case("other sheets deleted", _other_sheets_deleted, {"A1.title": "Another title"}, says=("“People” is not in",)),
    Case("picture", _picture, says=("unread Actions: 1 picture on this sheet",)),
    Case("inspectors' words edited", _own_words, says=("refused Recommendations!", "kept by the tracker")),
    Case("recommendation added", _new_recommendation, says=("refused Recommendations!", "added in the tracker")),
    Case("person's row deleted", _person_row_deleted, {"P2.email": "bob@example.org"}, quiet=True),
)  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.what)
def test_what_was_done_comes_home_as_a_careful_person_expects(place: Office, case: Case) -> None:
    check(case, place.bring(case.how))


def test_rows_that_were_deleted_are_missing_and_stay(place: Office) -> None:
    outcome = place.bring(_delete_rows)
    assert outcome.missing == ("A4", "A5", "A6")
    assert place.count(Kind.ACTION) == 12


def test_columns_that_were_deleted_are_named(place: Office) -> None:
    said = " ".join(place.bring(_delete_columns).said)
    assert all(f"“{label}”" in said for label in ("Due", "Delivery", "Description"))


def test_a_heading_that_was_asked_about_is_read_as_answered(place: Office) -> None:
    path = place.fill(place.send(), _rename_oddly)
    asked = place.home(path)
    cell = next(problem.cell for problem in asked.proposal.questions)  # type: ignore[union-attr]
    assert place.home(path, {cell: "leave"}).taken == {}
    assert place.home(path, {cell: "Title"}).taken == {}
    assert place.home(path, {cell: "Owner"}).taken == {"A1.owner": "Bob Day"}


def test_two_headings_that_are_not_known_are_each_asked_about(place: Office) -> None:
    def rename(book: Book) -> None:
        _rename_oddly(book)
        book["A1", "Success measure"] = "Nine in ten"
        _head(book, "Success measure", "Woran man es merkt")

    path = place.fill(place.send(), rename)
    asked = place.home(path)
    said = [(problem.cell, problem.message) for problem in asked.proposal.questions]  # type: ignore[union-attr]
    assert [("“Owner”" in words, "“Success measure”" in words) for _, words in said] == [(True, False), (False, True)]
    answers = {said[0][0]: "leave", said[1][0]: "take"}
    assert place.home(path, answers).taken == {"A1.success_measure": "Nine in ten"}


@pytest.mark.parametrize(
    ("answer", "owner"), [("theirs", "Bob Day"), ("Owner", "Bob Day"), ("ours", "Ann Lee"), ("Title", "Ann Lee")]
)
def test_a_heading_may_be_answered_after_the_file_was_read(place: Office, answer: str, owner: str) -> None:
    returned = read_workbook(place.fill(place.send(), _rename_oddly))
    act = an_act(place.clerk, CLOCK)
    with place.store.begin() as uow:
        asked = plan_merge(uow, act, returned)
        assert not asked.applied
        answers = {asked.questions[0].cell: answer}
        said = [problem.message for problem in plan_merge(uow, act, returned, answers).problems]
        apply_merge(uow, act, asked, answers=answers)
    assert any("“Title” is not the column that was asked about" in one for one in said) == (answer == "Title")
    assert place.named(place.record("A1").owner) == owner


def test_no_sheet_of_the_plan_left_is_refused(place: Office) -> None:
    def drop(book: Book) -> None:
        for name in SHEET_NAMES:
            del book.book[name]

    outcome = place.bring(drop)
    assert outcome.status == 1
    assert "no sheet of the plan" in outcome.refusal


SHEET_NAMES = ("Recommendations", "Actions", "Updates", "Evidence", "People")


def test_a_person_corrected_on_one_sheet_and_named_on_another_is_one(place: Office) -> None:
    outcome = place.bring(put(("P1", "Name", "Anne Leigh"), ("A2", "Owner", "Anne Leigh")))
    assert outcome.status == 0
    assert place.record("A2").owner == place.record("P1").id
    assert (place.record("P1").name, place.count(Kind.PERSON)) == ("Anne Leigh", 5)


@pytest.mark.parametrize("many", [4, 5])
def test_five_cells_of_a_column_are_emptied_only_where_that_is_meant(place: Office, many: int) -> None:
    path = place.fill(place.send(), put(*((f"A{n}", "Due", None) for n in range(1, many + 1))))
    asked = place.home(path)
    questions = asked.proposal.questions  # type: ignore[union-attr]
    if many < 5:
        assert questions == ()
        assert len(asked.taken) == many
        return
    (question,) = questions
    assert question.message.startswith("5 cells of “Due” would be emptied (A1, A2, A3, A4, A5): is that meant?")
    assert len(place.home(path, {question.cell: "take"}).taken) == many
