"""Whether evidence stands up: rules with a sentence each, added up to a level. They point; a person decides."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.dates import show
from tracker.domain.people import fold, same_person
from tracker.domain.records import Action, Evidence

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

LEVELS = ("none", "thin", "fair", "sufficient")


@dataclass(frozen=True, slots=True)
class Sufficiency:
    """How far the evidence stands up: none, thin, fair or sufficient, and why, a sentence each."""

    level: str
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class _Verdict:
    holds: bool
    sentence: str


def sufficiency(action: Action, evidence: Iterable[Evidence], today: date | None = None) -> Sufficiency:
    """How far an action's evidence stands up: mixed kinds, dated after completion, checked by someone else, practice.

    Items that were sent back, replaced by a newer one, or are past their refresh date do not count and are said so.
    """
    return judge(action.done, tuple(evidence), today)


def judge(completed: date | None, evidence: Sequence[Evidence], today: date | None = None) -> Sufficiency:
    """How far evidence stands up for something completed on a day (None: not yet)."""
    counting = counted(evidence, today)
    aside = _set_aside(evidence, counting)
    if not counting:
        return Sufficiency("none", (*aside, "No other evidence.") if aside else ("No evidence yet.",))
    verdicts = (_mixed(counting), _after(completed, counting), _checked(counting), _practice(counting))
    held = sum(verdict.holds for verdict in verdicts)
    level = "sufficient" if held == len(verdicts) else "fair" if held >= 2 else "thin"
    return Sufficiency(level, (*(verdict.sentence for verdict in verdicts), *aside))


def counted(evidence: Iterable[Evidence], today: date | None = None) -> tuple[Evidence, ...]:
    """The evidence that counts: not sent back, not replaced, not past its refresh date."""
    items = tuple(evidence)
    replaced = {item.replaces for item in items if item.replaces is not None}
    return tuple(e for e in items if e.review != "returned" and e.id not in replaced and not is_stale(e, today))


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


def _mixed(evidence: Sequence[Evidence]) -> _Verdict:
    kinds = {fold(item.kind): item.kind for item in evidence if fold(item.kind)}
    if len(kinds) >= 2:
        return _Verdict(True, f"{len(kinds)} kinds of evidence agree or can be compared.")
    if not kinds:
        return _Verdict(False, "No kind is given: say what sort of evidence it is.")
    return _Verdict(False, f"Only one kind of evidence ({next(iter(kinds.values()))}): add another kind.")


def _after(completed: date | None, evidence: Sequence[Evidence]) -> _Verdict:
    if completed is None:
        return _Verdict(False, "The work is not complete yet, so nothing can be dated after it.")
    latest = max((item.dated for item in evidence if item.dated is not None), default=None)
    if latest is None:
        return _Verdict(False, "No evidence has a date of its own.")
    if latest < completed:
        return _Verdict(False, f"The latest evidence ({show(latest)}) is older than completion ({show(completed)}).")
    return _Verdict(True, f"Evidence of {show(latest)} is from completion ({show(completed)}) or later.")


def _checked(evidence: Sequence[Evidence]) -> _Verdict:
    checked = [item for item in evidence if is_checked(item)]
    if checked:
        return _Verdict(True, f"Checked by someone else ({checked[-1].reviewed_by}).")
    return _Verdict(False, "Nobody but those who added it has checked it.")


def _practice(evidence: Sequence[Evidence]) -> _Verdict:
    if any(shows_practice(item) for item in evidence):
        return _Verdict(True, "It shows practice, not only that something was done.")
    return _Verdict(False, "It shows that something was done, not what difference it made.")


def _set_aside(evidence: Sequence[Evidence], counting: Sequence[Evidence]) -> tuple[str, ...]:
    said = []
    for item in evidence:
        if item not in counting:
            why = "was sent back" if item.review == "returned" else "is out of date or replaced"
            said.append(f"{item.ref} {why} and does not count.")
    return tuple(said)
