"""Which of several readings are the same file, or the same report in another file."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from tracker.domain.reading.reading import Reading

SAME_FILE = "same file"
SAME_REPORT = "same report"
ALIKE = 0.85
"""Readings at least this alike are the same report: corrected copies keep nearly all their items and findings."""

_SAMPLE = 40


@dataclass(frozen=True, slots=True)
class DuplicateReport:
    """Two files that hold the same: `reason` is "same file" or "same report"; `likeness` runs from 0 to 1."""

    first: str
    second: str
    reason: str
    likeness: float
    sentence: str


def find(readings: Sequence[Reading]) -> list[DuplicateReport]:
    """The readings that repeat an earlier one, each once, with the earlier one it is most like."""
    found: list[DuplicateReport] = []
    for place, reading in enumerate(readings):
        best: tuple[float, Reading] | None = None
        for earlier in readings[:place]:
            likeness = 1.0 if earlier.sha256 == reading.sha256 else likeness_of(earlier, reading)
            if likeness >= ALIKE and (best is None or likeness > best[0]):
                best = (likeness, earlier)
        if best is not None:
            found.append(_told(best[1], reading, best[0]))
    return found


def _told(first: Reading, second: Reading, likeness: float) -> DuplicateReport:
    if first.sha256 == second.sha256:
        sentence = f"{second.file} is the same file as {first.file}."
        return DuplicateReport(first.file, second.file, SAME_FILE, 1.0, sentence)
    sentence = f"{second.file} holds the same report as {first.file}."
    return DuplicateReport(first.file, second.file, SAME_REPORT, round(likeness, 3), sentence)


def likeness_of(first: Reading, second: Reading) -> float:
    """How alike two readings are, 0 to 1: 0 where kind, area or dates contradict, else by their items and findings."""
    if _contradict(first, second):
        return 0.0
    texts = _texts(first), _texts(second)
    if not all(texts):
        same_dates = first.inspection_start is not None and first.inspection_start == second.inspection_start
        return 0.9 if same_dates and first.area and not any(texts) else 0.0
    return min(_covered(texts[0], texts[1]), _covered(texts[1], texts[0]))


def _contradict(first: Reading, second: Reading) -> bool:
    from rapidfuzz import fuzz

    if first.document_type != second.document_type:
        return True
    if first.area and second.area and fuzz.ratio(first.area.casefold(), second.area.casefold()) < 85:
        return True
    pairs: tuple[tuple[date | None, date | None], ...] = (
        (first.inspection_start, second.inspection_start),
        (first.inspection_end, second.inspection_end),
    )
    return any(one and other and one != other for one, other in pairs)


def _texts(reading: Reading) -> list[str]:
    texts = [item.text for item in reading.recommendations] or [item.text for item in reading.findings]
    return [text.casefold() for text in texts[:_SAMPLE]]


def _covered(texts: list[str], others: list[str]) -> float:
    """The share of the texts that stand among the others, nearly word for word."""
    from rapidfuzz import fuzz, process

    near = sum(process.extractOne(text, others, scorer=fuzz.ratio, score_cutoff=90) is not None for text in texts)
    return near / len(texts)
