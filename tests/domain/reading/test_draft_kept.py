"""A reading under review goes through a text and comes back as it was."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_reading
from tracker.domain.reading import draft as drafts
from tracker.domain.reading.draft import ImportDraft, draft_of
from tracker.domain.reading.draft_kept import as_text, from_text


@pytest.fixture
def fresh() -> ImportDraft:
    return draft_of(replace(a_reading(file="letter.pdf"), problems=("one thing was doubtful",)))


def test_what_was_mended_comes_back(fresh: ImportDraft) -> None:
    first = fresh.items[0]
    mended = drafts.edit(fresh, first.key, text="Mended words")
    mended = drafts.set_fact(mended, "received", date(2024, 3, 9))
    mended = drafts.set_fact(mended, "title", "Another title")
    assert from_text(as_text(mended), fresh) == mended


def test_the_document_keeps_its_present_name(fresh: ImportDraft) -> None:
    moved = replace(fresh, reading=replace(fresh.reading, file="letter copy.pdf"))
    found = from_text(as_text(fresh), moved)
    assert found is not None
    assert found.reading.file == "letter copy.pdf"
    assert found.received is None


@pytest.mark.parametrize("text", ["", "{", "[]", '{"reading": {}}', "null"])
def test_a_text_that_is_none_is_passed_over(fresh: ImportDraft, text: str) -> None:
    assert from_text(text, fresh) is None


def test_another_document_takes_nothing_over(fresh: ImportDraft) -> None:
    other = replace(fresh, reading=replace(fresh.reading, sha256="another"))
    assert from_text(as_text(fresh), other) is None
