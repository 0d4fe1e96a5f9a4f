"""Random work by several people on one plan, and what must hold whatever they do. Any store can stand under it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from support.builders import a_reading
from support.on_paper.comparing import a_paper
from support.random_work.attempts import ACTORS, PEOPLE, ROLE, says
from support.random_work.what_holds import WhatHolds
from tracker.domain.actions.evidence import accepted
from tracker.domain.dates.deadlines import is_open, is_set_anew
from tracker.domain.log.changes import Changes
from tracker.domain.people.people import same_hands
from tracker.domain.plan.records import Kind
from tracker.domain.workbook.returned import NEW_UPDATE, Returned, ReturnedCell, ReturnedRow
from tracker.errors import Conflict
from tracker.services.dates import extend
from tracker.services.dates.agree import agree, withdraw_agreement
from tracker.services.evidence.evidence import About, attach_file, attach_link, review, withdraw_review
from tracker.services.log.undo import redo, undo
from tracker.services.meetings.meetings import issue
from tracker.services.meetings.updates import add_update
from tracker.services.people.people import hand_over
from tracker.services.plan.seed import seed
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import add, set_fields
from tracker.services.workbook.workbook import apply_merge, plan_merge, prefer

TITLES = st.sampled_from(("Agree a template", "Audit plans", "Train staff", "Hear children"))
DAYS = st.integers(-60, 200).map(lambda n: date(2024, 3, 12) + timedelta(days=n))
EDITS = st.fixed_dictionaries(
    {},
    optional={
        "title": TITLES,
        "owner": st.sampled_from((*ACTORS, "A New Face", "")),
        "agency": st.sampled_from(("Police", "Health", "")),
        "supporting": st.sampled_from(("Police; Health", "Probation", "")),
        "due": DAYS,
        "start": DAYS,
        "priority": st.sampled_from(("high", "low", "")),
        "delivery": st.sampled_from(("not started", "in progress", "complete", "verified", "closed", "superseded")),
        "forecast": st.sampled_from(("green", "amber", "red", "")),
        "impact": st.sampled_from(("Plans are better", "")),
        "delivery_reason": st.sampled_from(("The service has ended", "")),
        "waits_for": st.sampled_from(("A1", "A2; A3", "")),
        "for": st.sampled_from(("R1", "R1; R2", "")),
    },
)


def merge(uow: UnitOfWork, act: Act, returned: Returned) -> Changes:
    """A returned workbook, taken over with the workbook's side of every conflict."""
    proposal = plan_merge(uow, act, returned)
    return apply_merge(uow, act, proposal, prefer(proposal, "theirs"))


