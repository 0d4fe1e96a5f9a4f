"""Draft minutes of a meeting: what a secretary starts from, with room for what no change log knows."""

from __future__ import annotations

from tracker.domain.board.board import BoardData
from tracker.papers.cells import NO_BREAK, day, listed, plain_cell, ref_cell
from tracker.papers.front import draft_cover, fact
from tracker.papers.paper import Cell, Paper, Row, markup

REF = 40.0
NOTHING = "None."


def cover(story: Paper, data: BoardData) -> None:
    """Which meeting, what the minutes were drawn from, and lines for who was there."""
    rows = [fact("Meeting", f"<b>{markup(data.title.meeting or 'not named')}</b>")]
    if data.minutes.drawn_from:
        rows.append(fact("Drawn from", markup(data.minutes.drawn_from)))
    rows += [fact(label, NO_BREAK) for label in ("Present", "Apologies", "Chair")]
    draft_cover(story, data, rows)


def dates(story: Paper, data: BoardData) -> None:
    """The new dates that were agreed or refused: from which to which, why, and by whom."""
    rows = [
        Row((
            ref_cell(one.ref), plain_cell(one.title or "No title"),
            Cell((day(one.old, "no date"), f"to{NO_BREAK}<b>{day(one.new, 'no date')}</b>")), plain_cell(one.decision),
            Cell((markup(one.reason or "no reason given"),
                  markup(listed((f"asked by {one.asked_by}" if one.asked_by else "",
                                 f"decided {one.decided}" if one.decided else ""))))),
        ))
        for one in data.minutes.dates
    ]  # fmt: skip
    if rows:
        story.table(("Ref", "Action", "Date", "Decision", "Why, and who"), (REF, 125, 100, 76, 170), rows)
    else:
        story.text(NOTHING)


def questions(story: Paper, data: BoardData) -> None:
    """The questions that were asked and answered."""
    rows = [
        Row((
            ref_cell(one.ref), _with_subjects(one.question, one.targets),
            plain_cell(one.asked_by or "nobody named"), plain_cell(one.answer or "No answer yet."),
            plain_cell(one.answered_by),
        ))
        for one in data.minutes.questions
    ]  # fmt: skip
    if rows:
        heads = ("Ref", "Question", "Asked by", "Answer", "Answered by")
        story.table(heads, (REF, 156, 80, 155, 80), rows)
    else:
        story.text(NOTHING)


def actions(story: Paper, data: BoardData) -> None:
    """The actions that were added, each with who is to do it by when, and who wrote it down."""
    rows = [
        Row((
            ref_cell(one.ref), _with_subjects(one.title or "No title", one.targets),
            plain_cell(listed((one.owner or "no owner", one.agency if one.agency != one.owner else ""))),
            Cell((day(one.due, "no date"),)), plain_cell(one.recorded_by),
        ))
        for one in data.minutes.actions
    ]  # fmt: skip
    if rows:
        story.table(("Ref", "Action", "Owner", "By when", "Recorded by"), (REF, 186, 120, 80, 85), rows)
    else:
        story.text(NOTHING)


def _with_subjects(words: str, refs: tuple[str, ...]) -> Cell:
    """Words, and below them what they are about."""
    about = f"for {', '.join(refs)}" if refs else ""
    return Cell(tuple(markup(line) for line in (words, about) if line))


def other(story: Paper, data: BoardData) -> None:
    """Room for what was said and is in no change log, and the next meeting."""
    ahead = next((one for one in data.meetings if one.ref != data.minutes.meeting), None)
    rows = [fact("Other business", NO_BREAK)]
    rows.append(fact("Next meeting", f"{markup(ahead.name)}, {day(ahead.held_on)}" if ahead else NO_BREAK))
    story.table((), (120, 391), rows)
