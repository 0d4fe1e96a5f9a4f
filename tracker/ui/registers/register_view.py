"""A plain list of one sort of record: evidence, measures, meetings, sources, people."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QPushButton, QWidget
from typing_extensions import override

from tracker.domain.dates import dates
from tracker.domain.log.changes import Changes
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, kind_of, specs
from tracker.errors import UserError
from tracker.services.records import editing
from tracker.ui.core.actions import Press
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.lists.cell_edits import CellEdits, Refusal
from tracker.ui.lists.cells import CellField, Edit
from tracker.ui.lists.list_place import ListPlace, Nothing
from tracker.ui.lists.record_model import RegisterModel
from tracker.ui.lists.record_tree import RecordTree
from tracker.ui.look.parts import button
from tracker.ui.look.theme import Theme
from tracker.ui.registers.register_columns import REGISTERS


@dataclass(frozen=True, slots=True)
class Register:
    """What a list is called, what stands in it while it is empty, and what may be added by typing its name."""

    key: str
    name: str
    icon: str
    nothing: str
    hint: str
    adds: tuple[tuple[str, Kind, str], ...] = ()
    does: tuple[Do, ...] = ()
    """The commands that are looked for here, each with a button."""


PLACES = {
    "evidence": Register(
        "evidence", "Evidence", "paperclip", "No evidence yet",
        "Attach what shows that an action is done, here or on the action; or drop a file on its row.",
        does=(Do.ATTACH,),
    ),
    "measures": Register(
        "measures", "Measures", "chart-line", "No measures yet",
        "A measure is a number that should move: a baseline, a target, and readings with dates.",
        (("New measure", Kind.MEASURE, "name"),),
    ),
    "meetings": Register(
        "meetings", "Meetings", "calendar-days", "No meetings yet",
        "Add the boards this plan reports to; what they ask stays open until they are content.",
        does=(Do.NEW_MEETING, Do.QUESTION),
    ),
    "rounds": Register(
        "rounds", "Update rounds", "refresh-cw", "Nobody was asked yet",
        "Ask owners for updates by a day, and you see here whose answers are in.",
        does=(Do.ASK_ROUND,),
    ),
    "sources": Register(
        "sources", "Sources", "file-text", "No report yet",
        "Import a report, or drop it on this window: its recommendations come with the pages they stand on.",
        does=(Do.IMPORT,),
    ),
    "people": Register(
        "people", "People and agencies", "users", "Nobody yet",
        "Names are added as you type them as owners; you can also add them here.",
        (("New person", Kind.PERSON, "name"), ("New agency", Kind.AGENCY, "name")),
    ),
}  # fmt: skip


class RegisterView(ListPlace[RegisterModel, RecordTree]):
    """The list of one register, with a button for each kind of record that may be added here."""

    def __init__(self, key: str, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, theme, parent)
        self.register, self._asker = PLACES[key], asker
        model = RegisterModel(*REGISTERS[key], self)
        self.hold(model, RecordTree(model, theme, self.tr(self.register.name), self))
        self.edits = RegisterEdits(hub, self)
        self.take_edits(self.edits)
        self.tree.edited.connect(self._edited)
        adding = [self._adding(words) for words, _kind, _field in self.register.adds]
        self.lay_out((), [*adding, *map(self._doing, self.register.does)])
        self.show_plan()

    def _adding(self, words: str) -> QPushButton:
        made = button(" " + self.tr(words), "", self)
        made.setIcon(self._theme.icon("plus", "text"))
        made.setProperty("adds", words)
        made.setEnabled(not self._hub.session.read_only)
        made.clicked.connect(self._add)
        return made

    def _doing(self, do: Do) -> QPushButton:
        made = button(" " + self.tr(do.spec.text), "", self, tip=self.tr(do.spec.tip))
        made.setIcon(self._theme.icon(do.spec.icon, "text"))
        made.setEnabled(not self._hub.session.read_only)
        Press(made, do, self.do_asked)
        return made

    @override
    def nothing_yet(self) -> Nothing:
        step = self.tr("Import a report…") if self.register.key == "sources" else ""
        return Nothing(self.tr(self.register.nothing), self.tr(self.register.hint), step, self.register.icon)

    @property
    @override
    def filtered(self) -> bool:
        return bool(self.search.text())

    @Slot()
    @override
    def apply_filter(self) -> None:
        self.model.search(self.search.text())
        self.show_state()

    @Slot()
    @override
    def clear_filters(self) -> None:
        self.search.clear()
        self.apply_filter()

    @Slot(object, object, object, object)
    def _edited(self, _record_id: RecordId, key: str, said: str, seen: Any) -> None:
        field = self.model.columns[self.model.column_of(key)].field_of(seen)
        if field is not None:
            self.edits.edit(seen, key, field, said)

    @Slot()
    def _add(self) -> None:
        wanted = str(self.sender().property("adds"))
        words, kind, field = next(one for one in self.register.adds if one[0] == wanted)

        def answered(said: str) -> None:
            self._hub.write(partial(editing.add, kind=kind, fields={field: said}), self._added)

        self._asker.text(self, self.tr(words), self.tr("What it is called"), answered, go=self.tr("Add"))

    def _added(self, changes: Changes) -> None:
        for kind in self.model.kinds:
            new = changes.ids.get(kind, frozenset())
            if new:
                self.show_record(max(new))


class RegisterEdits(CellEdits):
    """Sends edits of the plain lists."""

    def edit(self, record: Any, key: str, field: CellField, said: str) -> None:
        """Writes what was typed in a cell of a record as it was seen, unless somebody changed it meanwhile."""
        typed = Refusal(record.id, key, said)
        try:
            value = dates.parse(said).isoformat() if field.edit is Edit.DATE and said else said
        except UserError as error:
            self.refuse(typed, error)
            return
        external = specs(kind_of(record))[field.name].external
        expected = {external: getattr(record, field.name)}
        self.send(partial(editing.set_fields, refs=[record.ref], fields={external: value}, expected=expected), typed)
