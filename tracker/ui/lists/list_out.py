"""What a list shows, as a table to be written to a file: its columns as chosen, its rows as filtered and sorted."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from tracker.domain.lists.listed_table import ListedTable, Value
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.lists.cells import DRAFT, Cell, Column, Look
from tracker.ui.lists.record_model import RecordModel
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.lists.rows import heading_words

UNDER = "Under"
"""The heading over what a row stands under, where a list has groups."""
MORE = "{0}, more"
"""The heading over the second lines of a column."""


@dataclass(frozen=True, slots=True)
class ListOutline:
    """Which rows and columns a list shows; what stands in them is worked out from the plan as it may leave."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[RecordId | None, RecordId], ...]
    """Each row with the group it stands under."""
    look: Look

    def table(self, snapshot: Snapshot) -> ListedTable:
        """The list with the words of this plan; days and numbers are themselves. Any thread may ask."""
        look = replace(self.look, snapshot=snapshot)
        groups = {group: snapshot.get(group) for group, _ in self.rows if group is not None}
        records = [snapshot.get(one) for _, one in self.rows]
        cells = [[column.cell(look, record) for column in self.columns] for record in records]
        more = [any(row[at].quiet for row in cells) for at in range(len(self.columns))]
        headings = [UNDER] if groups else []
        for column, second in zip(self.columns, more, strict=True):
            headings += [column.heading, MORE.format(column.heading)] if second else [column.heading]
        rows = tuple(
            (*_under(groups, group), *_values(look, self.columns, record, own, more))
            for (group, _), record, own in zip(self.rows, records, cells, strict=True)
        )
        bands = frozenset(at for at, (_, one) in enumerate(self.rows) if one in groups)
        return ListedTable(self.title, tuple(headings), rows, bands, snapshot.plan.title)


def outline_of(tree: RecordTree, title: str) -> ListOutline:
    """Everything a list holds, as filtered and sorted, also in groups that are closed, in the columns it shows."""
    model = tree.records
    assert model.look is not None, "a list is shown before it is written"
    columns = tuple(model.columns[model.column_of(key)] for key in tree.columns.shown)
    return ListOutline(title, columns, tuple(_in_order(model)), model.look)


def _in_order(model: RecordModel) -> Iterator[tuple[RecordId | None, RecordId]]:
    """Each row with the group it stands under; a row that is only being typed is left out."""
    for top in model.rows_of(None):
        if top != DRAFT and heading_words(top) is None:
            yield None, top
        for one in model.rows_of(top):
            if one != DRAFT:
                yield top, one


def _under(groups: dict[RecordId, Any], group: RecordId | None) -> tuple[Value, ...]:
    if not groups:
        return ()
    return (groups[group].ref if group is not None and groups[group] is not None else None,)


def _values(look: Look, columns: Sequence[Column], record: Any, cells: list[Cell], more: list[bool]) -> Iterator[Value]:
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
