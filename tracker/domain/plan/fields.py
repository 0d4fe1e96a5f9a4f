"""What each field of a record is: its label, its outside name, how its value is written and read back.

Every other part (change log, command line, workbook headings, forms) reads these specifications, so a field is
declared once, on its record.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from tracker.domain.reading.reading import Addressee, AnswerPeriod, Box, Judgement

JsonValue = None | bool | int | float | str | list[Any] | dict[str, Any]


PartType = type[Any] | None


class FieldType(StrEnum):
    """How a value behaves, on screen and in storage."""

    TEXT = "text"
    """One line of words."""
    NOTE = "note"
    """Several lines of words."""
    DATE = "date"
    MOMENT = "moment"
    """A UTC time, to the second."""
    WHOLE = "whole"
    NUMBER = "number"
    FLAG = "flag"
    TOKEN = "token"  # noqa: S105 - a word of a closed vocabulary, not a secret
    LINK = "link"
    """The id of one other record."""
    LINKS = "links"
    """The ids of several other records, without order or repeats; kept sorted."""
    WORDS = "words"
    """Several short texts, in order."""
    PARTS = "parts"
    """Several small structured values (addressees, judgements, boxes, key entries), in order."""


class Shown(StrEnum):
    """Where the page of a record shows a field."""

    FORM = "form"
    """In its form of fields."""
    BESIDE = "beside"
    """By a section of its own."""
    NEVER = "never"
    """Nowhere: it says nothing to a person."""


@dataclass(frozen=True, slots=True)
class Spec:
    """One field of one kind of record. `external` is its name in commands, workbooks and JSON."""

    name: str
    type: FieldType
    label: str
    external: str
    tokens: tuple[str, ...] = ()
    links: tuple[str, ...] = ()
    settable: bool = True
    part: PartType = None
    within: tuple[int, int] = (0, 999_999_999)
    """The least and the largest of a whole number."""
    shown: Shown = Shown.FORM
    wide: bool = False
    """Whether its editor takes a line of its own, though it is short by its type."""
    workbook: int = 0
    """How wide its column of the workbook is, in characters, after those that the sheet names; 0 for none."""
    listed: int = 0
    """How wide its column of the list is, in grid steps, where a person chooses to see it; 0 for none."""


@dataclass(frozen=True, slots=True)
class KeyEntry:
    """One entry of the plan's own key: what a status is called and means, and its colour (#rrggbb)."""

    axis: str
    token: str
    label: str
    colour: str
    meaning: str = ""


@dataclass(frozen=True, slots=True)
class ClockStep:
    """One step on the way to the statement: so many working days before it is due, unless `due` names a day itself."""

    name: str
    days_before: int = 0
    due: date | None = None
    done: date | None = None


@dataclass(frozen=True, slots=True)
class EvidenceRule:
    """One of the plan's own rules of sufficiency: whether it holds here, and the least number that it asks for."""

    rule: str
    on: bool = True
    least: int = 1


@dataclass(frozen=True, slots=True)
class OpenQuestion:
    """What somebody's own plan left to ask when it was brought in: the file, the cell, its words, and about what."""

    file: str
    cell: str
    text: str
    about: str
    why: str = ""
    refs: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IdentifierDecision:
    """What leaves of a field in which an identifier stands: "kept" as it is or "blanked". `seen` marks its words."""

    record: str
    field: str
    decision: str
    seen: str


@dataclass(frozen=True, slots=True)
class PaperText:
    """Words of a paper that no record holds, under a heading of their own: its implications, its risks, its sources."""

    heading: str
    text: str


@dataclass(frozen=True, slots=True)
class PaperTemplate:
    """How a paper of this plan is made again: its sections and columns (none: all), marking, recipients and logo; and
    what its maker says in it: number, why it is not for publication, who answers for it and cleared it, texts.

    `logo` is the SHA-256 of a picture that the plan keeps, "" for none.
    """

    name: str
    paper: str = "board"
    sections: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    marking: str = ""
    recipients: tuple[str, ...] = ()
    logo: str = ""
    report_number: str = ""
    exempt: str = ""
    """By virtue of what it is not for publication; "" where it is."""
    lead_officer: str = ""
    cabinet_member: str = ""
    cleared: tuple[str, ...] = ()
    """Who cleared it and when, a line each."""
    texts: tuple[PaperText, ...] = ()


