"""What a list shows, as a table to be written to a file: its columns as chosen, its rows as filtered and sorted."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import Any

from tracker.domain.lists.listed_table import ListedTable, Value
from tracker.domain.plan.ids import RecordId
from tracker.ui.lists.cells import DRAFT, Cell, Column, Look
from tracker.ui.lists.record_model import RecordModel
from tracker.ui.lists.record_tree import RecordTree

UNDER = "Under"
"""The heading over what a row stands under, where a list has groups."""
MORE = "{0}, more"
"""The heading over the second lines of a column."""


def listed_table(tree: RecordTree, title: str) -> ListedTable:
    """Everything the list holds, also in groups that are closed; days and numbers are themselves."""
    model = tree.records
    assert model.look is not None, "a list is shown before it is written"
    look = replace(model.look, compact=False)
    columns = [model.columns[model.column_of(key)] for key in tree.columns.shown]
    groups = {group: look.snapshot.get(group) for group in model.groups()}
    rows = [(group, look.snapshot.get(one)) for group, one in _in_order(model)]
    cells = [[column.cell(look, record) for column in columns] for _, record in rows]
    more = [any(row[at].quiet for row in cells) for at in range(len(columns))]
    headings = [UNDER] if groups else []
    for column, second in zip(columns, more, strict=True):
        headings += [column.heading, MORE.format(column.heading)] if second else [column.heading]
    return ListedTable(
        title, tuple(headings),
        tuple(
            (*_under(groups, group), *_values(look, columns, record, own, more))
            for (group, record), own in zip(rows, cells, strict=True)
        ),
        frozenset(at for at, (_, record) in enumerate(rows) if record is not None and record.id in groups),
        look.snapshot.plan.title,
    )  # fmt: skip


def _in_order(model: RecordModel) -> Iterator[tuple[RecordId | None, RecordId]]:
    """Each row with the group it stands under; a row that is only being typed is left out."""
    for top in model.rows_of(None):
        if top != DRAFT:
            yield None, top
        for one in model.rows_of(top):
            if one != DRAFT:
                yield top, one


def _under(groups: dict[RecordId, Any], group: RecordId | None) -> tuple[Value, ...]:
    if not groups:
        return ()
    return (groups[group].ref if group is not None and groups[group] is not None else None,)


def _values(look: Look, columns: list[Column], record: Any, cells: list[Cell], more: list[bool]) -> Iterator[Value]:
    for column, cell, second in zip(columns, cells, more, strict=True):
        yield _value(column.sort(look, record), cell)
        if second:
            yield cell.quiet or None


def _value(sorted_by: Any, cell: Cell) -> Value:
    """The day or number that a column sorts by, where that is what the cell shows; else its words."""
    if not cell.text:
        return None
    if isinstance(sorted_by, date):
        return sorted_by
    if isinstance(sorted_by, int | float) and not isinstance(sorted_by, bool) and cell.text == f"{sorted_by:g}":
        return sorted_by
    return cell.text
