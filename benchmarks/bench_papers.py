"""The board paper of 100, 1,000 and 5,000 actions with all appendices, beside plain ReportLab setting the same words.

Each is made in a whole process of its own. It says which targets are missed.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from io import BytesIO
from pathlib import Path
from typing import Any

SIZES = (100, 1_000, 5_000)
ROUNDS = 3
ROWS_A_PART = 30
"""The library's own table measures all that is left of it at every page: the peer gets it in parts."""
TARGETS = {"ratio": 1.5, "exponent": 1.05, "cpu_s_1000": 10.0}
"""At most: processor time beside the peer's, its growth beside the pages', and seconds for a thousand actions."""

ONE = """
import sys
from benchmarks.bench_papers import one_turn
one_turn(*sys.argv[1:])
"""
FIGURES = """
import sys
from benchmarks.bench_papers import keep_data
keep_data(*sys.argv[1:])
"""


@dataclass
class Plain:
    """The same words as the library sets them by itself: paragraphs and tables, without structure."""

    palette: Any
    flowables: list[Any] = field(default_factory=list)

    def heading(self, level: int, text: str, *, bookmark: bool = True) -> None:
        """A heading."""
        from tracker.papers.paper import markup

        self._add(markup(text), f"h{level}")

    def text(self, words: str, name: str = "body", *, keep: bool = False) -> None:
        """A paragraph."""
        self._add(words, name)

    def items(self, lines: Sequence[str]) -> None:
        """A list as paragraphs."""
        for line in lines:
            self._add(line, "item")

    def table(self, heads: Sequence[str], widths: Sequence[float], rows: Sequence[Any]) -> None:
        """A table in parts of some rows."""
        from reportlab.platypus import Table

        from tracker.papers.paper import markup
        from tracker.papers.styles import TEXT_WIDTH

        scaled = [TEXT_WIDTH * width / sum(widths) for width in widths]
        head = [[self._set(markup(words), "head") for words in heads]] if heads else []
        for first in range(0, len(rows), ROWS_A_PART):
            part = rows[first : first + ROWS_A_PART]
            grid = head + [[self._cell(cell) for cell in row.cells] for row in part]
            across = [(("SPAN", (0, at), (-1, at))) for at, row in enumerate(grid) if len(row) == 1 < len(widths)]
            wide = [row + [""] * (len(widths) - len(row)) for row in grid]
            self.flowables.append(Table(wide, scaled, repeatRows=len(head), splitInRow=1, style=across))

    def picture(self, chart: Any) -> None:
        """A drawing."""
        self.flowables.append(chart.drawing)

    def contents(self) -> None:
        """The list of contents is left to the other."""

    def page_break(self) -> None:
        """So are its page breaks."""

    def _add(self, words: str, name: str) -> None:
        self.flowables.append(self._set(words, name))

    def _set(self, words: str, name: str) -> Any:
        from reportlab.platypus import Paragraph

        from tracker.papers.fonts import printable
        from tracker.papers.styles import style

        return Paragraph(printable(words), style(name))

    def _cell(self, cell: Any) -> list[Any]:
        return [self._set(words, "head" if cell.header else cell.style) for words in cell.paragraphs]


def plain_pdf(data: Any) -> bytes:
    """The board paper as the library alone makes it."""
    from reportlab.platypus import SimpleDocTemplate

    from tracker.papers.charts import LIGHT
    from tracker.papers.contents import write
    from tracker.papers.fonts import register_fonts
    from tracker.papers.styles import BOTTOM, MARGIN, PAGE, TOP

    register_fonts()
    story = Plain(LIGHT)
    write(story, data, "board")
    sheet = BytesIO()
    document = SimpleDocTemplate(
        sheet, pagesize=PAGE, leftMargin=MARGIN, rightMargin=MARGIN, topMargin=TOP, bottomMargin=BOTTOM, invariant=1
    )
    document.build(story.flowables)
    return sheet.getvalue()


def one_turn(plan: str, what: str) -> None:
    """Makes a paper of a plan and prints what it took as one line of JSON."""
    import pickle
    import resource
    import time

    from tracker.papers.board_pdf import board_pdf

    data = pickle.loads(Path(plan).read_bytes())
    make: Callable[[Any], bytes] = board_pdf if what == "ours" else plain_pdf
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    started = time.process_time()
    made = make(data)
    took = time.process_time() - started
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps({
        "cpu_s": took, "mb": used, "mb_before": before, "kb": len(made) / 1024, "pages": pages_of(made),
        "sha256": hashlib.sha256(made).hexdigest(),
    }))  # fmt: skip


