"""The page of a document as a person turns, zooms and marks it."""

import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.clocks import FixedClock
from support.gallery_panels import LETTER, RealDocuments, settle
from support.names import nameless
from tracker.domain.reading.reading import Box
from tracker.errors import UserError
from tracker.ui.core.gateway import PagePicture
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.theme import Theme
from tracker.ui.page.page_view import Marked, PageView

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform

PLACE = Box(2, 72.0, 533.5, 507.9, 545.2)


class Counting(RealDocuments):
    """The real pages, counting how often each is drawn: once they are `ready`, or `refuse` to fail."""

    def __init__(self) -> None:
        super().__init__(FixedClock())
        self.drawn: list[tuple[int, float]] = []
        self.ready = threading.Event()
        self.ready.set()
        self.refuse: UserError | None = None

    def page_picture(self, data: bytes, number: int, scale: float) -> PagePicture:
        self.drawn.append((number, scale))
        assert self.ready.wait(30)
        if self.refuse is not None:
            raise self.refuse
        return super().page_picture(data, number, scale)


class Desk:
    """A page view on the bundled letter."""

    def __init__(self, view: PageView, gateway: Counting, jobs: Jobs) -> None:
        self.view, self.gateway, self.jobs = view, gateway, jobs
        self.data = LETTER.read_bytes()

    def show(self, page: int = 2, boxes: tuple[Box, ...] = (PLACE,)) -> None:
        self.view.show_place(self.data, page, boxes, 14)
        settle(self.jobs)

    def settle(self) -> None:
        settle(self.jobs)


@pytest.fixture
def desk(qtbot: QtBot, theme: Theme) -> Iterator[Desk]:
    jobs = Jobs()
    gateway = Counting()
    anyone: Any = gateway
    view = PageView(anyone, jobs, theme)
    qtbot.addWidget(view)
    view.resize(640, 700)
    view.show()
    yield Desk(view, gateway, jobs)
    settle(jobs)
    jobs.close()


def test_the_page_is_shown_as_wide_as_there_is_room_with_its_words_highlighted(desk: Desk) -> None:
    desk.show()
    canvas = desk.view.canvas
    assert canvas.has_picture
    assert 580 <= canvas.width() <= 640
    place = canvas.place_of(PLACE)
    picture = canvas.grab().toImage()
    here = picture.pixelColor(place.right() - 1, place.top() + 1)
    assert here.blue() < 200 < here.red()
    assert picture.pixelColor(place.left() - 40, place.top()) == QColor(Qt.GlobalColor.white)


def test_the_highlighted_words_are_scrolled_into_sight(desk: Desk, qtbot: QtBot) -> None:
    desk.view.resize(640, 300)
    desk.show()
    bar = desk.view._scroll.verticalScrollBar()
    top = desk.view.canvas.place_of(PLACE).top()
    assert bar.value() < top < bar.value() + 300