class PlanMachine(WhatHolds):
    """Everything people do to a plan through services."""

    who = st.sampled_from(ACTORS)
    some = st.integers(0, 50)

    @initialize(agreed=st.booleans())
    def start(self, agreed: bool) -> None:
        self.team.do(PEOPLE[0], add, Kind.PERSON, {"name": ROLE, "sort": "role", "held_by": PEOPLE[2]})
        self.team.do(PEOPLE[0], add, Kind.RECOMMENDATION, {"text": "The quality of plans."})
        self.team.do(PEOPLE[0], add, Kind.RECOMMENDATION, {"text": "The voice of children."})
        self.team.do(PEOPLE[0], add, Kind.ACTION, {"title": "First", "for": "R1", "due": "2024-05-01"})
        for person in ACTORS:
            given = {"title": "Given", "for": "R2", "due": "2024-03-30", "owner": person}
            self.team.do(PEOPLE[0], add, Kind.ACTION, given)
        if agreed:
            self.team.do(PEOPLE[2], agree)

    @rule(who=who, title=TITLES, day=st.none() | DAYS, owner=st.sampled_from((*PEOPLE, "Another Person")))
    def create(self, who: str, title: str, day: date | None, owner: str) -> None:
        self.attempt(who, add, Kind.ACTION, {"title": title, "due": day, "owner": owner, "for": "R1"})

    @rule(who=who, kind=st.sampled_from((Kind.MILESTONE, Kind.MEASURE, Kind.CHALLENGE, Kind.MEETING)), n=some)
    def create_beside(self, who: str, kind: Kind, n: int) -> None:
        ref = self.pick(Kind.ACTION, n)
        fields = {
            Kind.MILESTONE: {"for": ref, "title": "A step", "due": "2024-04-01"},
            Kind.MEASURE: {"for": ref, "name": "Plans rated good"},
            Kind.CHALLENGE: {"for": ref, "question": "What changed?"},
            Kind.MEETING: {"name": "Board", "held_on": "2024-04-01"},
        }
        self.attempt(who, add, kind, fields[kind])

    @rule(who=who, n=some, outcome=st.sampled_from(("passed", "failed")), months=st.sampled_from((None, 3, 6)))
    def check(self, who: str, n: int, outcome: str, months: int | None) -> None:
        ref = self.pick(Kind.ACTION, n, "delivery=closed")
        before: Any = self.team.now.by_ref(ref)
        if self.attempt(who, add, Kind.VERIFICATION, {"for": ref, "outcome": outcome, "months": months}):
            self.nobody_owns_what_they_check(who, before)
            self.a_failed_check_opens_again(before, outcome)

    @rule(who=who, n=some, outcome=st.sampled_from(("passed", "failed")))
    def plan_a_check_and_do_it(self, who: str, n: int, outcome: str) -> None:
        ref = self.pick(Kind.ACTION, n, "delivery=verified")
        if self.attempt(who, add, Kind.VERIFICATION, {"for": ref, "due": "2024-09-01", "months": 6}):
            before: Any = self.team.now.by_ref(ref)
            check = self.team.refs(Kind.VERIFICATION)[-1]
            if self.attempt(who, set_fields, [check], {"outcome": outcome}):
                self.nobody_owns_what_they_check(who, before)
                self.a_failed_check_opens_again(before, outcome)

    def nobody_owns_what_they_check(self, who: str, *states: Any) -> None:
        now = self.team.now
        assert not any(same_hands(now, now.name_of(action.owner), who) for action in states)

    def a_failed_check_opens_again(self, before: Any, outcome: str) -> None:
        after: Any = self.team.now.get(before.id)
        if outcome == "failed" and not is_open(before):
            assert after.delivery == "in progress"
            assert after.done is None
            assert after.delivery_reason.startswith("Re-opened")
        else:
            assert after == before

    @rule(adder=who, checker=who, closer=who, n=some, link=st.booleans())
    def prove_and_close(self, adder: str, checker: str, closer: str, n: int, link: bool) -> None:
        ref = self.pick(Kind.ACTION, n, "open")
        about = About("Case-file audit", "Plans say what must change", dated=self.clock.today())
        given = ("https://example.org/audit",) if link else (b"audit %d" % self.team.now.number, "audit.txt")
        if not self.attempt(adder, attach_link if link else attach_file, [ref], *given, about=about):
            return
        evidence = self.team.refs(Kind.EVIDENCE)[-1]
        self.attempt(checker, review, evidence, accept=True)
        self.attempt(closer, set_fields, [ref], {"delivery": "complete", "impact": "Plans are better"})
        closed = self.attempt(closer, set_fields, [ref], {"delivery": "closed"})
        action: Any = self.team.now.by_ref(ref)
        assert closed == bool(accepted(self.team.now.evidence_for(action.id), self.clock.today()))

    @rule(who=who, n=some, reason=st.sampled_from(("", "The service has ended")))
    def close_regardless(self, who: str, n: int, reason: str) -> None:
        ref = self.pick(Kind.ACTION, n, "open, no evidence")
        self.attempt(who, set_fields, [ref], {"delivery": "closed"}, reason=reason)

    @rule(who=who, n=some, readings=st.lists(st.integers(0, 100), max_size=3))
    def measure(self, who: str, n: int, readings: list[int]) -> None:
        fields = {"for": self.pick(Kind.RECOMMENDATION, n), "name": "Plans rated good", "baseline": 40, "target": 75}
        if self.attempt(who, add, Kind.MEASURE, fields):
            ref = self.team.refs(Kind.MEASURE)[-1]
            for value in readings:
                self.clock.forward(days=7)
                assert self.attempt(who, add, Kind.POINT, {"measure": ref, "value": value})

    @rule(who=who, n=some, value=st.sampled_from((None, 12, 74.5)))
    def correct_a_reading(self, who: str, n: int, value: float | None) -> None:
        ref = self.pick(Kind.POINT, n)
        assert not (self.attempt(who, set_fields, [ref], {"value": value}) and value is None)

    @rule(who=who, n=some)
    def issue_a_paper(self, who: str, n: int) -> None:
        self.attempt(who, issue, self.pick(Kind.MEETING, n), a_paper(self.team.now, self.clock.today()))

    @rule(who=who, n=some, state=st.sampled_from(("", "content")), answer=st.sampled_from(("", "See the audit")))
    def answer(self, who: str, n: int, state: str, answer: str) -> None:
        fields = {name: said for name, said in (("state", state), ("answer", answer)) if said}
        if fields:
            self.attempt(who, set_fields, [self.pick(Kind.CHALLENGE, n)], fields)

    @rule(who=who, n=some, m=some, fields=EDITS, reason=st.sampled_from(("", "The board asked")))
    def edit(self, who: str, n: int, m: int, fields: dict[str, Any], reason: str) -> None:
        refs = [self.pick(Kind.ACTION, n), self.pick(Kind.ACTION, m)]
        before = [self.team.now.by_ref(ref) for ref in refs]
        if self.attempt(who, set_fields, refs, fields, reason=reason) and fields.get("delivery") == "verified":
            for was in before:
                now = self.team.now.get(was.id)  # type: ignore[union-attr]
                if was.delivery != now.delivery:  # type: ignore[union-attr]
                    self.nobody_owns_what_they_check(who, was, now)

    @rule(who=who, n=some, fields=st.sampled_from(({"priority": "high"}, {"title": "Mine"}, {"impact": "Much"})))
    def edit_what_was_seen(self, who: str, n: int, fields: dict[str, str]) -> None:
        ref = self.pick(Kind.ACTION, n)
        seen = dict.fromkeys(fields, "never so")
        before = self.team.now
        if ref != "A999":
            try:
                self.team.do(who, set_fields, [ref], fields, expected=seen)
            except Conflict:
                assert self.team.now == before
            else:
                raise AssertionError("what was never so was taken for what stands")

    @rule(who=who, n=some, forecast=st.sampled_from((None, "green", "red")))
    def update(self, who: str, n: int, forecast: str | None) -> None:
        self.attempt(who, add_update, self.pick(Kind.ACTION, n), "Going on.", forecast=forecast, reason="So it is")

    @rule(who=who, n=some, day=DAYS)
    def ask(self, who: str, n: int, day: date) -> None:
        self.attempt(who, extend.ask, self.pick(Kind.ACTION, n, "open, agreed!="), day, "It takes longer")

    @rule(who=who, n=some, verb=st.sampled_from((extend.approve, extend.approve, extend.refuse)))
    def decide(self, who: str, n: int, verb: Callable[..., Any]) -> None:
        self.attempt(who, verb, self.pick(Kind.EXTENSION, n, "waiting for approval"), "Seen")

    @rule(asker=who, decider=who, n=some, day=DAYS)
    def ask_and_decide(self, asker: str, decider: str, n: int, day: date) -> None:
        ref = self.pick(Kind.ACTION, n, "open, agreed!=")
        if self.attempt(asker, extend.ask, ref, day, "It takes longer"):
            approved = self.attempt(decider, extend.approve, ref)
            now, action = self.team.now, self.team.get(ref)
            kept_out = (asker, now.name_of(action.owner))
            assert approved != any(same_hands(now, one, decider) for one in kept_out)

    @rule(who=who, n=some, meeting=some)
    def record_what_a_meeting_decided(self, who: str, n: int, meeting: int) -> None:
        ref, at = self.pick(Kind.EXTENSION, n, "waiting for approval"), self.pick(Kind.MEETING, meeting)
        self.attempt(who, extend.approve, ref, meeting=at)

    @rule(who=who, agency=st.sampled_from(("", "Police", "Health")), role=st.sampled_from(("", "Analyst")))
    def register_a_namesake(self, who: str, agency: str, role: str) -> None:
        self.attempt(who, add, Kind.PERSON, {"name": "Sam Jones", "agency": agency, "role": role})

    @rule(who=who, n=some, link=st.sampled_from(("https://example.org", "file:///etc/hosts", "search-ms:x", "G:\\x")))
    def change_a_link(self, who: str, n: int, link: str) -> None:
        self.attempt(who, set_fields, [self.pick(Kind.EVIDENCE, n)], {"url": link})

    @rule(whose=st.sampled_from((None, *PEOPLE, "Police")))
    def send_a_workbook_out(self, whose: str | None) -> None:
        now = self.team.now
        self.sent.append(Returned("r.xlsx", now.plan.id, now.number, now.head, self.clock.today(), whose))

    @rule(who=who, n=some, m=some, fields=EDITS, update=st.sampled_from(("", "Going on.")), new=st.booleans())
    def bring_a_workbook_home(self, who: str, n: int, m: int, fields: dict[str, Any], update: str, new: bool) -> None:
        if not self.sent:
            return
        sent = self.sent[n % len(self.sent)]
        with self.team.store.begin() as uow:
            actions = uow.as_of(sent.base_number).actions
        action = actions[m % len(actions)]
        names = {"for": "targets"}
        typed = {names.get(name, name): value for name, value in fields.items()}
        cells = {name: ReturnedCell(value, f"Actions!{name}") for name, value in typed.items()}
        cells |= {NEW_UPDATE: ReturnedCell(update, "Actions!update")} if update else {}
        rows = (ReturnedRow(Kind.ACTION, action.id, action.ref, "Actions!2", cells),)
        if new:
            said = {"targets": action.ref, "kind": "Dip sample", "shows": "Ten", "url": "https://example.org/dip"}
            about = {name: ReturnedCell(value, f"E!{name}") for name, value in said.items()}
            rows = (*rows, ReturnedRow(Kind.EVIDENCE, None, "", "E!1", about))
        self.attempt(who, merge, replace(sent, rows=rows))

    @rule(who=who, n=some)
    def withdraw(self, who: str, n: int) -> None:
        self.attempt(who, extend.withdraw, self.pick(Kind.EXTENSION, n, "state=approved"), "On second thoughts")

    @rule(who=who, n=some, m=some, link=st.booleans())
    def attach(self, who: str, n: int, m: int, link: bool) -> None:
        refs, about = [self.pick(Kind.ACTION, n), self.pick(Kind.RECOMMENDATION, m)], About("Dip sample", "Ten plans")
        if link:
            self.attempt(who, attach_link, refs, "https://example.org", about=about)
        else:
            self.attempt(who, attach_file, refs, b"plan %d" % n, f"{n}.txt", about=about)

    @rule(who=who, n=some, accept=st.booleans())
    def judge(self, who: str, n: int, accept: bool) -> None:
        self.attempt(who, review, self.pick(Kind.EVIDENCE, n, "not reviewed"), accept=accept, note="Looked at")

    @rule(who=who, n=some, m=some)
    def replace_evidence(self, who: str, n: int, m: int) -> None:
        self.attempt(who, set_fields, [self.pick(Kind.EVIDENCE, n)], {"replaces": self.pick(Kind.EVIDENCE, m)})

    @rule(who=who, n=some)
    def judge_again(self, who: str, n: int) -> None:
        self.attempt(who, withdraw_review, self.pick(Kind.EVIDENCE, n), "Looked again")

    @rule(who=who, n=some, whole=st.booleans())
    def agree_on_it(self, who: str, n: int, whole: bool) -> None:
        self.attempt(who, agree, [] if whole else [self.pick(Kind.ACTION, n)])

    @rule(who=who, n=some)
    def take_agreement_back(self, who: str, n: int) -> None:
        self.attempt(who, withdraw_agreement, "Too early", [self.pick(Kind.ACTION, n)])

    @rule(freer=who, setter=who, agreer=who, n=some, day=st.none() | DAYS)
    def free_a_date_and_agree_it_again(self, freer: str, setter: str, agreer: str, n: int, day: date | None) -> None:
        ref = self.pick(Kind.ACTION, n, "agreed!=")
        before: Any = self.team.now.by_ref(ref)
        if not self.attempt(freer, withdraw_agreement, "Too early", [ref]):
            return
        self.attempt(setter, set_fields, [ref], {"due": day})
        agreed = self.attempt(agreer, agree, [ref])
        action: Any = self.team.now.by_ref(ref)
        if not is_set_anew(action, self.team.now.extensions_of(action.id)):
            assert agreed or action.agreed is not None  # in an agreed plan a first date is agreed as it is set
        elif action.due is None:
            assert not agreed
        elif before.due != action.due:
            assert agreed != same_hands(self.team.now, setter, agreer)

    @rule(who=who, leaver=st.sampled_from(PEOPLE), to=st.sampled_from((*PEOPLE, "A Successor")))
    def leave(self, who: str, leaver: str, to: str) -> None:
        self.attempt(who, hand_over, leaver, to)

    @rule(who=who, n=some)
    def put_first(self, who: str, n: int) -> None:
        self.attempt(who, set_fields, [self.pick(Kind.ACTION, n)], {"position": 0})

    @rule(who=who)
    def seed_a_letter(self, who: str) -> None:
        self.letters += 1
        self.attempt(who, seed, a_reading(), b"letter %d" % self.letters, "letter.pdf")

    @rule(who=who)
    def step_back(self, who: str) -> None:
        self.attempt(who, undo)

    @rule(who=who)
    def step_forward(self, who: str) -> None:
        self.attempt(who, redo)

    @rule(who=who)
    def back_and_forth_is_where_it_was(self, who: str) -> None:
        before = says(self.team.now)
        if not self.attempt(who, undo):
            return
        if self.attempt(who, redo):
            assert says(self.team.now) == before
        else:  # what was closed or checked rightly at its time may not be so again
            assert "cannot be closed yet" in self.refusal or "other than its owner" in self.refusal

    @rule(who=who, fields=EDITS, count=st.integers(1, 4), n=some)
    def undo_takes_back_whatever_was_just_done(self, who: str, fields: dict[str, Any], count: int, n: int) -> None:
        stages = [says(self.team.now)]
        for step in range(count):
            ref = self.pick(Kind.ACTION, n + step)
            before = self.team.now.number
            if self.attempt(who, set_fields, [ref], fields, reason="So it is") and self.team.now.number > before:
                stages.append(says(self.team.now))
        fixed = "due" in fields and any(action.agreed for action in self.team.now.actions)
        for stage in reversed(stages[:-1]):
            if not self.attempt(who, undo):
                assert fixed, "a step that was just done was not taken back"
                return
            assert says(self.team.now) == stage

    @rule(days=st.integers(1, 40))
    def wait(self, days: int) -> None:
        self.clock.forward(days=days)
