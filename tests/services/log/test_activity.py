"""Activity: who did what when, what lies between two days, what others changed, and taking one change back."""

from datetime import date

import pytest

from support.builders import an_id
from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.errors import Conflict, UserError
from tracker.services.dates.agree import withdraw_agreement
from tracker.services.log.activity import Activity, ChangeWords, Wanted, activity, by_others, change_words, compare
from tracker.services.log.history import in_words
from tracker.services.log.undo import take_back, undo
from tracker.services.meetings.updates import add_update
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import add, set_fields
from tracker.services.records.placing import move

ALL = Wanted()
FIRST, SECOND, THIRD = date(2024, 3, 12), date(2024, 3, 13), date(2024, 3, 14)


def busy(team: Team) -> None:
    """Three days of work by three people; the plan was made on the first."""
    team.do(LEAD, set_fields, ["A1"], {"priority": "high"})
    team.clock.forward(days=1)
    team.do(OWNER, add_update, "A1", "Two partners signed.")
    team.clock.forward(days=1)
    team.do(NURSE, set_fields, ["A3"], {"description": "At the board"})
    team.do(LEAD, set_fields, ["A1", "A4"], {"priority": "low"})


def look(team: Team, wanted: Wanted = ALL, most: int = 50, who: str = LEAD) -> Activity:
    return team.do(who, activity, wanted, most)


def told(found: Activity) -> list[tuple[str, str, bool]]:
    return [(one.entry.who, in_words(one.entry.lines[0]), one.mine) for one in found.done]


def test_all_changes_stand_latest_first_with_what_was_before(team: Team) -> None:
    busy(team)
    found = look(team)
    assert told(found)[:4] == [
        (LEAD, "A1 Priority: high → low", True),
        (NURSE, "A3 Description: nothing → At the board", False),
        (OWNER, "U2 was added", False),
        (LEAD, "A1 Priority: nothing → high", True),
    ]
    assert set(found.people) >= {LEAD, NURSE, OWNER}
    assert found.total == 6
    assert len(look(team, most=2).done) == 2


def test_changes_are_found_by_person_and_by_day(team: Team) -> None:
    busy(team)
    assert [one.entry.who for one in look(team, Wanted(who="designated  nurse")).done] == [NURSE]
    assert [one.entry.who for one in look(team, Wanted(first=SECOND, last=SECOND)).done] == [OWNER]
    assert len(look(team, Wanted(first=THIRD)).done) == 2
    assert [one.entry.who for one in look(team, Wanted(who=LEAD, first=THIRD)).done] == [LEAD]


def test_changes_of_one_record_hold_only_its_own(team: Team) -> None:
    busy(team)
    found = look(team, Wanted(record=an_id(504)))
    assert told(found)[0] == (LEAD, "A4 Priority: nothing → low", True)
    assert found.total == 2
    assert look(team, Wanted(record=an_id(504), who=NURSE)).total == 0


def test_what_is_withdrawn_rather_than_undone_is_not_offered(team: Team) -> None:
    team.do(LEAD, withdraw_agreement, "Agreed too early")
    assert not look(team).done[0].mine


def test_one_change_is_taken_back_though_more_came_after_it(team: Team) -> None:
    team.do(LEAD, set_fields, ["A1"], {"priority": "high"})
    number = team.now.number
    team.do(LEAD, set_fields, ["A4"], {"priority": "low"})
    assert team.do(LEAD, take_back, number).refs == ("A1",)
    assert (team.get("A1").priority, team.get("A4").priority) == (None, "low")
    with pytest.raises(UserError, match=f"change {number} is not one that Improvement Lead can take back"):
        team.do(LEAD, take_back, number)
    team.do(LEAD, undo)
    assert team.get("A4").priority is None


def test_anothers_change_and_one_that_was_built_upon_stay(team: Team) -> None:
    team.do(OWNER, set_fields, ["A1"], {"priority": "high"})
    number = team.now.number
    with pytest.raises(UserError, match="is not one that Improvement Lead"):
        team.do(LEAD, take_back, number)
    team.do(LEAD, set_fields, ["A1"], {"priority": "low"})
    with pytest.raises(Conflict, match="Priority of A1 was changed by Improvement Lead"):
        team.do(OWNER, take_back, number)
    team.do(LEAD, withdraw_agreement, "Agreed too early")
    with pytest.raises(UserError, match="is not undone"):
        team.do(LEAD, take_back, team.now.number)


