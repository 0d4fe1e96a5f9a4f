"""Who sits at the window, as it is remembered: the name for all plans, and for each what they lead and have seen."""

from __future__ import annotations

from dataclasses import dataclass, replace

from tracker import settings as options
from tracker.settings import Settings
from tracker.ui.core.hub import Hub, Me


@dataclass(frozen=True, slots=True)
class Somebody:
    """Who somebody said they are."""

    name: str = ""
    role: str = ""
    agency: str = ""
    leads: bool = False


def recognise(settings: Settings, hub: Hub) -> None:
    """Signs with the name that was kept, unless another was given at the start; says what was seen before."""
    kept, plan = settings.get(options.WHO), hub.snapshot.plan.id
    if kept and not hub.named:
        hub.session.act_as(kept)
    hub.me = Me(plan in settings.get(options.LEADS), settings.get(options.LOOKED).get(plan))


def known(settings: Settings, hub: Hub) -> Somebody:
    """Who sits here, as far as it was said."""
    if hub.named and hub.who != settings.get(options.WHO):
        return Somebody(hub.who, leads=hub.me.leads)
    role, agency = settings.get(options.ROLE), settings.get(options.AGENCY)
    return Somebody(settings.get(options.WHO), role, agency, hub.me.leads)


def keep(settings: Settings, hub: Hub, somebody: Somebody) -> None:
    """Remembers who sits here, and whether they lead this plan."""
    settings.set(options.WHO, somebody.name)
    settings.set(options.ROLE, somebody.role)
    settings.set(options.AGENCY, somebody.agency)
    plan = hub.snapshot.plan.id
    others = [one for one in settings.get(options.LEADS) if one != plan]
    settings.set(options.LEADS, [*others, plan] if somebody.leads else others)
    hub.me = replace(hub.me, leads=somebody.leads)


def keep_seen(settings: Settings, hub: Hub) -> None:
    """Remembers up to which change the plan was seen in My work, where it was."""
    if hub.me.seen is not None:
        before: dict[str, int] = settings.get(options.LOOKED)
        looked = {**before, hub.snapshot.plan.id: hub.me.seen}
        settings.set(options.LOOKED, dict(list(looked.items())[-options.MOST_RECENT :]))
