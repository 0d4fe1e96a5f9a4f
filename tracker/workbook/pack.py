"""A pack of returns as files: one workbook and one ready-to-send draft each, and a list of who was sent what."""

from __future__ import annotations

from email.message import EmailMessage
from pathlib import Path
from typing import Final

from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.saving import write_whole
from tracker.services.dates.calendar_file import calendar_text
from tracker.services.meetings.covering import attach, draft
from tracker.services.ports import Act
from tracker.services.workbook.pack import Outgoing, Pack, letter, sent_csv, subject_of
from tracker.workbook.out import write_workbook

LIST: Final = "sent.csv"


def write_pack(snapshot: Snapshot, folder: Path, pack: Pack, act: Act) -> None:
    """Writes each one's workbook and draft into a folder, and last the list of them.

    Raises UserError where the folder holds a pack already or cannot be written.
    """
    if (folder / LIST).exists():
        raise UserError(f"{folder.name} holds a pack already", "choose an empty folder for each time you send")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for one in pack.rows:
            workbook = folder / f"{one.file}.xlsx"
            write_workbook(snapshot, workbook, as_at=act.today, for_name=one.name)
            message = bytes(_draft(snapshot, one, workbook, pack, act))
            write_whole(folder / f"{one.file}.eml", message, what="draft")
        write_whole(folder / LIST, sent_csv(pack.rows).encode("utf-8-sig"), what="list")
    except OSError as fault:
        raise UserError(f"{folder} cannot be written: {fault.strerror}", "choose another folder") from fault


def _draft(snapshot: Snapshot, one: Outgoing, workbook: Path, pack: Pack, act: Act) -> EmailMessage:
    made = draft(
        subject=subject_of(snapshot, one, pack.asked, act.today),
        words=letter(snapshot, one, pack.asked, act.who, act.today),
        to=tuple(one.addresses),
    )  # fmt: skip
    attach(made, workbook.read_bytes(), workbook.name)
    if pack.calendar:
        dates, _ = calendar_text(snapshot, act, for_name=one.name)
        attach(made, dates.encode(), f"{one.file}.ics")
    return made
