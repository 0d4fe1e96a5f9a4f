from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.builders import an_id
from tracker.domain.dates.statutory import (
    RULES,
    StatutoryClock,
    _start,
    add_months,
    answer_rule,
    lacks_first_day,
    non_working_warning,
    rule_words,
    rules_for,
    statutory,
)
from tracker.domain.plan.records import Inspection
from tracker.domain.reading.reading import AnswerPeriod


def an_inspection(document_type: str = "JTAI", **fields: Any) -> Inspection:
    return Inspection(id=an_id(1), document_type=document_type, **fields)


def first(inspection: Inspection, *kinds: str) -> StatutoryClock:
    return statutory(inspection, kinds=kinds)[0]


def test_a_stated_date_wins_and_the_computed_one_stands_beside_it() -> None:
    clock = first(an_inspection(published=date(2023, 11, 30), respond_by=date(2024, 3, 9)))
    assert clock.due == clock.stated == date(2024, 3, 9)
    assert clock.computed == date(2024, 3, 12)
    assert "published (30 Nov 2023" in clock.explanation
    assert "from receipt, whose day is not known" in clock.explanation
    assert clock.warnings == ("9 Mar 2024 is a Saturday; the working day before it is Fri 8 Mar 2024",)
    assert clock.working_day_before == date(2024, 3, 8)


def test_the_day_it_was_received_is_counted_from_where_it_is_known() -> None:
    clock = first(an_inspection(published=date(2023, 11, 30), received=date(2023, 11, 20)))
    assert clock.basis == "received"
    assert clock.computed == clock.due == date(2024, 2, 29)
    assert clock.explanation == "70 working days from the day it was received (20 Nov 2023) is 29 Feb 2024."
    assert clock.working_day_before is None


def test_without_any_day_the_clock_says_what_to_type() -> None:
    clock = first(an_inspection())
    assert clock.due is None
    assert "type the day it was received or published" in clock.explanation
    assert clock.warnings == ()


def test_a_stated_date_far_from_the_usual_is_remarked_upon() -> None:
    clock = first(an_inspection(published=date(2024, 5, 16), respond_by=date(2024, 7, 10)))
    assert any("38 working days on, where 70 are usual" in warning for warning in clock.warnings)


def test_an_ilacs_report_must_be_answered_and_published() -> None:
    clocks = statutory(an_inspection("ILACS inspection", received=date(2024, 1, 2)))
    assert [(c.rule.id, c.computed) for c in clocks] == [
        ("ilacs_statement", date(2024, 4, 11)),
        ("ilacs_publish", date(2024, 2, 13)),
    ]


def test_a_focused_visit_sets_clocks_only_with_a_priority_action() -> None:
    visit = an_inspection("ILACS focused visit", received=date(2024, 1, 2))
    assert statutory(visit) == ()
    found = statutory(visit, kinds=("area for priority action",))
    assert [c.rule.id for c in found] == ["visit_final", "visit_draft"]
    assert any("medium certainty" in warning for warning in found[0].warnings)


def test_an_area_send_report_is_answered_by_its_outcome() -> None:
    failing = an_inspection("Area SEND inspection", outcome="Widespread and/or systemic failings")
    assert [rule.id for rule in rules_for(failing)] == ["send_plan", "send_publish"]
    better = replace(failing, outcome="Inconsistent experiences and outcomes")
    clock = first(better)
    assert clock.rule.id == "send_strategy"
    assert clock.due is None
    assert "No period is laid down" in clock.explanation


def test_weeks_and_months_are_counted_by_the_calendar() -> None:
    police = first(an_inspection("HMICFRS child protection inspection", published=date(2024, 1, 2)))
    assert police.computed == date(2024, 2, 13)
    assert police.basis == "published"
    scrutiny = first(an_inspection("Scrutiny report", received=date(2023, 12, 31)))
    assert scrutiny.computed == date(2024, 2, 29)


def test_months_end_where_the_month_ends() -> None:
    assert add_months(date(2024, 1, 31), 1) == date(2024, 2, 29)
    assert add_months(date(2024, 11, 30), 1) == date(2024, 12, 30)
    assert add_months(date(2024, 10, 31), 2) == date(2024, 12, 31)
    assert add_months(date(2024, 12, 1), 1) == date(2025, 1, 1)


def test_a_date_stated_in_an_unknown_document_still_counts() -> None:
    clock = first(an_inspection("other", respond_by=date(2024, 3, 8), respond_to="the board"))
    assert clock.due == date(2024, 3, 8)
    assert clock.rule.to == "the board"
    assert clock.warnings == ()
    assert statutory(an_inspection("other")) == ()


def test_a_bank_holiday_beyond_the_table_is_warned_of() -> None:
    clock = first(an_inspection(received=date(2030, 12, 2)))
    assert any("after 31 Dec 2030" in warning for warning in clock.warnings)


def test_every_rule_says_where_it_comes_from_and_how_sure_it_is() -> None:
    assert len({rule.id for rule in RULES}) == len(RULES)
    assert all(rule.source for rule in RULES)
    assert {rule.certainty for rule in RULES} <= {"high", "medium", "low"}


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (date(2024, 3, 8), ""),
        (date(2024, 3, 29), "29 Mar 2024 is a bank holiday; the working day before it is Thu 28 Mar 2024"),
    ],
)
def test_closed_days_are_warned_of(day: date, said: str) -> None:
    assert non_working_warning(day) == said


