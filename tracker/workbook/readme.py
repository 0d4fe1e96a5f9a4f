"""The first sheet: what the workbook is, for whom, and what to do with it."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open, is_overdue
from tracker.domain.meetings.rounds import answer_by, open_rounds
from tracker.domain.plan.records import Action, Kind
from tracker.domain.plan.scope import Scope
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.domain.workbook.cells import clean
from tracker.workbook import looks
from tracker.workbook.columns import NIL_LABEL, OPTIONAL, README, SHEETS

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

LABELS, WORDS = 18, 88
"""Characters of the column of labels and of that of words."""
STEPS = (
    "Go to the sheet “Actions”. Every row is one action of the plan; the first green cell is where you begin.",
    "Say how each action is going under “New update”, and choose its “Delivery” and “Forecast”. Earlier updates stay.",
    (
        "If a date must move, type the new one under “Due” and say why under “Reason for new date” (press the + above "
        "the columns). Once the plan is agreed this asks for an extension; the old date stands until it is approved."
    ),
    (
        "To add an action, use the first empty row under the list and leave “Ref” empty. Give a title, and under “For” "
        "the reference of what it answers, such as R3."
    ),
    "If there is nothing to report on any of your actions, choose yes beside “Nothing to report?” above.",
    "A new owner may simply be typed: keep the name when you are asked.",
    "Save it as an Excel workbook (.xlsx) under any name, and send it back to whoever sent it to you.",
)
NOTES = (
    "Further columns (owner, agency, dates, what the inspectors said) stand in a closed group: press the + above them.",
    "Grey cells are worked out by the tracker and are not read back.",
    "You may filter, hide, widen and re-order columns, and add columns of your own: those are not read.",
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
)
LOCKED = (
    "Cells that are the tracker's own are locked. If you need to sort, or the + does not open, choose Review, then "
    "Unprotect Sheet: there is no password."
)


def write(ws: Worksheet, snapshot: Snapshot, as_at: date, scope: Scope) -> None:
    """Writes the sheet that opens first."""
    ws.title = README
    ws.sheet_view.showGridLines = False
    for letter, width in (("A", 2), ("B", LABELS), ("C", WORDS)):
        ws.column_dimensions[letter].width = width
    row = _head(ws, snapshot, as_at, scope)
    row = _listed(ws, row, "What to do", tuple((f"{n}.", text) for n, text in enumerate(STEPS, start=1)))
    row = _listed(ws, row, "The sheets", _sheets(scope))
    notes = (*NOTES, LOCKED) if scope.name else NOTES
    row = _listed(ws, row, "Good to know", tuple(("•", text) for text in notes))
    ws.print_area = f"A1:C{row - 2}"
    title = snapshot.plan.title
    looks.set_up_page(ws, title=title, left=snapshot.plan.marking or "", right=f"As at {show(as_at)}", landscape=False)


def _head(ws: Worksheet, snapshot: Snapshot, as_at: date, scope: Scope) -> int:
    plan = snapshot.plan
    row = 1
    if plan.marking:
        row = _line(ws, row, plan.marking, size=looks.SIZE, bold=True, colour=looks.ALARM_INK)
    row = _line(ws, row, own_line(snapshot, as_at, scope), size=14, bold=True, colour=looks.NAVY)
    row = _line(ws, row, plan.title or "Improvement plan", size=11, bold=True) + 1
    facts = (
        ("For", f"The return of {scope.name}" if scope.name else "Everyone with an action in this plan"),
        ("As at", show(as_at)),
        ("Plan stands at", f"change {snapshot.number}, {snapshot.head[:8]}"),
    )
    for label, said in facts:
        _pair(ws, row, label, said)
        row += 1
    if scope.name:
        _ask_nil_return(ws, row)
        row += 1
    return row + 1


def _ask_nil_return(ws: Worksheet, row: int) -> None:
    """A cell in which a nil return is ticked."""
    from openpyxl.worksheet.datavalidation import DataValidation

    _pair(ws, row, NIL_LABEL, "")
    tick = ws.cell(row, 3)
    looks.tint(tick, looks.SHADE, looks.INK)
    rule = DataValidation(
        type="list", formula1='"yes"', allow_blank=True, showErrorMessage=True, showInputMessage=True,
        promptTitle=NIL_LABEL, prompt="Choose yes if there is nothing to report on any of your open actions.",
        errorTitle=NIL_LABEL, error="Choose yes, or leave it empty.",
    )  # fmt: skip
    rule.add(tick.coordinate)
    ws.add_data_validation(rule)


def own_line(snapshot: Snapshot, as_at: date, scope: Scope) -> str:
    """What waits for whoever the workbook is for: "Ann Lee: 4 actions, 1 overdue; please answer by 14 Jun 2026"."""
    waiting = [a for a in scope.records[Kind.ACTION] if isinstance(a, Action) and is_open(a)]
    late = sum(is_overdue(action, as_at) for action in waiting)
    said = how_many(len(waiting), "open action") + (f", {late} overdue" if late else "")
    by = next(filter(None, (answer_by(asked, as_at) for asked in reversed(open_rounds(snapshot)))), "")
    return f"{scope.name or 'The whole plan'}: {said}{by and f'; {by}'}"


def _sheets(scope: Scope) -> tuple[tuple[str, str], ...]:
    return tuple(
        (sheet.title, sheet.about) for sheet in SHEETS if sheet.kind not in OPTIONAL or scope.records[sheet.kind]
    )


def _line(ws: Worksheet, row: int, said: str, *, size: int, bold: bool = False, colour: str = looks.INK) -> int:
    """Words across the sheet: they run on over the empty cells beside them."""
    _say(ws, row, 2, said, size=size, bold=bold, colour=colour, wrap=False)
    ws.row_dimensions[row].height = size * 1.4 + looks.PADDING
    return row + 1


def _listed(ws: Worksheet, row: int, heading: str, items: tuple[tuple[str, str], ...]) -> int:
    _say(ws, row, 2, heading)
    for at in (2, 3):
        looks.dress_header(ws.cell(row, at))
    ws.row_dimensions[row].height = 20
    for at, (mark, said) in enumerate(items, start=row + 1):
        _pair(ws, at, mark, said)
    return row + len(items) + 2


def _pair(ws: Worksheet, row: int, label: str, said: str) -> None:
    """A label with what is said beside it."""
    _say(ws, row, 2, label, bold=len(label) > 2)
    _say(ws, row, 3, said)
    ws.row_dimensions[row].height = looks.LINE_HEIGHT * looks.lines_of(said, WORDS) + looks.PADDING


def _say(
    ws: Worksheet, row: int, at: int, said: str, *,
    size: int = looks.SIZE, bold: bool = False, colour: str = looks.INK, wrap: bool = True,
) -> None:  # fmt: skip
    cell = ws.cell(row, at)
    looks.write_text(cell, clean(said))
    looks.dress_words(cell, size=size, bold=bold, colour=colour, wrap=wrap)
