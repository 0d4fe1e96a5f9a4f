"""What a workbook's cell says for a field, and what a cell that comes home says back: one rule for both ways.

A cell that still says what it said when it went out is no edit, whatever the field holds underneath.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date
from functools import lru_cache, partial
from typing import Any, Final, cast

from tracker.domain.actions.measures import latest_reading
from tracker.domain.dates.dates import show
from tracker.domain.log.merge import fold_text
from tracker.domain.plan import external
from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.records import Kind, Record, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import TYPEWRITTEN

Compose = Callable[[Snapshot, Any], str | None]
CellValue = None | bool | int | float | str | date

CELL_LIMIT: Final = 32_767
"""The longest text a cell holds, in UTF-16 units: programs cut the rest without a word."""
CUT_MARK: Final = "[CUT HERE: too long for a workbook. The whole text is in the plan; edit it there, not in this cell.]"
SEPARATOR: Final = "; "
_LINE_ENDS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_NOT_XML = re.compile("[\x00-\x08\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_ODD = re.compile("[\x00-\x08\x0b-\x1f\x85\u2028\u2029\ud800-\udfff\ufffe\uffff]")
_BETWEEN = re.compile(r"[;\n]")
_BETWEEN_REFS = re.compile(r"[;,\s]+")


def clean(text: str) -> str:
    """The text without what a workbook cannot hold: other line ends become line feeds, control characters go."""
    if _ODD.search(text) is None:
        return text
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
    return teller(kind_of(record), name)(snapshot, record, today)


Teller = Callable[[Snapshot, Any, date], CellValue]


@lru_cache(maxsize=512)
def teller(kind: Kind, name: str) -> Teller:
    """What tells the cells of one column, found once for all its rows."""
    spec = specs(kind).get(name)
    if spec is not None:
        return partial(_kept, spec)
    return partial(_worked_out, COMPOSED.get(kind, {}).get(name), name)


def _kept(spec: Spec, snapshot: Snapshot, record: Any, _today: date) -> CellValue:
    return cell_value(snapshot, spec, getattr(record, spec.name))


def _worked_out(own: Compose | None, name: str, snapshot: Snapshot, record: Any, today: date) -> CellValue:
    found = own(snapshot, record) if own is not None else external.value(snapshot, record, name, today)
    if isinstance(found, bool):
        return name if found else None
    return fit(found) if isinstance(found, str) else found or None


def cell_value(snapshot: Snapshot, spec: Spec, value: Any) -> CellValue:
    """How a field's value is written in a cell: dates and numbers as such, links by name or reference."""
    if value is None:
        return None
    shown = external.shown(snapshot, spec, value)
    if isinstance(shown, list | tuple):
        shown = SEPARATOR.join(str(item) for item in shown)
    if isinstance(shown, str):
        return fit(shown) or None
    return cast(CellValue, shown)


def by_name(spec: Spec) -> bool:
    """Whether a field's links are written by name."""
    return any(kind in ("person", "agency") for kind in spec.links)


def said_items(spec: Spec, value: CellValue) -> tuple[str, ...]:
    """The items of a cell that holds a list: names parted by semicolons or lines, references also by spaces."""
    between = _BETWEEN_REFS if spec.type is FieldType.LINKS and not by_name(spec) else _BETWEEN
    return tuple(dict.fromkeys(part.strip() for part in between.split(clean(as_text(value))) if part.strip()))


def is_blank(value: CellValue) -> bool:
    """Whether a cell says nothing."""
    return value is None or (isinstance(value, str) and not value.strip())


def says_same(one: CellValue, other: CellValue) -> bool:
    """Whether two cells say the same to a reader, whatever programs made of them: text or number, line ends, spaces,
    straight quotes made curly, hyphens made dashes."""
    return one == other or plain_text(one) == plain_text(other)


def plain_text(value: CellValue) -> str:
    """What a cell says, folded as cells are compared."""
    text = fold_text(as_text(value))
    return text if text.isascii() else text.translate(TYPEWRITTEN)


def as_text(value: CellValue) -> str:
    """A cell as one would read it aloud: whole numbers without a point, dates as `12 Mar 2026`."""
    if isinstance(value, date):
        return show(value)
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _latest_update(snapshot: Snapshot, record: Record) -> str | None:
    updates = snapshot.updates_for(record.id)
    if not updates:
        return None
    latest = max(updates, key=lambda update: (update.dated or date.min, len(update.ref), update.ref))
    said = ", ".join(part for part in (show(latest.dated), latest.author or "") if part)
    return f"{said}: {latest.text}" if said else latest.text


def _words(snapshot: Snapshot, action: Any) -> str:
    subjects = (snapshot.by_ref(ref) for ref in snapshot.refs_of(action.targets))
    return "\n".join(f"{subject.ref}: {getattr(subject, 'text', '')}" for subject in subjects if subject is not None)


def _actions(snapshot: Snapshot, record: Record) -> str:
    return SEPARATOR.join(action.ref for action in snapshot.actions_for(record.id))


def _latest_reading(snapshot: Snapshot, record: Record) -> str | None:
    latest = latest_reading(snapshot.points_of(record.id))
    return f"{latest.value:g} ({show(latest.dated)})" if latest is not None else None


COMPOSED: Mapping[Kind, Mapping[str, Compose]] = {
    Kind.ACTION: {"latest_update": _latest_update, "inspectors_words": _words},
    Kind.RECOMMENDATION: {"latest_update": _latest_update, "actions": _actions},
    Kind.FINDING: {"latest_update": _latest_update, "actions": _actions},
    Kind.MEASURE: {"latest_reading": _latest_reading},
}
"""The columns that put several records into one cell's words, by kind and name."""
