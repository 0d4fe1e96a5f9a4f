"""The calendar file: what it holds, and that it can be read as the standard says."""

import hashlib
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.builders import an_id
from support.ics import parsed, unmarked
from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.dates.agenda import agenda
from tracker.domain.plan.records import Kind, Meeting, Milestone, Round, Verification
from tracker.errors import UserError
from tracker.services.dates import statement_steps
from tracker.services.dates.calendar_file import calendar_text, escaped, folded
from tracker.services.records.editing import add, set_fields

TODAY = date(2024, 3, 12)


def events(team: Team, who: str = LEAD, **named: Any) -> dict[str, dict[str, str]]:
    text, count = calendar_text(team.now, team.act(who), **named)
    found = parsed(text)
    assert len(found) == count
    return {event["SUMMARY"]: event for event in found}


def busy(team: Team) -> None:
    """One date of every kind."""
    team.do(CHAIR, set_fields, ["A3"], {"delivery": "closed"}, reason="Done")
    team.do(LEAD, set_fields, ["E1"], {"refresh_by": "2024-09-02"})
    with team.store.begin() as uow:
        uow.add(Round(id=an_id(980), name="April update", due=date(2024, 4, 5), people=(an_id(201),)))
        uow.add(Round(id=an_id(981), name="May update", due=date(2024, 5, 3)))
        uow.add(Round(id=an_id(982), name="Undated"))
        uow.add(Verification(id=an_id(983), action=an_id(501), due=date(2024, 6, 3)))
        uow.add(Verification(id=an_id(984), action=an_id(503)))
        uow.add(Milestone(id=an_id(985), action=an_id(501), title="Undated"))
        uow.add(Meeting(id=an_id(986), name="Undated"))
        uow.add(Meeting(id=an_id(987), name="Next board", held_on=date(2024, 5, 10)))
        uow.commit(team.act(LEAD).stamp())


def test_every_date_to_be_kept_is_an_event_of_a_whole_day(team: Team) -> None:
    busy(team)
    found = events(team)
    assert set(found) == {
        "A1 due: Agree one plan template", "A2 due: Audit thirty plans",
        "A4 due: Health attends every strategy meeting",
        "S1 milestone: Draft shared (A1 Agree one plan template)",
        "V1: Check that it holds (A3 Report impact to the board)",
        "V2: Check that it holds (A3 Report impact to the board)",
        "V3: Check that it holds (A3 Report impact to the board)",
        "E1 evidence to refresh: Thirty plans read", "Meeting: Next board", "Q1 Updates wanted: April update",
        "Q2 Updates wanted: May update", "Written statement due", "Hand in the statement", "Statement: Cabinet",
        "Statement: Cabinet papers out", "Statement: Draft", "Statement: Partner sign-off", "Statement: Scrutiny",
        "Statement: Scrutiny papers out",
    }  # fmt: skip
    due = found["A1 due: Agree one plan template"]
    assert (due["DTSTART;VALUE=DATE"], due["DTEND;VALUE=DATE"]) == ("20240528", "20240529")
    assert due["DTSTAMP"] == "20240312T090000Z"
    assert due["DESCRIPTION"].splitlines() == [
        "A1 of Response to the joint inspection",
        "For R1",
        "First agreed for 28 Feb 2024: 2nd extension, +90 days",
    ]
    assert "is a Saturday" in found["Written statement due"]["DESCRIPTION"]
    assert not any("Head of Early Help" in event["DESCRIPTION"] for event in found.values())


def test_taking_the_file_in_again_moves_what_is_there(team: Team) -> None:
    before = events(team)
    team.do(LEAD, statement_steps.change_steps, [statement_steps.planned({"Cabinet": 9})])
    team.clock.forward(days=1)
    after = events(team)
    assert len({event["UID"] for event in after.values()}) == len(after)
    cabinet = "Statement: Cabinet"
    assert before[cabinet]["UID"] == after[cabinet]["UID"]
    assert before[cabinet]["DTSTART;VALUE=DATE"] != after[cabinet]["DTSTART;VALUE=DATE"]
    assert int(after[cabinet]["SEQUENCE"]) > int(before[cabinet]["SEQUENCE"])
    assert after[cabinet]["DTSTAMP"] == "20240313T090000Z"


