"""Filtering by click and by keyboard, and views that are kept under a name."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from support.gateway import ScriptedAsker
from support.window import Opened
from tracker.domain.lists.facets import FACETS, facets
from tracker.domain.plan.records import Kind
from tracker.services.records.editing import add, set_fields
from tracker.settings import Settings
from tracker.ui.core.commands import Do
from tracker.ui.filters.chips import SLIPPED_TWICE
from tracker.ui.lists.list_out import outline_of
from tracker.ui.plan_list.clipboard import rows_of
from tracker.ui.shell.kept_views import KeptViews


def press(on_plan: Opened, menu: QMenu, *words: str) -> None:
    """Goes down a menu by the beginnings of its entries and triggers the last."""
    here: QMenu | None = menu
    for word in words:
        assert here is not None
        action = next(one for one in here.actions() if one.text().startswith(word))
        here = action.menu() if isinstance(action.menu(), QMenu) else None
    action.trigger()
    menu.deleteLater()
    on_plan.settle()


def test_every_value_finds_what_it_counts(on_plan: Opened) -> None:
    plan = on_plan.work.nav.plan_view
    plan.flat.setChecked(True)
    for field in FACETS:
        for value, count in facets(on_plan.work.hub.snapshot, field):
            plan.set_filter((f'{field}="{value}"',))
            assert plan.model.count() == count, (field, value)


def test_values_of_one_field_are_alternatives_and_fields_combine(on_plan: Opened) -> None:
    plan = on_plan.work.nav.plan_view
    plan.flat.setChecked(True)
    (first, one), (second, other), *_ = facets(on_plan.work.hub.snapshot, "agency")
    press(on_plan, plan.by_value.menu_of_fields(), "Agency", first)
    assert plan.model.count() == one
    assert plan.by_value.text() == f"Agency: {first}  ▾"
    press(on_plan, plan.by_value.menu_of_fields(), "Agency", second)
    assert plan.model.count() == one + other
    assert "+1" in plan.by_value.text()
    plan.chips.choose(("overdue",))
    assert plan.model.count() <= one + other
    assert set(plan.model.terms) == {"overdue", f'agency="{first}"|"{second}"'}
    press(on_plan, plan.by_value.menu_of_fields(), "All actions")
    assert plan.model.terms == ("overdue",)
    plan.clear_filters()
    assert plan.by_value.text() == "Filter by  ▾"


def test_a_kept_view_comes_back_by_name(on_plan: Opened, asker: ScriptedAsker, settings: Settings) -> None:
    work = on_plan.work
    plan = work.nav.plan_view
    agency = facets(work.hub.snapshot, "agency")[0][0]
    plan.set_filter(("overdue", f'agency="{agency}"'), "plan")
    asker.answers.append("For the board")
    on_plan.do(Do.SAVE_VIEW)
    plan.clear_filters()
    views = work.findChild(KeptViews)
    assert views is not None
    assert list(views.kept()) == ["For the board"]
    press(on_plan, views.menu(), "For the board")
    assert set(plan.model.terms) == {"overdue", f'agency="{agency}"'}
    assert plan.search.text() == "plan"
    press(on_plan, views.menu(), "Remove a view", "For the board")
    assert views.kept() == {}
    press(on_plan, views.menu(), "Slipped twice")
    assert plan.model.terms == (SLIPPED_TWICE,)


def test_the_menus_open_by_key(on_plan: Opened) -> None:
    on_plan.do(Do.OVERVIEW)
    on_plan.do(Do.FILTER_BY)
    menus = [one for one in on_plan.work.nav.plan_view.by_value.findChildren(QMenu) if one.isVisible()]
    assert menus
    assert menus[0].activeAction().text() == "Agency"
    menus[0].close()
    on_plan.do(Do.VIEWS)
    shown = [one for one in on_plan.window.findChildren(QMenu) if one.isVisible()]
    assert [action.text() for action in shown[0].actions()][:1] == ["Overdue"]
    shown[0].close()


def test_the_palette_lists_kept_views_and_opens_them(on_plan: Opened, asker: ScriptedAsker) -> None:
    work, window, plan = on_plan.work, on_plan.window, on_plan.work.nav.plan_view
    plan.set_filter(("overdue",), "thirty")
    asker.answers.append("For the board")
    on_plan.do(Do.SAVE_VIEW)
    plan.clear_filters()
    on_plan.do(Do.OVERVIEW)
    window.open_palette()
    palette = window.palette_list
    assert palette is not None
    on_plan.qtbot.keyClicks(palette.line, "board")
    listed = [find.words for find in palette.model.found]
    assert listed[0] == "View: For the board"
    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    on_plan.settle()
    assert work.nav.place is Do.RECOMMENDATIONS
    assert (plan.model.terms, plan.search.text()) == (("overdue",), "thirty")
    window.open_palette()
    on_plan.qtbot.keyClicks(palette.line, "view: slip")
    on_plan.qtbot.keyClick(palette.line, Qt.Key.Key_Return)
    on_plan.settle()
    assert (work.nav.place, plan.model.terms) == (Do.ACTIONS, (SLIPPED_TWICE,))


def test_recommendations_are_grouped_by_theme_and_stay_so(on_plan: Opened) -> None:
    plan, hub = on_plan.work.nav.plan_view, on_plan.work.hub
    first, second = (one.ref for one in hub.snapshot.recommendations[:2])
    hub.write(lambda uow, act: set_fields(uow, act, [first], {"theme": "Voice"}))
    hub.write(lambda uow, act: set_fields(uow, act, [second], {"theme": "Help"}))
    on_plan.settle()
    plan.flat.setChecked(True)
    press(on_plan, plan.by_value.menu_of_fields(), "Group", "Theme")
    assert plan.model.grouped
    assert [hub.snapshot.get(group).ref for group in plan.model.groups()][:2] == [second, first]
    kept = plan.state()
    press(on_plan, plan.by_value.menu_of_fields(), "Group", "The report")
    assert [hub.snapshot.get(group).ref for group in plan.model.groups()][:2] == [first, second]
    plan.restore(kept)
    assert plan.model.by == plan.by_value.by == "theme"


def test_groups_have_headings_that_keys_and_copies_pass_over(on_plan: Opened) -> None:
    plan, hub = on_plan.work.nav.plan_view, on_plan.work.hub
    tree, model = plan.tree, plan.model
    first, second = (one.ref for one in hub.snapshot.recommendations[:2])
    hub.write(lambda uow, act: set_fields(uow, act, [first], {"theme": "Voice"}))
    hub.write(lambda uow, act: set_fields(uow, act, [second], {"theme": "Help"}))
    hub.write(lambda uow, act: add(uow, act, Kind.ACTION, {"title": "For nothing asked"}))
    on_plan.settle()
    counted, listed = model.count(), set(model.listed())
    plan.group_by("theme")
    on_plan.settle()
    title = model.column_of("title")
    rows = [model.index(row, 0) for row in range(model.rowCount())]
    headings = [row for row in rows if not row.flags() & Qt.ItemFlag.ItemIsEnabled]
    said = [row.siblingAtColumn(title).data() for row in headings]
    assert said == ["Theme: Help", "Theme: Voice", "No theme", "For no recommendation"]
    assert headings[0].data(Qt.ItemDataRole.AccessibleTextRole) == "Theme: Help"
    assert (model.count(), set(model.listed())) == (counted, listed)
    assert model.first_row().row() == 1
    tree.setFocus()
    on_plan.qtbot.keyClick(tree, Qt.Key.Key_Home)
    assert plan.current_id() == model.groups()[0]
    on_plan.qtbot.keyClick(tree, Qt.Key.Key_Left)
    on_plan.qtbot.keyClick(tree, Qt.Key.Key_Down)
    assert plan.current_id() == model.groups()[1]
    tree.selectAll()
    assert not set(said) & {words for row in rows_of(tree) for words in row}
    assert not any(one is None for one in map(hub.snapshot.get, tree.selected_ids()))
    assert tree.gap_at(tree.visualRect(headings[1]).center()) is None
    assert not any("Theme" in str(row) for row in outline_of(tree, "List").table(hub.snapshot).rows)
    hub.write(lambda uow, act: set_fields(uow, act, [first], {"theme": "Data"}))
    on_plan.settle()
    assert model.index(0, title).data() == "Theme: Data"
    assert not model.index(0, title).flags() & Qt.ItemFlag.ItemIsEnabled
