"""What is offered from a narrative, and what is left out."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tracker.domain.reading.reading import Box
from tracker.reading.files.text import open_text
from tracker.reading.narrative.cues import ACTION, STRENGTH, WEAKNESS, CueBook, Groups, book, fold
from tracker.reading.narrative.narrative import Narrative, narrative
from tracker.reading.page.document import Document, Line, Page

PLAIN = "The team works in the town hall beside the market. " * 12
"""Words that say nothing, so that what follows does not stand in a report's opening."""


def among(sentence: str) -> str:
    """A report whose main findings hold this sentence in the middle of a paragraph."""
    return f"# Main findings\n\n{PLAIN}{sentence} {PLAIN}\n"


def read(text: str, *formal: str) -> Narrative:
    return narrative(open_text(text.encode(), "letter.txt"), "unknown", formal)


def findings(text: str) -> list[str]:
    return [finding.text for finding in read(text).findings]


@pytest.mark.parametrize(
    "sentence",
    [
        "Care leavers do not always know what support they are entitled to.",
        "Too many children wait too long for a first assessment.",
        "The quality of plans is too variable across the service.",
        "There is a lack of suitable homes for older children.",
        "However, the impact of this work is not yet evident.",
        "Supervision records are brief and lack reflection on practice.",
        "Leaders need to do more to understand why children leave school early.",
        "Disabled children are under-represented in the work of the panel.",
    ],
)
def test_a_stated_weakness_is_offered(sentence: str) -> None:
    assert findings(among(sentence)) == [sentence]


@pytest.mark.parametrize(
    "sentence",
    [
        "Children receive help without delay and plans prevent drift.",
        "Children do not have to wait for the help they need.",
        "Support is not limited to those in education and reaches all families well.",
        "Leaders know their services well and audits are thorough.",
        "Early help is offered at an early stage so that problems do not grow.",
        "Partners have strengthened decisions so that children are seen promptly.",
        "Social workers use play to help children who do not speak share their views.",
    ],
)
def test_praise_that_sounds_like_blame_is_not_offered(sentence: str) -> None:
    assert findings(among(sentence)) == []


def test_a_consequence_belongs_to_the_sentence_before() -> None:
    cause = "Records are not consistently shared between all of the partners."
    effect = "This means that risks to brothers and sisters are missed."
    known = "Leaders are aware of this and have agreed a new protocol to address it."
    offered = read(among(f"{cause} {effect} {known}"))
    assert [finding.text for finding in offered.findings] == [f"{cause} {effect}"]
    assert [action.text for action in offered.reported_actions] == [known]


def test_a_consequence_longer_than_its_cause_stands_beside_it() -> None:
    cause = "Visits are not always timely enough."
    effect = "This means that children wait to be seen and that their risks are missed by the people who plan for them."
    assert findings(among(f"{cause} {effect}")) == [cause, effect]


def test_a_finding_takes_one_consequence_and_no_more() -> None:
    cause = "Records are not consistently shared between all of the partners."
    first, second = "This means that risks are missed.", "As a result, children are not always safe."
    assert findings(among(f"{cause} {first} {second}")) == [f"{cause} {first}", second]


def test_a_sentence_may_be_a_finding_and_a_reported_action() -> None:
    both = "Plans are not always reviewed, and leaders have recently introduced a new panel to address this."
    offered = read(among(both))
    assert [finding.text for finding in offered.findings] == [both]
    assert [action.text for action in offered.reported_actions] == [both]


def test_a_section_of_strengths_is_read_for_weaknesses_too() -> None:
    weakness = "However, plans are not always reviewed and some children wait too long."
    offered = read(f"# Key strengths\n\nPractice is mostly sound. {weakness}\n")
    assert [finding.text for finding in offered.findings] == [weakness]


@pytest.mark.parametrize(
    "sentence",
    [
        "Inspectors looked at a range of evidence and spoke to leaders about their plans to improve.",
        "Social workers visit children regularly and help them to understand their plans.",
        "Children benefit from strong relationships with their social workers.",
        "At the last inspection in 2016 the help and protection of children was requires improvement.",
    ],
)
def test_standing_text_usual_practice_and_history_are_no_action(sentence: str) -> None:
    assert read(among(sentence)).reported_actions == ()


