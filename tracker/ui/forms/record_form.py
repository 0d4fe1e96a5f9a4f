"""A form of a record's fields, made from their specifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget
from typing_extensions import override

from tracker.domain.dates.dates import show
from tracker.domain.plan import external
from tracker.domain.plan.fields import FieldType, Shown, Spec
from tracker.domain.plan.records import Kind, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.reading import Addressee
from tracker.ui.core.focus import BeginsInside
from tracker.ui.core.hub import Hub
from tracker.ui.forms.fields_edit import Editor, FieldRow, editor_for
from tracker.ui.look.layouts import in_column
from tracker.ui.look.parts import label
from tracker.ui.look.theme import Theme

NARROW = 130
"""Steps of the grid that two names want beside each other."""
SHORT = (FieldType.DATE, FieldType.TOKEN, FieldType.LINK, FieldType.WHOLE, FieldType.NUMBER, FieldType.TEXT)


class ReadRow(QWidget):
    """One field that is only shown."""

    def __init__(self, theme: Theme, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec, self.wanted = spec, 0
        self._words = label("", "", self, wrap=True)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        in_column(theme, label(spec.label, "small", self), self._words, on=self, gap=0.5, margins=0)

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows the field of this record; hidden where it says nothing."""
        said = in_words(external.shown(snapshot, self.spec, getattr(record, self.spec.name)))
        self._words.setText(said)
        self.setVisible(bool(said))


class RecordForm(BeginsInside):
    """Rows of fields, one or two beside each other. `saved` is emitted when any of them was written."""

    saved = Signal()

    def __init__(
        self, hub: Hub, theme: Theme, kind: Kind, rows: Sequence[Sequence[str]],
        editors: Mapping[str, Editor] | None = None, *, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self.fields: dict[str, FieldRow] = {}
        self._shown: list[ReadRow] = []
        self._gap, self._narrow = theme.space(3), theme.space(NARROW)
        self._grid = grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(self._gap)
        grid.setVerticalSpacing(theme.space(2))
        declared = specs(kind)
        self._rows = [
            [self._row(hub, theme, declared[name], (editors or {}).get(name)) for name in row] for row in rows
        ]
        self._laid: list[list[FieldRow | ReadRow]] = []
        width = max((len(row) for row in rows), default=1)
        for column in range(width):
            grid.setColumnStretch(column, 1)
        self._lay_out()
        first = next(iter(self.fields.values()), None)
        if first is not None:
            self.begins_at = first.editor

    def _lay_out(self) -> None:
        """Puts the rows where they belong at this width: what would be cut beside another has a line of its own."""
        lines = [line for row in self._rows for line in ([[one] for one in row] if self._crowded(row) else [row])]
        if lines == self._laid:
            return
        grid, width = self._grid, max((len(row) for row in self._rows), default=1)
        grid.setRowStretch(len(self._laid), 0)
        self._laid = lines
        for place, line in enumerate(lines):
            for column, one in enumerate(line):
                span = width // len(line)
                grid.addWidget(one, place, column * span, 1, span, Qt.AlignmentFlag.AlignTop)
        grid.setRowStretch(len(lines), 1)

    def _crowded(self, row: Sequence[FieldRow | ReadRow]) -> bool:
        """Whether one of these would be cut: a name in a narrow form, as long as it may become, or words too long."""
        if len(row) < 2 or self.width() >= self._narrow:
            return False
        room = (self.width() - self._gap) // 2
        return any(one.spec.type is FieldType.LINK or one.wanted > room for one in row)

    @override
    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lay_out()

    def _row(self, hub: Hub, theme: Theme, spec: Spec, editor: Editor | None) -> FieldRow | ReadRow:
        if not spec.settable:
            read = ReadRow(theme, spec, self)
            self._shown.append(read)
            return read
        row = FieldRow(hub, theme, spec, editor or editor_for(theme, hub, spec), parent=self)
        row.saved.connect(self.saved)
        self.fields[spec.name] = row
        return row

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows a record; what is being typed about the same record stays."""
        for field in self.fields.values():
            field.show_record(record, snapshot)
        for read in self._shown:
            read.show_record(record, snapshot)
        self._lay_out()

    def start(self) -> None:
        """Puts the cursor into its first field."""
        self.setFocus()

    def commit(self) -> None:
        """Saves what is being typed."""
        for row in self.fields.values():
            row.commit()


def all_rows(kind: Kind, first: Sequence[Sequence[str]] = ()) -> tuple[tuple[str, ...], ...]:
    """The fields that a kind's form shows, in rows: those named first, then short ones in pairs and long ones alone."""
    named = {name for row in first for name in row}
    rows = [tuple(row) for row in first]
    waiting: str | None = None
    for name, spec in specs(kind).items():
        if (
            name in named
            or spec.shown is not Shown.FORM
            or (spec.type is FieldType.PARTS and spec.part is not Addressee)
        ):
            continue
        if spec.type not in SHORT or spec.wide:
            rows += [(waiting,)] if waiting else []
            rows.append((name,))
            waiting = None
        elif waiting is None:
            waiting = name
        else:
            rows.append((waiting, name))
            waiting = None
    return (*rows, *([(waiting,)] if waiting else []))


def in_words(value: Any) -> str:
    """A value as people read it."""
    if value in (None, "", (), []):
        return ""
    if isinstance(value, list | tuple):
        return "; ".join(in_words(item) for item in value)
    if hasattr(value, "month"):
        return show(value)
    return f"{value:g}" if isinstance(value, float) else str(value)
