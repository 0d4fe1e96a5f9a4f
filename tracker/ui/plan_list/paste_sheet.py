"""A block of cells from Excel, shown with what each column is taken for, and added as actions in one change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QTableWidget, QTableWidgetItem, QWidget
from typing_extensions import override

from tracker.domain.dates import dates
from tracker.domain.people.people import fold
from tracker.domain.plan.records import Kind, specs
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.services.records.placing import add_many
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme

FIELDS: Final = (
    "title", "targets", "owner", "agency", "accountable", "due", "start", "description", "success_measure",
    "evidence_needed", "priority",
)  # fmt: skip
"""What a column may be, in the order it is offered."""
CALLED: Final[Mapping[str, str]] = {
    "action": "title", "actions": "title", "task": "title", "what": "title", "what we will do": "title",
    "lead": "owner", "lead officer": "owner", "responsible": "owner", "who": "owner", "by whom": "owner",
    "due date": "due", "deadline": "due", "by when": "due", "when": "due", "target date": "due", "timescale": "due",
    "recommendation": "targets", "rec": "targets", "for": "targets", "organisation": "agency", "partner": "agency",
    "success criteria": "success_measure", "measure of success": "success_measure", "notes": "description",
    "detail": "description", "evidence": "evidence_needed", "start date": "start",
}  # fmt: skip
"""What people call columns in plans of their own."""
SHOWN: Final = 200
WORDS = SheetWords(
    "Add from the clipboard",
    "Say what each column is. Every row becomes an action; all are added as one change, which one undo takes back.",
    "Add actions",
)


class PasteSheet(Sheet):
    """`added` carries a sentence and, where the list should say more, nothing else."""

    added = Signal(str)

    def __init__(self, hub: Hub, theme: Theme, block: Sequence[Sequence[str]], target: Any, parent: QWidget) -> None:
        super().__init__(hub, theme, WORDS, parent)
        self._block, self._target = block, target
        guessed = guess(block)
        self.headed = QCheckBox(self.tr("The first row holds headings"), self)
        self.headed.setChecked(has_headings(block))
        self.table = QTableWidget(min(len(block), SHOWN) + 1, len(block[0]), self)
        self.table.setAccessibleName(self.tr("What is on the clipboard"))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setProperty("framed", "true")
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().hide()
        self.table.setMinimumHeight(theme.space(76))
        self.columns = [self._choice(at, name) for at, name in enumerate(guessed)]
        self.told = label("", "quiet", self, wrap=True)
        for part in (self.headed, self.table, self.told):
            self.body.addWidget(part)
        self.headed.toggled.connect(self._look)
        self._fill()
        self._look()
        self.resize(theme.space(230), self.sizeHint().height())
        self.save.setFocus()

    def _choice(self, at: int, name: str) -> QComboBox:
        made = QComboBox(self.table)
        made.setAccessibleName(self.tr("What column {0} is").format(at + 1))
        made.addItem(self.tr("(left out)"), "")
        for field in FIELDS:
            words = self.tr("Recommendation") if field == "targets" else specs(Kind.ACTION)[field].label
            made.addItem(words, field)
        made.setCurrentIndex(made.findData(name))
        made.currentIndexChanged.connect(self._look)
        self.table.setCellWidget(0, at, made)
        return made

    def _fill(self) -> None:
        for row, cells in enumerate(self._block[:SHOWN], start=1):
            for at, cell in enumerate(cells):
                self.table.setItem(row, at, QTableWidgetItem(cell))
        for at in range(len(self._block[0])):
            longest = max(len(row[at]) for row in self._block[:SHOWN])
            self.table.setColumnWidth(at, self.theme.space(min(80, max(34, longest * 1.8))))

    def _named(self) -> dict[int, str]:
        return {at: str(made.currentData()) for at, made in enumerate(self.columns) if made.currentData()}

    def rows(self) -> list[dict[str, str]]:
        """The fields of each action to be added; a row without a title is none."""
        named, external = self._named(), {name: spec.external for name, spec in specs(Kind.ACTION).items()}
        found = []
        for cells in self._block[1 if self.headed.isChecked() else 0 :]:
            fields = {external[name]: cells[at] for at, name in named.items() if cells[at]}
            if self._target is not None:
                fields.setdefault(external["targets"], self._target.ref)
            if fields.get(external["title"]):
                found.append(fields)
        return found

    @Slot()
    def _look(self) -> None:
        many = len(self.rows())
        said = self.tr("{0} will be added.").format(how_many(many, "action"))
        if "targets" not in self._named().values():
            under = self._target.ref if self._target is not None else ""
            said += " " + (
                self.tr("They are for {0}.").format(under) if under else self.tr("They are for nothing yet.")
            )
        self.told.setText(said if many else self.tr("Say which column holds the actions' titles."))
        self.save.setEnabled(many > 0)

    @override
    def command(self) -> Command | None:
        """Adds every row. Raises UserError where a field was named twice."""
        named = list(self._named().values())
        twice = next((name for name in named if named.count(name) > 1), None)
        if twice is not None:
            what = specs(Kind.ACTION)[twice].label
            raise UserError(self.tr("two columns are taken for {0}").format(what), self.tr("leave one of them out"))
        return partial(add_many, kind=Kind.ACTION, rows=self.rows(), reason=self.tr("Pasted from a table"))

    @Slot(object)
    @override
    def _written(self, changes: object) -> None:
        many = len(self.rows())
        self.added.emit(self.tr("{0} added. One undo takes them back.").format(how_many(many, "action")))
        super()._written(changes)


def guess(block: Sequence[Sequence[str]]) -> list[str]:
    """What each column seems to be: by its heading, else by what stands in it; "" where nothing tells."""
    found = [_by_heading(cell) for cell in block[0]] if has_headings(block) else [""] * len(block[0])
    found = [name if found.index(name) == at else "" for at, name in enumerate(found)]
    body = block[1:] or block
    if "title" not in found:
        free = [at for at, name in enumerate(found) if not name]
        longest = max(free, key=lambda at: sum(len(row[at]) for row in body), default=None)
        if longest is not None:
            found[longest] = "title"
    if "due" not in found:
        dated = next((at for at, name in enumerate(found) if not name and all(_is_day(row[at]) for row in body)), None)
        if dated is not None:
            found[dated] = "due"
    return found


def has_headings(block: Sequence[Sequence[str]]) -> bool:
    """Whether the first row names what stands below it."""
    return sum(bool(_by_heading(cell)) for cell in block[0]) >= min(2, len(block[0]))


def _by_heading(cell: str) -> str:
    said = fold(cell).strip(" :")
    labels = {fold(specs(Kind.ACTION)[name].label): name for name in FIELDS}
    return labels.get(said) or CALLED.get(said, "")


def _is_day(cell: str) -> bool:
    try:
        return bool(cell) and dates.parse(cell) is not None
    except UserError:
        return False
