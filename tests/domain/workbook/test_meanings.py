"""States, references, headings and words in the forms that people give them."""

from __future__ import annotations

import pytest

from tracker.domain.plan.records import Kind, specs
from tracker.domain.workbook.cells import says_same
from tracker.domain.workbook.meanings import column_meant, is_heading, news_in, reference_meant, state_meant
from tracker.domain.workbook.returned import fingerprint

ACTION = specs(Kind.ACTION)
LABELS = {"title": "Title", "due": "Due", "original_due": "Original due", "owner": "Owner", "done": "Done"}


@pytest.mark.parametrize(
    ("field", "said", "token"),
    [
        ("delivery", "Completed", "complete"), ("delivery", " DONE. ", "complete"),
        ("delivery", "In-progress", "in progress"),
        ("delivery", "not_started", "not started"), ("delivery", "50%", None), ("delivery", "on track", None),
        ("forecast", "g", "green"), ("forecast", "On Track", "green"), ("forecast", "Amber/Red", None),
        ("priority", "H", "high"), ("assurance", "Impact shown", "impact shown"), ("assurance", "yes", None),
    ],
)  # fmt: skip
def test_a_state_in_other_words(field: str, said: str, token: str | None) -> None:
    assert state_meant(ACTION[field], said) == token


@pytest.mark.parametrize(
    ("said", "ref"),
    [
        ("a1", "A1"), ("A 3", "A3"), ("A-04", "A4"), ("Action 5", "A5"), ("Action no. 6", "A6"), (" A7. ", "A7"),
        ("R1", "R1"), ("Task 5", "Task 5"), ("A", "A"), ("Another 5", "Another 5"),
    ],
)  # fmt: skip
def test_a_reference_in_another_form(said: str, ref: str) -> None:
    assert reference_meant(Kind.ACTION, said) == ref


@pytest.mark.parametrize(
    ("heading", "name"),
    [
        ("Lead officer", "owner"), ("Due date", "due"), ("Action title", "title"),
        ("Original due date", "original_due"),
        ("TITLE:", "title"), ("Our notes", None), ("Due diligence", None), ("Title owner", None), ("", None),
    ],
)  # fmt: skip
def test_a_heading_in_other_words(heading: str, name: str | None) -> None:
    assert column_meant(heading, LABELS) == name


@pytest.mark.parametrize(
    ("title", "heading"),
    [
        ("Total", True), ("Sub-total", True), ("Grand total actions", True), ("R1 – Supervision", True),
        ("Recommendation 3: health", True), ("Count", True), ("Totally new task", False), ("Review the count", False),
        ("R1 supervision plan", False), ("Reduce the total caseload", False),
    ],
)  # fmt: skip
def test_headings_and_totals(title: str, heading: bool) -> None:
    assert is_heading(title) is heading


@pytest.mark.parametrize(
    ("text", "said", "before", "news"),
    [
        ("One.", ["One."], [], ""), ("One.\nTwo", ["One."], [], "Two"), ("One. Two", ["One."], [], "Two"),
        ("Two\nOne.", ["One."], [], "Two"), ("One\nTwo\nThree", ["One", "Two"], [], "Three"),
        ("One", [], ["One"], "One"), ("One.\nTwo", [], ["One."], "Two"), ("Done with it", ["Done"], [], "Done with it"),
        ("", ["One"], [], ""), ("New", [""], [], "New"),
    ],
)  # fmt: skip
def test_news_in_a_cell_that_is_filled_month_under_month(
    text: str, said: list[str], before: list[str], news: str
) -> None:
    assert news_in(text, said, before) == news


def test_marks_that_programs_curl_say_the_same() -> None:
    assert says_same('It\'s "here" - now...', "It’s “here” – now…")
    assert not says_same("Its here", "It's here")
    assert fingerprint(["It's", None, 3.0]) == fingerprint(["It’s ", "", "3"])
    assert fingerprint(["a", "b"]) != fingerprint(["ab", ""])
    assert fingerprint(["a", "b"]) == "f04cdced9736", "workbooks that went out carry it"
