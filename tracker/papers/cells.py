"""The words of a paper's cells and lines, as markup: owners, due dates with what they were, states, remarks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date

from tracker.domain.board.board_rows import ActionRow, MilestoneRow, Note, SubjectRow
from tracker.domain.dates.dates import show
from tracker.domain.plan.records import OPEN_DELIVERY
from tracker.domain.text.words import begun, how_many
from tracker.papers.paper import Cell, Row, markup

NO_BREAK = "\u00a0"


def day(when: date | None, none: str = "") -> str:
    """A day that is never broken over two lines."""
    return show(when).replace(" ", NO_BREAK) if when else none


def cut(text: str, size: int) -> str:
    """The text, cut at a word with an ellipsis where it is longer than `size`."""
    if len(text) <= size:
        return text
    return text[:size].rsplit(" ", 1)[0] + " …"


def listed(parts: Iterable[str]) -> str:
    """The parts that are not empty, with commas between."""
    return ", ".join(part for part in parts if part)


def plain_cell(text: str) -> Cell:
    """A cell of one paragraph of any text."""
    return Cell((markup(text),))


def ref_cell(ref: str) -> Cell:
    """The reference that heads a row."""
    return Cell((markup(ref),), header=True)


def title_cell(action: ActionRow, here: str = "") -> Cell:
    """What is to be done, and which other recommendations it answers."""
    others = [ref for ref in action.targets if ref != here]
    also = f"also for {', '.join(others)}" if here and others else ""
    return Cell(tuple(markup(words) for words in (action.title or "No title", also) if words))


def owner_cell(action: ActionRow) -> Cell:
    """Who does it and for which organisation."""
    owner = markup(action.owner) or "<b>No owner</b>"
    agency = markup(action.agency) if action.agency != action.owner else ""
    return Cell((owner, agency) if agency else (owner,))


def due_cell(action: ActionRow) -> Cell:
    """When it is due, and all that has moved: never only the last date."""
    lines = [f"<b>{day(action.due)}</b>" if action.days_overdue else day(action.due, "<b>No date</b>")]
    if action.original_due:
        lines.append(f"first <strike>{day(action.original_due)}</strike>")
    if action.slippage:
        lines.append(markup(action.slippage).replace(", ", ",<br/>"))
    if action.pending:
        lines.append(markup(action.pending))
    return Cell(tuple(lines))


def state_cell(action: ActionRow, colour: str | None = None) -> Cell:
    """The state in a shape and words: how late it is, when it was done, how sure that is."""
    lines = [f"<b>{markup(action.status.word)}</b>"]
    if action.days_overdue:
        lines.append(f"by {how_many(action.days_overdue, 'day')}")
    if action.done:
        lines.append(day(action.done))
    if action.forecast and action.delivery in OPEN_DELIVERY:
        lines.append(f"forecast {markup(action.forecast.word.lower())}")
    lines += [f"assurance: {markup(action.assurance.word.lower())}"] if action.assured else []
    return Cell(("<br/>".join(lines),), action.status, colour)


def remark(label: str, note: Note) -> str:
    """A dated remark in one line of text: "Update 4 Mar 2026 (Head of Early Help): ..."."""
    signed = f" ({note.author})" if note.author else ""
    said = f": {note.text}" if note.text else ""
    expected = f" Forecast {note.forecast}" if note.forecast else ""
    return f"{label} {show(note.dated)}{signed}{said}{expected}"


def remark_rows(
    action: ActionRow, most: int | None = None, *, together: bool = False, columns: Sequence[str] = ()
) -> list[Row]:
    """The rows below an action that run across the table: its latest update, and reasons.

    With `most`, each is cut to about so many characters: the whole stands elsewhere in the paper.
    """
    said = [cut(text, most) if most else text for text in _said(_remarks(action), columns)]
    said = (
        [" ".join(f"{text.rstrip()}." if text.rstrip()[-1:].isalnum() else text for text in said)] if together else said
    )
    return [Row((Cell((markup(text),), style="note"),), joined=True) for text in said if text]


def _remarks(action: ActionRow) -> Iterator[tuple[str, str]]:
    """The remarks on an action, each with the column it is of."""
    if action.update:
        yield "Last update", remark("Update", action.update)
    if action.forecast and action.forecast_reason and action.delivery in OPEN_DELIVERY:
        back = f" Back on course by {show(action.forecast_due)}." if action.forecast_due else ""
        yield "Forecast", f"Forecast {action.forecast.word.lower()}: {action.forecast_reason.rstrip('.')}.{back}"
    if action.reason:
        yield "Reason", f"Reason: {action.reason}"


def detail_rows(action: ActionRow, columns: Sequence[str] = ()) -> list[Row]:
    """The rows below an action in the whole plan: what it is for, who answers for it, its steps and its measure."""
    who = (
        ("Accountable", f"accountable: {action.accountable}" if action.accountable else ""),
        ("Supporting", f"supporting: {', '.join(action.supporting)}" if action.supporting else ""),
        ("Start", f"start {show(action.start)}" if action.start else ""),
        ("Priority", f"priority {action.priority}" if action.priority else ""),
        ("Waits for", f"waits for {', '.join(action.waits_for)}" if action.waits_for else ""),
    )
    texts = (
        ("Description", action.description),
        ("", begun(listed(_said(who, columns)))),
        ("Success measure", f"Success measure: {action.success_measure}" if action.success_measure else ""),
        ("Evidence needed", f"Evidence needed: {action.evidence_needed}" if action.evidence_needed else ""),
        *(("Milestones", _step(step)) for step in action.milestones),
        ("Evidence", f"Evidence: {', '.join(action.evidence)}" if action.evidence else ""),
        ("So what", f"So what: {action.impact}" if action.impact else ""),
        ("Assurance", f"Why the assurance: {action.assurance_reason}" if action.assurance_reason else ""),
    )
    return [Row((Cell((markup(text),), style="note"),), joined=True) for text in _said(texts, columns) if text.strip()]


def _said(texts: Iterable[tuple[str, str]], columns: Sequence[str]) -> list[str]:
    """The texts of the columns that are wanted; () for all."""
    return [text for column, text in texts if not columns or not column or column in columns]


def _step(step: MilestoneRow) -> str:
    first = f", first {show(step.first_due)}" if step.first_due else ""
    state = f"done {show(step.done)}" if step.done else f"due {show(step.due)}{first}" if step.due else "no date"
    return f"Milestone {step.ref} {step.title}: {state}"


def subject_words(subject: SubjectRow) -> str:
    """Where a subject stands in its document and what it is about, in one line."""
    place = listed((
        f"page {subject.page}" if subject.page else "",
        f"paragraph {subject.paragraph}" if subject.paragraph else "",
        subject.section,
    ))  # fmt: skip
    return " · ".join(part for part in (
        begun(subject.kind), subject.source, place,
        f"theme: {subject.theme}" if subject.theme else "",
        f"national framework: {', '.join(subject.national_framework)}" if subject.national_framework else "",
        f"timescale: {subject.timescale}" if subject.timescale else "",
        f"lead: {subject.responsible}" if subject.responsible else "",
    ) if part)  # fmt: skip
