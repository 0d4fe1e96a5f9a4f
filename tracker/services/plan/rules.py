"""The plan's own rules: what makes evidence sufficient, when checks come, and after how long silence counts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from tracker.domain.actions.evidence import RULE_WORDS, RULES, rules_of
from tracker.domain.actions.verification import CHECK_MONTHS, checked_months
from tracker.domain.people.people import fold
from tracker.domain.plan.fields import EvidenceRule
from tracker.errors import UserError
from tracker.services.context import Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork

LARGEST = 99
"""The highest number a rule may ask for."""


def set_rules(
    uow: UnitOfWork,
    act: Act,
    rules: Iterable[EvidenceRule],
    *,
    check_months: Sequence[str] | None = None,
    quiet_weeks: int | None = None,
) -> Done:
    """Gives the plan these rules as one changeset; those not named stay as they are.

    `check_months` and `quiet_weeks` stay as they are where they are None. Raises UserError for rules that nothing
    could be judged by.
    """
    context = context_of(uow, act)
    plan = context.snapshot.plan
    given = {checked_rule(rule).rule: rule for rule in rules}
    kept = tuple(given.get(rule.rule, rule) for rule in rules_of(plan.evidence_rules))
    if not any(rule.on for rule in kept):
        raise UserError("one rule of sufficiency at least is on", "leave one on, so that evidence can be judged")
    months = plan.check_months if check_months is None else checked_months(check_months)
    if months == tuple(str(one) for one in CHECK_MONTHS):
        months = ()
    weeks = plan.quiet_weeks if quiet_weeks is None else _weeks(quiet_weeks)
    own = () if kept == RULES else kept
    context.uow.put(replace(plan, evidence_rules=own, check_months=months, quiet_weeks=weeks))
    return Done(commit(context, "edit"))


def clear_rules(uow: UnitOfWork, act: Act) -> Done:
    """Gives the plan's own rules up: the usual ones again, for checks and silence too."""
    context = context_of(uow, act)
    context.uow.put(replace(context.snapshot.plan, evidence_rules=(), check_months=(), quiet_weeks=None))
    return Done(commit(context, "edit"))


def checked_rule(rule: EvidenceRule) -> EvidenceRule:
    """The rule, if there is such a one and its number can be met. Raises UserError otherwise."""
    if rule.rule not in RULE_WORDS:
        raise UserError(f"there is no rule “{rule.rule}”", "there are " + "; ".join(RULE_WORDS))
    if not 1 <= rule.least <= LARGEST:
        raise UserError(f"“{rule.rule}” cannot ask for {rule.least}", f"write a number from 1 to {LARGEST}")
    return rule


def read_rule(text: str) -> EvidenceRule:
    """A rule as it is typed: "checked by another=on,2". Raises UserError where it cannot be read."""
    name, _, said = text.partition("=")
    state, _, number = (part.strip() for part in said.partition(","))
    usual = {rule.rule: rule for rule in RULES}.get(fold(name))
    if usual is None or fold(state) not in ("on", "off") or (number and not number.isdecimal()):
        hint = "write, for example, “checked by another=on,2”; there are " + "; ".join(RULE_WORDS)
        raise UserError(f"“{text}” is not a rule of sufficiency", hint)
    return checked_rule(EvidenceRule(usual.rule, fold(state) == "on", int(number) if number else usual.least))


def _weeks(given: int) -> int:
    if not 1 <= given <= LARGEST:
        raise UserError("an action goes quiet after one week at least", f"write a number from 1 to {LARGEST}")
    return given
