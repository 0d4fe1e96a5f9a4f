"""Checks: signed, dated, and made by someone other than the owner of what is checked."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.plan.records import Action, Verification
from tracker.errors import UserError
from tracker.services.gate.write import Rule, Write


def _made(write: Write, old: Verification | None, new: Verification) -> Verification:
    """A check with an outcome is signed and dated, and neither its checker nor whoever records it owns the action.

    What was found is not changed, taken away or hung on another action by an owner either.
    """
    if new.outcome is None and (old is None or old.outcome is None):
        return new
    if new.outcome is not None:
        new = _signed(write, old, new)
    anew = old is None or any(getattr(old, n) != getattr(new, n) for n in ("outcome", "checked_by", "action"))
    for action in _checked_actions(write, old, new):
        if any(write.owns(name, action) for name in {write.who, *((new.checked_by,) if anew else ())}):
            raise UserError(f"{action.ref} is checked by someone other than its owner", "ask a colleague to check it")
    return new


def _checked_actions(write: Write, old: Verification | None, new: Verification) -> list[Action]:
    """What a check is of, before and after it is changed, each as it was and as it would be."""
    ids = dict.fromkeys(one.action for one in (old, new) if one is not None)
    found = (snapshot.get(one) for one in ids for snapshot in (write.before, write.after))
    return [action for action in found if isinstance(action, Action)]


def _signed(write: Write, old: Verification | None, new: Verification) -> Verification:
    """A check with an outcome, signed and dated where it is new; who made it and when are not emptied later."""
    standing = old is not None and old.outcome is not None
    for name, what in (("checked_by", "who made it"), ("done", "the day it was made")):
        if standing and name in write.asked.named and not getattr(new, name):
            raise UserError(f"{new.ref} has an outcome, so it says {what}", "change it, or take the outcome away first")
    return replace(new, checked_by=new.checked_by or write.who, done=new.done or write.today)


RULES = (Rule(_made),)
