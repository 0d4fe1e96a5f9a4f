"""Where the plan stands in a file, and what its rows are."""

from typing import Any

import pytest

from support.foreign.plans import TODAY, a_file, a_grid, mapped, read
from tracker.domain.foreign.draft import Draft, Outcome, Question, RowOutcome, settled
from tracker.domain.foreign.grid import GridCell, cell_name, letters
from tracker.domain.foreign.layout import EXTRA, Column, RowKind, Table
from tracker.domain.foreign.understand import understand
from tracker.errors import UserError

HEAD = ("Ref", "Recommendation", "Action", "Lead", "By when", "Status")

ROW = ("1.1", "Improve the front door.", "Write the threshold guide", "Ann Poole", "31/03/2024", "In progress")

NEXT = ("1.2", "Improve the front door.", "Train all referrers in it", "Tom Reed", "30/06/2024", "Completed")


def reasons(draft: Draft) -> list[str]:
    return [one.reason or one.outcome.value for one in draft.outcomes]


def test_titles_and_small_tables_above_are_passed_over() -> None:
    draft = read(("Anyshire plan",), ("Version", "9", "Owner", "Ann"), (), HEAD, ROW, NEXT)
    assert draft.sheets[0].header_row == 4
    assert [one.title for one in draft.planned] == [ROW[2], NEXT[2]]
    assert [one.delivery for one in draft.planned] == ["in progress", "complete"]
    assert len(draft.wanted) == 1


def test_two_rows_may_head_the_table() -> None:
    over = ("Ref", "Recommendation", "Action", "Lead", "Timescale", None, "Progress")
    under = (None, None, None, None, "Start", "End", "RAG")
    draft = read(
        over,
        under,
        ("1", "Improve it.", "Write the guide", "Ann Poole", "01/01/2024", "31/03/2024", "Green"),
        grid={"merged": {(1, 6): (1, 5)}},
    )
    planned = draft.planned[0]
    assert (draft.sheets[0].header_row, str(planned.start), str(planned.due), planned.forecast) == (
        2,
        "2024-01-01",
        "2024-03-31",
        "green",
    )


def test_rows_are_told_for_what_they_are() -> None:
    draft = read(
        HEAD,
        (
            "Unique ref",
            "The words of the report",
            "What will be done?",
            "Name of the lead",
            "dd/mm/yyyy",
            "One of the list",
        ),
        ("Example", "Improve", "Do this", "A Person", "31/03/2024", "Complete"),
        ("Theme 1: Front door",),
        ROW,
        (),
        HEAD,
        NEXT,
        ("Total", 2),
        ("Green = on track",),
        (),
        ("Note: as agreed in May",),
        wide={4: 6},
    )
    assert reasons(draft) == [
        "guidance row",
        "example row",
        "section heading",
        "imported",
        "empty row",
        "heading row",
        "imported",
        "total",
        "key to the colours",
        "empty row",
        "note under the table",
    ]
    assert draft.wanted[0].theme == "Front door"


def test_an_example_may_stand_alone_and_formulas_say_nothing() -> None:
    worked = GridCell("5", 5, formula=True)
    blank = GridCell(formula=True)
    draft = read(
        HEAD, ("Example:",), ROW, (None, None, None, None, None, worked), (None, None, None, None, None, blank)
    )
    assert reasons(draft) == ["example row", "imported", "formulas only", "formulas only"]


def test_an_outline_heads_its_parts() -> None:
    draft = read(
        ("No", "Task", "Responsible", "Due"),
        ("1.0", "Design the system"),
        ("1.1", "Write it", "Ann Poole", "31/03/2024"),
        ("2", "Build the system"),
        ("2.1", "Make it", "Tom Reed", "30/06/2024"),
        ("3", "Lone task"),
    )
    assert [one.text for one in draft.wanted] == ["Design the system", "Build the system"]
    assert [one.number for one in draft.wanted] == ["1", "2"]
    assert reasons(draft)[-1] == "imported"


