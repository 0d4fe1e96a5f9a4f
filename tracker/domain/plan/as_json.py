"""Values as plain JSON and back: dates ISO, lists for tuples, five numbers for a box, objects for small records."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum
from functools import lru_cache, partial
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from tracker.domain.reading.reading import Box

JsonValue = None | bool | int | float | str | list[Any] | dict[str, Any]
Decode = Callable[[Any], Any]


def encode(value: Any) -> JsonValue:
    """A value as plain JSON."""
    if value is None or type(value) is str:  # most values are
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Box):
        return [value.page, value.x0, value.y0, value.x1, value.y1]
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return encoded(value)
    if isinstance(value, tuple | list):
        return [encode(item) for item in value]
    return value if isinstance(value, bool | int | float) else str(value)


def encoded(record: Any) -> dict[str, JsonValue]:
    """A dataclass as plain JSON, field by field."""
    return {field.name: encode(getattr(record, field.name)) for field in dataclasses.fields(record)}


@lru_cache(maxsize=256)
def decoder(shape: Any) -> Decode:
    """What makes a value of this type again of what `encode` made of one. It raises ValueError or TypeError for others.

    The items of a tuple are all of its first item's type.
    """
    inner = [one for one in get_args(shape) if one is not NoneType]
    if isinstance(shape, UnionType):
        return partial(_unless_none, decoder(inner[0]))
    if get_origin(shape) is tuple:
        return tuple if decoder(inner[0]) is as_it_is else partial(_each, decoder(inner[0]))
    return _class_decoder(shape) if isinstance(shape, type) else as_it_is


def _class_decoder(shape: type[Any]) -> Decode:
    if shape is Box:
        return _box
    if dataclasses.is_dataclass(shape):
        return partial(_record, shape, {name: decoder(hint) for name, hint in get_type_hints(shape).items()})
    if issubclass(shape, date):
        return shape.fromisoformat
    return shape if issubclass(shape, float | StrEnum) else as_it_is


def as_it_is(value: Any) -> Any:
    """The value itself: JSON has it as we do."""
    return value


def _unless_none(decode: Decode, value: Any) -> Any:
    return None if value is None else decode(value)


def _each(decode: Decode, values: Any) -> tuple[Any, ...]:
    return tuple(map(decode, values))


def _box(value: Any) -> Box:
    page, x0, y0, x1, y1 = value
    return Box(int(page), float(x0), float(y0), float(x1), float(y1))


def _record(shape: Callable[..., Any], fields: Mapping[str, Decode], value: Mapping[str, Any]) -> Any:
    return shape(**{name: fields.get(name, as_it_is)(item) for name, item in dict(value).items()})
