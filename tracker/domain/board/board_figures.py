"""The figures of a board paper and of the overview: each a list of references with its length."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from tracker.domain.actions.closing import is_closed_unproved
from tracker.domain.actions.evidence import accepted
from tracker.domain.actions.status import FINISHED, Status, in_force
from tracker.domain.board.board_key import OVERDUE_TOKEN, STATUS_TOKENS, key_rows
from tracker.domain.board.board_measures import measure_row
from tracker.domain.board.board_rows import View
from tracker.domain.dates.dates import MONTHS
from tracker.domain.dates.deadlines import is_open, is_overdue, times_moved
from tracker.domain.people.people import owner_has_left
from tracker.domain.plan.external import late, overdue, quiet
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import says_something

NO_AGENCY = "No agency"
ELSEWHERE = "Not under a recommendation"
MANY_PARTS = 18
"""Above so many months, due dates are counted by quarter, and above so many quarters by year."""

Predicate = Callable[[Snapshot, Action, date], bool]


@dataclass(frozen=True, slots=True)
class Figure:
    """A count with the references it counts. `before` is the same count at the last meeting, where it is known."""

    key: str
    label: str
    refs: tuple[str, ...]
    status: Status | None = None
    meaning: str = ""
    before: int | None = None
    colour: str | None = None

    @property
    def count(self) -> int:
        """How many references there are."""
        return len(self.refs)


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The profile of one part of the plan: a recommendation, an agency or a month. `key` stands for the whole part."""

    key: str
    label: str
    figures: tuple[Figure, ...]

    @property
    def count(self) -> int:
        """How many actions the part has."""
        return sum(figure.count for figure in self.figures)


@dataclass(frozen=True, slots=True)
class Rule:
    """A figure in the making: what it is called, what it means and which actions it counts."""

    key: str
    label: str
    meaning: str
    holds: Predicate


def _open(_snapshot: Snapshot, action: Action, _today: date) -> bool:
    return is_open(action)


def _red(_snapshot: Snapshot, action: Action, _today: date) -> bool:
    return is_open(action) and action.forecast == "red"


def _bare_amber(_snapshot: Snapshot, action: Action, _today: date) -> bool:
    bare = not says_something(action.forecast_reason) or action.forecast_due is None
    return is_open(action) and action.forecast == "amber" and bare


def _slipped_twice(snapshot: Snapshot, action: Action, _today: date) -> bool:
    return is_open(action) and times_moved(action, snapshot.extensions_of(action.id)) >= 2


def _no_owner(_snapshot: Snapshot, action: Action, _today: date) -> bool:
    return is_open(action) and action.owner is None


def _no_date(_snapshot: Snapshot, action: Action, _today: date) -> bool:
    return is_open(action) and action.due is None


def _in_force(_snapshot: Snapshot, action: Action, _today: date) -> bool:
    return bool(in_force((action,)))


def _finished(_snapshot: Snapshot, action: Action, _today: date) -> bool:
    return action.delivery in FINISHED


def _moved(snapshot: Snapshot, action: Action, _today: date) -> bool:
    return is_open(action) and times_moved(action, snapshot.extensions_of(action.id)) > 0


def _evidenced(snapshot: Snapshot, action: Action, today: date) -> bool:
    """Whether accepted evidence stands behind a finished action; what anybody says of its assurance is none."""
    return action.delivery in FINISHED and bool(accepted(snapshot.evidence_for(action.id), today))


def _unevidenced(snapshot: Snapshot, action: Action, today: date) -> bool:
    return action.delivery in FINISHED and not _evidenced(snapshot, action, today)


EXCEPTIONS: tuple[Rule, ...] = (
    Rule("overdue", "Overdue", "Still open after the last agreed date.", overdue),
    Rule("red", "Forecast red", "The owner expects to miss the date or the aim.", _red),
    Rule("bare amber", "Amber without a way back", "No reason or no recovery date is given.", _bare_amber),
    Rule("slipped twice", "Slipped twice or more", "Open, and the date has been moved at least twice.", _slipped_twice),
    Rule("quiet", "Gone quiet", "Open, and nobody has reported on it for weeks.", quiet),
    Rule("no owner", "No owner", "Open, and nobody is named to do it.", _no_owner),
    Rule("owner left", "Owner has left", "Open, and the owner named is no longer there to do it.", owner_has_left),
    Rule("no date", "No due date", "There is no date to hold it to.", _no_date),
    Rule("closed unproved", "Closed with something lacking",
         "Closed, for the reason given, though accepted evidence or what came of it is missing.", is_closed_unproved),
)  # fmt: skip
"""Why an action stands among the exceptions, in the order a board reads them."""

EXECUTIVE: tuple[Rule, ...] = (
    Rule("actions", "Actions in the plan", "Without those superseded or not adopted.", _in_force),
    Rule("finished", "Finished", "Complete, verified or closed.", _finished),
    Rule("evidenced", "Finished and evidenced", "Somebody else than who added it accepted its evidence.",
         _evidenced),
    Rule("unevidenced", "Finished, not evidenced", "No evidence of it is accepted yet.", _unevidenced),
    Rule("open", "Open", "Not started or in progress.", _open),
    Rule("overdue now", "Open and overdue", "Past the last agreed date.", overdue),
    Rule("late at first", "Late by the date first agreed", "Finished after it or still open, re-dated or not.",
         late),
    Rule("moved", "Open with a date moved", "An extension was agreed, or the date is not the one first agreed.",
         _moved),
)  # fmt: skip
"""The figures of the first page, in order."""


def select(snapshot: Snapshot, rule: Rule, today: date) -> tuple[Action, ...]:
    """The actions that a rule counts, in the plan's order."""
    return tuple(action for action in snapshot.actions if rule.holds(snapshot, action, today))


