"""A folder of documents at once: progress, cancel, and in words what came of each."""

import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from support.builders import a_plan_store, a_reading
from support.gallery_panels import Unread
from support.gateway import FakeGateway
from tracker.app import AppGateway
from tracker.domain.reading.reading import ReadRecommendation
from tracker.settings import Settings
from tracker.ui.bring_in.import_view import ImportView
from tracker.ui.core.gateway import ReadReport
from tracker.ui.core.hub import Hub
from tracker.ui.core.jobs import Jobs
from tracker.ui.look.theme import Theme
from tracker.ui.shell.plan_files import PlanFiles

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform

Open = Callable[..., ImportView]


class Folder(FakeGateway):
    """Reads slowly enough to be stopped, and cannot read what is called broken."""

    def __init__(self) -> None:
        super().__init__()
        self.read_so_far: list[str] = []
        self.wait_until_cancelled = False

    def read_reports(self, paths: Sequence[Path], progress: Any, cancelled: Any) -> Sequence[Any]:
        found: list[Any] = []
        for number, path in enumerate(paths):
            progress(number, len(paths))
            while self.wait_until_cancelled and number == 1 and not cancelled():
                time.sleep(0.01)
                progress(number, len(paths))
            if cancelled():
                break
            self.read_so_far.append(path.name)
            read = Unread(path, None, "It is damaged.") if path.stem == "broken" else self.read_report(path)
            found.append(read)
        return found

    def read_report(self, path: Path) -> ReadReport:
        return ReadReport(path, b"%PDF-1.7 " + path.name.encode(), self.readings[path.name])


@pytest.fixture
def folder() -> Folder:
    made = Folder()
    for number in range(12):
        item = ReadRecommendation("recommendation", f"Something of its own number {number}.")
        made.readings[f"{number:02}.pdf"] = a_reading(
            file=f"{number:02}.pdf", sha256=f"{number:064}", area=f"Area {number}", recommendations=(item,)
        )
    made.readings["twin.pdf"] = replace(made.readings["03.pdf"], file="twin.pdf")
    made.readings["scan.pdf"] = replace(made.readings["04.pdf"], file="scan.pdf", sha256="a" * 64)
    made.readings["bare.pdf"] = a_reading(file="bare.pdf", sha256="b" * 64, recommendations=(), findings=())
    return made


def names(folder: Folder) -> list[Path]:
    return [Path(name) for name in (*folder.readings, "broken.pdf")]


def test_what_came_of_a_folder_is_summed_up_in_words(open_import: Open, folder: Folder) -> None:
    view = open_import(*names(folder), through=folder)
    assert view._summary.text() == (
        "15 of 16 documents read; 1 not read; 1 there already as the same file; 1 the same report in another file; "
        "1 without a list of recommendations."
    )
    states = {document.path.name: document.state() for document in view.documents}
    assert states["twin.pdf"] == "The same file as 03.pdf"
    assert states["scan.pdf"] == "The same report as 04.pdf, in another file"
    assert states["broken.pdf"] == "It is damaged."
    assert view.add_button.text() == "Add 12 recommendations from 13 documents to a new plan"


def test_the_same_report_in_another_file_is_left_out_until_it_is_ticked(open_import: Open, folder: Folder) -> None:
    view = open_import(Path("04.pdf"), Path("scan.pdf"), through=folder)
    assert view.add_button.text() == "Add 1 recommendation to a new plan"
    view._list.item(1).setCheckState(Qt.CheckState.Checked)
    assert view.add_button.text() == "Add 2 recommendations from 2 documents to a new plan"


def test_one_report_that_the_plan_holds_in_another_file_says_so(open_import: Open, gateway: FakeGateway) -> None:
    gateway.readings["again.pdf"] = a_reading(file="again.pdf", sha256="c" * 64)
    real = AppGateway("Improvement Lead", None)
    gateway.repeated = real.repeated  # type: ignore[method-assign]
    view = open_import(Path("again.pdf"), earlier=a_plan_store().snapshot())
    assert "This looks like the same report as I1 of the plan, in another file." in view.facts.notes
    assert view.add_button.text() == "Add 6 recommendations to Response to the joint inspection"


def test_a_file_of_the_plan_is_named_by_its_reference(open_import: Open) -> None:
    view = open_import(Path("letter.pdf"), Path("other.pdf"), earlier=a_plan_store().snapshot())
    assert view.documents[0].state() == "The same file as I1 of the plan"


def test_progress_is_shown_and_cancel_stops_the_reading(qtbot: QtBot, open_import: Open, folder: Folder,
                                                        jobs: Jobs) -> None:  # fmt: skip
    view = open_import(through=folder)
    folder.wait_until_cancelled = True
    view.start(names(folder))
    qtbot.waitUntil(lambda: view._doing.text() == "Reading document 2 of 16…")
    with qtbot.waitSignal(view.cancelled):
        qtbot.keyClick(view, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not jobs.busy)
    assert folder.read_so_far == ["00.pdf"]
    assert view.documents == ()


class Taken:
    """A window's files, and the import screens they brought up."""

    def __init__(self, files: PlanFiles) -> None:
        self.files = files
        self.shown: list[ImportView] = []
        files.covered.connect(self._cover)

    def _cover(self, view: Any) -> None:
        if view is not None:
            self.shown.append(view)


@pytest.fixture
def taken(qtbot: QtBot, jobs: Jobs, asker: Any, theme: Theme, folder: Folder, tmp_path: Path) -> Taken:
    window = QWidget()
    qtbot.addWidget(window)
    anyone: Any = folder
    return Taken(PlanFiles(anyone, jobs, Settings(tmp_path / "settings.json"), asker, theme, parent=window))


def test_a_folder_dropped_on_the_window_brings_the_reports_in_it(
    qtbot: QtBot, taken: Taken, jobs: Jobs, tmp_path: Path
) -> None:
    inner = tmp_path / "reports" / "2024"
    inner.mkdir(parents=True)
    for path in (inner / "01.pdf", inner.parent / "00.pdf", inner.parent / "notes.xyz"):
        path.write_bytes(b"%PDF-1.7")
    assert taken.files.take([tmp_path / "reports"])
    qtbot.waitUntil(lambda: not jobs.busy)
    (view,) = taken.shown
    assert [document.path.name for document in view.documents] == ["00.pdf", "01.pdf"]


def test_the_plan_on_screen_is_what_a_new_report_is_compared_with(
    qtbot: QtBot, taken: Taken, jobs: Jobs, folder: Folder
) -> None:
    session: Any = folder.create_sample()
    taken.files.hub = Hub(session, session.snapshot(), jobs, jobs)
    text = session.snapshot().recommendations[0].text
    folder.readings["new.pdf"] = a_reading(
        file="new.pdf", sha256="d" * 64, recommendations=(ReadRecommendation("recommendation", text),)
    )
    taken.files.take([Path("new.pdf")])
    qtbot.waitUntil(lambda: not jobs.busy)
    assert taken.shown[0].review.editor.earlier.words[0] == "R1 of the 2023 JTAI"
    taken.files.begin_from([Path("new.pdf")])
    qtbot.waitUntil(lambda: not jobs.busy)
    assert taken.shown[1].review.editor.earlier.words == ()
