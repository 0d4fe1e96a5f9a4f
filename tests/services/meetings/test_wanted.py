"""What is asked of a paper, what it is made of, and what goes with it when it leaves."""

from dataclasses import replace
from datetime import date
from email import message_from_bytes, policy
from typing import Any

import pytest

from support.builders import a_plan_store
from support.clocks import FixedClock
from support.team import LEAD, Team
from tracker.domain.meetings.papers import EXCEL, MINUTES, NAMES, PUBLIC_PAGE, WEB, WORD, name_of
from tracker.domain.plan.fields import PaperTemplate
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.meetings.covering import addresses, attach, draft, file_name, paper_draft
from tracker.services.meetings.meetings import issue
from tracker.services.meetings.templates import keep_template
from tracker.services.meetings.wanted import (
    Material,
    Wanted,
    begun_on,
    last_meeting,
    made_of,
    material,
    may_be_compared,
    next_meeting,
)
from tracker.services.plan.guard import blank
from tracker.services.records.editing import add, set_fields

TODAY = date(2024, 3, 12)
NHS = "943 476 5919"


@pytest.fixture
def team() -> Team:
    return Team(a_plan_store(), FixedClock())


def meet(team: Team, held_on: str | None, name: str = "Board") -> str:
    fields = {"name": name} | ({"held_on": held_on} if held_on else {})
    return str(team.do(LEAD, add, Kind.MEETING, fields).refs[0])


BEGUN = date(2024, 1, 1)


def of(team: Team, wanted: Wanted) -> Material:
    found: Material = team.do(LEAD, material, wanted)
    return found


def ref(meeting: Any) -> str | None:
    return meeting.ref if meeting is not None else None


def test_choices_that_a_paper_does_not_take_are_left_out() -> None:
    asked = Wanted("exceptions", EXCEL, "T1", "T2", public=True, appendices=False)
    assert asked.possible == Wanted("exceptions", EXCEL, "", "T2", public=True)
    assert Wanted("board", EXCEL, "T1", public=True, appendices=False).possible == Wanted("board", EXCEL, "T1")
    assert replace(asked, paper="board", ending=WORD).possible == replace(asked, paper="board", ending=WORD)


def test_what_is_published_is_public_whatever_is_said() -> None:
    assert Wanted(PUBLIC_PAGE).possible == Wanted(PUBLIC_PAGE, public=True)
    assert Wanted(public=True, least=9).possible == Wanted(public=True, least=9)
    assert Wanted(least=9).possible == Wanted()


def test_a_paper_as_pages() -> None:
    assert Wanted(ending=WEB, public=True, appendices=False).as_pages == Wanted(PUBLIC_PAGE, public=True)
    assert Wanted(ending=WEB).as_pages == Wanted()
    assert Wanted("dossier", WORD, meeting="T1").as_pages == Wanted("dossier", meeting="T1")


def test_choices_are_kept_in_words() -> None:
    assert Wanted().options == ()
    assert Wanted("board", WORD, "T1", "T2", public=True, appendices=False).options == (
        "since T1", "public", "without appendices",
    )  # fmt: skip


def test_a_paper_that_nobody_knows_is_called_as_it_is() -> None:
    assert (name_of("board"), name_of("minutes of old"), name_of(None)) == (NAMES["board"], "minutes of old", "Paper")


def test_what_a_paper_is_made_of(team: Team) -> None:
    before, coming = meet(team, "2024-03-01"), meet(team, "2024-03-14")
    team.do(LEAD, issue, before, made_of(Wanted(), of(team, Wanted()), "a.pdf", b"1", TODAY))
    made = of(team, Wanted(since=before, meeting=coming))
    assert ref(made.meeting) == coming
    assert made.since is not None
    assert made.since.label == "the Board of 1 Mar 2024"
    assert of(team, Wanted()) == Material(made.snapshot)
    assert of(team, Wanted("dossier")).accounts is not None
    with pytest.raises(UserError):
        of(team, Wanted(meeting="T9"))


