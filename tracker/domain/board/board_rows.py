"""The rows of a board paper: each record as a board reads it, in words, with nothing left to look up.

A public paper leaves out free-text notes and the names of staff; it names roles and organisations instead.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from tracker.domain.actions.evidence import KINDS
from tracker.domain.actions.status import (
    Status,
    assurance_words,
    forecast_words,
    progress,
    recommendation_assurance,
    recommendation_status,
    status_words,
)
from tracker.domain.dates.dates import show, show_span
from tracker.domain.dates.deadlines import (
    days_overdue,
    days_slipped,
    last_sign_of_life,
    moved_words,
    pending_extension,
    quiet_words,
    times_moved,
)
from tracker.domain.guard.published_words import is_small
from tracker.domain.guard.publishing import may_be_published, published_name
from tracker.domain.people.signed import Accounts, signed_by
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import (
    Action,
    Challenge,
    Evidence,
    Inspection,
    Measure,
    Milestone,
    Recommendation,
    Record,
    Subject,
    Update,
)
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.quoting import reworded

PLAIN_EVIDENCE = "evidence"
"""What a public paper calls evidence of a kind that somebody typed."""


@dataclass(frozen=True, slots=True)
class View:
    """What rows are read from: a plan, a day, and what the paper may say.

    A public one tells no number of people under `least`; `accounts` stand beside names.
    """

    snapshot: Snapshot
    today: date
    public: bool = False
    least: int = 0
    accounts: Accounts = field(default_factory=dict, compare=False)
    brief: bool = False
    """Whether only figures are wanted, and no rows of actions."""
    made: dict[RecordId, ActionRow] = field(default_factory=dict, compare=False)
    """The rows of actions made so far: an action stands in several lists of a paper."""

    def note(self, text: str | None) -> str:
        """A free-text note as the paper may show it."""
        return "" if self.public else (text or "").strip()

    def owner(self, person_id: RecordId | None) -> str:
        """A person as the paper may name them; "" for nobody."""
        person = self.snapshot.get(person_id)
        if person is None or not self.public:
            return self.snapshot.name_of(person_id)
        return published_name(self.snapshot, person)

    def author(self, record: Record, name: str) -> str:
        """A signature, by the field in which it stands, as the paper may show it."""
        return "" if self.public else signed_by(record, name, self.accounts)

    def kind(self, kind: str | None) -> str:
        """A kind of evidence as the paper may show it: in public, only one that the program offers."""
        return (kind or "") if not self.public or kind in KINDS else PLAIN_EVIDENCE

    def may_show(self, evidence: Evidence) -> bool:
        """Whether a piece of evidence may stand in the paper at all."""
        return not self.public or may_be_published(evidence)

    def small(self, measure: Measure, value: float | None) -> bool:
        """Whether a measure's value is a number of people that is too small for the paper."""
        return self.public and is_small(measure.name, measure.unit, value, self.least)


