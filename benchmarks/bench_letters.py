"""What is read out of the labelled reports and visit letters, against their labels beside the project.

Lists and facts are scored by the labels' own program; addressees and stated periods of the letters are compared here,
and letters with topics are counted. `python3 run.py bench letters`; `--misses` prints each difference.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from tracker.domain.plan.as_json import encoded
from tracker.reading.reader import read_file

GOLD = Path(__file__).resolve().parents[1].parent / "shared" / "gold"
SETS = {
    "reports": (GOLD / "gold.json", GOLD / "reports"),
    "letters": (GOLD / "focused/gold.json", GOLD / "focused/letters"),
}


def measure(*, misses: int = 0) -> dict[str, Any]:
    """The figures of each labelled set, by their names; {} where no labels are beside the project."""
    if not GOLD.is_dir():
        print(f"no labelled reports at {GOLD}: nothing to score")
        return {}
    result: dict[str, Any] = {}
    for name, (labels, folder) in SETS.items():
        readings = {path.stem: encoded(read_file(path)) for path in sorted(folder.glob("*.pdf"))}
        result[name] = scored(labels, readings, misses)
        if name == "letters":
            extra = json.loads((GOLD / "focused" / "extra.json").read_text(encoding="utf-8"))
            result["letters beside the list"] = beside_the_list(extra, readings, misses)
    return result


def scored(labels: Path, readings: dict[str, Any], misses: int) -> list[str]:
    """The lines the labels' own program prints."""
    with tempfile.TemporaryDirectory() as folder:
        read = Path(folder) / "read.json"
        read.write_text(json.dumps(list(readings.values())), encoding="utf-8")
        command = [sys.executable, str(GOLD / "score.py"), str(labels), str(read), "--misses", str(misses)]
        lines = subprocess.run(command, capture_output=True, text=True, check=True).stdout.splitlines()
    print("\n".join(lines))
    return lines


def beside_the_list(labels: list[dict[str, Any]], readings: dict[str, Any], misses: int) -> dict[str, int]:
    """How many letters have each of their addressees, and each stated period, as labelled."""
    figures = {"letters": len(labels), "addressees right": 0, "periods right": 0, "with topics": 0}
    for label in labels:
        reading = readings.get(label["id"], {})
        people = [person(given) for given in label["addressees"]], [person(given) for given in reading["addressees"]]
        periods = sorted(map(period, label["stated_periods"])), sorted(map(period, reading["answer_periods"]))
        figures["addressees right"] += people[0] == people[1]
        figures["periods right"] += periods[0] == periods[1]
        figures["with topics"] += bool(reading["topics"])
        for wanted, found in (people, periods):
            if wanted != found and misses:
                print(f"{label['id']}: wanted {wanted}, read {found}")
    for name, count in figures.items():
        print(f"{name:20} {count:5}")
    return figures


def person(given: dict[str, Any]) -> tuple[str | None, ...]:
    return tuple(given.get(part) for part in ("name", "role", "organisation"))


def period(given: dict[str, Any]) -> tuple[str, int]:
    """What is to be sent, and within how many working days, of a label or of a reading."""
    days = given.get("working_days") or int(str(given.get("printed") or 0).split()[0])
    return given.get("what") or given["for_"], days


if __name__ == "__main__":
    measure(misses=200 if "--misses" in sys.argv else 0)
