"""A pack of returns as files: one workbook and one ready-to-send draft each, and a list of who was sent what."""

from __future__ import annotations

from email.message import EmailMessage
from email.policy import SMTP
from pathlib import Path
from typing import Final

from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import one_line
from tracker.errors import UserError
from tracker.saving import write_whole
from tracker.services.dates.calendar_file import calendar_text
from tracker.services.ports import Act
from tracker.services.workbook.pack import Outgoing, Pack, letter, sent_csv, subject_of
from tracker.workbook.out import write_workbook

XLSX: Final = ("application", "vnd.openxmlformats-officedocument.spreadsheetml.sheet")
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
            draft = bytes(_draft(snapshot, one, workbook, pack, act))
            write_whole(folder / f"{one.file}.eml", draft, what="draft")
        write_whole(folder / LIST, sent_csv(pack.rows).encode("utf-8-sig"), what="list")
    except OSError as fault:
        raise UserError(f"{folder} cannot be written: {fault.strerror}", "choose another folder") from fault


def _draft(snapshot: Snapshot, one: Outgoing, workbook: Path, pack: Pack, act: Act) -> EmailMessage:
    draft = EmailMessage(policy=SMTP.clone(max_line_length=200))
    draft["Subject"] = subject_of(snapshot, one, pack.asked)
    if one.addresses:
        draft["To"] = ", ".join(map(one_line, one.addresses))
    draft["X-Unsent"] = "1"
    draft.set_content(letter(snapshot, one, pack.asked, act.who))
    draft.add_attachment(workbook.read_bytes(), maintype=XLSX[0], subtype=XLSX[1], filename=workbook.name)
    if pack.calendar:
        dates, _ = calendar_text(snapshot, act, for_name=one.name)
        draft.add_attachment(dates.encode(), maintype="text", subtype="calendar", filename=f"{one.file}.ics")
    return draft
