"""What was typed in the plain lists, sent to the services: each is one change that can be undone."""

from __future__ import annotations

from functools import partial
from typing import Any

from tracker.domain.dates import dates
from tracker.domain.plan.records import kind_of, specs
from tracker.errors import UserError
from tracker.services.records import editing
from tracker.ui.lists.cell_edits import CellEdits, Refusal
from tracker.ui.lists.cells import CellField, Edit


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
