"""Every paper that can be made is offered by name, and every name that is offered is a paper."""

from tracker.domain.meetings.papers import NAMES
from tracker.papers.contents import PAPERS


def test_each_paper_has_a_name() -> None:
    assert set(NAMES) == set(PAPERS)
