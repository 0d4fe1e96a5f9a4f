"""Pages drawn in a process of their own: the same as drawn here, given up in time, and no process left behind."""

from __future__ import annotations

import base64
import os
import subprocess
import sys
import threading
import time
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from tracker.errors import UserError
from tracker.reading.files.page_answers import picture_of
from tracker.reading.files.render import page_words, render_page, words_in
from tracker.reading.pages import Pages

PATTERNS = b"""%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<</Pattern<</P1 5 0 R>>>>>>endobj
4 0 obj<</Length 44>>stream
/Pattern cs /P1 scn 0 0 600 800 re f\x20\x20\x20\x20\x20\x20\x20\x20
endstream endobj
%s
trailer<</Root 1 0 R>>
"""
"""A page painted with a pattern of patterns of patterns: drawing it would take years."""


def nested(levels: int) -> bytes:
    parts = []
    for level in range(levels):
        inner = f"/Resources<</Pattern<</P1 {6 + level} 0 R>>>>" if level < levels - 1 else "/Resources<<>>"
        content = "/Pattern cs /P1 scn 0 0 600 800 re f" if level < levels - 1 else "0 0 1 1 re f"
        parts.append(
            f"{5 + level} 0 obj<</Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 600 800]/XStep 1/YStep 1"
            f"{inner}/Length {len(content)}>>stream\n{content}\nendstream endobj\n"
        )
    return PATTERNS.replace(b"%s", "".join(parts).encode())


@pytest.fixture
def letter(samples: Path) -> bytes:
    return (samples / "manchester-jtai-2023-11-30.pdf").read_bytes()


@pytest.fixture
def pages() -> Iterator[Pages]:
    made = Pages()
    yield made
    made.close()


def gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    return False


def test_pages_are_the_same_from_there_as_from_here(pages: Pages, letter: bytes) -> None:
    assert pages.picture(letter, 2, 1.0) == render_page(letter, 2, 1.0)
    assert pages.words(letter, 2) == page_words(letter, 2)
    area = (0.0, 0.0, 400.0, 300.0)
    assert pages.words_in(letter, 2, area) == words_in(letter, 2, area)


def test_what_cannot_be_drawn_is_said_and_the_next_page_is_drawn(pages: Pages, letter: bytes) -> None:
    with pytest.raises(UserError, match="no page 99"):
        pages.picture(letter, 99, 1.0)
    with pytest.raises(UserError, match="cannot be opened"):
        pages.picture(b"%PDF-1.7 cut", 1, 1.0)
    assert pages.picture(letter, 1, 0.5).number == 1


@pytest.mark.skipif(sys.platform == "win32", reason="asks for processes as Unix knows them")
def test_a_page_that_hangs_is_given_up_once_and_its_process_ends(letter: bytes) -> None:
    pages = Pages(timeout=2.0)
    threading.Timer(1.0, lambda: pids.append(pages.pid)).start()
    pids: list[int | None] = []
    with pytest.raises(UserError, match="given up after 2 seconds"):
        pages.picture(nested(6), 1, 2.0)
    (pid,) = pids
    assert pid is not None
    assert gone(pid)
    began = time.monotonic()
    with pytest.raises(UserError, match="given up"):
        pages.words(nested(6), 1)
    assert time.monotonic() - began < 1
    assert pages.picture(letter, 1, 0.5).number == 1
    pages.close()


@pytest.mark.skipif(sys.platform == "win32", reason="asks for processes as Unix knows them")
def test_closing_ends_what_is_under_way(letter: bytes) -> None:
    pages = Pages()
    faults: list[UserError] = []

    def draw() -> None:
        try:
            pages.picture(nested(6), 1, 2.0)
        except UserError as fault:
            faults.append(fault)

    drawing = threading.Thread(target=draw)
    drawing.start()
    while pages.pid is None:
        time.sleep(0.01)
    pid = pages.pid
    time.sleep(0.5)
    pages.close()
    drawing.join(timeout=10)
    assert faults
    assert gone(pid)
    with pytest.raises(UserError):
        pages.picture(letter, 1, 1.0)


@pytest.mark.skipif(sys.platform == "win32", reason="asks for processes as Unix knows them")
def test_a_killed_program_leaves_no_process_that_hangs(tmp_path: Path) -> None:
    bomb = tmp_path / "bomb.pdf"
    bomb.write_bytes(nested(6))
    program = (
        "import sys, threading, time; from pathlib import Path; from tracker.reading.pages import Pages; p = Pages()\n"
        "threading.Thread(target=p.picture, args=(Path(sys.argv[1]).read_bytes(), 1, 2.0), daemon=True).start()\n"
        "while p.pid is None: time.sleep(0.01)\n"
        "time.sleep(1); print(p.pid, flush=True); time.sleep(60)\n"
    )
    with subprocess.Popen([sys.executable, "-c", program, str(bomb)], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert not gone(pid)
        parent.kill()
    for _ in range(300):
        if gone(pid):
            break
        time.sleep(0.1)
    assert gone(pid)


@pytest.mark.parametrize(
    ("size", "pixels"),
    [([2, 2, 8, 1.0, 1.0], b"\0" * 20), ([2, 2, 4, 1.0, 1.0], b"\0" * 8), ([2000, 2000, 8000, 1.0, 1.0], b"")],
)
def test_a_picture_of_another_size_than_it_says_is_refused(size: list[float], pixels: bytes) -> None:
    answer = {"size": size, "pixels": base64.b64encode(zlib.compress(pixels)).decode()}
    with pytest.raises(UserError, match="could not be drawn"):
        picture_of(answer, 1, 100)


def test_a_document_too_large_to_send_is_said(pages: Pages, monkeypatch: pytest.MonkeyPatch, letter: bytes) -> None:
    monkeypatch.setattr("tracker.reading.pages.LARGEST", 10)
    with pytest.raises(UserError, match="too large"):
        pages.picture(letter, 1, 1.0)
