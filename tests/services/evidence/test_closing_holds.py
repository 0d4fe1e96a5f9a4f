"""A closed action stands on accepted evidence and a so-what, or on a reason: no later step takes these from it."""

from datetime import date

import pytest

from support.team import CHAIR, LEAD, NURSE, Team
from tracker.domain.board.board import board_data
from tracker.errors import Conflict, UserError
from tracker.services.evidence.evidence import About, attach_file, attach_link, review, withdraw_review
from tracker.services.log.erase import erase
from tracker.services.log.undo import redo, undo
from tracker.services.records.editing import set_fields


def proved(team: Team) -> str:
    """A1, complete, with evidence of the lead's that the chair accepted; the evidence's reference."""
    about = About("Case-file audit", "Plans say what must change")
    evidence = team.do(LEAD, attach_link, ["A1"], "https://example.org/audit", about=about).refs[0]
    team.do(CHAIR, review, evidence, accept=True)
    team.do(LEAD, set_fields, ["A1"], {"delivery": "complete", "impact": "Plans are better"})
    return evidence


def proved_and_closed(team: Team) -> str:
    """A1, closed by the lead on such evidence; its reference."""
    evidence = proved(team)
    team.do(LEAD, set_fields, ["A1"], {"delivery": "closed"})
    return evidence


def test_a_closing_whose_evidence_was_withdrawn_is_not_brought_back(team: Team) -> None:
    evidence = proved_and_closed(team)
    team.do(LEAD, undo)
    team.do(CHAIR, withdraw_review, evidence, "It is last year's audit")

    with pytest.raises(Conflict, match=r"A1 cannot be closed yet: it lacks evidence that someone else accepted"):
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

    with pytest.raises(UserError, match="A1 is closed, and lacks evidence that someone else accepted"):
        team.do(NURSE, set_fields, ["A1"], {"delivery_reason": ""})
    team.do(NURSE, set_fields, ["A1"], {"delivery_reason": "The service ended in March"})
    assert team.get("A1").delivery_reason == "The service ended in March"


def test_a_closed_action_keeps_what_came_of_it(team: Team) -> None:
    proved_and_closed(team)

    with pytest.raises(UserError, match="A1 is closed, and lacks its impact"):
        team.do(NURSE, set_fields, ["A1"], {"impact": ""})
    team.do(NURSE, set_fields, ["A1"], {"priority": "low"})
    assert team.get("A1").impact == "Plans are better"


def test_closing_on_evidence_that_is_out_of_date_or_was_replaced_is_refused(team: Team) -> None:
    evidence = proved(team)
    team.do(LEAD, set_fields, [evidence], {"refresh_by": "2024-03-11"})
    for _ in range(2):
        with pytest.raises(UserError, match="A1 cannot be closed yet: it lacks evidence that someone else accepted"):
            team.do(LEAD, set_fields, ["A1"], {"delivery": "closed"})
        team.do(LEAD, set_fields, [evidence], {"refresh_by": ""})
        about = About("Case-file audit", "Plans again", replaces=evidence)
        team.do(LEAD, attach_link, ["A1"], "https://example.org/newer", about=about)
    team.do(CHAIR, review, "E3", accept=True)
    team.do(CHAIR, review, "E4", accept=True)
    team.do(LEAD, set_fields, ["A1"], {"delivery": "closed"})


def test_closing_on_a_file_that_was_erased_is_refused_wherever_it_stood(team: Team) -> None:
    about = About("Case-file audit", "Plans say what must change")
    for ref in ("A1", "A4"):
        evidence = team.do(LEAD, attach_file, [ref], b"an audit", "audit.txt", about=about).refs[0]
        team.do(CHAIR, review, evidence, accept=True)
        team.do(LEAD, set_fields, [ref], {"delivery": "complete", "impact": "Plans are better"})
    team.do(CHAIR, erase, "E2", "It names a child")
    assert (team.get("E2").file, team.get("E3").file, team.get("E3").shows) == (None, None, about.shows)
    for ref in ("A1", "A4"):
        with pytest.raises(UserError, match=f"{ref} cannot be closed yet: it lacks evidence that someone else"):
            team.do(LEAD, set_fields, [ref], {"delivery": "closed"})


def test_what_was_closed_stays_closed_and_shows_once_its_evidence_is_out_of_date(team: Team) -> None:
    evidence = proved_and_closed(team)
    assert board_data(team.now, team.clock.today()).figure("closed unproved").refs == ()
    team.do(LEAD, set_fields, [evidence], {"refresh_by": "2024-03-31"})
    assert board_data(team.now, date(2024, 4, 1)).figure("closed unproved").refs == ("A1",)


