"""Inspections: one that is typed has a title; a document is taken as it was read."""

from __future__ import annotations

from tracker.domain.plan.records import Inspection
from tracker.errors import UserError
from tracker.services.gate.write import UNDO, Rule, Write


def _titled(write: Write, old: Inspection | None, new: Inspection) -> Inspection:
    if not new.title and (old is None or "title" in write.asked.named):
        raise UserError("an inspection needs a title", "add title=…", window="")
    return new


RULES = (Rule(_titled, waived=UNDO | {"seed"}),)
