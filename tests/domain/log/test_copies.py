"""Which automatic copies are made and which stay, played with days."""

from datetime import date, timedelta

from tracker.domain.log.copies import (
    DAMAGED,
    GOOD,
    NEW,
    Copy,
    in_order,
    is_due,
    kept,
    last_good,
    let_go,
    over_limit,
    room,
    said,
    standing,
)

MONDAY = date(2026, 3, 2)


def a_copy(day: date, number: int = 1, state: str = GOOD, *, hour: int = 9, files: str = "", size: int = 10) -> Copy:
    made = f"{day.isoformat()}T{hour:02}:00:00+00:00"
    return Copy(f"{day} {hour}", day, number, f"head {number}", size, made, state=state, files=frozenset(files.split()))


def one_a_day(first: date, days: int) -> list[Copy]:
    return [a_copy(first + timedelta(days=n), n + 1) for n in range(days)]


def test_the_first_write_of_a_day_makes_a_copy() -> None:
    assert is_due([], MONDAY, "edit", "h", begun=MONDAY - timedelta(days=1))
    assert not is_due([a_copy(MONDAY)], MONDAY, "edit", "h", begun=MONDAY - timedelta(days=1))
    assert is_due([a_copy(MONDAY - timedelta(days=1))], MONDAY, "edit", "h", begun=MONDAY - timedelta(days=1))


def test_a_plan_begun_today_has_nothing_to_copy_yet() -> None:
    assert not is_due([], MONDAY, "edit", "h", begun=MONDAY)
    assert is_due([], MONDAY, "merge", "h", begun=MONDAY)


def test_what_changes_much_at_once_makes_a_copy_unless_one_holds_it_already() -> None:
    for verb in ("merge", "join", "import", "erase", "upgrade"):
        assert is_due([a_copy(MONDAY, 1)], MONDAY, verb, "head 2", begun=MONDAY)
        assert not is_due([a_copy(MONDAY, 2)], MONDAY, verb, "head 2", begun=MONDAY)
        assert is_due([a_copy(MONDAY, 2, DAMAGED)], MONDAY, verb, "head 2", begun=MONDAY)


def test_days_weeks_and_months_keep_their_first_copy() -> None:
    copies = one_a_day(date(2025, 1, 1), 425)
    stay = [copy for copy in copies if copy.name in kept(copies)]
    days = [copy.day for copy in stay]
    assert days[-7:] == [date(2026, 2, 23) + timedelta(days=n) for n in range(7)]
    assert [day for day in days if day.isoweekday() == 1][-4:] == [date(2026, 2, n) for n in (2, 9, 16, 23)]
    assert [day for day in days if day.day == 1] == [
        date(2025 + (month > 12), (month - 1) % 12 + 1, 1) for month in range(4, 16)
    ]
    assert len(stay) == 7 + 4 + 11


def test_thinning_day_by_day_comes_to_the_same() -> None:
    left: list[Copy] = []
    for copy in one_a_day(date(2025, 1, 1), 425):
        left.append(copy)
        left = [one for one in left if one.name in kept(left)]
    assert len(left) == 7 + 4 + 11


def test_a_week_without_work_takes_no_place() -> None:
    copies = [a_copy(MONDAY - timedelta(days=100 * n)) for n in range(7)]
    assert kept(copies) == {copy.name for copy in copies}


def test_all_of_the_last_day_stay_and_only_the_first_of_an_earlier_one() -> None:
    early = [a_copy(MONDAY, hour=hour) for hour in (9, 11, 15)]
    late = [a_copy(MONDAY + timedelta(days=1), hour=hour) for hour in (9, 10)]
    assert kept(early) == {copy.name for copy in early}
    assert kept([*early, *late]) == {early[0].name, *(copy.name for copy in late)}


def test_a_damaged_copy_displaces_no_good_one() -> None:
    good = one_a_day(MONDAY, 7)
    bad = [a_copy(MONDAY + timedelta(days=7 + n), state=DAMAGED) for n in range(20)]
    stay = kept([*good, *bad])
    assert {copy.name for copy in good} <= stay
    assert stay - {copy.name for copy in good} == {bad[-1].name}


def test_one_that_waits_for_its_check_stays_and_takes_no_place() -> None:
    good, fresh = one_a_day(MONDAY, 7), a_copy(MONDAY + timedelta(days=7), state=NEW)
    assert kept([*good, fresh]) == {copy.name for copy in (*good, fresh)}
    assert kept([]) == frozenset()


def test_the_limit_takes_the_oldest_and_never_the_last_good_one() -> None:
    copies = [a_copy(MONDAY + timedelta(days=n), files=f"shared own{n}") for n in range(4)]
    sizes = {"shared": 100, **{f"own{n}": 50 for n in range(4)}}
    assert room(copies, sizes) == 4 * 10 + 100 + 4 * 50
    assert over_limit(copies, sizes, 340) == ()
    assert over_limit(copies, sizes, 339) == (copies[0].name,)
    assert over_limit(copies, sizes, 1) == tuple(copy.name for copy in copies[:3])
    fresh = a_copy(MONDAY + timedelta(days=9), state=NEW)
    assert over_limit([*copies, fresh], sizes, 1) == tuple(copy.name for copy in copies[:3])


def test_copies_are_told_in_a_line() -> None:
    assert said(a_copy(MONDAY, 41, size=1_250_000)) == "2 Mar 2026: change 41, 1.2 MB, verified"
    merged = Copy("x", MONDAY, 7, "h", 10, why="merge", state=DAMAGED, fault="A3 due: it was altered")
    assert said(merged) == "2 Mar 2026, before merge: change 7, 0.0 MB, damaged: A3 due: it was altered"
    assert "not verified yet" in said(a_copy(MONDAY, state=NEW))
    assert let_go(1, 5_000_000) == "1 old copy was let go: the copies of a plan may take 5.0 MB"
    assert let_go(3, 5_000_000).startswith("3 old copies were let go")


def test_the_foot_says_what_is_wrong_with_the_copies() -> None:
    good, bad = a_copy(MONDAY), a_copy(MONDAY + timedelta(days=1), state=DAMAGED)
    assert standing([]) == ""
    assert standing([good], written=MONDAY + timedelta(days=2)) == ""
    assert standing([good], written=MONDAY + timedelta(days=3)) == "Copies are old; the last good copy is of 2 Mar 2026"
    assert standing([good, bad]) == "The last copy did not pass the check; the last good copy is of 2 Mar 2026"
    assert standing([bad]) == "The last copy did not pass the check; there is no good copy"
    assert standing([good], problem="No room") == "No room; the last good copy is of 2 Mar 2026"


def test_order_is_that_of_making() -> None:
    first, second = a_copy(MONDAY, hour=9), a_copy(MONDAY, hour=10)
    assert in_order([second, first]) == [first, second]
    assert last_good([second, first]) == second
    assert last_good([a_copy(MONDAY, state=NEW)]) is None
