"""Where a returned workbook comes from: which plan, at which change, for whom."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.domain.workbook.returned import SentRow
from tracker.errors import UserError
from tracker.workbook.columns import HIDDEN, ROWS_AT, ROWS_LABEL, SCHEMA

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet


@dataclass(frozen=True, slots=True)
class Origin:
    """The facts that went out with the workbook."""

    plan_id: RecordId
    number: int
    head: str
    as_at: date
    for_name: str | None


def facts(workbook: Workbook, path: Path) -> Origin:
    """What the workbook's properties say of its origin, or where they are lost its hidden sheet.

    Raises UserError where neither says it was made by this program, or a newer version made it.
    """
    found = {**_from_sheet(workbook), **_from_properties(workbook)}
    try:
        schema, number = int(float(found["TrackerSchema"])), int(float(found["TrackerChange"]))
        as_at = date.fromisoformat(found["TrackerAsAt"][:10])
        plan_id, head = RecordId(found["TrackerPlan"]), found["TrackerHead"]
    except (KeyError, ValueError) as fault:
        raise UserError(
            f"{path.name} is not a workbook that this program sent out",
            "export one with `tracker export`, and type what is new into that",
            window="export one from the plan, and type what is new into that",
        ) from fault
    if schema > int(SCHEMA):
        raise UserError(f"{path.name} was made by a newer version of the program", "update this one and try again")
    return Origin(plan_id, number, head, as_at, found.get("TrackerFor") or None)


def is_named(workbook: Workbook) -> bool:
    """Whether the workbook names a plan that it went out from, by whatever version."""
    return "TrackerPlan" in {**_from_sheet(workbook), **_from_properties(workbook)}


COLUMNS = "columns"
"""Stands in the place of the reference in a line that names columns."""


@dataclass(frozen=True, slots=True)
class Sent:
    """What the hidden sheet says of the rows that went out."""

    rows: tuple[SentRow, ...]
    columns: Mapping[Kind, tuple[str, ...]]


def sent(workbook: Workbook) -> Sent | None:
    """The rows that went out and the columns that their fingerprints cover; None where the file does not say."""
    ws = _hidden(workbook)
    if ws is None or ws.cell(1, ROWS_AT).value != ROWS_LABEL:
        return None
    lines = [str(ws.cell(at, ROWS_AT).value or "").split() for at in range(2, ws.max_row + 1)]
    kinds = {kind.value: kind for kind in Kind}
    columns = {kinds[said[0]]: tuple(said[2:]) for said in lines if said[1:2] == [COLUMNS] and said[0] in kinds}
    rows = (said for said in lines if len(said) == 3 and said[1] != COLUMNS)
    return Sent(tuple(SentRow(RecordId(record), ref, print_) for record, ref, print_ in rows), columns)


def row_words(row: SentRow) -> str:
    """A row that goes out, as one cell of the hidden sheet says it."""
    return f"{row.record} {row.ref} {row.fingerprint}"


def column_words(kind: Kind, names: Sequence[str]) -> str:
    """The columns that the fingerprints of a kind cover, as one cell of the hidden sheet says them."""
    return " ".join((kind.value, COLUMNS, *names))


def _hidden(workbook: Workbook) -> Worksheet | None:
    for ws in workbook.worksheets:
        if ws.title == HIDDEN or ws.cell(2, 1).value == "TrackerPlan":
            return ws
    return None


def _from_properties(workbook: Workbook) -> dict[str, str]:
    return {
        prop.name: str(prop.value)
        for prop in workbook.custom_doc_props.props
        if prop.name.startswith("Tracker") and prop.value is not None
    }


def _from_sheet(workbook: Workbook) -> dict[str, str]:
    ws = _hidden(workbook)
    if ws is None:
        return {}
    pairs = ((ws.cell(row, 1).value, ws.cell(row, 2).value) for row in range(2, 12))
    return {str(name): str(value) for name, value in pairs if name and value is not None}
