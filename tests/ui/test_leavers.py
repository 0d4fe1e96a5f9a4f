"""Leavers in the lists, handing over, and joining agencies, in the real window."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from PySide6.QtCore import QCoreApplication, QEvent

from support.builders import a_plan_store
from support.clocks import FixedClock
from support.team import LEAD, Team
from tracker.services.records import set_fields
from tracker.ui.models.action_columns import owner_cell
from tracker.ui.models.cells import Look
from tracker.ui.models.register_columns import PEOPLE_COLUMNS

TODAY = date(2024, 3, 12)


@pytest.fixture(autouse=True)
def swept() -> Iterator[None]:
    """Dialogs that a test closed are gone before the next."""
    yield
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def look_after(refs: list[str], **fields: Any) -> Look:
    clock = FixedClock()
    team = Team(a_plan_store(clock), clock)
    team.do(LEAD, set_fields, refs, fields)
    return Look(team.now, TODAY)


def test_lists_warn_quietly_where_an_owner_has_left() -> None:
    look = look_after(["P2", "G2"], active_to="2024-03-03")
    owner = owner_cell(look, look.snapshot.by_ref("A2"))
    assert (owner.text, owner.quiet, owner.quiet_tone) == ("Detective Superintendent", "left 3 Mar 2024", "warning")
    cells = {column.key: column.cell for column in PEOPLE_COLUMNS}
    owns = cells["owns"](look, look.snapshot.by_ref("P2"))
    assert (owns.quiet, owns.quiet_tone) == ("1 open, left 3 Mar 2024", "warning")
    assert "ended 3 Mar 2024" in cells["title"](look, look.snapshot.by_ref("G2")).quiet
    assert cells["owns"](look, look.snapshot.by_ref("G2")).quiet == "1 open, ended 3 Mar 2024"
    assert cells["owns"](look, look.snapshot.by_ref("P1")).quiet == "1 open"
