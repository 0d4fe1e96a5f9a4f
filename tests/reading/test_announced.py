"""Lists that no plain heading announces: told groups, minutes, labels in words, tables with titles of their own."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from tracker.domain.reading.reading import Reading
from tracker.reading.reader import read_file

Page = Callable[[str], Reading]
Text = Callable[[str], Reading]


@pytest.fixture
def text(tmp_path: Path) -> Text:
    """Reads a plain text of these words."""

    def read(words: str) -> Reading:
        path = tmp_path / "plain.txt"
        path.write_text(words, encoding="utf-8")
        return read_file(path)

    return read


def told(reading: Reading) -> list[tuple[str, str | None, str | None]]:
    return [(item.text, item.responsible_body, item.timescale) for item in reading.recommendations]


def test_a_body_told_by_when_announces_a_list_without_a_heading(page: Page) -> None:
    reading = page(
        "<h2>What we ask for</h2><p>Within two months, Anyshire Police should:</p><ul><li>check risk;</li></ul>"
        "<h2>Later</h2><p>The Anytown Board should:</p><ul><li>plan ahead.</li></ul>"
        "<h2>Of staff</h2><p>Good workers should:</p><ul><li>listen.</li></ul>"
        "<h2>Of cars</h2><p>The Anytown Board should know:</p><ul><li>Parking is dear.</li></ul>"
    )
    assert told(reading) == [
        ("check risk;", "Anyshire Police", "Within two months"),
        ("plan ahead.", "Anytown Board", None),
    ]


def test_a_paragraph_that_recommends_stands_among_timed_groups(page: Page) -> None:
    reading = page(
        "<h2>Recommendations</h2><h3>Immediate recommendations</h3>"
        "<p>We recommend that the force reviews how it holds children.</p>"
        "<h3>Within a year</h3><p>The force should:</p><ul><li>train its staff.</li></ul>"
    )
    assert told(reading) == [
        ("We recommend that the force reviews how it holds children.", None, "Immediate"),
        ("train its staff.", "force", "Within a year"),
    ]


def test_minutes_are_a_committees_paper_whatever_was_on_its_table(page: Page) -> None:
    reading = page(
        "<h2>Minutes of the meeting of 9 June 2026</h2><h3>4. Ofsted focused visit</h3><p>Questions were asked.</p>"
        "<p><b>AGREED</b> that:</p><ol><li>the letter be noted;</li><li>a plan be brought in May.</li></ol>"
        "<h3>5. Next meeting</h3><p>15 July 2026.</p>"
    )
    assert reading.document_type == "other"
    assert [row[0] for row in told(reading)] == ["the letter be noted;", "a plan be brought in May."]


def test_recommendations_may_be_counted_in_words(page: Page) -> None:
    reading = page(
        "<h2>Learning</h2><h3>Recommendation One</h3><p>Plan sooner.</p>"
        "<h3>Recommendation Twelve</h3><p>Visit more.</p><h2>Thanks</h2><p>To all.</p>"
    )
    assert [(item.paragraph, item.text) for item in reading.recommendations] == [
        ("1", "Plan sooner."),
        ("12", "Visit more."),
    ]


def test_under_its_heading_a_table_may_have_a_title_of_its_own(page: Page) -> None:
    table = (
        "<table><tr><th>#</th><th>{}</th><th>Lead officer</th><th>To be completed by</th></tr>"
        "<tr><td>1</td><td>Meet families sooner</td><td>J Hall</td><td>May 2027</td></tr></table>"
    )
    read = [("Meet families sooner", "J Hall", "May 2027")]
    assert told(page("<h2>Recommendations for improvement</h2>" + table.format("The ask"))) == read
    assert told(page("<h2>Our plan</h2>" + table.format("What needs to change"))) == read
    assert told(page("<h2>Our plan</h2>" + table.format("The ask"))) == []
    two = table.format("The ask").replace("Lead officer", "Cost")
    assert told(page("<h2>Recommendations</h2>" + two.replace("To be completed by", "Gain"))) == []


def test_a_table_of_recommendations_is_read_in_every_kind_of_report(page: Page) -> None:
    reading = page(
        "<h2>Joint area review</h2><h2>Recommendations</h2><table><tr><th>Responsible body</th><th>Recommendation</th>"
        "</tr><tr><td>Anytown Trust</td><td>Meet families sooner</td></tr></table><h2>Areas for improvement</h2>"
        "<ul><li>The speed of visits.</li></ul>"
    )
    assert reading.family == "older"
    assert told(reading) == [("Meet families sooner", "Anytown Trust", None), ("The speed of visits.", None, None)]


def test_what_only_tells_of_the_past_is_no_item_beside_a_marked_list(page: Page) -> None:
    reading = page(
        "<h2>Areas for improvement</h2><p>Most of what was asked for was done.</p>"
        "<h2>Recommendations</h2><ul><li>Plan sooner.</li></ul>"
    )
    assert told(reading) == [("Plan sooner.", None, None)]


def test_a_typed_paragraph_runs_on_in_small_letters(text: Text) -> None:
    reading = text(
        "Review of sport\n\n5. RECOMMENDATIONS\n\nRecommendation 1\nThe partnership should agree how the clubs in it\n"
        "are reached, and by whom.\n\n6. THANKS\n\nWe thank all who took part in this work.\n"
    )
    assert [row[0] for row in told(reading)] == [
        "The partnership should agree how the clubs in it are reached, and by whom."
    ]


def test_a_few_words_under_a_number_out_of_turn_end_a_list(text: Text) -> None:
    reading = text("Recommendations\n\n1. Plan sooner.\n2. Visit more.\n7. Thanks to all\nWe thank everybody.\n")
    assert [row[0] for row in told(reading)] == ["Plan sooner.", "Visit more."]


def test_small_letters_mark_what_stands_under_an_item(text: Text) -> None:
    reading = text(
        "School report\n\nWhat the school should do to improve further\n\n1. Raise attendance by:\n"
        "   a. calling home\n   b. checking lists.\n2. Read more.\n\nInformation about the school\n\nIt is large.\n"
    )
    assert [row[0] for row in told(reading)] == ["Raise attendance by: calling home checking lists.", "Read more."]


COLUMNS = """Visit to Anytown House

