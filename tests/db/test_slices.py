"""How much is read of a plan at a time, so that nobody waits for it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from typing import Any

import pytest
import sqlalchemy as sa

from tracker.db.checks import slices
from tracker.db.checks.slices import LEAST, MOST, Slices
from tracker.db.sqlite_file import engine_of


@pytest.fixture
def connection() -> Iterator[sa.Connection]:
    with closing(engine_of(sqlite3.connect(":memory:", isolation_level=None)).connect()) as found:
        yield found


@pytest.mark.parametrize(
    ("took", "size"),
    [(0.0, 256), (0.009, 256), (0.01, 128), (0.03, 128), (0.031, LEAST), (1.0, LEAST)],
)
def test_the_next_look_is_as_large_as_the_last_was_quick(
    connection: sa.Connection, monkeypatch: Any, took: float, size: int
) -> None:
    looks, ticks = Slices(connection), iter((0.0, took))
    monkeypatch.setattr(slices.time, "perf_counter", lambda: next(ticks))
    with looks.look() as looking:
        assert looking.in_transaction()
    assert not connection.in_transaction()
    assert looks.size == size


@pytest.mark.parametrize(("took", "last"), [(0.0, MOST), (1.0, LEAST)])
def test_a_look_is_never_too_large_nor_too_small(
    connection: sa.Connection, monkeypatch: Any, took: float, last: int
) -> None:
    looks, ticks = Slices(connection), iter([0.0, took] * 9)
    monkeypatch.setattr(slices.time, "perf_counter", lambda: next(ticks))
    for _ in range(9):
        with looks.look():
            pass
    assert looks.size == last
