import json
from datetime import date

from support.builders import a_plan_store, an_id, put_into
from tracker.domain.plan import external
from tracker.domain.plan.records import Kind, Verification

TODAY = date(2024, 3, 12)
SNAPSHOT = a_plan_store().snapshot()
PROMISED = {
    Kind.RECOMMENDATION: "ref kind text page paragraph theme national_framework responsible_body timescale inspection",
    Kind.FINDING: "ref kind text page paragraph theme national_framework inspection",
    Kind.ACTION: "ref for title description owner accountable agency supporting start due original_due forecast_due "
    "done delivery forecast forecast_reason assurance priority success_measure evidence_needed overdue times_moved "
    "days_slipped",
    Kind.EVIDENCE: "ref for kind shows dated added_by reviewed_by review refresh_by file url sha256",
}


def test_every_promised_name_stands_in_every_row() -> None:
    for kind, names in PROMISED.items():
        for record in SNAPSHOT.of(kind):
            assert set(names.split()) <= set(external.row(SNAPSHOT, record, TODAY))


def test_a_row_of_any_kind_is_plain_json() -> None:
    for kind in Kind:
        for record in SNAPSHOT.of(kind):
            row = external.row(SNAPSHOT, record, TODAY)
            assert json.loads(json.dumps(row)) == row
            assert set(row) == set(external.columns(kind))


def test_links_are_references_and_people_names() -> None:
    row = external.row(SNAPSHOT, SNAPSHOT.actions[1], TODAY)
    assert row["for"] == ["R1", "R2"]
    assert row["owner"] == "Detective Superintendent"
    assert row["supporting"] == ["Children's Services"]
    assert external.row(SNAPSHOT, SNAPSHOT.recommendations[0], TODAY)["inspection"] == "I1"
    assert external.row(SNAPSHOT, SNAPSHOT.of(Kind.MILESTONE)[0], TODAY)["for"] == "A1"


def test_what_is_computed_agrees_with_the_rules() -> None:
    slipped, late = (external.row(SNAPSHOT, action, TODAY) for action in SNAPSHOT.actions[:2])
    assert (slipped["times_moved"], slipped["days_slipped"], slipped["overdue"]) == (2, 90, False)
    assert slipped["late_against_original"] is True
    assert (late["overdue"], late["quiet"], late["status"]) == (True, True, "Overdue")
    assert late["pending_due"] is None


def test_a_recommendation_is_told_by_its_actions() -> None:
    row = external.row(SNAPSHOT, SNAPSHOT.recommendations[1], TODAY)
    assert (row["status"], row["progress"], row["assurance"], row["overdue"]) == ("Overdue", "1/2", "none", True)
    assert row["actions"] == ["A2", "A3"]


def test_dates_are_iso_and_nothing_is_null() -> None:
    row = external.row(SNAPSHOT, SNAPSHOT.actions[3], TODAY)
    assert row["due"] == "2024-04-02"
    assert row["owner"] is None
    assert external.plain("") is None


def test_milestones_and_checks_can_be_late() -> None:
    store = a_plan_store()
    check = Verification(id=an_id(900), ref="V1", action=an_id(503), due=date(2024, 3, 1))
    put_into(store, (check,))
    snapshot = store.snapshot()
    assert external.row(snapshot, snapshot.of(Kind.MILESTONE)[0], TODAY)["overdue"] is True
    assert external.row(snapshot, snapshot.of(Kind.VERIFICATION)[0], TODAY)["overdue"] is True
