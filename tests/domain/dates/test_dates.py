from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.dates import dates
from tracker.errors import UserError

TWELFTH = date(2026, 3, 12)


def test_a_day_is_shown_with_its_month_in_letters() -> None:
    assert dates.show(TWELFTH) == "12 Mar 2026"
    assert dates.show(date(2024, 9, 1)) == "1 Sep 2024"
    assert dates.show(None) == ""
    assert dates.show_with_weekday(date(2024, 3, 8)) == "Fri 8 Mar 2024"


@pytest.mark.parametrize(
    ("start", "end", "said"),
    [
        (date(2023, 10, 9), date(2023, 10, 13), "9 to 13 Oct 2023"),
        (date(2023, 9, 25), date(2023, 10, 6), "25 Sep to 6 Oct 2023"),
        (date(2022, 12, 19), date(2023, 1, 6), "19 Dec 2022 to 6 Jan 2023"),
        (TWELFTH, TWELFTH, "12 Mar 2026"),
        (TWELFTH, None, "12 Mar 2026"),
        (None, TWELFTH, "12 Mar 2026"),
        (None, None, ""),
    ],
)
def test_days_on_end_say_once_what_they_share(start: date | None, end: date | None, said: str) -> None:
    assert dates.show_span(start, end) == said


@pytest.mark.parametrize(
    "text",
    [
        "2026-03-12", "2026-3-12", "2026/03/12", "12 Mar 2026", "12 March 2026", " 12  mar  2026 ", "12th March 2026",
        "12th of March 2026", "12/03/2026", "12/3/26", "12.3.26", "12-03-2026", "Thursday, 12 March 2026",
        "Thu 12 Mar 2026", "12-Mar-2026", "12 Mar 26", "12 MAR. 2026",
        "12/03/2026 00:00", "2026-03-12T09:30:15", "2026-03-12 00:00:00.000", "12–03–2026", "March 12, 2026",
        "Thursday, Mar 12th 2026",
    ],
)  # fmt: skip
def test_a_day_is_read_day_first_in_every_usual_form(text: str) -> None:
    assert dates.parse(text) == TWELFTH


def test_four_letters_of_a_month_will_do() -> None:
    assert dates.parse("3 Sept 2024") == date(2024, 9, 3)


def test_a_day_that_could_be_a_month_is_still_read_day_first() -> None:
    assert dates.parse("03/04/2026") == date(2026, 4, 3)


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Marble 3, 2026", "is not a date"),
        ("", "is not a date"), ("soon", "is not a date"), ("Ongoing", "is not a date"), ("March 2026", "is not a date"),
        ("03/2026", "is not a date"), ("12 Nov", "is not a date"), ("12 Foo 2026", "is not a date"),
        ("31/02/2026", "no day of the calendar"), ("13/13/2026", "no day of the calendar"),
        ("2026-02-30", "no day of the calendar"), ("1 Jan 1066", "year outside"), ("1 Jan 9999", "year outside"),
        ("24 to 28 April 2023", "is not a date"), ("autumn term 2024", "is not a date"),
    ],
)  # fmt: skip
def test_what_is_no_date_is_refused_with_the_forms_that_are(text: str, fault: str) -> None:
    with pytest.raises(UserError, match=fault) as caught:
        dates.parse(text)
    assert "12 Mar 2026" in caught.value.hint


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_what_is_shown_is_read_back(day: date) -> None:
    assert dates.parse(dates.show(day)) == day
    assert dates.parse(day.isoformat()) == day
    assert dates.parse(f"{day.day}/{day.month}/{day.year}") == day


@pytest.mark.parametrize("text", ["Monday 31 Dec 2026", "Fri, 12 March 2026", "Sund 12 Mar 2026"])
def test_a_day_of_another_weekday_is_not_guessed_at(text: str) -> None:
    with pytest.raises(UserError, match="is not that weekday: Thu "):
        dates.parse(text)
