"""The first screen: begin from a report, open a plan, go on with a recent one, or look round the sample."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QScrollArea, QWidget

from tracker.ui.core.actions import Press
from tracker.ui.core.commands import Do
from tracker.ui.core.focus import follow_layout
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import CardButton, IconLabel, button, label, literal, tool
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

RECENT_AT_ONCE = 4


class StartView(QScrollArea):
    """`asked` carries a Do, `plan_asked` the address of a recent plan, `forget_asked` that of one to be left out."""

    asked = Signal(object)
    plan_asked = Signal(str)
    forget_asked = Signal(str)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self._rows: list[QWidget] = []
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        page = QWidget(self)
        page.setProperty("ground", "window")
        page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QWidget(page)
        column.setMaximumWidth(theme.space(190))
        in_row(theme, None, (column, 20), None, on=page)
        self._column = in_column(theme, on=column, gap=3, margins=(6, 14, 6, 8))
        self._build()
        self.setWidget(page)

    def _build(self) -> None:
        theme = self._theme
        self._column.addWidget(label(self.tr("From inspection report to finished actions"), "display", wrap=True))
        said = self.tr("Begin with the report. Its recommendations become the backbone of your plan, word for word.")
        self._column.addWidget(label(said, "quiet", wrap=True))
        self._column.addSpacing(theme.space(3))
        self._recent_head = label(self.tr("Recent plans"), "heading")
        self._column.addWidget(self._recent_head)
        self._recent = in_column(theme, gap=1.5)
        self._column.addLayout(self._recent)
        self.report = self._card(
            Do.NEW_FROM_REPORT, "file-plus", self.tr("New plan from a report"),
            self.tr("Choose a PDF or Word file, or drop it anywhere on this window."), main=True,
        )  # fmt: skip
        self._column.addWidget(self.report)
        self.theirs = self._card(
            Do.BRING_IN, "file-spreadsheet", self.tr("Bring in an existing plan"),
            self.tr("The table you keep today, in Excel, Word or PDF: choose it, or drop it here."),
        )  # fmt: skip
        self._column.addWidget(self.theirs)
        given, looking = (
            self.tr("A plan file you were given, or a copy of one."),
            self.tr("A plan in mid-life, to look round in."),
        )
        self.open = self._card(Do.OPEN_PLAN, "folder-open", self.tr("Open a plan"), given)
        self.sample = self._card(Do.OPEN_SAMPLE, "book-open", self.tr("Open the sample plan"), looking)
        self._column.addLayout(in_row(theme, (self.open, 1), (self.sample, 1), gap=3))
        self.empty = button(self.tr("Begin an empty plan without a report"), "link", self)
        Press(self.empty, Do.NEW_PLAN, self.asked)
        self._column.addWidget(self.empty, 0, Qt.AlignmentFlag.AlignLeft)
        self._column.addStretch(1)

    def _card(self, do: Do, icon: str, title: str, hint: str, *, main: bool = False) -> CardButton:
        theme = self._theme
        made = CardButton(f"{title}. {hint}", partial(self.asked.emit, do), self)
        picture = IconLabel(theme, icon, "accent", 9 if main else 6.5, made)
        name, quiet = label(title, "heading" if main else "strong", made), label(hint, "quiet", made, wrap=True)
        words = in_column(theme, name, quiet, gap=0.5)
        in_row(theme, picture, (words, 1), on=made, gap=4, margins=5 if main else 4)
        return made

    def show_recent(self, plans: Sequence[tuple[str, bool]]) -> None:
        """Lists the recent plans (address, whether it is still there) on top: whoever was here before goes on with one.

        The others stand in the menu File, Open recent.
        """
        for old in self._rows:
            self._recent.removeWidget(old)
            old.deleteLater()
        self._rows = [self._recent_row(address, there) for address, there in plans[:RECENT_AT_ONCE]]
        for row in self._rows:
            self._recent.addWidget(row)
        self._recent_head.setVisible(bool(plans))
        follow_layout(self)
        at_hand = (row for row, (_address, there) in zip(self._rows, plans, strict=False) if there)
        next(at_hand, self.report).setFocus()

    def _recent_row(self, address: str, there: bool) -> QFrame:
        theme = self._theme
        name, place = plan_name(address), plan_place(address)
        missing = "" if there else self.tr("not found: it was moved or deleted")
        pressed = partial(self.plan_asked.emit, address) if there else _nothing
        made = CardButton(", ".join(part for part in (name, missing or place) if part), pressed, self)
        made.setToolTip(plain_tip(address))
        picture = IconLabel(theme, "file" if there else "unlink", "quiet" if there else "warning", 5, made)
        title = label(name, "strong", made)
        title.setEnabled(there)
        words = (title, (_shortened(missing or place, made), 1))
        row = in_row(theme, picture, *words, on=made, gap=3, margins=(3, 1.5, 1.5, 1.5))
        if not there:
            forget = tool(theme, "x", self.tr("Take {0} off this list").format(name), made)
            forget.setProperty("address", address)
            forget.clicked.connect(self._forget)
            row.addWidget(forget)
        return made

    @Slot()
    def _forget(self) -> None:
        self.forget_asked.emit(str(self.sender().property("address")))


class RecentMenu(QMenu):
    """The plans that were open lately, in a menu that is filled as it opens."""

    def __init__(
        self, title: str, recent: Callable[[], Sequence[str]], chosen: Callable[[str], object], parent: QWidget
    ) -> None:  # fmt: skip
        super().__init__(title, parent)
        self._recent, self._take = recent, chosen
        self.aboutToShow.connect(self._fill)
        self.triggered.connect(self._chosen)

    @Slot()
    def _fill(self) -> None:
        self.clear()
        for address in self._recent():
            action = self.addAction(literal(plan_name(address)))
            action.setData(address)
            action.setToolTip(plain_tip(address))
            action.setStatusTip(plain_tip(address))
            action.setEnabled(is_there(address))
        if self.isEmpty():
            self.addAction(self.tr("No plan was opened yet")).setEnabled(False)

    @Slot(QAction)
    def _chosen(self, action: QAction) -> None:
        self._take(str(action.data()))


def is_there(address: str) -> bool:
    """Whether a plan's file is where it was; a database is taken to be."""
    return "://" in address or os.path.isfile(address)  # noqa: PTH113 - never raises, whatever the text


def _nothing() -> None:
    """What a plan that is gone does when it is pressed."""


def _shortened(text: str, parent: QWidget) -> QLabel:
    made = label(text, "small", parent)
    made.setMinimumWidth(1)
    return made


def plan_name(address: str) -> str:
    """What a plan is called in lists: its file's name without ending, or the database's."""
    return address.rsplit("/", 1)[-1] if "://" in address else Path(address).stem


def plan_place(address: str) -> str:
    """Where a plan is, for those who have several of one name; passwords are left out."""
    if "://" in address:
        scheme, rest = address.split("://", 1)
        return f"{scheme}, {rest.rsplit('@', 1)[-1]}"
    return str(Path(address).parent)
