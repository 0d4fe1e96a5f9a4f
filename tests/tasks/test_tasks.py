"""Wishes of a lead or a service manager, each done in the real window by keyboard alone.

A test's first line of words is the wish. `keys.strokes` counts what it took; `run.py bench keys` prints the table.
"""

from datetime import date
from pathlib import Path

from support.keyboard import Keyboard
from tracker.domain.plan.records import Kind
from tracker.services.meetings.rounds import close_round


def test_an_action_for_a_recommendation(keys: Keyboard) -> None:
    """Add an action to R2 with an owner and a date"""
    keys.run("R2")
    keys.press("N")
    keys.type("Publish data on disproportionality twice a year")
    keys.press("Tab")
    keys.type("Head of Youth Justice")
    keys.press("Tab")
    keys.type("28 Jun 2024")
    keys.press("Return")

    assert "Publish data on disproportionality twice a year" in keys.row
    plan = keys.kept()
    added = plan.actions[-1]
    assert plan.refs_of(added.targets) == ("R2",)
    assert plan.name_of(added.owner) == "Head of Youth Justice"
    assert added.due == date(2024, 6, 28)


def test_what_slipped_twice(keys: Keyboard) -> None:
    """Show what slipped twice and who agreed"""
    keys.run("slipped twice")
    assert len(keys.rows) == 1
    assert "2nd extension, +82 days" in keys.rows[0]
    keys.press("Down", "F11", "Down", "Down", "Right")

    assert keys.shows("First agreed for 10 Jan 2024: 2nd extension, +82 days.")
    assert keys.shows("approved by Partnership Board Chair on 16 Oct 2023")
    assert keys.shows("approved by Partnership Board Chair on 9 Jan 2024")


def test_an_update_with_a_forecast(keys: Keyboard) -> None:
    """Write an update with an Amber forecast"""
    keys.run("A3")
    keys.press("U")
    keys.type("Two of four partners have signed.")
    keys.press("Tab")
    keys.type("am")
    keys.press("Tab")
    keys.type("Two partners wait for their boards")
    keys.press("Ctrl+Return")

    assert keys.shows("Two of four partners have signed.")
    plan = keys.kept()
    update = plan.updates_for(plan.by_ref("A3").id)[-1]
    assert (update.forecast, update.forecast_reason) == ("amber", "Two partners wait for their boards")
    assert plan.by_ref("A3").forecast == "amber"


def as_someone_else(keys: Keyboard, name: str) -> None:
    """Signs with another name, as a colleague at this machine would."""
    keys.press("Ctrl+Alt+U")
    keys.type(name)
    keys.press("Return")


def go_to(keys: Keyboard, name: str) -> None:
    """Tabs on to a field."""
    passed = []
    while keys.focus_name != name:
        passed.append(keys.focus_name)
        assert len(passed) < 40, f"Tab never comes to {name}, only to {passed}"
        keys.press("Tab")


def test_proof_of_a_difference(keys: Keyboard) -> None:
    """Prove R3 made a difference"""
    keys.run("R3")
    keys.press("G")

    assert keys.focus_name.startswith("Golden thread of R3.")
    assert keys.shows("The specificity and thoroughness of plans")
    assert keys.shows("from 52% to 78%")
    assert keys.shows("accepted")


def test_a_new_date_is_asked_for(keys: Keyboard) -> None:
    """Ask for a later date for A3 and say why"""
    keys.run("A3")
    keys.press("D")
    keys.type("28 Jun 2024")
    keys.press("Return")
    keys.type("Two partners have to sign first")
    keys.press("Ctrl+Return")

    plan = keys.kept()
    asked = plan.of(Kind.EXTENSION)[-1]
    assert plan.refs_of([asked.action]) == ("A3",)
    assert (asked.state, asked.new_due, asked.reason) == (
        "pending", date(2024, 6, 28), "Two partners have to sign first",
    )  # fmt: skip
    assert plan.by_ref("A3").due == date(2024, 4, 5)


def test_a_new_date_is_agreed(keys: Keyboard) -> None:
    """Agree to the new date that is waiting, as the board's chair"""
    as_someone_else(keys, "Partnership Board Chair")
    keys.run("waiting for approval")
    keys.press("Down", "Ctrl+Alt+A", "Return")

    asked = keys.kept().by_ref("X3")
    assert (asked.state, asked.decided_by) == ("approved", "Partnership Board Chair")
    assert keys.kept().by_ref("A21").due == asked.new_due


