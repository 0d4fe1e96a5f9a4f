"""What lists say of dates that moved, forecasts that disagree, and actions that wait for others."""

from datetime import date

import pytest

from support.builders import a_plan_store, an_action, an_id, put_into
from tracker.domain.dates import deadlines
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.plan import external
from tracker.domain.plan.records import Action, Extension, Kind, Meeting
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 3, 12)
BOARD = Meeting(id=an_id(900), ref="T1", name="Board", held_on=date(2024, 3, 8))


def the_plan() -> Snapshot:
    store = a_plan_store()
    common = {"agreed": date(2024, 1, 15), "original_due": date(2024, 6, 3), "due": date(2024, 6, 3)}
    put_into(
        store,
        (
            Action(id=an_id(960), ref="A6", title="Waits", targets=(an_id(405),),
                   waits_for=(an_id(501), an_id(503)), forecast_due=date(2024, 6, 4), **common),
            Action(id=an_id(961), ref="A7", title="Ready", waits_for=(an_id(503), an_id(505)),
                   forecast_due=date(2024, 6, 3), **common),
            Action(id=an_id(962), ref="A8", title="Over", delivery="complete", done=TODAY, waits_for=(an_id(501),),
                   forecast_due=date(2024, 6, 9), **common),
            Extension(id=an_id(963), ref="X3", action=an_id(960), new_due=date(2024, 7, 1), asked_on=date(2024, 3, 7)),
            Extension(id=an_id(964), ref="X4", action=an_id(999), state="approved", asked_on=date(2023, 1, 1)),
        ),
    )  # fmt: skip
    snapshot: Snapshot = store.snapshot()
    return snapshot


SNAPSHOT = the_plan()


def an_extension(asked: date | None, state: str = "approved") -> Extension:
    return Extension(id=an_id(901), action=an_action().id, state=state, asked_on=asked)


@pytest.mark.parametrize(
    ("asked", "state", "near"),
    [
        (date(2024, 2, 23), "approved", True),
        (date(2024, 2, 22), "approved", False),
        (date(2024, 3, 8), "approved", True),
        (date(2024, 3, 9), "approved", False),
        (date(2023, 3, 9), "approved", False),
        (None, "approved", False),
        (date(2024, 3, 4), "pending", False),
        (date(2024, 3, 4), "refused", False),
        (date(2024, 3, 4), "withdrawn", False),
    ],
)
def test_only_an_approved_date_asked_for_within_ten_working_days_is_remarked(
    asked: date | None, state: str, near: bool
) -> None:
    undated = Meeting(id=an_id(902), name="Undated")
    found = deadlines.redated_before_a_meeting([an_extension(asked, state)], [undated, BOARD])
    assert (found is BOARD) is near


def test_the_latest_meeting_is_named() -> None:
    first = Meeting(id=an_id(903), name="First", held_on=date(2024, 1, 10))
    moves = [an_extension(date(2024, 1, 5)), an_extension(date(2024, 3, 5)), an_extension(date(2024, 3, 20))]
    assert deadlines.redated_before_a_meeting(moves, [first, BOARD]) is BOARD


@pytest.mark.parametrize(
    ("kind", "expression", "expected"),
    [
        (Kind.ACTION, "re-dated before a meeting", ["A1"]),
        (Kind.ACTION, "forecast late", ["A6"]),
        (Kind.ACTION, "blocked", ["A6"]),
        (Kind.ACTION, "blocked_by=A1", ["A6"]),
        (Kind.RECOMMENDATION, "re-dated before a meeting", ["R1"]),
        (Kind.RECOMMENDATION, "late against original", ["R1", "R2"]),
        (Kind.RECOMMENDATION, "forecast late", ["R5"]),
        (Kind.RECOMMENDATION, "blocked", ["R5"]),
        (Kind.FINDING, "blocked", []),
        (Kind.EXTENSION, "re-dated before a meeting", ["X2"]),
        (Kind.EXTENSION, "slipped twice", ["X1", "X2"]),
        (Kind.EXTENSION, "before_meeting=T1", ["X2", "X3"]),
        (Kind.EXTENSION, "days>29", ["X2"]),
    ],
)
def test_what_moved_and_what_waits_is_found(kind: Kind, expression: str, expected: list[str]) -> None:
    assert [one.ref for one in chosen(SNAPSHOT, SNAPSHOT.of(kind), parse(expression, kind), TODAY)] == expected


def test_rows_say_what_blocks_and_by_how_much_a_date_moved() -> None:
    row = external.row(SNAPSHOT, SNAPSHOT.by_ref("A6"), TODAY)  # type: ignore[arg-type]
    assert (row["blocked_by"], row["forecast_late"], row["redated_before_meeting"]) == (["A1"], True, False)
    moves = [external.row(SNAPSHOT, one, TODAY) for one in SNAPSHOT.of(Kind.EXTENSION)]
    assert [(one["ref"], one["days"], one["before_meeting"]) for one in moves] == [
        ("X1", 29, None), ("X2", 61, "T1"), ("X3", None, "T1"), ("X4", None, None),
    ]  # fmt: skip
