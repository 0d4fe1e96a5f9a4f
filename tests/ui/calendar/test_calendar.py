"""The calendar by mouse and keys: days, months, a day's list, and that it keeps up with the plan."""

from datetime import date

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.builders import an_action, an_id, put_into
from support.gateway import FakeSession
from support.window import Opened
from tracker.domain.dates.agenda import agenda, by_day
from tracker.domain.plan.snapshot import Snapshot
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records import editing
from tracker.ui.calendar import calendar_view
from tracker.ui.calendar.calendar_view import CalendarView
from tracker.ui.calendar.month_model import EntryModel, MonthModel
from tracker.ui.core.commands import Do
from tracker.ui.core.hub import Hub
from tracker.ui.look.theme import Theme

A1, A2 = an_id(501), an_id(502)
TODAY, BUSY = date(2024, 3, 12), date(2024, 3, 26)


@pytest.fixture
def view(session: FakeSession, hub: Hub, theme: Theme, qtbot: QtBot) -> CalendarView:
    """The calendar of the plan in mid-life, with one busy day, shown."""
    put_into(session.store, tuple(an_action(40 + n, title=f"Busy {n}", due=BUSY) for n in range(9)))
    hub.snapshot = session.snapshot()
    made = CalendarView(hub, theme)
    qtbot.addWidget(made)
    made.resize(1000, 760)
    with qtbot.waitExposed(made):
        made.show()
    return made


def words(view: CalendarView) -> list[str]:
    return [entry.sentence for entry in view.listed.entries]


def press(view: CalendarView, qtbot: QtBot, *keys: Qt.Key) -> None:
    for key in keys:
        qtbot.keyClick(view.grid, key)


def click(view: CalendarView, qtbot: QtBot, day: date, below: int = 3) -> None:
    area = view.grid.visualRect(view.month.place(day))
    qtbot.mouseClick(view.grid.viewport(), Qt.MouseButton.LeftButton, pos=area.topLeft() + QPoint(12, below))


def set_fields(hub: Hub, qtbot: QtBot, ref: str, **fields: object) -> None:
    def command(uow: UnitOfWork, act: Act) -> object:
        return editing.set_fields(uow, act, [ref], fields)

    hub.write(command)
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    QApplication.processEvents()


def test_it_opens_on_today_and_says_what_comes_next(view: CalendarView) -> None:
    assert (view.day, view.title.text()) == (TODAY, "March 2024")
    assert view._day_title.text() == "Tuesday 12 Mar 2024"
    assert view._nothing.text() == "Nothing falls on this day. Next: Tue 26 Mar 2024, A40 Busy 0."
    view.show_day(date(2030, 1, 1))
    assert view._nothing.text() == "Nothing falls on this day, nor in the six months after it."
    assert view._day_note.text() == "Bank holiday"


def test_arrows_go_by_day_and_week_and_pages_by_month(view: CalendarView, qtbot: QtBot) -> None:
    view.grid.setFocus()
    press(view, qtbot, Qt.Key.Key_Right, Qt.Key.Key_Down)
    assert view.day == date(2024, 3, 20)
    press(view, qtbot, Qt.Key.Key_Up, Qt.Key.Key_Left, Qt.Key.Key_PageUp)
    assert (view.day, view.title.text()) == (date(2024, 2, 12), "February 2024")
    press(view, qtbot, Qt.Key.Key_PageDown, Qt.Key.Key_PageDown)
    assert view.day == date(2024, 4, 12)
    press(view, qtbot, Qt.Key.Key_T)
    assert view.day == TODAY
    press(view, qtbot, Qt.Key.Key_PageDown, Qt.Key.Key_Home)
    assert view.day == TODAY
    view.show_day(date(2024, 3, 31))
    press(view, qtbot, Qt.Key.Key_Right)
    assert (view.day, view.grid.current_day()) == (date(2024, 4, 1), date(2024, 4, 1))


def test_the_days_end_where_dates_do(view: CalendarView, qtbot: QtBot) -> None:
    view.show_day(date(2199, 11, 30))
    press(view, qtbot, Qt.Key.Key_PageDown)
    assert view.day == date(2199, 11, 30)
    view.show_day(date(1900, 2, 1))
    press(view, qtbot, Qt.Key.Key_PageUp)
    assert view.day == date(1900, 2, 1)


