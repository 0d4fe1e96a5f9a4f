"""What is done to an open plan from menus and keys, beyond what lists and panel do themselves."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from tracker.domain.dates import dates
from tracker.domain.log.changes import Changes
from tracker.domain.people.people import is_active
from tracker.domain.plan.records import Action
from tracker.errors import UserError
from tracker.services.dates import agree
from tracker.services.log import undo
from tracker.services.ports import Act, UnitOfWork
from tracker.services.records import editing
from tracker.ui.core.commands import Do
from tracker.ui.core.dialogs import Asker
from tracker.ui.core.hub import Hub
from tracker.ui.core.notice import NoticeStrip
from tracker.ui.golden_thread.thread_commands import ThreadDeeds
from tracker.ui.people.people_commands import PeopleCommands
from tracker.ui.plan_list.bulk_commands import TogetherDeeds
from tracker.ui.plan_list.kept_views import ViewDeeds
from tracker.ui.plan_list.plan_edits import Setting
from tracker.ui.questions.question_commands import QuestionCommands
from tracker.ui.record.date_commands import DateCommands
from tracker.ui.record.state_commands import StateCommands
from tracker.ui.rounds.round_commands import RoundCommands
from tracker.ui.shell.workspace import Workspace


class PlanDeeds(QObject):
    """`table` says which function does which Do."""

    def __init__(self, workspace: Workspace, asker: Asker, notice: NoticeStrip, parent: QWidget) -> None:
        super().__init__(workspace)
        self._work, self._asker, self._notice, self._window = workspace, asker, notice, parent
        self.table: dict[Do, Callable[[], object]] = {
            Do.UNDO: self.undo,
            Do.REDO: self.redo,
            Do.RENAME: self.rename,
            Do.AGREE: self.agree,
            Do.AS_AT: self.judge_at,
            Do.ACT_AS: self.act_as,
            Do.NEW_ACTION: self.new_action,
            Do.EDIT: self.edit,
            Do.ASSIGN: self.assign,
            Do.DEADLINE: self.deadline,
            Do.UPDATE: self.update,
            Do.ATTACH: self.attach,
            Do.ATTACH_LINK: self.attach_link,
            Do.COMPLETE: self.complete,
            Do.OPEN_PAGE: workspace.open_page,
            Do.FILTER: self.filter,
            Do.CLEAR_FILTERS: self.clear_filters,
            Do.BACK: workspace.step_back,
            Do.FORTH: workspace.step_forth,
        }
        self.table |= QuestionCommands(workspace, notice, parent).table
        self.views = ViewDeeds(workspace, asker, notice, parent)
        self.table |= self.views.table
        self.table |= RoundCommands(workspace, asker, notice, parent).table
        self.table |= StateCommands(workspace, asker, notice, parent).table
        self.table |= DateCommands(workspace, asker, notice, parent).table
        self.table |= ThreadDeeds(workspace, asker, notice, parent).table
        self.table |= TogetherDeeds(workspace, asker, notice, parent).table
        self.table |= PeopleCommands(workspace, notice, parent).table

    @property
    def _hub(self) -> Hub:
        return self._work.hub

    # Undo

    def undo(self) -> None:
        """Takes the last change back and says what it was."""
        step = Stepping(undo.undo, undo.next_undo)
        self._hub.write(step, _Saying(self._notice, self.tr("Undone: {0}"), step).say)

    def redo(self) -> None:
        """Brings back what was undone and says what it was."""
        step = Stepping(undo.redo, undo.next_redo)
        self._hub.write(step, _Saying(self._notice, self.tr("Done again: {0}"), step).say)

    # The plan

    def rename(self) -> None:
        """Asks for another title."""

        def answered(title: str) -> None:
            self._hub.write(PlanSetting({"title": title}))

        self._asker.text(
            self._window, self.tr("Rename plan"), self.tr("Title:"), answered, initial=self._hub.snapshot.plan.title
        )

    def agree(self) -> None:
        """Asks, and fixes the original dates."""
        plan = self._hub.snapshot.plan
        if plan.agreed is not None:
            said = self.tr("This plan was agreed on {0} by {1}.").format(dates.show(plan.agreed), plan.agreed_by or "")
            self._notice.say(
                said, hint=self.tr("New actions are fixed as they are added; deadlines move by extension.")
            )
            return
        undated = sum(action.due is None for action in self._hub.snapshot.actions)
        question = self.tr(
            "Agreeing fixes every due date as its original date, for ever. From then on a deadline moves only when "
            "someone else approves a new one. This is not undone, only withdrawn on the record."
        )
        if undated:
            question += "\n\n" + self.tr("{0} of {1} actions have no date yet.").format(
                undated, len(self._hub.snapshot.actions)
            )
        yes = self.tr("Agree the plan")

        def answered(_choice: str) -> None:
            self._hub.write(_agreeing, self._agreed)

        self._asker.choose(self._window, yes, question, [yes], answered)

    def _agreed(self, _changes: Changes) -> None:
        self._notice.say(self.tr("The plan is agreed. Its original dates are fixed."))

    def judge_at(self) -> None:
        """Asks for the day that dates are judged by."""

        def answered(said: str) -> None:
            try:
                day = dates.parse(said) if said.strip() else None
            except UserError as error:
                self._notice.fail(error)
                return
            self._hub.session.judge_at(day)
            self._work.look_again()

        self._asker.text(
            self._window,
            self.tr("As-at date"),
            self.tr("Judge overdue and figures as at (empty for today):"),
            answered,
            initial=dates.show(self._hub.today),
        )

    def act_as(self) -> None:
        """Asks for the name that changes are signed with."""

        def answered(name: str) -> None:
            if name.strip():
                self._hub.session.act_as(name.strip())
                self._work.look_again()

        people = [p.name for p in self._hub.snapshot.people if is_active(p, self._hub.today)]
        label = self.tr("Your name, as the people register has it. It signs your changes; it is not a lock.")
        if people:
            label += "\n" + self.tr("In the register: {0}").format(
                ", ".join(people[:8]) + ("…" if len(people) > 8 else "")
            )
        self._asker.text(self._window, self.tr("Who you are"), label, answered, initial=self._hub.who)

    # The record in hand

    def new_action(self) -> None:
        """Opens a row for a new action."""
        if self._work.place not in (Do.RECOMMENDATIONS, Do.ACTIONS) or self._work.on_page:
            self._work.go(Do.RECOMMENDATIONS)
        self._work.plan_view.add_action()

    def _in_list(self, key: str) -> bool:
        view = self._work.view
        plan = self._work.plan_view
        if view is plan and not self._work.on_page and not plan.isHidden() and isinstance(self._work.current(), Action):
            plan.edit_cell(key)
            return True
        return False

    def edit(self) -> None:
        """Opens the editor of the cell in hand."""
        in_list = self._work.view is self._work.plan_view and not self._work.widened
        if in_list and isinstance(self._work.current(), Action):
            self._work.plan_view.edit_here()
        elif self._panel() is not None:
            self._panel().edit()

    def assign(self) -> None:
        """Opens the owner for typing."""
        if not self._in_list("owner") and self._panel() is not None:
            self._panel().assign()

    def deadline(self) -> None:
        """Opens the due date for typing."""
        if not self._in_list("due") and self._panel() is not None:
            self._panel().ask_deadline()

    def update(self) -> None:
        """Opens the panel where an update is written."""
        if self._panel() is not None:
            self._panel().write_update()

    def attach(self) -> None:
        """Opens the panel where evidence is attached."""
        if self._panel() is not None:
            self._panel().attach()

    def attach_link(self) -> None:
        """Opens the panel where a link is noted."""
        panel = self._panel()
        if panel is not None:
            getattr(panel, "attach_link", panel.attach)()

    def complete(self) -> None:
        """Marks what is selected as complete."""
        current = self._work.current()
        own = [current.ref] if isinstance(current, Action) else []
        plan = self._work.plan_view
        chosen = plan.selected_actions() if self._work.view is plan else []
        refs = [action.ref for action in chosen] or own
        if refs:
            self._hub.write(Setting(refs, {"delivery": "complete"}), _Completed(self._notice, refs, self).say)

    def _panel(self) -> Any:
        """The side panel, brought up with the record in hand."""
        if not self._work.panel_shown:
            self._work.show_panel(True)
        self._work.show_in_panel()
        return self._work.panel

    # Lists

    def filter(self) -> None:
        """Puts the cursor where the list is filtered."""
        focus = getattr(self._work.view, "focus_filter", None)
        if focus is None:
            self._work.go(Do.RECOMMENDATIONS)
            focus = self._work.plan_view.focus_filter
        focus()

    def clear_filters(self) -> None:
        """Lists everything again."""
        clear = getattr(self._work.view, "clear_filters", None)
        if clear is not None:
            clear()


def _agreeing(uow: UnitOfWork, act: Act) -> Any:
    return agree.agree(uow, act)


class PlanSetting:
    """A command that sets fields of the plan itself."""

    def __init__(self, fields: dict[str, Any]) -> None:
        self.fields = fields

    def __call__(self, uow: UnitOfWork, act: Act) -> Any:
        """Runs it."""
        return editing.set_fields(uow, act, ["plan"], self.fields)


class Stepping:
    """A command that undoes or redoes, and keeps in words what it was."""

    def __init__(self, step: Callable[[UnitOfWork, Act], Any], words: Callable[[UnitOfWork, Act], str | None]) -> None:
        self._step, self._words = step, words
        self.said = ""

    def __call__(self, uow: UnitOfWork, act: Act) -> Any:
        """Runs it."""
        self.said = self._words(uow, act) or ""
        return self._step(uow, act)


class _Saying:
    def __init__(self, notice: NoticeStrip, pattern: str, step: Stepping) -> None:
        self.notice, self.pattern, self.step = notice, pattern, step

    def say(self, _changes: Changes) -> None:
        self.notice.say(self.pattern.format(self.step.said))


class _Completed:
    def __init__(self, notice: NoticeStrip, refs: list[str], deeds: QObject) -> None:
        self.notice, self.refs, self.deeds = notice, refs, deeds

    def say(self, _changes: Changes) -> None:
        named = ", ".join(self.refs[:4]) + ("…" if len(self.refs) > 4 else "")
        hint = self.deeds.tr("Add evidence (V) to show that it is done; someone else can then verify it.")
        self.notice.say(self.deeds.tr("{0} marked complete.").format(named), hint=hint)
