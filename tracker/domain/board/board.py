"""BoardData: everything a board paper shows, computed once; screen, PDF, Word and workbook show the same figures.

Every figure is the length of the list of references it carries, so a figure on screen opens what it counts.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.actions.evidence import is_to_check
from tracker.domain.actions.status import FINISHED
from tracker.domain.board import board_figures as count
from tracker.domain.board.board_asks import asks
from tracker.domain.board.board_changes import (
    Comparison,
    Since,
    WhatChanged,
    compare,
    finished_since,
    what_changed,
)
from tracker.domain.board.board_dates import DeadlineRow, MeetingRow, deadline_rows, upcoming
from tracker.domain.board.board_decisions import CheckDue, DateWaiting, SlipRow, checks_due, dates_waiting, slips
from tracker.domain.board.board_figures import Breakdown, Figure
from tracker.domain.board.board_impact import ImpactRow, impact_rows, voices
from tracker.domain.board.board_key import KeyRow, Term, glossary, key_rows
from tracker.domain.board.board_measures import MeasureRow, measure_row
from tracker.domain.board.board_minutes import NO_MINUTES, Minutes
from tracker.domain.board.board_rows import (
    ActionRow,
    ChallengeRow,
    EvidenceRow,
    SubjectRow,
    View,
    action_row,
    challenge_row,
    evidence_rows,
    longest_slip,
    subject_row,
)
from tracker.domain.board.board_sources import SourceRow, source_row
from tracker.domain.board.board_threads import History, Thread, threads
from tracker.domain.board.board_trend import TrendPoint, trend
from tracker.domain.dates.dates import show
from tracker.domain.guard.published_words import reworded
from tracker.domain.guard.publishing import LEAST, wording
from tracker.domain.people.signed import Accounts
from tracker.domain.plan.fields import PaperText
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Meeting
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many

SHORT_HASH = 8
"""How many characters of the head's hash a paper shows."""

UNTITLED = "Action plan"
"""What a paper calls a plan without a title."""


@dataclass(frozen=True, slots=True)
class ExceptionList:
    """Actions that ask for a board's attention, for one reason."""

    figure: Figure
    rows: tuple[ActionRow, ...]


@dataclass(frozen=True, slots=True)
class Alarm:
    """An action among the exceptions, once, with every reason why it is there."""

    row: ActionRow
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What the title page says."""

    plan: str
    area: str
    summary: str
    marking: str
    """What stands on every page; of what is published that it is."""
    public: bool
    as_at: date
    made_on: date
    """The real day of the plan that is shown; another than `as_at` where the paper judges by a day of its own."""
    agreed: date | None
    number: int
    head: str
    meeting: str
    """The meeting that the paper is for, with its day; "" where none is known."""
    author: str
    item: str
    """Its number on the meeting's agenda."""
    recipients: tuple[str, ...] = ()
    logo: bytes = b""
    agreed_by: str = ""
    number_given: str = ""
    """The number of the report, as the council counts its papers."""
    exempt: str = ""
    """Why the paper is not for publication, as a sentence; "" where it is."""
    lead_officer: str = ""
    cabinet_member: str = ""
    cleared: tuple[str, ...] = ()
    least: int = 0
    """In a public paper, no number of people under this is told."""

    @property
    def given(self) -> tuple[tuple[str, tuple[str, ...]], ...]:
        """What its maker says of the paper, in labels and lines: its number, whom it is for, who stands behind it."""
        said = (
            ("Report number", (self.number_given,)), ("To", self.recipients), ("Lead officer", (self.lead_officer,)),
            ("Cabinet member", (self.cabinet_member,)), ("Cleared by", self.cleared),
        )  # fmt: skip
        return tuple((label, lines) for label, lines in said if any(lines))

    @property
    def day(self) -> str:
        """The day of the paper ("As at 1 Mar 2026"); one that is judged by another day than its own says so."""
        if self.as_at == self.made_on:
            return f"As at {show(self.as_at)}"
        return f"The plan of {show(self.made_on)} judged by {show(self.as_at)}"

    @property
    def seal(self) -> str:
        """The place in the change log that the paper shows ("change 57 · a1b2c3d4")."""
        return f"change {self.number} · {self.head[:SHORT_HASH]}"


