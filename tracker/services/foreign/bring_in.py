"""Somebody's plan into this one: what is there is matched, what is new is added, all as one changeset."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import PurePath
from typing import Any, Final

from tracker.domain.foreign.cells import AS_IT_STANDS, LEAVE, answered
from tracker.domain.foreign.columns import RECOMMENDATION
from tracker.domain.foreign.draft import Draft, Planned, Question, RowOutcome, Wanted, settled
from tracker.domain.foreign.parts import Comment, Step
from tracker.domain.log.changes import Changes
from tracker.domain.people.people import called, same_hands
from tracker.domain.plan.fields import OpenQuestion
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Inspection, Kind, Milestone, Recommendation, Update
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import as_compared, lines, one_line, says_something
from tracker.domain.workbook.cells import plain_text
from tracker.errors import UserError
from tracker.services.context import Context, context_of
from tracker.services.dates.extend import asked_for
from tracker.services.foreign.matching import Known
from tracker.services.foreign.measures import put_readings
from tracker.services.foreign.names import Ask, Names, key_of
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, UnitOfWork

DOCUMENT_TYPE: Final = "Action plan"
_TAKE: Final = AS_IT_STANDS | {"yes"}
_KINDS: Final = (
    ("priority action", "area for priority action"),
    ("needs to improve", "needs to improve"),
    ("need to improve", "needs to improve"),
    ("area for improvement", "area for improvement"),
    ("areas for improvement", "area for improvement"),
)
"""What a column's heading says of the kind of the recommendations under it."""


@dataclass(frozen=True, slots=True)
class Source:
    """The file that a plan comes from."""

    file: str
    data: bytes
    sha256: str


@dataclass
class Brought:
    """What bringing a plan in did, or would do: records as they stand then, and what is left to a person."""

    draft: Draft
    outcomes: tuple[RowOutcome, ...]
    questions: tuple[Question, ...]
    recommendations: list[tuple[Wanted, RecordId, bool]] = field(default_factory=list)
    """Each with its record and whether that is new."""
    actions: list[tuple[Planned, RecordId, bool]] = field(default_factory=list)
    new_people: tuple[str, ...] = ()
    new_agencies: tuple[str, ...] = ()
    source_ref: str = ""
    unused: tuple[str, ...] = ()
    """The answers that nothing asked for, by cell."""
    changes: Changes | None = None
    snapshot: Any = None
    """The plan with all of it in, also where nothing was written."""

    def count(self, outcome: str) -> int:
        """How many rows came to this."""
        return sum(one.outcome == outcome for one in self.outcomes)


def bring_in(
    uow: UnitOfWork,
    act: Act,
    draft: Draft,
    source: Source,
    answers: Mapping[str, str] | None = None,
    *,
    write: bool = True,
) -> Brought:
    """Puts what is certain of a draft into the plan, what is asked left empty; without `write` nothing is kept.

    A second time the same file adds nothing but what answers bring. Raises UserError where a rule forbids it.
    """
    context = context_of(uow, act)
    bringing = _Bringing(context, draft, source, answers or {})
    brought = bringing.run()
    brought.snapshot = uow.snapshot()
    if write and (uow.pairs() or brought.actions):
        brought.changes = commit(context, "import", f"From {source.file}")
        brought.snapshot = uow.snapshot()
    return brought


