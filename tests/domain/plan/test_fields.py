"""Fields as they are declared: what may be typed, how values travel, and ids that sort by time."""

from dataclasses import replace

import pytest

from support.builders import an_id
from tracker.domain.plan.as_json import encode
from tracker.domain.plan.fields import Spec, decode
from tracker.domain.plan.ids import uuid7
from tracker.domain.plan.records import (
    LONGEST_PERIOD,
    RECORD_TYPES,
    Action,
    Inspection,
    Kind,
    Recommendation,
    Update,
    specs,
)
from tracker.domain.reading.reading import Box

NOT_TYPED = {
    Kind.PLAN: "agreed agreed_by identifiers kept_choices open_questions templates",
    Kind.INSPECTION: "family answer_periods pages file sha256",
    Kind.RECOMMENDATION: "boxes printed",
    Kind.FINDING: "boxes printed",
    Kind.ACTION: "original_due agreed",
    Kind.MILESTONE: "original_due",
    Kind.EVIDENCE: (
        "added_by added_on review reviewed_by reviewed_on review_note file size sha256 link_checked link_fault"
    ),
    Kind.MEETING: "frozen_at",
    Kind.ROUND: "asked_by",
    **{kind: " ".join(specs(kind)) for kind in (Kind.UPDATE, Kind.EXTENSION, Kind.PAPER)},
}  # fmt: skip
"""What only the program writes: an update, a request for a date and an issued paper are never overwritten."""
TAKES_A_LINE = {
    Kind.PLAN: "title", Kind.INSPECTION: "title respond_to", Kind.RECOMMENDATION: "theme", Kind.FINDING: "theme",
    Kind.ACTION: "title", Kind.MILESTONE: "title", Kind.EVIDENCE: "url", Kind.MEASURE: "name", Kind.MEETING: "name",
    Kind.ROUND: "name", Kind.PERSON: "name email", Kind.AGENCY: "name",
}  # fmt: skip
BEGINS = {"kind", "position", "delivery", "assurance", "state", "review", "restricted", "direction"}


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_what_may_be_typed_and_what_takes_a_line_of_its_own(kind: Kind) -> None:
    fields = specs(kind)
    assert [name for name, field in fields.items() if not field.settable] == NOT_TYPED.get(kind, "").split()
    assert [name for name, field in fields.items() if field.wide] == TAKES_A_LINE.get(kind, "").split()


@pytest.mark.parametrize("kind", RECORD_TYPES)
def test_a_blank_record_says_nothing_and_stands_first(kind: Kind) -> None:
    record = RECORD_TYPES[kind](id=an_id(1))
    said = {name for name in specs(kind) if getattr(record, name) not in (None, "", (), 0)}
    assert (record.ref, record.version, said - BEGINS) == ("", 0, set())
    assert record == replace(record, version=7)


@pytest.mark.parametrize(
    ("kind", "name", "least", "most"),
    [(Kind.PLAN, "quiet_weeks", 1, 99), (Kind.INSPECTION, "working_days", 1, 520), (Kind.VERIFICATION, "months", 0, 99),
     (Kind.RECOMMENDATION, "page", 0, 999_999_999)],
)  # fmt: skip
def test_whole_numbers_lie_within_what_is_sensible(kind: Kind, name: str, least: int, most: int) -> None:
    assert specs(kind)[name].within == (least, most)


def test_a_place_on_the_page_travels_as_five_numbers() -> None:
    field = specs(Kind.RECOMMENDATION)["boxes"]
    boxes = (Box(2, 72.0, 100.5, 520.0, 112.0),)
    assert encode(boxes) == [[2, 72.0, 100.5, 520.0, 112.0]]
    assert decode(field, encode(boxes)) == boxes


def test_an_update_has_no_column_of_its_own() -> None:
    assert not any(isinstance(one, Spec) and one.listed for one in specs(Kind.UPDATE).values())


def test_a_period_is_at_most_two_years_of_working_days() -> None:
    assert LONGEST_PERIOD == 520
    assert specs(Kind.INSPECTION)["working_days"].within == (1, 520)


@pytest.mark.parametrize("made", [Action, Inspection, Recommendation, Update])
def test_a_blank_record_says_nothing(made: type) -> None:
    blank = made(id="x")
    said = {name: getattr(blank, name) for name in made.__dataclass_fields__ if name not in ("id", "ref", "version")}
    tokens = {"not started", "none", "recommendation", 0}
    assert all(value in (None, "", (), *tokens) for value in said.values())


def test_an_id_has_the_layout_of_rfc_9562() -> None:
    made = uuid7(0x017F22E279B0, (0xCC3 << 62) | 0x18C4DC0C0C07398F)
    assert made == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"
