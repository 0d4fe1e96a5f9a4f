"""A plan of many actions: every row has its place at once, groups are folded, and chips are counted elsewhere."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from support.builders import an_action, an_id
from support.clocks import an_act
from support.gateway import FakeGateway, FakeSession, ScriptedAsker
from tracker.domain.plan.records import Kind
from tracker.services.records import editing
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Jobs
from tracker.ui.filters.chips import NO_OWNER
from tracker.ui.lists import record_tree, rows
from tracker.ui.look.theme import Theme
from tracker.ui.plan_list import chip_counts
from tracker.ui.plan_list.plan_view import PlanView

A1 = an_id(501)


@pytest.fixture(autouse=True)
def few_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is "many" in these tests is a handful."""
    monkeypatch.setattr(rows, "STEPWISE", 4)
    monkeypatch.setattr(record_tree, "OPEN_AT_MOST", 8)
    monkeypatch.setattr(chip_counts, "AT_ONCE", 3)


@pytest.fixture
def session(gateway: FakeGateway) -> FakeSession:
    """The plan in mid-life with nine more actions."""
    made = gateway.create_sample()
    for number in range(9):
        fields = {"title": f"Step {'abcdefghi'[number] * 3}", "for": "R5", "due": f"2024-0{number % 9 + 1}-10"}
        with made.store.begin() as uow:
            editing.add(uow, an_act(), Kind.ACTION, fields)
    return made


@pytest.fixture
def view(hub: Hub, asker: ScriptedAsker, theme: Theme, qtbot: QtBot, jobs: Jobs) -> Iterator[PlanView]:
    made = PlanView(hub, asker, theme)
    made.resize(1200, 300)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)
    yield made
    qtbot.waitUntil(lambda: not jobs.busy, timeout=5000)


def test_the_scroll_bar_of_a_flat_list_tells_how_long_it_is(view: PlanView, qtbot: QtBot) -> None:
    view.flat.setChecked(True)
    QApplication.processEvents()
    tree, last = view.tree, view.model.listed()[-1]
    assert view.model.rowCount() == view.model.count() == 14
    high = tree.visualRect(view.model.index(0, 0)).height()
    assert tree.verticalScrollBar().maximum() == 14 * high - tree.viewport().height()
    tree.setFocus()
    qtbot.keyClick(tree, Qt.Key.Key_Down)
    qtbot.keyClick(tree, Qt.Key.Key_End)
    assert tree.current_id() == last


def test_rows_are_worked_out_as_they_are_shown(hub: Hub, asker: ScriptedAsker, theme: Theme, qtbot: QtBot) -> None:
    many = [(Kind.ACTION, an_id(9000 + n), an_action(4000 + n, title=f"Step {n}")) for n in range(3000)]
    hub.snapshot = hub.snapshot.with_records([(kind, one.id, one) for kind, _id, one in many], 99, "head")
    made = PlanView(hub, asker, theme)
    made.resize(1200, 400)
    qtbot.addWidget(made)
    asked: list[object] = []
    told = made.model.cell
    made.model.cell = lambda record_id, at: (asked.append(record_id), told(record_id, at))[1]  # type: ignore[method-assign]
    with qtbot.waitExposed(made):
        made.show()
    made.flat.setChecked(True)
    QApplication.processEvents()
    assert made.model.rowCount() > 3000
    made.tree.setFocus()
    qtbot.keyClick(made.tree, Qt.Key.Key_End)
    made.grab()
    assert 0 < len(set(asked)) < 60
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)


def test_all_rows_can_be_selected_and_stay_so(view: PlanView, hub: Hub, qtbot: QtBot) -> None:
    view.flat.setChecked(True)
    view.tree.selectAll()
    everything = view.model.listed()
    assert view.tree.selected_ids() == everything
    view.model.sort(view.model.column_of("due"), Qt.SortOrder.DescendingOrder)
    assert view.tree.selected_ids() == view.model.listed() != everything
    view.model.refilter()
    assert view.tree.selected_ids() == view.model.listed()


def test_one_new_row_is_put_in_without_laying_the_list_out_anew(view: PlanView, hub: Hub, qtbot: QtBot) -> None:
    view.flat.setChecked(True)
    resets: list[bool] = []
    view.model.modelReset.connect(lambda: resets.append(True))
    hub.write(lambda uow, act: editing.add(uow, act, Kind.ACTION, {"title": "One more", "for": "R5"}))
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    assert (resets, view.model.rowCount()) == ([], 15)


def test_a_record_further_down_is_brought_into_view(view: PlanView) -> None:
    view.flat.setChecked(True)
    last = view.model.listed()[-1]
    assert view.show_record(last)
    assert view.tree.current_id() == last