def test_a_link_as_evidence(keys: Keyboard) -> None:
    """Attach a link that shows A7 is working"""
    keys.run("A7")
    keys.press("Ctrl+L")
    keys.type("https://example.org/training-audit")
    keys.press("Tab")
    keys.type("Multi-agency audit")
    keys.press("Tab")
    keys.type("Referrers name the child's own account in 31 of 40 referrals")
    keys.press("Ctrl+Return")

    plan = keys.kept()
    found = plan.evidence_for(plan.by_ref("A7").id)
    assert [(one.kind, one.url) for one in found] == [("Multi-agency audit", "https://example.org/training-audit")]


def test_evidence_is_accepted(keys: Keyboard) -> None:
    """Accept the audit that waits for a check, as the scrutineer"""
    as_someone_else(keys, "Independent Scrutineer")
    keys.run("E5")
    keys.press("Ctrl+Shift+R", "Return")

    keys.wait_until(lambda: keys.kept().by_ref("E5").review != "none")
    assert (keys.kept().by_ref("E5").review, keys.kept().by_ref("E5").reviewed_by) == (
        "accepted", "Independent Scrutineer",
    )  # fmt: skip


def test_an_action_is_closed(keys: Keyboard) -> None:
    """Close A9 and say what difference it made"""
    keys.run("A9")
    keys.press("Ctrl+Shift+C")
    keys.type("Plans now name who does what by when")
    keys.press("Ctrl+Return")

    plan = keys.kept()
    closed = plan.by_ref("A9")
    assert (closed.delivery, closed.impact) == ("closed", "Plans now name who does what by when")
    assert [check.months for check in plan.verifications_of(closed.id) if check.done is None] == [3, 6, 12]


def test_an_action_is_closed_against_the_rules(keys: Keyboard) -> None:
    """Close A14 although nothing shows it, with a reason boards will see"""
    keys.run("A14")
    keys.press("Ctrl+Shift+C", "Tab")
    keys.type("The mapping moved to the police's own plan")
    keys.press("Ctrl+Return")

    closed = keys.kept().by_ref("A14")
    assert (closed.delivery, closed.delivery_reason) == ("closed", "The mapping moved to the police's own plan")


def test_a_check_fails(keys: Keyboard) -> None:
    """Say that A5 did not last when it was checked, as the scrutineer"""
    as_someone_else(keys, "Independent Scrutineer")
    keys.run("A5")
    keys.press("Ctrl+Shift+H", "Tab", "Space")
    keys.type("The board has had no data since December")
    keys.press("Ctrl+Return")

    action = keys.kept().by_ref("A5")
    assert action.delivery == "in progress"
    assert "failed" in action.delivery_reason
    assert action.assurance == "done"


def test_a_round_of_updates(keys: Keyboard) -> None:
    """Ask every owner for an update by next Tuesday"""
    assert keys.window.hub is not None
    keys.window.hub.write(close_round)
    keys.settle()
    keys.press("Ctrl+Shift+U", "Return")

    keys.wait_for_text("0 of")
    asked = keys.kept().by_ref("Q2")
    assert asked.due == date(2024, 3, 19)
    assert len(asked.people) > 5


def test_a_nil_return(keys: Keyboard) -> None:
    """Note that the Head of Youth Justice has nothing to report"""
    before = {one.id for one in keys.kept().of(Kind.UPDATE)}
    keys.press("Ctrl+Alt+I")
    keys.type("Head of Youth Justice")
    keys.press("Return")

    keys.wait_until(lambda: len(keys.kept().of(Kind.UPDATE)) > len(before))
    answered = [one for one in keys.kept().of(Kind.UPDATE) if one.id not in before and one.answer == "nil return"]
    assert {keys.kept().name_of(keys.kept().get(one.target).owner) for one in answered} == {"Head of Youth Justice"}


def test_words_are_found_anywhere(keys: Keyboard) -> None:
    """Find where anybody wrote about disproportionality"""
    keys.press("Ctrl+Alt+F")
    keys.type("disproportionality")
    keys.wait_for_text("A5")
    keys.press("Down", "Return")

    assert "disproportionality" in keys.row


