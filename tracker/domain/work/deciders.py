"""For whose decision something waits: a new date, evidence to be checked, a check that is due, a question."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.domain.actions.verification import is_check_due
from tracker.domain.people.people import hands, owner_names, owners_of_evidence
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Challenge, Evidence, Extension, Verification
from tracker.domain.plan.snapshot import Snapshot


class Deciders:
    """Whether what waits waits for one person.

    It does where they may decide, and are the ones to: they answer for the action (or lead its recommendation), they
    lead the plan, or nobody is named who would. So nothing waits for nobody, and nobody is shown the whole plan.
    """

    def __init__(self, snapshot: Snapshot, who: str, mine: frozenset[RecordId], leads: bool) -> None:
        self._snapshot, self._mine, self._leads = snapshot, mine, leads
        self._me = hands(snapshot, who)
        self._hands: dict[str, frozenset[str]] = {}

    def is_me(self, name: str | None) -> bool:
        """Whether a name acts with this person's hands."""
        return not self._me.isdisjoint(self._of(name))

    def dates(self, extension: Extension) -> bool:
        """Whether a new date waits for this person."""
        action = self._snapshot.get(extension.action)
        kept_out = (extension.asked_by, *owner_names(self._snapshot, (action,)))
        return self._is_mine(kept_out, (action,))

    def evidence(self, item: Evidence) -> bool:
        """Whether evidence waits to be checked by this person."""
        kept_out = (item.added_by, *owners_of_evidence(self._snapshot, item))
        return self._is_mine(kept_out, map(self._snapshot.get, item.targets))

    def check(self, check: Verification, today: date) -> bool:
        """Whether a check is due and is this person's to make."""
        action = self._snapshot.get(check.action)
        if action is None or not is_check_due(check, action, today):
            return False
        return self._is_mine(owner_names(self._snapshot, (action,)), (action,))

    def answers(self, question: Challenge) -> bool:
        """Whether an open question is this person's to answer: about what they own or lead, or about nobody's."""
        about = [one for one in map(self._snapshot.get, question.targets) if one is not None]
        owners = {one.owner for one in about if one.owner is not None}
        for one in about:
            owners |= self._answering(one)
        if question.answer and self.is_me(question.answered_by):
            return False
        return not owners.isdisjoint(self._mine) or (self._leads and not owners)

    def asked(self, question: Challenge) -> bool:
        """Whether this person asked a question, and did not answer it."""
        return self.is_me(question.asked_by) and not self.is_me(question.answered_by)

    def _is_mine(self, kept_out: Iterable[str | None], about: Iterable[Any]) -> bool:
        out = frozenset().union(*(self._of(name) for name in kept_out))
        if not self._me.isdisjoint(out) or not self._mine:
            return False
        if self._leads:
            return True
        answering = {one for record in about if record is not None for one in self._answering(record)}
        able = {one for one in answering if self._of(self._snapshot.name_of(one)).isdisjoint(out)}
        return not able or not able.isdisjoint(self._mine)

    def _answering(self, record: Any) -> set[RecordId]:
        """The people who answer for a record besides its owner: accountable, or leading what it is for."""
        if isinstance(record, Action):
            leading = {getattr(self._snapshot.get(target), "owner", None) for target in record.targets}
            found = {record.accountable, *leading}
        else:
            found = {record.owner}
        return {one for one in found if one is not None}

    def _of(self, name: str | None) -> frozenset[str]:
        if not name:
            return frozenset()
        if name not in self._hands:
            self._hands[name] = hands(self._snapshot, name)
        return self._hands[name]
