"""Fields of a record edited in place: saved as they are left, refusals said beneath, nothing typed lost."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QWidget

from tracker.domain.actions.status import Status
from tracker.domain.dates.closures import day_warning
from tracker.domain.people.people import is_active
from tracker.domain.plan import external
from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.reading import Addressee
from tracker.errors import Conflict
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import set_fields
from tracker.ui.core.drafts import Joined, typed_text
from tracker.ui.core.hub import Command, Hub
from tracker.ui.forms.addressees import Addressees
from tracker.ui.look.date_field import DateField
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.line import Line
from tracker.ui.look.note import Note, said
from tracker.ui.look.parts import label
from tracker.ui.look.person_field import NameField
from tracker.ui.look.status_picker import Choice, StatusPicker
from tracker.ui.look.tag_field import TagField
from tracker.ui.look.theme import Theme

Editor = Line | GrowingText | DateField | StatusPicker | TagField | Addressees
"""The widgets that edit one value: `committed` carries the new one when it was changed and left."""


class FieldRow(QWidget):
    """One field: its label above its editor, and what is wrong with it beneath.

    `saved` is emitted when a change was written. A field of another record keeps what could not be saved there.
    """

    saved = Signal()

    def __init__(
        self, hub: Hub, theme: Theme, spec: Spec, editor: Editor, *, words: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._hub = hub
        self.spec = spec
        self.editor = editor
        self._around = theme.space(6)
        self._record: Any = None
        self._seen: Any = None
        self._sent: Any = None
        self._sent_text = ""
        self._sent_for: RecordId | None = None
        self._refusal: str | None = None
        self._begun_before = False
        self._kept: dict[RecordId, str] = {}
        self._heading = label(words or spec.label, "small", self)
        self._heading.setBuddy(editor)
        self._beside = in_row(theme, self._heading, None, margins=0)
        self.note = Note(theme, "bad", self)
        in_column(theme, self._beside, editor, self.note, on=self, gap=0.5, margins=0)
        self._draft: Joined | None = None
        typed = editor.line if isinstance(editor, TagField) else editor
        if isinstance(typed, Line | GrowingText | DateField):
            (typed.line if isinstance(typed, DateField) else typed).textChanged.connect(self._looked)
            self._draft = hub.drafts.join(self, f"field {spec.name}", {"words": typed}, self._heading.text)
        self.editor.committed.connect(self._commit)
        if isinstance(editor, DateField):
            editor.refused.connect(self._refused)

    @property
    def wanted(self) -> int:
        """How wide it is where all of a line of words in it is seen; 0 where it is no such line."""
        line = self.editor
        return line.fontMetrics().horizontalAdvance(line.text()) + self._around if isinstance(line, Line) else 0

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows the field of this record; what is being typed about the same record stays."""
        value = getattr(record, self.spec.name)
        offer(self.editor, self.spec, snapshot, self._hub)
        if self._record is not None and self._record.id == record.id and self.editor.changed_by_hand:
            self._record = record
            self.editor.rebase(to_editor(snapshot, self.spec, value))
            return
        other = self._record is None or self._record.id != record.id
        if other:
            self._leave()
            self.note.say("")
        self._record = record
        self._seen = value
        show = partial(self.editor.set_value, to_editor(snapshot, self.spec, value))
        if other and self._draft is not None:
            self._bring_back(record.id, self._draft.show(record.id, show).get("words"))
        else:
            show()

    @Slot()
    def _looked(self) -> None:
        """Once nothing is typed any more, what the plan says now is what the next word is typed over."""
        if self._record is not None and not self.editor.changed_by_hand:
            self._seen = getattr(self._record, self.spec.name)
            if self._begun_before:
                self._begun_before = False
                self.note.say("")

    def commit(self) -> None:
        """Saves what is being typed, unless it was refused just so."""
        if not self._refused_so():
            self.editor.commit()

    def _refused_so(self) -> bool:
        return self._refusal is not None and typed_text(self.editor) == self._refusal

    def _leave(self) -> None:
        """Keeps why the record that goes out of sight could not be saved; its words are kept as a draft."""
        if self._record is not None and self.editor.changed_by_hand and self.note.text:
            self._kept[self._record.id] = self.note.text
        self._refusal = None

    def _bring_back(self, record: RecordId, words: str | None) -> None:
        why = self._kept.pop(record, None)
        if words is not None and self.editor.changed_by_hand:
            begun_before = self.tr(
                "Typed here before and not saved. Enter saves it; Esc shows what stands in the plan."
            )
            self.note.say(why or begun_before, "bad" if why else "warning")
            self._begun_before = not why
            self._refusal = words

    @Slot(object)
    def _commit(self, value: Any) -> None:
        record = self._record
        if record is None or (self._refused_so() and not self.editor.hasFocus()):
            # Refused once: it is offered again only by Enter, not by leaving the field.
            return
        self._sent, self._sent_text, self._sent_for = value, typed_text(self.editor), record.id
        self._refusal = None
        self.note.say("")
        command = setting(record.id, {self.spec.external: value}, {self.spec.external: self._seen})
        what = self.tr("Saving {0} of {1}").format(self.spec.label, record.ref or self.tr("the plan"))
        self._hub.write(command, self._saved, self._failed, what=what)

    @Slot(object)
    def _saved(self, _changes: object) -> None:
        record = self._hub.snapshot.get(self._sent_for)
        if record is None or self._record is None or record.id != self._record.id:
            if self._draft is not None and self._sent_for is not None:
                self._draft.forget(self._sent_for)
            return
        self._record = record
        self._seen = getattr(record, self.spec.name)
        fresh = to_editor(self._hub.snapshot, self.spec, self._seen)
        if self.editor.value() == self._sent:
            self.editor.set_value(fresh)
        else:
            self.editor.rebase(fresh)
        self.note.say(day_warning(self._hub.snapshot.plan, record, (self.spec.name,)), "warning")
        self.saved.emit()

    @Slot(object)
    def _failed(self, error: Any) -> None:
        if self._record is None or self._sent_for != self._record.id:
            if self._draft is not None and self._sent_for is not None:
                self._kept[self._sent_for] = said(error)
            self._hub.failed.emit(error)
            return
        self._refusal = self._sent_text
        words = said(error)
        if isinstance(error, Conflict):
            words += self.tr(" Enter saves yours over it; Esc shows theirs.")
            self._hub.ask(partial(_present, record=self._record.id), self._overtaken)
        self.note.say(words, "bad")
        if not isinstance(self.editor, Line | GrowingText | DateField):
            self.editor.put_back()

    @Slot(object)
    def _overtaken(self, record: Any) -> None:
        """Takes what someone else wrote for what is saved, so that saving again or putting back starts from there."""
        if record is not None and self._record is not None and record.id == self._record.id:
            self._seen = getattr(record, self.spec.name)
            self.editor.rebase(to_editor(self._hub.snapshot, self.spec, self._seen))

    @Slot(object)
    def _refused(self, words: str) -> None:
        self.note.say(words, "bad")


