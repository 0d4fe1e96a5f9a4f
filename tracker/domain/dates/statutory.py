"""When a statement of action is due by law: the rules with their sources, and the clock they set running.

A date stated in the letter always wins; the computed one stands beside it and nothing is overwritten. Most reports
print no date from which the clock runs, so a computed deadline says which day it was counted from.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.domain.dates.dates import show, show_with_weekday
from tracker.domain.dates.working_days import (
    KNOWN_TO,
    add_working_days,
    is_working_day,
    previous_working_day,
    why_not_working,
    working_days_between,
)
from tracker.domain.plan.records import Inspection
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import begun

PRIORITY_KIND = "area for priority action"


@dataclass(frozen=True, slots=True)
class DeadlineRule:
    """One duty: what must be produced for which kind of inspection, in what period, by what authority.

    `unit` is "working days", "weeks", "months" or "" where no period is laid down. `certainty` is high, medium or low
    (anything but high ought to be checked by the user), "as typed" where a person typed the period, or "stated" where
    the document names it. `only_if`
    narrows a rule to reports with a priority action ("priority action") or to an outcome whose words begin so.
    `answers` marks the duty a stated date belongs to, and `by` is the day a document names for this duty alone.
    """

    id: str
    document_types: tuple[str, ...]
    what: str
    to: str
    period: int | None
    unit: str
    counted_from: str
    source: str
    certainty: str
    only_if: str = ""
    answers: bool = False
    by: date | None = None


@dataclass(frozen=True, slots=True)
class StatutoryClock:
    """One duty of one inspection: the stated date, the computed one beside it, and what to say about them."""

    rule: DeadlineRule
    stated: date | None
    computed: date | None
    counted_from: date | None
    basis: str
    explanation: str
    warnings: tuple[str, ...]
    working_day_before: date | None

    @property
    def due(self) -> date | None:
        """The date that counts: the stated one where there is one."""
        return self.stated or self.computed


_STATEMENT_LAW = "Education and Inspections Act 2006 s137(3)-(4); SI 2007/462"
_PARTNERS_LAW = "Children Act 2004 s20; SI 2015/1792 regulation 4"
RULES: tuple[DeadlineRule, ...] = (
    DeadlineRule(
        "ilacs_statement", ("ILACS inspection", "SIF inspection"),
        "written statement of action, with the period for each action",
        "the Secretary of State and HMCI, and published", 70, "working days", "receipt", _STATEMENT_LAW, "high",
        answers=True,
    ),
    DeadlineRule(
        "ilacs_publish", ("ILACS inspection", "SIF inspection"), "publish the report and send it to partners",
        "the public", 30, "working days", "receipt", "SI 2007/462 regulation 2", "high",
    ),
    DeadlineRule(
        "visit_draft", ("ILACS focused visit",), "draft action plan", "Ofsted", 20, "working days", "receipt",
        "Ofsted statement, August 2018, as reported in the trade press", "medium", only_if="priority action",
    ),
    DeadlineRule(
        "visit_final", ("ILACS focused visit",), "final action plan", "Ofsted", 70, "working days", "receipt",
        "Ofsted statement, August 2018, as reported in the trade press", "medium", only_if="priority action",
        answers=True,
    ),
    DeadlineRule(
        "jtai_statement", ("JTAI",), "multi-agency written statement of proposed action",
        "the address given in the letter", 70, "working days", "receipt", _PARTNERS_LAW, "high", answers=True,
    ),
    DeadlineRule(
        "send_plan", ("Area SEND inspection",), "priority action plan", "Ofsted and the CQC", 35, "working days",
        "receipt", "local press, May 2023, and two dated cases; check against the present handbook", "medium",
        only_if="widespread", answers=True,
    ),
    DeadlineRule(
        "send_publish", ("Area SEND inspection",), "publish the priority action plan", "the public", 70,
        "working days", "receipt", "local press, May 2023; SI 2015/1792", "medium", only_if="widespread",
    ),
    DeadlineRule(
        "send_strategy", ("Area SEND inspection",), "update and publish the strategic plan", "the public", None, "",
        "", "the reports themselves; no date is laid down", "high",
    ),
    DeadlineRule(
        "police_plan", ("HMICFRS child protection inspection",), "action plan on the recommendations", "HMICFRS", 6,
        "weeks", "publication", "HMICFRS follow-up method of the older programme", "medium", answers=True,
    ),
    DeadlineRule(
        "probation_plan", ("HMI Probation youth justice inspection",), "improvement plan", "HMI Probation", None, "",
        "", "no rule found; one case took 13 working days after publication", "low", answers=True,
    ),
    DeadlineRule(
        "health_plan", ("CQC review of health services",), "joint health action plan", "the CQC", 20, "working days",
        "publication", "one case, of 19 working days", "low", answers=True,
    ),
    DeadlineRule(
        "scrutiny_response", ("Scrutiny report",), "executive response", "the scrutiny committee", 2, "months",
        "receipt", "Local Government Act 2000 s9FE", "medium", answers=True,
    ),
)  # fmt: skip


def rules_for(inspection: Inspection, kinds: Collection[str] = ()) -> tuple[DeadlineRule, ...]:
    """The duties this inspection brings; `kinds` are the kinds of its recommendations."""
    wanted = (inspection.document_type or "").casefold()
    named = [rule for rule in RULES if wanted in {name.casefold() for name in rule.document_types}]
    narrow = [rule for rule in named if rule.only_if and _applies(rule, inspection, kinds)]
    special = any(rule.only_if == "widespread" for rule in narrow)
    return tuple(r for r in named if r in narrow or (not r.only_if and not (special and r.period is None)))


def _applies(rule: DeadlineRule, inspection: Inspection, kinds: Collection[str]) -> bool:
    if rule.only_if == "priority action":
        return PRIORITY_KIND in kinds
    return rule.only_if in (inspection.outcome or "").casefold()


def recommended(snapshot: Snapshot, inspection: Inspection) -> frozenset[str]:
    """The kinds of what an inspection recommends."""
    return frozenset(one.kind for one in snapshot.recommendations if one.inspection == inspection.id)


def clocks_of(snapshot: Snapshot, inspection: Inspection) -> tuple[StatutoryClock, ...]:
    """The clocks that an inspection of the plan sets running, by what it recommends."""
    return statutory(inspection, recommended(snapshot, inspection))


def statutory(inspection: Inspection, kinds: Collection[str] = ()) -> tuple[StatutoryClock, ...]:
    """The clocks an inspection sets running, the duty to answer it first.

    A stated date belongs to the duty to answer, and stands even where no rule is known for the kind of document. So
    does a period that a person typed: it takes the place of the rule's.
    """
    own = inspection.working_days
    laid_down = _stated(rules_for(inspection, kinds), inspection)
    found = [_clock(_as_typed(rule, own), inspection) for rule in laid_down]
    if (inspection.respond_by or own) and not any(clock.rule.answers for clock in found):
        found.append(_clock(_as_typed(_stated_only(inspection), own), inspection))
    return tuple(sorted(found, key=lambda clock: not clock.rule.answers))


def lacks_first_day(inspection: Inspection, kinds: Collection[str] = ()) -> bool:
    """Whether a duty has a period and no day to count it from, so that no clock runs until somebody says one."""
    clocks = statutory(inspection, kinds)
    return any(clock.rule.period is not None and clock.due is None for clock in clocks)


def answer_rule(inspection: Inspection, kinds: Collection[str] = ()) -> DeadlineRule | None:
    """The rule by which an inspection is answered, whatever a person typed for it; None where none is known."""
    return next((rule for rule in rules_for(inspection, kinds) if rule.answers), None)


def rule_words(rule: DeadlineRule | None) -> str:
    """What a rule lays down, by what authority and how sure that is, in sentences."""
    if rule is None:
        return "No rule is known for this kind of document."
    what = begun(rule.what) + (f", to {rule.to}" if rule.to else "")
    if rule.by is not None:
        return f"{what}: by {show(rule.by)}. Source: {rule.source}."
    if rule.period is None:
        return f"{what}: no period is laid down. Source: {rule.source}."
    sure = "" if rule.certainty in SURE else f" Certainty: {rule.certainty}, so check it."
    return f"{what}: {rule.period} {rule.unit} from {rule.counted_from}. Source: {rule.source}.{sure}"


def _stated(rules: Sequence[DeadlineRule], inspection: Inspection) -> list[DeadlineRule]:
    """The rules with the periods and days that the document itself states, for draft and answer, in their place."""
    found = list(rules)
    for period in inspection.answer_periods:
        draft = period.what.startswith("draft")
        if period.by is not None and not draft and inspection.respond_by:
            continue
        place = next(
            (n for n, r in enumerate(found) if r.answers is not draft and r.what.startswith("draft") is draft), None
        )
        rule = _stated_only(inspection) if place is None else found[place]
        page = f", page {period.page}" if period.page else ""
        said = replace(
            rule, id="stated_period" if place is None else rule.id, what=period.what, by=period.by,
            source=f"the document itself{page}", certainty=STATED, answers=not draft,
        )  # fmt: skip
        if period.working_days is not None:
            said = replace(said, period=period.working_days, unit="working days", counted_from="receipt")
        found[slice(0, 0) if place is None else slice(place, place + 1)] = [said]
    return found


def _stated_only(inspection: Inspection) -> DeadlineRule:
    to = inspection.respond_to or ""
    return DeadlineRule("stated", (), "written answer", to, None, "", "", "the document itself", "high", answers=True)


AS_TYPED = "as typed"
STATED = "stated"
"""The certainty of a period that the document itself names."""
SURE = ("high", AS_TYPED, STATED)


def _as_typed(rule: DeadlineRule, days: int | None) -> DeadlineRule:
    """The duty to answer with the period that a person typed for this inspection, where one is typed."""
    if not rule.answers or not days:
        return rule
    laid_down = f"the rule says {rule.period} {rule.unit}, {rule.source}" if rule.period else rule.source
    return replace(
        rule, period=days, unit="working days", counted_from=rule.counted_from or "receipt",
        source=f"as typed for this inspection; {laid_down}", certainty=AS_TYPED,
    )  # fmt: skip


def _clock(rule: DeadlineRule, inspection: Inspection) -> StatutoryClock:
    stated = (inspection.respond_by if rule.answers else None) or rule.by
    start, basis = _start(rule, inspection)
    computed = _after(start, rule.period, rule.unit) if start and rule.period else None
    due = stated or computed
    return StatutoryClock(
        rule=rule,
        stated=stated,
        computed=computed,
        counted_from=start,
        basis=basis,
        explanation=_explain(rule, start, basis, computed),
        warnings=_warnings(rule, due, stated, start),
        working_day_before=previous_working_day(due) if due and not is_working_day(due) else None,
    )


def _start(rule: DeadlineRule, inspection: Inspection) -> tuple[date | None, str]:
    """The day the count starts from and what day that is: the legal one where it is known."""
    if rule.period is None:
        return None, ""
    ways = [(inspection.received, "received"), (inspection.published, "published")]
    if rule.counted_from == "publication":
        ways.reverse()
    return next(((day, basis) for day, basis in ways if day is not None), (None, ""))


def _after(start: date, period: int, unit: str) -> date:
    if unit == "working days":
        return add_working_days(start, period)
    return start + timedelta(weeks=period) if unit == "weeks" else add_months(start, period)


def add_months(start: date, months: int) -> date:
    """The same day of the month so many months on, or that month's last day where it has no such day."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    first_of_next = date(year + (month + 1) // 12, (month + 1) % 12 + 1, 1)
    last = (first_of_next - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last))


