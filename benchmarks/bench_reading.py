"""Full reading of the labelled reports beside plain pdfium text and pdfplumber's text of the same files.

Every figure is a whole process from start to end, the peers beside us in the same round. `python3 run.py bench reading`
prints the table; `--json FILE` keeps it. Without the labelled reports beside the project the two samples stand in.
"""

from __future__ import annotations

import importlib.util
import json
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

ROUNDS = 3
ROOT = Path(__file__).resolve().parents[1]
REPORTS = ROOT.parent / "shared" / "gold" / "reports"

PLAIN = """
import sys
import pypdfium2
pages = 0
for path in sys.argv[1:]:
    pdf = pypdfium2.PdfDocument(path)
    for page in pdf:
        text = page.get_textpage()
        text.get_text_range()
        text.close()
        page.close()
        pages += 1
    pdf.close()
print(pages)
"""

ONE = """
import resource, sys
from pathlib import Path
from tracker.reading.reader import read_file
found = sum(len(read_file(Path(path)).recommendations) for path in sys.argv[1:])
print(found, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""

WORKERS = """
import sys
from pathlib import Path
from tracker.reading.sandbox import Reader
with Reader() as reader:
    outcomes = reader.read_many([Path(path) for path in sys.argv[1:]], lambda done, total: None, lambda: False)
print(sum(len(outcome.reading.recommendations) for outcome in outcomes if outcome.reading))
"""

PLUMBER = """
import sys
import pdfplumber
for path in sys.argv[1:]:
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()
"""


def measure() -> dict[str, Any]:
    """Medians in seconds, the medians of the paired ratios, and the peak memory of one process that read every file."""
    paths = sorted(REPORTS.glob("*.pdf"))
    if not paths:
        paths = sorted((ROOT / "resources" / "samples").glob("*.pdf"))
        print(f"no labelled reports at {REPORTS}: the {len(paths)} samples stand in")
    times: dict[str, list[float]] = {}
    said: dict[str, str] = {}
    peers = {
        "plain pdfium text": (PLAIN, paths),
        "read, one process": (ONE, paths),
        "read, two workers": (WORKERS, paths),
    }
    for _ in range(ROUNDS):
        for name, (program, files) in peers.items():
            seconds, said[name] = whole_process(program, files)
            times.setdefault(name, []).append(seconds)
    result: dict[str, Any] = {"files": len(paths), "pages": int(said["plain pdfium text"]), "rounds": ROUNDS}
    result["items"], result["peak_mb"] = int(said["read, one process"].split()[0]), peak(said["read, one process"])
    result |= {name.replace(", ", "_").replace(" ", "_") + "_s": statistics.median(s) for name, s in times.items()}
    for name in ("read, one process", "read, two workers"):
        result[f"{name} / plain"] = ratio(times[name], times["plain pdfium text"])
    result |= beside_plumber(paths, {name: statistics.median(times[name]) for name in peers})
    show(result)
    return result


def whole_process(program: str, paths: list[Path]) -> tuple[float, str]:
    """Seconds from starting a process to its end, and the last line it printed."""
    surroundings = os.environ | {"PYTHONPATH": os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))}
    started = time.monotonic()
    done = subprocess.run(
        [sys.executable, "-c", program, *map(str, paths)], env=surroundings, capture_output=True, text=True, check=True
    )
    return time.monotonic() - started, (done.stdout.splitlines() or [""])[-1]


def beside_plumber(paths: list[Path], ours: dict[str, float]) -> dict[str, Any]:
    """pdfplumber's text of the same files, once, where it is installed: it takes minutes."""
    if importlib.util.find_spec("pdfplumber") is None:
        print("pdfplumber is not installed: python -m pip install pdfplumber, for this benchmark only")
        return {}
    theirs, _ = whole_process(PLUMBER, paths)
    names = ("read, one process", "read, two workers")
    return {"plumber_s": theirs} | {f"plumber / {name}": theirs / ours[name] for name in names}


def ratio(ours: list[float], theirs: list[float]) -> float:
    return statistics.median(mine / other for mine, other in zip(ours, theirs, strict=True))


def peak(line: str) -> float:
    return float(line.split()[1])


def show(result: dict[str, Any]) -> None:
    for name, value in result.items():
        print(f"{name:32} {value:10.2f}" if isinstance(value, float) else f"{name:32} {value:10}")


if __name__ == "__main__":
    found = measure()
    if "--json" in sys.argv:
        Path(sys.argv[sys.argv.index("--json") + 1]).write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
