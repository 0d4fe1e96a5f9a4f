from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.builders import an_action, an_id
from tracker.domain.actions.evidence import Sufficiency, is_checked, shows_practice, state_words, sufficiency
from tracker.domain.plan.records import Evidence

DONE = an_action(delivery="complete", done=date(2024, 2, 1))


def an_item(number: int = 1, **fields: Any) -> Evidence:
    given = {
        "kind": "Case-file audit", "dated": date(2024, 2, 9), "added_by": "Head of Early Help", "review": "accepted",
        "reviewed_by": "Designated Nurse", "url": "https://example.org", **fields,
    }  # fmt: skip
    return Evidence(id=an_id(8000 + number), ref=f"E{number}", **given)


def judged(*items: Evidence, today: date | None = None) -> Sufficiency:
    return sufficiency(DONE, items, today)


def test_no_evidence_is_said_in_a_sentence() -> None:
    assert judged() == Sufficiency("none", ("No evidence yet.",))


def test_two_kinds_checked_after_completion_showing_practice_suffice() -> None:
    found = judged(an_item(1), an_item(2, kind="Parents' / carers' feedback"))
    assert found.level == "sufficient"
    assert "2 kinds of evidence" in found.reasons[0]
    assert "Checked by someone else (Designated Nurse)." in found.reasons


def test_one_kind_is_fair_and_says_what_is_lacking() -> None:
    found = judged(an_item(1), an_item(2))
    assert found.level == "fair"
    assert "Only one kind of evidence (Case-file audit): add another kind." in found.reasons


def test_evidence_older_than_completion_is_named_with_its_date() -> None:
    found = judged(an_item(1, dated=date(2024, 1, 31)), an_item(2, kind="Dip sample", dated=date(2024, 1, 9)))
    assert "The latest evidence (31 Jan 2024) is older than completion (1 Feb 2024)." in found.reasons
    assert found.level == "fair"


def test_unfinished_work_and_undated_evidence_are_said_so() -> None:
    assert any("not complete yet" in reason for reason in sufficiency(an_action(), [an_item()]).reasons)
    assert "No evidence has a date of its own." in judged(an_item(dated=None)).reasons


def test_a_check_by_who_added_it_is_no_check() -> None:
    own = an_item(reviewed_by="head of  early help")
    assert not is_checked(own)
    assert not is_checked(an_item(reviewed_by=None))
    assert "Nobody but those who added it has checked it." in judged(own).reasons


def test_activity_alone_is_thin() -> None:
    found = judged(an_item(kind="Training record / take-up", review="none", reviewed_by=None))
    assert found.level == "thin"
    assert "It shows that something was done, not what difference it made." in found.reasons
    assert shows_practice(an_item())
    assert not shows_practice(an_item(kind=None))


def test_evidence_without_a_kind_is_said_so() -> None:
    assert "No kind is given: say what sort of evidence it is." in judged(an_item(kind=" ")).reasons


def test_what_was_sent_back_replaced_or_has_gone_stale_does_not_count() -> None:
    returned = an_item(1, review="returned")
    assert judged(returned) == Sufficiency("none", ("E1 was sent back and does not count.", "No other evidence."))
    stale = an_item(2, refresh_by=date(2024, 3, 1))
    assert judged(stale).level == "fair"
    assert judged(stale, today=date(2024, 3, 2)).level == "none"
    newer = an_item(3, replaces=stale.id)
    assert "E2 is out of date or replaced and does not count." in judged(stale, newer).reasons


def test_what_was_erased_does_not_count() -> None:
    erased = an_item(1, url=None, sha256="0" * 64)
    left = ("E1 has neither a file nor a link any more and does not count.", "No other evidence.")
    assert judged(erased) == Sufficiency("none", left)
    assert judged(an_item(1, url=None, file="audit.pdf")).level == "fair"


@pytest.mark.parametrize(("day", "holds"), [(31, False), (1, True), (2, True)])
def test_evidence_of_the_day_of_completion_counts_as_after_it(day: int, holds: bool) -> None:
    dated = date(2024, 1 if day == 31 else 2, day)
    found = judged(an_item(1, dated=dated), an_item(2, kind="Dip sample", dated=dated))
    assert any("is from completion (1 Feb 2024) or later" in reason for reason in found.reasons) == holds
    assert (found.level == "sufficient") == holds


@pytest.mark.parametrize(("today", "counts"), [(8, True), (9, True), (10, False)])
def test_evidence_counts_to_the_end_of_the_day_it_is_to_be_refreshed_by(today: int, counts: bool) -> None:
    found = judged(an_item(1, refresh_by=date(2024, 3, 9)), today=date(2024, 3, today))
    assert (found.level != "none") == counts


def test_how_evidence_stands_is_said_in_few_words() -> None:
    today = date(2024, 3, 12)
    good = an_item()
    new, back = Evidence(id=an_id(2), file="audit.pdf"), Evidence(id=an_id(3), review="returned")
    newer = Evidence(id=an_id(4), replaces=an_id(3), file="audit.pdf")
    assert state_words((), today) == ""
    assert state_words((Evidence(id=an_id(5)),), today) == "1 evidence: none counts"
    assert state_words((good, new, back), today) == "3 evidence: 1 accepted, 1 to check, 1 sent back"
    assert state_words((back, newer), today) == "2 evidence: 1 to check"
    stale = replace(good, refresh_by=date(2024, 1, 1))
    assert state_words((stale,), today) == "1 evidence: none counts"
