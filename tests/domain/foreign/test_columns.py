"""What the columns of a table hold: by their headings, by what stands in them, by a person's word."""

from collections.abc import Sequence
from typing import Any

import pytest

from support.foreign.plans import mapped, read
from tracker.domain.foreign.columns import meaning_of, named
from tracker.domain.foreign.grid import GridCell
from tracker.errors import UserError

HEAD = ("Ref", "Recommendation", "Action", "Lead", "By when", "Status")

ROW = ("1.1", "Improve the front door.", "Write the threshold guide", "Ann Poole", "31/03/2024", "In progress")


@pytest.mark.parametrize(
    ("heading", "meaning"),
    [
        ("R-A-G", "forecast"),
        ("B-R-A-G", "forecast"),
        ("Ofsted Area for Improvement", "recommendation"),
        ("What will we do?", "title"),
        ("How will we know it's worked?", "success_measure"),
        ("Lead officer(s)", "owner"),
        ("Recomendation", "recommendation"),
        ("Respnsible", "owner"),
        ("Tmescale", "due"),
        ("Task #", "number"),
        ("Outcome (report for Q1-Q4)", "update"),
        ("Q1 (Apr-Jun)", "quarter"),
        ("Start-Rev-End", "start and due"),
        ("Progress as at March 2024", "update"),
        ("plan_id", "number"),
        ("Evaluation (impact)", "impact"),
        ("Owners", "owner"),
        ("Sponsor (name)", "accountable"),
        ("", ""),
        ("Colour of the wall", ""),
        ("x" * 95, ""),
        ("Xyz", ""),
    ],
)
def test_a_heading_means_a_column(heading: str, meaning: str) -> None:
    assert meaning_of(heading)[0] == meaning


def test_a_person_may_name_a_column_in_several_ways() -> None:
    assert [named(one) for one in ("due", "Due", "text", "By when", "skip", "nothing such")] == [
        "due",
        "due",
        "recommendation",
        "due",
        "",
        None,
    ]


@pytest.mark.parametrize(
    ("headings", "values", "expected"),
    [
        (
            ("What?", "Who?", "How?", "When?"),
            ("Improve plans", "Ann Poole", "Write the guide", "31/03/2024"),
            {"What?": "recommendation", "How?": "title"},
        ),
        (
            ("Recommendation", "What?", "How?", "When?"),
            ("Improve plans", "Write it", "By hand", "31/03/2024"),
            {"What?": "title", "How?": "description"},
        ),
        (
            ("Objective", "Lead", "By when"),
            ("Improve plans for all", "Ann Poole", "31/03/2024"),
            {"Objective": "title"},
        ),
        (
            ("Priority", "Action", "Lead"),
            ("Improving the front door for all", "Write it", "Ann Poole"),
            {"Priority": "recommendation"},
        ),
        (
            ("Action", "Lead", "Current status"),
            ("Write it", "Ann Poole", "In progress"),
            {"Current status": "delivery"},
        ),
        (
            ("Action", "Lead", "Status"),
            ("Write it", "Ann Poole", "The group has met twice and will meet again in May"),
            {"Status": "update"},
        ),
        (("Action", "Lead", "Completed"), ("Write it", "Ann Poole", "31/03/2024"), {"Completed": "done"}),
        (("Action", "Success measure", "Target"), ("Write it", "Timely plans", "95%"), {"Target": "target"}),
        (
            ("Action", "Lead", "From"),
            ("Write it", "Ann Poole", "A member of the public who asked for it"),
            {"From": "extra"},
        ),
        (("Action", "Lead", "Outcome"), ("Write it", "Ann Poole", "Complete"), {"Outcome": "delivery"}),
        (("Action", "Lead", "Q1"), ("Write it", "Ann Poole", "Policy has been drafted"), {"Q1": "update"}),
        (("Action", "Lead", "Q1"), ("Write it", "Ann Poole", "Green"), {"Q1": "forecast"}),
        (("Action", "Lead", "Status date"), ("Write it", "Ann Poole", "31/03/2024"), {"Status date": "extra"}),
        (
            ("Action", "Lead", "Original date", "Target date"),
            ("Write it", "Ann Poole", "31/03/2024", "30/06/2024"),
            {"Original date": "due", "Target date": "new due date"},
        ),
        (
            ("Action", "Lead", "Deadline", "Timescale"),
            ("Write it", "Ann Poole", "31/03/2024", "30/06/2024"),
            {"Deadline": "due", "Timescale": "extra"},
        ),
        (
            ("Action", "What we will do", "Lead"),
            ("Write it", "All of it", "Ann Poole"),
            {"What we will do": "description"},
        ),
        (
            ("Finding", "Recommendation", "Action"),
            ("It is slow", "Make it fast", "Write it"),
            {"Finding": "extra", "Recommendation": "recommendation"},
        ),
    ],
)
def test_what_stands_in_a_column_settles_what_it_is(
    headings: Sequence[str], values: Sequence[Any], expected: dict[str, str]
) -> None:
    names = {"new due date": "revised"}
    found = mapped(read(headings, values, values[:1] + tuple(values[1:])))
    assert {heading: found[heading] for heading in expected} == {h: names.get(n, n) for h, n in expected.items()}


