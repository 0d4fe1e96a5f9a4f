"""The columns of the plain lists: evidence, measures, meetings, sources, people and agencies."""

from __future__ import annotations

from typing import Any

from tracker.domain.agencies import is_former
from tracker.domain.dates import show
from tracker.domain.deadlines import is_open
from tracker.domain.evidence import is_stale
from tracker.domain.measures import MEASURE_STATUS, latest_reading, movement, value_words
from tracker.domain.people import find_agency, has_active_person, is_active, left_words
from tracker.domain.records import Kind
from tracker.domain.rounds import progress_words, returns
from tracker.domain.status import Status
from tracker.ui.models.cells import Cell, Column, Look, number_of

REVIEWS = {
    "none": Status("ring", "Not reviewed", "neutral"),
    "accepted": Status("tick", "Accepted", "good"),
    "returned": Status("cross", "Returned", "warning"),
}
CHALLENGES = {
    "open": Status("question", "Open", "warning"),
    "answered": Status("half", "Answered", "active"),
    "content": Status("tick", "Content", "good"),
}


def ref_cell(_look: Look, record: Any) -> Cell:
    """The reference."""
    return Cell(record.ref)


def ref_order(_look: Look, record: Any) -> Any:
    """References by number."""
    return (record.ref[:1], number_of(record.ref))


def _named(name: str, quiet: str = "") -> Any:
    def cell(_look: Look, record: Any) -> Cell:
        return Cell(str(getattr(record, name) or ""), str(getattr(record, quiet) or "") if quiet else "")

    return cell


def _dated(name: str) -> Any:
    def cell(_look: Look, record: Any) -> Cell:
        return Cell(show(getattr(record, name)))

    return cell


def _by(name: str) -> Any:
    def order(_look: Look, record: Any) -> Any:
        value = getattr(record, name)
        return value.casefold() if isinstance(value, str) else value

    return order


def _for(look: Look, record: Any) -> Cell:
    refs = look.snapshot.refs_of(record.targets)
    first = look.snapshot.by_ref(refs[0]) if refs else None
    words = getattr(first, "title", None) or getattr(first, "text", "") or ""
    return Cell(", ".join(refs) or "Nothing yet", words, tone="" if refs else "warning")


def _for_order(look: Look, record: Any) -> Any:
    refs = look.snapshot.refs_of(record.targets)
    return (refs[0][:1], number_of(refs[0])) if refs else None


def _evidence(_look: Look, record: Any) -> Cell:
    where = record.file or record.url or ""
    fault = f"link fault: {record.link_fault}" if record.link_fault else ""
    facts = "  ·  ".join(part for part in (fault, record.kind, where) if part)
    return Cell(record.shows or where or "Evidence", facts, quiet_tone="bad" if fault else "")


def _evidence_dated(look: Look, record: Any) -> Cell:
    stale = is_stale(record, look.today)
    refresh = f"refresh by {show(record.refresh_by)}" if record.refresh_by else ""
    added = f"by {record.added_by}" if record.added_by else ""
    return Cell(show(record.dated) or "No date", refresh or added, quiet_tone="warning" if stale else "")


def _review(_look: Look, record: Any) -> Cell:
    status = REVIEWS[record.review]
    by = f"by {record.reviewed_by}" if record.reviewed_by else ""
    return Cell(status.word, by, status=status)


EVIDENCE_COLUMNS = (
    Column("ref", "Ref", 15, ref_cell, ref_order),
    Column("title", "What it shows", 90, _evidence, _by("shows"), stretch=True),
    Column("for", "For", 40, _for, _for_order),
    Column("dated", "Dated", 38, _evidence_dated, _by("dated")),
    Column("review", "Review", 42, _review, _by("review")),
)


def _baseline(_look: Look, record: Any) -> Cell:
    return Cell(value_words(record.baseline, record.unit or ""), show(record.baseline_on))


def _latest(look: Look, record: Any) -> Cell:
    last = latest_reading(look.snapshot.points_of(record.id))
    if last is None:
        return Cell("No reading yet", tone="muted")
    status = MEASURE_STATUS[movement(record, last.value)]
    return Cell(value_words(last.value, record.unit or ""), show(last.dated), status=status)


def _target(_look: Look, record: Any) -> Cell:
    return Cell(
        value_words(record.target, record.unit or ""), f"by {show(record.target_by)}" if record.target_by else ""
    )


