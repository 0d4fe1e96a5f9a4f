"""What is done to returned workbooks in the list of faults beside the project, case by case, by its line there."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.packaging.custom import DateTimeProperty, StringProperty
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.filters import (
    FilterColumn,
    SortCondition,
    SortState,
)
from openpyxl.worksheet.table import Table, TableStyleInfo

from support.returned.office import Book, Came, Office

DUE: Final = "2027-03-31"
LONG: Final = "word " * 8_000
Hand = Callable[[Book], Any]


@dataclass(frozen=True)
class Played:
    """A case: what is done, and whether what came of it is what a careful person expects."""

    play: Callable[[Office], Any]
    expected: Callable[[Any], bool]


def put(*cells: tuple[str, str, Any]) -> Hand:
    """A hand that types into cells: reference, heading, value."""

    def hand(book: Book) -> None:
        for ref, heading, value in cells:
            book[ref, heading] = value

    return hand


EDIT: Final = put(("A1", "Title", "Another title"))


def hand(how: Hand, expected: Callable[[Came], bool], **more: Any) -> Played:
    """One workbook, filled in and brought home."""
    return Played(lambda office: office.home(office.fill(how, **more)), expected)


def taken(came: Came, *parts: str, **edits: Any) -> bool:
    """Exactly these edits are written, and each part is said."""
    wanted = {name.replace("__", "."): value for name, value in edits.items()}
    return came.status == 0 and came.taken == wanted and not came.added and all(map(came.says, parts))


def title(came: Came) -> bool:
    return taken(came, A1__title="Another title")


def quiet(came: Came) -> bool:
    return came.status == 0 and not came.taken and not came.added and not came.problems and not came.missing


def nothing_but(*parts: str) -> Callable[[Came], bool]:
    """Nothing is taken or added, and each part is said."""
    return lambda came: not came.taken and not came.added and came.status in (0, 3) and all(map(came.says, parts))


def asked(part: str = "") -> Callable[[Came], bool]:
    return lambda came: came.status == 3 and not came.written and any(
        one["kind"] == "question" and part in one["message"] for one in came.problems
    )  # fmt: skip


def refused(*parts: str) -> Callable[[Came], bool]:
    return lambda came: came.status == 1 and not came.written and all(part in came.err for part in ("hint", *parts))


def update(words: str) -> Callable[[Came], bool]:
    return lambda came: came.status == 0 and came.added == [("update", words)] and not came.taken


def typed(heading: str, value: Any, shown: str = "General") -> Hand:
    def how(book: Book) -> None:
        cell = book.cell("A1", heading)
        cell.value, cell.number_format = value, shown
        if isinstance(value, str) and value.startswith("="):
            cell.data_type = "s"

    return how


def headed(*names: tuple[str, str]) -> Hand:
    def how(book: Book) -> None:
        for heading, said in names:
            book.actions.cell(1, book.column(heading)).value = said

    return how


def both(*hands: Hand) -> Hand:
    def how(book: Book) -> None:
        for one in hands:
            one(book)

    return how


# Sheets, columns and rows


def reorder(book: Book) -> None:
    ws = book.actions
    rows = [[cell.value for cell in row] for row in ws.iter_rows()]
    for row, values in enumerate(rows, start=1):
        for at, value in enumerate(reversed(values), start=1):
            ws.cell(row, at).value = value
    EDIT(book)


def hide(book: Book) -> None:
    for letter in "DEFGH":
        book.actions.column_dimensions[letter].hidden = True
    book["A1", "Owner"] = "Bob Day"


def drop_columns(*headings: str, ids: bool = False) -> Hand:
    def how(book: Book) -> None:
        for heading in headings:
            book.actions.delete_cols(book.column(heading))
        if ids:
            book.actions.delete_cols(1, 2)

    return how


def own_column(book: Book) -> None:
    EDIT(book)
    at = book.column("Owner")
    book.actions.insert_cols(at)
    book.actions.cell(1, at).value, book.actions.cell(3, at).value = "Our notes", "Ring her"


def stray(book: Book) -> None:
    book.actions.cell(4, book.actions.max_column + 3).value = "Ask Bob about this"


def sort_rows(first: int, last: int | None, turn: Callable[[list[Any]], list[Any]]) -> Hand:
    def how(book: Book) -> None:
        ws = book.actions
        end = last or ws.max_column
        rows = [[ws.cell(row, at).value for at in range(first, end + 1)] for row in range(2, 14)]
        for row, values in enumerate(turn(rows), start=2):
            for at, value in enumerate(values, start=first):
                ws.cell(row, at).value = value

    return how


def half_sort(book: Book) -> None:
    ends = sorted((book.column("Title"), book.column("Due")))
    sort_rows(ends[0], ends[1], lambda rows: [*rows[5:], *rows[:5]])(book)


def hide_row(book: Book) -> None:
    book["A2", "Title"] = "Another title"
    book.actions.row_dimensions[3].hidden = True


def copy_row(ref: str | None) -> Hand:
    def how(book: Book) -> None:
        ws, target = book.actions, book.row("A+")
        for at in range(1, ws.max_column + 1):
            ws.cell(target, at).value = ws.cell(3, at).value
        ws.cell(target, book.column("Ref")).value = ref
        ws.cell(target, book.column("Title")).value = "A copy"

    return how


def insert_row(book: Book) -> None:
    book.actions.insert_rows(5)
    book.actions.cell(5, book.column("Title")).value = "A new task"


def retype(*said: str, ids: bool = True) -> Hand:
    def how(book: Book) -> None:
        for n, _ in enumerate(said, start=1):
            book[f"A{n}", "Title"] = f"Another {n}"
        for n, ref in enumerate(said):
            book.actions.cell(n + 2, book.column("Ref")).value = ref
        if not ids:
            book.actions.delete_cols(1, 2)

    return how


def title_above(book: Book) -> None:
    EDIT(book)
    book.actions.insert_rows(1, 2)
    book.actions["C1"].value = "Our return"


def merge_titles(book: Book) -> None:
    at = book.column("Title")
    book.actions.merge_cells(start_row=2, end_row=3, start_column=at, end_column=at)


def move_row(book: Book) -> None:
    ws = book.actions
    ws.move_range(f"A2:{ws.cell(2, ws.max_column).coordinate}", rows=60)


def group_rows(book: Book) -> None:
    for row, words in ((2, "R1 – Supervision"), (9, "R2 – Supervision")):
        book.actions.insert_rows(row)
        book.actions.cell(row, book.column("Title")).value = words


def total_row(book: Book) -> None:
    row = book.row("A+")
    book.actions.cell(row, book.column("Title")).value = "Total"
    book.actions.cell(row, book.column("Due")).value = "=COUNTA(C2:C13)"


def person_row(book: Book) -> None:
    book["P2", "E-mail"] = "bob@example.org"
    book.book["People"].delete_rows(book.row("P5"))


# What is not a value


def comment(book: Book) -> None:
    book.cell("A1", "Title").comment = Comment("Still needed?", "Ann")


def comments_elsewhere(book: Book) -> None:
    book.book["Read me"]["B3"].comment = Comment("Thank you", "Ann")
    at = book.actions.max_column + 1
    book.actions.cell(1, at).value = "Our notes"
    book.actions.cell(3, at).comment = Comment("Mind this", "Ann")


def red(book: Book) -> None:
    book.cell("A1", "Forecast").fill = PatternFill("solid", fgColor="FF0000")


def strike(book: Book) -> None:
    for at in range(3, 12):
        book.actions.cell(4, at).font = Font(strike=True)


def struck_in_part(book: Book) -> None:
    was = book["A1", "Title"]
    book.cell("A1", "Title").value = CellRichText(TextBlock(InlineFont(strike=True), was), " and a half")


def errors(book: Book) -> None:
    book.cell("A1", "Title").value, book.cell("A1", "Due").value = "#REF!", "#N/A"


def curly(book: Book) -> None:
    for n in range(1, 13):
        book[f"A{n}", "Description"] = str(book[f"A{n}", "Description"]).replace("'", "’")


def latest(how: Callable[[str], str]) -> Hand:
    def typed_over(book: Book) -> None:
        book["A2", "Latest update"] = how(str(book["A2", "Latest update"]))

    return typed_over


def extra_sheet(book: Book) -> None:
    book.book.create_sheet("Notes")["A1"].value = "Bob's notes"


def only_actions(book: Book) -> None:
    EDIT(book)
    for name in [name for name in book.book.sheetnames if name not in ("Actions", "_tracker")]:
        del book.book[name]


def lock_structure(book: Book) -> None:
    EDIT(book)
    book.book.security.lockStructure = True


def no_hidden(book: Book) -> None:
    EDIT(book)
    del book.book["_tracker"]


def no_properties(book: Book) -> None:
    EDIT(book)
    for name in list(book.book.custom_doc_props.names):
        del book.book.custom_doc_props[name]


def other_head(book: Book) -> None:
    sheet = book.book["_tracker"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "TrackerHead")
    sheet.cell(cell.row, cell.column + 1).value = "0" * 64


def labelled(book: Book) -> None:
    EDIT(book)
    book.book.custom_doc_props.append(StringProperty(name="MSIP_Label_1_Enabled", value="true"))
    book.book.custom_doc_props.append(DateTimeProperty(name="MSIP_Label_1_SetDate", value=datetime(2026, 11, 2)))


def filtered(*columns: FilterColumn) -> Hand:
    def how(book: Book) -> None:
        EDIT(book)
        book.actions.tables["Actions"].autoFilter.filterColumn.extend(columns)

    return how


def sorted_by_colour(book: Book) -> None:
    EDIT(book)
    condition = SortCondition(ref="F2:F13", sortBy="cellColor")
    book.actions.tables["Actions"].sortState = SortState(ref="A2:Z13", sortCondition=[condition])


def own_table(book: Book) -> None:
    EDIT(book)
    ws = book.actions
    del ws.tables["Actions"]
    table = Table(displayName="Ours", ref=f"A1:{ws.cell(13, ws.max_column).coordinate}")
    table.tableStyleInfo = TableStyleInfo(name="TableStyleMedium9", showRowStripes=True)
    ws.add_table(table)