def test_dates_for_ones_own_calendar(keys: Keyboard, tmp_path: Path) -> None:
    """Put the plan's dates into my calendar"""
    target = tmp_path / "dates.ics"
    keys.press("Ctrl+Shift+I")
    keys.press("Ctrl+A")
    keys.type(str(target))
    keys.press("Return")

    keys.wait_until(target.exists)
    assert "A7 due" in target.read_text(encoding="utf-8").replace("\r\n ", "")


def test_who_is_behind(keys: Keyboard) -> None:
    """See who has most overdue, and which actions those are"""
    keys.press("Ctrl+Alt+W", "Down", "Return")

    assert keys.work.nav.place.value == "place actions"
    assert len(keys.rows) == 1
    assert "Complex Safeguarding Hub Manager" in keys.rows[0]
    assert "late" in keys.rows[0]


def test_what_is_due_on_a_day(keys: Keyboard) -> None:
    """See what falls due on Friday week"""
    keys.press("Ctrl+Alt+C")
    keys.press("Right", times=10)

    assert keys.shows("Train referrers in adultification")
    keys.press("Return")
    assert keys.shows("A7")


def test_a_reading_of_a_measure(keys: Keyboard) -> None:
    """Enter this quarter's reading of M1"""
    keys.run("M1")
    keys.press("U")
    keys.type("82")
    keys.press("Return")

    plan = keys.kept()
    last = plan.points_of(plan.by_ref("M1").id)[-1]
    assert (last.value, last.dated) == (82.0, date(2024, 3, 12))


def test_the_boards_own_key(keys: Keyboard) -> None:
    """Use the council's BRAG key, where Blue means done"""
    keys.press("Ctrl+Alt+K", "Down", "Return", "Ctrl+Return")

    keys.wait_until(lambda: bool(keys.kept().plan.key))
    assert any(entry.label.startswith("Blue") for entry in keys.kept().plan.key)


def test_the_boards_paper(keys: Keyboard, tmp_path: Path) -> None:
    """Make the board's paper as a PDF"""
    target = tmp_path / "board.pdf"
    keys.press("Ctrl+P", "Return", "Ctrl+A")
    keys.type(str(target))
    keys.press("Return")

    keys.wait_until(lambda: bool(keys.opened) or target.exists())
    assert target.read_bytes().startswith(b"%PDF-")


def test_done_and_taken_back(keys: Keyboard) -> None:
    """Mark A12 complete, see that it was the wrong one, and take it back"""
    keys.run("A12")
    keys.press("Ctrl+Shift+Return")
    assert keys.kept().by_ref("A12").delivery == "complete"
    keys.press("Ctrl+Z")

    assert keys.notice.startswith("Undone:")
    assert keys.kept().by_ref("A12").delivery != "complete"


def test_the_inspectors_words_on_their_page(keys: Keyboard) -> None:
    """See where in the letter R3 stands"""
    keys.run("R3")
    keys.press("F")
    keys.wait_until(lambda: keys.work.pages.on_page)

    assert keys.shows("page 2")
    keys.press("Esc")
    assert keys.focus_name == "Recommendations and their actions"


def test_everything_of_a_leaver(keys: Keyboard) -> None:
    """Hand over everything of the youth justice lead"""
    before = keys.kept()
    leaver = next(one for one in before.people if one.name == "Head of Youth Justice")
    owned = {action.ref for action in before.actions if action.owner == leaver.id and action.delivery != "closed"}
    keys.run("Head of Youth Justice")
    keys.press("Ctrl+Alt+H")
    go_to(keys, "Who takes over")
    keys.type("Deputy Head of Youth Justice")
    keys.press("Ctrl+Return")

    keys.wait_until(lambda: keys.kept().number > before.number)
    plan = keys.kept()
    assert {plan.name_of(plan.by_ref(ref).owner) for ref in owned} == {"Deputy Head of Youth Justice"}
    assert plan.by_ref(leaver.ref).active_to == date(2024, 3, 12)


def test_several_actions_together(keys: Keyboard) -> None:
    """Give three actions to the police with one note, and take it back in one step"""
    keys.press("Ctrl+4", "Home")
    before = {action.ref: action.agency for action in keys.kept().actions}
    keys.press("Shift+Down", times=2)
    keys.press("Ctrl+Shift+M")
    go_to(keys, "Agency")
    keys.press("Tab")
    keys.type("Police")
    go_to(keys, "Note: why, for the record")
    keys.type("Agreed at the March board")
    keys.press("Ctrl+Return")

    keys.wait_until(lambda: {action.ref: action.agency for action in keys.kept().actions} != before)
    plan = keys.kept()
    changed = [action for action in plan.actions if action.agency != before[action.ref]]
    assert {plan.name_of(action.agency) for action in changed} == {"Police"}
    keys.press("Ctrl+Z")
    keys.wait_until(lambda: {action.ref: action.agency for action in keys.kept().actions} == before)


