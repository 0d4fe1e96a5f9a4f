"""What is read out of the sample plan, day by day over half a year, against what was read and approved.

Every day that a rule counts from or up to lies within: one that is a day off changes a line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from support.readings import approve, day_by_day
from tracker.domain.actions.closing import lacking_to_close
from tracker.domain.actions.evidence import state_words
from tracker.domain.actions.measures import measure_rag, standing, trend_words
from tracker.domain.actions.proposals import difference_words, differences, proposed, unexplained
from tracker.domain.actions.verification import check_status
from tracker.domain.actions.workload import workload
from tracker.domain.board.board_figures import executive
from tracker.domain.board.board_trend import trend
from tracker.domain.board.golden_thread import golden_thread
from tracker.domain.board.golden_thread_text import thread_text
from tracker.domain.dates.agenda import agenda
from tracker.domain.dates.statement_steps import statement
from tracker.domain.dates.timeline import span_of, span_words
from tracker.domain.lists.filters import chosen, known_words, parse
from tracker.domain.meetings.rounds import answer_by, progress_words, reminder, returns
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.invariants import broken
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.linters import lints
from tracker.domain.work.before_agreeing import lacking
from tracker.domain.work.in_the_way import in_the_way
from tracker.domain.work.my_work import my_work
from tracker.services.workbook.pack import of_nobody, returns_to_send

Reader = Callable[[Snapshot, date], Any]


def actions_of(plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    for one in plan.actions:
        evidence, extensions = plan.evidence_for(one.id), plan.extensions_of(one.id)
        yield one.ref, [
            proposed(plan, one, day), [list(pair) for pair in differences(plan, one, day)],
            [difference_words(one, *pair) for pair in unexplained(plan, one, day)], state_words(evidence, day),
            lacking_to_close(plan, one, day), [check_status(own, one, day) for own in plan.verifications_of(one.id)],
            [found for record in (one, *extensions, *evidence) for found in broken(plan, record, day)],
        ]  # fmt: skip


def measures_of(plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    for one in plan.measures:
        known = [point for point in plan.points_of(one.id) if point.dated is None or point.dated <= day]
        yield one.ref, [measure_rag(one, known, day), trend_words(one, known), standing(one, known)]


def filters_of(plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    for kind in KINDS:
        for word in known_words(kind):
            found = chosen(plan, plan.of(kind), parse(word, kind, plan.people[0].name), day)
            yield f"{kind} {word}", [one.ref for one in found]


def rounds_of(plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    for one in plan.of(Kind.ROUND):
        found = returns(plan, one, day)
        yield (
            one.ref,
            [found, progress_words(found), answer_by(one, day), [reminder(plan, one, own, day) for own in found]],
        )


def text_of(plan: Snapshot, subject: RecordId, day: date) -> list[list[str]]:
    return [[line] for line in thread_text(golden_thread(plan, subject, day)).splitlines()]


READERS: Mapping[str, Reader] = {
    "actions": lambda plan, day: dict(actions_of(plan, day)),
    "agenda": agenda,
    "filters": lambda plan, day: dict(filters_of(plan, day)),
    "figures": executive,
    "lints": lints,
    "measures": lambda plan, day: dict(measures_of(plan, day)),
    "returns": lambda plan, day: [returns_to_send(plan, day), of_nobody(plan, day, "owner")],
    "rounds": lambda plan, day: dict(rounds_of(plan, day)),
    "spans": lambda plan, day: {one.ref: span_words(plan, one, span_of(plan, one, day), day) for one in plan.actions},
    "statement": lambda plan, day: [statement(plan, day), lacking(plan, day), in_the_way(plan, day)],
    "threads": lambda plan, day: {one.ref: text_of(plan, one.id, day) for one in plan.recommendations},
    "trend": trend,
    "work": lambda plan, day: {one.name: my_work(plan, one.name, day) for one in plan.people},
    "workload": lambda plan, day: [workload(plan, day), workload(plan, day, "agency")],
}


@pytest.mark.parametrize("name", READERS)
def test_a_day_more_or_less_is_told(lived_in: Snapshot, name: str, made_on: date) -> None:
    days = (made_on + timedelta(days=n) for n in range(-45, 120))
    approve(name, day_by_day(lambda day: READERS[name](lived_in, day), days))
