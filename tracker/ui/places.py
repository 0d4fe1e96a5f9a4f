"""Which view shows which place."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QWidget

from tracker.ui.commands import Do
from tracker.ui.dialogs import Asker
from tracker.ui.gateway import Gateway
from tracker.ui.hub import Hub
from tracker.ui.theme import Theme
from tracker.ui.views.overview import Overview
from tracker.ui.views.plan_view import PlanView
from tracker.ui.views.register_view import RegisterView


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


def build_place(place: Do, means: Means, parent: QWidget) -> PlanView | RegisterView | Overview:
    """The view of a place, made afresh."""
    if place is Do.OVERVIEW:
        return Overview(means.hub, means.gateway, means.theme, parent)
    if place is Do.RECOMMENDATIONS:
        return PlanView(means.hub, means.asker, means.theme, parent)
    return RegisterView(place.value.removeprefix("place "), means.hub, means.asker, means.theme, parent)
