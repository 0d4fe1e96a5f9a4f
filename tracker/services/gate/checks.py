"""What must hold of a record when it is written, and what follows from a change of it.

Every rule takes the record as it was (None for a new one), as it would be, and the fields that were named; it gives
the record back, completed where one thing follows from another, or raises UserError with what to do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, replace
from typing import Any

from tracker.domain.actions.closing import lacking_to_close
from tracker.domain.actions.status import FINISHED, OUT_OF_FORCE
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_open
from tracker.domain.people.people import same_hands, same_person
from tracker.domain.plan.external import waits_for_itself
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import (
    ASSURANCE,
    OPEN_DELIVERY,
    Action,
    Challenge,
    Evidence,
    Kind,
    Measure,
    Milestone,
    Plan,
    Point,
    Verification,
    kind_of,
    specs,
)
from tracker.domain.text.words import says_something
from tracker.errors import UserError
from tracker.services.context import Desk, refuse_unnamed
from tracker.services.gate.figures import settle_measure, settle_plan, settle_reading


@dataclass(frozen=True, slots=True)
class Asked:
    """What a person asked for: the fields they named and the reason they gave."""

    named: Collection[str]
    reason: str = ""
    aside: bool = False
    """This is one row of a merge. Its reason is an update that came along: it tells why things are as they are, not
    why a rule was overruled. Whether actions would wait for each other is judged once all rows are known."""


def settle(desk: Desk, old: Any, new: Any, asked: Asked) -> Any:
    """The record as it is to be written. Raises UserError where a rule forbids it."""
    kind = kind_of(new)
    for name in KINDS[kind].required:
        if getattr(new, name) in (None, "") and (old is None or name in asked.named):
            external = specs(kind)[name].external
            wanted = "something it is for" if external == "for" else f"a {external}"
            raise UserError(f"{_called(new)} needs {wanted}", f"add {external}=…")
    for rule in _RULES.get(kind, ()):
        new = rule(desk, old, new, asked)
    return new


def is_fixed(action: Action) -> bool:
    """Whether an action's original date is fixed, so that its deadline moves by extension only."""
    return action.agreed is not None and action.original_due is not None


def fixed_if_agreed(desk: Desk, action: Action) -> Action:
    """The action with its original date fixed, where the plan (or the action) is agreed and the date is not fixed."""
    agreed = action.agreed or (desk.act.today if desk.snapshot.plan.agreed else None)
    if agreed is None or action.due is None or action.original_due is not None:
        return action
    return replace(action, agreed=agreed, original_due=action.due)


def _deadline(desk: Desk, old: Action | None, new: Action, _asked: Asked) -> Action:
    if old is not None and old.due != new.due and is_fixed(old):
        raise UserError(
            f"the deadline of {old.ref} was agreed on {show(old.agreed)} and cannot be set",
            f"ask for a new one: tracker extend PLAN {old.ref} --to DATE --reason WHY",
        )
    return fixed_if_agreed(desk, new) if old is None or old.due != new.due else new


def _done(desk: Desk, old: Action | None, new: Action, asked: Asked) -> Action:
    """Delivery and done date kept in step; a done date in the future is refused."""
    if new.done is not None and new.done > desk.act.today and (old is None or old.done != new.done):
        raise UserError(f"{show(new.done)} is in the future, so nothing was done on it", "give the day it was done")
    was_open = old is None or is_open(old)
    if is_open(new) and new.done is not None:
        if "delivery" in asked.named and "done" in asked.named:
            raise UserError(f"an action that is {new.delivery} has no done date", "set delivery=complete, or no date")
        if "delivery" in asked.named:
            return replace(new, done=None)
        return replace(new, delivery="complete")
    if new.done is not None or new.delivery not in FINISHED:
        return new
    if was_open:
        return replace(new, done=desk.act.today)
    if "done" in asked.named:
        raise UserError(f"{new.ref} is {new.delivery}, so it has a done date", "set delivery=in progress to re-open it")
    return new


