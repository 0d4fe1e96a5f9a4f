"""A few cards under each other, built afresh only where what they show has changed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from tracker.ui.look.layouts import in_column
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

AT_FIRST = 30
AT_ONCE = 4
"""How many cards are made before the next turn is given away."""


def _as_it_is(item: Any) -> Any:
    return item


class StackList(QWidget):
    """Shows items as `card` draws them; the first thirty, and the rest when asked."""

    def __init__(self, theme: Theme, card: Callable[[Any], QWidget], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        self._items: tuple[Any, ...] | None = None
        """What the cards on show say."""
        self._all_items: Sequence[Any] = ()
        self._say: Callable[[Any], Any] = _as_it_is
        self._all = False
        self._layout = in_column(theme, on=self, gap=2, margins=0)
        self._empty = label("", "quiet", self, wrap=True)
        self._more = button("", "link", self)
        self._more.clicked.connect(self._show_all)
        self._cards: list[QWidget] = []
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._add_cards)
        self._layout.addWidget(self._empty)
        self._layout.addWidget(self._more)

    def show_items(self, items: Sequence[Any], empty: str = "", say: Callable[[Any], Any] = _as_it_is) -> None:
        """Shows these items, or the words for none. A card is given what `say` makes of its item."""
        self._empty.setText(empty)
        self._empty.setVisible(not items and bool(empty))
        self._all_items, self._say = items, say
        said = self._said()
        if said != self._items and self._all:
            self._all = False
            said = self._said()
        if said != self._items:
            self._items = said
            self._fill()
        self._tell_more()

    def _said(self) -> tuple[Any, ...]:
        """What the cards that are to be on show say; nothing is worked out for the others."""
        return tuple(map(self._say, self._all_items if self._all else self._all_items[:AT_FIRST]))

    @Slot()
    def _show_all(self) -> None:
        self._all = True
        self._items = self._said()
        self._fill()
        self._tell_more()

    def _fill(self) -> None:
        for old in self._cards:
            old.hide()
            old.deleteLater()
        self._cards = []
        self._add_cards()

    @Slot()
    def _add_cards(self) -> None:
        """Makes a few cards, and the rest in the moments after: whoever pages through records need not wait."""
        shown, have = self._items or (), len(self._cards)
        for place, item in enumerate(shown[have : have + AT_ONCE], start=have):
            self._cards.append(self._card(item))
            self._layout.insertWidget(place, self._cards[-1])
        if len(self._cards) < len(shown):
            self._later.start()

    def _tell_more(self) -> None:
        self._more.setText(self.tr("Show all {0}").format(len(self._all_items)))
        self._more.setVisible(len(self._items or ()) < len(self._all_items))
