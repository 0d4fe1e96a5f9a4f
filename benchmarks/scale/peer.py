"""The peer of `scale_app`: the same plan file by plain sqlite3 in a bare QTreeView, worked the same way.

It lists the same actions flat, as six columns of one-line text, filters by LIKE, and keeps no history of an edit.
"""

from __future__ import annotations

import json
import sqlite3
import sys
import time
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QApplication, QLineEdit, QTreeView, QVBoxLayout, QWidget
from typing_extensions import override

from benchmarks.heartbeat import Beat, Painted, Took, memory_mb, rest, scroll_through, spread, type_key
from benchmarks.large_plan import ACTIONS
from benchmarks.scale.app import SIZE
from benchmarks.scale.session import BETWEEN_KEYS_MS, EDITS, WORDS

ROWS = """
SELECT r.ref, a.title, p.name, g.name, a.due, a.delivery, a.id, a.description FROM action a
JOIN record r ON r.id = a.id LEFT JOIN person p ON p.id = a.owner LEFT JOIN agency g ON g.id = a.agency
"""
FILTER = ROWS + (
    "WHERE r.ref LIKE :like OR a.title LIKE :like OR a.description LIKE :like OR p.name LIKE :like OR g.name LIKE :like"
    " ORDER BY a.position"
)
Index = QModelIndex | QPersistentModelIndex


class Rows(QAbstractTableModel):
    """Tuples from the database."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[tuple[Any, ...]] = []

    def show(self, rows: list[tuple[Any, ...]]) -> None:
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()

    @override
    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self.rows)

    @override
    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 6

    @override
    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        return self.rows[index.row()][index.column()] if role == Qt.ItemDataRole.DisplayRole else None


class Bare:
    """A line to filter by over a list."""

    def __init__(self) -> None:
        self.window, self.search, self.tree, self.model = QWidget(), QLineEdit(), QTreeView(), Rows()
        self.tree.setUniformRowHeights(True)
        self.tree.setModel(self.model)
        layout = QVBoxLayout(self.window)
        layout.addWidget(self.search)
        layout.addWidget(self.tree)
        self.window.resize(*SIZE)
        self.window.show()
        self.painted, self.beat = Painted(self.tree), Beat()
        self.model.modelReset.connect(self.painted.tell)
        self.connection: sqlite3.Connection | None = None

    def ask(self, text: str) -> None:
        assert self.connection is not None
        self.model.show(self.connection.execute(FILTER, {"like": f"%{text}%"}).fetchall())


def main(address: str) -> int:
    """0 where every measurement was made."""
    _app = QApplication([])
    bare, found = Bare(), {}
    rest(300)
    found["open"] = opened(bare, address)
    opened_mb = memory_mb()
    found["typing"] = typing(bare)
    found["sort"] = sort(bare)
    found["scroll"] = scroll(bare)
    found["edit"] = edit(bare)
    found["memory"] = {"open_mb": opened_mb, "end_mb": memory_mb()}
    print(json.dumps(found))
    return 0


def opened(bare: Bare, address: str) -> dict[str, Any]:
    told: dict[str, Any] = {}
    with bare.beat.watch(told):
        since = bare.painted.expect()
        bare.connection = sqlite3.connect(address)
        bare.ask("")
        told["rows_ms"] = bare.painted.wait(since).clock
        told["since_start"] = time.monotonic()
    return told


def typing(bare: Bare) -> dict[str, Any]:
    told: dict[str, Any] = {}
    keys: list[Took] = []
    bare.search.textChanged.connect(bare.ask)
    with bare.beat.watch(told):
        for letter in "".join(word + "\b" * len(word) for word in WORDS):
            since = bare.painted.expect()
            type_key(bare.search, letter)
            keys.append(bare.painted.wait(since))
            rest(max(BETWEEN_KEYS_MS - keys[-1].clock, 10))
    return spread(keys) | told


def sort(bare: Bare) -> dict[str, Any]:
    told: dict[str, Any] = {}
    took: list[Took] = []
    with bare.beat.watch(told):
        for column in (1, 2, 4):
            for descending in (False, True):
                since = bare.painted.expect()
                keyed = sorted(((row[column] or "", n) for n, row in enumerate(bare.model.rows)), reverse=descending)
                bare.model.show([bare.model.rows[n] for _, n in keyed])
                took.append(bare.painted.wait(since))
                rest(100)
    return spread(took) | told


def scroll(bare: Bare) -> dict[str, Any]:
    told: dict[str, Any] = {}
    with bare.beat.watch(told):
        told |= scroll_through(bare.tree)
    return told


def edit(bare: Bare) -> dict[str, Any]:
    assert bare.connection is not None
    bare.connection.execute("PRAGMA synchronous = FULL")
    took: list[Took] = []
    told: dict[str, Any] = {}
    with bare.beat.watch(told):
        for row in bare.model.rows[:: ACTIONS // EDITS]:
            since, used = time.perf_counter(), time.process_time()
            bare.connection.execute("UPDATE action SET title = ? WHERE id = ?", (f"{row[1]}, again", row[6]))
            bare.connection.commit()
            took.append(Took((time.perf_counter() - since) * 1000, (time.process_time() - used) * 1000))
            rest(50)
    return spread(took) | told


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
