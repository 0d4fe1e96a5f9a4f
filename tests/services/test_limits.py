"""Every limit is taken to its last, and nothing beyond it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from support.builders import an_id
from support.team import LEAD, Team
from tracker.db import blobs
from tracker.db.mapping import as_kept
from tracker.domain.actions.verification import checked_months
from tracker.domain.board.board_asks import ASKED, asks
from tracker.domain.dates import dates
from tracker.domain.guard import publishing
from tracker.domain.plan import key
from tracker.domain.plan.fields import EvidenceRule, KeyEntry
from tracker.domain.plan.records import Inspection, Kind
from tracker.domain.text import word_diff
from tracker.domain.workbook.cells import CELL_LIMIT, fit
from tracker.errors import UserError
from tracker.services.dates.periods import set_periods
from tracker.services.dates.statement_steps import change_steps, planned
from tracker.services.meetings import templates
from tracker.services.plan import rules

RULE = rules.RULES[0].rule
SMALL = 1024 * 1024
TAKEN: dict[str, tuple[Callable[[int], object], int, int]] = {
    "year": (lambda year: dates.parse(f"3 May {year:04d}"), 1900, 2199),
    "rule": (lambda least: rules.checked_rule(EvidenceRule(RULE, True, least)), 1, 99),
    "check": (lambda months: checked_months([str(months)]), 1, 99),
    "number": (lambda value: as_kept(Inspection(id=an_id(1), pages=value)), -(2**63 - 1), 2**63 - 1),
    "file": (lambda size: blobs.fingerprint(bytes(size)), 0, SMALL),
    "logo": (lambda more: templates._picture(b"\x89PNG\r\n\x1a\n" + bytes(more)), 0, 1_999_992),
}  # fmt: skip


@pytest.mark.parametrize("what", TAKEN)
def test_what_lies_within_is_taken_and_what_lies_beyond_refused(what: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(blobs, "LARGEST", SMALL)
    take, least, most = TAKEN[what]
    take(least)
    take(most)
    for beyond in (most + 1, *((least - 1,) if least else ())):
        with pytest.raises(UserError):
            take(beyond)


def test_so_do_weeks_periods_and_steps(team: Team) -> None:
    def weeks(given: int) -> Any:
        return team.do(LEAD, rules.set_rules, [], quiet_weeks=given)

    def period(given: int) -> Any:
        return team.do(LEAD, set_periods, {"I1": given})

    def step(given: int) -> Any:
        return team.do(LEAD, change_steps, [planned({"Cabinet": given})])

    for take, least, most in ((weeks, 1, 99), (period, 1, 520), (step, 0, 260)):
        take(least)
        take(most)
        for beyond in (least - 1, most + 1):
            with pytest.raises(UserError):
                take(beyond)


def test_a_label_of_a_key_has_so_many_letters() -> None:
    long = [KeyEntry("delivery", "complete", "x" * (40 + more), "") for more in (0, 1)]
    assert [len(key.faults([one])) for one in long] == [0, 1]


def test_a_text_that_fits_a_cell_is_whole() -> None:
    assert fit("x" * CELL_LIMIT) == "x" * CELL_LIMIT
    assert len(fit("x" * (CELL_LIMIT + 1))) <= CELL_LIMIT
    assert fit("😀" * (CELL_LIMIT // 2 + 1)) != "😀" * (CELL_LIMIT // 2 + 1)


def test_references_are_named_up_to_so_many_and_the_rest_is_counted() -> None:
    refs = [f"A{n}" for n in range(1, 14)]
    for line, last in (
        (lambda n: asks({ASKED[0][0]: tuple(refs[:n])}, "")[0], 12),
        (lambda n: publishing._line(Kind.ACTION, "Title", "names", refs[:n]), 8),
    ):
        assert "more" not in line(last)
        assert f"A{last} and 1 more" in line(last + 1)


def test_long_texts_are_compared_as_wholes() -> None:
    words = "w " * 750  # a space counts as a word
    for text, parts in (("a " + words[:-3], 2), ("a " + words, 1)):
        assert len(word_diff.runs(text, f"b{text[1:]}")) == parts


def test_a_day_may_be_the_first_or_last_of_all() -> None:
    assert dates.parse("1 January 1900") == date(1900, 1, 1)
    assert dates.parse("31 December 2199") == date(2199, 12, 31)
