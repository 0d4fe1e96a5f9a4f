"""The sheet on which papers are made: what it offers, the pages it shows, and each way a paper leaves it."""

from collections.abc import Callable
from dataclasses import replace
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QProgressBar, QPushButton

from support.gateway import FakeGateway, ScriptedAsker
from support.names import nameless
from support.window import Opened
from tracker.domain.board.dressing import COLUMNS
from tracker.domain.meetings.papers import EXCEL, FORMATS, NAMES, PDF, PUBLIC_PAGE, WEB, WORD
from tracker.domain.plan.fields import PaperTemplate, PaperText
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.papers.contents import titles_of
from tracker.services.meetings.templates import keep_template
from tracker.services.meetings.wanted import Wanted
from tracker.services.records.editing import add, set_fields
from tracker.ui.core.commands import Do
from tracker.ui.guard.identifier_sheet import IdentifierSheet
from tracker.ui.papers.choices import A_DAY
from tracker.ui.papers.left_out import LeftOutList
from tracker.ui.papers.report_sheet import ReportSheet
from tracker.ui.papers.template_sheet import TemplateSheet

NHS = "Audit case of T, NHS 943 476 5919"


class Desk:
    """The sheet over the window, and what was asked of the program."""

    def __init__(self, on_plan: Opened, asker: ScriptedAsker, gateway: FakeGateway, tmp_path: Path) -> None:
        self.on_plan, self.asker, self.gateway, self.folder = on_plan, asker, gateway, tmp_path

    def write(self, command: Callable[..., Any]) -> None:
        self.on_plan.work.hub.write(command)
        self.settle()

    def meet(self, day: str, name: str = "Improvement board") -> None:
        self.write(partial(add, kind=Kind.MEETING, fields={"name": name, "held_on": day}))

    def open(self) -> ReportSheet:
        self.on_plan.do(Do.REPORT)
        self.settle()
        return self.sheet

    @property
    def sheet(self) -> ReportSheet:
        return next(one for one in self.on_plan.window.findChildren(ReportSheet) if one.isVisible())

    def settle(self) -> None:
        self.on_plan.settle()
        for sheet in self.on_plan.window.findChildren(ReportSheet):
            self.on_plan.qtbot.waitUntil(lambda sheet=sheet: not sheet._settle.isActive(), timeout=5000)
        self.on_plan.settle()

    def choose(self, box: Any, data: object) -> None:
        box.setCurrentIndex(box.findData(data))
        self.settle()

    def press(self, button: Any) -> None:
        self.on_plan.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def made(self) -> list[Wanted]:
        return [about[0] for what, about in self.on_plan.session.asked if what == "paper"]

    def decide(self) -> None:
        """Leaves out what waits for a decision."""
        sheet = next(one for one in self.on_plan.window.findChildren(IdentifierSheet) if one.isVisible())
        sheet.rows[0].choice.setCurrentIndex(1)
        sheet.send()
        self.settle()


@pytest.fixture
def desk(on_plan: Opened, asker: ScriptedAsker, gateway: FakeGateway, tmp_path: Path) -> Desk:
    return Desk(on_plan, asker, gateway, tmp_path)


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


def test_a_paper_is_made_by_a_template_of_the_plan(desk: Desk) -> None:
    assert not desk.open().choices.template.isVisible()
    desk.sheet.close()
    scrutiny = PaperTemplate("Scrutiny", "exceptions", marking="For scrutiny")
    desk.write(partial(keep_template, template=scrutiny))
    choices = desk.open().choices
    assert choices.wanted.template is None
    desk.choose(choices.template, "Scrutiny")
    assert desk.made[-1] == Wanted("exceptions", template=scrutiny)
    desk.write(partial(set_fields, refs=["A1"], fields={"title": "Corrected"}))
    assert choices.wanted.template == scrutiny
    desk.choose(choices.paper, "dossier")
    assert choices.template.currentText() == "No template"
    assert choices.wanted == Wanted("dossier")


def boxes(ticks: dict[str, QCheckBox]) -> set[str]:
    return {name for name, box in ticks.items() if box.isChecked()}


def template_sheet(desk: Desk) -> TemplateSheet:
    desk.press(desk.sheet.choices.stands)
    return next(one for one in desk.on_plan.window.findChildren(TemplateSheet) if one.isVisible())


def kept(desk: Desk) -> tuple[PaperTemplate, ...]:
    return desk.on_plan.session.snapshot().plan.templates


