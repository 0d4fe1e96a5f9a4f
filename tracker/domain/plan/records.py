"""The records of a plan: frozen values, each with an id for ever, a short reference and a version.

`version` counts the writes to a record and takes no part in equality: two records are equal when they say the same.
Dates are plain dates. Fields whose name ends in an outside name of their own (`for`) say so in their specification.
"""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import partial
from typing import Any

from tracker.domain.plan.fields import (
    ClockStep,
    EvidenceRule,
    FieldType,
    IdentifierDecision,
    KeyEntry,
    OpenQuestion,
    PaperTemplate,
    Shown,
    Spec,
    spec,
    specs_of,
)
from tracker.domain.plan.ids import RecordId
from tracker.domain.reading.reading import Addressee, AnswerPeriod, Box, Judgement

DELIVERY = ("not started", "in progress", "complete", "verified", "closed", "superseded", "not adopted")
OPEN_DELIVERY = ("not started", "in progress")
FINISHED_DELIVERY = ("complete", "verified", "closed")
FORECAST = ("green", "amber", "red")
ASSURANCE = ("none", "done", "evidenced", "impact shown", "embedded")
RECOMMENDATION_KINDS = ("needs to improve", "area for improvement", "area for priority action", "recommendation")
FINDING_KINDS = ("weakness", "mixed", "strength")
PRIORITY = ("high", "medium", "low")
EXTENSION_STATES = ("pending", "approved", "refused", "withdrawn")
REVIEW = ("none", "accepted", "returned")
CHALLENGE_STATES = ("open", "answered", "content")
PERSON_SORTS = ("person", "role", "team")
YES_NO = ("no", "yes")
LONGEST_PERIOD = 520
"""A period that a person types is at most so many working days, about two years."""

as_text = partial(spec, FieldType.TEXT)
as_note = partial(spec, FieldType.NOTE)
as_day = partial(spec, FieldType.DATE)
as_whole = partial(spec, FieldType.WHOLE)
as_number = partial(spec, FieldType.NUMBER)
as_link = partial(spec, FieldType.LINK)
as_links = partial(spec, FieldType.LINKS)
as_words = partial(spec, FieldType.WORDS)
as_token = partial(spec, FieldType.TOKEN)
as_parts = partial(spec, FieldType.PARTS)


class Kind(StrEnum):
    """The kinds of record; the value is the word used in commands."""

    PLAN = "plan"
    INSPECTION = "inspection"
    RECOMMENDATION = "recommendation"
    FINDING = "finding"
    ACTION = "action"
    MILESTONE = "milestone"
    UPDATE = "update"
    EXTENSION = "extension"
    EVIDENCE = "evidence"
    MEASURE = "measure"
    POINT = "point"
    VERIFICATION = "verification"
    CHALLENGE = "challenge"
    MEETING = "meeting"
    PAPER = "paper"
    ROUND = "round"
    PERSON = "person"
    AGENCY = "agency"


