"""Which view shows which place."""

from __future__ import annotations

from dataclasses import dataclass
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


def build_place(place: Do, means: Means, parent: QWidget) -> Place:
    """The view of a place, made afresh. The module of one that most people open seldom is read on first use."""
    hub, theme = means.hub, means.theme
    if place is Do.OVERVIEW:
        return Overview(hub, means.gateway, theme, parent)
    if place is Do.RECOMMENDATIONS:
        return PlanView(hub, means.asker, theme, parent)
    if place is Do.TIMELINE:
        from tracker.ui.timeline.timeline_view import TimelineView

        return TimelineView(hub, theme, parent)
    if place is Do.CALENDAR:
        from tracker.ui.calendar.calendar_view import CalendarView

        return CalendarView(hub, theme, parent)
    if place is Do.WORKLOAD:
        from tracker.ui.workload.workload_view import WorkloadView

        return WorkloadView(hub, theme, parent)
    return RegisterView(place.value.removeprefix("place "), hub, means.asker, theme, parent)


def place_of(record: Any) -> Do | None:
    """Where a record is listed, None where it stands in no list of its own."""
    place = KINDS[kind_of(record)].place if record is not None else ""
    return Do(f"place {place}") if place else None
