"""Who asks is not who decides, and who does the work is not who checks it, however either is called."""

from datetime import date
from typing import Any

import pytest

from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.errors import Conflict, UserError
from tracker.services.dates import extend
from tracker.services.evidence.evidence import About, attach_link, review, withdraw_review
from tracker.services.log.erase import erase
from tracker.services.log.undo import redo, undo
from tracker.services.meetings.updates import add_update
from tracker.services.records.bulk_edit import edit_together
from tracker.services.records.editing import add, set_fields

UNSEEN = "\u200b \u2060"
JANE = "Jane Owner"
TODAY = date(2024, 3, 12)
NOT_ITS_OWNER = "is checked by someone other than its owner"


def held_by_jane(team: Team, role: str = OWNER) -> None:
    """A role of the register, held by a person of her own name."""
    ref = next(person.ref for person in team.now.people if person.name == role)
    team.do(LEAD, set_fields, [ref], {"sort": "role", "held_by": JANE})


# Names


@pytest.mark.parametrize("said", [UNSEEN, "-", "???"])
@pytest.mark.parametrize(("kind", "whose"), [(Kind.PERSON, "a person"), (Kind.AGENCY, "an agency")])
def test_a_name_that_names_nobody_is_refused(team: Team, kind: Kind, whose: str, said: str) -> None:
    with pytest.raises(UserError, match=f"the name of {whose} needs at least one letter or digit"):
        team.do(LEAD, add, kind, {"name": said})
    ref = team.refs(kind)[0]
    with pytest.raises(UserError, match=f"the name of {whose} needs at least one letter or digit"):
        team.do(LEAD, set_fields, [ref], {"name": said})


@pytest.mark.parametrize("said", [UNSEEN, "–", "?"])
@pytest.mark.parametrize("field", ["owner", "agency", "supporting"])
def test_nor_does_such_a_name_get_into_a_register_by_way_of_an_action(team: Team, field: str, said: str) -> None:
    with pytest.raises(UserError, match="needs at least one letter or digit"):
        team.do(LEAD, set_fields, ["A1"], {field: said})


def test_nobody_acts_under_such_a_name(team: Team) -> None:
    with pytest.raises(UserError, match="nobody is named as acting"):
        team.do(UNSEEN, set_fields, ["A1"], {"priority": "high"})


def test_a_name_in_other_letters_is_the_one_in_the_register(team: Team) -> None:
    team.do(LEAD, add, Kind.PERSON, {"name": "Zo\u00eb Owner"})
    before = len(team.now.people)
    team.do(LEAD, set_fields, ["A1"], {"owner": "Zoe\u0308\u200b Owner"})
    assert len(team.now.people) == before
    assert team.now.name_of(team.get("A1").owner) == "Zo\u00eb Owner"


# A role and who holds it


def test_who_holds_the_role_that_owns_an_action_neither_reviews_nor_verifies_nor_checks(team: Team) -> None:
    held_by_jane(team)
    evidence = team.do(NURSE, attach_link, ["A1"], "https://example.org", about=About("Dip sample", "Ten")).refs[0]
    with pytest.raises(UserError, match="Jane Owner owns what E2 is evidence for"):
        team.do(JANE, review, evidence, accept=True)
    with pytest.raises(UserError, match="is verified by someone other than its owner"):
        team.do(JANE, set_fields, ["A1"], {"delivery": "verified"})
    with pytest.raises(UserError, match=NOT_ITS_OWNER):
        team.do(JANE, add, Kind.VERIFICATION, {"for": "A1", "outcome": "passed"})
    with pytest.raises(UserError, match=NOT_ITS_OWNER):
        team.do(CHAIR, add, Kind.VERIFICATION, {"for": "A1", "outcome": "passed", "checked_by": JANE})
    team.do(CHAIR, set_fields, ["A1"], {"delivery": "verified"})