def test_a_busy_day_counts_the_rest_and_lists_all_of_it(view: CalendarView, qtbot: QtBot) -> None:
    area = view.grid.visualRect(view.month.place(BUSY))
    shown = view.grid._days.shown(area, 9)
    assert 0 < shown < 9
    lines = view.grid._days
    click(view, qtbot, BUSY, lines.head_height() + shown * lines.line_height() + 4)
    assert len(view.listed.entries) == 9
    assert view._day_note.text() == "9 entries"
    with qtbot.waitSignal(view.chosen) as chosen:
        click(view, qtbot, BUSY, lines.head_height() + lines.line_height() + 4)
    assert chosen.args == [an_id(5041)]
    assert view.current_id() == an_id(5041)


def test_enter_opens_the_one_thing_or_goes_into_the_list(view: CalendarView, qtbot: QtBot) -> None:
    view.grid.setFocus()
    view.show_day(date(2024, 3, 1))
    with qtbot.waitSignal(view.opened) as opened:
        press(view, qtbot, Qt.Key.Key_Return)
    assert opened.args == [A2]
    view.show_day(BUSY)
    press(view, qtbot, Qt.Key.Key_Return)
    assert view.list.hasFocus()
    qtbot.keyClick(view.list, Qt.Key.Key_Down)
    assert view.current_id() == an_id(5041)
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(view.list, Qt.Key.Key_Return)
    assert opened.args == [an_id(5041)]
    qtbot.keyClick(view.list, Qt.Key.Key_Escape)
    assert view.grid.hasFocus()
    view.show_day(TODAY)
    press(view, qtbot, Qt.Key.Key_Return)
    assert view.grid.hasFocus()


def test_buttons_and_wheel_turn_the_month(view: CalendarView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.after, Qt.MouseButton.LeftButton)
    assert view.title.text() == "April 2024"
    qtbot.mouseClick(view.before, Qt.MouseButton.LeftButton)
    qtbot.mouseClick(view.before, Qt.MouseButton.LeftButton)
    assert view.title.text() == "February 2024"
    at = QPointF(100, 100)
    event = QWheelEvent(
        at, view.grid.viewport().mapToGlobal(at), QPoint(), QPoint(0, -120), Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.grid.viewport(), event)
    assert view.title.text() == "March 2024"
    view.show_day(date(2025, 1, 1))
    qtbot.mouseClick(view.today, Qt.MouseButton.LeftButton)
    assert view.day == TODAY


def test_chips_show_only_their_kinds(view: CalendarView, qtbot: QtBot) -> None:
    assert view.chips.button("action").text() == "Actions  10"
    view.chips.button("meeting").click()
    view.show_day(BUSY)
    assert words(view) == []
    view.show_day(date(2024, 3, 8))
    assert words(view) == ["Meeting T1, Safeguarding board, held"]
    assert not view.show_record(A2)
    qtbot.keyClick(view.grid, Qt.Key.Key_Escape)
    view.show_day(BUSY)
    assert len(words(view)) == 9


