"""The workbook that came home: what it would change, and changing it, as one changeset and one undo step."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any, Literal

from tracker.domain.guard.leaving import leaving
from tracker.domain.log.changes import Changes
from tracker.domain.people.people import fold
from tracker.domain.plan.external import waits_for_itself
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Evidence, Kind, Update, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.workbook.returned import Returned
from tracker.errors import Conflict, UserError
from tracker.services.context import Context, context_of
from tracker.services.dates.extend import asked_for
from tracker.services.gate.commit import commit
from tracker.services.meetings.rounds import round_for
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.editing import make
from tracker.services.workbook.answers import Answers, answered, takes
from tracker.services.workbook.edit_remarks import remark_on_edits
from tracker.services.workbook.known_rows import Said, judge, listen
from tracker.services.workbook.matching import (
    Matched,
    is_untouched,
    match,
    missing,
    names_given,
    names_gone,
    sent_records,
)
from tracker.services.workbook.new_names import name_newcomers
from tracker.services.workbook.new_rows import ARRIVAL, Arrivals, new_update, update_on
from tracker.services.workbook.nil_returns import take_nil_return
from tracker.services.workbook.proposal import Added, Disputed, Draft, Edited, MergeProposal, as_json
from tracker.services.workbook.questions import ask_about, hear_latest_updates
from tracker.services.workbook.readings import take_readings
from tracker.services.workbook.wanted_values import View, land, wish

Side = Literal["ours", "theirs"]
Decisions = Mapping[tuple[str, str], Any]
"""By reference and external field name: "ours", "theirs", or a value of one's own."""

__all__ = ["Decisions", "MergeProposal", "Side", "apply_merge", "as_json", "decided_by", "plan_merge", "prefer"]


def plan_merge(uow: UnitOfWork, act: Act, returned: Returned, answers: Answers | None = None) -> MergeProposal:
    """What a returned workbook would change, with a person's answers to its questions by cell. Nothing is written.

    Base is read from the change log at the change the workbook went out at; a return is judged as if the person it was
    made for had typed it. Raises UserError where the workbook belongs to another plan, or to a copy of this one that
    has gone its own way.
    """
    context = _context_for(uow, act, returned)
    base = _base(uow, context.snapshot, returned)
    heard = answered(returned, answers or {})
    draft = Draft(problems=list(heard.problems))
    view = View(context, base, returned.as_at, draft, erased_since(uow, base.number), dict(answers or {}))
    sent = sent_records(view, returned)
    matched = match(view, heard, sent)
    view = replace(view, renamed=names_given(view, matched), gone=names_gone(view, matched))
    known = {
        found: Said(record, view.now.get(found))
        if is_untouched(heard, rows, sent.get(found))
        else listen(view, record, rows)
        for found, (record, rows) in matched.known.items()
    }
    hear_latest_updates(view, known)
    _arrive(view, matched, known, Arrivals(view, returned.file, returned.for_name))
    take_nil_return(view, returned)
    take_readings(view, matched)
    remark_on_edits(view)
    draft.applied = _without_rings(view, draft.applied)
    draft.conflicts = [one for one in draft.conflicts if choice_of(view.now, one) not in view.now.plan.kept_choices]
    ask_about(view, known)
    name_newcomers(draft)
    draft.missing = missing(view, matched, returned.kinds, sent)
    return MergeProposal(
        returned, context.snapshot.number, tuple(draft.applied), tuple(draft.conflicts), tuple(draft.added),
        tuple(draft.missing), tuple(draft.problems), draft.unchanged, dict(answers or {}),
    )  # fmt: skip


def _context_for(uow: UnitOfWork, act: Act, returned: Returned) -> Context:
    """A context that judges and signs a return as if the person it was made for had typed it."""
    return replace(context_of(uow, act), as_if=returned.for_name or "")


def _arrive(view: View, matched: Matched, known: dict[RecordId, Said], arrivals: Arrivals) -> None:
    """Judges known rows and new ones; updates first, since a forecast may come with them."""
    for row in matched.new:
        if row.kind is Kind.UPDATE:
            new_update(arrivals, row, known)
    for record_id, said in known.items():
        news = judge(view, said)
        for text, cell in said.updates if said.current is not None else ():
            news |= update_on(arrivals, said.current, text, cell, {})
        view.draft.unchanged += not news and record_id in matched.known
    for row in matched.new:
        if row.kind in ARRIVAL:
            ARRIVAL[row.kind](arrivals, row)


