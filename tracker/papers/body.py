"""The body of a board paper: what is to be decided, what slipped, what stands out, whether it made a difference."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date

from tracker.domain.board.board import Alarm, BoardData
from tracker.domain.board.board_decisions import Move, SlipRow, count_words
from tracker.domain.board.board_impact import ImpactRow
from tracker.domain.board.board_measures import MeasureRow
from tracker.domain.board.board_rows import ActionRow, EvidenceRow
from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import NIL_RETURN_SAID, day_words
from tracker.domain.plan.records import OPEN_DELIVERY
from tracker.domain.text.words import begun, how_many
from tracker.papers import cells
from tracker.papers.cells import day, listed, plain_cell, ref_cell
from tracker.papers.measure_chart import chart_of
from tracker.papers.paper import Cell, Paper, Row, markup

REF = 45.0
"""Room for a reference of five characters."""
MOST_ROWS, MOST_ALARMS, MOST_SLIPS, MOST_CHARTS, MOST_PARTS = 12, 30, 12, 4, 10
"""What the body of a paper holds of each at most, worst first; the whole plan stands in the appendices."""
SHORT_REMARK = 230
SHORT_TEXT = 150


def changes(story: Paper, data: BoardData) -> None:
    """What happened since the last paper, a line a thing."""
    if data.changed is None:
        story.text("This paper is compared with none before it.")
        return
    if data.changed.nothing:
        story.text("Nothing has changed.")
        return
    rows = []
    for group in data.changed.groups:
        lines = [
            f"<b>{markup(item.ref)}</b> {markup(cells.cut(item.title, SHORT_TEXT))}: {markup(item.words)}"
            for item in group.items
        ]
        if lines:
            head = Cell((f"{markup(group.label)} ({len(lines)})",), header=True)
            rows.append(Row((head, Cell((*lines[:MOST_ROWS], *_more(lines, MOST_ROWS))))))
    story.table(("Change", "What"), (95, 416), rows)
    quiet = [group.label.lower() for group in data.changed.groups if not group.items]
    if quiet:
        story.text(markup(f"None: {'; '.join(quiet)}."), "quiet")


def _more(every: Sequence[object], most: int) -> tuple[str, ...]:
    """What to say of those for which there is no room."""
    left = len(every) - most
    return (f"and {left} more",) if left > 0 else ()


def decisions(story: Paper, data: BoardData) -> None:
    """What waits for somebody's word, each with who decides."""
    if data.waiting:
        story.heading(3, f"New dates that wait ({len(data.waiting)})", bookmark=False)
        rows = [
            Row((
                ref_cell(row.ref), plain_cell(cells.cut(row.title, SHORT_TEXT)), Cell((day(row.old, "no date"),)),
                Cell((f"<b>{day(row.new)}</b>", *((day_words(row.days),) if row.days is not None else ()))),
                Cell((markup(row.reason or "No reason"), markup(_asked(row.asked_by, row.asked_on)))),
                plain_cell(row.decides),
            ))
            for row in data.waiting[:MOST_ROWS]
        ]  # fmt: skip
        heads = ("Ref", "Action", "From", "To", "Why, and who asked", "Who decides")
        story.table(heads, (REF, 99, 78, 80, 124, 85), rows)
        left(story, data, data.waiting, MOST_ROWS)
    rows = list(_others(data))
    if rows:
        story.heading(3, "Also for a decision", bookmark=False)
        story.table(("Ref", "What", "What is asked", "Who decides"), (REF, 221, 150, 95), rows)
    elif not data.waiting:
        story.text("None: no new date, owner, check, evidence or question waits for a decision.")


def _asked(by: str, on: date | None) -> str:
    return " ".join(part for part in ("asked", f"by {by}" if by else "", f"on {show(on)}" if on else "") if part)


def _others(data: BoardData) -> Iterable[Row]:
    for key, asked, decides in (
        ("no owner", "an owner", "the board"),
        ("owner left", "an owner who is still there", "the board"),
        ("no date", "a date to hold it to", "its owner, agreed by the board"),
        ("red", "help, or a new date", "the board"),
    ):
        entry = next(entry for entry in data.exceptions if entry.figure.key == key)
        for row in entry.rows[:MOST_ROWS]:
            yield Row((ref_cell(row.ref), _titled(row), plain_cell(asked), plain_cell(decides)))
        yield from _rest(entry.rows)
    for check in data.checks[:MOST_ROWS]:
        about = f"{check.action} {cells.cut(check.title, SHORT_TEXT)}"
        yield Row((ref_cell(check.ref), plain_cell(about), Cell((f"a check, due {day(check.due, 'now')}",)),
                   plain_cell("somebody other than its owner")))  # fmt: skip
    yield from _rest(data.checks)
    for item in data.awaiting_review[:MOST_ROWS]:
        about = f"{', '.join(item.targets)}: {item.shows or item.kind or 'evidence'}"
        who = plain_cell("neither its adder nor the owner")
        yield Row((ref_cell(item.ref), plain_cell(cells.cut(about, SHORT_TEXT)), plain_cell("a check"), who))
    yield from _rest(data.awaiting_review)


