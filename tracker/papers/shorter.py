"""The sections of the shorter papers: the statement of action and the plan on a page."""

from __future__ import annotations

from tracker.domain.actions.status import OUT_OF_FORCE
from tracker.domain.board.board import BoardData
from tracker.domain.board.board_key import key_rows
from tracker.domain.board.board_rows import ActionRow, SubjectRow
from tracker.domain.plan.records import OPEN_DELIVERY
from tracker.domain.text.words import begun, how_many
from tracker.papers import cells
from tracker.papers.cells import day, owner_cell, ref_cell, title_cell
from tracker.papers.paper import Cell, Paper, Row, markup
from tracker.papers.sections import REF, quotation

PROPOSAL, PROPOSAL_WIDTHS = ("Ref", "Action", "Who", "By when"), (REF, 236, 135, 95)
LINE, SHORT_LINE, SIGNATURES = 130, 46, 3
NOTHING = "no action is proposed yet"


def statement(story: Paper, data: BoardData) -> None:
    """What is proposed for each recommendation: the actions whole, who takes them, and the period."""
    if not data.subjects:
        story.text("The plan holds no recommendations yet.")
    for subject in data.subjects:
        proposed = [action for action in subject.actions if action.delivery not in OUT_OF_FORCE]
        story.heading(3, f"{subject.ref} · {how_many(len(proposed), 'action') if proposed else NOTHING}")
        quotation(story, subject)
        if proposed:
            rows = [row for action in proposed for row in _proposal(action, subject.ref)]
            story.table(PROPOSAL, PROPOSAL_WIDTHS, rows)
    loose = [row for action in data.loose if action.delivery not in OUT_OF_FORCE for row in _proposal(action, "")]
    if loose:
        story.heading(3, "Actions not under a recommendation")
        story.table(PROPOSAL, PROPOSAL_WIDTHS, loose)
    story.heading(3, "Signed off for the partnership", bookmark=False)
    blank = Cell((cells.NO_BREAK,))
    story.table(("Name", "Role and organisation", "Date"), (170, 240, 101), [Row((blank, blank, blank))] * SIGNATURES)


def _proposal(action: ActionRow, here: str) -> list[Row]:
    """One action whole: what it is, who answers for it, when it is due and was first due, and how success is known."""
    due = day(action.due, "<b>date to be set</b>")
    first = (f"first {day(action.original_due)}",) if action.original_due else ()
    row = Row((ref_cell(action.ref), title_cell(action, here), owner_cell(action), Cell((due, *first))))
    who = cells.listed((
        f"accountable: {action.accountable}" if action.accountable else "",
        f"supporting: {', '.join(action.supporting)}" if action.supporting else "",
    ))  # fmt: skip
    measure = f"Success measure: {action.success_measure}" if action.success_measure else ""
    said = (text for text in (action.description, begun(who), measure) if text.strip())
    return [row, *(Row((Cell((markup(text),), style="note"),), joined=True) for text in said)]


def on_a_page(story: Paper, data: BoardData) -> None:
    """The whole plan in one table: each recommendation, who leads, how far it is and what is due next."""
    rows = [_line(subject) for subject in data.subjects]
    if rows:
        story.table(
            ("Ref", "Recommendation", "Lead", "Finished", "Next due", "State"), (36, 358, 140, 60, 74, 90), rows
        )
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


def _line(subject: SubjectRow) -> Row:
    """One recommendation in at most two lines."""
    ahead = [a.due for a in subject.actions if a.delivery in OPEN_DELIVERY and a.due is not None]
    done = f"{subject.finished} of {subject.in_force}" if subject.in_force else "no action"
    state = Cell((f"<b>{markup(subject.status.word)}</b>",), subject.status)
    text, lead = cells.cut(subject.text, LINE), cells.cut(subject.responsible, SHORT_LINE)
    small = [Cell((markup(words),), style="small") for words in (text, lead, done)]
    return Row((ref_cell(subject.ref), *small, Cell((day(min(ahead, default=None), "none"),), style="small"), state))
