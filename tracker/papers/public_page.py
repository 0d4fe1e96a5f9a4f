"""The page that is published: what inspectors told us, what we have done, what has changed, and what happens next."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.domain.actions.status import FINISHED
from tracker.domain.board.board import BoardData
from tracker.domain.board.board_rows import ActionRow, SubjectRow
from tracker.domain.plan.records import OPEN_DELIVERY
from tracker.domain.text.words import how_many
from tracker.papers import body, cells
from tracker.papers.cells import day, owner_cell, plain_cell, ref_cell
from tracker.papers.paper import Cell, Paper, Row, markup

REF = 40.0


def told_us(story: Paper, data: BoardData) -> None:
    """Each recommendation in the inspectors' words, and how far the plan for it is."""
    if not data.subjects:
        story.text("The plan holds no recommendations yet.")
        return
    led = any(one.responsible for one in data.subjects)
    rows = [
        Row((
            ref_cell(one.ref), plain_cell(one.text or "No words yet"),
            *((plain_cell(one.responsible or "to be named"),) if led else ()),
            Cell((f"<b>{markup(one.status.word)}</b>", _far(one)), one.status),
        ))
        for one in data.subjects
    ]  # fmt: skip
    words, far = "In the inspectors' words", "How far we are"
    if led:
        story.table(("Ref", words, "Who leads", far), (REF, 231, 110, 130), rows)
    else:
        story.table(("Ref", words, far), (REF, 341, 130), rows)


def _far(one: SubjectRow) -> str:
    return f"{one.finished} of {how_many(one.in_force, 'action')} finished" if one.in_force else "no action yet"


def done(story: Paper, data: BoardData) -> None:
    """Every finished action: who did it, when, and how sure it is."""
    rows = [
        Row((
            ref_cell(one.ref), _titled(one), owner_cell(one), Cell((day(one.done, "no date"),)),
            Cell((markup(one.assurance.word if one.assured else one.status.word),)),
        ))
        for one in _actions(data)
        if one.delivery in FINISHED
    ]  # fmt: skip
    if rows:
        story.table(("Ref", "What we did", "Who", "When", "How sure we are"), (REF, 206, 100, 80, 85), rows)
    else:
        story.text("Nothing is finished yet.")


def changed(story: Paper, data: BoardData) -> None:
    """The measures with where they began, stand and should be, what has been checked, and what is new."""
    for measure in data.measures:
        story.text(f"<b>{markup(measure.name or 'No name')}</b>: {body.standing(measure)}")
    checked = [item for item in data.evidence if item.review == "accepted"]
    if checked:
        said = how_many(len(checked), "item")
        story.text(f"{said} of evidence of what was done, checked by somebody other than who gave it.")
    if not data.measures and not checked:
        story.text("Nothing is measured or checked yet.")
    if data.changed is not None:
        story.heading(3, f"Since {data.changed.words}", bookmark=False)
        body.changes(story, data)


def next_steps(story: Paper, data: BoardData) -> None:
    """Every open action with its date, also the first one where it has moved, and the dates ahead."""
    rows = [
        Row((
            ref_cell(one.ref), _titled(one), owner_cell(one), cells.due_cell(one),
            cells.state_cell(one, body.colour(data, one)),
        ))
        for one in sorted(_actions(data), key=_by_due)
        if one.delivery in OPEN_DELIVERY
    ]  # fmt: skip
    if rows:
        story.table(("Ref", "What we will do", "Who", "By when", "Where it stands"), (REF, 186, 100, 90, 95), rows)
    else:
        story.text("No action is open.")
    story.heading(3, "Dates ahead", bookmark=False)
    body.dates(story, data)


def _by_due(one: ActionRow) -> tuple[bool, str]:
    return one.due is None, one.due.isoformat() if one.due else ""


def _actions(data: BoardData) -> Iterable[ActionRow]:
    """Every action once, in the order of the plan."""
    rows = (*(action for subject in data.subjects for action in subject.actions), *data.loose)
    return {row.id: row for row in rows}.values()


def _titled(one: ActionRow) -> Cell:
    return plain_cell(one.title or "No title")
