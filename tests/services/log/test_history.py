import json
from dataclasses import replace
from datetime import date

import pytest

from support.on_paper.comparing import a_paper
from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.domain.reading.reading import Addressee
from tracker.errors import UserError
from tracker.services.log.history import Reader, history_of, in_words, log, net_since, since_number
from tracker.services.log.undo import undo
from tracker.services.meetings.compared import compared_with
from tracker.services.meetings.meetings import issue
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import add, set_fields


def entries(uow: UnitOfWork, _act: Act, since: str | None = None) -> list[tuple[int, str, str]]:
    return [(entry.number, entry.who, entry.verb) for entry in log(uow, since)]


def net_words(uow: UnitOfWork, _act: Act, since: str | None = None, ref: str | None = None) -> list[str]:
    return [in_words(line) for line in net_since(uow, since, ref)]


def number(uow: UnitOfWork, _act: Act, since: str | None) -> int:
    return since_number(uow, since)


def test_the_history_of_a_record_is_told_in_the_outsides_words(team: Team) -> None:
    team.clock.forward(days=1)
    team.do(OWNER, set_fields, ["A4"], {"owner": "P2", "start": "2024-03-01", "for": "R4;R3"}, reason="Agreed")
    told = team.do(LEAD, history_of, "a4")
    assert [entry.verb for entry in told] == ["seed", "edit"]
    last = told[-1]
    assert (last.number, last.who, last.system_user, last.why) == (3, OWNER, "tester", "Agreed")
    assert [in_words(line) for line in last.lines] == [
        "A4 For: R3 → R3; R4",
        "A4 Owner: nothing → Detective Superintendent",
        "A4 Start: 15 Jan 2024 → 1 Mar 2024",
    ]
    assert json.loads(json.dumps(last.as_json()))["changes"][1] == {
        "ref": "A4", "field": "owner", "was": None, "now": "Detective Superintendent",
    }  # fmt: skip


def test_the_plan_itself_has_a_history(team: Team) -> None:
    team.do(LEAD, set_fields, [""], {"title": "Other"})
    told = team.do(LEAD, history_of, "")
    assert [entry.verb for entry in told] == ["new", "edit"]
    assert in_words(told[-1].lines[0]) == "Title: Response to the joint inspection → Other"
    assert told[-1].lines[0].ref == ""
    with pytest.raises(UserError, match="there is no A99"):
        team.do(LEAD, history_of, "A99")


def test_what_was_taken_out_keeps_its_name_in_history(team: Team) -> None:
    team.do(LEAD, set_fields, ["A4"], {"owner": "Passing Visitor"})
    team.do(LEAD, undo)
    said = [in_words(line) for entry in team.do(LEAD, history_of, "A4") for line in entry.lines]
    assert "A4 Owner: nothing → Passing Visitor" in said
    assert "A4 Owner: Passing Visitor → nothing" in said
    with team.store.begin() as uow:
        reader = Reader(uow, uow.snapshot())
        told = [in_words(line) for entry in map(reader.entry, uow.changesets(after=2)) for line in entry.lines]
    assert "P6 was added" in told
    assert "P6 was taken out" in told


def test_the_log_starts_after_a_number_a_date_or_a_meeting(team: Team) -> None:
    team.clock.forward(days=1)
    team.do(OWNER, set_fields, ["A1"], {"priority": "high"})
    team.do(LEAD, add, Kind.MEETING, {"name": "Scrutiny", "held_on": "2024-03-12"})
    assert team.do(LEAD, entries) == [(1, LEAD, "new"), (2, LEAD, "seed"), (3, OWNER, "edit"), (4, LEAD, "add")]
    assert team.do(LEAD, entries, "3") == [(4, LEAD, "add")]
    assert team.do(LEAD, entries, "13 Mar 2024") == [(3, OWNER, "edit"), (4, LEAD, "add")]
    assert team.do(LEAD, entries, "t2") == team.do(LEAD, entries)
    team.clock.forward(days=1)
    team.do(LEAD, set_fields, ["T2"], {"held_on": "2024-03-13"})
    assert team.do(LEAD, number, "T2") == 2
    assert team.do(LEAD, number, "2020-01-01") == 0
    assert team.do(LEAD, number, None) == 0


def test_a_meeting_that_froze_a_paper_says_what_it_saw(team: Team) -> None:
    with team.store.begin() as uow:
        uow.put(replace(uow.snapshot().meetings[0], frozen_at=1))
        uow.commit(team.act(CHAIR).stamp("issue"))
    assert team.do(LEAD, number, "T1") == 1


def test_history_begins_where_the_comparison_of_a_paper_begins(team: Team) -> None:
    team.clock.forward(days=1)
    team.do(LEAD, add, Kind.MEETING, {"name": "Scrutiny", "held_on": "2024-03-14"})
    for _ in range(2):
        team.do(LEAD, set_fields, ["A1"], {"priority": "high"})
        team.do(LEAD, issue, "T2", a_paper(team.now, date(2024, 3, 13)))
        team.clock.forward(days=1)
    team.do(LEAD, set_fields, ["A1"], {"priority": "low"})
    assert team.do(LEAD, number, "T2") == team.do(LEAD, compared_with, "T2").state.number


@pytest.mark.parametrize(
    ("since", "fault"),
    [("99", "there is no change 99"), ("A1", "A1 is not a meeting"), ("soon", "is not a date")],
)
def test_a_since_that_means_nothing_is_refused(team: Team, since: str, fault: str) -> None:
    with pytest.raises(UserError, match=fault):
        team.do(LEAD, number, since)


def test_a_meeting_without_a_day_saw_nothing_that_is_known(team: Team) -> None:
    team.do(LEAD, add, Kind.MEETING, {"name": "Some day"})
    with pytest.raises(UserError, match="T2 has neither a date nor a paper"):
        team.do(LEAD, number, "T2")


def test_net_change_leaves_out_what_came_back(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"priority": "high", "title": "New title"})
    team.do(OWNER, set_fields, ["A1"], {"priority": "low"})
    team.do(LEAD, set_fields, ["A1"], {"priority": "", "impact": "Plans are better"})
    team.do(LEAD, set_fields, ["A2"], {"priority": "high"})
    assert team.do(LEAD, net_words, "2") == [
        "A1 Title: Agree one plan template → New title",
        "A1 So what: nothing → Plans are better",
        "A2 Priority: nothing → high",
    ]
    assert team.do(LEAD, net_words, "2", "A2") == ["A2 Priority: nothing → high"]
    with pytest.raises(UserError, match="there is no A99"):
        team.do(LEAD, net_words, "2", "A99")


def test_structured_values_are_readable(team: Team) -> None:
    team.do(LEAD, set_fields, ["I1"], {"addressees": (Addressee("A Person", "Chair"), Addressee("B"))})
    assert team.do(LEAD, net_words, "2") == ["I1 Addressees: nothing → A Person, Chair; B"]


def test_the_day_of_a_change_is_the_users_day(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"priority": "high"})
    assert team.do(LEAD, number, date(2024, 3, 12).isoformat()) == 0
    assert team.do(LEAD, number, "2024-03-13") == 3