@dataclass(frozen=True, slots=True)
class BoardData:
    """Everything a board paper shows. `completed` is what was finished since the last meeting, or in all."""

    title: TitleFacts
    sources: tuple[SourceRow, ...]
    statutory: tuple[DeadlineRow, ...]
    meetings: tuple[MeetingRow, ...]
    headlines: tuple[str, ...]
    figures: tuple[Figure, ...]
    profile: tuple[Figure, ...]
    by_recommendation: tuple[Breakdown, ...]
    by_agency: tuple[Breakdown, ...]
    by_month: tuple[Breakdown, ...]
    changed: WhatChanged | None
    exceptions: tuple[ExceptionList, ...]
    completed: tuple[ActionRow, ...]
    evidence: tuple[EvidenceRow, ...]
    awaiting_review: tuple[EvidenceRow, ...]
    measures: tuple[MeasureRow, ...]
    challenges: tuple[ChallengeRow, ...]
    subjects: tuple[SubjectRow, ...]
    loose: tuple[ActionRow, ...]
    key: tuple[KeyRow, ...]
    glossary: tuple[Term, ...]
    asks: tuple[str, ...] = ()
    alarms: tuple[Alarm, ...] = ()
    """The exceptions with one row an action, the worst first."""
    waiting: tuple[DateWaiting, ...] = ()
    checks: tuple[CheckDue, ...] = ()
    slipped: tuple[SlipRow, ...] = ()
    impact: tuple[ImpactRow, ...] = ()
    voices: tuple[EvidenceRow, ...] = ()
    trend: tuple[TrendPoint, ...] = ()
    minutes: Minutes = NO_MINUTES
    threads: tuple[Thread, ...] = ()
    """Each recommendation whole, where that was asked for."""
    sections: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    """The sections of the paper and the columns of its actions that are wanted; () for all."""
    whole: bool = True
    """Whether the plan by recommendation stands in the paper, so that lists that are cut may lead to it."""
    texts: tuple[PaperText, ...] = ()
    """What its maker says beside what is in the plan: implications, risks, consultation, background papers."""

    def figure(self, key: str) -> Figure:
        """The figure with this key, wherever it stands. Raises KeyError where there is none."""
        parts = (*self.by_recommendation, *self.by_agency, *self.by_month)
        everywhere = (
            *self.figures,
            *self.profile,
            *(entry.figure for entry in self.exceptions),
            *(figure for part in parts for figure in part.figures),
        )
        found = {figure.key: figure for figure in everywhere}
        return found[key]


def board_data(
    snapshot: Snapshot, today: date, *, since: Since | None = None, public: bool = False, made_on: date | None = None,
    meeting: Meeting | None = None, author: str = "", least: int = LEAST, accounts: Accounts | None = None,
    history: History | None = None,
) -> BoardData:  # fmt: skip
    """Everything a board paper shows of a plan on a day, compared with an earlier state where one is given.

    `made_on` is the real day, where `today` stands in for it. Without a `meeting` the paper is for the plan's next.
    Where `accounts` are given, each name that signed has the computer's account beside it. A public paper tells no
    number of people under `least` and no name. With a `history`, if only an empty one, golden threads are made too.
    """
    view = View(snapshot, today, public, least, accounts or {})
    compared = compare(snapshot, today, since) if since else None
    evidence = evidence_rows(view, snapshot.evidence)
    completed = tuple(finished_since(compared) if compared else _finished(snapshot))
    data = _figured(view, compared, since)
    data = replace(
        data,
        title=_title(view, made_on or today, meeting, author),
        completed=_rows(view, completed),
        evidence=evidence,
        awaiting_review=evidence_rows(view, filter(is_to_check, snapshot.evidence)),
        loose=_rows(view, count.loose_actions(snapshot)),
        alarms=_alarms(data.exceptions),
        waiting=dates_waiting(view),
        checks=checks_due(view),
        slipped=slips(view, _rows(view, count.moved(snapshot, today))),
        impact=impact_rows(view, tuple(action.id for action in completed)),
        voices=voices(view),
        threads=threads(view, history) if history is not None else (),
    )
    data = replace(data, headlines=_headlines(data, snapshot), glossary=glossary(_texts(data)), asks=_asks(data))
    return _published(data, snapshot, since) if public else data


def overview_data(snapshot: Snapshot, today: date, since: Since | None = None) -> BoardData:
    """The figures, headlines, changes and recommendations of a board paper, without the rows of actions behind them."""
    view = View(snapshot, today, brief=True)
    data = _figured(view, compare(snapshot, today, since) if since else None, since)
    return replace(data, headlines=_headlines(data, snapshot))


