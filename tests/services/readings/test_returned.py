"""What a returned workbook would do to a plan, cell by cell and row by row, against what was read and approved.

Each value is typed into each column that may be typed in, and rows are added, lacking, doubled or moved.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import product
from typing import Any

import pytest

from support.builders import a_plan_store
from support.clocks import an_act
from support.readings import approve, lines_of
from tracker.domain.foreign.grid import cell_name
from tracker.domain.plan.fields import FieldType
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.cells import cell_of, fit
from tracker.domain.workbook.returned import (
    ANSWERS,
    DUE_REASON,
    NEW_READING,
    NEW_UPDATE,
    READ_ON,
    Edit,
    ProblemKind,
    Returned,
    ReturnedCell,
    ReturnedRow,
    SentRow,
)
from tracker.errors import UserError
from tracker.services.log.history import in_words, log
from tracker.services.workbook.proposal import MergeProposal, as_json
from tracker.services.workbook.workbook import apply_merge, plan_merge, prefer
from tracker.workbook.columns import SHEETS, Sheet

TODAY = date(2024, 3, 12)
ANSWERED = ("yes", "no", "new", "A1", "R1", "Head of Early Help", "Police", "skip", "3 June 2024", "")
READ_ONLY = a_plan_store()
WORDS = ("New words", "", "  two  lines\nof words ", 42.0, True, date(2024, 6, 3))
TYPED: Mapping[FieldType, tuple[Any, ...]] = {
    FieldType.TEXT: WORDS, FieldType.NOTE: WORDS, FieldType.WORDS: ("one; two", "", "one; one"),
    FieldType.DATE: (date(2024, 6, 3), "3 June 2024", "next week", "", 45446.0, date(2024, 2, 1)),
    FieldType.NUMBER: (12.5, "12,5", "12 %", "many", ""), FieldType.WHOLE: (3.0, "3", 2.5, "-1", ""),
    FieldType.TOKEN: ("complete", "Complete ", "green", "high", "done", "closed", "nonsense", ""),
    FieldType.LINK: ("Youth Justice Lead", "head of early  help", "Nobody Known", "Police", "R2", "A9", "",
                     "Headof Early Help", "???", "\u200b"),
    FieldType.LINKS: ("R1; R2", "R9", "Police; Youth Justice Service", "police;Fire Service", "", "A1"),
    FieldType.FLAG: ("yes", "no", True, "perhaps", ""),
}  # fmt: skip
REFS: Mapping[Kind, tuple[str, ...]] = {
    Kind.RECOMMENDATION: ("R1",), Kind.FINDING: ("F1",), Kind.ACTION: ("A1", "A4"), Kind.MILESTONE: ("S1",),
    Kind.MEASURE: ("M1",), Kind.UPDATE: ("U1",), Kind.EVIDENCE: ("E1",), Kind.PERSON: ("P1",),
}  # fmt: skip
ROWS: Mapping[Kind, tuple[dict[str, Any], ...]] = {
    Kind.ACTION: (
        {"title": "Write it", "targets": "R1", "owner": "Youth Justice Lead", "due": date(2024, 9, 1),
         NEW_UPDATE: "Begun."},
        {"title": "Agree one plan template", "targets": "R1"}, {"targets": "R2"}, {"title": "Two", "owner": "Kim Fox"},
        {"title": "Three", "targets": "R77", "due": "soon", "delivery": "complete"}, {"ref": "A2", "title": "Copied"},
        {"ref": "A77", "title": "Numbered", "targets": "R3", "forecast": "red"},
    ),
    Kind.UPDATE: (
        {"target": "A1", "text": "All agreed.", "forecast": "green"}, {"text": "Of nothing."},
        {"target": "A99", "text": "Of nobody."}, {"target": "A1"},
        {"target": "A2", "text": "Later.", "forecast": "lilac"},
    ),
    Kind.EVIDENCE: (
        {"targets": "A1", "kind": "Multi-agency audit", "shows": "Read", "dated": date(2024, 3, 1),
         "url": "https://example.org"},
        {"targets": "A1", "url": "ftp://example.org"}, {"kind": "Data"}, {"targets": "R1; A2", "shows": "Both"},
    ),
    Kind.PERSON: ({"name": "Kim Fox", "role": "Lead", "agency": "Police"}, {"name": "Designated Nurse"},
                  {"role": "Lead"},
                  {"name": "Lee Ash", "agency": "Fire Service", "email": "lee@example.org"}),
    Kind.MEASURE: ({"name": "Visits in time", "targets": "R2", "baseline": 40.0, "target": 90.0}, {"targets": "R2"}),
    Kind.MILESTONE: ({"action": "A1", "title": "Second draft", "due": date(2024, 4, 2)}, {"title": "Of nothing"}),
}  # fmt: skip


def returned(
    plan: Snapshot, typed: Mapping[tuple[str, str], Any] | None = None, *new: ReturnedRow, **more: Any
) -> Returned:
    """The whole plan as a workbook that says what it said, but for what was typed and rows that were added."""
    rows = []
    for row in UNTOUCHED:
        own = {name: value for (ref, name), value in (typed or {}).items() if ref == row.ref}
        rows.append(replace(row, cells={name: replace(cell, value=own.get(name, cell.value))
                                        for name, cell in row.cells.items()} if own else row.cells))  # fmt: skip
    sent = tuple(SentRow(row.id or RecordId(""), row.ref) for row in UNTOUCHED)
    facts = {"rows": (*rows, *new), "kinds": frozenset(sheet.kind for sheet in SHEETS), "sent": sent, **more}
    return Returned("return.xlsx", plan.plan.id, plan.number, plan.head, TODAY, **facts)


def as_sent(plan: Snapshot) -> Iterator[ReturnedRow]:
    """The rows of a plan as they go out."""
    for sheet in SHEETS:
        for n, record in enumerate(plan.of(sheet.kind), 2):
            cells = {}
            for at, column in enumerate(sheet.columns, 3):
                said = None if column.name in ANSWERS else cell_of(plan, record, column.name, TODAY)
                cells[column.name] = ReturnedCell(said, f"{sheet.title}!{cell_name(n, at)}", column.edit)
            yield ReturnedRow(sheet.kind, record.id, record.ref, f"{sheet.title}!A{n}", cells)


UNTOUCHED = tuple(as_sent(READ_ONLY.snapshot()))
ACTIONS_SENT = [one for one in UNTOUCHED if one.kind is Kind.ACTION]


def added(kind: Kind, said: Mapping[str, Any], n: int) -> ReturnedRow:
    sheet = next(one for one in SHEETS if one.kind is kind)
    cells = {
        column.name: ReturnedCell(said[column.name], f"{sheet.title}!{cell_name(n, at)}", column.edit)
        for at, column in enumerate(sheet.columns, 3)
        if column.name in said and column.edit is not Edit.NEVER
    }
    return ReturnedRow(kind, None, str(said.get("ref", "")), f"{sheet.title}!A{n}", cells)


def outcome(bring: Callable[[Snapshot], Returned], answers: Mapping[str, str] | None = None) -> Any:
    """What is proposed."""
    try:
        with READ_ONLY.begin(writing=False) as uow:
            return proposed(plan_merge(uow, an_act(), bring(uow.snapshot()), answers))
    except UserError as fault:
        return {"refused": f"{fault.message} ({fault.hint})"}


def taken(bring: Callable[[Snapshot], Returned]) -> Any:
    """What it does to a plan where every dispute is decided for it."""
    store = a_plan_store()
    try:
        with store.begin() as uow:
            proposal = plan_merge(uow, an_act(), bring(uow.snapshot()))
            apply_merge(uow, an_act(), proposal, prefer(proposal, "theirs"))
    except UserError as fault:
        return {"refused": f"{fault.message} ({fault.hint})"}
    with store.begin(writing=False) as uow:
        return {"done": [[one.verb, *map(in_words, one.lines)] for one in log(uow, None)[2:]]}


def proposed(found: MergeProposal) -> Any:
    edits = [[one.place.ref, one.place.external, str(one.was), str(one.now), one.reason or "", one.cell]
             for one in found.applied]  # fmt: skip
    against = [[one.place.ref, one.place.external, str(one.base), str(one.ours), str(one.theirs)]
               for one in found.conflicts]  # fmt: skip
    new = [[one.kind, one.title, one.cell, f"{dict(one.fields)} {one.update} {one.target}"] for one in found.added]
    said = [[str(one.kind), one.cell, one.message] for one in found.problems]
    return {"edits": edits, "against": against, "new": new, "missing": found.missing, "said": said,
            "same": found.unchanged}  # fmt: skip


def without_numbers(plan: Snapshot) -> Returned:
    rows = tuple(replace(one, id=None, ref="") for one in returned(plan).rows)
    return replace(returned(plan), unnumbered=frozenset({Kind.ACTION}), rows=rows)


def _cells(sheet: Sheet) -> Iterator[tuple[str, Any]]:
    for ref, column in product(REFS[sheet.kind], sheet.columns):
        for value in TYPED.get(column.type, WORDS[:2]) if column.edit is not Edit.NEVER else WORDS[:1]:
            at = (ref, column.name)
            yield f"{ref} {column.name} {value!r}", outcome(lambda plan, at=at, v=value: returned(plan, {at: v}))


def _rows() -> Iterator[tuple[str, Any]]:
    for kind, rows in ROWS.items():
        for n, said in enumerate(rows, 40):
            yield f"{kind} {n}", outcome(lambda plan, k=kind, s=said, at=n: returned(plan, None, added(k, s, at)))
        every = [added(kind, said, n) for n, said in enumerate(rows, 40)]
        yield f"{kind} all", outcome(lambda plan, e=every: returned(plan, None, *e))
        yield f"{kind} taken", taken(lambda plan, e=every: returned(plan, None, *e[:1]))


EDITS: Mapping[str, Mapping[tuple[str, str], Any]] = {
    "reading": {("M1", NEW_READING): 60.0, ("M1", READ_ON): date(2024, 3, 1)},
    "reading without a day": {("M1", NEW_READING): 60.0}, "day without a reading": {("M1", READ_ON): date(2024, 3, 1)},
    "reading to come": {("M1", NEW_READING): 60.0, ("M1", READ_ON): date(2024, 8, 1)},
    "same reading": {("M1", NEW_READING): 52.0, ("M1", READ_ON): date(2024, 2, 1)},
    "date with reason": {("A2", "due"): date(2024, 6, 3), ("A2", DUE_REASON): "Staff left"},
    "date without reason": {("A2", "due"): date(2024, 6, 3)},
    "reason without date": {("A2", DUE_REASON): "Staff left"},
    "update": {("A2", NEW_UPDATE): "Half done.", ("A2", "forecast"): "amber"},
    "update again": {("A1", NEW_UPDATE): "Template shared with partners."},
    "done": {("A2", "done"): date(2024, 3, 1), ("A2", "delivery"): "complete"},
    "done ahead": {("A2", "done"): date(2024, 5, 1)},
    "cut": {("A2", "description"): fit("x" * 40_000), ("A1", "title"): fit("y" * 40_000)},
    "emptied": {(f"A{n}", "owner"): None for n in range(1, 6)},
    "waits": {("A1", "waits_for"): "A2", ("A2", "waits_for"): "A1"},
}  # fmt: skip


def _together() -> Iterator[tuple[str, Any]]:
    for name, typed in EDITS.items():
        yield name, outcome(lambda plan, t=typed: returned(plan, t))
        yield f"{name} taken", taken(lambda plan, t=typed: returned(plan, t))
    yield "nil return", outcome(lambda plan: returned(plan, None, nil_return="Read me!B9"))
    yield "rows gone", outcome(lambda plan: replace(returned(plan), rows=returned(plan).rows[3:]))
    yield (
        "rows doubled",
        outcome(lambda plan: returned(plan, None, returned(plan).rows[8])),
    )
    yield "of another", outcome(lambda plan: replace(returned(plan), for_name="Youth Justice Lead"))
    yield "of nobody", outcome(lambda plan: replace(returned(plan), for_name="Nobody Known"))
    yield "numbers gone", outcome(without_numbers)
    for count in range(1, 6):
        yield f"{count} rows without numbers", outcome(lambda plan, n=count: replace(
            returned(plan), rows=tuple(replace(one, id=None, ref="") for one in ACTIONS_SENT[:n])))  # fmt: skip
    yield "without what was sent", outcome(lambda plan: replace(returned(plan), sent=None))
    yield "of another plan", outcome(lambda plan: replace(returned(plan), plan_id=plan.actions[0].id))
    yield "of a later change", outcome(lambda plan: replace(returned(plan), base_number=99))


def _asked() -> Iterator[tuple[str, Any]]:
    """Each question that the rows and cells above ask, with every answer that a person may type."""
    typed = {("A1", "owner"): "Headof Early Help", ("A4", "agency"): "Polise", ("A2", "due"): date(2024, 6, 3)}
    rows = [added(Kind.ACTION, said, n) for n, said in enumerate(ROWS[Kind.ACTION], 40)]
    with a_plan_store().begin() as uow:
        found = plan_merge(uow, an_act(), returned(uow.snapshot(), typed, *rows))
        yield "answer", as_json(found, written=False)
    yield from _answers("", lambda plan: returned(plan, typed, *rows))
    yield from _answers("emptied", lambda plan: returned(plan, EDITS["emptied"]))
    yield from _answers("without numbers", without_numbers)


def _answers(name: str, bring: Callable[[Snapshot], Returned]) -> Iterator[tuple[str, Any]]:
    asked = sorted({cell for kind, cell, _ in outcome(bring)["said"] if kind == ProblemKind.QUESTION})
    for cell, answer in product(asked, ANSWERED):
        yield f"{name} {cell} {answer}", outcome(bring, {cell: answer})


READERS = {
    **{sheet.title.lower(): partial(_cells, sheet) for sheet in SHEETS},
    "rows": _rows,
    "together": _together,
    "asked": _asked,
}


@pytest.mark.parametrize("name", READERS)
def test_a_return_does_what_it_did(name: str) -> None:
    untouched = set(lines_of(outcome(returned)))
    said = [line for line in lines_of(dict(READERS[name]())) if f".{line.rpartition('].')[2]}" not in untouched]
    approve(f"returned-{name}", [*(f"= {line}" for line in sorted(untouched)), *said])