def _explain(rule: DeadlineRule, start: date | None, basis: str, computed: date | None) -> str:
    if rule.period is None and rule.by is not None:
        return f"The day is stated in {rule.source}."
    if rule.period is None:
        return f"No period is laid down ({rule.source})."
    length = f"{rule.period} {rule.unit}" + (", as typed," if rule.certainty == AS_TYPED else "")
    if start is None or computed is None:
        return f"{length} from {rule.counted_from}: type the day it was received or published to have it computed."
    legal = {"receipt": "received", "publication": "published"}.get(rule.counted_from, basis)
    other = "" if basis == legal else f"; by law from {rule.counted_from}, whose day is not known"
    return f"{length} from the day it was {basis} ({show(start)}{other}) is {show(computed)}."


def _warnings(rule: DeadlineRule, due: date | None, stated: date | None, start: date | None) -> tuple[str, ...]:
    if due is None:
        return ()
    said = [non_working_warning(due)]
    if stated and start and rule.unit == "working days" and rule.period:
        days = working_days_between(start, stated)
        if days < rule.period - 10 or days > rule.period + 10:
            said.append(f"The stated date is {days} working days on, where {rule.period} are usual: check it.")
    if stated is None and rule.certainty not in SURE:
        said.append(f"This period is of {rule.certainty} certainty ({rule.source}): check it.")
    if due > KNOWN_TO:
        said.append(f"Single bank holidays after {show(KNOWN_TO)} are not known.")
    return tuple(sentence for sentence in said if sentence)


def non_working_warning(day: date, closed: Collection[date] = ()) -> str:
    """What to say about a deadline on a day when offices are closed, with the working day before it; "" for others."""
    if is_working_day(day, closed):
        return ""
    before = show_with_weekday(previous_working_day(day, closed))
    return f"{show(day)} is {why_not_working(day) or 'a closure day'}; the working day before it is {before}"
