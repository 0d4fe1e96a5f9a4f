"""The sample plan: a real letter answered by an invented plan in mid-life, so that every view has something to show."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from tracker.domain.plan.records import Kind
from tracker.domain.reading.reading import Reading
from tracker.services.context import Done
from tracker.services.dates.agree import agree
from tracker.services.dates.extend import approve, ask
from tracker.services.evidence.evidence import About, attach_file, attach_link, review
from tracker.services.meetings.updates import add_update
from tracker.services.plan.sample_data import (
    ACTIONS,
    AGENCIES,
    CHAIR,
    EVENTS,
    LAST_HELD,
    LEAD,
    MEASURE,
    MEETINGS,
    MILESTONES,
    PEOPLE,
    QUESTION,
    READINGS,
    SUMMARY,
    Event,
    Piece,
)
from tracker.services.plan.sample_round import Use, own_words, steps_of_round
from tracker.services.plan.seed import Seeded, seed
from tracker.services.ports import Act, Store, UnitOfWork
from tracker.services.records.editing import add, set_fields

SAMPLE_LETTER: Final = "manchester-jtai-2023-11-30.pdf"
BEGUN = -235
AGREED = -215


@dataclass(frozen=True)
class MovedClock:
    """A clock set to an hour of one day."""

    day: date
    hour: time = time(9, 30)

    def now(self) -> datetime:
        """The set moment, in UTC."""
        return datetime.combine(self.day, self.hour, tzinfo=UTC)

    def today(self) -> date:
        """The set day."""
        return self.day


def first_act(today: date, system_user: str) -> Act:
    """The act that begins the sample plan, in the past as seen from `today`."""
    return Act(who=LEAD, system_user=system_user, clock=MovedClock(today + timedelta(days=BEGUN)))


def fill_sample(store: Store, reading: Reading, letter: bytes, begun: Act) -> Seeded:
    """Fills a new plan: seeded from the letter, agreed, and lived in since. Gives what seeding gave."""
    today = begun.clock.today() - timedelta(days=BEGUN)
    teller = _Teller(store, today)
    seeded: Seeded = teller.act(BEGUN, LEAD, lambda uow, act: seed(uow, act, reading, letter, SAMPLE_LETTER))
    _registers(teller)
    for piece in ACTIONS:
        teller.act(BEGUN + 5, LEAD, _piece(piece, today))
    for action, title, due, _done in MILESTONES:
        fields = {"for": f"A{action}", "title": title, "due": teller.on(due)}
        teller.act(BEGUN + 6, LEAD, _adding(Kind.MILESTONE, fields))
    teller.act(AGREED, CHAIR, agree)
    teller.act(AGREED, LEAD, _answered)
    _story(teller)
    return seeded


@dataclass
class _Teller:
    """Runs each step on its day, as its person, each from an account of their own."""

    store: Store
    today: date
    steps: int = 0

    def act(self, day: int, who: str, use: Use) -> Any:
        self.steps += 1
        hour = time(9 + self.steps // 60 % 8, self.steps % 60)
        act = Act(who=who, system_user=who, clock=MovedClock(self.on(day), hour))
        with self.store.begin() as uow:
            return use(uow, act)

    def on(self, day: int) -> date:
        return self.today + timedelta(days=day)


def _adding(kind: Kind, fields: dict[str, Any]) -> Use:
    def use(uow: UnitOfWork, act: Act) -> Done:
        return add(uow, act, kind, fields)

    return use


def _registers(teller: _Teller) -> None:
    for name, aliases in AGENCIES.items():
        teller.act(BEGUN + 1, LEAD, _adding(Kind.AGENCY, {"name": name, "aliases": aliases}))
    for name, role, agency in PEOPLE:
        teller.act(BEGUN + 1, LEAD, _adding(Kind.PERSON, {"name": name, "role": role, "agency": agency}))


def _answered(uow: UnitOfWork, act: Act) -> Done:
    """The statement went to the inspectorates in time, so the plan asks for none any more."""
    plan = uow.snapshot().plan
    handed_in = min(plan.respond_by or act.today, act.today)
    return set_fields(uow, act, [plan.id], {"submitted": handed_in, "summary": SUMMARY})


def _reached(ref: str, day: date) -> Use:
    def use(uow: UnitOfWork, act: Act) -> Done:
        return set_fields(uow, act, [ref], {"done": day})

    return use


def _piece(piece: Piece, today: date) -> Use:
    fields: dict[str, Any] = {
        "for": [f"R{number}" for number in (piece.recommendation, *piece.also)],
        "title": piece.title,
        "owner": piece.owner,
        "accountable": piece.accountable,
        "agency": piece.agency,
        "due": today + timedelta(days=piece.due) if piece.due is not None else None,
        "success_measure": piece.success or None,
        "priority": piece.priority,
    }
    return _adding(Kind.ACTION, {name: value for name, value in fields.items() if value is not None})


def _story(teller: _Teller) -> None:
    """Everything that happened after agreement, in the order of its days."""
    extras: list[tuple[int, str, Use]] = [
        (-212, LEAD, _adding(Kind.MEASURE, {**MEASURE, "for": ["R3"], "baseline_on": teller.on(-210)})),
        (-211, LEAD, own_words),
        (-3, CHAIR, _adding(Kind.CHALLENGE, {"question": QUESTION, "for": ["R6"]})),
        *steps_of_round(),
    ]
    for day, value in READINGS:
        fields = {"measure": "M1", "dated": teller.on(day), "value": value}
        extras.append((day, LEAD, _adding(Kind.POINT, fields)))
    for day, name in MEETINGS:
        fields = {"name": name, "held_on": teller.on(day), "board": "Partnership board"}
        extras.append((min(day, LAST_HELD), CHAIR, _adding(Kind.MEETING, fields)))
    for number, (_action, _title, _due, done) in enumerate(MILESTONES, 1):
        if done is not None:
            extras.append((done, LEAD, _reached(f"S{number}", teller.on(done))))
    told = [(event.day, event.who, _telling(event, teller)) for event in EVENTS]
    for day, who, use in sorted(extras + told, key=_day):
        teller.act(day, who, use)


def _day(step: tuple[int, str, Use]) -> int:
    return step[0]


def _telling(event: Event, teller: _Teller) -> Use:
    ref = f"A{event.action}"
    details = event.details

    def use(uow: UnitOfWork, act: Act) -> Any:
        return _TELL[event.what](uow, act, ref, details, teller)

    return use


def _update(uow: UnitOfWork, act: Act, ref: str, details: dict[str, Any], _teller: _Teller) -> Done:
    return add_update(uow, act, ref, **details)


def _set(uow: UnitOfWork, act: Act, ref: str, details: dict[str, Any], _teller: _Teller) -> Done:
    return set_fields(uow, act, [ref], details)


def _attach(uow: UnitOfWork, act: Act, ref: str, details: dict[str, Any], teller: _Teller) -> Done:
    about = About(kind=details["kind"], shows=details["shows"], dated=teller.on(details["dated"]))
    if "url" in details:
        return attach_link(uow, act, [ref], details["url"], about=about)
    words = f"{details['shows']}.\nThis file belongs to the sample plan and is invented.\n"
    return attach_file(uow, act, [ref], words.encode(), details["name"], about=about)


def _review(uow: UnitOfWork, act: Act, ref: str, details: dict[str, Any], _teller: _Teller) -> Done:
    snapshot = uow.snapshot()
    action = snapshot.by_ref(ref)
    assert action is not None
    waiting = [evidence for evidence in snapshot.evidence_for(action.id) if evidence.review == "none"]
    return review(uow, act, waiting[0].ref, **details)


def _extend(uow: UnitOfWork, act: Act, ref: str, details: dict[str, Any], teller: _Teller) -> Done:
    return ask(uow, act, ref, teller.on(details["to"]), details["reason"])


def _approve(uow: UnitOfWork, act: Act, ref: str, _details: dict[str, Any], _teller: _Teller) -> Done:
    return approve(uow, act, ref)


def _verify(uow: UnitOfWork, act: Act, ref: str, details: dict[str, Any], _teller: _Teller) -> Done:
    return add(uow, act, Kind.VERIFICATION, {"for": ref, "due": act.today, **details})


_TELL: dict[str, Callable[[UnitOfWork, Act, str, dict[str, Any], _Teller], Any]] = {
    "update": _update, "set": _set, "attach": _attach, "review": _review, "extend": _extend, "approve": _approve,
    "verify": _verify,
}  # fmt: skip
