"""Returned workbooks, case by case in the order of the list of faults beside the project, whose lines name them."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any, Final

from openpyxl.worksheet.filters import CustomFilter, CustomFilters, DateGroupItem, FilterColumn, Filters

from support.returned import hands as do
from support.returned import plays
from support.returned.hands import (
    DUE,
    EDIT,
    LONG,
    Played,
    asked,
    both,
    hand,
    headed,
    nothing_but,
    put,
    quiet,
    refused,
    taken,
    title,
    typed,
    update,
)
from support.returned.office import Came, Office

AGREED: Final = frozenset({110, 111})
"""The lines whose plan is agreed before the workbook goes out."""


def dated(said: str) -> Played:
    return hand(typed("Due", said, "@"), lambda came: taken(came, A1__due=DUE))


def undated(said: str) -> Played:
    return hand(typed("Due", said, "@"), nothing_but("refused Actions!"))


def said(words: Any, shown: str = "", form: str = "General") -> Played:
    return hand(typed("New update", words, form), update(shown or words))


def delivered(words: str, token: str | None) -> Played:
    if token is None:
        return hand(put(("A1", "Delivery", words)), nothing_but("refused Actions!", "in progress"))
    if token == "in progress":
        return hand(put(("A1", "Delivery", words)), quiet)
    return hand(put(("A1", "Delivery", words)), lambda came: taken(came, A1__delivery=token))


def forecast(words: str, token: str | None) -> Played:
    how = put(("A1", "Forecast", words), ("A1", "Reason for forecast", "Staff are ill"))
    if token is None:
        return hand(how, lambda came: "A1.forecast" not in came.taken and came.says("green, amber, red"))
    return hand(how, lambda came: taken(came, A1__forecast=token, A1__forecast_reason="Staff are ill"))


def filtered(column: FilterColumn) -> Played:
    return hand(do.filtered(column), title)


def whichever(*hands: do.Hand, expected: Any) -> Played:
    """The same case in several spellings, each of which must come out."""

    def play(office: Office) -> list[Came]:
        return [Office(*_fresh(office, n)).home(Office(*_fresh(office, n)).fill(one)) for n, one in enumerate(hands)]

    return Played(play, lambda found: all(map(expected, found)))


def _fresh(office: Office, number: int) -> tuple[Path, Path, Path]:
    folder = office.folder / f"again{number}"
    folder.mkdir(exist_ok=True)
    return folder, Path(shutil.copy(office.plan, folder / "base.plan")), office.sent


def _both_updates(came: Came) -> bool:
    action = came.show("A1")
    return came.status == 0 and len(action["updates"]) == 2 and action["priority"] == "high"


def _first_then_conflict(first: str) -> Any:
    def expected(came: Came) -> bool:
        return (came.status == 3 and came.answers[0]["written"] and came.conflicts == ["A1.title"]
                and came.show("A1")["title"] == first)  # fmt: skip

    return expected


ONE, TWO = (
    put(("A1", "Title", "Another"), ("A1", "New update", "One said.")),
    put(("A1", "Priority", "high"), ("A1", "New update", "Two said.")),
)
FIRST, SECOND = put(("A1", "Title", "First")), put(("A1", "Title", "Second"))
NEW = put(("A+", "Title", "A new task"))
RETYPED = {f"A{n}__title": f"Another {n}" for n in range(1, 5)}
CASES: Final[Sequence[Played]] = (
    hand(lambda _book: None, quiet),
    hand(do.reorder, title),
    hand(do.hide, lambda came: taken(came, A1__owner="Bob Day")),
    hand(both(put(("A1", "Owner", "Bob Day")), headed(("Owner", "Lead officer"))),
         lambda came: taken(came, A1__owner="Bob Day") or asked()(came)),
    hand(both(put(("A1", "Due", "31/03/2027"), ("A2", "Title", "Another title")),
              headed(("Due", "Due date"), ("Title", "Action title"), ("Ref", "Ref."))),
         lambda came: taken(came, A1__due=DUE, A2__title="Another title")),
    hand(both(put(("A1", "Due", "31/03/2027")), headed(("Due", "  DUE\n "))), lambda came: taken(came, A1__due=DUE)),
    hand(do.drop_columns("Due", "Delivery", "Description"), nothing_but("“Due”", "“Delivery”", "“Description”")),
    hand(do.drop_columns("Ref", ids=True), lambda came: not came.added and came.status in (0, 1, 3)),
    hand(do.own_column, lambda came: taken(came, "“Our notes”", A1__title="Another title")),
    hand(do.stray, nothing_but("unread Actions!")),
    hand(both(do.sort_rows(3, None, lambda rows: rows[::-1]), EDIT), title),
    hand(do.half_sort, asked("sorted")),
    hand(do.hide_row, lambda came: taken(came, A2__title="Another title")),
    hand(lambda book: book.actions.delete_rows(5, 3), lambda came: came.missing == ["A4", "A5", "A6"]
         and not came.taken and came.count("actions") == 12),
    hand(do.copy_row(None), lambda came: came.added == [("action", "A copy")] and not came.taken),
    hand(do.copy_row("A2"), lambda came: came.status == 3 and not came.written),
    hand(do.insert_row, lambda came: came.added == [("action", "A new task")] and not came.taken),
    hand(put(("A+", "For", "r3; R1"), ("A+", "Title", "A new task")),
        lambda came: came.added == [("action", "A new task")] and sorted(came.show("A13")["for"]) == ["R1", "R3"]),
    hand(lambda book: setattr(book.actions.cell(75, book.column("Title")), "value", "A new task"),
         lambda came: came.added == [("action", "A new task")]),
    hand(do.retype("a1", " A2 ", "A 3"), lambda came: taken(came, **{k: RETYPED[k] for k in list(RETYPED)[:3]})),
    hand(do.retype("a1", "A 2", "A-3", "Action 4", ids=False), lambda came: taken(came, **RETYPED)),
    hand(do.title_above, title),
    *map(dated, ("31/03/2027", "31.03.27", "31 March 2027", "31st March, 2027", "31-Mar-27", "31 Mar 27",
                 "Wednesday 31st March 2027", "31/3/27", "31/03/2027 00:00", "2027-03-31T00:00:00", "31–03–2027",
                 "March 31, 2027")),
    *map(undated, ("end of March", "Mar-27", "03/31/2027", "31/02/2027")),
    hand(typed("Due", datetime(2027, 3, 31, 14, 30), "dd/mm/yyyy hh:mm"), lambda came: taken(came, A1__due=DUE)),
    hand(typed("Due", datetime(2027, 4, 3), "mm/dd/yyyy"), lambda came: taken(came, A1__due="2027-04-03")),
    hand(typed("Due", 46477), lambda came: taken(came, A1__due=DUE)),
    hand(typed("Title", datetime(2027, 3, 31), "dd/mm/yyyy"), lambda came: taken(came, A1__title="31 Mar 2027")),
    hand(do.merge_titles, lambda came: "A2.title" not in came.taken and came.says("merged")),
    hand(put(("A1", "Owner", "Carol O’Neill")), lambda came: taken(came, A1__owner="Carol O'Neill")
         and came.count("people") == 5),
    hand(put(("A1", "Title", "The “first” task – begun…")), lambda came: list(came.taken) == ["A1.title"]),
    hand(do.comment, nothing_but("unread Actions!")),
    hand(do.comments_elsewhere, nothing_but("unread Read me!B3", "“Our notes”", "The comment")),
    hand(do.red, nothing_but()),
    hand(do.strike, nothing_but()),
    hand(lambda book: setattr(book.cell("A1", "Due"), "value", "=TODAY()"), nothing_but("refused Actions!")),
    hand(do.errors, nothing_but("#REF!", "#N/A")),
    *map(said, ("=1+1", "- done", "@bob please", '=HYPERLINK("http://x","y")')),
    hand(put(("A1", "Description", LONG[:-1])), lambda came: came.show("A1")["description"] == LONG.strip()
         or bool(came.problems)),
    Played(plays.long_words(False), quiet),
    Played(plays.long_words(True), nothing_but("came cut")),
    whichever(*(put(("A2", "Owner", name)) for name in ("Lee, Ann", "A. Lee", "Ann Lee (MCC)")),
              expected=lambda came: came.count("people") == 5 and (asked()(came) or came.taken)),
    hand(put(("A3", "Owner", "Ann Lee / Bob Day")), asked("more than one")),
    delivered("Complete", "complete"), delivered("COMPLETE ", "complete"), delivered("Completed", "complete"),
    delivered("In Progress", "in progress"), delivered("In-progress", "in progress"),
    delivered("Not Started", "not started"), delivered("50%", None), delivered("on track", None),
    forecast("A", "amber"), forecast("Amber/Red", None),
    said(0.75, "75%", "0%"),
    said(3.5, "£3.50", '"£"#,##0.00'),
    said("Two sites are left."),
    hand(put(("A2", "New update", "Half of the files are read.")),
         lambda came: len(came.show("A2")["updates"]) in (1, 2)),
    hand(do.latest(lambda _was: "All are read."), lambda came: came.says("Latest update")),
    hand(do.latest(lambda was: was + "\nAll are read."), lambda came: came.says("Latest update")),
    hand(put(("E1", "What it shows", "Twenty files"), ("E1", "Dated", date(2026, 11, 5))),
         lambda came: taken(came, E1__shows="Twenty files", E1__dated="2026-11-05")),
    hand(put(("A2", "For", "R4")), lambda came: taken(came, A2__for="R4")),
    hand(put(("A1", "For", None)), lambda came: came.says("“For” of A1 is emptied") or "A1.for" in came.taken),
    hand(put(("A1", "Title", None)), nothing_but("refused Actions!")),
    hand(put(("R1", "Inspectors' words", "Quite another sentence.")), nothing_but("refused Recommendations!")),
    hand(put(("R+", "Inspectors' words", "Our own recommendation.")), nothing_but("Recommendations!")),
    hand(do.extra_sheet, nothing_but("unread Notes")),
    hand(do.lock_structure, title),
    hand(do.no_hidden, title),
    hand(do.no_properties, title),
    hand(both(do.no_properties, do.no_hidden), refused()),
    hand(both(do.no_properties, do.other_head), refused()),
    hand(both(EDIT, do.other_head), title),
    hand(do.only_actions, lambda came: taken(came, "“People” is not in", A1__title="Another title")),
    Played(plays.through("xlsx"), quiet),
    Played(plays.through("ods"), lambda came: refused(".xlsx")(came) or quiet(came)),
    Played(plays.through("xls"), lambda came: refused(".xlsx")(came) or quiet(came)),
    Played(plays.as_csv, lambda came: "A1.title" in came.taken or refused("ask for", "copy")(came)),
    Played(plays.renamed("return.xls"), title),
    Played(plays.renamed_twice, lambda found: title(found[0]) and found[1].status == 0),
    Played(plays.renamed("GMP return – Nov (2) FINAL.xlsx"), title),
    Played(plays.bomb("spaces.bin"), refused()),
    Played(plays.locked, refused("password")),
    Played(plays.for_reading, refused()),
    Played(plays.twice_at_once, lambda came: came.answers[0]["written"] and quiet(came)),
    Played(plays.two(ONE, TWO), _both_updates),
    Played(plays.two(ONE, TWO, turned=True), _both_updates),
    Played(plays.two(FIRST, SECOND), _first_then_conflict("First")),
    Played(plays.two(FIRST, SECOND, turned=True), _first_then_conflict("Second")),
    Played(plays.disputed(), lambda found: found[0].status == 3 and not found[0].written
           and found[0].show("A2")["priority"] != "high"),
    Played(plays.disputed("ours"), lambda found: found[0].written and found[1].status == 0 and quiet(found[1])
           and found[1].show("A1")["title"] == "Ours"),
    Played(plays.disputed("theirs"), lambda found: found[0].written and quiet(found[1])
           and found[1].show("A1")["title"] == "Theirs"),
    hand(typed("Due", "end of May", "@"), nothing_but("refused Actions!")),
    hand(put(("A1", "Due", date(2026, 12, 20))), lambda came: came.says("without a reason")
         and came.show("A1")["extensions"][0]["state"] == "pending"),
    Played(plays.for_name("Ann Lee"), quiet),
    Played(plays.for_name("Greater Manchester Police"), quiet),
    filtered(FilterColumn(colId=5, customFilters=CustomFilters(customFilter=[CustomFilter("notEqual", "Ann Lee")]))),
    filtered(FilterColumn(colId=5, customFilters=CustomFilters(customFilter=[CustomFilter(val="*Lee*")]))),
    filtered(FilterColumn(colId=5, filters=Filters(filter=["Ann Lee", "Bob Day"]))),
    filtered(FilterColumn(colId=7, filters=Filters(dateGroupItem=[DateGroupItem(year=2027, dateTimeGrouping="year")]))),
    hand(do.sorted_by_colour, title),
    hand(do.labelled, title),
    Played(plays.custom_property("<vt:lpstr>ansi</vt:lpstr>"), title),
    Played(plays.custom_property("<vt:clsid>{D5CDD505-2E9C-101B-9397-08002B2CF9AE}</vt:clsid>"), title),
    Played(plays.custom_property("<vt:filetime>2026-11-02T10:00:00Z</vt:filetime>"), title),
    hand(do.struck_in_part, lambda came: came.says("struck out")),
    hand(do.own_table, title),
    Played(plays.month_under_month, lambda found: found[0].added == [("update", "First month.")]
           and found[1].added == [("update", "Second month.")]),
    Played(plays.since("P1", "name=Ann Lee-Smith", how=lambda _book: None), quiet),
    Played(plays.since("A1", "delivery=superseded", "--reason", "Replaced by A2", how=EDIT),
           lambda came: taken(came, A1__title="Another title") or asked()(came)),
    Played(plays.good_and_bad, lambda came: came.status == 0 and title(came) and "bad.xlsx" in came.err),
    Played(plays.folder_of_two, lambda came: came.status == 0 and len(came.answers) == 2 and came.written),
    Played(plays.a_plan, lambda came: refused()(came) or came.status == 0),
    said("Done 👍 مرحبا \u200b🇬🇧"),
    Played(plays.owners_return(put(("A1", "Assurance", "embedded"))),
           lambda came: bool(came.problems) and came.show("A1")["assurance"] in ("embedded", "none")),
    Played(plays.bomb("xl/worksheets/sheet9.xml"), refused()),
    hand(do.struck_in_part, lambda came: came.says("struck out")),
    Played(plays.entities, refused("entities")),
    Played(plays.two(put(("A+", "Title", "A new task")), both(NEW, put(("A1", "Priority", "high")))),
           lambda came: came.count("actions") == 14 or bool(came.problems)),
    Played(plays.two(NEW, NEW), lambda came: came.says("says this already") or came.count("actions") == 14),
    Played(plays.two(put(("A1", "Owner", "Priya Patel")), put(("A2", "Owner", "PRIYA  patel"))),
           lambda came: came.count("people") == 6),
    Played(plays.two(put(("A1", "Owner", "Priya Patel")), put(("A2", "Owner", "Priya Patal"))), asked("Priya Patel")),
    hand(do.move_row, quiet),
    hand(do.group_rows, lambda came: not came.added and came.says("heading or a total")),
    hand(do.total_row, lambda came: not came.added and bool(came.problems)),
    hand(put(("A1", "Due", None)), lambda came: came.taken == {"A1.due": None} and came.says("emptied")),
    hand(put(("A1", "Done", date(2027, 6, 1))), lambda came: came.says("in the future")),
    hand(put(("A1", "Due", date(2017, 3, 1))), asked("many years")),
    Played(plays.owners_return(put(("A1", "Delivery", "verified"))),
           lambda came: "A1.delivery" not in came.taken and came.says("other than its owner")),
    hand(do.person_row, lambda came: taken(came, P2__email="bob@example.org")),
    hand(typed("Due", "15/01/2027", "@"), quiet),
    hand(typed("Due", "15 Jan 2027", "@"), quiet),
    hand(do.curly, quiet),
    hand(put(("A1", "Title", "TASK number 1")), lambda came: taken(came, A1__title="TASK number 1")),
)  # fmt: skip
