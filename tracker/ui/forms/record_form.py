"""A form of a record's fields, made from their specifications."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

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

SHORT = (FieldType.DATE, FieldType.TOKEN, FieldType.LINK, FieldType.WHOLE, FieldType.NUMBER, FieldType.TEXT)


class ReadRow(QWidget):
    """One field that is only shown."""

    def __init__(self, theme: Theme, spec: Spec, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.spec = spec
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
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(theme.space(3))
        grid.setVerticalSpacing(theme.space(2))
        declared = specs(kind)
        width = max((len(row) for row in rows), default=1)
        for place, row in enumerate(rows):
            for column, name in enumerate(row):
                made = self._row(hub, theme, declared[name], (editors or {}).get(name))
                span = width // len(row)
                grid.addWidget(made, place, column * span, 1, span, Qt.AlignmentFlag.AlignTop)
        for column in range(width):
            grid.setColumnStretch(column, 1)
        grid.setRowStretch(len(rows), 1)
        first = next(iter(self.fields.values()), None)
        if first is not None:
            self.begins_at = first.editor

    def _row(self, hub: Hub, theme: Theme, spec: Spec, editor: Editor | None) -> QWidget:
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
