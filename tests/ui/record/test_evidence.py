"""Evidence in the panel: attached, opened with care, checked by someone else."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtWidgets import QLabel, QPushButton
from pytestqt.qtbot import QtBot

from support.clocks import an_act
from support.record_page import button_called, meanwhile, retype
from tracker.services.evidence.evidence import About, attach_link

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")  # said by the displayless platform
Desk = Any


class TestEvidence:
    def test_a_file_is_attached_with_what_it_shows(self, qtbot: QtBot, open_panel: Any, tmp_path: Path) -> None:
        audit = tmp_path / "audit.pdf"
        audit.write_bytes(b"%PDF-1.7 an audit")
        desk = open_panel("Improvement Lead", [audit])
        view = desk.show("A1")
        desk.panel.attach()
        form = view.evidence.form
        assert form._what.text() == "audit.pdf"
        form.send.click()
        assert "kind of evidence" in form.note.text
        retype(qtbot, form.kind, "Dip sample", enter=False)
        qtbot.keyClicks(form.shows, "Plans say what must change")
        retype(qtbot, form.dated.line, "1/3/2024", enter=False)
        qtbot.mouseClick(form.restricted, Qt.MouseButton.LeftButton, pos=QPoint(8, form.restricted.height() // 2))
        form.send.click()
        desk.settle()
        (item,) = desk.snapshot.evidence_for(desk.record("A1").id)
        assert (item.kind, item.file, item.dated) == ("Dip sample", "audit.pdf", date(2024, 3, 1))
        assert item.restricted == "yes"
        assert any("Restricted" in one.text() for one in view.evidence.findChildren(QLabel))
        assert not form.restricted.isChecked()
        assert desk.session.file(item.sha256) == audit.read_bytes()
        assert not form.form.isVisibleTo(view.evidence)

    def test_a_file_that_vanished_is_said_and_the_form_stays(self, qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
        view = desk.show("A1")
        assert desk.panel.take_files([tmp_path / "gone.pdf"])
        form = view.evidence.form
        retype(qtbot, form.kind, "Dip sample", enter=False)
        qtbot.keyClicks(form.shows, "Nothing")
        form.send.click()
        desk.settle()
        assert "gone.pdf cannot be read" in form.note.text
        assert form.shows.toPlainText() == "Nothing"

    def test_ctrl_enter_in_any_field_attaches(self, qtbot: QtBot, desk: Desk, tmp_path: Path) -> None:
        (tmp_path / "audit.pdf").write_bytes(b"%PDF-1.7 an audit")
        view = desk.show("A1")
        assert desk.panel.take_files([tmp_path / "audit.pdf"])
        form = view.evidence.form
        retype(qtbot, form.kind, "Dip sample", enter=False)
        qtbot.keyClicks(form.shows, "Plans say what must change")
        retype(qtbot, form.dated.line, "1/3/2024", enter=False)
        qtbot.keyClick(form.dated.line, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
        desk.settle()
        assert len(desk.snapshot.evidence_for(desk.record("A1").id)) == 1
        assert desk.record("A1").delivery != "complete"

    def test_a_link_is_added(self, qtbot: QtBot, desk: Desk) -> None:
        view = desk.show("A1")
        form = view.evidence.form
        form.start_link()
        qtbot.keyClicks(form.address, "https://example.org/minutes")
        retype(qtbot, form.kind, "Minutes or decision record", enter=False)
        qtbot.keyClicks(form.shows, "Agreed on 1 March")
        form.send.click()
        desk.settle()
        assert [item.url for item in desk.snapshot.evidence_for(desk.record("A1").id)] == [
            "https://example.org/minutes"
        ]

    def test_it_is_accepted_by_someone_else_and_sufficiency_says_so(self, desk: Desk) -> None:
        view = desk.show("A3")
        assert "Nobody but those who added it has checked it." in view.evidence.reasons.text()
        button_called(view.evidence, "Accept").click()
        desk.settle()
        assert desk.record("E1").review == "accepted"
        assert "Checked by someone else (Improvement Lead)." in view.evidence.reasons.text()

    def test_it_is_sent_back_with_a_note(self, open_panel: Any) -> None:
        desk = open_panel("Improvement Lead", "No dates in it")
        view = desk.show("A3")
        button_called(view.evidence, "Send back…").click()
        desk.settle()
        assert (desk.record("E1").review, desk.record("E1").review_note) == ("returned", "No dates in it")

    def test_who_added_it_is_offered_no_check(self, open_panel: Any) -> None:
        desk = open_panel("Designated Nurse")
        view = desk.show("A3")
        assert not [b for b in view.evidence.findChildren(QPushButton) if b.text() == "Accept"]

    def test_a_kept_file_is_opened_as_a_copy_nobody_can_write(self, desk: Desk, tmp_path: Path) -> None:
        from tracker.services.evidence.evidence import attach_file

        about = About("Dip sample", "Ten plans")
        meanwhile(desk, "Designated Nurse", attach_file, ["A1"], b"ten plans", "dip.txt", about=about)
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A1")
        opened: list[QUrl] = []
        view.evidence.cards.open_url = opened.append
        button_called(view.evidence, "Open dip.txt").click()
        desk.settle()
        copy = Path(opened[0].toLocalFile())
        assert copy.read_bytes() == b"ten plans"
        assert copy.name == "dip.txt"
        assert not copy.stat().st_mode & 0o222

    @pytest.mark.parametrize(
        ("name", "data", "offered"),
        [("minutes.desktop", b"x", 0), ("x.exe", b"MZ", 0), ("plan.xlsm", b"PK", 1), ("page.html", b"<p>", 1)],
    )
    def test_what_may_run_is_opened_only_after_its_kind_was_said(
        self, desk: Desk, tmp_path: Path, name: str, data: bytes, offered: int
    ) -> None:
        from tracker.services.evidence.evidence import attach_file

        about = About("Dip sample", "Ten plans")
        meanwhile(desk, "Designated Nurse", attach_file, ["A1"], data, name, about=about)
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A1")
        opened: list[QUrl] = []
        view.evidence.cards.open_url = opened.append
        desk.asker.answers = ["Open" if offered else "Save a copy…", tmp_path / "kept"]
        button_called(view.evidence, f"Open {name}").click()
        desk.settle()
        desk.settle()
        assert len(opened) == offered
        assert name in desk.asker.questions[-1]
        if not offered:
            assert (tmp_path / "kept").read_bytes() == data

    def test_a_link_is_opened(self, desk: Desk) -> None:
        view = desk.show("A3")
        opened: list[QUrl] = []
        view.evidence.cards.open_url = opened.append
        button_called(view.evidence, "Open https://example.org/audit").click()
        assert opened == [QUrl("https://example.org/audit")]

    def test_only_an_address_is_opened_without_asking(self, desk: Desk) -> None:
        for link, opens in (("\\\\server\\share\\ten.docx", 1), ("file:///etc/passwd", 0), ("search-ms:query=x", 0)):
            with desk.session.store.begin() as uow:
                uow.put(replace(uow.snapshot().by_ref("E1"), url=link))
                uow.commit(an_act().stamp("edit"))
            desk.hub.snapshot = desk.snapshot
            view = desk.show("A3")
            opened: list[QUrl] = []
            view.evidence.cards.open_url = opened.append
            desk.asker.answers, desk.asker.asked = [None, "Open"], []
            for _ in range(2):
                button_called(view.evidence, f"Open {link}").click()
                assert len(opened) <= opens
            assert (len(opened), len(desk.asker.asked)) == (opens, 2 * opens)
            assert ("no link that is opened" in view.evidence.cards.note.text) == (not opens)

    def test_stale_evidence_says_that_it_does_not_count(self, desk: Desk) -> None:
        about = About("Dip sample", "Ten plans", refresh_by=date(2024, 3, 1))
        meanwhile(desk, "Designated Nurse", attach_link, ["A1"], "https://example.org/dip", about=about)
        desk.hub.snapshot = desk.snapshot
        view = desk.show("A1")
        assert "does not count" in view.evidence.reasons.text()