def _figured(view: View, compared: Comparison | None, since: Since | None) -> BoardData:
    """What is counted, and what it is counted of; the lists of a paper are empty."""
    snapshot, today = view.snapshot, view.today
    return BoardData(
        title=_title(view, today, None, ""),
        sources=tuple(source_row(view, inspection) for inspection in snapshot.inspections),
        statutory=deadline_rows(snapshot, today),
        meetings=upcoming(snapshot, today),
        headlines=(),
        figures=_figures(snapshot, today, compared),
        profile=_profile(snapshot, today, compared),
        by_recommendation=count.by_recommendation(snapshot, today),
        by_agency=count.by_agency(snapshot, today),
        by_month=count.by_month(snapshot, today),
        changed=what_changed(compared, since) if compared and since else None,
        exceptions=tuple(_exceptions(view, rule) for rule in count.EXCEPTIONS),
        completed=(),
        evidence=(),
        awaiting_review=(),
        measures=tuple(measure_row(view, measure) for measure in snapshot.measures),
        challenges=tuple(challenge_row(view, c) for c in snapshot.challenges if c.state != "content"),
        subjects=_subjects(view),
        loose=(),
        key=key_rows(snapshot.plan.key),
        glossary=(),
        trend=trend(snapshot, today),
    )


def _published(data: BoardData, snapshot: Snapshot, since: Since | None) -> BoardData:
    """The same with no name that the plan knows, or knew when it is compared with, in any of its words."""
    states = (snapshot, since.state) if since else (snapshot,)
    return reworded(data, wording(states, data.title.least))


def _asks(data: BoardData) -> tuple[str, ...]:
    waiting = {
        **{entry.figure.key: entry.figure.refs for entry in data.exceptions},
        "waiting": tuple(row.ref for row in data.waiting),
        "checks": tuple(row.ref for row in data.checks),
        "evidence": tuple(row.ref for row in data.awaiting_review),
        "questions": tuple(row.ref for row in data.challenges),
    }
    return asks(waiting, data.changed.words if data.changed else "")


def _title(view: View, made_on: date, meeting: Meeting | None, author: str) -> TitleFacts:
    plan = view.snapshot.plan
    meeting = meeting or _next_meeting(view)
    return TitleFacts(
        plan=plan.title.strip() or UNTITLED,
        area=plan.area or next((i.area for i in view.snapshot.inspections if i.area), ""),
        summary=view.note(plan.summary),
        marking="Public version" if view.public else (plan.marking or ""),
        public=view.public,
        as_at=view.today,
        made_on=made_on,
        meeting=_called(meeting) if meeting else "",
        item=(meeting.item or "") if meeting else "",
        author="" if view.public else author,
        least=view.least if view.public else 0,
        agreed=plan.agreed,
        agreed_by=view.author(plan, "agreed_by"),
        number=view.snapshot.number,
        head=view.snapshot.head,
    )


def _next_meeting(view: View) -> Meeting | None:
    coming = [one for one in view.snapshot.meetings if one.held_on is not None and one.held_on >= view.today]
    return min(coming, key=lambda one: one.held_on or date.max, default=None)


def _called(meeting: Meeting) -> str:
    return ", ".join(part for part in (meeting.name or meeting.board, show(meeting.held_on)) if part)


def _figures(snapshot: Snapshot, today: date, compared: Comparison | None) -> tuple[Figure, ...]:
    figures = count.executive(snapshot, today)
    if compared is None:
        return figures
    return count.with_before(figures, count.executive(compared.old, compared.then))


def _profile(snapshot: Snapshot, today: date, compared: Comparison | None) -> tuple[Figure, ...]:
    figures = count.profile(snapshot, snapshot.actions, today)
    if compared is None:
        return figures
    return count.with_before(figures, count.profile(compared.old, compared.old.actions, compared.then))


def _subjects(view: View) -> tuple[SubjectRow, ...]:
    formal = tuple(subject_row(view, recommendation) for recommendation in view.snapshot.recommendations)
    return (*formal, *(subject_row(view, finding) for finding in view.snapshot.findings))


def _exceptions(view: View, rule: count.Rule) -> ExceptionList:
    actions = count.select(view.snapshot, rule, view.today)
    return ExceptionList(count.rule_figure(view.snapshot, rule, view.today), _rows(view, actions))


def _alarms(exceptions: Sequence[ExceptionList]) -> tuple[Alarm, ...]:
    """Each action once: by its gravest reason, then the days it is late, then how many reasons there are."""
    reasons: dict[RecordId, list[str]] = {}
    rows: dict[RecordId, ActionRow] = {}
    rank: dict[RecordId, int] = {}
    for place, entry in enumerate(exceptions):
        for row in entry.rows:
            rows[row.id] = row
            rank.setdefault(row.id, place)
            reasons.setdefault(row.id, []).append(entry.figure.label)
    order = sorted(rows, key=lambda one: (rank[one], -rows[one].days_overdue, -len(reasons[one])))
    return tuple(Alarm(rows[one], tuple(reasons[one])) for one in order)


