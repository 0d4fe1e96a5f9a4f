"""The same fields of several actions at once: each counts once it is filled or ticked, with one note for all."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QGridLayout, QWidget
from typing_extensions import override

from tracker.domain.actions.status import delivery_status, forecast_words
from tracker.domain.plan.fields import Spec
from tracker.domain.plan.records import Action, Kind, specs
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.services.records.bulk_edit import dates_asked_for, dates_fixed, edit_together
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.fields_edit import Editor, editor_for, offer, token_choices
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.date_field import DateField
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.line import Line
from tracker.ui.look.note import said
from tracker.ui.look.parts import label
from tracker.ui.look.status_picker import StatusPicker
from tracker.ui.look.tag_field import TagField
from tracker.ui.look.theme import Theme

FIELDS = (
    "owner", "accountable", "agency", "supporting", "start", "due", "delivery", "forecast", "priority", "targets",
    "success_measure",
)  # fmt: skip
NAMED_AT_MOST = 6
"""So many references are named before the rest is counted."""


class NewValue(NamedTuple):
    """A field that all actions get: its specification and the value, None for one that is emptied."""

    spec: Spec
    value: Any


class TogetherRow(QObject):
    """One field: a box that says whether it counts, and its editor. Filling the editor ticks the box."""

    changed = Signal()
    refused = Signal(object)

    def __init__(self, hub: Hub, theme: Theme, spec: Spec, sheet: QWidget) -> None:
        super().__init__(sheet)
        self.spec = spec
        self.on = QCheckBox(spec.label, sheet)
        self.on.setToolTip(self.tr("Ticked and left empty, it is emptied"))
        self.editor = self._editor(hub, theme)
        offer(self.editor, spec, hub.snapshot, hub)
        self.on.toggled.connect(self._ticked)
        self._listen()
        self._hint()

    def _editor(self, hub: Hub, theme: Theme) -> Editor:
        if self.spec.name == "success_measure":
            return GrowingText(self.spec.label, lines=2)
        made = editor_for(theme, hub, self.spec)
        if isinstance(made, StatusPicker):
            key = hub.snapshot.plan.key
            if self.spec.name == "delivery":
                made.set_choices([(token, delivery_status(token, key)) for token in self.spec.tokens])
            elif self.spec.name == "forecast":
                made.set_choices([(token, forecast_words(token, key)) for token in self.spec.tokens])
            else:
                made.set_choices([one for one in token_choices(self.spec) if one[0] is not None])
            made.setCurrentIndex(-1)
        return made

    def _listen(self) -> None:
        editor = self.editor
        if isinstance(editor, StatusPicker):
            editor.currentIndexChanged.connect(self._filled)
        elif isinstance(editor, Line | GrowingText):
            editor.textChanged.connect(self._filled)
        elif isinstance(editor, TagField | DateField):
            editor.line.textChanged.connect(self._filled)
            editor.committed.connect(self._filled)
        if isinstance(editor, DateField):
            editor.refused.connect(self.refused)

    @property
    def empty(self) -> bool:
        """Whether nothing stands in the editor."""
        editor = self.editor
        if isinstance(editor, TagField):
            return not editor.value() and not editor.line.value()
        return not (editor.line.value() if isinstance(editor, DateField) else editor.value())

    def new_value(self) -> NewValue | None:
        """What all actions are to get, None where it does not count. Raises UserError where that is no value."""
        if not self.on.isChecked():
            return None
        if isinstance(self.editor, DateField):
            return NewValue(self.spec, self.editor.typed())
        if isinstance(self.editor, TagField):
            self.editor.commit()
        if self.empty and self.spec.name == "delivery":
            raise UserError(self.tr("Choose the state that they get, or take the tick at Delivery away."), "")
        return NewValue(self.spec, None if self.empty else self.editor.value())

    @Slot()
    def _filled(self) -> None:
        if self.on.isChecked() == self.empty:
            self.on.setChecked(not self.empty)
        else:
            self.changed.emit()

    @Slot()
    def _ticked(self) -> None:
        self._hint()
        self.changed.emit()

    def _hint(self) -> None:
        words = self.tr("emptied on all") if self.on.isChecked() else self.tr("left as it is")
        editor = self.editor
        (editor.line if isinstance(editor, TagField | DateField) else editor).setPlaceholderText(words)  # type: ignore[union-attr]


class TogetherSheet(Sheet):
    """Edits actions together."""

    written = Signal(str, bool)
    """What was done in words, and whether one undo takes it back."""

    def __init__(self, hub: Hub, theme: Theme, actions: Sequence[Action], parent: QWidget) -> None:
        title = f"Edit {how_many(len(actions), 'action')}" + (" together" if len(actions) > 1 else "")
        super().__init__(hub, theme, SheetWords(title, _refs(actions), "Apply"), parent)
        self.chosen = tuple(actions)
        self.rows = {name: TogetherRow(hub, theme, specs(Kind.ACTION)[name], self) for name in FIELDS}
        self.words = GrowingText(self.tr("Note: why, for the record"), lines=2, parent=self)
        self.words.setPlaceholderText(self.tr("Why. It stands in the history of each, and asks for new agreed dates."))
        self.as_update = QCheckBox(self.tr("Also as an update on each"), self)
        self.preview = label("", "small", self, wrap=True)
        self._done, self._undone = "", True
        self._build()
        for row in self.rows.values():
            row.changed.connect(self._look)
            row.refused.connect(self._bad_day)
            if isinstance(row.editor, GrowingText):
                row.editor.entered.connect(self.send)
        self.words.textChanged.connect(self._look)
        self.words.entered.connect(self.send)
        self.as_update.toggled.connect(self._look)
        self._look()
        self.resize(theme.space(150), self.sizeHint().height())
        self.rows["owner"].editor.setFocus()

    def _build(self) -> None:
        grid = QGridLayout()
        self.body.addLayout(grid)
        grid.setHorizontalSpacing(self.theme.space(3))
        grid.setVerticalSpacing(self.theme.space(1.5))
        grid.setColumnStretch(1, 1)
        before: QWidget | None = None
        for place, row in enumerate(self.rows.values()):
            grid.addWidget(row.on, place, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(row.editor, place, 1)
            if before is not None:
                self.setTabOrder(before, row.on)
            self.setTabOrder(row.on, row.editor)
            before = row.editor
        heading = label(self.tr("Note"), "small", self)
        heading.setBuddy(self.words)
        self.body.addWidget(heading)
        self.body.addWidget(self.words)
        self.body.addWidget(self.as_update)
        self.body.addStretch(1)
        self.body.addWidget(self.preview)

    def new_values(self) -> list[NewValue]:
        """The fields that count. Raises UserError where one of them holds no value."""
        return [new for new in (row.new_value() for row in self.rows.values()) if new is not None]

    def asked_for(self) -> list[Action]:
        """The actions for which a new date is asked for, since theirs was agreed."""
        due = self.rows["due"].new_value()
        return [] if due is None else dates_asked_for(self.chosen, _day(due.value))

    def fixed(self) -> list[Action]:
        """The actions whose first date is fixed at once, since the plan was agreed."""
        due = self.rows["due"].new_value()
        return [] if due is None else dates_fixed(self.hub.snapshot.plan, self.chosen, _day(due.value))

    @Slot()
    def _look(self) -> None:
        """Says beforehand what applying would do."""
        on = [row for row in self.rows.values() if row.on.isChecked()]
        self.save.setEnabled(bool(on) or (self.as_update.isChecked() and bool(self.words.value())))
        if not on and not self.as_update.isChecked():
            self.preview.setText(self.tr("Nothing is changed yet: fill in a field, or tick one to empty it."))
            return
        sentences = [_sentence(on, len(self.chosen))] if on else []
        try:
            asked, fixed = self.asked_for(), self.fixed()
        except UserError:
            asked, fixed = [], []
        if asked:
            date_words = self.tr("for {0} agreed date a new date is asked for ({1}); the note is the reason")
            dates_words = self.tr("for {0} agreed dates a new date is asked for ({1}); the note is the reason")
            words = date_words if len(asked) == 1 else dates_words
            sentences.append(words.format(len(asked), _refs(asked)))
        if fixed:
            words = self.tr("the plan was agreed, so the first date of {0} is fixed, and this is not undone")
            sentences.append(words.format(_refs(fixed)))
        if self.as_update.isChecked():
            sentences.append(self.tr("the note is an update on each"))
        text = "; ".join(sentences)
        self.preview.setText(f"{text[:1].upper()}{text[1:]}.")

    @Slot(object)
    def _bad_day(self, words: str) -> None:
        self.note.say(words, "bad")

    @override
    def command(self) -> Command | None:
        """Edits them."""
        try:
            values, asked = self.new_values(), self.asked_for()
        except UserError as fault:
            self.note.say(said(fault), "bad")
            return None
        reason, also = self.words.value() or "", self.as_update.isChecked()
        if not reason and (asked or also):
            words = self.tr("Say in the note why the agreed date moves: someone else approves it, and boards see both.")
            self.note.say(words if asked else self.tr("Write the note that is the update."), "bad")
            self.words.setFocus()
            return None
        self._done, self._undone = self.preview.text(), not self.fixed()
        refs = [action.ref for action in self.chosen]
        fields = {new.spec.external: "" if new.value is None else new.value for new in values}

        return partial(edit_together, refs=refs, fields=fields, note=reason, as_update=also)

    @override
    def _written(self, changes: object) -> None:
        self.written.emit(self._done, self._undone)
        super()._written(changes)


def _sentence(rows: Sequence[TogetherRow], count: int) -> str:
    names = [row.spec.label.lower() + (" (emptied)" if row.empty else "") for row in rows]
    listed = names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]
    return f"{listed} on {how_many(count, 'action')}"


def _refs(actions: Sequence[Action]) -> str:
    named = ", ".join(action.ref for action in actions[:NAMED_AT_MOST])
    more = len(actions) - NAMED_AT_MOST
    return f"{named} and {more} more" if more > 0 else named


def _day(value: Any) -> date | None:
    return value if isinstance(value, date) else None
