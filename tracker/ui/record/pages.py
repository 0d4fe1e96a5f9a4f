"""What the page of each kind of record is made of: its sections in their order. A kind is added by a line in PAGES."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from PySide6.QtWidgets import QWidget

from tracker.domain.actions.status import Status, recommendation_status, status_words
from tracker.domain.meetings.questions import open_questions
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS, parents_of
from tracker.domain.plan.records import Kind, kind_of
from tracker.domain.plan.snapshot import Snapshot
from tracker.ui.evidence.evidence_section import EvidenceCards, EvidenceSection
from tracker.ui.forms.history import HistorySection
from tracker.ui.forms.lint_notes import LintNotes
from tracker.ui.forms.record_form import RecordForm, all_rows
from tracker.ui.forms.record_parts import Links
from tracker.ui.forms.section import PageContext
from tracker.ui.measures.measures_section import MeasureList, MeasuresSection
from tracker.ui.meetings.issued_papers import IssuedPapers
from tracker.ui.people.people_sections import JoiningSection, LeavingSection
from tracker.ui.questions.question_list import AskedAtMeeting, QuestionList
from tracker.ui.questions.question_sections import AnswerSection, QuestionForm, QuestionState
from tracker.ui.record.action import ActionState, title_form
from tracker.ui.record.checks import ChecksSection
from tracker.ui.record.deadline import DeadlineSection
from tracker.ui.record.milestones import MilestonesSection
from tracker.ui.record.subject import ActionsSection, SubjectDetails, SubjectTags, SubjectWords
from tracker.ui.record.updates import UpdatesSection
from tracker.ui.rounds.round_section import RoundSection

ACTION_ROWS = (
    ("targets",), ("description",), ("success_measure",), ("evidence_needed",), ("accountable", "supporting"),
    ("start", "done"), ("forecast_due", "priority"), ("impact",), ("delivery_reason",), ("waits_for",),
)  # fmt: skip
"""The order of an action's details; the fields that are not named come after."""


