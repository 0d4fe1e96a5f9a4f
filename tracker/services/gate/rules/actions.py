"""Actions, and what recommendations and findings share with them: dates, states, forecast, assurance."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from tracker.domain.actions.proposals import is_better, proposed_assurance
from tracker.domain.actions.status import FINISHED, OUT_OF_FORCE
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import is_fixed, is_open
from tracker.domain.plan.records import ASSURANCE, Action
from tracker.domain.text.words import says_something
from tracker.errors import UserError
from tracker.services.gate.write import UNDO, Rule, Write, ref_of


def _deadline(write: Write, old: Action | None, new: Action) -> Action:
    """An original date is fixed once the plan is agreed; from then on a deadline moves by a decided extension only."""
    if old is not None:
        taken_back = old.agreed != new.agreed and old.agreed is not None and write.verb != "withdraw"
        moved = is_fixed(old) and old.due != new.due and not _is_decided(write, new)
        if taken_back or moved or (old.original_due is not None and old.original_due != new.original_due):
            raise _is_agreed(write, old)
    agreed = new.agreed or write.after.plan.agreed
    same = old is not None and (old.due, old.delivery, old.agreed) == (new.due, new.delivery, new.agreed)
    if agreed is None or new.due is None or new.original_due is not None or same:
        return new
    return replace(new, agreed=new.agreed or write.today, original_due=new.due)


def _is_decided(write: Write, action: Action) -> bool:
    """Whether an extension that is approved or withdrawn in the same change gives the action its date."""
    for now in write.after.extensions_of(action.id):
        was = getattr(write.before.get(now.id), "state", None)
        if was != now.state and now.state == "approved" and now.new_due == action.due:
            return True
        if was == "approved" and now.state == "withdrawn" and now.old_due == action.due:
            return True
    return False


def _is_agreed(write: Write, action: Action) -> UserError:
    by = f" by {write.before.plan.agreed_by}" if write.before.plan.agreed_by else ""
    ended = "is not undone" if write.verb == "undo" else "cannot be set"
    return UserError(
        f"the deadline of {action.ref} was agreed on {show(action.agreed) or 'an earlier day'}{by} and {ended}",
        f"ask for a new one: tracker extend PLAN {action.ref} --to DATE --reason WHY",
        window="ask for a new date under Deadline (D)",
    )


def _done(write: Write, old: Action | None, new: Action) -> Action:
    """Delivery and done date kept in step; a plan that is brought in need not say on which day something was done."""
    named = write.asked.named
    if is_open(new) and new.done is not None:
        if "delivery" in named and "done" in named:
            raise UserError(f"an action that is {new.delivery} has no done date", "set delivery=complete, or no date",
                            window="choose Complete, or no date")  # fmt: skip
        if "delivery" in named:
            return replace(new, done=None)
        return replace(new, delivery="complete")
    if new.done is not None or new.delivery not in FINISHED:
        return new
    if old is None or is_open(old):
        return replace(new, done=write.today)
    if "done" in named:
        raise UserError(f"{new.ref} is {new.delivery}, so it has a done date", "set delivery=in progress to re-open it",
                        window="choose In progress to re-open it")  # fmt: skip
    return new


def needs_reason(forecast: str | None, reason: str | None) -> None:
    """Raises UserError for a forecast of amber or red that nothing is said for."""
    if forecast in ("amber", "red") and not says_something(reason):
        hint = "add --reason WHY"
        raise UserError(f"a forecast of {forecast} needs a reason", hint, window="say why in a sentence")


def _forecast(write: Write, old: Action | None, new: Action) -> Action:
    """Amber and Red need a reason of their own; a reason of the last forecast does not pass for the next."""
    if new.forecast == (old.forecast if old is not None else None):
        return new
    said = write.asked.why(demanded=new.forecast in ("amber", "red"))
    reason = new.forecast_reason if "forecast_reason" in write.asked.named else said
    needs_reason(new.forecast, reason)
    return replace(new, forecast_reason=reason or None)


def _assurance(write: Write, old: Action | None, new: Action) -> Action:
    """An owner says no better of their own action than is shown; a reason for the last assurance does not pass on."""
    if new.assurance == (old.assurance if old is not None else "none"):
        return new
    shown = proposed_assurance(write.after, new, write.today)
    raised = old is None or ASSURANCE.index(new.assurance) > ASSURANCE.index(old.assurance)
    if raised and is_better("assurance", new.assurance, shown) and write.owns(write.who, old, new):
        said = f"the assurance “{new.assurance}” of {ref_of(old, new)} is given by someone other than its owner"
        raise UserError(f"{said}: {shown.reason}", "leave it to a colleague, or show it: the rules then propose it")
    said = write.asked.why(demanded=False)
    reason = new.assurance_reason if "assurance_reason" in write.asked.named else said
    return replace(new, assurance_reason=reason or None)


def _decision(write: Write, old: Any, new: Any) -> Any:
    """Superseded and not adopted need a reason; the reason goes when the state does."""
    if new.delivery == (old.delivery if old is not None else None):
        return new
    said = write.asked.why(demanded=new.delivery in OUT_OF_FORCE)
    reason = new.delivery_reason if "delivery_reason" in write.asked.named else said
    if new.delivery in OUT_OF_FORCE and not says_something(reason):
        hint = "add --reason WHY"
        raise UserError(f"{new.delivery} needs a reason", hint, window="say why in a sentence")
    return replace(new, delivery_reason=reason or None)


def _verified(write: Write, old: Action | None, new: Action) -> Action:
    """Verifying is done by someone other than the owner, before as after this change."""
    newly = new.delivery == "verified" and (old is None or old.delivery != "verified")
    if newly and write.owns(write.who, old, new):
        raise UserError(
            f"{ref_of(old, new)} is verified by someone other than its owner", "ask a colleague to check it"
        )
    return new


RULES = (
    Rule(_deadline, waived=frozenset()), Rule(_done, waived=UNDO | {"import"}), Rule(_forecast),
    Rule(_assurance, waived=UNDO | {"import"}),
    Rule(_decision), Rule(_verified),
)  # fmt: skip


def _quoted(_write: Write, old: Any, new: Any) -> Any:
    """Words that are edited are no quotation any more: what was read from the report is kept beside them."""
    if old is None or old.text == new.text or old.inspection is None or new.printed != old.printed:
        return new
    printed = old.text if old.printed is None else old.printed
    return replace(new, printed=None if new.text == printed else printed)


OF_SUBJECTS = (Rule(_decision), Rule(_quoted))
