"""Packs of up to six returns: untouched is nothing, disjoint edits in any order come to the same, twice is once."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from support.clocks import an_act
from support.memory import MemoryStore
from support.returns import AGENCIES, CLOCK, PEOPLE, TODAY, the_plan
from tracker.domain.plan.records import Kind
from tracker.domain.workbook.returned import NEW_UPDATE, Returned, ReturnedCell
from tracker.services.workbook.homecoming import Home, ReturnedFile, held_against, ready
from tracker.services.workbook.workbook import apply_merge
from tracker.workbook.home import read_workbook
from tracker.workbook.out import write_workbook

SENDERS = (*PEOPLE, AGENCIES[0])
WORDS = {"title": "Another title", "description": "Other words", "priority": "high", NEW_UPDATE: "Two sites are left."}
Edit = tuple[str, str]
"""An action's reference and the column that is typed into."""


@cache
def pack() -> tuple[MemoryStore, dict[str, Returned]]:
    """The plan, and what each sender's workbook says as it goes out."""
    store = the_plan(agreed=False)
    found = {}
    with TemporaryDirectory() as folder:
        for name in SENDERS:
            path = Path(folder) / f"{name}.xlsx"
            write_workbook(store.snapshot(), path, as_at=TODAY, for_name=name)
            found[name] = read_workbook(path)
    return store, found


def typed(returned: Returned, edits: Mapping[Edit, str]) -> Returned:
    """The workbook with words typed into some of its cells."""
    rows = []
    for row in returned.rows:
        own = {name: words for (ref, name), words in edits.items() if ref == row.ref and name in row.cells}
        cells = {name: ReturnedCell(words, row.cells[name].where) for name, words in own.items()}
        rows.append(replace(row, cells={**row.cells, **cells}))
    return replace(returned, rows=tuple(rows))


def home(store: MemoryStore, files: list[Returned]) -> tuple[Home, ...]:
    """Brings in, one after the other, whatever leaves nothing to decide."""
    act = an_act("Improvement Lead", CLOCK)
    with store.begin(writing=False) as uow:
        homes = held_against(uow, act, [Home(ReturnedFile(one.file, one)) for one in files])
    for at in ready(homes):
        proposal = homes[at].proposal
        assert proposal is not None
        with store.begin() as uow:
            apply_merge(uow, act, proposal)
    return homes


def state(store: MemoryStore) -> Any:
    """What the actions say, and what was said of each, whoever came first."""
    snapshot = store.snapshot()
    updates = sorted((str(one.target), one.text, one.author) for one in snapshot.of(Kind.UPDATE))  # type: ignore[attr-defined]
    return [(one.ref, one.title, one.description, one.priority) for one in snapshot.actions], updates


def carried(returned: Returned) -> list[str]:
    return [row.ref for row in returned.rows if row.kind is Kind.ACTION and row.ref]


@st.composite
def packs(draw: st.DrawFn) -> list[tuple[str, dict[Edit, str]]]:
    """Senders, each with edits of actions their workbook carries; no cell is typed into by two."""
    senders = draw(st.lists(st.sampled_from(SENDERS), unique=True, min_size=1, max_size=6))
    free = {(ref, name) for ref in (f"A{n}" for n in range(1, 13)) for name in WORDS}
    found = []
    for who in senders:
        mine = sorted(place for place in free if place[0] in carried(pack()[1][who]))
        places = draw(st.lists(st.sampled_from(mine), unique=True, max_size=4)) if mine else []
        free -= set(places)
        found.append((who, {place: f"{WORDS[place[1]]} {place[0]}" if place[1] != "priority" else "high"
                            for place in places}))  # fmt: skip
    return found


@given(st.lists(st.sampled_from(SENDERS), unique=True, max_size=6))
@settings(max_examples=15, deadline=None)
def test_untouched_is_nothing(senders: list[str]) -> None:
    store = copy.deepcopy(pack()[0])
    before = store.snapshot()
    homes = home(store, [pack()[1][who] for who in senders])
    assert all(one.proposal is not None and one.proposal.nothing and not one.problems for one in homes)
    assert store.snapshot() == before


@given(packs(), st.randoms(use_true_random=False))
@settings(max_examples=25, deadline=None)
def test_disjoint_edits_in_any_order_come_to_the_same_and_twice_is_once(
    sent: list[tuple[str, dict[Edit, str]]], chance: Any
) -> None:
    store, books = pack()
    files = [typed(books[who], edits) for who, edits in sent]
    turned = list(files)
    chance.shuffle(turned)
    one, other = copy.deepcopy(store), copy.deepcopy(store)
    home(one, files)
    home(other, turned)
    assert state(one) == state(other)
    actions = {
        ref: {"title": title, "description": words, "priority": rank} for ref, title, words, rank in state(one)[0]
    }
    for _, edits in sent:
        for (ref, name), words in edits.items():
            if name == NEW_UPDATE:
                assert words in {text for _, text, _ in state(one)[1]}
            else:
                assert actions[ref][name] == words
    after = one.snapshot()
    home(one, files)
    assert one.snapshot() == after