def pages_of(pdf: bytes) -> int:
    """How many pages a PDF has."""
    from pypdfium2 import PdfDocument

    document = PdfDocument(pdf)
    try:
        return len(document)
    finally:
        document.close()


def keep_data(size: str, plan: str, target: str) -> None:
    """Makes a plan of so many actions, and all that its board paper shows, as a file."""
    import pickle
    import time

    from benchmarks.large_plan import DAY, Size, make
    from tracker.db.store import open_store
    from tracker.domain.board.board import board_data

    make(Path(plan), Size.of(int(size)))
    store = open_store(plan)
    try:
        snapshot = store.snapshot()
    finally:
        store.close()
    started = time.process_time()
    data = board_data(snapshot, DAY)
    print(json.dumps({"cpu_s": time.process_time() - started}))
    Path(target).write_bytes(pickle.dumps(data))


def measure(sizes: Sequence[int] = SIZES, rounds: int = ROUNDS) -> dict[str, Any]:
    """The least processor time of some turns, pages, memory and sizes of each, and what grows faster than its pages."""
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            plan, data = Path(folder) / f"{size}.plan", Path(folder) / f"{size}.data"
            figures = _run(FIGURES, str(size), str(plan), str(data))
            found[str(size)] = {"figures_s": figures["cpu_s"], **_beside(str(data), rounds)}
            print(_line(size, found[str(size)]), flush=True)
    found["missed"] = [*_missed(found, sizes)]
    for said in found["missed"]:
        print(f"missed: {said}")
    return found


def _beside(data: str, rounds: int) -> dict[str, Any]:
    turns: dict[str, list[dict[str, Any]]] = {"ours": [], "plain": []}
    for _ in range(rounds):
        for what, kept in turns.items():
            kept.append(_run(ONE, data, what))
    best = {what: min(kept, key=lambda turn: turn["cpu_s"]) for what, kept in turns.items()}
    same = len({turn["sha256"] for turn in turns["ours"]}) == 1
    return {**best, "ratio": best["ours"]["cpu_s"] / best["plain"]["cpu_s"], "same_bytes": same}


def _run(program: str, *words: str) -> dict[str, Any]:
    """What a process of its own says. Its peak counts what this one held when it began: it must stay small."""
    environment = {**os.environ, "PYTHONHASHSEED": "random"}
    done = subprocess.run(
        [sys.executable, "-c", program, *words], check=True, capture_output=True, text=True, env=environment
    )
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


def _line(size: int, one: dict[str, Any]) -> str:
    ours, plain = one["ours"], one["plain"]
    return (
        f"{size:6,} actions: {ours['pages']} pages, {ours['cpu_s']:.2f} s, {ours['mb'] - ours['mb_before']:.0f} MB, "
        f"{ours['kb']:,.0f} kB; plain {plain['pages']} pages, {plain['cpu_s']:.2f} s, "
        f"{plain['mb'] - plain['mb_before']:.0f} MB, {plain['kb']:,.0f} kB: {one['ratio']:.2f} times; figures "
        f"{one['figures_s']:.2f} s"
    )


def _missed(found: dict[str, Any], sizes: Sequence[int]) -> Iterator[str]:
    for size in sizes:
        one = found[str(size)]
        if size > SIZES[0] and one["ratio"] > TARGETS["ratio"]:
            yield f"{size:,} actions take {one['ratio']:.2f} times the peer's time, {TARGETS['ratio']} at most"
        if not one["same_bytes"]:
            yield f"{size:,} actions made two papers that differ"
        if size == 1_000 and one["ours"]["cpu_s"] > TARGETS["cpu_s_1000"]:
            yield f"{size:,} actions take {one['ours']['cpu_s']:.1f} s, {TARGETS['cpu_s_1000']} at most"
    first, last = (found[str(size)]["ours"] for size in (sizes[0], sizes[-1]))
    if first["pages"] < last["pages"]:
        found["exponent"] = math.log(last["cpu_s"] / first["cpu_s"]) / math.log(last["pages"] / first["pages"])
        print(f"grows by the power of {found['exponent']:.3f} of its pages")
        if found["exponent"] > TARGETS["exponent"]:
            yield f"it grows by the power of {found['exponent']:.3f} of its pages, {TARGETS['exponent']} at most"