def spec(
    type_: FieldType,
    label: str,
    *,
    external: str = "",
    tokens: tuple[str, ...] = (),
    links: tuple[str, ...] = (),
    settable: bool = True,
    part: PartType = None,
    within: tuple[int, int] = (0, 999_999_999),
    shown: Shown = Shown.FORM,
    wide: bool = False,
    workbook: int = 0,
    listed: int = 0,
    default: Any = dataclasses.MISSING,
) -> Any:
    """A dataclass field that carries its specification; its default is () for lists and None otherwise."""
    if default is dataclasses.MISSING:
        many = type_ in (FieldType.LINKS, FieldType.WORDS, FieldType.PARTS)
        default = () if many else None
    details = {
        "type": type_, "label": label, "external": external, "tokens": tokens,
        "links": links, "settable": settable, "part": part, "within": within,
        "shown": shown, "wide": wide, "workbook": workbook, "listed": listed,
    }  # fmt: skip
    return dataclasses.field(default=default, metadata=details)


_SPECS: dict[type, Mapping[str, Spec]] = {}


def specs_of(record_type: type) -> Mapping[str, Spec]:
    """The specifications of a record type's logged fields, by field name, in declared order."""
    if record_type not in _SPECS:
        _SPECS[record_type] = _read_specs(record_type)
    return _SPECS[record_type]


def _read_specs(record_type: type) -> Mapping[str, Spec]:
    found = {}
    for item in dataclasses.fields(record_type):
        if "type" in item.metadata:
            details = dict(item.metadata)
            details["external"] = details["external"] or item.name
            found[item.name] = Spec(name=item.name, **details)
    return found


def encode(value: Any) -> JsonValue:
    """A field's value as plain JSON: dates ISO, lists for tuples, objects for parts."""
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, Box):
        return [value.page, value.x0, value.y0, value.x1, value.y1]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {f.name: encode(getattr(value, f.name)) for f in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    if value is None or isinstance(value, bool | int | float):
        return value
    return str(value)


def decode(field: Spec, value: JsonValue) -> Any:
    """The field's own value back from JSON, as `encode` wrote it."""
    if field.type in (FieldType.LINKS, FieldType.WORDS):
        return tuple(value) if isinstance(value, list) else ()
    if field.type is FieldType.PARTS:
        return tuple(_part(field, item) for item in value) if isinstance(value, list) else ()
    return None if value is None else _SINGLE.get(field.type, _same)(value)


def _same(value: Any) -> Any:
    return value


_SINGLE: dict[FieldType, Callable[[Any], Any]] = {
    FieldType.DATE: date.fromisoformat,
    FieldType.MOMENT: datetime.fromisoformat,
    FieldType.NUMBER: float,
}


def _part(field: Spec, item: Any) -> Any:
    if field.part is Box:
        return Box(int(item[0]), *(float(number) for number in item[1:5]))
    if field.part in (Addressee, Judgement, KeyEntry, EvidenceRule, IdentifierDecision):
        part: Callable[..., Any] = field.part
        return part(**item)
    if field.part in (OpenQuestion, PaperTemplate):
        part = field.part
        return part(**{name: _said(value) for name, value in item.items()})
    if field.part is AnswerPeriod:
        by = {"by": date.fromisoformat(item["by"])} if item.get("by") else {}
        return AnswerPeriod(**{**item, **by})
    if field.part is ClockStep:
        days = {name: date.fromisoformat(item[name]) for name in ("due", "done") if item.get(name)}
        return ClockStep(item["name"], int(item["days_before"]), **days)
    if field.part is tuple:
        return tuple(date.fromisoformat(day) for day in item)
    raise TypeError(f"no part type for {field.name}")


def _said(value: Any) -> Any:
    if isinstance(value, list):
        return tuple(_said(one) for one in value)
    return PaperText(**value) if isinstance(value, dict) else value
