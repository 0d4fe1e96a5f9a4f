"""What the rows of other people's plans become."""

from datetime import date
from typing import Any

import pytest

from support.foreign.plans import TODAY, a_file, a_grid, read
from tracker.domain.foreign.draft import Draft
from tracker.domain.foreign.grid import GridCell
from tracker.domain.foreign.parts import Named
from tracker.domain.foreign.understand import understand
from tracker.domain.plan.records import DELIVERY, FORECAST
from tracker.errors import UserError


def asked(draft: Draft) -> list[tuple[str, str]]:
    return [(one.cell, one.about) for one in draft.questions]


def test_a_recommendation_may_be_repeated_left_blank_or_meant_by_ditto() -> None:
    draft = read(
        ("Recommendation", "Action", "Lead"),
        ("R1: Improve plans.", "Write it", "Ann Poole"),
        ("", "Send it", "Tom Reed"),
        ("R2: Improve visits", "Go out", "Eve Hall"),
        ("as above", "Come back", "Eve Hall"),
        ("R1: Improve plans", "Check", ""),
        ("R3: Improve notes", "", ""),
        ("", "Note it", ""),
    )
    assert [one.text for one in draft.wanted] == ["Improve plans.", "Improve visits", "Improve notes"]
    assert [one.wanted for one in draft.planned] == [(0,), (0,), (1,), (1,), (0,), (2,)]
    assert all(one.outcome.value == "imported" for one in draft.outcomes)


def test_what_a_row_says_of_an_action_it_does_not_name_is_told() -> None:
    draft = read(
        ("Recommendation", "Action", "Lead", "By when"),
        ("R1: Improve plans.", "Write it", "Ann Poole", "1 Mar 2027"),
        ("R2: Improve visits", "", "Eve Hall", "31 Mar 2027"),
        ("R3: Improve notes", "", "", ""),
    )
    assert len(draft.planned) == 1
    (told,) = (note for note in draft.notes if "names no action" in note)
    assert told.startswith("“Plan”, row 3 names no action")
    assert "Lead: Eve Hall; By when: 31 Mar 2027." in told


def test_a_recommendation_may_be_named_by_its_number_alone() -> None:
    rows = (
        ("No", "Recommendation", "Action", "Lead"),
        ("1", "Improve plans", "Write it", "Ann"),
        ("2", "R1, 7", "Send it", "Ann"),
    )
    assert read(*rows).planned[1].wanted == (0,)
    alone = read(("Recommendation", "Action", "Lead"), ("R3 and R4", "Send it", "Ann Poole"))
    assert (alone.planned[0].wanted, alone.planned[0].wants, alone.wanted) == ((), ("R3", "R4"), ())


def test_number_paragraph_and_theme_stand_beside_a_recommendation() -> None:
    draft = read(
        ("No", "Theme", "Para", "Recommendation", "Action", "Lead"),
        ("1", "", "", "Improve plans", "Write it", "Ann Poole"),
        ("", "Practice", "17", "Improve plans", "Send it", "Ann Poole"),
        ("2.1", "Voice", "", "Hear children", "Ask them", "Ann Poole"),
    )
    first, second = draft.wanted
    assert (first.number, first.paragraph, first.theme) == ("1", "17", "Practice")
    assert (second.number, second.theme) == ("", "Voice")
    assert draft.planned[2].words["description"] == "No: 2.1"
    assert "description" not in draft.planned[0].words


def test_rows_go_on_from_the_row_above() -> None:
    draft = read(
        ("No", "Action", "Lead", "By when", "Progress", "Success measure", "Milestones"),
        ("1", "Write it", "Ann Poole", "31/03/2024", "Begun", "Timely", "Draft (May 2024)"),
        ("", "", "Tom Reed", "", "Half done", "Timely", "Send (June 2024)"),
        ("1", "Write it", "", "30/06/2024", "Nearly", "Better", ""),
        ("2", "Send it", "Eve Hall", "", "", "", ""),
        ("", "", "", "", "Later", "", ""),
        grid={"merged": {(6, 2): (5, 2)}},
    )
    one, two = draft.planned
    assert [step.title for step in one.steps] == ["Draft", "Send"]
    assert [news.text for news in one.news] == ["Begun", "Half done", "Nearly"]
    assert one.words["success_measure"] == "Timely\nBetter"
    assert "Lead: Tom Reed" in one.words["description"]
    assert "By when: 30/06/2024" in one.words["description"]
    assert [news.text for news in two.news] == ["Later"]
    assert [one.reason for one in draft.outcomes if one.reason] == ["goes on from the row above"] * 3


