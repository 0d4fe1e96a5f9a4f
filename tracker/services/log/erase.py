"""Erasing words or a file for ever: a child's name, a file sent in error. The chain of changes stays whole."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from typing import Any, NoReturn

from tracker.domain.dates.dates import show
from tracker.domain.lists.search import texts_of
from tracker.domain.log.changes import ERASED, EXISTS, Change
from tracker.domain.people.people import fold, same_hands
from tracker.domain.plan.fields import FieldType, Spec
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Evidence, Kind, kind_of, specs
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.words import as_looked_for, listed
from tracker.errors import UserError
from tracker.services.context import Context, Done, context_of, needed
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records.remarks import evidence_lost

TELLING = 4
"""Words shorter than this are found in everything, and say nothing of where a name stands."""
SHOWN = 40
"""How many places are named at most; the others are counted."""
Place = tuple[RecordId, str]
"""A field of a record."""

_OWN_REASON = ("new", "seed", "merge", "import", "erase", "issue")
"""Verbs whose reason the program writes itself; an undo repeats the reason of what it takes back."""

_WORDS = (FieldType.TEXT, FieldType.NOTE, FieldType.WORDS, FieldType.PARTS)
_KEPT = (
    "sha256",
    "added_by",
    "reviewed_by",
    "author",
    "asked_by",
    "decided_by",
    "issued_by",
    "agreed_by",
    "document_type",
    "kind",
    "family",
)
"""Words that say who did what, or which file it was, and hold nothing of the matter itself."""

_BESIDE = {"text": "printed"}
"""Fields whose earlier words another holds: they go together."""


def erase(uow: UnitOfWork, act: Act, ref: str, reason: str, fields: Sequence[str] = ()) -> Done:
    """Removes a record's words, or only the fields named, and its file, for ever and throughout the log.

    The reasons that were given for changing the record go with its words, and so do copies of them that the same
    changes put elsewhere (an update's reason also stands at its action). By someone other than who added it. The
    reason is kept and must not repeat what is to go. The record, its links and dates stay. What was added and taken
    back by an undo stands in the log still, and is erased there. Raises UserError where nothing is there to erase.
    """
    context = context_of(uow, act)
    why = needed(reason, "a reason for erasing")
    record = _find(context, ref)
    _refuse_adder(context, record)
    chosen = _chosen(context, record, fields)
    files = [one for one in _files(record, chosen) if uow.has_file(one)]
    own = [(RecordId(record.id), spec.name) for spec in chosen]
    words = _ever_said(context, record, chosen)
    copies, reasons = _elsewhere(context, record, own, everything=not fields)
    if not (own or files or reasons):
        _nothing_left(context, record)
    others = _others_with(context, record, files)
    names = [(RecordId(other.id), "file") for other in others if other.file]
    changes = uow.erase([*own, *copies, *names, *reasons], files, context.act.stamp("erase", why))
    lost = _lost(context, [*own, *names])
    emptied = {*own, *copies, *names}
    warnings = (
        *_gone_too(others),
        *_copied(context, copies),
        *lost,
        *_said_elsewhere(context.snapshot, emptied, words),
    )
    return Done(changes, (record.ref,), warnings, warnings)


def may_be_erased(uow: UnitOfWork, act: Act, ref: str) -> tuple[tuple[str, str], ...]:
    """What of a record can be erased: the external names of its fields with what they are called; () for nothing."""
    context = context_of(uow, act)
    return tuple((spec.external, spec.label) for spec in _chosen(context, context.find(ref), ()))


def _find(context: Context, ref: str) -> Any:
    """The record of this reference; one that an undo took out of the plan as it was before. Raises UserError."""
    if context.snapshot.by_ref(ref) is None:
        wanted = fold(ref)
        undone = [number for number, stamp in context.uow.stamps() if stamp.verb == "undo"]
        for number in reversed(undone):
            for change in _whole(context, number):
                if change.field == "ref" and isinstance(change.old, str) and fold(change.old) == wanted:
                    return context.uow.as_of(number - 1).get(change.record)
    return context.find(ref)


def _lost(context: Context, places: Sequence[Place]) -> tuple[str, ...]:
    """What to say of closed actions whose evidence went with these fields."""
    before = after = context.snapshot
    for record_id, name in places:
        record = after.get(record_id)
        if isinstance(record, Evidence):
            kept = replace(record, **{name: getattr(Evidence(id=record_id), name)})
            after = after.with_records([(Kind.EVIDENCE, record_id, kept)], after.number, after.head)
    touched = dict.fromkeys(record_id for record_id, _ in places)
    return tuple(words for _, words in evidence_lost(before, after, touched, context.act.today))


def _elsewhere(
    context: Context, record: Any, own: Sequence[Place], *, everything: bool
) -> tuple[list[Place], list[Place]]:
    """Where else the words stand: fields that the same changesets filled with them, and those changesets' reasons.

    With everything of a record its changesets' reasons go too, whatever they say; those that the program wrote itself
    go where the words stand in them (a meeting's name, a file's).
    """
    notes = {spec.name for spec in specs(kind_of(record)).values() if spec.type is FieldType.NOTE}
    chosen = {name for _, name in own}
    copies: dict[Place, None] = {}
    reasons: list[Place] = []
    history = context.uow.changes_of(record.id)
    ever = _said(chosen, [change for _, changes in history for change in changes])
    for changeset, changes in history:
        said = _said(notes & chosen, changes)
        why = changeset.stamp.why
        programs = changeset.stamp.verb in _OWN_REASON
        if why and (_holds(why, ever) if programs else everything or why in said):
            reasons.append((context.snapshot.plan.id, f"why:{changeset.number}"))
        for change in _whole(context, changeset.number) if said else ():
            if change.record != record.id and any(isinstance(v, str) and v in said for v in (change.old, change.new)):
                copies[change.record, change.field] = None
    return list(copies), reasons


def _ever_said(context: Context, record: Any, chosen: Collection[Spec]) -> set[str]:
    """The words that fields of a record hold now or held before, of those long enough to know them by."""
    names = {spec.name for spec in chosen}
    history = [change for _, changes in context.uow.changes_of(record.id) for change in changes]
    now = (text for name, _, text in texts_of(kind_of(record), record) if name in names)
    return {words for words in (*now, *_said(names, history)) if len(words) >= TELLING}


def _said_elsewhere(snapshot: Snapshot, emptied: Collection[Place], words: Collection[str]) -> tuple[str, ...]:
    """What to say of other places in which the same words stand still, with or without their accents."""
    folded = [as_looked_for(one) for one in words]
    places = [
        f"{other.ref} ({label})"
        for kind in (KINDS if folded else ())
        for other in ((snapshot.plan,) if kind is Kind.PLAN else snapshot.of(kind))
        for name, label, text in texts_of(kind, other)
        if (other.id, name) not in emptied and _repeats(as_looked_for(text), folded)
    ]
    if not places:
        return ()
    return (f"the same words still stand in {listed(places, SHOWN)}: erase them there too if they must go",)


def _repeats(text: str, words: Collection[str]) -> bool:
    return any(one in text for one in words) and _holds(text, words)


def _said(names: Collection[str], changes: Iterable[Change]) -> set[str]:
    """The words that these fields held in these changes."""
    values = (value for change in changes if change.field in names for value in (change.old, change.new))
    return {value for value in values if isinstance(value, str) and value}


def _holds(why: str, words: Iterable[str]) -> bool:
    return any(re.search(rf"(?<!\w){re.escape(one)}(?!\w)", why, re.IGNORECASE) for one in words)


def _whole(context: Context, number: int) -> Sequence[Change]:
    return context.uow.changesets(after=number - 1, up_to=number)[0].changes


def _copied(context: Context, copies: Sequence[Place]) -> tuple[str, ...]:
    found = [(context.snapshot.get(record_id), name) for record_id, name in copies]
    return tuple(
        f"the same words stood in {other.ref} ({specs(kind_of(other))[name].label}) and are gone there too"
        for other, name in found
        if other is not None
    )


def _nothing_left(context: Context, record: Any) -> NoReturn:
    """Says who erased a record before, or that there never were words in it."""
    stamps = [changeset.stamp for changeset, _ in context.uow.changes_of(record.id)]
    last = next((stamp for stamp in reversed(stamps) if stamp.verb == "erase"), None)
    if last is None:
        raise UserError(f"{record.ref} has no words and no file to erase", "look at it with `tracker show`",
                        window="look at it in the plan first")  # fmt: skip
    raise UserError(
        f"nothing is left to erase of {record.ref}: {last.who} did it on {show(last.day)}",
        "`tracker backup PLAN --rewrite` takes it out of the copies that hold it still",
        window="Copies of this plan takes it out of those that hold it still",
    )


def _refuse_adder(context: Context, record: Any) -> None:
    """Whoever added the record cannot be the one who makes its words unreadable."""
    adder = next(
        (
            found.stamp.who
            for found, changes in context.uow.changes_of(record.id)
            if any(c.field == EXISTS for c in changes)
        ),
        "",
    )
    adders = (adder, getattr(record, "added_by", None) or "")
    own = next((one for one in adders if same_hands(context.snapshot, one, context.who)), "")
    if own:
        said = f"{record.ref} was added by {own} and is erased by someone else"
        raise UserError(said, "let a colleague do it, with --as NAME", window="let a colleague do it")


def _chosen(context: Context, record: Any, fields: Sequence[str]) -> list[Spec]:
    """The fields to empty: those named, or every one that holds words now, or held them before and in the log still."""
    history = (change for _, changes in context.uow.changes_of(record.id) for change in changes)
    ever = {change.field for change in history if any(v and v != ERASED for v in (change.old, change.new))}
    words = [s for s in specs(kind_of(record)).values() if s.type in _WORDS and s.name not in _KEPT and s.name in ever]
    if not fields:
        return words
    wanted = {fold(name) for name in fields}
    found = [spec for spec in words if wanted & {spec.name, spec.external, fold(spec.label)}]
    if len(found) < len(wanted):
        known = ", ".join(spec.external for spec in words) or "none"
        raise UserError(f"not all of these hold words of {record.ref}: {', '.join(fields)}", f"there are: {known}")
    beside = {_BESIDE.get(spec.name) for spec in found}
    return [spec for spec in words if spec in found or spec.name in beside]


def _files(record: Any, chosen: Sequence[Spec]) -> list[str]:
    """The file goes with its name: it is kept where only other fields are erased."""
    names_file = not chosen or any(spec.name == "file" for spec in chosen)
    sha256 = getattr(record, "sha256", None)
    return [sha256] if sha256 and names_file else []


def _others_with(context: Context, record: Any, files: Sequence[str]) -> tuple[Any, ...]:
    """Other records that hold one of these files: it goes there too, and its name with it, so that this shows."""
    held = (other for kind in Kind if "sha256" in specs(kind) for other in context.snapshot.of(kind))
    return tuple(other for other in held if other.id != record.id and other.sha256 in files)


def _gone_too(others: Sequence[Any]) -> tuple[str, ...]:
    named = ", ".join(other.ref for other in others)
    return (f"the same file stood in {named} and is gone there too",) if others else ()
