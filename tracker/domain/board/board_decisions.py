"""What a paper asks of a board: new dates to decide, actions without an owner, help for reds, checks due."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.actions.verification import is_check_due
from tracker.domain.board.board_rows import ActionRow, View
from tracker.domain.dates.deadlines import (
    approved_extensions,
    days_slipped,
    decided_words,
    moved_before_a_meeting,
    pending_extension,
)
from tracker.domain.people.people import who_may_decide_each
from tracker.domain.plan.records import Action, Extension
from tracker.domain.text.words import how_many

THE_BOARD = "the board"
FEW_NAMES = 3


@dataclass(frozen=True, slots=True)
class NewDate:
    """A date that takes the place of another, why, and who asked for it."""

    old: date | None
    new: date | None
    reason: str
    asked_by: str

    @property
    def days(self) -> int | None:
        """How many days later the new date is."""
        return (self.new - self.old).days if self.old and self.new else None


@dataclass(frozen=True, slots=True)
class DateWaiting(NewDate):
    """A new date that waits to be decided, and who may decide."""

    ref: str
    title: str
    asked_on: date | None
    decides: str


@dataclass(frozen=True, slots=True)
class CheckDue:
    """A check of a finished action that is due."""

    ref: str
    action: str
    title: str
    due: date | None
    months: int | None


@dataclass(frozen=True, slots=True)
class Move(NewDate):
    """One agreed change of an action's date."""

    decided: str
    before_meeting: str
    note: str = ""
    """What whoever decided wrote."""


@dataclass(frozen=True, slots=True)
class SlipRow:
    """An open action whose date has moved, with every move; worst first where several are listed."""

    ref: str
    title: str
    owner: str
    first: date | None
    due: date | None
    days: int
    moves: tuple[Move, ...]


def dates_waiting(view: View) -> tuple[DateWaiting, ...]:
    """The new dates that wait, the longest move first."""
    snapshot = view.snapshot
    asked = ((action, pending_extension(action, snapshot.extensions_of(action.id))) for action in snapshot.actions)
    pairs = [(action, waiting) for action, waiting in asked if waiting is not None]
    names = who_may_decide_each(snapshot, (waiting for _, waiting in pairs), view.today)
    rows = (_waiting(view, action, waiting, able) for (action, waiting), able in zip(pairs, names, strict=True))
    return tuple(sorted(rows, key=lambda row: -(row.days or 0)))


def _waiting(view: View, action: Action, waiting: Extension, able: tuple[str, ...]) -> DateWaiting:
    return DateWaiting(
        ref=action.ref,
        title=action.title,
        old=action.due,
        new=waiting.new_due,
        reason=view.note(waiting.reason),
        asked_by=view.author(waiting, "asked_by"),
        asked_on=waiting.asked_on,
        decides=_who(view, able),
    )


def _who(view: View, names: tuple[str, ...]) -> str:
    if view.public or not names or len(names) > FEW_NAMES:
        return f"{THE_BOARD}, or anyone who neither asked nor owns it"
    return f"{THE_BOARD}, or {' or '.join(names)}"


def checks_due(view: View) -> tuple[CheckDue, ...]:
    """The checks that are due, the longest overdue first."""
    found = [
        CheckDue(check.ref, action.ref, action.title, check.due, check.months)
        for action in view.snapshot.actions
        for check in view.snapshot.verifications_of(action.id)
        if is_check_due(check, action, view.today)
    ]
    return tuple(sorted(found, key=lambda row: row.due or date.max))


def slips(view: View, actions: tuple[ActionRow, ...]) -> tuple[SlipRow, ...]:
    """Those of the actions whose date has moved, the most days and moves first."""
    rows = [_slip(view, row) for row in actions]
    return tuple(sorted(rows, key=lambda row: (-row.days, -len(row.moves))))


def _slip(view: View, row: ActionRow) -> SlipRow:
    action = view.snapshot.get(row.id)
    return SlipRow(
        ref=row.ref,
        title=row.title,
        owner=row.owner,
        first=action.original_due,
        due=action.due,
        days=days_slipped(action),
        moves=moves_of(view, action),
    )


def moves_of(view: View, action: Action) -> tuple[Move, ...]:
    """Every agreed change of an action's date, in order."""
    extensions = approved_extensions(action, view.snapshot.extensions_of(action.id))
    return tuple(_move(view, extension) for extension in extensions)


def asked_in_vain(view: View, action: Action) -> tuple[Move, ...]:
    """Every new date that was asked for and is not, or not yet, agreed."""
    asked = [one for one in view.snapshot.extensions_of(action.id) if one.state != "approved"]
    return tuple(replace(_move(view, one), decided=_undecided(view, one)) for one in asked)


def _undecided(view: View, extension: Extension) -> str:
    if extension.state == "pending":
        return "not decided yet"
    by = view.author(extension, "decided_by")
    return f"{extension.state}{f' by {by}' if by else ''}"


def _move(view: View, extension: Extension) -> Move:
    near = moved_before_a_meeting(extension, view.snapshot.meetings)
    decided = "" if view.public else decided_words(view.snapshot, extension, view.author(extension, "decided_by"))
    return Move(
        old=extension.old_due,
        new=extension.new_due,
        reason=view.note(extension.reason),
        asked_by=view.author(extension, "asked_by"),
        decided=f"agreed {decided}".rstrip(),
        before_meeting=(near.name or near.board or near.ref) if near is not None else "",
        note=view.note(extension.decision_note),
    )


def count_words(amount: int, noun: str, refs: tuple[str, ...], most: int = 12) -> str:
    """A count with the references it counts: "3 actions (A2, A5, A9)"."""
    shown = ", ".join(refs[:most]) + (" …" if len(refs) > most else "")
    return f"{how_many(amount, noun)} ({shown})"
