"""Where an action stands along time, and the headings over it."""

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_plan, a_plan_store, an_action, an_id
from tracker.domain.dates.timeline import ZOOMS, Reach, Span, bands, span_of, span_words
from tracker.domain.plan.records import DELIVERY, Action, Extension, Kind, Milestone
from tracker.domain.plan.snapshot import Snapshot

TODAY = date(2024, 3, 12)
EARLY, PAST, AHEAD = date(2024, 1, 15), date(2024, 3, 4), date(2024, 4, 30)


def seen(action: Action, *milestones: Milestone, extension: Extension | None = None) -> tuple[Span, tuple[str, ...]]:
    tables = {
        Kind.ACTION: {action.id: action},
        Kind.MILESTONE: {one.id: one for one in milestones},
        Kind.EXTENSION: {extension.id: extension} if extension else {},
    }
    snapshot = Snapshot(a_plan(), tables)
    span = span_of(snapshot, action, TODAY)
    return span, span_words(snapshot, action, span, TODAY)


def test_a_moved_date_keeps_the_first_one_beside_it() -> None:
    span, words = seen(an_action(start=EARLY, due=AHEAD, original_due=PAST, delivery="in progress"))
    assert (span.start, span.end, span.original, span.late_to) == (EARLY, AHEAD, PAST, None)
    assert words == ("from 15 Jan 2024 to 30 Apr 2024", "originally 4 Mar 2024", "in progress")


def test_an_overdue_action_runs_on_to_today() -> None:
    span, words = seen(an_action(start=EARLY, due=PAST, original_due=PAST, delivery="in progress"))
    assert (span.end, span.late_to, span.original) == (PAST, TODAY, None)
    assert words == ("from 15 Jan 2024 to 4 Mar 2024", "overdue 8 days")
    assert "overdue 1 day" in seen(an_action(due=TODAY - timedelta(days=1)))[1]


def test_a_finished_action_ends_on_the_day_it_was_done() -> None:
    span, words = seen(an_action(start=EARLY, due=AHEAD, done=PAST, delivery="complete", forecast_due=AHEAD))
    assert (span.end, span.finished, span.forecast) == (PAST, True, None)
    assert words == ("from 15 Jan 2024 done 4 Mar 2024", "complete")
    assert seen(an_action(due=AHEAD, delivery="closed"))[0].end == AHEAD


def test_what_the_owner_expects_and_asks_for_is_marked() -> None:
    asked = Extension(id=an_id(1), action=an_action().id, new_due=date(2024, 6, 28), state="pending")
    span, words = seen(an_action(start=EARLY, due=AHEAD, forecast_due=date(2024, 5, 10)), extension=asked)
    assert (span.forecast, span.asked) == (date(2024, 5, 10), date(2024, 6, 28))
    assert words[-2:] == ("forecast 10 May 2024", "28 Jun 2024 asked for, waits for approval")
    assert set(span.days) == {EARLY, AHEAD, date(2024, 5, 10), date(2024, 6, 28)}


def test_milestones_are_done_late_or_open_and_undated_ones_are_left_out() -> None:
    action = an_action(due=AHEAD)
    steps = [
        Milestone(id=an_id(1), ref="S1", action=action.id, title="Draft", due=EARLY, done=PAST, position=1),
        Milestone(id=an_id(2), ref="S2", action=action.id, title="Shared", due=PAST, position=2),
        Milestone(id=an_id(3), ref="S3", action=action.id, due=AHEAD, position=3),
        Milestone(id=an_id(4), ref="S4", action=action.id, title="Some day", position=4),
    ]
    span, words = seen(action, *steps)
    assert [(mark.day, mark.title, mark.state) for mark in span.milestones] == [
        (PAST, "Draft", "done"), (PAST, "Shared", "late"), (AHEAD, "S3", "open"),
    ]  # fmt: skip
    assert words[2] == "milestone Draft, 4 Mar 2024, done"
    assert span.start == PAST
    assert set(span.days) == {PAST, AHEAD}


