"""Documents are read in worker processes, so that no file can hang, crash or fill the memory of the app itself.

A worker is this program itself, told to serve. It answers on its standard output, each message a four-byte length and
then JSON: nothing is unpickled, and nothing it sends can run code here.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import queue
import signal
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import IO, Any, NoReturn

from tracker.built import console_program, is_built, root
from tracker.domain.foreign.grid import GridFile
from tracker.domain.foreign.wire import tables_as_json, tables_from_json
from tracker.domain.plan.as_json import decoder, encode
from tracker.domain.reading.reading import Reading
from tracker.errors import UserError
from tracker.paths import must_be_file
from tracker.reading.page.document import page_text

WORKER_FLAG = "--reading-worker"
SELDOM = 50_000
"""New objects between two searches for garbage: a reading makes many that live to its end and hold no circles."""
MEMORY_LIMIT = 1536 * 1024 * 1024
"""About eight times what the largest real report has needed."""
LARGEST_MESSAGE = 256 * 1024 * 1024
READINGS_A_WORKER = 200
_POLL = 0.1
_ALIVE = b'{"alive": true}'
"""Sent after each page of a long scan: the time limit counts from the last sign of life."""


class ReadingStopped(UserError):  # noqa: N818 - what it is
    """Whoever asked for a file wants it no more."""


@dataclass(frozen=True, slots=True)
class ReadOutcome:
    """What came of one file: its reading, or the sentence (with its hint) that says why there is none."""

    path: Path
    reading: Reading | None
    problem: str | None


class Reader:
    """Reads documents in worker processes of its own; `close` it, or use it in a `with` statement."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._worker: Worker | None = None

    def __enter__(self) -> Reader:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def read(self, path: Path, timeout: float = 60.0) -> Reading:
        """The reading of one file.

        Raises UserError where it cannot be read, gives no sign of life for `timeout` seconds, or breaks the worker.
        """
        must_be_file(Path(path))
        with self._lock:
            worker = self._worker = self._worker or Worker()
            return worker.read(Path(path), timeout)

    def text(self, path: Path, timeout: float = 60.0) -> tuple[str, ...]:
        """The words of one file, page by page. Raises UserError as `read` does."""
        with self._lock:
            worker = self._worker = self._worker or Worker()
            return worker.text(Path(path), timeout)

    def tables(self, path: Path, cancelled: Callable[[], bool] | None = None, timeout: float = 60.0) -> GridFile:
        """The tables of one file of any kind that holds some; the process ends as soon as `cancelled` says so.

        Raises UserError as `read` does, and where it was cancelled.
        """
        must_be_file(Path(path))
        with self._lock:
            worker = self._worker = self._worker or Worker()
            return worker.tables(Path(path), timeout, cancelled)

    def read_many(
        self,
        paths: Sequence[Path],
        on_progress: Callable[[int, int], None],
        cancelled: Callable[[], bool],
        workers: int = 2,
        timeout: float = 60.0,
    ) -> list[ReadOutcome]:
        """An outcome for each path, in order; `on_progress(done, total)` and `cancelled` are called in this thread."""
        batch = _Batch([Path(path) for path in paths], timeout)
        try:
            return batch.run(on_progress, cancelled, max(1, min(workers, len(paths))))
        finally:
            batch.stop()

    def close(self) -> None:
        """Ends the worker process for good; a reading under way in another thread ends with a UserError."""
        worker, self._worker = self._worker, Worker()
        self._worker.close()
        if worker is not None:
            worker.close()


