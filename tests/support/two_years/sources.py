"""Where the two years' plan takes its reports from: the labelled ones beside the project, or what comes with it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from support.builders import ITEMS, a_reading
from support.two_years.plan import Source
from tracker.reading.reader import read_file

REPORTS = 10
AREAS = ("Sampleton", "Northbridge", "Eastmarsh", "Westover", "Southmere", "Middleham", "Highfield", "Lowdale")
OTHERS = (
    "The quality of supervision and management oversight of frontline practice.",
    "The timeliness of initial health assessments for children who come into care.",
    "The number of social workers, so that caseloads allow time for direct work.",
    "The response to children aged 16 and 17 who are homeless.",
    "The effectiveness of decisions about thresholds at the front door.",
    "The quality of plans for care leavers and the support to find work.",
)


def labelled(shared: Path) -> tuple[Source, ...]:
    """Ten published JTAI and ILACS reports beside the project: half of each where there are, newest first."""
    known = json.loads((shared / "gold" / "gold.json").read_text(encoding="utf-8"))
    known.sort(key=lambda one: (one["inspection_start"] or "", one["id"]), reverse=True)
    files = {path.stem: path for path in sorted((shared / "gold" / "reports").iterdir())}
    jtai = [one["id"] for one in known if "JTAI" in one["document_type"] and one["id"] in files]
    ilacs = [one["id"] for one in known if "ILACS" in one["document_type"] and one["id"] in files]
    few = min(len(jtai), REPORTS - min(len(ilacs), REPORTS // 2))
    chosen = [*jtai[:few], *ilacs[: REPORTS - few]]
    return tuple(_read(files[one]) for one in chosen)


def bundled(samples: Path) -> tuple[Source, ...]:
    """The two reports that come with the project, and eight drawn ones of the same shape."""
    found = [_read(samples / name) for name in sorted(p.name for p in samples.glob("*.pdf"))]
    for number, area in enumerate(AREAS):
        drawn = a_reading(file=f"{area}.pdf", area=area, title=f"Joint targeted area inspection of {area}")
        items = (*ITEMS[number % 3 :], *OTHERS)[: 4 + number % 3]
        pattern = drawn.recommendations
        said = [replace(pattern[n % len(pattern)], text=text) for n, text in enumerate(items)]
        tagged = [replace(item, national_framework=(f"outcome {number % 4 + 1}",)) for item in said[:2]]
        drawn = replace(drawn, recommendations=(*tagged, *said[2:]))
        published = drawn.published + timedelta(days=30 * number) if drawn.published else None
        found.append(Source(replace(drawn, published=published), f"letter to {area}".encode(), f"{area}.pdf"))
    return tuple(found)


def _read(path: Path) -> Source:
    return Source(read_file(path), path.read_bytes(), path.name)
