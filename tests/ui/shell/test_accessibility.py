"""Everything that can be reached by keyboard has a name, every action a text, a tip and a key, and nothing leaks."""

import weakref

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractScrollArea, QApplication, QCalendarWidget, QWidget

from support.builders import an_id
from support.window import Opened
from tracker.paths import resource
from tracker.ui.core.commands import MENUS, Do
from tracker.ui.shell.side_bar import PLACES


def nameless(root: QWidget) -> list[str]:
    """The focusable widgets on show that have no accessible name."""
    found = []
    for widget in root.findChildren(QWidget):
        inner = isinstance(widget.parentWidget(), QAbstractScrollArea | QCalendarWidget)
        handed_on = widget.focusProxy() is not None
        if not widget.isVisible() or widget.focusPolicy() is Qt.FocusPolicy.NoFocus or inner or handed_on:
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        if face is not None and not face.text(QAccessible.Text.Name).strip():
            chain = f"{type(widget.parentWidget()).__name__} > {type(widget).__name__} {widget.objectName()}"
            found.append(chain)
    return found


def test_the_start_screen_is_named(window: Opened) -> None:
    assert nameless(window.window) == []


def test_every_place_is_named(on_plan: Opened) -> None:
    for place in PLACES:
        on_plan.do(place)
        if place in (Do.RECOMMENDATIONS, Do.ACTIONS):
            on_plan.work.nav.plan_view.show_record(an_id(501))
            on_plan.settle()
        assert nameless(on_plan.window) == [], place


def test_editors_in_the_list_are_named(on_plan: Opened) -> None:
    plan = on_plan.work.nav.plan_view
    for key in ("title", "owner", "due", "status"):
        plan.tree.edit_cell(an_id(504), key)
        assert nameless(plan) == [], key
        plan.tree.setFocus()
        QApplication.processEvents()
    on_plan.settle()


def test_rows_are_read_as_sentences(on_plan: Opened) -> None:
    tree = on_plan.work.nav.plan_view.tree
    face = QAccessible.queryAccessibleInterface(tree)
    assert face is not None
    said = [face.child(n).text(QAccessible.Text.Name) for n in range(face.childCount())]
    assert any("A2" in words and "Status Overdue" in words for words in said if words)


@pytest.mark.parametrize("do", Do)
def test_every_action_has_words_a_tip_a_key_and_a_place_in_a_menu(do: Do) -> None:
    spec = do.spec
    assert spec.text
    assert spec.tip
    assert spec.keys, "a key that works whatever the letters setting says"
    assert any(do in items for _title, items in MENUS)
    assert not spec.icon or resource("icons", f"{spec.icon}.svg").is_file()


def test_every_menu_stands_once() -> None:
    titles = [title for title, _items in MENUS]
    assert len(titles) == len(set(titles))


def test_every_action_names_what_does_it(on_plan: Opened) -> None:
    assert all(callable(on_plan.window.handler_of(do)) for do in Do if not do.is_place)
    assert all(not do.spec.run for do in Do if do.is_place)


def test_no_key_means_two_things() -> None:
    keys = [key for do in Do for key in do.spec.shown_keys(True)]
    assert len(keys) == len(set(keys))


def test_tips_carry_the_key(on_plan: Opened) -> None:
    assert on_plan.window.actions_table[Do.NEW_ACTION].toolTip().endswith("(N)")
    on_plan.window.actions_table.use_letters(False)
    assert on_plan.window.actions_table[Do.NEW_ACTION].toolTip().endswith("(Ctrl+N)")


def test_a_closed_plan_leaves_nothing_behind(on_plan: Opened) -> None:
    for place in PLACES:
        on_plan.do(place)
    work = weakref.ref(on_plan.work)
    views = [weakref.ref(view) for view in on_plan.work.nav._views.values()]
    hub = weakref.ref(on_plan.window.hub)
    on_plan.do(Do.CLOSE_PLAN)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    QApplication.processEvents()
    import gc

    gc.collect()
    assert [one() for one in (work, hub, *views)] == [None] * (2 + len(views))
