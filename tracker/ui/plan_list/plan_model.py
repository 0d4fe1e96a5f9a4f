"""The plan list: actions under their recommendations, or all of them flat, as far as filter and search let them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import Any

from PySide6.QtCore import QObject
from typing_extensions import override

from tracker.domain.lists import filters
from tracker.domain.lists.facets import filed_under, grouped_by
from tracker.domain.lists.filter_cache import FilterCache, Situation, held
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Kind, Record, Subject
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.plan.snapshot_index import Place, place_of
from tracker.domain.text.words import as_looked_for, begun
from tracker.ui.lists.cells import DRAFT, Column, Look
from tracker.ui.lists.record_model import AnyIndex, RecordModel, Structure
from tracker.ui.lists.rows import heading_id
from tracker.ui.plan_list.action_columns import PLAN_COLUMNS

FILED_BY = {"theme": ("Theme: {0}", "No theme"), "national_framework": ("{0}", "No outcome of the national framework")}
"""What stands over recommendations that are grouped: by what they are filed under, and where they are not filed."""
NOT_ASKED_FOR = "For no recommendation"
"""What stands over actions that answer nothing in the plan, where the others are grouped."""


class PlanModel(RecordModel):
    """`terms` are filters that must all hold (`tracker.domain.lists.filters`); `words` are searched for."""

    columns_give = False

    def __init__(self, parent: QObject | None = None, columns: Sequence[Column] = PLAN_COLUMNS) -> None:
        super().__init__(columns, parent)
        self.grouped = True
        self.by = ""
        """What recommendations are grouped by; "" for the report's own order."""
        self.terms: tuple[str, ...] = ()
        self.words: tuple[str, ...] = ()
        self.filter_cache = FilterCache()
        self._hay: dict[RecordId, str] = {}
        self._matched: list[Matched] = []
        self._filed: Filed | None = None
        self._draft: Action | None = None
        self._only: frozenset[str] | None = None

    def set_grouped(self, grouped: bool) -> None:
        """Actions under their recommendations, or flat."""
        if grouped != self.grouped:
            self.grouped = grouped
            self.refilter()

    def set_by(self, field: str) -> None:
        """Groups the recommendations by their theme or outcome, or leaves them in the report's order."""
        if field != self.by:
            self.by = field
            self.refilter()

    def set_filter(self, terms: Sequence[str], text: str) -> None:
        """Lists only what holds every term and every word. Raises UserError for a term that is not known."""
        for term in terms:
            filters.parse(term, Kind.ACTION)
        words = tuple(as_looked_for(text).split())
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
    def show_plan(self, look: Look) -> None:
        if self.look is None or self.look.snapshot is not look.snapshot:
            self._hay.clear()
        self.filter_cache.look(situation_of(look))
        super().show_plan(look)

    @override
    def _moved_on(self, look: Look, changed: set[RecordId] | None) -> None:
        for record_id in tuple(self._hay) if changed is None else changed:
            self._hay.pop(record_id, None)
        self.filter_cache.look(situation_of(look), changed)
        if self._filed is not None and changed is not None:
            self._filed = self._filed.moved_on(look.snapshot, changed)

    @property
    def is_warm(self) -> bool:
        """Whether what is searched through was worked out."""
        return bool(self._hay)

    def take(self, found: Prepared) -> bool:
        """Takes over what was worked out elsewhere, if it is about what is shown; whether it is."""
        fits = self.filter_cache.take(found.situation, found.answers)
        if fits:
            self._hay = {**found.hay, **self._hay}
        return fits

    @override
    def structure(self, look: Look) -> Structure:
        allowed = self._allowed(look)
        matching = self._matching(look)
        if self.grouped:
            return self._with_draft(self._grouped(look, allowed, matching))
        return self._with_draft({None: _kept(_kept(self._filing(look).actions, allowed), matching)})

    def _allowed(self, look: Look) -> Set[RecordId] | None:
        """The actions that filters let through; None for all of them."""
        sets: list[Set[RecordId]] = [self.filter_cache.of(term) for term in self.terms]
        if self._only is not None:
            sets.append(self._chosen_only(look))
        return frozenset.intersection(*map(frozenset, sets)) if sets else None

    def _chosen_only(self, look: Look) -> set[RecordId]:
        wanted = {record.id for record in map(look.snapshot.by_ref, self._only or ()) if record is not None}
        return {a.id for a in look.snapshot.actions if a.id in wanted or wanted.intersection(a.targets)}

    def _matching(self, look: Look) -> Set[RecordId] | None:
        """The actions that hold every word; None where there are none.

        One more letter looks only through what the last were found in, and one that is taken back through nothing.
        """
        if not self.words:
            self._matched = []
            return None
        wider = [one for one in self._matched if one.snapshot is look.snapshot and one.is_wider_than(self.words)]
        found = next((one.found for one in wider if one.words == self.words), None)
        if found is None:
            least = min((one.found for one in wider), key=len, default=self._filing(look).actions)
            found = self._search(look, least)
            wider.append(Matched(look.snapshot, self.words, found))
        self._matched = wider
        return found

    def _search(self, look: Look, actions: Collection[RecordId]) -> Set[RecordId]:
        # Each key looks through up to 20,000 actions: what is done for each of them is what a person waits for.
        hay, first, rest = self._hay, self.words[0], self.words[1:]
        try:
            found = {one for one in actions if first in hay[one]}
        except KeyError:
            for one in actions:
                self._hay_of(look, look.snapshot.get(one))
            found = {one for one in actions if first in hay[one]}
        for word in rest:
            found = {one for one in found if word in hay[one]}
        return found

    def _filing(self, look: Look) -> Filed:
        """What stands under what, looked for once in each state of the plan."""
        if self._filed is None or self._filed.snapshot is not look.snapshot:
            self._filed = filed(look.snapshot)
        return self._filed

    def _with_draft(self, lists: Structure) -> Structure:
        if self._draft is None:
            return lists
        group = next((target for target in self._draft.targets if target in lists), None)
        if group is None and self.grouped and self._draft.targets:
            group = self._draft.targets[0]
            lists = {**lists, None: [*lists[None], group], group: []}
        return {**lists, group: [*lists[group], DRAFT]}

    def _grouped(self, look: Look, allowed: Set[RecordId] | None, matching: Set[RecordId] | None) -> Structure:
        filing = self._filing(look)
        lists: dict[RecordId | None, list[RecordId]] = {None: []}
        filed = ""
        for subject in grouped_by(filing.snapshot.subjects, self.by):
            rows = filing.under[subject.id]
            if self._only is not None:
                rows = [a.id for a in look.snapshot.actions_for(subject.id) if self._counted(subject, a)]
            rows = _kept(rows, allowed)
            if matching is not None and not self._holds_words(look, subject):
                rows = _kept(rows, matching)
            if rows or self._shown_empty(look, subject):
                heading = heading_of(subject, self.by)
                lists[None] += [heading_id(heading), subject.id] if heading != filed else [subject.id]
                lists[subject.id] = rows
                filed = heading
        loose = _kept(_kept(filing.loose, allowed), matching)
        lists[None] += [heading_id(NOT_ASKED_FOR), *loose] if loose and self.by else loose
        return lists

    def _counted(self, subject: Subject, action: Action) -> bool:
        """Whether a figure counted the action, or what it stands under here: one of two that it is for, perhaps."""
        only = self._only or frozenset()
        return subject.ref in only or action.ref in only

    def _shown_empty(self, look: Look, subject: Subject) -> bool:
        if self._only is not None and subject.ref not in self._only:
            return False
        if self.terms:
            return False
        return not self.words or self._holds_words(look, subject)

    def _holds_words(self, look: Look, record: Subject) -> bool:
        text = self._hay_of(look, record)
        return all(word in text for word in self.words)

    def _hay_of(self, look: Look, record: Action | Subject) -> str:
        kept = self._hay.get(record.id)
        if kept is None:
            kept = self._hay[record.id] = hay_of(look.snapshot, record)
        return kept


