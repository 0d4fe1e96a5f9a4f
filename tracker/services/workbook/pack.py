"""A pack of returns: who is sent a workbook of their own, and the letter that goes with it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final, Literal

from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open, is_overdue
from tracker.domain.meetings.rounds import answer_by, open_rounds
from tracker.domain.people.people import fold, is_active, left_words
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Agency, Person, Round
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import harmless, how_many, one_line
from tracker.errors import UserError
from tracker.services.context import Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.meetings.rounds import open_round
from tracker.services.ports import Act, UnitOfWork

By = Literal["owner", "agency"]
NAMED: Final = 10
"""How many late actions a letter names; the workbook has them all."""
HEADINGS: Final = ("name", "file", "draft", "open actions", "overdue", "e-mail", "why none")
_NOT_IN_NAMES = re.compile(r'[\\/:*?"<>|\x00-\x1f]+')


@dataclass(frozen=True, slots=True)
class Outgoing:
    """One return to send: whose it is, the open actions they own, where it goes, or why that is not known."""

    name: str
    file: str
    actions: tuple[Action, ...]
    late: tuple[Action, ...]
    addresses: tuple[str, ...]
    why_none: str


@dataclass(frozen=True, slots=True)
class Pack:
    """What is sent at once: a return each, the round that asks for it, and whether each one's dates go with it."""

    rows: tuple[Outgoing, ...]
    asked: Round | None = None
    calendar: bool = False


def returns_to_send(
    snapshot: Snapshot, today: date, *, by: By = "owner", asked: Round | None = None
) -> tuple[Outgoing, ...]:
    """A return for each who owns open actions, by name; in a round only for those it asks.

    A role's holder gets the role's actions; a role that nobody holds gets its own return.
    """
    owned: dict[RecordId, list[Action]] = {}
    for action in snapshot.actions:
        if is_open(action):
            for whose in _whose(snapshot, action, by, today):
                if asked is None or by == "agency" or whose in asked.people or action.owner in asked.people:
                    owned.setdefault(whose, []).append(action)
    found = [_outgoing(snapshot, whose, actions, today) for whose, actions in owned.items()]
    return _with_files(sorted(found, key=lambda one: one.name.casefold()))


def of_nobody(snapshot: Snapshot, today: date, by: By) -> tuple[Action, ...]:
    """The open actions that stand in no return, for they have no owner, or, by agency, none."""
    return tuple(one for one in snapshot.actions if is_open(one) and not _whose(snapshot, one, by, today))


def _whose(snapshot: Snapshot, action: Action, by: By, today: date) -> tuple[RecordId, ...]:
    owner = snapshot.get(action.owner)
    if by == "agency":
        agency = action.agency or (owner.agency if isinstance(owner, Person) else None)
        return (agency,) if agency is not None else ()
    return tuple(dict.fromkeys(_holders(snapshot, owner, today, frozenset()))) if isinstance(owner, Person) else ()


def _holders(snapshot: Snapshot, person: Person, today: date, above: frozenset[RecordId]) -> Iterable[RecordId]:
    """Those who hold a role in the end; whoever nobody stands behind, by their own name."""
    held = [one for one in map(snapshot.get, person.held_by) if isinstance(one, Person) and is_active(one, today)]
    below = [one for one in held if one.id not in above] if person.sort in ("role", "team") else []
    if not below:
        return (person.id,)
    return [found for one in below for found in _holders(snapshot, one, today, above | {person.id})]


def _outgoing(snapshot: Snapshot, whose: RecordId, actions: list[Action], today: date) -> Outgoing:
    record = snapshot.get(whose)
    late = tuple(action for action in actions if is_overdue(action, today))
    addresses, why = _addresses(snapshot, record, actions, today)
    return Outgoing(one_line(record.name), "", tuple(actions), late, addresses, why)


