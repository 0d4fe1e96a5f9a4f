"""Every case of the list of faults beside the project, played one to one on a real plan through the command line.

The cases stand here in the order of that list, known by its lines; without it they are played all the same.
"""

from __future__ import annotations

import csv
import shutil
from pathlib import Path
from typing import Final

import pytest

from support.returned.cases import AGREED, CASES
from support.returned.office import Office, libre, make_plan

SAVED_ANEW: Final = frozenset({92, 93, 94})
"""The lines for which LibreOffice is wanted."""


@pytest.fixture(scope="module")
def bases(tmp_path_factory: pytest.TempPathFactory) -> dict[bool, tuple[Path, Path]]:
    return {agreed: make_plan(tmp_path_factory.mktemp("base"), agreed=agreed) for agreed in (False, True)}


@pytest.mark.gold
def test_every_case_of_the_list_is_played(shared: Path) -> None:
    with (shared / "faults" / "returns.tsv").open(encoding="utf-8", newline="") as lines:
        assert len(list(csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))) - 1 == len(CASES)


@pytest.mark.parametrize("line", range(2, len(CASES) + 2))
def test_it_comes_out_as_a_careful_person_expects(
    line: int, tmp_path: Path, bases: dict[bool, tuple[Path, Path]]
) -> None:
    if line in SAVED_ANEW and shutil.which("soffice") is None:
        pytest.skip("LibreOffice is not installed")
    plan, sent = bases[line in AGREED]
    office = Office(tmp_path, Path(shutil.copy(plan, tmp_path / "base.plan")), sent, libre)
    case = CASES[line - 2]
    found = case.play(office)
    assert case.expected(found), found
