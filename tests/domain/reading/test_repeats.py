"""Items of a new report that say what an earlier one said are found; common words alone do not make a repeat."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_plan, a_plan_store, an_id
from tracker.domain.plan.records import Kind, Recommendation
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.repeats import LIKELY, likeness, repeats, stem

LIKE = [
    ("The provision of life-story work for all children in care.", "life-story work for all children in care"),
    ("The response to allegations against professionals.",
     "the response to and monitoring of allegations made about professionals (designated officer arrangements)"),
    ("Management oversight of cases in pre-proceedings, to avoid drift and delay for children.",
     "The response to pre-proceedings to ensure that progress is monitored to reduce drift and delay for children."),
]  # fmt: skip
UNLIKE = [
    ("The quality of plans for children in care.", "The quality of supervision for staff."),
    ("Quality of the written plans for all children.", "The timeliness of initial health assessments."),
    ("", "The quality of plans."),
]


@pytest.mark.parametrize(("one", "other"), LIKE)
def test_the_same_subject_is_likely_a_repeat(one: str, other: str) -> None:
    assert likeness(one, other) >= LIKELY


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_common_words_alone_are_no_repeat(one: str, other: str) -> None:
    assert likeness(one, other) < LIKELY


@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_symmetric_and_bounded(one: str, other: str) -> None:
    assert likeness(one, other) == pytest.approx(likeness(other, one))
    assert 0.0 <= likeness(one, other) <= 1.0


def test_endings_fall_away() -> None:
    assert stem("assessments") == stem("assessing") == "assess"
    assert stem("need") == "need"


def test_earlier_items_are_found_and_the_report_itself_is_left_out() -> None:
    snapshot = a_plan_store().snapshot()
    first = snapshot.recommendations[0]
    (found,) = repeats(snapshot, [first.text])
    assert (found[0].item.ref, found[0].likeness) == (first.ref, 1.0)
    assert repeats(snapshot, [first.text], leaving_out=first.inspection) == ((),)


def test_the_three_likest_are_offered_with_the_likest_first() -> None:
    said = "oversight of allegations against professionals"
    texts = (
        "allegations about children missing overnight",
        "oversight of allegations against carers and volunteers and drivers",
        said,
        "oversight of allegations against professionals in early years settings",
        "oversight of allegations against professionals",
    )
    items = [Recommendation(id=an_id(9900 + n), ref=f"R{90 + n}", text=text) for n, text in enumerate(texts)]
    snapshot = Snapshot(a_plan(), {Kind.RECOMMENDATION: {item.id: item for item in items}})
    (found,) = repeats(snapshot, [said])
    assert [one.item.ref for one in found] == ["R92", "R94", "R93"]
    likest = [one.likeness for one in found]
    assert likest == sorted(likest, reverse=True)
    assert len(repeats(snapshot, [said], most=9)[0]) > 3


def test_words_that_every_report_uses_weigh_less() -> None:
    rare = likeness("allegations against professionals", "allegations against neighbours")
    common = likeness("quality of practice for children", "quality of services for children")
    assert rare > common
