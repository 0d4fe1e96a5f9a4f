"""The columns of the plain lists: evidence, measures, meetings, sources, people and agencies."""

from __future__ import annotations

from typing import Any

from tracker.domain.actions.evidence import is_stale
from tracker.domain.actions.measures import MEASURE_STATUS, latest_reading, movement, value_words
from tracker.domain.actions.status import Status
from tracker.domain.dates.dates import show, show_span
from tracker.domain.dates.deadlines import is_open
from tracker.domain.meetings.questions import QUESTION_STATUS, is_open_question, open_words
from tracker.domain.meetings.rounds import progress_words, returns
from tracker.domain.people.agencies import is_former
from tracker.domain.people.people import find_agency, has_active_person, is_active, left_words
from tracker.domain.plan.records import Kind
from tracker.domain.text.file_names import shown_name
from tracker.domain.text.words import how_many
from tracker.ui.lists.cells import Cell, CellField, Column, Edit, Look, number_of
from tracker.ui.lists.plain_columns import (
    REF,
    by,
    by_name,
    dated,
    day,
    named,
    number,
    ref_order,
    refs,
    text,
    words,
)  # fmt: skip

REVIEWS = {
    "none": Status("ring", "Not reviewed", "neutral"),
    "accepted": Status("tick", "Accepted", "good"),
    "returned": Status("cross", "Returned", "warning"),
}


def _for(look: Look, record: Any) -> Cell:
    served = look.snapshot.refs_of(record.targets)
    first = look.snapshot.by_ref(served[0]) if served else None
    said = getattr(first, "title", None) or getattr(first, "text", "") or ""
    return Cell(", ".join(served) or "Nothing yet", said, tone="" if served else "warning")


def _for_order(look: Look, record: Any) -> Any:
    served = look.snapshot.refs_of(record.targets)
    return (served[0][:1], number_of(served[0])) if served else None


def _evidence(_look: Look, record: Any) -> Cell:
    where = shown_name(record.file or record.url or "")
    fault = f"link fault: {record.link_fault}" if record.link_fault else ""
    facts = "  ·  ".join(part for part in (fault, where if record.shows else "") if part)
    return Cell(record.shows or where or "Evidence", facts, quiet_tone="bad" if fault else "", wraps=True)


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
    REF,
    Column("title", "What it shows", 90, _evidence, by("shows"), stretch=True, fields={Kind.EVIDENCE: text("shows")}),
    Column("kind", "Kind", 38, words("kind"), by("kind"),
           fields={Kind.EVIDENCE: CellField(Edit.EVIDENCE_KIND, "kind")}),
    Column("for", "For", 38, _for, _for_order, fields={Kind.EVIDENCE: refs("targets")}),
    Column("dated", "Dated", 36, _evidence_dated, by("dated"), fields={Kind.EVIDENCE: day("dated")}),
    Column("review", "Review", 38, _review, by("review")),
)  # fmt: skip


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
    REF,
    Column("title", "Measure", 90, words("name", "source"), by("name"), stretch=True,
           fields={Kind.MEASURE: text("name")}),
    Column("for", "For", 34, _for, _for_order, fields={Kind.MEASURE: refs("targets")}),
    Column("baseline", "Baseline", 30, _baseline, by("baseline"), fields={Kind.MEASURE: number("baseline")}),
    Column("latest", "Latest", 30, _latest, by("ref")),
    Column("target", "Target", 34, _target, by("target"), fields={Kind.MEASURE: number("target")}),
)  # fmt: skip


def _meeting(_look: Look, record: Any) -> Cell:
    if hasattr(record, "question"):
        tone = "" if record.answer else "warning"
        return Cell(record.question, record.answer or "No answer yet", quiet_tone=tone, wraps=True)
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
        return Cell(
            ", ".join(look.snapshot.refs_of(record.targets)),
            f"asked by {record.asked_by}" if record.asked_by else "nobody named as asking",
        )
    asked = [challenge for challenge in look.snapshot.challenges if challenge.meeting == record.id]
    still = sum(map(is_open_question, asked))
    return Cell(how_many(len(asked), "question") if asked else "", f"{still} open" if still else "")


def _meeting_state(look: Look, record: Any) -> Cell:
    if hasattr(record, "question"):
        status = QUESTION_STATUS[record.state]
        settled = show(record.content_on) if record.state == "content" else ""
        return Cell(status.word, open_words(record, look.today) or settled, status=status)
    if record.frozen_at is not None:
        return Cell("Paper issued", f"at change {record.frozen_at}", status=Status("lock", "Paper issued", "done"))
    ahead = record.held_on is not None and record.held_on >= look.today
    return Cell("To come" if ahead else "")


MEETING_COLUMNS = (
    REF,
    Column("title", "Meeting or question", 90, _meeting, _meeting_title_order, stretch=True,
           fields={Kind.MEETING: text("name"), Kind.CHALLENGE: text("question")}),
    Column("day", "Day", 30, _meeting_day, _meeting_order,
           fields={Kind.MEETING: day("held_on"), Kind.CHALLENGE: day("asked_on")}),
    Column("about", "About", 50, _meeting_about, ref_order, fields={Kind.CHALLENGE: refs("targets")}),
    Column("state", "State", 36, _meeting_state, _meeting_order),
)  # fmt: skip


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
    REF,
    Column("title", "Round", 90, _round, by("name"), stretch=True),
    Column("due", "Wanted by", 36, _round_wanted, by("due")),
    Column("in", "Answers", 36, _round_in, _round_in_order),
)


