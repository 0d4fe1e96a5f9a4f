"""Inspections that a document lists: a tab of their own, nothing taken unasked."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QTabBar
from pytestqt.qtbot import QtBot

from support.builders import a_reading
from support.gateway import FakeGateway
from tracker.domain.reading.reading import ListedInspection
from tracker.ui.bring_in.import_view import ImportView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform

ROWS = (
    ListedInspection("Otherton", "ILACS inspection", "9 to 20 May 2022", "5 July 2022", page=9),
    ListedInspection("Elsewhere", "Focused visit", "2 and 3 July 2024", None, page=9),
)
Open = Callable[..., ImportView]


@pytest.fixture
def overview(open_import: Open, gateway: FakeGateway) -> ImportView:
    gateway.readings["overview.pdf"] = a_reading(file="overview.pdf", inspections_listed=ROWS)
    return open_import(Path("overview.pdf"))


def tabs(view: ImportView) -> list[str]:
    bar = next(bar for bar in view.review.findChildren(QTabBar) if bar.count() > 3)
    return [bar.tabText(place) for place in range(bar.count()) if bar.isTabVisible(place)]


def test_they_have_a_tab_with_area_kind_and_dates(overview: ImportView) -> None:
    assert tabs(overview)[-1] == "Inspections listed 0/2"
    overview.review.show_section(4)
    model = overview.review.list.items_model
    assert [item.text for item in model.items] == ["Otherton", "Elsewhere"]
    spoken = [model.index(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in (0, 1)]
    assert "ILACS inspection  ·  9 to 20 May 2022  ·  published 5 July 2022  ·  page 9" in spoken[0]
    assert "Focused visit  ·  2 and 3 July 2024  ·  page 9" in spoken[1]


def test_a_document_that_lists_none_has_no_such_tab(open_import: Open) -> None:
    assert not any(name.startswith("Inspections listed") for name in tabs(open_import(Path("letter.pdf"))))


def test_only_those_ticked_are_handed_over(qtbot: QtBot, overview: ImportView) -> None:
    assert overview.add_button.text() == "Add 6 recommendations to a new plan"
    overview.review.show_section(4)
    qtbot.keyClick(overview.review.list, Qt.Key.Key_Down)
    qtbot.keyClick(overview.review.list, Qt.Key.Key_Space)
    assert overview.add_button.text() == "Add 6 recommendations and 1 listed inspection to a new plan"
    with qtbot.waitSignal(overview.accepted) as handed:
        overview.accept()
    assert handed.args[0][0].choice.listed == ROWS[1:]


def test_they_are_ticked_but_not_cut_up(qtbot: QtBot, overview: ImportView) -> None:
    overview.review.show_section(4)
    assert not overview.review.editor.isVisible()
    assert not any(made.isEnabled() for made in overview.review.tools.values())
    qtbot.keyClick(overview.review.list, Qt.Key.Key_J, Qt.KeyboardModifier.ControlModifier)
    assert len(overview.review.list.items_model.items) == 2
    overview.review.show_section(0)
    assert overview.review.editor.isVisible()
    assert overview.review.tools["add"].isEnabled()
