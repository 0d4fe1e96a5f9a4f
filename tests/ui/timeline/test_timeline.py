"""The timeline by mouse and keys: rows, zoom, today, filters, and that it keeps up with the plan."""

from collections.abc import Iterable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QAbstractItemModel, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.builders import an_action, an_id, put_into
from support.gateway import FakeSession
from support.window import Opened
from tracker.domain.dates import timeline
from tracker.domain.dates.timeline import Span, span_of
from tracker.domain.lists import filter_cache
from tracker.domain.lists.filter_cache import Situation
from tracker.domain.lists.filter_words import GLOBAL
from tracker.domain.plan.ids import RecordId
from tracker.domain.plan.records import Action, Extension, Milestone
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records import editing
from tracker.ui.core.commands import Do
from tracker.ui.core.hub import Hub
from tracker.ui.filters.chips import NO_OWNER
from tracker.ui.lists.cells import Look
from tracker.ui.look.theme import Theme
from tracker.ui.timeline.bar_delegate import words_beside
from tracker.ui.timeline.timeline_model import TimelineModel
from tracker.ui.timeline.timeline_view import TimelineView

A1, A2, A3, A4 = (an_id(500 + n) for n in (1, 2, 3, 4))
TODAY = date(2024, 3, 12)


@pytest.fixture
def view(session: FakeSession, hub: Hub, theme: Theme, qtbot: QtBot) -> TimelineView:
    """The timeline of the plan in mid-life with everything that can be drawn, shown."""
    asked = Extension(id=an_id(901), ref="X9", action=A4, old_due=date(2024, 4, 2), new_due=date(2024, 6, 1))
    waits = an_action(
        30, title="Publish the template", targets=(an_id(401),), waits_for=(A1, A2), start=date(2024, 6, 3),
        due=date(2024, 9, 30), original_due=date(2024, 7, 31), forecast_due=date(2024, 10, 14), position=9,
    )  # fmt: skip
    steps = (
        Milestone(id=an_id(902), ref="S2", action=A2, title="Sample drawn", due=date(2024, 2, 1),
                  done=date(2024, 2, 2)),
        Milestone(id=an_id(903), ref="S3", action=A2, title="Sample read", due=date(2024, 3, 20)),
    )  # fmt: skip
    put_into(session.store, (asked, waits, an_action(31, title="Some day", targets=(an_id(402),), position=10), *steps))
    hub.snapshot = session.snapshot()
    made = TimelineView(hub, theme)
    qtbot.addWidget(made)
    made.resize(1100, 700)
    with qtbot.waitExposed(made):
        made.show()
    return made


def set_fields(hub: Hub, qtbot: QtBot, ref: str, **fields: object) -> None:
    def command(uow: UnitOfWork, act: Act) -> object:
        return editing.set_fields(uow, act, [ref], fields)

    hub.write(command)
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    QApplication.processEvents()


def rows(view: TimelineView) -> dict[str, list[str]]:
    model = view.model
    found = {}
    for row in range(model.rowCount()):
        top = model.index(row, 0)
        found[str(top.data())] = [str(model.index(n, 0, top).data()) for n in range(model.rowCount(top))]
    return found


def test_actions_stand_under_their_recommendations_in_the_plans_order(view: TimelineView) -> None:
    assert rows(view) == {
        "R1": ["A1", "A2", "A30"], "R2": ["A2", "A3", "A31"], "R3": ["A4"], "R4": ["A5"], "R5": [], "R6": [], "F1": [],
    }  # fmt: skip


def test_the_model_keeps_its_promises(hub: Hub, view: TimelineView, qtbot: QtBot) -> None:
    model: QAbstractItemModel = TimelineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal, model)
    assert isinstance(model, TimelineModel)
    model.show_plan(Look(hub.snapshot, hub.today))
    QAbstractItemModelTester(view.model, QAbstractItemModelTester.FailureReportingMode.Fatal, view.model)
    set_fields(hub, qtbot, "A4", title="Health is always there")
    assert view.model.places_of(A4, 1)[0].data() == "Health is always there"


def test_a_row_is_read_as_a_sentence(view: TimelineView) -> None:
    face = QAccessible.queryAccessibleInterface(view.tree)
    assert face is not None
    said = [face.child(n).text(QAccessible.Text.Name) for n in range(face.childCount())]
    assert (
        "A2 Audit thirty plans, owner Detective Superintendent, from 15 Jan 2024 to 1 Mar 2024, overdue 11 days, "
        "milestone Sample drawn, 2 Feb 2024, done, milestone Sample read, 20 Mar 2024, open"
    ) in said
    assert any(words.startswith("A4 Health attends every strategy meeting, no owner, from") for words in said)
    tip = str(view.model.places_of(an_id(5030), 2)[0].data(Qt.ItemDataRole.ToolTipRole))
    assert tip.splitlines()[0] == "A30 Publish the template"
    assert tip.splitlines()[-1] == "Waits for A1, A2"