def test_groups_are_folded_until_one_is_opened(view: PlanView, hub: Hub, qtbot: QtBot) -> None:
    tree, model = view.tree, view.model
    first = model.index(0, 0)
    assert not tree.isExpanded(first)
    tree.expand(first)
    hub.write(lambda uow, act: editing.set_fields(uow, act, ["A1"], {"title": "Another title"}))
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    assert tree.isExpanded(model.index(0, 0))
    assert not tree.isExpanded(model.index(1, 0))
    tree.collapse(model.index(0, 0))
    model.refilter()
    assert not tree.isExpanded(model.index(0, 0))


def test_words_that_leave_few_rows_open_the_groups(view: PlanView) -> None:
    view.set_filter((), "template")
    assert view.model.rows < 8
    assert view.tree.isExpanded(view.model.index(0, 0))


def test_one_more_letter_looks_through_what_was_found(view: PlanView) -> None:
    view.flat.setChecked(True)
    found = {}
    for text in ("s", "st", "ste", "step", "step hhh", "step", "audit"):
        view.set_filter((), text)
        found[text] = view.model.count()
    assert found["step"] == 9
    assert found["step hhh"] == 1
    assert found["s"] >= found["st"] >= found["ste"] >= 9
    assert 0 < found["audit"] < 9


def test_letters_that_are_taken_back_find_what_they_found_and_what_was_written_since(
    view: PlanView, hub: Hub, qtbot: QtBot
) -> None:
    def listed(text: str) -> list[object]:
        view.set_filter((), text)
        return list(view.model.listed())

    def anew(text: str) -> list[object]:
        listed("")
        return listed(text)

    typed = ("s", "st", "step", "step h", "step", "st", "audit st", "st audit", "audit", "a", "st")
    for grouped in (True, False):
        (view.grouped if grouped else view.flat).setChecked(True)
        assert [listed(text) for text in typed] == [anew(text) for text in typed]
    before = listed("st")
    hub.write(lambda uow, act: editing.set_fields(uow, act, ["A6"], {"title": "Nothing of it", "description": ""}))
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    assert len(view.model.listed()) == len(before) - 1
    assert list(view.model.listed()) == anew("st")


def test_chips_are_counted_elsewhere_and_agree_with_the_list(view: PlanView, hub: Hub, qtbot: QtBot) -> None:
    def count(term: str) -> int:
        return int(view.chips.button(term).text().split()[-1])

    before = count(NO_OWNER)
    assert before >= 9
    hub.write(lambda uow, act: editing.set_fields(uow, act, ["A6", "A7"], {"owner": "Analyst"}))
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    assert count(NO_OWNER) == before - 2
    hub.write(lambda uow, act: editing.set_fields(uow, act, ["plan"], {"quiet_weeks": "1"}))
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    view.flat.setChecked(True)
    for term in (NO_OWNER, "overdue", "gone quiet"):
        view.set_filter((term,))
        assert view.model.count() == count(term)


def test_an_edit_in_a_long_list_keeps_the_place(view: PlanView, hub: Hub, qtbot: QtBot) -> None:
    view.flat.setChecked(True)
    view.show_record(view.model.listed()[-1])
    kept = view.tree.current_id()
    hub.write(lambda uow, act: editing.add(uow, act, Kind.ACTION, {"title": "One more", "for": "R5"}))
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    assert view.tree.current_id() == kept
    assert view.model.count() == 15


def test_a_name_that_changes_changes_the_rows_that_show_it(view: PlanView, hub: Hub, qtbot: QtBot) -> None:
    owner = hub.snapshot.get(hub.snapshot.get(A1).owner)
    column = view.model.column_of("owner")
    assert owner.name in view.model.cells(A1)[column].text
    hub.write(lambda uow, act: editing.set_fields(uow, act, [owner.ref], {"name": "Head of Analysis"}))
    qtbot.waitUntil(lambda: not hub.jobs.busy, timeout=5000)
    assert "Head of Analysis" in view.model.cells(A1)[column].text
    view.set_filter((), "head of analysis")
    assert A1 in view.model.listed()


def test_letters_typed_in_the_list_go_to_the_next_row_that_begins_so(view: PlanView, qtbot: QtBot) -> None:
    view.flat.setChecked(True)
    tree, model = view.tree, view.model
    tree.setFocus()

    def typed(key: str, letters: str) -> str:
        tree.keyboardSearch("")  # what was typed before is forgotten
        tree.setCurrentIndex(model.index(0, model.column_of(key)))
        for letter in letters:
            tree.keyboardSearch(letter)
        return str(model.index(tree.currentIndex().row(), 0).data())

    assert typed("title", "audit") == "A2"
    assert typed("title", "step fff") == "A11"
    assert typed("ref", "a14") == "A14"
    assert typed("due", "10 jun") == "A11"
    assert typed("title", "zzz") == "A1"
