"""The sections of the shorter papers: the statement of action and the plan on a page."""

from __future__ import annotations

from tracker.domain.actions.status import OUT_OF_FORCE
from tracker.domain.board.board import BoardData
from tracker.domain.board.board_key import key_rows
from tracker.domain.board.board_rows import ActionRow, SubjectRow
from tracker.domain.plan.records import OPEN_DELIVERY
from tracker.papers.cells import day, owner_cell, plain_cell, ref_cell, title_cell
from tracker.papers.paper import Cell, Paper, Row, markup
from tracker.papers.sections import REF, quotation


def statement(story: Paper, data: BoardData) -> None:
    """What is proposed for each recommendation: the actions, who takes them, and the period."""
    story.heading(2, "The actions we propose")
    if not data.subjects:
        story.text("The plan holds no recommendations yet.")
    for subject in data.subjects:
        story.heading(3, subject.ref)
        quotation(story, subject)
        rows = [_proposal(action, subject.ref) for action in subject.actions if action.delivery not in OUT_OF_FORCE]
        if rows:
            story.table(("Ref", "Action", "Who", "By when"), (REF, 236, 135, 95), rows)
        else:
            story.text("No action is proposed yet.")


def _proposal(action: ActionRow, here: str) -> Row:
    about = Cell((*title_cell(action, here).paragraphs, *(markup(part) for part in (action.description,) if part)))
    period = Cell((day(action.due, "<b>date to be set</b>"),))
    return Row((ref_cell(action.ref), about, owner_cell(action), period))


def on_a_page(story: Paper, data: BoardData) -> None:
    """The whole plan in one table: each recommendation, who leads, how far it is and what is due next."""
    story.heading(2, "The plan on a page")
    rows = [_line(data, subject) for subject in data.subjects]
    if rows:
        story.table(("Ref", "Recommendation", "Finished", "Next due", "State"), (REF, 236, 60, 75, 95), rows)
        _short_key(story, data)
    else:
        story.text("The plan holds no recommendations yet.")


def _short_key(story: Paper, data: BoardData) -> None:
    """What the states in the table mean, in one paragraph, where the plan has words or meanings of its own for them."""
    words = {subject.status.word for subject in data.subjects}
    usual = set(key_rows(()))
    rows = [row for row in data.key if row.axis == "delivery" and row.status.word in words and row not in usual]
    said = "; ".join(f"{row.status.word}: {row.meaning.rstrip('.')}" for row in rows)
    if said:
        story.text(markup(f"Key. {said}."), "quiet")


def _line(data: BoardData, subject: SubjectRow) -> Row:
    ahead = [a.due for a in subject.actions if a.delivery in OPEN_DELIVERY and a.due is not None]
    words = Cell(tuple(markup(part) for part in (subject.text, subject.responsible) if part))
    done = f"{subject.finished} of {subject.in_force}" if subject.in_force else "no action"
    state = Cell((f"<b>{markup(subject.status.word)}</b>",), subject.status)
    return Row((ref_cell(subject.ref), words, plain_cell(done), Cell((day(min(ahead, default=None), "none"),)), state))
