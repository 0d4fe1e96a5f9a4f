"""A plan in mid-life and a way to change single records of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from support.builders import a_plan_store
from tracker.domain.plan.records import Record, kind_of
from tracker.domain.plan.snapshot import Snapshot

Changer = Callable[..., Snapshot]


@pytest.fixture
def today() -> date:
    return date(2024, 3, 12)


@pytest.fixture
def plan() -> Snapshot:
    return a_plan_store().snapshot()


@pytest.fixture
def put() -> Changer:
    """The plan with records added or replaced."""

    def change(snapshot: Snapshot, *records: Record, number: int = 9) -> Snapshot:
        return snapshot.with_records([(kind_of(r), r.id, r) for r in records], number, "f" * 64)

    return change


@pytest.fixture
def edit(put: Changer) -> Changer:
    """The plan with some fields of the record of this reference changed (reference "" for the plan itself)."""

    def change(snapshot: Snapshot, ref: str, **fields: Any) -> Snapshot:
        record = snapshot.by_ref(ref) if ref else snapshot.plan
        assert record is not None
        return put(snapshot, replace(record, **fields))

    return change


@pytest.fixture
def drop() -> Changer:
    """The plan without some records."""

    def change(snapshot: Snapshot, *records: Record) -> Snapshot:
        return snapshot.with_records([(kind_of(r), r.id, None) for r in records], 9, "f" * 64)

    return change
