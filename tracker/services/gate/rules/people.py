"""The registers: a name can be seen. That it stands there once holds of every plan."""

from __future__ import annotations

from tracker.domain.plan.records import Agency, Person
from tracker.services.context import refuse_unnamed
from tracker.services.gate.write import Rule, Write


def _named(_write: Write, old: Person | Agency | None, new: Person | Agency) -> Person | Agency:
    if old is None or old.name != new.name:
        refuse_unnamed(new.name, "a person" if isinstance(new, Person) else "an agency")
    return new


RULES = (Rule(_named),)
