"""Whether evidence stands up: rules with a sentence each, added up to a level. They point; a person decides."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates.dates import show
from tracker.domain.dates.statutory import add_months
from tracker.domain.people.people import fold, same_person
from tracker.domain.plan.fields import EvidenceRule
from tracker.domain.plan.records import Action, Evidence

KINDS = (
    "Case-file audit", "Multi-agency audit", "Dip sample", "Practice observation", "Performance indicator / dataset",
    "Children's or care leavers' feedback", "Parents' / carers' feedback", "Staff survey or feedback",
    "Supervision record sample", "Policy, procedure or protocol", "Training record / take-up",
    "Minutes or decision record", "Commissioning / contract document", "Inspection or monitoring visit finding",
    "Peer review finding", "Case example (anonymised)", "Independent scrutineer report", "External evaluation",
    "Photograph / published page",
)  # fmt: skip
"""The kinds offered; a kind of one's own may be typed."""

ACTIVITY_WORDS = (
    "policy", "procedure", "protocol", "training", "minutes", "decision record", "commissioning", "contract",
    "photograph", "published page", "guidance", "strategy", "agenda",
)  # fmt: skip
"""A kind that holds one of these words shows that something was done, not what difference it made."""


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """How far the evidence stands up: none, thin, fair or sufficient, and why, a sentence each."""

    level: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    holds: bool
    sentence: str


@dataclass(frozen=True, slots=True)
class _Judged:
    """The evidence that counts, the day the work was completed, and the day it is judged on."""

    evidence: Sequence[Evidence]
    completed: date | None
    today: date | None


RULES = (
    EvidenceRule("mixed kinds", True, 2),
    EvidenceRule("after completion"),
    EvidenceRule("checked by another"),
    EvidenceRule("shows practice"),
    EvidenceRule("recent", False, 12),
)
"""The rules there are, as they hold where a plan says nothing else."""
RULE_WORDS: dict[str, tuple[str, str]] = {
    "mixed kinds": ("A kind of evidence is given.", "At least {} kinds of evidence agree or can be compared."),
    "after completion": ("At least one item is from completion or later.",
                         "At least {} items are from completion or later."),
    "checked by another": ("Someone other than who added it has accepted at least one item.",
                           "Someone other than who added them has accepted at least {} items."),
    "shows practice": ("At least one item shows practice or its effect, not activity.",
                       "At least {} items show practice or its effect, not activity."),
    "recent": ("The latest item is not older than a month.", "The latest item is not older than {} months."),
}  # fmt: skip
"""Each rule as a sentence: for a least number of one, and for more."""


def rules_of(own: Iterable[EvidenceRule]) -> tuple[EvidenceRule, ...]:
    """Every rule, in order, as the plan sets it; where it says nothing of one, as usual."""
    said = {rule.rule: rule for rule in own}
    return tuple(said.get(usual.rule, usual) for usual in RULES)


def in_force(own: Iterable[EvidenceRule]) -> tuple[EvidenceRule, ...]:
    """The rules that evidence is judged by: those that are on; the usual ones where a plan has turned all off."""
    return tuple(rule for rule in rules_of(own) if rule.on) or tuple(rule for rule in RULES if rule.on)


def rule_words(rule: EvidenceRule) -> str:
    """A rule as a sentence a board could read."""
    one, many = RULE_WORDS[rule.rule]
    return one if rule.least == 1 else many.format(rule.least)


def sufficiency(
    action: Action, evidence: Iterable[Evidence], today: date | None = None, rules: Iterable[EvidenceRule] = ()
) -> Sufficiency:
    """How far an action's evidence stands up by the plan's rules (none: the usual ones).

    Items that were sent back, replaced by a newer one, past their refresh date, or of which nothing is left to be
    looked at do not count and are said so.
    """
    return judge(action.done, tuple(evidence), today, rules)


def judge(
    completed: date | None,
    evidence: Sequence[Evidence],
    today: date | None = None,
    rules: Iterable[EvidenceRule] = (),
) -> Sufficiency:
    """How far evidence stands up for something completed on a day (None: not yet).

    Sufficient where every rule in force holds, fair where at least half of them do, else thin.
    """
    counting = counted(evidence, today)
    aside = _set_aside(evidence, counting)
    if not counting:
        return Sufficiency("none", (*aside, "No other evidence.") if aside else ("No evidence yet.",))
    applied = in_force(rules)
    verdicts = [_VERDICTS[rule.rule](_Judged(counting, completed, today), rule.least) for rule in applied]
    held = sum(verdict.holds for verdict in verdicts)
    level = "sufficient" if held == len(verdicts) else "fair" if held * 2 >= len(verdicts) else "thin"
    return Sufficiency(level, (*(verdict.sentence for verdict in verdicts), *aside))


def counted(evidence: Iterable[Evidence], today: date | None = None) -> tuple[Evidence, ...]:
    """The evidence that counts: not sent back, not replaced, not past its refresh date, and there to be looked at."""
    items = tuple(evidence)
    replaced = {item.replaces for item in items if item.replaces is not None}
    return tuple(
        e
        for e in items
        if e.review != "returned" and e.id not in replaced and not is_stale(e, today) and not is_empty(e)
    )


def is_empty(evidence: Evidence) -> bool:
    """Whether nothing is left to be looked at: its file was erased, or its link was, and the other is not there.

    A file goes with its name, so that evidence without one has no file; its SHA-256 stays and says which it was.
    """
    return not evidence.file and not evidence.url


