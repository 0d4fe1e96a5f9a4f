"""What a reader takes out of one document, before anyone has accepted any of it.

The shapes are those of `tracker read --json` (docs/file-formats.md). Every text is verbatim: white space
folded to single spaces, bullets, numbers and footnote marks stripped, a hyphen that only broke a line rejoined.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Box:
    """Where words stand: PDF points from the page's top left; `page` counts from 1."""

    page: int
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True, slots=True)
class Addressee:
    """One person a letter is addressed to, role and organisation apart."""

    name: str
    role: str | None = None
    organisation: str | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of the judgement table, as printed."""

    name: str
    grade: str


@dataclass(frozen=True, slots=True)
class ReadRecommendation:
    """One item of the report's own formal list.

    `kind` is one of "needs to improve", "area for improvement", "area for priority action", "recommendation".
    `national_framework` holds normalised tags ("outcome 3", "enabler 2", "principle 1").
    `confidence` runs from 0 to 1; below 0.8 a person is asked to look.
    """

    kind: str
    text: str
    responsible_body: str | None = None
    timescale: str | None = None
    theme: str | None = None
    national_framework: tuple[str, ...] = ()
    page: int | None = None
    paragraph: str | None = None
    boxes: tuple[Box, ...] = ()
    confidence: float = 1.0


@dataclass(frozen=True, slots=True)
class ReadFinding:
    """One sentence of the narrative, with the consequence attached to it where one follows.

    `kind` is "weakness", "mixed" or "strength"; `tier` 1 is the surest. `cues` are the phrases that
    gave it away, or the signs that spoke most for it.
    """

    kind: str
    text: str
    page: int | None = None
    paragraph: str | None = None
    section: str | None = None
    cues: tuple[str, ...] = ()
    tier: int = 1
    boxes: tuple[Box, ...] = ()


@dataclass(frozen=True, slots=True)
class ReportedAction:
    """Something the document says was done ("done"), is being done ("in progress") or will be ("planned").

    `cues` are the signs that spoke most for offering it.
    """

    text: str
    status: str
    page: int | None = None
    paragraph: str | None = None
    dated: str | None = None
    boxes: tuple[Box, ...] = ()
    cues: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerPeriod:
    """A time the document itself sets for an answer, from its receipt: `what` is "action plan" or its draft.

    Either `working_days` or, where it prints a day, `by` is set.
    """

    what: str
    working_days: int | None = None
    by: date | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Topic:
    """One area that a visit covered, in the letter's words."""

    text: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class ListedInspection:
    """One row of a document's own list of inspections."""

    area: str
    kind: str
    dates: str | None = None
    published: str | None = None
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """All that was read from one document; `problems` says in words what is doubtful or missing."""

    id: str
    file: str
    sha256: str
    pages: int
    document_type: str = "other"
    family: str = "unknown"
    area: str | None = None
    title: str | None = None
    inspection_start: date | None = None
    inspection_end: date | None = None
    fieldwork_periods: tuple[tuple[date, date], ...] = ()
    published: date | None = None
    lead_inspector: str | None = None
    respond_by: date | None = None
    respond_to: str | None = None
    principal_authority: str | None = None
    submitted_by: str | None = None
    addressees: tuple[Addressee, ...] = ()
    judgements: tuple[Judgement, ...] = ()
    outcome: str | None = None
    recommendations: tuple[ReadRecommendation, ...] = ()
    findings: tuple[ReadFinding, ...] = ()
    more_findings: tuple[ReadFinding, ...] = ()
    strengths: tuple[ReadFinding, ...] = ()
    reported_actions: tuple[ReportedAction, ...] = ()
    inspections_listed: tuple[ListedInspection, ...] = ()
    answer_periods: tuple[AnswerPeriod, ...] = ()
    topics: tuple[Topic, ...] = ()
    problems: tuple[str, ...] = ()
