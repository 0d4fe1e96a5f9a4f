"""What a person is shown of a plan before it comes in: what is asked of it, and what it becomes, line by line."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from tracker.domain.dates.dates import show
from tracker.domain.foreign.columns import EXTRA, MANY
from tracker.domain.foreign.draft import Draft, Outcome, Question
from tracker.domain.foreign.grid import GridFile, Place, cell_name
from tracker.domain.foreign.layout import Column, Table
from tracker.domain.foreign.understand import understand
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import as_compared, how_many
from tracker.services.foreign.bring_in import Brought, Source, bring_in
from tracker.services.ports import Act, UnitOfWork

LEFT_EMPTY: Final = "leave"
SKIPPED: Final = "skip"
"""What a column is that is left out altogether."""


@dataclass(frozen=True, slots=True)
class Theirs:
    """Somebody's plan as it was read: its tables, and the file in which they stand."""

    tables: GridFile
    source: Source


@dataclass(frozen=True, slots=True)
class Asked:
    """One question, with every cell of which the same is asked."""

    about: str
    text: str
    why: str
    answers: tuple[str, ...]
    cells: tuple[tuple[str, int, int], ...]
    """Sheet, row and column of each."""

    @property
    def where(self) -> str:
        """Its first cell, and how many more there are."""
        _, row, column = self.cells[0]
        more = len(self.cells) - 1
        return cell_name(row, column) + (f" and {more} more" if more else "")

    @property
    def choices(self) -> tuple[tuple[str, str], ...]:
        """The likely answers, each in words and as it is kept; leaving it empty is one of them."""
        kept = self.answers if LEFT_EMPTY in self.answers else (*self.answers, LEFT_EMPTY)
        return tuple((self.in_words(answer), answer) for answer in kept)

    def in_words(self, answer: str) -> str:
        """An answer as a person says it."""
        if answer == LEFT_EMPTY:
            return "Leave the plan as it is" if "take" in self.answers else "Leave it empty"
        try:
            return show(date.fromisoformat(answer))
        except ValueError:
            return {"take": "Take what the file says", "new": f"A new name: {self.text}"}.get(answer, answer)


@dataclass(frozen=True, slots=True)
class SaidOfIt:
    """What a person has said of a file so far: columns by heading, answers, and the tables to be read alone."""

    mapping: Mapping[str, str] = field(default_factory=dict)
    answered: tuple[tuple[Asked, str], ...] = ()
    sheets: tuple[str, ...] = ()

    @property
    def answers(self) -> dict[str, str]:
        """The answers by sheet and cell."""
        return {
            f"{sheet}!{cell_name(row, column)}": answer
            for asked, answer in self.answered
            for sheet, row, column in asked.cells
        }

    def answer(self, asked: Asked, answer: str) -> SaidOfIt:
        """With this answer, in the place of another to the same question."""
        others = tuple(one for one in self.answered if _same(one[0]) != _same(asked))
        return replace(self, answered=(*others, (asked, answer)))

    def correct(self, table: Table, column: Column, name: str) -> SaidOfIt:
        """With a column taken for something else; another that was taken for this is kept beside.

        Answers to what was asked of the column are forgotten.
        """
        others = {
            other.heading: EXTRA
            for other in table.columns
            if other.name == name and name not in (*MANY, SKIPPED) and other.at != column.at and other.heading
        }
        kept = tuple((asked, answer) for asked, answer in self.answered if asked.cells[0][2] != column.at)
        return replace(self, mapping={**self.mapping, **others, column.heading: name}, answered=kept)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what a file becomes. `standing` is "new", "known", "asked", "left" or "note"."""

    key: str
    standing: str
    words: str
    ref: str = ""
    who: str = ""
    due: date | None = None
    is_action: bool = False
    place: tuple[str, int] | None = None
    """Sheet and row in which it stands."""


@dataclass(frozen=True, slots=True)
class Looked:
    """What a file would come to with what was said of it. Each question goes with its answer, None where it is open."""

    draft: Draft
    said: SaidOfIt
    brought: Brought
    questions: tuple[tuple[Asked, str | None], ...]
    lines: tuple[Line, ...]

    @property
    def open(self) -> tuple[Asked, ...]:
        """What is still asked."""
        return tuple(asked for asked, answer in self.questions if answer is None)

    @property
    def first(self) -> RecordId | None:
        """The first record that comes of it."""
        found = [record for _, record, _ in (*self.brought.recommendations, *self.brought.actions)]
        return found[0] if found else None

    @property
    def summary(self) -> str:
        """What comes in, in a sentence."""
        brought = self.brought
        new = [sum(is_new for *_, is_new in found) for found in (brought.actions, brought.recommendations)]
        known = len(brought.actions) + len(brought.recommendations) - sum(new)
        words = f"{how_many(new[0], 'action')} and {how_many(new[1], 'recommendation')} come in"
        words += f", {known} in the plan already" if known else ""
        return f"{words}; {how_many(len(self.open), 'question')} left" if self.open else words


Headings = Mapping[str, Mapping[str, str]]
"""What people made of headings in files before, by all the headings of such a file, a line each."""
LIKE: Final = 0.8
"""The share of headings in common from which on a file is like one before."""


def headings_of(draft: Draft) -> str:
    """The headings of a file as they are remembered, a line each."""
    return "\n".join(
        sorted({as_compared(one.heading) for table in draft.tables for one in table.columns if one.heading})
    )


def as_before(draft: Draft, kept: Headings) -> Mapping[str, str]:
    """What was made of the headings of the likest file before, where it is something else than now; else nothing."""
    own = set(headings_of(draft).split("\n"))
    likeness = {said: len(own & set(said.split("\n"))) / len(own | set(said.split("\n"))) for said in kept}
    best = max(likeness, key=likeness.__getitem__, default="")
    if likeness.get(best, 0.0) < LIKE:
        return {}
    now = {column.heading: column.name for table in draft.tables for column in table.columns}
    meant = {as_compared(heading): name for heading, name in kept[best].items()}
    found = {heading: meant[as_compared(heading)] for heading in now if as_compared(heading) in meant}
    return {} if all(now[heading] == name for heading, name in found.items()) else found


def understood(theirs: Theirs, said: SaidOfIt, today: date) -> Draft:
    """What the file's tables would become. Raises UserError where none is a plan, or an answer makes no sense."""
    return understand(theirs.tables, today, mapping=said.mapping, answers=said.answers, sheets=said.sheets)


