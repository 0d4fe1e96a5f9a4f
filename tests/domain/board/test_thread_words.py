"""The golden thread in words: the inspectors' own in quotation marks, a forecast with its reason, checks in time."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan_store, an_id
from tracker.domain.board.golden_thread import golden_thread
from tracker.domain.board.golden_thread_text import NO_IMPACT, thread_text
from tracker.domain.plan.records import Kind, Verification
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 3, 12)


def text_of(snapshot: Snapshot, today: date = TODAY) -> str:
    return thread_text(golden_thread(snapshot, an_id(401), today))


def test_the_inspectors_words_stand_in_quotation_marks() -> None:
    snapshot = a_plan_store().snapshot()
    assert f"“{snapshot.recommendations[0].text}”" in text_of(snapshot)


def test_a_forecast_is_told_with_its_reason_and_without_one_it_stands_alone() -> None:
    snapshot = a_plan_store().snapshot()
    assert "Forecast Amber: Two agencies still to sign\n" in text_of(snapshot)
    action = replace(snapshot.actions[0], forecast_reason=None)
    bare = snapshot.with_records([(Kind.ACTION, action.id, action)], snapshot.number, snapshot.head)
    assert "Forecast Amber\n" in text_of(bare)


@pytest.mark.parametrize(("day", "late"), [(11, True), (12, False), (13, False)])
def test_a_check_is_late_from_the_day_after(day: int, late: bool) -> None:
    snapshot = a_plan_store().snapshot()
    check = Verification(id=an_id(700), ref="V9", action=an_id(501), due=date(2024, 3, day))
    held = snapshot.with_records([(Kind.VERIFICATION, check.id, check)], snapshot.number, snapshot.head)
    found = [one for one in golden_thread(held, an_id(401), TODAY).to_do if one.ref == "V9"]
    assert [one.overdue for one in found] == [late]


def test_each_difference_is_told_and_its_want_is_said() -> None:
    snapshot = a_plan_store().snapshot()
    subject = replace(snapshot.recommendations[0], impact=None)
    action = replace(snapshot.actions[0], impact="Children are seen sooner")
    told = [(Kind.RECOMMENDATION, subject.id, subject), (Kind.ACTION, action.id, action)]
    said = text_of(snapshot.with_records(told, snapshot.number, snapshot.head))
    assert f"THE DIFFERENCE IT MADE\n{action.ref}: Children are seen sooner\n" in said
    assert NO_IMPACT not in said
    none = [(Kind.RECOMMENDATION, subject.id, subject)]
    none += [(Kind.ACTION, one.id, replace(one, impact=None)) for one in snapshot.actions]
    bare = snapshot.with_records(none, snapshot.number, snapshot.head)
    assert f"THE DIFFERENCE IT MADE\n{NO_IMPACT}\n" in text_of(bare)
