"""The board's first page on screen: the same sentences, figures and charts; each figure opens the list it counts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)
from typing_extensions import override

from tracker.domain.board.board import BoardData, overview_data
from tracker.domain.board.board_changes import Since
from tracker.domain.board.board_figures import Figure
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.meetings.compared import since_last_meeting
from tracker.ui.core.chart_view import ChartView
from tracker.ui.core.gateway import ChartPicture, ChartRegion, Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Lane
from tracker.ui.core.place import Place
from tracker.ui.look.flow import Flow
from tracker.ui.look.layouts import in_column
from tracker.ui.look.parts import CardButton, button, card, label, restyle
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme
from tracker.ui.overview.lead import ChangesBox, SubjectsBox

CARD_STEPS = 40
CHART_STEPS = 135


@dataclass(frozen=True, slots=True)
class Counted:
    """The figures of one state of the plan."""

    number: int
    data: BoardData


def _counted(snapshot: Snapshot, today: date, since: Since | None) -> Counted:
    return Counted(snapshot.number, overview_data(snapshot, today, since))


class Overview(Place):
    """Every figure opens the list it counts."""

    beside = False

    def __init__(self, hub: Hub, gateway: Gateway, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, parent)
        self._gateway = gateway
        self.counted: Counted | None = None
        self.cards: dict[str, CardButton] = {}
        self.chips: dict[str, QPushButton] = {}
        self.charts: list[ChartView] = []
        self._frames: list[QFrame] = []
        self._asking = False
        self.setAccessibleName(self.tr("Overview"))
        self._area = _Area(self)
        self._area.setAccessibleName(self.tr("Overview"))
        self._area.resized.connect(self._arrange)
        in_column(theme, self._area, on=self, margins=0)
        self._page = QWidget(self._area)
        self._page.setProperty("ground", "window")
        self._page.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._column = QVBoxLayout(self._page)
        gap = theme.space(6)
        self._column.setContentsMargins(gap, theme.space(5), gap, gap)
        self._column.setSpacing(theme.space(4))
        self._words = label(self.tr("Counting…"), "quiet", self._page, wrap=True)
        self.changes, self.subjects = ChangesBox(theme, self._page), SubjectsBox(theme, self._page)
        for box in (self.changes, self.subjects):
            box.hide()
            box.opened.connect(self.list_asked)
        self._column.addWidget(self.changes)
        self._column.addWidget(self._words)
        self._grid_box = QWidget(self._page)
        self._grid = QGridLayout(self._grid_box)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(theme.space(3))
        self._column.addWidget(self._grid_box)
        self._others = QWidget(self._page)
        self._flow = Flow(self._others, theme.space(1.5))
        self._column.addWidget(self._others)
        self._column.addWidget(self.subjects)
        self._charts_box = QHBoxLayout()
        self._charts_box.setSpacing(theme.space(3))
        self._chart_columns = (QVBoxLayout(), QVBoxLayout())
        for column in self._chart_columns:
            column.setSpacing(theme.space(3))
            column.addStretch(1)
            self._charts_box.addLayout(column)
        self._column.addLayout(self._charts_box)
        self._column.addStretch(1)
        self._area.setWidget(self._page)
        theme.changed.connect(self.show_plan)
        self.show_plan()

    @Slot()
    @override
    def show_plan(self) -> None:
        if self._asking:
            return
        self._asking = True
        snapshot, today = self._hub.snapshot, self._hub.today
        draw = partial(self._gateway.charts, snapshot, today, self._theme.dark)
        self._hub.ask(since_last_meeting, self._count, self._failed)
        self._hub.jobs.run(draw, self._show_charts, self._hub.failed.emit, lane=Lane.FILES)

    @Slot(object)
    def _count(self, since: Since | None) -> None:
        """Counts, beside what the last meeting saw."""
        count = partial(_counted, self._hub.snapshot, self._hub.today, since)
        self._hub.jobs.run(count, self._show, self._failed, lane=Lane.FILES)

    @override
    def refresh(self) -> None:
        self.show_plan()

    @Slot(object)
    def _failed(self, error: object) -> None:
        self._asking = False
        self._hub.failed.emit(error)

    @Slot(object)
    def _show(self, counted: Counted) -> None:
        self._asking = False
        self.counted = counted
        self.changes.show_changes(counted.data.changed)
        self.subjects.show_subjects(counted.data.subjects)
        self._words.setText("\n".join(_said(counted.data)))
        restyle(self._words, "role", "")
        self._show_figures(figures_of(counted.data))
        if counted.number < self._hub.snapshot.number:
            self.show_plan()

    def _show_figures(self, figures: Sequence[Figure]) -> None:
        for old in (*self.cards.values(), *self.chips.values()):
            old.hide()
            old.deleteLater()
        while self._flow.takeAt(0) is not None:
            pass
        self.cards = {figure.key: self._card(figure) for figure in figures if figure.key in MAIN}
        self.chips = {one.key: self._chip(one) for one in figures if one.key not in MAIN and one.count}
        for made in self.chips.values():
            self._flow.addWidget(made)
            made.show()
        self._others.setVisible(bool(self.chips))
        self._arrange()

    def _chip(self, figure: Figure) -> QPushButton:
        made = button(f"{figure.label}  {figure.count}", "chip", self._others, tip=self._tip(figure))
        made.setAccessibleName(f"{figure.count} {figure.label}")
        made.clicked.connect(partial(self.list_asked.emit, figure.label, figure.refs))
        return made

    def _tip(self, figure: Figure) -> str:
        before = self.tr("{0} last time").format(figure.before) if figure.before is not None else ""
        return "\n".join(words for words in (figure.meaning, before) if words)

    def _card(self, figure: Figure) -> CardButton:
        theme = self._theme
        made = CardButton(
            f"{figure.count} {figure.label}", partial(self.list_asked.emit, figure.label, figure.refs), self._grid_box
        )
        made.setToolTip(plain_tip(self._tip(figure)))
        made.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        box = in_column(theme, on=made, gap=0, margins=(4, 3))
        number = label(str(figure.count), "figure", made)
        tone = ALARMS.get(figure.key, "") if figure.count else ""
        if tone:
            palette = number.palette()
            palette.setColor(number.foregroundRole(), theme.tone(tone).ink)
            number.setPalette(palette)
        box.addWidget(number)
        words = label(figure.label, "", made, wrap=True, yields=True)
        words.setAlignment(Qt.AlignmentFlag.AlignTop)
        box.addWidget(words)
        box.addStretch(1)
        return made

    @Slot()
    def _arrange(self) -> None:
        width = self._area.viewport().width()
        columns = max(1, min(width // self._theme.space(CARD_STEPS), len(self.cards)))
        for place, made in enumerate(self.cards.values()):
            self._grid.addWidget(made, place // columns, place % columns)
        for column in range(max(columns, self._grid.columnCount())):
            self._grid.setColumnStretch(column, 1 if column < columns else 0)
        across = 2 if width >= 2 * self._theme.space(CHART_STEPS) else 1
        self._stack_charts(across)

    def _stack_charts(self, across: int) -> None:
        """Each chart under the shorter column, so that a very long one leaves no hole beside it."""
        heights = [0.0] * across
        for frame in self._frames:
            for column in self._chart_columns:
                column.removeWidget(frame)
        for frame, chart in zip(self._frames, self.charts, strict=True):
            place = heights.index(min(heights))
            column = self._chart_columns[place]
            column.insertWidget(column.count() - 1, frame)
            heights[place] += chart.picture.height + self._theme.space(20)
        for place in range(len(self._chart_columns)):
            self._charts_box.setStretch(place, 1 if place < across else 0)

    @Slot(object)
    def _show_charts(self, pictures: Sequence[ChartPicture]) -> None:
        for old in self._frames:
            for column in self._chart_columns:
                column.removeWidget(old)
            old.deleteLater()
        self.charts, self._frames = [], []
        for picture in pictures:
            self._frames.append(self._framed(picture))
        self._arrange()

    def _framed(self, picture: ChartPicture) -> QFrame:
        theme = self._theme
        frame = card(self._page)
        box = in_column(theme, label(picture.title, "heading", frame), on=frame, gap=2, margins=(5, 4))
        chart = ChartView(picture, theme, frame)
        chart.opened.connect(self._opened)
        self.charts.append(chart)
        box.addWidget(chart)
        box.addStretch(1)
        return frame

    @Slot(object)
    def _opened(self, region: ChartRegion) -> None:
        self.list_asked.emit(region.name, region.refs)


MAIN = ("open", "overdue now", "late at first", "finished", "evidenced", "unevidenced")
"""The few figures that stand large; the others are chips beneath them, where they find anything."""
ALARMS = {"overdue now": "bad", "red": "bad", "slipped twice": "warning", "quiet": "warning", "no owner": "warning",
          "owner left": "warning",
          "bare": "warning", "unevidenced": "warning"}  # fmt: skip
"""Figures whose number is coloured when it is not nought."""
SHOWN_EXCEPTIONS = ("slipped twice", "quiet", "no owner")
SELDOM = ("owner left",)
"""Exceptions that are shown only where there are any."""


def _said(data: BoardData) -> list[str]:
    """The headlines without the one that counts what changed: that stands above them in full."""
    since = f"Since {data.changed.words}: " if data.changed is not None else ""
    return [line for line in data.headlines if not (since and line.startswith(since))]


def figures_of(data: BoardData) -> tuple[Figure, ...]:
    """The figures of the board's first page, and the exceptions that a lead looks for daily."""
    found = [entry.figure for entry in data.exceptions]
    shown = [one for one in found if one.key in SHOWN_EXCEPTIONS or (one.key in SELDOM and one.count)]
    return (*data.figures, *shown)


class _Area(QScrollArea):
    """What scrolls the page. `resized` is emitted when there is more or less room."""

    resized = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()
