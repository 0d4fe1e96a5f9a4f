"""The state of a plan as papers and workbooks print it: a change's number and the beginning of its hash."""

from __future__ import annotations

import re
from dataclasses import dataclass

from typing_extensions import override

_PRINTED = re.compile(r"(?i)\bchange\s+(\d{1,9})\s*[·•,:(-]\s*([0-9a-f]{8,64})\b")


@dataclass(frozen=True, slots=True)
class Printed:
    """A change's number, and the first digits of its hash (all of them in a copy of the plan)."""

    number: int
    hash: str

    @override
    def __str__(self) -> str:
        return f"change {self.number} ({self.hash[:8]})"


def printed_in(text: str) -> tuple[Printed, ...]:
    """Every state that is printed in a text, each once, in order."""
    return tuple(dict.fromkeys(Printed(int(number), digits.lower()) for number, digits in _PRINTED.findall(text)))
