"""Flat tables of a paper's workbook: one row an action, measure, change or question, with real dates, to be filtered.

Each figure of the paper is a column of the actions: those marked "yes" are as many as the figure says.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from tracker.domain.board.board import BoardData
from tracker.domain.board.board_rows import ActionRow, Note
from tracker.domain.dates.dates import show
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.records import OPEN_DELIVERY
from tracker.workbook.tables import Head, Value

_DAY, _COUNT, _NOTE, _NUMBER = FieldType.DATE, FieldType.WHOLE, FieldType.NOTE, FieldType.NUMBER
YES = "yes"
Column = tuple[str, Head, Callable[[ActionRow], Value]]


def _joined(*names: str) -> Callable[[ActionRow], Value]:
    def read(row: ActionRow) -> Value:
        return "; ".join(text for name in names for text in getattr(row, name))

    return read


def _said(name: str) -> Callable[[ActionRow], Value]:
    def read(row: ActionRow) -> Value:
        value: Value = getattr(row, name)
        return value

    return read


def _forecast(row: ActionRow) -> Value:
    return row.forecast if row.forecast and row.delivery in OPEN_DELIVERY else None


def _steps(row: ActionRow) -> Value:
    return "\n".join(
        f"{step.ref} {step.title}: {f'done {show(step.done)}' if step.done else f'due {show(step.due)}'}"
        for step in row.milestones
    )


def _update(part: str) -> Callable[[ActionRow], Value]:
    def read(row: ActionRow) -> Value:
        note: Note | None = row.update
        return getattr(note, part) if note else None

    return read


ACTIONS: tuple[Column, ...] = (
    ("", Head("Ref", 7), _said("ref")), ("", Head("For", 9), _joined("targets")),
    ("", Head("Action", 44, _NOTE), _said("title")),
    ("Description", Head("Description", 40, _NOTE), _said("description")),
    ("Owner", Head("Owner", 22), _said("owner")), ("Owner", Head("Agency", 22), _said("agency")),
    ("Accountable", Head("Accountable", 22), _said("accountable")),
    ("Supporting", Head("Supporting", 24), _joined("supporting")),
    ("Priority", Head("Priority", 9), _said("priority")), ("Start", Head("Start", 12, _DAY), _said("start")),
    ("Due", Head("Due", 12, _DAY), _said("due")), ("Due", Head("First agreed", 12, _DAY), _said("first_due")),
    ("Due", Head("Times moved", 8, _COUNT), _said("times_moved")), ("Due", Head("Date moved", 18), _said("slippage")),
    ("Due", Head("New date asked for", 18), _said("pending")),
    ("Due", Head("Days overdue", 9, _COUNT), _said("days_overdue")),
    ("State", Head("State", 15), _said("status")), ("State", Head("Done", 12, _DAY), _said("done")),
    ("Forecast", Head("Forecast", 11), _forecast), ("Forecast", Head("Why", 28, _NOTE), _said("forecast_reason")),
    ("Forecast", Head("Expected", 12, _DAY), _said("forecast_due")),
    ("Assurance", Head("Assurance", 15), _said("assurance")),
    ("Assurance", Head("Why the assurance", 28, _NOTE), _said("assurance_reason")),
    ("Success measure", Head("Success measure", 30, _NOTE), _said("success_measure")),
    ("Evidence needed", Head("Evidence needed", 30, _NOTE), _said("evidence_needed")),
    ("Milestones", Head("Milestones", 36, _NOTE), _steps), ("Evidence", Head("Evidence", 12), _joined("evidence")),
    ("Waits for", Head("Waits for", 10), _joined("waits_for")),
    ("So what", Head("So what", 30, _NOTE), _said("impact")), ("Reason", Head("Reason", 28, _NOTE), _said("reason")),
    ("Last update", Head("Last update", 12, _DAY), _update("dated")),
    ("Last update", Head("By", 18), _update("author")),
    ("Last update", Head("What it says", 40, _NOTE), _update("text")),
)  # fmt: skip
"""The columns of the actions, each with the name by which a template asks for it; "" stands always."""

Table = tuple[tuple[Head, ...], list[tuple[Value, ...]]]


def actions(data: BoardData) -> Table:
    """Every action once, and for each figure of the paper whether it counts there."""
    columns = [column for column in ACTIONS if not column[0] or not data.columns or column[0] in data.columns]
    figures = {one.key: one for one in (*data.figures, *(entry.figure for entry in data.exceptions))}
    rows = {row.id: row for subject in data.subjects for row in subject.actions} | {row.id: row for row in data.loose}
    refs = {row.ref for row in rows.values()}
    counted = [one for one in figures.values() if refs.issuperset(one.refs) and one.key not in ("bare", "met")]
    heads = (*(head for _, head, _ in columns), *(Head(one.label, 10) for one in counted))
    among = [frozenset(one.refs) for one in counted]
    return heads, [
        (*(read(row) for _, _, read in columns), *(YES if row.ref in some else None for some in among))
        for row in sorted(rows.values(), key=_in_order)
    ]


def _in_order(row: ActionRow) -> tuple[int, str]:
    digits = row.ref[1:]
    return (int(digits) if digits.isdecimal() else 0, row.ref)


MEASURES = (
    Head("Ref", 7), Head("For", 12), Head("Measure", 44, _NOTE), Head("Unit", 9), Head("Baseline", 10, _NUMBER),
    Head("Baseline on", 12, _DAY), Head("Reading", 10, _NUMBER), Head("Read on", 12, _DAY), Head("Latest", 8),
    Head("Target", 10, _NUMBER), Head("Target by", 12, _DAY), Head("Standing", 16), Head("Movement", 34, _NOTE),
)  # fmt: skip


def measures(data: BoardData) -> Table:
    """Every reading of every measure; one that has none stands once."""
    rows: list[tuple[Value, ...]] = []
    for row in data.measures:
        kept: Any = row.measure
        readings = row.readings or ((None, None),)
        for day, value in readings:
            latest = YES if day is not None and (day, value) == readings[-1] else None
            rows.append((
                row.ref, "; ".join(row.targets), row.name, kept.unit, kept.baseline, row.baseline_on, value, day,
                latest, kept.target, row.target_by, row.status, row.movement,
            ))  # fmt: skip
    return MEASURES, rows


CHANGES = (Head("Change", 22), Head("Ref", 7), Head("Title", 50, _NOTE), Head("What happened", 60, _NOTE))


def changes(data: BoardData) -> Table:
    """What happened since the paper's comparison, a row a thing."""
    groups = data.changed.groups if data.changed else ()
    return CHANGES, [(group.label, item.ref, item.title, item.words) for group in groups for item in group.items]


QUESTIONS = (
    Head("Ref", 7), Head("For", 12), Head("Question", 50, _NOTE), Head("Asked by", 24), Head("Asked on", 12, _DAY),
    Head("State", 12), Head("Answer so far", 50, _NOTE),
)  # fmt: skip


def questions(data: BoardData) -> Table:
    """The questions that are still open."""
    return QUESTIONS, [
        (row.ref, "; ".join(row.targets), row.question, row.asked_by, row.asked_on, row.state, row.answer)
        for row in data.challenges
    ]


def tables(data: BoardData) -> Iterator[tuple[str, Table, str]]:
    """Each table with the name of its sheet, and what is said where it is empty."""
    yield "Actions", actions(data), "The plan has no actions yet."
    yield "Measures", measures(data), "No measure is set."
    none = "Nothing has changed." if data.changed else "This paper is compared with none before it."
    yield "Changes", changes(data), none
    yield "Questions", questions(data), "No question is open."
