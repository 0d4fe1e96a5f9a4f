import os
from datetime import date

import pytest

from support.clocks import an_act
from tracker.services.ports import system_user


def test_the_reporting_day_stands_in_for_today_but_the_stamp_keeps_the_real_time() -> None:
    act = an_act(as_at=date(2024, 6, 30))
    assert act.today == date(2024, 6, 30)
    assert act.stamp("edit", "why").at.date() == date(2024, 3, 12)
    assert an_act().today == date(2024, 3, 12)


def test_the_system_user_is_whom_the_system_names(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("LOGNAME", "someone")
    assert system_user() == "someone"


def test_a_system_that_knows_nobody_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000, raising=False)
    assert system_user() == "unknown"
