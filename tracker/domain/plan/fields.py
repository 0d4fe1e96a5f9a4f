"""What each field of a record is: its label, its outside name, how its value is written and read back.

Every other part (change log, command line, workbook headings, forms) reads these specifications, so a field is
declared once, on its record.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, get_args, get_origin, get_type_hints

from tracker.domain.plan.as_json import Decode, JsonValue, as_it_is, decoder

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


LISTS = (FieldType.LINKS, FieldType.WORDS, FieldType.PARTS)


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
    """What each of its parts is."""
    within: tuple[int, int] = (0, 999_999_999)
    """The least and the largest of a whole number."""
    shown: Shown = Shown.FORM
    wide: bool = False
    """Whether its editor takes a line of its own, though it is short by its type."""
    workbook: int = 0
    """How wide its column of the workbook is, in characters, after those that the sheet names; 0 for none."""
    listed: int = 0
    """How wide its column of the list is, in grid steps, where a person chooses to see it; 0 for none."""
    read: Decode = dataclasses.field(default=as_it_is, compare=False)
    """What makes its value of what is kept of it."""


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


def spec(type_: FieldType, label: str, *, default: Any = dataclasses.MISSING, **details: Any) -> Any:
    """A dataclass field that carries its specification, whose other `details` are fields of Spec.

    Its default is () for lists and None otherwise.
    """
    if default is dataclasses.MISSING:
        default = () if type_ in LISTS else None
    return dataclasses.field(default=default, metadata={"type": type_, "label": label, **details})


_SPECS: dict[type, Mapping[str, Spec]] = {}


def specs_of(record_type: type) -> Mapping[str, Spec]:
    """The specifications of a record type's logged fields, by field name, in declared order."""
    if record_type not in _SPECS:
        _SPECS[record_type] = _read_specs(record_type)
    return _SPECS[record_type]


def _read_specs(record_type: type) -> Mapping[str, Spec]:
    found = {}
    hints = get_type_hints(record_type)
    for item in dataclasses.fields(record_type):
        if "type" in item.metadata:
            details = {"external": item.name, **item.metadata}
            if details["type"] is FieldType.PARTS:
                part = get_args(hints[item.name])[0]
                details["part"] = get_origin(part) or part
            found[item.name] = Spec(name=item.name, read=decoder(hints[item.name]), **details)
    return found


def decode(field: Spec, value: JsonValue) -> Any:
    """The field's own value back from JSON, as `encode` wrote it."""
    if field.type in LISTS:
        return field.read(value) if isinstance(value, list) else ()
    return None if value is None else field.read(value)
