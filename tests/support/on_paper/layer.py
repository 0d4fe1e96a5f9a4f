"""The text layer of a PDF: what each mark holds, and what stands outside of all."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import pypdfium2
import pypdfium2.raw as pdfium

from support.on_paper.pdf_pages import marks_of
from support.on_paper.recorder import Recorder
from tracker.papers.board_pdf import Made
from tracker.papers.fonts import plain
from tracker.papers.pdf.rtl import runs_right_to_left
from tracker.papers.pdf.tagging import Element
from tracker.papers.styles import BOTTOM, MARGIN, TOP

Mark = tuple[int, int]
SIDES = str.maketrans(")]}>»›”’", "([{<«‹“‘")
SOFT = re.compile(r"[\s\u00a0\u00ad\ufffe\x02]")


ROOM = 1.5
"""How far the slant of a letter may stand out of its line."""


@dataclass(frozen=True)
class Run:
    """One run of text: the page it is on, its mark (-1: nobody's), the role of that, its letters and its box."""

    page: int
    mark: int
    role: str
    letters: str
    box: tuple[float, float, float, float]


def runs_in(data: bytes) -> Iterator[Run]:
    """Every run of text in the order drawn."""
    for number, page in enumerate(pypdfium2.PdfDocument(data)):
        texts = page.get_textpage()
        for item in page.get_objects(filter=[pdfium.FPDF_PAGEOBJ_TEXT], max_depth=1, textpage=texts):
            letters = _letters(texts, item)
            if letters:
                role = next(iter(marks_of(item)), "")
                mark = pdfium.FPDFPageObj_GetMarkedContentID(item)
                yield Run(number, mark, role, letters, item.get_bounds())


def _letters(texts: pypdfium2.PdfTextPage, item: pypdfium2.PdfObject) -> str:
    size = pdfium.FPDFTextObj_GetText(item, texts, None, 0)
    buffer = (pdfium.FPDF_WCHAR * (size // 2 + 1))()
    pdfium.FPDFTextObj_GetText(item, texts, buffer, size)
    return SOFT.sub("", bytes(buffer)[: max(0, size - 2)].decode("utf-16-le", "surrogatepass"))


def told_by(root: Element, runs: Sequence[Run]) -> list[tuple[str, str]]:
    """What each element of the structure holds, in reading order: its role and its letters."""
    found: defaultdict[Mark, str] = defaultdict(str)
    for run in runs:
        found[run.page, run.mark] += run.letters
    return list(_told(root, found))


def _told(element: Element, found: defaultdict[Mark, str]) -> Iterator[tuple[str, str]]:
    if element.marks:
        yield element.tag, "".join(found[mark] for mark in element.marks)
    for child in element.children:
        yield from _told(child, found)


def overlapping(runs: Sequence[Run], slack: float = 0.6) -> list[tuple[Run, Run]]:
    """The runs of one page that stand over one another, from each page the first."""
    pages: defaultdict[int, list[Run]] = defaultdict(list)
    for run in runs:
        pages[run.page].append(run)
    return [pair for page in pages.values() for pair in _over(page, slack)]


def _over(page: list[Run], slack: float) -> list[tuple[Run, Run]]:
    """A sweep down the page: each run is held against those that have not ended above it."""
    found, open_ = [], list[Run]()
    for run in sorted(page, key=lambda one: -one.box[3]):
        left, _, right, top = run.box
        open_ = [one for one in open_ if one.box[1] < top - slack]
        found += [(one, run) for one in open_ if one.box[0] < right - slack and left < one.box[2] - slack]
        open_.append(run)
    return found


def letters_of(words: str) -> str:
    """Words as the text layer holds them: without spaces, and without what is never printed."""
    return SOFT.sub("", plain(words))


def comparable(part: tuple[str, str]) -> tuple[str, object]:
    """A role with its letters; of a script that runs to the left how often each stands there: they are read back in the
    order drawn, and what has a left and a right side may be read as the other.
    """
    role, words = part
    if not runs_right_to_left(words):
        return role, words
    units = words.translate(SIDES).encode("utf-16-le", "surrogatepass")
    return role, Counter(units[at : at + 2] for at in range(0, len(units), 2))


def is_whole(made: Made, told: Recorder) -> None:
    """Holds a PDF against what its sections said: part by part the same letters, all in their place."""
    runs = list(runs_in(made.pdf))
    assert list(map(comparable, told_by(made.root, runs))) == [
        comparable((part.role, letters_of(part.words))) for part in told.told
    ]
    heads = {letters_of(words) for table in told.tables for words in table.heads}
    width, height = pypdfium2.PdfDocument(made.pdf)[0].get_size()
    assert [run for run in runs if not _in_its_place(run, width, height)] == []
    again = [run for run in runs if run.role == "Artifact" and _in_the_text(run, height)]
    assert [run for run in again if not any(run.letters in words for words in heads)] == []
    assert overlapping(runs) == []


def _in_the_text(run: Run, height: float) -> bool:
    _, bottom, _, top = run.box
    return bottom >= BOTTOM - 6 and top <= height - TOP + ROOM


def _in_its_place(run: Run, width: float, height: float) -> bool:
    """Whether a run stands between the margins, or, where it belongs to no part, in the head or foot of its page."""
    left, bottom, right, top = run.box
    beside = left >= MARGIN - ROOM and right <= width - MARGIN + ROOM
    around = (top < BOTTOM or bottom > height - TOP) and min(bottom, height - top) >= 10
    return beside and (_in_the_text(run, height) or (around and run.role == "Artifact"))
