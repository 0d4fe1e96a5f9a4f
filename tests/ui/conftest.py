"""Fixtures of the window's tests: one application, one theme, a plan in memory."""

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from tracker.ui.theme import Theme


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    """The light theme, put on the application."""
    made = Theme("light")
    made.apply(qapp)
    yield made
    made.deleteLater()
