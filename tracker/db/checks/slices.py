"""Reading a whole plan without keeping anybody waiting: short looks, each a transaction of its own."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa

LEAST, MOST = 64, 4000
BRISK, SLOW = 0.01, 0.03


class Slices:
    """Looks through a connection of its own. While one lasts, a plan file cannot be written, so it must be short: what
    is read in it is worked on when it is over.
    """

    def __init__(self, connection: sa.Connection) -> None:
        self._connection = connection
        self.size = 128
        """How many rows the next look should take, judged by how long the last ones took."""

    @contextmanager
    def look(self) -> Iterator[sa.Connection]:
        """A block that sees the plan at one moment and lets go of it at its end."""
        began = time.perf_counter()
        with self._connection.begin():
            yield self._connection
        took = time.perf_counter() - began
        if took < BRISK:
            self.size = min(self.size * 2, MOST)
        elif took > SLOW:
            self.size = max(self.size // 4, LEAST)
