"""What a board is asked to do, worked out from what waits for it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tracker.domain.board.board_decisions import count_words

if TYPE_CHECKING:
    from tracker.domain.board.board import BoardData


def asks(data: BoardData) -> tuple[str, ...]:
    """What the board is asked to do, each as the end of "The board is asked to"; the last is always there."""
    refs = {entry.figure.key: entry.figure.refs for entry in data.exceptions}
    found = (
        _ask("decide", "new date", tuple(row.ref for row in data.waiting), "asked for"),
        _ask("see that", "action", refs["no owner"], "without an owner is given one"),
        _ask("see that", "action", refs["owner left"], "whose owner has left is given another"),
        _ask("see that", "action", refs["no date"], "without a date is given one"),
        _ask("say what help is needed by", "action", refs["red"], "forecast red"),
        _ask("challenge what is done about", "action", refs["overdue"], "that is overdue"),
        _ask("see that", "check", tuple(row.ref for row in data.checks), "that is due is made"),
        _ask("have", "item", tuple(row.ref for row in data.awaiting_review), "of evidence checked"),
        _ask("settle", "question", tuple(row.ref for row in data.challenges), "still open"),
        f"note what has changed since {data.changed.words}" if data.changed else "note where the plan stands",
    )
    return tuple(line for line in found if line)


def _ask(verb: str, noun: str, refs: Sequence[str], rest: str) -> str:
    if not refs:
        return ""
    several = len(refs) > 1
    said = rest.replace(" is ", " are ").replace("given one", "given theirs") if several else rest
    return f"{verb} {count_words(len(refs), noun, tuple(refs))} {said}"
