"""The workbook that goes out to be filled in and comes home: whole, or one agency's or owner's return."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.dates.dates import show
from tracker.domain.guard.leaving import BLANK
from tracker.domain.plan.records import Kind, Record
from tracker.domain.plan.scope import Scope, scope_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.cells import CellValue, Teller, clean, teller
from tracker.domain.workbook.returned import ANSWERS, Edit, SentRow, fingerprint
from tracker.workbook import columns, looks, origin, prompts, readme
from tracker.workbook.columns import FIRST, HIDDEN, SHEETS, VERSION_LABEL, Choice, Column, Sheet
from tracker.workbook.files import Body, cell_words, row_words, save
from tracker.workbook.prompts import SPARE_ROWS

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

UNPRINTED_LINES = 3
"""Lines that a column beyond the printed ones may ask for, lest it stretch every row on paper."""
TITLE = "Improvement tracker: this sheet lets the workbook come home. Leave it as it is."
LISTS_FROM = 4


@dataclass(frozen=True, slots=True)
class Written:
    """A workbook that was written, and how many records of each kind it holds."""

    path: Path
    counts: dict[Kind, int] = field(default_factory=dict)


@dataclass
class _Work:
    """What the sheets share while a workbook is made."""

    snapshot: Snapshot
    as_at: date
    scope: Scope
    workbook: Workbook
    styles: looks.Styles
    lists: dict[Choice, str]
    bodies: dict[str, Body] = field(default_factory=dict)
    """The rows of each sheet, made as they are written."""
    sent: list[str] = field(default_factory=list)
    """What the hidden sheet says of each row."""


def write_workbook(snapshot: Snapshot, path: str | Path, *, as_at: date, for_name: str | None = None) -> Written:
    """The workbook of the plan at `snapshot`, or the return of one person or agency, written to `path`.

    It carries the number and hash of the change it was made at, so that what comes back can be told from what went
    out. Raises UserError where nobody is called `for_name`, or the file cannot be written.
    """
    from openpyxl import Workbook

    scope = scope_of(snapshot, for_name)
    workbook = Workbook()
    looks.use_font(workbook)
    work = _Work(snapshot, as_at, scope, workbook, looks.Styles(), {})
    facts = facts_of(snapshot, as_at, scope)
    readme.write(workbook.active, snapshot, as_at, scope)
    hidden = workbook.create_sheet(HIDDEN)
    _write_hidden(hidden, facts, work)
    for sheet in SHEETS:
        if sheet.kind not in columns.OPTIONAL or scope.records[sheet.kind]:
            _write_sheet(workbook.create_sheet(sheet.title, index=len(workbook.sheetnames) - 1), sheet, work)
    work.bodies[HIDDEN] = Body("", lambda: _write_sent(hidden, work))
    _set_properties(workbook, facts, snapshot)
    save(workbook, Path(path), work.bodies)
    return Written(Path(path), {kind: len(found) for kind, found in scope.records.items()})


def facts_of(snapshot: Snapshot, as_at: date, scope: Scope) -> dict[str, str]:
    """What the workbook must know to come home: kept as strings, since programs turn numbers into floats."""
    return {
        "TrackerPlan": str(snapshot.plan.id),
        "TrackerSchema": columns.SCHEMA,
        "TrackerChange": str(snapshot.number),
        "TrackerHead": snapshot.head,
        "TrackerAsAt": as_at.isoformat(),
        "TrackerFor": scope.name or "",
    }


def _set_properties(workbook: Workbook, facts: dict[str, str], snapshot: Snapshot) -> None:
    from openpyxl.packaging.custom import StringProperty

    for name, value in facts.items():
        if value:
            workbook.custom_doc_props.append(StringProperty(name=name, value=clean(value)))
    workbook.properties.title = clean(snapshot.plan.title)
    workbook.properties.creator = "Improvement tracker"
    workbook.properties.language = "en-GB"
    workbook.properties.created = datetime.fromisoformat(facts["TrackerAsAt"])


def _write_hidden(ws: Worksheet, facts: dict[str, str], work: _Work) -> None:
    looks.write_text(ws.cell(1, 1), TITLE)
    for row, (name, value) in enumerate(facts.items(), start=2):
        looks.write_text(ws.cell(row, 1), name)
        looks.write_text(ws.cell(row, 2), clean(value))
    snapshot = work.snapshot
    people = [p.name for p in work.scope.records[Kind.PERSON] if getattr(p, "active_to", None) is None]  # type: ignore[attr-defined]
    agencies = [agency.name for agency in snapshot.agencies if agency.active_to is None]
    for offset, (choice, names) in enumerate(((Choice.PEOPLE, people), (Choice.AGENCIES, agencies))):
        at = LISTS_FROM + offset
        for row, name in enumerate(sorted(set(names), key=str.casefold), start=1):
            looks.write_text(ws.cell(row, at), clean(name))
        if names:
            letter = ws.cell(1, at).column_letter
            work.lists[choice] = f"'{HIDDEN}'!${letter}$1:${letter}${len(set(names))}"
    ws.sheet_state = "hidden"


def _write_sent(ws: Worksheet, work: _Work) -> Iterator[str]:
    """Names every row that went out, so that a return can speak only of what it carries."""
    for row, words in enumerate((columns.ROWS_LABEL, *work.sent), start=1):
        looks.write_text(ws.cell(row, columns.ROWS_AT), words)
    return iter(())


def _write_sheet(ws: Worksheet, sheet: Sheet, work: _Work) -> None:
    records = work.scope.records[sheet.kind]
    _write_headings(ws, sheet)
    last = len(records) + 1
    prompts.write(ws, sheet, last, work.lists)
    _write_view(ws, sheet, last, work)
    end = ws.cell(1, FIRST + len(sheet.columns) - 1).column_letter
    work.bodies[ws.title] = Body(f"A1:{end}{last + sheet.blank_rows}", lambda: _rows(ws, sheet, records, work))


def _write_headings(ws: Worksheet, sheet: Sheet) -> None:
    for at, label in enumerate((sheet.id_label, VERSION_LABEL), start=1):
        looks.write_text(ws.cell(1, at), label)
        ws.column_dimensions[ws.cell(1, at).column_letter].hidden = True
    for at, column in enumerate(sheet.columns, start=FIRST):
        cell = ws.cell(1, at)
        looks.write_text(cell, column.label)
        looks.dress_header(cell, _heading_colour(column), side=looks.side_of(column.type))
        ws.column_dimensions[cell.column_letter].width = column.width
    ws.row_dimensions[1].height = 30


def _heading_colour(column: Column) -> str:
    if column.name in ANSWERS:
        return looks.GREEN
    return looks.SLATE if column.edit is Edit.NEVER else looks.NAVY


@dataclass(frozen=True, slots=True)
class _Slot:
    """A column of one sheet as its rows are written: where it stands, what tells its cells, how they look."""

    letter: str
    column: Column
    tell: Teller | None
    lines: int
    """Lines that a cell may ask for."""


def _rows(ws: Worksheet, sheet: Sheet, records: Sequence[Record], work: _Work) -> Iterator[str]:
    """The sheet's rows below its headings, each made as it is written: those of the records, then the empty ones."""
    slots = [
        _Slot(
            ws.cell(1, at).column_letter, column,
            None if column.name in ANSWERS else teller(sheet.kind, column.name),
            looks.MOST_LINES if at < FIRST + sheet.printed else UNPRINTED_LINES,
        )
        for at, column in enumerate(sheet.columns, start=FIRST)
    ]  # fmt: skip
    work.sent.append(origin.column_words(sheet.kind, [column.name for column in sheet.fingerprinted]))
    for row, record in enumerate(records, start=2):
        yield _row(ws, row, record, slots, work)
    for row in range(len(records) + 2, len(records) + 2 + sheet.blank_rows):
        cells = [_cell(ws, row, slot, None, work, is_new=True) for slot in slots]
        yield row_words(row, cells)


