"""The overview leads with what changed since the last meeting, and says each recommendation in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

from support.builders import a_plan_store, an_empty_store
from support.clocks import FixedClock
from support.window import Opened
from tracker.domain.plan.records import Kind
from tracker.pictures import charts
from tracker.services.records.editing import add, set_fields
from tracker.ui.core.commands import Do
from tracker.ui.look.parts import CardButton
from tracker.ui.overview.lead import MOST_SUBJECTS
from tracker.ui.overview.overview import Overview


def shown(on_plan: Opened) -> Overview:
    on_plan.do(Do.OVERVIEW)
    view = on_plan.work.nav.view
    assert isinstance(view, Overview)
    on_plan.qtbot.waitUntil(lambda: view.counted is not None and bool(view.cards), timeout=5000)
    on_plan.settle()
    return view


def names_of(lines: Iterable[object]) -> list[str]:
    return [line.accessibleName() for line in lines if isinstance(line, CardButton)]


def written(on_plan: Opened, service: Callable[..., Any], *given: Any) -> None:
    with on_plan.session.store.begin() as uow:
        service(uow, on_plan.session.act(), *given)
    on_plan.work.hub.refresh()
    on_plan.settle()


def test_where_no_meeting_saw_the_plan_nothing_is_said_to_have_changed(on_plan: Opened) -> None:
    view = shown(on_plan)
    assert view.changes.isHidden()
    assert view.counted is not None
    assert view.counted.data.changed is None


def test_what_changed_since_the_last_meeting_comes_first(on_plan: Opened) -> None:
    on_plan.session.clock.forward(days=1)
    written(on_plan, add, Kind.MEETING, {"name": "Scrutiny", "held_on": on_plan.session.clock.today().isoformat()})
    written(on_plan, set_fields, ["A2"], {"delivery": "complete", "done": "2024-03-12"})
    view = shown(on_plan)
    assert not view.changes.isHidden()
    (line,) = [one for one in names_of(view.changes.lines) if one.startswith("1 finished")]
    assert line == "1 finished: A2  Audit thirty plans: Complete, 12 Mar 2024"
    page = view.changes.parentWidget()
    assert page is not None
    column = page.layout()
    assert column is not None
    assert column.indexOf(view.changes) < column.indexOf(view._words) < column.indexOf(view.subjects)
    tips = [made.toolTip() for made in view.cards.values()]
    assert any("last time" in tip for tip in tips)


def test_each_recommendation_stands_in_words_and_opens(on_plan: Opened) -> None:
    view = shown(on_plan)
    assert view.counted is not None
    rows = view.counted.data.subjects
    names = names_of(view.subjects.lines)
    assert len(names) == min(len(rows), MOST_SUBJECTS + 1)
    first = rows[0]
    (name,) = [one for one in names if one.startswith(f"{first.ref}, ")]
    assert name == f"{first.ref}, {first.status.word}, {first.finished} of {first.in_force} finished: {first.text}"
    asked: list[tuple[str, object]] = []
    view.list_asked.connect(lambda title, refs: asked.append((title, refs)))
    line = view.subjects.lines[names.index(name)]
    assert isinstance(line, CardButton)
    line._pressed()
    assert asked == [(first.ref, (first.ref,))]


def test_the_course_of_the_plan_is_drawn_first() -> None:
    found = charts(a_plan_store().snapshot(), FixedClock().today())
    assert found[0].title == "Planned, re-dated and actual finish"
    assert [one.title for one in found[1:]][:1] == ["Actions by status"]
    assert charts(an_empty_store().snapshot(), FixedClock().today())[0].title == "Actions by status"
