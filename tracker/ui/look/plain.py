"""Words of a plan shown as words: Qt takes what looks like markup for markup, and would draw pictures from disk."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QLabel


def plain_tip(words: str) -> str:
    """Words for a tip (which has no format of its own) that show as they stand, whatever they are."""
    if "<" not in words:  # without one nothing is taken for markup
        return words
    from html import escape

    return f'<span style="white-space:pre-wrap">{escape(words)}</span>'


def plain_labels(dialog: QDialog) -> None:
    """Makes every label of one of the platform's own dialogs show words as they stand."""
    for one in dialog.findChildren(QLabel):
        one.setTextFormat(Qt.TextFormat.PlainText)
