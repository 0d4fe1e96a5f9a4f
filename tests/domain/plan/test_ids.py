"""Identifiers are those of RFC 9562."""

import uuid
from datetime import UTC, datetime

from tracker.domain.plan.ids import random_ids, uuid7

ONES = (1 << 74) - 1


def test_the_example_of_the_standard() -> None:
    assert uuid7(0x017F22E279B0, 0xCC3 << 62 | 0x18C4DC0C0C07398F) == "017f22e2-79b0-7cc3-98c4-dc0c0c07398f"


def test_no_bit_falls_into_another_s_place() -> None:
    assert uuid7(0, 0) == "00000000-0000-7000-8000-000000000000"
    assert uuid7(0, ONES) == "00000000-0000-7fff-bfff-ffffffffffff"
    assert uuid7((1 << 48) - 1, 0) == "ffffffff-ffff-7000-8000-000000000000"
    assert uuid7(1 << 48, 1 << 62) == "00000000-0000-7001-8000-000000000000"


def test_fresh_ones_hold_the_millisecond_and_differ() -> None:
    moment = datetime(2024, 3, 12, 9, 0, 0, 123_000, tzinfo=UTC)
    make = random_ids(lambda: moment)
    made = {make() for _ in range(50)}
    assert len(made) == 50
    assert {uuid.UUID(one).version for one in made} == {7}
    assert {uuid.UUID(one).variant for one in made} == {uuid.RFC_4122}
    assert {uuid.UUID(one).int >> 80 for one in made} == {int(moment.timestamp() * 1000)}
