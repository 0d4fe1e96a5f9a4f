"""What menus and keys do about the golden thread."""

from __future__ import annotations

from tracker.domain.board.golden_thread import subjects_of
from tracker.domain.plan.records import Subject
from tracker.domain.text.words import shortened
from tracker.ui.core.context import Context

SHORT = 90
"""Letters of a recommendation that a question shows."""


def golden_thread(context: Context) -> None:
    """Shows the golden thread of what is in hand; of the first recommendation where nothing is; or leaves it."""
    screen, snapshot = context.screen, context.hub.snapshot
    if screen.leave_thread():
        return
    in_hand = screen.in_hand()
    subjects = snapshot.subjects[:1] if in_hand is None else subjects_of(snapshot, in_hand)
    if not subjects:
        hint = context.tr("Choose a recommendation, or something that serves one, and press G.")
        context.notice.say(context.tr("What is in hand serves no recommendation."), hint=hint)
    elif len(subjects) == 1:
        screen.show_thread(subjects[0])
    else:
        _ask(context, {subject.ref: subject for subject in subjects})


def _ask(context: Context, subjects: dict[str, Subject]) -> None:
    def answered(choice: str) -> None:
        context.screen.show_thread(subjects[choice])

    lines = [f"{ref}  {shortened(one.text, SHORT)}" for ref, one in subjects.items()]
    question = "\n".join([context.tr("It serves several recommendations. Whose golden thread?"), "", *lines])
    context.asker.choose(context.window, context.tr("Golden thread"), question, list(subjects), answered)