def test_a_role_does_not_review_or_erase_what_its_holder_added(team: Team) -> None:
    held_by_jane(team, NURSE)
    evidence = team.do(JANE, attach_link, ["A4"], "https://example.org", about=About("Dip sample", "Ten")).refs[0]
    with pytest.raises(UserError, match="E2 was added by Jane Owner and is reviewed by someone else"):
        team.do(NURSE, review, evidence, accept=True)
    with pytest.raises(UserError, match="E2 was added by Jane Owner and is erased by someone else"):
        team.do(NURSE, erase, evidence, "Sent in error")
    team.do(CHAIR, review, evidence, accept=True)
    with pytest.raises(UserError, match="E2 was added by Jane Owner and is reviewed by someone else"):
        team.do(NURSE, withdraw_review, evidence, "Looked again")


# Verifying


@pytest.mark.parametrize("to", [CHAIR, "A New Face"])
@pytest.mark.parametrize("together", [False, True])
def test_an_action_is_not_verified_by_giving_it_away_in_the_same_command(team: Team, to: str, together: bool) -> None:
    service: Any = edit_together if together else set_fields
    for who, owner in ((OWNER, to), (to, to)):
        with pytest.raises(UserError, match="is verified by someone other than its owner"):
            team.do(who, service, ["A1"], {"owner": owner, "delivery": "verified"})
    team.do(NURSE, service, ["A1"], {"owner": to, "delivery": "verified"})


def test_what_was_taken_back_is_not_verified_again_by_who_owns_it_by_now(team: Team) -> None:
    team.do(NURSE, set_fields, ["A1"], {"delivery": "verified"})
    team.do(NURSE, undo)
    team.do(LEAD, set_fields, ["A1"], {"owner": NURSE})
    with pytest.raises(Conflict, match="is verified by someone other than its owner"):
        team.do(NURSE, redo)
    assert team.get("A1").delivery == "in progress"


def test_a_check_that_was_taken_back_is_not_brought_back_by_who_owns_the_action_by_now(team: Team) -> None:
    team.do(NURSE, add, Kind.VERIFICATION, {"for": "A1", "outcome": "passed"})
    team.do(NURSE, undo)
    team.do(LEAD, set_fields, ["A1"], {"owner": NURSE})
    with pytest.raises(Conflict, match=NOT_ITS_OWNER):
        team.do(NURSE, redo)


def test_an_owner_does_not_record_a_check_in_the_name_of_another(team: Team) -> None:
    with pytest.raises(UserError, match=NOT_ITS_OWNER):
        team.do(OWNER, add, Kind.VERIFICATION, {"for": "A1", "outcome": "passed", "checked_by": CHAIR})
    team.do(OWNER, add, Kind.VERIFICATION, {"for": "A1", "due": "2024-09-01", "months": 6})
    with pytest.raises(UserError, match=NOT_ITS_OWNER):
        team.do(OWNER, set_fields, ["V1"], {"outcome": "passed", "checked_by": CHAIR})


def checked(team: Team, outcome: str = "passed") -> None:
    """V1, a check of A1 by the chair."""
    team.do(CHAIR, add, Kind.VERIFICATION, {"for": "A1", "outcome": outcome})


@pytest.mark.parametrize(
    ("who", "fields"),
    [
        (OWNER, {"outcome": ""}),
        (OWNER, {"outcome": "passed"}),
        (OWNER, {"note": "All is well"}),
        (OWNER, {"for": "A2"}),
        (LEAD, {"checked_by": OWNER}),
    ],
)
def test_what_a_check_found_is_not_changed_by_the_owner_nor_signed_with_their_name(
    team: Team, who: str, fields: dict[str, str]
) -> None:
    checked(team, "failed")
    with pytest.raises(UserError, match=NOT_ITS_OWNER):
        team.do(who, set_fields, ["V1"], fields)


def test_a_check_with_an_outcome_stays_signed_and_dated(team: Team) -> None:
    checked(team)
    with pytest.raises(UserError, match="V1 has an outcome, so it says who made it"):
        team.do(LEAD, set_fields, ["V1"], {"checked_by": ""})
    with pytest.raises(UserError, match="V1 has an outcome, so it says the day it was made"):
        team.do(LEAD, set_fields, ["V1"], {"done": ""})
    team.do(LEAD, set_fields, ["V1"], {"done": "2024-03-01", "checked_by": NURSE})
    assert (team.get("V1").done, team.get("V1").checked_by) == (date(2024, 3, 1), NURSE)