def _row(ws: Worksheet, row: int, record: Record, slots: Sequence[_Slot], work: _Work) -> str:
    cells = [cell_words(f"A{row}", str(record.id)), cell_words(f"B{row}", str(record.version))]
    lines = 1
    said: list[CellValue] = []
    for slot in slots:
        value = None
        if slot.tell is not None:
            value = slot.tell(work.snapshot, record, work.as_at)
            if slot.column.name != "ref":
                said.append(value)
            if isinstance(value, str):
                lines = max(lines, min(looks.lines_of(value, slot.column.width), slot.lines))
        cells.append(_cell(ws, row, slot, value, work))
    work.sent.append(origin.row_words(SentRow(record.id, record.ref, fingerprint(said))))
    return row_words(row, cells, looks.height_of(lines))


def _cell(ws: Worksheet, row: int, slot: _Slot, value: CellValue, work: _Work, *, is_new: bool = False) -> str:
    """One cell; on a return it is open where something may be typed, unless it was blanked."""
    edit = slot.column.edit
    answered = edit is Edit.ALWAYS or (is_new and edit is Edit.NEW)
    style = work.styles.number_of(
        ws, slot.column.type, shaded=not answered,
        quoted=isinstance(value, str) and value.startswith(looks.FORMULA_STARTS),
        unlocked=answered and work.scope.name is not None and not (isinstance(value, str) and BLANK in value),
    )  # fmt: skip
    return cell_words(f"{slot.letter}{row}", looks.escaped(value) if isinstance(value, str) else value, style)


