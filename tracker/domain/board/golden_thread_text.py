"""A golden thread as plain text: for an e-mail, the command line and whoever reads no screen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from tracker.domain.board.golden_thread import GoldenThread, ThreadAction, ThreadEvidence, ThreadMeasure
from tracker.domain.board.golden_thread_to_do import ToDo
from tracker.domain.dates.dates import show

NO_ACTIONS = "Nothing yet: no action answers it."
NO_EVIDENCE = "No evidence accepted yet."
NO_MEASURES = "No measure yet: name the number that should move."
NO_TO_DO = "Nothing is left to do."
NO_IMPACT = "Nobody has said yet what difference it made."
NO_CHALLENGES = "Nobody has asked about it yet."


def thread_text(thread: GoldenThread) -> str:
    """The thread as paragraphs under headings, what is empty said in words."""
    parts: tuple[tuple[str, Iterable[str]], ...] = (
        ("What the inspectors wrote", _written(thread)),
        ("In short", (thread.in_short,)),
        ("What we did", _did(thread)),
        ("What shows it", _evidence(thread)),
        ("Before and after", [measure_text(m) for m in thread.measures] or (NO_MEASURES,)),
        ("What is still to do", [f"- {to_do_text(item)}" for item in thread.to_do] or (NO_TO_DO,)),
        ("The difference it made", [f"{i.ref}: {i.text}" for i in thread.impact] or (NO_IMPACT,)),
        ("What was asked", list(_asked(thread)) or (NO_CHALLENGES,)),
    )
    head = f"{thread.ref} ({thread.kind}): {thread.status.word}"
    return "\n\n".join([head, *("\n".join((name.upper(), *lines)) for name, lines in parts)]) + "\n"


def _written(thread: GoldenThread) -> Iterator[str]:
    yield f"“{thread.words.text}”"
    yield from (line for line in (where(thread), "; ".join(thread.words.tags)) if line)


def where(thread: GoldenThread) -> str:
    """Where the words stand: page, paragraph and the document."""
    return "  ·  ".join(part for part in (thread.words.place, thread.words.source) if part)


def _did(thread: GoldenThread) -> Iterator[str]:
    if thread.decision:
        yield thread.decision
    if thread.lead:
        yield f"Led by {thread.lead}"
    if thread.response:
        yield thread.response
    if not thread.actions:
        yield NO_ACTIONS
    for action in thread.actions:
        yield from action_lines(action)
    for update in thread.updates:
        yield f"Update, {update.signed}: {update.text}"


def action_lines(action: ThreadAction) -> Iterator[str]:
    """An action in a few lines: title and state, who and when, what came of it."""
    yield f"- {action.ref} {action.title}: {action.status.word}"
    yield f"  {action.who}  ·  {action.dates}"
    if action.forecast:
        reason = f": {action.forecast_reason}" if action.forecast_reason else ""
        yield f"  Forecast {action.forecast.word}{reason}"
    if action.reason:
        yield f"  Reason: {action.reason}"
    if action.so_what:
        yield f"  So what: {action.so_what}"
    if action.latest:
        yield f"  {action.latest.signed}: {action.latest.text}"


def _evidence(thread: GoldenThread) -> Iterator[str]:
    if not thread.accepted:
        yield NO_EVIDENCE
    groups: tuple[tuple[str, Sequence[ThreadEvidence]], ...] = (
        ("", thread.accepted),
        ("Waiting to be checked:", thread.waiting),
        ("Sent back:", thread.returned),
        ("No longer counted:", thread.set_aside),
    )
    for name, items in groups:
        if items and name:
            yield name
        yield from (f"- {evidence_text(item)}" for item in items)


def evidence_text(item: ThreadEvidence) -> str:
    """An item of evidence in a line."""
    about = ", ".join(part for part in (item.kind, show(item.dated), f"for {', '.join(item.serves)}") if part)
    return f"{item.ref} {item.shows or item.where} ({about}): {item.said}"


def measure_text(measure: ThreadMeasure) -> str:
    """A measure in a line, with its judgement."""
    change = f"; {measure.change}" if measure.change else ""
    return f"- {measure.ref} {measure.name}: {measure.in_a_line}{change}. {measure.rag.word}: {measure.sentence}"


def to_do_text(item: ToDo) -> str:
    """One thing to do in a line."""
    due = f", by {show(item.on)}" if item.on else ""
    return f"{item.ref} {item.words}{due}" + (" (overdue)" if item.overdue and "overdue" not in item.words else "")


def _asked(thread: GoldenThread) -> Iterator[str]:
    for challenge in thread.challenges:
        yield f"- {challenge.ref} {challenge.question} ({challenge.asked or 'nobody named'}): {challenge.state}"
        if challenge.answer:
            yield f"  {challenge.answer}"
