"""What the rules propose of a forecast and of assurance, each with its reason."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.builders import a_plan, an_action, an_id
from tracker.domain.actions.closing import ACCEPTED, SO_WHAT, is_closed_unproved, lacking_to_close
from tracker.domain.actions.proposals import (
    difference_words,
    differences,
    is_better,
    proposed,
    proposed_assurance,
    proposed_forecast,
    unexplained,
)
from tracker.domain.plan.records import Action, Evidence, Extension, Measure, Plan, Point, Record, Verification, kind_of
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 3, 12)
DONE = date(2023, 6, 1)


def plan_of(*records: Record, plan: Plan | None = None) -> Snapshot:
    kinds: dict[Any, dict[Any, Any]] = {}
    for record in records:
        kinds.setdefault(kind_of(record), {})[record.id] = record
    return Snapshot(plan or a_plan(), kinds, 1, "0" * 64, {})


def forecast(action: Action, *others: Record) -> tuple[str | None, str]:
    found = proposed_forecast(plan_of(action, *others), action, TODAY)
    return found.token, found.reason


def assurance(action: Action, *others: Record) -> tuple[str | None, str]:
    found = proposed_assurance(plan_of(action, *others), action, TODAY)
    return found.token, found.reason


def moved(action: Action, times: int, state: str = "approved") -> Iterable[Extension]:
    return [
        Extension(id=an_id(7000 + n), ref=f"X{n}", action=action.id, state=state, new_due=date(2024, 9, 1))
        for n in range(times)
    ]


def test_an_overdue_action_is_red_and_says_since_when() -> None:
    late = an_action(due=date(2024, 3, 1))
    assert forecast(late) == ("red", "it was due on 1 Mar 2024 and is still open")


def test_a_forecast_date_far_after_the_due_date_is_red_and_a_little_after_amber() -> None:
    due = date(2024, 9, 1)
    assert forecast(an_action(due=due, forecast_due=date(2024, 10, 1)))[0] == "red"
    assert forecast(an_action(due=due, forecast_due=date(2024, 9, 8))) == (
        "amber",
        "its forecast date (8 Sep 2024) is after it is due",
    )


def test_waiting_for_what_is_overdue_is_red_and_for_what_is_open_amber() -> None:
    other = an_action(2, due=date(2024, 3, 1))
    waits = an_action(1, waits_for=(other.id, an_id(9999)))
    assert forecast(waits, other) == ("red", "it waits for A2, which is overdue")
    later = an_action(2, due=date(2024, 9, 1))
    assert forecast(waits, later) == ("amber", "it waits for A2, which is not finished")
    assert forecast(waits, an_action(2, delivery="complete"))[0] == "green"


@pytest.mark.parametrize(
    ("times", "state", "reason"),
    [
        (1, "pending", "a new date (1 Sep 2024) waits for approval"),
        (2, "approved", "its date has slipped twice"),
        (3, "approved", "its date has slipped 3 times"),
    ],
)
def test_dates_that_move_are_amber(times: int, state: str, reason: str) -> None:
    action = an_action(due=date(2024, 9, 1))
    assert forecast(action, *moved(action, times, state)) == ("amber", reason)


def test_silence_a_near_date_and_returned_evidence_are_amber() -> None:
    quiet = an_action(start=date(2023, 12, 1), due=date(2024, 9, 1))
    assert forecast(quiet) == ("amber", "nobody has reported on it since 1 Dec 2023")
    near = an_action(due=date(2024, 3, 20))
    assert forecast(near) == ("amber", "it is due on 20 Mar 2024 and has not been started")
    begun = an_action(delivery="in progress", due=date(2024, 3, 20))
    assert forecast(begun) == ("green", "nothing stands in its way")
    back = Evidence(id=an_id(8001), ref="E1", targets=(begun.id,), review="returned")
    fine = Evidence(id=an_id(8000), ref="E0", targets=(begun.id,))
    assert forecast(begun, fine, back) == ("amber", "its evidence E1 was sent back")


def test_a_report_made_now_ends_the_silence() -> None:
    quiet = an_action(delivery="in progress", start=date(2023, 12, 1), due=date(2024, 9, 1))
    assert proposed_forecast(plan_of(quiet), quiet, TODAY, heard=True).token == "green"
    late = an_action(due=date(2024, 3, 1))
    assert proposed_forecast(plan_of(late), late, TODAY, heard=True).token == "red"


def test_a_finished_action_has_no_forecast() -> None:
    assert forecast(an_action(delivery="complete", done=DONE, due=date(2023, 1, 1))) == (None, "")


def proved(action: Action, **fields: Any) -> tuple[Evidence, ...]:
    given: dict[str, Any] = {
        "targets": (action.id,), "dated": date(2023, 7, 1), "added_by": "Owner", "review": "accepted",
        "reviewed_by": "Checker", "url": "https://example.org", **fields,
    }  # fmt: skip
    return (
        Evidence(id=an_id(8001), ref="E1", kind="Case-file audit", **given),
        Evidence(id=an_id(8002), ref="E2", kind="Dip sample", **given),
    )


def better(action: Action, value: float, on: date = date(2024, 1, 1)) -> tuple[Record, ...]:
    measure = Measure(id=an_id(8101), ref="M1", name="Plans rated good", targets=(action.id,), baseline=40, target=75)
    return measure, Point(id=an_id(8102), ref="D1", measure=measure.id, dated=on, value=value)


def check(action: Action, on: date | None, outcome: str | None = "passed", number: int = 1) -> Verification:
    return Verification(id=an_id(8200 + number), ref=f"V{number}", action=action.id, done=on, outcome=outcome)


def test_assurance_goes_step_by_step_and_says_what_carries_it() -> None:
    action = an_action(delivery="complete", done=DONE)
    assert assurance(an_action()) == ("none", "it is not finished yet")
    assert assurance(action) == ("done", "it is done, and no evidence of it has been accepted by someone else")
    assert assurance(action, proved(action)[0]) == ("done", "it is done, and its evidence is fair")
    assert assurance(action, *proved(action))[0] == "evidenced"
    assert assurance(action, *proved(action), *better(action, 52)) == (
        "impact shown",
        "its evidence is sufficient and M1 (Plans rated good) has improved",
    )
    late = check(action, date(2024, 1, 15))
    assert assurance(action, *proved(action), *better(action, 80), late) == (
        "embedded",
        "M1 (Plans rated good) is at its target, and V1 found on 15 Jan 2024 that it stuck",
    )


def test_a_reading_from_before_completion_or_worse_than_the_baseline_shows_nothing() -> None:
    action = an_action(delivery="complete", done=DONE)
    assert assurance(action, *proved(action), *better(action, 80, date(2023, 5, 1)))[0] == "evidenced"
    assert assurance(action, *proved(action), *better(action, 30))[0] == "evidenced"
    undated = an_action(delivery="complete")
    assert assurance(undated, *proved(undated), *better(undated, 80, date(2023, 5, 1)))[0] == "done"


@pytest.mark.parametrize(("on", "outcome"), [(date(2023, 9, 1), "passed"), (date(2024, 1, 15), "failed"), (None, None)])
def test_a_check_too_early_failed_or_to_come_embeds_nothing(on: date | None, outcome: str | None) -> None:
    action = an_action(delivery="complete", done=DONE)
    found = assurance(action, *proved(action), *better(action, 80), check(action, on, outcome))
    assert found[0] == "impact shown"


def test_a_plan_that_does_not_ask_for_a_date_is_judged_without_one() -> None:
    from tracker.domain.plan.fields import EvidenceRule

    action = an_action(delivery="complete")
    plan = a_plan(evidence_rules=(EvidenceRule("after completion", False),))
    snapshot = plan_of(action, *proved(action), *better(action, 80), check(action, date(2024, 1, 1)), plan=plan)
    assert proposed_assurance(snapshot, action, TODAY).token == "impact shown"


def test_differences_are_named_and_only_a_better_word_wants_a_reason() -> None:
    late = an_action(due=date(2024, 3, 1), forecast="green", assurance="evidenced")
    snapshot = plan_of(late)
    assert [field for field, _ in differences(snapshot, late, TODAY)] == ["forecast", "assurance"]
    assert [field for field, _ in unexplained(snapshot, late, TODAY)] == ["forecast", "assurance"]
    field, proposal = unexplained(snapshot, late, TODAY)[0]
    assert difference_words(late, field, proposal) == (
        "A1: the rules propose forecast red, not green: it was due on 1 Mar 2024 and is still open; no reason is given"
    )
    said = an_action(
        due=date(2024, 3, 1), forecast="green", forecast_reason="Signed off tomorrow", assurance="evidenced",
        assurance_reason="Seen by the board",
    )  # fmt: skip
    assert unexplained(plan_of(said), said, TODAY) == ()
    worse = an_action(due=date(2024, 9, 1), delivery="in progress", forecast="red", forecast_reason="No staff")
    assert [field for field, _ in differences(plan_of(worse), worse, TODAY)] == ["forecast"]
    assert unexplained(plan_of(worse), worse, TODAY) == ()
    silent = an_action(due=date(2024, 9, 1), delivery="in progress")
    assert differences(plan_of(silent), silent, TODAY) == ()


def test_nothing_chosen_or_nothing_proposed_is_never_better() -> None:
    action = an_action(due=date(2024, 3, 1))
    found = proposed(plan_of(action), action, TODAY)
    assert not is_better("forecast", None, found.forecast)
    assert is_better("forecast", "amber", found.forecast)
    assert not is_better("forecast", "red", found.forecast)
    assert is_better("assurance", "done", found.assurance)
    assert len(found.reasons) == 2
    finished = an_action(delivery="closed", done=DONE)
    assert not is_better("forecast", "green", proposed(plan_of(finished), finished, TODAY).forecast)
    assert len(proposed(plan_of(finished), finished, TODAY).reasons) == 1


def test_closing_lacks_evidence_and_a_so_what_until_they_are_there() -> None:
    closed = an_action(delivery="closed", done=DONE)
    assert len(lacking_to_close(plan_of(closed), closed, TODAY)) == 2
    assert is_closed_unproved(plan_of(closed), closed, TODAY)
    shown = an_action(delivery="closed", done=DONE, impact="Plans are clearer")
    assert lacking_to_close(plan_of(shown, *proved(shown)), shown, TODAY) == ()
    assert not is_closed_unproved(plan_of(shown, *proved(shown)), shown, TODAY)
    assert not is_closed_unproved(plan_of(an_action()), an_action(), TODAY)


@pytest.mark.parametrize(
    "fields", [{"refresh_by": date(2024, 3, 11)}, {"url": None}, {"review": "returned"}, {"reviewed_by": "Owner"}]
)
def test_closing_asks_for_evidence_that_counts(fields: dict[str, Any]) -> None:
    shown = an_action(delivery="closed", done=DONE, impact="Plans are clearer")
    plan = plan_of(shown, *proved(shown, **fields))
    assert lacking_to_close(plan, shown, TODAY) == (ACCEPTED,)
    assert is_closed_unproved(plan, shown, TODAY)


def test_closing_asks_for_the_newest_version_to_be_accepted() -> None:
    shown = an_action(delivery="closed", done=DONE, impact="Plans are clearer")
    older, other = proved(shown)
    newer = replace(other, review="none", reviewed_by=None, replaces=older.id)
    assert lacking_to_close(plan_of(shown, older, newer), shown, TODAY) == (ACCEPTED,)


@pytest.mark.parametrize("impact", [None, "", "-", " . ", "\u2013\u2026"])
def test_a_so_what_without_a_letter_or_digit_is_none(impact: str | None) -> None:
    shown = an_action(delivery="closed", done=DONE, impact=impact)
    assert lacking_to_close(plan_of(shown, *proved(shown)), shown, TODAY) == (SO_WHAT,)