def test_sections_are_recommendations_where_no_column_is() -> None:
    draft = read(
        ("Action", "Lead", "By when", "RAG"),
        ("Theme A: Practice",),
        ("Priority 1 – Improve the front door",),
        ("Write the guide", "Ann Poole", "31/03/2024", "G"),
        ("Priority 2 – Improve plans",),
        ("Train", "Tom Reed", "May 2024", "A"),
        wide={2: 4, 3: 4},
    )
    assert [(one.number, one.text) for one in draft.wanted] == [("1", "Improve the front door"), ("2", "Improve plans")]
    assert draft.wanted[0].theme == "Practice"
    assert [one.wanted for one in draft.planned] == [(0,), (1,)]


def plan_of(name: str, *, rows: int = 1, **more: Any) -> Any:
    return a_grid([HEAD, *[(f"1.{n}", *ROW[1:2], f"{ROW[2]} {n}", *ROW[3:]) for n in range(rows)]], name, **more)


def test_the_plan_is_found_among_the_sheets() -> None:
    words = a_grid([("How to use it",), ("Fill in the plan",)], "Instructions")
    other = a_grid([("Action", "Owner"), ("Water the plants", "Tom Reed")], "Kitchen")
    blank, lists = a_grid([], "Sheet3"), a_grid([("Red",), ("Green",)], "Values")
    headed = a_grid([HEAD], "Later")
    hidden = plan_of("Old", is_hidden=True)
    file = a_file(words, plan_of("Plan", rows=3), plan_of("Closed"), other, blank, lists, hidden, headed)
    draft = understand(file, TODAY)
    assert [one.sheet for one in draft.sheets if not one.left] == ["Plan", "Closed", "Later"]
    left = {one.sheet: one.left for one in draft.sheets if one.left}
    assert left["Instructions"] == "instructions or lists"
    assert left["Kitchen"].startswith("another table")
    assert left["Sheet3"] == "empty"
    assert left["Values"] == "no headings of a plan found"
    assert left["Old"] == "hidden"
    assert [one.delivery for one in draft.planned if one.sheet == "Closed"] == ["in progress"]
    chosen = understand(file, TODAY, sheets=["Kitchen"])
    assert [one.title for one in chosen.planned] == ["Water the plants"]
    alone = understand(a_file(hidden), TODAY)
    assert len(alone.planned) == 1


def test_a_sheet_of_what_is_closed_says_so() -> None:
    head, row = ("Action", "Lead", "By when"), ("Write it", "Ann Poole", "31/03/2024")
    for name, delivery in (("Closed actions", "closed"), ("Completed", "complete"), ("Plan", None)):
        assert understand(a_file(a_grid([head, row], name)), TODAY).planned[0].delivery == delivery


def test_a_table_goes_on_over_the_page() -> None:
    first = a_grid([HEAD, ROW], "table 1, page 1", page=1, above=("Theme: Front door",))
    rest = a_grid([("", "", "", "", "", ""), NEXT], "table 2, page 2", page=2)
    again = a_grid(
        [HEAD, (None, None, "in the whole county", None, None, None), ("1.3", "", "Send it", "Eve Hall", "", "")],
        "table 3, page 3",
        page=3,
    )
    lone = a_grid([("a", "b", "c", "d", "e", "f")], "table 4, page 9", page=9)
    draft = understand(a_file(first, rest, again, lone, name="theirs.pdf"), TODAY)
    assert [one.title for one in draft.planned] == [ROW[2], f"{NEXT[2]} in the whole county", "Send it"]
    assert draft.planned[2].wanted == (0,)
    assert draft.wanted[0].theme == "Theme: Front door"
    assert reasons(draft) == ["imported", "empty row", "imported", "goes on from the row above", "imported"]


def test_words_over_a_documents_table_are_its_recommendation() -> None:
    head, row = ("Action", "Lead", "By when"), ("Write it", "Ann Poole", "31/03/2024")
    one = a_grid([head, row], "table 1", above=("Recommendation 1: Improve the front door.",))
    two = a_grid([head, ("Train", *row[1:])], "table 2", above=("Recommendation 2: Improve plans.",))
    draft = understand(a_file(one, two, name="theirs.docx"), TODAY)
    assert [(w.number, w.text) for w in draft.wanted] == [("1", "Improve the front door."), ("2", "Improve plans.")]
    assert [p.wanted for p in draft.planned] == [(0,), (1,)]
    long = a_grid([head, row], "table 1", above=("word " * 40,))
    assert understand(a_file(long), TODAY).wanted == ()