def _without_rings(view: View, edits: Sequence[Edited]) -> list[Edited]:
    """The edits without those by which actions would wait for each other, the later first; each is noted at its cell.

    Judged by how all of them would leave the plan, since a workbook may turn a link round.
    """
    links = [edit for edit in edits if edit.place.name == "waits_for"]
    while links:
        meant = {edit.place.record: edit.value for edit in links}
        ringed = next((edit for edit in reversed(links) if _closes_a_ring(view, edit, meant)), None)
        if ringed is None:
            break
        links.remove(ringed)
        view.draft.say(ringed.cell, f"{ringed.place.ref} would in the end wait for itself. It is left unchanged.")
    return [edit for edit in edits if edit.place.name != "waits_for" or edit in links]


def _closes_a_ring(view: View, edit: Edited, meant: Mapping[RecordId, Sequence[RecordId]]) -> bool:
    return waits_for_itself(view.now, replace(view.now.get(edit.place.record), waits_for=edit.value), meant)


def _base(uow: UnitOfWork, now: Snapshot, returned: Returned) -> Snapshot:
    """The plan as it was, and left, when the workbook went out."""
    if returned.plan_id != now.plan.id:
        raise UserError(
            f"{returned.file} belongs to another plan", "open the plan it was exported from, and merge it there"
        )
    if returned.base_number > now.number:
        raise UserError(
            f"{returned.file} went out at change {returned.base_number}, but this copy ends at {now.number}",
            "this is an older copy: open the newest one, and merge it there",
        )
    base = uow.as_of(returned.base_number)
    if base.head != returned.head:
        raise UserError(
            f"{returned.file} was exported from another copy of this plan, which went its own way",
            "open that copy, and merge it there",
        )
    return leaving(base, base, returned.as_at)


def erased_since(uow: UnitOfWork, after: int) -> frozenset[tuple[RecordId, str]]:
    """The fields whose words were erased after a change."""
    numbers = [number for number, stamp in uow.stamps() if number > after and stamp.verb == "erase"]
    changes = (change for n in numbers for one in uow.changesets(after=n - 1, up_to=n) for change in one.changes)
    return frozenset((change.record, change.field) for change in changes)


def prefer(proposal: MergeProposal, side: Side) -> Decisions:
    """Decisions that settle every conflict for one side."""
    return {conflict.place.key: side for conflict in proposal.conflicts}


def decided_by(proposal: MergeProposal, answers: Answers) -> Decisions:
    """The decisions that a person's answers make about cells in conflict."""
    return {one.place.key: "theirs" for one in proposal.conflicts if takes(answers, one.cell)}


def apply_merge(
    uow: UnitOfWork,
    act: Act,
    proposal: MergeProposal,
    decisions: Decisions | None = None,
    answers: Answers | None = None,
) -> Changes:
    """Writes the proposal with a person's decisions, and answers to its questions by cell, as one changeset or not.

    The same file merged twice changes nothing the second time. Raises Conflict where a conflict or a question is left,
    also one that came up after the proposal was made; UserError where a decision breaks a rule of the plan.
    """
    context = _context_for(uow, act, proposal.returned)
    if answers or context.snapshot.number != proposal.at:
        proposal = plan_merge(uow, act, proposal.returned, {**proposal.answers, **(answers or {})})
    made = dict(decisions or {})
    open_ones = [conflict for conflict in proposal.conflicts if conflict.place.key not in made]
    if open_ones:
        named = ", ".join(f"{one.place.label} of {one.place.ref}" for one in open_ones)
        raise Conflict(f"{proposal.returned.file} and the plan differ in {named}", "decide for each, and merge again")
    if proposal.questions:
        named = "; ".join(f"{one.cell}: {one.message}" for one in proposal.questions)
        raise Conflict(f"{proposal.returned.file} leaves questions open. {named}", "answer each, and merge again")
    _add_people(context, proposal)
    settled = _edit_records(context, proposal, _decided(context, proposal, made))
    _add_rest(context, proposal, settled)
    remember(context, proposal, made)
    return commit(context, "merge", why(proposal))


def choice_of(now: Snapshot, one: Disputed) -> str:
    """How the choice to keep the plan's value against a workbook's is remembered: neither value stands in it."""
    said = json.dumps([str(one.ours), str(one.theirs), now.plan.id], ensure_ascii=True)
    return f"{one.place.ref} {one.place.external} {hashlib.sha256(said.encode()).hexdigest()[:16]}"


def remember(context: Context, proposal: MergeProposal, made: Mapping[tuple[str, str], Any]) -> None:
    """Keeps which of the plan's values were kept, so that the same workbook does not ask again."""
    kept = [choice_of(context.snapshot, one) for one in proposal.conflicts if made[one.place.key] == "ours"]
    plan = context.uow.snapshot().plan
    news = tuple(dict.fromkeys((*plan.kept_choices, *kept)))
    if news != plan.kept_choices:
        context.put(replace(plan, kept_choices=news))