def test_a_bar_begins_with_the_earliest_day_known() -> None:
    assert seen(an_action(agreed=EARLY, due=AHEAD))[0].start == EARLY
    assert seen(an_action(start=AHEAD, due=PAST))[0].start == PAST
    only_begun, words = seen(an_action(start=EARLY))
    assert (only_begun.start, only_begun.end) == (EARLY, None)
    assert words[0] == "from 15 Jan 2024, no end date"
    nothing, words = seen(an_action())
    assert (nothing.start, nothing.end, nothing.days) == (None, None, ())
    assert words == ("no dates", "not started")


def test_what_it_waits_for_is_said() -> None:
    snapshot = a_plan_store().snapshot()
    action = an_action(9, waits_for=(an_id(502), an_id(501)))
    words = span_words(snapshot, action, span_of(snapshot, action, TODAY), TODAY)
    assert words[-1] == "waits for A1, A2"


def extent(snapshot: Snapshot) -> tuple[date, date]:
    reach = Reach()
    reach.look(snapshot)
    return reach.extent(TODAY)


def test_the_whole_stretch_holds_every_day_of_the_plan() -> None:
    snapshot = a_plan_store().snapshot()
    first, last = extent(snapshot)
    assert first == date(2023, 12, 1)
    assert last == date(2025, 1, 1)
    for action in snapshot.actions:
        assert all(first <= day <= last for day in span_of(snapshot, action, TODAY).days)
    assert extent(Snapshot(a_plan())) == (date(2024, 2, 1), date(2024, 4, 12))


days = st.dates(date(2020, 1, 1), date(2030, 12, 31)) | st.none()
writes = st.lists(
    st.tuples(st.sampled_from([Kind.ACTION, Kind.MILESTONE, Kind.EXTENSION]), st.integers(1, 3), days, st.booleans()),
    max_size=12,
)


@given(writes)
def test_the_stretch_kept_from_write_to_write_is_that_of_the_whole_plan(changed: list[Any]) -> None:
    snapshot, reach = Snapshot(a_plan()).warm(), Reach()
    reach.look(snapshot)
    for number, (kind, n, day, gone) in enumerate(changed, start=2):
        record_id = an_id({Kind.ACTION: 100, Kind.MILESTONE: 200, Kind.EXTENSION: 300}[kind] + n)
        made = {
            Kind.ACTION: Action(id=record_id, ref=f"A{n}", due=day),
            Kind.MILESTONE: Milestone(id=record_id, ref=f"S{n}", action=an_id(101), done=day),
            Kind.EXTENSION: Extension(id=record_id, ref=f"X{n}", action=an_id(101), new_due=day),
        }[kind]
        snapshot = snapshot.with_records([(kind, record_id, None if gone else made)], number, "head")
        reach.look(snapshot, {record_id})
        assert reach.extent(TODAY) == extent(snapshot)


def test_the_headings_name_quarters_by_their_months() -> None:
    years, quarters = bands(date(2023, 12, 1), date(2024, 3, 5), "year")
    assert [band.name for band in years] == ["2023", "2024"]
    assert [band.name for band in quarters] == ["Oct–Dec", "Jan–Mar"]
    months, weeks = bands(date(2024, 2, 27), date(2024, 3, 5), "month")
    assert [band.name for band in months] == ["February 2024", "March 2024"]
    assert [band.name for band in weeks] == ["26", "4"]
    assert [band.name for band in bands(date(2024, 2, 27), date(2024, 3, 5), "quarter")[1]] == ["Feb", "Mar"]


days = st.dates(date(2023, 1, 1), date(2026, 12, 31))


@given(days, st.integers(0, 900), st.sampled_from(ZOOMS))
def test_headings_cover_every_day_without_a_gap(first: date, length: int, zoom: str) -> None:
    last = first + timedelta(days=length)
    for line in bands(first, last, zoom):
        assert line[0].first <= first
        assert line[-1].after > last
        assert all(one.after == other.first for one, other in pairwise(line))


@given(*[days | st.none()] * 5, st.sampled_from(DELIVERY))
def test_no_bar_ends_before_it_begins(
    start: date | None, agreed: date | None, due: date | None, first: date | None, done: date | None, state: str
) -> None:
    span, words = seen(an_action(start=start, agreed=agreed, due=due, original_due=first, done=done, delivery=state))
    assert span.start is None or span.end is None or span.start <= span.end
    assert all(words)
