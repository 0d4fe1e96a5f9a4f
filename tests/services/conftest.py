import pytest

from support.builders import a_plan_store, an_empty_store
from support.clocks import FixedClock
from support.team import Team


@pytest.fixture
def team() -> Team:
    """People at work on the plan in mid-life."""
    clock = FixedClock()
    return Team(a_plan_store(clock), clock)


@pytest.fixture
def starters() -> Team:
    """People at work on an empty plan that nobody has agreed."""
    clock = FixedClock()
    return Team(an_empty_store(clock), clock)
