"""Every dialog of the program with how it is opened, so that what is looked at of one is looked at of all."""

import importlib
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any

from PySide6.QtWidgets import QDialog

import tracker.ui
from support.window import Opened
from tracker.domain.plan.fields import PaperTemplate
from tracker.domain.plan.records import Kind
from tracker.services.meetings import questions
from tracker.services.records.editing import set_fields
from tracker.ui.copies.copies_sheet import CopiesSheet
from tracker.ui.core.commands import Do
from tracker.ui.core.crash_window import CrashWindow
from tracker.ui.core.file_dialogs import PlainFileDialog
from tracker.ui.core.questions import ChoiceQuestion, DayQuestion, SecretQuestion, WordsQuestion
from tracker.ui.evidence.attach_sheet import AttachSheet
from tracker.ui.guard.identifier_sheet import IdentifierSheet
from tracker.ui.lists.columns_sheet import ColumnsSheet
from tracker.ui.papers.left_out import LeftOutList
from tracker.ui.papers.pack_sheet import PackSheet
from tracker.ui.papers.report_sheet import ReportSheet
from tracker.ui.papers.template_sheet import TemplateSheet
from tracker.ui.people.hand_over_sheet import HandOverSheet
from tracker.ui.people.who_sheet import WhoSheet
from tracker.ui.plan_list.bulk_sheet import TogetherSheet
from tracker.ui.plan_list.paste_sheet import PasteSheet
from tracker.ui.plan_rules.agree_sheet import AgreeSheet
from tracker.ui.plan_rules.key_dialog import KeyDialog
from tracker.ui.plan_rules.periods_sheet import PeriodsSheet
from tracker.ui.plan_rules.rules_dialog import RulesDialog
from tracker.ui.questions.question_sheets import AnswerSheet, AskSheet, ContentSheet, ReopenSheet
from tracker.ui.record.closing_sheet import ClosingSheet
from tracker.ui.record.erase_sheet import EraseSheet
from tracker.ui.record.type_in_sheet import TypeInSheet
from tracker.ui.returns.send_sheet import SendSheet
from tracker.ui.shell.help import HelpWindow
from tracker.ui.statement.received_sheet import ReceivedSheet
from tracker.ui.statement.statement_view import StatementWindow

Opener = Callable[[Opened], object]
BY_COMMAND: Mapping[Do, type[QDialog]] = {
    Do.KEY: KeyDialog, Do.RULES: RulesDialog, Do.CLOSE_ACTION: ClosingSheet, Do.COLUMNS: ColumnsSheet,
    Do.STATEMENT: StatementWindow, Do.PERIOD: PeriodsSheet, Do.QUESTION: AskSheet, Do.HAND_OVER: HandOverSheet,
    Do.EDIT_MANY: TogetherSheet, Do.HELP: HelpWindow, Do.KEYS: HelpWindow, Do.ABOUT: HelpWindow, Do.AGREE: AgreeSheet,
    Do.ACT_AS: WhoSheet, Do.COPIES: CopiesSheet, Do.ERASE: EraseSheet, Do.NEW_RECOMMENDATION: TypeInSheet,
    Do.NEW_FINDING: TypeInSheet, Do.SEND_WORKBOOKS: SendSheet, Do.ANSWER: AnswerSheet, Do.CONTENT: ContentSheet,
    Do.REOPEN: ReopenSheet, Do.REPORT: ReportSheet, Do.EVIDENCE_PACK: PackSheet, Do.IDENTIFIERS: IdentifierSheet,
}  # fmt: skip
"""The dialogs that a command opens."""


def _paste(opened: Opened) -> None:
    block = [
        ["Title", "Owner", "Due"],
        ["Agree a protocol for missing children", "Head of Early Help", "1/2/2027"],
    ]
    PasteSheet(opened.work.hub, opened.window.theme, block, None, opened.window).open()