def test_a_row_without_action_or_recommendation_before_any_is_left_out() -> None:
    draft = read(("Action", "Lead", "Update"), ("", "", "Nothing yet as to this"), ("Write it", "Ann", ""))
    assert [one.reason for one in draft.outcomes] == ["no action and no recommendation in it", ""]


def test_several_actions_in_a_cell_share_or_part_what_stands_beside_them() -> None:
    draft = read(
        ("Action", "Lead", "By when", "Status"),
        ("1. Write it\n2. Send it", "Ann Poole\nTom Reed", "31/03/2024\n30/06/2024", "Complete"),
        ("We will:\n• Ask\n• Listen", "Ann Poole", "TBC\nMay 2024", ""),
        (
            "Review the threshold guide with all partners of the board\n• Draft by May 2024\n• Agree",
            "Ann Poole",
            "",
            "",
        ),
    )
    write, send, ask, listen, review = draft.planned
    assert (write.owner, write.due, send.owner, send.due) == (
        Named("Ann Poole"),
        date(2024, 3, 31),
        Named("Tom Reed"),
        date(2024, 6, 30),
    )
    assert (write.delivery, send.delivery) == ("complete", "complete")
    assert (ask.title, listen.title, listen.due) == ("Ask", "Listen", date(2024, 5, 31))
    assert [(one.title, one.due) for one in review.steps] == [("Draft", date(2024, 5, 31)), ("Agree", None)]
    assert asked(draft) == [("C3", "due")]


def test_names_are_owners_agencies_and_others() -> None:
    draft = read(
        ("Action", "Lead", "Accountable", "Agency", "Supporting"),
        ("Write it", "Ann Poole / Tom Reed (Police)", "Eve Hall, Director; Bo Lane", "ICB", "Police, Probation"),
        ("Send it", "Police", "", "", "ICB"),
        ("Ask", "TBC", "", "", "Probation"),
        ("Hear", "n/a", "", "", ""),
        ("See", "-", "", "", ""),
    )
    write, send, ask, *_ = draft.planned
    assert (write.owner, write.accountable) == (Named("Ann Poole"), Named("Eve Hall", "Director"))
    assert write.words["description"] == "Also named: Tom Reed (Police)\nAlso named: Bo Lane"
    assert write.agencies == ("ICB", "Police", "Probation")
    assert (send.owner, send.agencies, ask.agencies) == (None, ("Police", "ICB"), ("", "Probation"))
    assert asked(draft) == [("B4", "owner")]
    again = read(
        ("Action", "Lead agency / officer"), ("Write it", "Police: Ann Poole"), ("Send it", "Police / Tom Reed")
    )
    assert [(one.owner and one.owner.name, one.agencies) for one in again.planned][1] == ("Tom Reed", ("Police",))


def test_an_answer_names_who_was_not_known() -> None:
    rows = (("Action", "Lead"), ("Write it", "TBC"), ("Send it", "TBC"), ("Ask", "Ann Poole"))
    draft = read(*rows, answers={"B2": "Eve Hall", "B3": "leave", "B4": "leave"})
    assert [one.owner for one in draft.planned] == [Named("Eve Hall"), None, None]
    assert draft.questions == ()