def test_a_chip_shows_less_of_what_is_known_and_a_write_brings_what_is_new(
    hub: Hub, view: CalendarView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    view.show_day(BUSY)
    asked: list[tuple[date, date]] = []

    def agenda(snapshot: Snapshot, today: date, first: date, last: date) -> object:
        asked.append((first, last))
        return known(snapshot, today, first, last)

    known = calendar_view.agenda
    monkeypatch.setattr(calendar_view, "agenda", agenda)
    view.chips.button("action").click()
    assert (len(words(view)), asked) == (9, [])
    set_fields(hub, qtbot, "A41", due=date(2024, 3, 27))
    assert (len(words(view)), len(asked)) == (8, 1)


def test_the_next_thing_may_be_months_away(view: CalendarView) -> None:
    view.show_day(date(2024, 4, 20))
    assert "Next: Tue 28 May 2024, A1" in view._nothing.text()


def test_a_day_is_read_as_a_sentence(view: CalendarView) -> None:
    view.show_day(date(2024, 3, 8))
    face = QAccessible.queryAccessibleInterface(view.grid)
    assert face is not None
    said = [face.child(n).text(QAccessible.Text.Name) for n in range(face.childCount())]
    assert (
        "Friday 8 Mar 2024, 2 entries. Step to the statement, Hand in the statement, late. "
        "Meeting T1, Safeguarding board, held" in said
    )
    assert "Tuesday 12 Mar 2024, today, nothing" in said
    assert "Friday 29 Mar 2024, bank holiday, nothing" in said
    assert view.list.accessibleName() == "What falls on 8 Mar 2024"


def test_it_keeps_up_with_the_plan_and_keeps_its_place(hub: Hub, view: CalendarView, qtbot: QtBot) -> None:
    view.show_record(an_id(5043))
    set_fields(hub, qtbot, "A41", due=date(2024, 3, 27))
    assert (view.day, view.current_id(), len(words(view))) == (BUSY, an_id(5043), 8)
    view.hide()
    set_fields(hub, qtbot, "A42", due=date(2024, 3, 27))
    assert len(words(view)) == 8
    view.show()
    assert len(words(view)) == 7


def test_only_days_that_are_not_as_they_were_are_drawn_again(hub: Hub, view: CalendarView, qtbot: QtBot) -> None:
    told: list[date | None] = []
    view.month.dataChanged.connect(lambda first, _last: told.append(view.month.day(first)))
    set_fields(hub, qtbot, "A41", due=date(2024, 3, 27))
    assert told == [BUSY, date(2024, 3, 27)]
    told.clear()
    set_fields(hub, qtbot, "A41", success_measure="Nobody waits")
    assert told == []


def test_a_record_is_shown_on_its_day(view: CalendarView) -> None:
    assert view.show_record(A1)
    assert (view.day, view.current_id()) == (date(2024, 5, 28), A1)
    assert not view.show_record(an_id(401))


def test_the_models_keep_their_promises(hub: Hub, view: CalendarView, qtbot: QtBot) -> None:
    month, listed = MonthModel(), EntryModel()
    for model in (month, listed, view.month, view.listed):
        QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    days = by_day(agenda(hub.snapshot, TODAY))
    month.show_month(TODAY, days, TODAY, ())
    month.show_month(date(2024, 5, 1), days, TODAY, ())
    listed.show_entries(days[BUSY])
    listed.show_entries(())
    view.show_day(BUSY)
    set_fields(hub, qtbot, "A40", due=TODAY)
    assert len(words(view)) == 8


def test_it_is_drawn_in_light_and_dark(view: CalendarView, theme: Theme) -> None:
    for mode in ("dark", "light"):
        theme.set_mode(mode)
        for day in (BUSY, TODAY, date(2024, 3, 29)):
            view.show_day(day)
            assert not view.grab().isNull()
    view.resize(500, 300)
    assert not view.grab().isNull()


def test_the_window_remembers_day_and_kinds(on_plan: Opened) -> None:
    on_plan.qtbot.keyClick(
        on_plan.window, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
    )
    view = on_plan.work.nav.view
    assert isinstance(view, CalendarView)
    assert view.grid.hasFocus()
    view.set_kinds(("meeting",))
    view.show_day(date(2024, 3, 8))
    on_plan.settle()
    assert on_plan.work.panes.panel.record == an_id(651)
    on_plan.do(Do.CLOSE_PLAN)
    on_plan.do(Do.OPEN_SAMPLE)
    on_plan.qtbot.waitUntil(lambda: on_plan.window.workspace is not None, timeout=5000)
    on_plan.do(Do.CALENDAR)
    again = on_plan.work.nav.view
    assert isinstance(again, CalendarView)
    assert (again.day, again.chips.terms) == (date(2024, 3, 8), ("meeting",))
    again.restore({"day": "soon"})
    assert (again.day, again.chips.terms) == (TODAY, ())


def test_the_statement_opens_the_plan_itself(on_plan: Opened) -> None:
    on_plan.do(Do.CALENDAR)
    view = on_plan.work.nav.view
    assert isinstance(view, CalendarView)
    view.show_day(date(2024, 3, 9))
    on_plan.settle()
    assert words(view)[0] == "Statement, Written statement due, late"
    on_plan.qtbot.keyClick(view.grid, Qt.Key.Key_Return)
    on_plan.settle()
    assert on_plan.work.panes.panel.record == on_plan.work.hub.snapshot.plan.id
