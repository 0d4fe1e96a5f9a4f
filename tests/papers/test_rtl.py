"""Scripts that run from right to left: letters joined, lines in the order seen, and the words as they were typed."""

from __future__ import annotations

import base64
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date

import page as validator
import pytest

from tracker.domain.board.board import board_data
from tracker.domain.plan.records import kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.papers.board_pdf import board_pdf
from tracker.papers.pdf.rtl import begins_right, facing, joined, runs_right_to_left, seen, spoken


def drawn(text: str) -> str:
    right = begins_right(text)
    return "".join(facing(text, place, right=right) for place in seen(text, right=right))


@pytest.mark.parametrize(
    ("typed", "seen_as"),
    [
        ("plain words (2 of 3)", "plain words (2 of 3)"),
        ("abc שלום עולם (12) def", "abc (12) םלוע םולש def"),
        ("and שלום (2 of 3), said", "and םולש (2 of 3), said"),
        ("שלום abc 12", "abc 12 םולש"),
        ("אב גד", "דג בא"),
        ("(אב)", "(בא)"),
        ("in (אב)", "in (בא)"),
        ("call 12 אב 34 now", "call 12 34 בא now"),
        ("שָׁלוֹם", "םוֹלשָׁ"),
        ("[", "["),
        (")", ")"),
    ],
)
def test_a_line_stands_in_the_order_in_which_it_is_seen(typed: str, seen_as: str) -> None:
    assert drawn(typed) == seen_as
    assert sorted(seen(typed, right=False)) == list(range(len(typed)))


def test_a_line_that_begins_with_another_script_keeps_its_paragraphs_direction() -> None:
    typed = "אב stands here"
    assert "".join(typed[place] for place in seen(typed, right=False)) == "בא stands here"


@pytest.mark.parametrize(
    ("typed", "shapes"),
    [
        ("محمد", "\ufee3\ufea4\ufee4\ufeaa"),
        ("السلام", "\ufe8d\ufedf\ufeb4\ufefc\ufee1"),
        ("دار", "\ufea9\ufe8d\ufead"),
        ("بَب", "\ufe91\u064e\ufe90"),
        ("پگ", "\ufb58\ufb93"),
        ("ٱ", "\ufb50"),
        ("שלום", "שלום"),
        ("plain", "plain"),
    ],
)
def test_arabic_letters_are_joined_and_can_be_told_again(typed: str, shapes: str) -> None:
    assert joined(typed) == shapes
    assert spoken(joined(typed)) == typed
    assert joined(joined(typed)) == shapes
    assert runs_right_to_left(typed) == (typed != "plain")


def said_by(data: bytes) -> str:
    """What the PDF gives to be read where letters are drawn in another order."""
    found = []
    for stream in re.findall(rb"stream\r?\n(.*?)endstream", data, re.DOTALL):
        try:
            code = zlib.decompress(base64.a85decode(b"<~" + stream.strip(), adobe=True))
        except (ValueError, zlib.error):
            continue
        texts = re.findall(rb"/ActualText <FEFF([0-9A-F]+)>", code)
        found += [bytes.fromhex(text.decode()).decode("utf-16-be") for text in texts]
    return "\n".join(found)


def test_a_paper_gives_the_words_as_they_were_typed(large_plan: Callable[..., Snapshot], today: date) -> None:
    plan = large_plan(3, 1)
    item = replace(plan.recommendations[0], text="The name السلام عليكم and שלום (2 of 3) stand here. " * 60)
    title = "مرحبا بالعالم هذا نص طويل يجب أن ينقسم إلى عدة أسطر"
    action = replace(plan.actions[0], title=title, targets=(item.id,))
    changed = [(kind_of(one), one.id, one) for one in (item, action)]
    data = board_pdf(board_data(plan.with_records(changed, plan.number, plan.head), today))
    words = said_by(data)
    assert "The name السلام عليكم and שלום (2 of 3) stand here." in words
    assert title in words
    assert words.count("stand here.") >= 60
    assert validator.validate_pdf_bytes(data).failures == []
    assert board_pdf(board_data(plan, today)).count(b"FEFF") == 0