def test_no_plan_is_refused_and_nothing_is_empty() -> None:
    with pytest.raises(UserError, match="looks like a plan"):
        understand(a_file(a_grid([("Fruit", "Price", "Shop"), ("Apple", "3", "Mill")])), TODAY)
    with pytest.raises(UserError, match="looks like a plan"):
        understand(a_file(a_grid([("Words alone",)])), TODAY)
    with pytest.raises(UserError, match="looks like a plan"):
        understand(a_file(), TODAY)
    assert understand(a_file(a_grid([])), TODAY).rows == 0
    assert understand(a_file(a_grid([HEAD])), TODAY).rows == 0


def test_hidden_rows_are_read_and_told() -> None:
    draft = read(HEAD, ROW, NEXT, grid={"hidden_rows": frozenset({3})})
    assert len(draft.planned) == 2
    assert draft.notes == ("1 hidden row was read like the others, on “Plan”.",)
    assert "2 hidden rows were" in read(HEAD, ROW, NEXT, grid={"hidden_rows": frozenset({2, 3})}).notes[0]


def test_answers_that_are_used_are_known() -> None:
    draft = read(HEAD, ROW, answers={"Nowhere!F2": "x", "words": "y", "E2": "30/06/2024"})
    assert draft.used == {"E2"}
    assert str(draft.planned[0].due) == "2024-06-30"


def test_places_have_names() -> None:
    assert (letters(1), letters(27), cell_name(9, 6)) == ("A", "AA", "F9")


def test_a_sheet_may_hold_headings_without_rows_beside_the_plan() -> None:
    odd = a_grid([("Objective", "Title"), ("Improve", "Rules")], "Two")
    empty = a_grid([("Finding", "Success measure", "Baseline")], "Three")
    draft = understand(a_file(plan_of("Plan", rows=3), odd, empty), TODAY)
    assert {one.sheet: one.left for one in draft.sheets if one.left}["Three"] == "no rows"


def test_a_recommendation_alone_in_its_row_heads_the_rows_that_leave_it_blank() -> None:
    draft = read(HEAD[1:5], ("Recommendation 1: Improve plans",), ("", "Write it", "Ann Poole", "31/03/2024"))
    assert [one.wanted for one in draft.planned] == [(0,)]
    above = read(HEAD[1:5], ("Objective 1: Plans",), ("Improve plans", "Write it", "Ann Poole", "31/03/2024"))
    assert (above.wanted[0].theme, len(above.wanted)) == ("Plans", 1)


def test_sections_may_stand_anywhere_but_under_words() -> None:
    draft = read(
        HEAD, ("Practice",), ROW, (None, None, None, None, None, "Governance"), NEXT, (None, None, "Lone action")
    )
    assert reasons(draft) == ["section heading", "imported", "section heading", "imported", "imported"]


def test_questions_in_headings_part_what_was_said_from_what_is_done() -> None:
    head = (
        "What do inspectors say?",
        "What are we going to do about it?",
        "Who will be responsble?",
        "Where are we now?",
    )
    found = mapped(read(head, ("Plans are late for many", "Write the guide", "Ann Poole", "It has been begun well")))
    assert list(found.values()) == ["recommendation", "title", "owner", "update"]


def test_a_section_may_stand_over_the_headings() -> None:
    head = ("Ref", "Action", "Lead", "By when")
    draft = read(("Priority 1 - Leadership",), head, ("1.1", "Write it", "Ann Poole", "May 2024"), wide={1: 4})
    assert [(one.number, one.text) for one in draft.wanted] == [("1", "Leadership")]
    assert draft.planned[0].wanted == (0,)


def test_a_row_of_which_nothing_fits_its_column_is_guidance() -> None:
    head = ("ID", "Recommendation", "Action", "Lead", "Due", "Priority")
    words = (
        "Running tally of all",
        "As printed there",
        "In full words",
        "Somebody",
        "Permanent column, of intent",
        "As judged",
    )
    assert reasons(read(head, words, ("1", "Improve plans", "Write it", "Ann Poole", "May 2024", "High"))) == [
        "guidance row",
        "imported",
    ]


def test_a_remark_in_the_actions_column_after_a_gap_is_a_note() -> None:
    draft = read(("Ref", "Action", "Lead"), ("1", "Write it", "Ann Poole"), (), (None, "Note: as agreed in May"))
    assert reasons(draft) == ["imported", "empty row", "note under the table"]