def test_page_keys_turn_pages_and_stop_at_both_ends(qtbot: QtBot, desk: Desk) -> None:
    desk.show(1, ())
    assert desk.view._where.text() == "Page 1 of 14"
    assert not desk.view._back.isEnabled()
    qtbot.keyClick(desk.view.canvas, Qt.Key.Key_PageUp)
    assert desk.view.page == 1
    qtbot.keyClick(desk.view.canvas, Qt.Key.Key_PageDown)
    assert desk.view.page == 1
    assert desk.view._scroll.verticalScrollBar().value() > 0
    qtbot.keyClick(desk.view.canvas, Qt.Key.Key_PageDown)
    assert desk.view._where.text() == "Page 2 of 14"
    qtbot.keyClick(desk.view.canvas, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert desk.view.page == 3
    desk.show(14, ())
    qtbot.keyClick(desk.view.canvas, Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
    assert desk.view.page == 14
    assert not desk.view._forth.isEnabled()


def test_the_highlight_stays_with_its_page(qtbot: QtBot, desk: Desk) -> None:
    desk.show()
    desk.view.next_page()
    assert desk.view.canvas.boxes == ()
    desk.view.previous_page()
    assert desk.view.canvas.boxes == (PLACE,)


def test_zooming_draws_a_sharper_page_and_fit_goes_back(qtbot: QtBot, desk: Desk) -> None:
    desk.show()
    fitted = desk.view.canvas.width()
    qtbot.keyClick(desk.view.canvas, Qt.Key.Key_Plus, Qt.KeyboardModifier.ControlModifier)
    desk.settle()
    assert desk.view.canvas.width() == pytest.approx(fitted * 1.2, abs=2)
    scales = [scale for number, scale in desk.gateway.drawn if number == 2]
    assert scales[-1] == pytest.approx(scales[0] * 1.2, rel=0.02)
    qtbot.keyClick(desk.view.canvas, Qt.Key.Key_0, Qt.KeyboardModifier.ControlModifier)
    assert desk.view.canvas.width() == fitted


def test_a_page_seen_before_is_not_drawn_again(desk: Desk) -> None:
    desk.show()
    desk.view.next_page()
    desk.settle()
    before = len(desk.gateway.drawn)
    desk.view.previous_page()
    assert desk.view.canvas.has_picture
    assert len([number for number, _ in desk.gateway.drawn[before:] if number == 2]) == 0


def test_a_slow_page_does_not_hold_up_the_window(desk: Desk) -> None:
    desk.gateway.ready.clear()
    desk.view.show_place(desk.data, 5, (), 14)
    assert not desk.view.canvas.has_picture
    desk.gateway.ready.set()
    desk.settle()
    assert desk.view.canvas.has_picture


def test_the_wheel_turns_the_page_at_its_end(desk: Desk) -> None:
    desk.show(3, ())
    bar = desk.view._scroll.verticalScrollBar()
    bar.setValue(bar.maximum())
    turn(desk.view, -120)
    assert desk.view.page == 4
    assert bar.value() == 0
    turn(desk.view, 120)
    assert desk.view.page == 3


def turn(view: PageView, by: int) -> None:
    """One notch of the wheel over the page."""
    way = QPoint(0, by)
    event = QWheelEvent(
        QPointF(9, 9), QPointF(9, 9), way, way, Qt.MouseButton.NoButton, Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view._scroll.viewport(), event)


def test_dragging_marks_only_where_it_is_asked_for(qtbot: QtBot, desk: Desk) -> None:
    desk.show()
    found: list[Marked] = []
    desk.view.marked.connect(found.append)
    drag(qtbot, desk.view, PLACE)
    desk.settle()
    assert found == []
    desk.view.set_markable(True)
    drag(qtbot, desk.view, PLACE)
    desk.settle()
    (marked,) = found
    assert marked.text.startswith("How effectively the arrangements for the monitoring and evaluation of serious")
    assert marked.page == 2
    assert marked.boxes[0].y0 == pytest.approx(PLACE.y0, abs=3)


def drag(qtbot: QtBot, view: PageView, box: Box) -> None:
    place = view.canvas.place_of(box)
    start, end = place.topLeft() - QPoint(2, 2), place.bottomRight() + QPoint(2, 2)
    qtbot.mousePress(view.canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(view.canvas, end)
    qtbot.mouseRelease(view.canvas, Qt.MouseButton.LeftButton, pos=end)


def test_a_click_or_an_escaped_drag_marks_nothing(qtbot: QtBot, desk: Desk) -> None:
    desk.show()
    desk.view.set_markable(True)
    found: list[Marked] = []
    desk.view.marked.connect(found.append)
    canvas = desk.view.canvas
    qtbot.mouseClick(canvas, Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    qtbot.mouseMove(canvas, QPoint(300, 300))
    qtbot.keyClick(canvas, Qt.Key.Key_Escape)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=QPoint(300, 300))
    desk.settle()
    assert found == []


def test_a_page_that_cannot_be_drawn_says_why(desk: Desk) -> None:
    desk.gateway.refuse = UserError("Page 2 of this PDF is damaged.", "The other pages may still open.")
    desk.show()
    assert "Page 2 of this PDF is damaged." in desk.view._text.toPlainText()


def test_what_is_no_pdf_shows_the_words_given(desk: Desk) -> None:
    desk.view.show_place(b"Dear colleague", 1, ())
    assert "no pages" in desk.view._text.toPlainText()
    desk.view.show_text("Dear colleague")
    assert desk.view._text.toPlainText() == "Dear colleague"
    desk.show()
    assert desk.view.canvas.isVisible()


def test_every_control_has_a_name_and_the_page_says_its_number(desk: Desk) -> None:
    desk.show()
    assert nameless(desk.view) == []
    assert desk.view.canvas.accessibleName() == "Page 2 of 14"


def test_another_document_is_not_mistaken_for_the_one_before(desk: Desk, samples: Path) -> None:
    desk.show(2)
    other = (samples / "manchester-ilacs-2025-11-11.pdf").read_bytes()
    first = desk.view.canvas.grab().toImage()
    desk.view.show_place(other, 2, (), 11)
    desk.settle()
    assert desk.view._where.text() == "Page 2 of 11"
    assert desk.view.canvas.grab().toImage() != first
