import csv
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates import working_days

DAYS = st.dates(date(2016, 1, 1), date(2030, 12, 31))
PUBLISHED = {
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2029: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2030: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
}


@pytest.mark.parametrize("year", PUBLISHED)
def test_bank_holidays_are_those_that_were_kept(year: int) -> None:
    assert sorted(f"{day:%m-%d}" for day in working_days.bank_holidays(year)) == PUBLISHED[year].split()


def test_bank_holidays_agree_with_the_shared_list(shared: Path) -> None:
    listed = json.loads((shared / "bank_holidays_england.json").read_text())["england_and_wales_bank_holidays"]
    for year, days in listed.items():
        assert sorted(day.isoformat() for day in working_days.bank_holidays(int(year))) == days


def test_the_seventieth_working_day_of_every_published_letter(shared: Path) -> None:
    with (shared / "jtai_deadlines.csv").open() as file:
        for letter in csv.DictReader(file):
            written = date.fromisoformat(letter["letter_date"])
            assert working_days.add_working_days(written, 70).isoformat() == letter["seventieth_working_day"]
            if letter["respond_by"]:
                stated = date.fromisoformat(letter["respond_by"])
                assert working_days.working_days_between(written, stated) == int(letter["working_days_after_letter"])


def test_jubilee_and_wedding_days_before_these_years_are_known_too() -> None:
    assert date(2012, 6, 4) in working_days.bank_holidays(2012)
    assert date(2012, 5, 28) not in working_days.bank_holidays(2012)
    assert date(2011, 4, 29) in working_days.bank_holidays(2011)


def test_weekends_holidays_and_closure_days_are_no_working_days() -> None:
    friday = date(2024, 3, 8)
    assert working_days.is_working_day(friday)
    assert not working_days.is_working_day(date(2024, 3, 9))
    assert not working_days.is_working_day(date(2024, 3, 29))
    assert not working_days.is_working_day(friday, closed={friday})


def test_the_day_after_counts_as_one() -> None:
    friday = date(2024, 3, 8)
    assert working_days.add_working_days(friday, 1) == date(2024, 3, 11)
    assert working_days.add_working_days(friday, 0) == friday
    assert working_days.add_working_days(date(2024, 3, 11), -1) == friday


def test_the_working_day_before_a_saturday_is_friday() -> None:
    assert working_days.previous_working_day(date(2024, 3, 9)) == date(2024, 3, 8)
    assert working_days.previous_working_day(date(2024, 4, 2)) == date(2024, 3, 28)
    assert working_days.next_working_day(date(2024, 3, 28)) == date(2024, 4, 2)


def test_closed_days_are_explained() -> None:
    assert working_days.why_not_working(date(2024, 3, 9)) == "a Saturday"
    assert working_days.why_not_working(date(2024, 3, 10)) == "a Sunday"
    assert working_days.why_not_working(date(2024, 12, 25)) == "a bank holiday"
    assert working_days.why_not_working(date(2024, 3, 8)) == ""


@given(DAYS, st.integers(0, 120))
def test_counting_on_and_counting_between_agree(start: date, count: int) -> None:
    end = working_days.add_working_days(start, count)
    assert working_days.working_days_between(start, end) == count
    assert working_days.working_days_between(end, start) == -count


@given(DAYS, st.integers(0, 800), st.sets(st.integers(-5, 805), max_size=6))
def test_counting_between_agrees_with_going_day_by_day(start: date, days: int, shut: set[int]) -> None:
    closed = {start + timedelta(days=n) for n in shut}
    on_foot = sum(working_days.is_working_day(start + timedelta(days=n), closed) for n in range(1, days + 1))
    assert working_days.working_days_between(start, start + timedelta(days=days), closed) == on_foot


@given(DAYS)
def test_the_previous_working_day_is_the_nearest(day: date) -> None:
    before = working_days.previous_working_day(day)
    assert working_days.is_working_day(before)
    between = (day - before).days
    assert not any(working_days.is_working_day(before + timedelta(days=n)) for n in range(1, between))


@pytest.mark.parametrize(
    "easter",
    [date(2008, 3, 23), date(2019, 4, 21), date(2038, 4, 25), date(2049, 4, 18), date(2076, 4, 19), date(2079, 4, 23)],
)
def test_easter_is_where_the_tables_of_the_church_put_it_in_their_odd_years_too(easter: date) -> None:
    kept = working_days.bank_holidays(easter.year)
    assert easter - timedelta(days=2) in kept
    assert easter + timedelta(days=1) in kept
