"""The window on My work, opened for somebody."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from support.builders import put_into
from support.clocks import an_act
from support.gateway import FakeGateway
from support.screens.working import Working
from support.window import Opened


@pytest.fixture
def at_work(window: Opened, gateway: FakeGateway) -> Callable[..., Working]:
    """Opens My work for somebody, with further records in the plan."""

    def begin(who: str, *more: Any, **changed: Any) -> Working:
        gateway.who = who
        session = gateway.create_sample()
        put_into(session.store, more)
        if changed:
            with session.store.begin() as uow:
                for ref, fields in changed.items():
                    uow.put(replace(uow.snapshot().by_ref(ref), **fields))
                uow.commit(an_act("Board Chair").stamp())
        window.window.files.opened.emit(session, session.snapshot())
        made = Working(window.window, window.qtbot, window.opened)
        made.settle()
        return made

    return begin
