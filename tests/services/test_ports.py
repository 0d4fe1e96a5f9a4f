import ctypes
import os
import sys
from datetime import date
from typing import Any

import pytest

from support.clocks import an_act
from tracker.services.ports import system_user


def test_the_reporting_day_stands_in_for_today_but_the_stamp_keeps_the_real_time() -> None:
    act = an_act(as_at=date(2024, 6, 30))
    assert act.today == date(2024, 6, 30)
    assert act.stamp("edit", "why").at.date() == date(2024, 3, 12)
    assert an_act().today == date(2024, 3, 12)


@pytest.mark.skipif(sys.platform == "win32", reason="asks as Unix answers")
def test_the_account_is_the_system_s_word_not_a_variable_s(monkeypatch: pytest.MonkeyPatch) -> None:
    import pwd

    for name in ("LOGNAME", "USER", "LNAME", "USERNAME"):
        monkeypatch.setenv(name, "somebody else")
    assert system_user() == pwd.getpwuid(os.getuid()).pw_name


@pytest.mark.skipif(sys.platform == "win32", reason="asks as Unix answers")
def test_an_account_without_a_name_is_told_by_its_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "getuid", lambda: 4_000_000)
    assert system_user() == "user 4000000"


class Windows:
    """As much of Windows as is asked."""

    def __init__(self, name: str, answer: int = 1) -> None:
        self.advapi32 = self
        self._name = name
        self._answer = answer

    def GetUserNameW(self, buffer: Any, _size: object) -> int:
        buffer.value = self._name
        return self._answer


@pytest.mark.parametrize(
    ("library", "said"),
    [(Windows("jb"), "jb"), (Windows(""), "unknown"), (Windows("half a na", 0), "unknown"), (None, "unknown")],
)
def test_windows_is_asked_by_its_own_call(monkeypatch: pytest.MonkeyPatch, library: object, said: str) -> None:
    monkeypatch.setitem(sys.modules, "pwd", None)
    monkeypatch.setattr(ctypes, "windll", library, raising=False)
    assert system_user() == said