def test_a_view_to_come_back_to(keys: Keyboard) -> None:
    """List what is overdue at the police, keep that view and come back to it"""
    keys.run("List actions: overdue")
    keys.press("Ctrl+Shift+G", "Return")
    for _ in range(10):
        if "Police" in str(keys.active_entry):
            break
        keys.press("Down")
    keys.press("Return")
    rows = keys.rows
    assert rows
    assert all("Overdue" in row for row in rows)
    keys.press("Ctrl+Alt+V")
    keys.type("Police late")
    keys.press("Return")
    keys.press("Ctrl+Shift+L", "Ctrl+2", "Ctrl+Shift+J", "Return")

    assert keys.rows == rows


def test_a_question_of_the_board(keys: Keyboard) -> None:
    """Note what the board asked about R6"""
    keys.run("R6")
    keys.press("Ctrl+Shift+Q")
    keys.type("How long do children wait now?")
    keys.press("Ctrl+Return")

    keys.wait_until(lambda: len(keys.kept().challenges) == 2)
    plan = keys.kept()
    asked = plan.challenges[-1]
    assert (asked.question, asked.state) == ("How long do children wait now?", "open")
    assert plan.refs_of(asked.targets) == ("R6",)


def test_another_period_to_answer(keys: Keyboard) -> None:
    """Say that this report is to be answered in 60 working days"""
    keys.press("Ctrl+Alt+P")
    keys.type("60")
    keys.press("Return")

    assert keys.kept().inspections[0].working_days == 60


def test_a_kept_view_by_name(keys: Keyboard) -> None:
    """Show what slipped twice, as the overview counts it"""
    keys.run("view: slipped")

    assert [row.split(".", 1)[0] for row in keys.rows] == ["A2"]


def test_who_asked_and_where(keys: Keyboard) -> None:
    """Note who asked about A7 at the board's second review"""
    keys.run("A7")
    keys.press("Ctrl+Shift+Q")
    keys.type("Who was not trained?")
    keys.press("Tab")
    keys.type("partnership board c")
    keys.press("Down", "Return", "Tab")
    keys.type("T2")
    go_to(keys, "Add to What it is about")
    keys.type("R4")
    keys.press("Ctrl+Return")

    keys.wait_until(lambda: len(keys.kept().challenges) == 2)
    plan = keys.kept()
    asked = plan.challenges[-1]
    assert (asked.question, asked.asked_by) == ("Who was not trained?", "Partnership Board Chair")
    assert plan.refs_of([asked.meeting, *asked.targets]) == ("A7", "R4", "T2")
    assert asked.asked_on == date(2024, 1, 12)


def test_a_question_until_the_asker_is_content(keys: Keyboard) -> None:
    """Answer what the board asked, and note that its chair is content"""
    keys.run("C1")
    keys.press("Ctrl+Alt+Y")
    keys.type("Half of them were asked, and none waited over six weeks.")
    keys.press("Ctrl+Return")
    keys.wait_for_text("Half of them were asked, and none waited over six weeks.")
    keys.press("Ctrl+Alt+Q", "Ctrl+Return")

    keys.wait_until(lambda: keys.kept().by_ref("C1").state == "content")
    asked = keys.kept().by_ref("C1")
    assert (asked.answered_by, asked.content_by) == ("Improvement Lead", "Partnership Board Chair")
    assert keys.shows("Content, said by Partnership Board Chair on 12 Mar 2024")


def test_a_question_is_opened_again(keys: Keyboard) -> None:
    """Open a question again, since its asker is not content"""
    keys.run("C1")
    keys.press("Ctrl+Alt+Y")
    keys.type("They wait less.")
    keys.press("Ctrl+Return")
    keys.wait_for_text("They wait less.")
    keys.run("not content")
    keys.type("It does not say how long they wait")
    keys.press("Ctrl+Return")

    keys.wait_until(lambda: keys.kept().by_ref("C1").state == "open")
    assert keys.shows("Answer better…")
