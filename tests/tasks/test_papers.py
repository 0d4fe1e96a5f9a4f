"""Papers that leave the building, in the real window by keyboard alone, through the platform's own dialogs."""

import zipfile
from collections.abc import Callable
from datetime import date
from email import message_from_bytes, policy
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from docx import Document

from support.keyboard import Keyboard
from tracker.domain.plan.records import Kind
from tracker.services.meetings.meetings import Made, issue
from tracker.services.records.editing import add, set_fields
from tracker.ui.papers.report_sheet import ReportSheet

NHS = "943 476 5919"


def write(keys: Keyboard, command: Callable[..., Any]) -> None:
    assert keys.window.hub is not None
    keys.window.hub.write(command)
    keys.settle()


def meet(keys: Keyboard, day: str) -> str:
    write(keys, partial(add, kind=Kind.MEETING, fields={"name": "Improvement board", "held_on": day}))
    return keys.plan.meetings[-1].ref


@pytest.fixture
def boards(keys: Keyboard) -> Keyboard:
    """Thursday's board is to come, and the last one was in February."""
    for day in ("2024-02-08", "2024-03-14"):
        meet(keys, day)
    return keys


def sheet_of(keys: Keyboard) -> ReportSheet:
    return next(one for one in keys.window.findChildren(ReportSheet) if one.isVisible())


def name_it(keys: Keyboard, target: Path) -> None:
    """Answers the platform's dialog: over what it offers, another name."""
    keys.press("Ctrl+A")
    keys.type(str(target))
    keys.press("Return")


def issued(keys: Keyboard) -> list[Any]:
    return list(keys.kept().of(Kind.PAPER))


def test_the_paper_for_thursday(boards: Keyboard, tmp_path: Path) -> None:
    """The paper for Thursday's board, compared with the last one"""
    keys, target = boards, tmp_path / "board.pdf"
    keys.press("Ctrl+P")
    wanted = sheet_of(keys).choices.wanted
    assert (wanted.meeting, wanted.since) == tuple(one.ref for one in keys.plan.meetings[-1:-3:-1])
    assert keys.shows("Page 1 of")
    keys.press("Return")
    name_it(keys, target)

    assert target.read_bytes().startswith(b"%PDF-")
    assert keys.shows("board.pdf is written")


def test_the_same_in_word(boards: Keyboard, tmp_path: Path) -> None:
    """The same paper as a Word document"""
    keys, target = boards, tmp_path / "board.docx"
    keys.press("Ctrl+P", "Tab", "W", "Ctrl+Return")
    name_it(keys, target)

    words = "\n".join(cell.text for table in Document(str(target)).tables for row in table.rows for cell in row.cells)
    assert "Improvement board, 14 Mar 2024" in words
    assert "the Improvement board of 8 Feb 2024" in words


def test_a_paper_is_issued(boards: Keyboard) -> None:
    """The paper issued to Thursday's board"""
    keys = boards
    keys.press("Ctrl+P", "Ctrl+I")

    (paper,) = issued(keys)
    assert paper.meeting == keys.plan.meetings[-1].id
    assert keys.shows(f"as {paper.ref}: this very file is kept")


def test_what_june_was_shown(keys: Keyboard) -> None:
    """Open again what the board was shown in June"""
    june = meet(keys, "2024-06-13")
    data = b"%PDF-1.7 the paper of June"
    made = Made(data, "June.pdf", "board", keys.plan.number, date(2024, 3, 12))
    write(keys, partial(issue, ref=june, made=made))
    keys.run(june)
    keys.press("Ctrl+Shift+W")

    (copy,) = keys.opened
    assert copy.read_bytes() == data


def test_a_corrected_paper(boards: Keyboard) -> None:
    """A title corrected and the paper issued anew, beside the first"""
    keys = boards
    keys.press("Ctrl+P", "Ctrl+I", "Esc")
    keys.run("A3")
    keys.press("E", "End")
    keys.type(" and to scrutiny")
    keys.press("Return", "Ctrl+P", "Ctrl+I")

    first, second = issued(keys)
    assert first.meeting == second.meeting
    assert first.sha256 != second.sha256


