"""The papers as web pages: one file without script, whose headings, tables and charts can be read by anyone."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from io import BytesIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from lxml import html
from PIL import Image

from tracker.domain.board.board import BoardData, board_data
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.colours import contrast
from tracker.errors import UserError
from tracker.papers.contents import PAPERS
from tracker.papers.styles import ACCENT, BAND, INK, QUIET
from tracker.papers.web.look import CSS
from tracker.papers.web.page import board_html, write_board_html

CASES = ("mid_life_data", "empty_data", "awkward_data", "bare_data")


@pytest.fixture(params=[(case, paper) for case in CASES for paper in PAPERS], ids="-".join)
def page(request: pytest.FixtureRequest) -> Any:
    case, paper = request.param
    return html.document_fromstring(board_html(request.getfixturevalue(case), paper=paper))


def test_a_page_names_its_language_title_and_view(page: Any) -> None:
    assert page.get("lang") == "en-GB"
    assert page.findtext("head/title").strip()
    assert page.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]


def test_a_page_has_no_script_and_fetches_nothing(page: Any) -> None:
    assert page.xpath("//script|//link|//img|//iframe|//object|//form|//@onclick|//@onload") == []
    assert all(address.startswith("#") for address in page.xpath("//@href|//@src"))
    assert "url(" not in CSS
    assert "@import" not in CSS


def test_headings_go_down_a_step_at_a_time(page: Any) -> None:
    levels = [int(one.tag[1]) for one in page.xpath("//h1|//h2|//h3|//h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(one.text_content().strip() for one in page.xpath("//h1|//h2|//h3"))


def test_everything_stands_in_a_landmark_and_each_section_has_its_name(page: Any) -> None:
    assert [len(page.xpath(f"//{tag}")) for tag in ("header", "main", "footer")] == [1, 1, 1]
    outside = [one.tag for one in page.find("body") if one.tag not in ("header", "nav", "main", "footer")]
    assert set(outside) <= {"a", "svg"}
    ids = page.xpath("//@id")
    assert [one for one, count in Counter(ids).items() if count > 1] == []
    assert set(page.xpath("//@aria-labelledby")) <= set(ids)
    assert {address[1:] for address in page.xpath("//@href")} <= set(ids)


def test_each_table_has_a_caption_and_a_scope_for_every_heading(page: Any) -> None:
    for table in page.xpath("//table"):
        assert table.findtext("caption").strip()
        assert {one.get("scope") for one in table.xpath(".//th")} <= {"col", "row"}
        wide = len(table.xpath("./colgroup/col"))
        for row in table.xpath(".//tr"):
            assert sum(int(cell.get("colspan", 1)) for cell in row) == wide


def test_each_chart_says_in_words_and_numbers_what_it_shows(page: Any) -> None:
    for figure in page.xpath("//figure"):
        assert figure.xpath("./svg/@role") == ["img"]
        assert figure.xpath("./svg/@aria-label")[0]
        assert figure.findtext("figcaption").strip()
        assert figure.xpath("./div[@class='numbers']/table//tbody/tr")


def test_the_page_says_what_the_other_formats_say(mid_life_data: BoardData) -> None:
    page = html.document_fromstring(board_html(mid_life_data))
    text = " ".join(page.text_content().split())
    for said in (*mid_life_data.headlines, *mid_life_data.asks, mid_life_data.title.seal):
        assert " ".join(said.split()) in text
    links = [one.text_content() for one in page.xpath("//nav//a")]
    assert links == [one.text_content() for one in page.xpath("//main//h2")]
    assert page.xpath("//s")


def test_strange_words_are_never_taken_for_mark_up(awkward_data: BoardData) -> None:
    made = board_html(awkward_data)
    page = html.document_fromstring(made)
    assert "<b>bold</b> & “quotes” 中文" in page.findtext("body/header/h1")
    assert page.xpath("//i") == []
    assert "\x0b" not in made


def test_words_stand_out_from_their_ground() -> None:
    assert min(contrast(INK, "#ffffff"), contrast(QUIET, "#ffffff"), contrast(ACCENT, BAND), contrast(INK, BAND)) >= 4.5


def test_a_page_is_made_for_phones_and_for_print() -> None:
    assert re.search(r"@media screen and \(max-width: \d+rem\)", CSS)
    assert "@media print" in CSS


def test_a_public_page_needs_public_data_and_a_known_paper(
    mid_life: Snapshot, mid_life_data: BoardData, tmp_path: Path
) -> None:
    with pytest.raises(UserError, match="not for publication"):
        write_board_html(mid_life_data, tmp_path / "a.html", public=True)
    with pytest.raises(UserError, match="there is no paper"):
        write_board_html(mid_life_data, tmp_path / "a.html", paper="novel")
    assert list(tmp_path.iterdir()) == []
    public = board_data(mid_life, mid_life_data.title.as_at, public=True)
    write_board_html(public, tmp_path / "a.html", public=True)
    assert (tmp_path / "a.html").read_text().count('<p class="marking">Public version</p>') == 2


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_logo_is_part_of_the_page(mid_life_data: BoardData, kind: str) -> None:
    sheet = BytesIO()
    Image.new("RGB", (260, 84), "#12385c").save(sheet, kind)
    title = replace(mid_life_data.title, logo=sheet.getvalue())
    page = html.document_fromstring(board_html(replace(mid_life_data, title=title)))
    (logo,) = page.xpath("//header/img")
    assert logo.get("src").startswith(f"data:image/{kind.lower()};base64,")
    assert (logo.get("alt"), logo.get("width"), logo.get("height")) == ("", "173", "56")
