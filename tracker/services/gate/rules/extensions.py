"""New dates: asked for where they change something, decided by someone who neither asked nor owns, or by a meeting."""

from __future__ import annotations

from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_fixed, is_open
from tracker.domain.people.people import same_hands, who_may_decide
from tracker.domain.plan.records import Action, Extension, Meeting
from tracker.errors import UserError
from tracker.services.gate.write import Rule, Write

NAMED_AT_MOST = 4
"""So many of those who may decide are named in a refusal."""


def _asked(write: Write, old: Extension | None, new: Extension) -> Extension:
    """A new date is asked for where the old one was agreed, the work goes on, and the two differ."""
    action = write.after.get(new.action)
    if not isinstance(action, Action) or new.state != "pending" or (old is not None and old.state == "pending"):
        return new
    if not is_open(action):
        raise UserError(f"{action.ref} is {action.delivery}, so its deadline stays", "re-open it first")
    if not is_fixed(action):
        hint = f"until it is agreed, set it: tracker set PLAN {action.ref} due={new.new_due}"
        lacks = "is not agreed yet" if action.due is not None else "is not set yet"
        said = f"the deadline of {action.ref} {lacks}, so it needs no extension"
        raise UserError(said, hint, window="until it is agreed, write the new date into the field Due")
    if new.new_due is None:
        raise UserError(f"the agreed date of {action.ref} cannot be emptied", "give it a new date and a reason")
    if new.new_due == action.due:
        raise UserError(f"{action.ref} is due on {show(new.new_due)} already", "ask for another date")
    return new


def _decided(write: Write, old: Extension | None, new: Extension) -> Extension:
    """Judged when it is decided, and never again: whoever owns the action later decided nothing."""
    if new.state not in ("approved", "refused") or (old is not None and old.state == new.state):
        return new
    meeting = write.after.get(new.decided_at)
    if isinstance(meeting, Meeting):
        if meeting.held_on is None or meeting.held_on > write.today:
            when = f"is on {show(meeting.held_on)}" if meeting.held_on else "has no day"
            raise UserError(f"{meeting.ref} {when}, so it has decided nothing yet", "name a meeting that was held")
    else:
        _refuse_own(write, new)
    action = write.before.get(new.action)
    if new.state == "approved" and isinstance(action, Action):
        _refuse_overtaken(write, action, new)
    return new


def _refuse_own(write: Write, extension: Extension) -> None:
    action = write.after.get(extension.action)
    if same_hands(write.after, extension.asked_by, extension.decided_by):
        why = f"was asked for by {extension.asked_by}"
    elif extension.state == "approved" and write.owns(extension.decided_by, action):
        why = f"gives a new date to {action.ref}, which {extension.decided_by} owns,"
    else:
        return
    able = who_may_decide(write.after, extension, write.today)
    named = " or ".join((", ".join(able[: NAMED_AT_MOST - 1]), "others") if len(able) > NAMED_AT_MOST else able)
    who = f"{named} may decide" if able else "nobody else stands in the people register"
    raise UserError(
        f"{extension.ref} {why} and is {extension.state} by someone else",
        f"{who}, with --as NAME; a meeting may too, with --meeting; to take it back, withdraw it",
        window=f"{who}; a meeting may too; to take it back, withdraw it",
    )


def _refuse_overtaken(write: Write, action: Action, extension: Extension) -> None:
    """What is finished keeps the date it was finished by, and a date is replaced only by who knows which it was."""
    if not is_open(action):
        said = f"{action.ref} is {action.delivery}, so its deadline stays as it was"
        raise UserError(said, f"withdraw or refuse {extension.ref}, or re-open {action.ref} first")
    if action.due != extension.old_due and not _follows(write, extension):
        before = show(extension.old_due) or "no date"
        asked = f"{extension.ref} asks for {show(extension.new_due)} in place of {before}"
        said = f"{asked}, but {action.ref} is due on {show(action.due) or 'no date'} by now"
        raise UserError(said, f"withdraw or refuse {extension.ref}, and ask again")


def _follows(write: Write, extension: Extension) -> bool:
    """Whether another date that the same change decides is the one that this replaces."""
    every = write.after.extensions_of(extension.action) if extension.action is not None else ()
    others = (one for one in every if one.id != extension.id)
    decided = (one for one in others if getattr(write.before.get(one.id), "state", None) != one.state)
    return any(one.state == "approved" and one.new_due == extension.old_due for one in decided)


RULES = (Rule(_asked), Rule(_decided))
