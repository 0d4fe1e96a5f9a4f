"""What a workbook's cell says for a field, and what a cell that comes home says back: one rule for both ways.

A cell that still says what it said when it went out is no edit, whatever the field holds underneath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Any, Final

from tracker.domain import deadlines
from tracker.domain.dates import parse, show
from tracker.domain.fields import FieldType, Spec
from tracker.domain.records import Action, Kind, Record, kind_of, specs
from tracker.domain.snapshot import Snapshot
from tracker.errors import UserError

CellValue = None | bool | int | float | str | date

CELL_LIMIT: Final = 32_767
"""The longest text a cell holds, in UTF-16 units: programs cut the rest without a word."""
CUT_MARK: Final = "[CUT HERE: too long for a workbook. The whole text is in the plan; edit it there, not in this cell.]"
SEPARATOR: Final = "; "
EARLIEST, LATEST = 1990, 2100

_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_BETWEEN = re.compile(r"[;\n]")
_BETWEEN_REFS = re.compile(r"[;,\s]+")


def clean(text: str) -> str:
    """The text without what a workbook cannot hold: other line ends become line feeds, control characters go."""
    return _NOT_XML.sub("", _LINE_ENDS.sub("\n", text))


def fit(text: str) -> str:
    """The text as a cell can hold it: cleaned, and where it is too long cut with a mark that nobody overlooks."""
    cleaned = clean(text)
    if _units(cleaned) <= CELL_LIMIT:
        return cleaned
    room = CELL_LIMIT - len(CUT_MARK) - 1
    kept = cleaned.encode("utf-16-le")[: 2 * room].decode("utf-16-le", errors="ignore")
    return f"{kept}\n{CUT_MARK}"


def _units(text: str) -> int:
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


def was_cut(value: CellValue) -> bool:
    """Whether a cell holds a text that was cut on its way out."""
    return isinstance(value, str) and CUT_MARK in value


def cell_of(snapshot: Snapshot, record: Record, name: str, today: date) -> CellValue:
    """What the cell of a record says under a field, "ref", or one of the columns that are worked out."""
    if name == "ref":
        return record.ref
    worked_out = COMPUTED.get(kind_of(record), {}).get(name)
    if worked_out is not None:
        return worked_out(snapshot, record, today)
    return cell_value(snapshot, specs(kind_of(record))[name], getattr(record, name))


def cell_value(snapshot: Snapshot, spec: Spec, value: Any) -> CellValue:
    """How a field's value is written in a cell: dates and numbers as such, links by name or reference."""
    if value is None or value == ():
        return None
    if spec.type is FieldType.LINK:
        return fit(called(snapshot, spec, value)) or None
    if spec.type is FieldType.LINKS:
        return fit(SEPARATOR.join(_sorted_names(snapshot, spec, value))) or None
    if spec.type is FieldType.WORDS:
        return fit(SEPARATOR.join(value))
    if isinstance(value, str):
        return fit(value) or None
    return value if isinstance(value, bool | int | float | date) else fit(str(value))


def called(snapshot: Snapshot, spec: Spec, record_id: Any) -> str:
    """What a linked record is called in a cell: people and agencies by name, anything else by reference."""
    if by_name(spec):
        return snapshot.name_of(record_id)
    record = snapshot.get(record_id)
    return record.ref if record is not None else ""


def by_name(spec: Spec) -> bool:
    """Whether a field's links are written by name."""
    return any(kind in ("person", "agency") for kind in spec.links)


def _sorted_names(snapshot: Snapshot, spec: Spec, ids: Iterable[Any]) -> list[str]:
    if not by_name(spec):
        return list(snapshot.refs_of(ids))
    return sorted((called(snapshot, spec, found) for found in ids), key=str.casefold)


def parse_cell(spec: Spec, value: CellValue) -> CellValue | tuple[str, ...]:
    """What a returned cell says for a field: None where it is empty, a tuple of words for lists and links.

    Raises UserError, in words for whoever typed it, where the cell says nothing the field can hold.
    """
    if value is None or (isinstance(value, str) and not value.strip()):
        return () if spec.type in (FieldType.LINKS, FieldType.WORDS) else None
    return _PARSERS.get(spec.type, _text)(spec, value)


