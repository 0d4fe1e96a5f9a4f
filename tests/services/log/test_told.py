"""The history that a dossier tells: who changed what when, without anybody's own words."""

from __future__ import annotations

from collections.abc import Sequence

from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.board.board_threads import History, Told
from tracker.services.log.told import told
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import set_fields


def of(team: Team, ref: str) -> Sequence[Told]:
    def read(uow: UnitOfWork, _act: Act) -> History:
        return told(uow)

    history: History = team.do(LEAD, read)
    return history[team.get(ref).id]


def test_what_changed_is_told_and_free_text_is_not(team: Team) -> None:
    team.clock.forward(days=1)
    team.do(OWNER, set_fields, ["A1"], {"priority": "high", "description": "Ann Example lives in Mill Lane"})
    lines = of(team, "A1")
    assert lines[0].words == "A1 was added"
    assert (lines[-1].who, lines[-1].on) == (OWNER, team.clock.today())
    assert "A1 Priority: nothing → high" in lines[-1].words
    assert "A1 description changed" in lines[-1].words
    assert not any("Mill Lane" in line.words for line in lines)


def test_what_says_nothing_to_a_person_is_left_out(team: Team) -> None:
    team.do(CHAIR, set_fields, ["R1"], {"position": "3"})
    assert [line.words for line in of(team, "R1")] == ["R1 was added"]
