"""Tables as plain JSON, for the way from the process that reads a file to the one that asked for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, Final

from tracker.domain.foreign.grid import Grid, GridCell, GridFile, Place
from tracker.domain.workbook.cells import CellValue

_AS_SHOWN: Final = "="
"""Stands for a value that is the cell's own text."""


def tables_as_json(file: GridFile) -> dict[str, Any]:
    """A file's tables as JSON."""
    grids = [_grid_as_json(grid) for grid in file.grids]
    return {"file": file.file, "grids": grids, "unread": list(file.unread), "sha256": file.sha256}


def tables_from_json(said: Mapping[str, Any]) -> GridFile:
    """The tables that `tables_as_json` wrote."""
    return GridFile(said["file"], tuple(map(_grid, said["grids"])), tuple(said["unread"]), said["sha256"])


def _grid_as_json(grid: Grid) -> dict[str, Any]:
    return {
        "name": grid.name, "cells": [[*place, *_cell_as_json(cell)] for place, cell in grid.cells.items()],
        "merged": [[*place, *first] for place, first in grid.merged.items()],
        "hidden_rows": sorted(grid.hidden_rows), "hidden_columns": sorted(grid.hidden_columns),
        "is_hidden": grid.is_hidden, "page": grid.page, "above": list(grid.above),
    }  # fmt: skip


def _grid(said: Mapping[str, Any]) -> Grid:
    alike: dict[tuple[Any, ...], GridCell] = {}
    cells: dict[Place, GridCell] = {}
    for row, column, *told in said["cells"]:
        cells[row, column] = _cell(alike, told)
    return Grid(
        said["name"], cells, {(row, column): (r, c) for row, column, r, c in said["merged"]},
        frozenset(said["hidden_rows"]), frozenset(said["hidden_columns"]),
        is_hidden=said["is_hidden"], page=said["page"], above=tuple(said["above"]),
    )  # fmt: skip


def _cell_as_json(cell: GridCell) -> list[Any]:
    """What a cell holds, without the blanks at the end."""
    value: Any = cell.value
    if isinstance(value, date):
        value = [value.isoformat()]
    elif isinstance(value, str):
        value = _AS_SHOWN if value == cell.text else [None, value]
    told = [cell.text, value, cell.fill, cell.struck, cell.comment, int(cell.formula), cell.fault]
    used = next((at for at in range(len(told), 0, -1) if told[at - 1] != _BLANK[at - 1]), 0)
    return told[:used]


def _cell(alike: dict[tuple[Any, ...], GridCell], told: Sequence[Any]) -> GridCell:
    """A cell; those that are alike are one."""
    text, value, fill, struck, comment, formula, fault = [*told, *_BLANK[len(told) :]]
    kept = _value(value, text)
    key = (text, kept, type(kept), fill, struck, comment, formula, fault)
    found = alike.get(key)
    if found is None:
        found = alike[key] = GridCell(text, kept, fill, struck, comment, bool(formula), fault)
    return found


_BLANK: Final[tuple[Any, ...]] = ("", None, "", "", "", 0, "")


def _value(said: Any, text: str) -> CellValue:
    if isinstance(said, list):
        return str(said[1]) if said[0] is None else date.fromisoformat(said[0])
    value: CellValue = text if said == _AS_SHOWN else said
    return value
