"""Where a returned workbook comes from: which plan, at which change, for whom."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from tracker.domain.plan.ids import RecordId
from tracker.errors import UserError
from tracker.workbook.columns import HIDDEN, SCHEMA

if TYPE_CHECKING:
    from openpyxl.workbook import Workbook


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


def _from_properties(workbook: Workbook) -> dict[str, str]:
    return {
        prop.name: str(prop.value)
        for prop in workbook.custom_doc_props.props
        if prop.name.startswith("Tracker") and prop.value is not None
    }


def _from_sheet(workbook: Workbook) -> dict[str, str]:
    for ws in workbook.worksheets:
        if ws.title == HIDDEN or ws.cell(2, 1).value == "TrackerPlan":
            pairs = ((ws.cell(row, 1).value, ws.cell(row, 2).value) for row in range(2, 12))
            return {str(name): str(value) for name, value in pairs if name and value is not None}
    return {}
