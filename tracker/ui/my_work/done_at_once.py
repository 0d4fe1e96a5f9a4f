"""What the buttons of a job do at once, and what is said when it was done."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from tracker.domain.dates.dates import show
from tracker.domain.dates.deadlines import slippage_words
from tracker.domain.plan.records import Round
from tracker.domain.work.my_work import Job, Step
from tracker.services.dates import extend
from tracker.services.evidence.evidence import review
from tracker.services.meetings.rounds import nil_return
from tracker.services.records.editing import set_fields
from tracker.ui.core.hub import Hub, Told
from tracker.ui.core.place import Place
from tracker.ui.look.theme import Theme


def do_step(place: Place, hub: Hub, theme: Theme, job: Job, step: Step) -> None:
    """Does a step of a job that stands in a place, where it needs no form."""
    if step in (Step.ANSWER, Step.CONTENT):
        _open_sheet(place, hub, theme, job, step)
    elif step in _DO:
        _DO[step](place, hub, job)


def _approve(place: Place, hub: Hub, job: Job) -> None:
    def approved(_changes: object) -> None:
        """Says what was approved with what it comes to: a board reads the same words."""
        action = hub.snapshot.get(job.shown)
        if action is not None:
            moved = slippage_words(action, hub.snapshot.extensions_of(action.id))
            due = hub.snapshot.get(job.record).new_due
            place.said.emit(place.tr("{0} is due {1} now: {2}.").format(action.ref, show(due), moved))

    hub.write(partial(extend.approve, ref=job.record), approved)


def _accept(place: Place, hub: Hub, job: Job) -> None:
    said = place.tr("{0} is accepted.").format(job.ref)
    hub.write(partial(review, ref=job.record, accept=True), lambda _changes: place.said.emit(said))


def _complete(place: Place, hub: Hub, job: Job) -> None:
    told = Told(
        place.tr("{0} is marked complete.").format(job.ref),
        place.tr("Attach what shows it, and somebody else can check it."),
    )
    command = partial(set_fields, refs=[job.ref], fields={"delivery": "complete"})
    hub.write(command, lambda _changes: hub.told.emit(told))


def _nothing_to_report(place: Place, hub: Hub, job: Job) -> None:
    person, asked = hub.snapshot.get(job.record), hub.snapshot.get(job.shown)
    if person is not None and isinstance(asked, Round):
        told = Told(place.tr("{0}: nothing to report on the rest.").format(asked.name))
        hub.write(partial(nil_return, name=person.ref, ref=asked.ref), lambda _changes: hub.told.emit(told))


def _open_sheet(place: Place, hub: Hub, theme: Theme, job: Job, step: Step) -> None:
    from tracker.ui.questions.question_sheets import AnswerSheet, ContentSheet

    kind: Any = AnswerSheet if step is Step.ANSWER else ContentSheet
    sheet = kind(hub, theme, hub.snapshot.get(job.record), place.window())
    sheet.said.connect(place.said)
    sheet.open()


_DO: dict[Step, Callable[[Place, Hub, Job], None]] = {
    Step.APPROVE: _approve, Step.ACCEPT: _accept, Step.COMPLETE: _complete, Step.NIL_RETURN: _nothing_to_report,
}  # fmt: skip
