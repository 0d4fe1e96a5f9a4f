"""Each filter counts what plain SQL on the plan file's tables counts, on a plan of 300 actions over two years."""

import sqlite3
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from support.sql_words import CLICKED, EXEMPT, SQL, WORKING_DAYS
from tracker.db.store import open_store
from tracker.domain.lists.filter_words import WORDS
from tracker.domain.lists.filters import chosen, known_words, parse
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot

DAYS = (date(2024, 9, 30), date(2025, 6, 2), date(2026, 2, 27))
WHO = "Head of Safeguarding"
ALWAYS = {
    Kind.ACTION: (),
    Kind.RECOMMENDATION: ("mine", "no owner", "due in 4 weeks"),
    Kind.FINDING: ("no owner",),
}
"""What may be asked of a kind beside its own words."""


@pytest.fixture(scope="module")
def tables(two_years_file: Path) -> Iterator[sqlite3.Connection]:
    connection = sqlite3.connect(f"file:{two_years_file}?mode=ro", uri=True)
    connection.executescript(WORKING_DAYS)
    yield connection
    connection.close()


@pytest.fixture(scope="module")
def snapshot(two_years_file: Path) -> Iterator[Snapshot]:
    store = open_store(str(two_years_file))
    assert store.verify().faults == ()
    yield store.snapshot()
    store.close()


def by_sql(tables: sqlite3.Connection, kind: Kind, condition: str, today: date) -> list[str]:
    question = f'SELECT r.ref FROM "{kind.value}" x JOIN record r ON r.id = x.id WHERE {condition}'
    given = {"today": today.isoformat(), "soon": (today + timedelta(days=28)).isoformat(), "who": WHO}
    return sorted(ref for (ref,) in tables.execute(question, given))


def by_filter(snapshot: Snapshot, kind: Kind, word: str, today: date) -> list[str]:
    found: tuple[Any, ...] = chosen(snapshot, snapshot.of(kind), parse(word, kind, WHO), today)
    return sorted(record.ref for record in found)


def asked_of(kind: Kind) -> list[str]:
    return [word for word in (*known_words(kind), *ALWAYS.get(kind, ())) if word not in EXEMPT]


@pytest.mark.parametrize("kind", tuple(WORDS), ids=str)
def test_every_word_of_a_filter_is_said_in_sql_too(kind: Kind) -> None:
    missing = [word for word in asked_of(kind) if word not in SQL[kind]]
    assert not missing, f"write SQL for {missing} of {kind} in tests/support/sql_words.py, or exempt them with a reason"


@pytest.mark.parametrize("kind", tuple(WORDS), ids=str)
def test_each_word_lists_what_sql_finds(snapshot: Snapshot, tables: sqlite3.Connection, kind: Kind) -> None:
    for word in (word for word in asked_of(kind) if word in SQL[kind]):
        found = {day: by_filter(snapshot, kind, word, day) for day in DAYS}
        assert found == {day: by_sql(tables, kind, SQL[kind][word], day) for day in DAYS}, word
        # A finding is judged by the rules of a recommendation, which the plan has far more of.
        assert any(found.values()) or kind is Kind.FINDING, f"“{word}” holds for no {kind}, so it shows nothing"


@pytest.mark.parametrize("expression", CLICKED)
def test_what_a_click_filters_by_lists_what_sql_finds(
    snapshot: Snapshot, tables: sqlite3.Connection, expression: str
) -> None:
    for day in DAYS:
        found = by_filter(snapshot, Kind.ACTION, expression, day)
        assert found == by_sql(tables, Kind.ACTION, CLICKED[expression], day)
    assert found, "nothing is shown by it"


def test_the_plan_is_as_large_as_it_says(snapshot: Snapshot, tables: sqlite3.Connection) -> None:
    counts = {kind: len(snapshot.of(kind)) for kind in Kind if kind is not Kind.PLAN}
    assert counts == {kind: len(by_sql(tables, kind, "1", DAYS[-1])) for kind in counts}
    assert counts[Kind.ACTION] == 300
    assert counts[Kind.INSPECTION] == 10
