"""Two years of one large plan: up to ten reports, 300 actions, and what people do with them, through services alone.

It is drawn from a seed, so that it is the same each time, on whatever store stands under it. What one person does on
one day is one changeset, as when a month's return is typed in at a sitting.
"""

from __future__ import annotations

import random
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from support.builders import a_plan
from support.clocks import FixedClock, an_act
from support.on_paper.comparing import a_paper
from support.two_years.words import (
    ACTIONS,
    AGENCIES,
    ALIASES,
    ASSURANCE,
    CHAIR,
    FINDINGS,
    IMPACTS,
    LEAD,
    MEASURES,
    NOTES,
    OWNERS,
    PROGRESS,
    QUESTIONS,
    REASONS,
    SCRUTINEER,
    SHOWS,
    STAFF,
    SUCCESSORS,
)
from tracker.domain.actions.evidence import KINDS
from tracker.domain.log.changes import Changes, Stamp
from tracker.domain.plan.records import Kind, Plan
from tracker.domain.reading.reading import Reading
from tracker.services.dates.agree import agree
from tracker.services.dates.extend import approve, ask, refuse, withdraw
from tracker.services.evidence.evidence import About, attach_file, attach_link, review
from tracker.services.evidence.links import keep_findings
from tracker.services.meetings.meetings import issue
from tracker.services.meetings.rounds import ask_round, close_round, nil_return
from tracker.services.meetings.updates import add_update
from tracker.services.people.people import hand_over
from tracker.services.plan.seed import seed
from tracker.services.ports import Act, Store
from tracker.services.records.editing import add, set_fields

FIRST = date(2024, 3, 1)
MONTHS = 24
LAST = date(2026, 2, 27)
"""The day on which the plan is looked at: two years on."""
ACTIONS_IN_ALL = 300
ANSWERABLE = (CHAIR, "Head of Safeguarding", "Head of Early Help", "Detective Superintendent, Vulnerability")
FATES = (
    ("done well", 62), ("done, nothing shown", 24), ("closed regardless", 14), ("late and silent", 24),
    ("moved once", 34), ("moved twice", 24), ("moved three times", 6), ("refused", 10), ("asked", 12),
    ("withdrawn", 6), ("sent back", 16), ("opened again", 10), ("superseded", 10), ("not adopted", 6),
    ("under way", 42),
)  # fmt: skip
"""What becomes of the actions, and of how many: 300 together."""

Deed = tuple[Callable[..., Any], tuple[Any, ...], dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Source:
    """A report to seed from: what was read, its bytes and the name of its file."""

    reading: Reading
    data: bytes
    name: str


@dataclass
class Course:
    """One action and what is to become of it. Days count from the first; `due` is the date first agreed."""

    ref: str
    fate: str
    owner: str
    due: date | None
    begun: date
    moves: int = 0
    over: bool = False


class Together:
    """A unit of work in which several services speak before the one commit; each is judged by what it put itself."""

    def __init__(self, uow: Any) -> None:
        self._uow = uow
        self._settled: dict[str, Any] = {}
        self.said: list[Stamp] = []

    def pairs(self) -> list[tuple[Any, Any]]:
        return [
            (self._settled.get(new.id, old), new)
            for old, new in self._uow.pairs()
            if new is not None and self._settled.get(new.id) is not new
        ]

    def commit(self, stamp: Stamp) -> Changes:
        self.said.append(stamp)
        self._settled = {new.id: new for _, new in self._uow.pairs()}
        return Changes()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._uow, name)


