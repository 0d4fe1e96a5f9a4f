"""Each way a paper leaves the sheet: saved, attached, issued, printed; what holds it back."""

from email import message_from_bytes, policy
from functools import partial

import pytest
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest

from support.screens.report_desk import Desk
from tracker.domain.meetings.papers import PDF, WORD
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.records.editing import set_fields

NHS = "Audit case of T, NHS 943 476 5919"


def test_a_paper_is_saved_opened_and_its_folder_shown(desk: Desk) -> None:
    sheet = desk.open()
    target = desk.folder / "Board 12.3"
    desk.asker.answers = [target]
    QTest.keyClick(sheet, Qt.Key.Key_Return)
    desk.settle()
    written = desk.folder / "Board 12.3.pdf"
    assert written.read_bytes().startswith(b"%PDF")
    assert "Board 12.3.pdf is written" in sheet.outcome.words
    assert len(desk.made) == 1  # what was looked at is what is saved
    desk.press(sheet.outcome.open)
    desk.press(sheet.outcome.show_folder)
    assert desk.on_plan.opened == [written, desk.folder]


def test_the_habit_of_ctrl_s_saves_the_paper(desk: Desk) -> None:
    sheet = desk.open()
    desk.asker.answers = [desk.folder / "Board.pdf"]
    QTest.keyClick(sheet, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert "Board.pdf is written" in sheet.outcome.words


def test_another_format_is_made_when_it_leaves(desk: Desk) -> None:
    sheet = desk.open()
    desk.choose(sheet.choices.format, WORD)
    desk.asker.answers = [desk.folder / "Board.docx"]
    desk.press(sheet.save)
    assert [one.ending for one in desk.made] == [PDF, WORD]
    assert (desk.folder / "Board.docx").exists()
    assert sheet.save.isEnabled()


def test_a_name_of_another_format_is_not_taken(desk: Desk) -> None:
    sheet = desk.open()
    desk.asker.answers = [desk.folder / "Board.html"]
    desk.press(sheet.save)
    assert "This is not made as Web page" in sheet.outcome.words
    assert not list(desk.folder.glob("Board*"))


def test_an_identifier_in_the_name_of_a_file_is_refused(desk: Desk) -> None:
    sheet = desk.open()
    desk.asker.answers = [desk.folder / "Case 943 476 5919.pdf"]
    desk.press(sheet.save)
    assert "NHS number" in sheet.outcome.words
    assert not list(desk.folder.glob("*.pdf"))


def test_a_file_that_cannot_be_written_leaves_the_old_one_whole(desk: Desk) -> None:
    sheet = desk.open()
    desk.asker.answers = [desk.folder / "no folder" / "Board.pdf"]
    desk.press(sheet.save)
    assert "There is no folder" in sheet.outcome.words
    assert not sheet.outcome.open.isVisible()
    folder = desk.folder / "Board.pdf"
    folder.mkdir()
    desk.asker.answers = [folder]
    desk.press(sheet.save)
    assert "is a folder" in sheet.outcome.words


def test_remarks_are_shown_to_the_maker(desk: Desk) -> None:
    desk.gateway.remarks = ("no font of this machine draws 2 characters", "3 notes are left out")
    sheet = desk.open()
    assert sheet.remarks.text == "No font of this machine draws 2 characters.\n3 notes are left out."


def test_a_draft_is_written_with_the_paper_attached(desk: Desk) -> None:
    sheet = desk.open()
    desk.choose(sheet.choices.paper, "exceptions")
    desk.asker.answers = [desk.folder / "Exceptions.eml"]
    desk.press(sheet.mail)
    message = message_from_bytes((desk.folder / "Exceptions.eml").read_bytes(), policy=policy.default)
    (paper,) = message.iter_attachments()
    assert paper.get_content_type() == "application/pdf"
    assert "exception report" in message["Subject"]
    desk.press(sheet.outcome.open)
    assert desk.on_plan.opened == [desk.folder / "Exceptions.eml"]


def test_a_paper_is_issued_and_a_corrected_one_stands_beside_it(desk: Desk) -> None:
    sheet = desk.open()
    assert not sheet.issue.isEnabled()
    desk.asker.answers = ["Improvement board, 14 Mar 2024"]
    desk.press(sheet.choices.new_meeting)
    assert sheet.choices.meeting.currentText() == "14 Mar 2024, Improvement board"
    desk.press(sheet.issue)
    assert "Board paper is issued to Improvement board as B1" in sheet.outcome.words
    desk.press(sheet.outcome.open)
    assert desk.on_plan.opened[0].read_bytes().startswith(b"%PDF")
    desk.write(partial(set_fields, refs=["A1"], fields={"title": "Corrected"}))
    desk.press(sheet.issue)
    papers = desk.on_plan.session.snapshot().of(Kind.PAPER)
    assert [one.ref for one in papers] == ["B1", "B2"]
    assert papers[0].file == papers[1].file
    assert papers[0].meeting == papers[1].meeting


def test_a_meeting_without_a_day_is_made_too(desk: Desk) -> None:
    sheet = desk.open()
    desk.asker.answers = ["Scrutiny, children and families"]
    desk.press(sheet.choices.new_meeting)
    assert sheet.choices.meeting.currentText() == "Scrutiny, children and families"


def test_no_paper_of_a_broken_plan_is_issued(desk: Desk) -> None:
    desk.meet("2024-03-14")
    sheet = desk.open()
    desk.on_plan.session.broken = UserError("the plan was altered", "restore a copy")
    desk.press(sheet.issue)
    assert "The plan was altered" in sheet.outcome.words
    assert not desk.on_plan.session.snapshot().of(Kind.PAPER)
    assert sheet.issue.isEnabled()


def test_an_identifier_is_decided_before_anything_leaves(desk: Desk) -> None:
    desk.write(partial(set_fields, refs=["A2"], fields={"description": NHS}))
    sheet = desk.open()
    assert "1 possible identifier" in sheet.pages.words
    desk.asker.answers = [desk.folder / "Board.pdf"]
    desk.press(sheet.save)
    assert not (desk.folder / "Board.pdf").exists()
    desk.decide()
    assert (desk.folder / "Board.pdf").exists()
    assert sheet.pages.words == ""


def test_an_identifier_is_decided_from_the_pages(desk: Desk) -> None:
    desk.write(partial(set_fields, refs=["A2"], fields={"description": NHS}))
    sheet = desk.open()
    desk.press(sheet.pages.step)
    desk.decide()
    assert sheet.pages.words == ""
    assert sheet.pages.small.count() == 3


def test_a_paper_is_printed_to_a_file(desk: Desk) -> None:
    sheet = desk.open()
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(desk.folder / "printed.pdf"))
    printer.setFromTo(2, 3)
    desk.choose(sheet.choices.format, WORD)
    desk.asker.answers = [printer]
    QTest.keyClick(sheet, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert "sent to the printer" in sheet.outcome.words
    assert (desk.folder / "printed.pdf").read_bytes().count(b"/Type /Page\n") == 2


@pytest.mark.qt_log_ignore("QPainter::begin", "This plugin does not support")
def test_a_printer_that_does_not_answer_is_told(desk: Desk) -> None:
    sheet = desk.open()
    printer = QPrinter(QPrinter.PrinterMode.ScreenResolution)
    printer.setOutputFileName(str(desk.folder / "no folder" / "printed.pdf"))
    desk.asker.answers = [printer]
    desk.press(sheet.print)
    assert "does not answer" in sheet.outcome.words


def test_a_paper_that_leaves_does_not_wait_for_its_pages(desk: Desk) -> None:
    sheet = desk.open()
    desk.on_plan.session.works_long = True
    sheet.choices.paper.setCurrentIndex(sheet.choices.paper.findData("dossier"))
    desk.on_plan.qtbot.waitUntil(lambda: sheet._preview.busy, timeout=5000)
    desk.asker.answers = [desk.folder / "Dossier.pdf"]
    sheet.save.click()
    desk.on_plan.session.works_long = False
    desk.settle()
    assert (desk.folder / "Dossier.pdf").exists()
    assert sheet.pages.words == ""
    assert [one.paper for one in desk.made].count("dossier") <= 2


def test_a_plan_that_may_only_be_read_is_reported_on_but_not_issued(desk: Desk) -> None:
    desk.meet("2024-03-14")
    desk.on_plan.session.read_only = True
    sheet = desk.open()
    assert not sheet.issue.isEnabled()
    assert not sheet.choices.new_meeting.isVisible()
    assert sheet.save.isEnabled()


def test_every_way_out_says_its_key(desk: Desk) -> None:
    desk.meet("2024-03-14")
    sheet = desk.open()
    ways = {"Ctrl+S": sheet.save, "Ctrl+P": sheet.print, "Ctrl+E": sheet.mail, "Ctrl+I": sheet.issue}
    assert all(key in one.toolTip() for key, one in ways.items())
    QTest.keyClick(sheet, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert "is issued to Improvement board as B1" in sheet.outcome.words
    QTest.keyClick(sheet, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert desk.on_plan.opened
