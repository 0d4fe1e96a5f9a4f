"""A person's answers to the questions of a returned workbook, by cell, put into what the workbook says.

An answer is "take" (as it stands in the workbook), "leave" (as it stands in the plan), or what is meant instead: a
value for a cell; "new" or a reference for a row.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Final

from tracker.domain.text.words import as_compared
from tracker.domain.workbook.cells import is_blank
from tracker.domain.workbook.returned import Problem, ProblemKind, Returned, ReturnedCell, ReturnedRow

Answers = Mapping[str, str]

_TAKE: Final = frozenset({"take", "theirs", "yes", "new"})
_LEAVE: Final = frozenset({"leave", "ours", "no"})
_HEADING = re.compile(r".*![A-Z]+1", re.DOTALL)
_CELL = re.compile(r"(.*)!([A-Z]{1,3})(\d+)(?::([A-Z]{1,3})(\d+))?", re.DOTALL)


def takes(answers: Answers, cell: str) -> bool:
    """Whether a person said that a cell, row or range is meant as it stands."""
    answer = answers.get(cell)
    return answer is not None and as_compared(answer) not in _LEAVE


def confirms(answer: str) -> bool:
    """Whether an answer says yes to what was asked, and nothing else."""
    return as_compared(answer) in _TAKE


def leaves(answers: Answers, cell: str) -> bool:
    """Whether a person said that the plan stays as it is here."""
    answer = answers.get(cell)
    return answer is not None and as_compared(answer) in _LEAVE


def instead(answers: Answers, cell: str) -> str | None:
    """What a person said is meant instead of what stands there, or None."""
    answer = answers.get(cell)
    return None if answer is None or as_compared(answer) in _TAKE | _LEAVE else answer


def answered(returned: Returned, answers: Answers) -> Returned:
    """The workbook as its sender would have filled it in, knowing what a person answered."""
    if not answers and not returned.headings:
        return returned
    refused = {heading for heading, label in returned.headings.items() if not _names(answers.get(heading), label)}
    ranges = [_within(cell) for cell in answers if ":" in cell and leaves(answers, cell)]
    rows = []
    places = set()
    for row in returned.rows:
        places |= {row.where, *(cell.where for cell in row.cells.values())}
        if not leaves(answers, row.where):
            rows.append(_answered_row(row, answers, ranges, refused))
    strays = tuple(
        Problem(cell, "There is no such cell in this workbook: the answer for it is not used.")
        for cell in answers
        if ":" not in cell and not _HEADING.fullmatch(cell) and cell not in places
    )
    others = tuple(
        Problem(cell, f"“{answers[cell]}” is not the column that was asked about: it is not read.", ProblemKind.UNREAD)
        for cell in sorted(refused & set(answers))
        if not leaves(answers, cell)
    )
    left = tuple(one for one in returned.problems if one.kind is not ProblemKind.QUESTION or one.cell not in answers)
    return replace(returned, rows=tuple(rows), problems=(*left, *strays, *others))


def _names(answer: str | None, label: str) -> bool:
    """Whether an answer says that a heading stands for the column of this label."""
    return answer is not None and (confirms(answer) or as_compared(answer) == as_compared(label))


def _answered_row(
    row: ReturnedRow, answers: Answers, left: list[Callable[[str], bool]], refused: set[str]
) -> ReturnedRow:
    cells = {
        name: _answered_cell(cell, answers)
        for name, cell in row.cells.items()
        if cell.heading not in refused
        and not leaves(answers, cell.where)
        and not any(within(cell.where) for within in left)
    }
    meant = instead(answers, row.where)
    if meant is not None:
        filled = {name: cell for name, cell in cells.items() if not is_blank(cell.value)}
        return replace(row, id=None, ref=meant, cells=filled)
    if takes(answers, row.where):
        return replace(row, ref="", cells=cells, is_new=True)
    return replace(row, cells=cells)


def _answered_cell(cell: ReturnedCell, answers: Answers) -> ReturnedCell:
    meant = instead(answers, cell.where)
    return cell if meant is None else replace(cell, value=meant)


def _within(cells: str) -> Callable[[str], bool]:
    """Whether a cell lies in a range such as "Actions!E2:H13"."""
    whole = _CELL.fullmatch(cells)

    def within(cell: str) -> bool:
        one = _CELL.fullmatch(cell)
        if whole is None or one is None or whole[4] is None or whole[1] != one[1]:
            return False
        across = _column(whole[2]) <= _column(one[2]) <= _column(whole[4])
        return across and int(whole[3]) <= int(one[3]) <= int(whole[5])

    return within


def _column(letters: str) -> tuple[int, str]:
    return len(letters), letters


def span(cells: list[str]) -> str:
    """The range that holds these cells of one sheet: "Actions!E2:H13"; a single cell stands for itself."""
    if len(set(cells)) == 1:
        return cells[0]
    found = [match for match in map(_CELL.fullmatch, cells) if match is not None]
    columns = sorted((match[2] for match in found), key=_column)
    rows = sorted(int(match[3]) for match in found)
    return f"{found[0][1]}!{columns[0]}{rows[0]}:{columns[-1]}{rows[-1]}"
