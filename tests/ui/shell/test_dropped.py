"""Files let go on the window: reports, plans, workbooks, evidence, and what is of no use."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QMimeData, QPointF, Qt, QUrl
from PySide6.QtGui import QDropEvent

from support.builders import a_reading, an_id
from support.gateway import FakeGateway, ScriptedAsker
from support.window import Opened
from tracker.domain.workbook.returned import Returned
from tracker.services.workbook.proposal import MergeProposal
from tracker.ui.core.commands import Do

A1, A2, A4 = an_id(501), an_id(502), an_id(504)
KEPT: list[QMimeData] = []


def let_go(window: Opened, *paths: Path) -> None:
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    KEPT.append(mime)
    keys = Qt.KeyboardModifier.NoModifier
    event = QDropEvent(QPointF(300, 300), Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, keys)
    window.window.dropEvent(event)
    window.settle()


def take_letter(window: Opened, asker: ScriptedAsker, folder: Path, *, leave_one: bool = False) -> None:
    """Drops a letter and adds what was read to a new plan, or all but the first item."""
    letter = folder / "letter.pdf"
    letter.write_bytes(b"%PDF-1.7 a letter")
    let_go(window, letter)
    view = window.window._cover
    assert view is not None
    asker.answers = [folder / "New.plan"]
    window.qtbot.waitUntil(lambda: bool(view.documents), timeout=5000)
    if leave_one:
        window.qtbot.keyClick(view.review.list, Qt.Key.Key_Space)
    view.accept()
    window.qtbot.waitUntil(lambda: window.window.workspace is not None, timeout=5000)
    window.settle()


def test_a_dropped_report_begins_a_plan(window: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    take_letter(window, asker, tmp_path)
    plan = window.work.hub.snapshot
    assert len(plan.recommendations) == 6
    assert plan.inspections[0].file == "letter.pdf"
    assert "6 recommendations from letter.pdf" in window.window.notice.words
    assert window.work.nav.plan_view.current() == plan.recommendations[0]
    assert window.work.nav.plan_view.tree.hasFocus()


def test_what_was_left_out_of_a_report_is_not_counted(window: Opened, asker: ScriptedAsker, tmp_path: Path) -> None:
    take_letter(window, asker, tmp_path, leave_one=True)
    assert len(window.work.hub.snapshot.recommendations) == 5
    assert "5 recommendations from letter.pdf" in window.window.notice.words


def test_a_file_of_no_use_is_said_and_does_nothing(window: Opened, tmp_path: Path) -> None:
    let_go(window, tmp_path / "holiday.mp4")
    assert "There is nothing to be done here with holiday.mp4" in window.window.notice.words


def test_of_several_dropped_files_each_is_taken_or_named(window: Opened, tmp_path: Path) -> None:
    letter, photo, film = (tmp_path / name for name in ("letter.pdf", "beach.jpg", "holiday.mp4"))
    letter.write_bytes(b"%PDF-1.7 a letter")
    let_go(window, photo, letter, film)
    assert window.window._cover is not None
    said = "Not taken: beach.jpg and holiday.mp4. Drop each sort by itself."
    assert said in window.window.notice.words


def test_dropped_files_of_no_use_are_all_named(window: Opened, tmp_path: Path) -> None:
    let_go(window, tmp_path / "holiday.mp4", tmp_path / "beach.mov")
    assert "There is nothing to be done here with holiday.mp4, beach.mov." in window.window.notice.words


def test_of_two_dropped_plans_one_is_opened_and_the_other_named(window: Opened, tmp_path: Path) -> None:
    let_go(window, tmp_path / "One.plan", tmp_path / "Two.plan")
    assert window.window.notice.words.startswith(("There is no plan", "Not taken: Two.plan. Drop it by itself."))


def test_a_returned_workbook_let_go_on_the_plan_shows_what_it_would_change(on_plan: Opened, tmp_path: Path) -> None:
    workbook = tmp_path / "returned.xlsx"
    workbook.write_bytes(b"a workbook")
    plan = on_plan.work.hub.snapshot.plan
    on_plan.session.proposal = MergeProposal(Returned(workbook.name, plan.id, 2, "", date(2024, 3, 12)), 2)
    let_go(on_plan, workbook)
    assert ("merge", workbook) in on_plan.session.asked
    cover = on_plan.window._cover
    assert cover is not None
    assert not on_plan.window.actions_table[Do.UNDO].isEnabled()
    cover.finished.emit()
    assert on_plan.window._cover is None
    assert on_plan.window.stack.currentWidget() is on_plan.work
    on_plan.settle()


def test_a_report_let_go_on_a_plan_is_taken_into_it_as_one_step(
    on_plan: Opened, gateway: FakeGateway, tmp_path: Path
) -> None:
    letter = tmp_path / "second.pdf"
    gateway.readings["second.pdf"] = a_reading(file="second.pdf", sha256="1" * 64)
    letter.write_bytes(b"%PDF-1.7 another letter")
    let_go(on_plan, letter)
    cover = on_plan.window._cover
    assert cover is not None
    on_plan.qtbot.waitUntil(lambda: bool(cover.documents), timeout=5000)
    on_plan.settle()
    before = on_plan.work.hub.snapshot
    cover.accept()
    on_plan.settle()
    assert len(on_plan.work.hub.snapshot.recommendations) == len(before.recommendations) + 6
    on_plan.do(Do.UNDO)
    assert len(on_plan.work.hub.snapshot.recommendations) == len(before.recommendations)


def test_a_file_let_go_beside_the_rows_is_for_the_record_in_hand(on_plan: Opened, tmp_path: Path) -> None:
    photo = tmp_path / "minutes.png"
    photo.write_bytes(b"picture")
    on_plan.work.nav.plan_view.show_record(A4)
    on_plan.settle()
    let_go(on_plan, photo)
    assert on_plan.work.panes.panel.record == A4
    assert on_plan.work.panes.panel.isVisible()
