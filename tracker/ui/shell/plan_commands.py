"""What is done to an open plan from menus and keys, beyond what lists and panel do themselves."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Any

from tracker.domain.plan.records import Action, Finding, Recommendation
from tracker.services.log import undo as undoing
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records import editing
from tracker.ui.core.commands import Do

if TYPE_CHECKING:
    from tracker.ui.shell.main_window import MainWindow

SHOWN_ACTIONS = 4
"""So many references are listed in a sentence."""


def undo(window: MainWindow) -> None:
    """Takes the last change back and says what it was."""
    _step(window, undoing.undo, undoing.next_undo, window.tr("Undone: {0}"))


def redo(window: MainWindow) -> None:
    """Brings back what was undone and says what it was."""
    _step(window, undoing.redo, undoing.next_redo, window.tr("Done again: {0}"))


def _step(
    window: MainWindow,
    step: Callable[[UnitOfWork, Act], Any],
    words: Callable[[UnitOfWork, Act], str | None],
    pattern: str,
) -> None:
    was = ""

    def command(uow: UnitOfWork, act: Act) -> Any:
        nonlocal was
        was = words(uow, act) or ""
        return step(uow, act)

    window.plan.write(command, lambda _changes: window.notice.say(pattern.format(was)))


# The plan


def saved(window: MainWindow) -> None:
    """Saves what is being typed, and says that everything else is saved already."""
    view = window.work.panes.panel.view
    if view is not None:
        view.commit()
    hint = window.tr("Every change is saved as you make it. File, Backup… writes a copy of the whole plan.")
    window.notice.say(window.tr("Everything is saved."), hint=hint)


def rename(window: MainWindow) -> None:
    """Asks for another title."""

    def answered(title: str) -> None:
        window.plan.write(partial(editing.set_fields, refs=["plan"], fields={"title": title}))

    title = window.plan.snapshot.plan.title
    words = window.tr("What the plan is called, on screen and on every paper")
    window.asker.text(window, window.tr("Rename plan"), words, answered, initial=title, go=window.tr("Rename"))


def judge_at(window: MainWindow) -> None:
    """Asks for the day that dates are judged by."""

    def answered(day: date | None) -> None:
        window.plan.session.judge_at(day)
        window.work.look_again()

    question = window.tr("What is overdue, and every figure, as it was or will be on this day (empty for today)")
    title, go = window.tr("Judge dates as at another day"), window.tr("Judge as at this day")
    window.asker.day(window, title, question, answered, initial=window.plan.today, go=go, empty=True)


def act_as(window: MainWindow) -> None:
    """Asks who sits at the window: the name that changes are signed with, role and agency, and whether they lead."""
    from tracker.ui.people.who_sheet import WhoSheet

    sheet = WhoSheet(window.plan, window.theme, window.known_person(), window)
    sheet.said.connect(window.take_person)
    sheet.finished.connect(window.files.seed_accepted)
    sheet.open()


# The record in hand


def new_action(window: MainWindow) -> None:
    """Opens a row for a new action."""
    nav = window.work.nav
    if nav.place not in (Do.RECOMMENDATIONS, Do.ACTIONS) or window.work.pages.on_page:
        nav.go(Do.RECOMMENDATIONS)
    nav.plan_view.add_action()


def edit(window: MainWindow) -> None:
    """Opens the editor of the cell in hand."""
    nav = window.work.nav
    if nav.view is nav.plan_view and not nav.widened and isinstance(nav.current(), Action):
        nav.plan_view.edit_here()
    else:
        window.work.panes.brought_up().edit()


def assign(window: MainWindow) -> None:
    """Opens the owner for typing."""
    if not _opened_in_list(window, "owner"):
        window.work.panes.brought_up().assign()


def deadline(window: MainWindow) -> None:
    """Opens the due date for typing."""
    if not (window.work.nav.view.take_command(Do.DEADLINE) or _opened_in_list(window, "due")):
        window.work.panes.brought_up().ask_deadline()


def _opened_in_list(window: MainWindow, key: str) -> bool:
    nav = window.work.nav
    plan = nav.plan_view
    opened = nav.view is plan and not plan.isHidden() and isinstance(nav.current(), Action)
    if opened:
        plan.edit_cell(key)
    return opened


def update(window: MainWindow) -> None:
    """Opens the panel where an update is written."""
    if not window.work.nav.view.take_command(Do.UPDATE):
        window.work.panes.brought_up().write_update()


def attach(window: MainWindow) -> None:
    """Opens the panel where evidence is attached; where nothing in hand can have any, a sheet asks what it is for."""
    work, current = window.work, window.work.nav.current()
    if work.nav.view.take_command(Do.ATTACH):
        return
    if isinstance(current, Action | Recommendation | Finding):
        work.panes.brought_up().attach()
        return
    from tracker.ui.evidence.attach_sheet import AttachSheet

    AttachSheet(work.hub, window.asker, window.theme, current, window).open()


def attach_link(window: MainWindow) -> None:
    """Opens the panel where a link is noted."""
    window.work.panes.brought_up().attach_link()


def complete(window: MainWindow) -> None:
    """Marks what is selected as complete."""
    nav = window.work.nav
    if nav.view.take_command(Do.COMPLETE):
        return
    current = nav.current()
    refs = [action.ref for action in nav.chosen_actions()] or ([current.ref] if isinstance(current, Action) else [])
    if not refs:
        return
    said = window.tr("{0} marked complete.").format(_some(refs, SHOWN_ACTIONS))
    hint = window.tr("Add evidence (V) to show that it is done; someone else can then verify it.")
    command = partial(editing.set_fields, refs=refs, fields={"delivery": "complete"})
    window.plan.write(command, lambda _changes: window.notice.say(said, hint=hint))


def open_page(window: MainWindow) -> None:
    """Shows the page the words in hand stand on."""
    window.work.nav.open_page()


# Lists and places


def filter(window: MainWindow) -> None:  # noqa: A001 - what the command is called
    """Puts the cursor where the list is filtered."""
    nav = window.work.nav
    if not nav.view.focus_filter():
        nav.go(Do.RECOMMENDATIONS)
        nav.view.focus_filter()


def clear_filters(window: MainWindow) -> None:
    """Lists everything again."""
    window.work.nav.view.clear_filters()


def filter_by(window: MainWindow) -> None:
    """Opens the menu of values to filter by."""
    nav = window.work.nav
    if nav.view is not nav.plan_view:
        nav.go(Do.RECOMMENDATIONS)
    nav.plan_view.by_value.open_menu()


def choose_columns(window: MainWindow) -> None:
    """Asks which columns the list in hand shows; where no list is in hand, the plan list."""
    from tracker.ui.lists.columns_sheet import ColumnsSheet
    from tracker.ui.lists.list_place import ListPlace

    nav = window.work.nav
    if not isinstance(nav.view, ListPlace):
        nav.go(Do.RECOMMENDATIONS)
    view = nav.view
    assert isinstance(view, ListPlace)
    ColumnsSheet(view.tree, window.theme, window).open()


def search(window: MainWindow) -> None:
    """Shows the search, or puts the cursor into its line."""
    window.work.pages.show_search()


def back(window: MainWindow) -> None:
    """Goes where the window was before."""
    window.work.nav.step_back()


def forth(window: MainWindow) -> None:
    """Goes where the window was before going back."""
    window.work.nav.step_forth()


def _some(names: list[str], most: int) -> str:
    return ", ".join(names[:most]) + ("…" if len(names) > most else "")
