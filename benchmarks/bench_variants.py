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

Change = Callable[[Page, list[str]], list[Page]]


def fold(text: str) -> str:
    """What stays of a text when nothing but its wording counts."""
    return re.sub(r"[^a-z0-9£%&]+", "", unicodedata.normalize("NFKC", text).casefold())


def with_lines(page: Page, lines: Iterable[Line]) -> list[Page]:
    """The page with other lines."""
    return [replace(page, lines=tuple(lines))]


def in_order(key: Callable[[Page, Line], bool], *, first: bool) -> Change:
    """The lines of a page that a question is true of drawn first, or last."""

    def change(page: Page, items: list[str]) -> list[Page]:
        return with_lines(page, sorted(page.lines, key=lambda line: key(page, line) != first))

    return change


def in_head(page: Page, line: Line) -> bool:
    return line.box is not None and line.box.y1 < 0.2 * page.height


def in_foot(page: Page, line: Line) -> bool:
    return line.box is not None and line.box.y0 > 0.88 * page.height


def in_lower_half(page: Page, line: Line) -> bool:
    return line.box is not None and line.box.y0 > 0.5 * page.height


def each(alter: Callable[[Line], Line]) -> Change:
    """Every line of a page altered."""

    def change(page: Page, items: list[str]) -> list[Page]:
        return with_lines(page, map(alter, page.lines))

    return change


def other_sign(sign: str) -> Change:
    return each(lambda line: replace(line, bullet=sign) if is_bullet(line) else line)


def is_bullet(line: Line) -> bool:
    return bool(line.bullet) and not line.bullet.strip("().").isalnum()


def theme_in_list(page: Page, items: list[str]) -> list[Page]:
    """A bold sub-heading before the list's second item on the page."""
    starts = [i for i, line in enumerate(page.lines) if line.bullet and begins(line, items)]
    if len(starts) < 3:
        return [page]
    at = starts[1]
    place = page.lines[at].box or Box(page.number, 0, 0, 0, 0)
    theme = Line("Working together", page.number, replace(place, x1=place.x0 + 95), page.lines[at].size, True, place.x0)
    lower = [at_place(line, 1, 1, 0, STEP) for line in page.lines[at:]]
    return with_lines(replace(page, height=page.height + STEP), (*page.lines[:at], theme, *lower))


def begins(line: Line, items: list[str]) -> bool:
    words = fold(line.text)
    return len(words) > 12 and any(item.startswith(words[:30]) for item in items)


def at_place(line: Line, across: float, down: float, right: float = 0.0, below: float = 0.0) -> Line:
    """The line with its place and size stretched and moved."""
    if line.box is None:
        return line
    box = line.box
    height = (box.y1 - box.y0) * min(across, down, 1.0)
    y1 = down * box.y1 + below
    moved = replace(box, x0=across * box.x0 + right, x1=across * box.x1 + right, y0=y1 - height, y1=y1)
    return replace(line, box=moved, indent=across * line.indent + right, size=line.size * min(across, down, 1.0))


def spread(down: float, across: float = 1.0) -> Change:
    """The page with its lines so much further apart, and so much wider."""

    def change(page: Page, items: list[str]) -> list[Page]:
        size = replace(page, width=across * page.width, height=down * page.height)
        return with_lines(size, (at_place(line, across, down) for line in page.lines))

    return change


def enlarged(share: float) -> Change:
    """The page as a copier makes it larger."""

    def change(page: Page, items: list[str]) -> list[Page]:
        size = replace(page, width=share * page.width, height=share * page.height)
        lines = (
            replace(
                line,
                size=share * line.size,
                indent=share * line.indent,
                box=line.box and Box(line.page, *(share * at for at in corners(line.box))),
            )
            for line in page.lines
        )
        return with_lines(size, lines)

    return change


def corners(box: Box) -> tuple[float, float, float, float]:
    return box.x0, box.y0, box.x1, box.y1


def mirrored(page: Page, items: list[str]) -> list[Page]:
    """Every second page with a wide inner margin on the other side."""
    moved = (at_place(line, 1, 1, 28 if page.number % 2 else -14) for line in page.lines)
    return with_lines(replace(page, width=page.width + 28), moved)


def in_columns(page: Page, items: list[str]) -> list[Page]:
    """The page's lower half beside its upper one, as a booklet is set."""
    if page.number == 1 or any(line.table is not None for line in page.lines):
        return [page]
    upper = [line for line in page.lines if not in_lower_half(page, line)]
    lower = [line for line in page.lines if in_lower_half(page, line) and not line.role]
    beside = [at_place(line, 1, 1, page.width - 60, 60 - 0.5 * page.height) for line in lower]
    foot = (line for line in page.lines if in_lower_half(page, line) and line.role)
    return with_lines(replace(page, width=2 * page.width - 60), (*upper, *beside, *foot))


