"""A pack of returns: one workbook and one ready-to-send draft each, and a list of who was sent what."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Final

from tracker.commands.context import Context, say
from tracker.domain.plan.records import Round
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many, one_line
from tracker.errors import UserError
from tracker.services.plan.guard import cleared
from tracker.services.ports import Store
from tracker.services.workbook.pack import (
    By,
    Outgoing,
    letter,
    mark_sent,
    returns_to_send,
    round_of,
    sent_csv,
    subject_of,
)

XLSX: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
LIST: Final = "sent.csv"


def send(
    store: Store, folder: Path, context: Context, *, by: By = "owner", ref: str | None = None, calendar: bool = False
) -> int:
    """Writes the pack into a folder; the round that is named keeps a note of it.

    Raises UserError where nobody owns an open action, or the folder holds a pack already or cannot be written.
    """
    act = context.act
    asked = round_of(store.snapshot(), ref)
    rows = returns_to_send(store.snapshot(), act.today, by=by, asked=asked if ref else None)
    if not rows:
        raise UserError("nobody owns an open action", "name owners for the open actions first")
    if (folder / LIST).exists():
        raise UserError(f"{folder.name} holds a pack already", "choose an empty folder for each time you send")
    cleared(store.snapshot(), act.today)
    if ref and asked is not None:
        with store.begin() as uow:
            mark_sent(uow, act, asked.ref, len(rows))
    snapshot = cleared(store.snapshot(), act.today)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in rows:
            _write(snapshot, folder, one, asked, context, calendar=calendar)
        (folder / LIST).write_text(sent_csv(rows), encoding="utf-8-sig", newline="")
    except OSError as fault:
        raise UserError(f"{folder} cannot be written: {fault.strerror}", "choose another folder") from fault
    without = [one.name for one in rows if not one.addresses]
    say(f"wrote {how_many(len(rows), 'return')} to {folder}")
    if without:
        say(f"without an address: {', '.join(without)}")
    return 0


def _write(
    snapshot: Snapshot, folder: Path, one: Outgoing, asked: Round | None, context: Context, *, calendar: bool
) -> None:
    from tracker.workbook.out import write_workbook

    workbook = folder / f"{one.file}.xlsx"
    write_workbook(snapshot, workbook, as_at=context.act.today, for_name=one.name)
    draft = EmailMessage(policy=SMTP.clone(max_line_length=200))
    draft["Subject"] = subject_of(snapshot, one, asked)
    if one.addresses:
        draft["To"] = ", ".join(map(one_line, one.addresses))
    draft["X-Unsent"] = "1"
    draft.set_content(letter(snapshot, one, asked, context.act.who))
    draft.add_attachment(workbook.read_bytes(), maintype=XLSX[0], subtype=XLSX[1], filename=workbook.name)
    if calendar:
        from tracker.services.dates.calendar_file import calendar_text

        dates, _ = calendar_text(snapshot, context.act, for_name=one.name)
        draft.add_attachment(dates.encode(), maintype="text", subtype="calendar", filename=f"{one.file}.ics")
    (folder / f"{one.file}.eml").write_bytes(bytes(draft))
