"""Which view shows which place."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import Any

from PySide6.QtWidgets import QWidget

from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import kind_of
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.core.place import Place
from tracker.ui.look.theme import Theme


def home_of(place: Do) -> Do:
    """The place whose view shows this one too: recommendations and actions share a list."""
    return Do.RECOMMENDATIONS if place is Do.ACTIONS else place


@dataclass(frozen=True, slots=True)
class Means:
    """What every view is made with."""

    hub: Hub
    gateway: Gateway
    asker: Asker
    theme: Theme


VIEWS = {
    Do.MY_WORK: ("my_work.my_work_view:MyWorkView", "asker"),
    Do.OVERVIEW: ("overview.overview:Overview", "gateway"),
    Do.RECOMMENDATIONS: ("plan_list.plan_view:PlanView", "asker"),
    Do.ACTIVITY: ("activity.activity_view:ActivityView", ""),
    Do.TIMELINE: ("timeline.timeline_view:TimelineView", ""),
    Do.CALENDAR: ("calendar.calendar_view:CalendarView", ""),
    Do.WORKLOAD: ("workload.workload_view:WorkloadView", ""),
}
"""The views of places, each with what it is given beside the hub and the theme. Their modules are read when wanted."""
WANTED_NEXT = (
    "tracker.ui.record.page", "tracker.ui.plan_list.plan_view", "tracker.ui.registers.register_view",
    "tracker.ui.overview.overview", "tracker.ui.search.reveal", "tracker.ui.my_work.done_at_once",
    "tracker.ui.my_work.job_forms",
)  # fmt: skip
"""The modules that the first step from there wants."""


def build_place(place: Do, means: Means, parent: QWidget) -> Place:
    """The view of a place, made afresh."""
    hub, theme = means.hub, means.theme
    if place not in VIEWS:
        from tracker.ui.registers.register_view import RegisterView

        return RegisterView(place.value.removeprefix("place "), hub, means.asker, theme, parent)
    where, given = VIEWS[place]
    module, _, name = where.partition(":")
    beside = (getattr(means, given),) if given else ()
    made: Place = getattr(import_module(f"tracker.ui.{module}"), name)(hub, *beside, theme, parent)
    return made


def place_of(record: Any) -> Do | None:
    """Where a record is listed, None where it stands in no list of its own."""
    place = KINDS[kind_of(record)].place if record is not None else ""
    return Do(f"place {place}") if place else None
