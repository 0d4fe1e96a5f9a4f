"""What a person is shown of a plan before it comes in, and what becomes of their answers and corrections."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import pytest

from support.foreign.plans import a_file, a_grid
from support.team import LEAD, Team
from tracker.domain.foreign.columns import EXTRA
from tracker.domain.foreign.grid import GridFile
from tracker.errors import UserError
from tracker.services.foreign.bring_in import Source, bring_in
from tracker.services.foreign.looked import (
    SKIPPED,
    Asked,
    Looked,
    SaidOfIt,
    Theirs,
    as_before,
    heading_of,
    headings_of,
    look,
    understood,
)

HEAD = ("Recommendation", "Action", "Lead", "Agency", "By when")
ROWS = (
    ("Improve plans for all children.", "Write the planning guide", "Ann Poole", "", "31/03/2027"),
    ("", "Train every team", "", "Police", "Ongoing"),
    ("Answer calls sooner.", "Staff the front door", "", "", "Ongoing"),
    ("", "", "", "", ""),
    ("", "Write it up", "", "", "Ongoing"),
)


def theirs(*rows: Sequence[Any], grids: Any = (), unread: tuple[str, ...] = ()) -> Theirs:
    file = a_file(a_grid([HEAD, *(rows or ROWS)]), *grids, unread=unread)
    return Theirs(file, Source("theirs.xlsx", repr(rows).encode(), "7" * 64))


def looked(team: Team, plan: Theirs, said: SaidOfIt | None = None) -> Looked:
    said = said or SaidOfIt()
    act = team.act(LEAD)
    with team.store.begin(writing=False) as uow:
        return look(uow, act, understood(plan, said, act.today), plan, said)


def test_the_same_question_is_asked_once_for_all_its_cells(starters: Team) -> None:
    found = looked(starters, theirs())
    [asked] = found.open
    assert (asked.about, asked.text, asked.where) == ("due", "Ongoing", "E3 and 2 more")
    assert found.summary == "4 actions and 2 recommendations come in; 1 question left"
    assert starters.now.of("action") == ()


def test_an_answer_serves_every_cell_and_stays_in_sight(starters: Team) -> None:
    plan = theirs()
    asked = looked(starters, plan).open[0]
    said = SaidOfIt().answer(asked, "2027-06-30").answer(asked, "2027-09-01")
    found = looked(starters, plan, said)
    assert found.open == ()
    assert found.questions == ((asked, "2027-09-01"),)
    assert found.summary == "4 actions and 2 recommendations come in"
    assert [str(line.due) for line in found.lines if line.is_action] == ["2027-03-31", *["2027-09-01"] * 3]


def test_an_answer_that_makes_no_sense_is_refused(starters: Team) -> None:
    plan = theirs()
    said = SaidOfIt().answer(looked(starters, plan).open[0], "some day")
    with pytest.raises(UserError, match="is not a date"):
        looked(starters, plan, said)


def test_choices_are_said_as_a_person_says_them() -> None:
    cells = (("Plan", 2, 3),)
    day = Asked("due", "Ongoing", "By when?", ("2027-03-31", "embedded"), cells)
    assert day.choices == (
        ("31 Mar 2027", "2027-03-31"), ("embedded", "embedded"), ("Leave it empty", "leave"),
    )  # fmt: skip
    other = Asked("owner", "Ann Pool", "Who?", ("take", "leave"), cells)
    assert other.choices == (("Take what the file says", "take"), ("Leave the plan as it is", "leave"))
    name = Asked("owner", "Ann Pool", "Who?", ("Ann Poole", "new"), cells)
    assert name.choices[1] == ("A new name: Ann Pool", "new")
    assert name.where == "C2"


def test_lines_go_from_recommendation_to_action_to_what_is_left(starters: Team) -> None:
    plan = theirs(grids=[a_grid([("List",), ("a",)], "Lists")], unread=("1 picture",))
    lines = looked(starters, plan).lines
    assert [(line.standing, line.words, line.who) for line in lines] == [
        ("new", "Improve plans for all children.", ""),
        ("new", "Write the planning guide", "Ann Poole"),
        ("asked", "Train every team", "Police"),
        ("new", "Answer calls sooner.", ""),
        ("asked", "Staff the front door", ""),
        ("asked", "Write it up", ""),
        ("left", "1 row: empty row", ""),
        ("left", "“Lists”: instructions or lists", ""),
        ("note", "New people: Ann Poole", ""),
        ("note", "New agencies: Police", ""),
        ("note", "1 picture", ""),
    ]
    assert lines[6].place == ("Plan", 5)
    assert lines[7].place is None


def test_actions_of_no_recommendation_and_those_that_are_there_are_shown(starters: Team) -> None:
    plan = Theirs(a_file(a_grid([HEAD[1:], ROWS[0][1:]])), Source("theirs.xlsx", b"x", "7" * 64))
    act = starters.act(LEAD)
    with starters.store.begin() as uow:
        bring_in(uow, act, understood(plan, SaidOfIt(), act.today), plan.source)
    found = looked(starters, plan)
    assert [(line.standing, line.ref) for line in found.lines] == [("known", "A1")]
    assert found.summary == "0 actions and 0 recommendations come in, 1 in the plan already"
    assert found.first == starters.get("A1").id


def test_a_file_of_nothing_comes_to_nothing(starters: Team) -> None:
    plan = Theirs(a_file(a_grid([])), Source("theirs.xlsx", b"", "7" * 64))
    found = looked(starters, plan)
    assert (found.draft.rows, found.first) == (0, None)


def test_a_column_is_taken_for_something_else_and_the_other_is_kept_beside(starters: Team) -> None:
    plan = theirs()
    table = looked(starters, plan).draft.tables[0]
    said = SaidOfIt().correct(table, heading_of(table, 4), "owner")
    assert said.mapping == {"Lead": EXTRA, "Agency": "owner"}
    now = looked(starters, plan, said)
    assert [line.who for line in now.lines if line.is_action][:2] == ["", "Police"]
    gone = said.correct(now.draft.tables[0], heading_of(now.draft.tables[0], 3), SKIPPED)
    table = looked(starters, plan, gone).draft.tables[0]
    assert (heading_of(table, 3).name, heading_of(table, 3).heading) == (SKIPPED, "Lead")
    assert heading_of(table, 9).name == ""


def test_answers_about_a_column_go_with_what_it_was_taken_for(starters: Team) -> None:
    plan = theirs()
    found = looked(starters, plan)
    table = found.draft.tables[0]
    said = SaidOfIt().answer(found.open[0], "2027-06-30")
    assert said.correct(table, heading_of(table, 3), "accountable").answered == said.answered
    assert said.correct(table, heading_of(table, 5), "start").answered == ()


def test_the_tables_to_be_read_alone_are_named(starters: Team) -> None:
    other = a_grid([("Finding", "Milestones", "Priority"), ("Calls wait long.", "Hire", "High")], "Risks")
    file: GridFile = a_file(a_grid([HEAD, *ROWS]), other)
    plan = Theirs(file, Source("theirs.xlsx", b"x", "7" * 64))
    found = looked(starters, plan, SaidOfIt(sheets=("Risks",)))
    assert [table.grid.name for table in found.draft.tables] == ["Risks"]


def test_a_recommendation_that_the_plan_has_not_is_asked_for_again(starters: Team) -> None:
    plan = theirs(("R9", "Train every team", "", "", "31/03/2027"))
    found = looked(starters, plan)
    with pytest.raises(UserError, match="is no recommendation of the plan"):
        looked(starters, plan, SaidOfIt().answer(found.open[0], "R1"))
    assert not looked(starters, plan, SaidOfIt().answer(found.open[0], "leave")).open


def test_take_reads_the_cell_as_it_stands(starters: Team) -> None:
    head, row = HEAD[1:], ("Write the planning guide", "Ann Poole", "", "31/03/2027")
    first = Theirs(a_file(a_grid([head, row])), Source("theirs.xlsx", b"x", "7" * 64))
    act = starters.act(LEAD)
    with starters.store.begin() as uow:
        bring_in(uow, act, understood(first, SaidOfIt(), act.today), first.source)
    later = Theirs(a_file(a_grid([head, (*row[:3], "30/06/2027")])), Source("later.xlsx", b"y", "8" * 64))
    [asked] = looked(starters, later).open
    assert asked.answers == ("take", "leave")
    for answer, day in (("take", date(2027, 6, 30)), ("leave", date(2027, 3, 31))):
        found = looked(starters, later, SaidOfIt().answer(asked, answer))
        assert (found.open, found.lines[0].due) == ((), day)


def test_headings_are_remembered_for_a_like_file_alone(starters: Team) -> None:
    draft = looked(starters, theirs()).draft
    key = headings_of(draft)
    assert key == "action\nagency\nby when\nlead\nrecommendation"
    assert as_before(draft, {}) == {}
    assert as_before(draft, {key: {"LEAD": "accountable"}, "other": {"Lead": EXTRA}}) == {"Lead": "accountable"}
    assert as_before(draft, {key: {"Lead": "owner"}}) == {}
    assert as_before(draft, {"action\nlead\nthird\nfourth": {"Lead": "accountable"}}) == {}


def test_a_form_of_which_something_is_asked_is_shown_as_asked(starters: Team) -> None:
    form = a_grid([("Action:", "Write a guide"), ("Lead:", "Ann Poole"), ("Due date:", "Ongoing"), ("Status:", "Open")])
    found = looked(starters, Theirs(a_file(form), Source("form.xlsx", b"x", "9" * 64)))
    assert [(line.words, line.standing) for line in found.lines if line.is_action] == [("Write a guide", "asked")]
