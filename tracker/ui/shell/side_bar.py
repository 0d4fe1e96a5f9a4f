"""The places of a plan at the left: icons alone where room is short, else with names and how much is there."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from PySide6.QtCore import QRect, QSize, Qt, Signal, Slot
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QButtonGroup, QFrame, QToolButton, QWidget
from typing_extensions import override

from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.actions import ActionTable, Press
from tracker.ui.core.commands import Do
from tracker.ui.look.layouts import NARROW, in_column
from tracker.ui.look.parts import tool
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme
from tracker.ui.registers.register_columns import REGISTERS

PLACES: Final = tuple(do for do in Do if do.is_place)
WIDTH_STEPS: Final = 54
"""Wide enough for the longest name in bold with a count of four figures beside it."""
ICON_STEPS: Final = 13
COUNTED: Final[Mapping[Do, tuple[Kind, ...]]] = {
    Do.RECOMMENDATIONS: (Kind.RECOMMENDATION, Kind.FINDING),
    Do.ACTIONS: (Kind.ACTION,),
    **{Do(f"place {key}"): kinds for key, (kinds, _columns) in REGISTERS.items()},
}

THREE = 0.8
"""How much smaller a badge of three characters is, so that the icon is still seen."""


class SideBar(QFrame):
    """`asked` carries the place (a Do) that was pressed. `named` says whether names are on show: True or False as
    someone chose, None as there is room."""

    asked = Signal(object)

    def __init__(self, theme: Theme, actions: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        self.named: bool | None = None
        self.setProperty("line", "right")
        self.setAccessibleName(self.tr("Places"))
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self.buttons: dict[Do, PlaceButton] = {}
        box = in_column(theme, on=self, gap=0.5, margins=(2, 2))
        self.toggle = tool(theme, "menu", actions[Do.SIDE_NAMES].text(), self)
        self.toggle.setToolTip(actions[Do.SIDE_NAMES].toolTip())
        Press(self.toggle, Do.SIDE_NAMES, self.asked)
        box.addWidget(self.toggle)
        for do in PLACES:
            made = PlaceButton(theme, actions[do].text(), do.spec.icon, self)
            made.setToolTip(plain_tip(f"{actions[do].text()}: {actions[do].toolTip()}"))
            Press(made, do, self.asked)
            self._group.addButton(made)
            self.buttons[do] = made
            box.addWidget(made)
        box.addStretch(1)
        theme.changed.connect(self.fit)
        self.fit()

    def show_counts(self, snapshot: Snapshot) -> None:
        """Brings the counts up to date."""
        for do, kinds in COUNTED.items():
            self.buttons[do].show_count(sum(len(snapshot.of(kind)) for kind in kinds))

    def show_waiting(self, count: int) -> None:
        """Says how much waits for whoever sits here, beside My work; names or not."""
        made = self.buttons[Do.MY_WORK]
        made.badge = bool(count)
        made.show_count(count)
        made.setAccessibleName(self.tr("{0}, {1} waiting").format(made.text(), count) if count else made.text())

    def show_place(self, do: Do) -> None:
        """Marks where the window is."""
        self.buttons[do].setChecked(True)

    @property
    def names_shown(self) -> bool:
        """Whether names stand beside the icons; where the window is narrow they are left to the pointer."""
        return self.window().width() >= NARROW if self.named is None else self.named

    @Slot()
    def fit(self) -> None:
        """Shows names or leaves them to the pointer, as there is room or as someone chose."""
        named = self.names_shown
        for made in self.buttons.values():
            made.named = named
            made.updateGeometry()
        self.setFixedWidth(self._theme.space(WIDTH_STEPS if named else ICON_STEPS))


class PlaceButton(QToolButton):
    """One place: picture, name and count, the one in hand marked by a bar and bold words."""

    def __init__(self, theme: Theme, name: str, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme, self._icon_name = theme, icon
        self.count: int | None = None
        self.named = True
        self.badge = False
        """Whether its count is seen beside the icon too."""
        self.setText(name)
        self.setCheckable(True)
        self.setAutoRaise(True)
        self.setAccessibleName(name)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def show_count(self, count: int) -> None:
        """Writes a count at the right."""
        self.count = count
        self.setAccessibleName(f"{self.text()}, {count}")
        self.update()

    @override
    def sizeHint(self) -> QSize:
        return QSize(self._theme.space((WIDTH_STEPS if self.named else ICON_STEPS) - 4.5), self._theme.space(8.5))

    @override
    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    @override
    def paintEvent(self, event: QPaintEvent) -> None:
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        area = self.rect().adjusted(1, 1, -1, -1)
        here, over = self.isChecked(), self.underMouse()
        if here or over:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("selection" if here else "hover"))
            painter.drawRoundedRect(area, theme.space(1.5), theme.space(1.5))
        if self.hasFocus():
            painter.setPen(theme.colour("focus"))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area, theme.space(1.5), theme.space(1.5))
        side = theme.space(4.5)
        left = theme.space(2.5) if self.named else (self.width() - side) // 2
        picture = theme.pixmap(self._icon_name, "accent" if here else "quiet", side)
        painter.drawPixmap(left, (self.height() - side) // 2, picture)
        if self.named:
            self._paint_words(painter, area.adjusted(left + side + theme.space(2), 0, -theme.space(2), 0))
        elif self.badge:
            self._paint_badge(painter)
        painter.end()

    def _paint_badge(self, painter: QPainter) -> None:
        """A small number in the upper corner; of three figures it says no more than that there are many."""
        theme, words = self._theme, str(self.count) if (self.count or 0) < 100 else "99+"
        font = theme.font("small")
        font.setPointSizeF(font.pointSizeF() * (1 if len(words) < 3 else THREE))
        painter.setFont(font)
        metrics = painter.fontMetrics()
        height = metrics.height() - theme.space(0.5)
        width = max(height, metrics.horizontalAdvance(words) + theme.space(1.5))
        area = QRect(self.width() - width - 1, 1, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("accent"))
        painter.drawRoundedRect(area, height / 2, height / 2)
        painter.setPen(theme.colour("on accent"))
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter), words)

    def _paint_words(self, painter: QPainter, words: QRect) -> None:
        theme = self._theme
        middle = int(Qt.AlignmentFlag.AlignVCenter)
        painter.setFont(theme.font("strong" if self.isChecked() else "body"))
        painter.setPen(theme.colour("text"))
        painter.drawText(words, middle, self.text())
        if self.count is not None:
            painter.setFont(theme.font("small"))
            painter.setPen(theme.colour("quiet"))
            painter.drawText(words, middle | int(Qt.AlignmentFlag.AlignRight), str(self.count))
