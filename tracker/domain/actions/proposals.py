"""What the rules would say of an action's forecast and assurance, and why. A person decides; where they say better
than the rules, a reason is asked for. Nothing here is ever written by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.domain.actions.evidence import accepted, sufficiency
from tracker.domain.actions.measures import movement
from tracker.domain.actions.status import FINISHED
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import (
    is_due_within,
    is_open,
    is_overdue,
    is_quiet,
    last_sign_of_life,
    pending_extension,
    times_moved,
)
from tracker.domain.dates.statutory import add_months
from tracker.domain.plan.records import ASSURANCE, FORECAST, Action, Verification
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import says_something

LATE_DAYS = 28
"""A forecast date later than the due date by more than this is Red, by less Amber."""
SOON_DAYS = 14
"""Not started with no more than this many days to go is Amber."""
LASTING_MONTHS = 6
"""A check passed so many months after completion, or later, shows that it stuck."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the rules propose (None: nothing) and the sentence that says why."""

    token: str | None
    reason: str


@dataclass(frozen=True, slots=True)
class Proposed:
    """What the rules propose for one action."""

    forecast: Proposal
    assurance: Proposal

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why, a sentence each."""
        return tuple(one.reason for one in (self.forecast, self.assurance) if one.reason)


def proposed(snapshot: Snapshot, action: Action, today: date) -> Proposed:
    """What the rules propose for an action's forecast and assurance on a day."""
    return Proposed(proposed_forecast(snapshot, action, today), proposed_assurance(snapshot, action, today))


def proposed_forecast(snapshot: Snapshot, action: Action, today: date, *, heard: bool = False) -> Proposal:
    """The forecast the rules propose: the worst thing that is so, Green where nothing is; None once it is finished.

    `heard` where someone is reporting on it now, so that silence is over.
    """
    if not is_open(action):
        return Proposal(None, "")
    red = next(_red(snapshot, action, today), None)
    if red is not None:
        return Proposal("red", red)
    amber = next(_amber(snapshot, action, today, heard), None)
    return Proposal("amber", amber) if amber is not None else Proposal("green", "nothing stands in its way")


def _red(snapshot: Snapshot, action: Action, today: date) -> Iterator[str]:
    if action.due is not None and is_overdue(action, today):
        yield f"it was due on {show(action.due)} and is still open"
    late = _days_late(action)
    if late > LATE_DAYS:
        yield f"its forecast date is {late} days after it is due"
    for other in _waited_for(snapshot, action):
        if is_overdue(other, today):
            yield f"it waits for {other.ref}, which is overdue"


def _amber(snapshot: Snapshot, action: Action, today: date, heard: bool) -> Iterator[str]:
    pending = pending_extension(action, snapshot.extensions_of(action.id))
    if pending is not None:
        yield f"a new date ({show(pending.new_due)}) waits for approval"
    if _days_late(action) > 0:
        yield f"its forecast date ({show(action.forecast_due)}) is after it is due"
    moved = times_moved(action, snapshot.extensions_of(action.id))
    if moved >= 2:
        yield f"its date has slipped {'twice' if moved == 2 else f'{moved} times'}"
    updates = snapshot.updates_for(action.id)
    if not heard and is_quiet(action, updates, today, snapshot.plan.quiet_weeks):
        yield f"nobody has reported on it since {show(last_sign_of_life(action, updates))}"
    for other in _waited_for(snapshot, action):
        yield f"it waits for {other.ref}, which is not finished"
    if action.delivery == "not started" and is_due_within(action, today, SOON_DAYS):
        yield f"it is due on {show(action.due)} and has not been started"
    for item in snapshot.evidence_for(action.id):
        if item.review == "returned":
            yield f"its evidence {item.ref} was sent back"


def _days_late(action: Action) -> int:
    if action.forecast_due is None or action.due is None:
        return 0
    return (action.forecast_due - action.due).days


