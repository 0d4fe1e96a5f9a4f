"""Recommendations and findings typed by hand, with a source of their own where they have one."""

from datetime import date

import pytest

from support.team import LEAD, Team
from tracker.domain.plan.records import Kind
from tracker.errors import UserError
from tracker.services.log.undo import undo
from tracker.services.plan.by_hand import NewSource, type_in


def test_a_recommendation_comes_with_its_new_source_in_one_change(team: Team) -> None:
    source = NewSource("Peer review of the front door", "Peer review", date(2024, 3, 1))
    done = team.do(LEAD, type_in, Kind.RECOMMENDATION, "Publish a threshold document.", source=source,
                   fields={"theme": "Front door", "page": 4})  # fmt: skip
    made = team.get(done.refs[0])
    inspection = team.now.get(made.inspection)
    assert (made.text, made.theme, made.page) == ("Publish a threshold document.", "Front door", 4)
    assert (inspection.title, inspection.document_type) == ("Peer review of the front door", "Peer review")
    assert inspection.published == date(2024, 3, 1)
    team.do(LEAD, undo)
    assert team.now.by_ref(inspection.ref) is None


def test_a_finding_may_name_a_source_or_none(team: Team) -> None:
    known = team.do(LEAD, type_in, Kind.FINDING, "Files are not signed.", source="i1")
    assert team.now.get(team.get(known.refs[0]).inspection).ref == "I1"
    bare = team.do(LEAD, type_in, Kind.FINDING, "Nor dated.", fields={"kind": "mixed"})
    assert team.get(bare.refs[0]).inspection is None


@pytest.mark.parametrize(
    ("kind", "words", "source", "said"),
    [
        (Kind.RECOMMENDATION, " - ", None, "what was said is needed"),
        (Kind.ACTION, "Do it", None, "not typed in this way"),
        (Kind.FINDING, "Words", "I9", "there is no I9"),
        (Kind.FINDING, "Words", NewSource("  "), "has no title"),
    ],
)
def test_what_cannot_be_typed_in_is_refused(
    team: Team, kind: Kind, words: str, source: str | NewSource | None, said: str
) -> None:
    before = team.now.number
    with pytest.raises(UserError, match=said):
        team.do(LEAD, type_in, kind, words, source=source)
    assert team.now.number == before


def test_a_source_may_have_a_title_alone(team: Team) -> None:
    done = team.do(LEAD, type_in, Kind.RECOMMENDATION, "Say why.", source=NewSource("Scrutiny, March"))
    assert team.now.get(team.get(done.refs[0]).inspection).document_type is None