def in_two(page: Page, items: list[str]) -> list[Page]:
    """The page's lower half on a page of its own."""
    upper = tuple(line for line in page.lines if not in_lower_half(page, line))
    lower = tuple(
        at_place(line, 1, 1, 0, 60 - 0.5 * page.height) if not in_foot(page, line) else line
        for line in page.lines
        if in_lower_half(page, line)
    )
    if any(line.table is not None for line in page.lines):
        return [page]
    return [replace(page, lines=upper), replace(page, lines=lower)]


def one_more(text: str, y: float, size: float = 8.0, left: float = 72.0) -> Change:
    """A line of small print on every page, drawn last."""

    def change(page: Page, items: list[str]) -> list[Page]:
        top = y if y > 0 else page.height + y
        place = Box(page.number, left, top, left + 0.5 * size * len(text), top + size)
        return with_lines(page, (*page.lines, Line(text.format(page.number), page.number, place, size, False, left)))

    return change


def hyphenated(page: Page, items: list[str]) -> list[Page]:
    """Long words that start a line begun at the end of the line before."""
    lines = list(page.lines)
    for at in range(1, len(lines)):
        above, line = lines[at - 1], lines[at]
        word = line.text.split(" ")[0]
        if above.heading or line.heading or line.bullet or line.table is not None or not word.isalpha():
            continue
        if len(word) > 8 and word.islower() and above.box and line.box and 0 < line.box.y1 - above.box.y1 < 20:
            lines[at - 1] = replace(above, text=f"{above.text} {word[:4]}-")
            lines[at] = replace(line, text=line.text.removeprefix(word[:4]))
    return with_lines(page, lines)


def unsteady(page: Page, items: list[str]) -> list[Page]:
    """Lines a little out of place, as a scanner leaves them."""
    moved = (at_place(line, 1, 1, (at * 7 % 5 - 2) * 0.7, (at * 3 % 5 - 2) * 0.5) for at, line in enumerate(page.lines))
    return with_lines(page, moved)


def without_hang(page: Page, items: list[str]) -> list[Page]:
    """The lines of an item as far left as its bullet."""
    lines: list[Line] = []
    hung, left = -1.0, 0.0
    for line in page.lines:
        if line.box and is_bullet(line):
            hung, left = line.indent, line.box.x0
            moved = replace(line, indent=left + 10)
        elif line.box and hung >= 0 and not line.bullet and abs(line.indent - hung) < 3 and not line.heading:
            moved = at_place(line, 1, 1, left - line.box.x0)
        else:
            hung, moved = -1.0, line
        lines.append(moved)
    return with_lines(page, lines)


def translated(changed: dict[str, str]) -> Change:
    def alter(line: Line) -> Line:
        text = line.text
        for old, new in changed.items():
            text = text.replace(old, new)
        return replace(line, text=text)

    return each(alter)


def headed(alter: Callable[[Line], Line]) -> Change:
    return each(lambda line: alter(line) if line.heading else line)