def test_what_stands_beside_a_bar_says_the_date_that_counts(hub: Hub, view: TimelineView) -> None:
    def beside(record: object) -> tuple[str, str]:
        found: Span = span_of(hub.snapshot, hub.snapshot.get(record), TODAY)  # type: ignore[arg-type]
        return words_beside(found)

    assert beside(A1) == ("28 May 2024", "")
    assert beside(A2) == ("overdue 11 days", "bad")
    assert beside(A3) == ("Complete 30 Jan 2024", "")
    assert beside(A4) == ("1 Jun 2024 asked for", "warning")
    assert beside(an_id(5031)) == ("No date", "warning")


def test_keys_zoom_scroll_and_come_back_to_today(view: TimelineView, qtbot: QtBot) -> None:
    tree, scale = view.tree, view.scale
    tree.setFocus()
    view.show_record(A1)
    assert 0 < scale.x(TODAY) < tree.time_width
    qtbot.keyClick(tree, Qt.Key.Key_Plus)
    assert (scale.zoom, view.bar.closer.isEnabled()) == ("month", False)
    assert 0 < scale.x(TODAY) < tree.time_width
    for _ in range(12):
        qtbot.keyClick(tree, Qt.Key.Key_Right)
    assert scale.x(TODAY) < 0
    qtbot.keyClick(tree, Qt.Key.Key_T)
    assert abs(scale.x(TODAY) - tree.time_width / 3) < 2
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    qtbot.keyClick(tree, Qt.Key.Key_Home)
    assert abs(scale.x(TODAY) - tree.time_width / 3) < 2
    for _ in range(3):
        qtbot.keyClick(tree, Qt.Key.Key_Minus)
    assert (scale.zoom, view.bar.wider.isEnabled()) == ("year", False)


def test_buttons_and_wheel_do_the_same(view: TimelineView, qtbot: QtBot) -> None:
    qtbot.mouseClick(view.bar.closer, Qt.MouseButton.LeftButton)
    assert view.scale.zoom == "month"
    qtbot.mouseClick(view.bar.wider, Qt.MouseButton.LeftButton)
    assert view.scale.zoom == "quarter"
    turn(view, Qt.KeyboardModifier.ControlModifier)
    assert view.scale.zoom == "month"
    before = view.scale.offset
    turn(view, Qt.KeyboardModifier.ShiftModifier, -120)
    assert view.scale.offset == before + 120
    turn(view, Qt.KeyboardModifier.NoModifier, 0, 120)
    assert view.scale.offset == before
    turn(view, Qt.KeyboardModifier.NoModifier, -120)
    assert view.scale.offset == before
    view.across.setValue(0)
    qtbot.mouseClick(view.bar.today, Qt.MouseButton.LeftButton)
    assert abs(view.scale.x(TODAY) - view.tree.time_width / 3) < 2


def turn(view: TimelineView, keys: Qt.KeyboardModifier, down: int = 120, across: int = 0) -> None:
    at = QPointF(view.tree.time_left + 50, 60)
    event = QWheelEvent(
        at, view.tree.viewport().mapToGlobal(at), QPoint(), QPoint(across, down), Qt.MouseButton.NoButton, keys,
        Qt.ScrollPhase.NoScrollPhase, False,
    )  # fmt: skip
    QApplication.sendEvent(view.tree.viewport(), event)


def test_rows_are_walked_opened_and_folded_by_keys(view: TimelineView, qtbot: QtBot) -> None:
    tree = view.tree
    tree.setFocus()
    view.show_record(A1)
    with qtbot.waitSignal(view.chosen) as chosen:
        qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert chosen.args == [A2]
    with qtbot.waitSignal(view.opened) as opened:
        qtbot.keyClick(tree, Qt.Key.Key_Return)
    assert opened.args == [A2]
    view.show_record(an_id(401))
    qtbot.keyClick(tree, Qt.Key.Key_Left)
    assert not tree.isExpanded(view.model.places_of(an_id(401))[0])


