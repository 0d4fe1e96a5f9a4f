"""The verbs that write: add, set, agree, extend, approve, update, attach, review, undo, redo, erase."""

from __future__ import annotations

import re
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from tracker.commands.context import Context, read_bytes, say, warn
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UsageError
from tracker.services.context import Done
from tracker.services.ports import Act, Store, UnitOfWork
from tracker.watching import Watching

Use = Callable[[UnitOfWork, Act], Done]
ADDRESS = re.compile(r"[a-z][a-z0-9+.-]*:|\\\\", re.IGNORECASE)


def add(words: Namespace, context: Context) -> int:
    """Adds a record; its reference stands alone on the first line."""
    from tracker.services.records import editing

    kind = editing.kind_named(words.kind)
    done = _do(words, context, lambda uow, act: editing.add(uow, act, kind, _fields(words.fields), words.reason))
    say(done.refs[0])
    return _tell(done, "")


def set_(words: Namespace, context: Context) -> int:
    """Edits records, all in one changeset."""
    from tracker.services.records.editing import set_fields

    given = [word for word in words.words if "=" in word]
    refs = [word for word in words.words if "=" not in word]
    if not refs or not given:
        raise UsageError("set needs references and field=value pairs", "for example: tracker set PLAN A3 owner=Analyst")
    done = _do(words, context, lambda uow, act: set_fields(uow, act, refs, _fields(given), reason=words.reason))
    return _tell(done, f"set {', '.join(done.refs)}" if done.refs else "nothing was different")


def agree(words: Namespace, context: Context) -> int:
    """Agrees the plan or some actions, or takes the agreement back on the record."""
    from tracker.services.dates import agree as agreement

    if words.withdraw:
        done = _do(words, context, lambda uow, act: agreement.withdraw_agreement(uow, act, words.reason, words.refs))
        return _tell(done, "the agreement is withdrawn")
    done = _do(words, context, lambda uow, act: agreement.agree(uow, act, words.refs))
    return _tell(done, f"agreed: {', '.join(done.refs) or 'the plan'}")


def extend(words: Namespace, context: Context) -> int:
    """Asks for a new deadline."""
    from tracker.services.dates.extend import ask

    done = _do(words, context, lambda uow, act: ask(uow, act, words.ref, words.to, words.reason))
    say(done.refs[0])
    return _tell(done, f"{done.refs[0]} waits for someone else's approval")


def approve(words: Namespace, context: Context) -> int:
    """Agrees, refuses or takes back a new deadline."""
    from tracker.services.dates import extend as extending

    if words.refuse and words.withdraw:
        raise UsageError("an extension is refused or withdrawn, not both", "give one of --refuse and --withdraw")
    if words.refuse:
        done = _do(
            words, context, lambda uow, act: extending.refuse(uow, act, words.ref, words.note, meeting=words.meeting)
        )
        return _tell(done, f"refused {done.refs[0]}")
    if words.withdraw:
        done = _do(words, context, lambda uow, act: extending.withdraw(uow, act, words.ref, words.note))
        return _tell(done, f"withdrew {done.refs[0]}")
    done = _do(
        words, context, lambda uow, act: extending.approve(uow, act, words.ref, words.note, meeting=words.meeting)
    )
    return _tell(done, f"approved {done.refs[0]}")


def update(words: Namespace, context: Context) -> int:
    """Adds a dated progress update."""
    from tracker.services.meetings.updates import add_update

    done = _do(
        words,
        context,
        lambda uow, act: add_update(uow, act, words.ref, words.text, forecast=words.forecast, reason=words.reason),
    )
    say(done.refs[0])
    return _tell(done, "")


def attach(words: Namespace, context: Context) -> int:
    """Attaches a file or a link to one or several records."""
    from tracker.services.evidence.evidence import About, attach_file, attach_link

    *refs, target = words.words
    if not refs:
        raise UsageError("attach needs a reference and a file or link", "for example: tracker attach PLAN A3 audit.pdf")
    about = About(kind=words.kind, shows=words.shows, dated=words.dated, restricted=words.restricted)
    if ADDRESS.match(target) and not Path(target).is_file():
        done = _do(words, context, lambda uow, act: attach_link(uow, act, refs, target, about=about))
    else:
        data = read_bytes(Path(target))
        done = _do(words, context, lambda uow, act: attach_file(uow, act, refs, data, Path(target).name, about=about))
    say(done.refs[0])
    return _tell(done, "")