@dataclass(frozen=True, slots=True)
class Filed:
    """The actions of a plan as they are filed: all, those under each subject, and those that answer nothing in it."""

    snapshot: Snapshot
    actions: list[RecordId]
    under: Mapping[RecordId, list[RecordId]]
    loose: list[RecordId]

    def moved_on(self, snapshot: Snapshot, changed: Iterable[RecordId]) -> Filed | None:
        """The same after a write that changed these records; None where one of them stands elsewhere now."""
        pairs = ((self.snapshot.get(one), snapshot.get(one)) for one in changed)
        if any(old is None or new is None or _where(old) != _where(new) for old, new in pairs):
            return None
        return replace(self, snapshot=snapshot)


def _where(record: Record) -> tuple[Place, tuple[RecordId, ...]]:
    return place_of(record), getattr(record, "targets", ())


def filed(snapshot: Snapshot) -> Filed:
    """How the actions of a plan are filed."""
    under = {one.id: [action.id for action in snapshot.actions_for(one.id)] for one in snapshot.subjects}
    known = under.keys()
    loose = [action.id for action in snapshot.actions if known.isdisjoint(action.targets)]
    return Filed(snapshot, [action.id for action in snapshot.actions], under, loose)


def heading_of(subject: Subject, field: str) -> str:
    """What stands over a recommendation or finding where they are grouped by a field; "" where they are not."""
    if not field:
        return ""
    tag = filed_under(subject, field)
    filed, nowhere = FILED_BY[field]
    return begun(filed.format(tag)) if tag else nowhere