def _forecast(_desk: Desk, old: Action | None, new: Action, asked: Asked) -> Action:
    """Amber and Red need a reason of their own; a reason of the last forecast does not pass for the next."""
    if new.forecast == (old.forecast if old is not None else None):
        return new
    reason = new.forecast_reason if "forecast_reason" in asked.named else asked.reason
    if new.forecast in ("amber", "red") and not says_something(reason):
        raise UserError(f"a forecast of {new.forecast} needs a reason", "add forecast_reason=… or --reason")
    return replace(new, forecast_reason=reason or None)


def _assurance(_desk: Desk, old: Action | None, new: Action, asked: Asked) -> Action:
    """A reason for the last assurance does not pass for the next."""
    if new.assurance == (old.assurance if old is not None else "none"):
        return new
    reason = new.assurance_reason if "assurance_reason" in asked.named else asked.reason
    return replace(new, assurance_reason=reason or None)


def _decision(_desk: Desk, old: Any, new: Any, asked: Asked) -> Any:
    """Superseded and not adopted need a reason; the reason goes when the state does."""
    before = old.delivery if old is not None else None
    if new.delivery == before:
        return new
    said = "" if asked.aside and new.delivery == "closed" else asked.reason
    reason = new.delivery_reason if "delivery_reason" in asked.named else said
    if new.delivery in OUT_OF_FORCE and not says_something(reason):
        raise UserError(f"{new.delivery} needs a reason", "add delivery_reason=… or --reason")
    return replace(new, delivery_reason=reason or None)


def _closing(desk: Desk, old: Action | None, new: Action, _asked: Asked) -> Action:
    """Closing asks for evidence that someone else accepted and for what came of it, or for a reason boards see.

    Verifying is done by someone other than the owner, before as after this change.
    """
    if old is not None and old.delivery == new.delivery:
        _refuse_emptying(desk, old, new)
        return new
    if new.delivery == "verified" and owned_by_hands(desk, desk.who, old, new):
        raise UserError(f"{_called(new)} is verified by someone other than its owner", "ask a colleague to check it")
    if new.delivery == "closed" and not says_something(new.delivery_reason):
        lacking = lacking_to_close(desk.snapshot, new, desk.act.today)
        if lacking:
            said = f"{_called(new)} cannot be closed yet: it lacks " + " and ".join(lacking)
            raise UserError(said, "add what is lacking, or close it with --reason, which boards will see")
    return new


def owned_by_hands(desk: Desk, name: str | None, *actions: Action | None) -> bool:
    """Whether somebody of this name owns one of these states of an action, or acts with its owner's hands."""
    now = desk.uow.snapshot()
    owners = {now.name_of(action.owner) for action in actions if action is not None}
    return any(same_hands(now, owner, name) for owner in owners)


_CLOSED_ON = ("delivery_reason", "impact")


def _refuse_emptying(desk: Desk, old: Action, new: Action) -> None:
    """What an action was closed on, its reason or what came of it, is not taken away while it is closed."""
    emptied = any(says_something(getattr(old, n)) and not says_something(getattr(new, n)) for n in _CLOSED_ON)
    lacking = lacking_to_close(desk.snapshot, new, desk.act.today) if emptied and new.delivery == "closed" else ()
    if lacking and not says_something(new.delivery_reason):
        said = f"{old.ref} is closed, and would lack " + " and ".join(lacking)
        raise UserError(said, "re-open it first, or leave the reason it was closed for")


def _waits(desk: Desk, old: Action | None, new: Action, asked: Asked) -> Action:
    """No action waits for itself; what is merged is judged as a whole, since it may turn a link round."""
    if asked.aside and new.id not in new.waits_for:
        return new
    if old is None or old.waits_for != new.waits_for:
        refuse_cycle(desk, new)
    return new


