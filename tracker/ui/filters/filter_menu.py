"""Filters by click: a menu of agencies, recommendations, people, states and levels, each with what it finds."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from functools import partial

from PySide6.QtCore import QPoint, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from tracker.domain.actions.status import DELIVERY_STATUS, assurance_words
from tracker.domain.lists.facets import FACETS, chosen_in, facets, groups, term_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import shortened
from tracker.ui.core.hub import Hub

NAMES: Mapping[str, str] = {
    "agency": "Agency", "for": "Recommendation", "theme": "Theme", "national_framework": "Outcome", "owner": "Owner",
    "accountable": "Accountable", "delivery": "State", "priority": "Priority", "assurance": "Assurance",
}  # fmt: skip
LONGEST = 70
"""Letters of a recommendation that a menu shows."""


class FilterMenu(QPushButton):
    """`changed` is emitted when another choice was made. Values of one field are alternatives; fields combine.

    `group_asked` carries the field by which recommendations are to be grouped ("" for the report's order); `by` is it.
    """

    changed = Signal()
    group_asked = Signal(str)

    def __init__(self, hub: Hub, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hub = hub
        self._chosen: dict[str, tuple[str, ...]] = {}
        self.by = ""
        self.setProperty("kind", "chip")
        self.setAutoDefault(False)
        self.setToolTip(self.tr("List one agency, recommendation, person, state or priority (Ctrl+Shift+G)"))
        self.clicked.connect(self.open_menu)
        self._say()

    @property
    def terms(self) -> tuple[str, ...]:
        """The filters chosen, one a field."""
        return tuple(term_of(field, self._chosen[field]) for field in FACETS if self._chosen.get(field))

    def choose(self, terms: Collection[str]) -> tuple[str, ...]:
        """Takes the filters that this menu can show, and no others; returns the rest."""
        self._chosen, others = chosen_in(terms)
        self._say()
        return others

    @Slot()
    def open_menu(self) -> None:
        """Opens the menu under the button; the arrows and Enter work in it."""
        menu = self.menu_of_fields()
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))
        menu.setActiveAction(menu.actions()[0])

    def menu_of_fields(self) -> QMenu:
        """The menu, made of what the plan holds now; counts are of all actions."""
        menu = QMenu(self)
        menu.aboutToHide.connect(menu.deleteLater)
        for field in FACETS:
            values = facets(self._hub.snapshot, field)
            sub = menu.addMenu(self.tr(NAMES[field]))
            sub.setEnabled(bool(values))
            for value, count in values:
                action = sub.addAction(f"{self._called(field, value)}    {count}".replace("&", "&&"))
                action.setCheckable(True)
                action.setChecked(value in self._chosen.get(field, ()))
                action.setData((field, value))
                action.triggered.connect(self._toggled)
        menu.addSeparator()
        self._offer_groups(menu.addMenu(self.tr("Group recommendations by")))
        everything = menu.addAction(self.tr("All actions"))
        everything.setEnabled(bool(self._chosen))
        everything.triggered.connect(partial(self._clear))
        return menu

    def _offer_groups(self, menu: QMenu) -> None:
        filed = groups(self._hub.snapshot)
        menu.setEnabled(bool(filed))
        for field in ("", *filed):
            action = menu.addAction(self.tr(NAMES[field]) if field else self.tr("The report's order"))
            action.setCheckable(True)
            action.setChecked(field == self.by)
            action.setData(field)
            action.triggered.connect(self._group)

    @Slot()
    def _group(self) -> None:
        sender = self.sender()
        if isinstance(sender, QAction):
            self.group_asked.emit(sender.data())

    def _called(self, field: str, value: str) -> str:
        snapshot: Snapshot = self._hub.snapshot
        if field == "delivery":
            return DELIVERY_STATUS[value].word
        if field == "assurance":
            return assurance_words(value, snapshot.plan.key).word
        if field == "priority":
            return value.capitalize()
        record = snapshot.by_ref(value) if field == "for" else None
        words = str(getattr(record, "text", "") or "")
        short = shortened(words, LONGEST)
        return f"{value}  {short}" if short else value

    @Slot()
    def _toggled(self) -> None:
        sender = self.sender()
        if not isinstance(sender, QAction):
            return
        field, value = sender.data()
        kept = [one for one in self._chosen.get(field, ()) if one != value]
        self._chosen[field] = tuple([*kept, value] if sender.isChecked() else kept)
        self._say()
        self.changed.emit()

    def _clear(self) -> None:
        self._chosen = {}
        self._say()
        self.changed.emit()

    def _say(self) -> None:
        """What is chosen stands on the button."""
        parts = []
        for field in FACETS:
            values = self._chosen.get(field, ())
            if values:
                more = f" +{len(values) - 1}" if len(values) > 1 else ""
                parts.append(f"{self.tr(NAMES[field])}: {values[0]}{more}")
        self.setText(("  ·  ".join(parts) or self.tr("Filter by")) + "  ▾")
        self.setAccessibleName(self.tr("Filter by {0}").format(", ".join(parts)) if parts else self.tr("Filter by"))
        self.setCheckable(True)
        self.setChecked(bool(parts))
