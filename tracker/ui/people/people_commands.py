"""What is done from menus and keys about people: handing over."""

from __future__ import annotations

from tracker.domain.plan.records import Kind, Person, kind_of
from tracker.ui.core.context import Context


def hand_over(context: Context) -> None:
    """Opens the sheet for the person in hand, or who owns what is in hand; else it asks who leaves."""
    from tracker.ui.people.hand_over_sheet import HandOverSheet

    HandOverSheet(context.hub, context.theme, _in_hand(context), context.window).open()


def _in_hand(context: Context) -> Person | None:
    record = context.screen.current()
    if record is not None and kind_of(record) is not Kind.PERSON:
        record = context.hub.snapshot.get(getattr(record, "owner", None))
    return record if isinstance(record, Person) else None
