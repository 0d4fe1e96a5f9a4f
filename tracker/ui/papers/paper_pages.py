"""The pages of a paper as they will be: small ones to choose from, and the one in hand as large as wanted."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStackedWidget, QWidget
from typing_extensions import override

from tracker.errors import UserError
from tracker.ui.core.gateway import Gateway, PagePicture
from tracker.ui.core.jobs import Jobs, Lane
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme
from tracker.ui.page.page_view import PageView, image_of

SMALL_STEPS = 22
"""The width of a small page."""
A4_HEIGHT = 842 / 595
POINTS = 595.0


class PaperPages(QWidget):
    """Small pages left, the page in hand right; or words in their place, with something to press."""

    def __init__(self, gateway: Gateway, jobs: Jobs, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._gateway, self._jobs, self._theme = gateway, jobs, theme
        self._data, self._pages, self._turn = b"", 0, 0
        self._small = SmallPages(theme, self)
        self.page = PageView(gateway, jobs, theme, self)
        self._words = label("", "quiet", self, wrap=True)
        self._words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.step = button("", "", self)
        self.step.clicked.connect(self._press)
        self._do: Callable[[], object] | None = None
        said, shown = QWidget(self), QWidget(self)
        in_column(
            theme, None, self._words, (self.step, 0, Qt.AlignmentFlag.AlignHCenter), None, on=said, gap=3, margins=6
        )
        in_row(theme, self._small, (self.page, 1), on=shown, gap=1, margins=0)
        self._stack = QStackedWidget(self)
        self._said, self._shown = said, shown
        self._stack.addWidget(said)
        self._stack.addWidget(shown)
        in_column(theme, self._stack, on=self, margins=0)
        self._small.currentRowChanged.connect(self._chosen)
        self.page.page_changed.connect(self._turned)

    @property
    def small(self) -> QListWidget:
        """The small pages."""
        return self._small

    @property
    def words(self) -> str:
        """What stands in place of the pages; "" where they are on show."""
        return self._words.text() if self._stack.currentWidget() is self._said else ""

    def say(self, words: str, step: str = "", do: Callable[[], object] | None = None) -> None:
        """Says this in place of the pages."""
        self._words.setText(words)
        self.step.setText(step)
        self.step.setVisible(bool(step))
        self._do = do
        self._stack.setCurrentWidget(self._said)

    def show_paper(self, data: bytes, pages: int) -> None:
        """Shows a paper, at the page that was in hand where there still is one."""
        here = min(self.page.page, pages) if self._pages else 1
        self._stack.setCurrentWidget(self._shown)
        if data == self._data:
            return
        self._data, self._pages = data, pages
        self._turn += 1
        self.page.show_place(data, here, (), pages)
        self._small.expect(pages)
        self._small.setCurrentRow(here - 1)
        self._draw_small(self._turn, 1)

    def forget(self) -> None:
        """Draws no more of the paper on show."""
        self._turn += 1

    def _draw_small(self, turn: int, number: int) -> None:
        """Draws the small pages one after another, so that the page in hand never waits for all of them."""
        if turn != self._turn or number > self._pages:
            return
        scale = self._small.iconSize().width() * self.devicePixelRatioF() / POINTS
        draw = partial(_small_picture, self._gateway, self._data, number, scale)

        def drawn(picture: PagePicture | None) -> None:
            if turn == self._turn and picture is not None:
                self._small.show_picture(picture)
            self._draw_small(turn, number + 1)

        self._jobs.run(draw, drawn, lane=Lane.FILES)

    @Slot()
    def _press(self) -> None:
        if self._do is not None:
            self._do()

    @Slot(int)
    def _chosen(self, row: int) -> None:
        if row >= 0 and row + 1 != self.page.page:
            self.page.show_place(self._data, row + 1, (), self._pages)

    @Slot(object)
    def _turned(self, page: int) -> None:
        self._small.setCurrentRow(page - 1)


class SmallPages(QListWidget):
    """A column of small pages; arrows, Page Up and Page Down, Home and End turn the page."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        width = theme.space(SMALL_STEPS)
        self.setIconSize(QSize(width, round(width * A4_HEIGHT)))
        self.setViewMode(QListWidget.ViewMode.IconMode)
        self.setFlow(QListWidget.Flow.TopToBottom)
        self.setWrapping(False)
        self.setMovement(QListWidget.Movement.Static)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(self.tr("Pages"))
        self.setProperty("framed", "true")  # so that one sees that it has the keys
        self.setFixedWidth(width + theme.space(12))

    def expect(self, pages: int) -> None:
        """Lists so many pages, blank until they are drawn."""
        self.blockSignals(True)
        self.clear()
        blank = QPixmap(self.iconSize())
        blank.fill(Qt.GlobalColor.white)
        for number in range(1, pages + 1):
            item = QListWidgetItem(QIcon(blank), str(number))
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self.tr("Page {0} of {1}").format(number, pages))
            self.addItem(item)
        self.blockSignals(False)

    def show_picture(self, picture: PagePicture) -> None:
        """Puts a drawn page in its place."""
        drawn = QPixmap.fromImage(image_of(picture))
        drawn.setDevicePixelRatio(self.devicePixelRatioF())
        found = self.item(picture.number - 1)
        if found is not None:
            found.setIcon(QIcon(drawn))

    @override
    def sizeHint(self) -> QSize:
        return QSize(self.width(), self.iconSize().height() * 3)


def _small_picture(gateway: Gateway, data: bytes, number: int, scale: float) -> PagePicture | None:
    try:
        return gateway.page_picture(data, number, scale)
    except UserError:
        return None  # the page itself says why, when it is turned to