No.  Recommendation                      Owner       Deadline
1    Show the leaflet in every unit      Manager     1 May 2026
     of the house
2    Talk to children when they return   Deputy head 15 May 2026

3    Change the locks                                Immediately

The visit ended   at half past four.
"""


def test_columns_set_out_with_spaces_are_a_table(text: Text) -> None:
    assert told(text(COLUMNS)) == [
        ("Show the leaflet in every unit of the house", "Manager", "1 May 2026"),
        ("Talk to children when they return", "Deputy head", "15 May 2026"),
        ("Change the locks", None, "Immediately"),
    ]


@pytest.mark.parametrize("under", ["These words run over all of the columns at once.\n", "", "Nothing\n"])
def test_other_words_that_stand_apart_are_none(text: Text, under: str) -> None:
    words = "The visit to Anytown House was a short one and the staff were kind to all of us.\n\n"
    assert told(text(f"{words}Recommendation   Owner   Deadline\n{under}")) == []


def test_a_cell_that_reaches_over_rows_on_paper_holds_for_each(tmp_path: Path) -> None:
    from reportlab.platypus import SimpleDocTemplate, Table

    rows = [
        ["Provider", "Recommendation", "Timescale"],
        ["Anytown Hospitals", "Note who comes with a child.", "3 months"],
        ["", "Train all emergency staff.", "6 months"],
        ["Anytown Clinics", "Share summaries with doctors.", "3 months"],
        ["", "Audit reviews twice a year.", "1 year"],
    ]
    style = [("GRID", (1, 0), (-1, -1), 0.5, "black"), ("BOX", (0, 0), (-1, -1), 0.5, "black")]
    style += [("LINEBELOW", (0, row), (0, row), 0.5, "black") for row in (0, 2)]
    path = tmp_path / "spans.pdf"
    SimpleDocTemplate(str(path)).build([Table(rows, colWidths=[120, 240, 80], style=style)])
    assert told(read_file(path)) == [
        (words, body, time)
        for body, (_, words, time) in zip(("Anytown Hospitals",) * 2 + ("Anytown Clinics",) * 2, rows[1:], strict=True)
    ]


def test_an_empty_theme_is_that_of_the_row_above(page: Page) -> None:
    reading = page(
        "<table><tr><th>Theme</th><th>Recommendation</th></tr><tr><td>Voice</td><td>Ask children.</td></tr>"
        "<tr><td></td><td>Tell them what changed.</td></tr><tr><td>Staff</td><td>Train them.</td></tr></table>"
    )
    assert [item.theme for item in reading.recommendations] == ["Voice", "Voice", "Staff"]


def test_a_send_letter_announces_its_areas_of_weakness(page: Page) -> None:
    reading = page(
        "<h2>Joint local area SEND inspection in Anytown</h2><p>Ofsted and CQC conducted an area SEND inspection.</p>"
        "<p>The local area is required to submit a statement that explains how it will tackle the following areas of "
        "significant weakness:</p><ul><li>late plans</li><li>too many exclusions.</li></ul>"
    )
    assert told(reading) == [("late plans", None, None), ("too many exclusions.", None, None)]


def test_what_needs_to_happen_heads_a_list(page: Page) -> None:
    reading = page("<h2>4. What we worry about</h2><ul><li>Waits.</li></ul><h2>5. What needs to happen next</h2>"
                   "<ol><li>Cut waits.</li></ol>")  # fmt: skip
    assert told(reading) == [("Cut waits.", None, None)]
