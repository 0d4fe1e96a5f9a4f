"""Issuing a paper: what a board was shown is kept, once."""

import pytest

from support.builders import a_plan_store
from support.clocks import an_act
from tracker.domain.plan.records import Kind, Meeting
from tracker.errors import UserError
from tracker.services.meetings.meetings import issue
from tracker.services.records.editing import add


def test_a_paper_is_issued_once_at_the_change_it_showed() -> None:
    store = a_plan_store()
    with store.begin() as uow:
        ref = add(uow, an_act(), Kind.MEETING, {"name": "Board"}).refs[0]
    shown = store.snapshot().number
    with store.begin() as uow:
        issue(uow, an_act(), ref)
    meeting = store.snapshot().by_ref(ref)
    assert isinstance(meeting, Meeting)
    assert meeting.frozen_at == shown
    with store.begin() as uow, pytest.raises(UserError, match="already"):
        issue(uow, an_act(), ref)
