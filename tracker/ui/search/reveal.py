"""Brings the part of a record into view that a search found, with the words in it selected."""

from __future__ import annotations

from PySide6.QtGui import QTextCursor

from tracker.domain.lists.search import query_of
from tracker.domain.lists.search_places import spans_in
from tracker.domain.plan.kinds import KINDS
from tracker.domain.plan.records import Kind, Record, kind_of, specs
from tracker.ui.forms.fields_edit import FieldRow
from tracker.ui.look.growing_text import GrowingText
from tracker.ui.look.line import Line
from tracker.ui.record.page import RecordPage


def reveal_part(page: RecordPage, kind: Kind) -> None:
    """Brings the section that lists records of a kind."""
    page.bring(KINDS[kind].part)


def reveal_field(page: RecordPage, record: Record, label: str, words: str) -> None:
    """Brings a field (by its label) into view and selects the first of these words in it; focus stays where it is."""
    row = page.field({name for name, spec in specs(kind_of(record)).items() if spec.label == label})
    if row is None:
        return
    page.show_part(row)
    _select(row, words)


def _select(row: FieldRow, words: str) -> None:
    editor, query = row.editor, query_of(words)
    if isinstance(editor, Line):
        for start, end in spans_in(editor.text(), query)[:1]:
            editor.setSelection(start, end - start)
    elif isinstance(editor, GrowingText):
        for start, end in spans_in(editor.toPlainText(), query)[:1]:
            cursor = editor.textCursor()
            cursor.setPosition(start)
            cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
            editor.setTextCursor(cursor)
