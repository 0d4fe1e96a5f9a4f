"""Dates in other people's plans, and how sure they are."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.foreign.plans import TODAY
from tracker.domain.foreign.days import Said, Sure, dated_start, day_of, is_dated, said_sentence


@pytest.mark.parametrize("text", ["31/06/2026", "31st June 2026", "31.6.26", "By 31 June 2026 at the latest"])
def test_a_day_that_its_month_does_not_have_is_asked(text: str) -> None:
    said = day_of(text, TODAY)
    assert (said.day, said.sure) == (None, Sure.ASKED)
    assert said.answers == (date(2026, 6, 30), date(2026, 7, 1))
    assert day_of("31/13/2026", TODAY).answers != said.answers


@pytest.mark.parametrize(
    ("text", "day", "sure"),
    [
        ("31.3.24", date(2024, 3, 31), Sure.DAY),
        ("By 31st March 2024", date(2024, 3, 31), Sure.DAY),
        ("2025-07-05", date(2025, 7, 5), Sure.DAY),
        ("end of March 2025", date(2025, 3, 31), Sure.DAY),
        ("by end 2024", date(2024, 12, 31), Sure.DAY),
        ("Jan 2024", date(2024, 1, 31), Sure.MONTH),
        ("Mar-24", date(2024, 3, 31), Sure.MONTH),
        ("03/2024", date(2024, 3, 31), Sure.MONTH),
        ("2024-03", date(2024, 3, 31), Sure.MONTH),
        ("May 2024", date(2024, 5, 31), Sure.MONTH),
        ("w/c 3 June 2024", date(2024, 6, 7), Sure.WEEK),
        ("w/c Saturday 8 June 2024", date(2024, 6, 8), Sure.WEEK),
        ("9:30 on 5 May 2024", date(2024, 5, 5), Sure.DAY),
    ],
)
def test_a_date_is_taken_with_how_exactly_it_was_meant(text: str, day: date, sure: Sure) -> None:
    said = day_of(text, TODAY)
    assert (said.day, said.sure) == (day, sure)
    assert bool(said_sentence(said, text)) is (sure is not Sure.DAY)


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("Q2 2024/25", date(2024, 9, 30)),
        ("Quarter 1 2024", date(2024, 6, 30)),
        ("third quarter", date(2026, 12, 31)),
        ("Q4 2023-24", date(2024, 3, 31)),
        ("w/c 3 June", date(2027, 6, 4)),
        ("30 Sept", date(2027, 9, 30)),
        ("March", date(2027, 3, 31)),
        ("end March", date(2027, 3, 31)),
        ("Summer term 2024", date(2024, 7, 31)),
        ("2024/25", date(2025, 3, 31)),
        ("2024", date(2024, 12, 31)),
        ("ASAP", TODAY),
        ("as soon as possible", TODAY),
        ("Ongoing", date(2027, 2, 28)),
        ("September 2024 – ongoing", date(2027, 9, 30)),
    ],
)
def test_what_is_not_sure_is_asked_with_likely_answers(text: str, first: date) -> None:
    said = day_of(text, TODAY)
    assert (said.day, said.sure, said.answers[0]) == (None, Sure.ASKED, first)
    assert said.why
    assert said_sentence(said, text) == ""


def test_a_quarter_early_in_the_year_is_of_the_year_that_runs() -> None:
    assert day_of("Q4", date(2027, 1, 5)).answers[:2] == (date(2027, 3, 31), date(2028, 3, 31))


@pytest.mark.parametrize("text", ["within 3 months", "TBC", "easter", "31/02/2024", "see milestones", "31 Feb"])
def test_words_for_no_day_are_asked(text: str) -> None:
    assert day_of(text, TODAY).sure is Sure.ASKED


@pytest.mark.parametrize("text", ["", "  "])
def test_nothing_says_nothing(text: str) -> None:
    assert day_of(text, TODAY) == Said()


def test_two_days_are_a_span_or_a_date_that_moved() -> None:
    assert day_of("1 April 2024 to 31 March 2025", TODAY).start == date(2024, 4, 1)
    assert day_of("April 2024 - March 2025", TODAY).start == date(2024, 4, 1)
    moved = day_of("31/03/2024 (revised 30/06/2024)", TODAY)
    assert (moved.day, moved.earlier) == (date(2024, 6, 30), date(2024, 3, 31))
    months = day_of("March 2024, now June 2024", TODAY)
    assert (months.day, months.earlier) == (date(2024, 6, 30), date(2024, 3, 31))


def test_words_beside_a_date_are_kept_and_done_is_heard() -> None:
    assert day_of("31 March 2024 (subject to funding)", TODAY).rest == "subject to funding"
    assert day_of("Completed 12 May 2024", TODAY).is_done
    assert day_of("Completed May 2024", TODAY).is_done
    assert day_of("Complete", TODAY).is_done


@pytest.mark.parametrize("text", ["31/3/24", "Jan 2024", "Q1", "ongoing", "TBC", "w/c 3 June", "March", "2024-03"])
def test_it_looks_like_a_date(text: str) -> None:
    assert is_dated(text)


@pytest.mark.parametrize("text", ["Write the policy", "3", "x" * 90 + " 1/2/24", "May we ask?"])
def test_it_does_not_look_like_a_date(text: str) -> None:
    assert not is_dated(text)


def test_a_comment_may_begin_with_its_date() -> None:
    assert dated_start("12/03/24 – Drafted") == (date(2024, 3, 12), True, "Drafted")
    assert dated_start("March 2024: started") == (date(2024, 3, 31), False, "started")
    assert dated_start("[12.3.24] Agreed") == (date(2024, 3, 12), True, "Agreed")
    assert dated_start("12/03/24 is when it ends") == (None, False, "12/03/24 is when it ends")
    assert dated_start("12/03/24 agreed", marked=True) == (date(2024, 3, 12), True, "agreed")
    assert dated_start("45/03/24: no") == (None, False, "45/03/24: no")
    assert dated_start("No date") == (None, False, "No date")


@given(st.text(max_size=60))
def test_any_words_give_a_day_a_question_or_nothing(text: str) -> None:
    said = day_of(text, TODAY)
    assert said.day is not None or said.sure is Sure.ASKED or not text.strip() or said == Said()
    is_dated(text)
    dated_start(text)


@pytest.mark.parametrize(
    ("season", "days"),
    [
        ("Spring", ((3, 31), (5, 31))), ("Summer", ((7, 31), (8, 31))), ("Autumn", ((12, 20), (11, 30))),
        ("Winter", ((12, 31), (2, 28))), ("Easter", ((3, 31), (4, 30))), ("Christmas", ((12, 24), (12, 31))),
        ("Financial year", ((3, 31),)), ("Academic year", ((7, 31), (8, 31))), ("School year", ((7, 31), (8, 31))),
        ("Year end", ((12, 31), (3, 31))),
    ],
)  # fmt: skip
def test_a_season_is_asked_about_with_the_days_it_may_mean(season: str, days: tuple[tuple[int, int], ...]) -> None:
    said = day_of(f"{season} 2025", TODAY)
    assert (said.day, said.answers) == (None, tuple(date(2025, *day) for day in days))
    without = day_of(season, TODAY)
    assert (without.day, without.answers, without.why) == (None, (), "Which day is meant?")


def test_a_year_that_runs_over_two_is_asked_about_with_the_ends_it_may_mean() -> None:
    said = day_of("2024/25", TODAY)
    assert said.answers == (date(2025, 3, 31), date(2025, 7, 31), date(2025, 8, 31))
