"""Modules are read as Python reads them: their source is not looked through again by Qt's Python."""

import builtins

import pytest

import tracker.ui
from tracker.ui.core.imports import use_own_import


def test_the_window_reads_modules_without_qts_detour() -> None:
    assert tracker.ui.__doc__
    assert builtins.__import__ is not getattr(builtins, "__feature_import__", None)


def test_python_without_the_detour_is_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(builtins, "__orig_import__", raising=False)
    before = builtins.__import__
    use_own_import()
    assert builtins.__import__ is before
