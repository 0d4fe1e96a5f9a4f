"""Rows of a returned workbook: which record each one is, and what of new ones is taken."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from support.returns import copy_cells, messages
from tracker.domain.plan.records import Kind
from tracker.errors import Conflict
from tracker.services.log.undo import undo
from tracker.services.workbook.workbook import as_json, prefer


def test_a_copied_row_with_its_ref_cleared_is_a_new_action(desktop: Any) -> None:
    def copy(book: Workbook) -> None:
        copy_cells(book, "Actions", 3, 7)
        book["Actions"]["C7"].value = None
        book["Actions"]["D7"].value = "Audit thirty more"

    path = desktop.work(desktop.export(), copy)
    proposal = desktop.plan(path)
    assert [one.title for one in proposal.added] == ["Audit thirty more"]
    assert (proposal.applied, proposal.problems) == ((), ())
    desktop.merge(path)
    assert (desktop.record("A2").title, desktop.record("A6").title) == ("Audit thirty plans", "Audit thirty more")
    assert desktop.merge(path).nothing


def test_a_new_person_in_a_new_row_is_told_at_the_cell_that_names_them(desktop: Any) -> None:
    where: list[str] = []

    def add(book: Workbook) -> None:
        copy_cells(book, "Actions", 3, 7)
        ws = book["Actions"]
        owner = next(cell.column for cell in ws[1] if cell.value == "Owner")
        ws["C7"].value, ws["D7"].value, ws.cell(7, owner).value = None, "Audit thirty more", "Quentin Marsh"
        where.append(f"Actions!{ws.cell(7, owner).coordinate}")

    proposal = desktop.plan(desktop.work(desktop.export(), add))
    assert [(one.title, one.cell) for one in proposal.added if one.kind is Kind.PERSON] == [("Quentin Marsh", where[0])]


def test_a_copied_row_that_says_something_else_is_a_conflict(desktop: Any) -> None:
    def copy(book: Workbook) -> None:
        copy_cells(book, "Actions", 3, 7)
        book["Actions"]["D7"].value = "Audit thirty more"

    path = desktop.work(desktop.export(), copy)
    proposal = desktop.plan(path)
    conflict = as_json(proposal, written=False)["conflicts"]
    assert [(one["ref"], one["field"], one["ours"], one["theirs"], one["cell"]) for one in conflict] == [
        ("A2", "title", "Audit thirty plans", "Audit thirty more", "Actions!D7")
    ]
    said = "A2 stands 2 times (Actions!C3, Actions!C7). If one of them is meant as a new record, clear its Ref."
    assert messages(proposal) == [f"Actions!C7: {said}"]
    with pytest.raises(Conflict):
        desktop.merge(path)
    desktop.merge(path, prefer(proposal, "theirs"))
    assert desktop.record("A2").title == "Audit thirty more"


def test_copies_that_both_say_something_new_name_each_other(desktop: Any) -> None:
    def copy(book: Workbook) -> None:
        copy_cells(book, "Actions", 3, 7)
        book["Actions"]["D3"].value, book["Actions"]["D7"].value = "Audit forty", "Audit fifty"

    proposal = desktop.plan(desktop.work(desktop.export(), copy))
    assert proposal.conflicts[0].theirs == "Audit fifty"
    assert "Actions!D7: A copy of this row says something else (Actions!D3: Audit forty)." in messages(proposal)


def test_copies_that_say_the_same_are_taken_once(desktop: Any) -> None:
    def copy(book: Workbook) -> None:
        book["Actions"]["D3"].value = "Audit forty"
        copy_cells(book, "Actions", 3, 7)

    proposal = desktop.plan(desktop.work(desktop.export(), copy))
    assert [edit.now for edit in proposal.applied] == ["Audit forty"]
    assert not proposal.conflicts


def test_ids_out_of_step_follow_the_visible_reference(desktop: Any) -> None:
    """Someone sorted the visible columns only."""

    def slip(book: Workbook) -> None:
        ws = book["Actions"]
        ws["A2"].value, ws["A3"].value = ws["A3"].value, ws["A2"].value

    proposal = desktop.plan(desktop.work(desktop.export(), slip))
    assert (proposal.nothing, proposal.missing) == (True, ())
    assert messages(proposal)[0] == "Actions!C2: This row's hidden number is that of A2: it is taken as A1, as it says."


def test_a_reference_typed_over_is_ignored_and_said(desktop: Any) -> None:
    path = desktop.work(desktop.export(), lambda book: setattr(book["Actions"]["C3"], "value", "A77"))
    proposal = desktop.plan(path)
    assert proposal.nothing
    assert "“A77” stood as A2" in messages(proposal)[0]


def test_a_row_from_another_workbook_is_not_taken(desktop: Any) -> None:
    def foreign(book: Workbook) -> None:
        ws = book["Actions"]
        ws["A7"].value, ws["D7"].value = "0174876e-81f6-7000-8000-00000000dead", "Not ours"

    proposal = desktop.plan(desktop.work(desktop.export(), foreign))
    assert proposal.nothing
    assert "was not in the workbook that went out" in messages(proposal)[0]


def test_a_new_row_that_names_its_own_reference_gets_another(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"A+_Ref": "A50", "A+_Title": "Ask children"})
    assert "There is no A50" in messages(desktop.plan(path))[0]
    desktop.merge(path)
    assert desktop.record("A6").title == "Ask children"
    assert desktop.record("A50") is None


def test_what_is_said_of_a_record_that_was_taken_out_is_said(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"A+_Title": "Ask children"})
    desktop.merge(path)
    later = desktop.edit(desktop.export("b.xlsx"), **{"A6_Title": "Ask them", "A6_New update": "Asked."})
    untouched = desktop.export("c.xlsx")
    with desktop.store.begin() as uow:
        undo(uow, desktop.act())
    assert "A6 is not in the plan any more" in messages(desktop.plan(later))[0]
    assert desktop.plan(later).nothing
    assert (desktop.plan(untouched).problems, desktop.plan(untouched).missing) == ((), ())


def test_new_rows_that_lack_what_they_need(desktop: Any) -> None:
    cells = {
        "A+_Description": "No title", "U+_Update": "About nothing", "U++_For": "A2", "E+_Link": "https://example.org/x",
        "E+_For": "A2", "P+_Role": "Nobody", "R+_Inspectors' words": "Invented",
    }  # fmt: skip
    proposal = desktop.plan(desktop.edit(desktop.export(), **cells))
    assert proposal.nothing
    assert sorted(message.split(": ", 1)[1] for message in messages(proposal)) == [
        "A person needs a name: this row is not taken.",
        "A recommendation is added in the tracker, from its report: this row is not taken.",
        "An action needs a title: this row is not taken.",
        "This evidence lacks “Kind”, “What it shows”: it is not taken. Files are attached in the app.",
        "This update lacks its text: it is not taken.",
        "This update lacks what it is about, under “For”: it is not taken.",
    ]


def test_what_a_rule_refuses_of_a_new_action_is_left_out(desktop: Any) -> None:
    cells = {
        "A+_Title": "Ask children", "A+_Done": dt.date(2030, 1, 1), "A+_Forecast": "red", "A+_Start": "soon",
        "A+_Overdue": "overdue", "A+_Priority": "high", "A+_Delivery": "in progress",
    }  # fmt: skip
    path = desktop.edit(desktop.export(), **cells)
    proposal = desktop.plan(path)
    assert dict(proposal.added[0].fields) == {"title": "Ask children", "priority": "high", "delivery": "in progress"}
    said = " ".join(messages(proposal))
    for words in ("in the future", "needs a reason", "It is left empty", "filled by the tracker"):
        assert words in said
    desktop.merge(path)
    assert desktop.record("A6").forecast is None
    assert desktop.merge(path).nothing


def test_two_new_actions_of_one_name_are_two(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"A+_Title": "Ask children", "A++_Title": "Ask children"})
    desktop.edit(path, **{"A++_Owner": "Chief Nurse", "A+_New update": "Asked two."})
    desktop.merge(path)
    assert [desktop.record(ref).position for ref in ("A6", "A7")] == [6, 7]
    assert desktop.called(desktop.record("A7").owner) == "Chief Nurse"
    assert desktop.merge(path).nothing


def test_an_update_typed_later_beside_an_action_that_came_already_is_taken(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"A+_Title": "Ask children"})
    desktop.merge(path)
    desktop.merge(desktop.edit(path, **{"A+_New update": "Asked two."}))
    assert desktop.count(Kind.ACTION) == 6
    assert [update.text for update in desktop.store.snapshot().updates_for(desktop.record("A6").id)] == ["Asked two."]


def test_a_new_update_row_with_author_and_forecast(desktop: Any) -> None:
    cells = {
        "U+_For": "A2", "U+_By": "Detective Inspector", "U+_Update": "Half done.", "U+_Forecast": "red",
        "U+_Reason": "Behind", "U++_For": "R2", "U++_Update": "On the agenda.", "U++_Forecast": "green",
    }  # fmt: skip
    path = desktop.edit(desktop.export(), **cells)
    proposal = desktop.plan(path)
    assert messages(proposal) == ["Updates!H4: The forecast is not taken: only an action has a forecast."]
    desktop.merge(path)
    update = desktop.record("U2")
    assert (update.author, update.text, update.forecast) == ("Detective Inspector", "Half done.", "red")
    assert (desktop.record("A2").forecast, desktop.record("A2").forecast_reason) == ("red", "Behind")
    assert desktop.record("U3").target == desktop.record("R2").id
    assert desktop.merge(path).nothing


def test_a_forecast_with_an_update_needs_its_reason(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"U+_For": "A2", "U+_Update": "Half done.", "U+_Forecast": "amber"})
    proposal = desktop.plan(path)
    assert messages(proposal) == ["Updates!H3: The forecast is not taken: a forecast of amber needs a reason."]
    assert [one.kind for one in proposal.added] == [Kind.UPDATE]
    assert proposal.applied == ()


def test_an_update_row_may_be_about_an_action_added_since(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"U+_For": "A6", "U+_Update": "Begun.", "U+_Forecast": "green"})
    desktop.merge(desktop.edit(desktop.export("b.xlsx"), **{"A+_Title": "Ask children"}))
    desktop.merge(path)
    assert desktop.record("A6").forecast == "green"


def test_the_same_words_twice_are_said_once(desktop: Any) -> None:
    cells = {"U+_For": "A2", "U+_Update": "Half done.", "A2_New update": "Half done. "}
    desktop.merge(desktop.edit(desktop.export(), **cells))
    assert len(desktop.store.snapshot().updates_for(desktop.record("A2").id)) == 1


def test_a_link_becomes_evidence_once(desktop: Any) -> None:
    cells = {
        "E+_For": "A2 R1", "E+_Kind": "Dip sample", "E+_What it shows": "Ten read", "E+_Link": "https://example.org/dip",
        "E+_Dated": "1 Mar 2024", "E++_For": "A2", "E++_Kind": "Dip sample", "E++_What it shows": "x",
        "E++_Link": "search-ms:dip",
    }  # fmt: skip
    path = desktop.edit(desktop.export(for_name="Police"), **cells)
    assert "“search-ms:dip” is not a link: this evidence is not taken." in messages(desktop.plan(path))[0]
    desktop.merge(path)
    item = desktop.record("E2")
    assert (item.added_by, item.url, item.dated) == ("Police", "https://example.org/dip", dt.date(2024, 3, 1))
    assert desktop.store.snapshot().refs_of(item.targets) == ("A2", "R1")
    assert desktop.merge(path).nothing


def test_people_are_added_with_their_roles_and_owners_typed_elsewhere_are_they(desktop: Any) -> None:
    cells = {
        "P+_Name": "Chief Nurse", "P+_Role": "Nurse", "P+_Agency": "Hospital Trust", "A4_Owner": "Chief Nurse",
        "P++_Name": "youth justice lead",
    }  # fmt: skip
    path = desktop.edit(desktop.export(), **cells)
    assert desktop.plan(path).problems == ()
    desktop.merge(path)
    person = desktop.record("P6")
    assert (person.role, desktop.called(person.agency)) == ("Nurse", "Hospital Trust")
    assert desktop.record("A4").owner == person.id
    assert desktop.count(Kind.PERSON) == 6
    assert desktop.merge(path).nothing


def test_a_person_who_is_there_already_is_not_added_again(desktop: Any) -> None:
    cells = {"P+_Name": "Youth Justice Lead", "P+_Role": "Somebody else", "P++_Name": "Chief Nurse"}
    path = desktop.edit(desktop.export(), **cells)
    desktop.work(path, lambda book: copy_cells(book, "People", 8, 9))
    proposal = desktop.plan(path)
    assert [one.title for one in proposal.added] == ["Chief Nurse"]
    assert [one.message for one in proposal.problems] == [
        "Youth Justice Lead is in the plan already: change the row that is there.",
        "Chief Nurse is in the plan already: change the row that is there.",
    ]


def test_a_new_update_without_news_in_its_row_is_news(desktop: Any) -> None:
    proposal = desktop.plan(desktop.edit(desktop.export(), **{"A2_New update": "Half done."}))
    assert proposal.unchanged == 20
    assert not proposal.nothing


def test_an_action_added_in_the_app_meanwhile_is_another_one(desktop: Any) -> None:
    from tracker.services.records.editing import add

    path = desktop.edit(desktop.export(), **{"A+_Title": "Ask children"})
    with desktop.store.begin() as uow:
        add(uow, desktop.act(), Kind.ACTION, {"title": "Ask parents"})
    desktop.merge(path)
    assert [desktop.record(ref).title for ref in ("A6", "A7")] == ["Ask parents", "Ask children"]
    assert desktop.merge(path).nothing


def test_notes_in_a_column_of_ones_own_below_the_list_make_no_row(desktop: Any) -> None:
    def jot(book: Workbook) -> None:
        ws = book["Actions"]
        ws["AZ1"].value, ws["AZ20"].value = "Notes", "Ring her"

    assert desktop.plan(desktop.work(desktop.export(), jot)).nothing


def test_new_names_are_said_beforehand_so_that_a_slip_is_seen(desktop: Any) -> None:
    cells = {
        "A2_Owner": "Chief Nurse", "A4_Owner": "chief nurse", "A4_Supporting": "Probation; Police", "A+_Title": "Ask",
        "A+_Accountable": "Director", "P+_Name": "Scrutineer", "P+_Agency": "Probation",
    }  # fmt: skip
    path = desktop.edit(desktop.export(), **cells)
    added = as_json(desktop.plan(path), written=False)["added"]
    assert [(one["kind"], one["title"], one["cell"]) for one in added] == [
        ("action", "Ask", "Actions!C7"), ("person", "Scrutineer", "People!C7"), ("person", "Chief Nurse", "Actions!N3"),
        ("agency", "Probation", "Actions!T5"), ("person", "Director", "Actions!S7"),
    ]  # fmt: skip
    desktop.merge(path)
    assert (desktop.count(Kind.PERSON), desktop.count(Kind.AGENCY)) == (8, 5)
    assert desktop.merge(path).nothing


def test_a_name_that_nobody_can_see_is_not_taken(desktop: Any) -> None:
    proposal = desktop.plan(desktop.edit(desktop.export(), A1_Owner="\u200b"))
    assert (proposal.applied, proposal.added) == ((), ())
    said = "the name of a person needs at least one letter or digit. It is left unchanged."
    assert [message.split(": ", 1)[1] for message in messages(proposal)] == [said]


def test_a_new_row_that_is_closed_needs_a_reason_of_its_own(desktop: Any) -> None:
    def add(book: Workbook) -> None:
        copy_cells(book, "Actions", 3, 7)
        ws = book["Actions"]
        at = {cell.value: cell.column for cell in ws[1]}
        ws["C7"].value, ws["D7"].value = None, "Audit thirty more"
        ws.cell(7, at["Delivery"]).value, ws.cell(7, at["So what"]).value = "closed", "Better"
        ws.cell(7, at["New update"]).value = "Finished"

    path = desktop.work(desktop.export(), add)
    assert any("cannot be closed yet" in message for message in messages(desktop.plan(path)))
    desktop.merge(path)
    assert desktop.record("A6").delivery != "closed"