def test_no_check_was_made_on_a_day_to_come(team: Team) -> None:
    for fields in ({"outcome": "passed"}, {}):
        with pytest.raises(UserError, match="13 Mar 2024 is in the future, so nothing was checked on it"):
            team.do(CHAIR, add, Kind.VERIFICATION, {"for": "A1", "done": "2024-03-13", **fields})
    checked(team)
    with pytest.raises(UserError, match="is in the future"):
        team.do(LEAD, set_fields, ["V1"], {"done": "2024-03-13"})
    assert team.get("V1").done == TODAY


def test_who_checked_an_action_before_they_owned_it_does_not_bar_others_from_its_note(team: Team) -> None:
    checked(team)
    team.do(LEAD, set_fields, ["A1"], {"owner": CHAIR})
    team.do(NURSE, set_fields, ["V1"], {"note": "Thirty plans"})
    assert team.get("V1").note == "Thirty plans"


# Reasons


@pytest.mark.parametrize("nothing", ["-", " . ", "\u2013\u2026", "/"])
def test_a_dash_is_no_reason_and_no_so_what(team: Team, nothing: str) -> None:
    refused: tuple[tuple[str, dict[str, str]], ...] = (
        ("superseded needs a reason", {"delivery": "superseded", "delivery_reason": nothing}),
        ("a forecast of red needs a reason", {"forecast": "red", "forecast_reason": nothing}),
        ("it lacks evidence that someone else accepted and its impact", {
            "delivery": "closed", "delivery_reason": nothing, "impact": nothing,
        }),
    )  # fmt: skip
    for said, fields in refused:
        with pytest.raises(UserError, match=said):
            team.do(LEAD, set_fields, ["A1"], fields)
        with pytest.raises(UserError, match=said):
            team.do(LEAD, edit_together, ["A1"], fields)
    with pytest.raises(UserError, match="superseded needs a reason"):
        team.do(LEAD, set_fields, ["A1"], {"delivery": "superseded"}, reason=nothing)
    with pytest.raises(UserError, match="a reason for the new deadline is needed"):
        team.do(LEAD, extend.ask, "A1", "2024-09-02", nothing)
    with pytest.raises(UserError, match="so a new one needs a note saying why"):
        team.do(LEAD, edit_together, ["A1"], {"due": "2024-09-02"}, nothing)
    with pytest.raises(UserError, match="a forecast of red needs a reason"):
        team.do(LEAD, add_update, "A1", "Going on.", forecast="red", reason=nothing)


def test_a_reason_of_one_letter_in_any_script_is_one(team: Team) -> None:
    for reason in ("\u00e9", "\u4e2d", "7"):
        team.do(LEAD, set_fields, ["A1"], {"delivery": "superseded", "delivery_reason": reason})
        team.do(LEAD, set_fields, ["A1"], {"delivery": "in progress"})


def test_what_an_action_was_closed_on_is_not_made_a_dash(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"delivery": "closed"}, reason="The service has ended")
    with pytest.raises(UserError, match="A1 is closed, and lacks"):
        team.do(LEAD, set_fields, ["A1"], {"delivery_reason": "-"})


def test_a_review_is_not_given_again_by_who_owns_the_action_by_now(team: Team) -> None:
    about = About(kind="audit", shows="It works")
    ref = team.do(LEAD, attach_link, ["A2"], "https://example.org/a", about=about).refs[0]
    team.do(CHAIR, review, ref, accept=True)
    team.do(LEAD, set_fields, ["A2"], {"owner": CHAIR})
    team.clock.forward(days=40)
    with pytest.raises(UserError, match="owns what E"):
        team.do(CHAIR, review, ref, accept=True)
    assert team.get(ref).reviewed_on == TODAY