def test_dates_start_end_and_move() -> None:
    draft = read(
        ("Action", "Start", "Due", "Revised date", "Date completed", "Lead"),
        ("Write", "01/01/2024", "31/03/2024", "30/06/2024", "", "Ann"),
        ("Send", "", "1 April 2024 to 31 March 2025", "", "", "Ann"),
        ("Ask", "", "Completed 12 May 2024", "", "", "Ann"),
        ("Hear", "", "May 2024 if funded", "", "13/06/2024", "Ann"),
        ("See", "", date(2024, 3, 31), "", "31/12/2030", "Ann"),
        ("Note", "", GridCell("Mar 2024", date(2024, 3, 1)), "", "", "Ann"),
        ("Print", "", GridCell("45382", 45382), "", "", "Ann"),
        ("Bind", "", GridCell(fault="#REF!"), "", "", "Ann"),
        ("Sell", "", "Complete", "", "", "Ann"),
        ("Add up", "", GridCell("7", 7), "", "", "Ann"),
    )
    write, send, ask, hear, see, note, printed, bind, sell, _ = draft.planned
    assert (write.start, write.due, write.first_due) == (date(2024, 1, 1), date(2024, 6, 30), date(2024, 3, 31))
    assert (send.start, send.due) == (date(2024, 4, 1), date(2025, 3, 31))
    assert (ask.due, ask.done, ask.delivery) == (None, date(2024, 5, 12), "complete")
    assert (hear.words["description"], hear.delivery, hear.done) == (
        "Due: May 2024 if funded",
        "complete",
        date(2024, 6, 13),
    )
    assert (see.due, see.done, note.due, printed.due) == (date(2024, 3, 31), None, date(2024, 3, 31), date(2024, 3, 31))
    assert (bind.due, sell.delivery) == (None, "complete")
    assert asked(draft) == [("E6", "done"), ("C9", "due"), ("C10", "due"), ("C11", "due")]
    assert any("the end of that month" in one for one in draft.notes)


def test_a_cell_may_hold_start_and_end() -> None:
    draft = read(
        ("Objective", "Action", "Start-Rev-End"),
        ("Improve", "Write", "01/09/2023 - 31/12/2023 - 31/03/2024"),
        ("Improve", "Send", "Sept 2023 to May 2024"),
        ("Improve", "Ask", "31/03/2024"),
        ("Improve", "Hear", "TBC"),
    )
    write, send, ask, _ = draft.planned
    assert (write.start, write.due, write.first_due) == (date(2023, 9, 1), date(2023, 12, 31), date(2024, 3, 31))
    assert (send.start, send.due, ask.due) == (date(2023, 9, 30), date(2024, 5, 31), date(2024, 3, 31))
    assert asked(draft) == [("C5", "due")]


def test_states_by_word_letter_colour_and_what_contradicts_itself() -> None:
    red, blue = "FF0000", "0070C0"
    draft = read(
        ("Action", "Status", "RAG", "Lead"),
        ("Write", "Completed - sent out", "G", "Ann"),
        ("Send", "", GridCell(fill=red), "Ann"),
        ("Ask", "", GridCell("Green", fill=red), "Ann"),
        ("Hear", "Perhaps", "Amber/Red", "Ann"),
        ("See", "", GridCell(fill=blue), "Ann"),
        ("Note", "n/a", "-", "Ann"),
        ("Print", "The group has met twice already and has begun to write", "Discounted", "Ann"),
        ("Bind", "", GridCell("x", fill="7030A0"), "Ann"),
    )
    write, send, ask, _, see, _, printed, _ = draft.planned
    assert (write.delivery, write.forecast, [one.text for one in write.news]) == ("complete", "green", ["sent out"])
    assert (send.forecast, send.delivery, ask.forecast) == ("red", "in progress", None)
    assert (see.delivery, see.assurance) == ("complete", None)
    assert (printed.delivery, len(printed.news)) == ("not adopted", 1)
    assert asked(draft) == [
        ("C4", "forecast"),
        ("B5", "delivery"),
        ("C5", "forecast"),
        ("C1", "assurance"),
        ("C9", "forecast"),
    ]


@pytest.mark.parametrize(("answer", "assurance"), [("done", "done"), ("embedded", "embedded"), ("leave", None)])
def test_what_blue_means_is_asked_once_and_answered_once(answer: str, assurance: str | None) -> None:
    rows = (("Action", "BRAG", "Lead"), ("Write", "B", "Ann"), ("Send", "Blue", "Ann"))
    assert asked(read(*rows)) == [("B1", "assurance")]
    draft = read(*rows, answers={"B1": answer})
    assert [one.assurance for one in draft.planned] == [assurance, assurance]
    assert draft.questions == ()


def test_a_key_says_what_blue_means() -> None:
    draft = read(("Action", "BRAG", "Lead"), ("Write", "Blue", "Ann"), (), ("Blue = complete and embedded",))
    assert (draft.planned[0].assurance, draft.questions) == ("embedded", ())


def test_the_colour_of_a_whole_row_is_no_state() -> None:
    cells: list[Any] = [GridCell("Write", fill="00B050"), GridCell("Ann", fill="00B050"), GridCell("", fill="00B050")]
    assert read(("Action", "Lead", "RAG"), cells).planned[0].forecast is None


