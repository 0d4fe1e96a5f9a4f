"""Earlier items under the names that people know them by."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan_store
from tracker.domain.plan.records import Inspection, Kind
from tracker.domain.reading.draft import Item, Section
from tracker.domain.reading.earlier import Earlier

TODAY = date(2024, 3, 12)


@pytest.mark.parametrize(
    ("facts", "name"),
    [
        ({}, "R1 of the 2023 JTAI"),
        ({"published": date(2022, 1, 9), "inspection_end": date(2021, 12, 9)}, "R1 of the 2022 JTAI"),
        ({"published": None, "inspection_end": date(2021, 12, 9)}, "R1 of the 2021 JTAI"),
        ({"published": None, "inspection_end": None, "inspection_start": date(2020, 1, 6)}, "R1 of the 2020 JTAI"),
        ({"published": None, "inspection_end": None, "inspection_start": None}, "R1 of the JTAI"),
        ({"document_type": "other", "title": "A peer review"}, "R1 of A peer review"),
        (None, "R1"),
    ],
)
def test_an_earlier_item_is_named_after_its_document(facts: dict[str, object] | None, name: str) -> None:
    snapshot = a_plan_store().snapshot()
    subject = snapshot.by_ref("R1")
    source: Inspection = snapshot.get(subject.inspection)
    link = subject.inspection if facts is not None else None
    changed = [(Kind.RECOMMENDATION, subject.id, replace(subject, inspection=link))]
    changed.append((Kind.INSPECTION, source.id, replace(source, **(facts or {}))))  # type: ignore[arg-type]
    earlier = Earlier(snapshot.with_records(changed, 9, "h"), TODAY)  # type: ignore[arg-type]
    item = Item(1, Section.FORMAL, "needs to improve", subject.text)
    earlier.compare([item])
    assert earlier.mark(item) == f"Much like {name}"


def test_without_a_plan_nothing_came_before() -> None:
    item = Item(1, Section.FORMAL, "needs to improve", "Plans should say what must change by when.")
    earlier = Earlier(None, TODAY)
    earlier.compare([item])
    assert earlier.mark(item) == ""


def test_praise_repeats_no_finding_and_an_item_may_be_asked_about_first() -> None:
    snapshot = a_plan_store().snapshot()
    words = snapshot.by_ref("R1").text
    earlier = Earlier(snapshot, TODAY)
    assert earlier.like(Item(1, Section.STRENGTHS, "strength", words)) == ()
    assert earlier.like(Item(2, Section.FORMAL, "needs to improve", words))[0].name == "R1 of the 2023 JTAI"
