"""A block of cells from Excel, shown with what each column is taken for, and added as actions in one change."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from functools import partial
from typing import Any, Final

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QCheckBox, QComboBox, QTableWidget, QTableWidgetItem, QWidget
from typing_extensions import override

from tracker.domain.dates import dates
from tracker.domain.people.people import fold
from tracker.domain.plan.records import Finding, Kind, Recommendation, specs
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.services.records.placing import add_many
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.note import begins
from tracker.ui.look.parts import label
from tracker.ui.look.plain import plain_tip
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
DAYS: Final = frozenset({"due", "start"})
WORDS = SheetWords(
    "Add from the clipboard",
    "Say what each column is; a double click mends a cell. All rows are one change, which one undo takes back.",
    "Add actions",
)


class PasteSheet(Sheet):
    """`added` carries a sentence and, where the list should say more, nothing else."""

    added = Signal(str)

    def __init__(self, hub: Hub, theme: Theme, block: Sequence[Sequence[str]], target: Any, parent: QWidget) -> None:
        super().__init__(hub, theme, WORDS, parent)
        self._block, self._target = [list(row) for row in block], target
        known = {fold(one.name) for one in (*hub.snapshot.of(Kind.PERSON), *hub.snapshot.of(Kind.AGENCY))}
        guessed = guess(block, known)
        self.headed = QCheckBox(self.tr("The first row holds headings"), self)
        self.headed.setChecked(has_headings(block))
        self.table = QTableWidget(min(len(block), SHOWN) + 1, len(block[0]), self)
        self.table.setAccessibleName(self.tr("What is on the clipboard"))
        self.table.setProperty("framed", "true")
        self.table.verticalHeader().hide()
        self.table.horizontalHeader().hide()
        self.table.setTabKeyNavigation(False)  # Tab goes on to what a column is, and to the buttons
        self.table.setMinimumHeight(theme.space(76))
        self.columns = [self._choice(at, name) for at, name in enumerate(guessed)]
        self.told = label("", "quiet", self, wrap=True)
        for part in (self.headed, self.table, self.told):
            self.body.addWidget(part)
        self.headed.toggled.connect(self._look)
        self._fill()
        self.table.setCurrentCell(1, 0)  # in the first row the boxes would take the keys from it
        self._look()
        self.table.cellChanged.connect(self._mended)
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
        made.view().setMinimumWidth(made.view().sizeHintForColumn(0) + self.theme.space(8))
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

    def _unread(self, name: str, cell: str) -> str:
        """Why a cell cannot be taken for this field; "" where it can."""
        if name in DAYS and cell:
            try:
                dates.parse(cell)
            except UserError as fault:
                return begins(fault.message)
        if name == "targets":
            missing = [one for one in (part.strip() for part in cell.split(";")) if one and not self._is_subject(one)]
            return self.tr("No recommendation is called {0}").format(", ".join(missing)) if missing else ""
        return ""

    def _is_subject(self, ref: str) -> bool:
        return isinstance(self.hub.snapshot.by_ref(ref), Recommendation | Finding)

    def rows(self) -> list[dict[str, str]]:
        """The fields of each action to be added; a row without a title is none.

        What cannot be read for its field is kept as words of the description: "Due: end of Q2".
        """
        named, fields_of = self._named(), specs(Kind.ACTION)
        found = []
        for cells in self._block[1 if self.headed.isChecked() else 0 :]:
            fields = {}
            unread = []
            for at, name in named.items():
                if self._unread(name, cells[at]):
                    unread.append(f"{fields_of[name].label}: {cells[at]}")
                elif cells[at]:
                    fields[fields_of[name].external] = cells[at]
            if unread:
                own = fields.get(fields_of["description"].external)
                fields[fields_of["description"].external] = "\n".join(filter(None, (own, *unread)))
            if self._target is not None:
                fields.setdefault(fields_of["targets"].external, self._target.ref)
            if fields.get(fields_of["title"].external):
                found.append(fields)
        return found

    @Slot(int, int)
    def _mended(self, row: int, at: int) -> None:
        item = self.table.item(row, at)
        if row > 0 and item is not None and item.text() != self._block[row - 1][at]:
            self._block[row - 1][at] = item.text().strip()
            self._look()

    @Slot()
    def _look(self) -> None:
        many, unread = len(self.rows()), self._mark()
        said = self.tr("{0} will be added.").format(how_many(many, "action"))
        if "targets" not in self._named().values():
            under = self._target.ref if self._target is not None else ""
            said += " " + (
                self.tr("They are for {0}.").format(under) if under else self.tr("They answer no recommendation yet.")
            )
        if unread:
            said += " " + self.tr(
                "{0} cannot be read: mend them here, or their words are kept in the description."
            ).format(how_many(unread, "marked cell"))
        self.told.setText(said if many else self.tr("Say which column holds the actions' titles."))
        self.save.setEnabled(many > 0)

    def _mark(self) -> int:
        """Marks the headings, and the cells that cannot be read; how many those are, beyond what is shown too."""
        named, headed = self._named(), self.headed.isChecked()
        theme, ink, found = self.theme, self.theme.tone("bad").ink, 0
        self.table.blockSignals(True)
        self.table.setHorizontalHeaderLabels([made.currentText() for made in self.columns])
        for row, cells in enumerate(self._block):
            for at, cell in enumerate(cells):
                why = "" if headed and row == 0 else self._unread(named.get(at, ""), cell)
                found += bool(why)
                item = self.table.item(row + 1, at) if row < SHOWN else None
                if item is not None:
                    left_out = (headed and row == 0) or at not in named
                    item.setForeground(ink if why else theme.colour("quiet" if left_out else "text"))
                    item.setIcon(theme.icon("circle-x", "bad") if why else QIcon())
                    item.setToolTip(plain_tip(why))
                    item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, why)
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{self.columns[at].currentText()}: {item.text()}")
        self.table.blockSignals(False)
        return found

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


def guess(block: Sequence[Sequence[str]], known: Container[str] = ()) -> list[str]:
    """What each column seems to be: by its heading, else by what stands in it; "" where nothing tells.

    `known` are the names of the registers, folded: a column that holds them is the owners'.
    """
    headed = has_headings(block)
    found = [_by_heading(cell) for cell in block[0]] if headed else [""] * len(block[0])
    found = [name if found.index(name) == at else "" for at, name in enumerate(found)]
    body = (block[1:] if headed else block) or block
    if "owner" not in found:
        named = (at for at, name in enumerate(found) if not name and _are_known([row[at] for row in body], known))
        owners = next(named, None)
        if owners is not None:
            found[owners] = "owner"
    if "due" not in found:
        dated = next((at for at, name in enumerate(found) if not name and all(_is_day(row[at]) for row in body)), None)
        if dated is not None:
            found[dated] = "due"
    if "title" not in found:
        free = [at for at, name in enumerate(found) if not name]
        longest = max(free, key=lambda at: sum(len(row[at]) for row in body), default=None)
        if longest is not None:
            found[longest] = "title"
    return found


def _are_known(cells: Sequence[str], known: Container[str]) -> bool:
    """Whether at least half of the cells that say something name somebody."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and 2 * sum(fold(cell) in known for cell in filled) >= len(filled)


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