@dataclass(frozen=True, slots=True)
class Note:
    """A dated remark; `text` is "" where the paper may not show it."""

    dated: date | None
    text: str
    author: str = ""
    forecast: str = ""
    """What was expected then, and why, where the remark says so."""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action. `original_due` is the date first agreed where it has since moved, None otherwise.

    `assured` tells whether any assurance is claimed at all.
    """

    id: RecordId
    ref: str
    title: str
    description: str
    targets: tuple[str, ...]
    owner: str
    accountable: str
    agency: str
    supporting: tuple[str, ...]
    due: date | None
    original_due: date | None
    forecast_due: date | None
    done: date | None
    slippage: str
    pending: str
    times_moved: int
    days_overdue: int
    delivery: str
    status: Status
    forecast: Status | None
    forecast_reason: str
    assurance: Status
    assured: bool
    evidence: tuple[str, ...]
    update: Note | None
    quiet: str
    reason: str
    first_due: date | None
    start: date | None
    priority: str
    success_measure: str
    evidence_needed: str
    impact: str
    assurance_reason: str
    waits_for: tuple[str, ...]
    milestones: tuple[MilestoneRow, ...]


@dataclass(frozen=True, slots=True)
class MilestoneRow:
    """A step on the way of an action. `first_due` is the date first agreed where it has since moved."""

    ref: str
    title: str
    due: date | None
    first_due: date | None
    done: date | None


@dataclass(frozen=True, slots=True)
class SubjectRow:
    """A recommendation, or a finding taken up, in the inspectors' words, with its actions."""

    id: RecordId
    ref: str
    kind: str
    text: str
    page: int | None
    paragraph: str
    source: str
    theme: str
    national_framework: tuple[str, ...]
    responsible: str
    status: Status
    assurance: Status
    finished: int
    in_force: int
    response: str
    impact: str
    reason: str
    actions: tuple[ActionRow, ...]
    section: str
    timescale: str
    reworded: str
    """What to say where its words are no quotation, for somebody changed them here; "" where they are the report's."""
    update: Note | None
    """The latest that was said of it as a whole."""

    @property
    def quoted(self) -> str:
        """Its words, in quotation marks where they are the report's own; "" without any."""
        words = self.text.strip()
        return words if self.reworded or not words else f"“{words}”"


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One piece of evidence: what it is, what it shows, how old it is, what it serves and who checked it."""

    ref: str
    kind: str
    shows: str
    dated: date | None
    added_on: date | None
    added_by: str
    targets: tuple[str, ...]
    review: str
    checked: str
    note: str
    """What whoever checked it wrote."""
    place: str
    """Its file or link, and what is known of it."""


@dataclass(frozen=True, slots=True)
class ChallengeRow:
    """A question that its asker is not yet content about."""

    ref: str
    question: str
    asked_by: str
    asked_on: date | None
    answer: str
    state: str
    targets: tuple[str, ...]
    answered: str
    """Who answered when, and who was content with it."""


def action_row(view: View, action: Action) -> ActionRow:
    """An action as the paper shows it."""
    if action.id not in view.made:
        view.made[action.id] = _action_row(view, action)
    return view.made[action.id]


def _action_row(view: View, action: Action) -> ActionRow:
    plan, snapshot = view.snapshot.plan, view.snapshot
    extensions = snapshot.extensions_of(action.id)
    return ActionRow(
        id=action.id,
        ref=action.ref,
        title=action.title,
        description=view.note(action.description),
        targets=snapshot.refs_of(action.targets),
        owner=view.owner(action.owner),
        accountable=view.owner(action.accountable),
        agency=snapshot.name_of(action.agency),
        supporting=tuple(snapshot.name_of(agency) for agency in action.supporting),
        due=action.due,
        original_due=action.original_due if action.original_due != action.due else None,
        forecast_due=action.forecast_due,
        done=action.done,
        slippage=moved_words(snapshot, action),
        pending=_pending(action, view),
        times_moved=times_moved(action, extensions),
        days_overdue=days_overdue(action, view.today),
        delivery=action.delivery,
        status=status_words(action, view.today, plan.key),
        forecast=forecast_words(action.forecast, plan.key) if action.forecast else None,
        forecast_reason=view.note(action.forecast_reason),
        assurance=assurance_words(action.assurance, plan.key),
        assured=action.assurance != "none",
        evidence=tuple(item.ref for item in snapshot.evidence_for(action.id) if view.may_show(item)),
        update=_latest(action.id, view),
        quiet=_quiet(action, view),
        reason=view.note(action.delivery_reason),
        first_due=action.original_due,
        start=action.start,
        priority=action.priority or "",
        success_measure=view.note(action.success_measure),
        evidence_needed=view.note(action.evidence_needed),
        impact=view.note(action.impact),
        assurance_reason=view.note(action.assurance_reason),
        waits_for=snapshot.refs_of(action.waits_for),
        milestones=tuple(_milestone_row(milestone) for milestone in snapshot.milestones_of(action.id)),
    )


def _milestone_row(milestone: Milestone) -> MilestoneRow:
    first = milestone.original_due if milestone.original_due != milestone.due else None
    return MilestoneRow(milestone.ref, milestone.title, milestone.due, first, milestone.done)


def _pending(action: Action, view: View) -> str:
    waiting = pending_extension(action, view.snapshot.extensions_of(action.id))
    return f"{show(waiting.new_due)} asked for, not yet agreed" if waiting and waiting.new_due else ""


def _quiet(action: Action, view: View) -> str:
    """Since when nobody has told anything; "" where somebody did on the day of the paper."""
    updates = view.snapshot.updates_for(action.id)
    last = last_sign_of_life(action, updates)
    return quiet_words(action, updates) if last is None or last < view.today else ""


def updates_of(view: View, target: RecordId) -> tuple[Note, ...]:
    """All that was said of a record, oldest first."""
    found = view.snapshot.updates_for(target)
    return tuple(
        Note(update.dated, view.note(update.text), view.author(update, "author"), _expected(view, update))
        for update in found
    )


def _expected(view: View, update: Update) -> str:
    if not update.forecast:
        return ""
    word = forecast_words(update.forecast, view.snapshot.plan.key).word.lower()
    return f"{word}: {why}" if (why := view.note(update.forecast_reason)) else word


def _latest(target: RecordId, view: View) -> Note | None:
    dated = [update for update in view.snapshot.updates_for(target) if update.dated is not None]
    last = max(reversed(dated), key=_by_day, default=None)  # of one day's, the one that was written last
    return Note(last.dated, view.note(last.text), view.author(last, "author")) if last else None


def _by_day(update: object) -> date:
    return getattr(update, "dated", None) or date.min


def longest_slip(actions: Iterable[Action]) -> int:
    """The most days that any of these actions' dates have moved back; 0 for none."""
    return max((days_slipped(action) for action in actions), default=0)


