"""The bar above the work: which plan this is, the way to find anything, the day and the person, and the report."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QToolButton, QWidget

from tracker.domain.dates.dates import show
from tracker.domain.text.words import shortened
from tracker.ui.core.actions import ActionTable, Press
from tracker.ui.core.commands import Do
from tracker.ui.look.layouts import in_row
from tracker.ui.look.parts import button, label, restyle, tool
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

LONGEST_TITLE = 60


class TopBar(QFrame):
    """`asked` carries a Do."""

    asked = Signal(object)

    def __init__(self, theme: Theme, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setProperty("line", "bottom")
        self.title = QToolButton(self)
        self.title.setObjectName("plan title")
        self.title.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.title.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.title.setMenu(self._plan_menu(actions))
        self.back = self._arrow("arrow-left", actions, Do.BACK)
        self.forth = self._arrow("arrow-right", actions, Do.FORTH)
        self.search = button(" " + self.tr("Find or do anything     Ctrl+K"), "search", self)
        self.search.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.search.setMaximumWidth(theme.space(110))
        self.locked = label(self.tr("Read only"), "strong", self)
        self.day = button("", "quiet", self, tip=self.tr("The day that overdue and figures are judged by"))
        self.who = button("", "quiet", self, tip=self.tr("The name your changes are signed with"))
        self.report = button(" " + self.tr("Report"), "", self, tip=self.tr("Make a paper for the board (Ctrl+P)"))
        self.report.setProperty("popup", "true")
        self.report.setMenu(self._report_menu(actions))
        self._lay_out()
        for widget, do in ((self.search, Do.PALETTE), (self.day, Do.AS_AT), (self.who, Do.ACT_AS)):
            Press(widget, do, self.asked)
        theme.changed.connect(self._dress)
        self._dress()

    def _arrow(self, icon: str, actions: ActionTable, do: Do) -> QToolButton:
        made = tool(self._theme, icon, actions[do].text(), self)
        made.setToolTip(plain_tip(actions[do].toolTip()))
        Press(made, do, self.asked)
        return made

    def _plan_menu(self, actions: ActionTable) -> QMenu:
        menu = QMenu(self)
        for do in (
            Do.RENAME,
            Do.AGREE,
            None,
            Do.IMPORT,
            Do.SEND_WORKBOOKS,
            Do.MERGE,
            None,
            Do.BACKUP,
            None,
            Do.CLOSE_PLAN,
        ):
            menu.addSeparator() if do is None else menu.addAction(actions[do])
        return menu

    def _report_menu(self, actions: ActionTable) -> QMenu:
        menu = QMenu(self)
        for do in (Do.REPORT, Do.SHOWN, Do.EVIDENCE_PACK):
            menu.addAction(actions[do])
        return menu

    def _lay_out(self) -> None:
        theme = self._theme
        in_row(
            theme, self.back, self.forth, self.title, None, (self.search, 6), None, self.locked, self.day, self.who,
            self.report, on=self, gap=1.5, margins=(3, 2, 4, 2),
        )  # fmt: skip

    def show_plan(self, title: str, today: date, who: str, *, read_only: bool, other_day: bool) -> None:
        """Brings the words up to date."""
        shown = shortened(title, LONGEST_TITLE)
        self.title.setText(shown.replace("&", "&&") or self.tr("Untitled plan"))
        self.title.setToolTip(plain_tip(title))
        self.title.setAccessibleName(self.tr("Plan: {0}").format(title))
        self.day.setText(" " + self.tr("as at {0}").format(show(today)))
        self.day.setAccessibleName(self.tr("Judged as at {0}").format(show(today)))
        restyle(self.day, "kind", "" if other_day else "quiet")
        self.who.setText(" " + who.replace("&", "&&"))
        self.who.setAccessibleName(self.tr("You are {0}").format(who))
        self.locked.setVisible(read_only)

    @Slot()
    def _dress(self) -> None:
        side = self._theme.space(4)
        self.title.setFont(self._theme.font("heading"))
        self.title.setIcon(self._theme.icon("chevron-down", "quiet", side))
        # The arrow stands after the words; the menu that hangs from them reads as every menu does.
        self.title.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.title.menu().setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        for widget, icon in (
            (self.search, "search"),
            (self.day, "calendar"),
            (self.who, "user"),
            (self.report, "printer"),
        ):
            widget.setIcon(self._theme.icon(icon, "quiet", side))
            widget.setIconSize(QSize(side, side))
