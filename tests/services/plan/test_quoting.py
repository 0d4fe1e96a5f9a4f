"""The inspectors' words stand in quotation marks only while nobody has changed them."""

from __future__ import annotations

import pytest

from support.team import LEAD, OWNER, Team
from tracker.domain.board.board import board_data
from tracker.domain.plan.records import Kind
from tracker.domain.text.quoting import quoted, reworded
from tracker.services.log.erase import erase
from tracker.services.log.undo import redo, undo
from tracker.services.records.editing import add, set_fields

NEW = "Words of our own"


def shown(team: Team, ref: str) -> tuple[str, str]:
    row = next(one for one in board_data(team.now, team.clock.today()).subjects if one.ref == ref)
    record = team.get(ref)
    assert (row.quoted, row.reworded) == (quoted(record), reworded(record))
    return row.quoted, row.reworded


@pytest.mark.parametrize("ref", ["R1", "F1"])
def test_changed_words_are_no_quotation(team: Team, ref: str) -> None:
    first = team.get(ref).text
    assert shown(team, ref) == (f"“{first}”", "")
    team.do(LEAD, set_fields, [ref], {"text": NEW})
    assert shown(team, ref) == (NEW, f"Reworded here; as read from the report: “{first}”")
    team.do(LEAD, set_fields, [ref], {"text": "Other words again"})
    assert shown(team, ref)[1].endswith(f"“{first}”")
    team.do(LEAD, undo)
    assert shown(team, ref)[0] == NEW
    team.do(LEAD, undo)
    assert shown(team, ref) == (f"“{first}”", "")
    team.do(LEAD, redo)
    assert shown(team, ref)[0] == NEW
    team.do(LEAD, set_fields, [ref], {"text": first})
    assert shown(team, ref) == (f"“{first}”", "")


def test_what_was_typed_without_a_report_stays_as_it_is_typed(team: Team) -> None:
    ref = team.do(LEAD, add, Kind.RECOMMENDATION, {"text": "Typed", "kind": "recommendation"}).refs[0]
    team.do(LEAD, set_fields, [ref], {"text": NEW})
    assert team.get(ref).printed is None


def test_earlier_words_are_erased_with_the_later(team: Team) -> None:
    team.do(LEAD, set_fields, ["R1"], {"text": NEW})
    team.do(OWNER, erase, "R1", "A child was named", ["text"])
    found = team.get("R1")
    assert (found.text, found.printed) == ("", None)
