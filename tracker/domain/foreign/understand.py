"""A file's tables understood as a plan: which of them are the plan, and what all their rows come to."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.foreign.cells import Asking
from tracker.domain.foreign.columns import EXTRA, PRESETS, RECOMMENDATION, TITLE, UPDATE, named
from tracker.domain.foreign.draft import Draft, SheetTaken, Wanted, settled
from tracker.domain.foreign.forms import find_forms
from tracker.domain.foreign.grid import Grid, GridFile
from tracker.domain.foreign.keys import key_in
from tracker.domain.foreign.layout import RowKind, Table
from tracker.domain.foreign.pages import rejoined
from tracker.domain.foreign.row_kinds import classify
from tracker.domain.foreign.rows import Walk, hidden_note, mapping_of
from tracker.domain.foreign.table import chosen_by, find_table
from tracker.errors import UserError

_ALIKE = 0.55
"""The share of columns in common from which on a second table is another part of the same plan."""
_BESIDE = re.compile(
    r"(?i)^(?:instructions?|guidance|read ?me|cover|front ?sheet|lists?|lookups?|look-ups?|drop ?downs?|"
    r"data validation|matrix|key|glossary|contents|version|record of changes|change log|document control|"
    r"validation|notes)\b"
)


def understand(
    file: GridFile,
    today: date,
    *,
    preset: str = "",
    mapping: Mapping[str, str] | None = None,
    answers: Mapping[str, str] | None = None,
    sheets: Sequence[str] = (),
) -> Draft:
    """What a file's tables would become. `mapping` says what headings stand for, `sheets` which tables alone to read.

    Raises UserError where no table of the file is a plan, or where preset, mapping or an answer makes no sense.
    """
    chosen = _chosen(preset, mapping)
    _refuse_unknown(file, sheets)
    forms, rests = find_forms(file.grids, chosen)
    found = [
        (grid, form or (None if grid.name in rests else find_table(grid, chosen)))
        for grid, form in zip(file.grids, forms, strict=True)
    ]
    taken, left = _taken([one for one in found if one[1] or one[0].name not in rests], sheets)
    left += [SheetTaken(name, left="goes on from the table before it") for name in sorted(rests)]
    taken = rejoined(taken)
    if not taken and file.grids and not any(grid.last_row for grid in file.grids):
        return Draft(file.file, sheets=tuple(left), notes=file.unread)
    if not taken:
        raise _no_plan(file)
    asking = Asking(today, dict(answers or {}))
    asking.learn(key_in(file.grids, {table.grid.name: _data(table) for _, table in found if table and table.is_plan}))
    walk = Walk(asking, file.file)
    for table in taken:
        walk.read(table)
    questions = tuple({(one.place, one.about): one for one in asking.questions}.values())
    notes = [*file.unread, *asking.notes, *(note for t in taken if (note := hidden_note(t.grid, t.rows)))]
    return Draft(
        file.file,
        tuple(taken),
        (*(SheetTaken(t.grid.name, t.header_row, mapping_of(t)) for t in taken), *left),
        tuple(sorted(walk.wanted.values(), key=_key)),
        tuple(walk.planned),
        settled(walk.outcomes, questions),
        questions,
        tuple(dict.fromkeys(notes)),
        frozenset(asking.used),
    )


def _data(table: Table) -> frozenset[int]:
    kept = (RowKind.DATA, RowKind.HEADING)
    return frozenset(row for row, kind in table.rows.items() if kind in kept) | {
        table.header_row,
        table.first_header_row,
    }


def _key(wanted: Wanted) -> int:
    return wanted.key


def is_kept_plan(file: GridFile, today: date) -> bool:
    """Whether a document holds an action plan that is being kept up, rather than a report's list of recommendations.

    Reports say of an item for whom it is and by when; a plan also says how it stands.
    """
    try:
        draft = understand(file, today)
    except UserError:
        return False
    known = {column.name for table in draft.tables for column in table.columns}
    return bool(draft.planned) and TITLE in known and not known.isdisjoint({"delivery", "forecast", UPDATE})


def _refuse_unknown(file: GridFile, sheets: Sequence[str]) -> None:
    names = [grid.name for grid in file.grids]
    for sheet in sheets:
        if sheet not in names:
            raise UserError(f"there is no “{sheet}” in {file.file}", "there are " + ", ".join(names))


def _chosen(preset: str, mapping: Mapping[str, str] | None) -> dict[str, str]:
    wanted = preset.casefold().strip()
    if wanted and wanted not in PRESETS:
        raise UserError(f"there is no preset “{preset}”", "there are " + ", ".join(PRESETS))
    meant = {}
    for heading, name in (mapping or {}).items():
        column = named(name)
        if column is None:
            raise UserError(
                f"“{name}” is no column that “{heading}” could be",
                "use a field such as title, owner, due, recommendation",
            )
        meant[heading] = column
    return chosen_by(meant, wanted)


def _taken(found: Sequence[tuple[Grid, Table | None]], sheets: Sequence[str]) -> tuple[list[Table], list[SheetTaken]]:
    """The tables that make up the plan, in order, and why the others are left."""
    if sheets:
        wanted = [(grid, table) for grid, table in found if grid.name in sheets]
        return [t for _, t in wanted if t], [
            SheetTaken(g.name, left="not chosen") for g, t in found if g.name not in sheets or not t
        ]
    plans = [
        table
        for grid, table in found
        if table and table.is_plan and not _BESIDE.match(grid.name) and not grid.is_hidden
    ]
    plans = plans or [table for _, table in found if table and table.is_plan]
    best = max(plans, key=_worth, default=None)
    taken: list[Table] = []
    left: list[SheetTaken] = []
    last: tuple[Grid, Table] | None = None
    for grid, table in found:
        if best is not None and table is not None and table in plans and _is_like(table, best):
            taken.append(table)
            last = grid, table
        elif last is not None and _goes_on(grid, *last):
            on = classify(replace(last[1], grid=grid, header_row=0, first_header_row=0, rows={}))
            taken.append(on)
            last = grid, on
        else:
            left.append(SheetTaken(grid.name, left=_why_left(grid, table)))
    return taken, left


def _worth(table: Table) -> float:
    return table.worth


def _is_like(table: Table, best: Table) -> bool:
    mine, theirs = ({column.name for column in one.columns} - {EXTRA} for one in (table, best))
    return table is best or (
        len(mine & theirs) >= _ALIKE * len(mine | theirs) and bool(mine & theirs & {TITLE, RECOMMENDATION})
    )


def _goes_on(grid: Grid, before: Grid, table: Table) -> bool:
    """Whether a document's table is the rest of the one before it, on the next page and without headings."""
    if grid.page is None or before.page is None or not 0 <= grid.page - before.page <= 1:
        return False
    widths = {column.at for column in table.columns}
    return not grid.above and grid.last_column == max(widths) and bool(grid.last_row)


def _why_left(grid: Grid, table: Table | None) -> str:
    if grid.is_hidden:
        return "hidden"
    if not grid.last_row:
        return "empty"
    if _BESIDE.match(grid.name):
        return "instructions or lists"
    if table is None:
        return "no headings of a plan found"
    if not any(kind is RowKind.DATA for kind in table.rows.values()):
        return "no rows"
    return (
        "another table: name it to bring it in instead"
        if table.is_plan
        else "no plan: neither actions nor recommendations"
    )


def _no_plan(file: GridFile) -> UserError:
    shown = next(
        (
            " / ".join(t for t in grid.texts(row) if t)[:80]
            for grid in file.grids
            for row in range(1, grid.last_row + 1)
            if len(grid.columns_of(row)) > 2
        ),
        "",
    )
    first = f" (its first row is “{shown}”)" if shown else ""
    return UserError(
        f"no table in {file.file} looks like a plan{first}",
        "a plan has a row of headings such as Action, Lead, By when; say with --map which heading is what: "
        '{"What": "title", "Who": "owner"}; a report is brought in with seed',
        window="A plan has a row of headings such as Action, Lead, By when. A report is brought in as a new report.",
    )
