"""What people and programs do to a workbook before it comes home, and that none of it loses or invents an edit."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from openpyxl.comments import Comment
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.workbook import Workbook

from support.returns import messages
from tracker.domain.plan.records import Kind
from tracker.workbook.home import is_return, read_workbook


def test_rows_in_another_order_say_the_same(desktop: Any) -> None:
    def sort(book: Workbook) -> None:
        ws = book["Actions"]
        rows = [[cell.value for cell in row] for row in ws.iter_rows(min_row=2, max_row=6)]
        for number, values in enumerate(reversed(rows), start=2):
            for at, value in enumerate(values, start=1):
                ws.cell(number, at).value = value
                ws.row_dimensions[number].hidden = number == 3

    proposal = desktop.plan(desktop.work(desktop.export(), sort))
    assert (proposal.nothing, proposal.problems) == (True, ())


def test_columns_may_be_moved_deleted_and_added(desktop: Any, hands: Any) -> None:
    def shuffle(book: Workbook) -> None:
        ws = book["Actions"]
        ws.delete_cols(hands.column(ws, "Priority"))
        ws.delete_cols(hands.column(ws, "Overdue"))
        ws.move_range(f"E1:E{ws.max_row}", cols=40)
        at = ws.max_column + 1
        ws.cell(1, at).value, ws.cell(2, at).value = "My notes", "Ring her"
        ws["A3"].value = desktop.record("A2").id

    path = desktop.work(desktop.export(), shuffle)
    proposal = desktop.plan(path)
    assert proposal.nothing
    assert messages(proposal) == [
        "Actions: Not in the file, so unchanged: “Priority”.",
        "Actions!AT1: The column “My notes” is not one of the plan's: it is not read.",
    ]
    desktop.merge(desktop.edit(path, A2_title="Audit forty plans"))
    assert desktop.record("A2").title == "Audit forty plans"
    assert desktop.record("A2").delivery == "in progress"


def test_sheets_may_be_renamed_and_moved(desktop: Any) -> None:
    def rename(book: Workbook) -> None:
        book["Actions"].title = "Our bit"
        book.move_sheet("Our bit", -3)
        book["Our bit"]["D3"].value = "Audit forty plans"

    desktop.merge(desktop.work(desktop.export(), rename))
    assert desktop.record("A2").title == "Audit forty plans"


def test_a_title_above_the_headings_does_no_harm(desktop: Any) -> None:
    def decorate(book: Workbook) -> None:
        ws = book["Actions"]
        ws.insert_rows(1, 3)
        ws["C1"].value = "Police return, March"
        ws.merge_cells("C1:J1")

    proposal = desktop.plan(desktop.work(desktop.export(), decorate))
    assert (proposal.nothing, proposal.problems, proposal.missing) == (True, (), ())


def test_a_sheet_that_was_deleted_changes_nothing(desktop: Any) -> None:
    def drop(book: Workbook) -> None:
        del book["People"], book["Findings"], book["Read me"]

    proposal = desktop.plan(desktop.work(desktop.export(), drop))
    assert (proposal.nothing, proposal.missing) == (True, ())
    assert messages(proposal) == [
        f": The sheet “{name}” is not in the file: nothing in it is changed." for name in ("Findings", "People")
    ]


def test_a_second_copy_of_a_sheet_is_not_read(desktop: Any) -> None:
    def double(book: Workbook) -> None:
        copy = book.copy_worksheet(book["Actions"])
        copy["D3"].value = "Audit forty plans"
        book.create_sheet("Workings")["A1"].value = "Ref"

    proposal = desktop.plan(desktop.work(desktop.export(), double))
    assert proposal.nothing
    assert messages(proposal) == [
        "Actions Copy: This sheet is a second “Actions”: it is not read.",
        "Workings: This sheet is not one of the plan's: it is not read.",
    ]


def test_the_hidden_columns_and_sheet_may_be_lost(desktop: Any) -> None:
    def strip(book: Workbook) -> None:
        for name in ("Actions", "People"):
            book[name].delete_cols(1, 2)
        del book["_tracker"]

    path = desktop.edit(desktop.work(desktop.export(), strip), A2_Title="Audit forty plans")
    proposal = desktop.plan(path)
    assert [edit.place.ref for edit in proposal.applied] == ["A2"]
    assert (proposal.added, proposal.missing, proposal.problems) == ((), (), ())


def test_the_properties_may_be_lost(desktop: Any) -> None:
    def strip(book: Workbook) -> None:
        for name in list(book.custom_doc_props.names):
            del book.custom_doc_props[name]
        hidden = book["_tracker"]
        hidden.title, hidden.sheet_state = "Sheet9", "visible"
        hidden["B4"].value = 2.0

    assert desktop.plan(desktop.work(desktop.export(), strip)).nothing


def test_a_sheet_without_its_id_column_is_known_by_its_headings(desktop: Any) -> None:
    def strip(book: Workbook) -> None:
        book["Actions"].delete_cols(1, 2)
        book["Actions"].title = "Sheet1"

    returned = read_workbook(desktop.work(desktop.export(), strip))
    assert sum(row.kind is Kind.ACTION for row in returned.rows) == 5


def test_a_row_that_is_gone_is_reported_and_deletes_nothing(desktop: Any) -> None:
    def drop(book: Workbook) -> None:
        book["Actions"].delete_rows(3)
        book["People"].delete_rows(2, 2)

    path = desktop.work(desktop.export(), drop)
    proposal = desktop.plan(path)
    assert (proposal.nothing, proposal.missing) == (True, ("A2", "P1", "P2"))
    desktop.merge(path)
    assert desktop.record("A2").title == "Audit thirty plans"


def test_a_return_misses_only_what_went_out_with_it(desktop: Any) -> None:
    assert desktop.plan(desktop.export(for_name="Police")).missing == ()
    path = desktop.work(desktop.export(for_name="Police"), lambda book: book["Actions"].delete_rows(2))
    assert desktop.plan(path).missing == ("A2",)


@pytest.mark.parametrize(
    ("typed", "due"),
    [
        ("3/5/2024", dt.date(2024, 5, 3)), ("3 May 2024", dt.date(2024, 5, 3)), ("03.05.24", dt.date(2024, 5, 3)),
        (dt.datetime(2024, 5, 3, 23, 59), dt.date(2024, 5, 3)),
    ],
)  # fmt: skip
def test_dates_typed_as_words_are_read_day_first(desktop: Any, typed: Any, due: dt.date) -> None:
    proposal = desktop.plan(desktop.edit(desktop.export(), A2_Start=typed))
    assert [edit.now for edit in proposal.applied] == [due]


def test_a_date_that_lost_its_format_is_still_a_date(desktop: Any, hands: Any) -> None:
    def unformat(book: Workbook) -> None:
        cell = hands.cell(book["Actions"], "A2", "Start")
        cell.value, cell.number_format = 45415, "General"

    proposal = desktop.plan(desktop.work(desktop.export(), unformat))
    assert [edit.now for edit in proposal.applied] == [dt.date(2024, 5, 3)]


def test_a_workbook_of_the_1904_calendar_keeps_its_dates(desktop: Any) -> None:
    def old_mac(book: Workbook) -> None:
        book.epoch = CALENDAR_MAC_1904

    assert desktop.plan(desktop.work(desktop.export(), old_mac)).nothing


@pytest.mark.parametrize(
    ("heading", "typed", "said"),
    [
        ("Start", "end of May", "“end of May” is not a date this program can be sure of. It is left unchanged."),
        ("Start", dt.date(1924, 5, 3), "3 May 1924 looks like a slip: its year is outside 1990 to 2100"),
        ("Start", 12, "“12” is not a date: it is left unchanged."),
        ("Start", dt.time(9, 30), "a time of day"),
        ("Start", "#REF!", "shows the error #REF!"),
        ("Delivery", "nearly", "delivery is never “nearly”"),
        ("Delivery", None, "Delivery cannot be empty; it is one of: not started"),
        ("Title", None, "A2 needs a title"),
        ("For", "R1; R99", "there is no “R99” in this plan"),
        ("For", "A1", "A1 is not recommendation or finding"),
        ("Owner", "P99", "there is no P99 in this plan"),
        ("Done", dt.date(2025, 1, 1), "is in the future"),
        ("Delivery", "closed", "cannot be closed yet"),
        ("Forecast", "red", "a forecast of red needs a reason"),
        ("Waits for", "A2", "cannot be linked to itself"),
        ("Original due", dt.date(2024, 9, 9), "This column is kept by the tracker"),
        ("Overdue", "no", "This column is kept by the tracker"),
        ("Times moved", 0.5, "This column is kept by the tracker"),
    ],
)
def test_what_cannot_be_taken_is_said_with_its_cell(
    desktop: Any, hands: Any, heading: str, typed: Any, said: str
) -> None:
    from openpyxl.utils import get_column_letter

    where: list[str] = []

    def type_in(book: Workbook) -> None:
        ws = book["Actions"]
        cell = hands.cell(ws, "A2", heading)
        if not isinstance(typed, dt.date | dt.time):
            cell.number_format = "General"
        cell.value = typed
        where.append(f"Actions!{get_column_letter(cell.column)}{cell.row}: ")

    proposal = desktop.plan(desktop.work(desktop.export(), type_in))
    assert proposal.nothing
    assert len(proposal.problems) == 1
    assert messages(proposal)[0].startswith(where[0])
    assert said in messages(proposal)[0]


def test_numbers_and_texts_are_taken_for_one_another(desktop: Any, hands: Any) -> None:
    desktop.set("A2", description="12", success_measure="3.5")

    def turn(book: Workbook) -> None:
        for heading, value in (("Description", 12.0), ("Success measure", 3.5)):
            cell = hands.cell(book["Actions"], "A2", heading)
            cell.number_format, cell.value = "General", value

    assert desktop.plan(desktop.work(desktop.export(), turn)).nothing


def test_a_number_or_a_date_in_a_column_of_words_is_read_aloud(desktop: Any, hands: Any) -> None:
    def turn(book: Workbook) -> None:
        for ref, value in (("A1", 40.0), ("A2", dt.date(2024, 5, 3)), ("A3", True)):
            cell = hands.cell(book["Actions"], ref, "Description")
            cell.number_format, cell.value = "General", value
            cell.number_format = "dd/mm/yyyy" if ref == "A2" else "General"

    desktop.merge(desktop.work(desktop.export(), turn))
    assert [desktop.record(ref).description for ref in ("A1", "A2", "A3")] == ["40", "3 May 2024", "yes"]


def test_words_are_taken_whatever_their_case_and_spaces(desktop: Any) -> None:
    path = desktop.edit(
        desktop.export(), A4_Delivery=" In  Progress", A4_Owner="detective SUPERINTENDENT ", A4_Priority="HIGH"
    )
    desktop.merge(path)
    action = desktop.record("A4")
    assert (action.delivery, action.priority) == ("in progress", "high")
    assert desktop.called(action.owner) == "Detective Superintendent"


def test_a_formula_is_read_by_its_result(desktop: Any, office: Callable[..., Path], tmp_path: Path, hands: Any) -> None:
    def reckon(book: Workbook) -> None:
        cell = hands.cell(book["Actions"], "A2", "Start")
        cell.value = "=DATE(2024,5,3)"
        other = hands.cell(book["Actions"], "A3", "Title")
        other.value, other.number_format = '="Report "&"impact"', "General"

    path = desktop.work(desktop.export(), reckon)
    unread = desktop.plan(path)
    assert unread.nothing, "no program has worked the formulas out yet"
    assert [one.message for one in unread.problems] == [
        "This cell holds a formula without a result: it is left unchanged."
    ] * 2
    proposal = desktop.plan(office(path, tmp_path / "office"))
    assert [edit.now for edit in proposal.applied] == [dt.date(2024, 5, 3), "Report impact"]


def test_an_error_of_a_formula_is_no_edit(
    desktop: Any, office: Callable[..., Path], tmp_path: Path, hands: Any
) -> None:
    def reckon(book: Workbook) -> None:
        cell = hands.cell(book["Actions"], "A2", "Start")
        cell.value = "=1/0"

    proposal = desktop.plan(office(desktop.work(desktop.export(), reckon), tmp_path / "office"))
    assert proposal.nothing
    assert "#DIV/0!" in proposal.problems[0].message


def test_merged_cells_do_not_empty_what_they_hide(desktop: Any, hands: Any) -> None:
    def merge(book: Workbook) -> None:
        ws = book["Actions"]
        ws.merge_cells(start_row=2, end_row=4, start_column=6, end_column=6)

    proposal = desktop.plan(desktop.work(desktop.export(), merge))
    assert proposal.nothing
    assert messages(proposal) == [
        "Actions: Some cells are merged: only the first of each is read, the others are left unchanged."
    ]


def test_a_comment_is_not_lost_unseen(desktop: Any, hands: Any) -> None:
    def remark(book: Workbook) -> None:
        hands.cell(book["Actions"], "A2", "Title").comment = Comment("Is this still needed?", "Police")

    proposal = desktop.plan(desktop.work(desktop.export(), remark))
    assert messages(proposal) == ["Actions!D3: The comment on this cell is not read: please put it under “New update”."]


def test_a_workbook_that_is_still_open_says_so(desktop: Any) -> None:
    path = desktop.export()
    (desktop.folder / ".~lock.out.xlsx#").write_text("someone")
    assert "still open in another program" in desktop.plan(path).problems[0].message


def test_a_link_may_be_a_hyperlink(desktop: Any, hands: Any) -> None:
    def link(book: Workbook) -> None:
        cell = hands.cell(book["Evidence"], "E1", "Link")
        cell.value = "the audit"
        cell.hyperlink = "https://example.org/second"

    proposal = desktop.plan(desktop.work(desktop.export(), link))
    assert [edit.now for edit in proposal.applied] == ["https://example.org/second"]


def test_a_carriage_return_that_excel_writes_is_no_edit(desktop: Any) -> None:
    desktop.set("A2", description="One\nTwo")
    path = desktop.edit(desktop.export(), A2_Description="One_x000D_\nTwo ")
    assert desktop.plan(path).nothing


def test_words_far_to_the_right_are_told(desktop: Any) -> None:
    def stray(book: Workbook) -> None:
        book["Actions"]["KN3"] = "See my notes"

    proposal = desktop.plan(desktop.work(desktop.export(), stray))
    assert messages(proposal) == ["Actions!KN3: These words stand under no heading: they are not read."]


def test_colouring_the_whole_sheet_does_not_slow_reading(desktop: Any) -> None:
    def colour(book: Workbook) -> None:
        ws = book["Actions"]
        ws.cell(1_048_576, 5).number_format = "@"

    proposal = desktop.plan(desktop.work(desktop.export(), colour))
    assert (proposal.nothing, proposal.problems) == (True, ())


def test_a_heading_twice_is_read_once(desktop: Any) -> None:
    def twice(book: Workbook) -> None:
        ws = book["Actions"]
        ws["AZ1"].value, ws["AZ3"].value = "Title", "Another"

    proposal = desktop.plan(desktop.work(desktop.export(), twice))
    assert proposal.nothing
    assert messages(proposal) == ["Actions!AZ1: The column “Title” is not one of the plan's: it is not read."]


def test_a_workbook_that_went_out_is_told_from_any_other(desktop: Any, tmp_path: Path) -> None:
    book, broken = tmp_path / "theirs.xlsx", tmp_path / "broken.xlsx"
    Workbook().save(book)
    broken.write_bytes(b"PK not a workbook")
    assert is_return(desktop.export())
    assert not is_return(book)
    assert not is_return(broken)
    assert not is_return(tmp_path / "missing.xlsx")
