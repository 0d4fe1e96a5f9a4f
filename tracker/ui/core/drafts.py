"""What is typed and not saved: every form joins by one call, and finds its words again after the window is gone."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal, Slot
from PySide6.QtWidgets import QLineEdit

from tracker import drafts
from tracker.drafts import Draft
from tracker.errors import UserError
from tracker.ui.look.date_field import DateField
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.line import Line

KEEP_MS = 400
"""So long after a key the words stand in a file."""

Typed = QLineEdit | GrowingText | DateField
"""What words are typed into."""


class Drafts(QObject):
    """The drafts of the open plan. `changed` is emitted when there are others; `failed` carries why one is not kept."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, plan: str, name_of: Callable[[str], str], parent: QObject) -> None:
        super().__init__(parent)
        self._plan, self._name_of = plan, name_of
        self._all = {draft.key: draft for draft in drafts.of_plan(plan)}
        self._kept = dict(self._all)
        self._elsewhere: set[tuple[str, str]] = set()
        """What is being typed in the cell of a list now: the form of its record does not offer it beside that."""
        self._told = False
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(KEEP_MS)
        self._timer.timeout.connect(self.write)

    def join(
        self, form: QObject, place: str, fields: Mapping[str, Typed], called: Callable[[], str],
        beside: Callable[[], Mapping[str, str]] = dict,
    ) -> Joined:  # fmt: skip
        """Keeps what is typed in these fields of a form from now on; the form says whose record it shows by `show`.

        `called` says what the words are, as a person knows them; `beside` what else goes with them (a file, a choice).
        """
        return Joined(self, form, place, fields, called=called, beside=beside)

    @property
    def all(self) -> tuple[Draft, ...]:
        """What is not saved, in the order in which it was begun."""
        return tuple(self._all.values())

    @property
    def names(self) -> tuple[str, ...]:
        """What is not saved, by name."""
        return tuple(self.name(draft) for draft in self.all)

    def name(self, draft: Draft) -> str:
        """A draft as a person knows it: what the words are, and of which record."""
        ref = self._name_of(draft.record) if draft.record else ""
        return self.tr("{0} of {1}").format(draft.called, ref) if ref else draft.called

    def words(self, place: str, record: str) -> Mapping[str, str]:
        """The words that wait for a form and record; none where there are none, or where they are being typed now."""
        draft = self._all.get((place, record))
        return draft.words if draft is not None and draft.key not in self._elsewhere else {}

    def hold(self, place: str, record: str) -> None:
        """A cell that stands for this form is being typed in: the form offers it once the cell has let go."""
        self._elsewhere.add((place, record))

    def let_go(self, place: str, record: str) -> None:
        """Nobody types it in a cell any more; what was typed waits for its form."""
        self._elsewhere.discard((place, record))

    def note(self, place: str, record: str, called: str, words: Mapping[str, str]) -> None:
        """Takes what stands in a form now."""
        draft = Draft(self._plan, place, record, called, dict(words))
        before = self._all.get(draft.key)
        if before == draft:
            return
        self._all[draft.key] = draft
        if not self._timer.isActive():  # not started anew: who types without a pause is kept too
            self._timer.start()
        if before is None:
            self.changed.emit()

    def forget(self, place: str, record: str) -> None:
        """What was typed is saved, or was given up."""
        self.let_go(place, record)
        if self._all.pop((place, record), None) is not None:
            self._timer.start()
            self.changed.emit()

    @Slot()
    def write(self) -> None:
        """Brings the files in line with what is not saved."""
        self._timer.stop()
        try:
            for key, draft in self._all.items():
                if self._kept.get(key) != draft:
                    drafts.keep(draft)
                    self._kept[key] = draft
            for key in [key for key in self._kept if key not in self._all]:
                drafts.forget(self._kept[key])
                del self._kept[key]
        except OSError as error:
            self._tell(error)

    def _tell(self, error: OSError) -> None:
        """Says once that words are not kept on this computer."""
        if not self._told:
            self._told = True
            said = self.tr("What is being typed cannot be kept on this computer: {0}").format(error.strerror)
            self.failed.emit(UserError(said, self.tr("Save it before the window is closed.")))


class Joined(QObject):
    """The fields of one form whose words are kept."""

    def __init__(
        self, home: Drafts, form: QObject, place: str, fields: Mapping[str, Typed], *, called: Callable[[], str],
        beside: Callable[[], Mapping[str, str]],
    ) -> None:  # fmt: skip
        super().__init__(form)
        self.place = place
        self._home, self._fields = home, dict(fields)
        self._called, self._beside = called, beside
        self._record: str | None = None
        self._mine = False
        for field in self._fields.values():
            line = _line_of(field)
            line.textChanged.connect(self.look)
            if isinstance(line, Line | GrowingText):
                line.settled.connect(self.look)

    def show(self, record: str, empty: Callable[[], object]) -> Mapping[str, str]:
        """Belongs to this record from now on: empties the form, puts back what waits for it, and says what that is."""
        self._record = None
        empty()
        self._record, self._mine = record, False
        kept = self._home.words(self.place, record)
        for name, words in kept.items():
            if name in self._fields:
                type_text(self._fields[name], words)
        return kept

    def forget(self, record: str) -> None:
        """What was typed about this record is saved, or was given up."""
        self._home.forget(self.place, record)

    def go_on(self) -> None:
        """Puts the cursor where something was begun."""
        begun = [field for field in self._fields.values() if is_typed(field)]
        (begun or list(self._fields.values()))[0].setFocus()

    @Slot()
    def look(self) -> None:
        """Notes what stands in the fields."""
        if self._record is None:
            return
        typed = {name: typed_text(field) for name, field in self._fields.items() if is_typed(field)}
        words = {name: said for name, said in typed.items() if said.strip() or _emptied(self._fields[name])}
        if words:
            self._mine = True
            self._home.note(self.place, self._record, self._called(), {**self._beside(), **words})
        elif self._mine:
            self._mine = False
            self._home.forget(self.place, self._record)


def _line_of(field: Typed) -> QLineEdit | GrowingText:
    return field.line if isinstance(field, DateField) else field


def _emptied(field: Typed) -> bool:
    line = _line_of(field)
    return isinstance(line, Line | GrowingText) and line.cleared


def is_typed(field: Typed) -> bool:
    """Whether words stand in a field that somebody typed and that are not saved."""
    return field.changed_by_hand if isinstance(field, Line | GrowingText | DateField) else field.isModified()


def typed_text(field: QObject) -> str:
    """What stands in a field that is typed into; "" for one that is chosen from."""
    if isinstance(field, GrowingText):
        return field.toPlainText()
    if isinstance(field, DateField):
        return field.line.text()
    return field.text() if isinstance(field, QLineEdit) else ""


def type_text(field: QObject, text: str) -> None:
    """Puts words back into a field as if they had just been typed."""
    if isinstance(field, GrowingText):
        field.setPlainText(text)
    elif isinstance(field, DateField):
        field.line.setText(text)
    elif isinstance(field, QLineEdit):
        field.setText(text)
        field.setModified(True)
