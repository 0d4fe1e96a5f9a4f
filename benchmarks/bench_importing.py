"""Somebody's own plan read and understood, in whole processes: 5,000 rows of a workbook, 60 pages of a PDF."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

ROWS, PAGES, ROWS_A_PAGE, ROUNDS = 5_000, 60, 14, 3
HEADINGS = ("No", "Recommendation", "Action", "Lead", "By when", "RAG", "Progress", "Success measure")
READ = """
import sys
from datetime import date
from pathlib import Path
from tracker.domain.foreign.understand import understand
from tracker.foreign_file import foreign_file
print(understand(foreign_file(Path(sys.argv[1])), date(2026, 11, 30)).rows)
"""


def _row(number: int) -> tuple[str, ...]:
    day = date(2025, 1, 1) + timedelta(number % 300)
    return (
        f"{number // 10 + 1}.{number % 10 + 1}",
        f"Improve part {number // 10} of the practice for children who need help",
        f"The partnership will take action {number} to improve practice for all children in the county",
        ("Ann Poole", "Tom Reed", "Eve Hall")[number % 3],
        day.strftime("%d/%m/%Y"),
        ("Green", "Amber", "Red")[number % 3],
        "12/03/24: Begun.\n14/05/24: Gone on with partners.",
        "Plans on time",
    )


def _workbook(path: Path) -> None:
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Plan")
    sheet.append(HEADINGS)
    for number in range(ROWS):
        sheet.append(_row(number))
    book.save(path)


def _pdf(path: Path) -> None:
    from reportlab.lib.colors import black
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.lib.styles import getSampleStyleSheet
    from reportlab.platypus import PageBreak, Paragraph, SimpleDocTemplate, Table, TableStyle

    style, look = getSampleStyleSheet()["BodyText"], TableStyle([("GRID", (0, 0), (-1, -1), 0.5, black)])
    story: list[object] = []
    for page in range(PAGES):
        rows = [HEADINGS, *(_row(page * ROWS_A_PAGE + n) for n in range(ROWS_A_PAGE))]
        story += [Table([[Paragraph(words, style) for words in row] for row in rows], style=look), PageBreak()]
    SimpleDocTemplate(str(path), pagesize=landscape(A3), topMargin=20, bottomMargin=20).build(story)


def measure() -> dict[str, dict[str, float]]:
    """Seconds, processor seconds and the most memory (MB) of the best of three readings of each."""
    makers: dict[str, Callable[[Path], None]] = {"plan.xlsx": _workbook, "plan.pdf": _pdf}
    found = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, make in makers.items():
            path = Path(folder) / name
            make(path)
            found[name] = min((_once(path) for _ in range(ROUNDS)), key=_processor)
            told = found[name]
            spent = f"{told['s']:6.2f} s  {told['cpu_s']:6.2f} s of processor  {told['mb']:5.0f} MB"
            print(f"{name:10} {told['rows']:6.0f} rows  {spent}")
    return found


def _processor(once: dict[str, float]) -> float:
    return once["cpu_s"]


def _once(path: Path) -> dict[str, float]:
    begun = time.monotonic()
    process = subprocess.Popen([sys.executable, "-c", READ, str(path)], stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    rows = int(process.stdout.read())
    _, status, used = os.wait4(process.pid, 0)
    if status:
        raise RuntimeError(f"{path.name} was not read")
    took = round(time.monotonic() - begun, 2)
    return {"rows": rows, "s": took, "cpu_s": round(used.ru_utime + used.ru_stime, 2), "mb": used.ru_maxrss / 1024}


if __name__ == "__main__":
    measure()
