"""The pieces of the golden thread's page: a card that opens a record, a measure with its chart, a line to do."""

from __future__ import annotations

from dataclasses import dataclass
from weakref import ref

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from tracker.domain.actions.status import OVERDUE, Status
from tracker.domain.board.golden_thread import ThreadAction, ThreadEvidence, ThreadMeasure
from tracker.domain.board.golden_thread_to_do import ToDo
from tracker.domain.dates.dates import show
from tracker.domain.plan.ids import RecordId
from tracker.ui.core.hub import Hub
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import CardButton, StatusLabel, label
from tracker.ui.look.theme import Theme
from tracker.ui.measures.measure_picture import MeasurePicture


@dataclass(frozen=True, slots=True)
class Shown:
    """What a card shows of a record: its title, states, and further lines with the role each is set in."""

    id: RecordId
    title: str
    statuses: tuple[Status, ...] = ()
    lines: tuple[tuple[str, str], ...] = ()
    beside: str = ""


class ThreadCard(CardButton):
    """A record in a few lines; `wanted` carries its id when it is pressed."""

    wanted = Signal(object)

    def __init__(self, theme: Theme, shown: Shown, parent: QWidget | None = None) -> None:
        words = (
            shown.title,
            shown.beside,
            *(status.word for status in shown.statuses),
            *(line for line, _ in shown.lines),
        )
        super().__init__(". ".join(part for part in words if part), _Teller(self), parent)
        self._id = shown.id
        self.setProperty("record", shown.id)
        self.column = in_column(theme, on=self, gap=1, margins=(3, 2))
        head = in_row(theme, (label(shown.title, "strong", self, wrap=True), 1), gap=4)
        if shown.beside:
            head.addWidget(label(shown.beside, "quiet", self), 0, Qt.AlignmentFlag.AlignTop)
        for status in shown.statuses:
            head.addWidget(StatusLabel(theme, status, self), 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        for line, role in shown.lines:
            if line:
                self.column.addWidget(label(line, role, self, wrap=True))

    def tell(self) -> None:
        """Says whose record was pressed."""
        self.wanted.emit(self._id)


class _Teller:
    """Presses a card without holding it: a card that held itself would be freed by whichever thread tidies up."""

    def __init__(self, card: ThreadCard) -> None:
        self._card = ref(card)

    def __call__(self) -> None:
        card = self._card()
        if card is not None:
            card.tell()


def action_card(theme: Theme, action: ThreadAction, parent: QWidget) -> ThreadCard:
    """An action: who, when, where it stands, why, and what came of it."""
    reason = f": {action.forecast_reason}" if action.forecast_reason else ""
    lines = (
        (f"{action.who}  ·  {action.dates}", "quiet"),
        (f"Reason: {action.reason}" if action.reason else "", ""),
        (f"Forecast {action.forecast.word.lower()}{reason}" if action.forecast else "", ""),
        (f"So what: {action.so_what}" if action.so_what else "", ""),
        (f"“{action.latest.text}” {action.latest.signed}" if action.latest else "", "quiet"),
    )
    said_of = action.assurance.shape != "ring" or action.dates.startswith("done")
    statuses = (action.assurance, action.status) if said_of else (action.status,)
    return ThreadCard(theme, Shown(action.id, f"{action.ref}  {action.title}", statuses, lines), parent)


def evidence_card(theme: Theme, item: ThreadEvidence, status: Status, parent: QWidget) -> ThreadCard:
    """An item of evidence: what it shows, for what, and who said so."""
    about = (item.kind, show(item.dated), f"for {', '.join(item.serves)}", item.where)
    said = item.said[:1].upper() + item.said[1:]
    lines = (("  ·  ".join(part for part in about if part), "quiet"), (said, ""))
    return ThreadCard(theme, Shown(item.id, f"{item.ref}  {item.shows or item.where}", (status,), lines), parent)


def to_do_card(theme: Theme, item: ToDo, parent: QWidget) -> ThreadCard:
    """One thing still to do, with its day."""
    day = f"by {show(item.on)}" if item.on else ""
    statuses = (OVERDUE,) if item.overdue else ()
    return ThreadCard(theme, Shown(item.id, f"{item.ref}  {item.words}", statuses, beside=day), parent)


class MeasureThreadCard(ThreadCard):
    """A measure before and after, its judgement in words, and its chart."""

    def __init__(self, hub: Hub, theme: Theme, measure: ThreadMeasure, parent: QWidget | None = None) -> None:
        title = f"{measure.ref}  {measure.name}"
        super().__init__(theme, Shown(measure.id, title, (measure.status, measure.rag)), parent)
        figures = QGridLayout()
        figures.setHorizontalSpacing(theme.space(8))
        figures.setVerticalSpacing(0)
        shown = (
            ("Before", measure.baseline, show(measure.baseline_on)),
            ("Now", measure.latest, show(measure.latest_on)),
            ("Target", measure.target, f"by {show(measure.target_by)}" if measure.target_by else ""),
        )
        for place, (name, value, day) in enumerate(shown):
            figures.addWidget(label(name, "small", self), 0, place)
            figures.addWidget(label(value or "–", "title", self), 1, place)
            figures.addWidget(label(day, "small", self), 2, place)
        figures.setColumnStretch(len(shown), 1)
        self.column.addLayout(figures)
        change = f"{measure.change[:1].upper()}{measure.change[1:]}. " if measure.change else ""
        self.column.addWidget(label(f"{change}{measure.sentence}", "", self, wrap=True))
        self.picture = MeasurePicture(hub, theme, self)
        self.picture.record_wanted.connect(self._pass_on)
        self.picture.show_measure(measure.id)
        self.column.addWidget(self.picture)
        words = f"{title}, {measure.status.word}. {measure.in_a_line}. {measure.sentence}"
        self.setAccessibleName(words)

    @Slot(object)
    def _pass_on(self, record: RecordId) -> None:
        self.wanted.emit(record)
