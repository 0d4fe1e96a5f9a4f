"""Papers and packs that are given up on the way: how far they are is told, and the old file stays whole."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from support.builders import an_id
from support.clocks import an_act
from tracker.domain.board.board import board_data
from tracker.domain.meetings.minutes import Sitting
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.evidence_pack import write_evidence_pack
from tracker.reporting import make_paper, write_report
from tracker.services.meetings.wanted import Material, Wanted
from tracker.services.steps import Stopped, leg, unwatched, watched

OLD = b"the paper of last month"
FORMATS = (".pdf", ".docx", ".html", ".xlsx")


class Watcher:
    """Hears of each step, and wants no more after so many."""

    def __init__(self, most: int = 10_000) -> None:
        self.steps: list[tuple[int, int]] = []
        self.step = watched(lambda done, total: self.steps.append((done, total)), lambda: len(self.steps) >= most)


@pytest.mark.parametrize("ending", FORMATS)
def test_how_far_a_paper_is_only_grows_and_ends_with_all_of_it(few: Snapshot, ending: str) -> None:
    watcher = Watcher()
    make_paper(an_act(), Wanted("board", ending), Material(few), watcher.step)
    shares = [done / total for done, total in watcher.steps]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert shares[-1] > 0.8
    assert len(set(shares)) > 3


@pytest.mark.parametrize("most", [0, 1, 4])
@pytest.mark.parametrize("ending", FORMATS)
def test_a_paper_that_is_stopped_leaves_the_old_file_whole(
    few: Snapshot, tmp_path: Path, ending: str, most: int
) -> None:
    target = tmp_path / f"board{ending}"
    target.write_bytes(OLD)
    watcher = Watcher(most)
    with pytest.raises(Stopped, match="nothing was written"):
        write_report(few, target, an_act(), step=watcher.step)
    assert len(watcher.steps) == most
    assert target.read_bytes() == OLD
    assert [one.name for one in tmp_path.iterdir()] == [target.name]


def test_a_pdf_is_stopped_between_two_of_its_pages(few: Snapshot) -> None:
    whole = Watcher()
    make_paper(an_act(), Wanted(), Material(few), whole.step)
    setting = [number for number, (done, total) in enumerate(whole.steps) if done > total / 2]
    assert len(setting) > 5
    with pytest.raises(Stopped):
        make_paper(an_act(), Wanted(), Material(few), Watcher(setting[5]).step)


@pytest.fixture(scope="module")
def proven(few: Snapshot) -> Snapshot:
    """Three accepted files."""
    first = few.evidence[0]
    files = [
        replace(first, id=an_id(7000 + n), ref=f"E{n}", review="accepted", file=f"{n}.txt", sha256=str(n) * 64)
        for n in (7, 8, 9)
    ]
    return few.with_records([(Kind.EVIDENCE, one.id, one) for one in files], few.number, few.head)


def test_a_pack_tells_its_files_and_is_stopped_between_two(proven: Snapshot, tmp_path: Path) -> None:
    data, target = board_data(proven, an_act().today), tmp_path / "pack.zip"
    whole = Watcher()
    assert write_evidence_pack(proven, data, target, str.encode, whole.step)[0] == 3
    assert whole.steps[-3:] == [(1, 3), (2, 3), (3, 3)]
    assert set(whole.steps[:-3]) == {(0, 3)}
    old = target.read_bytes()
    for most in (0, 2, len(whole.steps) - 1):
        with pytest.raises(Stopped):
            write_evidence_pack(proven, data, target, str.encode, Watcher(most).step)
        assert target.read_bytes() == old
        assert [one.name for one in tmp_path.iterdir()] == ["pack.zip"]


def test_minutes_are_stopped_too(few: Snapshot) -> None:
    act, meeting = an_act(), few.meetings[0]
    of = Material(few, meeting=meeting, sitting=Sitting(meeting, few, act.today, "the start"))
    with pytest.raises(Stopped):
        make_paper(act, Wanted("minutes"), of, Watcher(1).step)


def test_steps_of_a_leg_are_steps_of_the_whole_way() -> None:
    heard: list[tuple[int, int]] = []
    for number in (0, 1):
        leg(lambda done, total: heard.append((done, total)), number, 2)(1, 4)
    assert heard == [(1, 8), (5, 8)]
    unwatched(1, 2)
