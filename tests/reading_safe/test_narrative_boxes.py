"""Every offered sentence stands, word for word, inside its boxes on its pages."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tracker.domain.reading.reading import Box, ReadFinding, ReportedAction
from tracker.reading.files.pdf import open_pdf
from tracker.reading.files.render import Word, page_words, words_in
from tracker.reading.narrative.narrative import narrative


def _words(text: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", text.lower())


def _inside(word: Word, box: Box) -> bool:
    middle = (word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2
    return box.x0 - 1 <= middle[0] <= box.x1 + 1 and box.y0 - 1 <= middle[1] <= box.y1 + 1


@pytest.mark.parametrize("name", ["manchester-jtai-2023-11-30.pdf", "manchester-ilacs-2025-11-11.pdf"])
def test_every_word_offered_stands_inside_its_boxes(samples: Path, name: str) -> None:
    data = (samples / name).read_bytes()
    document = open_pdf(data, name)
    pages = {page.number: page_words(data, page.number) for page in document.pages}
    offered = narrative(document, "unknown", ())
    checked = 0
    items: list[ReadFinding | ReportedAction] = [*offered.findings, *offered.more_findings, *offered.strengths]
    for item in (*items, *offered.reported_actions):
        boxed = " ".join(word.text for box in item.boxes for word in pages[box.page] if _inside(word, box))
        missing = [word for word in _words(item.text) if word not in _words(boxed) and word not in boxed.lower()]
        assert len(missing) <= 0.05 * len(_words(item.text)), (item.text, missing)
        assert item.page == item.boxes[0].page
        checked += 1
    assert checked > 50


def test_a_sentence_can_be_marked_by_hand_and_is_the_same(samples: Path) -> None:
    data = (samples / "manchester-jtai-2023-11-30.pdf").read_bytes()
    finding = narrative(open_pdf(data, "letter.pdf"), "jtai-2022", ()).findings[0]
    boxes = [box for box in finding.boxes if box.page == finding.page]
    rect = (
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
    text, _ = words_in(data, boxes[0].page, rect)
    assert finding.text in text