class _Batch:
    """Many files shared out among several workers."""

    def __init__(self, paths: list[Path], timeout: float) -> None:
        self._paths = paths
        self._timeout = timeout
        self._waiting: queue.SimpleQueue[int] = queue.SimpleQueue()
        self._finished: queue.SimpleQueue[tuple[int, ReadOutcome]] = queue.SimpleQueue()
        self._stopped = threading.Event()
        self._workers: list[Worker] = []
        self._threads: list[threading.Thread] = []
        for index in sorted(range(len(paths)), key=self._bytes_of, reverse=True):
            self._waiting.put(index)

    def _bytes_of(self, index: int) -> int:
        """A file's size: the largest are begun first, so that no worker is left alone with one at the end."""
        try:
            return self._paths[index].stat().st_size
        except OSError:
            return 0

    def run(
        self, on_progress: Callable[[int, int], None], cancelled: Callable[[], bool], workers: int
    ) -> list[ReadOutcome]:
        """The outcomes in the order of the paths."""
        outcomes = [
            ReadOutcome(path, None, f"{path.name} was not read: stopped before its turn.") for path in self._paths
        ]
        if not self._paths:
            return outcomes
        self._start(workers)
        done = 0
        on_progress(0, len(outcomes))
        while done < len(outcomes) and not cancelled():
            try:
                index, outcome = self._finished.get(timeout=_POLL)
            except queue.Empty:
                continue
            outcomes[index] = outcome
            done += 1
            on_progress(done, len(outcomes))
        return outcomes

    def stop(self) -> None:
        """Ends the workers, whatever they are doing, and waits for the threads."""
        self._stopped.set()
        for worker in self._workers:
            worker.close()
        for thread in self._threads:
            thread.join()

    def _start(self, workers: int) -> None:
        for _ in range(workers):
            worker = Worker()
            self._workers.append(worker)
            self._threads.append(threading.Thread(target=self._serve, args=(worker,), daemon=True))
        for thread in self._threads:
            thread.start()

    def _serve(self, worker: Worker) -> None:
        while not self._stopped.is_set():
            try:
                index = self._waiting.get_nowait()
            except queue.Empty:
                return
            path = self._paths[index]
            try:
                outcome = ReadOutcome(path, worker.read(path, self._timeout), None)
            except UserError as fault:
                outcome = ReadOutcome(path, None, f"{fault.message} {fault.hint}".strip())
            self._finished.put((index, outcome))