CHANGES: dict[str, Change] = {
    "drawn anew, without rules": each(lambda line: line),
    "head drawn last": in_order(in_head, first=False),
    "foot drawn first": in_order(in_foot, first=True),
    "lower half drawn first": in_order(in_lower_half, first=True),
    "bullets drawn last": in_order(lambda page, line: is_bullet(line), first=False),
    **{
        f"bullets are {sign}": other_sign(sign)
        for sign in ("–", "-", "—", "\u2015", "\u2500", "•", "·", "\u25ba", "o", "\u2756", "\u2713")
    },
    "bullets near the words": each(
        lambda line: replace(line, indent=(line.box.x0 + 9)) if line.box and is_bullet(line) else line
    ),
    "bullets without hang": without_hang,
    "theme inside the list": theme_in_list,
    "lines further apart": spread(1.15),
    "lines much further apart": spread(1.5),
    "lines closer": spread(0.95),
    "wider": spread(1.0, 1.25),
    "larger": enlarged(1.4),
    "smaller": enlarged(0.7),
    "margins mirrored": mirrored,
    "in two columns": in_columns,
    "twice as many pages": in_two,
    "one more running head": one_more("Official: for the board’s members only {}", 14),
    "one more running foot": one_more("Report to the board    Page {} of 40", -18, left=220),
    "large print at the foot": one_more("OFFICIAL-SENSITIVE", -24, size=13, left=230),
    "straight quotes": translated(dict(zip("’‘“”–", "''\"\"-", strict=True))),
    "joined letters": translated({"fi": "\ufb01", "fl": "\ufb02"}),
    "spaces that do not break": translated({" ": "\u00a0"}),
    "words broken at line ends": hyphenated,
    "headings not bold": headed(lambda line: replace(line, bold=False)),
    "headings in capitals": headed(lambda line: replace(line, text=line.text.upper())),
    "headings as small as the text": headed(lambda line: replace(line, size=min(line.size, 12.0), bold=True)),
    "headings with a colon": headed(lambda line: replace(line, text=line.text.rstrip("?:") + ":")),
    "unsteady lines": unsteady,
}
PENS = {"words drawn one by one": "words", "another font": "serif"}
"""What is changed by how the lines are drawn."""


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
    for name in kinds or (*CHANGES, *PENS):
        result[name] = scored(documents, name)
        print(f"{name:28}" + "  ".join(f"{value:7.4f}" for value in result[name].values()), flush=True)
    weakest = min(result, key=lambda name: result[name]["whole lists"])
    print(f"weakest: {weakest} {result[weakest]}")
    return result


def scored(documents: Iterable[tuple[Document, list[str]]], kind: str) -> dict[str, float]:
    """How much of the documents' lists is read once they are drawn anew in one way."""
    hit = wanted = read = whole = count = 0
    for document, items in documents:
        reading = read_document(open_pdf(redrawn(document, kind, items), document.name))
        found = {fold(item.text) for item in reading.recommendations}
        labels = {fold(item) for item in items}
        hit, wanted, read = hit + len(found & labels), wanted + len(labels), read + len(found)
        whole, count = whole + (found == labels), count + 1
    return {"recall": hit / wanted, "precision": hit / max(read, 1), "whole lists": whole / count}


def redrawn(document: Document, kind: str, items: list[str]) -> bytes:
    """The document as a PDF with one thing changed."""
    change = CHANGES.get(kind)
    wanted = [fold(item) for item in items]
    pages = [new for page in document.pages for new in (change(page, wanted) if change else [page])]
    return drawn(pages, PENS.get(kind, ""))


def drawn(pages: list[Page], pen: str = "") -> bytes:
    """A PDF with each line at its place, in the order of the lines."""
    from reportlab.pdfbase.pdfmetrics import registerFont
    from reportlab.pdfbase.ttfonts import TTFont
    from reportlab.pdfgen.canvas import Canvas

    for name, file in (("Plain", "IBMPlexSans-Regular"), ("Strong", "IBMPlexSans-Bold"), ("Signs", "DejaVuSans")):
        registerFont(TTFont(name, str(FONTS / f"{file}.ttf")))
    buffer = io.BytesIO()
    canvas = Canvas(buffer)
    for page in pages:
        canvas.setPageSize((page.width, page.height))
        for line in page.lines:
            if line.box is not None:
                _draw(canvas, line, page.height - line.box.y1 + 0.2 * (line.size or 10), pen)
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


def _draw(canvas: Any, line: Line, y: float, pen: str) -> None:
    """One line at its height, its marker in a font that has it, its words pressed into the line's own width."""
    fonts = ("Times-Roman", "Times-Bold") if pen == "serif" else ("Plain", "Strong")
    font, size = fonts[line.bold], line.size or 10
    box = line.box
    if box is None:
        return
    if line.bullet:
        canvas.setFont(font if line.bullet.isascii() else "Signs", size)
        canvas.drawString(box.x0, y, line.bullet if line.bullet < "\ue000" else "\u25fc")
    left = line.indent if line.bullet else box.x0
    parts = line.text.split(" ") if pen == "words" else [line.text]
    widths = [canvas.stringWidth(part, font, size) for part in parts]
    room = max(box.x1 - left, 1.0)
    scale = min(room / max(sum(widths) + 0.25 * size * (len(parts) - 1), 1.0), 1.0)
    gap = (room - scale * sum(widths)) / max(len(parts) - 1, 1)
    for part, width in zip(parts, widths, strict=True):
        text = canvas.beginText(left, y)
        text.setFont(font, size)
        text.setHorizScale(100 * scale)
        text.textOut(part)
        canvas.drawText(text)
        left += scale * width + gap


if __name__ == "__main__":
    measure(kinds=tuple(sys.argv[1:]))