def _waited_for(snapshot: Snapshot, action: Action) -> tuple[Action, ...]:
    others = (snapshot.get(one) for one in action.waits_for)
    return tuple(other for other in others if other is not None and is_open(other))


def proposed_assurance(snapshot: Snapshot, action: Action, today: date) -> Proposal:
    """The assurance the rules propose: as far as each step in turn is shown, and what the next one lacks."""
    if action.delivery not in FINISHED:
        return Proposal("none", "it is not finished yet")
    evidence = snapshot.evidence_for(action.id)
    level = sufficiency(action, evidence, today, snapshot.plan.evidence_rules).level
    if not accepted(evidence, today):
        return Proposal("done", "it is done, and no evidence of it has been accepted by someone else")
    if level != "sufficient":
        how = "out of date or replaced" if level == "none" else level
        return Proposal("done", f"it is done, and its evidence is {how}")
    better = next(_better(snapshot, action), None)
    if better is None:
        return Proposal("evidenced", "its evidence is accepted and sufficient, and no measure shows a difference yet")
    check = _lasting_check(snapshot, action)
    if check is None:
        return Proposal("impact shown", f"its evidence is sufficient and {better}")
    return Proposal("embedded", f"{better}, and {check.ref} found on {show(check.done)} that it stuck")


def _better(snapshot: Snapshot, action: Action) -> Iterator[str]:
    """What the measures of the action, and of what it is for, show where they are better since it was done."""
    found = {m.id: m for target in (action.id, *action.targets) for m in snapshot.measures_for(target)}
    for measure in found.values():
        dated = [(p.dated, p.value) for p in snapshot.points_of(measure.id) if p.dated and p.value is not None]
        since = [one for one in sorted(dated) if action.done is None or one[0] >= action.done]
        state = movement(measure, since[-1][1]) if since else ""
        if state in ("met", "better"):
            yield f"{measure.ref} ({measure.name}) {'is at its target' if state == 'met' else 'has improved'}"


def _lasting_check(snapshot: Snapshot, action: Action) -> Verification | None:
    """The latest check passed six months or more after completion, where none failed after it."""
    done = [one for one in snapshot.verifications_of(action.id) if one.done is not None and one.outcome]
    latest = max(done, key=lambda one: one.done or date.min, default=None)
    if latest is None or latest.done is None or latest.outcome != "passed" or action.done is None:
        return None
    return latest if latest.done >= add_months(action.done, LASTING_MONTHS) else None


def is_better(field: str, chosen: str | None, proposal: Proposal) -> bool:
    """Whether a choice says better than the rules do; a forecast that is not given says nothing."""
    if chosen is None or proposal.token is None:
        return False
    if field == "forecast":
        return FORECAST.index(chosen) < FORECAST.index(proposal.token)
    return ASSURANCE.index(chosen) > ASSURANCE.index(proposal.token)


def differences(snapshot: Snapshot, action: Action, today: date) -> tuple[tuple[str, Proposal], ...]:
    """The fields, forecast and assurance, in which a person says something else than the rules propose."""
    found = proposed(snapshot, action, today)
    pairs = (("forecast", action.forecast, found.forecast), ("assurance", action.assurance, found.assurance))
    return tuple(
        (field, proposal)
        for field, chosen, proposal in pairs
        if None not in (chosen, proposal.token) and chosen != proposal.token
    )


def unexplained(snapshot: Snapshot, action: Action, today: date) -> tuple[tuple[str, Proposal], ...]:
    """The fields in which a person says better than the rules and gives no reason."""
    return tuple(
        (field, proposal)
        for field, proposal in differences(snapshot, action, today)
        if is_better(field, getattr(action, field), proposal) and not says_something(getattr(action, f"{field}_reason"))
    )


def difference_words(action: Action, field: str, proposal: Proposal) -> str:
    """A difference without a reason, in a sentence."""
    chosen = getattr(action, field)
    return (
        f"{action.ref}: the rules propose {field} {proposal.token}, not {chosen}: {proposal.reason}; no reason is given"
    )