def why(proposal: MergeProposal) -> str:
    """What the changeset says it is: the file, the change it went out at, and whose return it is."""
    whose = f", the return of {proposal.returned.for_name}" if proposal.returned.for_name else ""
    return f"{proposal.returned.file}{whose}, sent out at change {proposal.base}"


def _decided(context: Context, proposal: MergeProposal, made: Mapping[tuple[str, str], Any]) -> list[Edited]:
    """The edits that the decisions come to; what is kept as it is counts as named, so that reasons stay."""
    view = View(context, context.snapshot, proposal.returned.as_at, Draft())
    return [decided_edit(view, one, made[one.place.key]) for one in proposal.conflicts]


def decided_edit(view: View, one: Disputed, choice: Any) -> Edited:
    """The edit that a decision comes to: "ours", "theirs", or a value or words of one's own."""
    place = one.place
    ours = getattr(view.now.get(place.record), place.name)
    if choice == "ours":
        return Edited(place, one.ours, one.ours, ours, one.cell)
    if choice == "theirs":
        return Edited(place, one.ours, one.theirs, one.value, one.cell, one.reason)
    spec = specs(place.kind)[place.name]
    value = wish(view, place.kind, spec, choice) if isinstance(choice, str) else choice
    return Edited(place, one.ours, one.theirs, value, one.cell, one.reason if value != ours else None)


def _add_people(context: Context, proposal: MergeProposal) -> None:
    """Puts the new agencies, then the new people, into their registers."""
    for kind, register in ((Kind.AGENCY, context.new_agencies), (Kind.PERSON, context.new_people)):
        for one in proposal.added:
            if one.kind is kind:
                added = make(context, kind, one.fields)
                register[fold(added.name)] = added.id


def _edit_records(context: Context, proposal: MergeProposal, decided: list[Edited]) -> dict[str, Any]:
    """Puts what is edited and asks for new dates; the edited records as they will stand, by reference."""
    words = {one.target: one.title for one in proposal.added if one.kind is Kind.UPDATE}
    fields: dict[RecordId, dict[str, Any]] = {}
    for one in (*proposal.applied, *decided):
        if one.is_extension:
            _ask(context, one)
        else:
            spec = specs(one.place.kind)[one.place.name]
            fields.setdefault(one.place.record, {})[one.place.name] = land(context, spec, one.value)
    settled = {}
    for record_id, values in fields.items():
        current = context.snapshot.get(record_id)
        settled[current.ref] = new = replace(current, **values)
        context.put(new, frozenset(values), words.get(current.ref, ""), aside=True)
    return settled


def _ask(context: Context, one: Edited) -> None:
    context.add(asked_for(context, context.snapshot.get(one.place.record), one.value, one.reason or ""))


def _add_rest(context: Context, proposal: MergeProposal, settled: Mapping[str, Any]) -> None:
    position = context.next_position(Kind.ACTION)
    for one in proposal.added:
        if one.kind is Kind.ACTION:
            action = make(context, Kind.ACTION, {**one.fields, "position": position}, one.update)
            position += 1
            if one.update:
                _say(context, action, {**_forecast_of(action), "text": one.update})
        elif one.kind is Kind.UPDATE:
            target = context.find(one.target or "")
            _say(context, target, {**_forecast_of(settled.get(target.ref)), **_own_names(one)})
        elif one.kind in (Kind.MILESTONE, Kind.POINT):
            make(context, one.kind, one.fields)
        elif one.kind is Kind.EVIDENCE:
            _attach(context, one)


def _forecast_of(action: Any) -> dict[str, Any]:
    """The forecast that goes with an update: the action's, where this merge touches it."""
    names = ("forecast", "forecast_reason")
    return {name: getattr(action, name) for name in names if isinstance(action, Action)}


def _say(context: Context, target: Any, fields: Mapping[str, Any]) -> None:
    asked = round_for(context.snapshot, target.owner)
    given = {"author": context.who, "round": asked.id if asked is not None else None, **fields}
    if given.get("forecast") and not given.get("forecast_reason"):
        given["forecast_reason"] = given["text"]
    context.add(Update(id=context.uow.new_id(), target=target.id, dated=context.act.today, **given))


def _attach(context: Context, one: Added) -> None:
    given = _own_names(one)
    context.add(Evidence(id=context.uow.new_id(), added_by=context.who, added_on=context.act.today, **given))


def _own_names(one: Added) -> dict[str, Any]:
    """A new record's values by the fields' own names."""
    names = {spec.external: spec.name for spec in specs(one.kind).values()}
    return {names[external]: value for external, value in one.fields.items()}
