"""What is said once of every kind of record: what it is called, what it must hold, where it stands.

Whatever is keyed by kind elsewhere is read from here or compared with it by tests/app/test_kinds.py. What a
kind's fields are is declared on its class (records.py), what its page in the window holds in ui/record/pages.py.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Kind, Record, kind_of
from tracker.domain.text.words import begun


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """One kind of record. `one` and `many` are its names in the window and on paper; commands say its Kind."""

    one: str
    many: str
    prefix: str = ""
    """What its references begin with; the plan itself has none."""
    title: tuple[str, ...]
    """The fields that say what a record is: the first that is filled in."""
    parent: str = ""
    """The field that names what it belongs to or is for."""
    required: tuple[str, ...] = ()
    """Fields that may not be empty."""
    own_verb: str = ""
    """The command that makes it; empty where it is added by typing its fields."""
    place: str = ""
    """The place of the window that lists it; empty where it stands in no list of its own."""
    icon: str = ""
    part: str = ""
    """The section of its parent's page that shows it."""
    columns: tuple[str, ...]
    """The external names worth a column where a command lists it as plain text."""
    working_days: tuple[str, ...] = ()
    """The days on which somebody has to work: a closed day among them is pointed at."""
    sheet: str = ""
    """The sheet of the workbook that goes out and comes home."""

    @property
    def addable(self) -> bool:
        """Whether it is added by typing its fields."""
        return not self.own_verb

    @property
    def heading(self) -> str:
        """Several of them, as a heading says it."""
        return begun(self.many)

    @property
    def name(self) -> str:
        """One of them, as a heading says it."""
        return begun(self.one)


KINDS: Mapping[Kind, Declaration] = {
    Kind.RECOMMENDATION: Declaration(
        one="recommendation", many="recommendations", prefix="R", title=("text",), required=("text",),
        place="recommendations", icon="list-tree", sheet="Recommendations",
        columns=("ref", "kind", "page", "status", "progress", "text"),
    ),
    Kind.FINDING: Declaration(
        one="finding", many="findings", prefix="F", title=("text",), required=("text",),
        place="recommendations", icon="eye", sheet="Findings",
        columns=("ref", "kind", "page", "paragraph", "status", "text"),
    ),
    Kind.ACTION: Declaration(
        one="action", many="actions", prefix="A", title=("title",), parent="targets", required=("title",),
        place="recommendations", icon="list-checks", part="actions", sheet="Actions",
        columns=("ref", "for", "owner", "agency", "due", "status", "title"), working_days=("due",),
    ),
    Kind.MILESTONE: Declaration(
        one="milestone", many="milestones", prefix="S", title=("title",), parent="action", required=("title", "action"),
        sheet="Milestones",
        part="milestones", columns=("ref", "for", "due", "done", "title"), working_days=("due",),
    ),
    Kind.UPDATE: Declaration(
        one="update", many="updates", prefix="U", title=("text",), parent="target", own_verb="update",
        part="updates", sheet="Updates", columns=("ref", "for", "dated", "author", "forecast", "text"),
    ),
    Kind.EXTENSION: Declaration(
        one="new date", many="new dates", prefix="X", title=("reason",), parent="action", own_verb="extend",
        part="deadline",
        columns=("ref", "for", "old_due", "new_due", "days", "state", "asked_by", "decided_by", "decided_at", "reason"),
    ),
    Kind.EVIDENCE: Declaration(
        one="evidence", many="evidence", prefix="E", title=("shows", "file", "url"), parent="targets",
        required=("targets",), own_verb="attach", place="evidence", icon="paperclip", part="evidence", sheet="Evidence",
        columns=("ref", "for", "kind", "dated", "review", "shows"),
    ),
    Kind.MEASURE: Declaration(
        one="measure", many="measures", prefix="M", title=("name",), parent="targets", required=("name",),
        sheet="Measures",
        place="measures", icon="chart-line", part="measures",
        columns=("ref", "for", "unit", "baseline", "target", "name"),
    ),
    Kind.POINT: Declaration(
        one="reading", many="readings", prefix="D", title=("note",), parent="measure",
        required=("measure", "dated", "value"), columns=("ref", "measure", "dated", "value"),
    ),
    Kind.VERIFICATION: Declaration(
        one="check", many="checks", prefix="V", title=("note",), parent="action", required=("action",), part="checks",
        columns=("ref", "for", "due", "done", "outcome", "checked_by"), working_days=("due",),
    ),
    Kind.CHALLENGE: Declaration(
        one="question", many="questions", prefix="C", title=("question",), parent="targets", required=("question",),
        place="meetings", icon="circle-question-mark", columns=("ref", "state", "asked_by", "asked_on", "question"),
    ),
    Kind.MEETING: Declaration(
        one="meeting", many="meetings", prefix="T", title=("name",), required=("name",),
        place="meetings", icon="calendar-days", columns=("ref", "held_on", "name"), working_days=("held_on",),
    ),
    Kind.PAPER: Declaration(
        one="issued paper", many="issued papers", prefix="B", title=("file", "kind"), parent="meeting",
        own_verb="report", columns=("ref", "meeting", "day", "as_at", "kind", "changeset", "file"),
    ),
    Kind.ROUND: Declaration(
        one="update round", many="update rounds", prefix="Q", title=("name",), required=("name",), own_verb="round",
        place="rounds", icon="refresh-cw", columns=("ref", "asked_on", "due", "progress", "name"),
        working_days=("due",),
    ),
    Kind.INSPECTION: Declaration(
        one="inspection", many="inspections", prefix="I", title=("title", "file"),
        place="sources", icon="file-text",
        columns=("ref", "document_type", "area", "published", "respond_by", "file"), working_days=("respond_by",),
    ),
    Kind.PERSON: Declaration(
        one="person", many="people", prefix="P", title=("name",), required=("name",),
        place="people", icon="user", sheet="People", columns=("ref", "agency", "active_to", "name"),
    ),
    Kind.AGENCY: Declaration(
        one="agency", many="agencies", prefix="G", title=("name",), required=("name",),
        place="people", icon="building-2", columns=("ref", "name"),
    ),
    Kind.PLAN: Declaration(
        one="plan", many="the plan", title=("title",), own_verb="new",
        columns=("title", "area", "agreed", "respond_by"), working_days=("respond_by",),
    ),
}  # fmt: skip
"""The kinds in the order in which lists of several kinds show them."""

PREFIXES: Mapping[Kind, str] = {kind: said.prefix for kind, said in KINDS.items() if said.prefix}


def title_of(record: Record) -> str:
    """What a record is, in its own words; "" where it says nothing."""
    for name in KINDS[kind_of(record)].title:
        value = getattr(record, name)
        if value:
            return str(value)
    return ""


def parents_of(record: Record) -> tuple[RecordId, ...]:
    """The ids of what a record belongs to or is for."""
    field = KINDS[kind_of(record)].parent
    found = getattr(record, field) if field else ()
    return found if isinstance(found, tuple) else (found,) if found else ()
