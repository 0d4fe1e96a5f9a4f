"""Every format honours every choice, or it is refused in words: each paper against each of them."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from datetime import date
from io import BytesIO
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PIL import Image

from support.builders import a_plan_store
from support.clocks import FixedClock, an_act
from support.on_paper.comparing import since
from support.on_paper.pdf_pages import pages_of
from support.on_paper.recorder import Recorder, recorded
from support.team import LEAD, Team
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.board.dressing import dressed
from tracker.domain.meetings.papers import (
    FORMATS,
    MINUTES,
    PUBLIC_PAGE,
    UNTAKEN,
    has_appendices,
    is_compared,
    may_be_public,
)
from tracker.domain.plan.fields import PaperTemplate, PaperText
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.papers.board_pdf import board_pdf
from tracker.papers.charts import LIGHT
from tracker.papers.contents import PAPERS, titles_of, write
from tracker.papers.web.page import board_html
from tracker.papers.word import board_docx
from tracker.reporting import write_report
from tracker.services.meetings.templates import keep_template
from tracker.workbook.papers.paper_sheets import PaperSheets

OF_THE_PLAN = [paper for paper in PAPERS if paper != MINUTES]
CHOSEN: dict[str, Any] = {
    "columns": ("Due",), "recipients": ("Scrutiny committee",), "report_number": "CS/26/14", "exempt": "3",
    "lead_officer": "Ann Lee", "cabinet_member": "Cllr Brown", "cleared": ("Finance",),
    "texts": (PaperText("Background papers", "The letter"),),
}  # fmt: skip
ON_EVERY_PAGE = ("marking", "logo")
NAMED = ("name", "paper", "sections")


def words(told: Recorder) -> list[tuple[str, str]]:
    """What a paper says, without what its charts are drawn of."""
    return [(part.role, part.chart.alt if part.chart else part.words) for part in told.told]


def test_every_field_of_a_template_is_among_the_choices() -> None:
    assert {*CHOSEN, *ON_EVERY_PAGE, *NAMED} == set(PaperTemplate.__slots__)
    assert set(UNTAKEN) < set(OF_THE_PLAN)


@pytest.mark.parametrize("field", CHOSEN)
@pytest.mark.parametrize("paper", OF_THE_PLAN)
def test_a_paper_shows_what_its_template_says_or_refuses_it(few: Snapshot, today: date, paper: str, field: str) -> None:
    template = replace(PaperTemplate("A", paper), **{field: CHOSEN[field]})
    if field in UNTAKEN.get(paper, ()):
        team = Team(a_plan_store(), FixedClock())
        with pytest.raises(UserError, match=f"no room for {field.replace('_', ' ')}") as fault:
            team.do(LEAD, keep_template, template)
        assert fault.value.hint
        return
    data = board_data(few, today, public=paper == PUBLIC_PAGE, history={})
    assert words(recorded(dressed(data, template, lambda _: b""), paper)) != words(recorded(data, paper))


@pytest.mark.parametrize("paper", [paper for paper in OF_THE_PLAN if len(titles_of(paper)) > 1])
def test_a_paper_holds_the_sections_that_its_template_names(few: Snapshot, today: date, paper: str) -> None:
    data = board_data(few, today, history={})
    for title in titles_of(paper):
        found = recorded(dressed(data, PaperTemplate("A", paper, (title,)), lambda _: b""), paper).headings
        heads = {head.partition(": ")[2] if head.startswith("Appendix ") else head for head in found}
        assert heads & set(titles_of(paper)) == {title}


@pytest.mark.parametrize("paper", OF_THE_PLAN)
def test_a_paper_is_compared_made_public_and_cut_or_refuses_to_be(
    few: Snapshot, today: date, tmp_path: Path, paper: str
) -> None:
    changed = replace(few.actions[0], title="Something else", delivery="complete", done=today)
    earlier = few.with_records([(Kind.ACTION, changed.id, changed)], 41, "0" * 64)
    compared = since(earlier, few, today, "the last meeting")
    data = board_data(few, today, history={})
    told = words(recorded(data, paper))
    if is_compared(paper):
        assert words(recorded(board_data(few, today, since=compared, history={}), paper)) != told
    public = board_data(few, today, public=True, history={})
    assert words(recorded(public, paper)) != told
    assert words(recorded(board_data(few, today, public=True, least=0, history={}), paper)) != words(
        recorded(public, paper)
    )
    short: Any = Recorder()
    write(short, data, paper, appendices=False)
    assert (words(short) != told) == has_appendices(paper, ".pdf")
    act = an_act()
    for ending in FORMATS:
        target = tmp_path / f"a{ending}"
        refused = [
            *([{"since": compared}] if not is_compared(paper) else []),
            *([{"public": True}] if not may_be_public(paper, ending) else []),
            *([{"appendices": False}] if not has_appendices(paper, ending) else []),
        ]
        for choice in refused:
            with pytest.raises(UserError) as fault:
                write_report(few, target, act, paper=paper, **choice)  # type: ignore[arg-type]
            assert fault.value.hint
            assert not target.exists()


def a_logo() -> bytes:
    sheet = BytesIO()
    Image.new("RGB", (60, 20), "navy").save(sheet, "PNG")
    return sheet.getvalue()


@pytest.fixture(scope="module")
def marked(few: Snapshot, today: date) -> BoardData:
    data = board_data(few, today)
    return dressed(data, PaperTemplate("A", "exceptions", marking="RESTRICTED", logo="0"), lambda _: a_logo())


def test_a_marking_and_a_logo_stand_in_every_format(marked: BoardData, tmp_path: Path) -> None:
    paper = board_pdf(marked, paper="exceptions")
    assert all(page.count("RESTRICTED") == 2 for page in pages_of(paper))
    assert paper.count(b"/Subtype /Image") == 1
    with zipfile.ZipFile(BytesIO(board_docx(marked, lambda _: a_logo(), paper="exceptions"))) as word:
        assert "RESTRICTED" in word.read("word/header1.xml").decode()
        assert [name for name in word.namelist() if name.startswith("word/media/")] == ["word/media/image1.png"]
    page = board_html(marked, paper="exceptions")
    assert page.count(">RESTRICTED<") == 2
    assert 'class="logo"' in page
    book = openpyxl.load_workbook(in_sheets(marked, tmp_path / "a.xlsx"))
    assert {ws.oddFooter.left.text for ws in book} == {"RESTRICTED"}
    assert [len(ws._images) for ws in book][:2] == [1, 0]


def in_sheets(data: BoardData, target: Path) -> Path:
    sheets = PaperSheets(data, LIGHT)
    write(sheets, data, "exceptions")
    sheets.save(target)
    return target


def test_what_is_published_says_so_in_every_format(few: Snapshot, today: date, tmp_path: Path) -> None:
    plan = replace(few.plan, marking="OFFICIAL-SENSITIVE")
    data = board_data(few.with_records([(Kind.PLAN, plan.id, plan)], few.number, few.head), today, public=True)
    assert all(page.count("Public version") == 2 for page in pages_of(board_pdf(data, paper="exceptions")))
    assert board_html(data, paper="exceptions").count(">Public version<") == 2
    book = openpyxl.load_workbook(in_sheets(data, tmp_path / "a.xlsx"))
    assert {ws.oddFooter.left.text for ws in book} == {"Public version"}