def differences(uow: UnitOfWork, _act: Act, first: date, last: date) -> list[tuple[str, str, str, list[str]]]:
    return [(one.ref, one.title, one.how, [in_words(line) for line in one.lines]) for one in compare(uow, first, last)]


def test_two_days_are_compared_record_by_record(team: Team) -> None:
    busy(team)
    team.do(LEAD, add, Kind.ACTION, {"title": "New one", "for": "R5"})
    found = team.do(CHAIR, differences, FIRST, THIRD)
    assert [(ref, title, how) for ref, title, how, _ in found] == [
        ("A1", "Agree one plan template", "changed"), ("A3", "Report impact to the board", "changed"),
        ("A4", "Health attends every strategy meeting", "changed"), ("A6", "New one", "added"),
        ("U2", "Two partners signed.", "added"),
    ]  # fmt: skip
    assert found[0][3] == ["A1 Priority: high → low"]
    assert team.do(CHAIR, differences, SECOND, THIRD)[0][0] == "A1"


def test_what_came_and_went_between_two_days_is_no_difference(team: Team) -> None:
    team.clock.forward(days=1)
    team.do(LEAD, add, Kind.ACTION, {"title": "New one", "for": "R5"})
    team.do(LEAD, undo)
    assert team.do(CHAIR, differences, FIRST, SECOND) == []
    team.do(LEAD, add, Kind.ACTION, {"title": "Another", "for": "R5"})
    team.clock.forward(days=1)
    team.do(LEAD, undo)
    gone = team.do(CHAIR, differences, SECOND, THIRD)
    assert [(ref, title, how) for ref, title, how, _ in gone] == [("A7", "", "taken out")]


def test_the_plans_own_fields_stand_first(team: Team) -> None:
    team.clock.forward(days=1)
    team.do(LEAD, set_fields, ["plan"], {"title": "Other"})
    assert team.do(CHAIR, differences, FIRST, SECOND)[0][:3] == ("", "Other", "changed")


def test_days_the_wrong_way_round_or_before_the_plan_are_refused(team: Team) -> None:
    with pytest.raises(UserError, match="not after the first"):
        team.do(CHAIR, differences, SECOND, FIRST)
    with pytest.raises(UserError, match="not after the first"):
        team.do(CHAIR, differences, FIRST, FIRST)
    with pytest.raises(UserError, match="did not exist yet"):
        team.do(CHAIR, differences, date(2023, 1, 1), date(2023, 1, 2))


def others(uow: UnitOfWork, act: Act, since: int, about: frozenset[RecordId] | None, most: int = 50) -> list[str]:
    return [f"{entry.who}: {in_words(entry.lines[0])}" for entry in by_others(uow, act, since, about, most)]


def test_what_others_changed_leaves_out_ones_own_and_what_is_no_concern(team: Team) -> None:
    since = team.now.number
    busy(team)
    assert team.do(LEAD, others, since, None) == [
        f"{NURSE}: A3 Description: nothing → At the board", f"{OWNER}: U2 was added",
    ]  # fmt: skip
    assert team.do(NURSE, others, since, frozenset({an_id(504)})) == [f"{LEAD}: A4 Priority: nothing → low"]
    assert len(team.do(CHAIR, others, since, None, 1)) == 1
    assert team.do(CHAIR, others, team.now.number, None) == []


def test_rows_that_were_only_put_into_another_order_are_not_told(team: Team) -> None:
    since = team.now.number
    team.do(NURSE, move, ["A3"], before=an_id(501))
    assert team.now.number == since + 1
    assert team.do(LEAD, others, since, None) == []


def test_changes_stand_in_a_table_with_what_was_before(team: Team) -> None:
    busy(team)
    first, _nurse, owner = look(team).done[:3]
    assert [(one.ref, one.what, one.before, one.after) for one in change_words(first.entry.lines)] == [
        ("A1", "Priority", "high", "low"), ("A4", "Priority", "nothing", "low"),
    ]  # fmt: skip
    assert change_words(owner.entry.lines) == (ChangeWords("U2", "Added", "", "Two partners signed."),)
    team.do(LEAD, add, Kind.VERIFICATION, {"for": "A3", "due": "2024-05-01"})
    assert change_words(look(team, most=1).done[0].entry.lines) == (ChangeWords("V1", "Added"),)
    team.do(LEAD, add, Kind.ACTION, {"title": "New one", "for": "R5"})
    team.do(LEAD, undo)
    assert change_words(look(team, most=1).done[0].entry.lines) == (ChangeWords("A6", "Taken out", "New one"),)
