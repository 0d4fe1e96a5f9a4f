"""One agency, whole: joining it with another that it is, its facts, what it owns, its history."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Slot
from PySide6.QtWidgets import QHBoxLayout, QWidget
from typing_extensions import override

from tracker.domain.people.agencies import present_agency
from tracker.domain.people.people import find_agency
from tracker.domain.plan.records import Agency, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.people.agencies import join_agencies
from tracker.services.ports import Act, UnitOfWork
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.look.note import Note
from tracker.ui.look.parts import button
from tracker.ui.look.theme import Theme
from tracker.ui.record.generic_view import GenericView


class AgencyView(GenericView):
    """An agency with what can be done when it has another name."""

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, asker, theme, Kind.AGENCY, parent)
        self.remark = Note(theme, "active", self)
        tip = self.tr("Whatever names this agency names the other from then on; its name is kept as a former name")
        self.joining = button(self.tr("Join with another…"), "", self, tip=tip)
        self.joining.clicked.connect(self.join)
        row = QWidget(self)
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.joining)
        layout.addStretch(1)
        self.put_above(row)
        self.put_above(self.remark)

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        super().show_record(record, snapshot)
        heir = self._heir()
        joined = find_agency(snapshot, record.name)
        gone = record.active_to is not None and joined is not None and joined.id != record.id
        self.joining.setVisible(not self._hub.session.read_only and not gone)
        if gone and joined is not None:
            self.remark.say(self.tr("Part of {0} ({1}) now.").format(joined.name, joined.ref))
        elif heir is not None:
            words = self.tr("This is a former name: {0} ({1}) took its place. They can be joined.")
            self.remark.say(words.format(heir.name, heir.ref))
        else:
            self.remark.say("")

    def _heir(self) -> Agency | None:
        if self._record.active_to is not None:
            return None
        return present_agency(self._hub.snapshot.agencies, self._record.name)

    @Slot()
    def join(self) -> None:
        """Asks which agency this one is, and joins them."""
        hub, gone = self._hub, self._record
        heir = self._heir()

        def answered(name: str) -> None:
            if name.strip():
                hub.write(_Joining(gone.ref, name), what=self.tr("Joining {0}").format(gone.name))

        others = [one.name for one in hub.snapshot.agencies if one.id != gone.id and one.active_to is None]
        words = self.tr("Which agency is {0}? What names it will name that one, and one undo parts them again.")
        label = words.format(gone.name) + "\n" + self.tr("There are: {0}").format(", ".join(others) or "–")
        title = self.tr("Join with another agency")
        self._asker.text(self.window(), title, label, answered, initial=heir.name if heir is not None else "")


class _Joining:
    def __init__(self, gone: str, into: str) -> None:
        self.gone, self.into = gone, into

    def __call__(self, uow: UnitOfWork, act: Act) -> Any:
        return join_agencies(uow, act, self.gone, self.into)