MEASURE_COLUMNS = (
    Column("ref", "Ref", 15, ref_cell, ref_order),
    Column("title", "Measure", 90, _named("name", "source"), _by("name"), stretch=True),
    Column("for", "For", 34, _for, _for_order),
    Column("baseline", "Baseline", 30, _baseline, _by("baseline")),
    Column("latest", "Latest", 30, _latest, _by("ref")),
    Column("target", "Target", 34, _target, _by("target")),
)


def _meeting(_look: Look, record: Any) -> Cell:
    if hasattr(record, "question"):
        return Cell(record.question, record.answer or "No answer yet", quiet_tone="" if record.answer else "warning")
    return Cell(record.name, "  ·  ".join(part for part in (record.board, record.note) if part))


def _meeting_title_order(_look: Look, record: Any) -> Any:
    return str(getattr(record, "question", "") or getattr(record, "name", "")).casefold()


def _meeting_day(_look: Look, record: Any) -> Cell:
    return Cell(show(_day_of(record)))


def _meeting_order(_look: Look, record: Any) -> Any:
    return _day_of(record)


def _day_of(record: Any) -> Any:
    return record.asked_on if hasattr(record, "question") else record.held_on


def _meeting_about(look: Look, record: Any) -> Cell:
    if hasattr(record, "question"):
        return Cell(", ".join(look.snapshot.refs_of(record.targets)), f"asked by {record.asked_by or 'someone'}")
    asked = sum(challenge.meeting == record.id for challenge in look.snapshot.challenges)
    return Cell(f"{asked} question{'s' if asked != 1 else ''}" if asked else "")


def _meeting_state(look: Look, record: Any) -> Cell:
    if hasattr(record, "question"):
        status = CHALLENGES[record.state]
        return Cell(status.word, status=status)
    if record.frozen_at is not None:
        return Cell("Paper issued", f"at change {record.frozen_at}", status=Status("lock", "Paper issued", "done"))
    ahead = record.held_on is not None and record.held_on >= look.today
    return Cell("To come" if ahead else "")


MEETING_COLUMNS = (
    Column("ref", "Ref", 15, ref_cell, ref_order),
    Column("title", "Meeting or question", 90, _meeting, _meeting_title_order, stretch=True),
    Column("day", "Day", 30, _meeting_day, _meeting_order),
    Column("about", "About", 50, _meeting_about, ref_order),
    Column("state", "State", 36, _meeting_state, _meeting_order),
)


def _round(_look: Look, record: Any) -> Cell:
    by = f"by {record.asked_by}" if record.asked_by else ""
    asked = f"asked on {show(record.asked_on)}" if record.asked_on else ""
    return Cell(record.name, "  ·  ".join(part for part in (" ".join((asked, by)).strip(), record.note) if part))


def _round_wanted(_look: Look, record: Any) -> Cell:
    return Cell(show(record.due), f"closed {show(record.closed_on)}" if record.closed_on else "open")


def _round_in(look: Look, record: Any) -> Cell:
    found = returns(look.snapshot, record, look.today)
    overdue = sum(one.state == "overdue" for one in found)
    return Cell(progress_words(found), f"{overdue} overdue" if overdue else "", quiet_tone="bad" if overdue else "")


def _round_in_order(look: Look, record: Any) -> Any:
    return sum(not one.outstanding for one in returns(look.snapshot, record, look.today))


ROUND_COLUMNS = (
    Column("ref", "Ref", 15, ref_cell, ref_order),
    Column("title", "Round", 90, _round, _by("name"), stretch=True),
    Column("due", "Wanted by", 36, _round_wanted, _by("due")),
    Column("in", "Answers", 36, _round_in, _round_in_order),
)


def _source(_look: Look, record: Any) -> Cell:
    parts = (record.document_type, record.area, f"{record.pages} pages" if record.pages else "")
    return Cell(record.title or record.file or "Document", "  ·  ".join(part for part in parts if part))


def _fieldwork(_look: Look, record: Any) -> Cell:
    start, end = record.inspection_start, record.inspection_end
    dates = " to ".join(show(day) for day in (start, end) if day is not None)
    named = (("published", record.published), ("received", record.received))
    known = "  ·  ".join(f"{word} {show(day)}" for word, day in named if day is not None)
    return Cell(dates if start != end else show(start), known)


def _respond(look: Look, record: Any) -> Cell:
    if record.respond_by is None:
        return Cell("Not stated", tone="muted")
    return Cell(show(record.respond_by), record.principal_authority or record.respond_to or "")