@dataclass
class TwoYears:
    """The plan and its clock, as the months go by."""

    store: Store
    clock: FixedClock
    sources: Sequence[Source]
    dice: random.Random
    courses: list[Course] = field(default_factory=list)
    rounds_end: list[date] = field(default_factory=list)
    owners: dict[str, str] = field(default_factory=lambda: dict(OWNERS))

    def sit(self, day: date, who: str, deeds: Sequence[Deed]) -> list[Any]:
        """What one person does on a day, as one changeset."""
        if not deeds:
            return []
        self.clock.moment = max(datetime.combine(day, time(9), tzinfo=UTC), self.clock.moment + timedelta(minutes=1))
        act = an_act(who, self.clock)
        with self.store.begin() as uow:
            together = Together(uow)
            found = [service(together, act, *given, **named) for service, given, named in deeds]
            uow.commit(together.said[0])
        return found

    def live(self) -> None:
        """All of it, from the empty plan to the day it is looked at."""
        self._begin()
        for month in range(MONTHS):
            first = date(FIRST.year + (FIRST.month - 1 + month) // 12, (FIRST.month - 1 + month) % 12 + 1, 1)
            self._seed(month, first)
            self._changes_of_people(month, first)
            self._ask_round(month, first + timedelta(days=4))
            self._returns(month, first + timedelta(days=6))
            self._decide(first + timedelta(days=12))
            self._review(first + timedelta(days=14))
            self._close(month, first + timedelta(days=17))
            self._measure(month, first + timedelta(days=20))
            self._end_rounds(first + timedelta(days=23))
            self._meet(month, first + timedelta(days=24))
        self._last_days()

    # What is there to begin with

    def _begin(self) -> None:
        self.sit(FIRST, LEAD, [
            (add, (Kind.AGENCY, {"name": name, "aliases": ALIASES.get(name, "")}), {}) for name in AGENCIES
        ])  # fmt: skip
        self.sit(FIRST, LEAD, [
            (add, (Kind.PERSON, {"name": name, "role": name, "agency": agency, "sort": "role"}), {})
            for name, agency in (*OWNERS, *STAFF)
        ])  # fmt: skip

    def _seed(self, month: int, first: date) -> None:
        """One more report in each of the first months, and the actions that answer it."""
        if month >= len(self.sources):
            return
        source = self.sources[month]
        (seeded,) = self.sit(first, LEAD, [(seed, (source.reading, source.data, source.name), {})])
        subjects = [ref for ref in seeded.refs if ref.startswith("R")]
        if month % 4 == 0:
            taken = [{"text": text, "inspection": seeded.inspection_ref, "page": 4} for text in FINDINGS]
            found = self.sit(first, LEAD, [(add, (Kind.FINDING, said), {}) for said in taken])
            subjects += [done.refs[0] for done in found[1:]]
        left = [len(one.reading.recommendations) + 2 for one in self.sources[month:]]
        wanted = (ACTIONS_IN_ALL - len(self.courses)) * left[0] // sum(left)
        self._add_actions(first + timedelta(days=3), subjects or ["R1"], wanted)
        if month == 0:
            self.sit(first + timedelta(days=20), CHAIR, [(agree, (), {})])
        plan = self.store.snapshot().plan
        if plan.respond_by is not None and plan.submitted is None:
            day = first + timedelta(days=25)
            handed_in = {"submitted": min(plan.respond_by, day)}
            self.sit(day, LEAD, [(set_fields, (["plan"], handed_in), {})])

    def _add_actions(self, day: date, subjects: list[str], count: int) -> None:
        fates = self._fates()
        drawn, fields = [], []
        for number in range(count):
            course, said = self._draw(fates[len(self.courses) + number], subjects, number, day)
            drawn.append(course)
            fields.append(said)
        added = self.sit(day, LEAD, [(add, (Kind.ACTION, said), {}) for said in fields])
        for course, done in zip(drawn, added, strict=True):
            course.ref = done.refs[0]
        self.courses += drawn
        steps = [course for course in drawn if course.due and self.dice.random() < 0.25]
        self.sit(day + timedelta(days=1), LEAD, [
            (add, (Kind.MILESTONE, {"for": course.ref, "title": title, "due": course.due - timedelta(days=before)}), {})
            for course in steps for title, before in (("Draft agreed by partners", 60), ("In use in all teams", 10))
            if course.due is not None
        ])  # fmt: skip
        waiting = [(one, other) for one, other in zip(drawn[::9], drawn[4::9], strict=False)]
        self.sit(day + timedelta(days=2), LEAD, [
            (set_fields, ([one.ref], {"waits_for": other.ref}), {}) for one, other in waiting
        ])  # fmt: skip

    def _fates(self) -> list[str]:
        found = [fate for fate, count in FATES for _ in range(count)]
        random.Random(len(self.sources)).shuffle(found)
        return found

    def _draw(self, fate: str, subjects: list[str], number: int, day: date) -> tuple[Course, dict[str, Any]]:
        dice = self.dice
        owner = dice.choice(sorted(self.owners))
        days = dice.randrange(60, 420) if fate != "under way" else (LAST - day).days + dice.randrange(5, 200)
        due = day + timedelta(days=days)
        fields: dict[str, Any] = {
            "title": self._title(number),
            "for": subjects[number % len(subjects)],
            "owner": owner,
            "agency": self.owners[owner],
            "accountable": dice.choice(ANSWERABLE),
            "due": due,
            "start": day + timedelta(days=dice.randrange(0, 30)),
            "priority": dice.choice(("high", "medium", "medium", "low")),
        }
        if dice.random() < 0.15 and len(subjects) > 1:
            fields["for"] = "; ".join(dice.sample(subjects, 2))
        if dice.random() < 0.2:
            fields["supporting"] = "; ".join(dice.sample(AGENCIES, 2))
        if fate == "under way" and number % 4 == 0:
            del fields["owner"]
        if fate == "under way" and number % 5 == 0:
            del fields["due"]
        return Course("", fate, fields.get("owner", ""), fields.get("due"), day), fields

    def _title(self, number: int) -> str:
        title = ACTIONS[(len(self.courses) + number) % len(ACTIONS)]
        again = (len(self.courses) + number) // len(ACTIONS)
        return title if not again else f"{title} ({('second', 'third', 'fourth', 'fifth')[again - 1]} area)"

    # What happens each month

    def _changes_of_people(self, month: int, first: date) -> None:
        """Two hand over to a successor; a third goes and nobody takes over."""
        leaving = {9: ("Youth Justice Lead", SUCCESSORS[0]), 16: ("Head of Corporate Parenting", SUCCESSORS[1])}
        if month in leaving:
            leaver, successor = leaving[month]
            self.sit(first, LEAD, [(hand_over, (leaver, successor), {"reason": "Left the service"})])
            self.owners[successor] = self.owners.pop(leaver)
            for course in self.courses:
                course.owner = successor if course.owner == leaver and not course.over else course.owner
        if month == 20:
            gone = "Named Doctor for Safeguarding"
            person = next(p.ref for p in self.store.snapshot().people if p.name == gone)
            self.sit(first, LEAD, [(set_fields, ([person], {"active_to": first}), {})])
            del self.owners[gone]

    def _ask_round(self, month: int, day: date) -> None:
        """Twice a year everyone is asked for an update by a day; the last of these rounds is still open."""
        if month % 6 != 5:
            return
        self.sit(day, LEAD, [(ask_round, (day + timedelta(days=12),), {"name": f"Round of {day:%B %Y}"})])
        self.sit(day + timedelta(days=1), LEAD, [(nil_return, (min(self.owners),), {})])
        if month < MONTHS - 1:
            self.rounds_end.append(day + timedelta(days=18))

    def _end_rounds(self, day: date) -> None:
        while self.rounds_end and self.rounds_end[0] <= day:
            self.rounds_end.pop()
            self.sit(day, LEAD, [(close_round, (), {})])

    def _returns(self, month: int, day: date) -> None:
        """Each owner's return every second month: what moved, what is done, what shows it, which date must move."""
        names = sorted(self.owners)
        asked = [name for n, name in enumerate(names) if n % 2 == month % 2 or month >= MONTHS - 2]
        mine: dict[str, list[Deed]] = defaultdict(list)
        for course in self.courses:
            if course.owner in asked and not course.over and course.begun < day:
                mine[course.owner] += self._return_of(course, month, day)
        for owner in asked:
            self.sit(day + timedelta(days=names.index(owner) % 4), owner, mine[owner])

    def _return_of(self, course: Course, month: int, day: date) -> list[Deed]:
        dice, due = self.dice, course.due
        silent = course.fate == "late and silent" and due is not None and day > due - timedelta(days=90)
        if due is None or silent or dice.random() < (0.25 if month < MONTHS - 2 else 0.1):
            return []
        if _moves(course.fate) > course.moves and day >= due - timedelta(days=30):
            course.moves += 1
            to = max(due, day) + timedelta(days=dice.choice((28, 42, 61, 91)))
            course.due = to if course.fate not in ("refused", "asked", "withdrawn") else due
            return [(ask, (course.ref, to, dice.choice(REASONS)), {})]
        if day >= due - timedelta(days=20) and _ends(course.fate):
            course.over = True
            return self._finished(course, day)
        colour = dice.choice(("green", "green", "amber", "red", None))
        words = dice.choice(PROGRESS)
        named = {"forecast": colour, "reason": dice.choice(REASONS) if colour in ("amber", "red") else None}
        deeds: list[Deed] = [(add_update, (course.ref, words), named)]
        if colour is None:
            expected = due + timedelta(days=dice.choice((0, 14, 35)))
            deeds.append((set_fields, ([course.ref], {"delivery": "in progress", "forecast_due": expected}), {}))
        return deeds

    def _finished(self, course: Course, day: date) -> list[Deed]:
        dice = self.dice
        deeds: list[Deed] = [(set_fields, ([course.ref], {"delivery": "complete", "impact": dice.choice(IMPACTS)}), {})]
        if course.fate in ("done, nothing shown", "closed regardless"):
            return [(set_fields, ([course.ref], {"delivery": "complete"}), {})]
        for piece in range(dice.choice((1, 2, 2, 3))):
            refresh = day + timedelta(days=180) if dice.random() < 0.3 else None
            about = About(dice.choice(KINDS), dice.choice(SHOWS), dated=day - timedelta(days=2), refresh_by=refresh)
            if piece % 2:
                deeds.append((attach_link, ([course.ref], f"https://example.org/{course.ref}"), {"about": about}))
            else:
                data = f"{course.ref} {piece}: {about.shows}\n".encode()
                deeds.append((attach_file, ([course.ref], data, f"{course.ref} {piece}.txt"), {"about": about}))
        return deeds

    def _decide(self, day: date) -> None:
        """The chair answers for new dates; some are refused, some taken back by who asked, some wait."""
        fates = {course.ref: course for course in self.courses}
        approved, refused, back = [], [], []
        snapshot = self.store.snapshot()
        for extension in snapshot.of(Kind.EXTENSION):
            course = fates[snapshot.refs_of([extension.action])[0]]
            if extension.state != "pending" or course.fate == "asked":
                continue
            if course.fate == "refused":
                refused.append((refuse, (extension.ref, "The reason given is not new; keep the date."), {}))
            elif course.fate == "withdrawn":
                back.append((extension.asked_by, (withdraw, (extension.ref, "It can be done in time after all."), {})))
            else:
                approved.append((approve, (extension.ref, self.dice.choice(NOTES)), {}))
        self.sit(day, CHAIR, [*approved, *refused])
        for asker, deed in back:
            self.sit(day, asker, [deed])

    def _review(self, day: date) -> None:
        """Evidence is looked at by someone who neither added nor owns it; some is left, some sent back."""
        fates = {course.ref: course for course in self.courses}
        deeds: list[Deed] = []
        snapshot = self.store.snapshot()
        for evidence in snapshot.evidence:
            fate = fates[snapshot.refs_of(evidence.targets)[0]].fate
            if evidence.review == "none" and int(evidence.ref[1:]) % 6:
                lacking = fate == "sent back"
                note = "It shows that it was done, not what came of it." if lacking else "Seen with the team."
                deeds.append((review, (evidence.ref,), {"accept": not lacking, "note": note}))
        self.sit(day, ASSURANCE, deeds)

    def _close(self, month: int, day: date) -> None:
        """What stood up is verified or closed; some is closed regardless; some goes out of force."""
        verified, closed, ended = [], [], []
        snapshot = self.store.snapshot()
        for course in self.courses:
            action: Any = snapshot.by_ref(course.ref)
            due = course.due or LAST
            if course.fate in ("superseded", "not adopted") and not course.over and day > due - timedelta(days=45):
                course.over = True
                ended.append((set_fields, ([course.ref], {"delivery": course.fate}),
                              {"reason": "The board took another way in the new strategy."}))  # fmt: skip
            accepted = any(e.review == "accepted" for e in snapshot.evidence_for(action.id))
            if action.delivery == "complete" and accepted:
                state = self.dice.choice(("verified", "closed"))
                reached = self.dice.choice(("evidenced", "impact shown", "embedded"))
                verified.append((set_fields, ([course.ref], {"delivery": state, "assurance": reached}), {}))
            elif action.delivery == "complete" and course.fate == "closed regardless":
                closed.append((set_fields, ([course.ref], {"delivery": "closed"}),
                               {"reason": "The service it was about has ended."}))  # fmt: skip
        self.sit(day, SCRUTINEER, verified)
        self.sit(day, CHAIR, [*closed, *ended])
        self._check(month, day + timedelta(days=1))

    def _check(self, month: int, day: date) -> None:
        """Three and six months on, what was closed is looked at again; a failed check opens it again."""
        snapshot, deeds = self.store.snapshot(), []
        fates = {course.ref: course.fate for course in self.courses}
        for action in snapshot.actions:
            if action.delivery not in ("verified", "closed") or action.done is None:
                continue
            checks = snapshot.verifications_of(action.id)
            months = (day - action.done).days // 30
            if (not checks and months >= 3) or (len(checks) == 1 and months >= 7 and int(action.ref[1:]) % 2):
                failed = fates[action.ref] == "opened again" and not checks
                deeds.append((add, (Kind.VERIFICATION, {
                    "for": action.ref, "months": 6 if checks else 3, "due": day, "done": day,
                    "outcome": "failed" if failed else "passed", "note": "Ten files read." if failed else "It stuck.",
                }), {}))  # fmt: skip
        self.sit(day, SCRUTINEER, deeds)

    def _measure(self, month: int, day: date) -> None:
        if month == 1:
            self.sit(day, LEAD, [(add, (Kind.MEASURE, {
                "name": name, "unit": unit, "baseline": base, "baseline_on": FIRST, "target": target,
                "target_by": LAST, "direction": way, "for": self.courses[number].ref, "tolerance": 3,
            }), {}) for number, (name, unit, base, target, way) in enumerate(MEASURES)])  # fmt: skip
        if month < 2:
            return
        deeds: list[Deed] = []
        for number, (_name, _unit, base, target, _way) in enumerate(MEASURES, start=1):
            reached = base + (target - base) * month / MONTHS * self.dice.uniform(0.5, 1.3)
            deeds.append((add, (Kind.POINT, {"measure": f"M{number}", "dated": day, "value": round(reached, 1)}), {}))
        self.sit(day, ASSURANCE, deeds)

    def _meet(self, month: int, day: date) -> None:
        """Every third month the board meets: its paper is issued, and questions are asked and answered."""
        if month % 3 != 2:
            return
        name = f"Improvement board, meeting {month // 3 + 1}"
        (meeting,) = self.sit(day, CHAIR, [(add, (Kind.MEETING, {"name": name, "held_on": day}), {})])
        self.sit(day, LEAD, [(issue, (meeting.refs[0], a_paper(self.store.snapshot(), day)), {})])
        about = [self.dice.choice(self.courses).ref for _ in range(2)]
        asked = self.sit(day, CHAIR, [
            (add, (Kind.CHALLENGE, {"question": self.dice.choice(QUESTIONS), "for": ref, "meeting": meeting.refs[0]}),
             {}) for ref in about
        ])  # fmt: skip
        if month < 20:
            self.sit(day + timedelta(days=20), LEAD, [
                (set_fields, ([asked[0].refs[0]], {"answer": "The audit of March says so; see the evidence."}), {})
            ])  # fmt: skip
        if month < 12:
            self.sit(day + timedelta(days=25), CHAIR, [(set_fields, ([asked[0].refs[0]], {"state": "content"}), {})])

    def _last_days(self) -> None:
        """What is still to come: checks planned ahead, a decision, one more recommendation, milestones reached."""
        snapshot = self.store.snapshot()
        closed = [a.ref for a in snapshot.actions if a.delivery == "closed"][:12]
        self.sit(LAST, SCRUTINEER, [
            (add, (Kind.VERIFICATION, {"for": ref, "months": 12, "due": LAST + timedelta(days=20 * n - 60)}), {})
            for n, ref in enumerate(closed)
        ])  # fmt: skip
        reached = [m.ref for m in snapshot.of(Kind.MILESTONE) if m.due is not None and m.due < LAST][::2]
        self.sit(LAST, LEAD, [(set_fields, (reached, {"done": LAST - timedelta(days=30)}), {})] if reached else [])
        gone = {e.url: "the page is not there any more" for e in snapshot.evidence[::7] if e.url}
        self.sit(LAST, LEAD, [(keep_findings, (gone,), {})])
        words = "Agree what a peer review next year should look at."
        self.sit(LAST, LEAD, [(add, (Kind.RECOMMENDATION, {"text": words, "owner": "Head of Safeguarding"}), {})])
        last = snapshot.recommendations[-1].ref
        self.sit(LAST, CHAIR, [(set_fields, ([last], {"delivery": "not adopted"}), {"reason": "Not in our power."})])


def _moves(fate: str) -> int:
    counts = {"moved once": 1, "moved twice": 2, "moved three times": 3, "refused": 1, "asked": 1, "withdrawn": 1}
    return counts.get(fate, 0)


def _ends(fate: str) -> bool:
    return fate not in ("late and silent", "moved three times", "asked", "superseded", "not adopted", "under way")


def two_years(make: Callable[[Plan, Act], Store], sources: Sequence[Source], seed_of_dice: int = 2026) -> Store:
    """The plan after two years, in the store that `make` gives for it."""
    clock = FixedClock(datetime.combine(FIRST, time(8), tzinfo=UTC))
    plan = a_plan("Improvement plan: everything inspectors asked of us", marking="OFFICIAL – SENSITIVE")
    store = make(plan, an_act(LEAD, clock))
    TwoYears(store, clock, sources, random.Random(seed_of_dice)).live()
    return store