def review(words: Namespace, context: Context) -> int:
    """Accepts evidence, returns it with a note, or takes a review back."""
    from tracker.services.evidence import evidence

    if words.accept + words.return_ + words.withdraw != 1:
        raise UsageError("evidence is accepted or returned", "give one of --accept, --return and --withdraw")
    if words.withdraw:
        done = _do(words, context, lambda uow, act: evidence.withdraw_review(uow, act, words.ref, words.note))
        return _tell(done, f"the review of {words.ref.upper()} is withdrawn")
    done = _do(
        words, context, lambda uow, act: evidence.review(uow, act, words.ref, accept=words.accept, note=words.note)
    )
    return _tell(done, f"{words.ref.upper()} is {'accepted' if words.accept else 'returned'}")


def undo(words: Namespace, context: Context) -> int:
    """Takes this person's last changeset back."""
    from tracker.services.log.undo import next_undo
    from tracker.services.log.undo import undo as take_back

    what = _next(words, context, next_undo)
    return _tell(_do(words, context, take_back), f"took back: {what}")


def redo(words: Namespace, context: Context) -> int:
    """Does again what was taken back."""
    from tracker.services.log.undo import next_redo
    from tracker.services.log.undo import redo as again

    what = _next(words, context, next_redo)
    return _tell(_do(words, context, again), f"did again: {what}")


def erase(words: Namespace, context: Context) -> int:
    """Removes a record's words and file for ever."""
    from tracker.services.log.erase import erase as remove

    with context.plan(words.plan) as store:
        with store.begin(before="erase") as uow:
            before = uow.snapshot()
            done = remove(uow, context.act, words.ref, words.reason)
        _name_copies(store)
    for sentence in _begun_about(before, words.ref):
        warn(sentence)
    return _tell(done, f"the words and files of {words.ref.upper()} are erased for ever; that it was done is kept")


def _name_copies(store: Store) -> None:
    """Says which copies still hold what was erased."""
    held = Watching(store).holding()
    if held:
        copies = "1 copy still holds" if held == 1 else f"{held} copies still hold"
        warn(f"{copies} words or files that were erased: `tracker backup PLAN --rewrite` takes them out there too")


def _begun_about(plan: Snapshot, ref: str) -> Iterator[str]:
    """What was begun on this computer and not saved, about a record that goes or with words of it."""
    from tracker.domain.plan.records import kind_of, specs
    from tracker.drafts import holding

    record: Any = plan.by_ref(ref)
    if record is None:
        return
    values = (getattr(record, name) for name in specs(kind_of(record)))
    for draft in holding(plan.plan.id, record.id, [value for value in values if isinstance(value, str)]):
        about = plan.get(RecordId(draft.record))
        where = f"{draft.called} of {about.ref}" if about is not None else draft.called
        yield f"begun on this computer and not saved, and not erased: {where} (save or empty it in the window)"


def _do(words: Namespace, context: Context, use: Use) -> Done:
    with context.plan(words.plan) as store, store.begin() as uow:
        return use(uow, context.act)


def _next(words: Namespace, context: Context, which: Callable[[UnitOfWork, Act], str | None]) -> str:
    """What undo or redo is about to walk over, in a few words."""
    with context.plan(words.plan) as store, store.begin() as uow:
        return which(uow, context.act) or ""


def _tell(done: Done, sentence: str) -> int:
    for warning in done.warnings:
        warn(warning)
    if sentence:
        say(sentence)
    return 0


def _fields(pairs: Sequence[str]) -> dict[str, str]:
    """The fields of `field=value` words. Raises UsageError for other words, or a field given twice."""
    found: dict[str, str] = {}
    for pair in pairs:
        name, equals, value = pair.partition("=")
        if not equals or not name.strip():
            raise UsageError(f"“{pair}” is not field=value", "for example: title=“Agree one evaluation framework”")
        if name in found:
            raise UsageError(f"{name} is given twice", "several values are separated by a semicolon")
        found[name] = value
    return found
