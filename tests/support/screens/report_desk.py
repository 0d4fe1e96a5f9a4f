"""The sheet on which papers are made, over the window, and what was asked of the program."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt

from support.gateway import FakeGateway, ScriptedAsker
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.services.meetings.wanted import Wanted
from tracker.services.records.editing import add
from tracker.ui.core.commands import Do
from tracker.ui.guard.identifier_sheet import IdentifierSheet
from tracker.ui.papers.report_sheet import ReportSheet


class Desk:
    """The sheet over the window, and what was asked of the program."""

    def __init__(self, on_plan: Opened, asker: ScriptedAsker, gateway: FakeGateway, tmp_path: Path) -> None:
        self.on_plan, self.asker, self.gateway, self.folder = on_plan, asker, gateway, tmp_path

    def write(self, command: Callable[..., Any]) -> None:
        self.on_plan.work.hub.write(command)
        self.settle()

    def meet(self, day: str, name: str = "Improvement board") -> None:
        self.write(partial(add, kind=Kind.MEETING, fields={"name": name, "held_on": day}))

    def open(self) -> ReportSheet:
        self.on_plan.do(Do.REPORT)
        self.settle()
        return self.sheet

    @property
    def sheet(self) -> ReportSheet:
        return next(one for one in self.on_plan.window.findChildren(ReportSheet) if one.isVisible())

    def settle(self) -> None:
        self.on_plan.settle()
        for sheet in self.on_plan.window.findChildren(ReportSheet):
            self.on_plan.qtbot.waitUntil(lambda sheet=sheet: not sheet._settle.isActive(), timeout=5000)
        self.on_plan.settle()

    def choose(self, box: Any, data: object) -> None:
        box.setCurrentIndex(box.findData(data))
        self.settle()

    def press(self, button: Any) -> None:
        self.on_plan.qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        self.settle()

    @property
    def made(self) -> list[Wanted]:
        return [about[0] for what, about in self.on_plan.session.asked if what == "paper"]

    def decide(self) -> None:
        """Leaves out what waits for a decision."""
        sheet = next(one for one in self.on_plan.window.findChildren(IdentifierSheet) if one.isVisible())
        sheet.rows[0].choice.setCurrentIndex(1)
        sheet.send()
        self.settle()
