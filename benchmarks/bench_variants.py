"""The labelled reports and letters drawn anew with one thing changed, and how much of their lists is still read.

Each kind of change is one that word processors make; the weakest kind is named last. `python3 run.py bench variants`.
"""

from __future__ import annotations

import io
import json
import re
import sys
import unicodedata
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import Any

from benchmarks.bench_letters import GOLD, SETS
from tracker.domain.reading.reading import Box
from tracker.reading.files.pdf import open_pdf
from tracker.reading.page.document import Document, Line, Page
from tracker.reading.reader import open_document, read_document

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"
STEP = 22.0
"""Points that lines move down to make room for an inserted one."""

Change = Callable[[Page, list[str]], Page]


def measure(*, most: int = 30, kinds: tuple[str, ...] = ()) -> dict[str, Any]:
    """Recall, precision and whole lists of each kind of change, over at most so many documents of each set."""
    if not GOLD.is_dir():
        print(f"no labelled reports at {GOLD}: nothing to draw anew")
        return {}
    documents = [
        (open_document(folder / f"{label['id']}.pdf"), [item["text"] for item in label["recommendations"]])
        for labels, folder in SETS.values()
        for label in json.loads(labels.read_text(encoding="utf-8"))[:most]
    ]
    result = {}
    for name, change in CHANGES.items() if not kinds else [(kind, CHANGES[kind]) for kind in kinds]:
        result[name] = scored(documents, change)
        print(f"{name:28}" + "  ".join(f"{value:7.4f}" for value in result[name].values()), flush=True)
    weakest = min(result, key=lambda name: result[name]["whole lists"])
    print(f"weakest: {weakest} {result[weakest]}")
    return result


def scored(documents: Iterable[tuple[Document, list[str]]], change: Change) -> dict[str, float]:
    hit = wanted = read = whole = count = 0
    for document, items in documents:
        pages = [change(page, [fold(item) for item in items]) for page in document.pages]
        reading = read_document(open_pdf(drawn(pages), document.name))
        found = {fold(item.text) for item in reading.recommendations}
        labels = {fold(item) for item in items}
        hit, wanted, read = hit + len(found & labels), wanted + len(labels), read + len(found)
        whole, count = whole + (found == labels), count + 1
    return {"recall": hit / wanted, "precision": hit / max(read, 1), "whole lists": whole / count}


def fold(text: str) -> str:
    return re.sub(r"[^a-z0-9£%&]+", "", unicodedata.normalize("NFKC", text).casefold())


def drawn(pages: list[Page]) -> bytes:
    """A PDF with each line at its place, in the order of the lines."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    regular, bold = sorted(FONTS.glob("*Regular.ttf"))[0], sorted(FONTS.glob("*Bold.ttf"))[0]
    registerFont(TTFont("Plain", str(regular)))
    registerFont(TTFont("Strong", str(bold)))
    registerFont(TTFont("Signs", str(FONTS / "DejaVuSans.ttf")))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        for line in page.lines:
            if line.box is None:
                continue
            font, size = "Strong" if line.bold else "Plain", line.size or 10
            y = page.height - line.box.y1 + 0.2 * size
            if line.bullet:
                canvas.setFont(font if line.bullet.isascii() else "Signs", size)
                canvas.drawString(line.box.x0, y, line.bullet if line.bullet < "\ue000" else "\u25fc")
            left = line.indent if line.bullet else line.box.x0
            room = max(line.box.x1 - left, 1.0)
            width = canvas.stringWidth(line.text, font, size)
            text = canvas.beginText(left, y)
            text.setFont(font, size)
            text.setHorizScale(100 * min(room / max(width, 1.0), 1.0))
            text.textOut(line.text)
            canvas.drawText(text)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def as_it_is(page: Page, items: list[str]) -> Page:
    return page


def head_drawn_last(page: Page, items: list[str]) -> Page:
    top = [line for line in page.lines if line.box and line.box.y1 < 0.2 * page.height]
    return replace(page, lines=tuple([line for line in page.lines if line not in top] + top))


def foot_drawn_first(page: Page, items: list[str]) -> Page:
    foot = [line for line in page.lines if line.box and line.box.y0 > 0.88 * page.height]
    return replace(page, lines=tuple(foot + [line for line in page.lines if line not in foot]))


def drawn_in_halves(page: Page, items: list[str]) -> Page:
    """The lower half of the page drawn before the upper one."""
    lower = [line for line in page.lines if line.box and line.box.y0 > 0.5 * page.height]
    return replace(page, lines=tuple(lower + [line for line in page.lines if line not in lower]))


def other_sign(sign: str) -> Change:
    def change(page: Page, items: list[str]) -> Page:
        lines = (
            replace(line, bullet=sign) if line.bullet and not line.bullet.strip("().").isalnum() else line
            for line in page.lines
        )
        return replace(page, lines=tuple(lines))

    return change


def theme_in_list(page: Page, items: list[str]) -> Page:
    """A bold sub-heading before the list's second item on the page."""
    starts = [i for i, line in enumerate(page.lines) if line.bullet and begins(line, items)]
    if len(starts) < 3:
        return page
    at = starts[1]
    place = page.lines[at].box or Box(page.number, 0, 0, 0, 0)
    theme = Line("Working together", page.number, replace(place, x1=place.x0 + 95), page.lines[at].size, True, place.x0)
    return replace(
        page, height=page.height + STEP, lines=(*page.lines[:at], theme, *(lower(line) for line in page.lines[at:]))
    )


def begins(line: Line, items: list[str]) -> bool:
    words = fold(line.text)
    return len(words) > 12 and any(item.startswith(words[:30]) for item in items)


def lower(line: Line) -> Line:
    box = line.box
    return line if box is None else replace(line, box=replace(box, y0=box.y0 + STEP, y1=box.y1 + STEP))


def spread(share: float) -> Change:
    """The page with its lines so much further apart."""

    def change(page: Page, items: list[str]) -> Page:
        lines = tuple(
            replace(
                line,
                box=replace(line.box, y0=share * line.box.y1 - (line.box.y1 - line.box.y0), y1=share * line.box.y1),
            )
            if line.box
            else line
            for line in page.lines
        )
        return replace(page, lines=lines, height=share * page.height)

    return change


def running_head(page: Page, items: list[str]) -> Page:
    head = Line(
        f"Official: for the board’s members only {page.number}", page.number, Box(page.number, 72, 14, 300, 24), 8
    )
    return replace(page, lines=(*page.lines, head))


def straight_quotes(page: Page, items: list[str]) -> Page:
    table = str.maketrans("’‘“”–", "''\"\"-")
    return replace(page, lines=tuple(replace(line, text=line.text.translate(table)) for line in page.lines))


def plain_headings(page: Page, items: list[str]) -> Page:
    """Headings in the weight of the text."""
    return replace(page, lines=tuple(replace(line, bold=False) for line in page.lines))


CHANGES: dict[str, Change] = {
    "drawn anew, without rules": as_it_is,
    "head drawn last": head_drawn_last,
    "foot drawn first": foot_drawn_first,
    "lower half drawn first": drawn_in_halves,
    **{f"bullets are {sign}": other_sign(sign) for sign in ("–", "-", "\u2015", "•", "·", "\u25ba")},
    "theme inside the list": theme_in_list,
    "lines further apart": spread(1.15),
    "lines closer": spread(0.95),
    "one more running head": running_head,
    "straight quotes": straight_quotes,
    "headings not bold": plain_headings,
}

if __name__ == "__main__":
    measure(kinds=tuple(sys.argv[1:]))
