"""Readings travel between processes, and wait for a person, as plain JSON: here they are rebuilt."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from tracker.domain.reading.reading import (
    Addressee,
    AnswerPeriod,
    Box,
    Judgement,
    ListedInspection,
    ReadFinding,
    Reading,
    ReadRecommendation,
    ReportedAction,
    Topic,
)

_TUPLES_OF_WORDS = ("cues", "national_framework", "problems")
_DATES = ("inspection_start", "inspection_end", "published", "respond_by")
_ROWS: dict[str, type[Any]] = {
    "addressees": Addressee,
    "judgements": Judgement,
    "recommendations": ReadRecommendation,
    "findings": ReadFinding,
    "more_findings": ReadFinding,
    "strengths": ReadFinding,
    "reported_actions": ReportedAction,
    "inspections_listed": ListedInspection,
    "answer_periods": AnswerPeriod,
    "topics": Topic,
}


def reading_from_json(value: Mapping[str, Any]) -> Reading:
    """The reading whose `as_json` gave `value`; raises ValueError or TypeError for any other shape."""
    fields: dict[str, Any] = dict(value)
    for name in _DATES:
        if fields.get(name) is not None:
            fields[name] = date.fromisoformat(fields[name])
    fields["fieldwork_periods"] = tuple(
        (date.fromisoformat(start), date.fromisoformat(end)) for start, end in fields.get("fieldwork_periods", ())
    )
    for name, shape in _ROWS.items():
        fields[name] = tuple(row(shape, item) for item in fields.get(name, ()))
    fields["problems"] = tuple(fields.get("problems", ()))
    return Reading(**fields)


def row(shape: type[Any], value: Mapping[str, Any]) -> Any:
    """One row of a reading, of this shape."""
    fields = dict(value)
    if "boxes" in fields:
        fields["boxes"] = tuple(_box(item) for item in fields["boxes"])
    for name in _TUPLES_OF_WORDS:
        if name in fields:
            fields[name] = tuple(fields[name])
    if fields.get("by") is not None:
        fields["by"] = date.fromisoformat(fields["by"])
    return shape(**fields)


def _box(value: Sequence[float]) -> Box:
    page, x0, y0, x1, y1 = value
    return Box(int(page), x0, y0, x1, y1)
