"""Draft minutes as papers: each new date, question and action with who, in every format."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO

import docx

from support.on_paper.pdf_pages import text_of
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.board.board_minutes import minutes_rows
from tracker.domain.board.board_rows import View
from tracker.domain.meetings.minutes import Sitting
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.board_pdf import board_pdf
from tracker.papers.web.page import board_html
from tracker.papers.word import board_docx
from tracker.reporting import png_of

WHO = "Independent chair"


def test_minutes_say_the_same_in_every_format(minutes_data: BoardData) -> None:
    word = docx.Document(BytesIO(board_docx(minutes_data, png_of, paper="minutes")))
    cells = " ".join(cell.text for table in word.tables for cell in table._cells)
    page = board_html(minutes_data, paper="minutes").replace("\u00a0", " ")
    paper = text_of(board_pdf(minutes_data, paper="minutes"))
    for said in (
        "Improvement board, 6 Feb 2026", "Refused: It was moved before", "asked by Designated Nurse",
        f"recorded by {WHO}", "How do you know that children notice", "Independent scrutineer", "By audit",
        "Next meeting", "Apologies", "change 41",
    ):  # fmt: skip
        for words in (cells.replace("\u00a0", " ").replace("\n", " "), page, paper):
            assert said in words


def test_minutes_of_a_meeting_that_did_nothing_say_so(mid_life: Snapshot, today: date) -> None:
    rows = minutes_rows(View(mid_life, today), Sitting(mid_life.meetings[0], mid_life, today, "8 Mar 2026"))
    data = replace(board_data(mid_life, date(2027, 1, 1)), minutes=rows)
    page = board_html(data, paper="minutes")
    assert page.count("<p>None.</p>") == 3
