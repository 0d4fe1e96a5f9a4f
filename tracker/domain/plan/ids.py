"""Identifiers that two offline copies can never share."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import NewType

RecordId = NewType("RecordId", str)
IdFactory = Callable[[], RecordId]


def uuid7(milliseconds: int, random_bits: int) -> RecordId:
    """A version 7 UUID (RFC 9562, section 5.7): 48 bits of Unix time in milliseconds, then 74 random bits."""
    random_a = (random_bits >> 62) & 0xFFF
    random_b = random_bits & ((1 << 62) - 1)
    number = (milliseconds & ((1 << 48) - 1)) << 80 | 0x7 << 76 | random_a << 64 | 0b10 << 62 | random_b
    digits = f"{number:032x}"
    return RecordId(f"{digits[:8]}-{digits[8:12]}-{digits[12:16]}-{digits[16:20]}-{digits[20:]}")


def random_ids(now: Callable[[], datetime]) -> IdFactory:
    """A factory of fresh version 7 identifiers stamped by `now`."""

    def make() -> RecordId:
        return uuid7(int(now().timestamp() * 1000), secrets.randbits(74))

    return make
