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
from tracker.ui.my_work.my_work_view import MyWorkView
from tracker.ui.overview.overview import Overview
from tracker.ui.plan_list.plan_view import PlanView
from tracker.ui.registers.register_view import RegisterView


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


SELDOM = {
    Do.ACTIVITY: "activity.activity_view:ActivityView",
    Do.TIMELINE: "timeline.timeline_view:TimelineView",
    Do.CALENDAR: "calendar.calendar_view:CalendarView",
    Do.WORKLOAD: "workload.workload_view:WorkloadView",
}
"""The views that most people open seldom: their modules are read on first use."""


def build_place(place: Do, means: Means, parent: QWidget) -> Place:
    """The view of a place, made afresh."""
    hub, theme = means.hub, means.theme
    if place is Do.MY_WORK:
        return MyWorkView(hub, means.asker, theme, parent)
    if place is Do.OVERVIEW:
        return Overview(hub, means.gateway, theme, parent)
    if place is Do.RECOMMENDATIONS:
        return PlanView(hub, means.asker, theme, parent)
    if place in SELDOM:
        module, _, name = SELDOM[place].partition(":")
        made: Place = getattr(import_module(f"tracker.ui.{module}"), name)(hub, theme, parent)
        return made
    return RegisterView(place.value.removeprefix("place "), hub, means.asker, theme, parent)


def place_of(record: Any) -> Do | None:
    """Where a record is listed, None where it stands in no list of its own."""
    place = KINDS[kind_of(record)].place if record is not None else ""
    return Do(f"place {place}") if place else None