def _titled(row: ActionRow) -> Cell:
    return plain_cell(cells.cut(row.title, SHORT_TEXT) or "No title")


def _rest(rows: Sequence[object]) -> tuple[Row, ...]:
    left = _more(rows, MOST_ROWS)
    return (Row((Cell(left, style="note"),), joined=True),) if left else ()


def left(story: Paper, data: BoardData, rows: Sequence[object], most: int) -> None:
    """Says how many there is no room for, and where they stand if they do."""
    for words in _more(rows, most):
        where = "; the plan by recommendation shows them" if data.whole else ""
        story.text(f"{begun(words)}{where}.", "quiet")


def slippage(story: Paper, data: BoardData) -> None:
    """Every open action whose date has moved: each move with its reason, asker and approver, the worst first."""
    if not data.slipped:
        story.text("None: no open action has had its date moved.")
        return
    rows = [_slip(row) for row in data.slipped[:MOST_SLIPS]]
    story.table(("Ref", "Action", "First", "Now", "Each move"), (REF, 118, 78, 80, 190), rows)
    left(story, data, data.slipped, MOST_SLIPS)


def _slip(row: SlipRow) -> Row:
    about = (cells.cut(row.title, SHORT_TEXT) or "No title", row.owner or "No owner")
    now = (f"<b>{day(row.due, 'no date')}</b>", f"{row.days:+d} days" if row.days else "no later")
    moves = tuple(move_words(move) for move in row.moves) or ("Set anew, without an extension.",)
    return Row(
        (ref_cell(row.ref), Cell(tuple(map(markup, about))), Cell((day(row.first, "none"),)), Cell(now), Cell(moves))
    )


def move_words(move: Move) -> str:
    """One change of a date, as markup: from, to, by how much, why, who asked and agreed."""
    days = f" ({day_words(move.days)})" if move.days is not None else ""
    reason = (move.reason or "no reason given").rstrip(".")
    who = listed((f"asked by {move.asked_by}" if move.asked_by else "", move.decided))
    near = f" <b>Moved before a meeting: {markup(move.before_meeting)}.</b>" if move.before_meeting else ""
    dates = f"{day(move.old, 'no date')} → {day(move.new, 'no date')}{days}"
    note = f" {markup(move.note.rstrip('.'))}." if move.note else ""
    return f"{dates}: {markup(reason)}; {markup(who)}.{note}{near}"


def exceptions(story: Paper, data: BoardData) -> None:
    """One row an action, however many reasons there are, the worst first, with what is being done."""
    _alarms(story, data, data.alarms[:MOST_ALARMS], SHORT_REMARK)
    left(story, data, data.alarms, MOST_ALARMS)


def all_exceptions(story: Paper, data: BoardData) -> None:
    """The same, all of them, with remarks whole: the paper has no other place for them."""
    _alarms(story, data, data.alarms, None)


def _alarms(story: Paper, data: BoardData, alarms: Sequence[Alarm], most: int | None) -> None:
    none = [entry.figure.label.lower() for entry in data.exceptions if not entry.figure.count]
    if not alarms:
        story.text(
            "None: no open action is overdue, red, quiet, or without an owner or a date, and none closed unproved."
        )
        return
    rows: list[Row] = []
    for alarm in alarms:
        row = alarm.row
        why = (" ".join((f"<b>{markup('; '.join(alarm.reasons))}.</b>", *_facts(alarm))),)
        about = Cell((f"{markup(row.title or 'No title')} ({', '.join(cells.owner_cell(row).paragraphs)})",))
        rows.append(Row((ref_cell(row.ref), about, cells.due_cell(row), Cell(why, row.status, colour(data, row)))))
        rows += cells.remark_rows(_without_nil_return(alarm), most, together=True)
    story.table(("Ref", "Action and owner", "Due", "Why it is here"), (REF, 222, 99, 145), rows)
    if none:
        story.text(markup(f"None: {'; '.join(none)}."), "quiet")


def _without_nil_return(alarm: Alarm) -> ActionRow:
    """The action without its latest update where that is a nil return which its reasons tell already."""
    told = NIL_RETURN_SAID in alarm.row.quiet and "quiet" in " ".join(alarm.reasons).casefold()
    return replace(alarm.row, update=None) if told else alarm.row


def _facts(alarm: Alarm) -> tuple[str, ...]:
    """What its reasons do not say by themselves: how late it is, what its owner expects, since when nobody spoke."""
    row, said = alarm.row, " ".join(alarm.reasons).casefold()
    expected = row.forecast is not None and row.delivery in OPEN_DELIVERY and not {"red", "amber"} & set(said.split())
    facts = (
        f"late by {how_many(row.days_overdue, 'day')}" if row.days_overdue else "",
        f"forecast {row.forecast.word.lower()}" if row.forecast and expected else "",
        f"{row.quiet[:1].lower()}{row.quiet[1:]}" if "quiet" in said else "",
    )
    told = "; ".join(words for words in facts if words)
    return (f"{begun(markup(told))}.",) if told else ()


