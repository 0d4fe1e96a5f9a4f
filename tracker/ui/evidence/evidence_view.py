"""One item of evidence, whole: what it is for, opening and checking it, its facts, its history."""

from __future__ import annotations

from typing import Any

from PySide6.QtWidgets import QWidget
from typing_extensions import override

from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.evidence.evidence_tab import EvidenceDesk
from tracker.ui.look.theme import Theme
from tracker.ui.record.generic_view import GenericView


class EvidenceView(GenericView):
    """A record of evidence with what can be done about it."""

    def __init__(self, hub: Hub, asker: Asker, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(hub, asker, theme, Kind.EVIDENCE, parent)
        self.desk = EvidenceDesk(hub, asker, theme, self, details=False)
        self.put_above(self.desk)

    @override
    def show_record(self, record: Any, snapshot: Snapshot) -> None:
        super().show_record(record, snapshot)
        self.desk.show_evidence((record,), snapshot, "")
