"""Qt's callbacks must not use up Python's None: the interpreter would stop in the middle of someone's work."""

import sys
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex
from typing_extensions import override

import tracker.ui


class Nothing(QAbstractListModel):
    """A list that has nothing to say."""

    @override
    def rowCount(self, parent: Any = None) -> int:
        return 1

    @override
    def data(self, index: Any, role: int = 0) -> Any:
        return None


def test_none_outlives_any_number_of_callbacks() -> None:
    assert tracker.ui.__doc__
    model = Nothing()
    index = model.index(0, 0, QModelIndex())
    before = sys.getrefcount(None)
    for _ in range(before if before < 100_000 else 1000):
        index.data(5)
    assert sys.getrefcount(None) > 1_000_000
