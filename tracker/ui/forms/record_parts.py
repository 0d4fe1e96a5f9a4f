"""Pieces that the views of single records share: the quotation, links to other records, a part that scrolls."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import monotonic
from typing import Any

from PySide6.QtCore import QEvent, QObject, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)
from shiboken6 import isValid
from typing_extensions import override

from tracker.domain.actions.status import Status
from tracker.domain.dates.dates import show
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import title_of
from tracker.domain.plan.records import Action
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.quoting import quoted, reworded
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import CardButton, StatusLabel, WordsButton, button, label
from tracker.ui.look.theme import Theme

EDGE = 8
"""Pixels between what is brought into sight and the edge."""
SETTLING = 0.5
"""For so many seconds a form that was opened is kept in sight, while what stands about it is laid out."""


class Scrolled(QScrollArea):
    """A part that is scrolled where it is taller than there is room."""

    def __init__(
        self, theme: Theme, inner: QWidget, *, ground: str = "surface", parent: QWidget | None = None
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._inner = inner
        self._begun: QWidget | None = None
        """What had the keys when the part was last laid out, and since when."""
        self._since = 0.0
        self.setMinimumHeight(theme.space(24))
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner.setProperty("ground", ground)
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setWidget(inner)

    def _height(self) -> int:
        """What the part needs at its present width.

        The least height of wrapped words, as the layout reckons it, is that of a narrow column: too much here.
        """
        layout = self._inner.layout()
        if layout is not None and layout.hasHeightForWidth():
            return layout.heightForWidth(self.viewport().width())
        return self._inner.sizeHint().height()

    @override
    def sizeHint(self) -> QSize:
        """All of it, so that nothing is scrolled where there is room."""
        layout, width = self._inner.layout(), self._inner.sizeHint().width()
        flows = layout is not None and layout.hasHeightForWidth()
        height = layout.heightForWidth(width) if flows and layout is not None else self._inner.sizeHint().height()
        return QSize(width + self.verticalScrollBar().sizeHint().width(), height)

    @Slot()
    def _fit(self) -> None:
        """As high as it needs; looked at again once what is new in it has its fonts, which may need more."""
        height = self._height()
        if self._inner.minimumHeight() != height:
            self._inner.setMinimumHeight(height)
            QTimer.singleShot(0, self, self._fit)

    @override
    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        taken = super().eventFilter(watched, event)
        if event.type() is QEvent.Type.LayoutRequest and watched is getattr(self, "_inner", None):
            self._fit()
            if self._inner.focusWidget() is not self._begun:
                self._begun, self._since = self._inner.focusWidget(), monotonic()
            if monotonic() - self._since < SETTLING:
                QTimer.singleShot(0, self, self._show_begun)
        return taken

    @Slot()
    def _show_begun(self) -> None:
        """Brings a form that was just opened into sight, whole where there is room: not its first field alone."""
        begun = self._begun
        if begun is None or not isValid(begun) or begun is not QApplication.focusWidget():
            return
        form: QWidget | None = begun
        while form is not None and form is not self._inner and not form.property("card"):
            form = form.parentWidget()
        whole = form is not None and form is not self._inner and form.height() <= self.viewport().height()
        self.ensureWidgetVisible(form if whole and form is not None else begun, 0, EDGE)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()
        super().resizeEvent(event)


class Quotation(QFrame):
    """The inspectors' words, where they stand, and a button that shows the page."""

    page_wanted = Signal()

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("quotation")
        self.setProperty("ground", "sunken")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.words = label("", "", self, wrap=True)
        self.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._place = label("", "small", self, wrap=True)
        self.page = button("", "", self, tip=self.tr("See these words on the page they stand on (F)"))
        self.page.clicked.connect(self.page_wanted)
        foot = in_row(theme, (self._place, 1), (self.page, 0, Qt.AlignmentFlag.AlignBottom))
        in_column(theme, self.words, foot, on=self, gap=1.5, margins=(3, 2, 2, 2))

    def show_subject(self, subject: Any, snapshot: Snapshot) -> None:
        """Quotes a recommendation or finding."""
        self.words.setText("\n".join(words for words in (quoted(subject), reworded(subject)) if words))
        inspection = snapshot.get(subject.inspection)
        parts = [f"page {subject.page}"] if subject.page else []
        if subject.paragraph:
            parts.append(f"paragraph {subject.paragraph}")
        if subject.theme:
            parts.append(subject.theme)
        if inspection is not None:
            parts.append(inspection.title or inspection.file or inspection.ref)
        self._place.setText("  ·  ".join(parts))
        self.page.setText(
            self.tr("Show page {0}").format(subject.page) if subject.page else self.tr("Show the document")
        )
        self.page.setVisible(inspection is not None and bool(inspection.sha256))


class ActionCard(CardButton):
    """An action in one line: reference, title, state, owner and date. `wanted` carries its id."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, shown: ActionLine, parent: QWidget | None = None) -> None:
        name = f"{shown.ref} {shown.title}, {shown.status.word}"
        super().__init__(name, self._tell, parent)
        self._id = shown.id
        column = QVBoxLayout(self)
        gap = theme.space(2)
        column.setContentsMargins(gap, theme.space(1.5), gap, theme.space(1.5))
        column.setSpacing(theme.space(0.5))
        column.addWidget(label(f"{shown.ref}  {shown.title}", "strong", self, wrap=True))
        column.addLayout(in_row(theme, StatusLabel(theme, shown.status, self), None, label(shown.due, "small", self)))
        column.addWidget(label(shown.owner, "small", self, wrap=True))

    def _tell(self) -> None:
        self.wanted.emit(self._id)


@dataclass(frozen=True, slots=True)
class ActionLine:
    """What a card shows of an action."""

    id: RecordId
    ref: str
    title: str
    status: Status
    owner: str
    due: str


def action_line(action: Action, status: Status, snapshot: Snapshot) -> ActionLine:
    """An action as a card shows it."""
    due = f"due {show(action.due)}" if action.due else "no date"
    return ActionLine(action.id, action.ref, action.title, status, snapshot.name_of(action.owner) or "no owner", due)


Linked = Callable[[Any, Snapshot], Sequence[RecordId]]


class Links(Section):
    """Other records as buttons with their first words, `before` which stands what they are to the one in hand."""

    def __init__(self, context: PageContext, before: str, linked: Linked, parent: QWidget | None = None) -> None:
        super().__init__(context, parent, gap=0)
        self._before, self._linked = before, linked
        self._buttons: list[QPushButton] = []

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows the records that are linked with this one; hidden where there are none."""
        for old in self._buttons:
            old.hide()
            old.deleteLater()
        self._buttons = []
        for other in map(snapshot.get, self._linked(record, snapshot)):
            if other is not None:
                self._add(other)
        self.setVisible(bool(self._buttons))

    def _add(self, record: Any) -> None:
        words = title_of(record)
        made = WordsButton(self.theme, f"{self._before} {record.ref}  {words}".strip(), self, tip=words)
        made.setProperty("record", record.id)
        made.setAccessibleName(f"{self._before} {record.ref} {words}".strip())
        made.clicked.connect(self._press)
        self.column.addWidget(made)
        self._buttons.append(made)

    @Slot()
    def _press(self) -> None:
        self.context.record_wanted.emit(self.sender().property("record"))
