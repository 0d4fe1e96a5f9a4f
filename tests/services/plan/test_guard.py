"""The identifier guard: what stops a paper, who decided, and what leaves by it."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import an_action
from support.team import LEAD, Team
from tracker.domain.guard.identifiers import identifiers
from tracker.domain.guard.leaving import Sighting
from tracker.domain.plan.fields import KeyEntry
from tracker.errors import UserError
from tracker.services.log.history import in_words, log
from tracker.services.log.undo import undo
from tracker.services.plan.guard import Undecided, allow, blank, cleared, keep
from tracker.services.plan.key import set_key
from tracker.services.records.editing import set_fields

TEXT = "Audit case of T, NHS 943 476 5919"


@pytest.fixture
def told(team: Team) -> Team:
    """A plan with one NHS number in it."""
    team.do(LEAD, set_fields, ["A1"], {"description": TEXT})
    return team


def test_nothing_leaves_while_an_identifier_is_undecided(told: Team) -> None:
    with pytest.raises(Undecided) as stopped:
        cleared(told.now, told.clock.today())
    assert "1 possible identifier would leave the plan: A1.description: NHS number" in stopped.value.message
    assert [one.place for one in stopped.value.sightings] == ["A1.description"]


def test_many_are_counted(told: Team) -> None:
    for ref in ("A2", "A3", "A4"):
        told.do(LEAD, set_fields, [ref], {"description": TEXT})
    with pytest.raises(Undecided, match=r"4 possible identifiers.* and 1 more"):
        cleared(told.now, told.clock.today())


def test_what_is_kept_leaves_with_its_reason_in_the_log_and_undo_asks_again(told: Team) -> None:
    done = told.do(LEAD, keep, " a1.Description ", "an invented number")
    assert done.refs == ("A1",)
    assert cleared(told.now, told.clock.today()).by_ref("A1").description == TEXT
    with told.store.begin() as uow:
        assert dict(uow.stamps())[told.now.number].why == "A1.description kept: an invented number"
        last = log(uow)[-1]
        assert [in_words(line) for line in last.lines] == ["Identifiers decided: nothing → A1, description, kept"]
        assert last.lines[0].new == [{"decision": "kept", "field": "description", "record": "A1"}]
    told.do(LEAD, undo)
    with pytest.raises(Undecided):
        cleared(told.now, told.clock.today())


def test_what_is_blanked_stays_in_the_plan_and_the_later_decision_counts(told: Team) -> None:
    told.do(LEAD, keep, "A1.description", "an invented number")
    told.do(LEAD, blank, "A1.description")
    assert cleared(told.now, told.clock.today()).by_ref("A1").description == "Audit case of T, NHS [removed]"
    assert told.get("A1").description == TEXT
    assert len(told.now.plan.identifiers) == 1


def test_a_reason_lets_all_that_is_left_go_at_once(told: Team) -> None:
    told.do(LEAD, set_fields, ["A2"], {"description": TEXT})
    told.do(LEAD, blank, "A2.description")
    assert told.do(LEAD, allow, "a court asked for the file") is not None
    out = cleared(told.now, told.clock.today())
    assert out.by_ref("A1").description == TEXT
    assert out.by_ref("A2").description != TEXT
    assert told.do(LEAD, allow, "a court asked for the file") is None


@pytest.mark.parametrize(
    ("place", "message"),
    [
        ("A1", "names no field"),
        ("A99.description", "there is no A99"),
        ("A1.title", "no identifier stands at A1.title"),
        ("plan.title", "no identifier stands at plan.title"),
    ],
)
def test_a_place_without_an_identifier_is_refused(told: Team, place: str, message: str) -> None:
    with pytest.raises(UserError, match=message):
        told.do(LEAD, blank, place)


@pytest.mark.parametrize("reason", ["", " . "])
def test_to_keep_needs_a_reason(told: Team, reason: str) -> None:
    with pytest.raises(UserError, match="needs a reason"):
        told.do(LEAD, keep, "A1.description", reason)
    with pytest.raises(UserError, match="with a reason only"):
        told.do(LEAD, allow, reason)


@pytest.mark.parametrize(("many", "more"), [(1, ""), (3, ""), (4, " and 1 more"), (9, " and 6 more")])
def test_three_identifiers_are_named_and_the_others_counted(many: int, more: str) -> None:
    text = "NHS number 943 476 5919"
    (seen,) = identifiers(text, date(2024, 3, 12))
    found = [Sighting(an_action(n), "description", "description", seen, text) for n in range(1, many + 1)]
    places = "; ".join(f"A{n}.description: NHS number" for n in range(1, min(many, 3) + 1))
    noun = "1 possible identifier" if many == 1 else f"{many} possible identifiers"
    assert str(Undecided(found)) == f"{noun} would leave the plan: {places}{more}"


def test_what_a_part_of_the_plan_held_before_holds_no_other_change_up(told: Team) -> None:
    held = replace(told.now.plan, key=(KeyEntry("delivery", "complete", "Done 943 476 5919", ""),))
    with told.store.begin() as uow:
        uow.put(held)
        uow.commit(told.act(LEAD).stamp())
    told.do(LEAD, set_fields, [""], {"title": "Another title"})
    with pytest.raises(UserError):
        told.do(LEAD, set_key, [*held.key, KeyEntry("delivery", "closed", "Done 450 557 7104", "")])
