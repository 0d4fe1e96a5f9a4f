"""Beside a name that signed stands the computer's account, and what is to be seen before it is believed."""

from dataclasses import replace
from datetime import date

from support.builders import an_id
from support.clocks import an_act
from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.people.signed import signed_by, with_account
from tracker.domain.plan.records import Kind
from tracker.services.dates import extend
from tracker.services.evidence.evidence import About, attach_link, review, withdraw_review
from tracker.services.gate.decisions import Beside, beside
from tracker.services.log.signed import accounts, signed_in
from tracker.services.meetings.updates import add_update
from tracker.services.records.editing import add

LATER = date(2024, 6, 3)
ABOUT = About(kind="audit", shows="Ten cases")


def shown(team: Team, ref: str, who: str, account: str = "tester") -> Beside:
    with team.store.begin(writing=False) as uow:
        return beside(uow, replace(an_act(who, team.clock), system_user=account), team.get(ref).id)


def test_an_account_stands_beside_a_name_that_is_another() -> None:
    assert with_account("Ann Lee", "alee") == "Ann Lee (account alee)"
    assert with_account("Ann  Lee", "ann lee") == "Ann  Lee"
    assert with_account("Ann Lee", "") == "Ann Lee"
    assert with_account(None, None) == ""


def test_the_account_is_that_of_whoever_signed_last(team: Team) -> None:
    team.do(OWNER, attach_link, ["A1"], "https://example.org", about=ABOUT)
    with team.store.begin() as uow:
        review(uow, replace(team.act(CHAIR), system_user="one"), "E2", accept=False, note="No date")
    with team.store.begin() as uow:
        review(uow, replace(team.act(CHAIR), system_user="two"), "E2", accept=True)
    team.do(LEAD, add_update, "A1", "Half done")
    with team.store.begin(writing=False) as uow:
        found = accounts(uow, (*signed_in(team.now), team.get("A1")))
    evidence, update = team.get("E2"), team.now.of(Kind.UPDATE)[-1]
    assert signed_by(evidence, "added_by", found) == f"{OWNER} (account tester)"
    assert signed_by(evidence, "reviewed_by", found) == f"{CHAIR} (account two)"
    assert signed_by(update, "author", found) == f"{LEAD} (account tester)"
    assert not [key for key in found if key[0] == team.get("A1").id]


def test_no_account_stands_for_a_signature_that_was_withdrawn(team: Team) -> None:
    team.do(OWNER, attach_link, ["A1"], "https://example.org", about=ABOUT)
    team.do(CHAIR, review, "E2", accept=True)
    team.do(CHAIR, withdraw_review, "E2", "Of another year")
    with team.store.begin(writing=False) as uow:
        found = accounts(uow, [team.get("E2")])
    assert list(found) == [(team.get("E2").id, "added_by")]


def test_whoever_may_decide_is_told_beforehand(team: Team) -> None:
    team.do(LEAD, add, Kind.PERSON, {"name": "Ann Lee"})
    team.do("Ann Lee", extend.ask, "A2", LATER, "Auditor is ill")
    assert shown(team, "X3", "Ann Lee").told == ()
    assert shown(team, "X3", CHAIR, "chair").told == (f"You act as “{CHAIR}”, who is not in the register of people.",)
    assert shown(team, "X3", "A. Lee").told == (
        "“Ann Lee” asked for it, and you act as “A. Lee”: the names are alike.",
        "Ann Lee asked for it from the account that you use now (tester).",
        "You act as “A. Lee”, who is not in the register of people, where “Ann Lee” is alike.",
    )
    assert signed_by(team.get("X3"), "asked_by", shown(team, "X3", LEAD).accounts) == "Ann Lee (account tester)"


def test_evidence_that_waits_or_was_sent_back_is_told_of_too(team: Team) -> None:
    team.do(OWNER, attach_link, ["A4"], "https://example.org", about=ABOUT)
    told = (f"{OWNER} added it from the account that you use now (tester).",)
    assert shown(team, "E2", LEAD).told == told
    team.do(CHAIR, review, "E2", accept=False, note="No date")
    assert shown(team, "E2", LEAD).told == told
    assert shown(team, "E2", LEAD, "lead").told == ()


def test_what_was_seen_stays_beside_the_decision(team: Team) -> None:
    team.do("Ann Lee", extend.ask, "A2", LATER, "Auditor is ill")
    team.do("A. Lee", extend.approve, "X3")
    assert shown(team, "X3", LEAD, "lead").told == (
        "It was approved by “A. Lee”, and “Ann Lee” asked for it: the names are alike.",
        "It was asked for by Ann Lee and approved by A. Lee from one account (tester).",
        "It was approved by “A. Lee”, who is not in the register of people.",
    )


def test_a_record_that_is_gone_has_nothing_beside_it(team: Team) -> None:
    with team.store.begin(writing=False) as uow:
        assert beside(uow, team.act(LEAD), an_id(9999)) == Beside({}, ())
