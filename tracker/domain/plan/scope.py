"""Which records a workbook carries: the whole plan, or what one owner or one agency answers for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.domain.people.people import find_agency, find_person, fold, posts_of
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Agency, Kind, Person, Record, Subject
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError

KINDS = (
    Kind.RECOMMENDATION, Kind.FINDING, Kind.ACTION, Kind.MILESTONE, Kind.MEASURE, Kind.UPDATE, Kind.EVIDENCE,
    Kind.PERSON,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Scope:
    """The records that go out, by kind, in the plan's order; `name` is whose return it is (None: everyone's)."""

    name: str | None
    records: Mapping[Kind, tuple[Record, ...]]


def scope_of(snapshot: Snapshot, for_name: str | None = None, *, with_posts: bool = True) -> Scope:
    """Everything, or the return of the agency or person of this name or reference.

    A person's return holds what the roles and teams answer for that the person holds or belongs to, unless
    `with_posts` is left out.

    Raises UserError where the plan knows nobody of that name.
    """
    if for_name is None:
        return Scope(None, {kind: snapshot.of(kind) for kind in KINDS})
    agency = find_agency(snapshot, for_name)
    person = find_person(snapshot, for_name) if agency is None else None
    if agency is not None:
        return _return_of(snapshot, agency.name, _of_agency(snapshot, agency))
    if person is not None:
        posts = posts_of(snapshot, person.name) if with_posts else ()
        held = (post.id for post in posts if fold(post.name) != fold(person.name))
        return _return_of(snapshot, person.name, frozenset({person.id, *held}))
    raise UserError(
        f"nobody in this plan is called “{for_name.strip()}”",
        "name a person or an agency of the plan: `tracker list PLAN people` and `tracker list PLAN agencies` show them",
        window="name a person or an agency of the plan: People shows them",
    )


def _of_agency(snapshot: Snapshot, agency: Agency) -> frozenset[RecordId]:
    return frozenset({agency.id, *(person.id for person in snapshot.people if person.agency == agency.id)})


def _return_of(snapshot: Snapshot, name: str, who: frozenset[RecordId]) -> Scope:
    actions = tuple(action for action in snapshot.actions if _answers(action, who))
    serving = {target for action in actions for target in action.targets}
    subjects: dict[Kind, tuple[Record, ...]] = {
        kind: tuple(s for s in snapshot.of(kind) if s.id in serving or _leads(s, who))
        for kind in (Kind.RECOMMENDATION, Kind.FINDING)
    }
    kept = {record.id for record in (*actions, *subjects[Kind.RECOMMENDATION], *subjects[Kind.FINDING])}
    own = {action.id for action in actions}
    return Scope(
        name,
        {
            **subjects,
            Kind.ACTION: actions,
            Kind.MILESTONE: tuple(step for step in snapshot.of(Kind.MILESTONE) if step.action in own),
            Kind.MEASURE: tuple(m for m in snapshot.of(Kind.MEASURE) if m.owner in who or kept & set(m.targets)),
            Kind.UPDATE: tuple(update for update in snapshot.of(Kind.UPDATE) if update.target in kept),
            Kind.EVIDENCE: tuple(item for item in snapshot.evidence if own & set(item.targets)),
            Kind.PERSON: tuple(p for p in snapshot.people if _is_named(p, who, actions, name)),
        },
    )


def _answers(action: Action, who: frozenset[RecordId]) -> bool:
    return not who.isdisjoint({action.owner, action.accountable, action.agency, *action.supporting})


def _leads(subject: Subject, who: frozenset[RecordId]) -> bool:
    return subject.owner in who or subject.agency in who


def _is_named(person: Person, who: frozenset[RecordId], actions: tuple[Action, ...], name: str) -> bool:
    named = {found for action in actions for found in (action.owner, action.accountable)}
    return person.id in who or person.id in named or fold(person.name) == fold(name)
