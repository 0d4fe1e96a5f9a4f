"""Views of the plan list kept under a name: filters, words, grouping, order and columns, chosen again with one key."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from tracker.settings import KEPT_VIEWS, Settings
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.filters.chips import SLIPPED_TWICE
from tracker.ui.shell.navigation import Navigation

READY: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("Overdue", ("overdue",)),
    ("Due in 4 weeks", ("due in 4 weeks",)),
    ("Slipped twice", (SLIPPED_TWICE,)),
    ("Mine", ("mine",)),
)
"""Views that every plan has."""


class KeptViews(QObject):
    """The views of one plan, kept by plan wherever its file lies."""

    def __init__(
        self, nav: Navigation, plan_id: str, settings: Settings, asker: Asker, *, notice: NoticeStrip, window: QWidget
    ) -> None:
        super().__init__(nav)
        self._nav, self._plan_id, self._settings = nav, plan_id, settings
        self._asker, self._notice, self._window = asker, notice, window

    def kept(self) -> dict[str, dict[str, Any]]:
        """The views of this plan, by name."""
        return dict(self._settings.get(KEPT_VIEWS).get(self._plan_id, {}))

    def _keep(self, views: dict[str, dict[str, Any]]) -> None:
        every = self._settings.get(KEPT_VIEWS)
        self._settings.set(KEPT_VIEWS, {**every, self._plan_id: views})

    def save(self) -> None:
        """Asks for a name and keeps what the list shows under it; a name that is there is given the new view."""
        plan = self._nav.plan_view
        state = {key: value for key, value in plan.state().items() if key not in ("current", "scroll")}
        state["columns"] = plan.tree.columns.shown

        def answered(name: str) -> None:
            if name.strip():
                self._keep({**self.kept(), name.strip(): state})
                hint = self.tr("Ctrl+Shift+J brings it back.")
                self._notice.say(self.tr("The view “{0}” is kept.").format(name.strip()), hint=hint)

        self._asker.text(self._window, self.tr("Keep this view"), self.tr("What it is called"), answered)

    def choose(self) -> None:
        """Opens the kept views; the arrows and Enter choose one."""
        menu = self.menu()
        corner = self._nav.plan_view.views
        menu.popup(corner.mapToGlobal(QPoint(0, corner.height())))
        menu.setActiveAction(menu.actions()[0])

    def menu(self) -> QMenu:
        """The kept views, those that every plan has, and what can be done about them."""
        menu = QMenu(self._window)
        menu.aboutToHide.connect(menu.deleteLater)
        kept = self.kept()
        for name in sorted(kept, key=str.casefold):
            menu.addAction(name.replace("&", "&&")).triggered.connect(partial(self.show, name))
        if kept:
            menu.addSeparator()
        for name, terms in READY:
            menu.addAction(self.tr(name)).triggered.connect(partial(self._show_terms, terms))
        menu.addSeparator()
        menu.addAction(self.tr("Keep this view…")).triggered.connect(partial(self.save))
        remove = menu.addMenu(self.tr("Remove a view"))
        remove.setEnabled(bool(kept))
        for name in sorted(kept, key=str.casefold):
            remove.addAction(name.replace("&", "&&")).triggered.connect(partial(self.remove, name))
        return menu

    def names(self) -> tuple[str, ...]:
        """What can be shown by name: the kept views, then those that every plan has."""
        kept = sorted(self.kept(), key=str.casefold)
        return (*kept, *(self.tr(name) for name, _ in READY if self.tr(name) not in kept))

    def show(self, name: str) -> None:
        """Lists what was kept under a name, or one of the views that every plan has."""
        ready = {self.tr(one): terms for one, terms in READY}
        if name not in self.kept() and name in ready:
            self._show_terms(ready[name])
            return
        self._nav.go(Do.RECOMMENDATIONS)
        view = self.kept().get(name, {})
        self._nav.plan_view.restore(view)
        if isinstance(view.get("columns"), list):
            self._nav.plan_view.tree.columns.show([str(key) for key in view["columns"]])

    def _show_terms(self, terms: tuple[str, ...]) -> None:
        self._nav.go(Do.ACTIONS)
        self._nav.plan_view.set_filter(terms)

    def remove(self, name: str) -> None:
        """Forgets a view."""
        self._keep({kept: state for kept, state in self.kept().items() if kept != name})
        self._notice.say(self.tr("The view “{0}” is removed.").format(name))