def test_answers_for_states_count_and_nonsense_is_refused() -> None:
    rows = (("Action", "Status", "RAG"), ("Write", "Perhaps", "Amber/Red"), ("Send", "Perhaps", "Maybe"))
    draft = read(*rows, answers={"B2": "in progress", "C2": "red", "B3": "leave", "C3": "complete"})
    assert [(one.delivery, one.forecast) for one in draft.planned] == [("in progress", "red"), ("complete", None)]
    for wrong in ({"C2": "whatever"}, {"B2": "nonsense"}):
        with pytest.raises(UserError, match="is not a state"):
            read(*rows, answers=wrong)


def test_struck_out_actions_are_asked_about() -> None:
    rows = (("Action", "Lead"), (GridCell(struck="Write it"), "Ann"), (GridCell("Send it", struck="by post"), "Ann"))
    draft = read(*rows)
    assert ([one.title for one in draft.planned], asked(draft)) == (["Write it", "Send it"], [("A2", "delivery")])
    gone = read(*rows, answers={"A2": "superseded"}).planned[0]
    assert (gone.delivery, gone.delivery_reason) == ("superseded", "Struck out in theirs.xlsx")
    assert read(*rows, answers={"A2": "leave"}).questions == ()


def test_words_without_a_field_of_their_own_are_kept_beside_the_action() -> None:
    draft = read(
        ("Action", "Lead", "Task and finish group", "Priority", "Baseline", "Target value", "KPI", "Kommentar"),
        ("Write", "Ann", "Practice", "Sooner than later", "about half", "95%", "Plans on time", "so"),
        ("Send", "Ann", "", "High", "40%", "95%", "Plans sent", ""),
    )
    first, second = draft.planned
    assert (
        first.words["description"]
        == "Task and finish group: Practice\nPriority: Sooner than later\nKommentar: so\nBaseline: about half"
    )
    assert (first.priority, second.priority, first.baseline, first.target, second.baseline) == (
        None,
        "high",
        None,
        95.0,
        40.0,
    )


def test_comments_of_cells_and_of_months_are_updates() -> None:
    draft = read(
        ("Action", "Lead", "Progress as at May 2024", "Update", "Comments"),
        (
            GridCell("Write", comment="Ask Tom"),
            "Ann",
            "Work was begun",
            "12/03/24: The guide was drafted",
            "Rather late by now",
        ),
    )
    assert [(one.text, one.dated) for one in draft.planned[0].news] == [
        ("Comment on “Action”: Ask Tom", None),
        ("Work was begun", date(2024, 5, 31)),
        ("The guide was drafted", date(2024, 3, 12)),
        ("Comments: Rather late by now", None),
    ]


def test_figures_under_quarters_are_readings() -> None:
    head = ("Action", "Lead", "KPI", "Q1 (Apr-Jun 2024)", "Q2 2024/25", "Q4", "Jan 2025")
    rows = (
        head,
        ("Write", "Ann", "Plans on time", "41%", "57.5%", "", "On target"),
        ("Send", "Ann", "", "12", "", "1,200", "3"),
    )
    draft = read(*rows)
    first, second = draft.planned
    assert [(one.measure, one.value, one.unit, one.dated) for one in first.readings] == [
        ("Plans on time", 41.0, "%", date(2024, 6, 30)),
        ("Plans on time", 57.5, "%", None),
    ]
    assert [(one.measure, one.value, one.dated) for one in second.readings] == [
        ("Send", 12.0, date(2024, 6, 30)),
        ("Send", 1200.0, None),
        ("Send", 3.0, date(2025, 1, 31)),
    ]
    assert [(one.text, one.dated) for one in first.news] == [("Jan 2025: On target", date(2025, 1, 31))]
    assert asked(draft) == [("E1", "quarter"), ("F1", "quarter")]
    done = read(*rows, answers={"E1": "30/09/2024", "F1": "leave"})
    assert [one.dated for one in done.planned[0].readings] == [date(2024, 6, 30), date(2024, 9, 30)]
    assert done.questions == ()


