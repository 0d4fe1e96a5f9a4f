"""Which view shows which place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from PySide6.QtWidgets import QWidget

from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import kind_of
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.gateway import Gateway
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme
from tracker.ui.overview.overview import Overview
from tracker.ui.plan_list.plan_view import PlanView
from tracker.ui.registers.register_view import RegisterView

if TYPE_CHECKING:
    from tracker.ui.calendar.calendar_view import CalendarView
    from tracker.ui.timeline.timeline_view import TimelineView
    from tracker.ui.workload.workload_view import WorkloadView

    Place = PlanView | RegisterView | Overview | TimelineView | CalendarView | WorkloadView

FIGURES = (Do.OVERVIEW, Do.WORKLOAD)
"""Places that show figures over the whole width: no record is in hand there."""


@runtime_checkable
class Holding(Protocol):
    """A view with a record in hand: `chosen` carries its id, `opened` that of one asked to be opened."""

    chosen: Any
    opened: Any
    said: Any
    import_asked: Any

    def current_id(self) -> RecordId | None:
        """The record in hand."""

    def show_record(self, record_id: RecordId | None) -> bool:
        """Brings a record into view and in hand; False where it is not shown."""

    def clear_filters(self) -> None:
        """Shows everything again."""


@runtime_checkable
class Counting(Protocol):
    """A view of figures: `list_asked` carries a figure's name and the references it counts."""

    list_asked: Any


@runtime_checkable
class Remembering(Protocol):
    """A view that comes back as it was left."""

    def state(self) -> dict[str, Any]:
        """What is shown, to be remembered."""

    def restore(self, state: dict[str, Any]) -> None:
        """Shows again what was remembered, as far as it is still there."""


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
    """The view of a place, made afresh."""
    if place is Do.OVERVIEW:
        return Overview(means.hub, means.gateway, means.theme, parent)
    if place is Do.RECOMMENDATIONS:
        return PlanView(means.hub, means.asker, means.theme, parent)
    if place in (Do.TIMELINE, Do.CALENDAR, Do.WORKLOAD):
        return _along_time(place, means, parent)
    return RegisterView(place.value.removeprefix("place "), means.hub, means.asker, means.theme, parent)


def _along_time(place: Do, means: Means, parent: QWidget) -> Place:
    """The views that most people open seldom: their modules are read on first use."""
    if place is Do.TIMELINE:
        from tracker.ui.timeline.timeline_view import TimelineView

        return TimelineView(means.hub, means.theme, parent)
    if place is Do.CALENDAR:
        from tracker.ui.calendar.calendar_view import CalendarView

        return CalendarView(means.hub, means.theme, parent)
    from tracker.ui.workload.workload_view import WorkloadView

    return WorkloadView(means.hub, means.theme, parent)


def place_of(record: Any) -> Do | None:
    """Where a record is listed, None where it stands in no list of its own."""
    place = KINDS[kind_of(record)].place if record is not None else ""
    return Do(f"place {place}") if place else None
