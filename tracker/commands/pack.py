"""A pack of returns from the command line: who is sent one, and what is said about those without an address."""

from __future__ import annotations

from pathlib import Path

from tracker.app import write_pack
from tracker.commands.context import Context, say
from tracker.domain.text.words import how_many
from tracker.errors import UserError
from tracker.services.ports import Store
from tracker.services.workbook.pack import By, Pack, mark_sent, of_nobody, returns_to_send, round_of


def send(
    store: Store, folder: Path, context: Context, *, by: By = "owner", ref: str | None = None, calendar: bool = False
) -> int:
    """Writes the pack into a folder; the round that is named keeps a note of it.

    Raises UserError where nobody owns an open action, or the folder holds a pack already or cannot be written.
    """
    act, snapshot = context.act, store.snapshot()
    asked = round_of(snapshot, ref)
    rows = returns_to_send(snapshot, act.today, by=by, asked=asked if ref else None)
    if not rows:
        raise UserError("nobody owns an open action", "name owners for the open actions first")
    write_pack(snapshot, folder, act, Pack(rows, asked, calendar))
    if ref and asked is not None:
        with store.begin() as uow:
            mark_sent(uow, act, asked.ref, len(rows))
    without = [one.name for one in rows if not one.addresses]
    say(f"wrote {how_many(len(rows), 'return')} to {folder}")
    if without:
        say(f"without an address: {', '.join(without)}")
    left = [action.ref for action in of_nobody(snapshot, act.today, by)]
    if left:
        say(f"in no return, for want of an {by}: {', '.join(left)}")
    return 0
