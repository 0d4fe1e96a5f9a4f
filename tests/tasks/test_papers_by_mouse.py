"""Papers that leave the building, in the real window by mouse alone; names of files and words are typed."""

import zipfile
from datetime import date
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit

from support.screens.mouse import Begin, Mouse
from tracker.domain.meetings.papers import PUBLIC_PAGE, WEB, WORD
from tracker.domain.plan.records import Kind
from tracker.services.meetings.meetings import Made, issue
from tracker.services.records.editing import add, set_fields
from tracker.ui.core.commands import Do
from tracker.ui.guard.identifier_sheet import IdentifierSheet
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.meetings.issued_papers import IssuedPapers
from tracker.ui.papers.pack_sheet import PackSheet
from tracker.ui.papers.report_sheet import ReportSheet
from tracker.ui.papers.template_sheet import TemplateSheet

NHS = "943 476 5919"


class Lead(Mouse):
    """The improvement lead, and what they do with papers."""

    def write(self, command: Any) -> None:
        assert self.keys.window.hub is not None
        self.keys.window.hub.write(command)
        self.keys.settle()

    def meet(self, day: str) -> str:
        self.write(partial(add, kind=Kind.MEETING, fields={"name": "Improvement board", "held_on": day}))
        return self.keys.plan.meetings[-1].ref

    def open_report(self) -> ReportSheet:
        """Presses Report above the list, and the first thing that it offers."""
        self.drop_down(self.keys.work.top.report, Do.REPORT)
        self.keys.settle()
        return self.sheet(ReportSheet)

    def save(self, path: Path) -> None:
        """Presses Save on the sheet, and names the file."""
        self.click(self.sheet(ReportSheet).save)
        self.keys.settle()
        self.save_as(path)
        self.keys.wait_until(path.exists)

    @property
    def issued(self) -> list[Any]:
        return list(self.keys.kept().of(Kind.PAPER))


@pytest.fixture
def lead(begin: Begin) -> Lead:
    """Thursday's board is to come, and the last one was in February."""
    mouse = begin("Improvement Lead", Lead)
    assert isinstance(mouse, Lead)
    for day in ("2024-02-08", "2024-03-14"):
        mouse.meet(day)
    return mouse


def test_the_paper_for_thursday(lead: Lead, tmp_path: Path) -> None:
    """The paper for Thursday's board, compared with the last one"""
    wanted = lead.open_report().choices.wanted
    assert (wanted.meeting, wanted.since) == tuple(one.ref for one in lead.keys.plan.meetings[-1:-3:-1])
    lead.save(tmp_path / "board.pdf")
    assert lead.keys.shows("board.pdf is written")
    assert lead.presses == 4


def test_the_same_in_word(lead: Lead, tmp_path: Path) -> None:
    """The same paper as a Word document"""
    lead.select(lead.open_report().choices.format, WORD)
    lead.save(tmp_path / "board.docx")
    words = "\n".join(
        cell.text for table in Document(str(tmp_path / "board.docx")).tables for row in table.rows for cell in row.cells
    )
    assert "Improvement board, 14 Mar 2024" in words
    assert lead.presses == 6


def test_a_paper_is_issued(lead: Lead) -> None:
    """The paper issued to Thursday's board"""
    lead.click(lead.open_report().issue)
    lead.keys.settle()
    (paper,) = lead.issued
    assert paper.meeting == lead.keys.plan.meetings[-1].id
    assert lead.presses == 3


def test_what_june_was_shown(lead: Lead) -> None:
    """Open again what the board was shown in June"""
    june = lead.meet("2024-06-13")
    made = Made(b"%PDF-1.7 the paper of June", "June.pdf", "board", lead.keys.plan.number, date(2024, 3, 12))
    lead.write(partial(issue, ref=june, made=made))
    lead.go(Do.MEETINGS)
    lead.click_row(june)
    papers = next(one for one in lead.keys.window.findChildren(IssuedPapers) if one.isVisible())
    papers.opener = lead.keys.opened.append
    lead.click(papers.lines[0].open)
    (copy,) = lead.keys.opened
    assert copy.read_bytes() == b"%PDF-1.7 the paper of June"
    assert lead.presses == 3


def test_a_corrected_paper(lead: Lead) -> None:
    """A paper issued, a title corrected, and the paper issued anew beside the first"""
    lead.click(lead.open_report().issue)
    lead.keys.settle()
    lead.click(lead.sheet(ReportSheet).leave)
    lead.go(Do.ACTIONS)
    lead.click_row("A3")
    panel = lead.keys.work.panes.panel
    title = next(one for one in panel.findChildren(GrowingText) if one.isVisible() and one.accessibleName() == "Title")
    lead.click(title)
    lead.keys.press("Ctrl+End")
    lead.keys.type(" and to scrutiny")
    lead.click(lead.open_report().issue)
    lead.keys.settle()
    first, second = lead.issued
    assert first.meeting == second.meeting
    assert first.sha256 != second.sha256
    assert lead.keys.kept().by_ref("A3").title.endswith(" and to scrutiny")
    assert lead.presses == 10


