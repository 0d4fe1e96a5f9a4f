"""Who has how much to do, and when: every open action in one cell."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_plan, a_plan_store, an_action, an_id
from tracker.domain.actions.workload import BY, load_columns, workload
from tracker.domain.dates.deadlines import is_open, is_overdue
from tracker.domain.plan.records import DELIVERY, Agency, Kind, Person
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 3, 12)


def test_the_plan_in_mid_life_is_counted_by_owner() -> None:
    found = workload(a_plan_store().snapshot(), TODAY)
    shown = {row.name: {found.columns[n].name: cell for n, cell in enumerate(row.cells) if cell} for row in found.rows}
    assert shown == {
        "Detective Superintendent": {"Overdue": ("A2",)},
        "Head of Early Help": {"May": ("A1",)},
        "No owner": {"Apr": ("A4",)},
    }
    assert list(shown)[-1] == "No owner"
    assert sorted(found.refs) == ["A1", "A2", "A4"]
    assert found.heaviest == 1


def test_by_agency_the_same_actions_are_counted() -> None:
    found = workload(a_plan_store().snapshot(), TODAY, "agency")
    assert [(row.name, row.refs) for row in found.rows] == [
        ("Children's Services", ("A1",)), ("Police", ("A2",)), ("No agency", ("A4",)),
    ]  # fmt: skip


def test_the_months_begin_with_this_one() -> None:
    columns = load_columns(date(2024, 12, 31))
    assert [column.name for column in columns[:4]] == ["Overdue", "Dec 2024", "Jan 2025", "Feb"]
    assert [column.key for column in columns[-3:]] == ["2025-11", "later", "no date"]
    assert columns[1].words == "due in December 2024"
    assert len(columns) == 15


def test_what_has_no_date_or_a_far_one_is_not_lost() -> None:
    dated = [an_action(1), an_action(2, due=date(2025, 2, 28)), an_action(3, due=date(2025, 3, 1))]
    found = workload(Snapshot(a_plan(), {Kind.ACTION: {one.id: one for one in dated}}), TODAY)
    at = {found.columns[n].key: cell for n, cell in enumerate(found.totals) if cell}
    assert at == {"2025-02": ("A2",), "later": ("A3",), "no date": ("A1",)}


@pytest.mark.parametrize(
    ("active_to", "owner", "agency"),
    [
        (date(2024, 3, 11), "left 11 Mar 2024", "ended 11 Mar 2024"),
        (TODAY, "leaving 12 Mar 2024", "ends 12 Mar 2024"),
        (None, "", ""),
    ],
)
def test_who_has_left_or_is_leaving_is_marked(active_to: date | None, owner: str, agency: str) -> None:
    action = an_action(owner=an_id(1), agency=an_id(2))
    tables = {
        Kind.ACTION: {action.id: action},
        Kind.PERSON: {an_id(1): Person(id=an_id(1), name="Lead", active_to=active_to)},
        Kind.AGENCY: {an_id(2): Agency(id=an_id(2), name="Trust", active_to=active_to)},
    }
    snapshot = Snapshot(a_plan(), tables)
    assert [workload(snapshot, TODAY, by).rows[0].note for by in BY] == [owner, agency]


def test_nothing_open_leaves_an_empty_matrix() -> None:
    found = workload(Snapshot(a_plan()), TODAY)
    assert (found.rows, found.refs, found.heaviest) == ((), (), 0)


days = st.none() | st.dates(TODAY - timedelta(days=400), TODAY + timedelta(days=800))
WHO = (None, an_id(1), an_id(2), an_id(3))


@given(st.lists(st.tuples(days, st.sampled_from(DELIVERY), st.sampled_from(WHO)), max_size=30), st.sampled_from(BY))
def test_the_cells_partition_the_open_actions(rows: list[tuple[date | None, str, object]], by: str) -> None:
    actions = [an_action(n, due=due, delivery=state, owner=who, agency=who) for n, (due, state, who) in enumerate(rows)]
    tables = {
        Kind.ACTION: {one.id: one for one in actions},
        Kind.PERSON: {an_id(n): Person(id=an_id(n), name="Same name") for n in (1, 2)},
    }
    found = workload(Snapshot(a_plan(), tables), TODAY, by)  # type: ignore[arg-type]
    listed = [ref for row in found.rows for ref in row.refs]
    assert sorted(listed) == sorted(action.ref for action in actions if is_open(action))
    assert sorted(found.refs) == sorted(listed)
    assert set(found.totals[0]) == {action.ref for action in actions if is_overdue(action, TODAY)}
    for at, total in enumerate(found.totals):
        assert len(total) == sum(len(row.cells[at]) for row in found.rows)
    assert len({row.record for row in found.rows}) == len(found.rows)
