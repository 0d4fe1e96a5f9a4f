"""Reports that come as typed text: a line a paragraph, or lines broken at a width with page numbers between them."""

from __future__ import annotations

import textwrap

from tracker.reading.files.text import open_text
from tracker.reading.reader import read_document

ITEMS = [
    (
        "How effectively the arrangements for the monitoring and evaluation of serious youth violence support the "
        "partnership in implementing its strategy."
    ),
    (
        "The consistency with which key information is recorded. It is not always shared between partners early enough "
        "to enable effective decision-making."
    ),
    "The awareness of professionals about the range of services.",
]
FILLER = "Partners share what they know about children who go missing, and act on it early. " * 6


def letter(paragraphs: list[str]) -> list[str]:
    return [
        "30 November 2023", "Dear Anyshire Local Safeguarding Partnership",
        "Joint targeted area inspection of Anyshire",
        "This inspection took place from 9 to 13 October 2023. It was carried out by inspectors from Ofsted.",
        "Headline findings", FILLER, FILLER, "What needs to improve?", *paragraphs, "Strengths", "◼ Leaders work well.",
        "Main findings", FILLER, FILLER, "Next steps",
        "Anyshire local authority should send the written statement of action to x@example.org by 9 March 2024.",
    ]  # fmt: skip


def test_a_line_a_paragraph() -> None:
    text = "\n\n".join(letter([f"◼ {item}" for item in ITEMS]))
    reading = read_document(open_text(text.encode(), "letter.txt"))
    assert [item.text for item in reading.recommendations] == ITEMS
    assert reading.area == "Anyshire"


def test_lines_broken_at_a_width_with_a_page_number_between_two_items() -> None:
    lines: list[str] = []
    for paragraph in letter([*(f"◼ {item}" for item in ITEMS[:2]), "2", "\f", f"◼ {ITEMS[2]}"]):
        lines += textwrap.wrap(paragraph, 80) or [paragraph]
        lines += [] if paragraph.startswith("◼ H") else [""]
    reading = read_document(open_text("\n".join(lines).encode(), "letter.txt"))
    assert [item.text for item in reading.recommendations] == ITEMS
    assert reading.respond_by is not None
