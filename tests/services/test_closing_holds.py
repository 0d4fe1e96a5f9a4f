"""A closed action stands on accepted evidence and a so-what, or on a reason: no later step takes these from it."""

import pytest

from support.team import CHAIR, LEAD, NURSE, Team
from tracker.errors import Conflict, UserError
from tracker.services.evidence import About, attach_link, review, withdraw_review
from tracker.services.records import set_fields
from tracker.services.undo import redo, undo


def proved_and_closed(team: Team) -> str:
    """A1, closed by the lead with evidence of the lead's that the chair accepted; the evidence's reference."""
    about = About("Case-file audit", "Plans say what must change")
    evidence = team.do(LEAD, attach_link, ["A1"], "https://example.org/audit", about=about).refs[0]
    team.do(CHAIR, review, evidence, accept=True)
    team.do(LEAD, set_fields, ["A1"], {"delivery": "complete", "impact": "Plans are better"})
    team.do(LEAD, set_fields, ["A1"], {"delivery": "closed"})
    return evidence


def test_a_closing_whose_evidence_was_withdrawn_is_not_brought_back(team: Team) -> None:
    evidence = proved_and_closed(team)
    team.do(LEAD, undo)
    team.do(CHAIR, withdraw_review, evidence, "It is last year's audit")

    with pytest.raises(Conflict, match=r"A1 is not closed again: it lacks evidence that someone else accepted"):
        team.do(LEAD, redo)
    assert team.get("A1").delivery == "complete"


def test_a_closing_that_still_stands_up_is_brought_back(team: Team) -> None:
    proved_and_closed(team)
    team.do(LEAD, undo)
    team.do(LEAD, redo)
    assert team.get("A1").delivery == "closed"


def test_another_edit_is_brought_back_whatever_became_of_the_evidence(team: Team) -> None:
    evidence = proved_and_closed(team)
    team.do(LEAD, set_fields, ["A1"], {"priority": "low"})
    team.do(LEAD, undo)
    team.do(CHAIR, withdraw_review, evidence, "It is last year's audit")
    team.do(LEAD, redo)
    assert team.get("A1").priority == "low"


def test_a_closing_with_a_reason_is_brought_back_with_it(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"delivery": "closed"}, reason="The service has ended")
    team.do(LEAD, undo)
    team.do(LEAD, redo)
    assert team.get("A1").delivery_reason == "The service has ended"


def test_an_action_closed_regardless_keeps_its_reason(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"delivery": "closed"}, reason="The service has ended")

    with pytest.raises(UserError, match="A1 is closed, and would lack evidence that someone else accepted"):
        team.do(NURSE, set_fields, ["A1"], {"delivery_reason": ""})
    team.do(NURSE, set_fields, ["A1"], {"delivery_reason": "The service ended in March"})
    assert team.get("A1").delivery_reason == "The service ended in March"


def test_a_closed_action_keeps_what_came_of_it(team: Team) -> None:
    proved_and_closed(team)

    with pytest.raises(UserError, match="A1 is closed, and would lack its impact"):
        team.do(NURSE, set_fields, ["A1"], {"impact": ""})
    team.do(NURSE, set_fields, ["A1"], {"priority": "low"})
    assert team.get("A1").impact == "Plans are better"