def _items(look: Look, record: Any) -> Cell:
    items = sum(one.inspection == record.id for one in look.snapshot.recommendations)
    findings = sum(one.inspection == record.id for one in look.snapshot.findings)
    quiet = f"{findings} finding{'s' if findings != 1 else ''}" if findings else ""
    return Cell(f"{items} recommendation{'s' if items != 1 else ''}", quiet)


def _items_order(look: Look, record: Any) -> Any:
    return sum(one.inspection == record.id for one in look.snapshot.recommendations)


SOURCE_COLUMNS = (
    Column("ref", "Ref", 15, ref_cell, ref_order),
    Column("title", "Document", 80, _source, _by("title"), stretch=True),
    Column("fieldwork", "Fieldwork", 52, _fieldwork, _by("inspection_start")),
    Column("respond", "Answer due", 44, _respond, _by("respond_by")),
    Column("items", "Holds", 38, _items, _items_order),
)


def _person(look: Look, record: Any) -> Cell:
    role = getattr(record, "role", None) or ""
    facts = [_active(look, record), role if role != record.name else "", *_other_names(look, record)]
    return Cell(record.name, "  ·  ".join(fact for fact in facts if fact))


def _other_names(look: Look, record: Any) -> list[str]:
    """What an agency was called, what else it is called, and what stands for it now."""
    aliases = getattr(record, "aliases", ())
    was = [name for name in aliases if is_former(name)]
    also = [name for name in aliases if not is_former(name)]
    now = find_agency(look.snapshot, record.name) if record.active_to and not hasattr(record, "email") else None
    return [
        f"now {now.name}" if now is not None and now.id != record.id else "",
        f"was called {', '.join(was)}" if was else "",
        f"also {', '.join(also)}" if also else "",
    ]


def _active(look: Look, record: Any) -> str:
    left = left_words(look.snapshot, record.id, look.today) if hasattr(record, "email") else ""
    if left or record.active_to is None:
        return left
    return f"{'until' if is_active(record, look.today) else 'ended'} {show(record.active_to)}"


def _kind(_look: Look, record: Any) -> Cell:
    return Cell("Person" if hasattr(record, "email") else "Agency")


def _kind_order(_look: Look, record: Any) -> Any:
    return "1" if hasattr(record, "email") else "2"


def _persons_agency(look: Look, record: Any) -> Cell:
    return Cell(look.snapshot.name_of(getattr(record, "agency", None)), getattr(record, "email", "") or "")


def _persons_agency_order(look: Look, record: Any) -> Any:
    return look.snapshot.name_of(getattr(record, "agency", None)).casefold()


def owned(look: Look, record: Any) -> list[Any]:
    """The actions a person or agency answers for as owner."""
    field = "owner" if hasattr(record, "email") else "agency"
    return [action for action in look.snapshot.actions if getattr(action, field) == record.id]


def _owns(look: Look, record: Any) -> Cell:
    actions = owned(look, record)
    still = sum(is_open(action) for action in actions)
    many = "s" if len(actions) != 1 else ""
    there = _still_there(look, record)
    quiet = f"{still} {'' if there else 'still '}open" if still else ""
    return Cell(f"{len(actions)} action{many}" if actions else "", quiet, quiet_tone="" if there else "warning")


def _still_there(look: Look, record: Any) -> bool:
    if hasattr(record, "email"):
        return has_active_person(look.snapshot, record.id, look.today)
    return is_active(record, look.today)


def _owns_order(look: Look, record: Any) -> Any:
    return len(owned(look, record))


PEOPLE_COLUMNS = (
    Column("ref", "Ref", 15, ref_cell, ref_order),
    Column("title", "Name", 80, _person, _by("name"), stretch=True),
    Column("kind", "Kind", 24, _kind, _kind_order),
    Column("agency", "Agency", 50, _persons_agency, _persons_agency_order),
    Column("owns", "Owns", 30, _owns, _owns_order),
)

REGISTERS = {
    "evidence": ((Kind.EVIDENCE,), EVIDENCE_COLUMNS),
    "measures": ((Kind.MEASURE,), MEASURE_COLUMNS),
    "meetings": ((Kind.MEETING, Kind.CHALLENGE), MEETING_COLUMNS),
    "rounds": ((Kind.ROUND,), ROUND_COLUMNS),
    "sources": ((Kind.INSPECTION,), SOURCE_COLUMNS),
    "people": ((Kind.PERSON, Kind.AGENCY), PEOPLE_COLUMNS),
}
