"""The plan's dates as a calendar file (iCalendar, RFC 5545) that any calendar program takes in.

Every date is an event of a whole day, without people. Its UID comes from the record, so taking the file in again moves
what is there. What is over is left out.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date, datetime, timedelta

from tracker.domain.dates.agenda import DUTY, STATEMENT, STEP, AgendaEntry, agenda
from tracker.domain.dates.closures import closure_days
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import slippage_words
from tracker.domain.dates.statement_steps import SUBMIT
from tracker.domain.dates.statutory import non_working_warning
from tracker.domain.people.people import fold
from tracker.domain.plan.records import Action, Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import one_line
from tracker.services.ports import Act

LINE_OCTETS = 75
_CALLED = {
    STATEMENT: "{words}",
    STEP: "Statement: {words}",
    DUTY: "{words}",
    Kind.ACTION: "{ref} due: {words}",
    Kind.MILESTONE: "{ref} milestone: {words}",
    Kind.VERIFICATION: "{ref}: {words}",
    Kind.EVIDENCE: "{ref} evidence to refresh: {words}",
    Kind.MEETING: "Meeting: {words}",
    Kind.ROUND: "{ref} {words}",
}
"""What an event of each kind is called."""


def calendar_text(
    snapshot: Snapshot, act: Act, *, for_name: str | None = None, alarm_days: int | None = None
) -> tuple[str, int]:
    """The calendar file's text, and how many events it holds: the dates still to be kept, whole or one name's.

    `alarm_days` sets a reminder so many days before each. Raises UserError where the plan knows nobody of that name.
    """
    kept = [one for one in agenda(snapshot, act.today, for_name=for_name) if not one.done]
    stamp = act.clock.now()
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Improvement tracker//Action plan//EN", "CALSCALE:GREGORIAN"]
    lines += ["METHOD:PUBLISH", f"X-WR-CALNAME:{escaped(_calendar_name(snapshot, for_name))}"]
    for entry in kept:
        lines += _event(snapshot, entry, stamp, alarm_days)
    lines.append("END:VCALENDAR")
    return "".join(f"{folded(line)}\r\n" for line in lines), len(kept)


def _calendar_name(snapshot: Snapshot, for_name: str | None) -> str:
    title = one_line(snapshot.plan.title) or "Action plan"
    return f"{title}: {one_line(for_name)}" if for_name else title


def _event(snapshot: Snapshot, entry: AgendaEntry, stamp: datetime, alarm_days: int | None) -> Iterator[str]:
    record = snapshot.get(entry.record)
    title = event_title(entry)
    yield "BEGIN:VEVENT"
    yield f"UID:{event_uid(entry)}"
    yield f"DTSTAMP:{stamp:%Y%m%dT%H%M%SZ}"
    yield f"SEQUENCE:{record.version}"
    yield f"DTSTART;VALUE=DATE:{entry.day:%Y%m%d}"
    yield f"DTEND;VALUE=DATE:{_day_after(entry.day):%Y%m%d}"
    yield f"SUMMARY:{escaped(title)}"
    yield f"DESCRIPTION:{escaped(_told(snapshot, entry, record))}"
    yield f"CATEGORIES:{'CHECK' if entry.kind == Kind.VERIFICATION else entry.kind.upper()}"
    yield "TRANSP:TRANSPARENT"
    if alarm_days is not None:
        yield from ("BEGIN:VALARM", "ACTION:DISPLAY", f"DESCRIPTION:{escaped(title)}")
        yield from (f"TRIGGER:-P{alarm_days}D", "END:VALARM")
    yield "END:VEVENT"


def event_title(entry: AgendaEntry) -> str:
    """What its event is called."""
    called = "{words}" if entry.named == fold(SUBMIT) else _CALLED[entry.kind]
    return one_line(called.format(ref=entry.ref, words=entry.words))


def event_uid(entry: AgendaEntry) -> str:
    """The same for the same date of the same record, for ever, so that a calendar that has it moves it.

    A step is known by its name within its plan, a duty by its rule within its inspection, anything else by its record.
    """
    if not entry.named:
        return f"{entry.record}@improvement-tracker"
    if entry.kind == STEP:
        known_by = "step hand in the statement" if entry.named == fold(SUBMIT) else f"step statement: {entry.named}"
    else:
        known_by = "statement written statement due" if entry.kind == STATEMENT else f"{entry.kind} {entry.named}"
    return f"{entry.record}-{hashlib.sha256(known_by.encode()).hexdigest()[:12]}@improvement-tracker"


def _day_after(day: date) -> date:
    return day + timedelta(days=1)


def _told(snapshot: Snapshot, entry: AgendaEntry, record: object) -> str:
    """What stands in an event beside its title; names of people are left out."""
    said = [f"{entry.ref} of {snapshot.plan.title}" if entry.ref else snapshot.plan.title]
    if isinstance(record, Action):
        refs = snapshot.refs_of(record.targets)
        said += ["For " + ", ".join(refs)] if refs else []
        moved = slippage_words(record, snapshot.extensions_of(record.id))
        said += [f"First agreed for {show(record.original_due)}: {moved}"] if moved else []
    said += [entry.note] if entry.note else []
    warning = non_working_warning(entry.day, closure_days(snapshot.plan))
    return "\n".join([*said, warning] if warning else said)


def escaped(text: str) -> str:
    """Text as a value of a calendar file: backslashes, commas, semicolons and line ends marked (RFC 5545, 3.3.11)."""
    marked = text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    lines = marked.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    return "\\n".join("".join(letter for letter in line if letter >= " " and letter != "\x7f") for line in lines)


def folded(line: str) -> str:
    """A line in parts of at most 75 octets, each after the first led by a space; no letter is cut in two (3.1)."""
    parts, current, room = [], "", LINE_OCTETS
    for letter in line:
        size = len(letter.encode())
        if len(current.encode()) + size > room:
            parts.append(current)
            current, room = "", LINE_OCTETS - 1
        current += letter
    return "\r\n ".join([*parts, current])
