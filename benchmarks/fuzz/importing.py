"""Reads damaged plans of other people by the thousand: each gives a draft or a refusal in words, within ten seconds.

    python -m benchmarks.fuzz.importing --inputs 2000 --seed 1

Every input follows from its number alone, as in `fuzz.reading`: `--only N` makes input N again and shows its traceback.
"""

from __future__ import annotations

import argparse
import io
import json
import sys
import tempfile
import time
from collections import Counter
from datetime import date
from pathlib import Path

from benchmarks.fuzz.reading import HANG, mutated, shown

HEADINGS = ("No", "Recommendation", "Action", "Lead", "Agency", "By when", "RAG", "Progress", "Q1 2024/25")
ROWS = [
    (
        str(n), f"Improve part {n // 3} of practice", f"1. Write guide {n}\n2. Send guide {n}" if n % 4 else f"Ask {n}",
        ("Ann Poole (Head of Service)", "TBC", "Tom Reed / Police")[n % 3], "ICB; Police",
        ("31.3.24", "Q2 2024/25", "Ongoing")[n % 3], ("Green", "Blue", "A", "")[n % 4],
        f"12/03/24: Begun {n}\n14/05/24: Gone on", f"{n}%",
    )
    for n in range(24)
]  # fmt: skip
DAY = date(2026, 11, 30)


def seeds() -> list[tuple[str, bytes]]:
    """The sound plans that inputs are made from, by file name; workbooks twice as often."""
    book = ("plan.xlsx", _xlsx())
    return [book, book, ("plan.docx", _docx()), ("plan.pdf", _pdf()), ("plan.html", _html()), ("plan.csv", _csv())]


def _xlsx() -> bytes:
    from openpyxl import Workbook
    from openpyxl.comments import Comment
    from openpyxl.styles import Font, PatternFill

    book, buffer = Workbook(), io.BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Plan"])
    sheet.merge_cells("A1:I1")
    sheet.append(HEADINGS)
    for row in ROWS:
        sheet.append(row)
    for at in range(3, 20):
        sheet.cell(at, 7).fill = PatternFill("solid", fgColor="FF0000" if at % 2 else "00B050")
        sheet.cell(at, 6).value = date(2024, 1, at) if at % 3 else sheet.cell(at, 6).value
    sheet["C5"].comment, sheet["C6"].font = Comment("Ask Tom", "Ann"), Font(strike=True)
    sheet["A40"] = "=SUM(A3:A9)"
    book.create_sheet("Lists").append(["Green", "Amber"])
    book.save(buffer)
    return buffer.getvalue()


def _docx() -> bytes:
    import docx

    document, buffer = docx.Document(), io.BytesIO()
    document.add_heading("Recommendation 1: Improve plans")
    table = document.add_table(rows=0, cols=len(HEADINGS))
    for row in (HEADINGS, *ROWS[:12]):
        for cell, words in zip(table.add_row().cells, row, strict=True):
            cell.text = words
    table.cell(1, 1).merge(table.cell(3, 1))
    document.save(buffer)
    return buffer.getvalue()


def _pdf() -> bytes:
    from reportlab.lib.colors import black, red
    from reportlab.lib.pagesizes import A3, landscape
    from reportlab.platypus import SimpleDocTemplate, Table, TableStyle

    buffer = io.BytesIO()
    style = TableStyle(
        [("GRID", (0, 0), (-1, -1), 0.5, black), ("SPAN", (1, 1), (1, 3)), ("BACKGROUND", (6, 2), (6, 2), red)]
    )
    table = Table([HEADINGS, *(list(row) for row in ROWS)], style=style, repeatRows=1)
    SimpleDocTemplate(buffer, pagesize=landscape(A3), invariant=1).build([table])
    return buffer.getvalue()


def _html() -> bytes:
    rows = "".join("<tr>" + "".join(f"<td>{words}</td>" for words in row) + "</tr>" for row in (HEADINGS, *ROWS))
    return f"<html><body><h1>Plan</h1><table>{rows}</table></body></html>".encode()


def _csv() -> bytes:
    return "\n".join(";".join(f'"{words}"' for words in row) for row in (HEADINGS, *ROWS)).encode("cp1252")


def attempt(data: bytes, name: str, folder: Path) -> str:
    """ "read", "refused" (a UserError with words), or the fault met."""
    from tracker.domain.foreign.understand import understand
    from tracker.errors import UserError
    from tracker.foreign_file import foreign_file

    path = folder / name
    path.write_bytes(data)
    try:
        draft = understand(foreign_file(path), DAY)
    except UserError as fault:
        return "refused" if fault.message and fault.hint else "refused without a hint"
    except Exception as fault:  # noqa: BLE001 - any other fault is what is being looked for
        return f"{type(fault).__name__}: {fault}"
    finally:
        path.unlink()
    counted = Counter(one.outcome.value for one in draft.outcomes)
    return "read" if counted.total() == draft.rows else "rows unaccounted for"


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--inputs", type=int, default=2000)
    parser.add_argument("--seed", type=int, default=1, help="the first input's number is SEED times a million")
    parser.add_argument("--only", type=int, help="make this input again and read it here")
    arguments = parser.parse_args()
    sound, counts, slowest, faults = seeds(), Counter[str](), (0.0, ""), []
    with tempfile.TemporaryDirectory() as folder:
        if arguments.only is not None:
            return _again(*mutated(arguments.only, sound))
        for number in range(arguments.seed * 1_000_000, arguments.seed * 1_000_000 + arguments.inputs):
            name, data = mutated(number, sound)
            begun = time.monotonic()
            outcome = attempt(data, name, Path(folder))
            took = round(time.monotonic() - begun, 2)
            slowest = max(slowest, (took, name))
            counts[outcome if took < HANG else "too slow"] += 1
            if outcome not in ("read", "refused") or took >= HANG:
                faults.append(f"{name}: {outcome} ({took} s)")
                print(faults[-1], flush=True)
    print(json.dumps({"inputs": arguments.inputs, "came to": counts, "slowest": slowest, "faults": faults}, indent=1))
    return 1 if faults else 0


def _again(name: str, data: bytes) -> int:
    from tracker.domain.foreign.understand import understand
    from tracker.foreign_file import foreign_file

    return shown(name, data, lambda path: understand(foreign_file(path), DAY).rows)


if __name__ == "__main__":
    sys.exit(main())
