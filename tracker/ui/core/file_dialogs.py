"""The dialogs for files, folders and colours that people know from other programs; they look into no file."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from PySide6.QtCore import QFileInfo, QSize, Qt, QUrl
from PySide6.QtGui import QColor, QIcon
from PySide6.QtWidgets import QColorDialog, QDialog, QFileDialog, QFileIconProvider, QSplitter, QTreeView, QWidget
from typing_extensions import override

from tracker.ui.core.folders import usual_folders
from tracker.ui.look.plain import plain_labels

SIZE = QSize(800, 500)
"""How large a dialog for files is, in pixels: names stand whole, and it is within the smallest window."""


class PlainIcons(QFileIconProvider):
    """Icons by what a file is called. The usual ones look into each file, and opening a plan that is open here would
    drop the locks that keep it whole."""

    @override
    def icon(self, thing: Any) -> QIcon:
        if isinstance(thing, QFileInfo):
            return super().icon(self.IconType.Folder if thing.isDir() else self.IconType.File)
        return super().icon(thing)

    @override
    def type(self, info: QFileInfo) -> str:
        return "" if info.isDir() else info.suffix()


class PlainFileDialog(QFileDialog):
    """The usual dialog with plain icons, which it keeps: Qt itself does not."""

    def __init__(self, parent: QWidget, title: str, folder: str, filters: str = "") -> None:
        super().__init__(parent, title, folder, filters)
        self._icons = PlainIcons()
        self.setIconProvider(self._icons)
        self.setSidebarUrls([QUrl.fromLocalFile(str(one)) for one in usual_folders()])
        self.resize(SIZE)
        for halves in self.findChildren(QSplitter):
            halves.setSizes([SIZE.width() // 5, SIZE.width()])
        for listed in self.findChildren(QTreeView):
            listed.header().resizeSection(0, SIZE.width() * 2 // 5)


def ask_what_to_open(
    parent: QWidget, title: str, folder: str, filters: str, chosen: Callable[[list[str]], object], *, many: bool
) -> None:
    """Asks for a file, or for several where `many`."""
    dialog = PlainFileDialog(parent, title, folder, filters)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFiles if many else QFileDialog.FileMode.ExistingFile)
    dialog.filesSelected.connect(chosen)
    _show(dialog)


def ask_where_to_save(
    parent: QWidget, title: str, suggested: Path, filters: str, chosen: Callable[[str], object]
) -> None:
    """Asks under what name to write a file."""
    dialog = PlainFileDialog(parent, title, str(suggested.parent), filters)
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setDefaultSuffix(suggested.suffix.lstrip("."))
    dialog.selectFile(suggested.name)
    dialog.fileSelected.connect(chosen)
    _show(dialog)


def ask_which_folder(parent: QWidget, title: str, start: str, chosen: Callable[[str], object]) -> None:
    """Asks for a folder."""
    dialog = PlainFileDialog(parent, title, start)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.fileSelected.connect(chosen)
    _show(dialog)


def ask_for_printer(parent: QWidget, name: str, pages: int, chosen: Callable[[Any], object]) -> None:
    """Asks for a printer, and which of so many pages."""
    from PySide6.QtPrintSupport import QPrintDialog, QPrinter

    printer = QPrinter(QPrinter.PrinterMode.HighResolution)
    printer.setDocName(name)
    dialog = QPrintDialog(printer, parent)
    dialog.setMinMax(1, pages)
    dialog.setOption(QPrintDialog.PrintDialogOption.PrintPageRange)

    def accepted() -> None:
        chosen(printer)

    dialog.accepted.connect(accepted)
    _show(dialog)


def ask_for_colour(parent: QWidget, title: str, chosen: Callable[[str], object], initial: str) -> None:
    """Asks for a colour; `chosen` is given it as `#rrggbb`."""
    dialog = QColorDialog(QColor(initial or "#1F5FB3"), parent)
    dialog.setWindowTitle(title)
    dialog.setOption(QColorDialog.ColorDialogOption.DontUseNativeDialog)

    def picked(colour: QColor) -> None:
        chosen(colour.name().upper())

    dialog.colorSelected.connect(picked)
    _show(dialog)


def _show(dialog: QDialog) -> None:
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    plain_labels(dialog)
    QDialog.open(dialog)  # a dialog for printers has another method of this name
