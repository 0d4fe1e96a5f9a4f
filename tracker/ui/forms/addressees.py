"""The people a letter is addressed to: name, role and organisation apart, each editable."""

from __future__ import annotations

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QGridLayout, QWidget

from tracker.domain.reading.reading import Addressee
from tracker.ui.look.layouts import in_column
from tracker.ui.look.line import Line
from tracker.ui.look.parts import button, label, tool
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.theme import Theme

COLUMNS = ("name", "role", "organisation")


class Addressees(QWidget):
    """`committed` carries the tuple of Addressee. `narrow` gives each person two lines, for a panel."""

    committed = Signal(object)

    def __init__(self, theme: Theme, parent: QWidget | None = None, narrow: bool = False) -> None:
        super().__init__(parent)
        self._theme = theme
        self._narrow = narrow
        self._people: tuple[Addressee, ...] = ()
        self._rows: list[dict[str, Line]] = []
        self._grid_home = QWidget(self)
        self._grid = QGridLayout(self._grid_home)
        self._add = button(self.tr("Add an addressee"), "link", self)
        self._add.clicked.connect(self._add_row)
        in_column(theme, self._grid_home, self._add, on=self, gap=1, margins=0)
        self._fill()

    @property
    def changed_by_hand(self) -> bool:
        """Whether something was typed that is not saved."""
        return any(line.changed_by_hand for lines in self._rows for line in lines.values())

    def commit(self) -> None:
        """Offers what was typed for saving."""
        if self.changed_by_hand:
            self._changed(None)

    def put_back(self) -> None:
        """Shows what was saved again."""
        self._fill()

    def rebase(self, people: tuple[Addressee, ...] | None) -> None:
        """Takes these for the saved addressees and leaves what is being typed."""
        self._people = people or ()

    def value(self) -> tuple[Addressee, ...]:
        """The addressees."""
        return self._people

    def set_value(self, people: tuple[Addressee, ...] | None) -> None:
        """Shows these addressees."""
        people = people or ()
        if people != self._people or self.changed_by_hand:
            self._people = people
            self._fill()

    def _fill(self) -> None:
        old = self._grid_home
        self._grid_home = QWidget(self)
        self._grid = QGridLayout(self._grid_home)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(self._theme.space(2))
        self._grid.setVerticalSpacing(self._theme.space(1))
        for column, share in enumerate((1, 1) if self._narrow else (3, 5, 4)):
            self._grid.setColumnStretch(column, share)
        for column, name in enumerate((self.tr("Name"), self.tr("Role"), self.tr("Organisation"))):
            if self._people and not self._narrow:
                self._grid.addWidget(label(name, "small", self._grid_home), 0, column)
        self._rows = []
        for person in self._people:
            self._put_row(person)
        layout = self.layout()
        if layout is not None:
            layout.replaceWidget(old, self._grid_home)
        old.hide()
        old.deleteLater()

    def _put_row(self, person: Addressee) -> None:
        row = len(self._rows) + 1
        lines = {}
        names = {"name": self.tr("Name"), "role": self.tr("Role"), "organisation": self.tr("Organisation")}
        for column, field in enumerate(COLUMNS):
            line = Line(self.tr("{0} of addressee {1}").format(names[field], row), self._grid_home)
            line.set_value(getattr(person, field))
            if field != "name":
                line.setPlaceholderText(names[field] if self._narrow else self.tr("not found"))
            line.setToolTip(plain_tip(getattr(person, field) or ""))
            line.committed.connect(self._changed)
            self._grid.addWidget(line, *self._place(row, column))
            lines[field] = line
        gone = tool(self._theme, "x", self.tr("Take {0} off the list").format(person.name or row), self._grid_home)
        gone.setProperty("row", row - 1)
        gone.clicked.connect(self._take_off)
        self._grid.addWidget(gone, self._place(row, 0)[0], 2 if self._narrow else len(COLUMNS))
        self._rows.append(lines)

    def _place(self, row: int, column: int) -> tuple[int, int, int, int]:
        """Where a field of a person stands: line, column, lines, columns."""
        if not self._narrow:
            return row, column, 1, 1
        return (2 * row, 0, 1, 2) if column == 0 else (2 * row + 1, column - 1, 1, 1)

    @Slot()
    def _add_row(self) -> None:
        self._people = (*self._people, Addressee(""))
        self._fill()
        self._rows[-1]["name"].setFocus()

    @Slot(object)
    def _changed(self, _value: object) -> None:
        people = []
        for lines in self._rows:
            role, organisation = lines["role"].value(), lines["organisation"].value()
            people.append(Addressee(lines["name"].value() or "", role, organisation))
        self._people = tuple(people)
        self._announce()

    @Slot()
    def _take_off(self) -> None:
        row = self.sender().property("row")
        self._people = tuple(person for place, person in enumerate(self._people) if place != row)
        self._fill()
        self._announce()

    def _announce(self) -> None:
        self.committed.emit(tuple(person for person in self._people if person.name))
