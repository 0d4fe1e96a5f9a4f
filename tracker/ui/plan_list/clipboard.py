"""Cut, copy, paste and delete: of words where words are typed, else of the rows of a list."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Sequence
from functools import partial
from html import escape
from typing import Any, cast

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from tracker.domain.plan.kinds import KINDS, title_of
from tracker.domain.plan.records import Action, Finding, Recommendation, Subject, kind_of
from tracker.domain.text.words import shortened
from tracker.services.log.activity import Wanted, activity
from tracker.services.log.undo import take_back
from tracker.ui.core.context import Context
from tracker.ui.core.hub import Told
from tracker.ui.forms.fields_edit import setting
from tracker.ui.lists.record_tree import RecordTree

LONGEST = 60
DECIDED = {"Superseded…": "superseded", "Not adopted…": "not adopted"}


def copy(context: Context) -> None:
    """Puts the marked words or the selected rows on the clipboard, as text and as a table."""
    words = _words_in_hand(context)
    if words is not None:
        _copy_words(words)
        return
    page = _page_in_hand(context)
    if page is not None:
        page()
        return
    tree = tree_in_hand(context)
    rows = rows_of(tree) if tree is not None else []
    if len(rows) < 2:
        context.notice.say(context.tr("Choose the rows to copy."))
        return
    data = QMimeData()
    data.setText(as_text(rows))
    data.setHtml(as_table(rows))
    QGuiApplication.clipboard().setMimeData(data)
    many = len(rows) - 1
    said = context.tr("1 row is copied.") if many == 1 else context.tr("{0} rows are copied.").format(many)
    context.notice.say(said, hint=context.tr("Excel and Word take them as a table."))


def _page_in_hand(context: Context) -> Callable[[], object] | None:
    """How the page that has the focus is copied as a whole, where it can be."""
    widget: QWidget | None = context.window.focusWidget()
    while widget is not None:
        found = getattr(widget, "copy_text", None)
        if callable(found):
            return cast(Callable[[], object], found)
        widget = widget.parentWidget()
    return None


def cut(context: Context) -> None:
    """Takes marked words away and onto the clipboard; rows are copied."""
    words = _words_in_hand(context)
    if words is None:
        copy(context)
    elif isinstance(words, QLabel):
        _copy_words(words)
    else:
        words.cut()


def paste(context: Context) -> None:
    """Inserts words where words are typed; else shows the block on the clipboard, to be added as actions."""
    words = _words_in_hand(context)
    if words is not None and not isinstance(words, QLabel):
        words.paste()
        return
    block = block_of(QGuiApplication.clipboard().text())
    if not block:
        hint = context.tr("Copy a block of cells in Excel, or a table in Word, and paste it here.")
        context.notice.say(context.tr("There is nothing on the clipboard to add."), hint=hint)
        return
    from tracker.ui.plan_list.paste_sheet import PasteSheet

    record = context.screen.current()
    target = record if isinstance(record, Subject) else None
    if isinstance(record, Action):
        target = next((one for one in map(context.hub.snapshot.get, record.targets) if one is not None), None)
    sheet = PasteSheet(context.hub, context.theme, block, target, context.window)
    sheet.added.connect(context.notice.say)
    sheet.open()


def delete(context: Context) -> None:
    """Says what can become of the record in hand, and does it; in a text, takes away what is marked."""
    words = _words_in_hand(context)
    if words is not None:
        if isinstance(words, QLineEdit):
            words.del_()
        elif isinstance(words, QPlainTextEdit | QTextEdit):
            words.textCursor().deleteChar()
        return
    record = context.screen.current()
    if record is None:
        context.notice.say(context.tr("Choose the record first."))
        return

    def found(done: Any) -> None:
        _ask(context, record, next((one.entry.number for one in done if one.mine and one.entry.verb == "add"), None))

    wanted = Wanted(record=record.id)
    context.hub.ask(lambda uow, act: activity(uow, act, wanted).done, found)


def _ask(context: Context, record: Any, added: int | None) -> None:
    """Offers what can become of a record. `added` is the change that added it, where whoever asks may take it back."""
    back = context.tr("Take it back")
    decided = tuple(DECIDED) if isinstance(record, Action | Recommendation | Finding) else ()
    choices = [*([back] if added is not None else []), *decided]
    called = f"{record.ref} “{shortened(title_of(record), LONGEST)}”"
    if not choices:
        said = context.tr("{0} is not taken out: it is part of the record.").format(called)
        context.notice.say(said, hint=context.tr("Activity (Ctrl+H) takes your own changes back."))
        return

    def answered(choice: str) -> None:
        if choice == back and added is not None:
            done = context.tr("{0} is taken back.").format(record.ref)
            command = partial(take_back, number=added, only=record.id)
            context.hub.write(command, lambda _changes: context.hub.told.emit(Told(done)))
        else:
            _decide(context, record, DECIDED[choice])

    question = context.tr("Nothing is deleted from a plan, so that nobody has to wonder. What is to become of {0}?")
    name = KINDS[kind_of(record)].name
    context.asker.choose(
        context.window, context.tr("Take out {0}").format(name), question.format(called), choices, answered
    )


def _decide(context: Context, record: Any, token: str) -> None:
    def answered(reason: str) -> None:
        fields = {"delivery": token, "delivery_reason": reason}
        done = context.tr("{0} is {1}.").format(record.ref, token)
        context.hub.write(setting(record.id, fields), lambda _changes: context.hub.told.emit(Told(done)))

    title, why = context.tr("{0}: {1}").format(record.ref, token), context.tr("Why? The reason is kept and shown.")
    context.asker.text(context.window, title, why, answered, lines=True, go=context.tr("Save with this reason"))


# What is in hand


Words = QLineEdit | QPlainTextEdit | QTextEdit | QLabel


def _words_in_hand(context: Context) -> Words | None:
    """What words are typed into or marked in; None where a list has the keys."""
    found = context.window.focusWidget()
    if isinstance(found, QLineEdit | QPlainTextEdit | QTextEdit):
        return found
    return found if isinstance(found, QLabel) and found.hasSelectedText() else None


def _copy_words(words: Words) -> None:
    if isinstance(words, QLabel):
        QGuiApplication.clipboard().setText(words.selectedText())
    else:
        words.copy()


def tree_in_hand(context: Context) -> RecordTree | None:
    """The list that has the keys, else the one on show."""
    widget: QWidget | None = context.window.focusWidget()
    while widget is not None and not isinstance(widget, RecordTree):
        widget = widget.parentWidget()
    shown = [one for one in context.work.findChildren(RecordTree) if one.isVisible()]
    return widget or next(iter(shown), None)


# Rows as text and as a table


def rows_of(tree: RecordTree) -> list[list[str]]:
    """The headings of the columns on show, and below them what the selected rows say there."""
    model = tree.records
    at = [model.column_of(key) for key in tree.columns.shown]
    found = [[model.columns[place].heading for place in at]]
    found += [[model.cell(one, place).text for place in at] for one in tree.selected_ids()]
    return found


def as_text(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Excel takes them: a tab between cells, a line for each, quotes where a cell runs over lines."""
    made = io.StringIO()
    csv.writer(made, delimiter="\t", lineterminator="\n").writerows(rows)
    return made.getvalue()


def as_table(rows: Sequence[Sequence[str]]) -> str:
    """Rows as Word takes them: a table with its headings."""
    head, *body = (("".join(f"<{tag}>{escape(cell)}</{tag}>" for cell in row)) for row, tag in _tagged(rows))
    lines = "".join(f"<tr>{line}</tr>" for line in body)
    return f"<table border='1'><thead><tr>{head}</tr></thead><tbody>{lines}</tbody></table>"


def _tagged(rows: Sequence[Sequence[str]]) -> list[tuple[Sequence[str], str]]:
    return [(row, "th" if place == 0 else "td") for place, row in enumerate(rows)]


def block_of(text: str) -> list[list[str]]:
    """The cells of a block from Excel or Word, empty rows left out; every row as long as the longest."""
    rows = [[cell.strip() for cell in row] for row in csv.reader(io.StringIO(text), delimiter="\t")]
    filled = [row for row in rows if any(row)]
    width = max((len(row) for row in filled), default=0)
    return [row + [""] * (width - len(row)) for row in filled]
