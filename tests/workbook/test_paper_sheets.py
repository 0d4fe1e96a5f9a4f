"""Papers as workbooks: the sections of the PDF as sheets, days as days, words as words."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from support.builders import a_plan_store
from tracker.domain.board.board import board_data
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.papers.charts import LIGHT
from tracker.papers.contents import PAPERS, write
from tracker.workbook.papers.paper_sheets import PaperSheets

DAY = dt.date(2024, 3, 12)


def made(folder: Path, paper: str, **fields: Any) -> Any:
    plan = a_plan_store().snapshot()
    action = plan.actions[0]
    changed = replace(action, **fields)
    now = plan.with_records([(Kind.ACTION, action.id, changed)], plan.number, plan.head)
    data = board_data(now, DAY, history={})
    sheets = PaperSheets(data, LIGHT)
    write(sheets, data, paper)
    sheets.save(folder / "paper.xlsx")
    return openpyxl.load_workbook(folder / "paper.xlsx")


def values(book: Any) -> list[Any]:
    return [cell.value for ws in book.worksheets for row in ws.iter_rows() for cell in row if cell.value is not None]


@pytest.mark.parametrize("paper", PAPERS)
def test_every_paper_is_a_workbook_with_a_sheet_for_each_section(tmp_path: Path, paper: str) -> None:
    book = made(tmp_path, paper)
    titles = [section.title[:31] for section in PAPERS[paper].sections if section.title]
    assert set(titles) <= set(book.sheetnames)
    assert book.sheetnames[0] == "Cover"
    assert len(set(book.sheetnames)) == len(book.sheetnames)


def test_days_are_days_counts_are_numbers_and_formulas_stay_words(tmp_path: Path) -> None:
    book = made(tmp_path, "statement", title="=HYPERLINK(1)", due=dt.date(2024, 5, 28), original_due=None)
    found = values(book)
    assert "=HYPERLINK(1)" in found
    assert dt.datetime(2024, 5, 28) in found
    assert not [value for value in found if isinstance(value, str) and "<" in value]
    assert any(isinstance(value, int) for value in values(made(tmp_path, "board")))


def test_a_text_that_no_cell_holds_goes_on_below(tmp_path: Path) -> None:
    found = values(made(tmp_path, "statement", description="x" * 70_000))
    assert sum(len(value) for value in found if isinstance(value, str) and set(value) == {"x"}) == 70_000


def test_it_is_not_written_where_it_cannot_be(tmp_path: Path) -> None:
    data = board_data(a_plan_store().snapshot(), DAY)
    with pytest.raises(UserError, match="no folder"):
        PaperSheets(data, LIGHT).save(tmp_path / "none" / "p.xlsx")