def _write_view(ws: Worksheet, sheet: Sheet, last: int, work: _Work) -> None:
    end = ws.cell(1, FIRST + len(sheet.columns) - 1).column_letter
    printed = ws.cell(1, FIRST + sheet.printed - 1).column_letter
    bottom = last + sheet.blank_rows
    ws.freeze_panes = f"{ws.cell(1, FIRST + sheet.frozen).column_letter}2"
    _make_table(ws, sheet, f"A1:{end}{max(bottom, 2)}")
    ws.print_area = f"C1:{printed}{max(last, 2)}"
    ws.print_title_rows = "1:1"
    plan = work.snapshot.plan
    as_at = f"As at {show(work.as_at)}, change {work.snapshot.number} ({work.snapshot.head[:8]})"
    looks.set_up_page(ws, title=plan.title, left=plan.marking or "", right=as_at)
    letters = {column.name: ws.cell(1, at).column_letter for at, column in enumerate(sheet.columns, start=FIRST)}
    for painted, by in (("forecast", "forecast"), ("overdue", "overdue"), ("due", "overdue")):
        if painted in letters and by in letters:
            cells = f"{letters[painted]}2:{letters[painted]}{bottom + SPARE_ROWS}"
            looks.colour_words(ws, cells, f"${letters[by]}2")
    _fold(ws, sheet)
    _open_at(ws, sheet, letters)
    if work.scope.name is not None:
        _lock(ws)


def _make_table(ws: Worksheet, sheet: Sheet, cells: str) -> None:
    """Makes the rows a table of the program's own kind, with a filter; its colours are the cells'."""
    from openpyxl.worksheet.table import Table, TableStyleInfo

    table = Table(displayName=sheet.title, ref=cells)
    table._initialise_columns()
    labels = (sheet.id_label, VERSION_LABEL, *(column.label for column in sheet.columns))
    for column, label in zip(table.tableColumns, labels, strict=True):
        column.name = label
    table.tableStyleInfo = TableStyleInfo(name=None, showRowStripes=False)
    ws.add_table(table)


def _fold(ws: Worksheet, sheet: Sheet) -> None:
    """Puts the columns beyond the printed ones into a closed group; its sign stands before them."""
    if sheet.folded:
        for at in range(FIRST + sheet.printed, FIRST + len(sheet.columns)):
            column = ws.column_dimensions[ws.cell(1, at).column_letter]
            column.outlineLevel, column.hidden = 1, True
        ws.sheet_properties.outlinePr.summaryRight = False
        ws.column_dimensions[ws.cell(1, FIRST + sheet.printed - 1).column_letter].collapsed = True


def _open_at(ws: Worksheet, sheet: Sheet, letters: dict[str, str]) -> None:
    """Puts the cursor into the first answer."""
    answers = [column.name for column in sheet.columns if column.name in ANSWERS or column.edit is not Edit.NEVER]
    first = next((name for name in answers if name in ANSWERS), answers[0])
    cell = f"{letters[first]}2"
    for selection in ws.sheet_view.selection:
        if selection.pane in (None, "bottomRight"):
            selection.activeCell = selection.sqref = cell


def _lock(ws: Worksheet) -> None:
    """Locks what is the tracker's own, without a password, and so that sorting, filtering and widening still work."""
    protection = ws.protection
    protection.sheet = True
    for allowed in (
        "sort", "autoFilter", "formatCells", "formatColumns", "formatRows", "insertColumns", "insertRows",
        "insertHyperlinks",
    ):  # fmt: skip
        setattr(protection, allowed, False)
