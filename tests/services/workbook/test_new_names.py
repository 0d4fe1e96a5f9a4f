"""Names that a workbook brings and the registers do not know."""

from typing import Any

import pytest

from support.builders import an_action, an_id
from tracker.domain.plan.records import Kind, specs
from tracker.domain.workbook.returned import Problem, ProblemKind
from tracker.services.workbook.known_rows import place_of
from tracker.services.workbook.new_names import name_newcomers
from tracker.services.workbook.proposal import Added, Draft, Edited, NewName


def named(field: str, value: Any, cell: str) -> Edited:
    return Edited(place_of(an_action(1), specs(Kind.ACTION)[field]), "", str(value), value, cell)


@pytest.mark.parametrize(
    ("kind", "taken"), [(ProblemKind.QUESTION, False), (ProblemKind.NOTE, True), (ProblemKind.REFUSED, True)]
)
def test_a_new_name_is_taken_unless_its_cell_is_asked_about(kind: ProblemKind, taken: bool) -> None:
    draft = Draft()
    draft.applied += [named("owner", NewName("Kim Fox"), "Actions!E2")]
    draft.problems += [
        Problem("Actions!E2", "Is it Kim Foxx?", kind),
        Problem("Actions!E3", "Who?", ProblemKind.QUESTION),
    ]
    name_newcomers(draft)
    assert [(one.kind, one.title, one.cell) for one in draft.added] == (
        [(Kind.PERSON, "Kim Fox", "Actions!E2")] if taken else []
    )


def test_a_name_is_taken_once_however_it_is_spelt_and_not_where_it_has_a_row() -> None:
    draft = Draft()
    draft.added += [Added(Kind.PERSON, "Kim Fox", "People!A9", {"name": "Kim Fox"})]
    agencies = (an_id(101), NewName("Fire Service"), NewName("fire  SERVICE"))
    draft.applied += [named("owner", NewName("kim fox"), "Actions!E2"), named("supporting", agencies, "Actions!F2")]
    name_newcomers(draft)
    assert [(one.kind, one.title) for one in draft.added[1:]] == [(Kind.AGENCY, "Fire Service")]
