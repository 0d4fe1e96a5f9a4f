"""The sheets and columns of the workbook that goes out and comes home, declared once for both ways."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.records import Kind, specs
from tracker.domain.workbook.returned import ANSWERS, DUE_REASON, NEW_READING, NEW_UPDATE, READ_ON, Edit

SCHEMA = "1"
README = "Read me"
NIL_LABEL = "Nothing to report?"
"""What stands before the cell of the first sheet in which a nil return is ticked."""
HIDDEN = "_tracker"
ROWS_AT, ROWS_LABEL = 7, "Rows sent"
"""The column of the hidden sheet that names every row that went out, and its heading."""
ID_LABEL, VERSION_LABEL, REF_LABEL = "id", "Version", "Ref"
FIRST = 3
"""The first visible column: the two before it hold the record's id and version."""

LABELS = {
    "overdue": "Overdue",
    "times_moved": "Times moved",
    "days_slipped": "Days slipped",
    "pending_due": "New date asked for",
    "latest_update": "Latest update",
    "inspectors_words": "What the inspectors said",
    "actions": "Actions",
    "status": "Status",
    NEW_UPDATE: "New update",
    DUE_REASON: "Reason for new date",
    NEW_READING: "New reading",
    READ_ON: "Read on",
    "latest_reading": "Latest reading",
    "ref": REF_LABEL,
}
COMPUTED_TYPES = {
    "times_moved": FieldType.WHOLE,
    "days_slipped": FieldType.WHOLE,
    "pending_due": FieldType.DATE,
    "overdue": FieldType.TEXT,
    NEW_READING: FieldType.NUMBER,
    READ_ON: FieldType.DATE,
}


class Choice(StrEnum):
    """What a drop-down offers; `tokens` are the field's own words and the only ones taken."""

    NONE = ""
    TOKENS = "tokens"
    PEOPLE = "people"
    AGENCIES = "agencies"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: the field (or worked-out name) it shows, how wide it is in characters, who may write in it."""

    name: str
    label: str
    type: FieldType
    width: int
    edit: Edit
    choice: Choice = Choice.NONE
    tokens: tuple[str, ...] = ()
    external: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its records' kind, its columns, how many of them are printed, how many empty rows wait below.

    `folded` says that the columns beyond the printed ones stand in a closed group.
    """

    title: str
    kind: Kind
    columns: tuple[Column, ...]
    printed: int
    frozen: int
    blank_rows: int
    about: str
    folded: bool = False

    @property
    def fingerprinted(self) -> tuple[Column, ...]:
        """The columns that a row's fingerprint covers: all that are filled when it goes out, but the reference."""
        return tuple(column for column in self.columns if column.name not in (*ANSWERS, "ref"))

    @property
    def id_label(self) -> str:
        """The heading of the hidden column by which the sheet is known wherever it comes from."""
        return f"{self.kind.value.capitalize()} {ID_LABEL}"


def _columns(kind: Kind, *given: tuple[str, int, Edit]) -> tuple[Column, ...]:
    """The columns that a sheet names, then those that the fields of its kind ask for."""
    named = {name for name, _width, _edit in given}
    asked = ((one.name, one.workbook, _E if one.settable else _R) for one in specs(kind).values() if one.workbook)
    columns = (*given, *(column for column in asked if column[0] not in named))
    return tuple(_column(specs(kind).get(name), name, width, edit) for name, width, edit in columns)


def _column(spec: Spec | None, name: str, width: int, edit: Edit) -> Column:
    if spec is None:
        return Column(name, LABELS[name], COMPUTED_TYPES.get(name, FieldType.NOTE), width, edit, external=name)
    return Column(name, spec.label, spec.type, width, edit, _choice(spec), spec.tokens, spec.external)


def _choice(spec: Spec) -> Choice:
    if spec.tokens:
        return Choice.TOKENS
    if spec.type is not FieldType.LINK:
        return Choice.NONE
    return {"person": Choice.PEOPLE, "agency": Choice.AGENCIES}.get(spec.links[0], Choice.NONE)


_E, _N, _R = Edit.ALWAYS, Edit.NEW, Edit.NEVER

ACTIONS = Sheet(
    "Actions", Kind.ACTION,
    _columns(
        Kind.ACTION,
        ("ref", 6, _R), ("title", 40, _E), ("due", 12, _E), (NEW_UPDATE, 46, _E), ("delivery", 12, _E),
        ("forecast", 10, _E), ("forecast_reason", 32, _E),
        (DUE_REASON, 28, _E), ("overdue", 9, _R), ("latest_update", 40, _R), ("targets", 9, _E), ("owner", 19, _E),
        ("agency", 19, _E), ("forecast_due", 12, _E), ("done", 12, _E),
        ("delivery_reason", 24, _E), ("accountable", 19, _E), ("supporting", 24, _E), ("start", 12, _E),
        ("priority", 10, _E), ("assurance", 13, _E), ("description", 40, _E), ("success_measure", 32, _E),
        ("evidence_needed", 32, _E), ("impact", 32, _E), ("waits_for", 10, _E), ("original_due", 12, _R),
        ("pending_due", 12, _R), ("times_moved", 11, _R), ("days_slipped", 11, _R), ("inspectors_words", 60, _R),
    ),
    printed=7, frozen=2, blank_rows=30, folded=True,
    about="Your actions: by when, and how it is going. Type progress under “New update”.",
)  # fmt: skip

