"""What each paper says and where it stands, against what was read and approved (`support.on_paper.approved`)."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from lxml import etree
from PIL import Image

from support.builders import an_id
from support.on_paper.approved import Script, approve, of_chart, of_pages
from support.on_paper.comparing import since
from support.on_paper.drawn import parts_of
from support.on_paper.every_field import filled
from tracker.domain.board.board import BoardData, board_data
from tracker.domain.board.board_threads import Told
from tracker.domain.board.board_trend import TrendPoint
from tracker.domain.board.dressing import COLUMNS, dressed
from tracker.domain.plan.fields import PaperTemplate, PaperText
from tracker.domain.plan.records import Kind, Record, Verification, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.board_pdf import board_pdf
from tracker.papers.charts import LIGHT as PALETTE
from tracker.papers.charts import Chart, _Sheet, parts_chart, profile_chart, timeline_chart
from tracker.papers.contents import PAPERS, write
from tracker.papers.measure_chart import measure_chart
from tracker.papers.shapes import _SHAPES, PATTERNS, block, shape
from tracker.papers.trend_chart import trend_chart
from tracker.papers.web.page import board_html
from tracker.papers.word import board_docx

TREND = [TrendPoint(f"{n} 2026", 3 * n, 2 * n + 1, n if n < 5 else None) for n in range(1, 9)]
DRESS = PaperTemplate(
    "A", "board", ("Headlines", "Exceptions", "Impact", "The plan by recommendation", "Sources"), COLUMNS[:9],
    "RESTRICTED", ("Scrutiny committee", "DfE adviser"), "0", "CS/26/14", "3", "Ann Lee", "Cllr Brown",
    ("Finance, 3 Mar", "Legal, 4 Mar"),
    (PaperText("Risks", "That nobody signs."), PaperText("Background papers", "The letter.")),
)  # fmt: skip

SHORT = replace(DRESS, sections=("Headlines", "Impact", "Sources"))


def scripted(data: BoardData, paper: str, *, appendices: bool = True) -> list[str]:
    story: Any = Script()
    write(story, data, paper, appendices=appendices)
    return list(story.lines)


def a_logo(_file: str = "") -> bytes:
    sheet = BytesIO()
    Image.new("RGB", (60, 20), "navy").save(sheet, "PNG")
    return sheet.getvalue()


@pytest.fixture(scope="module")
def full(whole: Snapshot, today: date) -> BoardData:
    """Every field filled, compared with an earlier state, with a history."""
    plan = filled(whole, lambda mark: mark.strip("q"))
    begun = [
        (Kind.ACTION, one.id, replace(one, title="Before", delivery="in progress", done=None)) for one in plan.actions
    ]
    earlier = plan.with_records(begun[:4], 41, "0" * 64)
    told = [Told(today, "Ann", "A1 Priority: nothing → high"), Told(today, "Ann", "A1 Owner: nobody → Bob"),
            Told(date(2026, 3, 13), "Bob", "A1 Due: 1 May 2026")]  # fmt: skip
    return board_data(
        plan, today, since=since(earlier, plan, date(2026, 2, 6), "the board of 6 Feb 2026"), author="Lead",
        meeting=plan.meetings[1], history={an_id(5001): tuple(told)},
    )  # fmt: skip


@pytest.mark.parametrize("paper", [paper for paper in PAPERS if paper != "minutes"])
def test_a_paper_says_what_was_approved(full: BoardData, paper: str) -> None:
    approve(paper, scripted(full, paper))


def test_minutes_say_what_was_approved(minutes_data: BoardData, empty_data: BoardData) -> None:
    approve("minutes", [*scripted(minutes_data, "minutes"), *scripted(empty_data, "minutes")])


def test_a_public_paper_says_what_was_approved(whole: Snapshot, today: date) -> None:
    data = board_data(filled(whole, lambda mark: mark.strip("q")), today, public=True, least=5)
    approve("public", [*scripted(data, "board"), *scripted(data, "public-page")])


def test_a_plan_with_little_in_it_says_what_was_approved(bare_data: BoardData, empty_data: BoardData) -> None:
    approve("empty", [line for data in (bare_data, empty_data) for paper in PAPERS for line in scripted(data, paper)])


def test_a_published_page_that_names_nobody_says_what_was_approved(mid_life_data: BoardData) -> None:
    subjects = tuple(replace(one, responsible="") for one in mid_life_data.subjects)
    unled = replace(mid_life_data, subjects=subjects, evidence=(), glossary=())
    approve("public-page-unled", scripted(unled, "public-page"))


def of_each_many(plan: Snapshot) -> Iterator[Record]:
    """More of each sort than the body of a paper has room for."""
    extension: Any = plan.by_ref("X9999")
    (to_check, accepted), measure = plan.evidence[:2], plan.measures[0]
    (point,) = plan.points_of(measure.id)
    finished = [one for one in plan.actions if one.delivery in ("complete", "verified")]
    for n in range(14):
        yield Verification(
            id=an_id(80_000 + n), ref=f"V{500 + n}", action=finished[n].id, months=3, due=date(2026, 1, n + 1)
        )
        place, subject = 70_000 + 10 * n, (an_id(401 + n),)
        yield replace(to_check, id=an_id(place), ref=f"E{500 + n}", file="e.pdf")
        yield replace(accepted, id=an_id(place + 1), ref=f"E{600 + n}", file="f.pdf", kind="Feedback")
        yield replace(accepted, id=an_id(place + 2), ref=f"E{700 + n}", file="g.pdf", targets=subject)
        yield replace(measure, id=an_id(place + 3), ref=f"M{500 + n}", targets=subject)
        yield replace(point, id=an_id(place + 4), ref=f"D{500 + n}", measure=an_id(place + 3))
        yield replace(extension, id=an_id(place + 5), ref=f"X{500 + n}", action=plan.actions[n].id)


def test_the_body_of_a_large_plan_says_what_was_approved(large_plan: Callable[..., Snapshot], today: date) -> None:
    plan = large_plan(150, 15)
    many = plan.with_records([(kind_of(one), one.id, one) for one in of_each_many(plan)], plan.number, plan.head)
    data = board_data(many, today, since=since(large_plan(20, 15), many, date(2026, 2, 6)))
    approve("large", scripted(data, "board", appendices=False))


def test_a_dressed_paper_says_what_was_approved(full: BoardData) -> None:
    data = dressed(full, DRESS, a_logo)
    approve("dressed", [*scripted(data, "board"), *scripted(dressed(full, DRESS, a_logo), "dossier")])


def charts(data: BoardData, mid_life: Snapshot, today: date) -> Iterator[Chart]:
    yield profile_chart(data)
    yield parts_chart("Actions by agency", data.by_agency)
    yield parts_chart("Actions by recommendation", data.by_recommendation, PALETTE, 240.0, most=40)
    yield timeline_chart(data)
    yield timeline_chart(data, PALETTE, 200.0)
    yield trend_chart(TREND)
    yield trend_chart(TREND[6:], PALETTE, 240.0)
    for measure in mid_life.measures:
        yield from filter(None, (measure_chart(mid_life, measure, today, PALETTE, width) for width in (511.0, 300.0)))
        for change in ({"direction": "up", "tolerance": 4.0, "target": 40.0}, {"baseline": None, "target": None}):
            chart = measure_chart(mid_life, replace(measure, **change), today)  # type: ignore[arg-type]
            if chart is not None:
                yield chart


def test_the_charts_stand_as_approved(mid_life_data: BoardData, mid_life: Snapshot, today: date) -> None:
    approve("charts", [line for chart in charts(mid_life_data, mid_life, today) for line in of_chart(chart)])


def test_the_shapes_and_patterns_are_as_approved() -> None:
    lines = []
    for name in (*_SHAPES, *sorted({*PATTERNS.values(), "none"})):
        sheet = _Sheet(50, 30, PALETTE)
        blue, white = "#1d5fa6", "#ffffff"
        made = shape(name, 3, 4, 20, blue) if name in _SHAPES else block((3, 4, 30, 16), name, blue, white)
        sheet.drawing.add(made)
        lines += [name, *list(of_chart(sheet.chart(name, "", (), ())))[2:]]
        lines += [f"  {getattr(one.what, 'points', '')} {getattr(one.what, 'operators', '')}"
                  for one in parts_of(sheet.drawing)]  # fmt: skip
    approve("shapes", lines)


def test_pages_look_as_approved(mid_life_data: BoardData) -> None:
    made = dressed(mid_life_data, replace(DRESS, sections=()), a_logo)
    approve("pages-board", of_pages(board_pdf(made), 4))
    approve("pages-exceptions", of_pages(board_pdf(mid_life_data, paper="exceptions")))
    approve("pages-public-page", of_pages(board_pdf(mid_life_data, paper="public-page"), 1))
    approve("pages-plan-on-a-page", of_pages(board_pdf(mid_life_data, paper="plan-on-a-page")))


@pytest.mark.parametrize("paper", ["board", "plan-on-a-page"])
def test_a_web_page_is_what_was_approved(full: BoardData, paper: str) -> None:
    page = board_html(dressed(full, SHORT, a_logo) if paper == "board" else full, paper=paper)
    head, _, rest = page.partition("<style>")
    approve(f"web-{paper}", (head + rest.partition("</style>")[2]).replace("<", "\n<").split("\n"))


@pytest.mark.parametrize("paper", ["board", "exceptions", "plan-on-a-page"])
def test_a_word_document_is_what_was_approved(full: BoardData, few: Snapshot, today: date, paper: str) -> None:
    data = dressed(full, SHORT, a_logo) if paper == "board" else board_data(few, today)
    lines: list[str] = []
    with zipfile.ZipFile(BytesIO(board_docx(data, lambda _: a_logo(), paper=paper))) as packed:
        for name in ("word/document.xml", "word/header1.xml", "word/footer1.xml", "docProps/core.xml"):
            root = etree.fromstring(packed.read(name), etree.XMLParser(remove_blank_text=True))
            body = etree.tostring(root, encoding="unicode", pretty_print=True)
            lines += [name, *(line.strip() for line in body.split("\n") if "xmlns:" not in line)]
    approve(f"word-{paper}", lines)
