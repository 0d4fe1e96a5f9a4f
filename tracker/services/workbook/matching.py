"""Which record each returned row speaks of: by its hidden id, its reference, its words, or none because it is new.

A row may speak only of a record that went out with the workbook. Whatever else it names is asked about, and what such a
row leaves blank is never a wish to empty anything.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from typing import Any

from tracker.domain.people.people import fold
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Record, kind_of, specs
from tracker.domain.plan.scope import scope_of
from tracker.domain.workbook.cells import by_name, is_blank, plain_text, said_items
from tracker.domain.workbook.meanings import reference_meant
from tracker.domain.workbook.returned import ANSWERS, Returned, ReturnedCell, ReturnedRow, SentRow, fingerprint
from tracker.errors import UserError
from tracker.services.workbook.answers import takes
from tracker.services.workbook.wanted_values import View

WORDS = {
    Kind.RECOMMENDATION: "text", Kind.FINDING: "text", Kind.ACTION: "title", Kind.UPDATE: "text",
    Kind.EVIDENCE: "shows", Kind.PERSON: "name", Kind.MILESTONE: "title",
    Kind.MEASURE: "name",
}  # fmt: skip
"""The field by whose words a record is known where its row has lost its numbers."""
_ASK = "Answer with its reference, “new” or “leave”."


@dataclass
class Matched:
    """The rows of each record that went out, in the file's order, and the rows that are new."""

    known: dict[RecordId, tuple[Any, list[ReturnedRow]]] = field(default_factory=dict)
    new: list[ReturnedRow] = field(default_factory=list)
    asked: set[RecordId] = field(default_factory=set)
    """Records that a row in question may speak of."""


@dataclass
class _Sheet:
    """The rows of one kind beside what went out of it."""

    view: View
    kind: Kind
    rows: list[ReturnedRow]
    sent: dict[RecordId, Record]
    copies: Counter[RecordId | None] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.copies = Counter(row.id for row in self.rows if row.id is not None)

    def is_sent(self, record: Record | None) -> bool:
        return record is not None and record.id in self.sent

    def named(self, ref: str) -> Record | None:
        """The record of this kind that a reference names, now or when the workbook went out."""
        for snapshot in (self.view.base, self.view.now):
            record = snapshot.by_ref(reference_meant(self.kind, ref)) if ref else None
            if record is not None and kind_of(record) is self.kind:
                return record
        return None


def sent_records(view: View, returned: Returned) -> dict[RecordId, SentRow]:
    """The rows that went out, by record: as the workbook says, else as the plan then would have sent them."""
    if returned.sent is not None:
        return {row.record: row for row in returned.sent}
    try:
        scope = scope_of(view.base, returned.for_name, with_posts=False)
    except UserError:
        scope = scope_of(view.base)
    return {record.id: SentRow(record.id, record.ref) for found in scope.records.values() for record in found}


def match(view: View, returned: Returned, sent: Mapping[RecordId, SentRow]) -> Matched:
    """The rows by record; what cannot be told is asked or said in the draft and left out.

    Raises UserError where a sheet has lost its numbers and most of what went out cannot be found by its words.
    """
    found = Matched()
    by_kind: dict[Kind, list[ReturnedRow]] = {}
    for row in returned.rows:
        by_kind.setdefault(row.kind, []).append(row)
    went: dict[Kind, dict[RecordId, Record]] = {}
    for record in filter(None, map(view.base.get, sent)):
        went.setdefault(kind_of(record), {})[record.id] = record
    for kind, rows in by_kind.items():
        sheet = _Sheet(view, kind, rows, went.get(kind, {}))
        if _has_lost_its_numbers(sheet, returned):
            _by_words(sheet, returned, found)
        else:
            for row in rows:
                _by_numbers(sheet, row, found)
    return found