_SUBJECT_TAIL: tuple[tuple[str, int, Edit], ...] = (
    ("owner", 19, _E), ("agency", 19, _E), ("response", 42, _E),
)  # fmt: skip

RECOMMENDATIONS = Sheet(
    "Recommendations", Kind.RECOMMENDATION,
    _columns(
        Kind.RECOMMENDATION,
        ("ref", 6, _R), ("text", 58, _R), ("page", 8, _R), ("responsible_body", 18, _R), *_SUBJECT_TAIL,
        ("actions", 10, _R), ("status", 14, _R),
        ("impact", 36, _E), (NEW_UPDATE, 40, _E), ("latest_update", 40, _R), ("kind", 20, _R),
        ("paragraph", 10, _R), ("theme", 24, _R), ("timescale", 18, _R), ("national_framework", 18, _R),
    ),
    printed=9, frozen=1, blank_rows=0,
    about="What the inspectors said, in their own words, and who leads the answer.",
)  # fmt: skip

FINDINGS = Sheet(
    "Findings", Kind.FINDING,
    _columns(
        Kind.FINDING,
        ("ref", 6, _R), ("text", 58, _R), ("page", 8, _R), ("section", 18, _R), *_SUBJECT_TAIL,
        ("actions", 10, _R), ("status", 14, _R),
        (NEW_UPDATE, 40, _E), ("latest_update", 40, _R), ("kind", 12, _R), ("paragraph", 10, _R), ("theme", 24, _R),
        ("national_framework", 18, _R),
    ),
    printed=9, frozen=1, blank_rows=0,
    about="Sentences of the report that were taken up beside its formal list.",
)  # fmt: skip

MILESTONES = Sheet(
    "Milestones", Kind.MILESTONE,
    _columns(
        Kind.MILESTONE,
        ("ref", 6, _R), ("action", 8, _E), ("title", 60, _E), ("due", 12, _E), ("done", 12, _E),
        ("original_due", 12, _R),
    ),
    printed=6, frozen=1, blank_rows=20,
    about="The steps of your actions. Type the day under “Done” when one is done.",
)  # fmt: skip

MEASURES = Sheet(
    "Measures", Kind.MEASURE,
    _columns(
        Kind.MEASURE,
        ("ref", 6, _R), ("targets", 9, _R), ("name", 44, _R), ("unit", 10, _R),
        ("baseline", 10, _R), ("target", 10, _R),
        ("latest_reading", 22, _R), (NEW_READING, 12, _E), (READ_ON, 12, _E),
    ),
    printed=9, frozen=1, blank_rows=0,
    about="Numbers that should move. Type the newest one under “New reading”, and the day it was read.",
)  # fmt: skip

UPDATES = Sheet(
    "Updates", Kind.UPDATE,
    _columns(
        Kind.UPDATE,
        ("ref", 6, _R), ("target", 8, _N), ("dated", 12, _R), ("author", 24, _N), ("text", 78, _N),
        ("forecast", 10, _N), ("forecast_reason", 34, _N),
    ),
    printed=7, frozen=1, blank_rows=20,
    about="Everything said so far. New ones go in the empty rows below; what was said cannot be changed.",
)  # fmt: skip

EVIDENCE = Sheet(
    "Evidence", Kind.EVIDENCE,
    _columns(
        Kind.EVIDENCE,
        ("ref", 6, _R), ("targets", 9, _E), ("kind", 22, _E), ("shows", 44, _E), ("dated", 12, _E), ("url", 36, _E),
        ("file", 26, _R), ("added_by", 18, _R), ("review", 11, _R),
    ),
    printed=10, frozen=1, blank_rows=20,
    about="Evidence held. New links go in the empty rows; files are attached in the tracker or sent beside this.",
)  # fmt: skip

PEOPLE = Sheet(
    "People", Kind.PERSON,
    _columns(
        Kind.PERSON,
        ("ref", 6, _R), ("name", 34, _E), ("role", 34, _E), ("agency", 30, _E),
    ),
    printed=6, frozen=2, blank_rows=20,
    about="Who can be named as an owner. New people may be added here, or simply typed as an owner.",
)  # fmt: skip

SHEETS = (RECOMMENDATIONS, FINDINGS, ACTIONS, MILESTONES, MEASURES, UPDATES, EVIDENCE, PEOPLE)
OPTIONAL = (Kind.FINDING, Kind.MILESTONE, Kind.MEASURE)
"""The kinds whose sheet goes out only where there are any."""
