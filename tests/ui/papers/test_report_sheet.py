"""The sheet on which papers are made: what it offers, and the pages it shows."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QProgressBar

from support.names import nameless
from support.screens.report_desk import Desk
from tracker.domain.meetings.papers import EXCEL, FORMATS, NAMES, PDF, PUBLIC_PAGE, WEB, WORD
from tracker.errors import UserError
from tracker.services.meetings.wanted import Wanted
from tracker.ui.papers.choices import A_DAY
from tracker.ui.papers.left_out import LeftOutList
from tracker.ui.papers.report_sheet import ReportSheet


def test_it_opens_on_the_next_meeting_and_shows_the_pages(desk: Desk) -> None:
    desk.meet("2024-03-14")
    sheet = desk.open()
    assert sheet.choices.meeting.currentText() == "14 Mar 2024, Improvement board"
    assert [sheet.choices.paper.itemData(n) for n in range(len(NAMES))] == list(NAMES)
    assert [sheet.choices.format.itemData(n) for n in range(len(FORMATS))] == list(FORMATS)
    assert sheet.pages.words == ""
    assert sheet.pages.small.count() == 3
    assert desk.made == [Wanted(meeting=desk.on_plan.session.snapshot().meetings[-1].ref)]
    assert not nameless(sheet)


def test_it_compares_with_the_last_meeting_that_was_shown_a_paper(desk: Desk) -> None:
    desk.meet("2024-03-12")
    sheet = desk.open()
    desk.press(sheet.issue)
    sheet.close()
    desk.meet("2024-03-14")
    sheet = desk.open()
    before, coming = desk.on_plan.session.snapshot().meetings[-2:]
    assert sheet.choices.wanted == Wanted(meeting=before.ref)
    desk.choose(sheet.choices.meeting, coming.ref)
    assert desk.made[-1] == Wanted(since=before.ref, meeting=coming.ref)
    desk.choose(sheet.choices.since, "")
    assert desk.made[-1] == Wanted(meeting=coming.ref)


def test_a_meeting_in_hand_is_what_the_paper_is_for(desk: Desk) -> None:
    desk.meet("2024-05-09", "Scrutiny")
    desk.meet("2024-03-14")
    scrutiny = desk.on_plan.session.snapshot().meetings[-2]
    desk.on_plan.work.nav.jump(scrutiny.id)
    assert desk.open().choices.wanted.meeting == scrutiny.ref


def test_a_paper_is_offered_the_choices_that_it_takes(desk: Desk) -> None:
    sheet = desk.open()
    choices = sheet.choices
    desk.choose(choices.paper, "exceptions")
    assert not choices.since.isEnabled()
    assert not choices.appendices.isVisible()
    desk.choose(choices.paper, "board")
    choices.public.setChecked(True)
    desk.choose(choices.format, EXCEL)
    assert not choices.public.isEnabled()
    assert choices.wanted == Wanted(ending=EXCEL)
    assert "sheets rather than pages" in sheet.about.text
    assert desk.made[-1] == Wanted()


def test_a_public_web_page_is_looked_at_as_the_page_that_it_is(desk: Desk) -> None:
    sheet = desk.open()
    choices = sheet.choices
    choices.public.setChecked(True)
    desk.choose(choices.format, WEB)
    assert not choices.appendices.isVisible()
    assert desk.made[-1] == Wanted(PUBLIC_PAGE, public=True)
    choices.least.setValue(10)
    desk.settle()
    desk.asker.answers = [desk.folder / "Progress.html"]
    desk.press(sheet.save)
    assert desk.made[-1] == Wanted(ending=WEB, public=True, least=10)
    desk.choose(choices.paper, PUBLIC_PAGE)
    assert not choices.public.isEnabled()
    desk.choose(choices.format, PDF)
    assert choices.wanted == Wanted(PUBLIC_PAGE, public=True, least=10)
    choices.public.setChecked(False)
    desk.choose(choices.paper, "board")
    assert not choices.least.isVisible()
    assert choices.wanted == Wanted()


def test_what_the_public_version_leaves_out_is_listed(desk: Desk) -> None:
    sheet = desk.open()
    sheet.choices.public.setChecked(True)
    desk.settle()
    assert sheet.choices.width() <= sheet._left.viewport().width()
    desk.press(sheet.choices.left_out)
    found = next(one for one in desk.on_plan.window.findChildren(LeftOutList) if one.isVisible())
    desk.settle()
    assert found.list.rows.facts
    assert "stay out of the public version" in found.summary.text()
    assert not nameless(found)


def test_a_day_is_compared_with(desk: Desk) -> None:
    sheet = desk.open()
    desk.choose(sheet.choices.since, A_DAY)
    assert "Say which day" in sheet.pages.words
    desk.press(sheet.save)
    assert "Say which day" in sheet.outcome.words
    sheet.choices.day.line.setText("no day at all")
    sheet.choices.day.commit()
    assert "no day at all" in sheet.outcome.words
    sheet.choices.day.line.setText("12 Mar 2024")
    sheet.choices.day.commit()
    desk.settle()
    assert desk.made[-1].since == "2024-03-12"
    assert sheet.outcome.words == ""
    desk.choose(sheet.choices.paper, "dossier")
    assert not sheet.choices.day.isVisible()
    assert desk.made[-1].since == ""


def test_what_cannot_be_compared_is_said_in_place_of_the_pages(desk: Desk) -> None:
    sheet = desk.open()
    desk.choose(sheet.choices.since, A_DAY)
    sheet.choices.day.line.setText("1 Jan 2001")
    sheet.choices.day.commit()
    desk.settle()
    assert "did not exist yet" in sheet.pages.words
    assert "--since" not in sheet.pages.words
    made = len(desk.made)
    desk.choose(sheet.choices.since, "")
    assert sheet.pages.words == ""
    assert len(desk.made) == made  # the paper of before is the very same


def test_pages_are_turned_by_keys_and_small_pages(desk: Desk) -> None:
    sheet = desk.open()
    QTest.keyClick(sheet, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert (sheet.pages.page.page, sheet.pages.small.currentRow()) == (2, 1)
    sheet.pages.small.setFocus()
    QTest.keyClick(sheet.pages.small, Qt.Key.Key_Down)
    desk.settle()
    assert sheet.pages.page.page == 3
    QTest.keyClick(sheet, Qt.Key.Key_PageUp, Qt.KeyboardModifier.ControlModifier)
    assert sheet.pages.small.currentRow() == 1
    desk.choose(sheet.choices.paper, "dossier")
    assert sheet.pages.page.page == 2
    QTest.keyClick(sheet, Qt.Key.Key_F11)
    assert not sheet.choices.isVisible()
    assert sheet.pages.small.hasFocus()
    desk.press(sheet.alone)
    assert sheet.choices.isVisible()


def test_what_went_wrong_stands_in_place_of_the_pages_and_is_tried_again(desk: Desk) -> None:
    desk.on_plan.session.refuse = UserError("the disk is full", "free some space")
    sheet = desk.open()
    assert "The disk is full" in sheet.pages.words
    desk.press(sheet.save)
    assert "The disk is full" in sheet.outcome.words
    desk.on_plan.session.refuse = None
    desk.press(sheet.pages.step)
    assert sheet.pages.words == ""


def test_what_is_under_way_is_stopped(desk: Desk) -> None:
    sheet = desk.open()
    desk.choose(sheet.choices.format, WORD)
    desk.asker.answers = [desk.folder / "Board.docx"]
    sheet.save.click()
    assert sheet.progress.isVisible()
    assert not sheet.save.isEnabled()
    sheet.progress.stop.click()
    desk.settle()
    assert not sheet.progress.isVisible()
    assert sheet.save.isEnabled()
    assert not (desk.folder / "Board.docx").exists()
    assert "It was stopped, and nothing was written" in sheet.outcome.words


def test_long_work_is_stopped_on_the_way_and_begun_again(desk: Desk) -> None:
    sheet = desk.open()
    desk.on_plan.session.works_long = True
    sheet.choices.format.setCurrentIndex(sheet.choices.format.findData(WORD))
    desk.asker.answers = [desk.folder / "Board.docx"]
    sheet.save.click()
    bar = sheet.progress.findChild(QProgressBar)
    desk.on_plan.qtbot.waitUntil(lambda: (bar.value(), bar.maximum()) == (1, 2), timeout=5000)
    desk.press(sheet.progress.stop)
    assert [one.ending for one in desk.made] == [PDF]
    assert "It was stopped" in sheet.outcome.words
    desk.on_plan.session.works_long = False
    desk.press(sheet.save)
    assert (desk.folder / "Board.docx").exists()


def test_pages_that_take_long_say_how_far_they_are_and_are_stopped(desk: Desk) -> None:
    sheet = desk.open()
    desk.on_plan.session.works_long = True
    sheet.choices.paper.setCurrentIndex(sheet.choices.paper.findData("dossier"))
    desk.on_plan.qtbot.waitUntil(sheet.progress.isVisible, timeout=5000)
    desk.press(sheet.progress.stop)
    assert "not made yet" in sheet.pages.words
    desk.on_plan.session.works_long = False
    desk.press(sheet.pages.step)
    assert sheet.pages.words == ""
    assert not sheet.progress.isVisible()


def test_a_sheet_that_is_closed_hears_no_more(desk: Desk) -> None:
    sheet = desk.open()
    desk.choose(sheet.choices.paper, "dossier")
    sheet.choices.paper.setCurrentIndex(0)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    desk.on_plan.settle()
    assert not desk.on_plan.window.findChildren(ReportSheet) or not sheet.isVisible()
    assert replace(desk.made[-1], paper="dossier") == desk.made[-1]
