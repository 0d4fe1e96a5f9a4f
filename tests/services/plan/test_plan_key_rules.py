"""The plan's own key and rules, choices that beat the rules, and link checks: undo takes each back."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest

from support.team import CHAIR, LEAD, NURSE, OWNER, Team
from tracker.domain.actions.verification import check_months
from tracker.domain.plan.fields import EvidenceRule, KeyEntry
from tracker.domain.plan.key import PRESETS
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.evidence.evidence import About, attach_link
from tracker.services.evidence.links import keep_findings, linked, look_up
from tracker.services.log.undo import undo
from tracker.services.meetings.updates import add_update
from tracker.services.plan.key import clear_key, preset, set_key, use_preset
from tracker.services.plan.rules import clear_rules, read_rule, set_rules
from tracker.services.records import editing, listing

TODAY = date(2024, 3, 12)


def test_a_preset_becomes_the_plans_key_and_undo_takes_it_back(team: Team) -> None:
    done = team.do(LEAD, use_preset, "brag, blue = done and")
    assert team.now.plan.key == PRESETS["BRAG, Blue = done and embedded"]
    assert done.warnings == ()
    team.do(LEAD, undo)
    assert team.now.plan.key == ()
    team.do(LEAD, use_preset, "BRAG, Blue = done")
    assert team.now.plan.key == preset("BRAG, Blue = done")
    team.do(LEAD, clear_key)
    assert team.now.plan.key == ()


def test_a_key_is_tidied_and_what_is_hard_to_read_is_said(team: Team) -> None:
    done = team.do(LEAD, set_key, [KeyEntry("delivery", "complete", " Gelb ", " #ffff99 ", "Done\nfor now")])
    assert team.now.plan.key == (KeyEntry("delivery", "complete", "Gelb", "#FFFF99", "Done for now"),)
    assert len(done.warnings) == 1
    assert done.warnings[0].startswith("delivery, complete: #FFFF99 is faint on a light ground")


@pytest.mark.parametrize("name", ["", "BRAG", "RAGB"])
def test_a_preset_that_is_not_one_is_refused_with_those_there_are(team: Team, name: str) -> None:
    with pytest.raises(UserError) as refused:
        team.do(LEAD, use_preset, name)
    assert "BRAG, Blue = done and embedded" in refused.value.hint


def test_a_malformed_key_is_refused_and_nothing_written(team: Team) -> None:
    with pytest.raises(UserError, match="is not a colour"):
        team.do(LEAD, set_key, [KeyEntry("delivery", "complete", "Blue", "blue")])
    assert team.now.plan.key == ()


def test_rules_are_set_and_everyone_judges_by_them(team: Team) -> None:
    before = listing.show(team.store.begin(), team.act(LEAD), "A3")["sufficiency"]
    team.do(LEAD, set_rules, [EvidenceRule("checked by another", False)], check_months=["6", "3"], quiet_weeks=4)
    plan = team.now.plan
    assert EvidenceRule("checked by another", False) in plan.evidence_rules
    assert (plan.check_months, plan.quiet_weeks) == (("3", "6"), 4)
    after = listing.show(team.store.begin(), team.act(LEAD), "A3")["sufficiency"]
    assert len(after["reasons"]) == len(before["reasons"]) - 1
    about = listing.show(team.store.begin(), team.act(LEAD), "R2")["sufficiency"]
    assert not any("checked" in reason for reason in about["reasons"])
    team.do(LEAD, set_rules, [read_rule("checked by another = on")])
    assert team.now.plan.evidence_rules == ()
    assert team.now.plan.quiet_weeks == 4
    team.do(LEAD, clear_rules)
    assert (team.now.plan.check_months, team.now.plan.quiet_weeks) == ((), None)
    team.do(LEAD, undo)
    assert team.now.plan.quiet_weeks == 4


def test_a_plan_may_do_without_checks_or_take_the_usual_ones_again(team: Team) -> None:
    team.do(LEAD, set_rules, [], check_months=[" None "])
    assert check_months(team.now.plan) == ()
    team.do(LEAD, set_rules, [], check_months=list(team.now.plan.check_months), quiet_weeks=4)
    assert check_months(team.now.plan) == ()
    team.do(LEAD, set_rules, [], check_months=["12", "3", "6"])
    assert team.now.plan.check_months == ()


@pytest.mark.parametrize(
    "text", ["checked", "nonsense=on", "recent=maybe", "recent=on,x", "recent=on,0", "recent=on,-1"]
)
def test_a_rule_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(UserError):
        read_rule(text)


def test_rules_nothing_could_be_judged_by_are_refused(team: Team) -> None:
    assert read_rule("Recent=off,6") == EvidenceRule("recent", False, 6)
    off = [EvidenceRule(name, False) for name in
           ("mixed kinds", "after completion", "checked by another", "shows practice", "recent")]  # fmt: skip
    for rules, more, fault in (
        (off, {}, "one rule of sufficiency at least"),
        ([EvidenceRule("nonsense")], {}, "there is no rule “nonsense”"),
        ([], {"check_months": ["soon"]}, "checks come a number of months"),
        ([], {"quiet_weeks": 0}, "goes quiet after one week"),
    ):
        with pytest.raises(UserError, match=fault):
            team.do(LEAD, set_rules, rules, **more)  # type: ignore[arg-type]
    assert team.now.plan.evidence_rules == ()


def test_a_better_word_than_the_rules_is_written_and_remarked_upon(team: Team) -> None:
    done = team.do(LEAD, editing.set_fields, ["A2"], {"forecast": "green", "assurance": "evidenced"})
    assert team.get("A2").forecast == "green"
    assert len(done.warnings) == 2
    assert done.warnings[0].startswith("A2: the rules propose forecast red, not green")
    more = team.do(LEAD, editing.set_fields, ["A2"], {"priority": "high"})
    assert more.warnings == ()
    said = team.do(LEAD, editing.set_fields, ["A2"], {"assurance": "impact shown"}, reason="The board saw it")
    assert said.warnings == ()
    assert team.get("A2").assurance_reason == "The board saw it"
    team.do(LEAD, editing.set_fields, ["A2"], {"assurance": "done"})
    assert team.get("A2").assurance_reason is None
    added = team.do(LEAD, editing.add, Kind.ACTION, {"title": "Print it", "assurance": "embedded"})
    assert "assurance none, not embedded" in added.warnings[0]
    told = team.do(OWNER, add_update, "A2", "Nearly there.", forecast="green")
    (warning,) = told.warnings
    assert "forecast red, not green" in warning


def test_filters_find_what_differs_from_the_rules(team: Team) -> None:
    team.do(LEAD, editing.set_fields, ["A2"], {"forecast": "green"})

    def found(expression: str, kind: Kind = Kind.ACTION) -> list[str]:
        return [r.ref for r in listing.found(team.now, kind, expression, today=TODAY)]

    assert "A2" in found("differs from rules")
    assert found("differs without reason") == ["A2"]
    team.do(LEAD, editing.set_fields, ["A2"], {"forecast_reason": "It is signed off tomorrow"})
    assert found("differs without reason") == []
    assert "A2" in found("differs from rules")
    assert found("closed without evidence") == []
    team.do(NURSE, editing.set_fields, ["A3"], {"delivery": "closed"}, reason="The service has ended")
    assert found("closed without evidence") == ["A3"]


def test_one_record_shows_what_the_rules_propose(team: Team) -> None:
    shown = listing.show(team.store.begin(), team.act(LEAD), "A2")["proposed"]
    assert shown == {
        "forecast": "red",
        "assurance": "none",
        "reasons": ["it was due on 1 Mar 2024 and is still open", "it is not finished yet"],
    }


class Asked:
    """Links that answer from memory and keep what they were asked."""

    def __init__(self) -> None:
        self.addresses: tuple[str, ...] = ()

    def check(
        self, addresses: Sequence[str], progress: Callable[[int, int], None], cancelled: Callable[[], bool]
    ) -> dict[str, str]:
        self.addresses = tuple(addresses)
        progress(1, 1)
        return {one: "" for one in addresses if not cancelled()}


def test_nothing_but_addresses_is_asked_and_each_once(team: Team) -> None:
    team.do(OWNER, attach_link, ["A1"], "https://example.org/audit", about=About("Dip sample", "Ten plans"))
    links = Asked()
    assert look_up(links, team.now) == {"https://example.org/audit": ""}
    assert links.addresses == ("https://example.org/audit",)


def test_what_a_link_check_found_is_kept_as_one_change(team: Team) -> None:
    about = About("Minutes or decision record", "The decision")
    team.do(OWNER, attach_link, ["A1"], "https://example.org/minutes", about=about)
    assert [item.ref for item in linked(team.now)] == ["E1", "E2"]
    number = team.now.number
    done = team.do(CHAIR, keep_findings, {"https://example.org/audit": "not found (404)", "https://else.org": "x"})
    assert team.now.number == number + 1
    assert done.refs == ("E1",)
    assert (team.get("E1").link_checked, team.get("E1").link_fault) == (TODAY, "not found (404)")
    assert team.get("E2").link_checked is None
    broken = listing.found(team.now, Kind.EVIDENCE, "broken link", today=TODAY)
    assert [item.ref for item in broken] == ["E1"]
    team.do(CHAIR, keep_findings, {"https://example.org/audit": ""})
    assert team.get("E1").link_fault is None


def test_a_rule_and_the_weeks_of_silence_ask_for_no_more_than_can_be_meant(team: Team) -> None:
    for number in (1, 99):
        team.do(LEAD, set_rules, [EvidenceRule("checked by another", True, number)], quiet_weeks=number)
        assert team.now.plan.quiet_weeks == number
    for number in (0, 100):
        with pytest.raises(UserError, match=f"cannot ask for {number}") as caught:
            team.do(LEAD, set_rules, [EvidenceRule("checked by another", True, number)])
        assert caught.value.hint == "write a number from 1 to 99"
        with pytest.raises(UserError, match="after one week at least"):
            team.do(LEAD, set_rules, [], quiet_weeks=number)