def test_the_public_page(keys: Keyboard, tmp_path: Path) -> None:
    """The page that the council publishes"""
    target = tmp_path / "progress.html"
    keys.press("Ctrl+P", "P", "Down", "Tab", "Down", "Down", "Ctrl+Return")
    assert sheet_of(keys).choices.wanted.for_the_public
    name_it(keys, target)

    assert "What inspectors told us" in target.read_text(encoding="utf-8")


def test_exceptions_by_e_mail(keys: Keyboard, tmp_path: Path) -> None:
    """The exceptions attached to a draft e-mail, and the draft opened"""
    target = tmp_path / "exceptions.eml"
    keys.press("Ctrl+P", "E", "Ctrl+E")
    name_it(keys, target)
    keys.press("Ctrl+O")

    message = message_from_bytes(target.read_bytes(), policy=policy.default)
    assert [one.get_content_type() for one in message.iter_attachments()] == ["application/pdf"]
    assert keys.opened == [target]


def test_minutes_are_drafted(keys: Keyboard, tmp_path: Path) -> None:
    """The minutes of today's board drafted as a Word document"""
    target, today = tmp_path / "minutes.docx", meet(keys, "2024-03-12")
    write(
        keys,
        partial(add, kind=Kind.ACTION, fields={"title": "Write to every school", "for": "R1", "due": "2024-05-01"}),
    )
    keys.run(today)
    keys.press("Ctrl+Alt+9", "Tab", "W", "Ctrl+Return")
    name_it(keys, target)

    tables = Document(str(target)).tables
    words = "\n".join(cell.text for table in tables for row in table.rows for cell in row.cells)
    assert "Write to every school" in words


def test_the_pack_for_a_recommendation(keys: Keyboard, tmp_path: Path) -> None:
    """The evidence pack for R3"""
    target = tmp_path / "pack.zip"
    keys.run("R3")
    keys.press("Ctrl+Shift+X", "Ctrl+Return")
    name_it(keys, target)

    keys.wait_until(target.exists)
    with zipfile.ZipFile(target) as pack:
        assert {"dossier.pdf", "index.csv"} <= set(pack.namelist())


def test_a_planted_number_is_decided(keys: Keyboard, tmp_path: Path) -> None:
    """An NHS number in the plan left out of the paper"""
    target = tmp_path / "board.docx"
    write(keys, partial(set_fields, refs=["A3"], fields={"description": f"Audit case, NHS {NHS}"}))
    keys.press("Ctrl+P", "Tab", "W", "Ctrl+Return")
    assert keys.shows(NHS)
    keys.press("Down", "Ctrl+Return")
    name_it(keys, target)

    with zipfile.ZipFile(target) as made:
        assert NHS not in made.read("word/document.xml").decode()
    assert NHS in keys.kept().by_ref("A3").description


def test_a_template_is_kept_and_used(keys: Keyboard, tmp_path: Path) -> None:
    """A template of two sections kept, and a paper made by it"""
    target = tmp_path / "scrutiny.pdf"
    keys.press("Ctrl+P", "Tab", "Tab", "Space")
    keys.type("Scrutiny")
    keys.press("Tab", "Tab", "Space", "Tab", "Space", "Tab", "Tab", "Space", "Ctrl+Return")
    (kept,) = keys.kept().plan.templates
    assert (kept.name, kept.sections) == ("Scrutiny", ("Headlines", "Decisions"))
    assert sheet_of(keys).choices.wanted.template == kept
    keys.press("Ctrl+Return")
    name_it(keys, target)
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_paper_is_printed_to_a_file(keys: Keyboard, tmp_path: Path) -> None:
    """The exceptions printed to a file"""
    target = tmp_path / "printed.pdf"
    keys.press("Ctrl+P", "E", "Ctrl+P", "Tab", "Tab")
    name_it(keys, target)
    keys.wait_until(lambda: keys.shows("sent to the printer"))
    assert target.read_bytes().count(b"/Type /Page\n") > 1


def test_the_plan_on_a_page(keys: Keyboard, tmp_path: Path) -> None:
    """The plan on a page"""
    target = tmp_path / "page.pdf"
    keys.press("Ctrl+P", "P", "Return")
    assert sheet_of(keys).choices.wanted.paper == "plan-on-a-page"
    name_it(keys, target)

    assert target.read_bytes().startswith(b"%PDF-")
