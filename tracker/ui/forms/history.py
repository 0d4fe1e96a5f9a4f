"""The history of a record, each change in words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import tzinfo
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QListWidget, QWidget
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.log.changes import EXISTS
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Measure
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import shortened
from tracker.services.log.history import Entry, Line, entry_words, history_of, history_of_all, in_words
from tracker.services.ports import Act, UnitOfWork
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look.parts import button

SHORT = 60
AT_FIRST = 25
"""So many changes are listed before the rest is asked for."""
MOST = 2000
"""How many changes of a measure and its readings are listed."""


class WholeList(QListWidget):
    """As high as what it lists: the page it stands on is what scrolls."""

    def __init__(self, name: str, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setWordWrap(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        for policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_lines(self, said: Sequence[str]) -> None:
        """Lists other lines."""
        self.clear()
        self.addItems(said)
        self._fit()

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self._fit()

    def _fit(self) -> None:
        self.doItemsLayout()
        rows = self.count()
        high = (
            self.visualItemRect(self.item(rows - 1)).bottom() - self.visualItemRect(self.item(0)).top() if rows else 0
        )
        self.setFixedHeight(high + self.fontMetrics().height() // 2)


class HistorySection(Section):
    """Lists a record's changes, newest first. It asks the log only while it is in sight."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._asked: tuple[RecordId, int] | None = None
        self._said: list[str] = []
        self._all = False
        self.list = WholeList(self.tr("History"), self)
        self.more = button("", "link", self)
        self.more.clicked.connect(self._show_all)
        self.more.hide()
        self.column.addWidget(self.list)
        self.column.addWidget(self.more)

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows this record's changes."""
        if record.id != self.record:
            self._all, self._said = False, []
            self._show()
            self.record = record.id
        if self.isVisible():
            self._ask()

    def _ask(self) -> None:
        wanted = (self.record, self.hub.snapshot.number) if self.record is not None else None
        if wanted is not None and wanted != self._asked:
            self._asked = wanted
            self.hub.ask(partial(_changes, record=wanted[0]), self._answered)

    @Slot(object)
    def _answered(self, answer: tuple[RecordId, tuple[Entry, ...]]) -> None:
        record, entries = answer
        if record != self.record:
            return
        several = isinstance(self.hub.snapshot.get(record), Measure)
        say = of_several if several else sentences
        self._said = [words for entry in reversed(entries) for words in say(entry)]
        self._show()

    def _show(self) -> None:
        shown = self._said if self._all else self._said[:AT_FIRST]
        self.list.show_lines(shown)
        self.more.setText(self.tr("Show all {0}").format(len(self._said)))
        self.more.setVisible(len(shown) < len(self._said))

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self._show()
        self.list.setFocus()

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()


def sentences(entry: Entry, zone: tzinfo | None = None) -> Iterator[str]:
    """An entry as sentences: `12 Mar 2026 09:14  Kate changed Owner from – to Head of Early Help`."""
    at = entry.at.astimezone(zone)
    when = f"{show(at.date())} {at:%H:%M}"
    added = next((line for line in entry.lines if line.field == EXISTS), None)
    why = f"\n“{entry.why}”" if entry.why and entry.verb not in ("new",) else ""
    if added is not None:
        yield f"{when}  {entry.signed} {_added_words(entry, added)}{why}"
        return
    for line in entry.lines:
        yield f"{when}  {entry.signed} {_verb(entry)} {line.label} from {_value(line.old)} to {_value(line.new)}{why}"


def of_several(entry: Entry, zone: tzinfo | None = None) -> Iterator[str]:
    """An entry of a measure and its readings in one sentence each, with their references."""
    at = entry.at.astimezone(zone)
    for words in entry_words(entry, 20):
        yield f"{show(at.date())} {at:%H:%M}  {entry.signed}  {words}"


def _added_words(entry: Entry, line: Line) -> str:
    if not line.new:
        return f"took {line.ref} out" + (" (undo)" if entry.verb == "undo" else "")
    said = {
        "seed": "added it from a document",
        "merge": "added it from a workbook",
        "import": "added it from a plan",
        "undo": "brought it back (undo)",
    }
    return said.get(entry.verb, "added it")


def _verb(entry: Entry) -> str:
    said = {"undo": "undid and changed back", "redo": "changed again", "merge": "merged from a workbook:", "approve":
            "approved:", "agree": "agreed:", "review": "reviewed:", "withdraw": "withdrew:"}  # fmt: skip
    return said.get(entry.verb, "changed")


def _value(value: Any) -> str:
    """A value in a history sentence: readable, and short enough to be read at a glance."""
    words = in_words(Line("", Kind.PLAN, "", "", None, value)).split(" → ", 1)[1]
    words = "–" if words == "nothing" else words
    return shortened(words, SHORT)


def _changes(uow: UnitOfWork, act: Act, record: RecordId) -> tuple[RecordId, tuple[Entry, ...]]:
    snapshot = uow.snapshot()
    if isinstance(snapshot.get(record), Measure):
        ids = (record, *(point.id for point in snapshot.points_of(record)))
        return record, tuple(reversed(history_of_all(uow, act, ids, MOST).entries))
    return record, history_of(uow, act, record)