def test_what_starts_in_a_month_starts_on_its_first_day() -> None:
    draft = read(
        ("Action", "Start", "Due"), ("Write", "Jan 2024", "Mar 2024"), ("Send", "w/c 12 June 2024", "July 2024")
    )
    assert [one.start for one in draft.planned] == [date(2024, 1, 1), date(2024, 6, 10)]


def test_dated_comments_need_no_colon_where_a_capital_follows() -> None:
    text = "12.01.24 Template drafted\n15.02.24 Piloted in two teams"
    news = (
        read(("Action", "Current status", "Outcome (report for Q1-Q4)"), ("Write", text, "Q1: 45%\nQ2: 60%"))
        .planned[0]
        .news
    )
    assert [(one.text, one.dated) for one in news[:2]] == [
        ("Template drafted", date(2024, 1, 12)),
        ("Piloted in two teams", date(2024, 2, 15)),
    ]
    assert news[2].text.startswith("Outcome (report for Q1-Q4): Q1: 45%")


def test_a_letter_means_what_the_key_says() -> None:
    key = a_grid([("C", "Completed"), ("G", "On track"), ("B", "Complete and embedded")], "Key")
    rows = a_grid([("Action", "BRAG", "Lead"), ("Write", "C", "Ann"), ("Send", "G", "Ann")])
    draft = understand(a_file(key, rows), TODAY)
    assert [(one.delivery, one.forecast) for one in draft.planned] == [("complete", None), ("in progress", "green")]
    assert not draft.questions


@pytest.mark.parametrize("said", ["From June 2026", "Starting 1 May 2027, weekly"])
def test_a_beginning_is_no_deadline(said: str) -> None:
    draft = read(("Action", "Lead", "By when"), ("Write", "Ann", said))
    assert asked(draft) == [("C2", "due")]
    assert (draft.planned[0].due, draft.planned[0].start) == (None, None)
    assert said in draft.planned[0].words["description"]


def test_two_months_are_asked_about() -> None:
    draft = read(("Action", "Lead", "By when"), ("Write", "Ann", "Dec 26 / Jan 27"))
    assert draft.questions[0].answers == ("2026-12-31", "2027-01-31")


def test_a_dash_says_nothing() -> None:
    assert not read(("Action", "Lead", "By when"), ("Write", "Ann", "–")).questions


def test_a_date_that_a_narrow_cell_broke_is_whole() -> None:
    assert str(read(("Action", "Lead", "By when"), ("Write", "Ann", "01/04/202 7")).planned[0].due) == "2027-04-01"


def test_several_owners_in_columns_of_their_own_are_all_named() -> None:
    draft = read(
        ("Action", "LA lead", "Health lead", "Due"), ("Write", "Head of SEND", "ICB Director (Children)", "1 May 2027"),
        ("Send", "", "Named Nurse", "1 June 2027"),
    )  # fmt: skip
    first, second = draft.planned
    assert first.owner is not None
    assert first.owner.name == "Head of SEND"
    assert "ICB Director (Children)" in first.words["description"]
    assert first.agencies == ("LA", "Health")
    assert second.owner is not None
    assert (second.owner.name, second.agencies) == ("Named Nurse", ("Health",))


def test_a_count_by_formula_or_beside_words_is_a_total() -> None:
    counted = GridCell("2", 2, formula=True)
    rows = (("ID", "Action", "Lead"), ("1", "Write", "Ann"), ("2", "Send", "Tom"))
    assert [one.reason for one in read(*rows, ("Actions here", counted)).outcomes if one.reason] == ["total"]
    assert [one.reason for one in read(*rows, ("Actions here", "2")).outcomes if one.reason] == ["total"]
    assert [one.reason for one in read(*rows, (counted, counted)).outcomes if one.reason] == ["formulas only"]


def test_an_example_is_known_by_its_number_or_its_first_word() -> None:
    for row in (("e.g. 1", "Write it", "Ann"), ("0", "EXAMPLE – mend the door", "Ann")):
        draft = read(("No", "Action", "Lead"), row, ("1", "Write", "Tom"))
        assert [one.reason for one in draft.outcomes if one.reason] == ["example row"]