def _received(opened: Opened) -> None:
    (inspection,) = opened.work.hub.snapshot.of(Kind.INSPECTION)
    ReceivedSheet(opened.work.hub, opened.window.theme, inspection, opened.window).open()


def _attach(opened: Opened) -> None:
    AttachSheet(opened.work.hub, opened.window.asker, opened.window.theme, None, opened.window).open()


def _template(opened: Opened) -> None:
    TemplateSheet(opened.window.context(), PaperTemplate("", "board"), opened.window).open()


def _left_out(opened: Opened) -> None:
    LeftOutList(opened.work.hub, opened.window.theme, 5, opened.window).open()


def _crash(opened: Opened) -> None:
    made = CrashWindow(opened.window)
    made.details.setPlainText("Traceback (most recent call last):\n" + "  in a line of the program\n" * 40)
    made.show()


def _asking(kind: type[QDialog], *asked: Any, **more: Any) -> Opener:
    words = "Why is it sent back? Whoever added it reads this."

    def opener(opened: Opened) -> None:
        made = kind(opened.window.theme, "Send the evidence back", words, *asked, parent=opened.window, **more)
        made.open()

    return opener


def _nothing(_answer: object) -> None:
    """Takes an answer."""


OTHERS: Mapping[type[QDialog], Opener] = {
    PasteSheet: _paste, ReceivedSheet: _received, AttachSheet: _attach, TemplateSheet: _template,
    LeftOutList: _left_out, CrashWindow: _crash, WordsQuestion: _asking(WordsQuestion, _nothing, lines=True),
    SecretQuestion: _asking(SecretQuestion, _nothing),
    DayQuestion: _asking(DayQuestion, _nothing, initial=date(2026, 12, 1)),
    ChoiceQuestion: _asking(ChoiceQuestion, ("Save it as it is", "Leave it out", "Ask again later"), answer=_nothing),
}  # fmt: skip
"""The dialogs that open on the way of something else."""


def open_sheet(opened: Opened, do: Do) -> None:
    """Opens what a command opens on the plan's second action, or on what it is about."""
    opened.do(Do.ACTIONS)
    plan, hub = opened.work.nav.plan_view, opened.work.hub
    plan.show_record(plan.model.listed()[1])
    if do is Do.EDIT_MANY:
        plan.tree.selectAll()
    elif do in (Do.ANSWER, Do.CONTENT, Do.REOPEN):
        question = hub.snapshot.of(Kind.CHALLENGE)[0]
        if do is not Do.ANSWER:
            said = {"words": "By the audit.", "answered_by": "Head of Early Help"}
            hub.write(partial(questions.answer, ref=question.ref, **said))
            opened.settle()
        opened.work.nav.jump(question.id)
    elif do is Do.IDENTIFIERS:
        words = {"description": "Audit case of a child, NHS 943 476 5919"}
        hub.write(partial(set_fields, refs=["A3", "A5"], fields=words))
    opened.settle()
    opened.do(do)
    opened.settle()


def openers() -> dict[str, Opener]:
    """How each dialog is opened, by the name it is known by."""
    found: dict[str, Opener] = {do.value: partial(open_sheet, do=do) for do in BY_COMMAND}
    return found | {kind.__name__: opener for kind, opener in OTHERS.items()}


def kinds() -> dict[str, type[QDialog]]:
    """What dialog is opened, by the same names."""
    return {do.value: kind for do, kind in BY_COMMAND.items()} | {kind.__name__: kind for kind in OTHERS}


def dialogs() -> set[type[QDialog]]:
    """Every dialog that the program holds, but those that only others derive from and the desktop's own for files."""
    for module in pkgutil.walk_packages(tracker.ui.__path__, "tracker.ui."):
        importlib.import_module(module.name)
    own = (one for one in _below(QDialog) if one.__module__.startswith("tracker.ui"))
    return {one for one in own if not one.__subclasses__()} - {PlainFileDialog}


def _below(kind: type[QDialog]) -> Iterator[type[QDialog]]:
    for one in kind.__subclasses__():
        yield one
        yield from _below(one)
