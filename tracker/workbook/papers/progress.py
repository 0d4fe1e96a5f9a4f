"""The progress workbook: for reading, with the figures of the board paper. It does not come home, and says so."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.board.board import BoardData, board_data
from tracker.domain.board.board_rows import ActionRow, Note, SubjectRow, View, evidence_row
from tracker.domain.board.dressing import SAID_BESIDE
from tracker.domain.dates.dates import show
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.records import Evidence
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.cells import clean
from tracker.services.steps import Step, unwatched
from tracker.workbook import looks
from tracker.workbook.files import save
from tracker.workbook.papers import flat
from tracker.workbook.papers.progress_summary import write_key, write_summary
from tracker.workbook.tables import Head, Pen, Value

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

_DAY, _COUNT, _NOTE = FieldType.DATE, FieldType.WHOLE, FieldType.NOTE

PLAN = (
    Head("Ref", 6), Head("For", 7), Head("Recommendation or action", 48, _NOTE), Head("Lead or owner", 19),
    Head("Agency", 19), Head("Due", 12, _DAY), Head("First agreed", 12, _DAY), Head("Date moved", 14),
    Head("State", 14), Head("Forecast", 10), Head("Assurance", 15), Head("Evidence", 9),
    Head("Latest update", 36, _NOTE),
)  # fmt: skip
OVERDUE = (
    Head("Ref", 6), Head("For", 8), Head("Action", 40, _NOTE), Head("Owner", 20), Head("Agency", 20),
    Head("Due", 12, _DAY), Head("Days overdue", 9, _COUNT), Head("First agreed", 12, _DAY), Head("Date moved", 17),
    Head("Forecast", 11), Head("Why", 28, _NOTE), Head("Expected", 12, _DAY), Head("New date", 18),
    Head("Latest update", 36, _NOTE),
)  # fmt: skip
EVIDENCE = (
    Head("Ref", 6), Head("For", 12), Head("Kind", 24), Head("What it shows", 52, _NOTE), Head("Dated", 12, _DAY),
    Head("File or link", 36), Head("Added by", 20), Head("Review", 11), Head("Reviewed by", 20),
    Head("Refresh by", 12, _DAY),
)  # fmt: skip


Rows = Iterable[tuple[tuple[Value, ...], bool]]


@dataclass(frozen=True)
class _Paper:
    """What the sheets share."""

    workbook: Workbook
    snapshot: Snapshot
    data: BoardData
    pen: Pen


def write_progress(
    snapshot: Snapshot, path: str | Path, *, as_at: date, data: BoardData | None = None, step: Step = unwatched
) -> Path:
    """The reading workbook of a plan, written to `path`, with the figures of `data` (by default of the day `as_at`).

    `step` is told how many sheets are done. Raises UserError where the file cannot be written.
    """
    from openpyxl import Workbook

    data = data if data is not None else board_data(snapshot, as_at)
    workbook = Workbook()
    looks.use_font(workbook)
    colours = {row.status.word: row.colour for row in data.key if row.colour}
    paper = _Paper(workbook, snapshot, data, Pen(colours))
    write_summary(workbook.active, data, paper.pen)
    written: tuple[tuple[str, tuple[Head, ...], str], ...] = (
        ("Plan", PLAN, "The plan has no recommendations and no actions yet."),
        ("Overdue", OVERDUE, f"Nothing is overdue on {show(data.title.as_at)}."),
        ("Evidence", EVIDENCE, "No evidence has been added yet."),
    )
    sheets = [(title, heads, _ROWS[title](paper), empty) for title, heads, empty in written]
    sheets += [
        (title, heads, ((row, False) for row in rows), empty) for title, (heads, rows), empty in flat.tables(data)
    ]
    wanted = [one for one in sheets if is_wanted(data, one[0])]
    if data.texts:
        said = (((one.heading, one.text), False) for one in data.texts)
        wanted.append((SAID_BESIDE, (Head("Heading", 28), Head("Text", 100, _NOTE)), said, ""))
    for done, one in enumerate(wanted):
        step(done, len(wanted) + 1)
        _table(paper, *one)
    step(len(wanted), len(wanted) + 1)
    if is_wanted(data, "Key"):
        write_key(workbook.create_sheet("Key"), data, paper.pen)
    for ws in workbook.worksheets:
        _finish(ws, data)
    workbook.properties.title = clean(f"{data.title.plan}: progress")
    workbook.properties.creator = "Improvement tracker"
    workbook.properties.created = datetime.combine(data.title.as_at, datetime.min.time())
    save(workbook, Path(path))
    return Path(path)


SECTIONS = {
    "Plan": ("The plan by recommendation",), "Actions": ("The plan by recommendation",), "Overdue": ("Exceptions",),
    "Evidence": ("Evidence",), "Measures": ("Impact",), "Changes": ("What has changed",),
    "Questions": ("Questions still open",), "Key": ("Key", "Words and short forms"),
}  # fmt: skip
"""The sections of the paper that each sheet stands for; the first sheet is always there."""


def is_wanted(data: BoardData, title: str) -> bool:
    """Whether a template leaves this sheet in."""
    return not data.sections or any(section in data.sections for section in SECTIONS[title])


WIDEST_PRINTED = 230
"""So many characters of a table at most go on paper: more would be too small to read."""


def _table(paper: _Paper, title: str, heads: tuple[Head, ...], rows: Rows, empty: str) -> None:
    ws = paper.workbook.create_sheet(title)
    paper.pen.headings(ws, 1, heads)
    last = 1
    for values, band in rows:
        last += 1
        paper.pen.row(ws, last, heads, values, band=band)
    for at, head in enumerate(heads, start=1):
        ws.column_dimensions[ws.cell(1, at).column_letter].width = head.width
    end = ws.cell(1, len(heads)).column_letter
    if last == 1:
        looks.write_text(ws.cell(2, 3), empty)
    ws.freeze_panes = "D2" if len(heads) > len("ABC") else "A2"
    ws.auto_filter.ref = f"A1:{end}{max(last, 2)}"
    across = sum(total <= WIDEST_PRINTED for total in accumulate(head.width for head in heads))
    ws.print_area = f"A1:{ws.cell(1, across).column_letter}{max(last, 2)}"
    ws.print_title_rows = "1:1"


def _finish(ws: Worksheet, data: BoardData) -> None:
    right = f"{data.title.day}, {data.title.seal}"
    across = ws.title != "Key"
    looks.set_up_page(ws, title=data.title.plan, left=data.title.marking, right=right, landscape=across)


def _plan_rows(paper: _Paper) -> Rows:
    for subject in paper.data.subjects:
        yield _subject_values(subject), True
        for action in subject.actions:
            yield _action_values(action, subject.ref), False
    for action in paper.data.loose:
        yield _action_values(action, ""), False


def _subject_values(subject: SubjectRow) -> tuple[Value, ...]:
    done = f"{subject.finished} of {subject.in_force} finished" if subject.in_force else ""
    words = subject.text if subject.page is None else f"{subject.text} (page {subject.page})"
    return (
        subject.ref, subject.ref, words, subject.responsible, "", None, None, done, subject.status, "",
        subject.assurance, "", subject.response,
    )  # fmt: skip


def _action_values(action: ActionRow, ref: str) -> tuple[Value, ...]:
    said = action.title if not action.description else f"{action.title}\n{action.description}"
    return (
        action.ref, ref, said, action.owner, action.agency, action.due, action.original_due, action.slippage,
        action.status, action.forecast or "", action.assurance, "; ".join(action.evidence), _note(action.update),
    )  # fmt: skip


def _overdue_rows(paper: _Paper) -> Rows:
    late = next(listed.rows for listed in paper.data.exceptions if listed.figure.key == "overdue")
    for action in sorted(late, key=lambda row: -row.days_overdue):
        yield (
            action.ref, "; ".join(action.targets), action.title, action.owner, action.agency, action.due,
            action.days_overdue, action.original_due, action.slippage, action.forecast or "", action.forecast_reason,
            action.forecast_due, action.pending, _note(action.update),
        ), False  # fmt: skip


def _evidence_rows(paper: _Paper) -> Rows:
    view = View(paper.snapshot, paper.data.title.as_at, paper.data.title.public)
    for item in paper.snapshot.evidence:
        row = evidence_row(view, item)
        yield (
            row.ref, "; ".join(row.targets), row.kind, row.shows, row.dated, _place(view, item), row.added_by,
            "" if item.review == "none" else item.review, view.author(item, "reviewed_by"), item.refresh_by,
        ), False  # fmt: skip


def _place(view: View, item: Evidence) -> str:
    return "" if view.public else (item.file or item.url or "")


def _note(note: Note | None) -> str:
    if note is None:
        return ""
    said = ", ".join(part for part in (show(note.dated), note.author) if part)
    return f"{said}: {note.text}" if said and note.text else said or note.text


_ROWS = {"Plan": _plan_rows, "Overdue": _overdue_rows, "Evidence": _evidence_rows}