def _addresses(
    snapshot: Snapshot, record: Person | Agency, actions: list[Action], today: date
) -> tuple[tuple[str, ...], str]:
    """Where a return goes: to its person, or to those of its agency who own something in it."""
    if isinstance(record, Person):
        gone = left_words(snapshot, record.id, today)
        if gone:
            return (), gone
        return ((record.email,), "") if record.email else ((), "no e-mail in the register")
    owners = (snapshot.get(action.owner) for action in actions)
    people = [one for one in owners if isinstance(one, Person) and one.agency == record.id and is_active(one, today)]
    found = tuple(dict.fromkeys(one.email for one in people if one.email))
    return found, "" if found else "no owner of the agency has an e-mail in the register"


def _with_files(found: list[Outgoing]) -> tuple[Outgoing, ...]:
    """Each with a name for its files that no other has, whatever the file system makes of letters."""
    taken: set[str] = set()
    named = []
    for one in found:
        plain = _NOT_IN_NAMES.sub(" ", one.name).strip(" .")[:80] or "return"
        name, n = plain, 1
        while fold(name) in taken:
            n += 1
            name = f"{plain} ({n})"
        taken.add(fold(name))
        named.append(replace(one, file=name))
    return tuple(named)


def round_of(snapshot: Snapshot, ref: str | None) -> Round | None:
    """The round that is named, or the open one if any. Raises UserError where the named one takes no answers."""
    running = open_rounds(snapshot)
    if ref is None:
        return running[-1] if running else None
    found = snapshot.by_ref(ref)
    if not isinstance(found, Round):
        raise UserError(
            f"there is no round {ref} in this plan",
            "`tracker list PLAN rounds` shows them",
            window="Update rounds lists them",
        )
    if found not in running:
        raise UserError(f"{found.ref} was closed on {show(found.closed_on)}", "ask for updates in a new round")
    return found


def subject_of(snapshot: Snapshot, one: Outgoing, asked: Round | None, today: date) -> str:
    """What the draft is called."""
    by = answer_by(asked, today)
    return f"{one_line(snapshot.plan.title)}: your update{by and f', {by}'} ({how_many(len(one.actions), 'action')})"


def letter(snapshot: Snapshot, one: Outgoing, asked: Round | None, sender: str, today: date) -> str:
    """What is asked, by when, how much it is and what of it is late."""
    by = f" by {show(asked.due)}" if asked is not None and asked.due is not None and asked.due >= today else ""
    late = f", {len(one.late)} of them overdue" if one.late else ""
    lines = [
        f"Dear {one.name},", "",
        f"Please say how your part of “{one_line(snapshot.plan.title)}” stands{by}.",
        f"The workbook attached holds {how_many(len(one.actions), 'open action')} of yours{late}.", "",
        "On the sheet “Actions”, type under “New update” what has happened, and choose Delivery and Forecast.",
        "If there is nothing to report, please say so in a reply. Save the workbook and send it back.",
    ]  # fmt: skip
    if one.late:
        lines += ["", "Overdue:", *(f"  {a.ref}  {one_line(a.title)}, due {show(a.due)}" for a in one.late[:NAMED])]
        if len(one.late) > NAMED:
            lines.append(f"  and {len(one.late) - NAMED} more, in the workbook")
    return "\n".join([*lines, "", "Kind regards,", sender, ""])


def sent_csv(rows: Sequence[Outgoing]) -> str:
    """Who was sent what, as a list: one line a return."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(HEADINGS)
    for one in rows:
        words = (one.name, f"{one.file}.xlsx", f"{one.file}.eml")
        counts = (len(one.actions), len(one.late))
        writer.writerow([*map(harmless, words), *counts, harmless("; ".join(one.addresses)), one.why_none])
    return out.getvalue()


def mark_sent(uow: UnitOfWork, act: Act, ref: str, count: int) -> Done:
    """Notes in a round that its workbooks went out today."""
    context = context_of(uow, act)
    asked = open_round(context, ref)
    said = f"{how_many(count, 'workbook')} went out on {show(context.act.today)}."
    context.put(replace(asked, note=f"{asked.note}\n{said}" if asked.note else said))
    return Done(commit(context, "edit"), (asked.ref,))
