"""The labelled reports and letters drawn anew with one thing changed, and how much of their lists is still read.

Each kind of change is one that word processors make; the weakest kind is named last. `python3 run.py bench variants`.
"""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from benchmarks.bench_letters import GOLD, SETS
from benchmarks.variants import CHANGES, PENS, fold
from tracker.reading.files.pdf import open_pdf
from tracker.reading.page.document import Document, Line, Page
from tracker.reading.reader import open_document, read_document

FONTS = Path(__file__).resolve().parents[1] / "resources" / "fonts"


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