def subject_row(view: View, subject: Subject) -> SubjectRow:
    """A recommendation or finding with its actions, as the paper shows it."""
    snapshot, key = view.snapshot, view.snapshot.plan.key
    actions = snapshot.actions_for(subject.id)
    finished, in_force = progress(actions)
    formal = isinstance(subject, Recommendation)
    return SubjectRow(
        id=subject.id,
        ref=subject.ref,
        kind=subject.kind if formal else f"finding: {subject.kind}",
        text=subject.text,
        page=subject.page,
        paragraph=subject.paragraph or "",
        source=_source_words(snapshot, subject.inspection),
        theme=subject.theme or "",
        national_framework=subject.national_framework,
        responsible=_responsible(view, subject),
        status=recommendation_status(snapshot, subject, view.today),
        assurance=assurance_words(recommendation_assurance(actions), key),
        finished=finished,
        in_force=in_force,
        response=view.note(subject.response),
        impact=view.note(subject.impact) if isinstance(subject, Recommendation) else "",
        reason=view.note(subject.delivery_reason),
        actions=() if view.brief else tuple(action_row(view, action) for action in actions),
        section="" if isinstance(subject, Recommendation) else subject.section or "",
        timescale=(subject.timescale or "") if isinstance(subject, Recommendation) else "",
        reworded=reworded(subject),
        update=None if view.brief else _latest(subject.id, view),
    )


def _responsible(view: View, subject: Subject) -> str:
    """Who leads on a subject: the body the inspectors named, else the agency, with the lead beside it."""
    named = subject.responsible_body if isinstance(subject, Recommendation) else None
    parts = (named or view.snapshot.name_of(subject.agency), view.owner(subject.owner))
    return ", ".join(dict.fromkeys(part for part in parts if part))


def _source_words(snapshot: Snapshot, inspection: RecordId | None) -> str:
    """Which document a subject stands in, where the plan answers more than one."""
    found = snapshot.get(inspection)
    return source_title(found) if found is not None and len(snapshot.inspections) > 1 else ""


def source_title(inspection: Inspection) -> str:
    """What a source document is called."""
    return inspection.title or inspection.document_type or inspection.file or inspection.ref


def evidence_rows(view: View, items: Iterable[Evidence]) -> tuple[EvidenceRow, ...]:
    """The pieces of evidence that the paper may show."""
    return tuple(evidence_row(view, item) for item in items if view.may_show(item))


def evidence_row(view: View, evidence: Evidence) -> EvidenceRow:
    """A piece of evidence as the paper shows it."""
    return EvidenceRow(
        ref=evidence.ref,
        kind=view.kind(evidence.kind),
        shows=view.note(evidence.shows),
        dated=evidence.dated,
        added_on=evidence.added_on,
        added_by=view.author(evidence, "added_by"),
        targets=view.snapshot.refs_of(evidence.targets),
        review=evidence.review,
        checked=_checked(view, evidence),
        note=view.note(evidence.review_note),
        place=_place(view, evidence),
    )


def _place(view: View, evidence: Evidence) -> str:
    """Where it is kept, of which period, until when it holds, and what it replaces."""
    period = show_span(evidence.period_from, evidence.period_to)
    older = view.snapshot.get(evidence.replaces)
    parts = (
        "" if view.public else (evidence.file or evidence.url or ""),
        f"period {period}" if period else "",
        f"refresh by {show(evidence.refresh_by)}" if evidence.refresh_by else "",
        f"replaces {older.ref}" if older is not None else "",
        view.note(evidence.link_fault),
    )
    return ", ".join(part for part in parts if part)


def _checked(view: View, evidence: Evidence) -> str:
    """What came of the check of a piece of evidence, by whom and when, in words.

    Who added it stands before that in a paper with accounts: that both are one must not be hidden.
    """
    added = view.author(evidence, "added_by") if view.accounts else ""
    begun = f"added by {added}; " if added else ""
    if evidence.review == "none":
        return f"{begun}not checked yet"
    who = view.author(evidence, "reviewed_by")
    by = f" by {who}" if who else ""
    on = f", {show(evidence.reviewed_on)}" if evidence.reviewed_on else ""
    return f"{begun}{evidence.review}{by}{on}"


def challenge_row(view: View, challenge: Challenge) -> ChallengeRow:
    """A board's question as the paper shows it: a public paper keeps its number, not its words."""
    return ChallengeRow(
        ref=challenge.ref,
        question=view.note(challenge.question),
        asked_by=view.author(challenge, "asked_by"),
        asked_on=challenge.asked_on,
        answer=view.note(challenge.answer),
        answered=_answered(view, challenge),
        state=challenge.state,
        targets=view.snapshot.refs_of(challenge.targets),
    )


def _answered(view: View, challenge: Challenge) -> str:
    who = (view.author(challenge, "answered_by"), show(challenge.answered_on))
    content = (view.author(challenge, "content_by"), show(challenge.content_on))
    said = (
        f"answered by {', '.join(part for part in who if part)}" if challenge.answered_on or who[0] else "",
        f"content: {', '.join(part for part in content if part) or 'yes'}" if challenge.state == "content" else "",
    )
    return "; ".join(part for part in said if part)
