"""Items of a new report that say what an earlier one said are found; common words alone do not make a repeat."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from support.builders import a_plan_store, an_id
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.reading.repeats import LIKELY, likeness, repeats, stem
from tracker.domain.reading.subjects import subjects

LIKE = [
    ("The provision of life-story work for all children in care.", "life-story work for all children in care"),
    ("The response to allegations against professionals.",
     "the response to and monitoring of allegations made about professionals (designated officer arrangements)"),
    ("Management oversight of cases in pre-proceedings, to avoid drift and delay for children.",
     "The response to pre-proceedings to ensure that progress is monitored to reduce drift and delay for children."),
    ("Management oversight and the quality of supervision.",
     "While decisions are written down, supervision lacks challenge. This means that managers do not progress cases."),
    ("The quality of strategy discussions.", "Police do not always attend strategy meetings, so risks are missed."),
    ("Leaders should act on how long children wait for speech and language therapy.",
     "Waiting times for a neurodevelopmental assessment by health services."),
]  # fmt: skip
UNLIKE = [
    ("Improve assessment and support of privately fostered children.", "Assessments of how parents sustain change."),
    ("Leadership of the improvement plan.", "The scrutiny by senior leaders of what schools spend."),
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


def asking_for(*texts: str) -> Snapshot:
    """A plan whose recommendations R1, R2 and so on say these words."""
    snapshot = a_plan_store().snapshot()
    pattern = snapshot.recommendations[0]
    items = [
        replace(pattern, id=an_id(700 - n), ref=f"R{n}", text=text, position=-n) for n, text in enumerate(texts, 1)
    ]
    return replace(snapshot, records={Kind.RECOMMENDATION: {item.id: item for item in items}})


def test_the_likest_come_first_and_the_rest_are_cut() -> None:
    texts = [
        "The quality of supervision recording, of its frequency and of what managers ask for in it.",
        "The quality of supervision.",
        "The quality and frequency of supervision of new staff.",
        "The frequency of supervision.",
    ]
    snapshot = asking_for(*texts)
    (found,) = repeats(snapshot, ["The frequency of supervision."])
    assert [one.item.ref for one in found] == ["R4", "R3", "R1"]
    assert [one.likeness for one in found] == sorted((one.likeness for one in found), reverse=True)
    (found,) = repeats(snapshot, ["The frequency of supervision."], most=1)
    assert [one.item.ref for one in found] == ["R4"]


def test_equally_like_items_keep_the_order_of_their_references() -> None:
    text = "The frequency of supervision."
    (found,) = repeats(asking_for(text, text), [text])
    assert [one.item.ref for one in found] == ["R1", "R2"]


def test_what_an_item_only_touches_late_weighs_less() -> None:
    early = subjects("Neglect is not recognised. " + "The partnership meets to talk about its common work. " * 6)
    late = subjects("The partnership meets to talk about its common work. " * 6 + "Neglect is not recognised.")
    assert early["neglect"] > late["neglect"]
    assert subjects("The care of the garden.") == {}


def test_a_subject_spoken_of_again_weighs_more() -> None:
    assert subjects("Neglect, and neglect again.")["neglect"] > subjects("Neglect.")["neglect"]


def test_a_subject_counts_more_where_the_item_opens_with_it_and_where_it_comes_back() -> None:
    opening = "Substance misuse."
    later = f"{'The service should act on what it said it would do. ' * 3}{opening}"
    (once,), (late,) = subjects(opening).values(), subjects(later).values()
    assert late == pytest.approx(once / 2)
    (twice,) = subjects(f"{opening} Substance misuse again.").values()
    assert twice == pytest.approx(once * 1.3)
    (often,) = subjects(f"{opening} {'substance misuse ' * 9}").values()
    assert often == pytest.approx(once * 1.9)


@pytest.mark.parametrize(
    ("text", "worth"),
    [("Alcohol", 1.0), ("Alcohol and alcohol", 1.3), ("Alcohol " * 4, 1.9), ("Alcohol " * 6, 1.9),
     (f"{'x' * 79} alcohol", 1.0), (f"{'x' * 80} alcohol", 0.5), (f"{'x' * 80} alcohol{' x' * 80}", 1.0)],
)  # fmt: skip
def test_a_subject_is_worth_more_the_more_and_the_earlier_an_item_speaks_of_it(text: str, worth: float) -> None:
    assert subjects(text) == {"substance misuse": pytest.approx(worth)}
