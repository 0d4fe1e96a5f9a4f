"""Another copy of a plan, joined: what was made of it there since both parted, taken into this one field by field.

Where both changed a field a person decides. What the other copy has new comes with its references, renumbered where
they are taken. Everything passes the gate as the other copy's people signed it; what a rule refuses is told and left.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any, Final

from tracker.domain.log.changes import Changes
from tracker.domain.log.merge import Clash, merge_value
from tracker.domain.people.people import find_agency, namesake
from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import title_of
from tracker.domain.plan.records import (
    RECORD_TYPES,
    Agency,
    Extension,
    Finding,
    Inspection,
    Kind,
    Person,
    Plan,
    Recommendation,
    kind_of,
    specs,
)
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import how_many
from tracker.domain.workbook.cells import cell_value
from tracker.domain.workbook.returned import Returned
from tracker.services.context import Context, context_of
from tracker.services.gate.commit import commit, refusals
from tracker.services.joining.parted import Parted
from tracker.services.ports import Act, UnitOfWork
from tracker.services.workbook.known_rows import place_of
from tracker.services.workbook.proposal import Added, Disputed, Draft, Edited, MergeProposal
from tracker.services.workbook.wanted_values import View, land
from tracker.services.workbook.workbook import Decisions, choice_of, decided_edit, erased_since, remember

TOGETHER: Final[Mapping[str, str]] = {
    "done": "delivery", "delivery_reason": "delivery", "forecast_reason": "forecast", "assurance_reason": "assurance",
    "reviewed_by": "review", "reviewed_on": "review", "review_note": "review",
    "checked_by": "outcome", "content_by": "state", "content_on": "state",
}  # fmt: skip
"""Fields that go with another one: where that one is in dispute, they are decided with it."""
FIRST_SAID: Final = frozenset({"agreed", "agreed_by", "original_due"})
"""Fields that keep what they were given first."""
OF_A_COPY: Final = frozenset({"position", "frozen_at", "link_checked", "link_fault"})
"""Fields that say something of one copy alone."""
DECIDING: Final = ("delivery", "assurance", "outcome", "answer")
"""Fields in which it matters who wrote them."""
_SIDES: Final = ("ours", "theirs")


@dataclass
class Joining:
    """A join at work: the plan as it would be is put, and what that came to is in the draft."""

    context: Context
    theirs: Snapshot
    parted: Parted
    erased: frozenset[tuple[RecordId, str]]
    decisions: Decisions
    draft: Draft = field(default_factory=Draft)
    same: dict[RecordId, RecordId] = field(default_factory=dict)
    """What both copies added, each by itself, theirs to ours: people, agencies, a document and what was read of it."""
    new: dict[RecordId, Any] = field(default_factory=dict)
    """What the other copy has new, as it stands there."""

    @property
    def now(self) -> Snapshot:
        """This copy with what was taken so far."""
        return self.context.uow.snapshot()

    def mapped(self, spec: Spec, value: Any) -> Any:
        """A value of the other copy as this one would keep it."""
        if spec.type is FieldType.LINK:
            return self.same.get(value, value)
        return tuple(sorted(self.same.get(one, one) for one in value)) if spec.type is FieldType.LINKS else value

    @property
    def proposal(self) -> MergeProposal:
        """What it comes to, as a merge tells it."""
        base, plan = self.parted.base, self.context.snapshot.plan
        returned = Returned(self.parted.file, plan.id, self.parted.here, base.head, self.context.act.today)
        draft = self.draft
        return MergeProposal(
            returned, self.context.snapshot.number, tuple(draft.applied), tuple(draft.conflicts), tuple(draft.added),
            tuple(draft.missing), tuple(draft.problems), draft.unchanged,
        )  # fmt: skip


def join(uow: UnitOfWork, act: Act, other: UnitOfWork, parted: Parted, decisions: Decisions | None = None) -> Joining:
    """Puts what the other copy has made since both parted; conflicts as they were decided, else as they stand here."""
    context = context_of(uow, act)
    erased = erased_since(uow, 0) | erased_since(other, 0)
    work = Joining(context, other.snapshot(), parted, erased, decisions or {})
    signers = _Signers(other, parted.there)
    for kind in (Kind.AGENCY, Kind.PERSON, *(one for one in Kind if one not in (Kind.AGENCY, Kind.PERSON))):
        _take_kind(work, kind, signers)
    _drop_refused(work)
    for there in work.new.values():
        _name(work, there)
    return work


def commit_join(work: Joining, other: UnitOfWork) -> Changes:
    """Writes a join as one changeset that names the other copy's head."""
    uow = work.context.uow
    for _, new in uow.pairs():
        sha256 = getattr(new, "sha256", None)
        if sha256 and not uow.has_file(sha256) and other.has_file(sha256):
            uow.add_file(other.read_file(sha256))
    remember(work.context, work.proposal, work.decisions)
    return commit(work.context, "join", _why(work, other), joined=work.theirs.head)