def test_recommendations_may_stand_without_actions() -> None:
    draft = read(("No", "Recommendation"), ("1", "Improve plans"), ("2", "Improve visits"))
    assert ([one.number for one in draft.wanted], draft.planned) == (["1", "2"], ())


def test_a_table_is_worth_its_known_columns_and_its_rows_and_no_more_for_the_rest() -> None:
    columns = (Column(1, "Action", "title"), Column(2, "Lead", "owner"), Column(3, "Colour of the wall", EXTRA))

    def worth(data: int, others: int = 0, known: int = 3) -> float:
        rows = dict.fromkeys(range(2, 2 + data), RowKind.DATA)
        rows |= dict.fromkeys(range(2 + data, 2 + data + others), RowKind.SECTION)
        return Table(a_grid([HEAD]), 1, columns[:known], rows=rows).worth

    assert worth(4) == 4.0
    assert worth(4, others=40) == worth(4) == worth(4, known=2) > worth(4, known=1)
    assert worth(0) < worth(1) < worth(399) < worth(400) == worth(4000)


@pytest.mark.parametrize(
    ("names", "is_plan"),
    [
        (("title", "owner"), True), (("title", "due"), True), (("title", "recommendation"), True),
        (("title", "number"), True), (("title",), False), (("owner", "due"), False), (("number", "owner"), False),
        (("recommendation",), False), (("title", EXTRA), False),
    ],
)  # fmt: skip
def test_a_plan_says_what_is_done_and_by_whom_by_when_or_how_it_stands(names: tuple[str, ...], is_plan: bool) -> None:
    columns = tuple(Column(at, name, name) for at, name in enumerate(names, 1))
    assert Table(a_grid([HEAD]), 1, columns).is_plan is is_plan


def test_only_rows_that_came_in_are_marked_as_asked_about() -> None:
    rows = (Outcome.IMPORTED, Outcome.SKIPPED, Outcome.IMPORTED)
    outcomes = tuple(RowOutcome("Plan", row, one) for row, one in enumerate(rows, 2))
    asked = [Question("Plan", row, 1, "when?", "due", "Which day?") for row in (2, 3)]
    found = [one.outcome for one in settled(outcomes, [*asked, Question("Other", 4, 1, "x", "due", "?")])]
    assert found == [Outcome.ASKED, Outcome.SKIPPED, Outcome.IMPORTED]


def test_figures_under_an_outcome_of_a_quarter_are_readings() -> None:
    draft = read(("Action", "Lead", "By when", "Outcome (report for Q1)"), ("Write", "Ann", "1 May 2027", "82%"),
                 ("Send", "Tom", "1 May 2027", "85%"))  # fmt: skip
    assert [one.readings[0].value for one in draft.planned] == [82.0, 85.0]
    assert [one.about for one in draft.questions] == ["quarter"]


@pytest.mark.parametrize(("length", "headed_by"), [(99, 2), (100, 1)])
def test_a_paragraph_over_a_table_is_none_of_its_headings(length: int, headed_by: int) -> None:
    over = ("Ref", "Recommendation", "Action", "When it is to be done by " + "x" * length, None)
    over = (*over[:3], over[3][:length], None)
    draft = read(over, (None, None, None, "From", "To"), ("1", "Improve it", "Write it", "31/03/2024", "30/06/2024"),
                 grid={"merged": {(1, 5): (1, 4)}})  # fmt: skip
    assert draft.sheets[0].header_row == headed_by


@pytest.mark.parametrize(
    ("row", "shown"),
    [
        (("Who", "Where", "When"), " (its first row is “Who / Where / When”)"),
        (("Who", "Where"), ""),
        (("x" * 70, "y" * 5, "Whom"), f" (its first row is “{'x' * 70} / yyyyy /”)"),
        (("x" * 70, "y" * 4, "Whom"), f" (its first row is “{'x' * 70} / yyyy / ”)"),
    ],
)
def test_a_file_without_a_plan_is_refused_with_its_first_row(row: tuple[str, ...], shown: str) -> None:
    with pytest.raises(UserError) as refused:
        read(("A title",), row)
    assert refused.value.message.endswith(shown)
    assert ("first row" in refused.value.message) == bool(shown)
