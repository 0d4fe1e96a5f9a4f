"""The table of changes: when, who, which record, what, and what it said before and after."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.plan.kinds import parents_of, title_of
from tracker.domain.plan.records import Action
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.log.activity import ChangeWords, Difference, OneChange, change_words
from tracker.ui.lists.rows import AnyIndex

HEADINGS = ("When", "Who", "Record", "What", "Before", "After")


@dataclass(frozen=True, slots=True)
class Row:
    """One field's change. `number` is its changeset (0: none), `first` where it is the first of it."""

    cells: tuple[str, ...]
    ref: str
    number: int = 0
    mine: bool = False
    first: bool = True
    why: str = ""


def rows_of_changes(done: Sequence[OneChange], snapshot: Snapshot) -> tuple[Row, ...]:
    """Changesets as rows, latest first; when and who stand at the first row of each."""
    found = []
    for one in done:
        entry = one.entry
        when = entry.at.astimezone()
        heads = (f"{show(when.date())} {when:%H:%M}", entry.signed)
        for place, said in enumerate(change_words(entry.lines) or (ChangeWords("", entry.verb),)):
            cells = ("", "") if place else heads
            found.append(Row((*cells, *_said(said, snapshot)), said.ref, entry.number, one.mine, place == 0, entry.why))
    return tuple(found)


def rows_of_differences(found: Sequence[Difference], snapshot: Snapshot) -> tuple[Row, ...]:
    """What differs between two days as rows, a record's first row saying what it is."""
    rows = []
    for one in found:
        words = change_words(one.lines) if one.how == "changed" else ()
        if one.how != "changed":
            name = (one.title, "") if one.how == "taken out" else ("", one.title)
            words = (ChangeWords(one.ref, one.how.capitalize(), *name),)
        rows += [Row(("", "", *_said(said, snapshot)), one.ref, first=place == 0) for place, said in enumerate(words)]
    return tuple(rows)


def _said(words: ChangeWords, snapshot: Snapshot) -> tuple[str, str, str, str]:
    before, after = (" ".join(one.split()) for one in (words.before, words.after))
    return (record_words(snapshot, words.ref), words.what, before, after)


def record_words(snapshot: Snapshot, ref: str) -> str:
    """A record with what it is; what belongs to another with that one ("U14, for A6 Hold listening sessions")."""
    record = snapshot.by_ref(ref) if ref else None
    if record is None:
        return ref or "Plan"
    parent = next((one for one in map(snapshot.get, parents_of(record)) if one is not None), None)
    if isinstance(record, Action) or parent is None:
        return f"{ref}  {title_of(record)}"
    return f"{ref}, for {parent.ref}  {title_of(parent)}"


class ActivityModel(QAbstractTableModel):
    """The rows as they were told."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Shows these rows."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def row_at(self, index: AnyIndex) -> Row | None:
        """The row of an index, None for none."""
        return self.rows[index.row()] if index.isValid() and index.row() < len(self.rows) else None

    @override
    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - as Qt declares it
        return 0 if parent.isValid() else len(HEADINGS)

    @override
    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(HEADINGS[section])
        return None

    @override
    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        cell = row.cells[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return cell
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{self.tr(HEADINGS[index.column()])} {cell}" if cell else ""
        return None
