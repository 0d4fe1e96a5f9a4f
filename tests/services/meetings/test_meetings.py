"""Issuing papers: what a meeting was given is kept, file and all, and is what the next paper is compared with."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from support.builders import a_plan_store, an_empty_store
from support.clocks import FixedClock
from support.on_paper.comparing import a_paper
from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.board.board_changes import Since
from tracker.domain.plan.records import Kind, Paper
from tracker.errors import UserError
from tracker.services.dates import extend
from tracker.services.log.erase import erase
from tracker.services.log.undo import undo
from tracker.services.meetings.compared import compared_with, since_last_meeting
from tracker.services.meetings.meetings import issue, issued, the_very_file
from tracker.services.records.editing import add, set_fields


@pytest.fixture
def team() -> Team:
    return Team(a_plan_store(), FixedClock())


def test_the_last_meeting_held_is_what_the_overview_compares_with(team: Team) -> None:
    assert team.do(LEAD, since_last_meeting) is None, "the plan did not exist yet at the one that was held"
    team.clock.forward(days=3)
    held, _later = meet(team, "2024-03-14"), meet(team, "2024-03-20")
    found = team.do(LEAD, since_last_meeting)
    assert found.label == "the Board of 14 Mar 2024"
    assert found == team.do(LEAD, compared_with, held)
    bare = Team(an_empty_store(), FixedClock())
    assert bare.do(LEAD, since_last_meeting) is None


def meet(team: Team, held_on: str = "2024-03-14", name: str = "Board") -> str:
    return str(team.do(LEAD, add, Kind.MEETING, {"name": name, "held_on": held_on}).refs[0])


def give(team: Team, meeting: str, as_at: date | None = None, kind: str = "board") -> str:
    """A paper of the plan as it stands, issued."""
    made = a_paper(team.now, as_at or team.clock.today(), kind)
    return str(team.do(LEAD, issue, meeting, made).refs[0])


def before(team: Team, since: str, kind: str = "board") -> Since:
    return team.do(LEAD, compared_with, since, kind)


def test_a_paper_is_kept_with_all_that_says_what_it_was(team: Team) -> None:
    meeting = meet(team)
    shown = team.now.number
    made = replace(a_paper(team.now, date(2024, 3, 1)), options=("since T1", "public"))
    ref = team.do(LEAD, issue, meeting, made).refs[0]
    paper = team.get(ref)
    assert isinstance(paper, Paper)
    assert (paper.kind, paper.as_at, paper.day, paper.changeset) == (
        "board",
        date(2024, 3, 1),
        date(2024, 3, 12),
        shown,
    )
    assert (paper.options, paper.issued_by, paper.file) == (("since T1", "public"), LEAD, "board.pdf")
    assert team.do(LEAD, the_very_file, ref) == made.data
    assert team.do(LEAD, the_very_file, meeting) == made.data
    assert team.get(meeting).frozen_at == shown
    assert team.store.verify().faults == ()


def test_several_kinds_and_a_corrected_one_stand_beside_each_other(team: Team) -> None:
    meeting = meet(team)
    refs = [give(team, meeting), give(team, meeting, kind="exceptions")]
    team.do(OWNER, set_fields, ["A1"], {"title": "Put right"})
    refs.append(give(team, meeting))
    found = issued(team.now)
    assert [(one["ref"], one["kind"]) for one in found] == list(
        zip(refs, ("board", "exceptions", "board"), strict=True)
    )
    assert len({one["sha256"] for one in found}) == 3
    with pytest.raises(UserError, match="was given 3 papers"):
        team.do(LEAD, the_very_file, meeting)
    assert before(team, meeting).state.number == found[2]["changeset"]
    assert before(team, meeting, "exceptions").state.number == found[1]["changeset"]
    assert before(team, meeting, "dossier").state.number == found[2]["changeset"]


def test_the_very_same_file_is_not_issued_twice(team: Team) -> None:
    meeting = meet(team)
    made = a_paper(team.now, team.clock.today())
    team.do(LEAD, issue, meeting, made)
    with pytest.raises(UserError, match="has this very paper already"):
        team.do(LEAD, issue, meeting, made)


def test_an_issued_paper_is_not_undone_and_its_file_can_be_erased(team: Team) -> None:
    ref = give(team, meet(team))
    with pytest.raises(UserError, match="is not undone"):
        team.do(LEAD, undo)
    with pytest.raises(UserError, match="was added by"):
        team.do(LEAD, erase, ref, "A child is named")
    team.do(NURSE, erase, ref, "A child is named")
    with pytest.raises(UserError, match="erased"):
        team.do(LEAD, the_very_file, ref)
    assert team.store.verify().faults == ()


def test_a_file_that_is_not_kept_is_said(team: Team) -> None:
    meeting = meet(team)
    with pytest.raises(UserError, match=f"no paper of {meeting} is kept"):
        team.do(LEAD, the_very_file, meeting)
    with team.store.begin() as uow:
        uow.add(Paper(id=uow.new_id(), meeting=team.get(meeting).id))
        uow.commit(team.act(LEAD).stamp("issue"))
    with pytest.raises(UserError, match="not kept any more"):
        team.do(LEAD, the_very_file, meeting)


def test_a_meeting_is_exactly_what_it_was_shown(team: Team) -> None:
    meeting = meet(team, "2024-03-20", "The Board")
    number = team.now.number
    ref = give(team, meeting, date(2024, 3, 18))
    team.clock.forward(days=20)
    team.do(OWNER, set_fields, ["A1"], {"title": "Later"})
    found = before(team, meeting)
    assert (found.state.number, found.on, found.label) == (number, date(2024, 3, 18), "The Board of 20 Mar 2024")
    assert found.note == f"What its board paper {ref} showed: change {number}, as at 18 Mar 2024."
    assert [one.number for one in found.changesets] == [number + 1, number + 2]


def test_a_meeting_without_a_paper_is_the_end_of_the_day_before_it(team: Team) -> None:
    team.clock.forward(days=2)
    meeting = meet(team, "2024-03-14")
    team.clock.forward(days=2)
    found = before(team, meeting)
    assert (found.state.number, found.on) == (2, date(2024, 3, 13))
    assert found.label == "the Board of 14 Mar 2024"
    assert "No paper was issued for it here: this is the plan at the end of the day before, 13 Mar 2024." in found.note


def test_an_older_plans_meeting_is_judged_on_the_day_it_was_frozen(team: Team) -> None:
    meeting = meet(team, "2024-03-20")
    team.clock.forward(days=1)
    with team.store.begin() as uow:
        uow.put(replace(team.get(meeting), frozen_at=2))
        uow.commit(team.act(LEAD).stamp("issue"))
    team.clock.forward(days=20)
    found = before(team, meeting)
    assert (found.state.number, found.on) == (2, date(2024, 3, 13))
    assert "judged on the day it was issued, 13 Mar 2024" in found.note
    (one,) = issued(team.now)
    assert (one["ref"], one["meeting"], one["changeset"], one["sha256"]) == (None, meeting, 2, None)


def test_a_day_is_its_end_judged_on_it_under_its_own_name(team: Team) -> None:
    team.clock.forward(days=1)
    team.do(OWNER, set_fields, ["A1"], {"title": "That day"})
    written = team.now.number
    team.clock.forward(days=5)
    give(team, meet(team, "2024-03-30"))
    found = before(team, "2024-03-16")
    assert (found.state.number, found.on, found.label) == (written, date(2024, 3, 16), "16 Mar 2024")
    assert before(team, str(written)).on == date(2024, 3, 13)
    assert before(team, str(written)).label == f"change {written}"


def test_the_plan_may_be_compared_with_itself_as_this_day_ends(team: Team) -> None:
    found = before(team, "2024-03-12")
    assert (found.on, found.state.number) == (date(2024, 3, 12), team.now.number)


@pytest.mark.parametrize(
    ("since", "fault"),
    [
        ("99", "there is no change 99"), ("A1", "A1 is not a meeting"), ("soon", "is not a date"),
        ("2020-01-01", "did not exist yet on 1 Jan 2020"), ("2024-03-13", "13 Mar 2024 is later than 12 Mar 2024"),
        ("T2", "T2 has neither a date nor a paper"), ("T3", "did not exist yet at T3"),
    ],
)  # fmt: skip
def test_what_there_is_nothing_of_is_refused(team: Team, since: str, fault: str) -> None:
    team.do(LEAD, add, Kind.MEETING, {"name": "Some day"})
    meet(team, "2019-05-01")
    with pytest.raises(UserError, match=fault):
        before(team, since)


STATES = ("in progress", "complete", "superseded")
deed = st.one_of(
    st.tuples(st.just("state"), st.integers(0, 5), st.sampled_from(STATES)),
    st.tuples(st.just("add"), st.integers(0, 40), st.sampled_from(STATES)),
    st.tuples(st.just("move"), st.integers(0, 5), st.integers(1, 60)),
    st.tuples(st.just("undo"), st.integers(0, 1), st.just(0)),
    st.tuples(st.just("wait"), st.integers(1, 25), st.just(0)),
    st.tuples(st.just("issue"), st.integers(0, 9), st.just(0)),
)


class History:
    """A plan that people work on at random, and the papers that its meetings were given."""

    def __init__(self) -> None:
        self.team = Team(a_plan_store(), FixedClock())
        self.printed: BoardData | None = None
        self.meeting = ""
        self.told: dict[str, int] = {}
        self.late: set[str] = set()

    def attempt(self, who: str, service: Any, *given: Any, **named: Any) -> Any:
        try:
            return self.team.do(who, service, *given, **named)
        except UserError:
            return None

    def live(self, what: str, n: int, more: Any) -> None:
        refs = self.team.refs(Kind.ACTION)
        ref, day = refs[n % len(refs)], self.team.clock.today()
        if what == "state":
            self.attempt(OWNER, set_fields, [ref], {"delivery": more}, reason="For a reason that all know")
        elif what == "add":
            due = {"due": date.fromordinal(day.toordinal() + n - 10)} if n else {}
            self.attempt(NURSE, add, Kind.ACTION, {"title": "Another", "for": "R1", "delivery": more, **due})
        elif what == "move":
            self.attempt(OWNER, extend.ask, ref, date.fromordinal(day.toordinal() + more), "More time is needed")
            self.attempt(CHAIR, extend.approve, ref)
        elif what == "undo":
            self.attempt((OWNER, NURSE)[n], undo)
        elif what == "wait":
            self.team.clock.forward(days=n)
        else:
            self.paper(n)

    def paper(self, ahead: int) -> None:
        """The next paper tells truly what the last one printed, then becomes the last one itself.

        Some meetings are given a draft first; what they saw is the paper that corrects it.
        """
        team, today = self.team, self.team.clock.today()
        meeting = meet(team, date.fromordinal(today.toordinal() + ahead).isoformat())
        if ahead % 2:
            team.do(LEAD, issue, meeting, a_paper(team.now, today))
            self.live("state", ahead, STATES[ahead % 3])
        since = before(team, self.meeting) if self.meeting else None
        data = board_data(team.now, today, since=since)
        if since is not None and self.printed is not None:
            self.compare(data, self.printed)
        self.late = set(data.figure("overdue").refs)
        self.meeting, self.printed = meeting, board_data(team.now, today)
        team.do(LEAD, issue, meeting, a_paper(team.now, today))

    def compare(self, data: BoardData, printed: BoardData) -> None:
        for figure in (*data.figures, *data.profile):
            assert figure.before == printed.figure(figure.key).count, figure.key
        assert data.changed is not None
        groups = {group.key: group.items for group in data.changed.groups}
        assert sorted(item.ref for item in groups["late"]) == sorted(set(data.figure("overdue").refs) - self.late)
        new = [item for item in groups["new"] if item.ref.startswith("A")]
        came = len(new) + len(groups["reopened"])
        went = len(groups["closed"]) + len(groups["dropped"])
        assert printed.figure("open").count + came - went == data.figure("open").count


@settings(max_examples=60, deadline=None)
@given(st.lists(deed, min_size=4, max_size=40))
def test_last_time_is_what_was_printed_whatever_happened_since(deeds: list[tuple[str, int, Any]]) -> None:
    history = History()
    history.paper(3)
    for what, n, more in deeds:
        history.live(what, n, more)
    history.paper(0)
