"""Findings and reported actions against what a careful reader took out of the seed documents.

Matching rule: letters and digits only, in small letters; two sentences are the same where one holds the other, or
where rapidfuzz's partial ratio of the two is at least 90. Every expected sentence counts once for recall, every
offered finding once for precision.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from rapidfuzz import fuzz

from tracker.reading.files.pdf import open_pdf
from tracker.reading.files.text import open_text
from tracker.reading.narrative.narrative import Narrative, narrative


def _fold(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", " ", text.lower()).strip()


def _same(expected: str, offered: str) -> bool:
    a, b = _fold(expected), _fold(offered)
    return a in b or b in a or fuzz.partial_ratio(a, b) >= 90


def _scores(expected: list[str], offered: list[str]) -> tuple[int, int, int, int]:
    """Expected found, expected, offered right, offered."""
    found = sum(any(_same(text, other) for other in offered) for text in expected)
    right = sum(any(_same(text, other) for text in expected) for other in offered)
    return found, len(expected), right, len(offered)


@pytest.fixture(scope="module")
def seeds(shared: Path) -> dict[str, Any]:
    """The expected contents of the seed documents, by seed."""
    seeds: dict[str, Any] = json.loads((shared / "seeds" / "expected.json").read_text("utf-8"))["seeds"]
    return seeds


def _read(shared: Path, seed: dict[str, Any]) -> Narrative:
    path = shared / "seeds" / seed["file"]
    formal = [item["text"] for item in seed["formal_recommendations"]]
    return narrative(open_text(path.read_bytes(), path.name), "unknown", formal)


def _texts(rows: list[dict[str, Any]]) -> list[str]:
    return [row["text"] for row in rows]


@pytest.mark.gold
def test_findings_offered_by_default_match_the_careful_readers(shared: Path, seeds: dict[str, Any]) -> None:
    totals = [0, 0, 0, 0]
    for key in ("000", "002"):
        offered = [finding.text for finding in _read(shared, seeds[key]).findings]
        for place, value in enumerate(_scores(_texts(seeds[key]["findings_needing_action"]), offered)):
            totals[place] += value
    recall, precision = totals[0] / totals[1], totals[2] / totals[3]
    print(f"findings of 000 and 002: recall {recall:.3f}, precision {precision:.3f} of {totals[3]} offered")
    assert recall >= 0.70
    assert precision >= 0.70


@pytest.mark.gold
def test_widening_the_net_finds_more(shared: Path, seeds: dict[str, Any]) -> None:
    expected = _texts(seeds["000"]["findings_needing_action"]) + _texts(seeds["002"]["findings_needing_action"])
    default: list[str] = []
    wide: list[str] = []
    for key in ("000", "002"):
        read = _read(shared, seeds[key])
        default += [finding.text for finding in read.findings]
        wide += [finding.text for finding in (*read.findings, *read.more_findings)]
    assert _scores(expected, wide)[0] > _scores(expected, default)[0]
    assert len(wide) > len(default)


@pytest.mark.gold
def test_reported_actions_match_the_careful_readers(shared: Path, seeds: dict[str, Any]) -> None:
    totals = [0, 0, 0, 0]
    for key in ("000", "002", "004"):
        offered = [action.text for action in _read(shared, seeds[key]).reported_actions]
        for place, value in enumerate(_scores(_texts(seeds[key]["actions_reported"]), offered)):
            totals[place] += value
    recall, precision = totals[0] / totals[1], totals[2] / totals[3]
    print(f"actions of 000, 002 and 004: recall {recall:.3f}, precision {precision:.3f} of {totals[3]} offered")
    assert recall >= 0.65
    assert precision >= 0.5


@pytest.mark.gold
def test_the_printed_letter_gives_the_same_findings_as_its_text(
    shared: Path, samples: Path, seeds: dict[str, Any]
) -> None:
    path = samples / "manchester-jtai-2023-11-30.pdf"
    formal = _texts(seeds["002"]["formal_recommendations"])
    read = narrative(open_pdf(path.read_bytes(), path.name), "jtai-2022", formal)
    offered = [finding.text for finding in read.findings]
    found, expected, right, all_offered = _scores(_texts(seeds["002"]["findings_needing_action"]), offered)
    print(f"findings of the printed letter: recall {found / expected:.3f}, precision {right / all_offered:.3f}")
    assert found / expected >= 0.70
    assert right / all_offered >= 0.70
    assert all(finding.page and finding.boxes for finding in read.findings)


@pytest.mark.gold
def test_the_overviews_list_of_inspections_is_read_whole(shared: Path, seeds: dict[str, Any]) -> None:
    read = _read(shared, seeds["000"])
    rows = next(table["rows"] for table in seeds["000"]["tables"] if "rows" in table)
    assert [row.area for row in read.inspections_listed] == [row[0] for row in rows]
    assert read.inspections_listed[0].published == "27 October 2023"
    assert any("25" in problem and "19" in problem for problem in read.problems)
