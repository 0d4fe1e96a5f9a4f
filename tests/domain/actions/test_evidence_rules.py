"""A plan's own rules of sufficiency."""

from datetime import date
from typing import Any

import pytest

from support.builders import an_action, an_id
from tracker.domain.actions.evidence import RULE_WORDS, RULES, in_force, rule_words, rules_of, sufficiency
from tracker.domain.plan.fields import EvidenceRule
from tracker.domain.plan.records import Evidence

DONE = an_action(delivery="complete", done=date(2024, 2, 1))
TODAY = date(2024, 3, 12)


def item(number: int = 1, **fields: Any) -> Evidence:
    given = {
        "kind": "Case-file audit", "dated": date(2024, 2, 9), "added_by": "Head of Early Help", "review": "accepted",
        "reviewed_by": "Designated Nurse", "url": "https://example.org", **fields,
    }  # fmt: skip
    return Evidence(id=an_id(8000 + number), ref=f"E{number}", **given)


def judged(rule: str, least: int, *items: Evidence, today: date | None = TODAY) -> tuple[str, str]:
    """The level and sentence of one rule, all others off."""
    rules = [EvidenceRule(one.rule, one.rule == rule, least if one.rule == rule else one.least) for one in RULES]
    found = sufficiency(DONE, items, today, rules)
    return found.level, found.reasons[0]


def test_rules_a_plan_says_nothing_of_hold_as_usual() -> None:
    own = (EvidenceRule("recent", True, 6),)
    assert [rule.rule for rule in in_force(())] == [rule.rule for rule in RULES if rule.on]
    assert [rule.rule for rule in in_force(own)] == [rule.rule for rule in RULES]
    assert rules_of(own)[-1] == own[0]
    off = tuple(EvidenceRule(rule.rule, False) for rule in RULES)
    assert in_force(off) == in_force(())


def test_one_rule_alone_decides_the_level() -> None:
    assert judged("mixed kinds", 2, item()) == (
        "thin", "Only one kind of evidence (Case-file audit): add another kind.",
    )  # fmt: skip
    assert judged("mixed kinds", 1, item()) == ("sufficient", "A kind is given.")


@pytest.mark.parametrize(
    ("rule", "least", "items", "level", "words"),
    [
        ("mixed kinds", 3, [item()], "thin", "Only one kind of evidence (Case-file audit): 3 kinds are asked for."),
        ("mixed kinds", 3, [item(), item(2, kind="Dip sample")], "thin", "Only 2 kinds of evidence: 3 kinds"),
        ("after completion", 2, [item()], "thin", "Only one item is from completion or later: 2 are asked for."),
        ("after completion", 2, [item(), item(2)], "sufficient", "Evidence of 9 Feb 2024 is from completion"),
        ("checked by another", 2, [item()], "thin", "Only one item is accepted by someone else: 2 are asked for."),
        ("checked by another", 3, [item(), item(2)], "thin", "Only 2 items are accepted by someone else: 3 are"),
        ("checked by another", 2, [item(), item(2)], "sufficient", "Checked by someone else (Designated Nurse)."),
        ("shows practice", 2, [item()], "thin", "Only one item is showing practice: 2 are asked for."),
        ("recent", 1, [item(dated=date(2024, 1, 1))], "thin", "(1 Jan 2024) is older than a month."),
        ("recent", 6, [item()], "sufficient", "(9 Feb 2024) is not older than 6 months."),
        ("recent", 6, [item(dated=None)], "thin", "No evidence has a date, so nothing says how old it is."),
    ],
)
def test_each_rule_counts_as_the_plan_asks(
    rule: str, least: int, items: list[Evidence], level: str, words: str
) -> None:
    found = judged(rule, least, *items)
    assert found[0] == level
    assert words in found[1]


def test_without_a_day_nothing_is_recent() -> None:
    assert judged("recent", 6, item(), today=None)[0] == "thin"


def test_half_of_the_rules_make_it_fair() -> None:
    rules = [EvidenceRule("mixed kinds", True, 2), EvidenceRule("recent", True, 12)]
    rules += [EvidenceRule(name, False) for name in RULE_WORDS if name not in ("mixed kinds", "recent")]
    assert sufficiency(DONE, [item()], TODAY, rules).level == "fair"


def test_a_rule_is_said_in_a_sentence() -> None:
    assert rule_words(EvidenceRule("mixed kinds", True, 2)) == "At least 2 kinds of evidence agree or can be compared."
    assert rule_words(EvidenceRule("recent", True, 1)) == "The latest item is not older than a month."
