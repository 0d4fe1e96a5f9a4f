"""What is handed over as evidence: accepted items under their references, and of one recommendation only its own."""

import csv
import io
from dataclasses import replace

import pytest

from support.team import CHAIR, LEAD, OWNER, Team
from tracker.domain.plan.kinds import KINDS, parents_of
from tracker.domain.plan.records import Kind
from tracker.domain.plan.snapshot import Snapshot
from tracker.errors import UserError
from tracker.services.evidence.evidence import About, attach_file, attach_link, review
from tracker.services.evidence.pack import accepted, index_csv, only, subject_named
from tracker.services.log.erase import erase
from tracker.services.records.editing import set_fields


@pytest.fixture
def proven(team: Team) -> Team:
    """A plan with a file and a link accepted, one file sent back, one not looked at."""
    about = About("Case-file audit", "=Thirty plans")
    for ref, name in (("A1", "plans: 30.csv"), ("A2", "minutes.txt"), ("A3", "notes.txt")):
        team.do(OWNER, attach_file, [ref], name.encode(), name, about=about)
    team.do(OWNER, attach_link, ["A2", "R2"], "https://example.org/audit", about=about)
    new = team.refs(Kind.EVIDENCE)[-4:]
    team.do(CHAIR, review, new[0], accept=True)
    team.do(CHAIR, review, new[1], accept=False, note="Not the final ones")
    team.do(CHAIR, review, new[3], accept=True)
    return team


def rows(snapshot: Snapshot) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(index_csv(snapshot, accepted(snapshot)))))


def test_only_what_was_accepted_is_packed_each_file_under_its_reference(proven: Team) -> None:
    found = {row["for"]: row for row in rows(proven.now) if row["added_by"] == OWNER}
    assert set(found) == {"A1", "A2; R2"}
    item = next(one for one in proven.now.evidence if one.file == "plans: 30.csv")
    file = found["A1"]
    assert file["file"] == f"evidence/{item.ref} plans 30.csv"
    assert (file["sha256"], file["size"], file["link"]) == (item.sha256, "13", "")
    assert (file["reviewed_by"], file["shows"]) == (CHAIR, "'=Thirty plans")
    link = found["A2; R2"]
    assert (link["file"], link["sha256"], link["link"]) == ("", "", "https://example.org/audit")


def test_of_an_erased_file_nothing_is_packed_but_that_it_was_accepted(proven: Team) -> None:
    item = next(one for one in proven.now.evidence if one.file == "plans: 30.csv")
    proven.do(CHAIR, erase, item.ref, "It named a child", ["file"])
    gone = proven.get(item.ref)
    assert (gone.file, gone.sha256) == (None, item.sha256)
    assert [one.path for one in accepted(proven.now) if one.item.ref == item.ref] == [""]


def test_a_long_name_and_one_with_turned_letters_are_made_plain(proven: Team) -> None:
    item = next(one for one in accepted(proven.now) if one.path).item
    names = (f"{'x' * 300}.docx", "plan\u202egpj.exe", "a/b\\c.txt")
    made = [accepted(changed(proven.now, replace(item, file=name)))[0].path for name in names]
    assert len(made[0]) < 120
    assert made[0].endswith("xx.docx")
    assert made[1].endswith("plangpj.exe")
    assert made[2].endswith("a b c.txt")


def changed(snapshot: Snapshot, item: object) -> Snapshot:
    found = [(Kind.EVIDENCE, one.id, None) for one in snapshot.evidence]
    return snapshot.with_records([*found, (Kind.EVIDENCE, item.id, item)], snapshot.number, snapshot.head)  # type: ignore[attr-defined]


def test_of_one_recommendation_everything_that_belongs_to_it_is_kept_and_nothing_else(proven: Team) -> None:
    proven.do(LEAD, set_fields, ["A2"], {"waits_for": "A1; A4"})
    whole = proven.now
    subject = subject_named(whole, " r1 ")
    part = only(whole, subject)
    assert [one.ref for one in part.recommendations] == ["R1"]
    assert part.of(Kind.FINDING) == ()
    assert [one.ref for one in part.actions] == ["A1", "A2"]
    assert all(one.targets == (subject.id,) for one in part.actions)
    assert part.actions[1].waits_for == (part.actions[0].id,)
    assert [one.path != "" for one in accepted(part)].count(True) == 1
    for kind in KINDS:
        for one in part.of(kind):
            assert all(part.get(parent) is not None for parent in parents_of(one)), one.ref
    assert len(part.people) == len(whole.people)
    assert len(part.extensions_of(part.actions[0].id)) == len(whole.extensions_of(part.actions[0].id))
    assert (part.number, part.head) == (whole.number, whole.head)


@pytest.mark.parametrize(("ref", "said"), [("A1", "A1 is an action"), ("R99", "there is no R99")])
def test_only_a_recommendation_or_finding_has_a_pack(team: Team, ref: str, said: str) -> None:
    with pytest.raises(UserError, match=said):
        subject_named(team.now, ref)
