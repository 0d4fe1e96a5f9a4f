"""What is read out of the sample plan on one day, whole and in its order, against what was read and approved."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

import pytest

from support.clocks import an_act
from support.memory import MemoryStore
from support.on_paper.every_field import filled, in_every_state
from support.readings import approve, lines_of
from tracker.domain.board.board import board_data, overview_data
from tracker.domain.board.board_minutes import minutes_rows
from tracker.domain.board.board_rows import View
from tracker.domain.board.golden_thread import golden_thread
from tracker.domain.dates.agenda import agenda
from tracker.domain.dates.statement_steps import statement
from tracker.domain.dates.timeline import span_of, span_words
from tracker.domain.lists.facets import facets, groups
from tracker.domain.lists.search import SearchIndex, document_text, search_all
from tracker.domain.meetings.questions import content_doubt, content_offered, latest_meetings, names_known
from tracker.domain.people.handover import preview
from tracker.domain.people.people import bearers, posts_of, who_may_decide
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Kind, specs
from tracker.domain.plan.scope import scope_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.linters import lints
from tracker.domain.work.my_work import concerned, my_work
from tracker.domain.workbook.cells import cell_of
from tracker.services.dates.calendar_file import calendar_text
from tracker.services.evidence.pack import accepted, index_csv, only
from tracker.services.log.activity import Wanted, activity, by_others, change_words, compare
from tracker.services.log.history import entry_words, history_of_all, log
from tracker.services.log.told import told
from tracker.services.log.undo import steps
from tracker.services.meetings.compared import compared_with, since_last_meeting
from tracker.services.meetings.minutes import minutes_of
from tracker.services.records.listing import rows, show

LETTER = document_text("0" * 64, ("The plans are late.", "Health attends. Every plan is dated, and health signs it."))


def _papers(store: MemoryStore, plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    with store.begin(writing=False) as uow:
        since = compared_with(uow, an_act(as_at=day), str(day - timedelta(days=40)))
        yield "board", board_data(plan, day, since=since, author="Lead")
        yield "public", board_data(plan, day, since=since, public=True, least=5)
        yield "dossier", board_data(plan, day, history=told(uow))
        last = since_last_meeting(uow, an_act(as_at=day))
        yield "since", [[one.on, one.label, one.note, one.state.number] for one in (since, last) if one is not None]
        for meeting in plan.meetings:
            sitting = minutes_of(uow, an_act(as_at=day), meeting.ref, since=day - timedelta(days=200))
            yield f"minutes {meeting.ref}", minutes_rows(View(plan, day), sitting)
    yield "later", overview_data(plan, day + timedelta(days=100))
    yield "filled", board_data(filled(plan, lambda mark: mark.strip("q")), day)


def _log(store: MemoryStore, plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    with store.begin(writing=False) as uow:
        act = an_act(as_at=day)
        entries = log(uow, None)
        yield "words", [[one.number, one.who, *entry_words(one)] for one in entries]
        yield "changes", [change_words(one.lines) for one in entries[-20:]]
        yield "activity", activity(uow, act, Wanted(), 5)
        yield "of one", activity(uow, act, Wanted(record=plan.actions[1].id), 2)
        yield "by others", by_others(uow, act, 20, None, 3)
        yield "concerning", by_others(uow, act, 20, concerned(plan, plan.people[4].name), 3)
        yield "history", history_of_all(uow, act, [one.id for one in plan.actions[:2]], 4)
        yield "differences", compare(uow, day - timedelta(days=30), day)
        yield "steps", [steps(uow.stamps(), one.name) for one in plan.people]


def _people(_store: MemoryStore, plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    for one in plan.people:
        yield one.ref, [preview(plan, one), posts_of(plan, one.name), bearers(plan, one.name, day)]
        scope = scope_of(plan, one.name)
        yield f"{one.ref} scope", {kind: [plan.get(record.id).ref for record in scope.records[kind]] for kind in KINDS
                                   if kind in scope.records}  # fmt: skip
    yield "names", names_known(plan, day)
    yield "deciders", {one.ref: who_may_decide(plan, one, day) for one in plan.of(Kind.EXTENSION)}
    yield "questions", [[one.ref, content_doubt(plan, one), content_offered(plan, one)] for one in plan.challenges]
    yield "meetings", latest_meetings(plan)


def _lists(store: MemoryStore, plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    for kind in KINDS:
        yield f"{kind}", rows(plan, kind, today=day)
    with store.begin(writing=False) as uow:
        for ref in ("A1", "A6", "R1", "I1", "E1", "M1", "T1", "Q1"):
            yield f"show {ref}", show(uow, an_act(as_at=day), ref)
    for field in groups(plan):
        yield f"facets {field}", [list(pair) for pair in facets(plan, field)]
    for kind in (Kind.ACTION, Kind.RECOMMENDATION, Kind.MEASURE):
        for name in specs(kind):
            yield f"{kind} {name}", [cell_of(plan, one, name, day) for one in plan.of(kind)[:4]]


def _search(_store: MemoryStore, plan: Snapshot, _day: date) -> Iterator[tuple[str, Any]]:
    index = SearchIndex()
    for words in ("health", '"every plan"', "a1", "plan dat", "board review", "nothing so", "é"):
        yield words, search_all(index, plan, [LETTER], words, 3)


def _calendar(_store: MemoryStore, plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    text, count = calendar_text(plan, an_act(as_at=day), alarm_days=7)
    yield "whole", [[line] for line in (str(count), *text.splitlines())]
    for one in (*plan.people[:4], *plan.agencies[:3]):
        yield one.name, calendar_text(plan, an_act(as_at=day), for_name=one.name)[1]


def _packs(_store: MemoryStore, plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    for one in plan.recommendations:
        part = only(plan, one)
        yield (
            one.ref,
            [golden_thread(plan, one.id, day), [[line] for line in index_csv(part, accepted(part)).splitlines()]],
        )
        yield f"{one.ref} holds", {kind: [record.ref for record in part.of(kind)] for kind in KINDS}


def _states(_store: MemoryStore, plan: Snapshot, day: date) -> Iterator[tuple[str, Any]]:
    plan = in_every_state(plan, day)
    yield "papers", board_data(plan, day, history={})
    yield "public", board_data(plan, day, public=True, least=5).subjects
    yield "lints", lints(plan, day)
    yield "work", {one.name: my_work(plan, one.name, day, leads=True) for one in plan.people}
    yield "threads", [golden_thread(plan, one.id, day) for one in (*plan.recommendations, *plan.findings)]
    yield "dates", [agenda(plan, day), statement(plan, day)]
    yield "spans", {one.ref: span_words(plan, one, span_of(plan, one, day), day) for one in plan.actions}
    for kind in (Kind.ACTION, Kind.EXTENSION, Kind.MILESTONE, Kind.CHALLENGE, Kind.VERIFICATION, Kind.MEASURE):
        yield f"{kind}", rows(plan, kind, today=day)


READERS: Mapping[str, Callable[[MemoryStore, Snapshot, date], Iterator[tuple[str, Any]]]] = {
    "papers": _papers, "log": _log, "people": _people, "lists": _lists, "search": _search, "calendar": _calendar,
    "packs": _packs, "states": _states,
}  # fmt: skip


@pytest.mark.parametrize("name", READERS)
def test_all_of_it_is_said(sample_store: MemoryStore, lived_in: Snapshot, made_on: date, name: str) -> None:
    approve(f"whole-{name}", lines_of(dict(READERS[name](sample_store, lived_in, made_on)), told=set()))


def test_every_field_is_what_it_was_declared() -> None:
    """What may be set, what stands in workbooks and lists, under which names: others have it in their scripts."""
    said = {kind: [("", KINDS.get(kind)), *specs(kind).items()] for kind in Kind}
    approve("fields", [f"{kind} {name}{''.join(_brief(one))}" for kind, own in said.items() for name, one in own])


def _brief(declared: Any) -> Iterator[str]:
    return (f", {line.partition('.')[2]}" for line in lines_of(declared) if not line.endswith((": 0", "999999999")))