def colour(data: BoardData, action: ActionRow) -> str | None:
    """The plan's own colour for the action's state."""
    token = "overdue" if action.days_overdue else action.delivery
    return next((row.colour for row in data.key if (row.axis, row.token) == ("delivery", token)), None)


def impact(story: Paper, data: BoardData) -> None:
    """Whether it made a difference: measures, accepted evidence and what came of what was finished."""
    if not data.impact:
        story.text("Nothing yet: no measure is set, no evidence accepted, and no finished action says what came of it.")
    drawn = 0
    for row in data.impact[:MOST_PARTS]:
        title = f"{row.ref}: {cells.cut(row.text, SHORT_TEXT)}" if row.ref else "Under no recommendation"
        story.heading(3, title, bookmark=False)
        if row.impact:
            story.text(f"<b>Difference made:</b> {markup(row.impact)}")
        drawn = _measures(story, data, row, drawn)
        if row.evidence or row.closed:
            story.items(_evidence_lines(row))
    left(story, data, data.impact, MOST_PARTS)
    unsaid = tuple(row.ref for row in data.completed if not row.impact)
    if unsaid:
        noun = "newly finished action" if data.changed else "finished action"
        story.text(markup(f"Nothing is said yet of the difference made by {count_words(len(unsaid), noun, unsaid)}."))
    story.heading(3, "What children and families say", bookmark=False)
    if data.voices:
        story.items([_evidence_line(item) for item in data.voices[:MOST_ROWS]])
    else:
        story.text("Nothing accepted yet: no feedback of children, parents or carers stands behind this plan.")


def _measures(story: Paper, data: BoardData, row: ImpactRow, drawn: int) -> int:
    for measure in row.measures:
        drawn += measure_lines(story, data, measure, drawn=drawn < MOST_CHARTS)
    return drawn


def measure_lines(story: Paper, data: BoardData, measure: MeasureRow, *, drawn: bool) -> bool:
    """A measure in a line and, where that is wanted, as a chart; whether there was one to draw."""
    story.text(f"<b>{markup(measure.ref)} {markup(measure.name or 'No name')}</b>: {standing(measure)}", keep=True)
    chart = chart_of(measure, data.title.as_at, story.palette) if drawn else None
    if chart is not None:
        story.picture(chart)
    return chart is not None


def standing(row: MeasureRow) -> str:
    """A measure's first, latest and wished-for value and where it is going, in a line."""
    parts = (
        f"baseline {row.baseline}{_on(row.baseline_on)}" if row.baseline else "no baseline",
        f"latest {row.latest}{_on(row.latest_on)}" if row.latest else "no reading yet",
        f"target {row.target}{_on(row.target_by, 'by')}" if row.target else "no target",
    )
    said = f"{'; '.join(parts)}. <b>{row.status.word}</b>"
    return f"{said}: {markup(row.movement)}" if row.movement else f"{said}."


def _on(when: date | None, word: str = "on") -> str:
    return f" {word} {day(when)}" if when else ""


def _evidence_lines(row: ImpactRow) -> list[str]:
    closed = [
        f"<b>{markup(one.ref)}</b> {markup(one.title)}. <b>So what:</b> {markup(one.impact)}" for one in row.closed
    ]
    return [*(_evidence_line(item) for item in row.evidence), *closed]


def _evidence_line(item: EvidenceRow) -> str:
    said = listed((f"dated {show(item.dated)}" if item.dated else "", item.checked))
    shows = f": {item.shows}" if item.shows else ""
    return f"<b>{markup(item.ref)}</b> {markup(item.kind or 'No kind given')}{markup(shows)} ({markup(said)})"


def challenges(story: Paper, data: BoardData) -> None:
    """The board's questions that are still open."""
    if not data.challenges:
        story.text("None.")
    elif data.title.public:
        story.text(markup(f"{how_many(len(data.challenges), 'question')} to be answered."))
    else:
        rows = [
            Row((
                ref_cell(row.ref), plain_cell(row.question),
                plain_cell(listed((row.asked_by or "nobody named", show(row.asked_on)))),
                plain_cell(row.answer or "No answer yet."),
            ))
            for row in data.challenges
        ]  # fmt: skip
        story.table(("Ref", "Question", "Asked by", "Answer so far"), (REF, 200, 110, 156), rows)


def dates(story: Paper, data: BoardData) -> None:
    """What must be handed in when, and the meetings ahead."""
    rows = []
    for row in data.statutory:
        if row.handed_in:
            continue
        about = tuple(markup(words) for words in (row.label, row.source, *row.notes) if words)
        rows.append(Row((Cell((day(row.on),), header=True), Cell(about), plain_cell(row.words))))
    for meeting in data.meetings:
        words = Cell((markup(f"Meeting: {meeting.name}"),))
        rows.append(Row((Cell((day(meeting.held_on),), header=True), words, plain_cell(meeting.words))))
    if rows:
        story.table(("Date", "What", "How long"), (90, 291, 130), rows)
    else:
        story.text("None: nothing is to be handed in, and no meeting is entered.")
