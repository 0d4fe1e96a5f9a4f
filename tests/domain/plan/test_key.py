"""The plan's own key: sound presets, and what is said of one that is hard to read."""

from dataclasses import replace
from datetime import date

import pytest

from support.builders import a_plan, an_action, an_id
from tracker.domain.actions import status
from tracker.domain.board.board_key import key_rows
from tracker.domain.plan.fields import KeyEntry
from tracker.domain.plan.key import (
    AXES,
    GROUNDS,
    PRESETS,
    faults,
    figure,
    remarks,
    shown_instead,
    standard_key,
    whole_key,
)
from tracker.domain.plan.records import Kind, Recommendation
from tracker.domain.plan.snapshot import Snapshot
from tracker.domain.text.colours import MARK_CONTRAST, contrast, distance, is_colour, readable

BLUE = KeyEntry("delivery", "complete", "Blue", "#1F5FB3", "Done")


@pytest.mark.parametrize("name", PRESETS)
def test_a_preset_is_sound_and_can_be_read_on_paper(name: str) -> None:
    key = PRESETS[name]
    assert faults(key) == ()
    assert [one for one in remarks(key) if one.ground != "dark"] == []
    assert all(contrast(entry.colour, GROUNDS["light"]) >= MARK_CONTRAST for entry in key)
    assert {token for axis, token in ((e.axis, e.token) for e in key) if axis == "delivery"} == set(AXES["delivery"])


def test_blue_means_done_in_one_preset_and_embedded_in_the_other() -> None:
    done, embedded = PRESETS["BRAG, Blue = done"], PRESETS["BRAG, Blue = done and embedded"]
    assert status.delivery_status("complete", done).word == "Blue: complete"
    assert status.delivery_status("complete", embedded).word == "Green: complete"
    assert status.assurance_words("embedded", embedded).word == "Blue: embedded"


def test_a_key_gives_states_its_words_and_colours_and_leaves_their_shapes() -> None:
    drawn = status.delivery_status("complete", (BLUE,))
    assert drawn == replace(status.DELIVERY_STATUS["complete"], word="Blue", colour="#1F5FB3")
    assert status.delivery_status("complete", (replace(BLUE, colour="blue"),)).colour == ""
    plans = Recommendation(id=an_id(9001), ref="R9", text="Plans")
    action = an_action(delivery="complete", targets=(plans.id,))
    whole = Snapshot(a_plan(key=(BLUE,)), {Kind.RECOMMENDATION: {plans.id: plans}, Kind.ACTION: {action.id: action}})
    finished = status.recommendation_status(whole, plans, date(2024, 3, 12))
    assert (finished.word, finished.colour) == ("Actions complete", "#1F5FB3")


def test_the_whole_key_fills_in_what_the_plan_does_not_say() -> None:
    whole = whole_key((replace(BLUE, label="", meaning=""),))
    assert len(whole) == len(standard_key()) == len(key_rows(())) == 16
    mine = next(entry for entry in whole if entry.token == "complete")
    assert (mine.label, mine.colour) == ("Complete", "#1F5FB3")
    assert mine.meaning.startswith("The owner says")


@pytest.mark.parametrize(
    ("key", "fault"),
    [
        ([replace(BLUE, token="finished")], "There is no state “finished” of delivery."),
        ([replace(BLUE, axis="")], "There is no state “complete” of an unnamed axis."),
        ([BLUE, BLUE], "“complete” of delivery is there twice."),
        ([replace(BLUE, colour="blue")], "“blue” is not a colour: write # and six digits, such as #1F5FB3."),
        ([replace(BLUE, label="x" * 41)], "is longer than 40 letters."),
    ],
)
def test_a_malformed_key_is_said_to_be_so(key: list[KeyEntry], fault: str) -> None:
    assert any(fault in said for said in faults(key))


def test_labels_used_twice_and_like_colours_are_remarked_upon() -> None:
    said = [one.words for one in remarks((BLUE, KeyEntry("delivery", "verified", "blue", "#2060B0")))]
    assert "“blue” is also what “complete” is called." in said
    assert "Its colour is hard to tell from that of “Blue”; shape and word still differ." in said


def test_a_faint_colour_says_what_is_drawn_in_its_place() -> None:
    assert figure("#FFFF99", "light") < 1.2
    said = shown_instead("#FFFF99", "light")
    assert said.startswith("#FFFF99 is faint on a light ground (1.0 to 1); #")
    drawn = said.split("; ")[1].split(" ")[0]
    assert contrast(drawn, "#FFFFFF") >= MARK_CONTRAST
    assert shown_instead("#FFFF99", "dark") == shown_instead("", "light") == ""
    pale = [one for one in remarks((replace(BLUE, colour="#FFFF99"),)) if one.token == "complete"]
    assert [one.ground for one in pale] == ["light"]


def test_colours_are_measured() -> None:
    assert is_colour("#12abEF")
    assert not is_colour("#12abE")
    assert distance("#000000", "#000000") == 0
    assert 760 < distance("#000000", "#FFFFFF") < 770
    assert readable("#A01C22", "#FFFFFF") == "#A01C22"
    assert readable("#FFFFFF", "#FFFFFF", 22) == "#000000"


@pytest.mark.parametrize(("length", "too_long"), [(40, False), (41, True)])
def test_a_label_has_forty_letters_at_most(length: int, too_long: bool) -> None:
    said = faults((replace(BLUE, label="x" * length),))
    assert said == ((f"The label “{'x' * 40}…” is longer than 40 letters.",) if too_long else ())


@pytest.mark.parametrize(
    ("one", "other", "apart"),
    [("#000000", "#FFFFFF", 764.834), ("#FF0000", "#000000", 403.033), ("#0000FF", "#000000", 441.385),
     ("#00FF00", "#000000", 510.0), ("#FF0000", "#0000FF", 569.975), ("#102030", "#102030", 0.0)],
)  # fmt: skip
def test_colours_are_as_far_apart_as_eyes_see_them(one: str, other: str, apart: float) -> None:
    assert distance(one, other) == distance(other, one) == pytest.approx(apart, abs=0.001)
