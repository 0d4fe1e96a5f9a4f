"""Fields as they are declared: what may be typed, how values travel, and ids that sort by time."""

import pytest

from tracker.domain.plan.fields import Spec, decode, encode
from tracker.domain.plan.ids import uuid7
from tracker.domain.plan.records import LONGEST_PERIOD, Action, Inspection, Kind, Recommendation, Update, specs
from tracker.domain.reading.reading import Box


def test_an_update_is_never_overwritten() -> None:
    assert [name for name, field in specs(Kind.UPDATE).items() if field.settable] == []
    assert [name for name, field in specs(Kind.EXTENSION).items() if field.settable] == []


def test_a_place_on_the_page_travels_as_five_numbers() -> None:
    field = specs(Kind.RECOMMENDATION)["boxes"]
    boxes = (Box(2, 72.0, 100.5, 520.0, 112.0),)
    assert encode(boxes) == [[2, 72.0, 100.5, 520.0, 112.0]]
    assert decode(field, encode(boxes)) == boxes


def test_only_what_is_said_to_be_wide_takes_a_line_of_its_own() -> None:
    wide = {name for kind in (Kind.ACTION, Kind.RECOMMENDATION) for name, one in specs(kind).items() if one.wide}
    assert wide == {"title", "theme"}
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