def test_what_is_offered_says_why() -> None:
    offered = read(
        "# Main findings\n\nPlans are not always reviewed.\n\n"
        "Leaders have recently introduced a new panel to improve the oversight of plans.\n"
    )
    assert offered.findings[0].cues[0] == "not always"
    assert "newly set up" in offered.reported_actions[0].cues
    assert len(offered.reported_actions[0].cues) <= 3


def test_a_body_that_writes_of_itself_is_asked_for_less() -> None:
    kept_up = "Training is delivered quarterly across the partnership."
    ours = (
        "We know our area and our staff. We meet our partners. Our aim is clear to our members. We listen to them.\n\n"
    )
    assert kept_up not in [action.text for action in read(f"# Training\n\n{kept_up}\n").reported_actions]
    assert kept_up in [action.text for action in read(f"# Training\n\n{ours}{kept_up}\n").reported_actions]


def test_mixed_praise_is_shown_as_mixed() -> None:
    offered = read("# Main findings\n\nPlans are comprehensive and thorough, but are not always reviewed in time.\n")
    assert [finding.kind for finding in offered.findings] == ["mixed"]


def test_formal_lists_contents_and_case_studies_are_left_out() -> None:
    weakness = "Visits to children are not always timely enough."
    case = "The risks to Child B were not identified by partners."
    text = (
        f"# Contents\n\n{weakness}\n\n# What needs to improve?\n\n- {weakness}\n\n# Next steps\n\n{weakness}\n\n"
        f"# Practice study: area for improvement\n\n{case}\n"
    )
    offered = read(text)
    assert offered.findings == ()
    assert [finding.text for finding in offered.more_findings] == [case]


def test_an_item_already_in_the_formal_list_is_not_offered_again() -> None:
    item = "The quality of plans is not always good enough."
    assert read(f"# Summary\n\n{item}\n", item).findings == ()


def test_a_sentence_printed_twice_is_offered_once() -> None:
    text = "# Summary\n\nVisits are not always timely enough.\n\n# Findings\n\nVisits are not always timely enough.\n"
    assert [(finding.text, finding.section) for finding in read(text).findings] == [
        ("Visits are not always timely enough.", "Summary")
    ]


def test_strengths_are_offered_apart() -> None:
    offered = read("# Main findings\n\nLeaders provide strong and effective oversight of frontline practice.\n")
    assert [finding.kind for finding in offered.strengths] == ["strength"]
    assert offered.findings == ()


@pytest.mark.parametrize(
    ("sentence", "status", "dated"),
    [
        ("The council has introduced a new panel in March 2024 to review plans.", "done", "March 2024"),
        ("A service restructure is being planned to support the improvements needed.", "planned", None),
        ("Leaders are taking steps to recruit more foster carers.", "in progress", None),
        ("The partnership has begun work to understand the causes of this.", "in progress", None),
        ("In July 2025, an impact assessment will be undertaken by the board.", "planned", "July 2025"),
    ],
)
def test_an_action_is_reported_with_its_status_and_date(sentence: str, status: str, dated: str | None) -> None:
    (action,) = read(among(sentence)).reported_actions
    assert (action.text, action.status, action.dated) == (sentence, status, dated)


def test_what_has_not_been_done_is_no_action() -> None:
    assert read(among("Leaders have not introduced a new panel.")).reported_actions == ()


def test_a_table_of_inspections_becomes_a_list() -> None:
    table = (
        "We looked at 4 published reports (see Annex A).\n\n"
        "# Annex A\n\nLocal authority\tInspection reports and dates\n"
        "Northam\tILACS inspection, 11 to 15 September 2023 Published 27 October 2023\n"
        "\tMonitoring visit, 31 October and 1 November 2024 Published 2 December 2024\n"
        "Southam\tFocused visit 2 and 3 July 2024 Published 1 August 2024\n"
    )
    offered = read(table)
    assert [(row.area, row.kind, row.dates, row.published) for row in offered.inspections_listed] == [
        ("Northam", "ILACS inspection", "11 to 15 September 2023", "27 October 2023"),
        ("Northam", "Monitoring visit", "31 October and 1 November 2024", "2 December 2024"),
        ("Southam", "Focused visit", "2 and 3 July 2024", "1 August 2024"),
    ]
    assert offered.problems == ("The text speaks of 4 reports; its list holds 3.",)