def look(uow: UnitOfWork, act: Act, draft: Draft, theirs: Theirs, said: SaidOfIt) -> Looked:
    """What bringing it in would do; nothing is written."""
    brought = bring_in(uow, act, draft, theirs.source, said.answers, write=False)
    return Looked(draft, said, brought, _questions(draft, brought, said), tuple(_lines(draft, brought)))


def heading_of(table: Table, at: int) -> Column:
    """The column of a place as the table has it; one that was left out is known by its heading alone."""
    found = next((column for column in table.columns if column.at == at), None)
    printed = " ".join(table.grid.seen(table.header_row, at).text.split())
    return found or Column(at, printed, SKIPPED if printed else "")


def _same(asked: Asked) -> tuple[object, ...]:
    return asked.about, asked.cells


def _questions(draft: Draft, brought: Brought, said: SaidOfIt) -> tuple[tuple[Asked, str | None], ...]:
    """All that was asked, from the top left: what is open, and what was answered."""
    waiting = grouped(brought.questions)
    still = {_same(asked) for asked in waiting}
    found: list[tuple[Asked, str | None]] = [(asked, None) for asked in waiting]
    found += [(asked, answer) for asked, answer in said.answered if _same(asked) not in still]
    order = {table.grid.name: place for place, table in enumerate(draft.tables)}

    def where(one: tuple[Asked, str | None]) -> tuple[int, Place]:
        sheet, row, column = one[0].cells[0]
        return order.get(sheet, len(order)), (row, column)

    return tuple(sorted(found, key=where))


def grouped(questions: Sequence[Question]) -> list[Asked]:
    """The questions, those of which the same is asked as one."""
    cells: dict[tuple[str, str, str, tuple[str, ...]], list[tuple[str, int, int]]] = {}
    for one in questions:
        cells.setdefault((one.about, one.text, one.why, one.answers), []).append((one.sheet, one.row, one.column))
    return [Asked(*same, tuple(found)) for same, found in cells.items()]


def _lines(draft: Draft, brought: Brought) -> Iterator[Line]:
    """Recommendations with their actions under them, then what is left out and why, then what is to be known."""
    now: Snapshot = brought.snapshot
    asked = {(one.sheet, one.row) for one in brought.questions}
    asked |= {
        (table.grid.name, row)
        for table in draft.tables
        for row, covered in table.grid.covers.items()
        if not asked.isdisjoint(covered)
    }
    under: dict[RecordId | None, list[Line]] = {}
    for planned, record, new in brought.actions:
        action = now.get(record)
        standing = "asked" if (planned.sheet, planned.row) in asked else "new" if new else "known"
        who = now.name_of(action.owner) if action.owner else now.name_of(action.agency) if action.agency else ""
        line = Line(record, standing, action.title, action.ref, who, action.due, True, (planned.sheet, planned.row))
        under.setdefault(next(iter(action.targets), None), []).append(line)
    for wanted, record, new in brought.recommendations:
        found = now.get(record)
        yield Line(record, "new" if new else "known", found.text, found.ref, place=(wanted.sheet, wanted.row))
        yield from under.pop(record, ())
    for lines in under.values():
        yield from lines
    yield from _left(draft, brought)


def _left(draft: Draft, brought: Brought) -> Iterator[Line]:
    skipped = [one for one in brought.outcomes if one.outcome is Outcome.SKIPPED]
    first = {one.reason: (one.sheet, one.row) for one in reversed(skipped)}
    for reason, count in Counter(one.reason for one in skipped).items():
        yield Line(f"left {reason}", "left", f"{how_many(count, 'row')}: {reason}", place=first[reason])
    for sheet in draft.sheets:
        if sheet.left:
            yield Line(f"sheet {sheet.sheet}", "left", f"“{sheet.sheet}”: {sheet.left}")
    for name, made in (("people", brought.new_people), ("agencies", brought.new_agencies)):
        if made:
            yield Line(name, "note", f"New {name}: {', '.join(made)}")
    for note in draft.notes:
        yield Line(f"note {note}", "note", note)
