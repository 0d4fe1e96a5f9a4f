"""What a public paper leaves out, one by one, for whoever answers for it."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.guard.publishing import LeftOut, left_out
from tracker.domain.plan.kinds import KINDS
from tracker.domain.text.words import how_many
from tracker.ui.core.hub import Hub
from tracker.ui.lists.fact_list import Fact, FactList, Heading
from tracker.ui.look.fitted import TitledDialog
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme

HEADINGS = (Heading("Where", 60), Heading("Field", 40), Heading("Left out"))


class LeftOutList(TitledDialog):
    """Lists everything of the plan that a public paper leaves out."""

    def __init__(self, hub: Hub, theme: Theme, least: int, parent: QWidget) -> None:
        super().__init__(theme, parent.tr("What is left out"), parent)
        self.summary = label(self.tr("Looking…"), "strong", self)
        self.list = FactList(theme, HEADINGS, self.tr("What is left out"), self)
        leave = button(self.tr("Close"), "", self)
        leave.clicked.connect(self.accept)
        self.foot.addWidget(leave)
        self.hold(self.summary, (self.list, 1))
        self.resize(theme.space(180), theme.space(130))
        hub.hand_out(partial(_look, least), self._show, what=self.tr("Looking for what is left out"))

    @Slot(object)
    def _show(self, found: tuple[LeftOut, ...]) -> None:
        said = how_many(len(found), "thing")
        self.summary.setText(self.tr("{0} of this plan stay out of the public version").format(said))
        self.list.show_facts(Fact(number, (_where(one), one.label, one.what)) for number, one in enumerate(found))
        self.list.setFocus()


def _where(one: LeftOut) -> str:
    """The record; the plan itself has no other name."""
    name = KINDS[one.kind].name
    return f"{name} {one.ref}".strip() if one.ref.casefold() != name.casefold() else name


def _look(least: int, snapshot: Any, _act: Any) -> tuple[LeftOut, ...]:
    return left_out(snapshot, least)