def _kept(rows: list[RecordId], wanted: Set[RecordId] | None) -> list[RecordId]:
    """Those of the rows that are wanted (None: all)."""
    return rows if wanted is None else [one for one in rows if one in wanted]


@dataclass(frozen=True, slots=True)
class Matched:
    """What words that were searched for were found in."""

    snapshot: Snapshot
    words: tuple[str, ...]
    found: Set[RecordId]

    def is_wider_than(self, words: tuple[str, ...]) -> bool:
        """Whether everything that holds these words was found then too."""
        return all(any(old in new for new in words) for old in self.words)


@dataclass(frozen=True, slots=True)
class Prepared:
    """What a list needs of a plan before it can answer at once: answers to filters, and the words searched through."""

    situation: Situation
    answers: Mapping[str, frozenset[RecordId]]
    hay: Mapping[RecordId, str]


def prepare(situation: Situation, terms: Iterable[str], *, words: bool = True) -> Prepared:
    """The answers to these filters and, with `words`, what is searched through; it takes a while on a large plan."""
    actions = situation.snapshot.actions
    answers = {term: held(situation, term, actions) for term in terms}
    hay = {action.id: hay_of(situation.snapshot, action) for action in actions} if words else {}
    return Prepared(situation, answers, hay)


def situation_of(look: Look) -> Situation:
    """What filters are judged by where a list looks so."""
    return Situation(look.snapshot, look.today, look.who)


def hay_of(snapshot: Snapshot, record: Action | Subject) -> str:
    """Everything of an action or recommendation that a search looks through, folded."""
    words = action_words(snapshot, record) if isinstance(record, Action) else f"{record.ref} {record.text}"
    return as_looked_for(words)


def action_words(snapshot: Snapshot, action: Action) -> str:
    """Everything of an action that a search looks through."""
    names = (snapshot.name_of(one) for one in (action.owner, action.accountable, action.agency, *action.supporting))
    parts = (action.ref, action.title, action.description or "", action.success_measure or "", *names)
    return " ".join(part for part in parts if part)