def test_a_closure_day_of_ones_own_is_warned_of() -> None:
    shut = date(2024, 12, 27)
    assert non_working_warning(shut, {shut}).startswith("27 Dec 2024 is a closure day")


def test_a_rule_is_told_with_its_source_and_how_sure_it_is() -> None:
    assert rule_words(None) == "No rule is known for this kind of document."
    rule = next(one for one in RULES if one.period is not None and one.certainty == "high")
    said = rule_words(rule)
    assert said.endswith(f"{rule.period} {rule.unit} from {rule.counted_from}. Source: {rule.source}.")
    assert rule_words(replace(rule, certainty="medium")).endswith("Certainty: medium, so check it.")
    assert "no period is laid down" in rule_words(replace(rule, period=None, unit=""))


@pytest.mark.parametrize(
    ("counted_from", "basis", "day"),
    [("publication", "published", date(2026, 4, 9)), ("receipt", "received", date(2026, 3, 2))],
)
def test_a_duty_is_counted_from_the_day_the_law_names(counted_from: str, basis: str, day: date) -> None:
    kinds = {rule.counted_from for rule in RULES if rule.period is not None}
    assert "publication" in kinds
    for rule in RULES:
        if rule.period is None or (rule.counted_from == "publication") != (counted_from == "publication"):
            continue
        both = Inspection(id=an_id(1), received=date(2026, 3, 2), published=date(2026, 4, 9))
        assert _start(rule, both) == (day, basis)


def test_a_period_that_the_letter_states_takes_the_place_of_the_rules() -> None:
    stated = (AnswerPeriod("action plan", 60, page=5), AnswerPeriod("draft action plan", 15, page=5))
    visit = an_inspection("ILACS focused visit", received=date(2024, 1, 2), answer_periods=stated)
    clocks = statutory(visit, kinds=["area for priority action"])
    assert [(c.rule.what, c.rule.period, c.rule.certainty, c.rule.answers) for c in clocks] == [
        ("action plan", 60, "stated", True),
        ("draft action plan", 15, "stated", False),
    ]
    assert clocks[0].rule.source == "the document itself, page 5"
    assert clocks[0].warnings == ()
    assert rule_words(clocks[1].rule) == (
        "Draft action plan, to Ofsted: 15 working days from receipt. Source: the document itself, page 5."
    )


def test_a_stated_period_stands_where_no_rule_is_known_and_a_typed_one_before_it() -> None:
    letter = an_inspection("other", answer_periods=(AnswerPeriod("written statement", 40),), working_days=30)
    (clock,) = statutory(letter)
    assert (clock.rule.what, clock.rule.period, clock.rule.certainty) == ("written statement", 30, "as typed")
    (clock,) = statutory(replace(letter, working_days=None))
    assert (clock.rule.period, clock.rule.source) == (40, "the document itself")
    dated = an_inspection("other", answer_periods=(AnswerPeriod("draft action plan", by=date(2024, 1, 2)),))
    (clock,) = statutory(dated)
    assert (clock.due, clock.rule.answers, clock.warnings) == (date(2024, 1, 2), False, ())
    assert clock.explanation == "The day is stated in the document itself."
    assert rule_words(clock.rule) == "Draft action plan: by 2 Jan 2024. Source: the document itself."


def test_a_stated_day_takes_the_place_of_the_usual_one_and_keeps_it_beside_itself() -> None:
    days = (AnswerPeriod("draft action plan", by=date(2024, 1, 31)), AnswerPeriod("action plan", by=date(2024, 4, 12)))
    visit = an_inspection("ILACS focused visit", received=date(2024, 1, 2), answer_periods=days)
    answer, draft = statutory(visit, kinds=["area for priority action"])
    assert (answer.due, answer.rule.period) == (date(2024, 4, 12), 70)
    assert (draft.due, draft.computed, draft.rule.period) == (date(2024, 1, 31), date(2024, 1, 30), 20)
    answer = statutory(replace(visit, respond_by=date(2024, 4, 15)), kinds=["area for priority action"])[0]
    assert (answer.due, answer.rule.source) != (date(2024, 4, 12), "the document itself")


def test_a_duty_without_a_day_to_count_from_is_known() -> None:
    letter = Inspection(id=an_id(1), document_type="JTAI")
    assert lacks_first_day(letter)
    assert not lacks_first_day(replace(letter, received=date(2024, 3, 1)))
    assert not lacks_first_day(replace(letter, respond_by=date(2024, 3, 1)))
    assert not lacks_first_day(Inspection(id=an_id(1), document_type="Peer review"))


def test_the_rule_by_which_an_inspection_is_answered_is_told_whatever_a_person_typed() -> None:
    for typed in (None, 10):
        rule = answer_rule(an_inspection(working_days=typed))
        assert rule is not None
        assert (rule.period, rule.unit, rule.answers) == (70, "working days", True)
    assert answer_rule(an_inspection("Scrutiny paper of no kind")) is None