SUBJECTS = (Kind.RECOMMENDATION, Kind.FINDING)
"""What actions answer."""
SERVED = (Kind.ACTION, *SUBJECTS)
"""What updates, evidence, measures and questions are about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Record:
    """What every record has. `ref` is short and never re-used in a plan ("A12"); the plan itself has none."""

    id: RecordId
    ref: str = ""
    version: int = dataclasses.field(default=0, compare=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan(Record):
    """The plan itself. `agreed` is the day its original dates were fixed, None before."""

    title: str = as_text("Title", default="", wide=True)
    area: str | None = as_text("Area")
    marking: str | None = as_text("Protective marking")
    summary: str | None = as_note("Summary")
    agreed: date | None = as_day("Agreed", settable=False)
    agreed_by: str | None = as_text("Agreed by", settable=False)
    respond_by: date | None = as_day("Statement due")
    submitted: date | None = as_day("Statement submitted")
    quiet_weeks: int | None = as_whole("Quiet after (weeks)", within=(1, 99))
    key: tuple[KeyEntry, ...] = as_parts("Key")
    closure_days: tuple[str, ...] = as_words("Closure days")
    clock: tuple[ClockStep, ...] = as_parts("Steps to the statement")
    evidence_rules: tuple[EvidenceRule, ...] = as_parts("Rules of sufficiency")
    check_months: tuple[str, ...] = as_words("Checks after (months)")
    identifiers: tuple[IdentifierDecision, ...] = as_parts("Identifiers decided", settable=False, shown=Shown.NEVER)
    kept_choices: tuple[str, ...] = as_words("Kept against returned workbooks", settable=False)
    open_questions: tuple[OpenQuestion, ...] = as_parts("Asked of plans brought in", settable=False, shown=Shown.NEVER)
    templates: tuple[PaperTemplate, ...] = as_parts("Templates of papers", settable=False, shown=Shown.NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection(Record):
    """One source document with its facts and the original file (`document` is its SHA-256)."""

    title: str | None = as_text("Title", wide=True)
    document_type: str | None = as_text("Document type")
    family: str | None = as_text("Family", settable=False, shown=Shown.NEVER)
    inspectorate: str | None = as_text("Inspectorate")
    framework: str | None = as_text("Framework")
    area: str | None = as_text("Area")
    inspection_start: date | None = as_day("Fieldwork from")
    inspection_end: date | None = as_day("Fieldwork to")
    published: date | None = as_day("Published")
    received: date | None = as_day("Received")
    lead_inspector: str | None = as_text("Lead inspector")
    respond_by: date | None = as_day("Respond by")
    working_days: int | None = as_whole("Working days to answer", within=(1, LONGEST_PERIOD))
    respond_to: str | None = as_text("Respond to", wide=True)
    principal_authority: str | None = as_text("Principal authority")
    submitted_by: str | None = as_text("Submitted by")
    outcome: str | None = as_text("Outcome")
    addressees: tuple[Addressee, ...] = as_parts("Addressees")
    judgements: tuple[Judgement, ...] = as_parts("Judgements")
    fieldwork_periods: tuple[tuple[date, date], ...] = as_parts("Fieldwork periods")
    answer_periods: tuple[AnswerPeriod, ...] = as_parts("Stated periods", settable=False)
    pages: int | None = as_whole("Pages", settable=False)
    file: str | None = as_text("File", settable=False)
    sha256: str | None = as_text("SHA-256", settable=False, shown=Shown.NEVER)
    note: str | None = as_note("Note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Recommendation(Record):
    """One item of a report's own formal list, in the inspectors' words; `printed` keeps these where it was edited."""

    kind: str = as_token("Kind", tokens=RECOMMENDATION_KINDS, default="recommendation")
    text: str = as_note("Inspectors' words", default="")
    page: int | None = as_whole("Page")
    paragraph: str | None = as_text("Paragraph")
    theme: str | None = as_text("Theme", wide=True)
    themes: tuple[str, ...] = as_words("Themes")
    national_framework: tuple[str, ...] = as_words("National framework")
    responsible_body: str | None = as_text("Responsible body")
    timescale: str | None = as_text("Timescale")
    inspection: RecordId | None = as_link("Inspection", links=("inspection",), shown=Shown.BESIDE)
    boxes: tuple[Box, ...] = as_parts("Place on the page", settable=False, shown=Shown.NEVER)
    position: int = as_whole("Position", default=0, shown=Shown.NEVER)
    owner: RecordId | None = as_link("Lead", links=("person",), shown=Shown.BESIDE)
    agency: RecordId | None = as_link("Agency", links=("agency",), shown=Shown.BESIDE)
    response: str | None = as_note("What we will do", shown=Shown.BESIDE)
    impact: str | None = as_note("Difference made")
    delivery: str | None = as_token("Decision", tokens=("superseded", "not adopted"), shown=Shown.BESIDE, workbook=14)
    delivery_reason: str | None = as_note("Reason", shown=Shown.BESIDE, workbook=24)
    printed: str | None = as_note("As read from the report", settable=False, shown=Shown.NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding(Record):
    """A sentence of the narrative that a person chose to take up."""

    kind: str = as_token("Kind", tokens=FINDING_KINDS, default="weakness")
    text: str = as_note("Inspectors' words", default="")
    page: int | None = as_whole("Page")
    paragraph: str | None = as_text("Paragraph")
    section: str | None = as_text("Section")
    theme: str | None = as_text("Theme", wide=True)
    themes: tuple[str, ...] = as_words("Themes")
    national_framework: tuple[str, ...] = as_words("National framework")
    inspection: RecordId | None = as_link("Inspection", links=("inspection",), shown=Shown.BESIDE)
    boxes: tuple[Box, ...] = as_parts("Place on the page", settable=False, shown=Shown.NEVER)
    position: int = as_whole("Position", default=0, shown=Shown.NEVER)
    owner: RecordId | None = as_link("Lead", links=("person",), shown=Shown.BESIDE)
    agency: RecordId | None = as_link("Agency", links=("agency",), shown=Shown.BESIDE)
    response: str | None = as_note("What we will do", shown=Shown.BESIDE)
    delivery: str | None = as_token("Decision", tokens=("superseded", "not adopted"), shown=Shown.BESIDE, workbook=14)
    delivery_reason: str | None = as_note("Reason", shown=Shown.BESIDE, workbook=24)
    printed: str | None = as_note("As read from the report", settable=False, shown=Shown.NEVER)


Subject = Recommendation | Finding
"""What actions answer."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Action(Record):
    """What someone will do. `due` is the last approved date; `original_due` is fixed for ever at agreement."""

    targets: tuple[RecordId, ...] = as_links("For", external="for", links=SUBJECTS)
    title: str = as_text("Title", default="", shown=Shown.BESIDE, wide=True)
    description: str | None = as_note("Description")
    owner: RecordId | None = as_link("Owner", links=("person",), shown=Shown.BESIDE)
    accountable: RecordId | None = as_link("Accountable", links=("person",), listed=36)
    agency: RecordId | None = as_link("Agency", links=("agency",), shown=Shown.BESIDE)
    supporting: tuple[RecordId, ...] = as_links("Supporting", links=("agency",))
    start: date | None = as_day("Start", listed=30)
    due: date | None = as_day("Due", shown=Shown.BESIDE)
    original_due: date | None = as_day("Original due", settable=False, shown=Shown.BESIDE)
    agreed: date | None = as_day("Agreed", settable=False, shown=Shown.BESIDE)
    forecast_due: date | None = as_day("Forecast date")
    done: date | None = as_day("Done")
    delivery: str = as_token("Delivery", tokens=DELIVERY, default="not started", shown=Shown.BESIDE)
    delivery_reason: str | None = as_note("Reason for state")
    forecast: str | None = as_token("Forecast", tokens=FORECAST, shown=Shown.BESIDE)
    forecast_reason: str | None = as_note("Reason for forecast", shown=Shown.BESIDE)
    assurance: str = as_token("Assurance", tokens=ASSURANCE, default="none", shown=Shown.BESIDE)
    assurance_reason: str | None = as_note("Reason for assurance", shown=Shown.BESIDE)
    priority: str | None = as_token("Priority", tokens=PRIORITY)
    success_measure: str | None = as_note("Success measure")
    evidence_needed: str | None = as_note("Evidence needed")
    impact: str | None = as_note("So what")
    waits_for: tuple[RecordId, ...] = as_links("Waits for", links=("action",))
    position: int = as_whole("Position", default=0, shown=Shown.NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone(Record):
    """A step on the way of an action."""

    action: RecordId | None = as_link("For", external="for", links=("action",))
    title: str = as_text("Title", default="", wide=True)
    due: date | None = as_day("Due")
    original_due: date | None = as_day("Original due", settable=False)
    done: date | None = as_day("Done")
    position: int = as_whole("Position", default=0, shown=Shown.NEVER)


@dataclass(frozen=True, slots=True, kw_only=True)
class Update(Record):
    """A dated, signed progress update; never overwritten. It may answer a round, also by saying that nothing is new."""

    target: RecordId | None = as_link("For", external="for", links=SERVED, settable=False)
    text: str = as_note("Update", default="", settable=False)
    dated: date | None = as_day("Dated", settable=False)
    author: str | None = as_text("By", settable=False)
    forecast: str | None = as_token("Forecast", tokens=FORECAST, settable=False)
    forecast_reason: str | None = as_note("Reason", external="reason", settable=False)
    round: RecordId | None = as_link("Round", links=("round",), settable=False)
    answer: str | None = as_token("Answer", tokens=("nil return",), settable=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Extension(Record):
    """A change of deadline: asked by one person, approved by another, visible for ever."""

    action: RecordId | None = as_link("For", external="for", links=("action",), settable=False)
    old_due: date | None = as_day("From date", settable=False)
    new_due: date | None = as_day("To date", settable=False)
    reason: str | None = as_note("Reason", settable=False)
    asked_by: str | None = as_text("Asked by", settable=False)
    asked_on: date | None = as_day("Asked on", settable=False)
    state: str = as_token("State", tokens=EXTENSION_STATES, default="pending", settable=False)
    decided_by: str | None = as_text("Decided by", settable=False)
    decided_on: date | None = as_day("Decided on", settable=False)
    decided_at: RecordId | None = as_link("Decided at", links=("meeting",), settable=False)
    decision_note: str | None = as_note("Note", settable=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Record):
    """A file (by its SHA-256) or a link, what it shows, and who checked it."""

    targets: tuple[RecordId, ...] = as_links("For", external="for", links=SERVED)
    kind: str | None = as_text("Kind")
    shows: str | None = as_note("What it shows")
    dated: date | None = as_day("Dated")
    period_from: date | None = as_day("Period from")
    period_to: date | None = as_day("Period to")
    added_by: str | None = as_text("Added by", settable=False, shown=Shown.BESIDE)
    added_on: date | None = as_day("Added on", settable=False, shown=Shown.BESIDE)
    review: str = as_token("Review", tokens=REVIEW, default="none", settable=False, shown=Shown.BESIDE)
    reviewed_by: str | None = as_text("Reviewed by", settable=False, shown=Shown.BESIDE)
    reviewed_on: date | None = as_day("Reviewed on", settable=False, shown=Shown.BESIDE)
    review_note: str | None = as_note("Review note", settable=False, shown=Shown.BESIDE)
    refresh_by: date | None = as_day("Refresh by", workbook=12)
    restricted: str = as_token("Restricted", tokens=YES_NO, default="no", listed=18)
    file: str | None = as_text("File", settable=False)
    size: int | None = as_whole("Size (bytes)", settable=False, shown=Shown.NEVER)
    url: str | None = as_text("Link", external="url", wide=True)
    sha256: str | None = as_text("SHA-256", settable=False, shown=Shown.NEVER)
    replaces: RecordId | None = as_link("Replaces", links=("evidence",))
    link_checked: date | None = as_day("Link checked", settable=False)
    link_fault: str | None = as_text("Link fault", settable=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure(Record):
    """A number that should move. `direction` is "up" or "down", "" where nobody said which way is better."""

    targets: tuple[RecordId, ...] = as_links("For", external="for", links=SERVED)
    name: str = as_text("Name", default="", wide=True)
    unit: str | None = as_text("Unit")
    baseline: float | None = as_number("Baseline")
    baseline_on: date | None = as_day("Baseline on")
    target: float | None = as_number("Target")
    target_by: date | None = as_day("Target by", external="target_on")
    direction: str = as_token("Direction", tokens=("up", "down"), default="")
    tolerance: float | None = as_number("Tolerance")
    owner: RecordId | None = as_link("Owner", links=("person",))
    source: str | None = as_text("Source")


@dataclass(frozen=True, slots=True, kw_only=True)
class Point(Record):
    """One dated reading of a measure."""

    measure: RecordId | None = as_link("Measure", links=("measure",))
    dated: date | None = as_day("Dated")
    value: float | None = as_number("Value")
    note: str | None = as_note("Note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Verification(Record):
    """A check that an action is done, or later that it stuck. `outcome` is "passed" or "failed" once done."""

    action: RecordId | None = as_link("For", external="for", links=("action",))
    months: int | None = as_whole("Months after", within=(0, 99))
    due: date | None = as_day("Due")
    done: date | None = as_day("Done")
    checked_by: str | None = as_text("Checked by")
    outcome: str | None = as_token("Outcome", tokens=("passed", "failed"))
    note: str | None = as_note("Note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Challenge(Record):
    """A board's question, open until the asker is content."""

    targets: tuple[RecordId, ...] = as_links("For", external="for", links=SERVED)
    question: str = as_note("Question", default="")
    asked_by: str | None = as_text("Asked by")
    asked_on: date | None = as_day("Asked on")
    meeting: RecordId | None = as_link("Meeting", links=("meeting",))
    answer: str | None = as_note("Answer", shown=Shown.BESIDE)
    answered_by: str | None = as_text("Answered by", shown=Shown.BESIDE)
    answered_on: date | None = as_day("Answered on", shown=Shown.BESIDE)
    evidence: tuple[RecordId, ...] = as_links("Evidence", links=("evidence",), shown=Shown.BESIDE)
    state: str = as_token("State", tokens=CHALLENGE_STATES, default="open", shown=Shown.BESIDE)
    content_on: date | None = as_day("Content on", shown=Shown.BESIDE)
    content_by: str | None = as_text("Content, said by", shown=Shown.BESIDE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Meeting(Record):
    """A board meeting; `frozen_at` is the number of the changeset that the last paper issued for it showed."""

    name: str = as_text("Name", default="", wide=True)
    held_on: date | None = as_day("Held on")
    board: str | None = as_text("Board")
    item: str | None = as_text("Agenda item")
    frozen_at: int | None = as_whole("Frozen at change", settable=False, shown=Shown.NEVER)
    note: str | None = as_note("Note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper(Record):
    """A paper as a meeting was given it: the very file, the state that it shows and the day that it judges by.

    It is never changed. A corrected paper is another one, and stands beside the first.
    """

    meeting: RecordId | None = as_link("Meeting", links=("meeting",), settable=False)
    kind: str = as_text("Kind", default="board", settable=False)
    day: date | None = as_day("Issued on", settable=False)
    issued_by: str | None = as_text("Issued by", settable=False)
    as_at: date | None = as_day("As at", settable=False)
    changeset: int | None = as_whole("Shows change", settable=False)
    options: tuple[str, ...] = as_words("Options", settable=False)
    file: str | None = as_text("File", settable=False)
    size: int | None = as_whole("Size (bytes)", settable=False, shown=Shown.NEVER)
    sha256: str | None = as_text("SHA-256", settable=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Round(Record):
    """A request for updates: who was asked on which day, and by when the answers are wanted."""

    name: str = as_text("Name", default="", wide=True)
    asked_on: date | None = as_day("Asked on")
    asked_by: str | None = as_text("Asked by", settable=False)
    due: date | None = as_day("Wanted by")
    people: tuple[RecordId, ...] = as_links("Asked", links=("person",))
    closed_on: date | None = as_day("Closed on")
    note: str | None = as_note("Note")


@dataclass(frozen=True, slots=True, kw_only=True)
class Person(Record):
    """A person, role or team that can own something; `held_by` says who holds a role or belongs to a team."""

    name: str = as_text("Name", default="", wide=True)
    sort: str | None = as_token("Person, role or team", tokens=PERSON_SORTS)
    role: str | None = as_text("Role")
    agency: RecordId | None = as_link("Agency", links=("agency",))
    email: str | None = as_text("E-mail", wide=True, workbook=34)
    active_to: date | None = as_day("Active to", workbook=12)
    held_by: tuple[RecordId, ...] = as_links("Held by", links=("person",))


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency(Record):
    """An organisation; `aliases` are its other and former names."""

    name: str = as_text("Name", default="", wide=True)
    aliases: tuple[str, ...] = as_words("Also known as")
    active_to: date | None = as_day("Active to")


RECORD_TYPES: dict[Kind, type[Record]] = {
    Kind.PLAN: Plan, Kind.INSPECTION: Inspection, Kind.RECOMMENDATION: Recommendation, Kind.FINDING: Finding,
    Kind.ACTION: Action, Kind.MILESTONE: Milestone, Kind.UPDATE: Update, Kind.EXTENSION: Extension,
    Kind.EVIDENCE: Evidence, Kind.MEASURE: Measure, Kind.POINT: Point, Kind.VERIFICATION: Verification,
    Kind.CHALLENGE: Challenge, Kind.MEETING: Meeting, Kind.PAPER: Paper, Kind.ROUND: Round,
    Kind.PERSON: Person, Kind.AGENCY: Agency,
}  # fmt: skip

_KINDS = {record_type: kind for kind, record_type in RECORD_TYPES.items()}


def kind_of(record: Record) -> Kind:
    """The kind of a record."""
    return _KINDS[type(record)]


def specs(kind: Kind) -> dict[str, Spec]:
    """The fields of a kind that are kept in the change log, by name, in declared order."""
    return dict(specs_of(RECORD_TYPES[kind]))


def values(record: Record) -> dict[str, Any]:
    """The record's logged fields with their values."""
    return {name: getattr(record, name) for name in specs_of(type(record))}