def moved(snapshot: Snapshot, today: date) -> tuple[Action, ...]:
    """The open actions whose date was moved."""
    return tuple(action for action in snapshot.actions if _moved(snapshot, action, today))


def rule_figure(snapshot: Snapshot, rule: Rule, today: date) -> Figure:
    """A rule's figure."""
    return Figure(rule.key, rule.label, _refs(select(snapshot, rule, today)), meaning=rule.meaning)


def executive(snapshot: Snapshot, today: date) -> tuple[Figure, ...]:
    """The figures of the first page: actions, recommendations without any, measures at their target."""
    figures = [rule_figure(snapshot, rule, today) for rule in EXECUTIVE]
    bare = (r.ref for r in snapshot.recommendations if not r.delivery and not in_force(snapshot.actions_for(r.id)))
    view = View(snapshot, today)
    met = (row.ref for row in (measure_row(view, m) for m in snapshot.measures) if row.status.word == "Target met")
    figures.append(Figure("bare", "Recommendations without an action", tuple(bare), meaning="Nobody is at work on it."))
    figures.append(Figure("met", "Measures at their target", tuple(met), meaning="By the latest reading."))
    return tuple(figures)


def profile(snapshot: Snapshot, actions: Iterable[Action], today: date, prefix: str = "status") -> tuple[Figure, ...]:
    """Actions counted by status, overdue first; each action stands in exactly one figure."""
    groups: dict[str, list[Action]] = {token: [] for token in STATUS_TOKENS}
    for action in actions:
        groups[OVERDUE_TOKEN if is_overdue(action, today) else action.delivery].append(action)
    rows = {row.token: row for row in key_rows(snapshot.plan.key) if row.axis == "delivery"}
    return tuple(
        Figure(f"{prefix}:{token}", rows[token].status.word, _refs(groups[token]), rows[token].status,
               rows[token].meaning, colour=rows[token].colour)
        for token in STATUS_TOKENS
    )  # fmt: skip


def with_before(figures: Sequence[Figure], earlier: Sequence[Figure]) -> tuple[Figure, ...]:
    """The figures, each with the count of the earlier figure of the same key beside it."""
    counts = {figure.key: figure.count for figure in earlier}
    return tuple(replace(figure, before=counts.get(figure.key)) for figure in figures)


def by_recommendation(snapshot: Snapshot, today: date) -> tuple[Breakdown, ...]:
    """The profile of each recommendation and finding; actions that answer two of them count for both."""
    parts = [
        Breakdown(s.ref, s.ref, profile(snapshot, snapshot.actions_for(s.id), today, s.ref)) for s in snapshot.subjects
    ]  # fmt: skip
    loose = loose_actions(snapshot)
    if loose:
        parts.append(Breakdown("none", ELSEWHERE, profile(snapshot, loose, today, "none")))
    return tuple(parts)


def loose_actions(snapshot: Snapshot) -> tuple[Action, ...]:
    """The actions that answer no recommendation or finding of the plan."""
    return tuple(a for a in snapshot.actions if not any(snapshot.get(target) for target in a.targets))


def by_agency(snapshot: Snapshot, today: date) -> tuple[Breakdown, ...]:
    """The profile of each agency by the actions it owns, most actions first; support does not count."""
    owned: dict[RecordId | None, list[Action]] = {}
    for action in snapshot.actions:
        known = action.agency if snapshot.get(action.agency) else None
        owned.setdefault(known, []).append(action)
    order = sorted(owned, key=lambda agency: (agency is None, -len(owned[agency]), snapshot.name_of(agency)))
    return tuple(_agency_part(snapshot, agency, owned[agency], today) for agency in order)


def _agency_part(snapshot: Snapshot, agency: RecordId | None, actions: list[Action], today: date) -> Breakdown:
    record = snapshot.get(agency)
    key = record.ref if record else "no agency"
    return Breakdown(key, snapshot.name_of(agency) or NO_AGENCY, profile(snapshot, actions, today, key))


def by_month(snapshot: Snapshot, today: date) -> tuple[Breakdown, ...]:
    """The profile of each month by the actions due in it, none left out between; over a long time quarters or years."""
    due = [(action, action.due) for action in in_force(snapshot.actions) if action.due is not None]
    if not due:
        return ()
    months = [day.year * 12 + day.month - 1 for _, day in due]
    step = _step(max(months) - min(months) + 1)
    groups: dict[int, list[Action]] = {place: [] for place in range(min(months) // step, max(months) // step + 1)}
    for (action, _), month in zip(due, months, strict=True):
        groups[month // step].append(action)
    return tuple(_month_part(snapshot, place * step, step, groups[place], today) for place in groups)


def _step(months: int) -> int:
    """How many months are counted together, so that there are few enough parts to be read."""
    for step in (1, 3, 12):
        if months <= step * MANY_PARTS:
            return step
    return 12 * -(-months // (12 * MANY_PARTS))


def _month_part(snapshot: Snapshot, first: int, step: int, actions: list[Action], today: date) -> Breakdown:
    year, index = divmod(first, 12)
    last_year = (first + step - 1) // 12
    names = {1: f"{MONTHS[index]} {year}", 3: f"{MONTHS[index]}–{MONTHS[(index + 2) % 12]} {year}", 12: str(year)}
    key = f"due {year}-{index + 1:02d}"
    return Breakdown(key, names.get(step, f"{year}–{last_year}"), profile(snapshot, actions, today, key))


def _refs(actions: Iterable[Action]) -> tuple[str, ...]:
    return tuple(action.ref for action in actions)
