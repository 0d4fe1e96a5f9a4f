"""What of a returned workbook is taken, what a rule refuses, and what a person is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from tracker.domain.plan.records import Kind
from tracker.errors import Conflict, UserError
from tracker.services.dates.extend import approve, ask, refuse
from tracker.services.evidence.evidence import review
from tracker.services.log.erase import erase
from tracker.services.log.undo import undo
from tracker.services.workbook.workbook import apply_merge, as_json, prefer


def messages(proposal: Any) -> list[str]:
    return [f"{one.cell}: {one.message}" for one in proposal.problems]


def copy_row(book: Workbook, sheet: str, source: int, target: int) -> None:
    ws = book[sheet]
    for at in range(1, ws.max_column + 1):
        ws.cell(target, at).value = ws.cell(source, at).value


# rows


def test_a_copied_row_with_its_ref_cleared_is_a_new_action(desktop: Any) -> None:
    def copy(book: Workbook) -> None:
        copy_row(book, "Actions", 3, 7)
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
        copy_row(book, "Actions", 3, 7)
        ws = book["Actions"]
        owner = next(cell.column for cell in ws[1] if cell.value == "Owner")
        ws["C7"].value, ws["D7"].value, ws.cell(7, owner).value = None, "Audit thirty more", "Quentin Marsh"
        where.append(f"Actions!{ws.cell(7, owner).coordinate}")

    proposal = desktop.plan(desktop.work(desktop.export(), add))
    assert [(one.title, one.cell) for one in proposal.added if one.kind is Kind.PERSON] == [("Quentin Marsh", where[0])]


def test_a_copied_row_that_says_something_else_is_a_conflict(desktop: Any) -> None:
    def copy(book: Workbook) -> None:
        copy_row(book, "Actions", 3, 7)
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
        copy_row(book, "Actions", 3, 7)
        book["Actions"]["D3"].value, book["Actions"]["D7"].value = "Audit forty", "Audit fifty"

    proposal = desktop.plan(desktop.work(desktop.export(), copy))
    assert proposal.conflicts[0].theirs == "Audit fifty"
    assert "Actions!D7: A copy of this row says something else (Actions!D3: Audit forty)." in messages(proposal)


def test_copies_that_say_the_same_are_taken_once(desktop: Any) -> None:
    def copy(book: Workbook) -> None:
        book["Actions"]["D3"].value = "Audit forty"
        copy_row(book, "Actions", 3, 7)

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


# fields


def test_a_reason_goes_with_its_forecast(desktop: Any) -> None:
    desktop.merge(desktop.edit(desktop.export(), A2_Forecast="red", **{"A2_Reason for forecast": "No auditors"}))
    assert (desktop.record("A2").forecast, desktop.record("A2").forecast_reason) == ("red", "No auditors")


def test_an_update_serves_as_the_reason_for_a_forecast(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Forecast="amber", **{"A2_New update": "Two auditors are ill."})
    desktop.merge(path)
    assert desktop.record("A2").forecast_reason == "Two auditors are ill."
    update = desktop.record("U2")
    assert (update.forecast, update.forecast_reason) == ("amber", "Two auditors are ill.")
    assert desktop.merge(path).nothing


def test_what_a_rule_refuses_does_not_hold_up_the_rest_of_the_row(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Forecast="red", A2_Title="Audit forty", A2_Due=dt.date(2024, 6, 1))
    proposal = desktop.plan(path)
    assert sorted(edit.place.name for edit in proposal.applied) == ["due", "title"]
    assert any("a forecast of red needs a reason" in message for message in messages(proposal))


def test_a_disputed_reason_does_not_make_its_forecast_fail(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A1_Forecast="red", **{"A1_Reason for forecast": "Lost a partner"})
    desktop.set("A1", forecast_reason="One agency still to sign")
    proposal = desktop.plan(path)
    assert [edit.place.name for edit in proposal.applied] == ["forecast"]
    assert [one.place.key for one in proposal.conflicts] == [("A1", "forecast_reason")]
    desktop.merge(path, {("A1", "forecast_reason"): "ours"})
    assert (desktop.record("A1").forecast, desktop.record("A1").forecast_reason) == ("red", "One agency still to sign")


def test_words_in_columns_of_the_tracker_are_not_taken_where_they_are_true_by_now(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"A2_Latest update": "12 Mar 2024, Improvement Lead: Half done."})
    from tracker.services.meetings.updates import add_update

    with desktop.store.begin() as uow:
        add_update(uow, desktop.act(), "A2", "Half done.")
    assert desktop.plan(path).problems == ()


def test_an_update_that_was_said_stays_as_it_was_said(desktop: Any) -> None:
    proposal = desktop.plan(desktop.edit(desktop.export(), U1_Update="Never shared."))
    assert proposal.nothing
    assert messages(proposal) == ["Updates!G2: U1 stays as it was said: put what is new into an empty row."]


def test_a_person_renamed_meanwhile_is_the_same_person(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A4_Owner="Head of Early Help")
    desktop.set("P1", name="Director of Early Help")
    proposal = desktop.plan(path)
    assert [(edit.place.ref, edit.now) for edit in proposal.applied] == [("A4", "Director of Early Help")]
    desktop.merge(path)
    assert desktop.count(Kind.PERSON) == 5
    assert desktop.record("A4").owner == desktop.record("P1").id


def test_a_former_name_of_an_agency_is_that_agency(desktop: Any) -> None:
    desktop.set("G3", aliases="CCG")
    desktop.merge(desktop.edit(desktop.export(), A4_Agency="ccg"))
    assert desktop.record("A4").agency == desktop.record("G3").id


def test_emptying_a_cell_empties_the_field(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A1_Owner=None, A2_Supporting=None, R1_Lead=None, A1_For=None)
    desktop.merge(path)
    assert (desktop.record("A1").owner, desktop.record("A2").supporting, desktop.record("A1").targets) == (None, (), ())


def test_a_decision_of_ones_own_may_be_a_name_a_date_or_nothing(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A4_Owner="Chief Nurse", A4_Start=dt.date(2024, 5, 1), A4_Description="One")
    desktop.set("A4", owner="Youth Justice Lead", start="2024-05-02", description="Two")
    decided = {("A4", "owner"): "Chief Constable", ("A4", "start"): dt.date(2024, 5, 3), ("A4", "description"): None}
    desktop.merge(path, decided)
    action = desktop.record("A4")
    assert (desktop.called(action.owner), action.start, action.description) == (
        "Chief Constable",
        dt.date(2024, 5, 3),
        None,
    )


def test_a_name_on_both_sides_is_shown_by_name(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A4_Owner="Chief Nurse")
    desktop.set("A4", owner="Youth Justice Lead")
    shown = as_json(desktop.plan(path), written=False)["conflicts"][0]
    assert (shown["base"], shown["ours"], shown["theirs"]) == (None, "Youth Justice Lead", "Chief Nurse")


def test_a_new_agency_among_several(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A4_Supporting="Probation; Police", A3_Supporting="Probation")
    shown = as_json(desktop.plan(path), written=False)["applied"]
    assert {(one["ref"], one["now"]) for one in shown} == {("A4", "Police; Probation"), ("A3", "Probation")}
    desktop.merge(path)
    assert sorted(desktop.called(one) for one in desktop.record("A4").supporting) == ["Police", "Probation"]
    assert desktop.count(Kind.AGENCY) == 5


def test_framework_tags_are_a_list_of_words(desktop: Any) -> None:
    from tracker.domain.plan.records import specs
    from tracker.domain.plan.snapshot import Snapshot
    from tracker.services.context import context_of
    from tracker.services.workbook.proposal import Draft
    from tracker.services.workbook.wanted_values import View, wish

    with desktop.store.begin() as uow:
        context = context_of(uow, desktop.act())
        view = View(context, Snapshot(context.snapshot.plan), dt.date(2024, 3, 12), Draft())
        spec = specs(Kind.RECOMMENDATION)["themes"]
        assert wish(view, Kind.RECOMMENDATION, spec, "health;  front door ") == ("health", "front door")


# agreed dates


def test_before_agreement_a_date_is_simply_changed(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"A+_Title": "Ask children"})
    desktop.merge(path)
    desktop.merge(desktop.edit(desktop.export("b.xlsx"), A6_Due=dt.date(2024, 8, 1)))
    assert desktop.record("A6").due == dt.date(2024, 8, 1)
    assert desktop.count(Kind.EXTENSION) == 2


def test_a_new_date_without_a_reason_is_asked_for_and_says_so(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Due=dt.date(2024, 6, 1))
    assert "without a reason" in messages(desktop.plan(path))[0]
    desktop.merge(path)
    assert desktop.record("X3").reason == "No reason was given in the workbook"
    assert desktop.record("X3").asked_by == "Improvement Lead"


@pytest.mark.parametrize("asked_since", [True, False])
def test_a_reason_that_comes_later_is_taken_into_the_request_that_waits(desktop: Any, asked_since: bool) -> None:
    sent = desktop.export("b.xlsx") if asked_since else None
    desktop.merge(desktop.edit(desktop.export(), A2_Due=dt.date(2024, 6, 1)))
    cells = {"A2_Due": dt.date(2024, 6, 1), "A2_Reason for new date": "Auditors are ill"}
    path = desktop.edit(sent or desktop.export("b.xlsx"), **cells)
    proposal = desktop.plan(path)
    assert (as_json(proposal, written=False)["applied"], proposal.problems) == (
        [{
            "ref": "X3", "field": "reason", "was": "No reason was given in the workbook", "now": "Auditors are ill",
            "cell": "Actions!J3",
        }],
        (),
    )  # fmt: skip
    desktop.merge(path)
    assert (desktop.record("X3").reason, desktop.record("X3").state) == ("Auditors are ill", "pending")
    assert desktop.count(Kind.EXTENSION) == 3


def test_a_reason_without_a_new_date_is_said(desktop: Any) -> None:
    proposal = desktop.plan(desktop.edit(desktop.export(), **{"A2_Reason for new date": "Too much to do"}))
    assert proposal.nothing
    assert messages(proposal) == ["Actions!J3: A2 gives a reason for a new date, but its date is as it was."]


def test_dates_that_cannot_be_asked_for(desktop: Any) -> None:
    with desktop.store.begin() as uow:
        ask(uow, desktop.act(), "A4", dt.date(2024, 7, 1), "Health is short of staff")
    path = desktop.edit(desktop.export(), A2_Due=None, A3_Due=dt.date(2024, 6, 1), A4_Due=dt.date(2024, 6, 1))
    proposal = desktop.plan(path)
    assert proposal.nothing
    assert [one.message for one in proposal.problems] == [
        "the agreed date of A2 cannot be emptied. The date is left unchanged.",
        "A3 is complete, so its deadline stays. The date is left unchanged.",
        "X3 of Improvement Lead already asks for 1 Jul 2024 and waits for approval. The date is left unchanged.",
    ]


@pytest.mark.parametrize("decision", ["approved", "refused", "pending"])
def test_a_date_asked_for_once_is_not_asked_for_again(desktop: Any, decision: str) -> None:
    cells = {"A2_Due": dt.date(2024, 6, 1), "A2_Reason for new date": "Auditors are ill"}
    path = desktop.edit(desktop.export(), **cells)
    desktop.merge(path)
    with desktop.store.begin() as uow:
        if decision == "approved":
            approve(uow, desktop.act("Board Chair"), "A2")
        elif decision == "refused":
            refuse(uow, desktop.act("Board Chair"), "A2", "Ask for help instead")
    again = desktop.plan(path)
    assert (again.nothing, again.problems) == (True, ())


def test_a_date_both_sides_moved_is_a_conflict_and_theirs_asks_for_an_extension(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"A2_Due": dt.date(2024, 6, 1), "A2_Reason for new date": "Ill"})
    with desktop.store.begin() as uow:
        ask(uow, desktop.act(), "A2", dt.date(2024, 5, 1), "Short of staff")
    with desktop.store.begin() as uow:
        approve(uow, desktop.act("Board Chair"), "A2")
    conflict = as_json(desktop.plan(path), written=False)["conflicts"]
    assert [(one["base"], one["ours"], one["theirs"]) for one in conflict] == [
        ("2024-03-01", "2024-05-01", "2024-06-01")
    ]
    with pytest.raises(UserError, match="cannot be emptied"):
        desktop.merge(path, {("A2", "due"): None})
    desktop.merge(path, {("A2", "due"): "1 Jul 2024"})
    assert (desktop.record("X4").new_due, desktop.record("X4").reason) == (dt.date(2024, 7, 1), "Ill")


# milestones


def test_milestones_are_answered_and_added_once(desktop: Any) -> None:
    def steps(book: Workbook) -> None:
        ws = book["Milestones"]
        at = {cell.value: cell.column for cell in ws[1]}
        ws.cell(2, at["Done"]).value = dt.date(2024, 3, 1)
        for heading, value in (("For", "A4"), ("Title", "Ask health"), ("Due", dt.date(2024, 3, 20))):
            ws.cell(3, at[heading]).value = value
        ws.cell(4, at["Title"]).value = "Of no action"

    path = desktop.work(desktop.export(), steps)
    assert messages(desktop.plan(path)) == ["Milestones!C4: This milestone lacks “For”: it is not taken."]
    desktop.merge(path)
    assert desktop.record("S1").done == dt.date(2024, 3, 1)
    assert (desktop.record("S2").title, desktop.record("S2").action) == ("Ask health", desktop.record("A4").id)
    assert desktop.merge(path).nothing


# measures


def test_new_readings_are_taken_once(desktop: Any) -> None:
    def read(value: Any, on: Any, row: int = 2) -> Any:
        def hand(book: Workbook) -> None:
            ws = book["Measures"]
            at = {cell.value: cell.column for cell in ws[1]}
            assert ws.cell(2, at["Latest reading"]).value == "52 (1 Feb 2024)"
            ws.cell(row, at["New reading"]).value, ws.cell(row, at["Read on"]).value = value, on

        return hand

    path = desktop.work(desktop.export(), read("61%", dt.date(2024, 3, 1)))
    assert [(one.title, one.target) for one in desktop.plan(path).added] == [("M1: 61 on 1 Mar 2024", "M1")]
    desktop.merge(path)
    point = desktop.record("D2")
    assert (point.measure, point.value, point.dated) == (desktop.record("M1").id, 61.0, dt.date(2024, 3, 1))
    assert desktop.merge(path).nothing
    undated = desktop.work(desktop.export("b.xlsx", afresh=True), _cleared)
    assert desktop.plan(undated).nothing
    for name, value, on, said in (
        ("c.xlsx", "many", None, "This reading is not taken"), ("d.xlsx", 60, dt.date(2024, 6, 1), "still to come"),
        ("e.xlsx", None, dt.date(2024, 3, 1), "without a reading"),
    ):  # fmt: skip
        sent = desktop.folder / name
        sent.write_bytes(path.read_bytes())
        proposal = desktop.plan(desktop.work(sent, read(value, on)))
        assert (proposal.nothing, said in proposal.problems[0].message) == (True, True)
    assert desktop.plan(desktop.work(path, read(70, None))).added[0].title == "M1: 70 on 12 Mar 2024"
    added = desktop.plan(desktop.work(path, lambda book: setattr(book["Measures"]["E3"], "value", "Another")))
    assert "A measure is added in the tracker: this row" in " ".join(messages(added))


def _cleared(_book: Workbook) -> None:
    """A workbook that was only saved again."""


# new rows


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
    desktop.work(path, lambda book: copy_row(book, "People", 8, 9))
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


def test_the_proposal_is_worked_out_again_where_the_plan_moved_on(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Title="Audit forty plans")
    proposal = desktop.plan(path)
    desktop.set("A3", priority="low")
    with desktop.store.begin() as uow:
        apply_merge(uow, desktop.act(), proposal)
    assert (desktop.record("A2").title, desktop.record("A3").priority) == ("Audit forty plans", "low")


def test_the_return_of_someone_who_is_gone_misses_nothing(desktop: Any) -> None:
    path = desktop.export(for_name="Police")
    desktop.work(path, lambda book: setattr(book.custom_doc_props["TrackerFor"], "value", "Nobody"))
    assert desktop.plan(path).missing == ()


def test_a_forecast_row_whose_reason_column_was_deleted(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), **{"U+_For": "A2", "U+_Update": "Half done.", "U+_Forecast": "green"})
    desktop.merge(desktop.work(path, lambda book: book["Updates"].delete_cols(9)))
    assert desktop.record("A2").forecast == "green"


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


def test_cells_as_they_are_read_aloud() -> None:
    from tracker.domain.workbook.cells import as_text

    assert [as_text(value) for value in (None, 3.0, 3.5, True, False, dt.date(2024, 3, 1), "x")] == [
        "", "3", "3.5", "yes", "no", "1 Mar 2024", "x",
    ]  # fmt: skip


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


def test_a_workbook_from_before_an_erasure_does_not_bring_the_words_back(desktop: Any) -> None:
    desktop.set("A2", description="About a child's name")
    path = desktop.export(afresh=True)
    with desktop.store.begin() as uow:
        erase(uow, desktop.act("Designated Nurse"), "A2", "Personal data")
    proposal = desktop.plan(path)
    assert (proposal.applied, proposal.conflicts, proposal.problems) == ((), (), ())
    edited = desktop.edit(path, A2_Priority="high")
    said = [one.message for one in desktop.plan(edited).problems]
    assert (
        "Description of A2 was erased for good after this workbook went out: what stands here is not taken. "
        "Type it in the plan if it is to stand there again." in said
    )
    edited = desktop.edit(path, A2_Description="About a child's name again", A2_Priority="high")
    desktop.merge(edited)
    assert (desktop.record("A2").description, desktop.record("A2").priority) == (None, "high")
    later = desktop.edit(desktop.export("later.xlsx", afresh=True), A2_Description="About nobody")
    desktop.merge(later)
    assert desktop.record("A2").description == "About nobody"


@pytest.mark.parametrize(
    ("ref", "field", "heading", "other"),
    [
        ("P1", "owner", "Owner", "P2"),
        ("G1", "agency", "Agency", "G2"),
        ("G2", "supporting", "Supporting", "G1"),
    ],
)
def test_a_name_that_was_erased_is_not_made_anew_by_an_older_workbook(
    desktop: Any, ref: str, field: str, heading: str, other: str
) -> None:
    """Its link columns still show the name, also where the sheet of people did not come with them."""
    desktop.set(ref, name="Ann Oldname")
    desktop.set("A1", **{field: ref})
    path = desktop.work(desktop.export(afresh=True), lambda book: book.remove(book["People"]))
    with desktop.store.begin() as uow:
        erase(uow, desktop.act("Designated Nurse"), ref, "Personal data", ["name"])
    edited = desktop.edit(path, **{"A1_Priority": "high", f"A4_{heading}": "Ann Oldname"})
    proposal = desktop.plan(edited)
    said = [line for line in messages(proposal) if "was erased for good after this workbook went out" in line]
    assert said
    assert all(line.startswith("Actions!") for line in said)
    assert "Ann Oldname" not in str([proposal.added, proposal.applied, proposal.problems])
    desktop.merge(edited)
    held = [one.name for kind in (Kind.PERSON, Kind.AGENCY) for one in desktop.store.snapshot().of(kind)]
    assert "Ann Oldname" not in held
    assert desktop.record("A1").priority == "high"
    desktop.merge(desktop.edit(path, **{f"A1_{heading}": other}))
    held_now = getattr(desktop.record("A1"), field)
    assert desktop.record(other).id in (held_now if isinstance(held_now, tuple) else (held_now,))


def test_closing_an_action_in_a_workbook_plans_its_checks(desktop: Any) -> None:
    path = desktop.edit(
        desktop.export(), A3_Delivery="closed", A3_So_what="Plans are clearer", A3_Reason_for_state="The board agreed"
    )
    number = desktop.merge(path).number
    checks = desktop.store.snapshot().of(Kind.VERIFICATION)
    assert [(one.months, one.due) for one in checks] == [
        (3, dt.date(2024, 4, 30)), (6, dt.date(2024, 7, 30)), (12, dt.date(2025, 1, 30)),
    ]  # fmt: skip
    assert number == desktop.store.snapshot().number


def test_a_name_that_nobody_can_see_is_not_taken(desktop: Any) -> None:
    proposal = desktop.plan(desktop.edit(desktop.export(), A1_Owner="\u200b"))
    assert (proposal.applied, proposal.added) == ((), ())
    said = "the name of a person needs at least one character that can be seen. It is left unchanged."
    assert [message.split(": ", 1)[1] for message in messages(proposal)] == [said]


def test_evidence_a_workbook_takes_off_a_closed_action_is_said(desktop: Any) -> None:
    with desktop.store.begin() as uow:
        review(uow, desktop.act("Board Chair"), "E1", accept=True)
    desktop.set("A3", impact="Plans are better")
    desktop.set("A3", delivery="closed")
    path = desktop.edit(desktop.export(), E1_For="A4")
    proposal = desktop.plan(path)
    said = "A3 is closed and has no accepted evidence any more: boards will see that."
    assert [message.split(": ", 1)[1] for message in messages(proposal)] == [said]
    assert [one.place.ref for one in proposal.applied] == ["E1"]
    assert messages(desktop.plan(desktop.edit(desktop.export(), E1_Refresh_by=dt.date(2024, 9, 1)))) == []


def test_actions_do_not_come_home_waiting_for_each_other(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A2_Waits_for="A3", A3_Waits_for="A2", A4_Waits_for="A2")
    proposal = desktop.plan(path)
    assert [one.place.ref for one in proposal.applied] == ["A2", "A4"]
    assert [one.message for one in proposal.problems] == ["A3 would in the end wait for itself. It is left unchanged."]
    desktop.merge(path)
    assert desktop.record("A3").waits_for == ()


def test_a_workbook_may_turn_a_link_round(desktop: Any) -> None:
    desktop.set("A2", waits_for="A1")
    path = desktop.edit(desktop.export(), A1_Waits_for="A2", A2_Waits_for=None)
    proposal = desktop.plan(path)
    emptied = ["Actions!AB3: “Waits for” of A2 is emptied."]
    assert (messages(proposal), [one.place.ref for one in proposal.applied]) == (emptied, ["A1", "A2"])
    desktop.merge(path)
    assert desktop.record("A1").waits_for == (desktop.record("A2").id,)
    assert desktop.record("A2").waits_for == ()


def test_a_link_that_is_turned_round_once_and_left_once_stays(desktop: Any) -> None:
    desktop.set("A2", waits_for="A1")
    path = desktop.edit(desktop.export(), A1_Waits_for="A2", A4_Waits_for="A1")
    proposal = desktop.plan(path)
    assert [one.message for one in proposal.problems] == ["A1 would in the end wait for itself. It is left unchanged."]
    desktop.merge(path)
    assert desktop.record("A1").waits_for == ()
    assert [desktop.record(ref).waits_for for ref in ("A2", "A4")] == [(desktop.record("A1").id,)] * 2


def test_what_falls_back_into_a_ring_is_left_too(desktop: Any) -> None:
    desktop.set("A3", waits_for="A1")
    path = desktop.edit(desktop.export(), A1_Waits_for="A3", A3_Waits_for="A4", A4_Waits_for="A3")
    proposal = desktop.plan(path)
    assert [one.place.ref for one in proposal.applied] == ["A1", "A3"]
    desktop.merge(path)
    assert desktop.record("A4").waits_for == ()


def test_a_decision_that_closes_a_ring_is_refused_and_nothing_written(desktop: Any) -> None:
    def copy(book: Workbook) -> None:
        copy_row(book, "Actions", 4, 7)
        ws = book["Actions"]
        waits = next(cell.column for cell in ws[1] if cell.value == "Waits for")
        ws.cell(3, waits).value, ws.cell(4, waits).value, ws.cell(7, waits).value = "A3", "A1", "A2"

    path = desktop.work(desktop.export(), copy)
    proposal = desktop.plan(path)
    number = desktop.store.snapshot().number
    assert [(one.place.ref, one.theirs) for one in proposal.conflicts] == [("A3", "A2")]
    with pytest.raises(UserError, match="would in the end wait for itself"):
        desktop.merge(path, prefer(proposal, "theirs"))
    assert desktop.store.snapshot().number == number
    desktop.merge(path, prefer(proposal, "ours"))
    assert desktop.record("A2").waits_for == (desktop.record("A3").id,)


def test_an_update_in_the_workbook_is_no_reason_to_close_without_evidence(desktop: Any) -> None:
    path = desktop.edit(
        desktop.export(), A3_Delivery="closed", A3_So_what="Plans are clearer", A3_New_update="All done now"
    )
    proposal = desktop.plan(path)
    assert any("cannot be closed yet" in one.message for one in proposal.problems)
    desktop.merge(path)
    action = desktop.record("A3")
    assert (action.delivery, action.delivery_reason) == ("complete", None)
    assert [one.text for one in desktop.store.snapshot().of(Kind.UPDATE)][-1] == "All done now"


def test_a_new_row_that_is_closed_needs_a_reason_of_its_own(desktop: Any) -> None:
    def add(book: Workbook) -> None:
        copy_row(book, "Actions", 3, 7)
        ws = book["Actions"]
        at = {cell.value: cell.column for cell in ws[1]}
        ws["C7"].value, ws["D7"].value = None, "Audit thirty more"
        ws.cell(7, at["Delivery"]).value, ws.cell(7, at["So what"]).value = "closed", "Better"
        ws.cell(7, at["New update"]).value = "Finished"

    path = desktop.work(desktop.export(), add)
    assert any("cannot be closed yet" in message for message in messages(desktop.plan(path)))
    desktop.merge(path)
    assert desktop.record("A6").delivery != "closed"


def test_a_recommendations_lead_comes_home_beside_an_actions_owner(desktop: Any) -> None:
    desktop.merge(desktop.edit(desktop.export(), R1_Lead="Board Chair", A2_Priority="high"))
    plan = desktop.store.snapshot()
    assert (plan.name_of(desktop.record("R1").owner), desktop.record("A2").priority) == ("Board Chair", "high")
