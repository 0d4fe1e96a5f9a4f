"""Reports drawn line by line: each test says what stands on its pages."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tracker.domain.reading.reading import Reading
from tracker.reading.reader import read_file

LEFT, RIGHT, TOP, FOOT = 72.0, 523.0, 770.0, 80.0


class Sheet:
    """Pages in the manner of Word: paragraphs, hanging bullets, ruled tables, running heads and notes."""

    def __init__(self, running_head: str = "", *, font: str = "Helvetica", size: float = 12) -> None:
        from reportlab.pdfgen.canvas import Canvas

        self._font, self._size, self._pitch = font, size, size * 1.2
        self._bold = {"Times-Roman": "Times-Bold"}.get(font, f"{font}-Bold")

        self._buffer = io.BytesIO()
        self._canvas: Any = Canvas(self._buffer, pagesize=(595, 842))
        self._head = running_head
        self._page = 1
        self._y = TOP
        self._notes: list[str] = []
        self._drawn_last: list[tuple[float, float, float, str]] = []

    def heading(self, text: str, size: float = 14, *, bold: bool = True, gap: float = 14) -> Sheet:
        self._y -= gap
        self._write(text, LEFT, self._bold if bold else self._font, size, step=size * 1.2)
        return self

    def text(self, text: str) -> Sheet:
        self._y -= 12
        self._write(text, LEFT)
        return self

    def lines(self, *texts: str) -> Sheet:
        self._y -= 12
        for text in texts:
            self._write(text, LEFT)
        return self

    def bullet(self, text: str, level: int = 0, sign: str = "\u2022") -> Sheet:
        return self._marked(sign, text, LEFT + 18 * level)

    def number(self, number: int, text: str, hang: float = 27) -> Sheet:
        return self._marked(f"{number}.", text, LEFT, hang)

    def bold_number(self, number: int, text: str, hang: float = 27) -> Sheet:
        """A numbered item whose first line is printed in bold."""
        first = self._wrapped(text, RIGHT - LEFT - hang, self._bold, self._size)[0]
        self._marked(f"{number}.", "", LEFT)
        self._write(first, LEFT + hang, self._bold)
        self._write(text.removeprefix(first).strip(), LEFT + hang)
        return self

    def table(self, rows: list[list[str]], widths: list[float], rules: bool = True) -> Sheet:
        self._y -= 12
        for row in rows:
            self._row(row, widths, rules)
        return self

    def note(self, text: str) -> Sheet:
        self._notes.append(text)
        return self

    def last(self, *texts: str, left: float = LEFT, y: float = 800, size: float = 9) -> Sheet:
        """Small print at a place of its own, drawn after all else on the page, as Word draws its letterheads."""
        self._drawn_last += [(left, y - 11 * place, size, text) for place, text in enumerate(texts)]
        return self

    def turn(self) -> Sheet:
        """Starts the next page, its foot printed on the one before."""
        canvas = self._canvas
        y = FOOT - 10
        for text in reversed(self._notes):
            canvas.setFont("Helvetica", 8)
            canvas.drawString(LEFT, y, text)
            y += 10
        if self._head and self._page > 1:
            canvas.setFont("Helvetica-Bold", 8)
            canvas.drawString(LEFT, 40, self._head)
        canvas.setFont("Helvetica-Bold", 8)
        canvas.drawString(RIGHT - 5, 40, str(self._page))
        for left, top, size, text in self._drawn_last:
            canvas.setFont("Helvetica", size)
            canvas.drawString(left, top, text)
        self._drawn_last = []
        canvas.showPage()
        self._page, self._y, self._notes = self._page + 1, TOP, []
        return self

    def pdf(self) -> bytes:
        self.turn()
        self._canvas.save()
        return self._buffer.getvalue()

    def _marked(self, marker: str, text: str, left: float, hang: float = 18) -> Sheet:
        self._y -= 6
        self._room(self._pitch)
        self._canvas.setFont(self._font if marker.isascii() or marker == "\u2022" else "ZapfDingbats", self._size)
        self._canvas.drawString(left, self._y - self._pitch, marker)
        self._write(text, left + hang)
        return self

    def _write(self, text: str, left: float, font: str = "", size: float = 0, step: float = 0) -> None:
        font, size, step = font or self._font, size or self._size, step or self._pitch
        for line in self._wrapped(text, RIGHT - left, font, size):
            self._room(step)
            self._y -= step
            self._canvas.setFont(font, size)
            self._canvas.drawString(left, self._y, line)

    def _room(self, step: float) -> None:
        if self._y - step < FOOT + 10 * len(self._notes):
            self.turn()

    @staticmethod
    def _wrapped(text: str, width: float, font: str, size: float) -> list[str]:
        from reportlab.lib.utils import simpleSplit

        return list(simpleSplit(text, font, size, width))

    def _row(self, cells: list[str], widths: list[float], rules: bool) -> None:
        wrapped = [
            self._wrapped(cell, width - 12, self._font, self._size) for cell, width in zip(cells, widths, strict=True)
        ]
        rest = max(len(lines) for lines in wrapped)
        start = 0
        while rest:
            fit = max(min(rest, int((self._y - FOOT - 4) // self._pitch)), 0)
            if fit:
                self._cells([lines[start : start + fit] for lines in wrapped], widths, fit, rules)
            start, rest = start + fit, rest - fit
            if rest:
                self.turn()

    def _cells(self, columns: list[list[str]], widths: list[float], height: int, rules: bool) -> None:
        canvas, left = self._canvas, LEFT
        bottom = self._y - height * self._pitch - 4
        for lines, width in zip(columns, widths, strict=True):
            canvas.setFont(self._font, self._size)
            for place, line in enumerate(lines):
                canvas.drawString(left + 6, self._y - (place + 1) * self._pitch, line)
            if rules:
                canvas.rect(left, self._y, width, 0.5, stroke=0, fill=1)
                canvas.rect(left, bottom, width, 0.5, stroke=0, fill=1)
                canvas.rect(left, bottom, 0.5, self._y - bottom, stroke=0, fill=1)
                canvas.rect(left + width, bottom, 0.5, self._y - bottom, stroke=0, fill=1)
            left += width
        self._y = bottom


@pytest.fixture(scope="session")
def sheet() -> Callable[..., Sheet]:
    """Starts a new drawn report."""
    return Sheet


@pytest.fixture
def page(tmp_path: Path) -> Callable[[str], Reading]:
    """Reads a web page with these words in it."""

    def read(words: str) -> Reading:
        path = tmp_path / "page.html"
        path.write_text(f"<h1>Report on services in Anytown</h1>{words}", encoding="utf-8")
        return read_file(path)

    return read
