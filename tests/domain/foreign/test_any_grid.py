"""Whatever stands in a file's tables: a draft that accounts for every row, or a refusal in words."""

from collections import Counter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from support.foreign.plans import TODAY, a_file
from tracker.domain.foreign.draft import Outcome
from tracker.domain.foreign.grid import Grid, GridCell, GridFile
from tracker.domain.foreign.understand import understand
from tracker.domain.foreign.wire import tables_as_json, tables_from_json
from tracker.errors import UserError

WORDS = st.sampled_from(
    ["Action", "Lead", "By when", "Recommendation", "Status:", "RAG", "No", "1", "1.1", "2a", "Improve plans.",
     "and more",
     "Ann Poole", "TBC", "Ongoing", "Q2 2024/25", "Green", "B", "Complete", "Recommendation 2: Hear children.", "Total",
     "Blue = done", "Oct 24: done", "a) One\nb) Two", "12/03/24: Begun", "e.g. 1", "From June 2024", "Key", "60%"]
)  # fmt: skip
TEXTS = WORDS | st.text(max_size=10)
CELLS = st.builds(
    lambda text, fill, struck, formula: GridCell(
        "" if struck else text, text, fill, text if struck else "", formula=formula
    ),
    TEXTS, st.sampled_from(["", "FF0000", "0070C0"]), st.booleans(), st.booleans(),
)  # fmt: skip
PLACES = st.tuples(st.integers(1, 9), st.integers(1, 5))


@st.composite
def files(draw: Any) -> GridFile:
    grids = []
    for number in range(draw(st.integers(1, 3))):
        cells = draw(st.dictionaries(PLACES, CELLS, max_size=30))
        if draw(st.booleans()):
            cells |= {(1, at): GridCell(text, text) for at, text in enumerate(("No", "Action", "Lead", "By when"), 1)}
        merged = {(row, at): (row, 1) for row in draw(st.frozensets(st.integers(1, 9), max_size=2)) for at in (2, 3)}
        kept = {place: cell for place, cell in cells.items() if place not in merged}
        page = draw(st.none() | st.just(number + 1))
        grids.append(Grid(f"table {number + 1}", kept, merged, page=page))
    return a_file(*grids)


@settings(max_examples=300, deadline=None)
@given(files())
def test_any_tables_give_a_draft_or_a_refusal(file: GridFile) -> None:
    try:
        draft = understand(file, TODAY)
    except UserError:
        return
    counted = Counter(one.outcome for one in draft.outcomes)
    assert sum(counted[outcome] for outcome in Outcome) == draft.rows
    assert len({(one.sheet, one.row) for one in draft.outcomes}) == draft.rows
    assert all(one.reason for one in draft.outcomes if one.outcome is Outcome.SKIPPED)
    assert understand(tables_from_json(tables_as_json(file)), TODAY) == draft