def test_a_template_is_kept_changed_and_deleted_on_the_sheet(desk: Desk) -> None:
    choices = desk.open().choices
    sheet = template_sheet(desk)
    assert boxes(sheet.sections) == set(titles_of("board"))
    assert boxes(sheet.columns) == set(COLUMNS)
    assert not nameless(sheet)
    desk.press(sheet.save)
    assert "Give the template a name" in sheet.note.text
    sheet.name.setText("Scrutiny")
    desk.press(next(one for one in sheet.findChildren(QPushButton) if one.text() == "None"))
    assert boxes(sheet.sections) == set()
    for name in ("Headlines", "Decisions"):
        sheet.sections[name].setChecked(True)
    sheet.columns["Start"].setChecked(False)
    sheet.lines["marking"].setText("OFFICIAL")
    sheet.lines["recipients"].setText("Scrutiny committee; chair@example.org")
    sheet.texts["Risks"].setPlainText("None new.")
    picture = desk.folder / "logo.png"
    Image.new("RGB", (40, 20)).save(picture)
    desk.asker.answers = [[picture]]
    desk.press(sheet.findChild(QPushButton, "logo"))
    assert sheet.logo.text() == "logo.png"
    desk.press(sheet.save)
    (one,) = kept(desk)
    assert (one.name, one.paper, one.sections, one.marking) == (
        "Scrutiny", "board", ("Headlines", "Decisions"), "OFFICIAL",
    )  # fmt: skip
    assert one.recipients == ("Scrutiny committee", "chair@example.org")
    assert set(COLUMNS) - set(one.columns) == {"Start"}
    assert (one.texts, desk.on_plan.session.file(one.logo)) == (
        (PaperText("Risks", "None new."),),
        picture.read_bytes(),
    )
    assert choices.wanted.template == one
    assert desk.made[-1].template == one
    sheet = template_sheet(desk)
    assert boxes(sheet.sections) == {"Headlines", "Decisions"}
    sheet.name.setText("Full council")
    desk.press(sheet.no_logo)
    desk.press(sheet.save)
    (one,) = kept(desk)
    assert (one.name, one.logo, choices.template.currentText()) == ("Full council", "", "Full council")
    desk.asker.answers = [desk.folder / "Draft.eml"]
    desk.press(desk.sheet.mail)
    message = message_from_bytes((desk.folder / "Draft.eml").read_bytes(), policy=policy.default)
    assert message["To"] == "chair@example.org"
    desk.press(choices.drop)
    assert kept(desk) == ()
    assert "Full council is taken out" in desk.sheet.outcome.words
    assert choices.wanted.template is None
    desk.sheet.close()
    desk.on_plan.do(Do.UNDO)
    desk.settle()
    assert kept(desk) == (one,)


def test_what_stands_in_a_paper_is_set_for_it_alone(desk: Desk) -> None:
    desk.write(partial(keep_template, template=PaperTemplate("Scrutiny")))
    choices = desk.open().choices
    sheet = template_sheet(desk)
    sheet.name.setText("SCRUTINY")
    desk.press(sheet.save)
    assert "There is a template called “Scrutiny” already" in sheet.note.text
    for box in sheet.sections.values():
        box.setChecked(False)
    desk.press(sheet.once)
    assert "Nothing would stand in the paper" in sheet.note.text
    sheet.sections["Decisions"].setChecked(True)
    sheet._take_logo("new.png", b"a new one")
    desk.press(sheet.once)
    assert "kept with a template" in sheet.note.text
    desk.press(sheet.no_logo)
    desk.press(sheet.once)
    own = PaperTemplate("", sections=("Decisions",))
    assert choices.template.currentText() == "As set for this paper alone"
    assert desk.made[-1].template == own
    assert kept(desk) == (PaperTemplate("Scrutiny"),)
    assert boxes(template_sheet(desk).sections) == {"Decisions"}
    desk.on_plan.window.findChildren(TemplateSheet)[-1].close()
    desk.choose(choices.paper, "dossier")
    assert choices.wanted.template is None
    desk.choose(choices.paper, "minutes")
    assert not choices.stands.isVisible()


def test_the_plan_on_a_page_has_no_room_for_words_and_a_picture_must_be_one(desk: Desk) -> None:
    desk.choose(desk.open().choices.paper, "plan-on-a-page")
    sheet = template_sheet(desk)
    assert (sheet.sections, sheet.columns, sheet.texts) == ({}, {}, {})
    (desk.folder / "logo.png").write_bytes(b"no picture")
    for picture in (desk.folder / "logo.png", desk.folder / "gone.png"):
        desk.asker.answers = [[picture]]
        desk.press(sheet.findChild(QPushButton, "logo"))
        assert "picture" in sheet.note.text
    assert sheet.logo.text() == "no logo"
    sheet.close()
    desk.choose(desk.sheet.choices.paper, PUBLIC_PAGE)
    sheet = template_sheet(desk)
    assert list(sheet.lines) == ["report_number"]
    desk.press(sheet.once)
    assert desk.made[-1].template == PaperTemplate("", PUBLIC_PAGE)


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


def test_what_went_wrong_stands_in_place_of_the_pages_and_is_tried_again(desk: Desk) -> None:
    desk.on_plan.session.refuse = UserError("the disk is full", "free some space")
    sheet = desk.open()
    assert "The disk is full" in sheet.pages.words
    desk.press(sheet.save)
    assert "The disk is full" in sheet.outcome.words
    desk.on_plan.session.refuse = None
    desk.press(sheet.pages.step)
    assert sheet.pages.words == ""


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
    ways = {"Ctrl+Enter": sheet.save, "Ctrl+P": sheet.print, "Ctrl+E": sheet.mail, "Ctrl+I": sheet.issue}
    assert all(key in one.toolTip() for key, one in ways.items())
    QTest.keyClick(sheet, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert "is issued to Improvement board as B1" in sheet.outcome.words
    QTest.keyClick(sheet, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert desk.on_plan.opened


def test_a_sheet_that_is_closed_hears_no_more(desk: Desk) -> None:
    sheet = desk.open()
    desk.choose(sheet.choices.paper, "dossier")
    sheet.choices.paper.setCurrentIndex(0)
    QTest.keyClick(sheet, Qt.Key.Key_Escape)
    desk.on_plan.settle()
    assert not desk.on_plan.window.findChildren(ReportSheet) or not sheet.isVisible()
    assert replace(desk.made[-1], paper="dossier") == desk.made[-1]