def as_text(value: CellValue) -> str:
    """A cell as one would read it aloud: whole numbers without a point, dates as `12 Mar 2026`."""
    if isinstance(value, datetime):
        return show(value.date())
    if isinstance(value, date):
        return show(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _text(_spec: Spec, value: CellValue) -> CellValue:
    return clean(as_text(value)).strip()


def _date(_spec: Spec, value: CellValue) -> CellValue:
    if isinstance(value, datetime):
        day = value.date()
    elif isinstance(value, date):
        day = value
    else:
        day = parse(as_text(value))
    if not EARLIEST <= day.year <= LATEST:
        raise UserError(f"{show(day)} is outside {EARLIEST} to {LATEST}: it looks like a slip")
    return day


def _whole(spec: Spec, value: CellValue) -> CellValue:
    number = _number(spec, value)
    if not isinstance(number, float) or not number.is_integer():
        raise UserError(f"“{as_text(value)}” is not a whole number")
    return int(number)


def _number(_spec: Spec, value: CellValue) -> CellValue:
    try:
        return float(as_text(value).replace(",", ""))
    except ValueError:
        raise UserError(f"“{as_text(value)}” is not a number") from None


def _token(spec: Spec, value: CellValue) -> CellValue:
    said = " ".join(as_text(value).split()).casefold()
    for token in spec.tokens:
        if said == token:
            return token
    raise UserError(f"“{as_text(value)}” is not one of: {', '.join(spec.tokens)}")


def _names(spec: Spec, value: CellValue) -> tuple[str, ...]:
    between = _BETWEEN if spec.type is FieldType.WORDS or by_name(spec) else _BETWEEN_REFS
    return tuple(part.strip() for part in between.split(clean(as_text(value))) if part.strip())


_PARSERS: Mapping[FieldType, Callable[[Spec, CellValue], CellValue | tuple[str, ...]]] = {
    FieldType.DATE: _date,
    FieldType.WHOLE: _whole,
    FieldType.NUMBER: _number,
    FieldType.TOKEN: _token,
    FieldType.LINKS: _names,
    FieldType.WORDS: _names,
}

Worked = Callable[[Snapshot, Any, date], CellValue]


def _overdue(_snapshot: Snapshot, action: Action, today: date) -> CellValue:
    return "overdue" if deadlines.is_overdue(action, today) else None


def _times_moved(snapshot: Snapshot, action: Action, _today: date) -> CellValue:
    return deadlines.times_moved(action, snapshot.extensions_of(action.id)) or None


def _days_slipped(_snapshot: Snapshot, action: Action, _today: date) -> CellValue:
    return deadlines.days_slipped(action) or None


def _new_date_asked(snapshot: Snapshot, action: Action, _today: date) -> CellValue:
    waiting = deadlines.pending_extension(action, snapshot.extensions_of(action.id))
    return waiting.new_due if waiting is not None else None


def _latest_update(snapshot: Snapshot, record: Record, _today: date) -> CellValue:
    updates = snapshot.updates_for(record.id)
    if not updates:
        return None
    latest = max(updates, key=lambda update: (update.dated or date.min, len(update.ref), update.ref))
    said = ", ".join(part for part in (show(latest.dated), latest.author or "") if part)
    return fit(f"{said}: {latest.text}" if said else latest.text)


def _words(snapshot: Snapshot, action: Action, _today: date) -> CellValue:
    subjects = [snapshot.get(target) for target in action.targets]
    return fit("\n".join(f"{s.ref}: {s.text}" for s in subjects if s is not None)) or None


def _actions(snapshot: Snapshot, record: Record, _today: date) -> CellValue:
    return SEPARATOR.join(action.ref for action in snapshot.actions_for(record.id)) or None


COMPUTED: Mapping[Kind, Mapping[str, Worked]] = {
    Kind.ACTION: {
        "overdue": _overdue, "times_moved": _times_moved, "days_slipped": _days_slipped,
        "new_date_asked": _new_date_asked, "latest_update": _latest_update, "inspectors_words": _words,
    },
    Kind.RECOMMENDATION: {"latest_update": _latest_update, "actions": _actions},
    Kind.FINDING: {"latest_update": _latest_update, "actions": _actions},
}  # fmt: skip
"""The columns that are worked out from other records, by kind and name."""
