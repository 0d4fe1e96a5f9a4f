"""Values as people type them: text becomes dates, numbers, tokens and links, or a sentence says why it cannot."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from tracker.domain.dates import dates
from tracker.domain.people.likeness import several_names
from tracker.domain.people.people import find_person, fold, tidy
from tracker.domain.plan.external import COMPUTED, by_external
from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import RECORD_TYPES, Kind
from tracker.domain.text.words import lines, one_line, with_article
from tracker.errors import UserError
from tracker.services.context import Context

__all__ = ["field_named", "lines", "link", "links", "one_line", "several", "typed"]

_THOUSANDS = re.compile(r"[+-]?\d{1,3}(,\d{3})+(\.\d*)?")
_ALSO: dict[Kind, dict[str, str]] = {
    Kind.MEETING: {"title": "name", "date": "held_on", "dated": "held_on", "held": "held_on"},
    Kind.MEASURE: {"title": "name"},
    Kind.POINT: {"date": "dated", "for": "measure"},
    Kind.MILESTONE: {"action": "for", "text": "title"},
    Kind.CHALLENGE: {"text": "question", "title": "question", "dated": "asked_on"},
    Kind.ACTION: {"reason": "delivery_reason", "recommendation": "for"},
    Kind.VERIFICATION: {"action": "for", "dated": "done"},
}
"""Other names a person may try for a field."""
_WHY_NOT = {
    "overdue": "set delivery, or ask for a new deadline with extend",
    "original_due": "it is fixed when the plan is agreed; ask for a new deadline with extend",
    "times_moved": "it counts how often the date was moved",
    "days_slipped": "it is the time from original_due to due",
    "agreed": "use agree",
    "review": "use review",
    "reviewed_by": "use review",
    "ref": "references are given out once and never change",
}


@lru_cache(maxsize=32)
def _names(kind: Kind) -> dict[str, Spec]:
    """Every way to name a kind's fields: external name, own name, label."""
    specs = by_external(kind)
    labels = {_name(spec.label): spec for spec in specs.values()}
    own = {spec.name: spec for spec in specs.values()}
    also = {name: specs[real] for name, real in _ALSO.get(kind, {}).items()}
    return {**labels, **own, **also, **specs}


def _name(text: str) -> str:
    return fold(text).replace(" ", "_").replace("-", "_")


def field_named(kind: Kind, name: str, *, new: bool = False) -> Spec:
    """The field of a kind that a name means, if it may be set; `new` for a record that is being added.

    Raises UserError, with what to do instead, for a computed or fixed field, and for an unknown name.
    """
    wanted = _name(name)
    spec = _names(kind).get(wanted)
    if wanted == "ref" or (spec is None and wanted in COMPUTED.get(kind, {})):
        raise UserError(f"{wanted} cannot be set", _WHY_NOT.get(wanted, "it is worked out from the other fields"))
    if spec is None:
        known = [one.external for one in by_external(kind).values() if one.settable]
        raise UserError(f"{with_article(kind.value)} has no field “{tidy(name)}”", "its fields are " + ", ".join(known))
    if not spec.settable:
        always = "it is written once and stays" if not new else "it is filled in by the program"
        raise UserError(f"{spec.external} cannot be set", _WHY_NOT.get(spec.external, always))
    return spec


def typed_fields(context: Context, kind: Kind, fields: Mapping[str, Any], *, new: bool = False) -> dict[str, Any]:
    """The values of several fields, given by any of their names, by the fields' own names."""
    named = {field_named(kind, name, new=new): value for name, value in fields.items()}
    return {spec.name: typed(context, kind, spec, value) for spec, value in named.items()}


def typed(context: Context, kind: Kind, spec: Spec, given: Any) -> Any:
    """The value of a field from what was typed (text) or chosen (a value of its own type); empty text empties it."""
    if given is None or (isinstance(given, str) and not given.strip()):
        return getattr(RECORD_TYPES[kind](id=RecordId("")), spec.name)
    if spec.type is FieldType.LINK:
        return link(context, spec, str(given))
    if spec.type is FieldType.LINKS:
        return links(context, spec, given)
    if spec.type is FieldType.WORDS:
        return tuple(one_line(word) for word in several(given))
    if spec.type is FieldType.PARTS:
        return _parts(spec, given)
    return _SINGLE[spec.type](spec, given)


