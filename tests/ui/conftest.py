"""Fixtures of the window's tests: one application, one theme, a plan in memory, and the screens over it."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.clocks import FixedClock
from support.gallery_panels import RealDocuments, settle
from support.gateway import FakeGateway, FakeSession, ScriptedAsker
from support.record_page import Shown
from support.window import Opened
from tracker.domain.plan.snapshot import Snapshot
from tracker.settings import Settings
from tracker.ui.bring_in.import_view import ImportView
from tracker.ui.core.commands import Do
from tracker.ui.core.drafts import Drafts
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.theme import Theme
from tracker.ui.record.panel import RecordPanel
from tracker.ui.shell.main_window import MainWindow


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The platform without a display says of every window and popup what it cannot do."""
    for item in items:
        if "tests/ui/" in item.path.as_posix():
            item.add_marker(pytest.mark.qt_log_ignore("This plugin does not support", extend=True))


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Widgets that a test closed are gone before the next."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture(scope="session")
def qapp_args() -> list[str]:
    """The application is started as the program starts it."""
    return ["tracker", "-style", "fusion"]


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, put on the application."""
    made = Theme("light")
    made.apply(qapp)
    yield made
    made.deleteLater()


@pytest.fixture
def jobs(qtbot: QtBot) -> Iterator[Jobs]:
    """The lanes; all work is over when the test ends."""
    made = Jobs()
    yield made
    qtbot.waitUntil(lambda: not made.busy, timeout=5000)
    made.close()
    made.deleteLater()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def gateway() -> FakeGateway:
    """Plans in memory."""
    return FakeGateway()


@pytest.fixture
def asker() -> ScriptedAsker:
    """Answers questions with what a test puts into `answers`."""
    return ScriptedAsker()


@pytest.fixture
def session(gateway: FakeGateway) -> FakeSession:
    """The plan in mid-life, open."""
    return gateway.create_sample()


@pytest.fixture
def hub(session: FakeSession, jobs: Jobs, qtbot: QtBot) -> Iterator[Hub]:
    """The plan in mid-life as views see it."""
    made = Hub(session, session.snapshot(), jobs)
    yield made
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
    made.deleteLater()


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Nothing remembered yet."""
    return Settings(tmp_path / "settings.json")


@pytest.fixture
def window(
    gateway: FakeGateway, jobs: Jobs, settings: Settings, asker: ScriptedAsker, theme: Theme, qtbot: QtBot
) -> Iterator[Opened]:
    """The window on its start screen, shown."""
    opened: list[Path] = []
    made = MainWindow(gateway, jobs, settings, asker, theme, opener=opened.append)
    made.resize(1440, 860)
    qtbot.addWidget(made)
    with qtbot.waitExposed(made):
        made.show()
    yield Opened(made, qtbot, opened)
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)


@pytest.fixture
def on_plan(window: Opened) -> Opened:
    """The window on the plan in mid-life, at its list of recommendations."""
    window.do(Do.OPEN_SAMPLE)
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()
    window.do(Do.RECOMMENDATIONS)
    return window


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


@pytest.fixture
def real(samples: Path) -> RealDocuments:
    return RealDocuments(FixedClock())


@pytest.fixture
def open_import(qtbot: QtBot, jobs: Jobs, asker: Any, theme: Theme, gateway: FakeGateway) -> Callable[..., ImportView]:
    def build(
        *paths: Path, through: FakeGateway | None = None, known: tuple[str, ...] = (), earlier: Any = None
    ) -> ImportView:
        view = ImportView(through or gateway, jobs, asker, theme, drafts=Drafts("", str, jobs))
        qtbot.addWidget(view)
        view.resize(1200, 800)
        view.show()
        view.start(paths, known, earlier)
        qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)
        return view

    return build
