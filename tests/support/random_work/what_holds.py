"""What must hold of a plan at every step, whatever was done to it."""

from __future__ import annotations

from typing import Any

from hypothesis.stateful import invariant, precondition

from support.counts import counts_agree
from support.random_work.attempts import ACTORS, Attempts, says
from tracker.domain.actions.evidence import accepted
from tracker.domain.actions.links import LinkKind, link_kind
from tracker.domain.dates.deadlines import is_open, is_overdue, times_moved
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.people.people import called, owners_of_evidence, same_hands, same_person
from tracker.domain.plan.invariants import broken
from tracker.domain.plan.records import Kind
from tracker.services.log.undo import steps


class WhatHolds(Attempts):
    """The invariants, looked at after every step."""

    def stands_up(self, ref: str) -> bool:
        """Whether what closing asks for is there."""
        action: Any = self.team.now.by_ref(ref)
        proved = accepted(self.team.now.evidence_for(action.id), self.clock.today())
        return bool(action.delivery_reason) or (bool(proved) and bool(action.impact))

    @invariant()
    def original_dates_never_change(self) -> None:
        now = {action.id: action.original_due for action in self.team.now.actions if action.original_due}
        for action, original in self.originals.items():
            assert action not in {a.id for a in self.team.now.actions} or now.get(action) == original  # type: ignore[call-overload]
        self.originals.update(now)  # type: ignore[arg-type]

    @invariant()
    def who_approves_did_not_ask(self) -> None:
        for extension in self.team.now.of(Kind.EXTENSION):
            decision = (extension.id, extension.state)
            if extension.state in ("approved", "refused") and decision not in self.decided:
                self.decided.add(decision)
                now, owner = self.team.now, self.team.now.get(extension.action).owner
                owners = [called(now, now.get(owner))] if extension.state == "approved" else []
                if extension.decided_at is None:
                    assert not any(same_hands(now, one, extension.decided_by) for one in (extension.asked_by, *owners))

    @invariant()
    def a_date_that_is_not_the_first_counts_as_moved(self) -> None:
        """However it came to be another, with or without an extension."""
        snapshot, today = self.team.now, self.clock.today()
        slipped = {one.id for one in chosen(snapshot, snapshot.actions, parse("slipped", Kind.ACTION), today)}
        for action in snapshot.actions:
            if action.original_due is not None and action.due != action.original_due:
                assert times_moved(action, snapshot.extensions_of(action.id)) >= 1
                assert action.id in slipped

    @invariant()
    def no_evidence_replaces_itself_in_the_end(self) -> None:
        for item in self.team.now.evidence:
            older: Any = item
            for _ in self.team.now.evidence:
                older = self.team.now.get(older.replaces) if older is not None else None
                assert older is None or older.id != item.id

    @invariant()
    def who_reviews_neither_added_nor_owned(self) -> None:
        with self.team.store.begin() as uow:
            for evidence in self.team.now.evidence:
                if evidence.review != "none":
                    seen = [found for found, changes in uow.changes_of(evidence.id) if reviewed(changes)][-1]
                    then = uow.as_of(seen.number)
                    hands = (evidence.added_by, *owners_of_evidence(then, then.get(evidence.id)))
                    assert not any(same_hands(then, one, evidence.reviewed_by) for one in hands)

    @invariant()
    def overdue_agrees_with_the_approved_date(self) -> None:
        snapshot, today = self.team.now, self.clock.today()
        late = {action.id for action in chosen(snapshot, snapshot.actions, parse("overdue"), today)}
        for action in snapshot.actions:
            approved = [e for e in snapshot.extensions_of(action.id) if e.state == "approved"]
            if approved and action.agreed and times_moved(action, approved) and action.id not in self.freed():
                assert action.due == approved[-1].new_due
            assert (action.id in late) == is_overdue(action, today)
            assert not (action.id in late and not is_open(action))

    def freed(self) -> set[str]:
        """Actions whose agreement was withdrawn once: their dates were free for a while."""
        with self.team.store.begin() as uow:
            return {c.record for one in uow.changesets() for c in one.changes if c.field == "agreed" and c.new is None}

    @invariant()
    def what_is_closed_was_proved_or_says_why(self) -> None:
        """At the moment of closing; an undo restores what was closed before, whatever became of its evidence."""
        closed = {action.id: action for action in self.team.now.actions if action.delivery == "closed"}
        with self.team.store.begin() as uow:
            undone = uow.stamps()[-1][1].undoes is not None
        for action in closed.keys() - self.closed:
            assert undone or self.stands_up(closed[action].ref), f"{closed[action].ref} closed with nothing to show"
        self.closed = set(closed)

    @precondition(lambda self: self.team.now.number % 3 == 0)
    @invariant()
    def counts_are_the_lists_they_open(self) -> None:
        counts_agree(self.team.now, self.clock.today())

    @invariant()
    def what_holds_of_every_plan_holds(self) -> None:
        """Whatever the verb; only what undo gives back may be what would not be taken anew."""
        now, today = self.team.now, self.clock.today()
        for record in (now.plan, *(one for table in now.records.values() for one in table.values())):
            assert [one for one in broken(now, record, today) if not one.restored] == []

    @invariant()
    def no_link_starts_a_program(self) -> None:
        assert not [one.url for one in self.team.now.evidence if one.url and link_kind(one.url) is LinkKind.WORDS]

    @invariant()
    def a_step_was_made(self) -> None:
        type(self).steps += 1

    @invariant()
    def references_are_never_used_again(self) -> None:
        for table in self.team.now.records.values():
            for record in table.values():
                assert self.known_refs.setdefault(record.ref, record.id) == record.id

    @invariant()
    def nothing_points_at_what_is_not_there(self) -> None:
        snapshot = self.team.now
        for action in snapshot.actions:
            for linked in (action.owner, action.accountable, action.agency, *action.targets, *action.supporting):
                assert linked is None or snapshot.get(linked) is not None

    @invariant()
    def the_log_replays_to_the_plan(self) -> None:
        now = self.team.now
        with self.team.store.begin() as uow:
            assert says(uow.as_of(now.number)) == says(now)

    @precondition(lambda self: self.team.now.number % 7 == 0)
    @invariant()
    def the_chain_holds(self) -> None:
        verdict = self.team.store.verify()
        assert verdict.faults == ()
        assert verdict.changesets == self.team.now.number

    @invariant()
    def what_waits_to_be_undone_is_ones_own(self) -> None:
        with self.team.store.begin() as uow:
            stamps = dict(uow.stamps())
        for person in ACTORS:
            found = steps(tuple(stamps.items()), person)
            assert all(same_person(stamps[number].who, person) for number in (*found.undo, *found.redo))
            assert not set(found.undo) & set(found.redo)


def reviewed(changes: Any) -> bool:
    return any(change.field in ("review", "reviewed_by", "reviewed_on") for change in changes)
