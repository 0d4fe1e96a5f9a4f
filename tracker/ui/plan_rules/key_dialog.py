"""The plan's own key: what every state is called here, its colour and what it means, seen as it will be drawn."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QObject, QSignalBlocker, Signal, Slot
from PySide6.QtGui import QColor, QIcon, QPixmap
from PySide6.QtWidgets import QComboBox, QGridLayout, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.board.board_key import KeyRow, key_rows
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.key import GROUNDS, PRESETS, faults, figure, remarks, shown_instead, standard_key, whole_key
from tracker.domain.text.colours import is_colour
from tracker.services.plan.key import set_key
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.parts import button, label
from tracker.ui.look.plain import plain_tip
from tracker.ui.look.state_preview import StatePreview
from tracker.ui.look.theme import Theme

HEADINGS = {
    "delivery": "Delivery: what has been done",
    "forecast": "Forecast: what the owner expects",
    "assurance": "Assurance: what is shown",
}


WORDS = SheetWords(
    "Key of this plan",
    "What shapes, words and colours mean on screen and in every report. Shapes stay, so that no state is told by "
    "colour alone.",
    "Save key",
)


class EntryRow(QObject):
    """One state in the table: its label, colour and meaning, and how it will be drawn."""

    changed = Signal()

    def __init__(self, theme: Theme, asker: Asker, usual: KeyRow, own: KeyEntry, parent: QWidget) -> None:
        super().__init__(parent)
        self._asker, self._parent, self._usual = asker, parent, usual
        token = usual.token
        self.name = label(token.capitalize(), "", parent)
        self.label = _line(parent, self.tr("Label of {0}").format(token))
        self.colour = _line(parent, self.tr("Colour of {0}").format(token))
        self.colour.setPlaceholderText(self.tr("as usual"))
        self.colour.setMaximumWidth(theme.space(24))
        self._theme = theme
        self.pick = button("", "quiet", parent, tip=self.tr("Choose a colour"))
        self.pick.setAccessibleName(self.tr("Choose a colour for {0}").format(token))
        self.pick.clicked.connect(self._ask)
        self.meaning = _line(parent, self.tr("Meaning of {0}").format(token))
        self.preview = StatePreview(theme, usual.status, parent)
        self.words = label("", "small", parent)
        self.show_entry(own)
        for line in (self.label, self.colour, self.meaning):
            line.textChanged.connect(self._typed)

    def place(self, grid: QGridLayout, row: int) -> None:
        """Puts the row into a grid."""
        cells = (self.name, self.label, self.colour, self.pick, self.meaning, self.preview, self.words)
        for column, widget in enumerate(cells):
            grid.addWidget(widget, row, column)

    def show_entry(self, entry: KeyEntry) -> None:
        """Shows what a key says of this state."""
        blocked = [QSignalBlocker(line) for line in (self.label, self.colour, self.meaning)]
        self.label.setText(entry.label)
        self.colour.setText(entry.colour)
        self.meaning.setText(entry.meaning)
        self.meaning.setCursorPosition(0)
        del blocked
        self._draw()

    def entry(self) -> KeyEntry:
        """What is typed of this state."""
        typed = self.colour.text().strip().upper()
        typed = f"#{typed}" if is_colour(f"#{typed}") else typed
        return KeyEntry(
            self._usual.axis, self._usual.token, self.label.text().strip(), typed, self.meaning.text().strip()
        )

    def set_read_only(self) -> None:
        """Leaves it to be read."""
        for line in (self.label, self.colour, self.meaning):
            line.setReadOnly(True)
        self.pick.hide()

    @Slot()
    def _typed(self) -> None:
        self._draw()
        self.changed.emit()

    @Slot()
    def _ask(self) -> None:
        title = self.tr("Colour of {0}").format(self._usual.token)
        self._asker.colour(self._parent, title, self._picked, initial=self.colour.text())

    def _picked(self, colour: str) -> None:
        self.colour.setText(colour)

    def _draw(self) -> None:
        entry = self.entry()
        colour = entry.colour if is_colour(entry.colour) else ""
        self.preview.show_status(
            replace(self._usual.status, word=entry.label or self._usual.status.word, colour=colour)
        )
        swatch = QPixmap(self._theme.space(4), self._theme.space(4))
        swatch.fill(QColor(colour) if colour else self._theme.tone_for(self._usual.status).mark)
        self.pick.setIcon(QIcon(swatch))
        if entry.colour and not colour:
            self.words.setText(self.tr("not a colour"))
        elif colour:
            self.words.setText(", ".join(self._contrast(colour, ground) for ground in GROUNDS))
        else:
            self.words.setText(self.tr("as usual"))
        said = [shown_instead(colour, ground) for ground in GROUNDS]
        tip = "\n".join(one for one in said if one) or self.tr("Contrast: 3 to 1 is enough for a shape")
        self.words.setToolTip(plain_tip(tip))

    def _contrast(self, colour: str, ground: str) -> str:
        """How a colour stands out from a ground, or that another is drawn in its place there."""
        names = {
            "light": (self.tr("{0:.1f} light"), self.tr("light: darkened")),
            "dark": (self.tr("{0:.1f} dark"), self.tr("dark: lightened")),
        }
        as_given, instead = names[ground]
        return instead if shown_instead(colour, ground) else as_given.format(figure(colour, ground))


class KeyDialog(Sheet):
    """The whole key, to be read and changed; a preset fills it in, and nothing is kept until it is saved."""

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget) -> None:
        super().__init__(hub, theme, WORDS, parent)
        own = {(one.axis, one.token): one for one in whole_key(hub.snapshot.plan.key)}
        table = QWidget(self)
        self.rows = [
            EntryRow(theme, asker, usual, own[usual.axis, usual.token], table) for usual in key_rows(())
        ]  # fmt: skip
        self.presets = QComboBox(self)
        self.presets.setAccessibleName(self.tr("Begin from"))
        self.presets.addItems([self.tr("This plan's key"), *PRESETS, self.tr("The program's own words")])
        self.presets.activated.connect(self._chosen)
        self.body.addLayout(self._top())
        self._fill(table)
        self.body.addWidget(table)
        self.remarks = label("", "small", self, wrap=True)
        self.body.addWidget(self.remarks)
        for row in self.rows:
            row.changed.connect(self._look)
        if hub.session.read_only:
            self.presets.setEnabled(False)
            for row in self.rows:
                row.set_read_only()
        self._look()
        self.presets.setFocus()
        self.resize(theme.space(290), theme.space(190))

    def _top(self) -> QHBoxLayout:
        row = QHBoxLayout()
        heading = label(self.tr("Begin from"), "", self)
        heading.setBuddy(self.presets)
        row.addWidget(heading)
        row.addWidget(self.presets)
        row.addStretch(1)
        return row

    def _fill(self, table: QWidget) -> None:
        gap = self.theme.space(2)
        column = QVBoxLayout(table)
        column.setContentsMargins(gap, gap, gap, gap)
        grid = QGridLayout()
        grid.setHorizontalSpacing(gap)
        grid.setVerticalSpacing(self.theme.space(1))
        line, axis = 0, ""
        for row in self.rows:
            entry = row.entry()
            if entry.axis != axis:
                axis = entry.axis
                line = self._head(grid, line, axis, table)
            row.place(grid, line)
            line += 1
        grid.setColumnStretch(1, 2)
        grid.setColumnStretch(4, 4)
        column.addLayout(grid)
        column.addStretch(1)

    def _head(self, grid: QGridLayout, line: int, axis: str, table: QWidget) -> int:
        if line:
            grid.setRowMinimumHeight(line, self.theme.space(3))
            line += 1
        grid.addWidget(label(HEADINGS[axis], "heading", table), line, 0, 1, 5)
        for column, words in ((5, self.tr("In light and in dark")), (6, self.tr("Contrast"))):
            grid.addWidget(label(words, "small", table), line, column)
        return line + 1

    def key(self) -> tuple[KeyEntry, ...]:
        """The entries that say something else than the program does."""
        usual = {(one.axis, one.token): one for one in standard_key()}
        return tuple(one for one in (row.entry() for row in self.rows) if one != usual[one.axis, one.token])

    @Slot(int)
    def _chosen(self, place: int) -> None:
        keys: list[Sequence[KeyEntry]] = [self.hub.snapshot.plan.key, *PRESETS.values(), ()]
        for row, entry in zip(self.rows, whole_key(keys[place]), strict=True):
            row.show_entry(entry)
        self._look()

    @Slot()
    def _look(self) -> None:
        wrong = faults(self.key())
        self.note.say(wrong[0] if wrong else "", "bad")
        self.save.setEnabled(not wrong)
        said = [] if wrong else [f"{one.token.capitalize()}: {one.words}" for one in remarks(self.key())]
        grave = [words for words in said if "on a dark ground" not in words]
        faint = len(said) - len(grave)
        if faint:
            one = self.tr("On the dark ground one of these colours is lightened until it can be seen.")
            many = self.tr("On the dark ground {0} of these colours are lightened until they can be seen.")
            grave.append(one if faint == 1 else many.format(faint))
        self.remarks.setText("\n".join(grave))
        self.remarks.setVisible(bool(grave))

    @override
    def command(self) -> Command | None:
        """Sets the key."""
        return partial(set_key, entries=self.key())


def _line(parent: QWidget, name: str) -> QLineEdit:
    made = QLineEdit(parent)
    made.setAccessibleName(name)
    return made