class _Bringing:
    """One file on its way into the plan."""

    def __init__(self, context: Context, draft: Draft, source: Source, answers: Mapping[str, str]) -> None:
        self.context, self.draft, self.source = context, draft, source
        self.answers = answers
        self.now = context.snapshot
        self.known = Known(self.now)
        self.titles: dict[RecordId | None, set[str]] = {}
        for step in self.now.of(Kind.MILESTONE):
            self.titles.setdefault(step.action, set()).add(plain_text(step.title))
        self.used = set(draft.used)
        self.names = Names(context, self._answers_by_name())
        self.covers = {(one.grid.name, row): rows for one in draft.tables for row, rows in one.grid.covers.items()}
        self.questions: dict[tuple[str, str], Question] = {}
        self.subjects: dict[int, RecordId] = {}
        self.taken: set[RecordId] = set()
        self.by_row: dict[tuple[str, int], list[RecordId]] = {}
        self.found = Brought(draft, (), ())
        again = [one for one in self.now.inspections if one.sha256 == source.sha256]
        self.is_again = bool(again)
        self.inspection: Inspection | None = again[0] if again else None

    def run(self) -> Brought:
        """Puts everything, and tells what it came to."""
        if self.draft.wanted or self.draft.planned:
            self._keep_source()
        position = self.context.next_position(Kind.RECOMMENDATION)
        for place, wanted in enumerate(self.draft.wanted):
            self._recommendation(wanted, position + place)
        position = self.context.next_position(Kind.ACTION)
        for place, planned in enumerate(self.draft.planned):
            self._action(planned, position + place)
        found = self.found
        found.questions = tuple(self._open_questions())
        found.outcomes = settled([replace(one) for one in self.draft.outcomes], found.questions)
        found.outcomes = tuple(self._answered(one, found.questions) for one in found.outcomes)
        found.new_people, found.new_agencies = tuple(self.names.made[Kind.PERSON]), tuple(self.names.made[Kind.AGENCY])
        found.source_ref = self.inspection.ref if self.inspection else ""
        found.unused = tuple(one for one in self.answers if one not in self.used)
        self._remember(found.questions)
        return found

    def _answers_by_name(self) -> dict[str, str]:
        """What was answered for names, by name: an answer for one cell serves every cell with the same name."""
        found: dict[str, str] = {}
        for planned in self.draft.planned:
            for name, kind, words in _named(planned):
                answer = self._answer(planned, name) if planned.cells.get(name) else None
                if answer is not None and words:
                    found[key_of(kind, words)] = answer
        return found

    def _answered(self, one: RowOutcome, questions: Sequence[Question]) -> RowOutcome:
        """A row of which all questions have found an answer in the plan is imported."""
        if one.outcome == "asked" and (one.sheet, one.row) not in {(q.sheet, q.row) for q in questions}:
            return RowOutcome(one.sheet, one.row, type(one.outcome)("imported"))
        return one

    def _keep_source(self) -> None:
        if self.inspection is None:
            title = one_line(PurePath(self.source.file).stem.replace("_", " "))
            kept = self.context.uow.add_file(self.source.data)
            self.inspection = self.context.add(
                Inspection(
                    id=self.context.uow.new_id(),
                    title=title,
                    document_type=DOCUMENT_TYPE,
                    file=self.source.file,
                    sha256=kept,
                )
            )

    def _ask(self, planned: Planned, field_name: str, text: str, why: str, answers: tuple[str, ...] = ()) -> None:
        cell = planned.cells.get(field_name) or planned.cells.get("title", "")
        row, column = _place(cell) if cell else (planned.row, 1)
        question = Question(planned.sheet, row, column, text, field_name, why, answers)
        self.questions.setdefault((question.place, field_name), question)

    def _asker(self, planned: Planned, field_name: str) -> Ask:
        def ask(text: str, why: str, answers: tuple[str, ...]) -> None:
            self._ask(planned, field_name, text, why, answers)

        return ask

    def _recommendation(self, wanted: Wanted, position: int) -> None:
        match = self.known.subject(wanted.text)
        if match is not None:
            self.subjects[wanted.key] = match.id
            self.found.recommendations.append((wanted, match.id, False))
            return
        assert self.inspection is not None
        made = self.context.add(
            Recommendation(
                id=self.context.uow.new_id(),
                kind=self._kind(wanted),
                text=lines(wanted.text),
                position=position,
                paragraph=one_line(wanted.paragraph) or None,
                theme=one_line(wanted.theme) or None,
                inspection=self.inspection.id,
            )
        )
        self.subjects[wanted.key] = made.id
        self.found.recommendations.append((wanted, made.id, True))

    def _kind(self, wanted: Wanted) -> str:
        if wanted.kind:
            return wanted.kind
        table = next((one for one in self.draft.tables if one.grid.name == wanted.sheet), None)
        headings = " ".join(column.heading for column in table.of(RECOMMENDATION)) if table else ""
        return next((kind for words, kind in _KINDS if words in as_compared(headings)), "recommendation")

    def _targets(self, planned: Planned) -> tuple[RecordId, ...]:
        found = [self.subjects[key] for key in planned.wanted]
        answer = self._answer(planned, "for") if planned.wants else None
        if answer is not None:
            return tuple(sorted({*found, *self._answered_targets(planned, answer)}))
        for ref in planned.wants:
            known = self.known.by_number(ref)
            if known is not None and (self.inspection is None or known.inspection != self.inspection.id):
                found.append(known.id)
            else:
                self._ask(planned, "for", ref, f"Which recommendation is {ref}?")
        return tuple(sorted(set(found)))

    def _answered_targets(self, planned: Planned, answer: str) -> Iterable[RecordId]:
        """The recommendations that an answer names: "R3", "3; 4"."""
        for ref in re.split(r"\s*[;,]\s*|\s+", answer.strip()) if as_compared(answer) not in LEAVE else ():
            known = self.known.by_number(ref.upper())
            if known is None:
                where = f"{planned.sheet}!{planned.cells.get('for', '')}"
                raise UserError(
                    f"the answer for {where}, “{ref}”, is no recommendation of the plan",
                    "name its reference, such as R3; or leave",
                )
            yield known.id

    def _answer(self, planned: Planned, name: str) -> str | None:
        """What a person answered for the cell in which a field of an action stands."""
        cell = planned.cells.get(name) or planned.cells.get("title", "")
        return answered(self.answers, self.used, planned.sheet, cell)

    def _action(self, planned: Planned, position: int) -> None:
        targets = self._targets(planned)
        match = self.known.action(planned.title, targets, self.taken)
        fields, named = self._fields(planned)
        if match is None:
            blank = Action(id=self.context.uow.new_id(), title=planned.title, targets=targets, position=position)
            if self.now.plan.agreed and fields.get("original_due"):
                fields["agreed"] = self.context.act.today
            action = self.context.add(replace(blank, **fields), named, aside=True)
        else:
            self.taken.add(match.id)
            action = self._merged(planned, match, targets, fields, named)
        here = (planned.sheet, planned.row)
        for row in self.covers.get(here, (here,)):
            self.by_row.setdefault(row, []).append(action.id)
        self.found.actions.append((planned, action.id, match is None))
        self._steps(action, planned.steps)
        self._news(action, planned.news)
        put_readings(self.context, action, planned, self.source.file)

    def _fields(self, planned: Planned) -> tuple[dict[str, Any], frozenset[str]]:
        """The fields of an action that the file says something of, as the plan keeps them."""
        fields: dict[str, Any] = dict(planned.words)
        fields.update(
            start=planned.start,
            due=planned.due,
            done=planned.done,
            priority=planned.priority,
            original_due=planned.first_due,
            delivery=planned.delivery,
            forecast=planned.forecast,
            assurance=planned.assurance,
        )
        if planned.owner:
            fields["owner"] = self.names.person(planned.owner, self._asker(planned, "owner"))
        if planned.accountable:
            fields["accountable"] = self.names.person(planned.accountable, self._asker(planned, "accountable"))
        agencies = [
            self.names.agency(name, self._asker(planned, "agency" if not place else "supporting")) if name else None
            for place, name in enumerate(planned.agencies)
        ]
        if agencies:
            fields["agency"] = agencies[0]
            fields["supporting"] = tuple(
                sorted({one for one in agencies[1:] if one is not None and one != agencies[0]})
            )
        self._reasons(planned, fields)
        kept = {name: value for name, value in fields.items() if value not in (None, "", ())}
        return kept, frozenset(kept) | {"delivery", "forecast", "delivery_reason", "forecast_reason", "assurance"}

    def _reasons(self, planned: Planned, fields: dict[str, Any]) -> None:
        """Reasons that the plan's rules ask for, from what the file says, or from its saying nothing."""
        said = next((one.text for one in reversed(planned.news) if says_something(one.text)), "")
        if planned.forecast in ("amber", "red") and not says_something(fields.get("forecast_reason")):
            fields["forecast_reason"] = (
                said or f"{planned.forecast.capitalize()} in {self.source.file}, which gives no reason"
            )
        if planned.delivery in ("superseded", "not adopted", "closed"):
            fields["delivery_reason"] = (
                planned.delivery_reason or said or f"{planned.delivery.capitalize()} in {self.source.file}"
            )
        if planned.delivery == "verified" and fields.get("owner"):
            owner = called(self.context.uow.snapshot(), self.context.uow.snapshot().get(fields["owner"]))
            if same_hands(self.context.uow.snapshot(), owner, self.context.who):
                fields["delivery"] = "complete"

    def _merged(
        self,
        planned: Planned,
        ours: Action,
        targets: tuple[RecordId, ...],
        fields: Mapping[str, Any],
        named: frozenset[str],
    ) -> Action:
        """An action of the plan with what the file adds: empty fields are filled, others where a person says so."""
        news: dict[str, Any] = {}
        if targets and not ours.targets:
            news["targets"] = targets
        for name, theirs in fields.items():
            mine = getattr(ours, name)
            if mine == theirs or name in ("original_due", "forecast_reason", "delivery_reason"):
                continue
            if _is_blank(name, mine) or self._is_taken(planned, ours, name, mine, theirs):
                news[name] = theirs
        if "due" in news and ours.agreed is not None and ours.due is not None:
            asked = asked_for(self.context, ours, news.pop("due"), f"{self.source.file} says so")
            self.context.add(asked)
        news.update(
            {
                f"{name}_reason": fields[f"{name}_reason"]
                for name in ("forecast", "delivery")
                if name in news and fields.get(f"{name}_reason")
            }
        )
        merged = replace(ours, **news)
        if news:
            self.context.put(merged, frozenset(news) | ({"forecast_reason"} & named), aside=True)
        return merged

    def _is_taken(self, planned: Planned, ours: Action, name: str, mine: Any, theirs: Any) -> bool:
        """Whether the file's value stands in the place of the plan's: only where a person answered so."""
        if plain_text(str(mine)) == plain_text(str(theirs)):
            return False
        answer = self._answer(planned, name)
        if answer is not None:
            return as_compared(answer) in _TAKE or name in (
                "due",
                "start",
                "done",
                "owner",
                "delivery",
                "forecast",
                "assurance",
            )
        if not self.is_again:
            shown = self._shown(name, mine)
            why = f"{ours.ref} says “{shown}” in the plan: take what the file says, or leave it?"
            self._ask(planned, name, self._shown(name, theirs), why, ("take", "leave"))
        return False

    def _shown(self, name: str, value: Any) -> str:
        now = self.context.uow.snapshot()
        if name in ("owner", "accountable", "agency"):
            return now.name_of(value)
        if isinstance(value, tuple):
            return "; ".join(now.name_of(one) for one in value)
        return value.isoformat() if isinstance(value, date) else str(value)

    def _steps(self, action: Action, steps: Sequence[Step]) -> None:
        known = self.titles.setdefault(action.id, set())
        position = 1 + len(known)
        for step in steps:
            title = one_line(step.title)
            past = step.due is not None and step.due <= self.context.act.today
            title = f"{title} (done)" if step.done and not past else title
            if plain_text(title) not in known and says_something(title):
                known.add(plain_text(title))
                self.context.add(
                    Milestone(
                        id=self.context.uow.new_id(),
                        action=action.id,
                        title=title,
                        due=step.due,
                        done=step.due if step.done and past else None,
                        position=position,
                    )
                )
                position += 1

    def _news(self, action: Action, news: Iterable[Comment]) -> None:
        known = {plain_text(one.text) for one in self.now.updates_for(action.id)}
        today = self.context.act.today
        for one in news:
            text = lines(one.text)
            if says_something(text) and plain_text(text) not in known:
                known.add(plain_text(text))
                dated = one.dated if one.dated is None or one.dated <= today else None
                self.context.add(
                    Update(
                        id=self.context.uow.new_id(),
                        target=action.id,
                        text=text,
                        dated=dated,
                        author=one.author or None,
                    )
                )

    def _open_questions(self) -> Iterable[Question]:
        """The questions that nothing in the plan answers yet."""
        now = self.context.uow.snapshot()
        for question in (*self.draft.questions, *self.questions.values()):
            if not self._is_answered(question, now):
                yield question

    def _is_answered(self, question: Question, now: Snapshot) -> bool:
        known = [now.get(one) for one in self.by_row.get((question.sheet, question.row), ())]
        if question.about == "assurance" and self.is_again:
            rows = [self.now.get(one) for _, one, _ in self.found.actions]
            return not any(one is not None and one.delivery == "complete" and one.assurance == "none" for one in rows)
        if not known or question.about in ("for", "quarter") or "in the plan: take" in question.why:
            return False
        return all(not _is_blank(question.about, getattr(one, question.about, None)) for one in known)

    def _remember(self, questions: Sequence[Question]) -> None:
        """Keeps the open questions of this file with the plan, in the place of those that it left before."""
        now = self.context.uow.snapshot()
        kept = [one for one in self.now.plan.open_questions if one.file != self.source.file]
        for question in questions:
            refs = [now.get(one).ref for one in self.by_row.get((question.sheet, question.row), ())]
            kept.append(
                OpenQuestion(self.source.file, question.place, question.text, question.about, question.why, tuple(refs))
            )
        if tuple(kept) != self.now.plan.open_questions:
            self.context.put(replace(now.plan, open_questions=tuple(kept)))


def _is_blank(name: str, value: Any) -> bool:
    """Whether a field says nothing yet; an action that is not started and assured of nothing says nothing of these."""
    return value in (None, "", ()) or (name, value) in (("delivery", "not started"), ("assurance", "none"))


def _place(cell: str) -> tuple[int, int]:
    """Row and column of a cell named as in sheets."""
    column = 0
    for letter in cell.rstrip("0123456789"):
        column = column * 26 + ord(letter) - 64
    return int(cell.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")), column


def _named(planned: Planned) -> Iterator[tuple[str, Kind, str]]:
    """The names in an action's cells, each with its field and register."""
    for name, person in (("owner", planned.owner), ("accountable", planned.accountable)):
        if person is not None:
            yield name, Kind.PERSON, person.name
    for place, agency in enumerate(planned.agencies):
        yield "supporting" if place else "agency", Kind.AGENCY, agency
