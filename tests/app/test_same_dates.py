"""The calendar on screen and the calendar file hold the same dates: on 300 actions over two years."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from support.clocks import FixedClock, an_act
from support.ics import parsed
from support.keyboard import Keyboard, at_the_keyboard, fresh
from support.two_years.plan import LAST
from tracker.app import AppGateway
from tracker.db.store import open_store
from tracker.domain.dates.dates import show
from tracker.services.dates.calendar_file import event_title, event_uid
from tracker.ui.calendar.calendar_view import CalendarView
from tracker.ui.core.commands import Do

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)

Dated = tuple[str, str, str]


@pytest.fixture
def keys(two_years_file: Path, tmp_path: Path, qtbot: QtBot) -> Iterator[Keyboard]:
    """The plan two years on, its statement still owed, and two more reports to answer."""
    copy = fresh(two_years_file, tmp_path)
    store, act = (
        open_store(str(copy)),
        an_act("Improvement Lead", FixedClock(datetime(LAST.year, LAST.month, LAST.day, 9, tzinfo=UTC))),
    )
    with store.begin() as uow:
        plan, inspections = store.snapshot().plan, store.snapshot().inspections
        uow.put(replace(plan, submitted=None))
        uow.put(replace(inspections[0], received=LAST))
        uow.put(replace(inspections[-1], respond_by=LAST + timedelta(days=40)))
        uow.commit(act.stamp())
    store.close()
    with at_the_keyboard(copy, qtbot, who="Head of Safeguarding", today=LAST) as keyboard:
        yield keyboard


def on_screen(view: CalendarView, first: date, last: date) -> list[Dated]:
    """What the calendar lists of what is still to be kept, turned over day by day."""
    found: list[Dated] = []
    day = first
    while day <= last:
        view.show_day(day)
        assert show(day) in view._day_title.text()
        found += [(f"{day:%Y%m%d}", event_title(e), event_uid(e)) for e in view.listed.entries if not (e.done)]
        day += timedelta(days=1)
    return found


def test_what_is_to_be_kept_stands_the_same_on_screen_and_in_the_file(keys: Keyboard, tmp_path: Path) -> None:
    hub = keys.window.hub
    assert hub is not None
    target = tmp_path / "plan.ics"
    AppGateway("Head of Safeguarding", None).export_calendar(target, hub.snapshot, hub.session.act())
    events = parsed(target.read_bytes().decode())
    filed = [(e["DTSTART;VALUE=DATE"], e["SUMMARY"], e["UID"]) for e in events]
    keys.window.do(Do.CALENDAR)
    keys.settle()
    view = keys.work.nav.view
    assert isinstance(view, CalendarView)
    days = sorted(date(int(day[:4]), int(day[4:6]), int(day[6:])) for day, _title, _uid in filed)
    shown = on_screen(view, min(days[0], date(2024, 1, 1)), days[-1] + timedelta(days=31))
    assert sorted(shown) == sorted(filed)
    assert len(filed) > 150
    assert len({uid for _day, _title, uid in filed}) == len(filed)
    kinds = {e["CATEGORIES"] for e in events}
    assert {"ACTION", "MILESTONE", "CHECK", "EVIDENCE", "STATEMENT", "STEP", "ROUND", "DUTY"} <= kinds