def test_minutes_are_made_of_one_meeting(team: Team) -> None:
    with pytest.raises(UserError, match="minutes are of a meeting"):
        of(team, Wanted(paper=MINUTES))
    meeting = meet(team, "2024-03-12")
    assert ref(of(team, Wanted(paper=MINUTES, meeting=meeting)).meeting) == meeting


def test_a_dossier_is_given_its_history_but_not_in_public(team: Team) -> None:
    inside, outside = of(team, Wanted("dossier")), of(team, Wanted("dossier", public=True))
    assert inside.history
    assert (outside.accounts, outside.history) == (None, None)


def test_a_template_brings_its_logo_and_is_named(team: Team) -> None:
    team.do(LEAD, keep_template, PaperTemplate("Scrutiny"), b"\x89PNG\r\n\x1a\n picture")
    (kept,) = team.now.plan.templates
    wanted = Wanted(template=kept)
    assert of(team, wanted).logo.startswith(b"\x89PNG")
    assert wanted.options == ("template Scrutiny",)
    assert of(team, Wanted(template=replace(kept, logo=""))).logo == b""
    assert Wanted(template=PaperTemplate("")).options == ()


def test_the_meeting_that_a_paper_is_likely_for(team: Team) -> None:
    assert next_meeting(team.now, date(2024, 3, 9)) is None
    assert last_meeting((), TODAY) is None
    old, last, today, coming, _later, _undated = (
        meet(team, day) for day in ("2024-01-01", "2024-03-11", "2024-03-12", "2024-03-14", "2024-04-11", None)
    )
    plan: Snapshot = team.now
    assert ref(next_meeting(plan, TODAY)) == today
    among = may_be_compared(plan, TODAY, BEGUN)
    assert [one.ref for one in among] == [today, last, "T1"]
    assert [one.ref for one in may_be_compared(plan, TODAY, date(2023, 12, 31))][-1] == old
    assert ref(last_meeting(among, TODAY)) == last
    assert ref(last_meeting(among, TODAY, next_meeting(plan, TODAY))) == last
    assert ref(last_meeting(among, TODAY, team.get(coming))) == today


def test_what_a_meeting_was_shown_may_be_compared_whenever_it_was_held(team: Team) -> None:
    undated = meet(team, None)
    team.do(LEAD, issue, undated, made_of(Wanted(), of(team, Wanted()), "a.pdf", b"1", TODAY))
    among = may_be_compared(team.now, TODAY, TODAY)
    assert [one.ref for one in among] == [undated]
    assert last_meeting(among, TODAY, team.get(undated)) is None


def test_a_plan_begins_with_its_log(team: Team) -> None:
    assert team.do(LEAD, begun_on) == TODAY


def test_a_paper_is_issued_with_what_it_was_made_by(team: Team) -> None:
    wanted = Wanted("board", WORD, public=True)
    here = of(team, wanted)
    made = made_of(wanted, here, "paper.docx", b"1", TODAY)
    assert (made.kind, made.changeset, made.options, made.as_at) == ("board", here.snapshot.number, ("public",), TODAY)


def titled(team: Team, title: str) -> None:
    team.do(LEAD, set_fields, ["plan"], {"title": title})


def test_a_file_is_called_by_plan_paper_and_day(team: Team) -> None:
    titled(team, "Plan: A/B " + "long " * 60)
    act = team.act(LEAD)
    name = file_name(Wanted("board", WORD, public=True), of(team, Wanted()), act)
    assert name.startswith("Plan A B long")
    assert name.endswith(", board paper, public, 12 Mar 2024.docx")
    assert len(name) <= 110


def test_what_is_blanked_stays_out_of_names_and_letters(team: Team) -> None:
    titled(team, f"Case of T, NHS {NHS}")
    team.do(LEAD, blank, "plan.title")
    act, here = team.act(LEAD), of(team, Wanted())
    assert NHS not in file_name(Wanted(), here, act)
    assert NHS not in paper_draft(Wanted(), here, act, b"%PDF").decode()


