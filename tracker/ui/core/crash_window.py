"""The window that says the program has a fault, that the plan is safe, and what to send."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from tracker import __version__
from tracker.ui.look.fitted import FittedDialog
from tracker.ui.look.parts import button, label


@dataclass
class Fault:
    """One defect as it showed itself, and how often."""

    name: str
    place: str
    details: str
    times: int = 1


class CrashWindow(FittedDialog):
    """Says that the program has a fault, that the plan is safe, and what to send."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.setWindowTitle(QGuiApplication.applicationDisplayName() or self.tr("Improvement tracker"))
        self._head = label(self.tr("The program has a fault"), "heading", self)
        said = self.tr(
            "What you were doing may not have worked. Everything that was saved is safe, and you can go on. "
            "To have it mended, copy the details and send them. Look them over first: they can quote words of the plan."
        )
        self._words = label(said, "", self, wrap=True)
        self.details = QPlainTextEdit(self)
        self.details.setReadOnly(True)
        self.details.setAccessibleName(self.tr("Details of the fault"))
        self.details.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        copy = button(self.tr("Copy details"), "primary", self)
        copy.clicked.connect(self._copy)
        close = button(self.tr("Close"), "", self)
        close.clicked.connect(self.close)
        buttons = QHBoxLayout()
        buttons.addStretch(1)
        buttons.addWidget(copy)
        buttons.addWidget(close)
        layout = QVBoxLayout(self)
        for widget in (self._head, self._words, self.details):
            layout.addWidget(widget)
        layout.addLayout(buttons)
        self.resize(self.fontMetrics().averageCharWidth() * 90, self.fontMetrics().height() * 24)

    def show_faults(self, faults: list[Fault]) -> None:
        """Lists every fault once, with how often it came."""
        import platform

        head = f"Improvement tracker {__version__}, Python {platform.python_version()}, {platform.platform()}"
        parts = [head]
        for fault in faults:
            times = f" ({fault.times} times)" if fault.times > 1 else ""
            parts.append(f"{fault.name} at {fault.place}{times}\n{fault.details}")
        self.details.setPlainText("\n\n".join(parts))

    @Slot()
    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.details.toPlainText())
