"""What a Word file's styles and numbering say of a paragraph: heading level, weight, size, list label."""

from __future__ import annotations

import contextlib
import re
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.reading.files.gather import BULLETS

_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_LIST = re.compile(r"list (?:bullet|number) (\d)$", re.IGNORECASE)
_PLACE = re.compile(r"%(\d)")
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MOST_STYLES_UP = 20


def local(element: Any) -> str:
    """The element's name without its namespace ("" for comments and instructions)."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def nearest(element: Any, name: str) -> Any:
    """The nearest element of this name around one, or None."""
    return next((parent for parent in element.iterancestors() if local(parent) == name), None)


def attribute(element: Any, name: str) -> str | None:
    """An attribute by its name without its namespace."""
    for key, value in element.attrib.items():
        if key.rpartition("}")[2] == name:
            return str(value)
    return None


def _child(element: Any, name: str) -> Any:
    if element is None:
        return None
    return next((child for child in element if local(child) == name), None)


def _number(element: Any, name: str = "val") -> int | None:
    if element is None:
        return None
    with contextlib.suppress(ValueError, TypeError):
        return int(attribute(element, name) or "")
    return None


def _switch(properties: Any, name: str) -> bool | None:
    element = _child(properties, name)
    return None if element is None else (attribute(element, "val") or "1") not in ("0", "false", "off")


@dataclass(frozen=True, slots=True)
class Style:
    """How a paragraph or run looks; None and 0 stand for "as the style above it says"."""

    heading: int = 0
    bold_set: bool | None = None
    size: float = 0.0
    indent: float = 0.0
    raised: bool = False
    numbering: tuple[int, int] | None = None
    list_level: int = 0

    @property
    def bold(self) -> bool:
        """Whether it is bold, when nothing nearer to the text says otherwise."""
        return bool(self.bold_set)

    @classmethod
    def direct(cls, run: Any) -> Style:
        """What run properties set themselves."""
        size = _number(_child(run, "sz"))
        raised = _child(run, "vertAlign")
        return cls(
            bold_set=_switch(run, "b"),
            size=size / 2 if size else 0.0,
            raised=raised is not None and attribute(raised, "val") == "superscript",
        )

    def under(self, above: Style) -> Style:
        """This style with the gaps filled from the style it is based on."""
        return replace(
            self,
            heading=self.heading or above.heading,
            bold_set=above.bold_set if self.bold_set is None else self.bold_set,
            size=self.size or above.size,
            indent=self.indent or above.indent,
            numbering=self.numbering or above.numbering,
            list_level=self.list_level or above.list_level,
        )


@dataclass(slots=True)
class Styles:
    """The styles of one file by their ids, with what each is based on."""

    own: dict[str, Style] = field(default_factory=dict)
    based_on: dict[str, str] = field(default_factory=dict)
    default: str = ""

    def of(self, properties: Any) -> Style:
        """The style of a paragraph from its own properties and the styles above it."""
        named = _child(properties, "pStyle")
        style = _paragraph_style(properties)
        key = (attribute(named, "val") if named is not None else None) or self.default
        for _ in range(_MOST_STYLES_UP):
            if key not in self.own:
                break
            style = style.under(self.own[key])
            key = self.based_on.get(key, "")
        return style


def _paragraph_style(properties: Any) -> Style:
    level = _number(_child(properties, "outlineLvl"))
    left = _number(_child(properties, "ind"), "left") or 0
    listed = _child(properties, "numPr")
    identity = _number(_child(listed, "numId"))
    numbering = None if identity is None else (identity, _number(_child(listed, "ilvl")) or 0)
    heading = level + 1 if level is not None and 0 <= level < 6 else 0
    return Style(heading=heading, indent=left / 20, numbering=numbering)


def styles_of(root: Any) -> Styles:
    """The paragraph styles of a styles part (none for None)."""
    styles = Styles()
    for element in () if root is None else root:
        if local(element) != "style" or attribute(element, "type") not in (None, "paragraph"):
            continue
        key = attribute(element, "styleId") or ""
        name = _child(element, "name")
        title = (attribute(name, "val") if name is not None else None) or key
        level = _HEADING.match(title)
        heading = 1 if title.lower() == "title" else int(level[1]) if level else 0
        deeper = _LIST.match(title)
        run = Style.direct(_child(element, "rPr"))
        styles.own[key] = replace(
            _paragraph_style(_child(element, "pPr")).under(Style(heading=heading)),
            list_level=int(deeper[1]) - 1 if deeper else 0,
            bold_set=run.bold_set,
            size=run.size,
        )
        parent = _child(element, "basedOn")
        if parent is not None:
            styles.based_on[key] = attribute(parent, "val") or ""
        if attribute(element, "default") in ("1", "true"):
            styles.default = key
    return styles


@dataclass(frozen=True, slots=True)
class _Level:
    format: str = "bullet"
    text: str = ""
    start: int = 1


class Numbering:
    """The file's lists, each counting on as its paragraphs are met."""

    def __init__(self, levels: dict[int, dict[int, _Level]]) -> None:
        self._levels = levels
        self._counts: dict[int, dict[int, int]] = {}

    def label(self, properties: Any, style: Style) -> str:
        """The bullet or number that Word prints before a paragraph ("" for none)."""
        place = style.numbering
        if place is None or place[0] not in self._levels:
            return ""
        listed, level = place
        levels = self._levels[listed]
        shape = levels.get(level, _Level())
        if shape.format in ("bullet", "none"):
            depth = max(level, style.list_level)
            return BULLETS[min(max(depth, 0), len(BULLETS) - 1)] if shape.format == "bullet" else ""
        counts = self._counts.setdefault(listed, {})
        counts[level] = counts.get(level, shape.start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._printed(shape, levels, counts)

    def _printed(self, shape: _Level, levels: dict[int, _Level], counts: dict[int, int]) -> str:
        def put(match: re.Match[str]) -> str:
            level = int(match[1]) - 1
            own = levels.get(level, _Level("decimal"))
            return _counted(counts.get(level, own.start), own.format)

        return _PLACE.sub(put, shape.text) or f"{max(counts.values(), default=1)}."


def _counted(number: int, shape: str) -> str:
    if shape == "lowerLetter" and number > 0:
        return chr(ord("a") + (number - 1) % 26)
    if shape == "upperLetter" and number > 0:
        return chr(ord("A") + (number - 1) % 26)
    if shape in ("lowerRoman", "upperRoman") and 0 < number < 40:
        letters = ""
        for value, sign in _ROMAN:
            while number >= value:
                letters, number = letters + sign, number - value
        return letters if shape == "lowerRoman" else letters.upper()
    return str(number)


def numbering_of(root: Any) -> Numbering:
    """The lists of a numbering part (none for None)."""
    shapes: dict[int, dict[int, _Level]] = {}
    lists: dict[int, dict[int, _Level]] = {}
    for element in () if root is None else root:
        if local(element) == "abstractNum":
            shapes[_number(element, "abstractNumId") or 0] = _levels_of(element)
        elif local(element) == "num":
            shape = _number(_child(element, "abstractNumId"))
            lists[_number(element, "numId") or 0] = shapes.get(-1 if shape is None else shape, {})
    lists.pop(0, None)
    return Numbering(lists)


def _levels_of(shape: Any) -> dict[int, _Level]:
    levels = {}
    for element in shape:
        if local(element) == "lvl":
            kind, text = _child(element, "numFmt"), _child(element, "lvlText")
            start = _number(_child(element, "start"))
            levels[_number(element, "ilvl") or 0] = _Level(
                (attribute(kind, "val") if kind is not None else None) or "decimal",
                (attribute(text, "val") if text is not None else None) or "",
                1 if start is None else start,
            )
    return levels
