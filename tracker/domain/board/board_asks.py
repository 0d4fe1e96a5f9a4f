"""What a board is asked to do, worked out from what waits for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.domain.board.board_decisions import count_words

ASKED = (
    ("waiting", "decide", "new date", "asked for"),
    ("no owner", "see that", "action", "without an owner is given one"),
    ("owner left", "see that", "action", "whose owner has left is given another"),
    ("no date", "see that", "action", "without a date is given one"),
    ("red", "say what help is needed by", "action", "forecast red"),
    ("overdue", "challenge what is done about", "action", "that is overdue"),
    ("checks", "see that", "check", "that is due is made"),
    ("evidence", "have", "item", "of evidence checked"),
    ("questions", "settle", "question", "still open"),
)
"""What is asked, in order: the key of what waits, the verb, the noun and the rest of the sentence."""


def asks(waiting: Mapping[str, Sequence[str]], since: str) -> tuple[str, ...]:
    """What the board is asked to do, each as the end of "The board is asked to"; the last is always there.

    `waiting` holds the references of what waits, by the keys of `ASKED`; `since` names what the paper is compared with.
    """
    found = (_ask(verb, noun, waiting.get(key, ()), rest) for key, verb, noun, rest in ASKED)
    last = f"note what has changed since {since}" if since else "note where the plan stands"
    return (*(line for line in found if line), last)


def _ask(verb: str, noun: str, refs: Sequence[str], rest: str) -> str:
    if not refs:
        return ""
    several = len(refs) > 1
    said = rest.replace(" is ", " are ").replace("given one", "given theirs") if several else rest
    return f"{verb} {count_words(len(refs), noun, tuple(refs))} {said}"
