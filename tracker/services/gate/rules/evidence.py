"""Evidence: what it serves, and who may say that it stands up."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.people.people import owners_of_evidence, same_hands
from tracker.domain.plan.records import Evidence
from tracker.errors import UserError
from tracker.services.gate.write import Rule, Write

_LOOKED_AT = ("targets", "kind", "shows", "dated", "url", "period_from", "period_to")

_SIGNED = ("review", "reviewed_by", "reviewed_on", "review_note")


def _changed(_write: Write, old: Evidence | None, new: Evidence) -> Evidence:
    """Evidence that says something else than was reviewed waits for review again."""
    same = old is None or old.review == "none" or all(getattr(old, n) == getattr(new, n) for n in _LOOKED_AT)
    return new if same else replace(new, review="none", reviewed_by=None, reviewed_on=None, review_note=None)


def _reviewed(write: Write, old: Evidence | None, new: Evidence) -> Evidence:
    """A review is given, and withdrawn, by neither who added the evidence nor the owner of what it serves."""
    if old is not None and all(getattr(old, name) == getattr(new, name) for name in _SIGNED):
        return new
    judged = new.reviewed_by if new.review != "none" else write.who if write.verb == "withdraw" else None
    if judged is None:
        return new
    if same_hands(write.after, new.added_by, judged):
        raise UserError(
            f"{new.ref} was added by {new.added_by} and is reviewed by someone else",
            "let a colleague review it, with --as NAME", window="let a colleague review it",
        )  # fmt: skip
    if any(same_hands(write.after, owner, judged) for owner in owners_of_evidence(write.after, new)):
        raise UserError(
            f"{judged} owns what {new.ref} is evidence for",
            "let someone review it who does not own the action, with --as NAME",
            window="let someone review it who does not own the action",
        )
    return new


RULES = (Rule(_changed), Rule(_reviewed))
