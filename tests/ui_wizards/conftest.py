"""What the tests of the import and merge screens share."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.clocks import FixedClock
from support.gallery_panels import RealDocuments
from support.gateway import FakeGateway, ScriptedAsker
from tracker.ui.bring_in.import_view import ImportView
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.theme import Theme


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


@pytest.fixture
def jobs(qapp: QApplication) -> Iterator[Jobs]:
    made = Jobs()
    yield made
    until = time.monotonic() + 10
    while made.busy and time.monotonic() < until:
        QCoreApplication.processEvents()
    made.close()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def gateway() -> FakeGateway:
    return FakeGateway(FixedClock())


@pytest.fixture
def asker() -> Any:
    return ScriptedAsker()


@pytest.fixture
def real(samples: Path) -> RealDocuments:
    return RealDocuments(FixedClock())


@pytest.fixture
def open_import(qtbot: QtBot, jobs: Jobs, asker: Any, theme: Theme, gateway: FakeGateway) -> Callable[..., ImportView]:
    def build(
        *paths: Path, through: FakeGateway | None = None, known: tuple[str, ...] = (), earlier: Any = None
    ) -> ImportView:
        view = ImportView(through or gateway, jobs, asker, theme)
        qtbot.addWidget(view)
        view.resize(1200, 800)
        view.show()
        view.start(paths, known, earlier)
        qtbot.waitUntil(lambda: not jobs.busy, timeout=20_000)
        return view

    return build
