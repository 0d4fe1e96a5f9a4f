"""The registers: a name can be seen. That it stands there once holds of every plan."""

from __future__ import annotations

from tracker.domain.plan.records import Agency, Person
from tracker.services.context import refuse_unnamed
from tracker.services.gate.write import Rule, Write


def _person(_write: Write, old: Person | None, new: Person) -> Person:
    if old is None or old.name != new.name:
        refuse_unnamed(new.name, "a person")
    return new


def _agency(_write: Write, old: Agency | None, new: Agency) -> Agency:
    if old is None or old.name != new.name:
        refuse_unnamed(new.name, "an agency")
    return new


OF_PEOPLE = (Rule(_person),)
OF_AGENCIES = (Rule(_agency),)
