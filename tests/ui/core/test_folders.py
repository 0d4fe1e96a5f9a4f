"""Where the dialogs for files begin: where one was last, else in the user's documents."""

from pathlib import Path

import pytest
from PySide6.QtCore import QStandardPaths
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from tracker.settings import LAST_FOLDER, Settings
from tracker.ui.core.file_dialogs import PlainFileDialog, ask_what_to_open
from tracker.ui.core.folders import last_folder, usual_folders


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "none"))
    return tmp_path


def test_files_are_looked_for_in_documents_then_where_they_were_last(home: Path, settings: Settings) -> None:
    assert last_folder(settings) == home
    documents = Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation))
    documents.mkdir()
    assert last_folder(settings) == documents
    assert usual_folders() == [documents, home]
    settings.set(LAST_FOLDER, str(home / "share"))
    assert last_folder(settings) == documents
    (home / "share").mkdir()
    assert last_folder(settings) == home / "share"


def test_the_dialog_names_the_usual_folders_at_its_side(home: Path, qtbot: QtBot) -> None:
    (home / "Documents").mkdir()
    parent = QWidget()
    qtbot.addWidget(parent)
    ask_what_to_open(parent, "Which?", str(home), "All files (*)", lambda _names: None, many=True)
    (dialog,) = parent.findChildren(PlainFileDialog)
    assert [Path(url.toLocalFile()) for url in dialog.sidebarUrls()] == [home / "Documents", home]
    dialog.reject()