def _why(work: Joining, other: UnitOfWork) -> str:
    after = work.parted.there
    names = list(dict.fromkeys(stamp.who for number, stamp in other.stamps() if number > after))
    return f"{work.parted.file} joined: {how_many(work.theirs.number - after, 'change')} of {', '.join(names)}"


@dataclass
class _Signers:
    """Who wrote what matters in the other copy."""

    other: UnitOfWork
    after: int

    def of(self, record: RecordId) -> str:
        """Who decided on a record there since the copies parted; "" where nobody did."""
        found = [one for one in self.other.last_to_write((record,), DECIDING).values() if one[0] > self.after]
        return max(found, key=_number)[1].who if found else ""


def _number(one: tuple[int, Any]) -> int:
    return one[0]


def _table(snapshot: Snapshot, kind: Kind) -> dict[RecordId, Any]:
    records = (snapshot.plan,) if kind is Kind.PLAN else snapshot.of(kind)
    return {record.id: record for record in records}


def _take_kind(work: Joining, kind: Kind, signers: _Signers) -> None:
    base, ours, theirs = (_table(one, kind) for one in (work.parted.base, work.context.snapshot, work.theirs))
    for record_id, there in theirs.items():
        was, here = base.get(record_id), ours.get(record_id)
        if was is not None and not _differs(was, there):
            work.draft.unchanged += 1
        elif here is not None:
            _edit(work, was, here, there, signers)
        elif was is not None:
            work.draft.say("", f"{there.ref} is not in this copy any more: what was changed of it is not taken.")
        else:
            _add(work, there, signers)
    gone = base.keys() - theirs.keys() - set(work.same.values())
    work.draft.missing += [here.ref for record_id, here in ours.items() if record_id in gone]


def _differs(one: Any, other: Any) -> bool:
    return any(getattr(one, name) != getattr(other, name) for name in specs(kind_of(one)))


def _add(work: Joining, there: Any, signers: _Signers) -> None:
    kind = kind_of(there)
    if kind is Kind.PAPER:
        work.draft.note("", f"{there.ref}, an issued paper, stays in {work.parted.file}: it shows that copy.")
        return
    values = {name: work.mapped(spec, getattr(there, name)) for name, spec in specs(kind).items()}
    coming = replace(there, version=0, **{**values, **({"frozen_at": None} if "frozen_at" in values else {})})
    known = _known(work, coming)
    if known is not None:
        work.same[there.id] = known.id
        if known.ref != there.ref:
            work.draft.note("", f"{there.ref} of {work.parted.file}, {title_of(there)}, is {known.ref} here.")
        _edit(work, None, known, coming, signers)
        return
    work.context.add(coming, frozenset(values), who=signers.of(there.id))
    work.new[there.id] = there
    work.draft.added.append(Added(kind, title_of(there), there.ref, {}))


def _known(work: Joining, coming: Any) -> Any:
    """What both copies added, each by itself: the same name, the same document, the same words of it; None for none."""
    if isinstance(coming, Person):
        return namesake(work.now, coming)
    if isinstance(coming, Agency):
        return find_agency(work.now, coming.name)
    if isinstance(coming, Inspection) and coming.sha256:
        return next((one for one in work.now.inspections if one.sha256 == coming.sha256), None)
    if isinstance(coming, Recommendation | Finding) and coming.inspection:
        every = work.now.of(kind_of(coming))
        return next((one for one in every if (one.inspection, one.text) == (coming.inspection, coming.text)), None)
    return None


def _edit(work: Joining, was: Any, here: Any, there: Any, signers: _Signers) -> None:
    """Takes what the other copy changed of a record; where both changed it, what was decided.

    It is judged as signed there, or where words of one's own are in it, as signed by whoever joins.
    """
    kind = kind_of(here)
    was = was if was is not None else RECORD_TYPES[kind](id=here.id)
    values: dict[str, Any] = {}
    disputes: dict[str, Disputed] = {}
    for name, spec in specs(kind).items():
        mine, yours = getattr(here, name), work.mapped(spec, getattr(there, name))
        if _stays(work, here, name, mine):
            continue
        if isinstance(here, Plan) and not spec.settable and isinstance(mine, tuple):
            yours = tuple(dict.fromkeys((*mine, *(one for one in yours if one not in getattr(was, name)))))
            values |= {name: yours} if yours != mine else {}
            continue
        merged = merge_value(spec, getattr(was, name), mine, yours)
        if isinstance(merged, Clash):
            disputes[name] = _disputed(work, spec, here, merged)
        elif merged.value != mine:
            values[name] = merged.value
    theirs = {name: work.mapped(spec, getattr(there, name)) for name, spec in specs(kind).items()}
    _decide(work, disputes, values, theirs)
    own = any(work.decisions.get(one.place.key, "ours") not in _SIDES for one in disputes.values())
    _put(work, here, values, "" if own else signers.of(here.id))