Make = Callable[[PageContext, Kind], QWidget]
Count = Callable[[Snapshot, RecordId], Sequence[Any]]


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a page: the name it is asked for by, how it is made, what the heading of its section counts."""

    name: str
    make: Make
    count: Count | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """The page of a kind: what stays in sight in its head, what stands on top, and sections of one or several parts.

    `unfolded` names the sections that are on show until someone folds them. `focus` names the parts that the cursor may
    go to, the first that takes it; `edit` the one that is edited.
    """

    sections: Mapping[str, tuple[Part, ...]]
    top: tuple[Part, ...] = ()
    head: tuple[Part, ...] = ()
    unfolded: tuple[str, ...] = ("Details",)
    focus: tuple[str, ...] = ("form",)
    edit: str = "form"
    called: Callable[[Any], str] = lambda record: KINDS[kind_of(record)].name if record.ref else ""
    status: Callable[[Any, Snapshot, date], Status | None] = lambda _record, _snapshot, _today: None


def _of(section: Callable[[PageContext], QWidget]) -> Make:
    return lambda context, _kind: section(context)


def _form(rows: Sequence[Sequence[str]] = ()) -> Make:
    return lambda context, kind: RecordForm(context.hub, context.theme, kind, rows or all_rows(kind))


def _details(first: Sequence[Sequence[str]]) -> Make:
    return lambda context, kind: RecordForm(context.hub, context.theme, kind, all_rows(kind, first))


def _links(before: str, linked: Callable[[Any, Snapshot], Sequence[RecordId]]) -> Make:
    return lambda context, _kind: Links(context, before, linked)


def _parents(record: Any, _snapshot: Snapshot) -> Sequence[RecordId]:
    return parents_of(record)


def _meeting(record: Any, _snapshot: Snapshot) -> Sequence[RecordId]:
    return (record.meeting,) if record.meeting is not None else ()


def _owned(record: Any, snapshot: Snapshot) -> Sequence[RecordId]:
    """The actions that a person or agency answers for."""
    return tuple(one.id for one in snapshot.actions if record.id in (one.owner, one.accountable, one.agency))


def _dates_that_moved(snapshot: Snapshot, record: RecordId) -> Sequence[Any]:
    return [one for one in snapshot.extensions_of(record) if one.state in ("pending", "approved")]


def _action_status(record: Any, snapshot: Snapshot, today: date) -> Status:
    return status_words(record, today, snapshot.plan.key)


def _subject_status(record: Any, snapshot: Snapshot, today: date) -> Status | None:
    return recommendation_status(snapshot, record, today)


def _open_questions(context: PageContext, _kind: Kind) -> QWidget:
    return QuestionList(context, context.tr("Open questions"), open_questions)


LINT = Part("hint", _of(LintNotes))
QUESTIONS = Part("asked", _open_questions)
LINKS = Part("links", _links("For", _parents))
UPDATES = Part("updates", _of(UpdatesSection), Snapshot.updates_for)
EVIDENCE = Part("evidence", _of(EvidenceSection), Snapshot.evidence_for)
MEASURES = Part("measures", _of(MeasuresSection), Snapshot.measures_for)
OWNED = Part("owned", _links("Answers for", _owned))
HISTORY = (Part("history", _of(HistorySection)),)

ACTION = Page(
    head=(Part("title", title_form),),
    top=(
        LINT, LINKS, QUESTIONS, Part("people", _form((("owner", "agency"),))),
        Part("state", _of(ActionState)),
    ),
    sections={
        "Updates": (UPDATES,), "Evidence": (EVIDENCE,),
        "Deadline": (Part("deadline", _of(DeadlineSection), _dates_that_moved),),
        "Details": (Part("details", _details(ACTION_ROWS)),), "Measures": (MEASURES,),
        "Milestones": (Part("milestones", _of(MilestonesSection), Snapshot.milestones_of),),
        "Checks": (Part("checks", _of(ChecksSection), Snapshot.verifications_of),), "History": HISTORY,
    },
    unfolded=("Updates", "Evidence"), focus=("title",), edit="title", called=lambda _record: "", status=_action_status,
)  # fmt: skip
SUBJECT = Page(
    top=(
        Part("quotation", _of(SubjectWords)), LINT, Part("tags", _of(SubjectTags)), QUESTIONS,
        Part("form", _form((("response",), ("owner", "agency")))),
    ),
    sections={
        "Actions": (Part("actions", _of(ActionsSection), Snapshot.actions_for),), "Updates": (UPDATES,),
        "Evidence": (EVIDENCE,), "Measures": (MEASURES,), "Details": (Part("details", SubjectDetails),),
        "History": HISTORY,
    },
    unfolded=("Actions",), called=lambda record: record.kind, status=_subject_status,
)  # fmt: skip


def _plain(*before: Part, form: Make | None = None, after: tuple[Part, ...] = ()) -> Page:
    """A page whose first section holds what is for it, its fields, and what else its kind has."""
    return Page({"Details": (*before, Part("form", form or _form()), *after), "History": HISTORY})


PAGES: Mapping[Kind, Page] = {
    **{kind: _plain(LINKS) for kind in Kind},
    Kind.ACTION: ACTION,
    Kind.RECOMMENDATION: SUBJECT,
    Kind.FINDING: SUBJECT,
    Kind.EVIDENCE: _plain(LINKS, Part("cards", lambda context, _kind: EvidenceCards(context, details=False))),
    Kind.MEASURE: _plain(LINKS, Part("points", lambda context, _kind: MeasureList(context, details=False))),
    Kind.MEETING: _plain(after=(Part("papers", _of(IssuedPapers)), Part("questions", _of(AskedAtMeeting)))),
    Kind.CHALLENGE: Page(
        {
            "Details": (
                Part("state", _of(QuestionState)), Part("form", QuestionForm), LINKS,
                Part("meeting", _links("Asked at", _meeting)), Part("answer", _of(AnswerSection)),
            ),
            "History": HISTORY,
        },
        focus=("state", "form"),
    ),
    Kind.ROUND: _plain(Part("round", _of(RoundSection))),
    Kind.PERSON: _plain(Part("leaving", _of(LeavingSection)), after=(OWNED,)),
    Kind.AGENCY: _plain(Part("joining", _of(JoiningSection)), after=(OWNED,)),
}  # fmt: skip
