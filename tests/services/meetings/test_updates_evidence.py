import hashlib
from datetime import date

import pytest

from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.evidence.evidence import About, attach_file, attach_link, review, withdraw_review
from tracker.services.meetings.updates import add_update

ABOUT = About("Dip sample", "Ten plans read", dated="4 Mar 2024")
TODAY = date(2024, 3, 12)


def test_an_update_is_dated_signed_and_moves_the_forecast(team: Team) -> None:
    done = team.do(OWNER, add_update, "A1", " On its way.\r\nNearly. ", forecast="Red", reason="Lead has left")
    update, action = team.get("U2"), team.get("A1")
    assert done.refs == ("U2",)
    assert (update.text, update.dated, update.author) == ("On its way.\nNearly.", TODAY, OWNER)
    assert (action.forecast, action.forecast_reason) == ("red", "Lead has left")
    assert [u.ref for u in team.now.updates_for(action.id)] == ["U1", "U2"]


def test_an_update_without_forecast_leaves_it(team: Team) -> None:
    team.do(OWNER, add_update, "A1", "On its way.")
    assert team.get("A1").forecast == "amber"
    team.do(LEAD, add_update, "R1", "The board asked for more.")
    assert team.get("U3").target == team.get("R1").id


@pytest.mark.parametrize(
    ("ref", "text", "forecast", "fault"),
    [
        ("A1", " ", None, "the text of the update is needed"),
        ("A1", "x", "amber", "a forecast of amber needs a reason"),
        ("A1", "x", "blue", "a forecast is never “blue”"),
        ("R1", "x", "green", "only an action has a forecast"),
        ("P1", "x", None, "P1 is not an action"),
    ],
)
def test_an_update_that_says_nothing_or_too_much_is_refused(
    team: Team, ref: str, text: str, forecast: str | None, fault: str
) -> None:
    before = team.now
    with pytest.raises(UserError, match=fault):
        team.do(OWNER, add_update, ref, text, forecast=forecast)
    assert team.now == before


def test_a_file_is_kept_in_the_plan_and_serves_several_records(team: Team) -> None:
    done = team.do(OWNER, attach_file, ["A1", "A2", "R1", "a1"], b"ten plans", "C:\\My files\\audit.txt", about=ABOUT)
    evidence = team.get("E2")
    assert done.refs == ("E2",)
    assert done.warnings == ()
    assert evidence.sha256 == hashlib.sha256(b"ten plans").hexdigest()
    assert team.store.read_file(evidence.sha256) == b"ten plans"
    assert (evidence.file, evidence.size, evidence.dated) == ("audit.txt", 9, date(2024, 3, 4))
    assert (evidence.added_by, evidence.added_on, evidence.review) == (OWNER, TODAY, "none")
    assert len(evidence.targets) == 3
    assert team.now.evidence_for(team.get("A2").id) == (evidence,)


def test_the_same_file_twice_is_said_and_kept_once(team: Team) -> None:
    team.do(OWNER, attach_file, ["A1"], b"same", "/tmp/one.txt", about=ABOUT)
    done = team.do(OWNER, attach_file, ["A2"], b"same", "two.txt", about=About("Audit", "y", replaces="E2"))
    assert done.warnings == ("the same file is in the plan already, as E2",)
    assert team.get("E3").replaces == team.get("E2").id


@pytest.mark.parametrize(
    "url",
    ["https://example.org/a", "mailto:audit@example.org", "G:\\Audits\\ten plans.docx", "\\\\server\\share\\a.docx"],
)
def test_a_link_is_noted(team: Team, url: str) -> None:
    team.do(OWNER, attach_link, ["A1"], f" {url} ", about=About("Dip sample", "x", date(2024, 1, 1)))
    assert team.get("E2").url == url
    assert team.get("E2").sha256 is None


@pytest.mark.parametrize(
    ("refs", "url", "about", "fault"),
    [
        (["A1"], "example", ABOUT, "“example” is not a link"),
        (["A1"], "javascript:alert(1)", ABOUT, "is not a link"),
        (["A1"], "file://server/share/a.docx", ABOUT, "is not a link"),
        (["A1"], "search-ms:query=x", ABOUT, "is not a link"),
        ([], "https://example.org", ABOUT, "needs something it is for"),
        (["P1"], "https://example.org", ABOUT, "P1 is not an action"),
        (["A1"], "https://example.org", About("", "x"), "the kind of evidence is needed"),
        (["A1"], "https://example.org", About("Audit", " "), "what the evidence shows is needed"),
        (["A1"], "https://example.org", About("Audit", "x", "soon"), "is not a date"),
    ],
)
def test_evidence_that_cannot_stand_is_refused(team: Team, refs: list[str], url: str, about: About, fault: str) -> None:
    before = team.now
    with pytest.raises(UserError, match=fault):
        team.do(OWNER, attach_link, refs, url, about=about)
    assert team.now == before


def test_an_empty_file_is_refused(team: Team) -> None:
    with pytest.raises(UserError, match=r"audit.txt is empty"):
        team.do(OWNER, attach_file, ["A1"], b"", "audit.txt", about=ABOUT)


def test_evidence_is_accepted_by_someone_else(team: Team) -> None:
    team.do(CHAIR, review, "E1", accept=True)
    evidence = team.get("E1")
    assert (evidence.review, evidence.reviewed_by, evidence.reviewed_on) == ("accepted", CHAIR, TODAY)
    assert evidence.review_note is None


def test_evidence_is_sent_back_with_a_note(team: Team) -> None:
    with pytest.raises(UserError, match="a note on what is lacking is needed"):
        team.do(CHAIR, review, "E1", accept=False)
    team.do(CHAIR, review, "E1", accept=False, note="Which plans?")
    assert (team.get("E1").review, team.get("E1").review_note) == ("returned", "Which plans?")


def test_neither_adder_nor_owner_reviews(team: Team) -> None:
    with pytest.raises(UserError, match="added by Designated Nurse"):
        team.do("designated  nurse", review, "E1", accept=True)
    team.do(LEAD, attach_link, ["A2", "A1"], "https://example.org", about=ABOUT)
    with pytest.raises(UserError, match="Head of Early Help owns what E2 is evidence for"):
        team.do(OWNER, review, "E2", accept=True)
    team.do(NURSE, review, "E2", accept=True)
    assert team.get("E2").reviewed_by == NURSE


def test_a_review_is_withdrawn_on_the_record(team: Team) -> None:
    with pytest.raises(UserError, match="E1 has not been reviewed"):
        team.do(CHAIR, withdraw_review, "E1", "Wrong one")
    team.do(CHAIR, review, "E1", accept=True)
    with pytest.raises(UserError, match="a reason for withdrawing the review is needed"):
        team.do(CHAIR, withdraw_review, "E1", "")
    with pytest.raises(UserError, match="reviewed by someone else"):
        team.do(NURSE, withdraw_review, "E1", "I want it back")
    team.do(CHAIR, withdraw_review, "E1", "Wrong one")
    assert (team.get("E1").review, team.get("E1").reviewed_by) == ("none", None)
    assert team.refs(Kind.EVIDENCE) == ["E1"]
