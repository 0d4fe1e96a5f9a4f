import json
from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_reading
from support.team import CHAIR, LEAD, Team
from tracker.domain.plan.external import columns
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.evidence.evidence import review
from tracker.services.plan.seed import seed
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import add
from tracker.services.records.listing import changesets, found, rows, show

TODAY = date(2024, 3, 12)


def listed(uow: UnitOfWork, _act: Act) -> list[dict[str, object]]:
    return changesets(uow)


def test_rows_are_the_records_that_pass(team: Team) -> None:
    assert [row["ref"] for row in rows(team.now, Kind.ACTION, "overdue", today=TODAY)] == ["A2"]
    assert [row["ref"] for row in rows(team.now, Kind.ACTION, "mine", today=TODAY, who="designated nurse")] == ["A3"]
    assert len(rows(team.now, Kind.RECOMMENDATION, today=TODAY)) == 6
    assert [record.ref for record in found(team.now, Kind.ACTION, "slipped twice", today=TODAY)] == ["A1"]
    with pytest.raises(UserError, match="does not know"):
        rows(team.now, Kind.ACTION, "nonsense", today=TODAY)


def test_the_reporting_day_stands_in_for_today(team: Team) -> None:
    later = rows(team.now, Kind.ACTION, "overdue", today=date(2024, 4, 3))
    assert [row["ref"] for row in later] == ["A2", "A4"]


def test_every_kind_is_listed_as_plain_json(team: Team) -> None:
    for kind in Kind:
        listed = rows(team.now, kind, today=TODAY)
        assert json.loads(json.dumps(listed)) == listed
        assert set(KINDS[kind].columns) <= set(columns(kind))


def test_changesets_are_listed_with_who_and_when(team: Team) -> None:
    told = team.do(LEAD, listed)
    assert [(row["number"], row["who"], row["verb"]) for row in told] == [(1, LEAD, "new"), (2, LEAD, "seed")]
    assert told[0]["at"] == "2024-03-12T09:00:00+00:00"
    assert json.loads(json.dumps(told)) == told


def test_an_action_is_shown_with_all_that_hangs_on_it(team: Team) -> None:
    shown = team.do(LEAD, show, "a1")
    assert shown["ref"] == "A1"
    assert [one["ref"] for one in shown["updates"]] == ["U1"]
    assert [one["state"] for one in shown["extensions"]] == ["approved", "approved"]
    assert [one["ref"] for one in shown["milestones"]] == ["S1"]
    assert shown["evidence"] == []
    assert shown["sufficiency"] == {"level": "none", "reasons": ["No evidence yet."]}
    assert "what will be different" in shown["pointers"][0]
    assert shown["slippage"] == "2nd extension, +90 days"
    assert shown["history"][0]["verb"] == "seed"
    assert json.loads(json.dumps(shown)) == shown


def test_the_evidence_of_an_action_is_weighed(team: Team) -> None:
    team.do(CHAIR, review, "E1", accept=True)
    shown = team.do(LEAD, show, "A3")
    assert shown["sufficiency"]["level"] == "fair"
    assert [one["ref"] for one in shown["evidence"]] == ["E1"]
    assert shown["evidence"][0]["reviewed_by"] == CHAIR
    assert shown["slippage"] is None


def test_a_recommendation_is_shown_with_actions_measures_and_the_evidence_of_both(team: Team) -> None:
    shown = team.do(LEAD, show, "R1")
    assert [one["ref"] for one in shown["actions"]] == ["A1", "A2"]
    assert shown["measures"][0]["points"][0]["value"] == 52.0
    assert team.do(LEAD, show, "R2")["sufficiency"]["level"] == "fair"


def test_other_records_are_shown_with_what_is_theirs(team: Team) -> None:
    team.do(CHAIR, add, Kind.CHALLENGE, {"question": "What changed?", "meeting": "T1"})
    assert team.do(LEAD, show, "T1")["challenges"][0]["ref"] == "C1"
    assert team.do(LEAD, show, "M1")["points"][0]["ref"] == "D1"
    assert team.do(LEAD, show, "P1")["name"] == "Head of Early Help"
    assert team.do(LEAD, show, "")["title"] == "Response to the joint inspection"
    with pytest.raises(UserError, match="there is no A99"):
        team.do(LEAD, show, "A99")


def test_an_inspection_shows_its_clock(team: Team) -> None:
    clock = team.do(LEAD, show, "I1")["deadlines"][0]
    assert (clock["stated"], clock["computed"]) == ("2024-03-09", "2024-03-12")
    assert clock["working_day_before"] == "2024-03-08"
    assert "Saturday" in clock["warnings"][0]


def test_priority_actions_set_the_clock_of_a_focused_visit(starters: Team) -> None:
    items = (replace(a_reading().recommendations[0], kind="area for priority action"),)
    reading = a_reading(document_type="ILACS focused visit", recommendations=items, respond_by=None)
    starters.do(LEAD, seed, reading, b"visit", "visit.pdf")
    said = [clock["what"] for clock in starters.do(LEAD, show, "I1")["deadlines"]]
    assert said == ["final action plan", "draft action plan"]