def test_a_list_of_inspections_without_ruled_lines_is_read_too() -> None:
    lines = (
        "Annex A",
        "Northam",
        "ILACS inspection, 11 to 15 September 2023",
        "Published 27 October 2023",
        "South and East Ham",
        "Focused visit, 2 and 3 July 2024 Published 1 August 2024",
        "A visit, 4 to 5 May 2022 with no date of its own",
    )
    page = Page(7, tuple(Line(text, 7, Box(7, 70, 20.0 * n, 300, 20.0 * n + 11), 11) for n, text in enumerate(lines)))
    offered = narrative(Document("overview.pdf", "pdf", "0" * 64, (page,)), "unknown", ())
    assert [(row.area, row.kind, row.published, row.page) for row in offered.inspections_listed] == [
        ("Northam", "ILACS inspection", "27 October 2023", 7),
        ("South and East Ham", "Focused visit", "1 August 2024", 7),
    ]


def test_a_finding_broken_by_a_page_is_whole_and_has_boxes_on_both() -> None:
    def line(text: str, page: int, top: float) -> Line:
        return Line(text, page, Box(page, 70, top, 520, top + 11), 12)

    furniture = Line("12", 1, Box(1, 500, 800, 510, 810), 9, role="furniture")
    document = Document(
        "letter.pdf",
        "pdf",
        "0" * 64,
        (
            Page(1, (line("Plans are not always specific, and this limits how", 1, 700), furniture)),
            Page(2, (line("effectively they can be used by families.", 2, 80),)),
        ),
    )
    (finding,) = narrative(document, "unknown", ()).findings
    assert (
        finding.text == "Plans are not always specific, and this limits how effectively they can be used by families."
    )
    assert [box.page for box in finding.boxes] == [1, 2]
    assert finding.page == 1


def test_every_phrase_is_reached_through_the_words_it_is_filed_under() -> None:
    entries = json.loads((Path(__file__).parents[2] / "resources" / "cue_phrases.json").read_text("utf-8"))
    for entry in (entry for shows in (WEAKNESS, STRENGTH, ACTION) for entry in entries[shows]):
        for word in entry["words"]:
            assert re.fullmatch("[a-z]+", word), f"{entry['cue']}: {word!r} can never be met as a word"


def test_folding_keeps_the_words_of_curly_and_plain_quotes_alike() -> None:
    assert fold("Children’s “plans” aren’t good–enough.") == fold("Children's \"plans\" aren't good-enough.")
    assert book() is book()


def test_phrases_come_in_the_order_of_their_weight_then_of_their_names() -> None:
    entries = [
        {"cue": name, "weight": weight, "words": [name], "regex": name}
        for name, weight in (("third", 3), ("second", 2), ("first", 2))
    ]
    text, words = fold("third, second and first")
    hits = CueBook({WEAKNESS: entries}).hits(text, frozenset(words))
    assert [hit.cue for hit in hits] == ["first", "second", "third"]


def test_a_phrase_counts_where_it_stands_outside_what_takes_its_sense_away() -> None:
    cues = CueBook({WEAKNESS: [{"cue": "delay", "words": ["delay"], "regex": "delay", "unless": "without delay"}]})

    def holds(text: str) -> bool:
        folded, words = fold(text)
        return bool(cues.hits(folded, frozenset(words)))

    assert not holds("Help comes without delay.")
    assert holds("Help comes without delay, but plans meet delay.")
    assert holds("There is delay.")


def test_a_word_belongs_to_each_group_that_lists_it_or_its_beginning() -> None:
    groups = Groups({"new": ["new", "recent*"], "set up": ["establish*", "new"]})
    assert groups.grouped(frozenset(("recently", "new", "old"))) == {"recently", "new"}
    assert (groups.of("recently"), groups.of("new")) == (("new",), ("new", "set up"))


@pytest.mark.parametrize(
    "sentence",
    [
        "Mr. Smith was not always told of the plans.",
        "Plans, e.g. those of care leavers, are not always reviewed.",
        "The team (see para. 12 above) does not always review plans.",
    ],
)
def test_an_abbreviation_ends_no_sentence(sentence: str) -> None:
    assert findings(f"# Main findings\n\n{sentence}\n\n{PLAIN}") == [sentence]


def test_a_long_word_ends_a_sentence() -> None:
    assert findings("# Main findings\n\nPlans are not always comprehensive. Staff meet.\n") == [
        "Plans are not always comprehensive."
    ]
