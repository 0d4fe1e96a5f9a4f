"""The sample plan's update round, with every way a return can stand, and the words that its partnership uses."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from tracker.domain.plan.fields import KeyEntry
from tracker.services.context import Done
from tracker.services.meetings.rounds import ask_round, nil_return
from tracker.services.plan.key import set_key
from tracker.services.plan.sample_data import CAMHS, EDUCATION, HEALTH, HUB, LEAD, WORKFORCE, YOUTH
from tracker.services.ports import Act, UnitOfWork

ASKED_ON, WANTED_BY = -13, -5
ROUND = "Update for the board's third review"
ASKED = (WORKFORCE, HUB, HEALTH, YOUTH, CAMHS, EDUCATION)
"""The team answers in time, the hub late, the nurse has nothing to report; of the others not all is in."""
NIL_RETURNS = ((-8, HEALTH), (-3, HUB))

KEY = (
    KeyEntry("delivery", "verified", "Checked", "", "Someone who does not own it found it done."),
    KeyEntry("delivery", "closed", "Signed off", "#6B4FA0", "The board is content with what it changed for children."),
    KeyEntry("forecast", "green", "On track", "", "The owner expects to finish in time."),
    KeyEntry("forecast", "amber", "At risk", "", "It may slip; the reason and a way back are given."),
    KeyEntry("forecast", "red", "Off track", "", "It will miss its date or its aim unless someone steps in."),
    KeyEntry("assurance", "impact shown", "Difference made", "", "Measures or children say what it changed."),
)
"""The states the partnership calls by names of its own; all others keep the program's."""

Use = Callable[[UnitOfWork, Act], Any]


def steps_of_round() -> list[tuple[int, str, Use]]:
    """What happened in it: the day (from today), who did it, and the deed."""
    answers = [(day, who, _nothing_new(who)) for day, who in NIL_RETURNS]
    return [(ASKED_ON, LEAD, _ask), *answers]


def own_words(uow: UnitOfWork, act: Act) -> Done:
    """The partnership's own key."""
    return set_key(uow, act, KEY)


def _ask(uow: UnitOfWork, act: Act) -> Done:
    wanted: date = act.today + timedelta(days=WANTED_BY - ASKED_ON)
    note = "One line on what has changed for children is enough."
    return ask_round(uow, act, wanted, name=ROUND, people=ASKED, note=note)


def _nothing_new(who: str) -> Use:
    def use(uow: UnitOfWork, act: Act) -> Done:
        return nil_return(uow, act, who)

    return use