def _has_lost_its_numbers(sheet: _Sheet, returned: Returned) -> bool:
    if not sheet.sent:
        return False
    if sheet.kind in returned.unnumbered:
        return True
    numbered = any(row.id or row.ref for row in sheet.rows if row.where not in sheet.view.answers)
    return not numbered and len(sheet.rows) > max(2, len(sheet.sent) // 2)


def _by_words(sheet: _Sheet, returned: Returned, found: Matched) -> None:
    """Matches rows by their words: only where most of what went out is found again."""
    name = WORDS[sheet.kind]
    places: dict[str, list[Record]] = {}
    for record in sheet.sent.values():
        places.setdefault(plain_text(getattr(record, name)).casefold(), []).append(record)
    strays: list[ReturnedRow] = []
    known: dict[RecordId, tuple[Any, list[ReturnedRow]]] = {}
    for row in sheet.rows:
        if row.ref or row.is_new:
            _by_numbers(sheet, row, found)
            continue
        cell = row.cells.get(name)
        records = places.get(plain_text(cell.value).casefold(), []) if cell is not None else []
        if len(records) == 1:
            known.setdefault(records[0].id, (records[0], []))[1].append(row)
        else:
            strays.append(row)
    if len(known) * 2 < len(sheet.sent):
        raise UserError(
            f"{returned.file} has lost the numbers of its {sheet.kind}s, and most cannot be told by their words",
            "put the “Ref” column back, or copy what is new into the workbook that went out",
        )
    found.known.update(known)
    for row in strays:
        if takes(sheet.view.answers, row.where) or sheet.kind in (Kind.RECOMMENDATION, Kind.FINDING, Kind.UPDATE):
            found.new.append(row)
        else:
            sheet.view.draft.ask(
                row.where, f"This row has no number, and no {sheet.kind} went out in its words. {_ASK}"
            )


def _by_numbers(sheet: _Sheet, row: ReturnedRow, found: Matched) -> None:
    draft = sheet.view.draft
    if row.is_new:
        found.new.append(row)
        return
    by_id = sheet.sent.get(RecordId(str(row.id)))
    by_ref = sheet.named(row.ref)
    copied = row.id is not None and sheet.copies[row.id] > 1
    if by_id is not None and by_ref is not None and by_ref.id == by_id.id:
        _know(found, by_id, row)
    elif by_id is None and row.id is not None and by_ref is None:
        _foreign(sheet, row, found)
    elif by_id is not None and copied:
        if row.ref:
            _ask_whose(sheet, row, by_ref, found)
        else:
            found.new.append(row)
    elif by_id is not None and by_ref is None:
        if row.ref:
            draft.note(row.where, f"“{row.ref}” stood as {by_id.ref}: references never change, so it is taken as that.")
        _know(found, by_id, row)
    elif by_ref is not None:
        _by_reference(sheet, row, by_ref, found)
    else:
        if row.ref:
            draft.note(row.where, f"There is no {row.ref}: the row is taken as new and gets a reference of its own.")
        found.new.append(row)


def _by_reference(sheet: _Sheet, row: ReturnedRow, record: Record, found: Matched) -> None:
    """A row that names a record by a reference which its hidden number, if it has one, does not bear out."""
    said = takes(sheet.view.answers, row.where)
    if not said and (not sheet.is_sent(record) or (row.id in sheet.sent and record.id not in sheet.copies)):
        _ask_whose(sheet, row, record, found)
        return
    if row.id in sheet.sent:
        own = sheet.sent[RecordId(str(row.id))]
        sheet.view.draft.note(
            row.where, f"This row's hidden number is that of {own.ref}: it is taken as {record.ref}, as it says."
        )
    known = sheet.view.base.get(record.id) or record
    _know(found, known, row if row.id is not None or not sheet.copies else without_blanks(row))


def _foreign(sheet: _Sheet, row: ReturnedRow, found: Matched) -> None:
    """A row whose hidden number is that of nothing that went out."""
    record = sheet.view.now.get(row.id)
    if record is not None and kind_of(record) is sheet.kind:
        _ask_whose(sheet, row, record, found)
    else:
        sheet.view.draft.say(row.where, "This row was not in the workbook that went out: it is not taken.")


def _ask_whose(sheet: _Sheet, row: ReturnedRow, named: Record | None, found: Matched) -> None:
    """Asks whether a row is new or speaks of a record that its own number or its sender's return does not bear out."""
    if named is None:
        what = f"This row is a copy of another and calls itself {row.ref}, which is not in the plan."
    elif not sheet.is_sent(named):
        what = f"This row names {named.ref}, which did not go out with this workbook."
    else:
        what = f"This row has the hidden number of another one and names {named.ref}."
    found.asked |= {one for one in (row.id, named.id if named is not None else None) if one is not None}
    sheet.view.draft.ask(row.where, f"{what} Is it that {sheet.kind}, or a new one? {_ASK}")


def _know(found: Matched, record: Record, row: ReturnedRow) -> None:
    found.known.setdefault(record.id, (record, []))[1].append(row)


def without_blanks(row: ReturnedRow) -> ReturnedRow:
    """The row with only what it says."""
    return replace(row, cells={name: cell for name, cell in row.cells.items() if not is_blank(cell.value)})


def is_untouched(returned: Returned, rows: Iterable[ReturnedRow], sent: SentRow | None) -> bool:
    """Whether a record's row says in every column what it said when it went out, by its fingerprint."""
    if sent is None or not sent.fingerprint:
        return False
    return all(_says_what_it_said(returned.columns.get(row.kind, ()), row, sent.fingerprint) for row in rows)


def _says_what_it_said(columns: tuple[str, ...], row: ReturnedRow, sent: str) -> bool:
    cells = row.cells
    if any(name not in cells for name in columns) or any(not is_blank(cells[n].value) for n in ANSWERS if n in cells):
        return False
    return fingerprint(cells[name].value for name in columns) == sent


def missing(view: View, matched: Matched, kinds: Iterable[Kind], sent: Mapping[RecordId, SentRow]) -> list[str]:
    """The references of records that went out, still stand, and have no row any more. Nothing follows from it."""
    present = set(kinds)
    return [
        record.ref
        for record in (view.base.get(one) for one in sent)
        if record is not None
        and kind_of(record) in present
        and record.id not in matched.known
        and record.id not in matched.asked
        and view.now.get(record.id) is not None
    ]


def names_given(view: View, matched: Matched) -> dict[str, RecordId]:
    """The people to whom the sheet of people gives another name, by that name, folded."""
    given = {}
    for record, rows in matched.known.values():
        for row in rows if kind_of(record) is Kind.PERSON else ():
            cell = row.cells.get("name")
            if cell is not None and not is_blank(cell.value) and fold(str(cell.value)) != fold(record.name):
                given[fold(str(cell.value))] = record.id
    return {name: one for name, one in given.items() if view.now.get(one) is not None}


def names_gone(view: View, matched: Matched) -> frozenset[str]:
    """The names, folded, that links still show where a name of the registers was erased after the workbook went out.

    Nobody can tell an erased name from another one, since nothing of it is kept: what stands where it stood is it.
    """
    erased = {record for record, name in view.erased if name == "name"}
    known = matched.known.values() if erased else ()
    cells = ((record, *place) for record, rows in known for row in rows for place in row.cells.items())
    return frozenset(name for record, field_name, cell in cells for name in _gone_in(record, field_name, cell, erased))


def _gone_in(record: Any, name: str, cell: ReturnedCell, erased: AbstractSet[RecordId]) -> Iterator[str]:
    spec = specs(kind_of(record)).get(name)
    if spec is not None and by_name(spec) and not is_blank(cell.value):
        kept = getattr(record, name)
        if not erased.isdisjoint(kept if isinstance(kept, tuple) else (kept,)):
            yield from map(fold, said_items(spec, cell.value))
