"""A nil return that was ticked in a workbook: nothing to report on what the open round still waits for."""

from __future__ import annotations

from tracker.domain.meetings.rounds import NIL_RETURN, open_rounds, returns
from tracker.domain.people.people import posts_of
from tracker.domain.plan.records import Kind
from tracker.domain.workbook.returned import Returned
from tracker.services.meetings.rounds import NOTHING_NEW
from tracker.services.workbook.proposal import Added
from tracker.services.workbook.wanted_values import View


def take_nil_return(view: View, returned: Returned) -> None:
    """Says “nothing to report” of what the return's person was asked about and has not answered, here or before."""
    if not returned.nil_return:
        return
    waiting = open_rounds(view.now)
    if not waiting or returned.for_name is None:
        lacking = "no round is open" if returned.for_name else "this workbook is not one person's return"
        view.draft.note(returned.nil_return, f"The nil return is not taken: {lacking}.")
        return
    people = {post.id for post in posts_of(view.now, returned.for_name)}
    answered = {one.target for one in view.draft.added if one.kind is Kind.UPDATE}
    for one in returns(view.now, waiting[-1], view.context.act.today):
        for ref in one.outstanding if one.person in people else ():
            if ref not in answered:
                fields = {"text": NOTHING_NEW, "answer": NIL_RETURN}
                view.draft.added.append(Added(Kind.UPDATE, NOTHING_NEW, returned.nil_return, fields, target=ref))
