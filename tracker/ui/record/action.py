"""What only an action's page has: its title, its deadline and its states."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_fixed, is_open, pending_extension, slippage_words
from tracker.domain.plan.records import Action, Kind, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.hub import Hub
from tracker.ui.forms.fields_edit import FieldRow, editor_for
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import button, label
from tracker.ui.look.theme import Theme
from tracker.ui.record.state_row import AssuranceRow, DeliveryRow, ForecastRow


def title_form(context: PageContext, kind: Kind) -> RecordForm:
    """The title alone, in as many lines as it needs; Enter saves it."""
    words = GrowingText(specs(kind)["title"].label, lines=1, most=4, enter_commits=True)
    words.setFont(context.theme.font("strong"))
    return RecordForm(context.hub, context.theme, kind, (("title",),), {"title": words})


class DueRow(QWidget):
    """The deadline: editable until it is agreed; then the original struck through beside what was approved since."""

    ask_wanted = Signal()

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        spec = specs(Kind.ACTION)["due"]
        self.field = FieldRow(hub, theme, spec, editor_for(theme, hub, spec), parent=self)
        self._fixed = QWidget(self)
        self._words = label("", "", self._fixed, wrap=True)
        self._words.setTextFormat(Qt.TextFormat.RichText)
        self._moved = label("", "small", self._fixed, wrap=True)
        self.ask = button("", "link", self._fixed)
        self.ask.clicked.connect(self.ask_wanted)
        column = in_column(theme, on=self._fixed, gap=0.5, margins=0)
        row = in_row(theme, label(spec.label, "small", self._fixed), None, self.ask)
        column.addLayout(row)
        column.addWidget(self._words)
        column.addWidget(self._moved)
        in_column(theme, self.field, self._fixed, on=self, margins=0)

    def show_record(self, action: Action, snapshot: Snapshot) -> None:
        """Shows an action's deadline."""
        fixed = is_fixed(action)
        self.field.setVisible(not fixed)
        self._fixed.setVisible(fixed)
        if not fixed:
            self.field.show_record(action, snapshot)
            return
        extensions = snapshot.extensions_of(action.id)
        moved = action.original_due != action.due
        # Dates hold no characters that rich text would take for markup.
        before, due = (show(day).replace(" ", "&nbsp;") for day in (action.original_due, action.due))
        self._words.setText((f"<s>{before}</s>&nbsp; " if moved else "") + f"<b>{due}</b>")
        spoken = self.tr("Due {0}").format(show(action.due))
        self._words.setAccessibleName(spoken + (f", originally {show(action.original_due)}" if moved else ""))
        waiting = pending_extension(action, extensions)
        said = [slippage_words(action, extensions)]
        if waiting is not None:
            said.append(self.tr("{0} waits for approval").format(show(waiting.new_due)))
        self._moved.setText("  ·  ".join(words for words in said if words))
        self._moved.setVisible(any(said))
        self.ask.setVisible(is_open(action))
        self.ask.setText(self.tr("New date…") if waiting is None else self.tr("Decide…"))
        self.ask.setToolTip(
            self.tr("Ask for a new date, with a reason (D)") if waiting is None
            else self.tr("Approve or refuse the new date (D)")
        )  # fmt: skip


DATE_TO_STATE = (5, 7)
"""How a deadline and a state share the width: a date is short, a state may be called "Green: in progress"."""


class ActionState(Section):
    """The deadline, the delivery, the forecast with its reason, and the assurance."""

    ask_wanted = Signal()
    """Asked for by the button beside an agreed deadline."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        hub, theme = self.hub, self.theme
        self.due = DueRow(hub, theme, self)
        self.due.ask_wanted.connect(self.ask_wanted)
        self.delivery = DeliveryRow(hub, theme, self)
        self.forecast = ForecastRow(hub, theme, self)
        self.assurance = AssuranceRow(hub, theme, self)
        self._why = label("", "small", self, wrap=True)
        grid = QGridLayout()
        grid.setHorizontalSpacing(theme.space(2))
        grid.setVerticalSpacing(theme.space(2))
        top_left = Qt.AlignmentFlag.AlignTop
        grid.addWidget(self.due, 0, 0, top_left)
        grid.addWidget(self.delivery, 0, 1, top_left)
        for place, whole in enumerate((self.forecast, self._why, self.assurance), start=1):
            grid.addWidget(whole, place, 0, 1, 2)
        for column, share in enumerate(DATE_TO_STATE):
            grid.setColumnStretch(column, share)
        self.column.addLayout(grid)

    @override
    def show_record(self, record: Action, snapshot: Snapshot) -> None:
        self._why.setText(self.tr("Forecast: {0}").format(record.forecast_reason) if record.forecast_reason else "")
        self._why.setVisible(bool(record.forecast_reason))
        for row in (self.due, self.delivery, self.forecast, self.assurance):
            row.show_record(record, snapshot)

    @override
    def commit(self) -> None:
        if self.due.field.isVisibleTo(self):
            self.due.field.commit()
