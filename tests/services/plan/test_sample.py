"""The sample plan shows every state a plan can be in, whatever the day it is made on."""

from datetime import date

import pytest

from support.builders import a_plan, a_reading
from support.memory import MemoryStore
from support.on_paper.pdf_pages import pages_of
from tracker.domain.actions.status import delivery_status
from tracker.domain.board.board import board_data
from tracker.domain.dates.deadlines import is_overdue, times_moved
from tracker.domain.meetings.rounds import returns
from tracker.domain.plan.key import remarks
from tracker.domain.plan.records import Kind, Round
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.board_pdf import board_pdf
from tracker.services.gate.decisions import decided_alone
from tracker.services.plan.sample import fill_sample, first_act


@pytest.fixture(params=[date(2026, 11, 22), date(2024, 2, 29), date(2027, 1, 1)], ids=str)
def made(request: pytest.FixtureRequest) -> tuple[Snapshot, date]:
    act = first_act(request.param, "tester")
    store = MemoryStore(a_plan(), act)
    fill_sample(store, a_reading(), b"the letter", act)
    assert not store.verify().faults
    return store.snapshot(), request.param


def test_the_plan_is_in_mid_life(made: tuple[Snapshot, date]) -> None:
    snapshot, today = made
    states = {action.delivery for action in snapshot.actions}
    assert {"not started", "in progress", "complete", "closed"} <= states
    assert any(is_overdue(action, today) for action in snapshot.actions)
    assert any(times_moved(action, snapshot.extensions_of(action.id)) == 2 for action in snapshot.actions)
    assert any(check.outcome == "failed" for a in snapshot.actions for check in snapshot.verifications_of(a.id))
    assert any(action.owner is None for action in snapshot.actions)
    assert any(action.due is None for action in snapshot.actions)


def test_its_papers_are_as_short_as_a_board_wants_them(made: tuple[Snapshot, date]) -> None:
    data = board_data(*made, history={})
    assert len(pages_of(board_pdf(data, paper="exceptions"))) <= 2
    assert len(pages_of(board_pdf(data, appendices=False))) <= 8
    assert len(pages_of(board_pdf(data, paper="plan-on-a-page"))) == 1


def test_every_view_has_something_to_show(made: tuple[Snapshot, date]) -> None:
    snapshot, _today = made
    assert {evidence.review for evidence in snapshot.evidence} == {"none", "accepted", "returned"}
    assert len(snapshot.points_of(snapshot.measures[0].id)) == 4
    assert snapshot.meetings
    assert snapshot.challenges
    assert all(snapshot.actions_for(recommendation.id) for recommendation in snapshot.recommendations)
    assert snapshot.milestones_of(snapshot.actions[9].id)
    assert snapshot.plan.submitted is not None


def test_a_round_shows_every_way_a_return_can_stand(made: tuple[Snapshot, date]) -> None:
    snapshot, today = made
    asked: Round = snapshot.of(Kind.ROUND)[0]
    found = {one.name: (one.state, len(one.answered), len(one.asked)) for one in returns(snapshot, asked, today)}
    assert found == {
        "Workforce Development Team": ("in", 1, 1),
        "Complex Safeguarding Hub Manager": ("late", 2, 2),
        "Designated Nurse for Safeguarding": ("nil return", 1, 1),
        "Head of Youth Justice": ("overdue", 1, 3),
        "CAMHS General Manager": ("overdue", 0, 2),
        "Head of Access and Inclusion": ("overdue", 0, 1),
    }


def test_the_partnership_has_words_of_its_own(made: tuple[Snapshot, date]) -> None:
    key = made[0].plan.key
    assert delivery_status("closed", key).word == "Signed off"
    assert delivery_status("complete", key).word == "Complete"
    assert not [one for one in remarks(key) if one.ground != "dark"]


def test_nothing_happened_after_the_day_it_is_made(made: tuple[Snapshot, date]) -> None:
    snapshot, today = made
    said = [update.dated for action in snapshot.actions for update in snapshot.updates_for(action.id)]
    done = [action.done for action in snapshot.actions if action.done is not None]
    assert said
    assert done
    assert max(*said, *done) <= today


def test_no_two_of_its_people_seem_to_be_one_pair_of_hands() -> None:
    act = first_act(date(2026, 11, 22), "tester")
    store = MemoryStore(a_plan(), act)
    fill_sample(store, a_reading(), b"the letter", act)
    with store.begin(writing=False) as uow:
        assert [one.sentence for one in decided_alone(uow)] == []
