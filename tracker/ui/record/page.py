"""The page of one record: what it is and how it stands, and the sections that its kind declares."""

from __future__ import annotations

from functools import partial
from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QVBoxLayout, QWidget

from tracker.domain.dates.deadlines import is_fixed
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Action, Inspection, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.drafts import Joined
from tracker.ui.forms.fields_edit import FieldRow
from tracker.ui.forms.record_form import RecordForm
from tracker.ui.forms.record_parts import Scrolled, Tabs
from tracker.ui.forms.section import PageContext, Section
from tracker.ui.look.layouts import in_column, in_row
from tracker.ui.look.parts import StatusLabel, label
from tracker.ui.record.action import ActionState
from tracker.ui.record.pages import PAGES, Part


class RecordPage(QWidget):
    """Shows one record of a kind. A section is made when its tab is first looked at, or asked for by name."""

    def __init__(self, context: PageContext, kind: Kind, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind = kind
        self._context, self._hub, self._theme = context, context.hub, context.theme
        self._page = PAGES[kind]
        self._record: Any = None
        self._parts: dict[str, Any] = {}
        self._ref = label("", "heading", self)
        self._called = label("", "quiet", self)
        self._status = StatusLabel(context.theme, None, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._build_top(layout)
        self.tabs = Tabs(context.theme, self)
        for name in self._page.tabs:
            self.tabs.add_later(name, partial(self._fill, name))
        layout.addWidget(self.tabs, 1)

    def _build_top(self, layout: QVBoxLayout) -> None:
        gap = self._theme.space(3)
        head = in_row(self._theme, self._ref, self._called, None)
        if not self._page.top:
            self._status.hide()
            head.setContentsMargins(gap, gap, gap, 0)
            layout.addLayout(head)
            return
        layout.setSpacing(0)
        head.addWidget(self._status)
        head.setSpacing(self._theme.space(2))
        top = QWidget()
        column = in_column(self._theme, head, on=top, gap=2, margins=3)
        for part in self._page.top:
            column.addWidget(self._make(part))
        column.addStretch(1)
        layout.addWidget(Scrolled(self._theme, top, natural=True))

    def _make(self, part: Part) -> QWidget:
        made = self._parts[part.name] = part.make(self._context, self.kind)
        if isinstance(made, ActionState):
            made.ask_wanted.connect(self.ask_deadline)
        return made

    def _fill(self, tab: str) -> None:
        parts = self._page.tabs[tab]
        made = [self._make(part) for part in parts]
        if len(made) > 1:
            inner = QWidget()
            column = in_column(self._theme, on=inner, gap=3, margins=0)
            for section in made:
                column.addWidget(section)
            column.addStretch(1)
        self.tabs.fill(tab, made[0] if len(made) == 1 else inner)
        if self._record is not None:
            for part in parts:
                self._parts[part.name].show_record(self._record, self._hub.snapshot)

    def part(self, name: str) -> Any:
        """The section of this name, made if need be; None where this kind has none."""
        tab = self._tab_of(name)
        if name not in self._parts and tab:
            self._fill(tab)
        return self._parts.get(name)

    def _tab_of(self, name: str) -> str:
        return next((tab for tab, parts in self._page.tabs.items() if name in [part.name for part in parts]), "")

    def bring(self, name: str) -> Any:
        """Brings a section to the front; None where this kind has none."""
        # Made before its tab is shown: what is added to a part in sight is shown only a turn later, and takes no focus.
        section, tab = self.part(name), self._tab_of(name)
        if tab:
            self.tabs.bring(tab)
        return section

    def field(self, names: set[str]) -> FieldRow | None:
        """The first field of one of these names, in whatever section it stands."""
        for tab in self._page.tabs.values():
            self.part(tab[0].name)
        return next((row for row in self.findChildren(FieldRow) if row.spec.name in names), None)

    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        """Shows this record; what is being typed about it stays."""
        self._record = record
        self._ref.setText(record.ref or self.tr("Plan"))
        self._called.setText(self._page.called(record))
        self._status.show_status(self._page.status(record, snapshot, self._hub.today))
        for section in self._parts.values():
            section.show_record(record, snapshot)
        for tab, (first, *_) in self._page.tabs.items():
            if first.count is not None:
                self.tabs.show_count(tab, len(first.count(snapshot, record.id)))
        targets = (self._parts[name].focusProxy() for name in self._page.focus if name in self._parts)
        for target in filter(None, targets):
            self.setFocusProxy(target)
            break

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
        names = (*self._parts, *(part.name for parts in self._page.tabs.values() for part in parts))
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
