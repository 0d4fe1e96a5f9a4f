"""What a cell says when it is entered, what it offers, and what it does not take."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from tracker.domain.plan.fields import FieldType
from tracker.domain.workbook.returned import DUE_REASON, NEW_UPDATE, Edit
from tracker.workbook.columns import FIRST, Choice, Column, Sheet

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

SPARE_ROWS: Final = 500
"""Rows below the last one in which drop-downs still answer."""
LONGEST: Final = 250
"""Characters that a prompt or an error may have."""
EARLIEST, LATEST = "32874", "73415"
"""1 Jan 1990 and 31 Dec 2100 as day numbers."""
PROMPTS: Final[Mapping[str, str]] = {
    NEW_UPDATE: "What has happened since the last update? Earlier updates stay as they were.",
    DUE_REASON: "Why the date must move. Whoever approves it reads this.",
    "due": "Type a new date only where it must move, and say why in the next group of columns.",
    "delivery": "Where the work stands.",
    "forecast": "Green: will be done in time. Amber: in doubt. Red: will not.",
    "forecast_reason": "Amber and red need a reason.",
    "title": "For a new action, use the first empty row and leave Ref empty.",
}


def write(ws: Worksheet, sheet: Sheet, last: int, lists: Mapping[Choice, str]) -> None:
    """Gives each column that is typed in its drop-down, limits and prompt."""
    from openpyxl.worksheet.datavalidation import DataValidation

    for at, column in enumerate(sheet.columns, start=FIRST):
        details = {**_choice_of(column, lists), **_prompt_of(column)} if column.edit is not Edit.NEVER else {}
        if details:
            rule = DataValidation(allow_blank=True, showErrorMessage="error" in details, **details)
            letter = ws.cell(1, at).column_letter
            rule.add(f"{letter}2:{letter}{last + sheet.blank_rows + SPARE_ROWS}")
            ws.add_data_validation(rule)


def _prompt_of(column: Column) -> dict[str, Any]:
    said = PROMPTS.get(column.name)
    return {"promptTitle": column.label[:32], "prompt": said, "showInputMessage": True} if said else {}


def _choice_of(column: Column, lists: Mapping[Choice, str]) -> dict[str, Any]:
    if column.choice is Choice.TOKENS:
        words = ", ".join(column.tokens)
        return {
            "type": "list", "formula1": '"' + ",".join(column.tokens) + '"', "errorStyle": "stop",
            "errorTitle": column.label, "error": f"Choose one of: {words}."[:LONGEST],
        }  # fmt: skip
    if column.choice in lists:
        return {
            "type": "list", "formula1": lists[column.choice], "errorStyle": "warning",
            "errorTitle": column.label, "error": "This name is not in the plan yet. Keep it to add it.",
        }  # fmt: skip
    if column.type is FieldType.DATE:
        return {
            "type": "date", "operator": "between", "formula1": EARLIEST, "formula2": LATEST, "errorStyle": "stop",
            "errorTitle": column.label, "error": "Type a date, day first, such as 12 Mar 2026.",
        }  # fmt: skip
    return {}
