"""The order in which things stand in the plan."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from tracker.domain.plan.records import Kind, kind_of, specs
from tracker.errors import UserError
from tracker.services.context import Done, sit_down
from tracker.services.ports import Act, UnitOfWork


def reorder(uow: UnitOfWork, act: Act, refs: Sequence[str]) -> Done:
    """Puts records of one kind in the order given; those not named follow in the order they had.

    Raises UserError where the records are of several kinds, or of one that has no order.
    """
    desk = sit_down(uow, act)
    named = [desk.find(ref) for ref in dict.fromkeys(refs)]
    kinds = {kind_of(record) for record in named}
    if len(kinds) != 1:
        raise UserError("only records of one kind have an order", "name recommendations, or actions, not both")
    kind: Kind = kinds.pop()
    if "position" not in specs(kind):
        raise UserError(f"records of the kind {kind} have no order", "they stand in the order of their references")
    chosen = {record.id for record in named}
    rest = [record for record in desk.snapshot.of(kind) if record.id not in chosen]
    for place, record in enumerate([*named, *rest], start=1):
        if record.position != place:
            desk.uow.put(replace(record, position=place))
    return Done(desk.commit("reorder"), tuple(record.ref for record in named))
