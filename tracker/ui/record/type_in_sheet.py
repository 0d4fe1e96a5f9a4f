"""Typing in a recommendation or finding: the words, their kind, where they stand, and the source they come from."""

from __future__ import annotations

from functools import partial

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget
from typing_extensions import override

from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS, title_of
from tracker.domain.plan.records import RECORD_TYPES, Inspection, Kind, specs, values
from tracker.domain.text.words import begun, shortened
from tracker.services.plan.by_hand import SOURCES, NewSource, type_in
from tracker.ui.core.context import Context
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.sheet import Sheet, SheetWords
from tracker.ui.look.line import Line
from tracker.ui.look.person_field import NameField
from tracker.ui.look.theme import Theme

LONGEST = 70
NEW, NONE = "new", "none"


class TypeInSheet(Sheet):
    """`added` carries the id of what was typed in."""

    added = Signal(object)

    def __init__(self, hub: Hub, theme: Theme, kind: Kind, source: Inspection | None, parent: QWidget) -> None:
        name = KINDS[kind].one
        words = SheetWords(
            self.tr("New {0}").format(name),
            self.tr("For a peer review, scrutiny or an audit that is not imported. Keep the words as written."),
            self.tr("Add it"),
        )
        super().__init__(hub, theme, words, parent)
        self.kind = kind
        self.text = self.box(self.tr("Their words"), 4)
        self.token = self._choices(self.tr("Kind"), [(begun(one), one) for one in specs(kind)["kind"].tokens])
        self.token.setCurrentIndex(self.token.findData(values(RECORD_TYPES[kind](id=RecordId("")))["kind"]))
        self.source = self._choices(self.tr("Source"), self._sources())
        self.title = Line(self.tr("Title of the new source"), self)
        self.document_type = NameField(self.tr("Kind of source"), SOURCES, self)
        self.published = self.day_field(self.tr("Published"), None)
        self.page = Line(self.tr("Page"), self)
        self.paragraph = Line(self.tr("Paragraph"), self)
        self.theme_line = Line(self.tr("Theme"), self)
        self.field(self.text)
        self.field(self.token, self.source)
        self._new = QWidget(self)
        self.field(self.title)
        self.field(self.document_type, self.published)
        self.field(self.page, self.paragraph, self.theme_line)
        self.source.currentIndexChanged.connect(self._look)
        self.source.setCurrentIndex(self.source.findData(source.ref if source is not None else NEW))
        self._look()
        self.resize(theme.space(150), self.sizeHint().height())
        self.text.setFocus()

    def _choices(self, name: str, choices: list[tuple[str, str]]) -> QComboBox:
        made = QComboBox(self)
        made.setAccessibleName(name)
        for words, data in choices:
            made.addItem(words, data)
        made.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        return made

    def _sources(self) -> list[tuple[str, str]]:
        known = [(shortened(f"{one.ref}  {title_of(one)}", LONGEST), one.ref) for one in self.hub.snapshot.inspections]
        return [*known, (self.tr("A new source…"), NEW), (self.tr("No source"), NONE)]

    @Slot()
    def _look(self) -> None:
        """A new source is named; one that is known needs nothing more."""
        new = self.source.currentData() == NEW
        for field in (self.title, self.document_type, self.published):
            field.setEnabled(new)

    @override
    def command(self) -> Command | None:
        chosen = self.source.currentData()
        source: str | NewSource | None = None if chosen == NONE else str(chosen)
        if chosen == NEW:
            source = NewSource(self.title.text(), self.document_type.text(), self.published.typed())
        typed = {"page": self.page, "paragraph": self.paragraph, "theme": self.theme_line}
        fields = {name: line.value() for name, line in typed.items() if line.value()}
        fields["kind"] = str(self.token.currentData())
        return partial(type_in, kind=self.kind, words=self.text.value() or "", source=source, fields=fields)

    @Slot(object)
    @override
    def _written(self, changes: object) -> None:
        new = changes.ids.get(self.kind) if isinstance(changes, Changes) else None
        if new:
            self.added.emit(max(new))
        super()._written(changes)


def new_recommendation(context: Context) -> None:
    """Opens the sheet for a recommendation typed by hand."""
    _open(context, Kind.RECOMMENDATION)


def new_finding(context: Context) -> None:
    """Opens the sheet for a finding typed by hand."""
    _open(context, Kind.FINDING)


def _open(context: Context, kind: Kind) -> None:
    record = context.screen.current()
    source = record if isinstance(record, Inspection) else None
    sheet = TypeInSheet(context.hub, context.theme, kind, source, context.window)
    sheet.added.connect(context.screen.jump)
    sheet.open()
