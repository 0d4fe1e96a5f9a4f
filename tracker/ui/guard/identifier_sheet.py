"""What may name one person in the plan, field by field, and whether it leaves in papers and workbooks."""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from itertools import groupby

from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from tracker.domain.guard.leaving import BLANKED, KEPT, Sighting, sightings
from tracker.domain.plan.kinds import title_of
from tracker.errors import UserError
from tracker.services.plan.guard import decide
from tracker.ui.core.context import Context
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.line import Line
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme

WORDS = SheetWords(
    "Possible identifiers",
    "These words may name one person. No paper, workbook or calendar leaves before each is decided; the plan itself "
    "stays as it is.",
    "Save decisions",
)


class FieldRow(QWidget):
    """One field: where it is, what stands in it, and what is to leave."""

    def __init__(self, theme: Theme, found: tuple[Sighting, ...], parent: QWidget) -> None:
        super().__init__(parent)
        first = found[0]
        self.place = first.place
        self.was = first.decision
        self.choice = QComboBox(self)
        for words, decision in (
            (self.tr("Not decided"), None),
            (self.tr("Leave it out of what leaves"), BLANKED),
            (self.tr("Let it leave, for a reason"), KEPT),
        ):
            self.choice.addItem(words, decision)
        self.choice.setCurrentIndex(self.choice.findData(self.was))
        self.choice.setAccessibleName(self.tr("What leaves of {0}").format(self.place))
        kinds = ", ".join(dict.fromkeys(str(one.kind) for one in found))
        about = label(f"{first.ref}  {title_of(first.record)}", "strong", self, wrap=True)
        where = label(f"{first.field}: {kinds}", "small", self, wrap=True)
        quoted = label(f"“{'” … “'.join(one.context for one in found)}”", "", self, wrap=True)
        in_row(theme, (in_column(theme, about, where, quoted, gap=0.5), 1), self.choice, on=self, gap=3, margins=(0, 1))

    @property
    def decision(self) -> str | None:
        """What was chosen, where it is not what was decided before."""
        chosen: str | None = self.choice.currentData()
        return chosen if chosen != self.was else None


class IdentifierSheet(Sheet):
    """Every field in which an identifier stands; those that wait for a decision first."""

    def __init__(self, hub: Hub, theme: Theme, parent: QWidget) -> None:
        super().__init__(hub, theme, WORDS, parent)
        self.rows = [FieldRow(theme, found, self) for found in by_field(sightings(hub.snapshot, hub.today))]
        for row in self.rows:
            self.body.addWidget(row)
        self.body.addStretch(1)
        self.reason = Line(self.tr("Why what is let go may leave (kept in the log)"), self)
        said = label(self.reason.accessibleName(), "small", self)
        said.setBuddy(self.reason)
        self.column.insertLayout(self.column.count() - 1, in_column(theme, said, self.reason, gap=0.5))
        if self.rows:
            self.rows[0].choice.setFocus()
        self.resize(theme.space(190), theme.space(120))

    @override
    def command(self) -> Command | None:
        chosen = {row.place: row.decision for row in self.rows if row.decision is not None}
        if not chosen:
            raise UserError(self.tr("Nothing is decided yet."), self.tr("choose for each what leaves"))
        return partial(decide, choices=chosen, reason=self.reason.text())


def by_field(found: Iterable[Sighting]) -> list[tuple[Sighting, ...]]:
    """What was found, field by field: those that stop a paper first, then mere warnings, then what is decided."""
    fields = [tuple(group) for _, group in groupby(found, key=lambda one: one.place)]

    def rank(group: tuple[Sighting, ...]) -> int:
        if group[0].decision is not None:
            return 2
        return 0 if any(one.kind.names_one_person for one in group) else 1

    return sorted(fields, key=rank)


def show_identifiers(context: Context) -> None:
    """Opens the sheet, or says that there is nothing to decide."""
    if not sightings(context.hub.snapshot, context.hub.today):
        context.notice.say(context.tr("Nothing in this plan looks like an identifier."))
        return
    IdentifierSheet(context.hub, context.theme, context.window).open()