def refuse_cycle(desk: Desk, action: Action) -> None:
    """Raises UserError where an action would in the end wait for itself."""
    if waits_for_itself(desk.snapshot, action):
        raise UserError(f"{_called(action)} would wait for itself", "take one of the links out")


def _register(desk: Desk, old: Any, new: Any, _asked: Asked) -> Any:
    """A name can be seen, and stands in its register once."""
    if old is None or old.name != new.name:
        refuse_unnamed(new.name, "a person" if kind_of(new) is Kind.PERSON else "an agency")
    for other in desk.snapshot.of(kind_of(new)):
        if other.id != new.id and same_person(other.name, new.name) and (old is None or old.name != new.name):
            raise UserError(f"{other.name} is in the plan already, as {other.ref}", f"use {other.ref}")
    return new


def _milestone(desk: Desk, old: Milestone | None, new: Milestone, _asked: Asked) -> Milestone:
    """A milestone of an agreed action keeps the date it was given first."""
    action = desk.snapshot.get(new.action)
    agreed = action is not None and (action.agreed is not None or desk.snapshot.plan.agreed is not None)
    first = old.due if old is not None and old.due is not None else new.due
    if agreed and first is not None and new.original_due is None:
        return replace(new, original_due=first)
    return new


def _replaces(desk: Desk, old: Evidence | None, new: Evidence, _asked: Asked) -> Evidence:
    if old is None or old.replaces != new.replaces:
        refuse_ring(desk, new)
    return new


def refuse_ring(desk: Desk, evidence: Evidence) -> None:
    """Raises UserError where evidence would in the end replace itself."""
    now = desk.uow.snapshot()
    seen: set[RecordId] = set()
    older = evidence.replaces
    while older is not None and older not in seen:
        if older == evidence.id:
            said = f"{_called(evidence)} would be replaced by what it replaces itself"
            raise UserError(said, "the newer one replaces the older one, and not the other way round")
        seen.add(older)
        other = now.get(older)
        older = other.replaces if other is not None else None


def _reviewed(_desk: Desk, old: Evidence | None, new: Evidence, _asked: Asked) -> Evidence:
    """Evidence that says something else than was reviewed waits for review again."""
    looked_at = ("targets", "kind", "shows", "dated", "url", "period_from", "period_to")
    if old is None or old.review == "none" or all(getattr(old, n) == getattr(new, n) for n in looked_at):
        return new
    return replace(new, review="none", reviewed_by=None, reviewed_on=None, review_note=None)


def _challenge(desk: Desk, old: Challenge | None, new: Challenge, asked: Asked) -> Challenge:
    """An answer answers an open question; only "content" ends it, on a day.

    Whoever adds a question asked it, unless it is said who did, or that nobody knows.
    """
    if old is None:
        asker = new.asked_by if "asked_by" in asked.named else desk.who
        new = replace(new, asked_by=asker, asked_on=new.asked_on or desk.act.today)
    if new.answer and (old is None or old.answer != new.answer):
        state = new.state if "state" in asked.named else "answered"
        by, on = new.answered_by or desk.who, new.answered_on or desk.act.today
        new = replace(new, state=state, answered_by=by, answered_on=on)
    if new.state == "content":
        return replace(new, content_on=new.content_on or desk.act.today, content_by=new.content_by or new.asked_by)
    return replace(new, content_on=None, content_by=None)


def _verification(desk: Desk, old: Verification | None, new: Verification, asked: Asked) -> Verification:
    """A check with an outcome is signed and dated, and neither its checker nor whoever records it owns the action.

    What was found is not changed, taken away or hung on another action by an owner either.
    """
    found_before = old is not None and old.outcome is not None
    if new.outcome is None and not found_before:
        return _not_ahead(desk, old, new)
    if new.outcome is not None:
        new = _signed(desk, old, new, asked)
    signers = {desk.who} | ({new.checked_by} if _is_signed_anew(old, new) else set())
    for action in _checked_actions(desk, old, new):
        if any(owned_by_hands(desk, name, action) for name in signers):
            raise UserError(f"{action.ref} is checked by someone other than its owner", "ask a colleague to check it")
    return _not_ahead(desk, old, new)


