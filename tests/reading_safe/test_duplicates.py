"""The same report twice, and reports that only look alike."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tracker.domain.reading.reading import Reading, ReadRecommendation
from tracker.reading.files.duplicates import find

ITEMS = tuple(
    ReadRecommendation("needs to improve", f"The quality and timeliness of {thing} for children in care")
    for thing in ("assessments", "care plans", "health checks", "visits")
)
FIRST = Reading(
    "a", "a.pdf", "aa", 9, "JTAI", area="Northam", inspection_start=date(2023, 10, 9), recommendations=ITEMS
)


def test_the_same_file_under_two_names() -> None:
    (report,) = find([FIRST, replace(FIRST, file="copy of a.pdf")])
    assert (report.reason, report.first, report.second) == ("same file", "a.pdf", "copy of a.pdf")
    assert report.sentence == "copy of a.pdf is the same file as a.pdf."


def test_the_same_report_in_another_file() -> None:
    corrected = replace(
        FIRST,
        file="a corrected.docx",
        sha256="bb",
        recommendations=(replace(ITEMS[0], text=ITEMS[0].text.replace("timeliness", "timelyness")), *ITEMS[1:]),
    )
    (report,) = find([FIRST, corrected])
    assert report.reason == "same report"
    assert report.likeness >= 0.85


def test_another_area_another_date_or_other_items_are_other_reports() -> None:
    others = [
        replace(FIRST, file="b.pdf", sha256="b", area="Southam"),
        replace(FIRST, file="c.pdf", sha256="c", inspection_start=date(2019, 1, 7)),
        replace(FIRST, file="d.pdf", sha256="d", document_type="ILACS inspection"),
        replace(
            FIRST, file="e.pdf", sha256="e", recommendations=(ReadRecommendation("recommendation", "Recruit more"),)
        ),
    ]
    assert find([FIRST, *others]) == []


def test_three_copies_are_two_repeats() -> None:
    assert len(find([FIRST, replace(FIRST, file="b.pdf"), replace(FIRST, file="c.pdf")])) == 2


def test_empty_readings_are_not_taken_for_copies() -> None:
    assert find([Reading("a", "a.txt", "a", 1), Reading("b", "b.txt", "b", 1)]) == []