def test_what_is_closed_with_evidence_and_no_impact_stands_under_a_true_heading(team: Team) -> None:
    proved(team)
    team.do(LEAD, set_fields, ["A1"], {"impact": ""})
    team.do(LEAD, set_fields, ["A1"], {"delivery": "closed"}, reason="The service has ended")
    figure = board_data(team.now, team.clock.today()).figure("closed unproved")
    assert (figure.refs, figure.label) == (("A1",), "Closed with something lacking")
    assert "accepted evidence or what came of it is missing" in figure.meaning


# Versions


def versions(team: Team, count: int = 3) -> list[str]:
    about = About("Case-file audit", "Plans say what must change")
    return [team.do(LEAD, attach_link, ["A4"], f"https://example.org/{n}", about=about).refs[0] for n in range(count)]


def test_evidence_does_not_replace_itself_in_the_end(team: Team) -> None:
    first, second, third = versions(team)
    with pytest.raises(UserError, match=f"{first} cannot be linked to itself"):
        team.do(LEAD, set_fields, [first], {"replaces": first})
    team.do(LEAD, set_fields, [second], {"replaces": first})
    team.do(LEAD, set_fields, [third], {"replaces": second})
    with pytest.raises(UserError, match=f"{first} would be replaced by what it replaces itself"):
        team.do(LEAD, set_fields, [first], {"replaces": third})
    with pytest.raises(UserError, match="would be replaced by what it replaces itself"):
        team.do(LEAD, set_fields, [first, second], {"replaces": third})


def test_nor_by_walking_back_or_forth(team: Team) -> None:
    first, second, _third = versions(team)
    team.do(LEAD, set_fields, [second], {"replaces": first})
    team.do(LEAD, undo)
    team.do(CHAIR, set_fields, [first], {"replaces": second})
    with pytest.raises(UserError, match="would be replaced by what it replaces itself"):
        team.do(LEAD, redo)


# What a closed action was closed on, taken from it later, is said

LOST = "A1 is closed and has no accepted evidence any more: boards will see that"


@pytest.mark.parametrize(
    "fields",
    [{"for": "A4"}, {"for": "R1"}, {"url": ""}, {"shows": "Something else"}, {"refresh_by": "2024-03-01"}],
    ids=str,
)
def test_evidence_taken_off_a_closed_action_is_said(team: Team, fields: dict[str, str]) -> None:
    evidence = proved_and_closed(team)
    assert LOST in team.do(NURSE, set_fields, [evidence], fields).warnings
    assert team.get("A1").delivery == "closed"
    assert team.do(NURSE, set_fields, [evidence], {"kind": "Dip sample"}).warnings == ()


def test_so_is_a_review_taken_back_or_evidence_replaced_or_erased(team: Team) -> None:
    evidence = proved_and_closed(team)
    assert team.do(CHAIR, withdraw_review, evidence, "It is last year's audit").warnings == (LOST,)
    team.do(CHAIR, review, evidence, accept=True)
    assert team.do(CHAIR, review, evidence, accept=False, note="It is last year's audit").warnings == (LOST,)
    team.do(CHAIR, review, evidence, accept=True)
    newer = About("Case-file audit", "Plans again", replaces=evidence)
    assert team.do(LEAD, attach_link, ["A1"], "https://example.org/newer", about=newer).warnings == (LOST,)
    team.do(LEAD, undo)
    assert LOST in team.do(CHAIR, erase, evidence, "It names a child").warnings


def test_nothing_is_said_while_other_evidence_stands(team: Team) -> None:
    evidence = proved_and_closed(team)
    about = About("Dip sample", "Ten plans")
    other = team.do(LEAD, attach_link, ["A1"], "https://example.org/ten", about=about).refs[0]
    team.do(CHAIR, review, other, accept=True)
    assert team.do(NURSE, set_fields, [evidence], {"for": "A4"}).warnings == ()


def test_nor_where_an_action_was_closed_with_a_reason_and_no_evidence(team: Team) -> None:
    about = About("Dip sample", "Ten plans")
    evidence = team.do(LEAD, attach_link, ["A1"], "https://example.org/ten", about=about).refs[0]
    team.do(LEAD, set_fields, ["A1"], {"delivery": "closed"}, reason="The service has ended")
    assert team.do(NURSE, set_fields, [evidence], {"for": "A4"}).warnings == ()
