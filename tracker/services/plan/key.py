"""The plan's own key: set as a whole, taken from a preset, or given up; one changeset each, which undo takes back."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from tracker.domain.people.people import fold, tidy
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.key import PRESETS, faults, remarks
from tracker.domain.text.words import one_line
from tracker.errors import UserError
from tracker.services.context import Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork


def set_key(uow: UnitOfWork, act: Act, entries: Iterable[KeyEntry]) -> Done:
    """Gives the plan this key; its warnings say what is hard to read. Raises UserError for a key that is malformed."""
    context = context_of(uow, act)
    key = tuple(
        replace(e, label=one_line(e.label), colour=e.colour.strip().upper(), meaning=one_line(e.meaning))
        for e in entries
    )
    wrong = faults(key)
    if wrong:
        raise UserError(wrong[0], "mend the entry, or begin again from a preset")
    context.uow.put(replace(context.snapshot.plan, key=key))
    # On the dark ground deep colours are lightened as a matter of course: that is shown, not warned about.
    said = tuple(f"{one.axis}, {one.token}: {one.words}" for one in remarks(key) if one.ground != "dark")
    return Done(commit(context, "edit"), (), said)


def use_preset(uow: UnitOfWork, act: Act, name: str) -> Done:
    """Gives the plan a key that councils print. Raises UserError, with those there are, for any other name."""
    return set_key(uow, act, preset(name))


def preset(name: str) -> tuple[KeyEntry, ...]:
    """The entries of a preset, by its name or the beginning of it."""
    found = [key for called, key in PRESETS.items() if fold(called) == fold(name)]
    found = found or [key for called, key in PRESETS.items() if fold(name) and fold(called).startswith(fold(name))]
    if len(found) != 1:
        raise UserError(f"there is no one key called “{tidy(name)}”", "there are " + "; ".join(PRESETS))
    return found[0]


def clear_key(uow: UnitOfWork, act: Act) -> Done:
    """Gives the plan's own key up: the program's words and colours again."""
    return set_key(uow, act, ())
