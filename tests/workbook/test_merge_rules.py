"""Fields of a returned workbook: what of them is taken, what a rule refuses, and what a person is told."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from openpyxl.workbook import Workbook

from support.returns import copy_cells, messages
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.evidence.evidence import review
from tracker.services.log.erase import erase
from tracker.services.workbook.workbook import apply_merge, as_json, prefer


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


def test_cells_as_they_are_read_aloud() -> None:
    from tracker.domain.workbook.cells import as_text

    assert [as_text(value) for value in (None, 3.0, 3.5, True, False, dt.date(2024, 3, 1), "x")] == [
        "", "3", "3.5", "yes", "no", "1 Mar 2024", "x",
    ]  # fmt: skip


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
        copy_cells(book, "Actions", 4, 7)
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


def test_a_recommendations_lead_comes_home_beside_an_actions_owner(desktop: Any) -> None:
    desktop.merge(desktop.edit(desktop.export(), R1_Lead="Board Chair", A2_Priority="high"))
    plan = desktop.store.snapshot()
    assert (plan.name_of(desktop.record("R1").owner), desktop.record("A2").priority) == ("Board Chair", "high")


def test_a_conflict_may_be_decided_by_emptying_the_cell_where_that_may_be(desktop: Any) -> None:
    path = desktop.edit(desktop.export(), A1_Title="Agree one framework", A1_Priority="high")
    desktop.set("A1", title="Agree a framework", priority="low")
    keys = {one.place.external: one.place.key for one in desktop.plan(path).conflicts}
    with pytest.raises(UserError):
        desktop.merge(path, {keys["priority"]: None, keys["title"]: None})
    desktop.merge(path, {keys["priority"]: None, keys["title"]: "ours"})
    assert (desktop.record("A1").priority, desktop.record("A1").title) == (None, "Agree a framework")
