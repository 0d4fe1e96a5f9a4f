"""Which headings open narrative, and which open lists, boilerplate and studies of single cases."""

from __future__ import annotations

import pytest

from tracker.reading.page.sections import BACKGROUND, NARRATIVE, OUT, STRENGTHS, kind_of, tells_fact


@pytest.mark.parametrize(
    ("title", "kind"),
    [
        ("What needs to improve?", OUT),
        ("What needs to improve?1", OUT),
        ("Areas for priority action", OUT),
        ("2. Recommendations:", OUT),
        ("What does the LSCB need to improve?", OUT),
        ("What the inspection judgments mean: the LSCB", OUT),
        ("Information about this inspection", OUT),
        ("Annex A – Inspection reports in this summary", OUT),
        ("Next steps", OUT),
        ("Practice study: area for improvement", BACKGROUND),
        ("Case study: highly effective practice", BACKGROUND),
        ("Summary for children and young people", BACKGROUND),
        ("Children looked after in this area", BACKGROUND),
        ("Key strengths", STRENGTHS),
        ("Early help strengths", STRENGTHS),
        ("What is the area partnership doing that is effective?", STRENGTHS),
        ("What does the area partnership need to do better?", NARRATIVE),
        ("What is it like to be a child or young person with SEND in this area?", NARRATIVE),
        ("The experiences and progress of children in care: good", NARRATIVE),
        ("Main findings", NARRATIVE),
        ("", NARRATIVE),
    ],
)
def test_a_heading_tells_what_follows(title: str, kind: str) -> None:
    assert kind_of(title) == kind


@pytest.mark.parametrize(
    ("title", "fact"),
    [
        ("CONTACT OFFICER: Ann Lee, Director of Social Care", True),
        ("Wards affected: all", True),
        ("Report of: the Director of Education", True),
        ("Report of the Director", False),
        ("Subject access requests", False),
        ("Meeting the needs of children: what we found", False),
        ("Meeting needs: what we found", False),
        ("Contact officer", False),
    ],
)
def test_a_label_with_its_value_opens_no_section(title: str, fact: bool) -> None:
    assert tells_fact(title) is fact