def is_to_check(evidence: Evidence) -> bool:
    """Whether evidence waits to be looked at by somebody else; what was erased can be looked at by nobody."""
    return evidence.review == "none" and not is_empty(evidence)


def state_words(evidence: Sequence[Evidence], today: date) -> str:
    """How evidence stands in few words ("3 evidence: 1 accepted, 2 to check"); "" where there is none."""
    if not evidence:
        return ""
    replaced = {item.replaces for item in evidence}
    counts = (
        (len(accepted(evidence, today)), "accepted"),
        (sum(is_to_check(item) and item.id not in replaced for item in evidence), "to check"),
        (sum(item.review == "returned" and item.id not in replaced for item in evidence), "sent back"),
    )
    told = ", ".join(f"{count} {words}" for count, words in counts if count)
    return f"{len(evidence)} evidence: {told or 'none counts'}"


def accepted(evidence: Iterable[Evidence], today: date | None = None) -> tuple[Evidence, ...]:
    """The evidence that counts and that someone other than who added it has accepted."""
    return tuple(item for item in counted(evidence, today) if is_checked(item))


def is_stale(evidence: Evidence, today: date | None) -> bool:
    """Whether the evidence is past the day by which it was to be refreshed."""
    return today is not None and evidence.refresh_by is not None and evidence.refresh_by < today


def is_checked(evidence: Evidence) -> bool:
    """Whether someone other than who added it has accepted it."""
    return (
        evidence.review == "accepted"
        and bool(fold(evidence.reviewed_by))
        and not same_person(evidence.reviewed_by, evidence.added_by)
    )


def shows_practice(evidence: Evidence) -> bool:
    """Whether its kind shows practice or its effect rather than activity."""
    kind = fold(evidence.kind)
    return bool(kind) and not any(word in kind for word in ACTIVITY_WORDS)


def _mixed(judged: _Judged, least: int) -> _Verdict:
    kinds = {fold(item.kind): item.kind for item in judged.evidence if fold(item.kind)}
    if not kinds:
        return _Verdict(False, "No kind is given: say what sort of evidence it is.")
    if len(kinds) >= least:
        agree = f"{len(kinds)} kinds of evidence agree or can be compared." if len(kinds) > 1 else "A kind is given."
        return _Verdict(True, agree)
    if len(kinds) == 1:
        more = "add another kind" if least == 2 else f"{least} kinds are asked for"
        return _Verdict(False, f"Only one kind of evidence ({next(iter(kinds.values()))}): {more}.")
    return _Verdict(False, f"Only {len(kinds)} kinds of evidence: {least} kinds are asked for.")


def _after(judged: _Judged, least: int) -> _Verdict:
    completed = judged.completed
    if completed is None:
        return _Verdict(False, "The work is not complete yet, so nothing can be dated after it.")
    dated = [item.dated for item in judged.evidence if item.dated is not None]
    if not dated:
        return _Verdict(False, "No evidence has a date of its own.")
    if max(dated) < completed:
        return _Verdict(
            False, f"The latest evidence ({show(max(dated))}) is older than completion ({show(completed)})."
        )
    later = [day for day in dated if day >= completed]
    if len(later) < least:
        return _Verdict(False, f"{_items(len(later))} from completion or later: {least} are asked for.")
    return _Verdict(True, f"Evidence of {show(max(later))} is from completion ({show(completed)}) or later.")


def _checked(judged: _Judged, least: int) -> _Verdict:
    checked = [item for item in judged.evidence if is_checked(item)]
    if not checked:
        return _Verdict(False, "Nobody but those who added it has checked it.")
    if len(checked) < least:
        return _Verdict(False, f"{_items(len(checked))} accepted by someone else: {least} are asked for.")
    return _Verdict(True, f"Checked by someone else ({checked[-1].reviewed_by}).")


def _practice(judged: _Judged, least: int) -> _Verdict:
    showing = [item for item in judged.evidence if shows_practice(item)]
    if not showing:
        return _Verdict(False, "It shows that something was done, not what difference it made.")
    if len(showing) < least:
        return _Verdict(False, f"{_items(len(showing))} showing practice: {least} are asked for.")
    return _Verdict(True, "It shows practice, not only that something was done.")


def _recent(judged: _Judged, least: int) -> _Verdict:
    latest = max((item.dated for item in judged.evidence if item.dated is not None), default=None)
    if latest is None or judged.today is None:
        return _Verdict(False, "No evidence has a date, so nothing says how old it is.")
    if add_months(latest, least) < judged.today:
        return _Verdict(False, f"The latest evidence ({show(latest)}) is older than {_months(least)}.")
    return _Verdict(True, f"The latest evidence ({show(latest)}) is not older than {_months(least)}.")


def _items(count: int) -> str:
    return "Only one item is" if count == 1 else f"Only {count} items are"


def _months(count: int) -> str:
    return "a month" if count == 1 else f"{count} months"


_VERDICTS: dict[str, Callable[[_Judged, int], _Verdict]] = {
    "mixed kinds": _mixed,
    "after completion": _after,
    "checked by another": _checked,
    "shows practice": _practice,
    "recent": _recent,
}


def _set_aside(evidence: Sequence[Evidence], counting: Sequence[Evidence]) -> tuple[str, ...]:
    aside = (item for item in evidence if item not in counting)
    return tuple(f"{item.ref} {_why_aside(item)} and does not count." for item in aside)


def _why_aside(item: Evidence) -> str:
    if item.review == "returned":
        return "was sent back"
    return "has neither a file nor a link any more" if is_empty(item) else "is out of date or replaced"
