"""What goes with a paper that leaves: the name of its file, and a draft of the letter that it is attached to."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from email.message import EmailMessage
from email.policy import SMTP
from typing import Final

from tracker.domain.dates.dates import show
from tracker.domain.guard.leaving import title_leaving
from tracker.domain.meetings.papers import name_of
from tracker.domain.people.people import fold, is_active
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.file_names import clean_name
from tracker.domain.text.words import one_line
from tracker.services.meetings.compared import meeting_words
from tracker.services.meetings.wanted import Material, Wanted
from tracker.services.ports import Act

LONGEST: Final = 110
DRAFT: Final = ".eml"
_ADDRESS: Final = re.compile(r"[^\s@<>,;:\"()]+@[^\s@<>,;:\"()]+\.[^\s@<>,;:\"().]+")
_TYPES: Final = {
    ".pdf": "application/pdf", ".html": "text/html", ".ics": "text/calendar",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}  # fmt: skip


def file_name(wanted: Wanted, of: Material, act: Act) -> str:
    """What the file of a paper is called: the plan, the paper, and the day it judges by."""
    title = title_leaving(of.snapshot, act.today) or "Plan"
    marked = ", public" if wanted.public else ""
    rest = f", {name_of(wanted.paper).lower()}{marked}, {show(act.today)}{wanted.ending}"
    return clean_name(title, LONGEST - len(rest)).rstrip(". ") + rest


def draft(*, subject: str, words: str, to: tuple[str, ...] = ()) -> EmailMessage:
    """A message that a mail program opens to be read and sent."""
    made = EmailMessage(policy=SMTP.clone(max_line_length=200))
    made["Subject"] = one_line(subject)
    if to:
        made["To"] = ", ".join(map(one_line, to))
    made["X-Unsent"] = "1"
    made.set_content(words)
    return made


def attach(message: EmailMessage, data: bytes, name: str) -> None:
    """Attaches a file to a draft, as what its name says it is."""
    ending = name[name.rfind(".") :].casefold()
    kind = _TYPES.get(ending, "application/octet-stream")
    maintype, _, subtype = kind.partition("/")
    message.add_attachment(data, maintype=maintype, subtype=subtype, filename=name)


def addresses(snapshot: Snapshot, recipients: Iterable[str], today: date) -> tuple[str, ...]:
    """Where a paper's recipients are reached: the addresses that stand in them, and those of people of the register who
    have such a name or role and are still there.
    """
    found: list[str] = []
    for one in recipients:
        typed = _ADDRESS.search(one)
        people = (
            person.email
            for person in snapshot.people
            if person.email and is_active(person, today) and fold(one) in (fold(person.name), fold(person.role or ""))
        )
        found += [typed[0]] if typed else people
    return tuple(dict.fromkeys(found))


def paper_draft(wanted: Wanted, of: Material, act: Act, data: bytes) -> bytes:
    """A draft with a paper attached, to the recipients that its template names."""
    to = addresses(of.snapshot, wanted.template.recipients if wanted.template else (), act.today)
    title, paper = title_leaving(of.snapshot, act.today) or "the plan", name_of(wanted.paper)
    meeting = f", for {meeting_words(of.meeting)}" if of.meeting is not None else ""
    said = f"{paper} of “{title}” as at {show(act.today)}{meeting}"
    words = f"Dear colleagues,\n\nAttached is the {said[0].lower()}{said[1:]}.\n\nKind regards\n{act.who}\n"
    made = draft(subject=f"{title}: {paper.lower()}{meeting or f', {show(act.today)}'}", words=words, to=to)
    attach(made, data, file_name(wanted, of, act))
    return bytes(made)
