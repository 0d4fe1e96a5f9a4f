"""Link checks: which links a plan's evidence has, and what was found of them, kept as one changeset."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from tracker.domain.plan.records import Evidence
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.context import Done, context_of
from tracker.services.gate.commit import commit
from tracker.services.ports import Act, Links, UnitOfWork

WEB = ("https://", "http://")


def linked(snapshot: Snapshot) -> tuple[Evidence, ...]:
    """The evidence that is a link to a page: what else a link may say is not looked up."""
    return tuple(item for item in snapshot.evidence if (item.url or "").casefold().startswith(WEB))


def look_up(links: Links, snapshot: Snapshot) -> Mapping[str, str]:
    """What is wrong with each link of a plan's evidence, "" where nothing is; nothing but the address is told."""
    addresses = dict.fromkeys(item.url for item in linked(snapshot) if item.url)
    return links.check(tuple(addresses), _silently, _never)


def keep_findings(uow: UnitOfWork, act: Act, found: Mapping[str, str]) -> Done:
    """Notes what was found of each address ("" for no fault) on all evidence that has it; names those at fault."""
    context = context_of(uow, act)
    faulty = []
    for item in linked(context.snapshot):
        fault = found.get(item.url or "")
        if fault is None:
            continue
        context.uow.put(replace(item, link_checked=context.act.today, link_fault=fault or None))
        if fault:
            faulty.append(item.ref)
    return Done(commit(context, "check links"), tuple(faulty))


def _silently(_done: int, _total: int) -> None:
    """Progress that nobody watches."""


def _never() -> bool:
    return False
