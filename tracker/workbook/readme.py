"""The first sheet: what the workbook is, for whom, and what to do with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.dates.dates import show
from tracker.domain.plan.records import Kind
from tracker.domain.plan.scope import Scope
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.cells import clean
from tracker.workbook import looks
from tracker.workbook.columns import README, SHEETS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

WIDTH = 106
"""Characters across the sheet."""
STEPS = (
    "Go to the sheet “Actions”. Every row is one action of the plan.",
    "Type in the white cells. Grey cells are worked out by the tracker and are not read back.",
    "Say how an action is going in the green column “New update”. Earlier updates stay as they were.",
    (
        "If a date must move, type the new one under “Due” and say why under “Reason for new date”. Once the plan is "
        "agreed this asks for an extension; the old date stands until someone else approves it."
    ),
    (
        "To add an action, use the first empty row under the list and leave “Ref” empty. Give a title, and under "
        "“For” the reference of what it answers, such as R3."
    ),
    "A new owner may simply be typed: keep the name when you are asked.",
    "Save it as an Excel workbook (.xlsx) under any name, and send it back to whoever sent it to you.",
)
NOTES = (
    "You may sort, filter, hide, widen and re-order columns, and add columns of your own: those are not read.",
    (
        "Deleting a row deletes nothing from the plan. To drop an action, set “Delivery” to superseded or not adopted "
        "and give the reason."
    ),
    "Copying a row copies its hidden number. For a new action clear “Ref” in the copy.",
    "Comments and colours are not read. Please use “New update”.",
    (
        "If someone else has changed the same cell meanwhile, both versions are shown to a person who chooses. Nothing "
        "is overwritten unseen."
    ),
    "“Actions” prints its main columns on A4, across. The columns further right are for the screen.",
)


def write(ws: Worksheet, snapshot: Snapshot, as_at: date, scope: Scope) -> None:
    """Writes the sheet that opens first."""
    ws.title = README
    ws.sheet_view.showGridLines = False
    for letter, width in (("A", 2), ("B", 4), ("C", 18), ("D", 84)):
        ws.column_dimensions[letter].width = width
    row = _head(ws, snapshot, as_at, scope)
    row = _listed(ws, row, "What to do", tuple((f"{n}.", text) for n, text in enumerate(STEPS, start=1)))
    row = _listed(ws, row, "The sheets", _sheets(scope))
    row = _listed(ws, row, "Good to know", tuple(("•", text) for text in NOTES))
    ws.print_area = f"A1:D{row - 2}"
    title = snapshot.plan.title
    looks.set_up_page(ws, title=title, left=snapshot.plan.marking or "", right=f"As at {show(as_at)}", landscape=False)


def _head(ws: Worksheet, snapshot: Snapshot, as_at: date, scope: Scope) -> int:
    plan = snapshot.plan
    row = 1
    if plan.marking:
        row = _line(ws, row, plan.marking, size=looks.SIZE, bold=True, colour=looks.ALARM_INK)
    row = _line(ws, row, plan.title or "Improvement plan", size=16, bold=True, colour=looks.NAVY)
    whose = f"The return of {scope.name}" if scope.name else "The whole plan"
    row = _line(ws, row, f"{whose}, to be filled in and sent back", size=11, colour=looks.SLATE) + 1
    facts = (
        ("For", scope.name or "Everyone with an action in this plan"),
        ("As at", show(as_at)),
        ("Actions in it", str(len(scope.records[Kind.ACTION]))),
        ("Plan stands at", f"change {snapshot.number}, {snapshot.head[:8]}"),
    )
    for label, said in facts:
        _pair(ws, row, label, said)
        row += 1
    return row + 1


def _sheets(scope: Scope) -> tuple[tuple[str, str], ...]:
    return tuple(
        (sheet.title, sheet.about) for sheet in SHEETS if sheet.kind is not Kind.FINDING or scope.records[Kind.FINDING]
    )


def _line(ws: Worksheet, row: int, said: str, *, size: int, bold: bool = False, colour: str = looks.INK) -> int:
    _say(ws, row, (2, 4), said, size=size, bold=bold, colour=colour)
    lines = looks.lines_of(said, WIDTH * looks.SIZE // size)
    ws.row_dimensions[row].height = lines * size * 1.4 + looks.PADDING
    return row + 1


def _listed(ws: Worksheet, row: int, heading: str, items: tuple[tuple[str, str], ...]) -> int:
    _say(ws, row, (2, 4), heading)
    for at in (2, 3, 4):
        looks.dress_header(ws.cell(row, at))
    ws.row_dimensions[row].height = 20
    for at, (mark, said) in enumerate(items, start=row + 1):
        _pair(ws, at, mark, said)
    return row + len(items) + 2


def _pair(ws: Worksheet, row: int, label: str, said: str) -> None:
    """A label with what is said beside it; a number or a bullet takes less room than a word."""
    split = 2 if len(label) < 3 else 3
    _say(ws, row, (2, split), label, bold=split == 3)
    _say(ws, row, (split + 1, 4), said)
    lines = looks.lines_of(said, WIDTH - (4 if split == 2 else 22))
    ws.row_dimensions[row].height = looks.LINE_HEIGHT * lines + looks.PADDING


def _say(
    ws: Worksheet, row: int, across: tuple[int, int], said: str, *,
    size: int = looks.SIZE, bold: bool = False, colour: str = looks.INK,
) -> None:  # fmt: skip
    first, last = across
    cell = ws.cell(row, first)
    looks.write_text(cell, clean(said))
    if last > first:
        ws.merge_cells(start_row=row, start_column=first, end_row=row, end_column=last)
    looks.dress_words(cell, size=size, bold=bold, colour=colour)