def several(given: Any) -> tuple[str, ...]:
    """The items of a list, typed with semicolons between them or given as one; each once, in order."""
    items: Iterable[Any] = given.split(";") if isinstance(given, str) else given
    return tuple(dict.fromkeys(str(item).strip() for item in items if str(item).strip()))


def link(context: Context, spec: Spec, text: str) -> RecordId:
    """The id of the record that a reference, an id or (for people and agencies) a name means."""
    known = context.snapshot.get(RecordId(text))
    if known is not None:
        return RecordId(known.id)
    if "person" in spec.links:
        _refuse_several(context, spec, one_line(text))
        return context.person(context.meant(one_line(text), Kind.PERSON))
    if "agency" in spec.links:
        return context.agency(context.meant(one_line(text), Kind.AGENCY))
    return RecordId(context.find(text, *(Kind(name) for name in spec.links)).id)


def links(context: Context, spec: Spec, given: Any) -> tuple[RecordId, ...]:
    """The ids of several records, sorted, each once; references may also be parted by commas or spaces."""
    named = "person" in spec.links or "agency" in spec.links
    if isinstance(given, str) and not named:
        given = re.split(r"[;,\s]+", given)
    items = [one for item in several(given) for one in _each(context, spec, item)]
    return tuple(sorted({link(context, spec, item) for item in items}))


def _each(context: Context, spec: Spec, item: str) -> tuple[str, ...]:
    """The people whom an item of a list names ("Ann Lee / Bob Day"), where one of them is known; else the item."""
    return (_people_in(context, item) if "person" in spec.links else ()) or (item,)


def _people_in(context: Context, text: str) -> tuple[str, ...]:
    known = find_person(context.snapshot, text) is not None
    return () if known else several_names(text, (person.name for person in context.snapshot.people))


def _refuse_several(context: Context, spec: Spec, text: str) -> None:
    if _people_in(context, text):
        hint = "name one; somebody whose own name this is can be added to the people first"
        raise UserError(f"“{text}” names more than one person, and {spec.external} is one", hint)


def _text(_spec: Spec, given: Any) -> str:
    return one_line(str(given))


def _note(_spec: Spec, given: Any) -> str:
    return lines(str(given))


def _day(_spec: Spec, given: Any) -> date:
    if isinstance(given, datetime):
        return given.date()
    return given if isinstance(given, date) else dates.parse(str(given))


def _whole(spec: Spec, given: Any) -> int:
    number = _number(spec, given)
    if number != int(number):
        raise UserError(f"{spec.external} is a whole number, which “{given}” is not", "write a few digits only")
    least, most = spec.within
    if not least <= number <= most:
        raise UserError(f"{spec.external} is never {given}", f"write a number from {least} to {most:,}")
    return int(number)


def _number(spec: Spec, given: Any) -> float:
    text = str(given).strip().removesuffix("%").strip()
    if "," in text and not _THOUSANDS.fullmatch(text):
        raise UserError(
            f"{spec.external} is a number, which “{given}” is not", "write decimals with a point, such as 41.5"
        )
    text = text.replace(",", "")
    try:
        number = float(text)
    except ValueError:
        raise UserError(f"{spec.external} is a number, which “{given}” is not", "write digits, such as 41.5") from None
    if not math.isfinite(number):
        raise UserError(f"{spec.external} is a number, which “{given}” is not", "write digits, such as 41.5")
    return number


def _token(spec: Spec, given: Any) -> str:
    wanted = fold(str(given)).replace("_", " ")
    if wanted not in spec.tokens:
        raise UserError(f"{spec.external} is never “{given}”", "it is one of: " + ", ".join(spec.tokens))
    return wanted


def _parts(spec: Spec, given: Any) -> tuple[Any, ...]:
    if spec.part is None or isinstance(given, str) or not all(isinstance(item, spec.part) for item in given):
        raise UserError(f"{spec.external} cannot be typed as text", "edit it in the app")
    return tuple(given)


_SINGLE: dict[FieldType, Callable[[Spec, Any], Any]] = {
    FieldType.TEXT: _text,
    FieldType.NOTE: _note,
    FieldType.DATE: _day,
    FieldType.WHOLE: _whole,
    FieldType.NUMBER: _number,
    FieldType.TOKEN: _token,
}