def test_what_is_over_is_left_out(team: Team) -> None:
    busy(team)
    team.do(LEAD, statement_steps.change_steps, [statement_steps.marked("Submit", TODAY)])
    team.do(LEAD, set_fields, ["S1"], {"done": "2024-03-01"})
    found = events(team)
    assert not [name for name in found if "tatement" in name or "S1" in name]
    done = {(one.kind, one.ref) for one in agenda(team.now, TODAY) if one.done}
    assert {("statement", ""), ("step", ""), ("milestone", "S1"), ("action", "A3")} <= done


def test_one_persons_or_agencys_dates(team: Team) -> None:
    busy(team)
    own = events(team, for_name=OWNER)
    assert [name.split()[0] for name in sorted(own)] == ["A1", "Q1", "Q2", "S1"]
    assert {name.split()[0] for name in events(team, for_name=NURSE)} == {"E1", "Q2", "V1:", "V2:", "V3:"}
    assert {name.split()[0] for name in events(team, for_name="children's services")} == {"A1", "A2", "Q1", "Q2", "S1"}
    assert "X-WR-CALNAME:Response to the joint inspection: Head of Early Help" in calendar_text(
        team.now, team.act(LEAD), for_name=OWNER
    )[0].replace("\r\n ", "")
    with pytest.raises(UserError, match="nobody in this plan is called"):
        events(team, for_name="Nobody")


def test_who_holds_a_role_has_its_dates_in_their_calendar(team: Team) -> None:
    busy(team)
    team.do(LEAD, add, Kind.PERSON, {"name": "Jo Example"})
    assert events(team, for_name="Jo Example").keys() == {"Q2 Updates wanted: May update"}
    team.do(LEAD, set_fields, ["P1"], {"sort": "role", "held_by": "Jo Example"})
    assert events(team, for_name="Jo Example").keys() == events(team, for_name=OWNER).keys()


def test_reminders_are_set_when_asked_for(team: Team) -> None:
    text, count = calendar_text(team.now, team.act(LEAD), alarm_days=7)
    assert text.count("BEGIN:VALARM") == text.count("TRIGGER:-P7D") == count
    assert "VALARM" not in calendar_text(team.now, team.act(LEAD))[0]


def test_an_empty_plan_gives_an_empty_calendar(starters: Team) -> None:
    text, count = calendar_text(starters.now, starters.act(LEAD))
    assert (count, parsed(text)) == (0, [])
    starters.do(LEAD, add, Kind.ACTION, {"title": "Undated"})
    assert calendar_text(starters.now, starters.act(LEAD))[1] == 0


def test_awkward_words_come_through(team: Team) -> None:
    title = "Plans; audits, and C:\\drive \N{EN DASH} " + "ü" * 80
    team.do(LEAD, set_fields, ["A4"], {"title": title})
    assert f"A4 due: {title}" in events(team)


@given(st.text(st.characters(exclude_categories=("Cs",))))
def test_any_words_are_marked_and_folded_without_loss(words: str) -> None:
    line = folded("SUMMARY:" + escaped(words))
    assert all(len(part.encode()) <= 75 for part in line.split("\r\n"))
    shown = "".join(
        c for c in words.replace("\r\n", "\n").replace("\r", "\n") if c == "\n" or (c >= " " and c != "\x7f")
    )
    assert unmarked(line.replace("\r\n ", "").removeprefix("SUMMARY:")) == shown


def test_a_calendar_that_took_an_earlier_version_s_file_knows_the_same_events(team: Team) -> None:
    busy(team)
    uids = {title: event["UID"].removesuffix("@improvement-tracker") for title, event in events(team).items()}
    plan = team.now.plan.id
    assert uids["A1 due: Agree one plan template"] == an_id(501)
    assert uids["S1 milestone: Draft shared (A1 Agree one plan template)"] == an_id(601)
    assert uids["Meeting: Next board"] == an_id(987)
    assert uids["Q1 Updates wanted: April update"] == an_id(980)
    assert uids["Written statement due"] == f"{plan}-{digest('statement written statement due')}"
    assert uids["Hand in the statement"] == f"{plan}-{digest('step hand in the statement')}"
    assert uids["Statement: Cabinet papers out"] == f"{plan}-{digest('step statement: cabinet papers out')}"


def digest(words: str) -> str:
    return hashlib.sha256(words.encode()).hexdigest()[:12]