def test_a_click_on_a_bar_takes_its_action_in_hand(view: TimelineView, qtbot: QtBot) -> None:
    place = view.model.places_of(A4, 2)[0]
    area = view.tree.visualRect(place)
    at = QPoint(view.tree.time_left + round(view.scale.x(TODAY)), area.center().y())
    qtbot.mouseClick(view.tree.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert view.current_id() == A4


def test_chips_and_words_filter_and_escape_lists_everything(view: TimelineView, qtbot: QtBot) -> None:
    view.chips.button("overdue").click()
    assert rows(view) == {"R1": ["A2"], "R2": ["A2"]}
    view.focus_filter()
    qtbot.keyClicks(view.search, "nothing like it")
    qtbot.waitUntil(view.empty.isVisible, timeout=1000)
    assert "No action holds every filter." in view.empty.words
    view.empty.pressed.emit()
    assert view.tree.isVisible()
    assert len(rows(view)) == 7
    view.set_filter((), "template")
    qtbot.keyClick(view.search, Qt.Key.Key_Down)
    assert view.tree.currentIndex().isValid()
    qtbot.keyClick(view.tree, Qt.Key.Key_Escape)
    assert (view.search.text(), len(rows(view))) == ("", 7)


def test_chips_that_are_seldom_wanted_stand_only_while_they_find_something(
    hub: Hub, view: TimelineView, qtbot: QtBot
) -> None:
    assert not view.chips.offers("owner has left")
    assert view.chips.button("blocked").text() == "Blocked  1"
    assert view.chips.offers("blocked")
    assert view.chips.offers("gone quiet")
    set_fields(hub, qtbot, "A30", waits_for=[])
    assert not view.chips.offers("blocked")


def test_of_a_write_only_what_it_changed_is_judged_again(
    hub: Hub, view: TimelineView, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    judged: list[str] = []
    measured: list[str] = []

    def held(situation: Situation, term: str, actions: Iterable[Action]) -> frozenset[RecordId]:
        found = tuple(actions)
        judged.extend(action.ref for action in found if term not in GLOBAL)
        return judge(situation, term, found)

    def dates_of(record: Action | None) -> Iterator[date]:
        measured.append(record.ref if record is not None else "")
        return dates(record)

    judge, dates = filter_cache.held, timeline._dates_of
    monkeypatch.setattr(filter_cache, "held", held)
    monkeypatch.setattr(timeline, "_dates_of", dates_of)
    set_fields(hub, qtbot, "A31", due=date(2027, 1, 5))
    assert set(judged) == set(measured) == {"A31"}
    assert view.scale.last > date(2027, 1, 5)


def test_it_keeps_up_with_the_plan_and_keeps_its_place(hub: Hub, view: TimelineView, qtbot: QtBot) -> None:
    view.show_record(A4)
    day = view.scale.day_at(0)
    set_fields(hub, qtbot, "A31", due=date(2026, 6, 30))
    assert view.current_id() == A4
    assert view.scale.day_at(0) == day
    assert view.scale.last > date(2026, 6, 30)


def test_an_empty_plan_says_the_next_step(hub: Hub, theme: Theme, qtbot: QtBot, session: FakeSession) -> None:
    from support.builders import an_empty_store

    hub.snapshot = an_empty_store().snapshot()
    made = TimelineView(hub, theme)
    qtbot.addWidget(made)
    assert "Import the inspection report first" in made.empty.words
    with qtbot.waitSignal(made.do_asked):
        made.empty.pressed.emit()


def test_every_shape_is_drawn_in_light_and_dark_at_every_zoom(view: TimelineView, theme: Theme) -> None:
    view.show_record(an_id(5030))
    for mode in ("dark", "light"):
        theme.set_mode(mode)
        for place in range(3):
            view.bar.zooms.button(place).setChecked(True)
            assert not view.grab().isNull()
    view.show_day(date(2030, 1, 1))
    assert not view.grab().isNull()
    view.show_day(date(2020, 1, 1))
    assert not view.grab().isNull()


def test_the_window_remembers_how_it_was_left(on_plan: Opened) -> None:
    on_plan.do(Do.TIMELINE)
    view = on_plan.work.nav.view
    assert isinstance(view, TimelineView)
    view.zoom_by(1)
    view.set_filter((NO_OWNER,))
    view.show_record(A4)
    view.show_day(date(2024, 4, 2))
    on_plan.do(Do.CLOSE_PLAN)
    on_plan.do(Do.OPEN_SAMPLE)
    on_plan.qtbot.waitUntil(lambda: on_plan.window.workspace is not None, timeout=5000)
    on_plan.settle()
    on_plan.do(Do.TIMELINE)
    again = on_plan.work.nav.view
    assert isinstance(again, TimelineView)
    assert (again.scale.zoom, again.model.terms, again.current_id()) == ("month", (NO_OWNER,), A4)
    assert abs(again.scale.x(date(2024, 4, 2)) - again.tree.time_width / 3) < 6  # a scroll bar apart


def test_what_was_remembered_wrongly_is_passed_over(view: TimelineView) -> None:
    view.restore({"zoom": "century", "day": "soon", "terms": ["no such word"], "current": "nobody"})
    assert (view.scale.zoom, view.model.filtered) == ("quarter", False)
    assert view.model.rowCount() == 7


def test_deeds_in_the_timeline_are_done_to_its_own_row(on_plan: Opened) -> None:
    on_plan.work.nav.plan_view.show_record(A1)
    on_plan.do(Do.TIMELINE)
    view = on_plan.work.nav.view
    assert isinstance(view, TimelineView)
    view.show_record(A4)
    on_plan.do(Do.COMPLETE)
    states = {ref: on_plan.work.hub.snapshot.by_ref(ref) for ref in ("A1", "A4")}
    assert [getattr(states[ref], "delivery", "") for ref in ("A1", "A4")] == ["in progress", "complete"]
