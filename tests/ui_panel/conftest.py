"""What the tests of the record panel share."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.clocks import FixedClock
from support.gallery_panels import settle
from support.gateway import FakeGateway, ScriptedAsker
from support.record_page import Shown
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.theme import Theme
from tracker.ui.record.panel import RecordPanel


@pytest.fixture(scope="session")
def theme(qapp: QApplication) -> Theme:
    # Once: dressing the application touches every widget there is.
    made = Theme("light", qapp)
    made.apply(qapp)
    return made


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Widgets that a test closed are gone before the next."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


class Desk:
    """A panel over the plan in mid-life, and what was asked of whoever holds it."""

    def __init__(self, panel: RecordPanel, hub: Hub, asker: ScriptedAsker) -> None:
        self.panel, self.hub, self.asker = panel, hub, asker
        self.session: Any = hub.session
        self.failures: list[Any] = []
        hub.failed.connect(self.failures.append)

    @property
    def snapshot(self) -> Snapshot:
        plan: Snapshot = self.session.snapshot()
        return plan

    def record(self, ref: str) -> Any:
        return self.snapshot.by_ref(ref)

    def show(self, ref: str) -> Any:
        self.panel.show_record(self.record(ref).id)
        self.settle()
        return Shown(self.panel.view) if self.panel.view is not None else None

    def settle(self) -> None:
        settle(self.hub.jobs)


@pytest.fixture
def open_panel(qtbot: QtBot, theme: Theme) -> Iterator[Callable[..., Desk]]:
    opened: list[Jobs] = []

    def build(who: str = "Improvement Lead", *answers: Any) -> Desk:
        gateway: Any = FakeGateway(FixedClock())
        gateway.who = who
        session: Any = gateway.create_sample()
        jobs = Jobs()
        opened.append(jobs)
        hub = Hub(session, session.snapshot(), jobs, jobs)
        asker = ScriptedAsker(*answers)
        anyone: Any = asker
        panel = RecordPanel(hub, gateway, anyone, theme)
        qtbot.addWidget(panel)
        panel.resize(460, 860)
        panel.show()
        return Desk(panel, hub, asker)

    yield build
    for jobs in opened:
        settle(jobs, 5)
        jobs.close()


@pytest.fixture
def desk(open_panel: Callable[..., Desk]) -> Desk:
    return open_panel()