class Worker:
    """One worker process, started when first needed and again after it has had to be killed."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._answers: queue.SimpleQueue[bytes | None] = queue.SimpleQueue()
        self._served = 0
        self._closed = False

    def read(self, path: Path, timeout: float) -> Reading:
        """The reading of a file."""
        return _reading(self.ask({"path": os.fspath(path.absolute())}, path, timeout), path)

    def text(self, path: Path, timeout: float) -> tuple[str, ...]:
        """The words of a file, page by page."""
        answer = self.ask({"path": os.fspath(path.absolute()), "text": True}, path, timeout)
        return tuple(answer["pages"]) if "pages" in answer else refuse(answer, path)

    def tables(self, path: Path, timeout: float, cancelled: Callable[[], bool] | None = None) -> GridFile:
        """The tables of a file."""
        answer = self.ask({"path": os.fspath(path.absolute()), "tables": True}, path, timeout, cancelled)
        return tables_from_json(answer["tables"]) if "tables" in answer else refuse(answer, path)

    @property
    def pid(self) -> int | None:
        """The process, where one runs."""
        return self._process.pid if self._process is not None else None

    def ask(
        self, request: dict[str, Any], path: Path, timeout: float, cancelled: Callable[[], bool] | None = None
    ) -> dict[str, Any]:
        """The answer to a request. Raises UserError, in which `path` is named, where none comes in time."""
        process = self._running(path)
        try:
            assert process.stdin is not None
            _send(process.stdin, request)
            answer = self._answer(timeout, cancelled)
        except queue.Empty:
            self._kill()
            raise UserError(
                f"{path.name} was given up after {timeout:.0f} seconds.",
                "The file may be damaged or very large: save it again as PDF, or add the part you need.",
            ) from None
        except OSError:
            answer = None
        except ReadingStopped:
            self._kill()
            raise
        if answer is None:
            self._kill()
            raise UserError(
                f"{path.name} could not be read: it broke the reader or needed too much memory.",
                "Open it in another program, save it again as PDF, and add that file.",
            )
        self._served += 1
        said: dict[str, Any] = json.loads(answer)
        return said

    def _answer(self, timeout: float, cancelled: Callable[[], bool] | None) -> bytes | None:
        """The next answer that is more than a sign of life. Raises queue.Empty where neither comes in time."""
        waited = 0.0
        while True:
            if cancelled is not None and cancelled():
                raise ReadingStopped("Reading was stopped.")
            try:
                answer = self._answers.get(timeout=min(_POLL, timeout) if cancelled is not None else timeout)
            except queue.Empty:
                waited += _POLL
                if cancelled is None or waited >= timeout:
                    raise
                continue
            if answer != _ALIVE:
                return answer
            waited = 0.0

    def close(self) -> None:
        """Ends the process for good; a reading under way ends with a UserError."""
        self._closed = True
        self._kill()

    def _running(self, path: Path) -> subprocess.Popen[bytes]:
        if self._closed:
            raise UserError(f"{path.name} was not read: reading was stopped.")
        if self._process is not None and self._served >= READINGS_A_WORKER:
            self._kill()
        if self._process is None:
            self._answers = queue.SimpleQueue()
            self._served = 0
            self._process = _start_process()
            threading.Thread(target=_pump, args=(self._process, self._answers), daemon=True).start()
        return self._process

    def _kill(self) -> None:
        process, self._process = self._process, None
        if process is None:
            return
        if sys.platform == "win32":
            process.kill()
        else:
            with contextlib.suppress(ProcessLookupError, PermissionError):
                os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        if process.stdin is not None:
            with contextlib.suppress(OSError):
                process.stdin.close()


def _reading(answer: dict[str, Any], path: Path) -> Reading:
    if "reading" in answer:
        found: Reading = decoder(Reading)(answer["reading"])
        return found
    return refuse(answer, path)


def refuse(answer: dict[str, Any], path: Path) -> NoReturn:
    """Raises the UserError that an answer stands for."""
    if "message" in answer:
        raise UserError(answer["message"], answer.get("hint", ""))
    raise UserError(
        f"{path.name} could not be read: something in it is unlike any document met so far.",
        f"Save it again as PDF and add that file. ({answer.get('defect', 'no reason given')})",
    )


def _start_process() -> subprocess.Popen[bytes]:
    program = [str(console_program())] if is_built() else [sys.executable, "-m", "tracker"]
    hidden = getattr(subprocess, "CREATE_NO_WINDOW", 0)
    return subprocess.Popen(  # noqa: S603 - the command is this program itself
        [*program, WORKER_FLAG],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
        creationflags=hidden,
        cwd=None if is_built() else root(),
    )


def _pump(process: subprocess.Popen[bytes], answers: queue.SimpleQueue[bytes | None]) -> None:
    """Puts each answer of the process on the queue, and None when it ends."""
    assert process.stdout is not None
    with process.stdout as stream:
        while (answer := _receive(stream)) is not None:
            answers.put(answer)
    answers.put(None)


def _send(stream: IO[bytes], value: dict[str, Any]) -> None:
    body = json.dumps(value).encode("ascii")
    stream.write(len(body).to_bytes(4, "big") + body)
    stream.flush()


def _receive(stream: IO[bytes]) -> bytes | None:
    """The next message, or None at the end, and for one that is cut short or absurdly long."""
    try:
        head = stream.read(4)
        size = int.from_bytes(head, "big")
        if len(head) < 4 or size > LARGEST_MESSAGE:
            return None
        body = stream.read(size)
    except (OSError, ValueError):
        return None
    return body if len(body) == size else None


def serve(tables: Callable[[Path], GridFile]) -> NoReturn:
    """Serves as a reading worker until its input ends; `tables` reads those of a file of any kind."""
    from tracker.reading.files.alive import page_read

    _limit_memory()
    gc.set_threshold(SELDOM)
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
    page_read.set(partial(_send, answers, json.loads(_ALIVE)))
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_listen, args=(requests,), daemon=True).start()
    while True:
        _send(answers, _answer(json.loads(requests.get()), tables))


def _listen(requests: queue.SimpleQueue[bytes]) -> None:
    """Passes on what is asked; ends the process once nobody is left to ask, whatever it is in the middle of."""
    while (request := _receive(sys.stdin.buffer)) is not None:
        requests.put(request)
    os._exit(0)


def _limit_memory() -> None:
    try:
        import resource
    except ImportError:
        return
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY_LIMIT, MEMORY_LIMIT))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _answer(request: dict[str, Any], tables: Callable[[Path], GridFile]) -> dict[str, Any]:
    path = Path(request["path"])
    try:
        return _read(request, path, tables)
    except UserError as fault:
        return {"message": fault.message, "hint": fault.hint}
    except MemoryError:
        return {
            "message": f"{path.name} needs more memory than a document should.",
            "hint": "Save the part you need as a file of its own and add that file.",
        }
    except Exception as fault:  # noqa: BLE001 - whatever fails here is told to the app, which treats it as a defect
        return {"defect": f"{type(fault).__name__}: {fault}"}


def _read(request: dict[str, Any], path: Path, tables: Callable[[Path], GridFile]) -> dict[str, Any]:
    from tracker.reading.reader import open_document, read_file

    if "page" in request:
        from tracker.reading.files.page_answers import page_answer

        return page_answer(request)
    if request.get("tables"):
        return {"tables": tables_as_json(tables(path))}
    if request.get("text"):
        return {"pages": [page_text(page.lines) for page in open_document(path).pages]}
    return {"reading": encode(read_file(path))}
