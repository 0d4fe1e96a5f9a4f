"""What a board is asked to do, worked out from what waits for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracker.domain.text.words import how_many

ASKED = (
    ("waiting", "decide on {0} asked for: {1}", "new date"),
    ("no owner", "name an owner for {0}: {1}", "action"),
    ("owner left", "name a new owner, the last having left, for {0}: {1}", "action"),
    ("no date", "set a date for {0}: {1}", "action"),
    ("red", "say what help is needed by {0} forecast red: {1}", "action"),
    ("overdue", "challenge what is being done about {0}: {1}", "overdue action"),
    ("checks", "see to {0} now due: {1}", "check"),
    ("evidence", "see to the check of {0} of evidence: {1}", "item"),
    ("questions", "settle {0}: {1}", "open question"),
)
"""What is asked, in order: the key of what waits, the sentence with its count and references, and what is counted."""
MOST_REFS = 12


def asks(waiting: Mapping[str, Sequence[str]], since: str) -> tuple[str, ...]:
    """What the board is asked to do, each as the end of "The board is asked to"; the last is always there.

    `waiting` holds the references of what waits, by the keys of `ASKED`; `since` names what the paper is compared with.
    """
    found = (_ask(sentence, noun, waiting.get(key, ())) for key, sentence, noun in ASKED)
    last = f"note what has changed since {since}" if since else "note where the plan stands"
    return (*(line for line in found if line), last)


def _ask(sentence: str, noun: str, refs: Sequence[str]) -> str:
    if not refs:
        return ""
    more = f" and {len(refs) - MOST_REFS} more" if len(refs) > MOST_REFS else ""
    return sentence.format(how_many(len(refs), noun), f"{', '.join(refs[:MOST_REFS])}{more}")
