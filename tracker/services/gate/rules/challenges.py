"""A board's questions: who asked, who answered, and that only a word of content ends one."""

from __future__ import annotations

from dataclasses import replace

from tracker.domain.people.people import same_hands
from tracker.domain.plan.records import Challenge
from tracker.services.gate.write import Rule, Write


def _question(write: Write, old: Challenge | None, new: Challenge) -> Challenge:
    """An answer answers an open question; only "content" ends it, on a day.

    Whoever adds a question asked it, unless it is said who did, or that nobody knows. Where nobody is named
    as content, whoever asked it is; but one who answered it and writes that down says so themselves.
    """
    if old is None:
        asker = new.asked_by if "asked_by" in write.asked.named else write.who
        new = replace(new, asked_by=asker, asked_on=new.asked_on or write.today)
    if new.answer and (old is None or old.answer != new.answer):
        state = new.state if "state" in write.asked.named else "answered"
        by, on = new.answered_by or write.who, new.answered_on or write.today
        new = replace(new, state=state, answered_by=by, answered_on=on)
    if new.state == "content":
        answered = bool(new.asked_by) and same_hands(write.after, new.answered_by, write.who)
        said = write.who if answered else new.asked_by
        return replace(new, content_on=new.content_on or write.today, content_by=new.content_by or said)
    return replace(new, content_on=None, content_by=None)


RULES = (Rule(_question),)