def _stays(work: Joining, here: Any, name: str, mine: Any) -> bool:
    """Whether a field says what this copy says, whatever the other says."""
    if name in OF_A_COPY or (name in FIRST_SAID and mine) or (here.id, name) in work.erased:
        return True
    return isinstance(here, Extension) and here.state != "pending"


def _disputed(work: Joining, spec: Spec, here: Any, clash: Clash) -> Disputed:
    place = place_of(here, spec)
    was, mine, yours = (cell_value(work.now, spec, value) for value in (clash.base, clash.ours, clash.theirs))
    return Disputed(place, was, mine, yours, clash.theirs, f"{here.ref or 'plan'}.{spec.external}")


def _decide(work: Joining, disputes: Mapping[str, Disputed], values: dict[str, Any], theirs: Mapping[str, Any]) -> None:
    """Settles what both changed; what goes with another field that both changed is decided with it."""
    kept = work.context.snapshot.plan.kept_choices
    for name, one in disputes.items():
        group = [name, *(follower for follower, leader in TOGETHER.items() if leader == name and follower in theirs)]
        if TOGETHER.get(name) in disputes:
            continue
        if choice_of(work.context.snapshot, one) not in kept:
            work.draft.conflicts.append(one)
        for each in group:
            values.pop(each, None)
        values |= _chosen(work, one, {each: theirs[each] for each in group})


def _chosen(work: Joining, one: Disputed, theirs: Mapping[str, Any]) -> Mapping[str, Any]:
    """What is taken of a dispute: nothing where it is open or stays as it is here, theirs whole, or one's own words."""
    choice = work.decisions.get(one.place.key, "ours")
    if choice in _SIDES:
        return theirs if choice == "theirs" else {}
    view = View(work.context, work.context.snapshot, work.context.act.today, Draft())
    spec = specs(one.place.kind)[one.place.name]
    return {one.place.name: land(work.context, spec, decided_edit(view, one, choice).value)}


def _put(work: Joining, here: Any, values: Mapping[str, Any], who: str) -> None:
    if not values:
        return
    new = replace(here, **values)
    work.context.put(new, frozenset(values), who=who)
    disputed = {one.place.name for one in work.draft.conflicts if one.place.record == here.id}
    for name in (one for one in values if one not in disputed):
        spec = specs(kind_of(here))[name]
        was, now = (cell_value(work.now, spec, getattr(one, name)) for one in (here, new))
        work.draft.applied.append(Edited(place_of(here, spec), was, now, values[name], f"{here.ref}.{spec.external}"))


def _drop_refused(work: Joining) -> None:
    """Leaves out what a rule refuses, and what hangs on it, until nothing is refused."""
    draft = work.draft
    while refused := refusals(work.context, "join"):
        record_id, fault = next(iter(refused.items()))
        record, there = work.now.get(record_id), work.new.pop(record_id, None)
        if there is not None:
            work.context.uow.remove(kind_of(record), record_id)
            draft.added = [one for one in draft.added if one.cell != there.ref]
        else:
            left = _left_as_they_are(work, work.context.snapshot.get(record_id), record)
            gone = {(record_id, name) for name in left}
            draft.applied = [one for one in draft.applied if (one.place.record, one.place.name) not in gone]
            draft.conflicts = [one for one in draft.conflicts if (one.place.record, one.place.name) not in gone]
        draft.say((there or record).ref, f"{fault.message}. It is not taken.")


def _left_as_they_are(work: Joining, here: Any, new: Any) -> set[str]:
    """Puts a record without the one field that a rule refuses, or as it stands here; the fields that were left."""
    changed = [name for name in specs(kind_of(here)) if getattr(here, name) != getattr(new, name)]
    for name in changed:
        work.context.uow.put(replace(new, **{name: getattr(here, name)}))
        if here.id not in refusals(work.context, "join"):
            return {name}
    work.context.uow.put(here)
    return set(changed)


def _name(work: Joining, there: Any) -> None:
    """Keeps the other copy's reference of a new record as a former one where it is another here."""
    here = work.now.get(there.id)
    if here.ref != there.ref:
        work.context.uow.add_alias(there.ref, here.ref)
        work.draft.note("", f"{there.ref} of {work.parted.file} is {here.ref} here.")