def test_a_plan_without_a_title_has_papers_too(team: Team) -> None:
    here = of(team, Wanted())
    plan = here.snapshot.plan
    bare = replace(here, snapshot=here.snapshot.with_records([(Kind.PLAN, plan.id, replace(plan, title=""))], 1, ""))
    assert file_name(Wanted(), bare, team.act(LEAD)) == "Plan, board paper, 12 Mar 2024.pdf"
    assert b"the plan: board paper" in paper_draft(Wanted(), bare, team.act(LEAD), b"%PDF")


def test_a_draft_has_the_paper_attached(team: Team) -> None:
    coming = meet(team, "2024-03-14", "Improvement board")
    template = PaperTemplate("", "exceptions", recipients=("The chair <chair@example.org>", "Scrutiny committee"))
    wanted = Wanted("exceptions", meeting=coming, template=template)
    data = paper_draft(wanted, of(team, wanted), team.act(LEAD), b"%PDF-1.7")
    message = message_from_bytes(data, policy=policy.default)
    assert message["Subject"].endswith("exception report, for the Improvement board of 14 Mar 2024")
    assert (message["To"], message["X-Unsent"]) == ("chair@example.org", "1")
    body = message.get_body()
    assert body is not None
    assert "Attached is the exception report of" in body.get_content()
    (paper,) = message.iter_attachments()
    assert (paper.get_content_type(), paper.get_content()) == ("application/pdf", b"%PDF-1.7")
    assert str(paper.get_filename()).endswith("exception report, 12 Mar 2024.pdf")


def test_a_draft_goes_to_those_of_its_template_who_have_an_address(team: Team) -> None:
    for fields in (
        {"name": "Ann Lee", "role": "Chair", "email": "ann@example.org"},
        {"name": "Bob Day", "role": "chair", "email": "bob@example.org", "active_to": "2024-03-01"},
        {"name": "Cy Ode", "role": "Chair"},
    ):
        team.do(LEAD, add, Kind.PERSON, fields)
    given = ("CHAIR", "Bob Day", "nobody", "x <y@example.org>, z", "a@b", "ann lee", "Zoë <zoë@ex.org>\nBcc: q@ex.org")
    found = addresses(team.now, given, team.clock.today())
    assert found == ("ann@example.org", "y@example.org", "zoë@ex.org")


def test_a_draft_says_titles_in_any_letters_as_mail_programs_read_them(team: Team) -> None:
    titled(team, "Plan für Łódź “A” 中文: " + "sehr lang " * 8)
    data = paper_draft(Wanted(), of(team, Wanted()), team.act(LEAD), b"%PDF-1.7")
    head = data.split(b"\r\n\r\n", 1)[0]
    assert head.isascii()
    assert max(map(len, data.split(b"\r\n"))) < 998
    message = message_from_bytes(data, policy=policy.default)
    assert message["Subject"].startswith("Plan für Łódź “A” 中文")
    assert message["MIME-Version"] == "1.0"
    (paper,) = message.iter_attachments()
    assert str(paper.get_filename()).startswith("Plan für Łódź “A” 中文 sehr lang")
    assert b"filename*0*=utf-8''" in data.replace(b"UTF-8", b"utf-8")
    assert not any(part.defects for part in message.walk())


@pytest.mark.parametrize(("name", "kind"), [("a.XLSX", "openxmlformats"), ("a.ics", "calendar"), ("a", "octet-stream")])
def test_a_file_is_attached_as_what_it_is(name: str, kind: str) -> None:
    made = draft(subject="One\nline", words="Hello")
    attach(made, b"1", name)
    (found,) = made.iter_attachments()
    assert kind in found.get_content_type()
    assert (made["Subject"], made["To"]) == ("One line", None)
