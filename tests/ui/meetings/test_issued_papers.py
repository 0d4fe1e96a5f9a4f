"""What a meeting was shown, on its page and by command: the very file again."""

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from support.gateway import ScriptedAsker
from support.names import nameless
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.meetings.meetings import Made, issue
from tracker.ui.core.commands import Do
from tracker.ui.meetings.issued_papers import IssuedPapers, open_paper
from tracker.ui.papers.report_sheet import ReportSheet


class Desk:
    def __init__(self, on_plan: Opened) -> None:
        self.on_plan = on_plan

    def write(self, command: Any) -> None:
        self.on_plan.work.hub.write(command)
        self.on_plan.settle()

    def issue(self, data: bytes, kind: str = "board") -> None:
        plan = self.on_plan.session.snapshot()
        made = Made(data, f"{kind}.pdf", kind, plan.number, self.on_plan.work.hub.today, ("public",))
        self.write(partial(issue, ref="T1", made=made))

    def section(self) -> IssuedPapers:
        meeting = self.on_plan.session.snapshot().by_ref("T1")
        assert meeting is not None
        self.on_plan.work.nav.jump(meeting.id)
        self.on_plan.settle()
        return next(one for one in self.on_plan.window.findChildren(IssuedPapers) if one.isVisible())


@pytest.fixture
def desk(on_plan: Opened) -> Desk:
    return Desk(on_plan)


def test_a_meeting_lists_what_it_was_shown_the_latest_first(desk: Desk) -> None:
    desk.issue(b"%PDF first")
    desk.issue(b"%PDF corrected")
    section = desk.section()
    assert [line.paper.ref for line in section.lines] == ["B2", "B1"]
    section.opener = desk.on_plan.opened.append
    section.lines[1].open.click()
    desk.on_plan.settle()
    (copy,) = desk.on_plan.opened
    assert (copy.name, copy.read_bytes()) == ("board.pdf", b"%PDF first")
    assert not nameless(section)
    desk.issue(b"%PDF third", "exceptions")
    assert [line.paper.ref for line in section.lines] == ["B3", "B2", "B1"]


def test_a_copy_is_saved(desk: Desk, asker: ScriptedAsker, tmp_path: Path) -> None:
    desk.issue(b"%PDF first")
    section = desk.section()
    asker.answers = [tmp_path / "kept.pdf", tmp_path / "no folder" / "kept.pdf"]
    section.lines[0].keep.click()
    desk.on_plan.settle()
    assert (tmp_path / "kept.pdf").read_bytes() == b"%PDF first"
    section.lines[0].keep.click()
    desk.on_plan.settle()
    assert "There is no folder" in section.note.text


def test_a_paper_is_prepared_for_the_meeting(desk: Desk) -> None:
    section = desk.section()
    assert not section.lines
    section.prepare.click()
    desk.on_plan.settle()
    sheet = next(one for one in desk.on_plan.window.findChildren(ReportSheet) if one.isVisible())
    assert sheet.choices.wanted.meeting == "T1"
    sheet.close()
    desk.on_plan.settle()


def test_what_it_was_shown_opens_at_once_where_there_is_one(desk: Desk, asker: ScriptedAsker) -> None:
    desk.on_plan.do(Do.SHOWN)
    assert "No meeting is in hand" in desk.on_plan.window.notice.words
    desk.section()
    desk.on_plan.do(Do.SHOWN)
    assert "No paper was issued to this meeting" in desk.on_plan.window.notice.words
    desk.issue(b"%PDF first")
    desk.on_plan.do(Do.SHOWN)
    assert desk.on_plan.opened[-1].read_bytes() == b"%PDF first"
    desk.issue(b"%PDF second", "exceptions")
    asker.answers = ["B1: Board paper, 12 Mar 2024"]
    desk.on_plan.do(Do.SHOWN)
    desk.on_plan.settle()
    assert desk.on_plan.opened[-1].read_bytes() == b"%PDF first"
    assert "2 papers" in asker.questions[-1]


def test_a_paper_whose_file_is_gone_says_so(desk: Desk) -> None:
    desk.issue(b"%PDF first")
    paper = desk.on_plan.session.snapshot().of(Kind.PAPER)[0]
    faults: list[UserError] = []
    open_paper(desk.on_plan.work.hub, replace(paper, sha256=None), desk.on_plan.opened.append, faults.append)
    assert "not kept any more" in faults[0].message