def test_the_public_page(lead: Lead, tmp_path: Path) -> None:
    """The page that the council publishes"""
    sheet = lead.open_report()
    lead.select(sheet.choices.paper, PUBLIC_PAGE)
    lead.select(sheet.choices.format, WEB)
    lead.save(tmp_path / "progress.html")
    assert "What inspectors told us" in (tmp_path / "progress.html").read_text(encoding="utf-8")
    assert lead.presses == 8


def test_exceptions_by_e_mail(lead: Lead, tmp_path: Path) -> None:
    """The exceptions attached to a draft e-mail, and the draft opened"""
    sheet, target = lead.open_report(), tmp_path / "exceptions.eml"
    lead.select(sheet.choices.paper, "exceptions")
    lead.click(sheet.mail)
    lead.keys.settle()
    lead.save_as(target)
    lead.keys.wait_until(target.exists)
    lead.click(sheet.outcome.open)
    message = message_from_bytes(target.read_bytes(), policy=policy.default)
    assert [one.get_content_type() for one in message.iter_attachments()] == ["application/pdf"]
    assert lead.keys.opened == [target]
    assert lead.presses == 7


def test_minutes_are_drafted(lead: Lead, tmp_path: Path) -> None:
    """The minutes of today's board drafted as a Word document"""
    today, target = lead.meet("2024-03-12"), tmp_path / "minutes.docx"
    fields = {"title": "Write to every school", "for": "R1", "due": "2024-05-01"}
    lead.write(partial(add, kind=Kind.ACTION, fields=fields))
    lead.go(Do.MEETINGS)
    lead.click_row(today)
    lead.click(next(one for one in lead.keys.window.findChildren(IssuedPapers) if one.isVisible()).minutes)
    lead.keys.settle()
    lead.select(lead.sheet(ReportSheet).choices.format, WORD)
    lead.save(target)
    tables = Document(str(target)).tables
    assert any("Write to every school" in cell.text for one in tables for row in one.rows for cell in row.cells)
    assert lead.presses == 7


def test_the_pack_for_a_recommendation(lead: Lead, tmp_path: Path) -> None:
    """The evidence pack for R3"""
    target = tmp_path / "pack.zip"
    lead.go(Do.RECOMMENDATIONS)
    lead.click_row("R3")
    lead.drop_down(lead.keys.work.top.report, Do.EVIDENCE_PACK)
    sheet = lead.sheet(PackSheet)
    assert sheet.ref == "R3"
    lead.click(sheet.save)
    lead.save_as(target)
    lead.keys.wait_until(target.exists)
    with zipfile.ZipFile(target) as pack:
        assert {"dossier.pdf", "index.csv"} <= set(pack.namelist())
    assert lead.presses == 6


def test_a_template_is_kept_and_used(lead: Lead, tmp_path: Path) -> None:
    """A template of two sections kept, and a paper made by it"""
    sheet = lead.open_report()
    lead.click(sheet.choices.stands)
    template = lead.sheet(TemplateSheet)
    lead.keys.type("Scrutiny")
    lead.click(template.none["sections"])
    for name in ("Headlines", "Decisions"):
        lead.tick(template.sections[name])
    lead.click(template.save)
    lead.keys.settle()
    lead.save(tmp_path / "scrutiny.pdf")
    (kept,) = lead.keys.kept().plan.templates
    assert (kept.name, kept.sections) == ("Scrutiny", ("Headlines", "Decisions"))
    assert sheet.choices.wanted.template == kept
    assert lead.presses == 9


def test_a_planted_number_is_decided(lead: Lead, tmp_path: Path) -> None:
    """An NHS number in the plan left out of the paper"""
    lead.write(partial(set_fields, refs=["A3"], fields={"description": f"Audit case, NHS {NHS}"}))
    sheet = lead.open_report()
    lead.click(sheet.pages.step)
    asked = lead.sheet(IdentifierSheet)
    lead.select(asked.rows[0].choice, asked.rows[0].choice.itemData(1))
    lead.click(asked.save)
    lead.keys.settle()
    lead.save(tmp_path / "board.pdf")
    assert NHS in lead.keys.kept().by_ref("A3").description
    assert lead.presses == 8


def test_a_paper_is_printed_to_a_file(lead: Lead, tmp_path: Path) -> None:
    """The exceptions printed to a file"""
    sheet = lead.open_report()
    lead.select(sheet.choices.paper, "exceptions")
    lead.click(sheet.print)
    dialog = lead.sheet(QPrintDialog)
    name = dialog.findChild(QLineEdit, "filename")
    assert isinstance(name, QLineEdit)
    lead.click(name)
    lead.keys.press("Ctrl+A")
    lead.keys.type(str(tmp_path / "printed.pdf"))
    box = dialog.findChild(QDialogButtonBox)
    assert box is not None
    lead.click(next(one for one in box.buttons() if "Print" in one.text().replace("&", "")))
    lead.keys.wait_until(lambda: lead.keys.shows("sent to the printer"))
    assert (tmp_path / "printed.pdf").read_bytes().count(b"/Type /Page\n") > 1
    assert lead.presses == 7


def test_the_plan_on_a_page(lead: Lead, tmp_path: Path) -> None:
    """The plan on a page"""
    lead.select(lead.open_report().choices.paper, "plan-on-a-page")
    lead.save(tmp_path / "page.pdf")
    assert (tmp_path / "page.pdf").read_bytes().startswith(b"%PDF-")
    assert lead.presses == 6