def _finished(snapshot: Snapshot) -> tuple[Action, ...]:
    return tuple(action for action in snapshot.actions if action.delivery in FINISHED)


def _rows(view: View, actions: Iterable[Action]) -> tuple[ActionRow, ...]:
    return () if view.brief else tuple(action_row(view, action) for action in actions)


def _headlines(data: BoardData, snapshot: Snapshot) -> tuple[str, ...]:
    """The paper in a few sentences: where the plan stands, what changed, what slipped, what is proved."""
    if not data.figure("actions").count:
        held = how_many(len(data.subjects), "recommendation") if data.subjects else "no recommendations"
        return (f"The plan holds {held} and no actions in force.",)
    lines = (_standing(data), _movement(data), _slippage(data, snapshot), _proof(data), _bare(data))
    return tuple(line for line in lines if line)


def _standing(data: BoardData) -> str:
    at = {figure.key: figure.count for figure in data.figures}
    late = f"{at['overdue now']} {_are(at['overdue now'])} overdue" if at["overdue now"] else "none is overdue"
    finished = f"{at['finished']} {_are(at['finished'])}" if at["finished"] else "none is"
    still = f"{at['open']} {_are(at['open'])} open; of those, {late}" if at["open"] else "none is open"
    return f"Of {how_many(at['actions'], 'action')}, {finished} finished and {still}."


def _movement(data: BoardData) -> str:
    if data.changed is None:
        return ""
    said = [f"{len(g.items)} {g.label.lower()}" for g in data.changed.groups if g.items and g.key != "late"]
    late = next((len(g.items) for g in data.changed.groups if g.key == "late"), 0)
    said += [f"{late} became overdue"] if late else []
    return f"Since {data.changed.words}: {', '.join(said) if said else 'nothing changed'}."


def _slippage(data: BoardData, snapshot: Snapshot) -> str:
    moved, twice = data.figure("moved"), data.figure("slipped twice").count
    late = how_many(data.figure("late at first").count, "action")
    missed = f"{late} missed the date first agreed" if data.figure("late at first").count else ""
    if not moved.count:
        return f"No open action has had its date moved{'; ' + missed if missed else ''}."
    refs = frozenset(moved.refs)
    slip = longest_slip(a for a in snapshot.actions if a.ref in refs)
    often = "" if moved.count == 1 else "each " if twice == moved.count else f"{twice} of them "
    more = f" ({often}twice or more)" if twice else ""
    by = f", by up to {how_many(slip, 'day')}" if slip > 0 else ", none to a later day"
    said = f"{how_many(moved.count, 'open action')} {_have(moved.count)} had the date moved{more}{by}"
    return f"{said}; {missed}." if missed else f"{said}."


def _proof(data: BoardData) -> str:
    at = {figure.key: figure.count for figure in data.figures}
    if not at["finished"]:
        return f"No action is finished, so none is evidenced yet; {_tested(at['met'], len(data.measures))}."
    evidenced = f"{at['evidenced']} {_are(at['evidenced'])}" if at["evidenced"] else "none is"
    return f"Of {at['finished']} finished, {evidenced} evidenced; {_tested(at['met'], len(data.measures))}."


def _tested(met: int, measures: int) -> str:
    if measures < 2:
        return f"the one measure is {'' if met else 'not yet '}at its target" if measures else "no measure has been set"
    return f"{met or 'none'} of {measures} measures {_are(met or 1)} at target"


def _bare(data: BoardData) -> str:
    bare = data.figure("bare").count
    return f"{how_many(bare, 'recommendation')} {_have(bare)} no action yet." if bare else ""


def _are(amount: int) -> str:
    return "is" if amount == 1 else "are"


def _have(amount: int) -> str:
    return "has" if amount == 1 else "have"


def _texts(data: BoardData) -> Iterable[str]:
    """Every text of the paper in which a short form may stand."""
    yield from (data.title.plan, data.title.summary)
    for source in data.sources:
        yield from (source.title, source.document_type, *source.addressees)
    for subject in data.subjects:
        yield from (subject.text, subject.response, subject.impact, subject.responsible)
    actions = (*(a for subject in data.subjects for a in subject.actions), *data.loose)
    for action in actions:
        yield from (action.title, action.owner, action.agency, action.forecast_reason, action.reason)
        yield action.update.text if action.update else ""
    yield from (text for c in data.challenges for text in (c.question, c.answer))
    yield from (text for e in data.evidence for text in (e.kind, e.shows))
    yield from (measure.name for measure in data.measures)