def setting(record: RecordId, fields: dict[str, Any], seen: dict[str, Any] | None = None, reason: str = "") -> Command:
    """A command that sets fields of one record by their external names; None empties a field."""
    given = {name: "" if value is None else value for name, value in fields.items()}
    return partial(set_fields, refs=[record], fields=given, expected=seen, reason=reason or None)


def _present(uow: UnitOfWork, _act: Act, record: RecordId) -> Any:
    return uow.snapshot().get(record)


def to_editor(snapshot: Snapshot, spec: Spec, value: Any) -> Any:
    """A kept value as its editor takes it: links by name or reference, numbers as text."""
    if spec.type in (FieldType.LINK, FieldType.LINKS):
        return external.shown(snapshot, spec, value)
    if spec.type in (FieldType.WHOLE, FieldType.NUMBER):
        return None if value is None else f"{value:g}" if isinstance(value, float) else str(value)
    return value


def editor_for(theme: Theme, hub: Hub, spec: Spec, words: str = "") -> Editor:
    """The editor that suits a field, under this name."""
    name = words or spec.label
    if spec.part is Addressee:
        return Addressees(theme, narrow=True)
    made: dict[FieldType, Callable[[], Editor]] = {
        FieldType.DATE: partial(DateField, theme, name, hub.today),
        FieldType.NOTE: partial(GrowingText, name, lines=2),
        FieldType.TOKEN: partial(StatusPicker, theme, name, token_choices(spec)),
        FieldType.LINK: partial(NameField, name, nobody="nobody yet" if "person" in spec.links else "none"),
        FieldType.LINKS: partial(TagField, theme, name),
        FieldType.WORDS: partial(TagField, theme, name),
    }
    return made.get(spec.type, partial(Line, name))()


def token_choices(spec: Spec, shown: Callable[[str], Status] | None = None) -> Sequence[Choice]:
    """The words of a closed vocabulary, with "none" first where the field may be empty."""
    words: list[Choice] = [(token, shown(token) if shown else token.capitalize()) for token in spec.tokens]
    always = spec.name in ("kind", "assurance", "state")
    return words if always else [(None, "–"), *words]


def offer(editor: QWidget, spec: Spec, snapshot: Snapshot, hub: Hub) -> None:
    """Offers an editor of links the names or references there are."""
    if isinstance(editor, NameField) and spec.links:
        editor.set_names(_offered(snapshot, spec, hub))
    elif isinstance(editor, TagField) and spec.links:
        editor.set_offered(_offered(snapshot, spec, hub))


def _offered(snapshot: Snapshot, spec: Spec, hub: Hub) -> list[str]:
    if "person" in spec.links:
        return [person.name for person in snapshot.people if is_active(person, hub.today)]
    if "agency" in spec.links:
        return [agency.name for agency in snapshot.agencies if is_active(agency, hub.today)]
    return [record.ref for kind, table in snapshot.records.items() if kind in spec.links for record in table.values()]
