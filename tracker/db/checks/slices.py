"""Reading a whole plan without keeping anybody waiting: short looks, each a transaction of its own."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import sqlalchemy as sa

LEAST, MOST = 64, 4000
BRISK, SLOW = 0.01, 0.03


class Stopped(Exception):  # noqa: N818 - nothing is wrong: whoever asked does not want to know any more
    """A reading that was given up between two looks."""


class Slices:
    """Looks through a connection of its own. While one lasts, a plan file cannot be written, so it must be short: what
    is read in it is worked on when it is over. Once `stop` says so, the next look raises Stopped.
    """

    def __init__(self, connection: sa.Connection, stop: Callable[[], bool] = bool) -> None:
        self._connection, self._stop = connection, stop
        self.size = 128
        """How many rows the next look should take, judged by how long the last ones took."""

    @contextmanager
    def look(self) -> Iterator[sa.Connection]:
        """A block that sees the plan at one moment and lets go of it at its end."""
        if self._stop():
            raise Stopped
        began = time.perf_counter()
        with self._connection.begin():
            yield self._connection
        took = time.perf_counter() - began
        if took < BRISK:
            self.size = min(self.size * 2, MOST)
        elif took > SLOW:
            self.size = max(self.size // 4, LEAST)
