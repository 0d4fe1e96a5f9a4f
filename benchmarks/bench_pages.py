"""Damaged and hostile PDFs drawn page by page as the window does: hangs, processes left behind, memory."""

from __future__ import annotations

import argparse
import random
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

FILES = 400
MOST_PAGES = 4
SAMPLES = Path(__file__).resolve().parents[1] / "resources" / "samples"
HOSTILE = Path(__file__).resolve().parents[2] / "shared" / "faults" / "hostile"
"""Small hostile files beside the project, where they are at hand."""


def main() -> int:
    """0 where nothing hung and no process was left."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--files", type=int, default=FILES)
    found = measure(parser.parse_args().files)
    return 1 if found["over the limit"] or found["processes left"] else 0


def measure(files: int = FILES) -> dict[str, Any]:
    """What came of the pages, the longest wait for one, the longest stall of the window, and memory."""
    from PySide6.QtWidgets import QApplication

    from benchmarks.heartbeat import Beat, memory_mb
    from tracker.app import AppGateway
    from tracker.reading.pages import TIMEOUT
    from tracker.ui.core.jobs import Jobs
    from tracker.ui.look.theme import Theme
    from tracker.ui.page.page_view import PageView

    app = QApplication.instance() or QApplication(sys.argv[:1])
    jobs, gateway = Jobs(app), AppGateway("Improvement Lead", None)
    view = PageView(gateway, jobs, Theme("light"))
    view.resize(900, 1000)
    view.show()
    came: Counter[str] = Counter()
    waits: list[float] = []
    memory, stalls = [memory_mb()], {"stall_ms": 0.0}
    beat = Beat()
    pids: set[int] = set()
    for data, pages in _documents(files):
        for page in range(1, pages + 1):
            part: dict[str, Any] = {}
            with beat.watch(part):
                waits.append(_drawn(view, jobs, data, page))
            pid = gateway._pages.pid  # which process drew it
            pids.update([pid] if pid else [])
            stalls["stall_ms"] = max(stalls["stall_ms"], part["stall_ms"])
            came["drawn" if view.canvas.has_picture else "said"] += 1
        memory.append(memory_mb())
    gateway.close()
    jobs.close()
    found: dict[str, Any] = {
        "files": files, **came, "longest wait (s)": round(max(waits), 1),
        "over the limit": sum(wait > TIMEOUT + 5 for wait in waits), "given up": sum(wait > TIMEOUT for wait in waits),
        "longest stall of the window (ms)": round(stalls["stall_ms"]), "processes": len(pids),
        "processes left": sum(_lives(pid) for pid in pids), "memory at first and at most (MB)":
        f"{memory[0]:.0f}, {max(memory):.0f}",
    }  # fmt: skip
    print(", ".join(f"{name} {value}" for name, value in found.items()), flush=True)
    return found


def _drawn(view: Any, jobs: Any, data: bytes, page: int) -> float:
    """How long it took until a page was drawn, or was said to be none."""
    from benchmarks.heartbeat import rest

    began = time.monotonic()
    view.show_place(data, page, ())
    rest(20)
    while jobs.busy:
        rest(10)
    return time.monotonic() - began


def _documents(count: int) -> list[tuple[bytes, int]]:
    """The hostile files, then the samples with something changed in each."""
    found = [(path.read_bytes(), 1) for path in sorted(HOSTILE.glob("*.pdf"))]
    sound = [path.read_bytes() for path in sorted(SAMPLES.glob("*.pdf"))]
    chance = random.Random(2026)
    found += [(_changed(chance, chance.choice(sound)), MOST_PAGES) for _ in range(count)]
    return found


def _changed(chance: random.Random, data: bytes) -> bytes:
    """The file with bytes changed, cut, zeroed or put elsewhere."""
    changed = bytearray(data)
    for _ in range(chance.choice((1, 3, 10, 60))):
        at, length = chance.randrange(len(changed)), chance.choice((1, 4, 64, 2048))
        way = chance.randrange(4)
        if way == 0:
            changed[at] ^= 1 << chance.randrange(8)
        elif way == 1:
            changed[at : at + length] = bytes(len(changed[at : at + length]))
        elif way == 2:
            del changed[at : at + length]
        else:
            other = chance.randrange(len(data))
            changed[at:at] = data[other : other + length]
    return bytes(changed)


def _lives(pid: int) -> bool:
    if not sys.platform.startswith("linux"):
        return False
    try:
        return "zombie" not in Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except OSError:
        return False


if __name__ == "__main__":
    sys.exit(main())