def _is_signed_anew(old: Verification | None, new: Verification) -> bool:
    said = ("outcome", "checked_by", "action")
    return old is None or any(getattr(old, name) != getattr(new, name) for name in said)


def _checked_actions(desk: Desk, old: Verification | None, new: Verification) -> list[Action]:
    """What a check is of, before and after it is changed, and before and after this command so far."""
    ids = dict.fromkeys(one.action for one in (old, new) if one is not None)
    found = (snapshot.get(one) for one in ids for snapshot in (desk.snapshot, desk.uow.snapshot()))
    return [action for action in found if isinstance(action, Action)]


def _signed(desk: Desk, old: Verification | None, new: Verification, asked: Asked) -> Verification:
    """A check with an outcome, signed and dated where it is new; who made it and when are not emptied later."""
    standing = old is not None and old.outcome is not None
    for name, what in (("checked_by", "who made it"), ("done", "the day it was made")):
        if standing and name in asked.named and not getattr(new, name):
            raise UserError(f"{new.ref} has an outcome, so it says {what}", "change it, or take the outcome away first")
    return replace(new, checked_by=new.checked_by or desk.who, done=new.done or desk.act.today)


def _not_ahead(desk: Desk, old: Verification | None, new: Verification) -> Verification:
    if new.done is not None and new.done > desk.act.today and (old is None or old.done != new.done):
        raise UserError(f"{show(new.done)} is in the future, so nothing was checked on it", "give the day of the check")
    return new


def reopened(desk: Desk, old: Verification | None, new: Verification) -> Action | None:
    """The action that a failed check re-opens, saying so; None where there is nothing to re-open or to take back.

    What was proved of it does not hold either: its assurance goes back to "done" at most.
    """
    failed_now = new.outcome == "failed" and (old is None or old.outcome != "failed")
    action = desk.snapshot.get(new.action)
    if not failed_now or not isinstance(action, Action):
        return None
    failed = f"the check {new.ref} of {show(new.done)} failed"
    if ASSURANCE.index(action.assurance) > ASSURANCE.index("done"):
        action = replace(action, assurance="done", assurance_reason=f"Taken back: {failed}")
    elif action.delivery in OPEN_DELIVERY:
        return None
    if action.delivery not in OPEN_DELIVERY:
        action = replace(action, delivery="in progress", done=None, delivery_reason=f"Re-opened: {failed}")
    return action


def _plan(_desk: Desk, old: Plan | None, new: Plan, asked: Asked) -> Plan:
    return settle_plan(old, new, asked.named)


def _measure(_desk: Desk, old: Measure | None, new: Measure, asked: Asked) -> Measure:
    return settle_measure(old, new, asked.named)


def _reading(desk: Desk, old: Point | None, new: Point, _asked: Asked) -> Point:
    return settle_reading(desk, old, new)


def _called(record: Any) -> str:
    return record.ref or f"the new {kind_of(record)}"


Rule = Callable[[Desk, Any, Any, Asked], Any]
_RULES: dict[Kind, tuple[Rule, ...]] = {
    Kind.ACTION: (_deadline, _done, _forecast, _assurance, _decision, _closing, _waits),
    Kind.RECOMMENDATION: (_decision,),
    Kind.FINDING: (_decision,),
    Kind.PERSON: (_register,),
    Kind.AGENCY: (_register,),
    Kind.MILESTONE: (_milestone,),
    Kind.EVIDENCE: (_replaces, _reviewed),
    Kind.CHALLENGE: (_challenge,),
    Kind.VERIFICATION: (_verification,),
    Kind.PLAN: (_plan,),
    Kind.MEASURE: (_measure,),
    Kind.POINT: (_reading,),
}
