import hashlib
from dataclasses import replace
from datetime import date

import pytest

from support.team import LEAD, NURSE, OWNER, Team
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.evidence.evidence import About, attach_file
from tracker.services.log.erase import erase
from tracker.services.log.history import history_of
from tracker.services.log.take_back import differences, take_back
from tracker.services.log.undo import undo
from tracker.services.records.editing import add, set_fields

OF = date(2024, 3, 11)


def by_ref(then: Snapshot, now: Snapshot) -> dict[str, tuple[tuple[str, str, str], ...]]:
    return {one.ref: one.fields for one in differences(then, now)}


def test_what_changed_since_is_told_field_by_field(team: Team) -> None:
    then = team.now
    team.do(LEAD, set_fields, ["A1"], {"title": "Another title", "owner": "Board Chair"})
    team.do(LEAD, set_fields, ["plan"], {"title": "Another plan"})
    team.do(LEAD, add, "action", {"title": "New", "for": "R1"})
    new = team.refs(Kind.ACTION)[-1]
    found = by_ref(then, team.now)
    title = then.by_ref("A1").title  # type: ignore[union-attr]
    assert ("Title", title, "Another title") in found["A1"]
    assert ("Owner", OWNER, "Board Chair") in found["A1"]
    assert found["the plan"][0][2] == "Another plan"
    (one,) = [one for one in differences(then, team.now) if one.ref == new]
    assert (one.added, one.gone, one.fields, one.title) == (True, False, (), "New")
    assert [one.gone for one in differences(team.now, then) if one.ref == new] == [True]
    assert differences(team.now, team.now) == ()


def test_one_record_comes_back_and_the_rest_stays(team: Team) -> None:
    then = team.now
    team.do(LEAD, set_fields, ["A1", "A2"], {"title": "Spoiled"})
    done = team.do(LEAD, take_back, then, "A1", of=OF)
    assert done.refs == ("A1",)
    assert team.get("A1").title == then.by_ref("A1").title  # type: ignore[union-attr]
    assert team.get("A2").title == "Spoiled"
    told = team.do(LEAD, history_of, "A1")[-1]
    assert (told.verb, told.why) == ("edit", "Taken back from the copy of 11 Mar 2024")
    team.do(LEAD, undo)
    assert team.get("A1").title == "Spoiled"


def test_a_record_that_went_comes_back_under_its_reference(team: Team) -> None:
    team.do(LEAD, add, "action", {"title": "New", "for": "R1"})
    then, ref = team.now, team.refs(Kind.ACTION)[-1]
    team.do(LEAD, undo)
    assert ref not in team.refs(Kind.ACTION)
    team.do(LEAD, take_back, then, ref, of=OF)
    assert team.get(ref).title == "New"


def test_a_file_comes_back_with_its_record(team: Team) -> None:
    item = replace(team.get("E1"), url=None, file="audit.txt", sha256=hashlib.sha256(b"audit").hexdigest(), size=5)
    then = team.now.with_records([(Kind.EVIDENCE, item.id, item)], team.now.number, team.now.head)
    team.do(LEAD, take_back, then, "E1", of=OF, file={item.sha256: b"audit"}.__getitem__)
    assert (team.get("E1").file, team.store.read_file(item.sha256)) == ("audit.txt", b"audit")


def test_what_was_erased_for_good_is_never_brought_back(team: Team) -> None:
    team.do(OWNER, attach_file, ["A1"], b"audit", "audit.txt", about=About("Dip sample", "Of Sam Hale"))
    team.do(OWNER, set_fields, ["A1"], {"description": "Of Sam Hale", "title": "First title"})
    then = team.now
    sha256 = team.get("E2").sha256
    team.do(LEAD, erase, "E2", "Sent in error")
    with pytest.raises(UserError, match="was erased for good"):
        team.do(LEAD, take_back, then, "E2", of=OF, file={sha256: b"audit"}.__getitem__)
    with pytest.raises(UserError):
        team.store.read_file(sha256)
    team.do(NURSE, erase, "A1", "A name", ["description"])
    team.do(LEAD, set_fields, ["A1"], {"title": "Second title"})
    team.do(LEAD, take_back, then, "A1", of=OF)
    assert (team.get("A1").title, team.get("A1").description) == ("First title", None)


def test_the_plan_itself_comes_back(team: Team) -> None:
    then = team.now
    team.do(LEAD, set_fields, ["plan"], {"title": "Another plan"})
    team.do(LEAD, take_back, then, "plan", of=OF)
    assert team.now.plan.title == then.plan.title


def test_what_the_rules_forbid_is_refused(team: Team) -> None:
    action, now = team.get("A1"), team.now
    other = replace(action, due=date(2025, 1, 31))
    then = now.with_records([(Kind.ACTION, action.id, other)], now.number, now.head)
    with pytest.raises(UserError, match="the deadline of A1 was agreed"):
        team.do(LEAD, take_back, then, "A1", of=OF)
    with pytest.raises(UserError, match="there is no A99 in the copy of 11 Mar 2024"):
        team.do(LEAD, take_back, then, "A99", of=OF)
    with pytest.raises(UserError, match="is as the copy of 11 Mar 2024 has it"):
        team.do(LEAD, take_back, team.now, "A1", of=OF)
