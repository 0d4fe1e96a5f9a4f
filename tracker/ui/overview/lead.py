"""What the overview leads with: what changed since the last meeting, and how each recommendation stands, in words."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from tracker.domain.board.board_changes import ChangeGroup, WhatChanged
from tracker.domain.board.board_rows import SubjectRow
from tracker.domain.text.words import shortened
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import CardButton, StatusLabel, card, label
from tracker.ui.look.theme import Theme

MOST_ITEMS, MOST_SUBJECTS = 3, 12
"""So many things of a sort are named, and so many recommendations shown; the lists have the others."""
TITLE, SHORT = 100, 300
"""So many characters of an action's title, and of a recommendation."""
REF_STEPS = 10
"""How wide a reference is at least, so that the words after it stand in one column."""
HEAD_STEPS = 36
"""How wide the first words of a line are, so that what follows stands in one column."""


class _Lines(QFrame):
    """A card of lines, each of which opens a list. `opened` carries its name and the references."""

    opened = Signal(str, object)

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._theme = theme
        box = card(self)
        self._title = label("", "heading", box)
        self._title.setIndent(theme.space(2))
        self._lines = QVBoxLayout()
        self._lines.setSpacing(0)
        in_column(theme, self._title, self._lines, on=box, gap=1.5, margins=(3, 3))
        in_column(theme, box, on=self, margins=0)
        self.lines: list[QWidget] = []

    def _show(self, title: str, lines: Sequence[QWidget]) -> None:
        for old in self.lines:
            self._lines.removeWidget(old)
            old.deleteLater()
        self.lines = list(lines)
        for line in lines:
            self._lines.addWidget(line)
        self._title.setText(title)

    def _line(self, name: str, pressed: Callable[[], object], *parts: QWidget) -> QWidget:
        made = CardButton(name, pressed, self, kind="line")
        row = in_row(self._theme, on=made, gap=3, margins=(2, 1))
        for part in parts:
            part.setParent(made)
            wide = part.property("wide") is True
            row.addWidget(part, 1 if wide else 0, Qt.AlignmentFlag.AlignTop)
        return made

    def _words(self, words: str, role: str = "", *, wide: bool = False) -> QWidget:
        made = label(words, role, self, wrap=wide, yields=wide)
        made.setProperty("wide", wide)
        return made


class ChangesBox(_Lines):
    """What changed since the last meeting, a line a sort of change."""

    def show_changes(self, changed: WhatChanged | None) -> None:
        """Shows what changed; None hides the box: no meeting was held yet."""
        self.setVisible(changed is not None)
        if changed is None:
            return
        groups = [group for group in changed.groups if group.items]
        lines = [self._group(group) for group in groups] or [self._words(self.tr("Nothing has changed."), "quiet")]
        self._show(self.tr("Since {0}").format(changed.words), lines)

    def _group(self, group: ChangeGroup) -> QWidget:
        refs = tuple(dict.fromkeys(item.ref for item in group.items))
        said = [f"{item.ref}  {shortened(item.title, TITLE)}: {item.words}" for item in group.items[:MOST_ITEMS]]
        left = len(group.items) - MOST_ITEMS
        if left > 0:
            said.append(self.tr("and {0} more").format(left))
        head = f"{len(group.items)} {group.label.lower()}"
        pressed = partial(self.opened.emit, group.label, refs)
        words = self._words(head, "strong")
        words.setFixedWidth(self._theme.space(HEAD_STEPS))
        return self._line(f"{head}: {'; '.join(said)}", pressed, words, self._words("\n".join(said), wide=True))


class SubjectsBox(_Lines):
    """Each recommendation in words with its state and how far it is, those that are furthest from done first."""

    def show_subjects(self, subjects: Sequence[SubjectRow]) -> None:
        """Shows recommendations; none hides the box."""
        self.setVisible(bool(subjects))
        order = sorted(subjects, key=_is_done)
        lines = [self._subject(subject) for subject in order[:MOST_SUBJECTS]]
        left = tuple(subject.ref for subject in order[MOST_SUBJECTS:])
        if left:
            more = self.tr("and {0} more").format(len(left))
            pressed = partial(self.opened.emit, self.tr("Other recommendations"), left)
            lines.append(self._line(more, pressed, self._words(more, "quiet", wide=True)))
        self._show(self.tr("Recommendations"), lines)

    def _subject(self, row: SubjectRow) -> QWidget:
        words = shortened(row.text, SHORT)
        done = (
            self.tr("{0} of {1} finished").format(row.finished, row.in_force) if row.in_force else self.tr("no action")
        )
        name = f"{row.ref}, {row.status.word}, {done}: {words}"
        state = StatusLabel(self._theme, row.status, self)
        pressed = partial(self.opened.emit, row.ref, (row.ref,))
        ref = self._words(row.ref, "strong")
        ref.setMinimumWidth(self._theme.space(REF_STEPS))
        return self._line(name, pressed, ref, self._words(words, wide=True), self._words(done), state)


def _is_done(row: SubjectRow) -> bool:
    return row.in_force > 0 and row.finished == row.in_force