def test_columns_without_known_headings_are_guessed_by_what_stands_in_them() -> None:
    head = ("Action", "Success measure", "Zeile", "Wer", "Stelle", "Bis", "Lage", "Farbe", "Sonst")
    rows = [
        (
            f"Write part {n} of the guide",
            "Timely",
            f"A{n}",
            name,
            body,
            f"31/0{n}/2024",
            "Completed",
            "Green",
            "words of all kinds here",
        )
        for n, (name, body) in enumerate((("Ann Poole", "Police"), ("Tom Reed", "ICB"), ("Eve Hall", "Probation")), 1)
    ]
    found = mapped(read(head, *rows))
    assert [found[one] for one in ("Wer", "Stelle", "Bis", "Lage", "Farbe", "Sonst")] == [
        "owner",
        "agency",
        "due",
        "delivery",
        "forecast",
        "extra",
    ]
    first = mapped(read(("Zeile", "Action", "Lead"), ("A1", "Write it", "Ann Poole"), ("A2", "Send it", "Tom Reed")))
    assert first["Zeile"] == "number"


def test_a_column_may_tell_states_by_its_ground_alone() -> None:
    red, green = GridCell(fill="FF0000"), GridCell(fill="00B050")
    rows = [(f"Write part {n}", "Ann Poole", "31/03/2024", ground) for n, ground in enumerate((red, green, red))]
    draft = read(("Action", "Lead", "By when"), *rows)
    assert [one.forecast for one in draft.planned] == ["red", "green", "red"]


def test_long_words_under_an_unknown_heading_are_the_actions() -> None:
    words = "The board will agree a guide for all who refer children to it"
    found = mapped(
        read(("Objective", "Beschluss", "Lead", "By when"), ("Improve plans", words, "Ann Poole", "31/03/2024"))
    )
    assert found["Beschluss"] == "title"


def test_headings_may_be_said_by_a_preset_or_a_person() -> None:
    preset = read(
        ("Nos", "What?", "Who?", "How?", "When?"), ("1", "Improve", "Ann", "Write", "May 2024"), preset="Torbay"
    )
    assert mapped(preset)["What?"] == "recommendation"
    own = read(
        ("Thing", "Wer", "Bin it"),
        ("Write it", "Ann Poole", "x"),
        mapping={"Thing": "title", "Wer": "owner", "Bin it": "skip"},
    )
    assert mapped(own) == {"Thing": "title", "Wer": "owner"}
    with pytest.raises(UserError, match="is no column"):
        read(HEAD, ROW, mapping={"Action": "nothing such at all"})
