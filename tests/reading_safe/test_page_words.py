"""The words of a document, page by page, read by a worker."""

from pathlib import Path

import pytest

from tracker.errors import UserError
from tracker.reading.sandbox import Reader


def test_pages_come_with_all_their_words(samples: Path) -> None:
    with Reader() as reader:
        pages = reader.text(samples / "manchester-jtai-2023-11-30.pdf")
        reading = reader.read(samples / "manchester-jtai-2023-11-30.pdf")
    assert len(pages) == reading.pages
    first = reading.recommendations[0]
    assert first.text[:40] in " ".join(pages[first.page - 1].split())


def test_what_is_no_document_is_refused_in_words(tmp_path: Path) -> None:
    (tmp_path / "empty.pdf").write_bytes(b"")
    with Reader() as reader, pytest.raises(UserError, match=r"empty\.pdf is empty"):
        reader.text(tmp_path / "empty.pdf")
