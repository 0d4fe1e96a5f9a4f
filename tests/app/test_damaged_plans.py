"""A short turn of damaged plans; `python3 -m benchmarks.fuzz.plans` plays many."""

import pytest

from benchmarks.fuzz.plans import main


def test_damaged_plans_are_opened_or_refused_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["12", "3"]) == 0
    assert "0 defects, 0 good copies displaced" in capsys.readouterr().out
