"""The tables of somebody's own plan, whatever kind of file it is: the one place that knows every reader of them."""

from __future__ import annotations

from pathlib import Path

from tracker.domain.foreign.grid import GridFile


def foreign_file(path: Path) -> GridFile:
    """The tables of somebody's own plan: a workbook, a list of values, a Word file, a PDF or a web page.

    Raises UserError where the file is none of these, or cannot be read.
    """
    from tracker.reading.grids.grids import document_grids
    from tracker.workbook.files import LISTS, is_workbook
    from tracker.workbook.grids import read_grids
    from tracker.workbook.lists import read_list

    if is_workbook(path):
        return read_grids(path)
    return read_list(path) if path.suffix.casefold() in LISTS else document_grids(path)
