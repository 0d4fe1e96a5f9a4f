"""Cells and orders that a column of any list is made of: a field as it stands, a date, the name of who it points to."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from tracker.domain.dates.dates import show
from tracker.ui.lists.cells import Cell, CellField, Column, Edit, Look, number_of

CellOf = Callable[[Look, Any], Cell]
OrderOf = Callable[[Look, Any], Any]


def words(name: str, quiet: str = "") -> CellOf:
    """A field's words, over two lines or with another's under them; nothing where a record has no such field."""

    def cell(_look: Look, record: Any) -> Cell:
        under = str(getattr(record, quiet) or "") if quiet else ""
        return Cell(str(getattr(record, name, "") or ""), under, wraps=not under)

    return cell


def dated(name: str) -> CellOf:
    """A field's day."""

    def cell(_look: Look, record: Any) -> Cell:
        return Cell(show(getattr(record, name)))

    return cell


def named(name: str) -> CellOf:
    """What the person or agency is called that a field points to."""

    def cell(look: Look, record: Any) -> Cell:
        return Cell(look.snapshot.name_of(getattr(record, name, None)))

    return cell


def by(name: str) -> OrderOf:
    """The order of a field's values, words in any case; None, which comes last, where a record has no such field."""

    def order(_look: Look, record: Any) -> Any:
        value = getattr(record, name, None)
        return value.casefold() if isinstance(value, str) else value

    return order


def by_name(name: str) -> OrderOf:
    """The order of the names of the people or agencies that a field points to."""

    def order(look: Look, record: Any) -> Any:
        return look.snapshot.name_of(getattr(record, name, None)).casefold()

    return order


def ref_cell(_look: Look, record: Any) -> Cell:
    """The reference."""
    return Cell(record.ref)


def ref_order(_look: Look, record: Any) -> Any:
    """References by letter and number."""
    return (record.ref[:1], number_of(record.ref))


REF = Column("ref", "Ref", 15, ref_cell, ref_order)
"""The column that every plain list begins with."""


def text(name: str) -> CellField:
    """Words typed in a field."""
    return CellField(Edit.TEXT, name)


def day(name: str) -> CellField:
    """A day typed in a field."""
    return CellField(Edit.DATE, name)


def number(name: str) -> CellField:
    """A number typed in a field."""
    return CellField(Edit.NUMBER, name)


def refs(name: str) -> CellField:
    """References typed in a field."""
    return CellField(Edit.REFS, name)
