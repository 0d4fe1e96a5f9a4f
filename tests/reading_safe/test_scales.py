"""What signs are worth, which of them are named, and how their worth is learned."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.logistic import learn
from tracker.reading.files.pdf import open_pdf
from tracker.reading.files.text import open_text
from tracker.reading.narrative.narrative import weighed_narrative
from tracker.reading.narrative.scales import FILE, Scale, scales
from tracker.reading.narrative.signs import Weighed

WEIGHTS = Path(__file__).parents[2] / "resources" / FILE


def items(text: str) -> list[Weighed]:
    return weighed_narrative(open_text(f"# Main findings\n\n{text}\n".encode(), "letter.txt"), ())


def test_a_sum_is_the_start_and_each_sign_and_word_once() -> None:
    (item,) = items("Leaders have introduced a new panel of leaders.")
    scale = Scale({"start": -1.5, "signs": {"leaders": 0.5, "children": 4}, "words": {"panel": 0.25, "school": 4}})
    assert scale.weigh(item) == -75


def test_the_weightiest_reasons_are_named_first_and_no_more_than_three() -> None:
    (item,) = items("Leaders have introduced a new panel.")
    signs = {"leaders": 0.3, "has done": 2.0, "newly set up": 0.9, "short": -3.0}
    scale = Scale({"start": 0, "signs": signs, "words": {"panel": 1.2}})
    assert scale.reasons(item) == ("has done", "“panel”", "newly set up")


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("Leaders have recently introduced a new panel.", "leaders: has done"),
        ("The panel is being reviewed by partners.", "leaders: is being done"),
        ("The panel has not been reviewed.", "not has been done"),
        ("Managers are now working with schools.", "leaders: is doing"),
        ("Children will be seen by the end of May 2025.", "children: will be done"),
        ("They had met the family before the meeting.", "was done"),
        ("This is to change in the spring.", "this: is to"),
        ("Social workers do not visit in time.", "does not"),
        ("Plans should be better than they are.", "needs"),
        ("This could be better than it was.", "this: can"),
        ("Managers took action at once on this.", "leaders did"),
        ("The work is good, but plans lack focus.", "a turn to a word of lack"),
        ("Although plans are short, they are good.", "begins with a turn"),
        ("Leaders know that more needs to be done for them.", "the need is seen"),
    ],
)
def test_who_acts_and_in_which_tense_are_signs(sentence: str, sign: str) -> None:
    assert sign in items(sentence)[0].signs


def test_a_sentence_takes_signs_from_those_beside_it_in_its_paragraph_alone() -> None:
    first, second, third = items("Plans are not always reviewed.\n\nStaff meet here often. This limits what they know.")
    assert "before workers" not in first.signs
    assert "after a sure weakness phrase" not in second.signs
    assert {"before this", "first of its paragraph"} <= second.signs
    assert {"after workers", "last of its paragraph"} <= third.signs


def test_every_sign_of_the_weights_is_one_that_sentences_can_have(samples: Path) -> None:
    entries = json.loads((WEIGHTS.parent / "cue_phrases.json").read_text("utf-8"))
    actors = {*entries["actors"], "something"}
    found: set[str] = set()
    for path in sorted(samples.glob("*.pdf")):
        found.update(*(item.signs for item in weighed_narrative(open_pdf(path.read_bytes(), path.name), ())))
    tenses = {sign.partition(": ")[2] for sign in found}
    known = found | tenses | actors | {entry["cue"] for entry in entries["action"]} | set(entries["groups"])
    for scale in json.loads(WEIGHTS.read_text("utf-8"))["scales"].values():
        for sign in scale["signs"]:
            bare = sign.removeprefix("after ").removeprefix("before ")
            who, _, tense = bare.partition(": ")
            assert who in actors if tense else bare in known or bare.removeprefix("not ") in known, sign


def test_the_weights_are_read_once() -> None:
    assert scales() is scales()


def test_a_sign_that_tells_is_learned_and_one_that_does_not_is_left_out() -> None:
    examples = [{"telling", "noise"}, {"telling"}, {"noise"}, set()] * 20
    right = [True, True, False, False] * 20
    start, weights = learn(examples, right, {"telling": 1.0, "noise": 1.0})
    assert weights["telling"] > 2
    assert abs(weights.get("noise", 0.0)) < 0.05
    assert start < 0


def test_a_dear_sign_must_prove_more() -> None:
    examples = [{"telling"}, set()] * 10
    right = [True, False] * 10
    cheap = learn(examples, right, {"telling": 0.5})[1]["telling"]
    assert learn(examples, right, {"telling": 2.0})[1]["telling"] < cheap
    assert learn(examples, right, {"telling": 50.0})[1] == {}
