"""Tables on their way from the process that read them."""

import json
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.foreign.grid import Grid, GridCell, GridFile
from tracker.domain.foreign.wire import tables_as_json, tables_from_json

WORDS = st.text(max_size=8)
VALUES = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | WORDS | st.dates()
CELLS = st.builds(GridCell, WORDS, VALUES, WORDS, WORDS, WORDS, st.booleans(), WORDS) | WORDS.map(
    lambda words: GridCell(words, words)
)
PLACES = st.tuples(st.integers(1, 9), st.integers(1, 9))
NUMBERS = st.frozensets(st.integers(1, 9))
GRIDS = st.builds(
    Grid, WORDS, st.dictionaries(PLACES, CELLS), st.dictionaries(PLACES, PLACES), NUMBERS, NUMBERS,
    is_hidden=st.booleans(), page=st.none() | st.integers(), above=st.lists(WORDS, max_size=2).map(tuple),
)  # fmt: skip
FILES = st.builds(GridFile, WORDS, st.lists(GRIDS, max_size=2).map(tuple), st.lists(WORDS).map(tuple), WORDS)


def same_types(one: GridFile, other: GridFile) -> bool:
    kinds = [[type(cell.value) for grid in file.grids for cell in grid.cells.values()] for file in (one, other)]
    return kinds[0] == kinds[1]


@given(FILES)
def test_tables_come_back_as_they_were(file: GridFile) -> None:
    found = tables_from_json(json.loads(json.dumps(tables_as_json(file))))
    assert found == file
    assert same_types(found, file)


def test_cells_that_are_alike_are_one() -> None:
    cells = {(row, 1): GridCell("1 Apr 2026", date(2026, 4, 1), fill="FF0000") for row in range(1, 4)}
    found = tables_from_json(tables_as_json(GridFile("a.xlsx", (Grid("Plan", cells),)))).grids[0]
    assert found.cells[1, 1] is found.cells[3, 1]
    assert found.cells == cells
