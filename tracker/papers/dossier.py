"""The sections of the dossier: each recommendation with everything that is stored of it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import groupby

from tracker.domain.board.board import BoardData
from tracker.domain.board.board_measures import MeasureRow
from tracker.domain.board.board_rows import ChallengeRow, EvidenceRow
from tracker.domain.board.board_threads import ActionThread, Thread, Told
from tracker.domain.dates.dates import show
from tracker.domain.text.words import begun
from tracker.papers import cells, sections
from tracker.papers.body import colour, measure_lines, move_words
from tracker.papers.cells import day, listed, plain_cell, ref_cell
from tracker.papers.paper import Cell, Paper, Row, markup


def threads(story: Paper, data: BoardData) -> None:
    """Every recommendation whole."""
    if not data.threads:
        story.text("The plan holds no recommendations yet.")
    for thread in data.threads:
        if thread.subject is None:
            story.heading(3, "Under no recommendation")
        else:
            story.heading(3, sections.subject_title(thread.subject))
            sections.quotation(story, thread.subject)
        _thread(story, data, thread)


def _thread(story: Paper, data: BoardData, thread: Thread) -> None:
    if thread.updates:
        story.items([markup(cells.remark("Update", note)) for note in thread.updates])
    if thread.actions:
        rows = [row for one in thread.actions for row in _action(data, one, thread)]
        story.table(sections.ACTION_HEADS, sections.ACTION_WIDTHS, rows)
    elif thread.subject is not None:
        story.text("No action yet.")
    if thread.evidence:
        story.heading(4, "Evidence", bookmark=False)
        evidence(story, thread.evidence)
    if thread.measures:
        story.heading(4, "Measures", bookmark=False)
        for measure in thread.measures:
            measure_lines(story, data, measure, drawn=True)
            _beside(story, measure)
    if thread.questions:
        story.heading(4, "Questions", bookmark=False)
        questions(story, thread.questions)
    if thread.history:
        story.heading(4, "History", bookmark=False)
        history(story, thread.history)


def _beside(story: Paper, measure: MeasureRow) -> None:
    """Where a measure's numbers come from, and what was written beside them."""
    lines = [f"Source: {measure.source}"] if measure.source else []
    lines += [f"{show(on)}: {note}" for on, note in measure.notes]
    if lines:
        story.items([markup(line) for line in lines])


def _action(data: BoardData, thread: ActionThread, within: Thread) -> list[Row]:
    action = thread.row
    here = within.subject.ref if within.subject else sections.LOOSE
    state = cells.state_cell(action, colour(data, action))
    head = (
        ref_cell(action.ref),
        cells.title_cell(action, here),
        cells.owner_cell(action),
        cells.due_cell(action),
        state,
    )
    texts = [f"Date moved: {move_words(move)}" for move in thread.moves]
    texts += [f"Date asked for: {move_words(move)}" for move in thread.asked]
    texts += [markup(check) for check in thread.checks]
    texts += [markup(cells.remark("Update", note)) for note in thread.updates]
    notes = [Row((Cell((text,), style="note"),), joined=True) for text in texts]
    return [Row(head), *cells.detail_rows(action), *cells.remark_rows(action, columns=("Forecast", "Reason")), *notes]


def evidence(story: Paper, items: Sequence[EvidenceRow]) -> None:
    """Evidence, the accepted first: what it shows, for what, and who accepted it or sent it back, with their words."""
    rows = []
    for item in items:
        added = listed((f"added by {item.added_by}" if item.added_by else "", show(item.added_on)))
        said = (item.kind or "No kind given", item.shows, item.place, begun(added))
        shows = tuple(markup(words) for words in said if words)
        checked = (markup(item.checked), *((markup(item.note),) if item.note else ()))
        dated = Cell((day(item.dated, "no date"),))
        rows.append(Row((ref_cell(item.ref), Cell(shows), dated, plain_cell(", ".join(item.targets)), Cell(checked))))
    story.table(("Ref", "Kind and what it shows", "Dated", "For", "Check"), (sections.REF, 191, 80, 70, 125), rows)


def questions(story: Paper, rows: Sequence[ChallengeRow]) -> None:
    """Questions, also those that their askers are content about."""
    story.table(
        ("Ref", "Question", "Asked by", "Answer"), (sections.REF, 190, 110, 166),
        [
            Row((
                ref_cell(row.ref), plain_cell(row.question),
                Cell((markup(listed((row.asked_by or "nobody named", day(row.asked_on)))),)),
                Cell(tuple(markup(words) for words in (row.answer or "No answer yet.", begun(row.answered)) if words)),
            ))
            for row in rows
        ],
    )  # fmt: skip


def history(story: Paper, lines: Sequence[Told]) -> None:
    """What was changed of it, oldest first: what one person changed on one day stands together."""
    rows = []
    for (on, who), some in groupby(lines, key=_day_and_who):
        words = Cell(tuple(markup(line.words) for line in some))
        rows.append(Row((Cell((day(on),), header=True), plain_cell(who), words)))
    story.table(("Date", "Who", "What changed"), (85, 130, 296), rows)


def _day_and_who(line: Told) -> tuple[date, str]:
    return line.on, line.who
