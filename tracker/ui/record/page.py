"""The page of one record: what it is and how it stands, and the sections that its kind declares."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QTimer, Slot
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget
from typing_extensions import override

from tracker.domain.dates.deadlines import is_fixed
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Action, Inspection, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.drafts import Joined
from tracker.ui.core.focus import BeginsInside, follow_layout
from tracker.ui.forms.fields_edit import FieldRow
from tracker.ui.forms.folds import Folds
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.record_parts import Scrolled
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import StatusLabel, label, restyle, tool
from tracker.ui.record.action import ActionState
from tracker.ui.record.pages import PAGES, Part


class RecordPage(BeginsInside):
    """Shows one record of a kind: its head, which stays in sight, and below it all the rest in one part that scrolls.

    A section is made when it is first unfolded, or asked for by name.
    """

    def __init__(self, context: PageContext, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._context, self._hub, self._theme = context, context.hub, context.theme
        self._page = PAGES[kind]
        self._record: Any = None
        self._parts: dict[str, Any] = {}
        self._stale = set[str]()
        self._held: list[QWidget] = []
        """What stood in it when Tab was last led through it."""
        self._ref = label("", "heading", self)
        self._called = label("", "quiet", self)
        self._status = StatusLabel(context.theme, None, self)
        self.sections = Folds(context.theme, self._make_section)
        self.area = Scrolled(self._theme, self._body(), parent=self)
        in_column(self._theme, self._head(), (self.area, 1), on=self, gap=0, margins=0)
        self.area.verticalScrollBar().rangeChanged.connect(self._line_up)
        for name in self._page.sections:
            self.sections.add(name)
        if not self._page.top:  # the line below the head is enough
            restyle(self.sections[self.sections.names()[0]], "line", "")
        self._to_unfold = [
            name for name in self._page.sections
            if context.unfolded.get(f"{kind} {name}", name in self._page.unfolded)
        ]  # fmt: skip
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._unfold_next)
        self.sections.turned.connect(self._turned)

    def _head(self) -> QWidget:
        """What it is and how it stands."""
        self.fold_away = tool(self._theme, "panel-right", self.tr("Fold this panel away (F9)"), self)
        self.fold_away.clicked.connect(self._context.fold_wanted)
        head = QFrame(self)
        head.setProperty("line", "bottom")
        row = in_row(self._theme, self._ref, self._called, None, self._status, self.fold_away, gap=2)
        self._titles = in_column(self._theme, *map(self._make, self._page.head), gap=1, margins=(0, 0, 1, 0))
        in_column(self._theme, row, self._titles, on=head, gap=1, margins=(3, 2, 2, 2))
        self._status.setVisible(bool(self._page.top))
        return head

    @Slot(int, int)
    def _line_up(self, _least: int, most: int) -> None:
        """The head ends where what is scrolled below it ends: before the scroll bar, where there is one."""
        bar = self.area.verticalScrollBar().sizeHint().width() if most > 0 else 0
        self._titles.setContentsMargins(0, 0, self._theme.space(1) + bar, 0)

    def _body(self) -> QWidget:
        body = QWidget()
        column = in_column(self._theme, on=body, gap=0, margins=0)
        if self._page.top:
            top = in_column(self._theme, gap=2, margins=3)
            for part in self._page.top:
                top.addWidget(self._make(part))
            column.addLayout(top)
        column.addWidget(self.sections)
        column.addStretch(1)
        return body

    @override
    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._to_unfold:
            self._later.start()

    @property
    def arriving(self) -> bool:
        """Whether sections are still to come."""
        return self._later.isActive()

    @Slot()
    def _unfold_next(self) -> None:
        """Makes one of the sections that are on show from the beginning; the window answers between them."""
        if self._to_unfold:
            self.sections[self._to_unfold.pop(0)].open(True)
            self._later.start()

    def _make(self, part: Part) -> QWidget:
        made = self._parts[part.name] = part.make(self._context, self.kind)
        if isinstance(made, ActionState):
            made.ask_wanted.connect(self.ask_deadline)
        return made

    def _make_section(self, name: str) -> list[QWidget]:
        self._stale.add(name)
        return [self._make(part) for part in self._page.sections[name]]

    @Slot(str)
    def _turned(self, name: str) -> None:
        key, shown = f"{self.kind} {name}", self.sections[name].is_open
        if self._context.unfolded.get(key, name in self._page.unfolded) != shown:
            self._context.unfolded[key] = shown
        self._freshen(name)
        follow_layout(self)

    def _freshen(self, name: str) -> None:
        """Brings a section up to date that was folded away, or is new."""
        if name in self._stale and self._record is not None:
            self._stale.discard(name)
            for part in self._page.sections[name]:
                self._parts[part.name].show_record(self._record, self._hub.snapshot)

    def part(self, name: str) -> Any:
        """The part of this name, made if need be; None where this kind has none."""
        section = self._section_of(name)
        if section:
            self.sections.made(section)
            self._freshen(section)
        return self._parts.get(name)

    def _section_of(self, name: str) -> str:
        return next((one for one, parts in self._page.sections.items() if name in [part.name for part in parts]), "")

    def bring(self, name: str) -> Any:
        """Brings a part into view; None where this kind has none."""
        part = self.part(name)
        if part is not None:
            self.show_part(part)
        return part

    def show_part(self, part: QWidget) -> None:
        """Unfolds what a part stands in, and scrolls to it."""
        fold = self.sections.holding(part)
        if fold is not None:
            fold.open(True)
        QApplication.sendPostedEvents(None, QEvent.Type.LayoutRequest)
        wanted = part if fold is None or fold.height() > self.area.viewport().height() else fold
        self.area.ensureWidgetVisible(wanted, 0, self._theme.space(2))

    def field(self, names: set[str]) -> FieldRow | None:
        """The first field of one of these names, in whatever section it stands."""
        for section in self._page.sections.values():
            self.part(section[0].name)
        return next((row for row in self.findChildren(FieldRow) if row.spec.name in names), None)

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows this record; what is being typed about it stays. What is folded away waits until it is unfolded."""
        if self._record is None or self._record.id != record.id:
            self.area.verticalScrollBar().setValue(0)
        self._record = record
        self._ref.setText(record.ref or self.tr("Plan"))
        self._called.setText(self._page.called(record))
        self._status.show_status(self._page.status(record, snapshot, self._hub.today))
        for part in (*self._page.head, *self._page.top):
            self._parts[part.name].show_record(record, snapshot)
        for name, (first, *_) in self._page.sections.items():
            if self.sections[name].made:
                self._stale.add(name)
            if self.sections[name].is_open:
                self._freshen(name)
            if first.count is not None:
                self.sections[name].count(len(first.count(snapshot, record.id)))
        parts = (self._parts[name] for name in self._page.focus if name in self._parts)
        targets = (part.begins_at for part in parts if isinstance(part, BeginsInside))
        self.begins_at = next(filter(None, targets), None)
        held = self.findChildren(QWidget)
        if held != self._held:  # most writes change words and make no widget
            self._held = held
            follow_layout(self)

    def commit(self) -> None:
        """Saves what is being typed."""
        for section in self._parts.values():
            if isinstance(section, Section | RecordForm):
                section.commit()

    @Slot()
    def show_page(self) -> None:
        """Asks for the page its words stand on; for a document, the document itself."""
        found = page_of(self._record, self._hub.snapshot)
        if found is not None:
            self._context.page_wanted.emit(*found)

    def edit(self) -> None:
        """Puts the cursor into the field that is edited first."""
        self.part(self._page.edit).start()

    def assign(self) -> None:
        """Puts the cursor where the owner is named, where there is one."""
        owner = next((row for row in self.findChildren(FieldRow) if row.spec.name == "owner"), None)
        if owner is not None:
            owner.editor.setFocus()

    def write_update(self) -> None:
        """Puts the cursor where an update is written, or a measure's next reading."""
        self.begin("updates") or self.begin("points")

    def begin(self, name: str) -> bool:
        """Brings a section and begins the next thing in it; False where this kind has none."""
        section = self.bring(name)
        if section is not None:
            section.start()
        return section is not None

    def go_on(self, place: str) -> None:
        """Brings the form in which something was begun, with its words."""
        names = (*self._parts, *(part.name for parts in self._page.sections.values() for part in parts))
        for name in dict.fromkeys(names):
            section = self.part(name)
            found = [one for one in section.findChildren(Joined) if one.place == place]
            if found:
                self.bring(name)
                found[0].go_on()
                return

    @Slot()
    def ask_deadline(self) -> None:
        """Puts the cursor where a date is given: in the field until it is agreed, then in the request."""
        if isinstance(self._record, Action) and not is_fixed(self._record):
            self.part("state").due.field.editor.setFocus()
        else:
            self.begin(KINDS[Kind.EXTENSION].part)


def page_of(record: Any, snapshot: Snapshot) -> tuple[RecordId, RecordId | None] | None:
    """The inspection whose pages hold a record's words, and the recommendation or finding they are; None for others."""
    if isinstance(record, Inspection):
        return record.id, None
    subjects = map(snapshot.get, record.targets) if isinstance(record, Action) else (record,)
    for subject in subjects:
        inspection = snapshot.get(getattr(subject, "inspection", None))
        if inspection is not None:
            return inspection.id, subject.id
    return None
