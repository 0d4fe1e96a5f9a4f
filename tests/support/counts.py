"""What a figure counts, said again as a filter, and that all the counts of a board paper agree with their lists."""

from __future__ import annotations

from datetime import date

from tracker.domain.board.board import board_data
from tracker.domain.lists.filters import chosen, parse
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot

SAME_AS = {
    "actions": "delivery!=superseded, delivery!=not adopted",
    "open": "open",
    "overdue now": "overdue",
    "moved": "open, slipped",
    "slipped twice": "open, slipped twice",
    "quiet": "gone quiet",
    "no owner": "open, no owner",
    "no date": "open, no date",
    "owner left": "owner has left",
    "red": "open, forecast=red",
    "late at first": "late against original, delivery!=superseded, delivery!=not adopted",
}
"""The filter that lists what a figure counts, by the figure's key."""


def counts_agree(snapshot: Snapshot, today: date) -> None:
    """Fails where a figure, a part of a chart or a sum is not the length of the list that it opens."""
    board = board_data(snapshot, today)
    figures = {figure.key: figure for figure in (*board.figures, *(e.figure for e in board.exceptions))}
    assert not SAME_AS.keys() - figures.keys()
    for key, expression in SAME_AS.items():
        listed = chosen(snapshot, snapshot.actions, parse(expression, Kind.ACTION), today)
        assert figures[key].refs == tuple(action.ref for action in listed), key
    for figure in (*figures.values(), *board.profile):
        assert figure.count == len(set(figure.refs)), figure.key
        assert all(snapshot.by_ref(ref) is not None for ref in figure.refs), figure.key
    assert sum(figure.count for figure in board.profile) == len(snapshot.actions)
    assert sum(part.count for part in board.by_agency) == len(snapshot.actions)
    dated = [a for a in snapshot.actions if a.due and a.delivery not in ("superseded", "not adopted")]
    assert sum(part.count for part in board.by_month) == len(dated)
    for part in board.by_recommendation:
        subject = snapshot.by_ref(part.key)
        assert part.count == len(snapshot.actions_for(subject.id)) if subject else part.key == "none"
