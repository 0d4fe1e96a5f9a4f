"""The evidence pack from the window: for what, what is in it, and what must be decided first."""

from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from support.gateway import ScriptedAsker
from support.names import nameless
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.records.editing import set_fields
from tracker.ui.core.commands import Do
from tracker.ui.guard.identifier_sheet import IdentifierSheet
from tracker.ui.papers.pack_sheet import PackSheet


def open_sheet(on_plan: Opened, ref: str = "") -> PackSheet:
    if ref:
        record = on_plan.session.snapshot().by_ref(ref)
        assert record is not None
        on_plan.work.nav.jump(record.id)
    on_plan.do(Do.EVIDENCE_PACK)
    return next(one for one in on_plan.window.findChildren(PackSheet) if one.isVisible())


@pytest.mark.parametrize(("hand", "offered"), [("R2", "R2"), ("A1", "R1"), ("T1", None)])
def test_it_is_for_the_recommendation_in_hand(on_plan: Opened, hand: str, offered: str | None) -> None:
    sheet = open_sheet(on_plan, hand)
    assert sheet.ref == offered
    assert not nameless(sheet)


def test_it_says_what_will_be_in_it(on_plan: Opened) -> None:
    sheet = open_sheet(on_plan, "T1")
    every = on_plan.session.snapshot().of(Kind.EVIDENCE)
    left = [one for one in every if one.review != "accepted"]
    assert f"{len(left)} item" in sheet.lacks.text()
    assert "No evidence is accepted yet" in sheet.holds.text()


def test_a_pack_is_made_and_offered(on_plan: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    sheet = open_sheet(on_plan, "R2")
    asker.answers = [tmp_path / "Pack for R2"]
    sheet.send()
    on_plan.settle()
    assert ("pack", (tmp_path / "Pack for R2.zip", "R2")) in on_plan.session.asked
    assert "Pack for R2.zip is written: the dossier, 2 files and 1 link" in on_plan.window.notice.words


def test_a_pack_that_cannot_be_written_says_why(on_plan: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    sheet = open_sheet(on_plan)
    on_plan.session.refuse = UserError("Pack.zip was not written: the disk is full", "free some space")
    asker.answers = [tmp_path / "Pack.zip"]
    sheet.send()
    on_plan.settle()
    assert "the disk is full" in sheet.note.text
    assert sheet.save.isEnabled()


def test_a_pack_says_how_far_it_is_and_is_stopped(on_plan: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    sheet = open_sheet(on_plan)
    on_plan.session.works_long = True
    target = tmp_path / "Pack.zip"
    target.write_bytes(b"the old one")
    asker.answers = [target, target]
    on_plan.qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    on_plan.qtbot.waitUntil(lambda: "1 of 2 files, " in sheet.progress.words, timeout=5000)
    assert " of 0.0 MB" in sheet.progress.words
    assert not sheet.save.isEnabled()
    on_plan.qtbot.mouseClick(sheet.progress.stop, Qt.MouseButton.LeftButton)
    on_plan.settle()
    assert "It was stopped, and nothing was written" in sheet.note.text
    assert target.read_bytes() == b"the old one"
    on_plan.session.works_long = False
    on_plan.qtbot.mouseClick(sheet.save, Qt.MouseButton.LeftButton)
    on_plan.settle()
    assert target.read_bytes() == b"pack"


def test_closing_the_sheet_stops_the_pack(on_plan: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    sheet = open_sheet(on_plan)
    on_plan.session.works_long = True
    asker.answers = [tmp_path / "Pack.zip"]
    sheet.send()
    sheet.reject()
    on_plan.settle()
    assert not (tmp_path / "Pack.zip").exists()


def test_identifiers_are_decided_first(on_plan: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    words = {"description": "Audit case of T, NHS 943 476 5919"}
    on_plan.work.hub.write(partial(set_fields, refs=["A2"], fields=words))
    on_plan.settle()
    sheet = open_sheet(on_plan)
    asker.answers = [tmp_path / "Pack.zip"]
    sheet.send()
    on_plan.settle()
    guard = next(one for one in on_plan.window.findChildren(IdentifierSheet) if one.isVisible())
    guard.rows[0].choice.setCurrentIndex(1)
    guard.send()
    on_plan.settle()
    assert (tmp_path / "Pack.zip").exists()