def _source(_look: Look, record: Any) -> Cell:
    parts = (record.document_type, record.area, f"{record.pages} pages" if record.pages else "")
    return Cell(record.title or record.file or "Document", "  ·  ".join(part for part in parts if part), wraps=True)


def _fieldwork(_look: Look, record: Any) -> Cell:
    known = f"published {show(record.published)}" if record.published is not None else ""
    return Cell(show_span(record.inspection_start, record.inspection_end), known)


def _respond(look: Look, record: Any) -> Cell:
    if record.respond_by is None:
        return Cell("Not stated", tone="muted")
    return Cell(show(record.respond_by), record.principal_authority or record.respond_to or "")


def _judgements(_look: Look, record: Any) -> Cell:
    """The grade of the first judgement printed, which is what one looks for; then of what, and the others."""
    if not record.judgements:
        return Cell(record.outcome or "")
    first, *others = record.judgements
    return Cell(first.grade, "; ".join([first.name, *(f"{one.name}: {one.grade}" for one in others)]))


def _judgements_order(look: Look, record: Any) -> Any:
    return _judgements(look, record).text.casefold() or None


def _items(look: Look, record: Any) -> Cell:
    items = sum(one.inspection == record.id for one in look.snapshot.recommendations)
    findings = sum(one.inspection == record.id for one in look.snapshot.findings)
    return Cell(how_many(items, "item"), how_many(findings, "finding") if findings else "")


def _items_order(look: Look, record: Any) -> Any:
    return sum(one.inspection == record.id for one in look.snapshot.recommendations)


SOURCE_COLUMNS = (
    REF,
    Column("title", "Document", 80, _source, by("title"), stretch=True, fields={Kind.INSPECTION: text("title")}),
    Column("fieldwork", "Fieldwork", 40, _fieldwork, by("inspection_start")),
    Column("received", "Received", 26, dated("received"), by("received"), fields={Kind.INSPECTION: day("received")}),
    Column("respond", "Answer due", 34, _respond, by("respond_by"), fields={Kind.INSPECTION: day("respond_by")}),
    Column("judgements", "Judged", 42, _judgements, _judgements_order),
    Column("items", "Holds", 26, _items, _items_order),
)


def _person(look: Look, record: Any) -> Cell:
    facts = [_active(look, record), *_other_names(look, record)]
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


def _role(_look: Look, record: Any) -> Cell:
    return Cell(record.role or "") if hasattr(record, "email") else Cell("Agency", tone="muted")


def _role_order(_look: Look, record: Any) -> Any:
    return ("1", (record.role or "").casefold()) if hasattr(record, "email") else ("2", "")


def owned(look: Look, record: Any) -> list[Any]:
    """The actions a person or agency answers for as owner."""
    field = "owner" if hasattr(record, "email") else "agency"
    return [action for action in look.snapshot.actions if getattr(action, field) == record.id]


def _owns(look: Look, record: Any) -> Cell:
    actions = owned(look, record)
    still = sum(is_open(action) for action in actions)
    there = _still_there(look, record)
    quiet = f"{still} {'' if there else 'still '}open" if still else ""
    return Cell(how_many(len(actions), "action") if actions else "", quiet, quiet_tone="" if there else "warning")


def _still_there(look: Look, record: Any) -> bool:
    if hasattr(record, "email"):
        return has_active_person(look.snapshot, record.id, look.today)
    return is_active(record, look.today)


def _owns_order(look: Look, record: Any) -> Any:
    return len(owned(look, record))


PEOPLE_COLUMNS = (
    REF,
    Column("title", "Name", 80, _person, by("name"), stretch=True,
           fields={Kind.PERSON: text("name"), Kind.AGENCY: text("name")}),
    Column("role", "Role", 42, _role, _role_order, fields={Kind.PERSON: text("role")}),
    Column("agency", "Agency", 38, named("agency"), by_name("agency"),
           fields={Kind.PERSON: CellField(Edit.AGENCY, "agency")}),
    Column("email", "E-mail", 38, words("email"), by("email"), fields={Kind.PERSON: text("email")}),
    Column("owns", "Owns", 24, _owns, _owns_order),
)  # fmt: skip

REGISTERS = {
    "evidence": ((Kind.EVIDENCE,), EVIDENCE_COLUMNS),
    "measures": ((Kind.MEASURE,), MEASURE_COLUMNS),
    "meetings": ((Kind.MEETING, Kind.CHALLENGE), MEETING_COLUMNS),
    "rounds": ((Kind.ROUND,), ROUND_COLUMNS),
    "sources": ((Kind.INSPECTION,), SOURCE_COLUMNS),
    "people": ((Kind.PERSON, Kind.AGENCY), PEOPLE_COLUMNS),
}
