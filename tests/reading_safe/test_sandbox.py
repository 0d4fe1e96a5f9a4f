"""Reading in a worker process: what comes back, and what a bad file cannot do to the app."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from support.foreign.plans import BY_PARAGRAPH
from tracker.domain.plan.as_json import decoder, encode
from tracker.domain.reading.reading import AnswerPeriod, Reading, Topic
from tracker.errors import UserError
from tracker.foreign_file import foreign_file
from tracker.reading import sandbox
from tracker.reading.reader import read_file
from tracker.reading.sandbox import Reader, ReadingStopped


@pytest.fixture
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.fixture
def letter(samples: Path) -> Path:
    return samples / "manchester-jtai-2023-11-30.pdf"


def never() -> bool:
    return False


def ignore(done: int, total: int) -> None:
    """Progress nobody looks at."""


def stand_in(monkeypatch: pytest.MonkeyPatch, program: str) -> None:
    """Lets a small program of the test's own stand in for the worker."""

    def start() -> subprocess.Popen[bytes]:
        return subprocess.Popen(
            [sys.executable, "-c", program],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    monkeypatch.setattr(sandbox, "_start_process", start)


def test_a_reading_is_the_same_from_the_worker_as_from_here(reader: Reader, letter: Path) -> None:
    assert reader.read(letter) == read_file(letter)


def test_a_reading_survives_json(letter: Path) -> None:
    stated = (AnswerPeriod("draft action plan", by=date(2024, 1, 2)), AnswerPeriod("action plan", 70, page=3))
    reading = replace(read_file(letter), answer_periods=stated, topics=(Topic("care leavers", 1),))
    bare = Reading("a", "a.txt", "0", 1)
    assert [decoder(Reading)(encode(one)) for one in (reading, bare)] == [reading, bare]


def test_the_workers_words_about_a_bad_file_are_passed_on(reader: Reader, tmp_path: Path) -> None:
    bad = tmp_path / "report.pdf"
    bad.write_bytes(b"%PDF-1.7 and then nothing")
    with pytest.raises(UserError) as caught:
        reader.read(bad)
    assert caught.value.hint
    good = tmp_path / "note.txt"
    good.write_text("# Findings\n\nPlans are not always specific enough.\n")
    assert reader.read(good).findings


def test_a_worker_that_hangs_is_ended_in_time(reader: Reader, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; time.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(UserError, match=f"{letter.name} was given up after"):
        reader.read(letter, timeout=0.3)
    assert time.monotonic() - begun < 10
    monkeypatch.undo()
    assert reader.read(letter).document_type == "JTAI"


def test_signs_of_life_put_the_time_limit_off(reader: Reader, letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    program = (
        "import json, sys, time\nfrom tracker.domain.plan.as_json import encode\n"
        "from tracker.domain.reading.reading import Reading\n"
        "def say(value):\n    body = json.dumps(value).encode()\n"
        "    sys.stdout.buffer.write(len(body).to_bytes(4, 'big') + body); sys.stdout.buffer.flush()\n"
        "for _ in range(6):\n    time.sleep(0.5); say({'alive': True})\n"
        "say({'reading': encode(Reading('a', 'a.pdf', '0', 1))})\ntime.sleep(60)\n"
    )
    stand_in(monkeypatch, program)
    assert reader.read(letter, timeout=2.0).file == "a.pdf"


@pytest.mark.parametrize(
    "program",
    ["import os; os.abort()", "raise SystemExit(3)", "import sys; sys.stdout.buffer.write(b'\\0\\0\\0\\x09abc')"],
)
def test_a_worker_that_breaks_is_named_and_replaced(
    reader: Reader, letter: Path, monkeypatch: pytest.MonkeyPatch, program: str
) -> None:
    stand_in(monkeypatch, program)
    with pytest.raises(UserError, match="broke the reader"):
        reader.read(letter)
    monkeypatch.undo()
    assert reader.read(letter).document_type == "JTAI"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such limit")
def test_a_worker_cannot_fill_the_memory() -> None:
    program = (
        "import tracker.reading.sandbox as s\ns._limit_memory()\n"
        "try:\n    x = bytearray(2 * 1024 ** 3)\nexcept MemoryError:\n    print('refused')\n"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "refused"


def test_the_worker_never_loads_the_window_system() -> None:
    program = (
        "import sys\nimport tracker.reading.sandbox, tracker.reading.reader, tracker.reading.files.formats\n"
        "import tracker.reading.files.ocr, tracker.reading.narrative.narrative, tracker.reading.files.render\n"
        "print(any(name.startswith('PySide6') for name in sys.modules))"
    )
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert ran.stdout.strip() == "False"


def test_many_files_keep_their_order_and_one_fault_stops_no_other(reader: Reader, letter: Path, tmp_path: Path) -> None:
    bad = tmp_path / "empty.pdf"
    bad.write_bytes(b"")
    note = tmp_path / "note.txt"
    note.write_text("Children wait too long.\n")
    told: list[tuple[int, int]] = []

    def progress(done: int, total: int) -> None:
        told.append((done, total))

    outcomes = reader.read_many([letter, bad, note, tmp_path / "absent.pdf"], progress, never)
    assert [outcome.path.name for outcome in outcomes] == [letter.name, "empty.pdf", "note.txt", "absent.pdf"]
    assert [outcome.reading is not None for outcome in outcomes] == [True, False, True, False]
    assert all(outcome.problem for outcome in outcomes if outcome.reading is None)
    assert told[0] == (0, 4)
    assert told[-1] == (4, 4)


def test_many_files_can_be_stopped(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; time.sleep(60)")
    paths = [tmp_path / f"{number}.txt" for number in range(5)]
    begun = time.monotonic()
    outcomes = reader.read_many(paths, ignore, iter([False, True]).__next__)
    assert time.monotonic() - begun < 10
    assert len(outcomes) == 5
    assert all("stopped" in (outcome.problem or "") for outcome in outcomes)


def test_no_worker_outlives_its_reader(letter: Path) -> None:
    reader = Reader()
    reader.read(letter)
    worker = reader._worker
    assert worker is not None
    process = worker._process
    assert process is not None
    reader.close()
    with pytest.raises(ProcessLookupError):
        os.kill(process.pid, 0)


def test_closing_ends_a_reading_under_way(letter: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    stand_in(monkeypatch, "import time; time.sleep(60)")
    reader = Reader()
    closing = threading.Timer(0.3, reader.close)
    closing.start()
    begun = time.monotonic()
    with pytest.raises(UserError):
        reader.read(letter)
    assert time.monotonic() - begun < 10
    closing.join()


def test_a_path_may_be_relative(reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "note.txt").write_text("Children wait too long.\n")
    monkeypatch.chdir(tmp_path)
    assert reader.read(Path("note.txt")).file == "note.txt"


def test_no_files_need_no_worker(reader: Reader) -> None:
    assert reader.read_many([], ignore, never) == []


def test_tables_are_the_same_from_the_worker_as_from_here(reader: Reader, tmp_path: Path) -> None:
    for ending in ("xlsx", "docx", "html", "csv"):
        path = BY_PARAGRAPH.write(tmp_path, ending)
        assert reader.tables(path) == foreign_file(path)
    with pytest.raises(UserError, match=r"there is no file|no such|not there"):
        reader.tables(tmp_path / "absent.xlsx")


def test_a_file_that_nobody_wants_any_more_is_given_up(
    reader: Reader, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = BY_PARAGRAPH.write(tmp_path, "csv")
    stand_in(monkeypatch, "import time; time.sleep(60)")
    begun = time.monotonic()
    with pytest.raises(ReadingStopped):
        reader.tables(path, iter([False, False, True]).__next__)
    with pytest.raises(UserError, match="given up"):
        reader.tables(path, never, timeout=0.3)
    assert time.monotonic() - begun < 20
    monkeypatch.undo()
    assert reader.tables(path, never) == foreign_file(path)
