"""The plan list: actions under their recommendations, or all of them flat, as far as filter and search let them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from PySide6.QtCore import QObject
from typing_extensions import override

from tracker.domain import filters
from tracker.domain.ids import RecordId
from tracker.domain.records import Action, Finding, Kind, Recommendation
from tracker.ui.models.action_columns import PLAN_COLUMNS
from tracker.ui.models.cells import Look
from tracker.ui.models.record_model import AnyIndex, RecordModel, Structure

Subject = Recommendation | Finding
DRAFT = RecordId("draft")
"""The id of the row for an action that is being typed and not yet written."""


class PlanModel(RecordModel):
    """`terms` are filters that must all hold, in the words of `tracker.domain.filters`; `words` are searched for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(PLAN_COLUMNS, parent)
        self.grouped = True
        self.terms: tuple[str, ...] = ()
        self.words: tuple[str, ...] = ()
        self._hay: dict[RecordId, tuple[object, str]] = {}
        self._draft: Action | None = None
        self._only: frozenset[str] | None = None

    def set_grouped(self, grouped: bool) -> None:
        """Actions under their recommendations, or flat."""
        if grouped != self.grouped:
            self.grouped = grouped
            self.refilter()

    def set_filter(self, terms: Sequence[str], text: str) -> None:
        """Lists only what holds every term and every word. Raises UserError for a term that is not known."""
        filters.parse(", ".join(terms), Kind.ACTION)
        words = tuple(text.casefold().split())
        if (tuple(terms), words) != (self.terms, self.words):
            self.terms, self.words = tuple(terms), words
            self.refilter()

    def set_only(self, refs: Iterable[str] | None) -> None:
        """Lists only these actions, or what hangs from these recommendations (None: all of them)."""
        only = frozenset(refs) if refs is not None else None
        if only != self._only:
            self._only = only
            self.refilter()

    @property
    def filtered(self) -> bool:
        """Whether anything is kept from being listed."""
        return bool(self.terms or self.words) or self._only is not None

    @property
    def draft(self) -> Action | None:
        """The action that is being typed."""
        return self._draft

    def start_draft(self, targets: tuple[RecordId, ...]) -> None:
        """Adds a row for an action that is yet to be typed, under what it is for."""
        self._draft = Action(id=DRAFT, targets=targets)
        self.restructure()

    def end_draft(self) -> None:
        """Takes the row for the action that was being typed away."""
        if self._draft is not None:
            self._draft = None
            self.restructure()

    @override
    def lookup(self, record_id: RecordId | None, look: Look | None = None) -> Any:
        return self._draft if record_id == DRAFT else super().lookup(record_id, look)

    @override
    def can_edit(self, index: AnyIndex) -> bool:
        if self.record_id(index) == DRAFT and self.columns[index.column()].key != "title":
            return False
        return super().can_edit(index)

    @override
    def structure(self, look: Look) -> Structure:
        chosen = self.chosen(look, look.snapshot.actions)
        if not self.grouped:
            lists: Structure = {None: [action.id for action in chosen if self._found(look, action)]}
        else:
            lists = self._grouped(look, {action.id for action in chosen})
        return self._with_draft(lists)

    def _with_draft(self, lists: Structure) -> Structure:
        if self._draft is None:
            return lists
        group = next((target for target in self._draft.targets if target in lists), None)
        if group is None and self.grouped and self._draft.targets:
            group = self._draft.targets[0]
            lists = {**lists, None: [*lists[None], group], group: []}
        return {**lists, group: [*lists[group], DRAFT]}

    def chosen(self, look: Look, actions: Iterable[Action]) -> list[Action]:
        """The actions for which every filter term holds."""
        test = filters.parse(", ".join(self.terms), Kind.ACTION, look.who)
        held = [action for action in actions if test(look.snapshot, action, look.today)]
        if self._only is None:
            return held
        wanted = {record.id for record in map(look.snapshot.by_ref, self._only) if record is not None}
        return [action for action in held if action.id in wanted or wanted.intersection(action.targets)]

    def _grouped(self, look: Look, allowed: set[RecordId]) -> Structure:
        subjects: list[Subject] = [*look.snapshot.recommendations, *look.snapshot.findings]
        lists: dict[RecordId | None, list[RecordId]] = {None: []}
        for subject in subjects:
            rows = self._rows(look, subject, allowed)
            if rows or self._shown_empty(look, subject):
                lists[None].append(subject.id)
                lists[subject.id] = rows
        known = {subject.id for subject in subjects}
        loose = [a for a in look.snapshot.actions if not known.intersection(a.targets) and a.id in allowed]
        loose_ids = [action.id for action in loose if self._found(look, action)]
        lists[None] += loose_ids
        return lists

    def _rows(self, look: Look, subject: Subject, allowed: set[RecordId]) -> list[RecordId]:
        under = look.snapshot.actions_for(subject.id)
        actions = [action for action in under if action.id in allowed and self._counted(subject, action)]
        if self.words and self._holds_words(subject, f"{subject.ref} {subject.text}"):
            return [action.id for action in actions]
        return [action.id for action in actions if self._found(look, action)]

    def _counted(self, subject: Subject, action: Action) -> bool:
        """Whether a figure counted the action, or what it stands under here: one of two that it is for, perhaps."""
        return self._only is None or subject.ref in self._only or action.ref in self._only

    def _shown_empty(self, look: Look, subject: Subject) -> bool:
        if self._only is not None and subject.ref not in self._only:
            return False
        if self.terms:
            return False
        return not self.words or self._holds_words(subject, f"{subject.ref} {subject.text}")

    def _found(self, look: Look, action: Action) -> bool:
        return not self.words or self._holds_words(action, action_words(look, action))

    def _holds_words(self, record: Action | Subject, text: str) -> bool:
        kept = self._hay.get(record.id)
        if kept is None or kept[0] is not record:
            kept = (record, text.casefold())
            self._hay[record.id] = kept
        return all(word in kept[1] for word in self.words)


def action_words(look: Look, action: Action) -> str:
    """Everything of an action that a search looks through."""
    snapshot = look.snapshot
    names = (snapshot.name_of(one) for one in (action.owner, action.accountable, action.agency, *action.supporting))
    parts = (action.ref, action.title, action.description or "", action.success_measure or "", *names)
    return " ".join(part for part in parts if part)