def test_a_heading_over_headings_is_a_theme() -> None:
    grid = a_grid(
        [("No", "Action", "Lead", "Due"), ("1", "PRIORITY ONE: EARLY HELP"), ("1.1", "Risk is shared"),
         ("1.1.1", "Agree a form", "Ann", "1 May 2027")],
        merged={(row, at): (row, 2) for row in (2, 3) for at in (3, 4)},
    )  # fmt: skip
    draft = understand(a_file(grid), TODAY)
    assert [(one.text, one.theme) for one in draft.wanted] == [("Risk is shared", "PRIORITY ONE: EARLY HELP")]
    assert [one.number for one in draft.planned] == ["1.1.1"]


def test_a_date_that_was_moved_to_nobody_knows_when_is_asked() -> None:
    draft = read(("Action", "Lead", "Original due date", "Revised date"), ("Write", "Ann", "1 May 2026", "TBC"))
    assert asked(draft) == [("D2", "due")]
    assert (draft.planned[0].due, str(draft.planned[0].first_due)) == (None, "2026-05-01")


def test_a_state_under_evaluation_counts_where_no_column_holds_states() -> None:
    draft = read(("Action", "Lead", "Due", "Evaluation"), ("Write", "Ann", "1 May 2026", "COMPLETED"))
    assert draft.planned[0].delivery == "complete"
    draft = read(("Action", "Lead", "Due", "Evaluation"), ("Write", "Ann", "1 May 2026", "Nobody came"))
    assert draft.planned[0].delivery is None


def test_an_action_has_the_number_of_its_own_where_the_column_counts_groups() -> None:
    draft = read(
        ("Ref", "Recommendation", "Action", "Lead"), ("1.", "Plan well.", "1.1 Write it", "Ann"),
        ("A7", "Hear children.", "3) Ask them", "Tom"),
    )  # fmt: skip
    assert [(one.number, one.title) for one in draft.planned] == [("1.1", "Write it"), ("A7", "Ask them")]


def test_a_long_cell_is_asked_about_by_its_beginning() -> None:
    text = f"When {'x' * 400}"
    (question,) = read(("Action", "By when"), ("Write it", text), ("Send it", "31/03/2027")).questions
    assert len(question.text) <= 300
    assert question.text.startswith("When xxx")
    whole = f"When {'x' * 295}"
    (question,) = read(("Action", "By when"), ("Write it", whole), ("Send it", "31/03/2027")).questions
    assert question.text == whole


def test_lines_with_as_many_owners_or_dates_beside_them_are_actions() -> None:
    head = ("Action", "Lead", "By when")
    draft = read(head, ("Write the policy\nTrain the managers", "Ann Poole\nTom Reed", "1 May 2027\n1 June 2027"))
    assert [(one.title, one.owner and one.owner.name, str(one.due)) for one in draft.planned] == [
        ("Write the policy", "Ann Poole", "2027-05-01"), ("Train the managers", "Tom Reed", "2027-06-01"),
    ]  # fmt: skip
    assert len(read(head, ("Write the policy\nTrain the managers", "Ann Poole", "1 May 2027")).planned) == 1
    assert len(read(head, ("Write the policy\nand send it", "Ann Poole\nTom Reed", "1 May 2027")).planned) == 1


def test_a_state_that_nobody_knows_is_asked_with_the_words_there_are() -> None:
    draft = read(("Action", "Lead", "RAG", "Status"), ("Write it", "Ann Poole", "Whatever", "Whatever"))
    assert {one.about: one.answers for one in draft.questions} == {"forecast": FORECAST, "delivery": DELIVERY}


@pytest.mark.parametrize(("length", "asked_about"), [(40, ["delivery"]), (41, [])])
def test_long_words_in_a_state_are_news_and_no_question(length: int, asked_about: list[str]) -> None:
    said = "Waits " * 7
    others = [(f"Write it {n} times", "Ann Poole", "In progress") for n in (2, 3, 4)]
    draft = read(("Action", "Lead", "Status"), ("Write it", "Ann Poole", said[: length - 1] + "x"), *others)
    assert [one.about for one in draft.questions] == asked_about


@pytest.mark.parametrize("at", [1, 2, 3])
def test_a_row_of_formulas_without_a_result_is_no_empty_one(at: int) -> None:
    row: list[Any] = ["", "", ""]
    row[at - 1] = GridCell(formula=True)
    draft = read(
        ("Action", "Lead", "Status"), ("Write it", "Ann Poole", "In progress"), row, ("Send it", "Tom Reed", "")
    )
    assert [one.reason for one in draft.outcomes if one.reason] == ["formulas only"]
