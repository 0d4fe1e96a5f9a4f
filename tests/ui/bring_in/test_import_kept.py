"""What was mended of a document under review outlasts the window, and goes when it is added or not wanted."""

from dataclasses import replace
from pathlib import Path

import pytest

from support.builders import a_reading
from support.gateway import FakeGateway, ScriptedAsker
from support.window import Opened
from tracker import drafts
from tracker.ui.bring_in.import_view import ImportView


@pytest.fixture
def letter(tmp_path: Path) -> Path:
    path = tmp_path / "letter.pdf"
    path.write_bytes(b"%PDF-1.7 in memory")
    return path


def review_of(window: Opened) -> ImportView:
    window.settle()
    found = window.window.stack.currentWidget()
    assert isinstance(found, ImportView)
    return found


def test_words_typed_into_an_item_are_kept_and_taken_up(window: Opened, letter: Path) -> None:
    window.window.files.begin_from([letter])
    review_of(window).review.editor.words.setPlainText("Mended words")
    window.qtbot.waitUntil(lambda: bool(drafts.of_plan("")), timeout=2000)
    assert "Mended words" in drafts.of_plan("")[0].words["draft"]
    (begun,) = window.window.files.begun()
    window.window.offer_drafts()
    assert "Import of letter.pdf" in window.window.notice.words
    window.window.files.go_on(begun)
    again = review_of(window)
    assert again.document is not None
    assert again.document.draft is not None
    assert again.document.draft.items[0].text == "Mended words"
    assert "taken up as you left it" in window.window.notice.words
    again.review.undo()
    again.kept.note()
    assert window.window.files.begun() == ()


def test_a_fact_that_is_being_typed_is_kept_and_taken_up(window: Opened, letter: Path) -> None:
    window.window.files.begin_from([letter])
    facts = review_of(window).facts
    facts.open(True)
    facts.cells["area"].line.setText("Manch")
    window.qtbot.waitUntil(lambda: bool(drafts.of_plan("")), timeout=2000)
    facts.cells["published"].line.setText("some day in May")
    facts.cells["published"].line.commit()
    window.qtbot.waitUntil(lambda: "fact published" in drafts.of_plan("")[0].words, timeout=2000)
    (begun,) = window.window.files.begun()
    window.window.files.go_on(begun)
    again = review_of(window)
    assert again.facts.begun == {"area": "Manch", "published": "some day in May"}
    assert "taken up as you left it" in window.window.notice.words
    again.facts.cells["area"].line.commit()
    assert again.document is not None
    assert again.document.draft is not None
    assert again.document.draft.reading.area == "Manch"
    assert again.facts.begun == {"published": "some day in May"}
    again.facts.cells["published"].line.put_back()
    again.review.undo()
    again.kept.note()
    assert window.window.files.begun() == ()


def test_what_is_typed_about_one_document_does_not_stand_under_another(
    window: Opened, letter: Path, gateway: FakeGateway
) -> None:
    other = letter.with_name("other.pdf")
    other.write_bytes(b"%PDF-1.7 another")
    gateway.readings[other.name] = replace(a_reading(file=other.name), sha256="another", area="Leeds")
    window.window.files.begin_from([letter, other])
    view = review_of(window)
    view.facts.cells["published"].line.setText("some day in May")
    view.facts.cells["published"].line.commit()
    view._list.setCurrentRow(1)
    assert view.facts.begun == {}
    assert view.facts.cells["area"].line.text() == "Leeds"
    view._list.setCurrentRow(0)
    assert view.facts.begun == {"published": "some day in May"}


def test_leaving_gives_it_up_and_adding_ends_it(on_plan: Opened, letter: Path, gateway: FakeGateway) -> None:
    gateway.readings[letter.name] = replace(a_reading(file=letter.name), sha256="another")
    files = on_plan.window.files
    for leave in (ImportView.cancel, ImportView.accept):
        files.import_here([letter])
        view = review_of(on_plan)
        view.review.editor.words.setPlainText("Mended words")
        view.kept.note()
        assert [draft.called for draft in files.begun()] == ["Import of letter.pdf"]
        leave(view)
        on_plan.settle()
        assert files.begun() == ()


def test_closing_over_an_import_says_what_is_not_finished(window: Opened, letter: Path, asker: ScriptedAsker) -> None:
    window.window.files.begin_from([letter])
    review_of(window).review.editor.words.setPlainText("Mended words")
    window.window.close()
    assert window.window.isVisible()
    assert "Import of letter.pdf" in asker.questions[-1]


def test_a_document_that_is_gone_is_said(window: Opened, letter: Path) -> None:
    window.window.files.begin_from([letter])
    view = review_of(window)
    view.review.editor.words.setPlainText("Mended words")
    view.kept.note()
    (begun,) = window.window.files.begun()
    letter.unlink()
    window.window.files.go_on(begun)
    assert "not there any more" in window.window.notice.words
    assert window.window.files.begun() == ()
